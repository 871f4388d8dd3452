import Diagnostics
import Testing

/// A province of four regencies, two of which bear one name, and eight workers.
enum SmallProvince {

  static let files = [
    "regencies.csv": """
    code,name,people
    35.01,Pacitan,100
    35.10,Malang,300
    35.73,Malang,200
    35.99,Kosong,10
    """,
    "workers.csv": """
    nik,name,regency,role,income,enrolled,decile
    3599010101900001,Ani,35.01,rt,1000000,2025-01-05,1
    3599010101900002,Budi,35.01,rw,1200000,,2
    3599010101900003,Citra,35.10,rt,2000000,2025-03-01,3
    3599010101900004,Dewi,35.10,rt,1500000,,1
    3599010101900005,Eko,35.10,bpd,1000000,2024-02-29,5
    3599010101900006,Fajar,35.73,rw,,,2
    3599010101900007,Gita,35.73,bpd,900000,2025-12-31,1
    3599010101900008,Hadi,35.98,rt,900000,,1
    """,
  ]

  static let program = """
    language english, edition 2026
    as of 1 January 2026
    roster regencies from "regencies.csv"
      code : text, key
      name : text
      people : count
    end
    roster workers from "workers.csv"
      nik : nik, key, private
      name : text, private
      regency : regencies
      role : one of (rt, rw, bpd)
      income : money per month, optional
      enrolled : date, optional
      decile : whole from 1 to 10
      at most 20% set aside
    end
    rule covered for workers = enrolled is present and enrolled on or before today

    """

  /// What the actions `text` answer.
  static func answers(_ text: String, _ language: Language = .english) -> ProgramAnswers {
    ProgramAnswers(program + text, files: files, language: language)
  }
}

@Suite("Queries")
struct QueryAnswerTests {

  private let facts = "As of 1 January 2026"

