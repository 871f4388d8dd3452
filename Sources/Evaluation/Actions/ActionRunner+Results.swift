import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

extension ActionRunner {

  /// Recipients on either side of the line that an allocation's own tables show.
  private static let aroundCutOff = 3

  /// Shows every target, in the order of the program.
  func showTargets(_ source: AnswerSource, _ scenario: String?, into outcome: inout ActionOutcome) throws {
    for (i, definition) in program.definitions.enumerated() {
      guard case .target = definition.body else { continue }
      var table = try sheet(of: DefinitionID(i), source).table
      if let scenario { table.facts.insert(.scenario(scenario), at: 0) }
      outcome.blocks.append(.table(table))
    }
    if outcome.blocks.isEmpty {
      outcome.blocks.append(
        .sentence(
          Phrase(Bilingual(en: "The program has no targets.", id: "Program ini tidak memuat target."))))
    }
  }

  /// Shows a target, an allocation, a budget or a ranking by its own tables.
  func showResult(
    _ id: DefinitionID, _ layout: CoreQuery?, _ source: AnswerSource, _ scenario: String?,
    into outcome: inout ActionOutcome
  ) throws {
    var tables: [ResultTable]
    switch program[id].body {
    case .target: tables = [try sheet(of: id, source).table]
    case .allocation(let allocation):
      if let months = layout?.groups.first?.periods {
        let sheet = PaymentSheet(
          source: source, id: id, allocation: allocation, result: try result(of: id, source))
        tables = [try sheet.table(months)]
      } else {
        tables = try allocationTables(id, allocation, source)
      }
    case .budget(let budget): tables = [try budgetTable(id, budget, source)]
    case .ranking(let ranking): tables = [try rankingTable(id, ranking, source)]
    case .value, .parameter, .rule, .table, .function:
      let e = CoreExpression(.definition(id), type: program[id].type, origin: program[id].nameSpan)
      let column = CoreColumn(
        name: program[id].name, value: e, decimals: nil, magnitude: nil, isPrivate: program[id].isPrivate)
      outcome.blocks.append(.figure(try Figures(source).figure(column)))
      return
    }
    guard !tables.isEmpty else { return }
    if let layout {
      let answer = QueryAnswer(layout, source)
      if let title = layout.title { tables[0].title = try answer.phrase(title) }
      tables[tables.count - 1].notes += try layout.notes.map { try answer.phrase($0) }
    }
    if let scenario { tables[0].facts.insert(.scenario(scenario), at: 0) }
    outcome.blocks += tables.map { .table($0) }
  }

  // MARK: Allocations

  /// Returns what an allocation came to, or throws why the money could not be allocated.
  func result(of id: DefinitionID, _ source: AnswerSource) throws -> AllocationResult {
    let result = try source.model.allocation(id, frame: source.frame)
    if !result.isPossible { throw ActionStop(result.stops) }
    return result
  }

  /// Returns what became of the money of an allocation, purse by purse.
  func ledger(of id: DefinitionID, _ source: AnswerSource) throws -> LedgerSheet {
    let result = try result(of: id, source)
    let names = RowNames(source)
    let lines = try result.purses.map { purse in
      var line = LedgerSheet.Line(
        name: try name(of: purse, names), budgetName: program[purse.definition].name, budget: purse.amount,
        reserve: purse.reserve,
        before: purse.amount - purse.reserve - purse.available, allocated: purse.allocated,
        recipients: purse.funded, remark: nil)
      line.remark = remark(on: purse, of: result)
      return line
    }
    // Who is paid though no longer eligible is told apart.
    let others = result.kept?.noLongerEligible.count ?? 0
    return LedgerSheet(
      lines: lines, funded: result.fundedCount - others, eligible: result.candidates.count - others,
      notNeeded: result.notNeeded, noLongerEligible: others, causes: causes(result))
  }

