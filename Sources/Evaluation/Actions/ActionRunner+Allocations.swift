import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

/// What is said of an allocation beside its ledger and its cut-off.
extension ActionRunner {

  /// The most of those who are no longer eligible, or who follow, that a table lists.
  private static let mostListed = 10

  // MARK: Purses

  /// Returns what needs to be said of a purse: why something is left, and where it came from.
  func remark(on purse: AllocationPurse, of result: AllocationResult) -> Bilingual? {
    var parts: [Bilingual] = []
    if purse.received.signum > 0 {
      parts.append(
        Bilingual(
          en: "\(ValueWriter(.english).money(purse.received).text) left over by others",
          id: "\(ValueWriter(.indonesian).money(purse.received).text) sisa dari yang lain"))
    }
    if !purse.isOpen {
      parts.append(
        Bilingual(en: "not valid when this is paid", id: "tidak berlaku pada saat pembayaran ini"))
    } else if !purse.isUsable && purse.available.signum > 0 {
      parts.append(
        result.candidates.isEmpty
          ? Bilingual(en: "nobody is eligible", id: "tidak ada yang layak")
          : Bilingual(en: "nobody may be paid from it", id: "tidak seorang pun boleh dibayar dengannya"))
    }
    if purse.unreached > 0 {
      let n = ValueSpelling(.english).count(purse.unreached)
      if let rank = purse.closedAtRank {
        let r = ValueSpelling(.english).count(rank)
        parts.append(
          Bilingual(
            en: "closed at place \(r); \(n) not reached", id: "tertutup di urutan \(r); \(n) tidak terjangkau"
          ))
      } else if purse.unreached <= result.notNeeded {
        parts.append(
          Bilingual(en: "\(n) not needed for the target", id: "\(n) tidak diperlukan untuk target"))
      } else {
        parts.append(Bilingual(en: "\(n) not reached", id: "\(n) tidak terjangkau"))
      }
    } else if let rank = purse.closedAtRank {
      parts.append(
        Bilingual(
          en: "closed at place \(ValueSpelling(.english).count(rank))",
          id: "tertutup di urutan \(ValueSpelling(.indonesian).count(rank))"))
    }
    if parts.isEmpty { return nil }
    return Bilingual(
      en: parts.map(\.english).joined(separator: "; "), id: parts.map(\.indonesian).joined(separator: "; "))
  }

  /// Says where what is left goes.
  func leftoverNote(_ result: AllocationResult, _ budget: DefinitionID) -> Phrase {
    Phrase(
      Bilingual(en: "Left {left} goes to {name}.", id: "Sisa {left} masuk ke {name}."),
      ["left": .number(result.left, .money), "name": .text(program[budget].name)])
  }

  // MARK: Awards that stand

  func keptNotes(_ kept: KeptAwards, _ result: AllocationResult) -> [Phrase] {
    let total = kept.awards.reduce(Rational.zero) { $0 + $1.amount }
    var notes = [
      Phrase(
        Bilingual(
          en:
            "Kept from the signed result: {n} {n:award|awards}, {total} in all; no longer eligible: {gone}.",
          id:
            "Tetap dari hasil yang ditandatangani: {n} penetapan, seluruhnya {total}; tidak lagi layak: {gone}."
        ),
        [
          "n": .number(Rational(kept.awards.count), .count), "total": .number(total, .money),
          "gone": .number(Rational(kept.noLongerEligible.count), .count),
        ])
    ]
    if !kept.withdrawn.isEmpty {
      notes.append(
        Phrase(
          Bilingual(
            en: "Withdrawn, as the program says: {n} {n:award|awards}.",
            id: "Ditarik, sesuai program: {n} penetapan."),
          ["n": .number(Rational(kept.withdrawn.count), .count)]))
    }
    return notes
  }

