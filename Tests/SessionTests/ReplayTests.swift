import Evaluation
import Glibc
import Rosters
import Testing

@testable import Session

/// What `why` shows of an allocation, done again step by step, gives the amount: programs and rosters are generated,
/// run as a person runs them, and only the shown steps are read.
@Suite struct ReplayTests {

  /// Numbers that are the same on every machine.
  struct Numbers {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func one(of texts: [String]) -> String { texts[below(texts.count)] }
  }

  /// A generated program with its roster; cutting rows and clauses makes it smaller.
  struct Case: CustomStringConvertible {
    var rows: [String]
    var budgets: [String]
    var clauses: [String]
    /// Whether candidates have their turns in the order of their places.
    var isInOrder = true
    var description: String { program + "\n" + data }

    var data: String { "id,need,w,grp,t,claim,least,most\n" + rows.map { $0 + "\n" }.joined() }
    var program: String {
      """
      language english
      as of 1 January 2026
      roster people from "people.csv"
        id : count, key
        need : money
        w : number
        grp : count
        t : yes or no
        claim : money
        least : money
        most : money
      end
      \(budgets.joined(separator: "\n"))
      allocate aid
        \(clauses.joined(separator: "\n  "))
      end
      show people with id, aid.amount, aid.rank sorted by id, total row
      \(rows.indices.map { "why aid for people \($0 + 1)" }.joined(separator: "\n"))
      """
    }

    var smaller: [Case] {
      var all: [Case] = []
      if rows.count > 1 {
        var c = self
        c.rows.removeLast()
        all.append(c)
      }
      for i in clauses.indices {
        var c = self
        c.clauses.remove(at: i)
        all.append(c)
      }
      return all
    }
  }

  private static func rows(_ n: inout Numbers, wide: Bool) -> [String] {
    (1...(1 + n.below(7))).map { id in
      let unit = wide ? 9_007_199_254_740_993 : 1
      let least = n.below(4) * 10
      return [
        "\(id)", "\((n.below(9) + 1) * 10 * unit)", "\(n.chance(15) ? 0 : n.below(40))", "\(n.below(3))",
        n.chance(50) ? "yes" : "no", "\(n.below(300))", "\(least)", "\(least + n.below(30) * 10)",
      ].joined(separator: ",")
    }
  }

  // MARK: Running

  struct Shown {
    var amounts: [Rational] = []
    var ranks: [Int?] = []
    var trees: [ExplanationNode] = []
    var isPossible = true
    var codes: [String] = []
  }

  private static func run(_ c: Case) -> Shown {
    let data = c.data
    let checked = CheckedProgram(
      text: c.program, name: "case.payung", directory: ".", files: ProgramFiles { _ in .failure(.missing) })
    let run = ProgramRun(
      checked, data: RosterFiles { _, name in .success([DataFile(name: name, text: data)]) },
      settings: RunSettings(), cancellation: Cancellation())
    var shown = Shown()
    shown.codes = checked.diagnostics.filter { $0.severity == .error }.map(\.code)
    run.perform { answer in
      for block in answer.outcome.blocks {
        switch block {
        case .table(let table):
          for row in table.rows where row.kind == .plain {
            if case .number(let r, _) = row.cells[1] { shown.amounts.append(r) }
            if case .number(let r, _) = row.cells[2] {
              shown.ranks.append(r.int64.map { Int($0) })
            } else {
              shown.ranks.append(nil)
            }
          }
        case .explanation(let node): shown.trees.append(node)
        case .diagnostic(let d): shown.codes.append(d.code)
        case .heading, .sentence, .figure, .chart, .verdict: break
        }
      }
    }
    shown.isPossible = shown.codes.isEmpty && !shown.trees.isEmpty
    return shown
  }

