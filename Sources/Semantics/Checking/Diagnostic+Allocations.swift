import Diagnostics
import Syntax

/// The messages of clauses that an allocation can not have.
public enum AllocationDiagnostics {

  /// All of them.
  public static let all: [DiagnosticTemplate] = [
    twoDivisions, partsNotWhole, boundOfPrice, clauseOfOtherMethod, leftoverToItself,
    leftoverToOwners, objectiveOfAmounts, unknownPayer,
  ]

  private static let recipients =
    ExamplePrograms.workers + "budget apbd = Rp1 miliar\nbudget csr = Rp5 juta\n"
  private static let places = ExamplePrograms.regencies + "budget apbd = Rp1 miliar\n"

  static let unknownPayer = DiagnosticTemplate(
    "P0872", .warning,
    message: Bilingual(
      en: "`source` is never `{name}`: the purses are {known}",
      id: "`sumber` tidak pernah `{name}`: sumber dana di sini {known}"),
    why: Bilingual(
      en: "`source` is the kind of the purse that pays, or its name where it has no kind",
      id: "`sumber` adalah jenis sumber dana yang membayar, atau namanya bila tidak berjenis"),
    fix: Bilingual(en: "write {suggestion}", id: "tulis {suggestion}"),
    example: recipients
      + "rule price for workers = Rp16.800\n  except when source is present and source is cssr then Rp10.000\n    because \"a discount\"\n  end\nend",
    repaired: recipients
      + "rule price for workers = Rp16.800\n  except when source is present and source is csr then Rp10.000\n    because \"a discount\"\n  end\nend"
  )

  static let twoDivisions = DiagnosticTemplate(
    "P0820",
    message: Bilingual(
      en: "the allocation says twice by what it is divided",
      id: "alokasi menyebut dua kali dasar pembagiannya"),
    fix: Bilingual(
      en: "keep one, or write `in parts 65% equally, 35% in proportion to …`",
      id: "pilih salah satu, atau tulis `dalam bagian 65% sama rata, 35% sebanding dengan …`"),
    example: places
      + "allocate shares\n  from apbd\n  to regencies\n  equally\n  in proportion to people\nend",
    repaired: places
      + "allocate shares\n  from apbd\n  to regencies\n  in parts 65% equally, 35% in proportion to people\nend"
  )

  static let partsNotWhole = DiagnosticTemplate(
    "P0821",
    message: Bilingual(
      en: "the parts total {total}, not 100%", id: "bagian-bagiannya berjumlah {total}, bukan 100%"),
    why: Bilingual(
      en: "the whole amount is divided, and nothing is divided twice",
      id: "seluruh jumlah dibagi, dan tidak ada yang dibagi dua kali"),
    fix: Bilingual(en: "let the parts total 100%", id: "jadikan jumlah bagiannya 100%"),
    example: places
      + "allocate shares\n  from apbd\n  to regencies\n  in parts 65% equally, 25% in proportion to people\nend",
    repaired: places
      + "allocate shares\n  from apbd\n  to regencies\n  in parts 65% equally, 35% in proportion to people\nend"
  )

  static let boundOfPrice = DiagnosticTemplate(
    "P0822",
    message: Bilingual(
      en: "`{bound}` bounds what is divided; here each recipient is paid a price",
      id: "`{bound}` membatasi yang dibagi; di sini setiap penerima dibayar menurut harganya"),
    why: Bilingual(
      en: "whoever is paid in order gets the whole price or nothing",
      id: "yang dibayar menurut urutan mendapat seluruh harganya atau tidak sama sekali"),
    fix: Bilingual(
      en: "bound the price: `pay … but {bound}`; or a group: `{bound} in each …`",
      id: "batasi harganya: `bayar … tetapi {bound}`; atau kelompoknya: `{bound} di setiap …`"),
    example: recipients
      + "allocate aid\n  from apbd\n  to workers\n  pay income * 1 month\n  at most Rp1 juta\n  in order of nik\nend",
    repaired: recipients
      + "allocate aid\n  from apbd\n  to workers\n  pay income * 1 month but at most Rp1 juta\n  in order of nik\nend"
  )

  static let clauseOfOtherMethod = DiagnosticTemplate(
    "P0823",
    message: Bilingual(
      en: "`{clause}` means nothing in an allocation that {method}",
      id: "`{clause}` tidak berarti dalam alokasi yang {method}"),
    why: Bilingual(
      en: "a clause that changed nothing would promise what is not done",
      id: "klausul yang tidak mengubah apa pun menjanjikan yang tidak dilakukan"),
    fix: Bilingual(en: "leave it out", id: "hapus klausul itu"),
    example: places
      + "allocate shares\n  from apbd\n  to regencies\n  equally\n  skip and go on\nend",
    repaired: places + "allocate shares\n  from apbd\n  to regencies\n  equally\nend")

