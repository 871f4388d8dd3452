/// Reads dates from the bytes of a trimmed cell.
struct DateCell {

  let dialect: DataDialect

  enum Reading {
    case value(CalendarDate)
    case fault(RowFault)
  }

  /// What the cell is made of: numbers and words, and the bytes between them.
  private struct Parts {
    var numbers: [(value: Int, digits: Int)] = []
    var month: Int?
    /// How many numbers stand before the month's name.
    var numbersBeforeMonth = 0
    var weekday: Int?
    var separators: [UInt8] = []
    var isDate = true
  }

  func read(_ cell: UnsafeBufferPointer<UInt8>) -> Reading {
    guard cell.count <= 60 else { return .fault(.notDate) }
    if let iso = DateCell.iso(cell) { return iso }
    if dialect == .indonesia, let date = DateCell.dayFirst(cell) { return date }
    let parts = split(cell)
    guard parts.isDate else { return .fault(.notDate) }
    if let month = parts.month { return inWords(parts, month) }
    guard parts.weekday == nil || dialect == .indonesia else { return .fault(.localDate) }
    if parts.numbers.count == 1, parts.weekday == nil {
      let n = parts.numbers[0]
      return .fault(n.digits == 5 && DateCell.spreadsheetDay(n.value) != nil ? .dayNumber : .notDate)
    }
    guard parts.numbers.count == 3, parts.separators.count == 2, parts.separators[0] == parts.separators[1],
      parts.separators[0] != 0x20
    else { return .fault(.notDate) }
    let (a, b, c) = (parts.numbers[0], parts.numbers[1], parts.numbers[2])
    if a.digits == 4 && b.digits <= 2 && c.digits <= 2 {
      return checked(year: a.value, month: b.value, day: c.value, parts.weekday)
    }
    guard a.digits <= 2 && b.digits <= 2 else { return .fault(.notDate) }
    if c.digits == 2 { return .fault(.shortYear) }
    guard c.digits == 4 else { return .fault(.notDate) }
    switch dialect {
    case .indonesia: return checked(year: c.value, month: b.value, day: a.value, parts.weekday)
    case .plain, .international:
      let dayFirst = CalendarDate(year: c.value, month: b.value, day: a.value)
      let monthFirst = CalendarDate(year: c.value, month: a.value, day: b.value)
      switch (dayFirst, monthFirst) {
      case (let d?, let m?): return .fault(d == m ? .localDate : .ambiguousDate)
      case (_?, nil): return .fault(.localDate)
      case (nil, _?): return .fault(.notDate)
      case (nil, nil): return .fault(.noSuchDay)
      }
    }
  }

  /// Returns the reading of a date that names its month: `27 Februari 2025`, `Selasa, 19 November 2024`.
  private func inWords(_ parts: Parts, _ month: Int) -> Reading {
    guard parts.numbers.count == 2 else { return .fault(.notDate) }
    let (a, b) = (parts.numbers[0], parts.numbers[1])
    // `27 Februari 2025`; `February 27, 2025` is not written here.
    guard parts.numbersBeforeMonth == 1, a.digits <= 2 else { return .fault(.notDate) }
    if b.digits == 2 { return .fault(.shortYear) }
    guard b.digits == 4 else { return .fault(.notDate) }
    switch dialect {
    case .indonesia, .international:
      return checked(year: b.value, month: month, day: a.value, parts.weekday)
    case .plain:
      let exists = CalendarDate(year: b.value, month: month, day: a.value) != nil
      return .fault(exists ? .localDate : .noSuchDay)
    }
  }

  private func checked(year: Int, month: Int, day: Int, _ weekday: Int?) -> Reading {
    guard let date = CalendarDate(year: year, month: month, day: day) else { return .fault(.noSuchDay) }
    if let weekday, date.weekday != weekday { return .fault(.wrongWeekday) }
    return .value(date)
  }

  /// Returns the reading of `2025-12-31`, also with a midnight after it; `nil` if it has not that shape.
  private static func iso(_ c: UnsafeBufferPointer<UInt8>) -> Reading? {
    guard c.count >= 10, c[4] == 45, c[7] == 45 else { return nil }
    for i in 0..<10 where i != 4 && i != 7 { if c[i] < 48 || c[i] > 57 { return nil } }
    func digit(_ i: Int) -> Int { Int(c[i]) - 48 }
    if c.count > 10 {
      // Databases write a day as its midnight. Any other time would have to be thrown away.
      let isMidnight = c.dropFirst(10).allSatisfy { b in
        b == 0x20 || b == 0x54 || b == 0x5A || b == 0x3A || b == 0x2E || b == 0x30
      }
      guard isMidnight, c[10] == 0x20 || c[10] == 0x54 else { return .fault(.notDate) }
    }
    let year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
    let date = CalendarDate(year: year, month: digit(5) * 10 + digit(6), day: digit(8) * 10 + digit(9))
    return date.map { .value($0) } ?? .fault(.noSuchDay)
  }