  /// Returns why candidates got nothing, the most frequent reason first, where it is not the money alone.
  private func causes(_ result: AllocationResult) -> [(reason: AllocationReason, count: Int)] {
    var counts: [AllocationReason: Int] = [:]
    for (i, reason) in result.reasons.enumerated() where result.funded[i] == 0 {
      counts[reason, default: 0] += 1
    }
    let isByMoneyAlone = counts.keys.allSatisfy { reason in
      switch reason {
      case .purseClosed, .notEnoughLeft, .targetMet, .notChosen, .notEligible, .funded, .kept: true
      case .noPurse, .notValid, .quotaReached, .groupNotWhole, .noWeight, .belowMultiple, .nothingToDivide:
        false
      }
    }
    if isByMoneyAlone { return [] }
    return AllocationReason.allCases.compactMap { r in counts[r].map { (r, $0) } }.sorted { $0.1 > $1.1 }
  }

  /// Returns how a purse is named: by its budget, or by whose share it is.
  func name(of purse: AllocationPurse, _ names: RowNames) throws -> ResultValue {
    let budget = program[purse.definition].name
    guard let owner = purse.owner else { return .text(budget) }
    let name = try ValueSpelling(.english)(names.name(Int(owner.row), of: owner.roster))
    return .text("\(budget): \(name)")
  }

  private func allocationTables(_ id: DefinitionID, _ allocation: CoreAllocation, _ source: AnswerSource)
    throws
    -> [ResultTable]
  {
    let result = try result(of: id, source)
    var ledger = try ledger(of: id, source).table
    ledger.title = Phrase(
      Bilingual(en: "{name}: where the money goes", id: "{name}: ke mana uangnya"),
      ["name": .text(program[id].name)])
    ledger.facts =
      try source.dayFact + [.rowsUsed(program[result.roster].name, source.table(result.roster))]
    if let citation = program[id].citation { ledger.facts.append(.authority(citation)) }
    if let leftover = allocation.leftover { ledger.notes.append(leftoverNote(result, leftover)) }
    if let kept = result.kept { ledger.notes += keptNotes(kept, result) }
    switch result.outcome {
    case .select(let outcome):
      return try [ledger] + [cutOffTable(id, allocation, result, source)].compactMap { $0 }
        + keptTables(id, outcome, result, source)
    case .divide(let outcome): return try [ledger, shareTable(id, allocation, outcome, result, source)]
    case .optimise(let outcome):
      ledger.notes += optimumNotes(outcome.optimum, allocation)
      return try [ledger] + [chosenTable(id, allocation, outcome, result, source)].compactMap { $0 }
    case .amounts(let outcome):
      ledger.notes += optimumNotes(outcome.optimum, allocation)
      return try [ledger, amountsTable(id, outcome, result, source)]
    case .none: return [ledger]
    }
  }

