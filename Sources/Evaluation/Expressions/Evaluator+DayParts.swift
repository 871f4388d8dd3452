import Rosters
import Semantics
import Syntax

extension Evaluator {

  /// Returns the year, the quarter, the last day of the month and so on, of days.
  func dayPart(_ part: DayPart, _ day: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    let days = try evaluate(day, b)
    guard let numbers = days.integers() else {
      return faultAll(.internalFault("a date", at: day.origin), b)
    }
    var result = [Int64](repeating: 0, count: b.count)
    for i in 0..<b.count where days.states.map({ $0[i] == RowState.present }) ?? true {
      result[i] = CalendarDate(days: Int32(clamping: numbers[i])).part(part)
    }
    return Vector(.narrow(result, denominator: 1), states: days.states, count: b.count)
  }
}

extension CalendarDate {

  /// Returns the number that `part` of the day is; of another day, its count of days.
  func part(_ part: DayPart) -> Int64 {
    let (year, month, day) = civil
    switch part {
    case .year: return Int64(year)
    case .semester: return month <= 6 ? 1 : 2
    case .quarter: return Int64((month - 1) / 3 + 1)
    case .month: return Int64(month)
    case .monthStart: return Int64(startOfMonth.days)
    case .monthEnd: return Int64(endOfMonth.days)
    case .day: return Int64(day)
    case .weekday: return Int64(weekday)
    case .quarterStart: return Int64((PeriodStep.quarter.start(of: self) ?? self).days)
    case .quarterEnd: return Int64((PeriodStep.quarter.end(of: self) ?? self).days)
    case .yearStart: return Int64((PeriodStep.year.start(of: self) ?? self).days)
    case .yearEnd: return Int64((PeriodStep.year.end(of: self) ?? self).days)
    }
  }
}
