import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

extension ActionRunner {

  /// Says why something is what it is.
  func why(_ why: CoreWhy, _ source: AnswerSource, _ scenario: String?, into outcome: inout ActionOutcome)
    throws
  {
    if let (a, b) = why.between {
      guard let old = try tree(why, under(a), into: &outcome),
        let new = try tree(why, under(b), into: &outcome)
      else { return }
      outcome.blocks.append(.explanation(DifferingTrees(side(a).name, side(b).name).difference(old, new)))
      return
    }
    guard var node = try tree(why, source, into: &outcome) else { return }
    if let scenario {
      node.children.insert(ExplanationNode(.scenario(scenario)), at: 0)
    }
    outcome.blocks.append(.explanation(node))
  }

  /// Returns the whole tree of what `why` asks for; `nil` if there is no such row, which is said.
  private func tree(_ why: CoreWhy, _ source: AnswerSource, into outcome: inout ActionOutcome) throws
    -> ExplanationNode?
  {
    let explainer = Explainer(source, quoted: quoted)
    switch why.subject {
    case .fileRow(let id, let roster, let fileRow):
      let table = try source.table(roster)
      guard let row = table.origins.index(ofFileRow: fileRow, count: table.count) else {
        outcome.blocks.append(try absent(fileRow, roster, table))
        outcome.succeeded = false
        return nil
      }
      return try self.node(id, RowReference(roster, Int32(row)), explainer)
    case .key(let id, let roster, let keys):
      let e = CoreExpression(
        .rowAt(roster, keys), type: .row(roster), origin: keys.first?.origin ?? program[id].origin)
      guard case .row(let row) = try source.value(of: e) else {
        outcome.fail([.noRowWithKey(program[roster].name, at: e.origin)])
        return nil
      }
      return try self.node(id, RowReference(roster, row), explainer)
    case .definition(let id): return try self.node(id, nil, explainer)
    case .value(let e):
      return ExplanationNode(
        .verbatim(quoted(e.origin)), value: try explainer.cells.value(source.value(of: e), e.type),
        site: e.origin,
        children: try explainer.reasons(e, Explainer.Place()))
    }
  }

  /// Says that a row of the file is not in the roster: it was set aside, or there is none.
  private func absent(_ fileRow: Int, _ roster: RosterID, _ table: RosterTable) throws -> ResultBlock {
    let aside = table.setAside.filter { $0.row == fileRow }
    guard !aside.isEmpty else {
      return .sentence(
        Phrase(
          Bilingual(en: "{roster} has no row #{n}.", id: "{roster} tidak punya baris #{n}."),
          ["roster": .text(program[roster].name), "n": .text(String(fileRow))]))
    }
    return .explanation(
      ExplanationNode(
        Phrase(
          Bilingual(en: "row #{n} of {roster} is set aside", id: "baris #{n} {roster} disisihkan"),
          ["roster": .text(program[roster].name), "n": .text(String(fileRow))]),
        children: aside.map { row in
          ExplanationNode(
            Phrase(
              Bilingual(same: "{reason} ({code})"),
              [
                "reason": .bilingual(
                  Bilingual(en: row.reason.message(in: .english), id: row.reason.message(in: .indonesian))),
                "code": .text(row.reason.code),
              ]))
        }))
  }

  /// Returns the tree of a definition, of `row` if it is one of rows.
  private func node(_ id: DefinitionID, _ row: RowReference?, _ explainer: Explainer) throws
    -> ExplanationNode
  {
    let definition = program[id]
    switch definition.body {
    case .allocation(let allocation):
      guard let row else { return try wholeAllocation(id, explainer.source) }
      return try self.allocation(id, allocation, row, explainer)
    case .target: return try target(id, explainer.source)
    case .ranking(let ranking):
      guard let row else { return ExplanationNode(.verbatim(definition.name), site: definition.nameSpan) }
      return try self.ranking(id, ranking, row, explainer)
    case .value, .parameter, .rule, .table, .function, .budget:
      var name = Phrase.verbatim(definition.name)
      if let row {
        name = Phrase(
          Bilingual(en: "{rule} for {row}", id: "{rule} untuk {row}"),
          ["rule": .text(definition.name), "row": try rowName(row, explainer)])
      }
      return try explainer.node(id, Explainer.Place(row: row), name: name)
    }
  }

