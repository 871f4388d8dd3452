import BigInt
import Rosters

/// The weight that stands for one multiple, by which a divisor method rounds.
public enum DivideDivisor: Sendable, Equatable {
  /// A weight.
  case weight(Rational)
  /// The square root of this number, where no fraction will do: claims that are equal under Huntington–Hill.
  case root(of: Rational)
}

/// The steps that lead to one recipient's amount, computed again from the weight, the bounds and what rounds.
public struct DivideReplay: Sendable, Equatable {

  /// What gave the last multiple, or kept it away.
  public enum Decision: Sendable, Equatable {
    /// The weight is zero: the floor and nothing more.
    case noWeight
    /// There is more than all caps hold.
    case everybodyAtCap
    /// The exact part was rounded as the method rounds.
    case rounding
    /// The exact part lies on the boundary, and the order of ties decided.
    case tie
    /// The exact part was rounded down, and a further multiple went by remainder, or did not.
    case remainder
    /// Every Droop quota came out whole, which gives out one multiple too many: this one gave it up.
    case surrendered
    /// There are fewer multiples than recipients, and the first of each go to the largest weights.
    case firstMultiples(place: Int, given: Int)
  }

  /// How many multiples the recipient's part is before it is rounded; `nil` where nothing is rounded.
  public let parts: Rational?
  /// The whole multiples of that part.
  public let whole: Rational
  /// What decided.
  public let decision: Decision
  /// The number of multiples, within floor and cap.
  public let multiples: Rational
}

extension DivideOutcome {

  // MARK: The divisor

  /// Returns a weight, as round as can be, that stands for one multiple: each weight divided by it and rounded as
  /// the method rounds, within floor and cap, is what its recipient gets. There is none where nothing is rounded
  /// by a divisor, and where the first multiples of all go by the size of weights.
  public func divisor() -> DivideDivisor? {
    guard problem.method.isDivisorMethod, level != nil, let (low, high) = divisorLimits() else { return nil }
    let isSquared = problem.method == .huntingtonHill
    if let high, low == high { return isSquared ? .root(of: low) : .weight(low) }
    if low.signum == 0, high == nil { return nil }
    if let round = DivideOutcome.roundest(above: low, below: high, areSquares: isSquared) {
      return .weight(round)
    }
    guard let high, let middle = (low + high) / 2 else { return nil }
    return isSquared ? .root(of: middle) : .weight(middle)
  }

  /// Between which claims (their squares for Huntington–Hill) a divisor must lie: the strongest that was refused
  /// and the weakest that was met.
  private func divisorLimits() -> (low: Rational, high: Rational?)? {
    var low = Rational.zero
    var high: Rational?
    for i in amounts.indices where problem.weights[i].signum > 0 {
      let (count, least, most) = multiples(of: i)
      if most.map({ count < $0 }) ?? true {
        // A claim without end that was refused: no divisor is that large.
        guard let refused = claim(of: i, after: count) else { return nil }
        low = max(low, refused)
      }
      if count > least, let met = claim(of: i, after: count - 1) { high = min(high ?? met, met) }
    }
    return (low, high)
  }

  /// How many multiples a recipient gets, at least and at most.
  private func multiples(of i: Int) -> (count: Rational, least: Rational, most: Rational?) {
    func steps(_ amount: Rational) -> Rational { (amount / problem.step) ?? amount }
    let least = max(problem.floors?[i] ?? .zero, .zero)
    return (steps(amounts[i]), steps(least).ceiling, problem.caps?[i].map { steps($0).floor })
  }

  /// The claim of a recipient on the multiple after `k`: weight / divisor, squared for Huntington–Hill; `nil`
  /// where it has no end.
  private func claim(of i: Int, after k: Rational) -> Rational? {
    let w = problem.weights[i]
    switch problem.method {
    case .jefferson, .largestRemainder, .droop: return w / (k + .one)
    case .webster: return (w + w) / (k + k + .one)
    case .adams: return w / k
    case .huntingtonHill: return (w * w) / (k * (k + .one))
    case .dean: return (w * (k + k + .one)) / (2 * k * (k + .one))
    }
  }

  /// The multiple of the largest power of ten that lies between two limits.
  private static func roundest(above low: Rational, below high: Rational?, areSquares: Bool) -> Rational? {
    let top = high ?? low * 4
    var unit = Rational.one
    let digits = top.numerator.bitWidth - top.denominator.bitWidth
    for _ in 0..<max(0, (areSquares ? digits / 2 : digits) * 3 / 10 + 1) { unit = unit * 10 }
    for _ in 0..<60 {
      let size = areSquares ? unit * unit : unit
      guard let wholes = (low / size)?.floor.numerator else { return nil }
      let count = (areSquares ? wholes.squareRoot() : wholes) + 1
      guard let candidate = Rational(count, over: 1).map({ $0 * unit }) else { return nil }
      let reached = areSquares ? candidate * candidate : candidate
      if high.map({ reached < $0 }) ?? true { return candidate }
      guard let finer = unit / 10 else { return nil }
      unit = finer
    }
    return nil
  }

  // MARK: The steps