  /// Lists those paid though they are no longer eligible, and those who follow in rank order.
  func keptTables(
    _ id: DefinitionID, _ outcome: SelectOutcome, _ result: AllocationResult, _ source: AnswerSource
  ) throws -> [ResultTable] {
    guard let kept = result.kept else { return [] }
    let names = RowNames(source)
    let recipient = ResultTable.Column(
      heading: Bilingual(en: "Recipient", id: "Penerima"), key: "recipient", isNumeric: false)
    let amount = ResultTable.Column(
      heading: Bilingual(en: "Amount", id: "Nilai"), key: "amount", form: .paid, isNumeric: true)
    var tables: [ResultTable] = []
    func shortened(_ table: inout ResultTable, _ count: Int) {
      guard count > ActionRunner.mostListed else { return }
      table.notes.append(
        Phrase(
          Bilingual(en: "and {n} more", id: "dan {n} lainnya"),
          ["n": .number(Rational(count - ActionRunner.mostListed), .count)]))
    }
    if !kept.noLongerEligible.isEmpty {
      let rows = try kept.noLongerEligible.prefix(ActionRunner.mostListed).map { row in
        let paid = result.candidate(ofRow: row).map { result.amounts[$0] } ?? .zero
        return ResultTable.Row([try names.name(Int(row), of: result.roster), .number(paid, .money)])
      }
      var table = ResultTable(
        title: Phrase(
          Bilingual(
            en: "{name}: paid as signed, no longer eligible",
            id: "{name}: dibayar sesuai penetapan, tidak lagi layak"),
          ["name": .text(program[id].name)]), columns: [recipient, amount], rows: rows)
      shortened(&table, kept.noLongerEligible.count)
      tables.append(table)
    }
    let waiting = outcome.waiting()
    if !waiting.isEmpty {
      let rows = try waiting.prefix(ActionRunner.mostListed).map { i in
        ResultTable.Row([
          .number(Rational(Int64(result.ranks[i])), .count),
          try names.name(Int(result.candidates[i]), of: result.roster),
          .bilingual(result.reasons[i].text),
        ])
      }
      var table = ResultTable(
        title: Phrase(
          Bilingual(en: "{name}: who follows", id: "{name}: daftar tunggu"),
          ["name": .text(program[id].name)]),
        columns: [
          .init(heading: Bilingual(en: "Place", id: "Urutan"), key: "rank", isNumeric: true), recipient,
          .init(heading: Bilingual(en: "Reason", id: "Alasan"), key: "reason", isNumeric: false),
        ], rows: rows)
      shortened(&table, waiting.count)
      tables.append(table)
    }
    return tables
  }

  // MARK: The best choice

  /// Says what the sum is, and whether no choice is better.
  func optimumNotes(_ optimum: Optimum, _ allocation: CoreAllocation) -> [Phrase] {
    let maximise: Bool
    let type: UnitOfMeasure
    switch allocation.method {
    case .optimise(_, let most, let objective, _):
      maximise = most
      type = if case .number(let unit) = objective.type { unit } else { .plain }
    case .giveAmounts(let most, let worth, _):
      maximise = most
      type = if case .number(.plain) = worth.type { .money } else { .plain }
    case .select, .divide: return []
    }
    var notes: [Phrase] = []
    let value = ResultValue.number(optimum.value, type)
    if optimum.isProven {
      notes.append(
        Phrase(
          maximise
            ? Bilingual(
              en: "The sum is {value}: proven optimal, no choice has more.",
              id: "Jumlahnya {value}: terbukti optimal, tidak ada pilihan yang lebih besar.")
            : Bilingual(
              en: "The sum is {value}: proven optimal, no choice has less.",
              id: "Jumlahnya {value}: terbukti optimal, tidak ada pilihan yang lebih kecil."),
          ["value": value]))
    } else {
      notes.append(
        Phrase(
          Bilingual(
            en: "The sum is {value}; no choice is beyond {bound}: not proven optimal, at most {gap} away.",
            id:
              "Jumlahnya {value}; tidak ada pilihan melampaui {bound}: belum terbukti optimal, selisih paling banyak {gap}."
          ),
          [
            "value": value, "bound": .number(optimum.bound, type), "gap": .number(optimum.gap, type),
          ]))
    }
    switch optimum.proof {
    case .order:
      notes.append(
        Phrase(
          Bilingual(
            en:
              "All cost the same, so paying the greatest values in order is the best choice; nothing was searched.",
            id:
              "Semua berharga sama, maka membayar nilai terbesar menurut urutan sudah terbaik; tidak perlu pencarian."
          )))
    case .bound: break
    case .limit:
      notes.append(
        Phrase(
          Bilingual(
            en: "The search stopped after {n} nodes.", id: "Pencarian berhenti setelah {n} simpul."),
          ["n": .number(Rational(optimum.nodes), .count)]))
    }
    return notes
  }

