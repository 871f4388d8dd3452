import Diagnostics

/// What can be wrong with what a program asks for, beyond what its checks can see.
public enum ActionDiagnostics {

  /// All templates of this area.
  public static let all: [DiagnosticTemplate] = [
    groupedByRepeatedName, unknownFileFormat, twoFilesOfOneName, searchWithoutSteps, tooManySteps,
    interrupted, rosterUnreadable, noRowWithKey, targetCostsNothing, budgetOfNobody, badHistogramStep,
    unexpected, notPaidByMonth, noStepsFollow,
  ]

  static let notPaidByMonth = DiagnosticTemplate(
    "P0568",
    message: Bilingual(
      en: "`{name}` does not pay month by month", id: "`{name}` tidak membayar bulan demi bulan"),
    why: Bilingual(
      en: "only what is paid `in each month from … to …` belongs to months",
      id: "hanya yang dibayar `setiap bulan dari … sampai …` yang terbagi atas bulan"),
    fix: Bilingual(
      en: "write `pay X in each month from … to …`", id: "tuliskan `bayar X setiap bulan dari … sampai …`"))

  static let unknownFileFormat = DiagnosticTemplate(
    "P0941",
    message: Bilingual(
      en: "{path} does not end in a format that can be written here",
      id: "{path} tidak berakhiran format yang dapat ditulis di sini"),
    fix: Bilingual(en: "let the file's name end in {known}", id: "akhiri nama berkas dengan {known}"),
    example:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nexport workers to \"workers.docx\"",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nexport workers to \"workers.csv\""
  )

  static let twoFilesOfOneName = DiagnosticTemplate(
    "P0942",
    message: Bilingual(
      en: "two parts of this export would be written to {path}",
      id: "dua bagian ekspor ini akan ditulis ke {path}"),
    why: Bilingual(en: "the second would overwrite the first", id: "yang kedua akan menimpa yang pertama"),
    fix: Bilingual(
      en: "name the files by a key, such as a code, instead of a name",
      id: "namai berkas menurut kunci, misalnya kode, bukan nama"))

  static let searchWithoutSteps = DiagnosticTemplate(
    "P0850",
    message: Bilingual(
      en: "the search has no steps: it needs a first value not above the last, and a step above 0",
      id:
        "pencarian tidak punya langkah: perlu nilai awal yang tidak di atas nilai akhir, dan langkah di atas 0"
    ),
    fix: Bilingual(
      en: "write from the lower to the higher value, in steps of a positive amount",
      id: "tulis dari nilai rendah sampai nilai tinggi, dalam langkah yang positif"))

  static let noStepsFollow = DiagnosticTemplate(
    "P0861",
    message: Bilingual(
      en: "`{name}` has no value above 0 from which steps would follow",
      id: "`{name}` tidak bernilai di atas 0, maka langkahnya tidak dapat disimpulkan"),
    fix: Bilingual(
      en: "say which values to try: `from … to … in steps of …`",
      id: "sebut nilai yang dicoba: `dari … sampai … dalam langkah …`"),
    example: "let limit = 0\nfind least limit so that limit > 3",
    repaired: "let limit = 0\nfind least limit from 0 to 9 in steps of 1 so that limit > 3")

  static let tooManySteps = DiagnosticTemplate(
    "P0851",
    message: Bilingual(
      en: "the search has {n} steps; 100.000 are the most",
      id: "pencarian punya {n} langkah; paling banyak 100.000"),
    why: Bilingual(
      en: "each step allocates the whole budget anew", id: "setiap langkah mengalokasikan seluruh pagu lagi"),
    fix: Bilingual(
      en: "search in larger steps first, then in small ones around what is found",
      id: "cari dahulu dengan langkah besar, lalu dengan langkah kecil di sekitar hasilnya"))

  static let targetCostsNothing = DiagnosticTemplate(
    "P0857",
    message: Bilingual(
      en: "target {name} states no cost", id: "target {name} tidak menyebut biaya"),
    fix: Bilingual(
      en: "add `cost …` to the target: what one person costs",
      id: "tambahkan `biaya …` pada target: berapa biaya satu orang"))

  static let budgetOfNobody = DiagnosticTemplate(
    "P0858",
    message: Bilingual(
      en: "no allocation spends {name}, so nothing says what it must be enough for",
      id: "tidak ada alokasi yang memakai {name}, maka tidak ada yang menyebut untuk apa ia harus cukup"),
    fix: Bilingual(
      en: "add an `allocate … from {name} to … pay …`",
      id: "tambahkan `alokasikan … dari {name} kepada … bayar …`"))

  static let badHistogramStep = DiagnosticTemplate(
    "P0965",
    message: Bilingual(
      en: "the histogram would have more than 200 bars, or none",
      id: "histogram akan mempunyai lebih dari 200 batang, atau tidak satu pun"),
    fix: Bilingual(
      en: "write a larger step, above 0: `in steps of …`",
      id: "tulis langkah yang lebih besar, di atas 0: `dalam langkah …`"))

