import Allocation
import Rosters
import Testing

@Suite struct ClaimsTests {

  struct Case: Sendable {
    let estate: Rational
    let claims: [Rational]
    let rule: ClaimsRule
    let expected: [Rational]
  }

  static let widows: [Rational] = [100, 200, 300]
  static func third(_ n: Int) -> Rational { Rational(Int128(n), over: 3) ?? 0 }

  // The estates of the Mishnah, Kethubot 93a; the rules as in Aumann & Maschler, "Game theoretic analysis of a
  // bankruptcy problem from the Talmud" (1985), and Thomson's surveys.
  static let cases: [Case] = [
    .init(estate: 100, claims: widows, rule: .talmud, expected: [third(100), third(100), third(100)]),
    .init(estate: 200, claims: widows, rule: .talmud, expected: [50, 75, 75]),
    .init(estate: 300, claims: widows, rule: .talmud, expected: [50, 100, 150]),
    .init(estate: 400, claims: widows, rule: .talmud, expected: [50, 125, 225]),
    .init(estate: 100, claims: [50, 100], rule: .talmud, expected: [25, 75]),
    .init(
      estate: 200, claims: widows, rule: .constrainedEqualAwards,
      expected: [third(200), third(200), third(200)]),
    .init(estate: 400, claims: widows, rule: .constrainedEqualAwards, expected: [100, 150, 150]),
    .init(estate: 200, claims: widows, rule: .constrainedEqualLosses, expected: [0, 50, 150]),
    .init(estate: 300, claims: widows, rule: .constrainedEqualLosses, expected: [0, 100, 200]),
    .init(estate: 300, claims: widows, rule: .proportional, expected: [50, 100, 150]),
  ]

  @Test(arguments: cases) func published(_ c: Case) throws {
    let outcome = try ClaimsProblem(estate: c.estate, claims: c.claims, rule: c.rule).solve().get()
    #expect(outcome.exact == c.expected)
    #expect(outcome.awards.reduce(outcome.left, +) == c.estate)
    #expect(outcome.awards.filter { !$0.isInteger } == [])
  }

  @Test func aRoundedAwardHasATie() throws {
    let problem = ClaimsProblem(estate: 100, claims: Self.widows, rule: .talmud, tieRank: [2, 0, 1])
    let outcome = try problem.solve().get()
    #expect(outcome.awards == [33, 34, 33])
    #expect(outcome.tie == DivideTie(gained: [1], lost: [2, 0]))
  }

  @Test func whoIsOwedLessThanThereIsGetsTheClaim() throws {
    for rule in ClaimsRule.allCases {
      let outcome = try ClaimsProblem(estate: 700, claims: Self.widows, rule: rule).solve().get()
      #expect(outcome.awards == Self.widows)
      #expect(outcome.left == 100)
    }
  }

  struct Generated: CustomStringConvertible {
    var estate: Rational
    var claims: [Rational]
    var description: String { "\(estate) over \(claims)" }
  }

  @Test(arguments: ClaimsRule.allCases) func keepsWhatEachRuleKeeps(_ rule: ClaimsRule) {
    GeneratedCases.hold(
      "claims by \(rule)", seed: 41,
      make: { g in
        Generated(
          estate: Rational(g.int(0...200)), claims: (0..<g.int(1...6)).map { _ in Rational(g.int(0...60)) })
      },
      smaller: { c in
        c.claims.indices.filter { _ in c.claims.count > 1 }.map { i in
          var copy = c
          copy.claims.remove(at: i)
          return copy
        }
      },
      check: { c in
        func exact(_ estate: Rational, _ rule: ClaimsRule) -> [Rational] {
          (try? ClaimsProblem(estate: estate, claims: c.claims, rule: rule).solve().get())?.exact ?? []
        }
        guard let outcome = try? ClaimsProblem(estate: c.estate, claims: c.claims, rule: rule).solve().get()
        else { return "impossible" }
        let total = c.claims.reduce(.zero, +)
        if outcome.exact.reduce(.zero, +) != min(c.estate, total) { return "exact awards miss the estate" }
        if outcome.awards.reduce(outcome.left, +) != c.estate { return "money is lost" }
        if outcome.left > 0, c.estate < total { return "left \(outcome.left)" }
        for (award, claim) in zip(outcome.awards, c.claims) where award > claim || award.signum < 0 {
          return "\(award) of \(claim)"
        }
        if c.estate > total { return nil }
        // Self-duality: what is awarded of the estate is lost of its complement.
        let dual: ClaimsRule =
          switch rule {
          case .proportional: .proportional
          case .talmud: .talmud
          case .constrainedEqualAwards: .constrainedEqualLosses
          case .constrainedEqualLosses: .constrainedEqualAwards
          }
        let losses = zip(c.claims, exact(total - c.estate, dual)).map { $0 - $1 }
        return losses == outcome.exact ? nil : "not dual: \(losses)"
      })
  }

  /// A part by formula and a part equally, as one division: 65% equally, 35% by weights 1, 2 and 7.
  @Test func partsAreDividedTogether() throws {
    let weights = try DivideProblem.weights(combining: [
      .init(share: Rational(Int128(65), over: 100) ?? 0, weights: [1, 1, 1]),
      .init(share: Rational(Int128(35), over: 100) ?? 0, weights: [1, 2, 7]),
    ]).get()
    let outcome = try DivideProblem(available: 3000, weights: weights).solve().get()
    #expect(outcome.amounts == [755, 860, 1385])
  }

  @Test func theParadoxIsShownWithItsTwoAmounts() throws {
    let weights: [Rational] = [9061, 7179, 5259, 3319, 1182]
    let outcome = try DivideProblem(available: 26, weights: weights).solve().get()
    #expect(outcome.houseParadox() == HouseParadox(smaller: 26, larger: 27, losers: [3]))
    let webster = try DivideProblem(available: 26, weights: weights, method: .webster).solve().get()
    #expect(webster.houseParadox() == nil)
    let jefferson = try DivideProblem(available: 10, weights: [87, 6, 4, 3], method: .jefferson).solve().get()
    #expect(jefferson.quotaViolations() == [0])
  }
}
