import Diagnostics
import Rosters
import Semantics

/// The messages of allocations, budgets, targets and rankings.
public enum MoneyDiagnostics {

  /// All of them.
  public static let all: [DiagnosticTemplate] = [
    overdrawn,
    tooManySetAside, budgetMissing, allocationMissing, orderLeavesTie, negativeCosts, purseNegative,
    keptExceedPurse, placesUnmet, negativeWeights, weightsSumToZero, capsBelowFloors, floorsExceedAvailable,
    purseWithoutOwner, definitionRing, notYetOptimised, notYetKept, notYetReserved, rankingTie,
  ]

  static let tooManySetAside = DiagnosticTemplate(
    "P0801",
    message: Bilingual(
      en: "{lost} of {read} rows of `{roster}` were set aside, more than it accepts: {tolerance}",
      id: "{lost} dari {read} baris `{roster}` disisihkan, lebih dari yang diterima: {tolerance}"),
    why: Bilingual(
      en: "a row set aside is a person who gets nothing, so no money is allocated",
      id: "baris yang disisihkan adalah orang yang tidak mendapat apa-apa, sehingga dana tidak dialokasikan"),
    fix: Bilingual(
      en: "mend the rows, or accept the loss with the clause `at most {needed} set aside` in `{roster}`",
      id: "perbaiki barisnya, atau terima dengan klausul `paling banyak {needed} disisihkan` pada `{roster}`")
  )

  static let budgetMissing = DiagnosticTemplate(
    "P0802",
    message: Bilingual(en: "the amount of `{name}` is missing", id: "jumlah `{name}` kosong"))

  static let allocationMissing = DiagnosticTemplate(
    "P0803",
    message: Bilingual(
      en: "a value that decides money is missing for a candidate",
      id: "nilai yang menentukan dana kosong untuk seorang calon penerima"),
    why: Bilingual(
      en: "what is missing has no place in an order, and no price",
      id: "yang kosong tidak mempunyai urutan maupun harga"),
    fix: Bilingual(
      en: "say what a blank means with `otherwise`, or leave such rows out of `to`",
      id: "nyatakan arti kosong dengan `selain itu`, atau keluarkan baris seperti itu dari `kepada`"))

  static let orderLeavesTie = DiagnosticTemplate(
    "P0804",
    message: Bilingual(
      en: "the order does not tell apart rows {rows}", id: "urutan tidak membedakan baris {rows}"),
    why: Bilingual(
      en: "an order that decides money must not leave the choice to chance",
      id: "urutan yang menentukan dana tidak boleh menyerahkan pilihan pada kebetulan"),
    fix: Bilingual(en: "end the order in a key, such as nik", id: "akhiri urutan dengan kunci, seperti nik"))

  static let negativeCosts = DiagnosticTemplate(
    "P0805",
    message: Bilingual(
      en: "{count} candidates have a price below 0", id: "{count} calon penerima mempunyai harga di bawah 0"))

  static let purseNegative = DiagnosticTemplate(
    "P0806",
    message: Bilingual(
      en: "`{name}` holds less than nothing: {amount}", id: "`{name}` kurang dari nol: {amount}"))

  static let keptExceedPurse = DiagnosticTemplate(
    "P0807",
    message: Bilingual(
      en: "the signed awards take {short} more from `{name}` than it holds",
      id: "penetapan yang telah ditandatangani melampaui `{name}` sebesar {short}"))

  static let placesUnmet = DiagnosticTemplate(
    "P0808",
    message: Bilingual(
      en: "{groups} groups do not reach the places kept for them: {filled} of {least} in the first",
      id: "{groups} kelompok tidak mencapai jumlah yang disediakan: {filled} dari {least} pada yang pertama"))

  static let negativeWeights = DiagnosticTemplate(
    "P0809",
    message: Bilingual(en: "{count} weights are below 0", id: "{count} bobot berada di bawah 0"))

  static let weightsSumToZero = DiagnosticTemplate(
    "P0810",
    message: Bilingual(
      en: "the weights of all {count} recipients are 0", id: "bobot seluruh {count} penerima adalah 0"),
    why: Bilingual(
      en: "in proportion to nothing, no part is right",
      id: "sebanding dengan nol, tidak ada bagian yang benar"))

  static let capsBelowFloors = DiagnosticTemplate(
    "P0811",
    message: Bilingual(
      en: "for {count} recipients `at least` {floor} is above `at most` {cap}",
      id: "untuk {count} penerima `paling sedikit` {floor} berada di atas `paling banyak` {cap}"))

  static let floorsExceedAvailable = DiagnosticTemplate(
    "P0812",
    message: Bilingual(
      en: "the {count} floors total {total}: {short} more than there is",
      id: "jumlah {count} batas bawah {total}: {short} lebih dari yang tersedia"),
    fix: Bilingual(
      en: "lower `at least`, or raise the budget by {short}",
      id: "turunkan `paling sedikit`, atau naikkan pagu sebesar {short}"))

  static let purseWithoutOwner = DiagnosticTemplate(
    "P0813",
    message: Bilingual(
      en: "`{name}` has one purse an owner, and it is not said whose pays",
      id: "`{name}` terbagi per pemilik, dan belum dinyatakan milik siapa yang membayar"),
    fix: Bilingual(
      en: "write `{name} of village`, naming the reference to the owner",
      id: "tuliskan `{name} milik desa`, dengan rujukan ke pemiliknya"))

  static let definitionRing = DiagnosticTemplate(
    "P0814",
    message: Bilingual(en: "`{name}` rests on itself", id: "`{name}` bergantung pada dirinya sendiri"))