  /// Returns the last who get something and the first who do not, with the order that tells them apart.
  private func cutOffTable(
    _ id: DefinitionID, _ allocation: CoreAllocation, _ result: AllocationResult, _ source: AnswerSource
  ) throws -> ResultTable? {
    guard case .select(let outcome) = result.outcome else { return nil }
    // Each purse that closed has a line of its own; that of the one which most people wait for is shown.
    let closed = result.purses.indices.filter { result.purses[$0].closedAtRank != nil }
    guard let purse = closed.max(by: { result.purses[$0].unreached < result.purses[$1].unreached }) else {
      return nil
    }
    let line = outcome.cutOff(of: result.purses.count > 1 ? purse : nil, count: ActionRunner.aroundCutOff)
    let above = line.paid
    let below = line.notPaid
    guard !above.isEmpty, !below.isEmpty else { return nil }
    let order: [CoreOrderKey]
    switch allocation.method {
    case .select(_, let keys): order = keys.filter { !isPrivate($0.value, in: result.roster) }
    case .divide(_, _, let ties), .optimise(_, _, _, let ties), .giveAmounts(_, _, let ties): order = ties
    }
    let shown = above + below
    let rows = shown.map { result.candidates[$0] }
    let cells = CellMaker(source)
    let keys = try order.map { try source.values(of: $0.value, over: result.roster, rows: rows) }
    var columns: [ResultTable.Column] = [
      .init(heading: Bilingual(en: "Place", id: "Urutan"), key: "rank", isNumeric: true),
      .init(heading: Bilingual(en: "Recipient", id: "Penerima"), key: "recipient", isNumeric: false),
    ]
    for key in order {
      let isNumeric = if case .number = key.value.type { true } else { false }
      columns.append(
        .init(
          heading: Bilingual(same: quoted(key.value.origin)), key: quoted(key.value.origin),
          isNumeric: isNumeric))
    }
    columns += [
      .init(heading: Bilingual(en: "Amount", id: "Nilai"), key: "amount", form: .paid, isNumeric: true),
      .init(heading: Bilingual(en: "Source", id: "Sumber"), key: "source", isNumeric: false),
      .init(heading: Bilingual(en: "Reason", id: "Alasan"), key: "reason", isNumeric: false),
    ]
    let shared = result.sharedAwards
    func row(_ i: Int) throws -> ResultTable.Row {
      let candidate = shown[i]
      var values: [ResultValue] = [
        .number(Rational(Int64(result.ranks[candidate])), .count),
        try cells.names.name(Int(rows[i]), of: result.roster),
      ]
      for (k, key) in order.enumerated() {
        values.append(
          try cells.value(keys[k][i], key.value.type, isPrivate: isPrivate(key.value, in: result.roster)))
      }
      let purse = result.purseOfCandidate[candidate]
      values += [
        .number(result.amounts[candidate], .money),
        try shared[candidate].map { .text(result.sourceText($0, program)) }
          ?? (purse < 0 ? .missing : name(of: result.purses[Int(purse)], cells.names)),
        .bilingual(result.reasons[candidate].text),
      ]
      return ResultTable.Row(values)
    }
    var lines = try above.indices.map { try row($0) }
    lines.append(ResultTable.Row([.bilingual(Bilingual(en: "cut-off", id: "garis potong"))], kind: .rule))
    lines += try below.indices.map { try row(above.count + $0) }
    var table = ResultTable(
      title: Phrase(
        Bilingual(
          en: "{name}: the last whom {purse} pays and the first whom it does not reach",
          id: "{name}: yang terakhir dibayar {purse} dan yang pertama tidak terjangkau"),
        ["name": .text(program[id].name), "purse": try name(of: result.purses[purse], cells.names)]),
      columns: columns, rows: lines)
    if let next = below.first,
      let more = outcome.leastIncreases(for: next).first(where: { $0.purse == purse })?.by
    {
      table.notes.append(
        Phrase(
          Bilingual(
            en: "With {more} more {purse} would pay place {place} too.",
            id: "Dengan tambahan {more}, {purse} juga membayar urutan {place}."),
          [
            "more": .number(more, .money), "purse": try name(of: result.purses[purse], cells.names),
            "place": .number(Rational(Int64(result.ranks[next])), .count),
          ]))
    }
    if let last = above.last, let less = cutOffMargin(outcome, result.purses[purse]) {
      table.notes.append(
        Phrase(
          Bilingual(
            en: "With {less} less {purse} would not pay place {place}.",
            id: "Bila berkurang {less}, {purse} tidak lagi membayar urutan {place}."),
          [
            "less": .number(less, .money), "purse": try name(of: result.purses[purse], cells.names),
            "place": .number(Rational(Int64(result.ranks[last])), .count),
          ]))
    }
    if closed.count > 1 {
      table.notes += [
        Phrase(
          Bilingual(
            en:
              "{n} {n:source has|sources have} closed, each at a place of its own; most people wait for this one.",
            id:
              "{n} sumber telah tertutup, masing-masing di urutannya sendiri; yang paling banyak ditunggu ialah ini."
          ),
          ["n": .number(Rational(closed.count), .count)])
      ]
    }
    return table
  }

  /// Returns the least that a purse can lose so that the last whom it pays is paid no more, in whole rupiah, where the
  /// money alone decides.
  private func cutOffMargin(_ outcome: SelectOutcome, _ purse: AllocationPurse) -> Rational? {
    let p = outcome.problem
    guard !p.skipAndGoOn, !p.mayBeSplit, p.quotas.isEmpty, p.floors.isEmpty, p.wholeGroupOfRow == nil,
      p.kept.isEmpty
    else { return nil }
    let less = purse.left.floor + .one
    return less <= purse.available ? less : nil
  }