  private func rowName(_ row: RowReference, _ explainer: Explainer) throws -> ResultValue {
    let table = try explainer.source.table(row.roster)
    let name = try ValueSpelling(.english)(explainer.cells.names.name(Int(row.row), of: row.roster))
    let fileRow = "#\(table.origins[Int(row.row)].row)"
    return .text(
      name.contains(fileRow)
        ? "\(program[row.roster].name) \(name)" : "\(program[row.roster].name) \(name) \(fileRow)")
  }

  // MARK: Allocations

  private func wholeAllocation(_ id: DefinitionID, _ source: AnswerSource) throws -> ExplanationNode {
    let ledger = try ledger(of: id, source)
    var node = ExplanationNode(
      .verbatim(program[id].name), value: .number(ledger.total.allocated, .money), site: program[id].nameSpan,
      citation: program[id].citation)
    node.children = ledger.byBudget.map { line in
      var child = ExplanationNode(
        Phrase(
          Bilingual(
            en: "{purse}: budget {b}, reserve {r}, allocated to {n}, left {l}",
            id: "{purse}: pagu {b}, cadangan {r}, dialokasikan kepada {n}, sisa {l}"),
          [
            "purse": line.name, "b": .number(line.budget, .money), "r": .number(line.reserve, .money),
            "n": .number(Rational(line.recipients), .count), "l": .number(line.left, .money),
          ]), value: .number(line.allocated, .money))
      if let remark = line.remark { child.children = [ExplanationNode(Phrase(remark))] }
      return child
    }
    return node
  }

  private func allocation(
    _ id: DefinitionID, _ allocation: CoreAllocation, _ row: RowReference, _ explainer: Explainer
  ) throws -> ExplanationNode {
    let source = explainer.source
    let result = try result(of: id, source)
    let position = result.candidate(ofRow: row.row)
    let isFunded = position.map { result.funded[$0] != 0 } ?? false
    let head =
      isFunded
      ? Bilingual(en: "{name} for {row}: funded", id: "{name} untuk {row}: didanai")
      : Bilingual(en: "{name} for {row}: not funded", id: "{name} untuk {row}: tidak didanai")
    var node = ExplanationNode(
      Phrase(head, ["name": .text(program[id].name), "row": try rowName(row, explainer)]),
      value: isFunded ? position.map { .number(result.amounts[$0], .money) } : nil,
      site: program[id].nameSpan,
      citation: program[id].citation)
    let place = Explainer.Place(row: row)
    let isEligible = position.map { !(result.kept?.isNoLongerEligible($0) ?? false) } ?? false
    if let condition = allocation.recipients.condition {
      node.children.append(
        ExplanationNode(
          Phrase(
            Bilingual(en: "eligible ({text})", id: "layak ({text})"),
            ["text": .text(quoted(condition.origin))]),
          value: .truth(isEligible), site: condition.origin,
          children: try explainer.inside(condition, place)))
    }
    guard let position else { return node }
    if result.reasons[position] == .kept, let kept = result.kept {
      node.children.append(
        ExplanationNode(
          Phrase(
            Bilingual(
              en: "signed before: the award stands",
              id: "telah ditetapkan sebelumnya: penetapannya tetap berlaku")),
          value: .number(result.amounts[position], .money), site: kept.origin,
          children: try payers(of: position, result, explainer.cells.names)))
      return node
    }
    switch (result.outcome, allocation.method) {
    case (.select(let outcome), .select(let pay, let order)):
      node.children.append(
        ExplanationNode(
          Phrase(Bilingual(en: "costs {text}", id: "memerlukan {text}"), ["text": .text(quoted(pay.origin))]),
          value: .number(
            result.amounts[position].signum == 0 ? try cost(outcome, position) : result.amounts[position],
            .money),
          site: pay.origin,
          children: try payer(triedPurse(outcome, position, result), result, explainer).reasons(pay, place)))
      node.children.append(try rankNode(order, row, result, position, explainer))
      node.children += try purseNodes(outcome, position, result, explainer)
      if let better = try betterPlace(order, price: pay, outcome, position, result, explainer) {
        node.children.append(better)
      }
    case (.divide(let outcome), _):
      if outcome.partOf[position] >= 0, case .weights(let o) = outcome.parts[Int(outcome.partOf[position])] {
        node.children += divideNodes(o, Int(outcome.placeInPart[position]), allocation)
      } else {
        node.children += claimNodes(outcome, position, allocation, result)
      }
    case (.optimise(let outcome), .optimise(let pay, _, let objective, _)):
      node.children += try optimumNodes(outcome, position, pay, objective, result, explainer, place)
    case (.amounts(let outcome), .giveAmounts(_, let worth, _)):
      node.children += try amountNodes(outcome, position, worth, result, explainer, place)
    case (.select, _), (.optimise, _), (.amounts, _), (.none, _): break
    }
    return node
  }

