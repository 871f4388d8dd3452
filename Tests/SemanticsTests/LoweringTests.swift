import Diagnostics
import Rosters
import Syntax
import Testing

@testable import Semantics

/// What programs become.
@Suite struct LoweringTests {

  // MARK: Privacy

  @Test func whatIsComputedFromPrivateIsPrivate() throws {
    let checked = check(
      rosters + """
        rule label for workers = "{name} ({village.name})"
        rule twice for workers = "{label}, {label}"
        rule here for workers = village.name
        rule named for workers = nik is in workers
        rule same for workers = name is "Siti"
        let n = count workers where name is "Siti"
        show workers
          with nik, name, here, twice, role
        end
        """)
    #expect(checked.messages == [])
    for (name, isPrivate) in [
      ("label", true), ("twice", true), ("here", false), ("named", false), ("same", true), ("n", false),
    ] {
      #expect(try checked.definition(name).isPrivate == isPrivate, "\(name)")
    }
    guard case .show(let query, _)? = checked.program.actions.first?.kind else {
      Issue.record("no query")
      return
    }
    #expect(query.columns.map(\.isPrivate) == [true, true, false, true, false])
  }

  // MARK: Fields that are kept

  @Test func onlyFieldsThatSomethingReadsAreKept() throws {
    let text = rosters + "rule x for workers = decile at most 4\nshow regencies\n  with name\nend"
    let checked = check(text)
    func kept(_ roster: String, _ program: CoreProgram) throws -> [String] {
      let id = try #require(program.rosterNames[roster])
      return program[id].schema.fields.filter(\.isKept).map(\.name)
    }
    // Keys are kept besides, and names, unless they are private: those are shown nowhere.
    #expect(try kept("workers", checked.program) == ["nik", "decile"])
    #expect(try kept("regencies", checked.program) == ["code", "name"])
    #expect(try kept("villages", checked.program) == ["code", "name"])
    let all = check(text, options: AnalysisOptions(keepsAllFields: true))
    #expect(try kept("villages", all.program) == ["code", "name", "regency"])
  }

  @Test func aRosterShownWithoutColumnsKeepsAllItsFields() throws {
    let checked = check(rosters + "show regencies")
    let id = try #require(checked.program.rosterNames["regencies"])
    #expect(checked.program[id].schema.fields.filter { !$0.isKept }.isEmpty)
  }

  // MARK: Names

  @Test func rulesOfTwoRostersMayShareAName() throws {
    let checked = check(
      rosters + "rule big for regencies = people at least 5\nrule big for villages = regency.big")
    #expect(checked.messages == [])
    let regencies = try #require(checked.program.rosterNames["regencies"])
    let villages = try #require(checked.program.rosterNames["villages"])
    let first = try #require(checked.program.columns[regencies.index]["big"])
    let second = try #require(checked.program.columns[villages.index]["big"])
    #expect(first != second)
    #expect(checked.program[second].dependencies == [first])
  }

  @Test func bothLanguagesNameResults() throws {
    let text = """
      budget apbd = Rp1 miliar
      allocate shares
        from apbd
        to regencies
        equally
      end
      rule a for regencies = shares.amount
      rule b for regencies = shares.nilai
      """
    let checked = check(rosters + text)
    #expect(checked.messages == [])
    guard case .rule(_, let a) = try checked.definition("a").body,
      case .rule(_, let b) = try checked.definition("b").body
    else { return }
    #expect(a.canonical == b.canonical)
    #expect(a.type == .number(.money))
  }

  @Test func aGreatDealCanBeAskedOfAPath() {
    let checked = check(
      rosters + """
        budget apbd = Rp1 miliar
        budget own in each of villages = Rp1 juta
        allocate shares
          from apbd
          to regencies
          equally
        end
        rule share_of_regency for workers = village.regency.shares.amount
        rule of_village for workers = village.own
        rule heads for regencies = count workers in this regency where village.own at least Rp1
        """)
    #expect(checked.messages == [])
  }

  // MARK: Dependencies

