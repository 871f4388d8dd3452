import Diagnostics

/// What is said of the form of a program.
public enum ParsingDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    expected, cellWrittenElsewhere, unknownStatement, misspelt, unknownClause, missingEnd, strayEnd,
    reservedName,
    otherLanguage, mixedAndOr, nestedTooDeep, chainTooLong, chainedComparison, unclosedParenthesis,
    unexpected, repeatedClause, missingClause, headerNotFirst, unknownLanguage, moreErrors,
    wrongCellCount, missingResults, missingBody, countOf, spreadsheetWord, columnByFrom, policyTwice,
  ]

  static let expected = DiagnosticTemplate(
    "P0201",
    message: Bilingual(
      en: "{expected} is expected here, not {found}",
      id: "di sini seharusnya {expected}, bukan {found}"),
    example: "let limit 4",
    repaired: "let limit = 4")

  static let cellWrittenElsewhere = DiagnosticTemplate(
    "P0461",
    message: Bilingual(
      en: "in a table `{found}` is written `{meant}`", id: "di dalam tabel `{found}` ditulis `{meant}`"),
    fix: Bilingual(en: "write `{meant}`", id: "tulis `{meant}`"),
    example:
      "table t(age: whole)\n  | age   || fee : money |\n  | 18-60 || Rp5.400     |\n  | otherwise || Rp0 |\nend",
    repaired:
      "table t(age: whole)\n  | age           || fee : money |\n  | from 18 to 60 || Rp5.400     |\n  | otherwise     || Rp0         |\nend"
  )

  static let unknownStatement = DiagnosticTemplate(
    "P0202",
    message: Bilingual(
      en: "`{word}` begins no statement",
      id: "tidak ada pernyataan yang dimulai dengan `{word}`"),
    fix: Bilingual(
      en: "a statement begins with a word such as {suggestions}",
      id: "pernyataan dimulai dengan kata seperti {suggestions}"),
    example: "tabulate workers",
    repaired: "show workers")

  static let misspelt = DiagnosticTemplate(
    "P0203",
    message: Bilingual(
      en: "`{word}` is not a word of the language here",
      id: "`{word}` bukan kata bahasa ini di sini"),
    fix: Bilingual(en: "did you mean `{suggestion}`?", id: "apakah maksud Anda `{suggestion}`?"),
    example: "shwo workers",
    repaired: "show workers")

  static let unknownClause = DiagnosticTemplate(
    "P0204",
    message: Bilingual(
      en: "`{word}` is not a clause of `{statement}`",
      id: "`{word}` bukan klausa dari `{statement}`"),
    fix: Bilingual(
      en: "its clauses begin with {clauses}; a new statement needs the block before it closed",
      id: "klausanya dimulai dengan {clauses}; pernyataan baru memerlukan blok sebelumnya ditutup"),
    example: "show workers\n  coloured by role\nend",
    repaired: "show workers\n  by role\nend")

  static let missingEnd = DiagnosticTemplate(
    "P0205",
    message: Bilingual(
      en: "the block that `{statement}` opens here is not closed",
      id: "blok yang dibuka `{statement}` di sini tidak ditutup"),
    why: Bilingual(
      en: "a statement that has clauses on lines of its own ends with `{end}`",
      id: "pernyataan yang klausanya ditulis di baris tersendiri diakhiri dengan `{end}`"),
    fix: Bilingual(
      en: "write `{end}` after its last clause",
      id: "tulis `{end}` setelah klausa terakhirnya"),
    example: "roster workers from \"workers.csv\"\n  nik : nik, key\nshow workers",
    repaired: "roster workers from \"workers.csv\"\n  nik : nik, key\nend\nshow workers")

  static let strayEnd = DiagnosticTemplate(
    "P0206",
    message: Bilingual(en: "this `{end}` closes nothing", id: "`{end}` ini tidak menutup apa pun"),
    why: Bilingual(
      en: "a statement on one line has no `{end}`",
      id: "pernyataan satu baris tidak memakai `{end}`"),
    fix: Bilingual(en: "delete it", id: "hapus"),
    example: "let limit = 4\nend",
    repaired: "let limit = 4")

  static let reservedName = DiagnosticTemplate(
    "P0207",
    message: Bilingual(
      en: "`{word}` is a word of the language and not a name",
      id: "`{word}` adalah kata bahasa ini, bukan nama"),
    fix: Bilingual(
      en: "a name that is also such a word stands in quotes: `'{word}'`",
      id: "nama yang juga kata bahasa ditulis dalam kutip: `'{word}'`"),
    example: "let end = 4",
    repaired: "let 'end' = 4")

  static let otherLanguage = DiagnosticTemplate(
    "P0208",
    message: Bilingual(
      en: "`{word}` is the {other} word; this file is written in {language}",
      id: "`{word}` adalah kata bahasa {other}; berkas ini ditulis dalam bahasa {language}"),
    fix: Bilingual(
      en: "write `{meant}`, or choose the language on the first line",
      id: "tulis `{meant}`, atau pilih bahasanya di baris pertama"),
    example: "language english\ntampilkan workers",
    repaired: "language english\nshow workers")

  static let mixedAndOr = DiagnosticTemplate(
    "P0209",
    message: Bilingual(
      en: "`{and}` and `{or}` stand side by side without parentheses",
      id: "`{and}` dan `{or}` bercampur tanpa tanda kurung"),
    why: Bilingual(
      en: "people read such a condition in two ways",
      id: "orang membaca syarat seperti itu dengan dua cara"),
    fix: Bilingual(
      en: "put parentheses around what belongs together",
      id: "beri tanda kurung pada bagian yang menjadi satu"),
    example: "rule ok for workers = a and b or c",
    repaired: "rule ok for workers = (a and b) or c")

  static let nestedTooDeep = DiagnosticTemplate(
    "P0210",
    message: Bilingual(
      en: "this is nested more than {limit} deep",
      id: "ini bersarang lebih dari {limit} tingkat"),
    fix: Bilingual(
      en: "give a part of it a name with `let`, `rule` or `function`",
      id: "beri nama pada sebagiannya dengan `misalkan`, `aturan` atau `fungsi`"))

  static let chainTooLong = DiagnosticTemplate(
    "P0211",
    message: Bilingual(
      en: "this expression has a chain of more than {limit} operators",
      id: "ungkapan ini merangkai lebih dari {limit} operator"),
    fix: Bilingual(
      en: "give a part of it a name with `let`",
      id: "beri nama pada sebagiannya dengan `misalkan`"))

  static let chainedComparison = DiagnosticTemplate(
    "P0212",
    message: Bilingual(
      en: "a comparison compares two values, not three",
      id: "perbandingan membandingkan dua nilai, bukan tiga"),
    fix: Bilingual(
      en: "join two comparisons with `{and}`, or write a range",
      id: "gabungkan dua perbandingan dengan `{and}`, atau tulis rentang"),
    example: "rule ok for workers = 18 < age < 64",
    repaired: "rule ok for workers = age from 18 to 64")

  static let unclosedParenthesis = DiagnosticTemplate(
    "P0213",
    message: Bilingual(en: "this bracket is not closed", id: "tanda kurung ini tidak ditutup"),
    fix: Bilingual(en: "put `)` where it ends", id: "letakkan `)` di akhirnya"),
    example: "let total_cost = (4 + 2",
    repaired: "let total_cost = (4 + 2)")

  static let unexpected = DiagnosticTemplate(
    "P0214",
    message: Bilingual(en: "{found} does not belong here", id: "{found} tidak pada tempatnya di sini"),
    why: Bilingual(
      en: "the clause before it is complete; a further clause stands on its own line or after a comma",
      id: "klausa sebelumnya sudah lengkap; klausa berikutnya ditulis di baris sendiri atau setelah "
        + "koma"),
    example: "let limit = 4 5",
    repaired: "let limit = 4")

  static let countOf = DiagnosticTemplate(
    "P0224",
    message: Bilingual(
      en: "`{count}` is followed by its rows, without `{of}`",
      id: "`{count}` diikuti langsung oleh barisnya, tanpa `{of}`"),
    fix: Bilingual(en: "write `{count} {rows}`", id: "tulis `{count} {rows}`"),
    example: "show count of workers", repaired: "show count workers")

  static let spreadsheetWord = DiagnosticTemplate(
    "P0225",
    message: Bilingual(
      en: "`{word}` is a word of spreadsheets, not of this language",
      id: "`{word}` kata lembar kerja, bukan kata bahasa ini"),
    why: Bilingual(
      en:
        "a rule is read aloud by those who did not write it: what a formula hides in brackets is said in words",
      id:
        "aturan dibaca oleh yang tidak menulisnya: yang di lembar kerja ada di dalam kurung, di sini disebut "
        + "dengan kata"),
    fix: Bilingual(en: "write, for example, {forms}", id: "tulis, misalnya, {forms}"),
    example: "show SUM(2, 3)", repaired: "show 2 + 3")

  static let columnByFrom = DiagnosticTemplate(
    "P0226",
    message: Bilingual(
      en: "the heading of a field's column follows `{column}`, not `{from}`",
      id: "judul kolom suatu isian ditulis setelah `{column}`, bukan `{from}`"),
    why: Bilingual(
      en: "`{from}` names the file of a roster", id: "`{from}` menyebut berkas suatu daftar"),
    example: "roster workers from \"workers.csv\"\n  born : date, from \"TGL LAHIR\"\nend",
    repaired: "roster workers from \"workers.csv\"\n  born : date, column \"TGL LAHIR\"\nend")

  static let policyTwice = DiagnosticTemplate(
    "P0227",
    message: Bilingual(
      en: "a table has one hit policy; `{first}` and `{second}` are two",
      id: "sebuah tabel mempunyai satu aturan kecocokan; `{first}` dan `{second}` adalah dua"),
    why: Bilingual(
      en:
        "`collect` lists the results of all rows that match; `sum`, `min`, `max` and `count` make one of them",
      id:
        "`kumpulkan` mendaftar hasil semua baris yang cocok; `total`, `minimum`, `maksimum` dan `banyaknya` "
        + "menjadikannya satu"),
    fix: Bilingual(en: "keep one of them", id: "pertahankan salah satunya"),
    example:
      "table days(age: whole)   collect sum\n  | age || days : whole |\n  | any || 22 |\n  | < 18 || 5 |\nend",
    repaired: "table days(age: whole)   sum\n  | age || days : whole |\n  | any || 22 |\n  | < 18 || 5 |\nend"
  )

  static let repeatedClause = DiagnosticTemplate(
    "P0215",
    message: Bilingual(en: "`{clause}` is stated twice", id: "`{clause}` dinyatakan dua kali"),
    why: Bilingual(
      en: "which of the two is meant can not be known",
      id: "tidak dapat diketahui mana yang dimaksud"),
    fix: Bilingual(en: "delete one of them", id: "hapus salah satunya"),
    example: "target x\n  of workers\n  of villages\nend",
    repaired: "target x\n  of workers\nend")

  static let missingClause = DiagnosticTemplate(
    "P0216",
    message: Bilingual(en: "`{statement}` needs `{clause}`", id: "`{statement}` memerlukan `{clause}`"),
    fix: Bilingual(en: "add a line `{clause} ...`", id: "tambahkan baris `{clause} ...`"),
    example: "find least apbd from Rp1 juta to Rp2 miliar",
    repaired: "find least apbd from Rp1 juta to Rp2 miliar in steps of Rp1 juta\n  so that target x is "
      + "met\nend")

  static let headerNotFirst = DiagnosticTemplate(
    "P0217",
    message: Bilingual(
      en: "the line that chooses the language stands first in a file",
      id: "baris yang memilih bahasa berdiri paling awal dalam berkas"),
    fix: Bilingual(
      en: "move it above everything but comments",
      id: "pindahkan ke atas semuanya selain komentar"),
    example: "let limit = 4\nlanguage english",
    repaired: "language english\nlet limit = 4")

  static let unknownLanguage = DiagnosticTemplate(
    "P0218",
    message: Bilingual(
      en: "the languages are `language english` and `bahasa indonesia`, not `{word}`",
      id: "bahasanya `bahasa indonesia` dan `language english`, bukan `{word}`"),
    example: "language dutch",
    repaired: "language english")

  static let moreErrors = DiagnosticTemplate(
    "P0219", .note,
    message: Bilingual(
      en: "further errors of this file are not listed",
      id: "kesalahan lain dalam berkas ini tidak ditampilkan"),
    fix: Bilingual(en: "mend these first", id: "perbaiki yang ini dahulu"))

  static let wrongCellCount = DiagnosticTemplate(
    "P0220",
    message: Bilingual(
      en: "this row has {found} {found:cell|cells}; the header has {needed}",
      id: "baris ini memuat {found} sel; kepala tabelnya memuat {needed}"),
    why: Bilingual(
      en: "a cell that is not asked about holds `any`, never nothing at all",
      id: "sel yang tidak ditanyakan diisi `apa saja`, bukan dihilangkan"),
    example: "table class for workers\n  | role | income || class |\n  | bpd || \"low\" |\nend",
    repaired: "table class for workers\n  | role | income || class |\n  | bpd | any || \"low\" |\nend")

  static let missingResults = DiagnosticTemplate(
    "P0221",
    message: Bilingual(en: "the header has no `||`", id: "kepala tabel tidak memuat `||`"),
    why: Bilingual(
      en: "conditions stand before `||`, results after it",
      id: "syarat berdiri sebelum `||`, hasil sesudahnya"),
    fix: Bilingual(en: "write `||` before the first result", id: "tulis `||` sebelum hasil pertama"),
    example: "table class for workers\n  | role | class |\n  | bpd | \"low\" |\nend",
    repaired: "table class for workers\n  | role || class |\n  | bpd || \"low\" |\nend")

  static let missingBody = DiagnosticTemplate(
    "P0222",
    message: Bilingual(en: "`{name}` has no value", id: "`{name}` tidak mempunyai nilai"),
    fix: Bilingual(
      en: "write `= ...` on its line, or lines below it that begin with `{when}`, closed by an end",
      id: "tulis `= ...` di barisnya, atau baris di bawahnya yang dimulai dengan `{when}`, ditutup "
        + "dengan akhir blok"),
    example: "rule ok for workers",
    repaired: "rule ok for workers = age at least 18")
}