  private func hold(
    seed: UInt64, cases: Int, make: (inout Numbers) -> Case, check: (Case, Shown) -> String?
  ) -> Int {
    let count = getenv("PAYUNG_SOAK") == nil ? cases : cases * 25
    var numbers = Numbers(state: seed)
    var possible = 0
    for _ in 0..<count {
      var c = make(&numbers)
      let shown = ReplayTests.run(c)
      if !shown.isPossible { continue }
      possible += 1
      guard var complaint = check(c, shown) else { continue }
      search: while true {
        for candidate in c.smaller {
          let again = ReplayTests.run(candidate)
          if again.isPossible, let still = check(candidate, again) {
            (c, complaint) = (candidate, still)
            continue search
          }
        }
        break
      }
      Issue.record("seed \(seed): \(complaint)\n\(c)")
      break
    }
    return possible
  }

  // MARK: Reading what is shown

  private static func number(_ value: ResultValue?) -> Rational? {
    if case .number(let r, _) = value { r } else { nil }
  }

  private static func steps(_ tree: ExplanationNode, _ words: String) -> [ExplanationNode] {
    tree.children.filter { $0.statement.text.english.contains(words) }
  }

  private static func name(_ value: ResultValue?) -> String {
    if case .text(let text) = value { text } else { "?" }
  }

  // MARK: Selections

  private static func selection(_ n: inout Numbers) -> Case {
    let wide = n.chance(10)
    let unit = wide ? 9_007_199_254_740_993 : 1
    func amount(_ n: inout Numbers) -> String { "Rp\(n.below(30) * 10 * unit)" }
    var c = Case(rows: rows(&n, wide: wide), budgets: [], clauses: [])
    c.budgets.append("budget one = \(amount(&n))\n  for people where t\nend")
    c.budgets.append("budget two = \(amount(&n)), reserve \(n.below(3) * 10)%")
    c.budgets.append("budget three = \(amount(&n))")
    var sources = ["one", "two", "three"].filter { _ in n.chance(75) }
    if sources.isEmpty { sources = ["two"] }
    c.clauses = [
      "from \(sources.joined(separator: ", then "))", n.chance(30) ? "to people where w > 5" : "to people",
      "pay need", "in order of \(n.one(of: ["w", "w descending", "grp, w", "need descending"])), id",
    ]
    if n.chance(25) { c.clauses.append("may be split") }
    if n.chance(25) { c.clauses.append("skip and go on") }
    if n.chance(20) { c.clauses.append("at most \(n.below(3)) in each grp") }
    if n.chance(15) { c.clauses.append("at most Rp\(n.below(20) * 10 * unit) in each grp") }
    if n.chance(15) { c.clauses.append("at most \(n.below(10) * 10)% of \(sources[0]) where w < 20") }
    if n.chance(12) {
      c.clauses.append("all or none in each grp")
      c.isInOrder = false
    }
    if n.chance(12) {
      c.clauses.append("at least 1 in each grp")
      c.isInOrder = false
    }
    return c
  }

  /// Plays the shown steps of all again, in the order of places, and keeps the purses' books from them alone.
  private static func selectionComplaint(_ c: Case, _ shown: Shown) -> String? {
    var books: [String: Rational] = [:]
    var closed: [String: Int] = [:]
    let order = shown.ranks.indices.filter { shown.ranks[$0] != nil }
      .sorted { (shown.ranks[$0] ?? 0) < (shown.ranks[$1] ?? 0) }
    for i in order {
      let tree = shown.trees[i]
      let paid = steps(tree, "{purse} pays {amount} of")
      let sum = paid.reduce(Rational.zero) { $0 + (number($1.statement.values["amount"]) ?? .zero) }
      if sum != shown.amounts[i] { return "\(i + 1) gets \(shown.amounts[i]), the steps give \(sum)" }
      guard
        number(steps(tree, "place {rank} of").first?.statement.values["rank"])?.int64.map({ Int($0) })
          == shown.ranks[i]
      else { return "\(i + 1) has another place in its steps" }
      if !c.isInOrder { continue }
      for step in tree.children {
        let values = step.statement.values
        let purse = name(values["purse"])
        let words = step.statement.text.english
        guard let balance = number(values["balance"]), let cost = number(values["cost"]),
          !words.contains("may not be spent"), !words.contains("would be funded")
        else { continue }
        if words.contains("had closed") {
          // A purse that paid a part only closes too: who closed it is then one whom others paid.
          if c.clauses.contains("may be split") { continue }
          let rank = number(values["rank"])?.int64.map { Int($0) }
          if closed[purse] != rank {
            return "\(i + 1): \(purse) closed at \(closed[purse] ?? 0), shown \(rank ?? 0)"
          }
          continue
        }
        if let known = books[purse], known != balance {
          return "\(i + 1): \(purse) holds \(known) by the steps before, shown \(balance)"
        }
        books[purse] =
          balance - (words.contains("could have paid") ? .zero : number(values["amount"]) ?? .zero)
        if let short = number(values["short"]) {
          if cost - balance != short { return "\(i + 1): \(purse) lacks \(cost - balance), shown \(short)" }
          if !c.clauses.contains("skip and go on"), !c.clauses.contains("may be split") {
            closed[purse] = shown.ranks[i] ?? 0
          }
        }
      }
    }
    return nil
  }