  /// Returns who gets how much from which purse.
  func amountsTable(
    _ id: DefinitionID, _ outcome: AmountsOutcome, _ result: AllocationResult, _ source: AnswerSource
  ) throws -> ResultTable {
    let names = RowNames(source)
    let ranks = try names.keyRanks(of: result.roster)
    func rank(_ p: AmountsOutcome.Payment) -> Int { Int(ranks[Int(result.candidates[p.candidate])]) }
    let payments = outcome.payments.sorted { a, b in
      rank(a) != rank(b) ? rank(a) < rank(b) : a.purse < b.purse
    }
    var rows = try payments.map { p in
      ResultTable.Row([
        try names.name(Int(result.candidates[p.candidate]), of: result.roster),
        try name(of: result.purses[p.purse], names), .number(p.amount, .money),
      ])
    }
    rows.append(
      ResultTable.Row([.totalLabel, .text(""), .number(result.allocated, .money)], kind: .total))
    var table = ResultTable(
      title: Phrase(
        Bilingual(en: "{name}: who gets how much", id: "{name}: siapa mendapat berapa"),
        ["name": .text(program[id].name)]),
      columns: [
        .init(heading: Bilingual(en: "Recipient", id: "Penerima"), key: "recipient", isNumeric: false),
        .init(heading: Bilingual(en: "Source", id: "Sumber"), key: "source", isNumeric: false),
        .init(heading: Bilingual(en: "Amount", id: "Nilai"), key: "amount", form: .paid, isNumeric: true),
      ], rows: rows)
    table.isNumbered = payments.count > 1
    return table
  }

  // MARK: Divisions