  /// Returns whether the values of `e` may not be shown: a private field of `roster`, or what is made of one.
  func isPrivate(_ e: CoreExpression, in roster: RosterID) -> Bool {
    var isFound = false
    _ = e.substituting { part in
      if case .field(let i) = part.kind {
        if program[roster].schema.fields.indices.contains(i), program[roster].schema.fields[i].isPrivate {
          isFound = true
        }
        return part
      }
      // What is read of another roster's row or of many rows, and whether there is a value, is no private matter.
      if case .follow = part.kind { return part }
      if case .aggregate = part.kind { return part }
      if case .isPresent = part.kind { return part }
      if case .definition(let id) = part.kind, program[id].isPrivate { isFound = true }
      if case .call(let id, _) = part.kind, program[id].isPrivate { isFound = true }
      if case .table(let id, _) = part.kind, program[id].isPrivate { isFound = true }
      return nil
    }
    return isFound
  }

  // MARK: Budgets

  private func budgetTable(_ id: DefinitionID, _ budget: CoreBudget, _ source: AnswerSource) throws
    -> ResultTable
  {
    let result = try source.model.budget(id, frame: source.frame)
    if !result.faults.isEmpty { throw ActionStop(result.faults) }
    let names = RowNames(source)
    // What each allocation takes of it, by owner.
    var users: [(name: String, spent: [Int32: Rational])] = []
    for (i, definition) in program.definitions.enumerated() {
      guard case .allocation(let allocation) = definition.body,
        allocation.purses.contains(where: { $0.definition == id })
      else { continue }
      var spent: [Int32: Rational] = [:]
      for purse in try self.result(of: DefinitionID(i), source).purses where purse.definition == id {
        spent[purse.owner?.row ?? 0, default: .zero] =
          spent[purse.owner?.row ?? 0, default: .zero] + source.model.drawn(purse, by: DefinitionID(i))
      }
      users.append((definition.name, spent))
    }
    for (i, definition) in program.definitions.enumerated() {
      guard case .budget(let pot) = definition.body, pot.splitFrom == id else { continue }
      let part = try source.model.budget(DefinitionID(i), frame: source.frame)
      if !part.faults.isEmpty { throw ActionStop(part.faults) }
      users.append((definition.name, [0: part.total]))
    }
    var columns: [ResultTable.Column] = [
      .init(
        heading: budget.owners.map { Bilingual(same: program[$0].name) }
          ?? Bilingual(en: "Budget", id: "Pagu"),
        key: "budget", isNumeric: false),
      .init(heading: Bilingual(en: "Amount", id: "Nilai"), key: "amount", form: .paid, isNumeric: true),
      .init(heading: Bilingual(en: "Reserve", id: "Cadangan"), key: "reserve", form: .paid, isNumeric: true),
    ]
    columns += users.map { .init(heading: Bilingual(same: $0.name), key: $0.name, isNumeric: true) }
    columns.append(
      .init(heading: Bilingual(en: "Left", id: "Sisa"), key: "left", form: .paid, isNumeric: true))
    func line(
      _ name: ResultValue, _ amount: Rational, _ reserve: Rational, _ spent: [Rational],
      _ kind: ResultTable.RowKind
    )
      -> ResultTable.Row
    {
      let left = spent.reduce(amount - reserve) { $0 - $1 }
      return ResultTable.Row(
        [name, .number(amount, .money), .number(reserve, .money)] + spent.map { .number($0, .money) }
          + [.number(left, .money)], kind: kind)
    }
    var rows: [ResultTable.Row] = []
    if let owners = budget.owners {
      let ranks = try names.keyRanks(of: owners)
      for i in result.amounts.indices.sorted(by: { ranks[$0] < ranks[$1] }) {
        rows.append(
          line(
            try names.name(i, of: owners), result.amounts[i], result.reserves[i],
            users.map { $0.spent[Int32(i)] ?? .zero }, .plain))
      }
      rows.append(
        line(
          .totalLabel, result.total, result.reserves.reduce(.zero, +),
          users.map { $0.spent.values.reduce(.zero, +) }, .total))
    } else if let amount = result.amounts.first, let reserve = result.reserves.first {
      let received = try source.model.received(id, source.frame)
      if !received.faults.isEmpty { throw ActionStop(received.faults) }
      rows = [
        line(
          .text(program[id].name), amount + received.amount, reserve, users.map { $0.spent[0] ?? .zero },
          .plain)
      ]
    }
    var table = ResultTable(columns: columns, rows: rows)
    table.isNumbered = budget.owners != nil
    table.facts = source.dayFact
    if let citation = program[id].citation { table.facts.append(.authority(citation)) }
    return table
  }