  @Test func theStepsOfASelectionGiveTheAmounts() {
    let possible = hold(
      seed: 4, cases: 400, make: { ReplayTests.selection(&$0) }, check: ReplayTests.selectionComplaint)
    #expect(possible > 300)
  }

  /// More money in a purse, as `why` says it, funds the person, and Rp 1 less than that does not.
  @Test func theLeastIncreaseIsTheLeast() {
    var looked = 0
    _ = hold(seed: 5, cases: 300, make: { ReplayTests.selection(&$0) }) { c, shown in
      for (i, tree) in shown.trees.enumerated() {
        guard let more = ReplayTests.steps(tree, "would be funded if {purse} had").first,
          let by = ReplayTests.number(more.statement.values["more"])?.int64
        else { continue }
        let purse = ReplayTests.name(more.statement.values["purse"])
        func isFunded(_ extra: Int64) -> Bool {
          var raised = c
          // Raised after the reserve: what a reserve of the increase would take is not in question.
          raised.budgets.append("budget more = Rp0")
          raised.budgets = raised.budgets.map { text in
            text.hasPrefix("budget \(purse) =") ? ReplayTests.raise(text, by: extra) : text
          }
          let again = ReplayTests.run(raised)
          return again.isPossible && again.amounts[i].signum > 0
        }
        if c.budgets.contains(where: {
          $0.hasPrefix("budget \(purse) =") && $0.contains("reserve") && !$0.contains("reserve 0%")
        }) {
          continue
        }
        // A quota that is a part of the purse grows with it.
        if c.clauses.contains(where: { $0.contains("% of \(purse)") }) { continue }
        looked += 1
        if !isFunded(by) { return "\(i + 1) is not funded with \(by) more in \(purse)" }
        if by > 0, isFunded(by - 1) {
          return "\(i + 1) is funded with \(by - 1) more in \(purse), shown \(by)"
        }
        return nil
      }
      return nil
    }
    #expect(looked > 30)
  }

  private static func raise(_ budget: String, by extra: Int64) -> String {
    guard let start = budget.firstRange(of: "Rp")?.upperBound else { return budget }
    let digits = budget[start...].prefix { $0.isNumber }
    guard let amount = Int64(digits) else { return budget }
    return budget[..<start] + "\(amount + extra)" + budget[digits.endIndex...]
  }

  // MARK: Divisions

  private static let step = 5

  private static func division(_ n: inout Numbers) -> Case {
    var c = Case(rows: rows(&n, wide: false), budgets: ["budget pot = Rp\(n.below(600))"], clauses: [])
    c.clauses = ["from pot", "to people"]
    switch n.below(8) {
    case 0: c.clauses.append("equally")
    case 1: c.clauses.append("in parts 40% equally, 60% in proportion to w")
    default: c.clauses.append("in proportion to w")
    }
    if n.chance(40) { c.clauses.append("at least least") }
    if n.chance(40) { c.clauses.append("at most most") }
    if n.chance(50) { c.clauses.append("in multiples of Rp\(step)") }
    c.clauses.append(
      "remainder by "
        + n.one(of: [
          "largest remainder", "droop", "webster", "jefferson", "adams", "huntington-hill", "dean",
        ]))
    c.clauses.append("ties by id")
    return c
  }