  private func cost(_ outcome: SelectOutcome, _ position: Int) throws -> Rational {
    outcome.explanation(of: position).tries.first { $0.cost.signum > 0 }?.cost ?? .zero
  }

  /// The purse that pays somebody, or else the first that could have.
  private func triedPurse(_ outcome: SelectOutcome, _ position: Int, _ result: AllocationResult) -> Int? {
    let paying = Int(result.purseOfCandidate[position])
    if paying >= 0 { return paying }
    return outcome.explanation(of: position).tries.first { $0.cost.signum > 0 }?.purse
  }

  private func rankNode(
    _ order: [CoreOrderKey], _ row: RowReference, _ result: AllocationResult, _ position: Int,
    _ explainer: Explainer
  ) throws -> ExplanationNode {
    var node = ExplanationNode(
      Phrase(
        Bilingual(en: "place {rank} of {n} in the order", id: "urutan {rank} dari {n}"),
        [
          "rank": .number(Rational(Int64(result.ranks[position])), .count),
          "n": .number(Rational(result.ranks.count { $0 > 0 }), .count),
        ]), site: order.first?.value.origin)
    for key in order {
      let value = try explainer.value(key.value, Explainer.Place(row: row))
      node.children.append(
        ExplanationNode(
          .verbatim(quoted(key.value.origin)),
          value: try explainer.cells.value(
            value, key.value.type, isPrivate: isPrivate(key.value, in: row.roster))))
    }
    return node
  }

