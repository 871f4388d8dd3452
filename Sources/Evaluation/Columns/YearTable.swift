import Rosters
import Synchronization

/// Completed years to one day, by looking up the day of birth: a million ages have the same hundred birthdays.
struct YearTable: Sendable {

  private static let count = 150

  private let end: CalendarDate

  /// Of each number of years, the latest day since which that many have been completed.
  private let latest: [Int64]

  init(to end: CalendarDate) {
    self.end = end
    var latest: [Int64] = []
    for years in 0...YearTable.count {
      // No year is longer than 366 days, and none shorter than 365.
      var day = Int64(end.days) - 365 * Int64(years)
      let least = Int64(end.days) - 366 * Int64(years)
      while day > least, end.completedYears(since: CalendarDate(days: Int32(clamping: day))) < years {
        day -= 1
      }
      latest.append(day)
    }
    self.latest = latest
  }

  /// Returns the years completed since `day`.
  func years(since day: Int64) -> Int64 {
    let elapsed = Int64(end.days) - day
    var guess = Int(clamping: elapsed * 400 / 146_097)
    guard elapsed >= 0, guess < YearTable.count - 1 else {
      return Int64(end.completedYears(since: CalendarDate(days: Int32(clamping: day))))
    }
    while guess > 0 && day > latest[guess] { guess -= 1 }
    while guess + 1 < latest.count && day <= latest[guess + 1] { guess += 1 }
    return Int64(guess)
  }
}

/// The tables that were asked for.
final class YearTables: Sendable {

  private let tables = Mutex<[Int32: YearTable]>([:])

  /// Returns the table of the years completed on `day`.
  func table(_ day: Int32) -> YearTable {
    if let known = tables.withLock({ $0[day] }) { return known }
    let table = YearTable(to: CalendarDate(days: day))
    tables.withLock {
      // A sum over days would ask for one a day.
      if $0.count > 64 { $0 = [:] }
      $0[day] = table
    }
    return table
  }
}
