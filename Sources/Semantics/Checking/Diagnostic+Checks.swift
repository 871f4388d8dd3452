import Diagnostics
import Rosters
import Syntax

/// A clause that a declaration can not do without, and why.
enum NeededClause {
  case population
  case deadline
  case level
  case condition
  case score
  case from
  case to
  case step
  case goal
  case pay
  case order
  case method
  case oneRowPer
  case prefer

  fileprivate var phrase: Bilingual {
    switch self {
    case .population: Bilingual(en: "`of POPULATION`", id: "`sasaran POPULASI`")
    case .deadline: Bilingual(en: "`by DATE`", id: "`paling lambat TANGGAL`")
    case .level, .condition: Bilingual(en: "`reach 95% CONDITION`", id: "`capai 95% SYARAT`")
    case .score: Bilingual(en: "`score 60% …, 40% …`", id: "`nilai 60% …, 40% …`")
    case .from: Bilingual(en: "`from …`", id: "`dari …`")
    case .to: Bilingual(en: "`to …`", id: "`kepada …` / `sampai …`")
    case .step: Bilingual(en: "`in steps of …`", id: "`dalam langkah …`")
    case .goal: Bilingual(en: "`so that …`", id: "`agar …`")
    case .pay: Bilingual(en: "`pay …`", id: "`bayar …`")
    case .order: Bilingual(en: "`in order of …`", id: "`urut menurut …`")
    case .method:
      Bilingual(
        en: "`pay … in order of …`, `in proportion to …` or `equally`",
        id: "`bayar … urut menurut …`, `sebanding dengan …`, atau `sama rata`")
    case .oneRowPer: Bilingual(en: "`one row per FIELD`", id: "`satu baris per KOLOM`")
    case .prefer: Bilingual(en: "`prefer ROSTER, then ROSTER`", id: "`utamakan DAFTAR, lalu DAFTAR`")
    }
  }

  fileprivate var reason: Bilingual {
    switch self {
    case .population:
      Bilingual(en: "a percentage has a denominator", id: "persentase mempunyai penyebut")
    case .deadline:
      Bilingual(en: "a target without a date can not be missed", id: "target tanpa tanggal tidak dapat luput")
    case .level, .condition:
      Bilingual(
        en: "nothing else says what is to be reached",
        id: "tidak ada yang lain menyebut apa yang harus dicapai")
    case .score:
      Bilingual(en: "nothing else says what counts", id: "tidak ada yang lain menyebut apa yang dinilai")
    case .from: Bilingual(en: "it must be said where it begins", id: "harus disebut dari mana mulainya")
    case .to: Bilingual(en: "it must be said where it ends", id: "harus disebut sampai ke mana")
    case .step:
      Bilingual(
        en: "the answer is the least step that succeeds",
        id: "jawabannya adalah langkah terkecil yang berhasil")
    case .goal:
      Bilingual(en: "nothing else says when it succeeds", id: "tidak ada yang lain menyebut kapan berhasil")
    case .pay:
      Bilingual(en: "it must be said what each gets", id: "harus disebut berapa yang diterima masing-masing")
    case .order:
      Bilingual(
        en: "when money runs out, the order decides who gets it",
        id: "bila uang habis, urutan menentukan penerimanya")
    case .method:
      Bilingual(
        en: "it must be said how the money is given out", id: "harus disebut bagaimana uang dibagikan")
    case .oneRowPer:
      Bilingual(
        en: "rows of several rosters may be of one person",
        id: "baris dari beberapa daftar dapat milik satu orang")
    case .prefer:
      Bilingual(
        en: "of several rows of one person, one must win by a stated rule",
        id: "dari beberapa baris satu orang, pemenangnya ditentukan aturan yang tertulis")
    }
  }
}

/// What lacks a clause.
enum Clausal {
  case target
  case allocation
  case ranking
  case find
  case combined