  /// Returns what each purse did when the recipient's turn came, and what would have to change.
  private func purseNodes(
    _ outcome: SelectOutcome, _ position: Int, _ result: AllocationResult, _ explainer: Explainer
  ) throws -> [ExplanationNode] {
    let explanation = outcome.explanation(of: position)
    let names = explainer.cells.names
    var nodes: [ExplanationNode] = []
    var isTargetSaid = false
    var couldBePaid = Rational.zero
    for attempt in explanation.tries {
      var children: [ExplanationNode] = []
      let purse: ResultValue =
        result.purses.indices.contains(attempt.purse)
        ? try name(of: result.purses[attempt.purse], names)
        : .text(purseName(attempt.source, of: result.definition))
      var values: [String: ResultValue] = [
        "purse": purse, "balance": .number(attempt.balance, .money), "cost": .number(attempt.cost, .money),
      ]
      let text: Bilingual
      switch attempt.answer {
      case .paid(let amount) where result.funded[position] == 0:
        // Others of the group, or other purses for the rest of the price, fell short: nothing was paid out.
        couldBePaid = couldBePaid + amount
        values["amount"] = .number(amount, .money)
        text = Bilingual(
          en: "{purse} could have paid {amount} of the {balance} it had left",
          id: "{purse} dapat membayar {amount} dari sisa {balance}")
      case .paid(let amount):
        values["amount"] = .number(amount, .money)
        text = Bilingual(
          en: "{purse} pays {amount} of the {balance} it had left",
          id: "{purse} membayar {amount} dari sisa {balance}")
      case .mayNotBeSpent where validity(attempt.source, result) != nil:
        if let (from, to) = validity(attempt.source, result) {
          values["from"] = .date(from)
          values["to"] = .date(to)
        }
        text = Bilingual(
          en: "{purse} is valid from {from} to {to}, and not when this is paid",
          id: "{purse} berlaku dari {from} sampai {to}, bukan pada saat pembayaran ini")
      case .mayNotBeSpent:
        text = Bilingual(
          en: "{purse} may not be spent on this recipient",
          id: "{purse} tidak boleh dipakai untuk penerima ini")
      case .closed(let rank, let closing):
        values["rank"] = .number(Rational(rank), .count)
        values["who"] = try names.name(Int(result.candidates[closing]), of: result.roster)
        text = Bilingual(
          en: "{purse} had closed at place {rank} ({who}), whom it could not pay in full",
          id: "{purse} sudah tertutup di urutan {rank} ({who}), yang tidak dapat dibayar penuh")
        children = try standing(at: closing, result, explainer)
      case .lacked(let short):
        values["short"] = .number(short, .money)
        text = Bilingual(
          en: "{purse} had {balance} left of the {cost} needed: {short} short",
          id: "{purse} tersisa {balance} dari {cost} yang diperlukan: kurang {short}")
      case .quotaReached(let quota, _, _, let limit)
      where isTarget(quota, of: outcome, result.definition):
        // What the target says of one purse it says of all.
        if isTargetSaid { continue }
        isTargetSaid = true
        values["limit"] = .number(limit, .count)
        text = Bilingual(
          en: "the target lacks {limit} in this group, and is met by those before",
          id: "target kurang {limit} di kelompok ini, dan tercapai oleh yang mendahului")
      case .quotaReached(_, _, let used, let limit):
        values["used"] = .number(used, .count)
        values["limit"] = .number(limit, .count)
        text = Bilingual(
          en: "{purse}: the quota of {limit} was full", id: "{purse}: kuota {limit} sudah penuh")
      }
      nodes.append(ExplanationNode(Phrase(text, values), children: children))
    }
    if couldBePaid.signum > 0, let cost = explanation.tries.map(\.cost).max(), cost > couldBePaid {
      nodes.append(
        ExplanationNode(
          Phrase(
            Bilingual(
              en:
                "together they could have paid {sum} of the {cost} needed: {short} short, so nothing is paid",
              id:
                "bersama-sama dapat dibayar {sum} dari {cost} yang diperlukan: kurang {short}, maka tidak dibayar"
            ),
            [
              "sum": .number(couldBePaid, .money), "cost": .number(cost, .money),
              "short": .number(cost - couldBePaid, .money),
            ])))
    }
    if let member = explanation.failedMember {
      nodes.append(
        ExplanationNode(
          Phrase(
            Bilingual(
              en: "{who} of the same group could not be paid, so nobody of the group is",
              id: "{who} dari kelompok yang sama tidak dapat dibayar, maka seluruh kelompok tidak"),
            ["who": try names.name(Int(result.candidates[member]), of: result.roster)])))
    }
    guard result.funded[position] == 0 else { return nodes }
    for increase in outcome.leastIncreases(for: position).prefix(3) {
      guard result.purses.indices.contains(increase.purse), let more = increase.by else { continue }
      nodes.append(
        ExplanationNode(
          Phrase(
            Bilingual(
              en: "would be funded if {purse} had {more} more",
              id: "akan didanai bila {purse} bertambah {more}"),
            [
              "purse": try name(of: result.purses[increase.purse], names),
              "more": .number(more, .money),
            ])))
    }
    return nodes
  }

  /// The values of the order's keys of a candidate, by which others can see where they stand to it.
  private func standing(
    at position: Int, _ result: AllocationResult, _ explainer: Explainer
  ) throws -> [ExplanationNode] {
    guard case .allocation(let allocation) = program[result.definition].body,
      case .select(_, let order) = allocation.method
    else { return [] }
    let place = Explainer.Place(row: RowReference(result.roster, result.candidates[position]))
    return try order.filter { !isPrivate($0.value, in: result.roster) }.map { key in
      ExplanationNode(
        .verbatim(quoted(key.value.origin)),
        value: try explainer.cells.value(explainer.value(key.value, place), key.value.type))
    }
  }

  /// Who pays an award, and how much.
  private func payers(
    of position: Int, _ result: AllocationResult, _ names: RowNames
  ) throws -> [ExplanationNode] {
    let only = Int(result.purseOfCandidate[position])
    let parts =
      result.sharedAwards[position]?.map { ($0.purse, $0.amount) }
      ?? (result.purses.indices.contains(only) ? [(only, result.amounts[position])] : [])
    return try parts.map { purse, amount in
      ExplanationNode(
        Phrase(
          Bilingual(en: "{purse} pays {amount}", id: "{purse} membayar {amount}"),
          ["purse": try name(of: result.purses[purse], names), "amount": .number(amount, .money)]))
    }
  }

  /// The days on which a source is valid, if it is not when this is paid.
  private func validity(_ source: Int, _ result: AllocationResult) -> (from: CalendarDate, to: CalendarDate)?
  {
    guard case .allocation(let allocation) = program[result.definition].body,
      allocation.purses.indices.contains(source)
    else { return nil }
    let id = allocation.purses[source].definition
    guard result.purses.contains(where: { $0.definition == id && !$0.isOpen }),
      case .budget(let budget) = program[id].body
    else { return nil }
    return budget.valid
  }

