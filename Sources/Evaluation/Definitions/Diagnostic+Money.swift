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
    purseWithoutOwner, definitionRing, rankingTie, splitPriceByPayer, keptNotInRoster, keptFromOtherSource,
    keptUnbalanced, keptTwice, purseNotValid, purseForNobody,
    keptWithoutPurse, restrictedShort, floorWithoutPurse, noChoice, leastAmountsUnmet, tooManyPursesToSplit,
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
    message: Bilingual(en: "the amount of `{name}` is missing", id: "jumlah `{name}` kosong"),
    why: Bilingual(
      en: "it is computed from values of which none is there",
      id: "jumlah itu dihitung dari nilai yang semuanya tidak ada"),
    fix: Bilingual(
      en: "say what holds then: `… otherwise Rp0`",
      id: "nyatakan apa yang berlaku bila demikian: `… selain itu Rp0`"))

  static let allocationMissing = DiagnosticTemplate(
    "P0803",
    message: Bilingual(
      en: "a value that decides money is missing for {count} {count:candidate|candidates}: {who} ({rows})",
      id: "nilai yang menentukan dana kosong untuk {count} calon penerima: {who} ({rows})"),
    why: Bilingual(
      en: "what is missing has no place in an order, and no price",
      id: "yang kosong tidak mempunyai urutan maupun harga"),
    fix: Bilingual(
      en: "say what a blank means with `otherwise`, or leave such rows out of `to`",
      id: "nyatakan arti kosong dengan `selain itu`, atau keluarkan baris seperti itu dari `kepada`"))

  static let orderLeavesTie = DiagnosticTemplate(
    "P0804",
    message: Bilingual(
      en: "the order does not tell apart {who} ({rows})", id: "urutan tidak membedakan {who} ({rows})"),
    why: Bilingual(
      en: "an order that decides money must not leave the choice to chance",
      id: "urutan yang menentukan dana tidak boleh menyerahkan pilihan pada kebetulan"),
    fix: Bilingual(en: "end the order in a key, such as nik", id: "akhiri urutan dengan kunci, seperti nik"))

  static let negativeCosts = DiagnosticTemplate(
    "P0805",
    message: Bilingual(
      en: "{count} {count:candidate has|candidates have} a price below 0",
      id: "{count} calon penerima mempunyai harga di bawah 0"),
    why: Bilingual(
      en: "whoever is paid can not pay the budget",
      id: "yang dibayar tidak mungkin membayar pagu"),
    fix: Bilingual(
      en: "leave them out of `to`, or let the price be `but at least Rp0`",
      id: "keluarkan mereka dari `kepada`, atau jadikan harganya `tetapi paling sedikit Rp0`"))

  static let purseNegative = DiagnosticTemplate(
    "P0806",
    message: Bilingual(
      en: "`{name}` holds less than nothing: {amount}", id: "`{name}` kurang dari nol: {amount}"),
    why: Bilingual(
      en: "money that is not there can not be allocated",
      id: "uang yang tidak ada tidak dapat dialokasikan"),
    fix: Bilingual(
      en: "look at what the amount is computed from; a reserve may not exceed it",
      id: "periksa asal jumlahnya; cadangan tidak boleh melebihinya"))

  static let keptExceedPurse = DiagnosticTemplate(
    "P0807",
    message: Bilingual(
      en: "the signed awards take {short} more from `{name}` than it holds",
      id: "penetapan yang telah ditandatangani melampaui `{name}` sebesar {short}"),
    why: Bilingual(
      en: "a signed award stands, so the money for it must be there",
      id: "penetapan yang telah ditandatangani tetap berlaku, sehingga uangnya harus ada"),
    fix: Bilingual(
      en: "raise the budget by {short}, or withdraw awards by a decision: `keeping those in … where …`",
      id:
        "naikkan pagu sebesar {short}, atau tarik penetapan dengan keputusan: `mempertahankan yang ada di … yang …`"
    ))

  static let placesUnmet = DiagnosticTemplate(
    "P0808",
    message: Bilingual(
      en: "{group} reaches {filled} of the {least} kept for it{others}",
      id: "{group} mencapai {filled} dari {least} yang disediakan untuknya{others}"),
    why: Bilingual(
      en: "it has {candidates} {candidates:candidate|candidates}, and {short}",
      id: "calonnya {candidates}, dan {short}"),
    fix: Bilingual(
      en: "lower `at least`, widen who is eligible, or raise the budget",
      id: "turunkan `paling sedikit`, perluas yang layak, atau naikkan pagu"))

  static let negativeWeights = DiagnosticTemplate(
    "P0809",
    message: Bilingual(
      en: "{count} {count:weight is|weights are} below 0: {who}", id: "{count} bobot berada di bawah 0: {who}"
    ),
    why: Bilingual(
      en: "a part of the money can not be less than nothing",
      id: "bagian uang tidak mungkin kurang dari nol"),
    fix: Bilingual(
      en: "let the weight be `but at least 0`, or leave these rows out of `to`",
      id: "jadikan bobotnya `tetapi paling sedikit 0`, atau keluarkan baris itu dari `kepada`"))

  static let weightsSumToZero = DiagnosticTemplate(
    "P0810",
    message: Bilingual(
      en: "no recipient has a weight above 0, of the {count} {count:that there is|that there are}",
      id: "tidak ada penerima yang bobotnya di atas 0, dari {count} penerima"),
    why: Bilingual(
      en: "in proportion to nothing, no part is right",
      id: "sebanding dengan nol, tidak ada bagian yang benar"),
    fix: Bilingual(
      en: "divide `equally`, or by a weight that somebody has",
      id: "bagi `sama rata`, atau menurut bobot yang dimiliki seseorang"))

  static let capsBelowFloors = DiagnosticTemplate(
    "P0811",
    message: Bilingual(
      en:
        "for {count} {count:recipient|recipients} `at least` is above `at most`, {floor} above {cap} for the first: {who}",
      id:
        "untuk {count} penerima `paling sedikit` di atas `paling banyak`, {floor} di atas {cap} pada yang pertama: {who}"
    ),
    fix: Bilingual(
      en: "the least change: raise these caps by {short} in all, or lower the floors by as much",
      id: "perubahan terkecil: naikkan batas atasnya sebesar {short} seluruhnya, atau turunkan batas bawahnya"
    ))

  static let floorsExceedAvailable = DiagnosticTemplate(
    "P0812",
    message: Bilingual(
      en:
        "the {count:floor|floors} of {count} {count:recipient|recipients} ({who}) {count:is|total} {total}: {short} more than "
        + "there is in {purse}",
      id: "jumlah batas bawah {count} penerima ({who}) {total}: {short} lebih dari yang tersedia pada {purse}"
    ),
    fix: Bilingual(
      en: "the least change: lower `at least` by {short} in all, or raise the budget by as much",
      id: "perubahan terkecil: turunkan `paling sedikit` {short} seluruhnya, atau naikkan pagu sebesar itu"))

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
    message: Bilingual(en: "`{name}` rests on itself", id: "`{name}` bergantung pada dirinya sendiri"),
    why: Bilingual(
      en: "nothing can be computed that needs its own result first",
      id: "tidak ada yang dapat dihitung bila memerlukan hasilnya sendiri lebih dahulu"),
    fix: Bilingual(
      en: "leave one of the references out",
      id: "hilangkan salah satu rujukannya"))

  static let splitPriceByPayer = DiagnosticTemplate(
    "P0828",
    message: Bilingual(
      en: "a price that depends on who pays can not be split over several purses",
      id: "harga yang bergantung pada pembayarnya tidak dapat dibagi atas beberapa pagu"),
    why: Bilingual(
      en: "what is left for the next purse to pay would be a part of another price",
      id: "sisa yang dibayar pagu berikutnya akan menjadi bagian dari harga yang lain"),
    fix: Bilingual(
      en: "leave out `may be split`, or give all payers one price",
      id: "hapus `boleh dibagi`, atau berikan satu harga untuk semua pembayar"))

  static let keptNotInRoster = DiagnosticTemplate(
    "P0829",
    message: Bilingual(
      en:
        "{count} signed {count:recipient|recipients} of {file} {count:is|are} not in `{roster}`: rows {rows}",
      id: "{count} penerima yang ditetapkan pada {file} tidak ada di `{roster}`: baris {rows}"),
    why: Bilingual(
      en: "a signed award stands, and nobody who holds one is left out in silence",
      id: "penetapan yang telah ditandatangani tetap berlaku, dan tidak seorang pun dihilangkan diam-diam"),
    fix: Bilingual(
      en: "put them back into the roster, or take their rows out of {file} by a decision",
      id: "kembalikan ke daftar, atau keluarkan barisnya dari {file} dengan keputusan"))

  static let keptFromOtherSource = DiagnosticTemplate(
    "P0830",
    message: Bilingual(
      en:
        "{count} signed {count:award|awards} of {file} {count:names|name} the source ‘{source}’, from which this allocation does not pay",
      id: "{count} penetapan pada {file} menyebut sumber ‘{source}’, yang tidak membayar alokasi ini"),
    fix: Bilingual(
      en: "name the source after `from`, or mend the file",
      id: "sebut sumbernya pada `dari`, atau perbaiki berkasnya"
    ))

  static let keptWithoutPurse = DiagnosticTemplate(
    "P0831",
    message: Bilingual(
      en: "{count} signed {count:award has|awards have} no purse that pays {count:it|them} any more: {who}",
      id: "{count} penetapan tidak lagi mempunyai pagu yang membayarnya: {who}"),
    fix: Bilingual(
      en: "mend the reference that names whose share pays them",
      id: "perbaiki rujukan yang menyebut jatah milik siapa yang membayarnya"))

  static let restrictedShort = DiagnosticTemplate(
    "P0832",
    message: Bilingual(
      en: "{short} of what {who} are due would have to come from money that may not be spent on them",
      id: "{short} dari hak {who} harus diambil dari dana yang tidak boleh dipakai untuk mereka"),
    why: Bilingual(
      en: "{purses} are divided together, and a restriction holds for each rupiah",
      id: "{purses} dibagi bersama, dan batasan penggunaan berlaku untuk setiap rupiah"),
    fix: Bilingual(
      en: "divide each purse by an allocation of its own, or raise what may be spent on them by {short}",
      id: "bagi setiap pagu dengan alokasi tersendiri, atau tambah dana yang boleh dipakai sebesar {short}"))

  static let floorWithoutPurse = DiagnosticTemplate(
    "P0833",
    message: Bilingual(
      en:
        "`at least` promises {total} to {count} {count:recipient|recipients} on whom no purse may be spent: {who}",
      id:
        "`paling sedikit` menjanjikan {total} kepada {count} penerima yang tidak boleh dibayar pagu mana pun: {who}"
    ),
    fix: Bilingual(
      en: "leave them out of `to`, or name a purse that may be spent on them",
      id: "keluarkan mereka dari `kepada`, atau sebut pagu yang boleh dipakai untuk mereka"))

  static let noChoice = DiagnosticTemplate(
    "P0834",
    message: Bilingual(
      en: "no choice that keeps all bounds {known}",
      id: "pilihan yang memenuhi semua batas {known}"),
    why: Bilingual(en: "{reason}", id: "{reason}"),
    fix: Bilingual(
      en: "lower an `at least`, raise an `at most`, or raise the budget",
      id: "turunkan `paling sedikit`, naikkan `paling banyak`, atau naikkan pagu"))

  static let tooManyPursesToSplit = DiagnosticTemplate(
    "P0835",
    message: Bilingual(
      en: "prices may be split over at most {most} purses where the best choice is looked for",
      id: "harga hanya boleh dibagi atas paling banyak {most} pagu bila dicari pilihan terbaik"),
    fix: Bilingual(
      en: "leave out `may be split`, or pay `in order of` a key",
      id: "hapus `boleh dibagi`, atau bayar `urut menurut` suatu kunci"))

  static let leastAmountsUnmet = DiagnosticTemplate(
    "P0891",
    message: Bilingual(
      en:
        "the money that may be spent on them does not reach the least of {count} {count:recipient|recipients} ({who}): "
        + "{short} is missing",
      id: "uang yang boleh dipakai tidak mencapai batas bawah {count} penerima ({who}): kurang {short}"),
    fix: Bilingual(
      en: "lower `at least`, or raise by {short} a budget that may be spent on them",
      id: "turunkan `paling sedikit`, atau naikkan sebesar {short} pagu yang boleh dipakai untuk mereka"))

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
      id: "tambahkan kunci pada `bila seri menurut`, atau tuliskan `lalu juara bersama`"))
}

