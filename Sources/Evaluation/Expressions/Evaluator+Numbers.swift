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
    var states: [UInt8]?
    var pieces: [SpelledPart] = []
    for part in parts {
      let v = try evaluate(part, b)
      states = Vector.combine(states, v.states)
      pieces.append(try spelled(v, part.type, count: b.count))
    }
    // Texts repeat too: they are put together in one place and become codes, and no text is made of them.
    let pool = TextPool()
    let (codes, tooLong) = pool.codes(
      of: pieces.map { TextPiece($0.spellings, places: $0.places) }, rows: b.count,
      atMost: Evaluator.mostBytes)
    let dictionary = pool.dictionary(isOfOneBatch: true)
    if dictionary.count == 1, tooLong.isEmpty {
      return Vector(.constant(.text(dictionary[0])), states: states, count: b.count)
    }
    let whole = Vector(.codes(codes, dictionary), states: states, count: b.count)
    return tooLong.isEmpty ? whole : faulting(whole, tooLong, .textTooLong(at: e.origin), b)
  }

  /// The values of a part of a text.
  private struct SpelledPart {
    /// The bytes of each value that differs.
    var spellings: [[UInt8]] = []
    /// Of each row, the place of its value among them; -1 where it has none. `nil` if the first is the value of all.
    var places: [Int32]?
  }

  /// Returns the values of `v` as they are spelled: they repeat, and each is spelled once.
  private func spelled(_ v: Vector, _ type: CoreType, count: Int) throws(EvaluationStop) -> SpelledPart {
    var part = SpelledPart()
    if case .constant(.text(let s)) = v.values, v.states == nil {
      part.spellings = [Array(s.utf8)]
      return part
    }
    let codes: [Int64]? =
      switch v.values {
      case .narrow(let a, _), .codes(let a, _): a
      case .truths(let a): a.map { Int64($0) }
      case .constant, .wide, .texts, .shares: nil
      }
    var places = [Int32](repeating: -1, count: count)
    var known = KnownPlaces(codes ?? [])
    for i in 0..<count where v.isPresent(i) {
      if let codes, let place = known[codes[i]] {
        places[i] = place
        continue
      }
      let place = Int32(part.spellings.count)
      if case .constant(.text(let s)) = v.values {
        part.spellings.append(Array(s.utf8))
      } else {
        part.spellings.append(Array(try model.spelled(v.scalar(i, type), type).utf8))
      }
      if let codes { known[codes[i]] = place }
      places[i] = place
    }
    part.places = places
    return part
  }
}

/// Where integers were first met: in a list if they lie close together, as codes and small numbers do, else by hash.
private struct KnownPlaces {

  private let low: Int64
  private var near: [Int32] = []
  private var far: [Int64: Int32] = [:]

  init(_ integers: [Int64]) {
    low = integers.min() ?? 0
    let (span, overflow) = (integers.max() ?? 0).subtractingReportingOverflow(low)
    if !overflow && span < Int64(integers.count) * 4 + 64 {
      near = [Int32](repeating: -1, count: Int(span) + 1)
    }
  }

  subscript(integer: Int64) -> Int32? {
    get {
      if near.isEmpty { return far[integer] }
      let place = near[Int(integer - low)]
      return place < 0 ? nil : place
    }
    set { if near.isEmpty { far[integer] = newValue } else { near[Int(integer - low)] = newValue ?? -1 } }
  }
}