  @Test func definitionsFollowThoseTheyRead() throws {
    let checked = check("let a = b * 2\nlet b = c + 1\nlet c = 1\nlet d = 4")
    let order = checked.program.evaluationOrder.map { checked.program[$0].name }
    #expect(order.filter { $0 != "d" } == ["c", "b", "a"])
    #expect(order.count == 4)
  }

  @Test func aTargetMayReadAnAllocationAndTheAllocationMayNotReadItself() {
    let allocation = """
      budget apbd = Rp1 miliar
      target half
        of workers
        reach 50% tobacco or help.funded
        by 31 December 2026
      end
      allocate help
        from apbd
        to workers where wanted
        pay Rp100.000
        in order of nik
      end

      """
    #expect(check(rosters + allocation + "rule wanted for workers = decile is 1").messages == [])
    let ring = check(rosters + allocation + "rule wanted for workers = not help.funded")
    #expect(ring.codes == ["P0501"])
    let name = check(rosters + "budget bpd = Rp5\nrule x for workers = role is bpd\nlet y = bpd * 2")
    #expect(name.messages == [])
  }

  @Test func anAllocationGoesAsFarAsATargetThatCountsItsOwn() throws {
    let checked = check(
      rosters + """
        budget apbd = Rp1 miliar
        target half
          of workers
          reach 50% tobacco or help.funded
          in each role
          by 31 December 2026
        end
        allocate help
          from apbd
          to workers where not tobacco
          pay Rp100.000
          only as far as target half
          in order of nik
        end
        """)
    #expect(checked.messages == [])
    guard case .allocation(let help) = try checked.definition("help").body else { return }
    let before = try #require(help.asFarAs)
    let own = try #require(checked.program.names["half"])
    #expect(before != own)
    guard case .target(let t) = checked.program[before].body else {
      Issue.record("no target")
      return
    }
    #expect(t.condition.canonical == "(or f10 no)")
    #expect(checked.program.evaluationOrder.count == checked.program.definitions.count)
  }

  // MARK: Kinds

  static let kind = """
    kind worker needs segment : one of (PU, BPU), and income : money per month
    rule levy for worker
      when segment is BPU then Rp16.800 per month
      when segment is PU then income * 0,54%
    end

    """

  @Test func aRosterOfAKindGainsItsRules() throws {
    let main = """
      roster people is worker (income from upah) from "p.csv"
        nik : nik, key
        segment : one of (PU, BPU)
        upah : money per month
      end
      rule yearly for people = levy * 12 months
      exception to levy for people
        when upah < Rp1 per month then Rp0 per month  because "none"
      end
      """
    let checked = check(Self.kind, main)
    #expect(checked.parsing.elements.map { $0.message(in: .english) } == [])
    #expect(checked.messages == [])
    let people = try #require(checked.program.rosterNames["people"])
    #expect(checked.program.rosters.count == 1)
    let levy = try #require(checked.program.columns[people.index]["levy"])
    guard case .rule(_, let body) = checked.program[levy].body, case .exceptions = body.kind else {
      Issue.record("no exception")
      return
    }
  }

  @Test func aKindIsCheckedWithoutARoster() {
    let broken = Self.kind.replacing("income * 0,54%", with: "incme * 0,54%")
    let checked = check(broken)
    #expect(checked.codes == ["P0301"])
    #expect(checked.program.rosters.isEmpty)
    #expect(checked.program.definitions.isEmpty)
  }

  @Test func aMistakeInAKindIsOneMessage() {
    let broken = Self.kind.replacing("income * 0,54%", with: "incme * 0,54%")
    let main = """
      roster a is worker from "a.csv"
        nik : nik, key
        segment : one of (PU, BPU)
        income : money per month
      end
      roster b is worker from "b.csv"
        nik : nik, key
        segment : one of (PU, BPU)
        income : money per month
      end
      """
    #expect(check(broken, main).codes == ["P0301"])
  }

  // MARK: Tests