extension MoneyDiagnostics {

  static let keptUnbalanced = DiagnosticTemplate(
    "P0873",
    message: Bilingual(
      en: "what the sources pay is not the amount of the award, at {rows} of {file}",
      id: "yang dibayar sumber dana tidak sama dengan nilai penetapan, pada {rows} dari {file}"),
    why: Bilingual(
      en: "an award that several purses share says what each pays, to the rupiah",
      id: "penetapan yang dibayar beberapa pagu menyebut bagian masing-masing, sampai ke rupiah"),
    fix: Bilingual(
      en: "mend the line, or export the signed result again",
      id: "perbaiki barisnya, atau ekspor kembali hasilnya"))

  static let keptTwice = DiagnosticTemplate(
    "P0874",
    message: Bilingual(
      en: "the signed file awards somebody the same source twice, at {rows} of {file}",
      id: "berkas penetapan menyebut orang dan sumber dana yang sama dua kali, pada {rows} dari {file}"),
    why: Bilingual(
      en: "which of the two was signed can not be told, and both together may not have been",
      id: "tidak dapat dipastikan mana yang ditandatangani, dan keduanya belum tentu"),
    fix: Bilingual(en: "keep one line for each source", id: "sisakan satu baris untuk setiap sumber dana"))
}

extension Diagnostic {

