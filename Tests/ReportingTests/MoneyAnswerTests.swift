import Diagnostics
import Testing

@Suite("Targets, money, scenarios, searches")
struct MoneyAnswerTests {

  private static let plan = """
    rule eligible for workers = not covered
    budget apbd = Rp300.000, reserve 10%
    allocate aid
      from apbd
      to workers where eligible
      pay Rp10.000 per month * 12 months
      in order of decile, nik
    end
    target all_covered under "decree 1"
      of workers
      reach 75% covered or aid.funded
      in each regency
      by 31 December 2026
      cost Rp10.000 per month * 12 months
    end
    scenario lean "Half the money"
      set apbd = apbd * 50%
    end

    """

  private func answers(_ text: String, _ language: Language = .english) -> ProgramAnswers {
    SmallProvince.answers(Self.plan + text, language)
  }

  @Test("a target shows its people before its percentages, what is projected, and what the gap costs")
  func target() {
    let text = answers("show all targets\n").text
    #expect(
      text
        == """
        all_covered: 75% covered or aid.funded, by 31 December 2026
        As of 1 January 2026 · Population: workers · workers: 7 rows used, 1 set aside · Under decree 1
        No  regency         People  Reached  of which projected  Coverage  Target  Gap (points)  Short  Cost of the gap (Rp)  Status
        ──  ──────────────  ──────  ───────  ──────────────────  ────────  ──────  ────────────  ─────  ────────────────────  ───────
         1  Malang (35.73)       2        1                   0    50.00%     75%        −25.00      1               120.000  not met
         2  Pacitan              2        2                   1   100.00%     75%        +25.00      0                     0  met
         3  Malang (35.10)       3        3                   1   100.00%     75%        +25.00      0                     0  met
        ──  ──────────────  ──────  ───────  ──────────────────  ────────  ──────  ────────────  ─────  ────────────────────  ───────────
            Total                7        6                   2   ≈85.71%     75%       ≈+10.71      1               120.000  2 of 3 met
        Groups without members, neither met nor missed (1): Kosong.
        Projected: counted because money is given out for them; they are not covered on 1 January 2026.

        """.replacing("────────────────────  ───────\n", with: "────────────────────  ──────────\n")
        .replacing("────────────────────  ───────────\n", with: "────────────────────  ──────────\n"))
  }

  @Test("a ledger adds up, and shows where the money ran out")
  func ledger() {
    let text = answers("show aid\n").text
    #expect(
      text.contains("Allocated Rp240.000 + reserve Rp30.000 + left Rp30.000 = budget Rp300.000"), "\(text)")
    #expect(text.contains("2 of 3 eligible recipients get something; not reached: 1."), "\(text)")
    #expect(text.contains("── cut-off ──"), "\(text)")
    #expect(!text.contains("3599010101900"), "\(text)")
  }

  @Test("a budget shows who takes of it")
  func budget() {
    let text = answers("show apbd\n").text
    #expect(text.contains("apbd        300.000        30.000   240.000     30.000"), "\(text)")
  }

  @Test("a comparison shows what changes, and names what does not")
  func compare() {
    let text = answers("compare lean with base\n", .indonesian).text
    #expect(text.contains("aid: penerima") && text.contains("−1"), "\(text)")
    #expect(
      text.contains(
        "Selisih: dialokasikan −Rp120.000 + cadangan −Rp15.000 + sisa −Rp15.000 = pagu −Rp150.000"), "\(text)"
    )
    #expect(text.contains("Tidak berubah"), "\(text)")
    #expect(text.contains("all_covered") && text.contains("belum tercapai"), "\(text)")
  }

  @Test("a search claims the least only of what it tried or derived")
  func find() {
    let text = answers(
      "find least apbd from Rp100.000 to Rp1.000.000 in steps of Rp10.000 so that target all_covered is met\n"
    ).text
    #expect(text.contains("the least apbd  Rp400.000"), "\(text)")
    #expect(text.contains("With Rp390.000 it fails"), "\(text)")
    #expect(text.contains("More of apbd pays the same people"), "\(text)")
  }

  @Test("a search that can not succeed says who is out of reach, and why")
  func impossible() {
    let answers = answers(
      "find least apbd from Rp100.000 to Rp200.000 in steps of Rp10.000 so that target all_covered is met\n")
    #expect(answers.outcomes.first?.succeeded == false)
    let text = answers.text
    #expect(text.contains("none of the 11 values of apbd that were tried is enough"), "\(text)")
    #expect(text.contains("waiting for money"), "\(text)")
  }

  @Test("the cut-off of some recipients is theirs, not that of all")
  func cutOff() {
    let text = answers("show aid where role is rw with rank, reason 2 each side of the cut-off\n").text
    #expect(text.contains("cut-off") && text.contains("#7") == false, "\(text)")
    let all = answers("show aid with rank, nik, reason 1 each side of the cut-off\n").text
    #expect(
      all.contains("#3") && all.contains("#7") && !all.contains("#5"), "\(all)")
  }

  @Test("why a recipient is not funded, and what would change it")
  func whyNot() {
    let text = answers("why not aid for workers #7\n", .indonesian).text
    #expect(text.contains("tidak didanai") && text.contains("urutan 3 dari 3"), "\(text)")
    #expect(text.contains("akan didanai bila apbd bertambah Rp90.000"), "\(text)")
    #expect(!text.contains("3599010101900"), "\(text)")
  }

  @Test("why a rule holds: its conditions, the field, the row of the file")
  func whyRule() {
    let text = answers("why eligible for workers #3\n").text
    #expect(text.contains("eligible for workers 359901********** #3: yes"), "\(text)")
    #expect(text.contains("enrolled is present: no"), "\(text)")
    #expect(text.contains("enrolled (workers.csv #3)"), "\(text)")
  }

  @Test("why of a row that was set aside says so")
  func whySetAside() {
    let text = answers("why eligible for workers #9\n").text
    #expect(text.contains("row #9 of workers is set aside") && text.contains("P0671"), "\(text)")
  }

  @Test("tests: what was expected, what was found, how far apart, and what made it")
  func tests() {
    let text = answers(
      """
      rule fee for workers : money per month under "PP 1"
        when role is rt then Rp5.000 per month
        otherwise Rp6.000 per month
        except when decile is 1 then Rp0 per month because "the poorest pay nothing"
        end
      end
      test "fees" for each
        | role | decile || fee             |
        | rt   | 3      || Rp5.000 per month |
        | rw   | 3      || Rp5.500 per month |
      end
      test "reason"
        given workers: role rt, decile 1
        expect fee is Rp0 per month because "the poorest pay nothing"
      end
      test "wrong reason"
        given workers: role rt, decile 1
        expect fee is Rp0 per month because "somebody else pays"
      end
      test "not given"
        given workers: role rt
        expect fee is Rp5.000 per month
      end
      test "sound"
        expect aid is conserved, independent of row order
      end
      """
    ).tests
    #expect(text.contains("✗ fees (1 of 2 cases)"), "\(text)")
    #expect(
      text.contains("expected    Rp5.500 per month") && text.contains("actual      Rp6.000 per month"),
      "\(text)")
    #expect(text.contains("difference  Rp500 per month"), "\(text)")
    #expect(text.contains("✓ reason") && text.contains("✗ wrong reason"), "\(text)")
    #expect(text.contains("✗ not given") && text.contains("decile"), "\(text)")
    #expect(text.contains("✓ sound"), "\(text)")
  }
}
