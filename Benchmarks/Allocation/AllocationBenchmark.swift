import Allocation
import Glibc
import Rosters

/// What selecting, dividing and choosing cost, each beside a limit that it must keep.
///
/// Times are of this process's own work, so that others on the machine do not count; each is the least of some runs.
@main struct AllocationBenchmark {

  private var isKept = true

  static func main() {
    var benchmark = AllocationBenchmark()
    benchmark.select()
    benchmark.divide()
    benchmark.transport()
    benchmark.choose()
    exit(benchmark.isKept ? 0 : 1)
  }

  /// Returns the milliseconds of work that `body` takes, the least of `times` runs.
  private func milliseconds(times: Int = 5, _ body: () -> Bool) -> Double {
    var least = Double.infinity
    for _ in 0..<times {
      let start = clock()
      guard body() else {
        print("no answer")
        exit(1)
      }
      least = min(least, Double(clock() - start) * 1000 / Double(CLOCKS_PER_SEC))
    }
    return least
  }

  private mutating func judge(_ what: String, _ took: Double, atMost limit: Double) {
    func text(_ ms: Double) -> String {
      "\(Int((ms * 10).rounded()) / 10).\(Int((ms * 10).rounded()) % 10) ms"
    }
    if took > limit { isKept = false }
    let dots = String(repeating: " ", count: max(1, 56 - what.count))
    print("\(what)\(dots)\(text(took)), at most \(text(limit)): \(took > limit ? "NOT KEPT" : "kept")")
  }

  // MARK: Selections

  /// A million candidates by three keys, three purses of which two are restricted, and a quota a regency.
  private mutating func select() {
    var g = SplitMix64(seed: 2026)
    let count = 1_000_000
    func column(_ bound: Int) -> [Int64] { (0..<count).map { _ in Int64(g.next() % UInt64(bound)) } }
    let keys = [
      OrderKey(column(10), descending: true), OrderKey(column(25_000)),
      OrderKey((0..<count).map { Int64($0) }),
    ]
    let rows = (0..<Int32(count)).map { $0 }
    let regency = column(38).map { Int32($0) }
    let costs = column(101).map { ($0 + 150) * 1000 }
    let restricted = [column(10), column(5)].map { $0.map { UInt8($0 == 0 ? 1 : 0) } }
    func selection(_ order: [Int32]) -> SelectProblem {
      SelectProblem(
        rowCount: count, order: order,
        purses: [2_000_000_000, 3_000_000_000, 20_000_000_000].map { Purse(available: Rational(Int64($0))) },
        sources: [
          Source(.one(0), eligible: restricted[0]), Source(.one(1), eligible: restricted[1]), Source(.one(2)),
        ], costs: [Amounts(costs)],
        quotas: [
          Quota(.people, atMost: .each([Rational](repeating: 3_000, count: 38)), inEach: regency)
        ])
    }
    // In turns, so that neither has the machine or the memory in a better state than the other.
    var sort = Double.infinity
    var took = Double.infinity
    for _ in 0..<7 {
      sort = min(sort, milliseconds(times: 1) { RankOrder.sorted(keys: keys, rows: rows).count == count })
      let once = milliseconds(times: 1) {
        let outcome = try? selection(RankOrder.sorted(keys: keys, rows: rows)).solve().get()
        return outcome?.ledger.allSatisfy { $0.allocated + $0.left == $0.available } ?? false
      }
      took = min(took, once)
    }
    print("sort of 1,000,000 rows by the same three keys: \(Int(sort)) ms")
    judge("select of 1,000,000, sort and all", took, atMost: 2 * sort)
  }

  // MARK: Divisions

  private mutating func divide() {
    var g = SplitMix64(seed: 2027)
    let count = 100_000
    let weights = (0..<count).map { _ in Rational(Int64(g.next() % 20_000 + 50)) }
    let places = Array(0..<count)
    func pooled(_ basis: PooledDivision.Basis, _ available: Int64, isBounded: Bool) -> Bool {
      let division = PooledDivision(
        purses: [Purse(available: Rational(available))], sources: [Source(.one(0))], basis: basis,
        floors: isBounded ? [Rational](repeating: 1_000_000, count: count) : nil,
        caps: isBounded ? [Rational?](repeating: 9_000_000, count: count) : nil, step: 1_000, tieRank: places)
      return (try? division.solve().get())?.taken[0].signum == 1
    }
    for method in RemainderMethod.all {
      let part = DivideProblem.Part(share: .one, weights: weights)
      let took = milliseconds { pooled(.weights([part], method), 500_000_000_000, isBounded: true) }
      judge("divide over 100,000 by \(method), floors and caps", took, atMost: 1000)
    }
    let claims = weights.map { $0 * 250 }
    for rule in ClaimsRule.allCases {
      let took = milliseconds { pooled(.claims(claims, rule), 100_000_000_000, isBounded: false) }
      judge("settle 100,000 claims by \(rule)", took, atMost: 1000)
    }
  }

  // MARK: The best

  private mutating func transport() {
    var g = SplitMix64(seed: 2028)
    let villages = 8_500
    let needs = (0..<villages).map { _ in Rational(Int64(g.next() % 5_000 + 1)) * 1_000 }
    let total = needs.reduce(.zero, +)
    let problem = TransportProblem(
      pots: (0..<5).map { _ in .init(available: (total / 4) ?? .zero) },
      lanes: (0..<villages).map { _ in
        (0..<5).map { .init(pot: $0, worth: Rational(Int64(g.next() % 999 + 1))) }
      }, floors: needs, caps: needs, unit: 1_000, maximises: false)
    let took = milliseconds { (try? problem.solve().get())?.optimum.isProven ?? false }
    judge("transport, 8,500 villages and 5 sources, proven", took, atMost: 100)
  }

  private mutating func choose() {
    var g = SplitMix64(seed: 2029)
    let count = 10_000
    let costs = (0..<count).map { _ in Int64(g.next() % 299_000) + 1_000 }
    let worths = costs.map { $0 / 10 + Int64(g.next() % 5_000) }
    let problem = OptimiseProblem(
      selection: SelectProblem(
        rowCount: count, order: (0..<Int32(count)).map { $0 },
        purses: [Purse(available: Rational(costs.reduce(0, +) / 3))], sources: [Source(.one(0))],
        costs: [Amounts(costs)]),
      worths: [Amounts(worths)], worthOfSource: [0], maximises: true)
    let took = milliseconds(times: 2) { (try? problem.solve().get())?.optimum.isProven ?? false }
    judge("choice among 10,000 under one budget, proven", took, atMost: 5_000)
  }
}
