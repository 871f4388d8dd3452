import Diagnostics
import Syntax

/// What is said of questions and suppositions.
public enum QuestionDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    costOfWhat, priceUnclear, enoughOfNoBudget, amountOfSeveralRosters, nothingSupposed,
    searchAgainstItself, kindOfSeveralColumns, nothingToCompare,
  ]

  static let searchAgainstItself = DiagnosticTemplate(
    "P0860",
    message: Bilingual(
      en: "`{name}` is searched for already, so it can not be held against itself",
      id: "`{name}` sudah dicari, maka tidak dapat dihadapkan dengan dirinya sendiri"),
    why: Bilingual(
      en: "`against` names a second value: of each of its steps the search is made",
      id: "`terhadap` menyebut nilai kedua: pencarian dilakukan untuk setiap langkahnya"),
    fix: Bilingual(
      en: "name another budget, `let` or parameter", id: "sebut pagu, `misalkan` atau parameter lain"),
    example:
      "let a = 4\nlet b = 2\nfind least a from 1 to 9 in steps of 1 against a from 1 to 3 in steps of 1 so that a * b > 5",
    repaired:
      "let a = 4\nlet b = 2\nfind least a from 1 to 9 in steps of 1 against b from 1 to 3 in steps of 1 so that a * b > 5"
  )

  static let nothingToCompare = DiagnosticTemplate(
    "P0989",
    message: Bilingual(
      en: "there is no scenario to compare the plan with",
      id: "belum ada skenario untuk dibandingkan dengan rencana awal"),
    fix: Bilingual(
      en: "define one: `scenario lean`, with a line `set NAME = VALUE`",
      id: "buat dahulu: `skenario hemat`, dengan baris `ubah NAMA = NILAI`"),
    example: "budget apbd = Rp1 miliar\ncompare base",
    repaired: "budget apbd = Rp1 miliar\nscenario lean\n  set apbd = apbd * 75%\nend\ncompare base")

  static let kindOfSeveralColumns = DiagnosticTemplate(
    "P0986",
    message: Bilingual(
      en: "`{name}` is a choice of several columns: {columns}",
      id: "`{name}` adalah pilihan beberapa kolom: {columns}"),
    fix: Bilingual(
      en: "name the rows: `ROSTER where COLUMN is {name}`",
      id: "sebut barisnya: `DAFTAR yang KOLOM adalah {name}`"),
    example:
      "roster a from \"a.csv\"\n  code : text, key\n  side : one of (left, right)\nend\nroster b from \"b.csv\"\n  code : text, key\n  side : one of (left, right)\nend\nhow many left",
    repaired:
      "roster a from \"a.csv\"\n  code : text, key\n  side : one of (left, right)\nend\nroster b from \"b.csv\"\n  code : text, key\n  side : one of (left, right)\nend\nhow many a where side is left"
  )

  static let costOfWhat = DiagnosticTemplate(
    "P0852",
    message: Bilingual(
      en: "it is not clear of what the cost is asked",
      id: "tidak jelas biaya apa yang ditanyakan"),
    why: Bilingual(
      en: "without a name, it is the cost of the one allocation or the one target of the program",
      id: "tanpa nama, yang dimaksud ialah biaya satu-satunya alokasi atau satu-satunya target di program"),
    fix: Bilingual(
      en: "name it: {names}, or `how much cost for ROSTER where …`",
      id: "sebut namanya: {names}, atau `berapa biaya untuk DAFTAR yang …`"),
    example: ExamplePrograms.workers + "how much cost",
    repaired: ExamplePrograms.workers + "how much income for workers where role is bpd")

  static let priceUnclear = DiagnosticTemplate(
    "P0853",
    message: Bilingual(
      en: "what a row of `{roster}` costs is not clear: {prices}",
      id: "biaya satu baris `{roster}` tidak jelas: {prices}"),
    why: Bilingual(
      en:
        "the cost of people is what the allocations pay for them and the targets count; that must be one thing",
      id: "biaya orang ialah yang dibayar alokasi dan dihitung target; itu harus satu hal"),
    fix: Bilingual(
      en: "say which value: `how much contribution a year for {roster} where …`",
      id: "sebut nilainya: `berapa contribution setahun untuk {roster} yang …`"),
    example: ExamplePrograms.workers + "how much cost for workers where role is bpd",
    repaired: ExamplePrograms.workers + "how much income a year for workers where role is bpd")

  static let enoughOfNoBudget = DiagnosticTemplate(
    "P0854",
    message: Bilingual(
      en: "`{name}` is no budget, so it can not be enough",
      id: "`{name}` bukan pagu, maka tidak dapat disebut cukup"),
    fix: Bilingual(
      en: "ask of a budget: {known}",
      id: "tanyakan sebuah pagu: {known}"),
    example: "let limit = 4\nbudget apbd = Rp1 miliar\nis limit enough",
    repaired: "let limit = 4\nbudget apbd = Rp1 miliar\nis apbd enough")

  static let amountOfSeveralRosters = DiagnosticTemplate(
    "P0855",
    message: Bilingual(
      en: "`{name}` is a column of several rosters: {rosters}",
      id: "`{name}` adalah kolom beberapa daftar: {rosters}"),
    fix: Bilingual(
      en: "say of which rows: `for ROSTER`",
      id: "sebut barisnya: `untuk DAFTAR`"),
    example: ExamplePrograms.villages
      + "rule size for villages = 1\nrule size for regencies = people\nhow much size",
    repaired: ExamplePrograms.villages
      + "rule size for villages = 1\nrule size for regencies = people\nhow much size for regencies")

  static let nothingSupposed = DiagnosticTemplate(
    "P0856",
    message: Bilingual(
      en: "nothing is supposed here that could be kept",
      id: "tidak ada pengandaian di sini yang dapat disimpan"),
    fix: Bilingual(
      en: "first `suppose …` without a colon, then `keep as NAME`",
      id: "lebih dahulu `andaikan …` tanpa titik dua, lalu `simpan sebagai NAMA`"),
    example: "budget apbd = Rp1 miliar\nkeep as lean",
    repaired: "budget apbd = Rp1 miliar\nsuppose apbd down 10%\nkeep as lean")
}

