import Diagnostics
import Rosters
import Semantics

/// The messages of evaluation: why a value could not be computed.
public enum EvaluationDiagnostics {

  /// All of them.
  public static let all: [DiagnosticTemplate] = [
    divisionByZero, mustBeDecided, noLineCovers, conflictingExceptions, noTableRow, severalTableRows,
    stepNotPositive, dateOutOfRange, noDay, fieldNotGiven, missingInAggregate, noCaseHolds, requirementFails,
    tooManyMonths, nestedTooDeeply, internalFault, sharedCombinedKey, otherRowPreferred,
    unverified, unclearDenied, tooMuchWork, numberTooLarge, textTooLong,
  ]

  static let divisionByZero = DiagnosticTemplate(
    "P0701",
    message: Bilingual(en: "the divisor is 0", id: "pembaginya 0"),
    why: Bilingual(
      en: "a division by 0 has no result, and a row without a result is never skipped",
      id: "pembagian dengan 0 tidak mempunyai hasil, dan baris tanpa hasil tidak pernah dilewati"),
    fix: Bilingual(
      en: "say what holds where the divisor is 0: `when … then … otherwise …`",
      id: "nyatakan apa yang berlaku bila pembaginya 0: `bila … maka … selain itu …`"),
    example: "language english\nlet people = 0\nshow Rp1.000 / people\n",
    repaired: "language english\nlet people = 4\nshow Rp1.000 / people\n")

  static let mustBeDecided = DiagnosticTemplate(
    "P0702",
    message: Bilingual(
      en: "the office has not decided what holds here", id: "kantor belum menentukan apa yang berlaku di sini"
    ),
    why: Bilingual(
      en: "the program says `must be decided`, and a decision is needed for this result",
      id: "program menyatakan `harus ditentukan`, dan hasil ini memerlukan keputusannya"),
    fix: Bilingual(
      en: "replace `must be decided` by the value that was decided, with its source",
      id: "ganti `harus ditentukan` dengan nilai yang telah ditentukan beserta dasarnya"),
    example: "as of 2026-01-01\nparam rate : percent\n  from 2025-01-01 must be decided\nend\nshow rate",
    repaired:
      "as of 2026-01-01\nparam rate : percent   under \"SK 12/2026\"\n  from 2025-01-01 = 2%\nend\nshow rate")

  static let noLineCovers = DiagnosticTemplate(
    "P0703",
    message: Bilingual(
      en: "no line of `{name}` covers {date}", id: "tidak ada baris `{name}` yang mencakup {date}"),
    why: Bilingual(en: "its lines leave a gap: {gap}", id: "baris-barisnya menyisakan celah: {gap}"),
    fix: Bilingual(
      en: "add the line that was in force on that day, with its source",
      id: "tambahkan baris yang berlaku pada tanggal itu beserta dasarnya"),
    example:
      "language english\nas of 1 January 2024\nparam rate : percent\n  from 2025-01-01 = 2%\nend\nshow rate\n",
    repaired:
      "language english\nas of 1 January 2026\nparam rate : percent\n  from 2025-01-01 = 2%\nend\nshow rate\n"
  )

  static let conflictingExceptions = DiagnosticTemplate(
    "P0704",
    message: Bilingual(
      en: "two exceptions hold and do not agree", id: "dua pengecualian berlaku dan hasilnya tidak sama"),
    why: Bilingual(
      en: "neither is inside the other, so neither can win",
      id: "tidak satu pun berada di dalam yang lain, sehingga tidak ada yang menang"),
    fix: Bilingual(
      en: "write one of them inside the other, or narrow a condition",
      id: "tuliskan salah satunya di dalam yang lain, atau persempit syaratnya"),
    example:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule levy for workers = Rp16.800 per month\n  except when role is rt then Rp5.400 per month  because \"village heads\"\n  end\n  except when decile is 1 then Rp0 per month  because \"the poorest\"\n  end\nend\nshow workers with levy",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule levy for workers = Rp16.800 per month\n  except when role is rt then Rp5.400 per month  because \"village heads\"\n    except when decile is 1 then Rp0 per month  because \"the poorest\"\n    end\n  end\nend\nshow workers with levy"
  )

