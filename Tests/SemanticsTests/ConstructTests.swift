import Diagnostics
import Rosters
import Testing

@testable import Semantics

/// The forms of the language, checked in a program that holds them all.
@Suite struct ConstructTests {

  static let data = """
    language english, edition 2026
    as of 1 January 2026
    roster regencies from "regencies.csv"
      code : text, key
      name : text
    end
    roster villages from "villages.csv"
      code : text, key
      name : text
      regency : regencies
      people : count
      remote : yes or no
      growth : percent
      orderliness : percent
      add_ceiling : money
    end
    roster workers from "workers.csv"
      nik : nik, key, private
      name : text, private
      village : villages
      role : one of (rt, rw, bpd, petani, nelayan, perangkat_desa)
      income : money per month
      enrolled : date, optional
      decile : whole from 1 to 10
      tobacco : yes or no
    end
    roster province_list like workers from "p.csv"
    roster regency_list like workers from "r.csv"
    budget apbd = Rp1 miliar
    budget csr = Rp3 miliar kind csr
    budget dbhcht = Rp3 miliar
    rule contribution for workers = income * 0,54%
    rule eligible for workers = decile at most 4
    rule covered for workers = enrolled is present
    rule coverage for villages = share covered of workers in this village
    let realisation = Rp5 juta
    scenario lean "less"
      set apbd = apbd * 75%
    end
    allocate rentan
      from apbd
      to workers where eligible
      pay contribution * 12 months
      in order of decile, nik
    end

    """

  static let constructs = """
    param jp_ceiling : money per month   under "PP 45/2015"
      from 2024-03-01 = Rp10.042.300
      from 2025-03-01 = Rp10.547.400
    end

    table risk_class for workers   exactly one
      | role            | income          || class : text |
      | petani, nelayan | < Rp1.100.000   || "low"        |
      | petani, nelayan | >= Rp1.100.000  || "middle"     |
      | otherwise       | any             || "none"       |
    end

    function jp_basis(wage: money per month) : money per month = wage but at most jp_ceiling

    rule decided for workers : yes or no
      when enrolled is present then enrolled on or before today
      otherwise no
      except when role is bpd then no  because "PMK 72/2024"
        except when tobacco then yes  because "decree 12/2026"
        end
      end
    end

    kind worker needs segment : one of (PU, BPU), and income : money per month

    roster members is worker from "in/members-*.csv"
      nik     : nik, key, private
      income  : money per month, column "UPAH"
      segment : one of (PU = "Penerima Upah", BPU = "Bukan Penerima Upah")
      dialect indonesia
      state at 17 December 2025
    end

    roster members_2023 like members from "in-2023/members-*.csv"
      state at 17 December 2023
    end

    match members_2023 with members by nik as moves

    roster proposals combining province_list, regency_list
      one row per nik
      prefer regency_list, then province_list
    end

    exception to contribution for workers
      when role is rt or rw then Rp5.400 per month  because "Perbup Mojokerto"
    end

    split dbhcht into   under "PMK 72/2024"
      welfare     = 50%
      health      = 40%
      enforcement = 10%
    end

    budget add in each of villages = add_ceiling * 30%

    allocate officials
      from add of village
      to workers where role is perangkat_desa
      pay contribution * 12 months
      all or none in each village
      in order of nik
    end

    allocate remote_aid
      from csr
      to villages where remote
      equally
      at most Rp50 juta
      in multiples of Rp1 juta
      remainder by largest remainder
      ties by code
      leftover to apbd
    end

    allocate best
      from apbd
      to workers where eligible
      pay contribution * 12 months
      maximise count where decile is 1
      at most 50 in each village
      ties by nik
    end

    ranking best_villages   under "Juknis 2025"
      of villages where people at least 30 and coverage is present
      score 60% coverage but at most 100%, 25% growth, 15% orderliness
      ties by coverage, then shared
      top 3 in each regency
    end

    show realisation as share of apbd in lean

    show workers by village.regency down, role across
      with share covered as coverage 1 decimal
      total row
    end

    chart share covered of workers by village.regency

    check (count moves where only in members) is 117.327 people  else "not the published figure: gross or net?"

    report "monev.html"
      show all targets
      show rentan by source
    end

    for each r in regencies
      export workers where rentan.funded and village.regency is r to "{r.code}.csv"
    end

    why rentan for workers #41
    """

  @Test func allFormsAreFreeOfErrors() {
    let checked = check(Self.data + Self.constructs)
    #expect(checked.parsing.elements.map { $0.message(in: .english) } == [])
    #expect(checked.messages == [])
  }

  @Test func exceptionsNestAndAreAddedFromElsewhere() throws {
    let checked = check(Self.data + Self.constructs)
    guard case .rule(_, let decided) = try checked.definition("decided").body,
      case .exceptions(_, let exceptions) = decided.kind
    else {
      Issue.record("no exceptions")
      return
    }
    #expect(exceptions.count == 1)
    #expect(exceptions[0].inner.count == 1)
    guard case .rule(_, let contribution) = try checked.definition("contribution").body,
      case .exceptions(_, let added) = contribution.kind
    else {
      Issue.record("no added exception")
      return
    }
    #expect(added.count == 1)
  }

  @Test func aRowOfAForEachIsReadThroughOuter() throws {
    let checked = check(Self.data + Self.constructs)
    let loops = checked.program.actions.compactMap { a -> [CoreAction]? in
      if case .forEach(_, _, let inner) = a.kind { inner } else { nil }
    }
    guard let inner = loops.first?.first, case .export(let query, let export, _) = inner.kind else {
      Issue.record("no export")
      return
    }
    guard case .joined(let parts) = export.file.kind, case .outer(let code) = parts[0].kind,
      case .field(0) = code.kind
    else {
      Issue.record("\(export.file.canonical)")
      return
    }
    guard case .population(let p) = query.rows else { return }
    #expect(
      p.condition?.canonical.contains("(equal (-> f2 f2) ^row)") ?? false, "\(p.condition?.canonical ?? "")")
  }
}