extension Diagnostic {

  /// Something else is needed at this place.
  static func expected(_ expected: Bilingual, found: Bilingual, at site: Span, fix: String? = nil)
    -> Diagnostic
  {
    Diagnostic(
      ParsingDiagnostics.expected, at: site, ["expected": .bilingual(expected), "found": .bilingual(found)],
      replacement: fix.map { Diagnostic.Replacement(site, with: $0) })
  }

  /// A cell as other tools write it.
  static func cellWrittenElsewhere(_ found: String, meant: String, at site: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.cellWrittenElsewhere, at: site, ["found": .text(found), "meant": .text(meant)],
      replacement: Diagnostic.Replacement(site, with: meant))
  }

  /// A line that begins no statement.
  static func unknownStatement(_ word: String, suggestions: [String], at site: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.unknownStatement, at: site,
      ["word": .text(word), "suggestions": .list(suggestions)])
  }

  /// A keyword with a slip of the pen.
  static func misspelt(_ word: String, suggestion: String, at site: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.misspelt, at: site, ["word": .text(word), "suggestion": .text(suggestion)],
      replacement: Diagnostic.Replacement(site, with: suggestion))
  }

  /// A line in a block that is none of its clauses.
  static func unknownClause(_ word: String, of statement: String, clauses: [String], at site: Span)
    -> Diagnostic
  {
    Diagnostic(
      ParsingDiagnostics.unknownClause, at: site,
      ["word": .text(word), "statement": .text(statement), "clauses": .list(clauses)])
  }

  /// A block without its last line.
  static func missingEnd(_ statement: String, end: String, at site: Span, before place: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.missingEnd, at: site, ["statement": .text(statement), "end": .text(end)],
      replacement: Diagnostic.Replacement(place, with: end + "\n"))
  }

  /// An end without a block.
  static func strayEnd(_ end: String, at site: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.strayEnd, at: site, ["end": .text(end)],
      replacement: Diagnostic.Replacement(site, with: ""))
  }

  /// A reserved word where a name is needed.
  static func reservedName(_ word: String, at site: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.reservedName, at: site, ["word": .text(word)],
      replacement: Diagnostic.Replacement(site, with: "'\(word)'"))
  }

  /// A keyword of the other language.
  static func otherLanguage(
    _ word: String, of other: Bilingual, in language: Bilingual, meant: String, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.otherLanguage, at: site,
      [
        "word": .text(word), "other": .bilingual(other),
        "language": .bilingual(language), "meant": .text(meant),
      ],
      replacement: Diagnostic.Replacement(site, with: meant))
  }

  /// Both conjunctions in one condition.
  static func mixedAndOr(and: String, or: String, at site: Span, group: Diagnostic.Replacement?) -> Diagnostic
  {
    Diagnostic(
      ParsingDiagnostics.mixedAndOr, at: site, ["and": .text(and), "or": .text(or)], replacement: group)
  }

  /// `count of workers`.
  static func countOf(
    _ count: String, _ of: String, rows: String, at site: Span, replacing whole: Span
  ) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.countOf, at: site, ["count": .text(count), "of": .text(of), "rows": .text(rows)],
      replacement: Diagnostic.Replacement(whole, with: count))
  }

  /// `born : date, from "TGL LAHIR"`.
  static func columnByFrom(_ from: String, column: String, at site: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.columnByFrom, at: site, ["from": .text(from), "column": .text(column)],
      replacement: Diagnostic.Replacement(site, with: column))
  }

  /// A word that spreadsheets have.
  public static func spreadsheetWord(
    _ written: String, _ word: SpreadsheetWord, _ language: Language, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.spreadsheetWord, at: site,
      ["word": .text(written), "forms": .list(word.forms(in: language).map { "`\($0)`" })])
  }

  /// Nesting beyond the limit.
  static func nestedTooDeep(limit: Int, at site: Span) -> Diagnostic {
    Diagnostic(ParsingDiagnostics.nestedTooDeep, at: site, ["limit": .count(limit)])
  }

  /// A chain of operators beyond the limit.
  static func chainTooLong(limit: Int, at site: Span) -> Diagnostic {
    Diagnostic(ParsingDiagnostics.chainTooLong, at: site, ["limit": .count(limit)])
  }

  /// A comparison of a comparison.
  static func chainedComparison(and: String, at site: Span) -> Diagnostic {
    Diagnostic(ParsingDiagnostics.chainedComparison, at: site, ["and": .text(and)])
  }

  /// An open bracket without its closing one.
  static func unclosedParenthesis(at site: Span, found: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.unclosedParenthesis, at: site,
      replacement: Diagnostic.Replacement(
        Span(file: found.file, start: found.start, end: found.start), with: ")"))
  }

  /// Something after the end of a clause.
  static func unexpected(found: Bilingual, at site: Span, suggestions: [String]) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.unexpected, at: site, ["found": .bilingual(found)],
      notes: suggestions.first.map {
        [
          Diagnostic.Note(
            Bilingual(en: "did you mean `\($0)`?", id: "apakah maksud Anda `\($0)`?"))
        ]
      } ?? [],
      replacement: suggestions.first.map { Diagnostic.Replacement(site, with: $0) })
  }

  /// A clause that can stand once stands twice.
  static func repeatedClause(_ clause: String, at site: Span) -> Diagnostic {
    Diagnostic(ParsingDiagnostics.repeatedClause, at: site, ["clause": .text(clause)])
  }

  /// `collect sum`.
  static func policyTwice(_ first: String, _ second: String, at site: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.policyTwice, at: site, ["first": .text(first), "second": .text(second)])
  }

  /// A statement lacks what it can not do without.
  static func missingClause(_ clause: String, of statement: String, at site: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.missingClause, at: site, ["clause": .text(clause), "statement": .text(statement)])
  }

  /// The language line is not the first line.
  static func headerNotFirst(at site: Span) -> Diagnostic {
    Diagnostic(ParsingDiagnostics.headerNotFirst, at: site)
  }

  /// The first line names another language.
  static func unknownLanguage(_ word: String, at site: Span) -> Diagnostic {
    Diagnostic(ParsingDiagnostics.unknownLanguage, at: site, ["word": .text(word)])
  }

  /// The list of errors is cut.
  static func moreErrors(at site: Span) -> Diagnostic {
    Diagnostic(ParsingDiagnostics.moreErrors, at: site)
  }

  /// A row that does not fit the header of its table.
  static func wrongCellCount(found: Int, needed: Int, at site: Span) -> Diagnostic {
    Diagnostic(
      ParsingDiagnostics.wrongCellCount, at: site, ["found": .count(found), "needed": .count(needed)])
  }

  /// A table without results.
  static func missingResults(at site: Span) -> Diagnostic {
    Diagnostic(ParsingDiagnostics.missingResults, at: site)
  }

  /// A rule, function or parameter without a body.
  static func missingBody(_ name: String, when: String, at site: Span) -> Diagnostic {
    Diagnostic(ParsingDiagnostics.missingBody, at: site, ["name": .text(name), "when": .text(when)])
  }
}
