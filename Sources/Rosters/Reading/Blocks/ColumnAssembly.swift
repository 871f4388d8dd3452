/// The pieces of one field's column, and what they become.
final class FieldPieces: @unchecked Sendable {
  // Filled by one thread; each is then assembled by one thread, and no two by the same at once.

  /// The values of one block: how many rows of it are used, and the thread whose texts they are.
  struct Piece {
    var values: BlockResult.Values
    var rows: Int
    var thread: Int
    /// Where they stand in the room for all, if they have a place there.
    var place: Int?
  }

  let field: Int
  let type: FieldType
  var pieces: [Piece] = []

  init(field: Int, type: FieldType) {
    self.field = field
    self.type = type
  }

  /// Returns the column of `count` rows; the pieces are gone afterwards, and what `room` holds of the field.
  func assemble(_ count: Int, _ texts: [ThreadTexts], _ room: ColumnRoom?) -> Column {
    if let room {
      if let column = settled(count, texts, room) {
        pieces = []
        return column
      }
      takeOut(of: room)
    }
    let present = presence(count)
    let column: Column
    if case .text = type {
      column = assembleTexts(count, texts, present)
    } else {
      column = assembleNumbers(count, present)
    }
    pieces = []
    return column
  }

  private func presence(_ count: Int) -> [UInt8]? {
    guard pieces.contains(where: { $0.values.present != nil }) else { return nil }
    var flags: [UInt8] = []
    flags.reserveCapacity(count)
    for p in pieces {
      if let own = p.values.present {
        flags.append(contentsOf: own[..<p.rows])
      } else {
        flags.append(contentsOf: repeatElement(1, count: p.rows))
      }
    }
    return flags.contains(0) ? flags : nil
  }

  // MARK: Numbers

  private func assembleNumbers(_ count: Int, _ present: [UInt8]?) -> Column {
    let used = pieces.filter { $0.rows > 0 }
    let scale = used.map { FieldPieces.neededScale($0) }.max() ?? 0
    let denominator = Decimals.powers[min(18, scale)]
    let needsWide = used.contains { p in p.values.wide.contains { $0.row < p.rows } }
    if needsWide { return Column(.wide(wide(count)), present: present) }
    if used.contains(where: { $0.values.scale != scale }) {
      // Brought to one scale, or to fractions where that does not fit.
      guard let scaled = rescaled(count, scale) else { return Column(.wide(wide(count)), present: present) }
      return Column(.scaled(PackedIntegers(packing: scaled), denominator: denominator), present: present)
    }
    let width = used.map { PackedWidth($0.values.packed) }.max() ?? .byte
    return Column(.scaled(joined(count, width), denominator: denominator), present: present)
  }

  private func joined(_ count: Int, _ width: PackedWidth) -> PackedIntegers {
    switch width {
    case .byte: .bytes(concatenated(count))
    case .short: .shorts(concatenated(count))
    case .word: .words(concatenated(count))
    case .long: .longs(concatenated(count))
    }
  }

  /// Returns all values, letting go of each piece once it is copied.
  private func concatenated<T: FixedWidthInteger>(_ count: Int) -> [T] {
    [T](unsafeUninitializedCapacity: count) { target, initialized in
      var n = 0
      for i in pieces.indices {
        let rows = pieces[i].rows
        switch pieces[i].values.packed {
        case .bytes(let a): FieldPieces.copy(a, rows, target, n)
        case .shorts(let a): FieldPieces.copy(a, rows, target, n)
        case .words(let a): FieldPieces.copy(a, rows, target, n)
        case .longs(let a): FieldPieces.copy(a, rows, target, n)
        }
        pieces[i].values.packed = .bytes([])
        n += rows
      }
      initialized = n
    }
  }

  private static func copy<S: FixedWidthInteger, T: FixedWidthInteger>(
    _ source: [S], _ rows: Int, _ target: UnsafeMutableBufferPointer<T>, _ start: Int
  ) {
    source.withUnsafeBufferPointer { s in
      for i in 0..<rows { target[start &+ i] = T(truncatingIfNeeded: s[i]) }
    }
  }

  /// Returns the least power of ten over which the values of `piece` are integers: a row that was set aside, and had more
  /// decimals, must not tell.
  private static func neededScale(_ piece: Piece) -> Int {
    var needed = 0
    for i in 0..<piece.rows where needed < piece.values.scale {
      while needed < piece.values.scale,
        piece.values.packed[i] % Decimals.powers[piece.values.scale - needed] != 0
      {
        needed += 1
      }
    }
    return needed
  }

  private func rescaled(_ count: Int, _ scale: Int) -> [Int64]? {
    var result: [Int64] = []
    result.reserveCapacity(count)
    for p in pieces {
      let power = Decimals.powers[max(0, scale - p.values.scale)]
      let excess = Decimals.powers[max(0, p.values.scale - scale)]
      for i in 0..<p.rows {
        let (product, overflow) = (p.values.packed[i] / excess).multipliedReportingOverflow(by: power)
        if overflow { return nil }
        result.append(product)
      }
    }
    return result
  }

