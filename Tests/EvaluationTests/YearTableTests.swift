import Rosters
import Testing

@testable import Evaluation

@Suite struct YearTableTests {

  @Test(arguments: ["2026-01-01", "2024-02-29", "2023-02-28", "2025-03-01", "2100-02-28"])
  func yearsByTableAreThoseOfTheCalendar(end: String) throws {
    let parts = end.split(separator: "-").compactMap { Int($0) }
    let day = try #require(CalendarDate(year: parts[0], month: parts[1], day: parts[2]))
    let table = YearTable(to: day)
    for back in stride(from: -400, through: 45_000, by: 1) {
      let start = CalendarDate(days: day.days - Int32(back))
      #expect(table.years(since: Int64(start.days)) == Int64(day.completedYears(since: start)))
      if table.years(since: Int64(start.days)) != Int64(day.completedYears(since: start)) { return }
    }
  }
}