  // MARK: Rankings

  private func rankingTable(_ id: DefinitionID, _ ranking: CoreRanking, _ source: AnswerSource) throws
    -> ResultTable
  {
    let roster = ranking.population.roster
    let rows = try source.rows(of: ranking.population)
    func column(_ result: CoreResult, _ type: CoreType) throws -> EvaluatedColumn {
      let e = CoreExpression(.result(id, result), type: type, origin: program[id].origin)
      return try source.values(of: e, over: roster, rows: rows)
    }
    let places = try column(.rank, .number(.plain))
    let scores = try column(.score, .number(.plain))
    let awarded = ranking.top == nil ? nil : try column(.isAwarded, .truth)
    let criteria = try ranking.score.map { try source.values(of: $0.value, over: roster, rows: rows) }
    let groups = try ranking.group.map { try source.values(of: $0, over: roster, rows: rows) }
    let cells = CellMaker(source)
    let ranks = try cells.names.keyRanks(of: roster)
    let groupRanks: [Int32]?
    if case .row(let target)? = ranking.group?.type {
      groupRanks = try cells.names.keyRanks(of: target)
    } else {
      groupRanks = nil
    }
    func groupPlace(_ i: Int) -> Scalar {
      guard let groups else { return .missing }
      if let groupRanks, case .row(let row) = groups[i] { return .row(groupRanks[Int(row)]) }
      return groups[i]
    }
    let shown = rows.indices.filter { awarded == nil || awarded?[$0] == .truth(true) }.sorted { a, b in
      for c in [
        ScalarOrder.compare(groupPlace(a), groupPlace(b)), ScalarOrder.compare(places[a], places[b]),
      ] where c != 0 { return c < 0 }
      return ranks[Int(rows[a])] < ranks[Int(rows[b])]
    }
    var columns: [ResultTable.Column] = []
    if let group = ranking.group {
      columns.append(.init(heading: Bilingual(same: quoted(group.origin)), key: "group", isNumeric: false))
    }
    columns += [
      .init(heading: Bilingual(en: "Place", id: "Juara"), key: "rank", isNumeric: true),
      .init(heading: Bilingual(same: program[roster].name), key: "name", isNumeric: false),
    ]
    columns += ranking.score.map { criterion in
      .init(
        heading: Bilingual(same: quoted(criterion.value.origin)), key: quoted(criterion.value.origin),
        isNumeric: true)
    }
    columns.append(
      .init(
        heading: Bilingual(en: "Score", id: "Nilai"), key: "score", form: DisplayForm(forReaders: 4),
        isNumeric: true))
    let lines = try shown.map { i in
      var line: [ResultValue] = []
      if let groups, let group = ranking.group { line.append(try cells.value(groups[i], group.type)) }
      line.append(try cells.value(places[i], .number(.plain)))
      line.append(try cells.names.name(Int(rows[i]), of: roster))
      for (k, criterion) in ranking.score.enumerated() {
        line.append(try cells.value(criteria[k][i], criterion.value.type))
      }
      line.append(try cells.value(scores[i], .number(.plain)))
      return ResultTable.Row(line)
    }
    var table = ResultTable(title: .verbatim(program[id].name), columns: columns, rows: lines)
    table.facts = source.dayFact
    if let citation = program[id].citation { table.facts.append(.authority(citation)) }
    let all = try source.table(roster).count
    table.notes = [
      Phrase(
        Bilingual(
          en: "{ranked} of {all} are ranked, {shown} are shown; the others do not meet its conditions.",
          id: "{ranked} dari {all} dinilai, {shown} ditampilkan; lainnya tidak memenuhi syarat."),
        [
          "ranked": .number(Rational(rows.count), .count), "all": .number(Rational(all), .count),
          "shown": .number(Rational(shown.count), .count),
        ])
    ]
    table.notes += try RankingAnomalies(source: source, roster: roster, rows: rows).notes(
      of: ranking, unbracketed)
    return table
  }
}
