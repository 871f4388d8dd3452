/// The pieces of one field's column, and what they become.
final class FieldPieces: @unchecked Sendable {
  // Filled by one thread; each is then assembled by one thread, and no two by the same at once.

  /// The values of one block: how many rows of it are used, and the thread whose texts they are.
  struct Piece {
    var values: BlockResult.Values
    var rows: Int
    var thread: Int
  }

  let field: Int
  let type: FieldType
  var pieces: [Piece] = []

  init(field: Int, type: FieldType) {
    self.field = field
    self.type = type
  }

  /// Returns the column of `count` rows; the pieces are gone afterwards.
  func assemble(_ count: Int, _ texts: [ThreadTexts]) -> Column {
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

  private enum Width: Int, Comparable {
    case byte, short, word, long

    static func < (l: Width, r: Width) -> Bool { l.rawValue < r.rawValue }

    init(_ p: PackedIntegers) {
      switch p {
      case .bytes: self = .byte
      case .shorts: self = .short
      case .words: self = .word
      case .longs: self = .long
      }
    }
  }

  private func assembleNumbers(_ count: Int, _ present: [UInt8]?) -> Column {
    let used = pieces.filter { $0.rows > 0 }
    let scale = used.map(\.values.scale).max() ?? 0
    let denominator = Decimals.powers[min(18, scale)]
    let needsWide = used.contains { p in p.values.wide.contains { $0.row < p.rows } }
    if needsWide { return Column(.wide(wide(count)), present: present) }
    if used.contains(where: { $0.values.scale != scale }) {
      // Brought to one scale, or to fractions where that does not fit.
      guard let scaled = rescaled(count, scale) else { return Column(.wide(wide(count)), present: present) }
      return Column(.scaled(PackedIntegers(packing: scaled), denominator: denominator), present: present)
    }
    let width = used.map { Width($0.values.packed) }.max() ?? .byte
    return Column(.scaled(joined(count, width), denominator: denominator), present: present)
  }

  private func joined(_ count: Int, _ width: Width) -> PackedIntegers {
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

  private func rescaled(_ count: Int, _ scale: Int) -> [Int64]? {
    var result: [Int64] = []
    result.reserveCapacity(count)
    for p in pieces {
      let power = Decimals.powers[scale - min(scale, p.values.scale)]
      for i in 0..<p.rows {
        let (product, overflow) = p.values.packed[i].multipliedReportingOverflow(by: power)
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
    var codes: [[Int32]] = texts.map { Array(repeating: -1, count: $0.tables[field].count) }
    for p in pieces {
      let table = texts[p.thread].tables[field]
      codes[p.thread].withUnsafeMutableBufferPointer { map in
        func note(_ code: Int) {
          if map[code] < 0 {
            map[code] = table.withText(code) { Int32(truncatingIfNeeded: all.code($0, $1)) }
          }
        }
        func noteAll<T: FixedWidthInteger>(_ a: [T]) {
          if let flags = p.values.present {
            for i in 0..<p.rows where flags[i] != 0 { note(Int(a[i])) }
          } else {
            a.withUnsafeBufferPointer { a in for i in 0..<p.rows { note(Int(a[i])) } }
          }
        }
        switch p.values.packed {
        case .bytes(let a): noteAll(a)
        case .shorts(let a): noteAll(a)
        case .words(let a): noteAll(a)
        case .longs(let a): noteAll(a)
        }
      }
    }
    let packed: PackedIntegers =
      switch all.count {
      case ...256: .bytes(mapped(count, codes))
      case ...65_536: .shorts(mapped(count, codes))
      default: .words(mapped(count, codes))
      }
    return Column(.texts(packed, all.dictionary()), present: present)
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
