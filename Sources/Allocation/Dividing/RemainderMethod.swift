/// How the multiples that are left over when each recipient has the whole part of its quota are given out.
public enum RemainderMethod: Sendable, Hashable {

  /// One each to the largest remainders, with the exact (Hare) quota: total weight / number of multiples.
  case largestRemainder
  /// One each to the largest remainders, with the exact Droop quota: total weight / (number of multiples + 1).
  case droop
  /// Webster, Sainte-Laguë: the divisors 1/2, 3/2, 5/2 …
  case webster
  /// Jefferson, D'Hondt: the divisors 1, 2, 3 …
  case jefferson
  /// Adams: the divisors 0, 1, 2 …, so that each weight above zero gets one first.
  case adams
  /// Huntington–Hill: the divisors √(k(k+1)).
  case huntingtonHill
  /// Dean: the divisors 2k(k+1)/(2k+1), the harmonic means of k and k+1.
  case dean

  /// All methods.
  public static let all: [RemainderMethod] = [
    .largestRemainder, .droop, .webster, .jefferson, .adams, .huntingtonHill, .dean,
  ]

  /// Which promises the method keeps whatever the weights, as long as no floor or cap binds.
  public struct Properties: Sendable, Hashable {
    /// `true` iff nobody gets less than the quota rounded down.
    public let lowerQuota: Bool
    /// `true` iff nobody gets more than the quota rounded up.
    public let upperQuota: Bool
    /// `true` iff a larger amount never gives anybody less.
    public let houseMonotone: Bool
    /// `true` iff a recipient whose weight grows never loses to one whose weight shrinks.
    public let populationMonotone: Bool

    /// `true` iff nobody is a whole multiple or more away from the quota.
    public var quota: Bool { lowerQuota && upperQuota }
  }

  /// The promises the method keeps; no method keeps both the quota and population monotonicity
  /// (Balinski & Young, Fair Representation, 1982).
  public var properties: Properties {
    switch self {
    case .largestRemainder: .init(true, true, false, false)
    case .droop: .init(true, false, false, false)
    case .jefferson: .init(true, false, true, true)
    case .adams: .init(false, true, true, true)
    case .webster, .huntingtonHill, .dean: .init(false, false, true, true)
    }
  }

  /// `true` iff multiples go out one by one by the quotient of weight and a divisor.
  public var isDivisorMethod: Bool {
    switch self {
    case .largestRemainder, .droop: false
    case .webster, .jefferson, .adams, .huntingtonHill, .dean: true
    }
  }
}

extension RemainderMethod.Properties {
  init(_ lowerQuota: Bool, _ upperQuota: Bool, _ houseMonotone: Bool, _ populationMonotone: Bool) {
    self.init(
      lowerQuota: lowerQuota, upperQuota: upperQuota, houseMonotone: houseMonotone,
      populationMonotone: populationMonotone)
  }
}