extension Diagnostic {

  /// A search for a value against itself.
  static func searchAgainstItself(_ name: Name) -> Diagnostic {
    Diagnostic(QuestionDiagnostics.searchAgainstItself, at: name.span, ["name": .text(name.text)])
  }

  static func nothingToCompare(at site: Span) -> Diagnostic {
    Diagnostic(QuestionDiagnostics.nothingToCompare, at: site)
  }

  static func kindOfSeveralColumns(_ name: Name, columns: [String]) -> Diagnostic {
    Diagnostic(
      QuestionDiagnostics.kindOfSeveralColumns, at: name.span,
      ["name": .text(name.text), "columns": .list(columns)])
  }

  static func costOfWhat(_ names: [String], at site: Span) -> Diagnostic {
    let shown = names.isEmpty ? ["`how much X for ROSTER`"] : names.map { "`how much cost for \($0)`" }
    return Diagnostic(QuestionDiagnostics.costOfWhat, at: site, ["names": .list(shown)])
  }

  static func priceUnclear(_ roster: String, prices: [String], at site: Span) -> Diagnostic {
    Diagnostic(
      QuestionDiagnostics.priceUnclear, at: site,
      ["roster": .text(roster), "prices": .list(prices.isEmpty ? ["–"] : prices)])
  }

  static func enoughOfNoBudget(_ name: Name, known: [String]) -> Diagnostic {
    Diagnostic(
      QuestionDiagnostics.enoughOfNoBudget, at: name.span,
      ["name": .text(name.text), "known": .list(known.isEmpty ? ["`budget NAME = …`"] : known)])
  }

  static func amountOfSeveralRosters(_ name: Name, rosters: [String]) -> Diagnostic {
    Diagnostic(
      QuestionDiagnostics.amountOfSeveralRosters, at: name.span,
      ["name": .text(name.text), "rosters": .list(rosters)])
  }

  static func nothingSupposed(at site: Span) -> Diagnostic {
    Diagnostic(QuestionDiagnostics.nothingSupposed, at: site)
  }
}