  fileprivate var phrase: Bilingual {
    switch self {
    case .target: Bilingual(en: "a target", id: "target")
    case .allocation: Bilingual(en: "an allocation", id: "alokasi")
    case .ranking: Bilingual(en: "a ranking", id: "peringkat")
    case .find: Bilingual(en: "a search", id: "pencarian")
    case .combined: Bilingual(en: "a combined roster", id: "daftar gabungan")
    }
  }
}

extension Diagnostic {

  /// Names at most a dozen of a ring's members: a ring of thousands can not be read.
  static func cycle(_ ring: [String], at site: Span, sites: [(String, Span)]) -> Diagnostic {
    let shown = ring.count <= 12 ? ring : Array(ring.prefix(6)) + ["… (\(ring.count))"] + ring.suffix(3)
    let text = (shown + ring.prefix(1)).joined(separator: " → ")
    return Diagnostic(
      CheckDiagnostics.cycle, at: site, ["ring": .text(text)],
      notes: sites.prefix(8).map { name, span in
        Note(Bilingual(en: "`\(name)` is part of it", id: "`\(name)` termasuk di dalamnya"), at: span)
      })
  }

  static func casesIncomplete(
    _ name: String, example: Bilingual, related: (String, String)?, at site: Span, last: Span
  ) -> Diagnostic {
    var notes = [
      Note(Bilingual(en: "after this line nothing follows", id: "sesudah baris ini tidak ada lagi"), at: last)
    ]
    if let (a, b) = related { notes.append(dependent(a, b)) }
    return Diagnostic(
      CheckDiagnostics.casesIncomplete, at: site, ["name": .text(name), "example": .bilingual(example)],
      notes: notes)
  }

