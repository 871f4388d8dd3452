import Rosters
import Testing

@testable import Allocation
@testable import SolverProcess

@Suite struct CbcSolverTests {

  /// Things that two purses may pay, with places for few in each of ten villages: more than the search alone settles.
  private func problem(_ count: Int, seed: UInt64) -> OptimiseProblem {
    var g = SplitMix(state: seed)
    let costs = (0..<count).map { _ in Int64(1000 + g.below(9000)) }
    let selection = SelectProblem(
      rowCount: count, order: (0..<count).map { Int32($0) },
      purses: [
        Purse(available: Rational(Int64(count * 700))), Purse(available: Rational(Int64(count * 500))),
      ],
      sources: [Source(.one(0)), Source(.one(1), eligible: (0..<count).map { UInt8($0 % 3 == 0 ? 1 : 0) })],
      costs: [Amounts(costs)],
      quotas: [
        Quota(
          .people, atMost: .same(Rational(Int64(count / 20))), inEach: (0..<count).map { Int32($0 % 10) })
      ])
    return OptimiseProblem(
      selection: selection, worths: [Amounts(costs.map { $0 / 10 + Int64(g.below(400)) })],
      worthOfSource: [0, 0], nodeLimit: 20_000)
  }

  struct SplitMix {
    var state: UInt64
    mutating func below(_ n: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z &>> 31)) % UInt64(n))
    }
  }

  @Test func aProposalNeverMakesTheAnswerWorse() throws {
    let solver = try #require(CbcSolver(), "install coinor-cbc")
    let problem = problem(300, seed: 2)
    let alone = try problem.solve().get().optimum
    let helped = try problem.solve(proposing: solver).get().optimum
    #expect(helped.value >= alone.value)
    #expect(helped.bound <= alone.bound)
    #expect(helped.gap < alone.gap || alone.isProven)
  }

  @Test func theSameProposalEveryTime() throws {
    let solver = try #require(CbcSolver(), "install coinor-cbc")
    let problem = problem(120, seed: 9)
    let first = try problem.solve(proposing: solver).get()
    let second = try problem.solve(proposing: solver).get()
    #expect(first.parts == second.parts)
    #expect(first.optimum == second.optimum)
  }

  @Test func aSolverThatFailsIsNoHarm() throws {
    let problem = problem(100, seed: 3)
    let alone = try problem.solve().get().optimum
    for name in ["false", "true", "kill"] {
      let solver = try #require(CbcSolver(program: name, path: "/bin:/usr/bin"))
      #expect(try problem.solve(proposing: solver).get().optimum == alone, "\(name)")
    }
    #expect(CbcSolver(program: "no-such-solver", path: "/bin::relative") == nil)
  }

  @Test(
    arguments: [
      ("", nil), ("Infeasible - objective value 1\n 0 x0 1 2\n", nil),
      ("Optimal - objective value 3\n 0 x0 1 3\n 1 x1 0 0\n** 2 x2 1 1\n 3 x99 1 1\n junk\n", [0, 2]),
    ] as [(String, [Int]?)])
  func whatItWrote(_ text: String, _ chosen: [Int]?) {
    #expect(SolutionText.chosen(in: text, of: 3) == chosen)
  }

  @Test func theModelInWords() {
    let model = IntegerModel(
      worths: ["5", "-2"],
      rows: [
        .init(most: "9", least: "1", terms: [(0, "3"), (1, "-4")]), .init(most: "1", least: nil, terms: []),
      ])
    #expect(
      LinearProgramText.text(of: model) == """
        Maximize
         obj: + 5 x0 - 2 x1
        Subject To
         r0: + 3 x0 - 4 x1 <= 9
         s0: + 3 x0 - 4 x1 >= 1
        Binary
         x0 x1
        End

        """)
  }
}