  static let notYetOptimised = DiagnosticTemplate(
    "P0815",
    message: Bilingual(
      en: "`maximise` is not carried out in this edition", id: "`maksimalkan` belum dijalankan pada edisi ini"
    ))

  static let notYetKept = DiagnosticTemplate(
    "P0816",
    message: Bilingual(
      en: "`keeping those in` is not carried out in this edition",
      id: "`dengan mempertahankan` belum dijalankan pada edisi ini"))

  static let notYetReserved = DiagnosticTemplate(
    "P0817",
    message: Bilingual(
      en: "a floor in money for a group is not carried out in this edition",
      id: "batas bawah dana per kelompok belum dijalankan pada edisi ini"))

  static let overdrawn = DiagnosticTemplate(
    "P0819",
    message: Bilingual(
      en: "{names} together take {total} from `{name}`, which has {available}",
      id: "{names} bersama-sama mengambil {total} dari `{name}`, yang hanya mempunyai {available}"),
    why: Bilingual(
      en: "money is spent once, and nothing says which of them comes first",
      id: "uang hanya dapat dibelanjakan sekali, dan tidak dinyatakan mana yang didahulukan"),
    fix: Bilingual(
      en: "let one look at the other (`where not first.funded`), or split the budget into named pots",
      id: "buat salah satunya melihat yang lain (`yang tidak pertama.didanai`), atau bagi pagunya"))

  static let rankingTie = DiagnosticTemplate(
    "P0818",
    message: Bilingual(
      en: "the ranking does not tell apart rows {rows}", id: "pemeringkatan tidak membedakan baris {rows}"),
    fix: Bilingual(
      en: "add a key to `ties by`, or write `then shared`",
      id: "tambahkan kunci pada `bila seri menurut`, atau tuliskan `lalu berbagi`"))
}

extension Diagnostic {

  private static func rupiah(_ r: Rational) -> DiagnosticArgument {
    .bilingual(Bilingual(en: ValueWriter(.english).money(r).text, id: ValueWriter(.indonesian).money(r).text))
  }

  private static func percent(_ r: Rational) -> Bilingual {
    Bilingual(en: ValueWriter(.english).percent(r).text, id: ValueWriter(.indonesian).percent(r).text)
  }

  static func tooManySetAside(
    _ roster: String, lost: Int, of read: Int, tolerance: Rational?, at site: Span
  ) -> Diagnostic {
    let accepted = tolerance.map { percent($0) } ?? Bilingual(en: "none", id: "tidak ada")
    // The next whole percentage that would accept them.
    let part = (Rational(lost) / Rational(max(1, read))) ?? .one
    let needed = part.rounded(.up, toMultipleOf: Rational(Int128(1), over: 100) ?? .one) ?? .one
    return Diagnostic(
      MoneyDiagnostics.tooManySetAside, at: site,
      [
        "roster": .text(roster), "lost": .count(lost), "read": .count(read),
        "tolerance": .bilingual(accepted),
        "needed": .bilingual(percent(needed)),
      ])
  }

  static func budgetMissing(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.budgetMissing, at: site, ["name": .text(name)])
  }

  static func allocationMissing(at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.allocationMissing, at: site)
  }

  static func orderLeavesTie(rows: [Int], at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.orderLeavesTie, at: site,
      ["rows": .text(rows.map { "#\($0)" }.joined(separator: ", "))])
  }

  static func negativeCosts(count: Int, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.negativeCosts, at: site, ["count": .count(count)])
  }

  static func purseNegative(_ name: String, _ amount: Rational, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.purseNegative, at: site, ["name": .text(name), "amount": rupiah(amount)])
  }

  static func keptExceedPurse(_ name: String, short: Rational, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.keptExceedPurse, at: site, ["name": .text(name), "short": rupiah(short)])
  }

  static func placesUnmet(least: Int, filled: Int, groups: Int, at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.placesUnmet, at: site,
      ["least": .count(least), "filled": .count(filled), "groups": .count(groups)])
  }

  static func negativeWeights(count: Int, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.negativeWeights, at: site, ["count": .count(count)])
  }

  static func weightsSumToZero(recipients: Int, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.weightsSumToZero, at: site, ["count": .count(recipients)])
  }

  static func capsBelowFloors(count: Int, floor: Rational?, cap: Rational?, at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.capsBelowFloors, at: site,
      ["count": .count(count), "floor": rupiah(floor ?? .zero), "cap": rupiah(cap ?? .zero)])
  }

  static func floorsExceedAvailable(total: Rational, short: Rational, recipients: Int, at site: Span)
    -> Diagnostic
  {
    Diagnostic(
      MoneyDiagnostics.floorsExceedAvailable, at: site,
      ["count": .count(recipients), "total": rupiah(total), "short": rupiah(short)])
  }

  static func purseWithoutOwner(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.purseWithoutOwner, at: site, ["name": .text(name)])
  }

  static func definitionRing(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.definitionRing, at: site, ["name": .text(name)])
  }

  static func notYetOptimised(at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.notYetOptimised, at: site)
  }

  static func notYetKept(at site: Span) -> Diagnostic { Diagnostic(MoneyDiagnostics.notYetKept, at: site) }

  static func notYetReserved(at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.notYetReserved, at: site)
  }

  static func overdrawn(
    _ purse: String, by names: [String], total: Rational, available: Rational, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.overdrawn, at: site,
      [
        "name": .text(purse), "names": .text(names.map { "`\($0)`" }.joined(separator: " + ")),
        "total": rupiah(total), "available": rupiah(available),
      ])
  }

  static func rankingTie(rows: [Int], at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.rankingTie, at: site, ["rows": .text(rows.map { "#\($0)" }.joined(separator: ", "))])
  }
}
