import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

/// Why somebody has what a claims rule or the best choice gives.
extension ActionRunner {

  func claimNodes(
    _ outcome: PooledOutcome, _ position: Int, _ allocation: CoreAllocation, _ result: AllocationResult
  ) -> [ExplanationNode] {
    guard outcome.partOf[position] >= 0, case .claims(let o) = outcome.parts[Int(outcome.partOf[position])],
      case .divide(.claims(let claim, let rule), _, _) = allocation.method
    else {
      return [ExplanationNode(Phrase(result.reasons[position].text))]
    }
    let i = Int(outcome.placeInPart[position])
    let total = o.problem.claims.reduce(Rational.zero, +)
    let how: Bilingual
    switch rule {
    case .proportion: how = Bilingual(en: "in proportion to the claims", id: "sebanding dengan tagihan")
    case .equalAwards:
      how = Bilingual(
        en: "equal awards, nobody more than the claim", id: "bagian sama, tidak melebihi tagihan")
    case .equalLosses:
      how = Bilingual(en: "equal losses, nobody below 0", id: "kerugian sama, tidak di bawah 0")
    case .talmud:
      how =
        o.problem.estate + o.problem.estate <= total
        ? Bilingual(
          en: "at most half of all claims is there: equal awards up to half of each claim",
          id: "dana paling banyak setengah tagihan: bagian sama sampai setengah tagihan masing-masing")
        : Bilingual(
          en: "more than half of all claims is there: half of each claim, then equal losses",
          id: "dana lebih dari setengah tagihan: setengah tagihan masing-masing, lalu kerugian sama")
    }
    return [
      ExplanationNode(
        Phrase(
          Bilingual(en: "claim ({text})", id: "tagihan ({text})"), ["text": .text(quoted(claim.origin))]),
        value: .number(o.problem.claims[i], .money), site: claim.origin),
      ExplanationNode(
        Phrase(
          Bilingual(en: "{estate} for claims of {total}", id: "{estate} untuk tagihan {total}"),
          ["estate": .number(o.problem.estate, .money), "total": .number(total, .money)])),
      ExplanationNode(
        Phrase(how), value: .number(o.exact[i], .money), children: fraction(o.exact[i], o.problem.step)),
    ] + claimRounding(o, i)
  }

  /// How an exact award became whole multiples.
  private func claimRounding(_ o: ClaimsOutcome, _ i: Int) -> [ExplanationNode] {
    let replay = o.replay(of: i)
    if o.exact[i] == o.awards[i], replay.remainder.signum == 0 { return [] }
    var nodes = [
      ExplanationNode(
        Phrase(Bilingual(en: "rounded down to a multiple", id: "dibulatkan ke bawah ke kelipatan")),
        value: .number(replay.whole, .money))
    ]
    if let place = replay.place {
      nodes.append(remainderNode(place, replay.count, replay.given, replay.remainder))
    }
    return nodes
  }

  func amountNodes(
    _ outcome: AmountsOutcome, _ position: Int, _ worth: CoreExpression, _ result: AllocationResult,
    _ explainer: Explainer, _ place: Explainer.Place
  ) throws -> [ExplanationNode] {
    let type = if case .number(let unit) = worth.type { unit } else { UnitOfMeasure.plain }
    let names = RowNames(explainer.source)
    var nodes: [ExplanationNode] = []
    for payment in outcome.payments where payment.candidate == position {
      // What a rupiah is worth may depend on who pays it.
      let purse = result.purses[payment.purse]
      let paid = explainer.paid(by: purse.definition)
      nodes.append(
        ExplanationNode(
          Phrase(
            Bilingual(en: "from {purse}", id: "dari {purse}"), ["purse": try name(of: purse, names)]),
          value: .number(payment.amount, .money),
          children: [
            ExplanationNode(
              Phrase(
                Bilingual(
                  en: "what a rupiah adds to the sum ({text})", id: "tambahan setiap rupiah ({text})"),
                ["text": .text(quoted(worth.origin))]),
              value: try paid.cells.value(paid.value(worth, place), worth.type), site: worth.origin,
              children: try paid.reasons(worth, place))
          ]))
    }
    nodes.append(sumNode(outcome.optimum, type == .plain ? .money : .plain))
    return nodes
  }

  /// Returns the explainer of what `purse` pays.
  func payer(_ purse: Int?, _ result: AllocationResult, _ explainer: Explainer) -> Explainer {
    guard let purse, result.purses.indices.contains(purse) else { return explainer }
    return explainer.paid(by: result.purses[purse].definition)
  }

  func optimumNodes(
    _ outcome: OptimiseOutcome, _ position: Int, _ pay: CoreExpression, _ objective: CoreExpression,
    _ result: AllocationResult, _ explainer: Explainer, _ place: Explainer.Place
  ) throws -> [ExplanationNode] {
    let type = if case .number(let unit) = objective.type { unit } else { UnitOfMeasure.plain }
    let parts = outcome.parts[position] ?? []
    let source = max(0, parts.first?.source ?? 0)
    var nodes = [
      ExplanationNode(
        Phrase(
          Bilingual(en: "adds to the sum ({text})", id: "menambah jumlah ({text})"),
          ["text": .text(quoted(objective.origin))]),
        value: .number(outcome.problem.worth(of: position, source: source), type), site: objective.origin)
    ]
    if !parts.isEmpty {
      nodes.append(
        ExplanationNode(
          Phrase(Bilingual(en: "costs {text}", id: "memerlukan {text}"), ["text": .text(quoted(pay.origin))]),
          value: .number(parts.reduce(.zero) { $0 + $1.amount }, .money), site: pay.origin,
          children: try payer(parts.first?.purse, result, explainer).reasons(pay, place)))
    }
    nodes.append(sumNode(outcome.optimum, type))
    if parts.isEmpty { nodes += try alternativeNodes(outcome, position, type, result, explainer) }
    return nodes
  }