  static let noTableRow = DiagnosticTemplate(
    "P0705",
    message: Bilingual(en: "no row of the table matches", id: "tidak ada baris tabel yang cocok"),
    fix: Bilingual(en: "add a row with `otherwise`", id: "tambahkan baris `lainnya`"),
    example:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule points for workers = decile + decile\ntable t for workers\n  | decile     | points      || class : text |\n  | at most 5  | at most 10  || \"a\"          |\n  | at least 6 | at least 13 || \"b\"          |\nend\nshow workers with class",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule points for workers = decile + decile\ntable t for workers\n  | decile     | points      || class : text |\n  | at most 5  | at most 10  || \"a\"          |\n  | otherwise  | otherwise   || \"b\"          |\nend\nshow workers with class"
  )

  static let severalTableRows = DiagnosticTemplate(
    "P0706",
    message: Bilingual(en: "more than one row of the table matches", id: "lebih dari satu baris tabel cocok"),
    why: Bilingual(
      en: "the table's policy takes exactly one row, or rows that agree",
      id: "aturan tabel menerima tepat satu baris, atau baris-baris yang hasilnya sama"),
    fix: Bilingual(
      en: "narrow one of the rows, or choose another policy, such as `first match`",
      id: "persempit salah satu baris, atau pilih aturan lain seperti `yang pertama cocok`"),
    example:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule points for workers = decile + decile\ntable t for workers\n  | decile     | points      || class : text |\n  | at most 5  | any         || \"a\"          |\n  | any        | at least 10 || \"b\"          |\nend\nshow workers with class",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule points for workers = decile + decile\ntable t for workers   first match\n  | decile     | points      || class : text |\n  | at most 5  | any         || \"a\"          |\n  | otherwise  | otherwise   || \"b\"          |\nend\nshow workers with class"
  )

  static let stepNotPositive = DiagnosticTemplate(
    "P0707",
    message: Bilingual(
      en: "the step of a rounding is not above 0", id: "kelipatan pembulatan tidak lebih besar dari 0"),
    fix: Bilingual(en: "round to a step such as Rp1", id: "bulatkan ke kelipatan seperti Rp1"),
    example: "language english\nlet step = Rp0\nshow Rp1.234 rounded to step\n",
    repaired: "language english\nlet step = Rp10\nshow Rp1.234 rounded to step\n")

  static let dateOutOfRange = DiagnosticTemplate(
    "P0708",
    message: Bilingual(
      en: "the date is outside the years 1 to 9999, or the duration is not whole",
      id: "tanggal berada di luar tahun 1 sampai 9999, atau lamanya bukan bilangan bulat"),
    fix: Bilingual(
      en: "look at the dates that it is computed from: often a year is mistyped, such as 20205",
      id: "periksa tanggal asalnya: sering kali tahunnya salah ketik, misalnya 20205"),
    example: "show 2026-01-01 + 9000 years",
    repaired: "show 2026-01-01 + 9 years")

  static let noDay = DiagnosticTemplate(
    "P0709",
    message: Bilingual(en: "no day is stated", id: "tanggal belum dinyatakan"),
    why: Bilingual(
      en: "`today` and dated parameters need a day, and the clock is never asked",
      id: "`hari ini` dan parameter bertanggal memerlukan tanggal, dan jam komputer tidak pernah ditanya"),
    fix: Bilingual(
      en: "write `as of 1 January 2026`, or give --as-of 2026-01-01",
      id: "tuliskan `per tanggal 1 Januari 2026`, atau berikan --as-of 2026-01-01"),
    example: "language english\nshow today\n",
    repaired: "language english\nas of 1 January 2026\nshow today\n")

  static let fieldNotGiven = DiagnosticTemplate(
    "P0710",
    message: Bilingual(
      en: "`{field}` of {roster} is read, but not given",
      id: "`{field}` dari {roster} dibaca, tetapi tidak diketahui"),
    why: Bilingual(
      en: "a test reads only what it is given, so that it can not pass by accident",
      id: "uji hanya membaca yang diketahui, agar tidak lulus secara kebetulan"),
    fix: Bilingual(en: "add `{field}` to `given`", id: "tambahkan `{field}` pada `diketahui`"),
    example:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule poor for workers = decile at most 4 and income < Rp1.000.000 per month\ntest \"the poorest\"\n  given workers: decile 1\n  expect poor\nend",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule poor for workers = decile at most 4 and income < Rp1.000.000 per month\ntest \"the poorest\"\n  given workers: decile 1, income Rp900.000 per month\n  expect poor\nend"
  )