  /// Returns the reading of `17/12/2025`, which whole files consist of; `nil` if it has not that shape.
  private static func dayFirst(_ c: UnsafeBufferPointer<UInt8>) -> Reading? {
    guard c.count == 10, c[2] == c[5], c[2] == UInt8(ascii: "/") || c[2] == UInt8(ascii: "-") else {
      return nil
    }
    for i in 0..<10 where i != 2 && i != 5 { if c[i] < 48 || c[i] > 57 { return nil } }
    func digit(_ i: Int) -> Int { Int(c[i]) - 48 }
    let year = digit(6) * 1000 + digit(7) * 100 + digit(8) * 10 + digit(9)
    let date = CalendarDate(year: year, month: digit(3) * 10 + digit(4), day: digit(0) * 10 + digit(1))
    return date.map { .value($0) } ?? .fault(.noSuchDay)
  }

  private func split(_ c: UnsafeBufferPointer<UInt8>) -> Parts {
    var parts = Parts()
    var i = 0
    while i < c.count {
      let b = c[i]
      if b >= 48 && b <= 57 {
        var value = 0
        let start = i
        while i < c.count, c[i] >= 48, c[i] <= 57 {
          if i - start < 9 { value = value * 10 + Int(c[i]) - 48 }
          i += 1
        }
        parts.numbers.append((value, i - start))
      } else if b | 0x20 >= 0x61 && b | 0x20 <= 0x7A {
        let start = i
        while i < c.count, (c[i] | 0x20 >= 0x61 && c[i] | 0x20 <= 0x7A) || c[i] == 0x27 { i += 1 }
        let word = String(decoding: c[start..<i].map { $0 | 0x20 }, as: UTF8.self)
        if let weekday = DateWords.weekdays[word], parts.weekday == nil, parts.numbers.isEmpty {
          parts.weekday = weekday
        } else if let month = DateWords.months[word], parts.month == nil {
          parts.month = month
          parts.numbersBeforeMonth = parts.numbers.count
        } else {
          parts.isDate = false
          return parts
        }
      } else {
        // Spaces around a mark do not count; between two numbers each mark is kept.
        var mark: UInt8 = 0x20
        while i < c.count, !DateCell.isPart(c[i]) {
          let isNoBreak = c[i] == 0xC2 || c[i] == 0xA0
          if c[i] != 0x20 && !isNoBreak {
            guard "/-.,".utf8.contains(c[i]), mark == 0x20 else {
              parts.isDate = false
              return parts
            }
            mark = c[i]
          }
          i += 1
        }
        if !parts.numbers.isEmpty || mark != 0x2C { parts.separators.append(mark) }
      }
    }
    if parts.weekday != nil, parts.separators.first == 0x20 { parts.separators.removeFirst() }
    if let last = c.last, !DateCell.isPart(last) { parts.isDate = false }
    return parts
  }

  private static func isPart(_ b: UInt8) -> Bool {
    (b >= 48 && b <= 57) || (b | 0x20 >= 0x61 && b | 0x20 <= 0x7A)
  }

  /// Returns the day that a spreadsheet counts as `n`, if it is one of our times (1927 to 2064).
  static func spreadsheetDay(_ n: Int) -> CalendarDate? {
    guard (10_000...60_000).contains(n) else { return nil }
    // Spreadsheets count from 30 December 1899 (with a 29 February 1900 that never was before it).
    return CalendarDate(days: Int32(n - 25_569))
  }

  /// Returns both readings of `a/b/yyyy`: day first and month first.
  static func readings(_ text: String) -> (CalendarDate, CalendarDate)? {
    let n = text.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).compactMap { Int($0) }
    guard n.count == 3, let d = CalendarDate(year: n[2], month: n[1], day: n[0]),
      let m = CalendarDate(year: n[2], month: n[0], day: n[1])
    else { return nil }
    return (d, m)
  }
}

/// The words of dates in small letters: both languages, abbreviations, and the spellings of before 1972.
enum DateWords {

  static let months: [String: Int] = [
    "januari": 1, "january": 1, "jan": 1, "djanuari": 1,
    "februari": 2, "february": 2, "feb": 2, "pebruari": 2, "peb": 2,
    "maret": 3, "march": 3, "mar": 3, "mrt": 3,
    "april": 4, "apr": 4,
    "mei": 5, "may": 5,
    "juni": 6, "june": 6, "jun": 6, "djuni": 6,
    "juli": 7, "july": 7, "jul": 7, "djuli": 7,
    "agustus": 8, "august": 8, "agu": 8, "agt": 8, "ags": 8, "agust": 8, "aug": 8,
    "september": 9, "sep": 9, "sept": 9,
    "oktober": 10, "october": 10, "okt": 10, "oct": 10,
    "november": 11, "nov": 11, "nopember": 11, "nop": 11,
    "desember": 12, "december": 12, "des": 12, "dec": 12,
  ]

  /// Monday is 1.
  static let weekdays: [String: Int] = [
    "senin": 1, "monday": 1, "selasa": 2, "tuesday": 2, "rabu": 3, "wednesday": 3, "kamis": 4, "thursday": 4,
    "jumat": 5, "jum'at": 5, "friday": 5, "sabtu": 6, "saturday": 6, "minggu": 7, "ahad": 7, "sunday": 7,
  ]
}

extension CalendarDate {

  /// The day of the week; Monday is 1, Sunday 7.
  public var weekday: Int {
    // 1 January 1970 was a Thursday.
    let r = (Int(days) + 3) % 7
    return (r < 0 ? r + 7 : r) + 1
  }
}
