import Diagnostics
import Rosters
import Semantics
import Syntax

extension Evaluator {

  func arithmetic(
    _ o: ArithmeticOperator, _ l: CoreExpression, _ r: CoreExpression, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    if e.type == .date { return try shift(o, l, r, e, b) }
    let left = try evaluate(l, b)
    let right = try evaluate(r, b)
    switch o {
    case .add: return .sum(left, right)
    case .subtract: return .difference(left, right)
    case .multiply: return .product(left, right)
    case .divide:
      let (quotient, zeros) = Vector.quotient(left, right)
      return zeros.isEmpty ? quotient : faulting(quotient, zeros, .divisionByZero(at: r.origin), b)
    }
  }

  func clamp(
    _ a: CoreExpression, _ low: CoreExpression?, _ high: CoreExpression?, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    var v = try evaluate(a, b)
    if let low { v = .extreme(v, try evaluate(low, b), greater: true) }
    if let high { v = .extreme(v, try evaluate(high, b), greater: false) }
    return v
  }

  func rounded(
    _ a: CoreExpression, _ mode: RoundingMode, _ step: CoreExpression, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    let value = try evaluate(a, b)
    let (rounded, bad) = value.rounded(mode, to: try evaluate(step, b))
    return bad.isEmpty ? rounded : faulting(rounded, bad, .stepNotPositive(at: step.origin), b)
  }

  func shareOf(_ part: CoreExpression, _ whole: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    let numerators = try evaluate(part, b)
    let denominators = try evaluate(whole, b)
    var states = Vector.combine(numerators.states, denominators.states)
    let n = numerators.rationals()
    let d = denominators.rationals()
    guard let none = Share(.zero, of: .one) else { return .all(RowState.missing, b.count) }
    var shares = [Share](repeating: none, count: b.count)
    for i in 0..<b.count where states.map({ $0[i] == RowState.present }) ?? true {
      if let share = Share(n[i], of: d[i]) {
        shares[i] = share
      } else {
        // A part of nobody is no number.
        if states == nil { states = [UInt8](repeating: RowState.present, count: b.count) }
        states?[i] = RowState.missing
      }
    }
    return Vector(.shares(shares), states: states, count: b.count)
  }

  func shareValue(_ a: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    let v = try evaluate(a, b)
    switch v.values {
    case .shares(let s): return Vector(.wide(s.map { $0.value }), states: v.states, count: b.count).narrowed()
    case .constant(.share(let s)):
      return Vector(.constant(.number(s.value)), states: v.states, count: b.count)
    case .constant, .truths, .narrow, .wide, .codes, .texts: return v
    }
  }

  /// The bytes of the longest text that may be made; a spreadsheet's cell holds half as many characters.
  static let mostBytes = 65_536

  func joined(_ parts: [CoreExpression], _ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    var texts = [String](repeating: "", count: b.count)
    var states: [UInt8]?
    var tooLong: Set<Int> = []
    for part in parts {
      let v = try evaluate(part, b)
      states = Vector.combine(states, v.states)
      // Values repeat; each is spelled once.
      let codes: [Int64]? =
        switch v.values {
        case .narrow(let a, _), .codes(let a, _): a
        case .truths(let a): a.map { Int64($0) }
        case .constant, .wide, .texts, .shares: nil
        }
      var known: [Int64: String] = [:]
      for i in 0..<b.count where v.isPresent(i) && !tooLong.contains(i) {
        if case .constant(.text(let s)) = v.values {
          texts[i] += s
        } else if let code = codes?[i] {
          if known[code] == nil { known[code] = try model.spelled(v.scalar(i, part.type), part.type) }
          texts[i] += known[code] ?? ""
        } else {
          texts[i] += try model.spelled(v.scalar(i, part.type), part.type)
        }
        if texts[i].utf8.count > Evaluator.mostBytes {
          texts[i] = ""
          tooLong.insert(i)
        }
      }
    }
    if !tooLong.isEmpty {
      let whole = Vector(.texts(texts), states: states, count: b.count)
      return faulting(whole, tooLong.sorted(), .textTooLong(at: e.origin), b)
    }
    if let first = texts.first, b.count > 1, texts.allSatisfy({ $0 == first }) {
      return Vector(.constant(.text(first)), states: states, count: b.count)
    }
    return Vector(.texts(texts), states: states, count: b.count)
  }
}