  static let interrupted = DiagnosticTemplate(
    "P0943",
    message: Bilingual(en: "stopped before this was answered", id: "dihentikan sebelum ini terjawab"),
    why: Bilingual(
      en: "Ctrl-C was typed, or the program that asked has gone",
      id: "Ctrl-C diketik, atau program yang bertanya sudah berhenti"),
    fix: Bilingual(
      en: "ask again; what was already computed is kept at the prompt",
      id: "tanyakan lagi; di baris tanya, yang sudah dihitung tetap disimpan")
  )

  static let rosterUnreadable = DiagnosticTemplate(
    "P0944",
    message: Bilingual(
      en: "the rows of {roster} could not be read: {reason}",
      id: "baris {roster} tidak dapat dibaca: {reason}"),
    fix: Bilingual(
      en: "check the file and the disk, then try again",
      id: "periksa berkas dan diskanya, lalu coba lagi"))

  static let noRowWithKey = DiagnosticTemplate(
    "P0945",
    message: Bilingual(
      en: "{roster} has no row with this key", id: "{roster} tidak punya baris dengan kunci ini"),
    why: Bilingual(
      en: "the row may have been set aside when the file was read",
      id: "baris itu mungkin disisihkan saat berkas dibaca"),
    fix: Bilingual(
      en: "see `show set aside from {roster}`, or ask by the row of the file: #41",
      id: "lihat `tampilkan yang disisihkan dari {roster}`, atau tanyakan menurut baris berkas: #41"),
    example:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule poor for workers = decile at most 4\nwhy poor for workers \"3599010101019999\"",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nrule poor for workers = decile at most 4\nwhy poor for workers \"3599010101010001\""
  )

  static let unexpected = DiagnosticTemplate(
    "P0949",
    message: Bilingual(
      en: "this could not be answered: {reason}", id: "ini tidak dapat dijawab: {reason}"),
    fix: Bilingual(
      en: "try again; if it stays so, report the program and this message",
      id: "coba lagi; bila tetap demikian, laporkan program dan pesan ini"))

  static let groupedByRepeatedName = DiagnosticTemplate(
    "P0940",
    message: Bilingual(
      en: "two different rows of {roster} are named {name}: {first} and {second}",
      id: "dua baris {roster} yang berbeda bernama {name}: {first} dan {second}"),
    why: Bilingual(
      en: "grouping by the name would put people of two places into one group",
      id: "mengelompokkan menurut nama akan mencampur orang dari dua tempat dalam satu kelompok"),
    fix: Bilingual(
      en:
        "group by {roster} itself, without the name: its rows are told apart by their key, and their names are shown",
      id:
        "kelompokkan menurut {roster} itu sendiri, tanpa nama: barisnya dibedakan oleh kunci, dan namanya ditampilkan"
    ))
}

extension Diagnostic {

  static func notPaidByMonth(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.notPaidByMonth, at: site, ["name": .text(name)])
  }

  static func badHistogramStep(at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.badHistogramStep, at: site)
  }

  /// Two rows of a roster that bear the name which is grouped by.
  static func groupedByRepeatedName(
    _ name: String, _ roster: String, _ first: String, _ second: String, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      ActionDiagnostics.groupedByRepeatedName, at: site,
      ["name": .text(name), "roster": .text(roster), "first": .text(first), "second": .text(second)])
  }

  /// A file whose suffix names no format.
  static func unknownFileFormat(_ path: String, known: [String], at site: Span) -> Diagnostic {
    Diagnostic(
      ActionDiagnostics.unknownFileFormat, at: site,
      ["path": .text(path), "known": .list(known.map { "." + $0 })])
  }

  /// Two parts of an export that would share a file.
  static func twoFilesOfOneName(_ path: String, at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.twoFilesOfOneName, at: site, ["path": .text(path)])
  }

  /// What no message foresees.
  static func unexpected(_ reason: String, at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.unexpected, at: site, ["reason": .text(reason)])
  }

  /// A search whose bounds or step leave nothing to try.
  static func searchWithoutSteps(at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.searchWithoutSteps, at: site)
  }

  /// A search that states no steps, of what is 0.
  static func noStepsFollow(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.noStepsFollow, at: site, ["name": .text(name)])
  }

  /// A search with more steps than any reader waits for.
  static func tooManySteps(_ n: Int64, at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.tooManySteps, at: site, ["n": .count(Int(n))])
  }

  /// A target whose gap is asked the price of, which it does not say.
  static func targetCostsNothing(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.targetCostsNothing, at: site, ["name": .text(name)])
  }

  /// A budget that nobody is paid from.
  static func budgetOfNobody(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.budgetOfNobody, at: site, ["name": .text(name)])
  }

  /// An evaluation that somebody stopped.
  static func interrupted(at site: Span) -> Diagnostic { Diagnostic(ActionDiagnostics.interrupted, at: site) }

  /// A roster whose rows could not be read.
  static func rosterUnreadable(_ roster: String, _ reason: String, at site: Span) -> Diagnostic {
    Diagnostic(
      ActionDiagnostics.rosterUnreadable, at: site, ["roster": .text(roster), "reason": .text(reason)])
  }

  /// A key that no row of a roster has.
  static func noRowWithKey(_ roster: String, at site: Span) -> Diagnostic {
    Diagnostic(ActionDiagnostics.noRowWithKey, at: site, ["roster": .text(roster)])
  }
}
