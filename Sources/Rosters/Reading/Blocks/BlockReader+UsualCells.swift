import CScan

/// The first days of the months of the usual years, so that a date costs one look.
enum MonthStarts {

  static let firstYear = 1900
  static let lastYear = 2099

  /// Days since 1970 of the first of each month from January 1900 on.
  static let days: [Int32] = (firstYear...lastYear).flatMap { y in
    (1...12).map { m in CalendarDate(year: y, month: m, day: 1)?.days ?? 0 }
  }
}

extension BlockReader {

  @inline(__always)
  static func word(_ p: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
  }

  /// Returns the place of the next delimiter or line end at or after `p`; there always is one in the padding.
  @inline(__always)
  static func scan(_ p: UnsafePointer<UInt8>, _ delimiters: UInt64) -> UnsafePointer<UInt8> {
    var q = p
    while true {
      let w = word(q)
      let a = w ^ delimiters
      let b = w ^ 0x0A0A_0A0A_0A0A_0A0A
      let hit =
        (((a &- 0x0101_0101_0101_0101) & ~a) | ((b &- 0x0101_0101_0101_0101) & ~b)) & 0x8080_8080_8080_8080
      // Bytes above the lowest hit may be false ones; the lowest never is.
      if hit != 0 { return q + (hit.trailingZeroBitCount &>> 3) }
      q += 8
    }
  }

  /// Returns the value of the eight digits in `w`, or `nil` if they are not all digits.
  @inline(__always)
  static func digits(_ w: UInt64) -> UInt64? {
    let t = w &- 0x3030_3030_3030_3030
    if (t | (w &+ 0x4646_4646_4646_4646)) & 0x8080_8080_8080_8080 != 0 { return nil }
    return number(t)
  }