  /// Whether a bound is that of the target which the allocation goes as far as.
  private func isTarget(_ quota: Int, of outcome: SelectOutcome, _ id: DefinitionID) -> Bool {
    guard case .allocation(let allocation) = program[id].body, allocation.asFarAs != nil else { return false }
    return quota == outcome.problem.quotas.count - 1
  }

  private func purseName(_ source: Int, of id: DefinitionID) -> String {
    guard case .allocation(let allocation) = program[id].body, allocation.purses.indices.contains(source)
    else { return "" }
    return program[allocation.purses[source].definition].name
  }

  // MARK: Rankings and targets

  private func ranking(
    _ id: DefinitionID, _ ranking: CoreRanking, _ row: RowReference, _ explainer: Explainer
  ) throws
    -> ExplanationNode
  {
    let place = Explainer.Place(row: row)
    func result(_ r: CoreResult, _ type: CoreType) throws -> ResultValue {
      let e = CoreExpression(.result(id, r), type: type, origin: program[id].nameSpan)
      return try explainer.cells.value(explainer.value(e, place), type)
    }
    var node = ExplanationNode(
      Phrase(
        Bilingual(en: "{name} for {row}: place", id: "{name} untuk {row}: juara"),
        ["name": .text(program[id].name), "row": try rowName(row, explainer)]),
      value: try result(.rank, .number(.plain)), site: program[id].nameSpan, citation: program[id].citation)
    if let condition = ranking.population.condition {
      let holds = try explainer.value(condition, place) == .truth(true)
      node.children.append(
        ExplanationNode(
          Phrase(
            Bilingual(en: "ranked ({text})", id: "dinilai ({text})"),
            ["text": .text(quoted(condition.origin))]),
          value: .truth(holds), site: condition.origin, children: try explainer.reasons(condition, place)))
      if !holds { return node }
    }
    node.children.append(
      ExplanationNode(
        Phrase(Bilingual(en: "score", id: "nilai")), value: try result(.score, .number(.plain)),
        children: try ranking.score.map { criterion in
          ExplanationNode(
            Phrase(
              Bilingual(same: "{weight} × {text}"),
              [
                "weight": try explainer.cells.value(
                  explainer.value(criterion.weight, Explainer.Place()), criterion.weight.type),
                "text": .text(quoted(criterion.value.origin)),
              ]),
            value: try explainer.cells.value(explainer.value(criterion.value, place), criterion.value.type),
            site: criterion.value.origin)
        }))
    let anomalies = RankingAnomalies(source: explainer.source, roster: row.roster, rows: [row.row])
    if let short = try anomalies.shortfall(row.row, id, ranking, explainer.quoted) {
      node.children.append(short)
    }
    return node
  }

  private func target(_ id: DefinitionID, _ source: AnswerSource) throws -> ExplanationNode {
    let sheet = try sheet(of: id, source)
    let met = sheet.groups.filter { $0.isMet == true }
    let missed = sheet.groups.filter { $0.isMet == false }.sorted {
      ($1.short, $0.place) < ($0.short, $1.place)
    }
    var node = ExplanationNode(
      Phrase(
        Bilingual(
          en: "target {name} ({level}): {met} of {all} groups meet it, {short} short",
          id: "target {name} ({level}): {met} dari {all} kelompok tercapai, kurang {short}"),
        [
          "name": .text(sheet.name), "level": .text(sheet.level), "met": .number(Rational(met.count), .count),
          "all": .number(Rational(met.count + missed.count), .count),
          "short": .number(sheet.total.short, CoreProgram.people),
        ]), site: program[id].nameSpan, citation: sheet.citation)
    for line in missed {
      node.children.append(
        ExplanationNode(
          Phrase(
            Bilingual(
              en: "{group}: {reached} of {people} reached; {level} is {needed}, so {short} short",
              id:
                "{group}: {reached} dari {people} tercapai; {level} berarti {needed}, maka kurang {short}"
            ),
            [
              "group": line.name, "reached": .number(line.reached, .count),
              "people": .number(line.people, .count),
              "level": .number(line.level ?? .zero, .percent),
              "needed": .number(line.reached + line.short, CoreProgram.people),
              "short": .number(line.short, .count),
            ])))
    }
    return node
  }
}
