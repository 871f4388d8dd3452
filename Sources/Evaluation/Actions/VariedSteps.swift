import Diagnostics
import Rosters
import Semantics

/// The values of a definition that are tried one after the other.
struct VariedSteps {
  var from: Rational
  var to: Rational
  var step: Rational
  /// The number of values.
  var count: Int
  var unit: UnitOfMeasure
  var name: String
  /// Whether the program leaves out some of it.
  var isAssumed: Bool

  /// Returns the value of step `k`.
  subscript(k: Int) -> Rational { from + Rational(k) * step }

  /// What was tried, where the program does not say it.
  var account: Phrase {
    Phrase(
      Bilingual(
        en: "Tried from {from} to {to} in steps of {step}, since nothing else is said.",
        id: "Dicoba dari {from} sampai {to} dalam langkah {step}, karena tidak disebut lain."),
      ["from": .number(from, unit), "to": .number(to, unit), "step": .number(step, unit)])
  }
}

extension ActionRunner {

  /// How values are chosen that the program does not state.
  enum UnstatedSteps {
    /// From the first step, or from below what can not succeed, to ten times what stands.
    case searching(notBelow: Rational?)
    /// From about half of what stands to about one and a half.
    case around
  }

  /// Returns the values of `range` to try, at most `most` of them; `nil` if a bound could not be computed.
  func steps(_ range: CoreRange, _ unstated: UnstatedSteps, most: Int64) throws -> VariedSteps? {
    func value(_ e: CoreExpression?) throws -> Rational? { try e.flatMap { try source.value(of: $0).number } }
    let name = program[range.definition].name
    var (from, to, step) = (try value(range.from), try value(range.to), try value(range.step))
    if range.from != nil && from == nil || range.to != nil && to == nil || range.step != nil && step == nil {
      return nil
    }
    let isAssumed = from == nil || to == nil || step == nil
    if isAssumed {
      let e = CoreExpression(
        .definition(range.definition), type: program[range.definition].type, origin: range.origin)
      guard let now = try? source.value(of: e).number, now.signum > 0 else {
        throw ActionStop([.noStepsFollow(name, at: range.origin)])
      }
      let isWhole = now.floor == now && range.unit != .percent
      var small: Rational
      switch unstated {
      case .searching: small = ActionRunner.powerOfTen(notAbove: now) / Rational(10) ?? now
      case .around:
        // A tenth, or the next of 1, 2 and 5 times a power of ten below it.
        let tenth = now / Rational(10) ?? now
        small = ActionRunner.powerOfTen(notAbove: tenth)
        for times in [5, 2] where small * Rational(times) <= tenth {
          small = small * Rational(times)
          break
        }
      }
      if isWhole && small < Rational(1) { small = Rational(1) }
      let by = step ?? small
      guard by.signum > 0 else {
        throw ActionStop([.searchWithoutSteps(at: range.step?.origin ?? range.origin)])
      }
      step = by
      func stepBelow(_ x: Rational) -> Rational { ((x / by)?.floor ?? .zero) * by }
      switch unstated {
      case .searching(let bound):
        from = from ?? bound.map { max(by, stepBelow($0)) } ?? by
        let first = from ?? by
        to = to ?? max(min(stepBelow(now * Rational(10)), first + Rational(most - 1) * by), first)
      case .around:
        let five = Rational(5) * by
        from = from ?? max(by, stepBelow(now) - five)
        to = to ?? stepBelow(now) + five
      }
      if range.unit == .percent, range.to == nil, let end = to, end > Rational(1) { to = Rational(1) }
    }
    guard let from, let to, let step else { return nil }
    let site = range.step?.origin ?? range.origin
    guard step.signum > 0, from <= to, let steps = ((to - from) / step)?.floor.int64 else {
      throw ActionStop([.searchWithoutSteps(at: site)])
    }
    guard steps < most else { throw ActionStop([.tooManySteps(steps, at: site)]) }
    return VariedSteps(
      from: from, to: to, step: step, count: Int(steps) + 1, unit: range.unit, name: name,
      isAssumed: isAssumed)
  }

  /// Returns the greatest power of ten that is not above `x`, which is above 0.
  private static func powerOfTen(notAbove x: Rational) -> Rational {
    let ten = Rational(10)
    var power = Rational(1)
    // Amounts of money have fewer digits than this.
    for _ in 0..<40 where power * ten <= x { power = power * ten }
    for _ in 0..<40 where power > x { power = power / ten ?? power }
    return power
  }
}