  static let leftoverToItself = DiagnosticTemplate(
    "P0825",
    message: Bilingual(
      en: "`{allocation}` draws from `{name}`: what it leaves is there already",
      id: "`{allocation}` mengambil dari `{name}`: sisanya sudah berada di sana"),
    fix: Bilingual(
      en: "leave out `leftover to {name}`, or name another budget",
      id: "hapus `sisanya ke {name}`, atau sebut pagu lain"),
    example: places + "allocate shares\n  from apbd\n  to regencies\n  equally\n  leftover to apbd\nend",
    repaired: places + "allocate shares\n  from apbd\n  to regencies\n  equally\nend")

  static let leftoverToOwners = DiagnosticTemplate(
    "P0826",
    message: Bilingual(
      en: "`{name}` is many budgets, one an owner: it is not said whose gets what is left",
      id: "`{name}` adalah banyak pagu, satu per pemilik: belum dinyatakan milik siapa yang menerima sisanya"),
    fix: Bilingual(
      en: "name a single budget", id: "sebut satu pagu tunggal"),
    example: places
      + "budget own in each of regencies = Rp1 juta\nallocate shares\n  from apbd\n  to regencies\n  equally\n"
      + "  leftover to own\nend",
    repaired: places
      + "budget rest = Rp1 juta\nallocate shares\n  from apbd\n  to regencies\n  equally\n  leftover to rest\nend"
  )

  static let objectiveOfAmounts = DiagnosticTemplate(
    "P0890",
    message: Bilingual(
      en: "without a price it is the amounts that are looked for, and this is no sum of them",
      id: "tanpa harga, jumlah uanglah yang dicari, dan ini bukan total darinya"),
    fix: Bilingual(
      en: "write `sum of {name}.amount * …`, or say with `pay …` what a recipient costs",
      id: "tulis `total {name}.nilai * …`, atau sebut dengan `bayar …` berapa kebutuhan satu penerima"),
    example: places
      + "allocate shares\n  from apbd\n  to regencies\n  at most Rp100 juta\n  maximise sum of people\nend",
    repaired: places
      + "allocate shares\n  from apbd\n  to regencies\n  at most Rp100 juta\n"
      + "  maximise sum of people * shares.amount\nend")
}

/// How an allocation gives its money out, where a clause does not fit.
enum AllocationWay {
  case pays
  case divides
  case claims
  case optimises
  case givesAmounts

  /// How it completes "an allocation that …".
  var phrase: Bilingual {
    switch self {
    case .pays: Bilingual(en: "pays a price", id: "membayar menurut harga")
    case .divides: Bilingual(en: "divides an amount", id: "membagi suatu jumlah")
    case .claims: Bilingual(en: "settles claims", id: "melunasi tagihan")
    case .optimises:
      Bilingual(en: "looks for the best choice", id: "mencari pilihan terbaik")
    case .givesAmounts:
      Bilingual(en: "looks for the best amounts", id: "mencari jumlah uang terbaik")
    }
  }
}

extension Diagnostic {

  static func unknownPayer(_ name: Name, among known: [String], kind: String?) -> Diagnostic {
    var names: [String] = []
    for k in known where !names.contains(k) { names.append(k) }
    let near = kind ?? Suggestions.near(name.text, among: names).first ?? names.first ?? ""
    return Diagnostic(
      AllocationDiagnostics.unknownPayer, at: name.span,
      [
        "name": .text(name.text), "known": .text(names.prefix(6).map { "`\($0)`" }.joined(separator: ", ")),
        "suggestion": .text("`\(near)`"),
      ])
  }

  static func twoDivisions(at site: Span) -> Diagnostic {
    Diagnostic(AllocationDiagnostics.twoDivisions, at: site)
  }

  static func objectiveOfAmounts(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(AllocationDiagnostics.objectiveOfAmounts, at: site, ["name": .text(name)])
  }

  static func partsNotWhole(total: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(AllocationDiagnostics.partsNotWhole, at: site, ["total": .bilingual(total)])
  }

  static func boundOfPrice(_ bound: String, isLeast: Bool, at site: Span) -> Diagnostic {
    let words = Bilingual(
      en: (isLeast ? "at least " : "at most ") + bound,
      id: (isLeast ? "paling sedikit " : "paling banyak ") + bound)
    return Diagnostic(AllocationDiagnostics.boundOfPrice, at: site, ["bound": .bilingual(words)])
  }

  static func clauseOfOtherMethod(_ clause: String, _ way: AllocationWay, at site: Span) -> Diagnostic {
    Diagnostic(
      AllocationDiagnostics.clauseOfOtherMethod, at: site,
      ["clause": .text(clause), "method": .bilingual(way.phrase)])
  }

  static func leftoverToItself(_ allocation: String, _ name: Name) -> Diagnostic {
    Diagnostic(
      AllocationDiagnostics.leftoverToItself, at: name.span,
      ["allocation": .text(allocation), "name": .text(name.text)])
  }

  static func leftoverToOwners(_ name: Name) -> Diagnostic {
    Diagnostic(AllocationDiagnostics.leftoverToOwners, at: name.span, ["name": .text(name.text)])
  }

}