  @Test(
    "groups by a reference show names, the key beside equal ones, totals computed anew, members without rows")
  func groups() {
    let text = SmallProvince.answers(
      """
      show workers by regency
        with count as people, share covered as coverage 1 decimal, median of decile as middle
        sorted by coverage descending
        total row
        title "Coverage"
        note "source: made up"
      end
      """
    ).text
    #expect(
      text == """
        Coverage
        As of 1 January 2026 · Percentages of workers · workers: 7 rows used, 1 set aside
        No  regency         people  coverage  middle
        ──  ──────────────  ──────  ────────  ──────
         1  Malang (35.10)       3    ≈66.7%     3.0
         2  Pacitan              2     50.0%     1.5
         3  Malang (35.73)       2     50.0%     1.5
        ──  ──────────────  ──────  ────────  ──────
            Total                7    ≈57.1%     2.0
        regencies without rows here (1): Kosong.
        source: made up

        """)
  }

  @Test("what the first N leave out is a line of its own")
  func rest() {
    let text = SmallProvince.answers(
      """
      show workers by role
        with count as people, share covered as coverage
        sorted by people descending
        first 1
        total row
      end
      """
    ).text
    #expect(
      text.contains(
        """
        role        people  coverage
        ──────────  ──────  ────────
        rt               3   ≈66.67%
        others (2)       4    50.00%
        ──────────  ──────  ────────
        Total            7   ≈57.14%
        """), "\(text)")
  }

  @Test("grouping by a name that two rows bear is refused with both keys")
  func ambiguousName() {
    let text = SmallProvince.answers("show workers by regency.name with count as people\n").text
    #expect(text.contains("P0940") && text.contains("Malang: 35.10 and 35.73"), "\(text)")
  }

  @Test("a cross-table has totals down and across")
  func cross() {
    let text = SmallProvince.answers(
      """
      show workers by regency down, role across
        with count as people
        total row
      end
      """
    ).text
    #expect(
      text.contains(
        """
        No  regency         rt  rw  bpd  Total
        ──  ──────────────  ──  ──  ───  ─────
         1  Pacitan          1   1    –      2
         2  Malang (35.10)   2   –    1      3
         3  Malang (35.73)   –   1    1      2
        ──  ──────────────  ──  ──  ───  ─────
            Total            3   2    2      7
        """), "\(text)")
  }

  @Test("subtotals stand below their rows and are computed over them")
  func subtotals() {
    let text = SmallProvince.answers(
      """
      show workers by regency, role
        with count as people, share covered as coverage
        subtotal by regency
        total row
      end
      """
    ).text
    #expect(
      text.contains(
        """
         4  Malang (35.10)           bpd        1   100.00%
            Subtotal Malang (35.10)             3   ≈66.67%
        """), "\(text)")
  }

  @Test("single rows are masked, with the row of the file; missing sorts last; rates are not summed")
  func rows() {
    let text = SmallProvince.answers(
      """
      show workers where decile at most 2
        with nik, role, income, decile
        sorted by income descending
        total row
      end
      """
    ).text
    #expect(
      text.contains(
        """
        No  Row    nik               role  income (Rp per month)  decile
        ──  ─────  ────────────────  ────  ─────────────────────  ──────
         1  #5     359901**********  rt                1.500.000       1
         2  #3     359901**********  rw                1.200.000       2
         3  #2     359901**********  rt                1.000.000       1
         4  #8     359901**********  bpd                 900.000       1
         5  #7     359901**********  rw                        –       2
        ──  ─────  ────────────────  ────  ─────────────────────  ──────
            Total                                      4.600.000       –
        """), "\(text)")
    #expect(!text.contains("3599010101900"))
  }

  @Test("rows set aside are a roster, by their reasons too")
  func setAside() {
    let text = SmallProvince.answers("show set aside from workers\n", .indonesian).text
    #expect(
      text.contains("workers.csv") && text.contains("35.98") && text.contains("P0671: 1 baris"), "\(text)")
    let grouped = SmallProvince.answers(
      "show set aside from workers by reason with count as rows total row\n"
    ).text
    #expect(grouped.contains("rows") && grouped.contains("Total"), "\(grouped)")
  }

  @Test("values come with what they are made of")
  func values() {
    let text = SmallProvince.answers(
      """
      let heads = count workers
      let cost = heads * Rp5.400 per person per month * 12 months
      show cost, share covered of workers
      """, .indonesian
    ).text
    #expect(text.contains("Rp453.600") && text.contains("× 12 bulan"), "\(text)")
    #expect(text.contains("= 4 dari 7"), "\(text)")
  }

  @Test("months are rows, each evaluated on its first day")
  func months() {
    let text = SmallProvince.answers(
      """
      param rate : money per month under "test"
        from 2025-01-01 = Rp1.000
        from 2025-03-01 = Rp2.000
      end
      show workers by month from February to March 2025
        with count where covered as covered, rate * 1 month as paid
        total row
      end
      """
    ).text
    #expect(text.contains("February 2025") && text.contains("March 2025"), "\(text)")
  }

  @Test("a check says what it found and what it looked for")
  func check() {
    let answers = SmallProvince.answers("check (count workers) is 8 people else \"one row is missing\"\n")
    #expect(answers.outcomes.first?.succeeded == false)
    #expect(answers.text.contains("✗ the check does not hold") && answers.text.contains("one row is missing"))
    #expect(answers.text.contains("−1"), "\(answers.text)")
  }

  @Test("a chart has a bar a group")
  func chart() {
    let text = SmallProvince.answers("chart share covered of workers by role\n").text
    #expect(text.contains("rt") && text.contains("█"), "\(text)")
  }

  @Test("an export is whole, masked unless it reveals, keys beside names")
  func export() {
    let files = SmallProvince.answers(
      """
      export workers where role is bpd to "bpd.csv"
        with nik, name, regency, income
      end
      export workers where role is bpd to "open.csv"
        with nik, name
        revealing nik, name for "payment"
      end
      export workers to "all.csv"
        with nik, decile
        one file per regency
      end
      """
    ).files
    #expect(
      files["bpd.csv"] == """
        nik,name,regency,regency_name,income
        359901**********,***,35.10,Malang,1000000
        359901**********,***,35.73,Malang,900000

        """, "\(files)")
    #expect(files["open.csv"] == "nik,name\n3599010101900005,Eko\n3599010101900007,Gita\n")
    #expect(
      files.keys.sorted() == ["all-35.01.csv", "all-35.10.csv", "all-35.73.csv", "bpd.csv", "open.csv"])
  }

  @Test("for each repeats its actions")
  func forEach() {
    let answers = SmallProvince.answers(
      """
      for each r in regencies
        export workers where regency is r to "{r.code}.csv"
      end
      """)
    #expect(
      answers.files.keys.sorted() == ["35.01.csv", "35.10.csv", "35.73.csv", "35.99.csv"], "\(answers.text)")
  }

  @Test("a report is one page")
  func report() {
    let answers = SmallProvince.answers(
      """
      report "out.html"
        title "Monev"
        show workers by role with count as people
        chart count workers by role
      end
      """)
    let page = answers.files["out.html"] ?? answers.text
    #expect(
      page.contains("<h1>Monev</h1>") && page.contains("<svg") && page.contains("7 rows used, 1 set aside"),
      "\(page)")
  }

  @Test("a program answers the same with any number of threads")
  func threads() {
    let text = "show workers by regency with count as people, sum of income as income total row\n"
    let one = ProgramAnswers(SmallProvince.program + text, files: SmallProvince.files, threads: 1).text
    let seven = ProgramAnswers(SmallProvince.program + text, files: SmallProvince.files, threads: 7).text
    #expect(one == seven)
  }
}