  static let missingInAggregate = DiagnosticTemplate(
    "P0711",
    message: Bilingual(
      en: "a value that is aggregated is missing", id: "nilai yang dihimpun kosong"),
    why: Bilingual(
      en: "a blank is never 0, and a row is never left out silently",
      id: "kosong tidak pernah berarti 0, dan baris tidak pernah dilewati diam-diam"),
    fix: Bilingual(
      en: "add `where … is present`, or say what a blank means with `otherwise`",
      id: "tambahkan `yang … terisi`, atau nyatakan arti kosong dengan `selain itu`"))

  static let noCaseHolds = DiagnosticTemplate(
    "P0712",
    message: Bilingual(en: "none of the cases holds", id: "tidak ada kasus yang berlaku"),
    fix: Bilingual(en: "add `otherwise …`", id: "tambahkan `selain itu …`"))

  static let requirementFails = DiagnosticTemplate(
    "P0713", .warning,
    message: Bilingual(
      en: "the row does not meet a requirement: {message}", id: "baris tidak memenuhi syarat: {message}"),
    why: Bilingual(
      en: "the roster requires it with `require`; the row is set aside and gets nothing",
      id: "daftar mensyaratkannya dengan `syaratkan`; baris ini disisihkan dan tidak mendapat apa-apa"),
    fix: Bilingual(
      en: "correct the row in its file, or change the requirement if the row is right",
      id: "perbaiki baris itu di berkasnya, atau ubah syaratnya bila barisnya benar"))

  static let tooManyMonths = DiagnosticTemplate(
    "P0714",
    message: Bilingual(
      en: "the period has more than {limit} months", id: "jangka waktunya lebih dari {limit} bulan"),
    fix: Bilingual(
      en: "check both ends: often a year is mistyped",
      id: "periksa kedua ujungnya: sering kali tahunnya salah ketik"),
    example: "show Rp16.800 per month in each month from January 1700 to December 2026",
    repaired: "show Rp16.800 per month in each month from January to December 2026")

  static let nestedTooDeeply = DiagnosticTemplate(
    "P0715",
    message: Bilingual(
      en: "calls and expressions nest more than {limit} deep",
      id: "panggilan dan ungkapan bersarang lebih dari {limit} tingkat"),
    fix: Bilingual(
      en: "give the parts names of their own with `let` or a rule",
      id: "beri nama pada bagian-bagiannya dengan `misalkan` atau aturan"))

  static let tooMuchWork = DiagnosticTemplate(
    "P0720",
    message: Bilingual(
      en: "this takes more than {limit} steps for one batch of rows",
      id: "ini memerlukan lebih dari {limit} langkah untuk satu kelompok baris"),
    why: Bilingual(
      en: "functions that call others several times multiply the work at each level",
      id: "fungsi yang memanggil fungsi lain beberapa kali melipatgandakan pekerjaan di setiap tingkat"),
    fix: Bilingual(
      en: "name the value that is used several times with `let` or a rule: it is then computed once",
      id: "beri nama nilai yang dipakai berulang dengan `misalkan` atau aturan: maka ia dihitung sekali"))

  static let numberTooLarge = DiagnosticTemplate(
    "P0721",
    message: Bilingual(
      en: "a number here has more than {limit} digits",
      id: "sebuah bilangan di sini memiliki lebih dari {limit} angka"),
    why: Bilingual(
      en:
        "results are exact, so a number that is multiplied by itself again and again grows without end, and so "
        + "does the denominator of a sum of very many fractions",
      id:
        "hasil selalu eksak, sehingga bilangan yang terus dikalikan dengan dirinya tumbuh tanpa batas, begitu pula "
        + "penyebut dari jumlah sangat banyak pecahan"),
    fix: Bilingual(
      en: "round on the way, such as `rounded to 0,01`",
      id: "bulatkan di tengah jalan, misalnya `dibulatkan ke 0,01`"))

  static let textTooLong = DiagnosticTemplate(
    "P0722",
    message: Bilingual(
      en: "a text made here has more than {limit} bytes",
      id: "sebuah teks yang dibuat di sini lebih dari {limit} byte"),
    fix: Bilingual(en: "join fewer texts", id: "gabungkan lebih sedikit teks"))

  static let sharedCombinedKey = DiagnosticTemplate(
    "P0717", .warning,
    message: Bilingual(
      en: "several rosters have a row with this key, and none is preferred",
      id: "beberapa daftar mempunyai baris dengan kunci ini, dan tidak ada yang diutamakan"),
    fix: Bilingual(
      en: "say which one counts: `prefer …, then …`", id: "nyatakan mana yang dipakai: `utamakan …, lalu …`"))