  private func wide(_ count: Int) -> [Rational] {
    var result: [Rational] = []
    result.reserveCapacity(count)
    for p in pieces {
      let start = result.count
      let denominator = Int128(Decimals.powers[min(18, p.values.scale)])
      for i in 0..<p.rows {
        result.append(Rational(Int128(p.values.packed[i]), over: denominator) ?? .zero)
      }
      for (row, value) in p.values.wide where row < p.rows { result[start + row] = value }
    }
    return result
  }

  // MARK: Texts

  /// Returns the column of texts, coded by their first appearance in the files, whatever thread met them first.
  private func assembleTexts(_ count: Int, _ texts: [ThreadTexts], _ present: [UInt8]?) -> Column {
    var all = TextTable()
    defer { all.deallocate() }
    let codes = commonCodes(texts, nil, &all)
    let packed: PackedIntegers =
      switch all.count {
      case ...256: .bytes(mapped(count, codes))
      case ...32_768: .shorts(mapped(count, codes))
      default: .words(mapped(count, codes))
      }
    return Column(.texts(packed, all.dictionary()), present: present)
  }

  /// Returns, for each thread, what the codes of its texts become: their places in `all`, to which they are added as they
  /// first appear in rows that are used.
  func commonCodes(_ texts: [ThreadTexts], _ room: ColumnRoom?, _ all: inout TextTable) -> [[Int32]] {
    var codes: [[Int32]] = texts.map { Array(repeating: -1, count: $0.tables[field].count) }
    for p in pieces {
      let table = texts[p.thread].tables[field]
      codes[p.thread].withUnsafeMutableBufferPointer { map in
        func note(_ code: Int) {
          if map[code] < 0 {
            map[code] = table.withText(code) { Int32(truncatingIfNeeded: all.code($0, $1)) }
          }
        }
        func noteAll<T: FixedWidthInteger>(_ a: UnsafePointer<T>, _ present: UnsafePointer<UInt8>?) {
          if let present {
            for i in 0..<p.rows where present[i] != 0 { note(Int(a[i])) }
          } else {
            for i in 0..<p.rows { note(Int(a[i])) }
          }
        }
        if p.values.isPlaced, let room, let place = p.place {
          room.withRows(of: field) { base, present in
            let present = present.map { UnsafePointer($0) + place }
            switch room.width(of: field) {
            case .byte: noteAll(base.assumingMemoryBound(to: UInt8.self) + place, present)
            case .short: noteAll(base.assumingMemoryBound(to: Int16.self) + place, present)
            case .word: noteAll(base.assumingMemoryBound(to: Int32.self) + place, present)
            case .long: noteAll(base.assumingMemoryBound(to: Int64.self) + place, present)
            case nil: break
            }
          }
          return
        }
        func noteOwn<T: FixedWidthInteger>(_ a: [T]) {
          a.withUnsafeBufferPointer { a in
            guard let base = a.baseAddress else { return }
            if let flags = p.values.present {
              flags.withUnsafeBufferPointer { noteAll(base, $0.baseAddress) }
            } else {
              noteAll(base, nil)
            }
          }
        }
        switch p.values.packed {
        case .bytes(let a): noteOwn(a)
        case .shorts(let a): noteOwn(a)
        case .words(let a): noteOwn(a)
        case .longs(let a): noteOwn(a)
        }
      }
    }
    return codes
  }

  private func mapped<T: FixedWidthInteger>(_ count: Int, _ codes: [[Int32]]) -> [T] {
    [T](unsafeUninitializedCapacity: count) { target, initialized in
      var n = 0
      for i in pieces.indices {
        let rows = pieces[i].rows
        let flags = pieces[i].values.present
        codes[pieces[i].thread].withUnsafeBufferPointer { map in
          switch pieces[i].values.packed {
          case .bytes(let a): FieldPieces.translate(a, rows, flags, map, target, n)
          case .shorts(let a): FieldPieces.translate(a, rows, flags, map, target, n)
          case .words(let a): FieldPieces.translate(a, rows, flags, map, target, n)
          case .longs(let a): FieldPieces.translate(a, rows, flags, map, target, n)
          }
        }
        pieces[i].values.packed = .bytes([])
        n += rows
      }
      initialized = n
    }
  }

  private static func translate<S: FixedWidthInteger, T: FixedWidthInteger>(
    _ source: [S], _ rows: Int, _ present: [UInt8]?, _ map: UnsafeBufferPointer<Int32>,
    _ target: UnsafeMutableBufferPointer<T>, _ start: Int
  ) {
    source.withUnsafeBufferPointer { s in
      if let present {
        // A missing value is 0, not what the thread's first text happens to be.
        for i in 0..<rows { target[start &+ i] = present[i] != 0 ? T(truncatingIfNeeded: map[Int(s[i])]) : 0 }
      } else {
        for i in 0..<rows { target[start &+ i] = T(truncatingIfNeeded: map[Int(s[i])]) }
      }
    }
  }
}