  /// What the whole comes to, and how good it is known to be.
  private func sumNode(_ optimum: Optimum, _ unit: UnitOfMeasure) -> ExplanationNode {
    ExplanationNode(
      Phrase(
        optimum.isProven
          ? Bilingual(
            en: "the whole choice comes to {value}, and no choice is better",
            id: "seluruh pilihan berjumlah {value}, dan tidak ada yang lebih baik")
          : Bilingual(
            en: "the whole choice comes to {value}; a better one could be better by {gap} at most",
            id: "seluruh pilihan berjumlah {value}; yang lebih baik paling banyak berselisih {gap}"),
        ["value": .number(optimum.value, unit), "gap": .number(optimum.gap, unit)]))
  }

  /// Says at which place in the order the recipient would have been paid, and with which value of the key that
  /// parts it from there.
  func betterPlace(
    _ order: [CoreOrderKey], price: CoreExpression, _ outcome: SelectOutcome, _ position: Int,
    _ result: AllocationResult, _ explainer: Explainer
  ) throws -> ExplanationNode? {
    guard let (place, holder) = outcome.lastFundedPlace(of: position) else { return nil }
    let rows = [result.candidates[position], result.candidates[holder]]
    var values: [String: ResultValue] = ["place": .number(Rational(place), .count)]
    for (k, key) in order.enumerated() {
      let column = try explainer.source.values(of: key.value, over: result.roster, rows: rows)
      let comparison = ScalarOrder.compare(column[0], column[1])
      if comparison == 0 { continue }
      // With another value of what the price is made of, the price would be another too.
      if !inputs(of: key.value).isDisjoint(with: inputs(of: price)) { break }
      // Nobody comes forward by another key.
      if isPrivate(key.value, in: result.roster) || isKey(key.value, of: result.roster) { break }
      // With the same value the later keys decide; where these are worse the value itself must be better.
      var wanted = column[1]
      if try !standsBefore(order.dropFirst(k + 1), rows, result, explainer) {
        guard case .number(let unit) = key.value.type, unit == .plain || unit == .count,
          let n = wanted.number, n.isInteger
        else { break }
        let better = key.isDescending ? n + .one : n - .one
        guard isPossible(better, key.value, in: result.roster) else { break }
        wanted = .number(better)
      }
      values["key"] = .text(quoted(key.value.origin))
      values["value"] = try explainer.cells.value(wanted, key.value.type)
      values["own"] = try explainer.cells.value(column[0], key.value.type)
      return ExplanationNode(
        Phrase(
          Bilingual(
            en: "would be funded up to place {place}: with {key} {value} instead of {own}",
            id: "akan didanai sampai urutan {place}: dengan {key} {value}, bukan {own}"), values))
    }
    return ExplanationNode(
      Phrase(
        Bilingual(en: "would be funded up to place {place}", id: "akan didanai sampai urutan {place}"), values
      ))
  }

  private enum Input: Hashable {
    case field(Int)
    case rule(DefinitionID)
  }

  /// The fields and rules of a row that `e` names.
  private func inputs(of e: CoreExpression) -> Set<Input> {
    var found: Set<Input> = []
    _ = e.substituting { part in
      if case .field(let i) = part.kind { found.insert(.field(i)) }
      if case .definition(let id) = part.kind, case .rule = program[id].body { found.insert(.rule(id)) }
      return nil
    }
    return found
  }

  private func isKey(_ e: CoreExpression, of roster: RosterID) -> Bool {
    if case .field(let i) = e.kind { return program[roster].schema.key.contains(i) }
    return false
  }

  /// Returns whether a field may hold the value; what is computed may be anything.
  private func isPossible(_ value: Rational, _ e: CoreExpression, in roster: RosterID) -> Bool {
    guard case .field(let i) = e.kind, program[roster].schema.fields.indices.contains(i) else { return true }
    switch program[roster].schema.fields[i].type {
    case .count(let range):
      return value.signum >= 0 && range.map { value.int64.map($0.contains) ?? false } ?? true
    case .whole(let range): return range.map { value.int64.map($0.contains) ?? false } ?? true
    case .number(let range), .percent(let range), .money(let range):
      return range.map { $0.contains(value) } ?? true
    case .text, .nik, .date, .truth, .choice, .reference: return true
    }
  }

  /// Returns whether the first of two rows stands before the second by these keys.
  private func standsBefore(
    _ keys: ArraySlice<CoreOrderKey>, _ rows: [Int32], _ result: AllocationResult, _ explainer: Explainer
  ) throws -> Bool {
    for key in keys {
      let column = try explainer.source.values(of: key.value, over: result.roster, rows: rows)
      let comparison = ScalarOrder.compare(column[0], column[1])
      if comparison != 0 { return key.isDescending ? comparison > 0 : comparison < 0 }
    }
    return false
  }
}