  /// Returns of a division what everybody gets and what decided it.
  func shareTable(
    _ id: DefinitionID, _ allocation: CoreAllocation, _ outcome: PooledOutcome, _ result: AllocationResult,
    _ source: AnswerSource
  ) throws -> ResultTable {
    let names = RowNames(source)
    let ranks = try names.keyRanks(of: result.roster)
    let order = result.candidates.indices.sorted {
      ranks[Int(result.candidates[$0])] < ranks[Int(result.candidates[$1])]
    }
    var isClaims = false
    if case .divide(.claims, _, _) = allocation.method { isClaims = true }
    var columns: [ResultTable.Column] = [
      .init(heading: Bilingual(en: "Recipient", id: "Penerima"), key: "recipient", isNumeric: false),
      isClaims
        ? .init(heading: Bilingual(en: "Claim", id: "Tagihan"), key: "claim", isNumeric: true)
        : .init(heading: Bilingual(en: "Weight", id: "Bobot"), key: "weight", isNumeric: true),
      .init(heading: Bilingual(en: "Exact part", id: "Bagian tepat"), key: "quota", isNumeric: true),
      .init(heading: Bilingual(en: "Amount", id: "Nilai"), key: "amount", form: .paid, isNumeric: true),
      .init(heading: Bilingual(en: "Decided by", id: "Ditentukan oleh"), key: "decided_by", isNumeric: false),
    ]
    // Where single rupiah, or seats, are divided, the part of one that is rounded is what matters.
    let isFine = result.candidates.indices.allSatisfy { result.amounts[$0] < 10_000 }
    columns[2].form = DisplayForm(forReaders: isFine ? 3 : 0)
    var weights = Rational.zero
    func line(_ i: Int) throws -> ResultTable.Row {
      let name = try names.name(Int(result.candidates[i]), of: result.roster)
      let at = Int(outcome.placeInPart[i])
      guard outcome.partOf[i] >= 0 else {
        return ResultTable.Row([
          name, .notApplicable, .notApplicable, .number(result.amounts[i], .money),
          .bilingual(result.reasons[i].text),
        ])
      }
      let weight: Rational
      let quota: Rational
      let why: Bilingual
      switch outcome.parts[Int(outcome.partOf[i])] {
      case .weights(let o):
        let share = o.share(of: at)
        (weight, quota, why) = (share.weight, share.quota, share.decidedBy)
      case .claims(let o):
        (weight, quota) = (o.problem.claims[at], o.exact[at])
        why =
          o.awards[at] > o.exact[at]
          ? Bilingual(en: "the rule, rounded up by remainder", id: "aturan, dibulatkan ke atas menurut sisa")
          : Bilingual(en: "the rule", id: "aturan")
      }
      weights = weights + weight
      return ResultTable.Row([
        name, .number(weight, isClaims ? .money : .count), .number(quota, .money),
        .number(result.amounts[i], .money), .bilingual(why),
      ])
    }
    var rows = try order.map { try line($0) }
    rows.append(
      ResultTable.Row(
        [
          .totalLabel, .number(weights, isClaims ? .money : .count), .notApplicable,
          .number(result.allocated, .money), .text(""),
        ], kind: .total))
    var table = ResultTable(
      title: Phrase(
        Bilingual(en: "{name}: who gets how much", id: "{name}: siapa mendapat berapa"),
        ["name": .text(program[id].name)]), columns: columns, rows: rows)
    table.isNumbered = order.count > 1
    source.model.divided.noteShown(id)
    table.notes = boundNotes(outcome)
    for part in outcome.parts.indices.prefix(ActionRunner.mostListed) {
      table.notes += try notes(on: part, of: outcome, result, names)
    }
    return table
  }

  private func boundNotes(_ outcome: PooledOutcome) -> [Phrase] {
    var floors = 0
    var caps = 0
    for part in outcome.parts {
      guard case .weights(let o) = part else { continue }
      for i in o.amounts.indices {
        let share = o.share(of: i)
        if share.weight.signum == 0 { continue }
        switch share.bound {
        case .floor: floors += 1
        case .cap: caps += 1
        case .none: break
        }
      }
    }
    let text: Bilingual
    switch (floors > 0, caps > 0) {
    case (false, false): return []
    case (true, false):
      text = Bilingual(
        en: "The floor decides for {floors}; the others divide what it leaves.",
        id: "Batas bawah menentukan {floors}; yang lain membagi sisanya.")
    case (false, true):
      text = Bilingual(
        en: "The cap decides for {caps}; the others divide what it leaves.",
        id: "Batas atas menentukan {caps}; yang lain membagi sisanya.")
    case (true, true):
      text = Bilingual(
        en: "The floor decides for {floors}, the cap for {caps}; the others divide what these leave.",
        id: "Batas bawah menentukan {floors}, batas atas {caps}; yang lain membagi sisanya.")
    }
    return [
      Phrase(
        text, ["floors": .number(Rational(floors), .count), "caps": .number(Rational(caps), .count)])
    ]
  }