  /// Returns the steps that lead to the amount of `recipient`, a valid position, with what ``divisor()`` returns.
  public func replay(of recipient: Int, divisor: DivideDivisor?) -> DivideReplay {
    let i = recipient
    let share = share(of: i)
    let floor = (share.floor / problem.step) ?? .zero
    let cap = share.cap.flatMap { $0 / problem.step }
    func replay(_ parts: Rational?, _ whole: Rational, _ decision: DivideReplay.Decision, _ more: Int = 0)
      -> DivideReplay
    {
      let asked = whole + Rational(more)
      let multiples = max(floor, cap.map { min($0, asked) } ?? asked)
      return DivideReplay(parts: parts, whole: whole, decision: decision, multiples: multiples)
    }
    if share.weight.signum == 0 { return replay(nil, floor, .noWeight) }
    if level == nil { return replay(nil, cap ?? floor, .everybodyAtCap) }
    let quota = (share.quota / problem.step) ?? .zero
    switch problem.method {
    case .largestRemainder:
      return replay(quota, quota.floor, .remainder, share.gainedByRemainder ? 1 : 0)
    case .droop:
      guard let droopQuota, share.bound == .none, quota != quota.floor || quota != cap && quota != floor,
        let parts = share.weight / droopQuota
      else { return replay(quota, quota.floor, .remainder) }
      if surrendered == i { return replay(parts, parts.floor, .surrendered, -1) }
      return replay(
        parts, parts.floor, .remainder, remainderRounds + (share.gainedByRemainder ? 1 : 0))
    case .webster, .jefferson, .adams, .huntingtonHill, .dean:
      guard let divisor else { return firstMultiples(of: i, floor) }
      let (parts, whole, side) = rounding(share.weight, by: divisor)
      if side == 0 {
        return replay(parts, whole, .tie, tie?.gained.contains(i) ?? false ? 1 : 0)
      }
      return replay(parts, whole, .rounding, side > 0 ? 1 : 0)
    }
  }

  /// The parts that a weight makes of a divisor, the whole ones, and on which side of the boundary to the next the
  /// rest lies: 1 above, -1 below, 0 on it.
  private func rounding(_ weight: Rational, by divisor: DivideDivisor) -> (Rational, Rational, Int) {
    let parts: Rational
    let square: Rational
    let k: Rational
    switch divisor {
    case .weight(let d):
      parts = (weight / d) ?? .zero
      square = parts * parts
      k = parts.floor
    case .root(let d):
      square = (weight * weight / d) ?? .zero
      k = Rational(square.floor.numerator.squareRoot(), over: 1) ?? .zero
      // Only shown: the whole is exact, the rest to a millionth.
      let million = Rational(1_000_000)
      let millionths = (square * million * million).floor.numerator.squareRoot()
      parts = Rational(millionths, over: 1_000_000) ?? k
    }
    func side(_ a: Rational, _ b: Rational) -> Int { a == b ? 0 : (a > b ? 1 : -1) }
    switch problem.method {
    case .jefferson, .largestRemainder, .droop:
      // The boundary to k + 1 is k + 1 itself: only a part that is whole lies on the one before.
      return parts == k && k.signum > 0 && isTied(weight, k) ? (parts, k - .one, 0) : (parts, k, -1)
    case .webster: return (parts, k, side(parts + parts, k + k + .one))
    case .adams:
      return parts == k && k.signum > 0 && !isTied(weight, k)
        ? (parts, k - .one, 1) : (parts, k, side(parts, k))
    case .huntingtonHill: return (parts, k, side(square, k * (k + .one)))
    case .dean: return (parts, k, side(parts * (k + k + .one), 2 * k * (k + .one)))
    }
  }

  /// Whether a claim that lies on the boundary is one of those between which the tie order decided.
  private func isTied(_ weight: Rational, _ k: Rational) -> Bool {
    guard let tie else { return false }
    return (tie.gained + tie.lost).contains { problem.weights[$0] == weight }
  }

  private func firstMultiples(of i: Int, _ floor: Rational) -> DivideReplay {
    let order = problem.weights.indices.filter { j in
      problem.weights[j].signum > 0 && multiples(of: j).least.signum == 0
        && multiples(of: j).most?.signum != 0
    }.sorted { a, b in
      if problem.weights[a] != problem.weights[b] { return problem.weights[a] > problem.weights[b] }
      if problem.tieRank.isEmpty || problem.tieRank[a] == problem.tieRank[b] { return a < b }
      return problem.tieRank[a] < problem.tieRank[b]
    }
    let floors = amounts.indices.reduce(Rational.zero) { $0 + multiples(of: $1).least }
    let whole = (problem.available / problem.step)?.floor ?? .zero
    let given = Int((whole - floors).int64 ?? 0)
    guard let at = order.firstIndex(of: i) else {
      return DivideReplay(parts: nil, whole: floor, decision: .noWeight, multiples: floor)
    }
    return DivideReplay(
      parts: nil, whole: .zero, decision: .firstMultiples(place: at + 1, given: given),
      multiples: at < given ? .one : .zero)
  }
}
