extension FieldPieces {

  /// Returns the column of `count` rows from where they stand in `room`, or `nil` if not all of them can stand there.
  func settled(_ count: Int, _ texts: [ThreadTexts], _ room: ColumnRoom) -> Column? {
    guard let width = room.width(of: field), count <= room.rows, canStand(in: room, width) else { return nil }
    var dictionary: TextDictionary?
    var codes: [[Int32]]?
    if case .text = type {
      var all = TextTable()
      defer { all.deallocate() }
      let common = commonCodes(texts, room, &all)
      if PackedWidth(from: 0, to: Int64(all.count)) > width { return nil }
      codes = common
      dictionary = all.dictionary()
    }
    room.withRows(of: field) { base, present in
      switch width {
      case .byte: settle(base.assumingMemoryBound(to: UInt8.self), present, codes)
      case .short: settle(base.assumingMemoryBound(to: Int16.self), present, codes)
      case .word: settle(base.assumingMemoryBound(to: Int32.self), present, codes)
      case .long: settle(base.assumingMemoryBound(to: Int64.self), present, codes)
      }
    }
    let (values, present) = room.take(field, count)
    if let dictionary { return Column(.texts(values, dictionary), present: present) }
    return Column(.scaled(values, denominator: 1), present: present)
  }

  /// Returns whether each piece has a place at or after the row that it comes to stand at, and no value too wide.
  private func canStand(in room: ColumnRoom, _ width: PackedWidth) -> Bool {
    var row = 0
    for p in pieces where p.rows > 0 {
      guard let place = p.place, place >= row, p.values.scale == 0, p.values.wide.isEmpty,
        p.values.isPlaced || PackedWidth(p.values.packed) <= width
      else { return false }
      row += p.rows
    }
    return true
  }

  /// Moves the values of all pieces to their rows, which are where they stand or before, `codes` in place of the texts'
  /// own, and their flags to `present`.
  private func settle<T: FixedWidthInteger>(
    _ base: UnsafeMutablePointer<T>, _ present: UnsafeMutablePointer<UInt8>?, _ codes: [[Int32]]?
  ) {
    var row = 0
    for p in pieces where p.rows > 0 {
      let target = base + row
      let flags = present.map { $0 + row }
      if p.values.isPlaced, let place = p.place {
        if place != row {
          target.update(from: base + place, count: p.rows)
          if let present, let flags { flags.update(from: present + place, count: p.rows) }
        }
      } else {
        for i in 0..<p.rows { target[i] = T(truncatingIfNeeded: p.values.packed[i]) }
        if let flags {
          if let own = p.values.present {
            for i in 0..<p.rows { flags[i] = own[i] }
          } else {
            flags.update(repeating: 1, count: p.rows)
          }
        }
      }
      if let codes {
        codes[p.thread].withUnsafeBufferPointer { map in
          if let flags {
            // A missing value is 0, not what the thread's first text happens to be.
            for i in 0..<p.rows { target[i] = flags[i] != 0 ? T(truncatingIfNeeded: map[Int(target[i])]) : 0 }
          } else {
            for i in 0..<p.rows { target[i] = T(truncatingIfNeeded: map[Int(target[i])]) }
          }
        }
      }
      row += p.rows
    }
  }

  /// Gives each piece its own values again, and lets go of the room.
  func takeOut(of room: ColumnRoom) {
    for i in pieces.indices where pieces[i].values.isPlaced {
      guard let place = pieces[i].place else { continue }
      let rows = place..<place + pieces[i].rows
      pieces[i].values.packed = room.copy(field, rows)
      pieces[i].values.present = room.presence(field, rows)
      pieces[i].values.isPlaced = false
    }
    room.abandon(field)
  }
}