  static func casesNotProven(_ name: String, at site: Span, last: Span) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.casesNotProven, at: site, ["name": .text(name)],
      notes: [
        Note(
          Bilingual(en: "after this line nothing follows", id: "sesudah baris ini tidak ada lagi"), at: last)
      ])
  }

  static func clauseNeeded(_ what: Clausal, _ clause: NeededClause, at site: Span) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.clauseNeeded, at: site,
      [
        "what": .bilingual(what.phrase), "clause": .bilingual(clause.phrase),
        "why": .bilingual(clause.reason),
      ])
  }

  static func clauseRepeated(_ clause: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.clauseRepeated, at: site, ["clause": .bilingual(clause)])
  }

  static func rateTimesMonths(_ rate: String, _ date: CalendarDate, line: Span, at site: Span) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.rateTimesMonths, at: site, ["rate": .text(rate), "date": .text(date.iso)],
      notes: [Note(Bilingual(en: "it changes here", id: "berubah di sini"), at: line)])
  }

  static func neverMissing(_ value: String, at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.neverMissing, at: site, ["value": .text(value)])
  }

  static func payAndDivide(pay: Span, at site: Span) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.payAndDivide, at: site,
      notes: [Note(Bilingual(en: "here it pays", id: "di sini alokasi membayar"), at: pay)])
  }

  /// Whether it says that an order which decides money does not end in a key.
  public var isOrderWithoutKey: Bool { code == CheckDiagnostics.orderWithoutKey.code }

  static func orderWithoutKey(_ key: [String], roster: String, at site: Span) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.orderWithoutKey, at: site,
      ["key": .text(key.joined(separator: ", ")), "roster": .text(roster)],
      replacement: Replacement(site.atEnd, with: ", " + key.joined(separator: ", ")))
  }

  static func rosterWithoutKey(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.rosterWithoutKey, at: site, ["name": .text(name)])
  }

  static func splitNotWhole(_ name: Name, total: Bilingual) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.splitNotWhole, at: name.span, ["name": .text(name.text), "total": .bilingual(total)])
  }

  static func weightsNotWhole(_ name: Name, total: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.weightsNotWhole, at: site, ["name": .text(name.text), "total": .bilingual(total)])
  }

  static func periodsOverlap(_ name: String, from: CalendarDate?, _ first: Span, at site: Span) -> Diagnostic
  {
    let date: Bilingual = from.map { Bilingual(same: $0.iso) } ?? Bilingual(en: "all days", id: "semua hari")
    return Diagnostic(
      CheckDiagnostics.periodsOverlap, at: site, ["name": .text(name), "date": .bilingual(date)],
      notes: [Note(Bilingual(en: "the other line", id: "baris yang lain"), at: first)])
  }

  static func periodsGap(_ name: String, from: CalendarDate, to: CalendarDate, at site: Span) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.periodsGap, at: site,
      ["name": .text(name), "from": .text(from.iso), "to": .text(to.iso)])
  }

  static func parameterWithoutLines(_ name: Name) -> Diagnostic {
    Diagnostic(CheckDiagnostics.parameterWithoutLines, at: name.span, ["name": .text(name.text)])
  }

  static func tableGap(_ name: Name, example: Bilingual) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.tableGap, at: name.span, ["name": .text(name.text), "example": .bilingual(example)])
  }

  static func tableOverlap(
    _ name: Name, _ first: Int, _ second: Int, example: Bilingual, _ firstSite: Span, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.tableOverlap, at: site,
      [
        "name": .text(name.text), "first": .count(first), "second": .count(second),
        "example": .bilingual(example),
      ], notes: [Note(Bilingual(en: "the other row", id: "baris yang lain"), at: firstSite)])
  }

  static func resultCellNotAValue(at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.resultCellNotAValue, at: site)
  }

  static func aggregateWithoutPopulation(at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.aggregateWithoutPopulation, at: site)
  }

  static func rowsOnlyShown(at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.rowsOnlyShown, at: site)
  }

  static func cutOffWithoutAllocation(at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.cutOffWithoutAllocation, at: site)
  }

  static func clauseWithoutEffect(_ clause: String, _ what: Bilingual, allowed: [String], at site: Span)
    -> Diagnostic
  {
    let nothing = Bilingual(en: "nothing", id: "tidak ada")
    return Diagnostic(
      CheckDiagnostics.clauseWithoutEffect, at: site,
      [
        "clause": .text(clause), "what": .bilingual(what),
        "allowed": allowed.isEmpty ? .bilingual(nothing) : .list(allowed),
      ])
  }

  static func definitionInside(at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.definitionInside, at: site)
  }

  static func chartWithoutRows(at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.chartWithoutRows, at: site)
  }

  static func revealedNotExported(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.revealedNotExported, at: site, ["name": .text(name)])
  }

  static func findNotVariable(_ name: Name) -> Diagnostic {
    Diagnostic(CheckDiagnostics.findNotVariable, at: name.span, ["name": .text(name.text)])
  }

  static func changeNotPossible(_ name: Name) -> Diagnostic {
    Diagnostic(CheckDiagnostics.changeNotPossible, at: name.span, ["name": .text(name.text)])
  }

  static func objectiveOfOtherRows(at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.objectiveOfOtherRows, at: site)
  }

  static func purseNeedsOwner(_ name: Name, owners: String) -> Diagnostic {
    Diagnostic(
      CheckDiagnostics.purseNeedsOwner, at: name.span, ["name": .text(name.text), "owners": .text(owners)])
  }

  static func purseWithoutOwners(_ name: Name, at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.purseWithoutOwners, at: site, ["name": .text(name.text)])
  }

  static func quotaOfOtherPurse(_ name: Name) -> Diagnostic {
    Diagnostic(CheckDiagnostics.quotaOfOtherPurse, at: name.span, ["name": .text(name.text)])
  }

  static func targetWithoutCost(_ name: Name, target: String) -> Diagnostic {
    Diagnostic(CheckDiagnostics.targetWithoutCost, at: name.span, ["target": .text(target)])
  }

  static func errorOfNothing(at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.errorOfNothing, at: site)
  }

  static func testExpectsNothing(at site: Span) -> Diagnostic {
    Diagnostic(CheckDiagnostics.testExpectsNothing, at: site)
  }
}