  static func keptUnbalanced(_ lines: [Int], _ file: String, _ site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.keptUnbalanced, at: site, ["rows": .text(list(lines)), "file": .text(file)])
  }

  static func keptTwice(_ lines: [Int], _ file: String, _ site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.keptTwice, at: site, ["rows": .text(list(lines)), "file": .text(file)])
  }

  private static func list(_ lines: [Int]) -> String {
    lines.prefix(5).map { "#\($0)" }.joined(separator: ", ") + (lines.count > 5 ? ", …" : "")
  }

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

  static func allocationMissing(rows: [Int], who: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.allocationMissing, at: site,
      ["count": .count(rows.count), "rows": numbers(of: rows), "who": .bilingual(who)])
  }

  /// The places of the first of `rows` in their file.
  private static func numbers(of rows: [Int]) -> DiagnosticArgument {
    .text(rows.prefix(3).map { "#\($0)" }.joined(separator: ", ") + (rows.count > 3 ? ", …" : ""))
  }

  static func orderLeavesTie(rows: [Int], who: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.orderLeavesTie, at: site,
      [
        "rows": numbers(of: rows),
        "who": .bilingual(who),
      ])
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

  static func placesUnmet(
    group: Bilingual?, least: Rational, filled: Rational, isMoney: Bool, candidates: Int,
    increase: (purse: String, by: Rational?, isLeast: Bool)?, others: Int, at site: Span
  ) -> Diagnostic {
    func amount(_ r: Rational) -> DiagnosticArgument {
      if isMoney { return rupiah(r) }
      return .bilingual(
        Bilingual(en: ValueWriter(.english).number(r).text, id: ValueWriter(.indonesian).number(r).text))
    }
    let wanting: Bilingual
    if let increase, let by = increase.by {
      let (en, id) = (ValueWriter(.english).money(by).text, ValueWriter(.indonesian).money(by).text)
      wanting =
        increase.isLeast
        ? Bilingual(
          en: "with \(en) more `\(increase.purse)` would reach all that is kept",
          id: "dengan tambahan \(id), `\(increase.purse)` mencapai semua yang disediakan")
        : Bilingual(
          en: "with \(en) more at most `\(increase.purse)` would reach all that is kept",
          id: "dengan tambahan paling banyak \(id), `\(increase.purse)` mencapai semua yang disediakan")
    } else if increase != nil {
      wanting = Bilingual(
        en: "more in one purse alone does not reach all that is kept",
        id: "tambahan pada satu pagu saja tidak mencapai semua yang disediakan")
    } else {
      wanting = Bilingual(
        en: "no amount of money finds more", id: "uang berapa pun tidak menambahnya")
    }
    let more =
      others == 0
      ? Bilingual(same: "")
      : Bilingual(en: ", and so do \(others) other groups", id: ", begitu pula \(others) kelompok lain")
    return Diagnostic(
      MoneyDiagnostics.placesUnmet, at: site,
      [
        "group": .bilingual(
          group ?? Bilingual(en: "the part of the purse", id: "bagian dari pagu")),
        "least": amount(least), "filled": amount(filled), "candidates": .count(candidates),
        "short": .bilingual(wanting), "others": .bilingual(more),
      ])
  }

  static func negativeWeights(count: Int, who: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.negativeWeights, at: site, ["count": .count(count), "who": .bilingual(who)])
  }

  static func weightsSumToZero(recipients: Int, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.weightsSumToZero, at: site, ["count": .count(recipients)])
  }

  static func capsBelowFloors(
    count: Int, who: Bilingual, floor: Rational?, cap: Rational?, short: Rational, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.capsBelowFloors, at: site,
      [
        "count": .count(count), "who": .bilingual(who), "floor": rupiah(floor ?? .zero),
        "cap": rupiah(cap ?? .zero), "short": rupiah(short),
      ])
  }

  static func floorsExceedAvailable(
    total: Rational, short: Rational, recipients: Int, who: Bilingual, purse: String, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.floorsExceedAvailable, at: site,
      [
        "count": .count(recipients), "who": .bilingual(who), "total": rupiah(total), "short": rupiah(short),
        "purse": .text(purse),
      ])
  }

  static func purseWithoutOwner(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.purseWithoutOwner, at: site, ["name": .text(name)])
  }

  static func definitionRing(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.definitionRing, at: site, ["name": .text(name)])
  }

  static func splitPriceByPayer(at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.splitPriceByPayer, at: site)
  }

  static func keptNotInRoster(_ rows: [Int], file: String, roster: String, at site: Span) -> Diagnostic {
    let shown = rows.prefix(5).map { "#\($0)" }.joined(separator: ", ") + (rows.count > 5 ? " …" : "")
    return Diagnostic(
      MoneyDiagnostics.keptNotInRoster, at: site,
      [
        "count": .count(rows.count), "file": .text(file), "roster": .text(roster), "rows": .text(shown),
      ])
  }

  static func keptFromOtherSource(_ source: String, count: Int, file: String, at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.keptFromOtherSource, at: site,
      ["source": .text(source), "count": .count(count), "file": .text(file)])
  }

  static func keptWithoutPurse(count: Int, who: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.keptWithoutPurse, at: site, ["count": .count(count), "who": .bilingual(who)])
  }

  static func restrictedShort(
    short: Rational, count: Int, who: Bilingual, purses: [String], at site: Span
  ) -> Diagnostic {
    let names = purses.prefix(4).map { "`\($0)`" }.joined(separator: ", ") + (purses.count > 4 ? " …" : "")
    return Diagnostic(
      MoneyDiagnostics.restrictedShort, at: site,
      ["short": rupiah(short), "who": .bilingual(who), "purses": .text(names)])
  }

  static func floorWithoutPurse(count: Int, who: Bilingual, total: Rational, at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.floorWithoutPurse, at: site,
      ["count": .count(count), "who": .bilingual(who), "total": rupiah(total)])
  }

  static func noChoice(
    isProven: Bool, remedy: (purse: String, by: Rational, isLeast: Bool, who: Bilingual)?, at site: Span
  ) -> Diagnostic {
    let known =
      isProven
      ? Bilingual(en: "exists", id: "tidak ada")
      : Bilingual(
        en: "was found; whether there is one is not known",
        id: "tidak ditemukan; belum diketahui ada tidaknya")
    let reason: Bilingual
    if let remedy {
      let en = ValueWriter(.english).money(remedy.by).text
      let id = ValueWriter(.indonesian).money(remedy.by).text
      let most = remedy.isLeast ? Bilingual(same: "") : Bilingual(en: " at most", id: " paling banyak")
      reason = Bilingual(
        en: "the choice that keeps them with least money of `\(remedy.purse)` (\(remedy.who.english)) needs"
          + "\(most.english) \(en) more than it has",
        id:
          "pilihan yang memenuhinya dengan dana `\(remedy.purse)` tersedikit (\(remedy.who.indonesian)) memerlukan"
          + "\(most.indonesian) \(id) lebih dari yang tersedia")
    } else if isProven {
      reason = Bilingual(
        en: "more in one budget alone does not leave one either: what is kept for groups and quotas meet",
        id:
          "tambahan pada satu pagu saja juga tidak memungkinkannya: yang disediakan bagi kelompok bertemu dengan kuota"
      )
    } else {
      reason = Bilingual(
        en: "budgets, quotas and what is kept for groups hold for every choice",
        id: "pagu, kuota, dan yang disediakan bagi kelompok berlaku untuk setiap pilihan")
    }
    return Diagnostic(
      MoneyDiagnostics.noChoice, at: site, ["known": .bilingual(known), "reason": .bilingual(reason)])
  }

  static func leastAmountsUnmet(count: Int, who: Bilingual, short: Rational, at site: Span) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.leastAmountsUnmet, at: site,
      ["count": .count(count), "who": .bilingual(who), "short": rupiah(short)])
  }

  static func tooManyPursesToSplit(most: Int, at site: Span) -> Diagnostic {
    Diagnostic(MoneyDiagnostics.tooManyPursesToSplit, at: site, ["most": .count(most)])
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
