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

  /// Returns the years completed since each of `days`.
  func years(since days: [Int64]) -> [Int64] {
    latest.withUnsafeBufferPointer { latest in
      Kernels.map(days) { day in
        let elapsed = Int64(end.days) &- day
        // No later than the table goes, and so early that the guess is off by one at most.
        guard elapsed >= 0, elapsed < 365 * Int64(YearTable.count - 1) else {
          return farYears(since: day)
        }
        let guess = Int(UInt32(truncatingIfNeeded: elapsed) &* 400 / 146_097)
        let isLess = day > latest[guess]
        let isMore = day <= latest[guess &+ 1]
        return Int64(guess) &- (isLess ? 1 : 0) &+ (isMore ? 1 : 0)
      }
    }
  }

  /// Returns the years completed since `day`.
  func years(since day: Int64) -> Int64 { years(since: [day])[0] }

  /// Returns the years completed since a day that the table does not reach.
  private func farYears(since day: Int64) -> Int64 {
    Int64(end.completedYears(since: CalendarDate(days: Int32(clamping: day))))
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