  /// Returns the number whose eight digits, as values, are the bytes of `digits`, the first lowest.
  @inline(__always)
  static func number(_ digits: UInt64) -> UInt64 {
    let t = (digits &* 10) &+ (digits &>> 8)
    return
      (((t & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064)
      &+ (((t &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001)) &>> 32
  }

  /// Returns the terminator at `p`, past a carriage return, or `nil` if the cell does not end there.
  @inline(__always)
  static func ended(_ p: UnsafePointer<UInt8>, _ delimiter: UInt8) -> UnsafePointer<UInt8>? {
    let t = p.pointee
    if t == delimiter || t == Byte.newline { return p }
    return t == Byte.carriageReturn && p[1] == Byte.newline ? p + 1 : nil
  }

  /// Returns whether the bytes are all ASCII.
  @inline(__always)
  static func isPlain(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var i = 0
    while i < count {
      if p[i] >= 0x80 { return false }
      i &+= 1
    }
    return true
  }

  // Each of the following reads the cell at `p` if it is in the usual form of its type, and returns where it ends:
  // at a delimiter or a line end. In any other form (also at fault) the cell is left to `decode`.

  @inline(__always)
  func usualText(
    _ p: UnsafePointer<UInt8>, _ cell: UnsafePointer<CellPlan>, _ row: Int, _ delimiters: UInt64,
    _ isASCII: Bool
  ) -> UnsafePointer<UInt8>? {
    let field = cell.pointee.field
    let end = BlockReader.scan(p, delimiters)
    let count = BlockReader.length(p, end)
    if count == 0 { return usualBlank(end, cell, row) }
    let last = p[count &- 1]
    guard p.pointee > Byte.space, last > Byte.space, last < 0x7F, isASCII || BlockReader.isPlain(p, count)
    else {
      return nil
    }
    values[field][row] = usualCode(field, p, count)
    if cell.pointee.isOptional { present[field][row] = 1 }
    return end
  }

  /// Returns the code of a text in its usual form; those of places and the like come again and again.
  @inline(__always)
  func usualCode(_ field: Int, _ p: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
    let met = recent + field &* BlockReader.recentPlaces
    let known = scan_find(met, p, count)
    if known >= 0 { return known }
    let code = Int64(truncatingIfNeeded: texts.tables[field].code(p, count))
    scan_keep(met, p, count, code)
    return code
  }

  /// Returns what a text stands for, or the complement of its fault; choices are few.
  @inline(__always)
  func usualValue(_ field: Int, _ p: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
    let met = recent + field &* BlockReader.recentPlaces
    let known = scan_find(met, p, count)
    if known != .min { return known }
    let value = lookedUp(field, p, count)
    scan_keep(met, p, count, value)
    return value
  }

  /// Looks whether a text that nobody reads is one.
  @inline(__always)
  func usualCheckedText(
    _ p: UnsafePointer<UInt8>, _ cell: UnsafePointer<CellPlan>, _ row: Int, _ delimiters: UInt64,
    _ isASCII: Bool
  ) -> UnsafePointer<UInt8>? {
    let end = BlockReader.scan(p, delimiters)
    let count = BlockReader.length(p, end)
    if count == 0 { return usualBlank(end, cell, row) }
    let last = p[count &- 1]
    return p.pointee > Byte.space && last > Byte.space && last < 0x7F
      && (isASCII || BlockReader.isPlain(p, count)) ? end : nil
  }

  @inline(__always)
  func usualIdentity(
    _ p: UnsafePointer<UInt8>, _ cell: UnsafePointer<CellPlan>, _ row: Int, _ delimiter: UInt8
  ) -> UnsafePointer<UInt8>? {
    guard let high = BlockReader.digits(BlockReader.word(p)),
      let low = BlockReader.digits(BlockReader.word(p + 8)),
      let end = BlockReader.ended(p + 16, delimiter)
    else { return nil }
    let nik = Int64(truncatingIfNeeded: high &* 100_000_000 &+ low)
    if IdentityCell.fault(digits: nik) != nil { return nil }
    let field = cell.pointee.field
    values[field][row] = nik
    if cell.pointee.isOptional { present[field][row] = 1 }
    identities[field].count &+= 1
    if nik % 10 == 0 { identities[field].endingInZero &+= 1 }
    return end
  }

  @inline(__always)
  func usualNumber(
    _ p: UnsafePointer<UInt8>, _ cell: UnsafePointer<CellPlan>, _ row: Int, _ delimiter: UInt8
  ) -> UnsafePointer<UInt8>? {
    let isNegative = p.pointee == UInt8(ascii: "-")
    let start = isNegative ? p + 1 : p
    // The digits become their values; a byte that is none is marked by its highest bit.
    let t = BlockReader.word(start) ^ 0x3030_3030_3030_3030
    let others = ((t & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676 | t) & 0x8080_8080_8080_8080
    var q: UnsafePointer<UInt8>
    var v: UInt64
    if others != 0 {
      let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount &- 7)
      if bits == 0 { return nil }
      // As if zeros stood before them.
      v = BlockReader.number(t &<< (64 &- bits))
      q = start + Int(truncatingIfNeeded: bits &>> 3)
    } else {
      v = BlockReader.number(t)
      q = start + 8
      while q - start <= 18 {
        let d = q.pointee &- 48
        if d > 9 { break }
        v = v &* 10 &+ UInt64(d)
        q += 1
      }
    }
    guard q - start <= 18, let end = BlockReader.ended(q, delimiter) else { return nil }
    let value = isNegative ? 0 &- Int64(truncatingIfNeeded: v) : Int64(truncatingIfNeeded: v)
    let field = cell.pointee.field
    if cell.pointee.kind == .integer {
      if value < cell.pointee.low || value > cell.pointee.high { return nil }
    } else if scales[field] != 0 || cell.pointee.hasRange {
      return nil
    }
    values[field][row] = value
    if cell.pointee.isOptional { present[field][row] = 1 }
    return end
  }

  /// Reads `2025-12-17`.
  @inline(__always)
  func usualDate(
    _ p: UnsafePointer<UInt8>, _ cell: UnsafePointer<CellPlan>, _ row: Int, _ delimiter: UInt8,
    _ months: UnsafeBufferPointer<Int32>
  ) -> UnsafePointer<UInt8>? {
    // Digits become their values, dashes 0; anything else leaves bits where none may be.
    let t = BlockReader.word(p) ^ 0x2D30_302D_3030_3030
    let tens = p[8] ^ 48
    let ones = p[9] ^ 48
    guard t & 0xFFF0_F0FF_F0F0_F0F0 == 0, (t &+ 0x0006_0600_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0,
      tens <= 3,
      ones <= 9, let end = BlockReader.ended(p + 10, delimiter)
    else {
      return p.pointee == delimiter || p.pointee == Byte.newline ? usualBlank(p, cell, row) : nil
    }
    let centuries = (t & 0xF) &* 1000 &+ (t &>> 8 & 0xF) &* 100
    let year = Int(truncatingIfNeeded: centuries &+ (t &>> 16 & 0xF) &* 10 &+ (t &>> 24 & 0xF))
    let month = Int(truncatingIfNeeded: (t &>> 40 & 0xF) &* 10 &+ (t &>> 48 & 0xF))
    let day = Int(tens &* 10 &+ ones)
    guard year >= MonthStarts.firstYear, year <= MonthStarts.lastYear, month >= 1, month <= 12, day >= 1,
      day <= 28 || day <= CalendarDate.length(ofMonth: month, year: year)
    else { return nil }
    let first = months[(year &- MonthStarts.firstYear) &* 12 &+ month &- 1]
    let value = Int64(first) &+ Int64(day &- 1)
    if value < cell.pointee.low || value > cell.pointee.high { return nil }
    values[cell.pointee.field][row] = value
    if cell.pointee.isOptional { present[cell.pointee.field][row] = 1 }
    return end
  }

  @inline(__always)
  func usualLookup(
    _ p: UnsafePointer<UInt8>, _ cell: UnsafePointer<CellPlan>, _ row: Int, _ delimiters: UInt64
  ) -> UnsafePointer<UInt8>? {
    let field = cell.pointee.field
    let end = BlockReader.scan(p, delimiters)
    let count = BlockReader.length(p, end)
    if count == 0 { return usualBlank(end, cell, row) }
    let value = usualValue(field, p, count)
    if value < 0 { return nil }
    values[field][row] = value
    if cell.pointee.isOptional { present[field][row] = 1 }
    return end
  }

  /// Returns what the text stands for, or the complement of its fault.
  @inline(never)
  func lookedUp(_ field: Int, _ p: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
    let code = texts.tables[field].code(p, count)
    if code >= texts.resolvedCounts[field] { resolveLookup(field, p, count) }
    return texts.resolved[field][code]
  }

  /// Takes a cell without bytes, which ends at `end`, as missing where it may be.
  @inline(__always)
  private func usualBlank(
    _ end: UnsafePointer<UInt8>, _ cell: UnsafePointer<CellPlan>, _ row: Int
  ) -> UnsafePointer<UInt8>? {
    guard cell.pointee.isOptional else { return nil }
    values[cell.pointee.field][row] = 0
    present[cell.pointee.field][row] = 0
    return end
  }

  /// Returns the bytes from `p` to the terminator at `end`, without the carriage return of a line end.
  @inline(__always)
  private static func length(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
    let count = end - p
    return count > 0 && end.pointee == Byte.newline && end[-1] == Byte.carriageReturn ? count &- 1 : count
  }
}
