import BigInt
import Rosters

extension TransportProblem {

  /// Returns the best payments, or why none can meet the bounds.
  ///
  /// The answer is exact, and its bound is computed anew from the prices of the pots. The order of the
  /// recipients decides between payments that are worth the same.
  public func solve() -> Result<TransportOutcome, TransportImpossibility> {
    let n = lanes.count
    guard floors.count == n, caps.count == n, unit.signum > 0,
      pots.allSatisfy({ $0.available.signum >= 0 }),
      pots.indices.allSatisfy({ i in pots[i].part.map { $0 >= 0 && $0 < i } ?? true }),
      lanes.allSatisfy({ $0.allSatisfy { pots.indices.contains($0.pot) } })
    else { return .failure(.malformed) }
    func units(_ amount: Rational) -> Rational { unit == .one ? amount : (amount / unit ?? amount) }
    let low = floors.map { max(units($0).ceiling, .zero) }
    let high = caps.map { $0.map { max(units($0).floor, .zero) } }
    let conflicts = low.indices.filter { i in high[i].map { $0 < low[i] } ?? false }
    if !conflicts.isEmpty { return .failure(.capsBelowFloors(conflicts)) }

    var scale = BigInt(1)
    for lanes in lanes { for lane in lanes { scale = Scaling.common(scale, lane.worth.denominator) } }
    let scaled = Rational(scale, over: 1) ?? .one
    let worth = lanes.map { lanes in lanes.map { maximises ? $0.worth * scaled : -($0.worth * scaled) } }
    let capacity = pots.map { units($0.available).floor }
    let dearest = worth.reduce(Rational.zero) { $1.reduce($0) { max($0, $1.signum < 0 ? -$1 : $1) } }
    // A chain passes each pot once, and at each changes two worths.
    let floorWorth = dearest * Rational(Int64(4 * pots.count + 4)) + .one
    let money = capacity.reduce(.zero, +) + low.reduce(.zero, +) + .one
    let isSmall = Scaling.bits(floorWorth) + Scaling.bits(money) < 118
    return isSmall
      ? solve(Int128.self, low, high, worth, capacity, floorWorth, scaled)
      : solve(BigInt.self, low, high, worth, capacity, floorWorth, scaled)
  }

  private func solve<N: ExactInteger>(
    _: N.Type, _ low: [Rational], _ high: [Rational?], _ worth: [[Rational]], _ capacity: [Rational],
    _ floorWorth: Rational, _ scale: Rational
  ) -> Result<TransportOutcome, TransportImpossibility> {
    let pots = zip(self.pots, capacity).map {
      TransportNetwork<N>.Pot(capacity: N(big: $1.numerator), parent: $0.part)
    }
    var network = TransportNetwork<N>(pots: pots, floorWorth: N(big: floorWorth.numerator))
    // Without a most, a recipient may get all there is.
    let everything = capacity.reduce(.zero, +)
    for i in lanes.indices {
      network.add(
        .init(
          lanes: zip(lanes[i], worth[i]).map { .init(pot: $0.pot, worth: N(big: $1.numerator)) },
          floor: N(big: low[i].numerator),
          cap: N(big: max(low[i], min(high[i] ?? everything, everything)).numerator)))
    }
    let unmet = network.recipients.indices.filter {
      network.recipients[$0].total < network.recipients[$0].floor
    }
    if !unmet.isEmpty {
      let short = unmet.reduce(Rational.zero) {
        $0 + (network.recipients[$1].floor - network.recipients[$1].total).rational * unit
      }
      return .failure(.floorsUnmet(recipients: network.sharing(with: unmet), short: short))
    }
    var value: N = 0
    var payments: [TransportPayment] = []
    for (i, r) in network.recipients.enumerated() {
      for lane in r.lanes where lane.flow > 0 {
        value += lane.flow * lane.worth
        payments.append(TransportPayment(recipient: i, pot: lane.pot, amount: lane.flow.rational * unit))
      }
    }
    let prices = network.prices()
    func real(_ n: N) -> Rational {
      let v = (n.rational / scale ?? .zero) * unit
      return maximises ? v : -v
    }
    let bound = network.bound(at: prices)
    return .success(
      TransportOutcome(
        payments: payments,
        optimum: Optimum(value: real(value), bound: real(bound), proof: .bound, nodes: network.steps)))
  }
}