  @Test func aTableOfCasesBecomesCases() throws {
    let checked = check(
      rosters + """
        rule eligible for workers = not (role is bpd) and decile at most 4
        test "who" for each
          | role | decile || eligible |
          | rt   | 1      || yes      |
          | bpd  | 1      || no       |
          |      | 5      || no       |
          given workers: tobacco no, enrolled missing
        end
        """)
    #expect(checked.messages == [])
    let test = try #require(checked.program.tests.first)
    #expect(test.cases.count == 3)
    #expect(test.cases.map(\.fields.count) == [4, 4, 3])
    #expect(test.cases.allSatisfy { $0.expectations.count == 1 })
  }

  @Test func givenRulesStandInAndSourceIsThePayer() throws {
    let checked = check(
      rosters + """
        rule age for workers = years from born to today
        rule fee for workers
          when source is present and source is apbd then Rp0 per month
          otherwise income
        end
        test "who pays"
          as of 1 May 2026
          given workers: age 40, income Rp5.000 per month, source apbd
          expect fee is Rp0 per month
          expect age is 40
        end
        """)
    #expect(checked.messages == [])
    let test = try #require(checked.program.tests.first?.cases.first)
    #expect(test.definitions.count == 1)
    #expect(test.fields.count == 1)
    #expect(test.payer != nil)
    #expect(test.asOf == CalendarDate(year: 2026, month: 5, day: 1))
    #expect(test.definitions[0].value.type == .number(.year))
  }

  @Test func testsOfUsedFilesAreNotRun() {
    let checked = check("let a = 1\ntest \"a\"\n  expect a is 1\nend", "show a")
    #expect(checked.program.tests.isEmpty)
    #expect(checked.program.actions.count == 1)
    #expect(checked.program.definitions.count == 1)
  }

  // MARK: Queries

  @Test func columnsAndOrdersAreFoundAgain() throws {
    let checked = check(
      rosters + """
        show workers by village.regency, role
          with count as people, sum of income as wages, wages / people as each
          sorted by each descending, role, sum of income
          subtotal by village.regency
          total row
        end
        """)
    #expect(checked.messages == [])
    guard case .show(let query, _)? = checked.program.actions.first?.kind else { return }
    #expect(query.columns.count == 3)
    #expect(query.subtotals == [0])
    guard case .column(2) = query.order[0].key, case .grouping(1) = query.order[1].key,
      case .column(1) = query.order[2].key
    else {
      Issue.record("\(query.order)")
      return
    }
    #expect(query.order[0].isDescending)
    #expect(query.columns[2].value.canonical == "(divide i1 i0)")
  }

  @Test func aPathBelowTheGroupIsOfTheGroup() {
    let good = "show workers by village.regency\n  with count as n, village.regency.people as people\nend"
    #expect(check(rosters + good).messages == [])
    let bad = "show workers by village.regency\n  with count as n, village.name as x\nend"
    #expect(check(rosters + bad).codes == ["P0325"])
  }

  @Test func sharesOfOneQueryHaveOnePopulation() {
    let checked = check(
      rosters + """
        show workers by role
          with share tobacco as a, share decile is 1 as b, b - a as c 2 decimals
        end
        """)
    #expect(checked.messages == [])
  }

  @Test func rowsSetAsideHaveColumnsOfTheirOwn() {
    let checked = check(rosters + "show set aside from workers by reason\n  with count as n\nend")
    #expect(checked.messages == [])
  }

  // MARK: Exceptions by period, parameters

  @Test func linesAreOrderedAndWindowsMayCoverOthers() throws {
    let checked = check(
      """
      param p : percent
        from 2026-04-01 to 2026-12-31 = 50%
        from 2025-01-01 = 0%
      end
      """)
    #expect(checked.messages == [])
    guard case .parameter(let p) = try checked.definition("p").body else { return }
    let day = try #require(CalendarDate(year: 2026, month: 5, day: 1))
    let later = try #require(CalendarDate(year: 2027, month: 5, day: 1))
    guard case .constant(.number(let inside))? = p.line(on: day)?.value?.kind,
      case .constant(.number(let after))? = p.line(on: later)?.value?.kind
    else { return }
    #expect(inside == Rational(1, over: 2 as Int128))
    #expect(after == 0)
  }
}