  static let otherRowPreferred = DiagnosticTemplate(
    "P0718", .note,
    message: Bilingual(
      en: "{kept} is used for this key; {difference}", id: "{kept} yang dipakai untuk kunci ini; {difference}"
    ))

  static let unclearDenied = DiagnosticTemplate(
    "P0567", .warning,
    message: Bilingual(
      en: "results rest on a permission that is unclear, and is read as no",
      id: "hasil bertumpu pada izin yang belum jelas, yang dibaca sebagai tidak"),
    why: Bilingual(
      en: "what no rule permits is not paid", id: "yang tidak diizinkan aturan tidak dibayar"),
    fix: Bilingual(
      en: "ask whoever decides it, and write yes or no with the citation",
      id: "tanyakan kepada yang berwenang, lalu tuliskan ya atau tidak beserta dasarnya"),
    example: """
      language english
      table may_pay(source: one of (apbd, dana_desa))
        | source    || allowed |
        | apbd      || yes     |
        | dana_desa || unclear |
      end
      show may_pay(dana_desa)
      """,
    repaired: """
      language english
      table may_pay(source: one of (apbd, dana_desa))
        | source    || allowed |
        | apbd      || yes     |
        | dana_desa || no      |
      end
      show may_pay(dana_desa)
      """)

  static let unverified = DiagnosticTemplate(
    "P0719", .warning,
    message: Bilingual(
      en: "results rest on `{name}`, which is not verified",
      id: "hasil bertumpu pada `{name}`, yang belum diverifikasi"),
    why: Bilingual(
      en: "the program marks this figure as `unverified` ({source})",
      id: "program menandai angka ini `belum diverifikasi` ({source})"),
    fix: Bilingual(
      en: "compare it with its source, then take the word away",
      id: "cocokkan dengan sumbernya, lalu hapus kata itu"),
    example:
      "language english\nas of 1 January 2026\nparam rate : percent   under \"PP 1/2026\"\n"
      + "  from 2025-01-01 = 2%   unverified\nend\nshow rate\n",
    repaired:
      "language english\nas of 1 January 2026\nparam rate : percent   under \"PP 1/2026\"\n"
      + "  from 2025-01-01 = 2%\nend\nshow rate\n")

  static let internalFault = DiagnosticTemplate(
    "P0716",
    message: Bilingual(
      en: "{what} can not be read here", id: "{what} tidak dapat dibaca di sini"),
    why: Bilingual(
      en: "the checker should have found this before the program ran: please report it",
      id: "pemeriksa seharusnya menemukannya sebelum program berjalan: mohon laporkan"))
}

extension Diagnostic {

