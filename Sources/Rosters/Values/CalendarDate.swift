/// A day of the proleptic Gregorian calendar, counted from 1 January 1970.
public struct CalendarDate: Hashable, Sendable, Comparable {

  /// Days since 1 January 1970; negative before it.
  public let days: Int32

  /// Creates the date `days` after 1 January 1970.
  public init(days: Int32) { self.days = days }

  /// Creates a date, or `nil` if there is no such day in the years 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarDate.length(ofMonth: month, year: year)
    else { return nil }
    self.days = CalendarDate.daysFromCivil(year, month, day)
  }

  /// Returns whether `l` is before `r`.
  public static func < (l: CalendarDate, r: CalendarDate) -> Bool { l.days < r.days }

  /// The year, month and day.
  public var civil: (year: Int, month: Int, day: Int) {
    // Days are counted from 1 March of year 0 in eras of 400 years (the usual civil-from-days arithmetic).
    let z = Int(days) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The number of days in `month` of `year`.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `true` iff `year` has a 29 February.
  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The date as `2026-12-31`.
  public var iso: String {
    let (y, m, d) = civil
    func padded(_ n: Int, _ width: Int) -> String {
      let s = String(n)
      return String(repeating: "0", count: max(0, width - s.count)) + s
    }
    return "\(padded(y, 4))-\(padded(m, 2))-\(padded(d, 2))"
  }

  /// The first day of the date's month.
  public var startOfMonth: CalendarDate { CalendarDate(days: days - Int32(civil.day - 1)) }

  /// The last day of the date's month.
  public var endOfMonth: CalendarDate {
    let (year, month, day) = civil
    return CalendarDate(days: days &+ Int32(CalendarDate.length(ofMonth: month, year: year) - day))
  }

  /// What becomes of a date whose month has no such day.
  public enum Overflow: Sendable, Hashable {
    /// The month's last day.
    case lastDay
    /// The first day of the next month.
    case nextDay
  }

  /// Returns the date `count` calendar months later, or `nil` outside the years 1 to 9999.
  public func adding(months count: Int, overflow: Overflow = .lastDay) -> CalendarDate? {
    let (y, m, d) = civil
    let (total, overflowed) = (y * 12 + m - 1).addingReportingOverflow(count)
    guard !overflowed, total >= 12, total < 120_000 else { return nil }
    let year = total / 12
    let month = total % 12 + 1
    let length = CalendarDate.length(ofMonth: month, year: year)
    if d <= length { return CalendarDate(year: year, month: month, day: d) }
    guard let last = CalendarDate(year: year, month: month, day: length) else { return nil }
    return overflow == .lastDay ? last : CalendarDate(days: last.days + 1)
  }

  /// Returns the completed months from `start` to `self`; negative if `self` is before `start`.
  public func completedMonths(since start: CalendarDate) -> Int {
    if self < start { return -start.completedMonths(since: self) }
    let (y0, m0, d0) = start.civil
    let (y1, m1, d1) = civil
    let months = (y1 - y0) * 12 + (m1 - m0)
    // The month is complete on the start's day, or on the month's last day where it has no such day.
    let due = min(d0, CalendarDate.length(ofMonth: m1, year: y1))
    return d1 >= due ? months : months - 1
  }

  /// Returns the completed years from `start` to `self`; someone born on 29 February is a year older on 28 February.
  public func completedYears(since start: CalendarDate) -> Int { completedMonths(since: start) / 12 }

  /// Returns the calendar months touched from `start` through `self`, both ends included; 0 or less if reversed.
  public func monthsTouched(since start: CalendarDate) -> Int {
    let (y0, m0, _) = start.civil
    let (y1, m1, _) = civil
    let months = (y1 - y0) * 12 + (m1 - m0)
    return self < start ? months - 1 : months + 1
  }
}