  private static func divisionComplaint(_ c: Case, _ shown: Shown) -> String? {
    let unit = Rational(c.clauses.contains("in multiples of Rp\(step)") ? step : 1)
    for (i, tree) in shown.trees.enumerated() where tree.children.count > 1 {
      guard let replayed = replayed(tree, unit) else { return "\(i + 1): the steps do not say what it gets" }
      if replayed != shown.amounts[i] {
        return "\(i + 1) gets \(shown.amounts[i]), the steps give \(replayed)"
      }
    }
    return nil
  }

  /// What the shown steps of a division come to.
  private static func replayed(_ tree: ExplanationNode, _ unit: Rational) -> Rational? {
    let floor = number(steps(tree, "floor (").first?.value) ?? .zero
    let cap = number(steps(tree, "cap (").first?.value)
    func within(_ amount: Rational) -> Rational { max(floor, cap.map { min($0, amount) } ?? amount) }
    if !steps(tree, "weight 0 gets the floor").isEmpty { return floor }
    if !steps(tree, "more than all caps together").isEmpty { return cap }
    if let first = steps(tree, "the first go to the largest weights").first,
      let place = number(first.statement.values["place"]), let given = number(first.statement.values["given"])
    {
      return within(place <= given ? unit : .zero)
    }
    if let rounded = steps(tree, "rounded by {method}").first {
      guard let low = number(rounded.statement.values["low"]),
        let high = number(rounded.statement.values["high"]),
        let parts = number(steps(tree, "divisor:").first?.value)
      else { return nil }
      // A boundary that is no fraction is told in words.
      guard let boundary = number(rounded.statement.values["boundary"]) else { return number(rounded.value) }
      if !steps(tree, "on the boundary the order of ties decides").isEmpty { return number(rounded.value) }
      let isRoot = steps(tree, "√").isEmpty == false
      if isRoot { return number(rounded.value) }
      return within((parts >= boundary && parts > low || boundary == low && parts > low ? high : low) * unit)
    }
    guard let whole = number(steps(tree, "rounded down to a multiple").first?.value) else { return nil }
    if !steps(tree, "one multiple too many").isEmpty { return within(whole - unit) }
    var amount = whole
    for more in steps(tree, "each of them gets") {
      amount = amount + (number(more.statement.values["rounds"]) ?? .zero) * unit
    }
    if let remainder = steps(tree, "remainder in place").first,
      let place = number(remainder.statement.values["rank"]),
      let given = number(remainder.statement.values["given"]),
      place <= given
    {
      amount = amount + unit
    }
    return within(amount)
  }

  @Test func theStepsOfADivisionGiveTheAmounts() {
    let possible = hold(
      seed: 6, cases: 400, make: { ReplayTests.division(&$0) }, check: ReplayTests.divisionComplaint)
    #expect(possible > 200)
  }

  // MARK: Claims

  @Test func theStepsOfAClaimsRuleGiveTheAwards() {
    let possible = hold(seed: 7, cases: 200) { n in
      var c = Case(
        rows: ReplayTests.rows(&n, wide: false), budgets: ["budget pot = Rp\(n.below(900))"], clauses: [])
      c.clauses = [
        "from pot", "to people",
        "settle claims of claim by \(n.one(of: ["proportion", "equal awards", "equal losses", "talmud"]))",
        "ties by id",
      ]
      return c
    } check: { c, shown in
      for (i, tree) in shown.trees.enumerated() where tree.children.count > 1 {
        let exact = ReplayTests.number(tree.children[2].value)
        let whole = ReplayTests.number(ReplayTests.steps(tree, "rounded down").first?.value)
        guard var amount = whole ?? exact else { return "\(i + 1): no award is shown" }
        if let exact, let whole, whole != exact.floor {
          return "\(i + 1): \(exact) is not rounded down to \(whole)"
        }
        if let remainder = ReplayTests.steps(tree, "remainder in place").first,
          let place = ReplayTests.number(remainder.statement.values["rank"]),
          let given = ReplayTests.number(remainder.statement.values["given"]), place <= given
        {
          amount = amount + .one
        }
        if amount != shown.amounts[i] { return "\(i + 1) gets \(shown.amounts[i]), the steps give \(amount)" }
      }
      return nil
    }
    #expect(possible > 150)
  }
}