  static func tooMuchWork(limit: Int, at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.tooMuchWork, at: site, ["limit": .count(limit)])
  }

  static func numberTooLarge(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.numberTooLarge, at: site, ["limit": .count(Rational.mostDigits)])
  }

  static func textTooLong(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.textTooLong, at: site, ["limit": .count(Evaluator.mostBytes)])
  }

  static func divisionByZero(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.divisionByZero, at: site)
  }

  static func unverified(_ name: String, under citation: String?, at site: Span) -> Diagnostic {
    Diagnostic(
      EvaluationDiagnostics.unverified, at: site, ["name": .text(name), "source": .text(citation ?? "–")])
  }

  static func mustBeDecided(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.mustBeDecided, at: site)
  }

  static func noLineCovers(
    _ day: CalendarDate, of name: String, periods: [(from: CalendarDate?, to: CalendarDate?)], at site: Span
  ) -> Diagnostic {
    let before = periods.compactMap { $0.to }.filter { $0 < day }.max()
    let after = periods.compactMap { $0.from }.filter { $0 > day }.min()
    let gap: Bilingual
    switch (before, after) {
    case (let b?, let a?):
      gap = Bilingual(en: "after \(b.iso) and before \(a.iso)", id: "sesudah \(b.iso) dan sebelum \(a.iso)")
    case (let b?, nil): gap = Bilingual(en: "after \(b.iso)", id: "sesudah \(b.iso)")
    case (nil, let a?): gap = Bilingual(en: "before \(a.iso)", id: "sebelum \(a.iso)")
    case (nil, nil): gap = Bilingual(en: "it has no line", id: "tidak ada baris")
    }
    return Diagnostic(
      EvaluationDiagnostics.noLineCovers, at: site,
      ["name": .text(name), "date": .text(day.iso), "gap": .bilingual(gap)])
  }

  /// Returns the diagnostic with `note` before its own notes.
  func noting(_ note: Note) -> Diagnostic {
    Diagnostic(template, at: site, arguments, notes: [note] + notes, replacement: replacement)
  }

  static func conflictingExceptions(at site: Span, other: Span) -> Diagnostic {
    Diagnostic(
      EvaluationDiagnostics.conflictingExceptions, at: site,
      notes: [Diagnostic.Note(Bilingual(en: "the other one", id: "yang lain"), at: other)])
  }

  /// `day` is the day that the rows were held against, if their days in force differ.
  static func noTableRow(on day: CalendarDate?, at site: Span) -> Diagnostic {
    guard let day else { return Diagnostic(EvaluationDiagnostics.noTableRow, at: site) }
    return Diagnostic(
      EvaluationDiagnostics.noTableRow, at: site,
      notes: [
        Diagnostic.Note(
          Bilingual(
            en: "asked on \(ValueWriter(.english).date(day)): see which rows are valid on that day",
            id:
              "ditanyakan per \(ValueWriter(.indonesian).date(day)): periksa baris mana yang berlaku pada hari itu"
          ),
          at: site)
      ])
  }

  static func severalTableRows(at site: Span, _ first: Span, _ second: Span) -> Diagnostic {
    Diagnostic(
      EvaluationDiagnostics.severalTableRows, at: site,
      notes: [
        Diagnostic.Note(Bilingual(en: "this row matches", id: "baris ini cocok"), at: first),
        Diagnostic.Note(Bilingual(en: "and so does this one", id: "dan baris ini juga"), at: second),
      ])
  }

  static func stepNotPositive(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.stepNotPositive, at: site)
  }

  static func dateOutOfRange(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.dateOutOfRange, at: site)
  }

  static func noDay(at site: Span) -> Diagnostic { Diagnostic(EvaluationDiagnostics.noDay, at: site) }

  static func fieldNotGiven(_ field: String, roster: String, at site: Span) -> Diagnostic {
    Diagnostic(
      EvaluationDiagnostics.fieldNotGiven, at: site, ["field": .text(field), "roster": .text(roster)])
  }

  static func missingInAggregate(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.missingInAggregate, at: site)
  }

  static func noCaseHolds(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.noCaseHolds, at: site)
  }

  static func requirementFails(_ message: String?, at site: Span) -> Diagnostic {
    let text: DiagnosticArgument =
      message.map { .text($0) } ?? .bilingual(Bilingual(en: "see the program", id: "lihat program"))
    return Diagnostic(EvaluationDiagnostics.requirementFails, at: site, ["message": text])
  }

  static func tooManyMonths(limit: Int, at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.tooManyMonths, at: site, ["limit": .count(limit)])
  }

  static func nestedTooDeeply(limit: Int, at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.nestedTooDeeply, at: site, ["limit": .count(limit)])
  }

  static func sharedCombinedKey(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.sharedCombinedKey, at: site)
  }

  static func otherRowPreferred(kept: String, differing: [String], at site: Span) -> Diagnostic {
    let fields = differing.joined(separator: ", ")
    let difference =
      differing.isEmpty
      ? Bilingual(en: "the two do not differ", id: "keduanya tidak berbeda")
      : Bilingual(en: "they differ in \(fields)", id: "keduanya berbeda pada \(fields)")
    return Diagnostic(
      EvaluationDiagnostics.otherRowPreferred, at: site,
      ["kept": .text(kept), "difference": .bilingual(difference), "fields": .text(fields)])
  }

  static func unclearDenied(at site: Span) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.unclearDenied, at: site)
  }

  static func internalFault(_ what: String, at site: Span?) -> Diagnostic {
    Diagnostic(EvaluationDiagnostics.internalFault, at: site, ["what": .text(what)])
  }
}

extension Diagnostic.Note {

  /// That `first` of `roster` is concerned, of `count` rows if that is known.
  static func rowsConcerned(_ first: String, of roster: String, count: Int?) -> Diagnostic.Note {
    switch count {
    case 1:
      Diagnostic.Note(Bilingual(en: "one row of \(roster): \(first)", id: "satu baris \(roster): \(first)"))
    case .some(let n):
      Diagnostic.Note(
        Bilingual(
          en: "\(n) rows of \(roster), the first \(first)", id: "\(n) baris \(roster), yang pertama \(first)")
      )
    case nil:
      Diagnostic.Note(
        Bilingual(
          en: "many rows of \(roster), the first \(first)",
          id: "banyak baris \(roster), yang pertama \(first)"))
    }
  }
}