  /// Returns what a division needs to say: ties, and paradoxes that these data exhibit.
  private func notes(
    on part: Int, of outcome: PooledOutcome, _ result: AllocationResult, _ names: RowNames
  ) throws -> [Phrase] {
    let recipients = outcome.recipients(of: part)
    func named(_ positions: [Int]) throws -> ResultValue {
      let all = try positions.map {
        try ValueSpelling(.english)(names.name(Int(result.candidates[recipients[$0]]), of: result.roster))
      }
      return .text(all.joined(separator: ", "))
    }
    var notes: [Phrase] = []
    if let tie = outcome.parts[part].tie {
      notes.append(
        Phrase(
          Bilingual(
            en: "Equal claims were decided by the order of ties: {gained} before {lost}.",
            id: "Hak yang sama ditentukan oleh urutan seri: {gained} sebelum {lost}."),
          ["gained": try named(tie.gained), "lost": try named(tie.lost)]))
    }
    guard case .weights(let o) = outcome.parts[part], o.amounts.count <= ActionRunner.mostLookedThrough else {
      return notes
    }
    if let divisor = o.divisor() {
      let values: [String: ResultValue] = ["method": .text(o.problem.method.properName)]
      switch divisor {
      case .weight(let weight):
        notes.append(
          Phrase(
            Bilingual(
              en: "Divisor: {weight} of weight for each multiple, rounded by {method}.",
              id: "Pembagi: bobot {weight} untuk tiap kelipatan, dibulatkan menurut {method}."),
            values.merging(["weight": .number(weight, .plain)]) { _, new in new }))
      case .root: break
      }
    }
    if let p = o.houseParadox() {
      notes.append(
        Phrase(
          Bilingual(
            en:
              "Paradox: of {larger} {who} would get less than of {smaller}; a divisor method such as Webster has none.",
            id:
              "Paradoks: dari {larger} {who} mendapat lebih sedikit daripada dari {smaller}; metode pembagi seperti Webster tidak mengalaminya."
          ),
          [
            "larger": .number(p.larger, .money), "smaller": .number(p.smaller, .money),
            "who": try named(p.losers),
          ]))
    }
    if let p = o.populationParadox() {
      notes.append(
        Phrase(
          Bilingual(
            en:
              "Paradox: with the weights {g} {gw}, {s} {sw} and {t} {tw}, {g} would get less though it grows and {s} more though it shrinks.",
            id:
              "Paradoks: dengan bobot {g} {gw}, {s} {sw} dan {t} {tw}, {g} mendapat lebih sedikit meskipun naik dan {s} lebih banyak meskipun turun."
          ),
          [
            "g": try named([p.grower]), "gw": .number(p.grownTo, .plain), "s": try named([p.shrinker]),
            "sw": .number(p.shrunkTo, .plain), "t": try named([p.third]), "tw": .number(p.thirdTo, .plain),
          ]))
    }
    let violations = o.quotaViolations()
    if !violations.isEmpty {
      notes.append(
        Phrase(
          Bilingual(
            en: "Quota: {who} is a multiple or more away from the exact part, which this method allows.",
            id:
              "Kuota: {who} berselisih satu kelipatan atau lebih dari bagian tepat, yang dibolehkan metode ini."
          ),
          ["who": try named(violations)]))
    }
    return notes
  }

  /// Divisions over more recipients are not searched for paradoxes.
  static let mostLookedThrough = 2_000
}

extension DivideShare {

  /// What decided the amount.
  var decidedBy: Bilingual {
    if weight.signum == 0 {
      return amount.signum == 0
        ? Bilingual(en: "weight 0", id: "bobot 0")
        : Bilingual(en: "weight 0: the floor", id: "bobot 0: batas paling sedikit")
    }
    switch bound {
    case .floor: return Bilingual(en: "floor", id: "batas paling sedikit")
    case .cap: return Bilingual(en: "cap", id: "batas paling banyak")
    case .none:
      if gainedByRemainder, let remainderPlace {
        return Bilingual(
          en: "remainder, place \(remainderPlace) of \(remainderGiven)",
          id: "sisa pecahan, urutan \(remainderPlace) dari \(remainderGiven)")
      }
      return Bilingual(en: "proportion", id: "perbandingan")
    }
  }
}
