import Allocation
import Diagnostics
import Rosters
import Semantics

/// Why the money can not be given out as asked: which constraint, which recipients, how much is short.
extension AllocationRun {

  func faults(_ impossibility: SelectImpossibility, _ purses: Purses) -> [EvaluationFault] {
    let site = model.program[id].nameSpan
    switch impossibility {
    case .malformed(let flaw):
      return [EvaluationFault(.internalFault("\(flaw)", at: site), roster: nil, row: 0)]
    case .negativeCosts(let rows, let count):
      return [at(.negativeCosts(count: count, at: site), rows.first)]
    case .purseNegative(let purse, let available):
      return [at(.purseNegative(name(of: purses.list[purse]), available, at: site), nil)]
    case .keptExceedPurse(let purse, let short, let rows):
      return [
        at(
          .keptExceedPurse(name(of: purses.list[purse]), short: short, at: plan.kept?.origin ?? site),
          rows.first)
      ]
    case .floorsUnmet(let shortages):
      return shortages.prefix(5).map { s in
        let floor = s.floor < plan.placeNames.count ? plan.placeNames[s.floor] : nil
        let group = floor.flatMap { $0.indices.contains(s.group) ? $0[s.group] : nil }
        let isMoney = s.floor >= plan.places.count || plan.places[s.floor].measure == .money
        return at(
          .placesUnmet(
            group: group, least: s.least, filled: s.filled, isMoney: isMoney, candidates: s.candidates,
            increase: s.increase.map {
              ($0.purse < purses.list.count ? name(of: purses.list[$0.purse]) : "", $0.by, $0.isLeast)
            },
            others: max(0, shortages.count - 5), at: floorSite(s.floor)), nil)
      }
    }
  }

  private func floorSite(_ floor: Int) -> Span {
    var sites: [Span] = []
    for q in allocation.quotas { if case .perGroup(true, _, _, let span) = q { sites.append(span) } }
    for q in allocation.quotas { if case .ofPurse(true, _, _, _, _, let span) = q { sites.append(span) } }
    return sites.indices.contains(floor) ? sites[floor] : model.program[id].nameSpan
  }

  func fault(_ impossibility: PooledDivision.Impossibility, _ list: [AllocationPurse]) -> EvaluationFault {
    switch impossibility {
    case .division(let d, let purses): return fault(d, purses.compactMap { list[$0] })
    case .restricted(let short, let recipients, let purses):
      let rows = recipients.map { plan.candidates[$0] }
      let names = purses.map { name(of: list[$0]) }
      return at(
        .restrictedShort(
          short: short, count: rows.count, who: named(rows), purses: names,
          at: model.program[id].nameSpan), recipients.first)
    case .floorWithoutPurse(let recipients, let total):
      let rows = recipients.map { plan.candidates[$0] }
      return at(
        .floorWithoutPurse(
          count: rows.count, who: named(rows), total: total,
          at: allocation.floor?.origin ?? model.program[id].nameSpan), recipients.first)
    }
  }

  private func fault(_ impossibility: DivideImpossibility, _ purses: [AllocationPurse]) -> EvaluationFault {
    let site = model.program[id].nameSpan
    switch impossibility {
    case .noRecipients, .columnsDiffer: return at(.internalFault("the recipients", at: site), nil)
    case .stepNotPositive: return at(.stepNotPositive(at: allocation.multiple?.origin ?? site), nil)
    case .availableNegative(let amount):
      return at(.purseNegative(purses.first.map { name(of: $0) } ?? "", amount, at: site), nil)
    case .negativeWeights(let list):
      return at(
        .negativeWeights(count: list.count, who: named(list.map { plan.candidates[$0] }), at: site),
        list.first)
    case .weightsSumToZero:
      return at(.weightsSumToZero(recipients: plan.candidates.count, at: site), nil)
    case .capsBelowFloors(let conflicts):
      let needed = conflicts.reduce(Rational.zero) { $0 + $1.short }
      return at(
        .capsBelowFloors(
          count: conflicts.count, who: named(conflicts.map { plan.candidates[$0.recipient] }),
          floor: conflicts.first?.floor, cap: conflicts.first?.cap, short: needed,
          at: allocation.cap?.origin ?? site), conflicts.first?.recipient)
    case .floorsExceedAvailable(let total, let short, let recipients):
      return at(
        .floorsExceedAvailable(
          total: total, short: short, recipients: recipients.count,
          who: named(recipients.map { plan.candidates[$0] }),
          purse: purses.map { name(of: $0) }.joined(separator: " + "),
          at: allocation.floor?.origin ?? plan.kept?.origin ?? site), nil)
    }
  }

  private func at(_ d: Diagnostic, _ position: Int?) -> EvaluationFault {
    let row = position.flatMap { plan.candidates.indices.contains($0) ? Int(plan.candidates[$0]) : nil }
    return EvaluationFault(d, roster: row == nil ? nil : roster.id, row: row ?? 0)
  }

  /// How a purse is called: by its budget, and by whose it is.
  func name(of purse: AllocationPurse) -> String {
    let name = model.program[purse.definition].name
    guard let owner = purse.owner else { return name }
    return "\(name): \(model.label(Int(owner.row), of: owner.roster))"
  }

  /// Names the first rows, and how many more there are.
  func named(_ rows: [Int32]) -> Bilingual { model.named(rows, of: roster.id) }
}

extension Model {

  /// Names the first of `rows`, and how many more there are.
  func named(_ rows: [Int32], of roster: RosterID) -> Bilingual {
    let shown = rows.prefix(3).map { label(Int($0), of: roster) }.joined(separator: ", ")
    let more = rows.count - 3
    if more <= 0 { return Bilingual(same: shown) }
    return Bilingual(en: "\(shown) and \(more) more", id: "\(shown) dan \(more) lainnya")
  }

  /// How a row is called in a message: by its name or key if these are not private, else by its place in the file.
  func label(_ row: Int, of id: RosterID) -> String {
    guard let roster = try? loaded(id), row >= 0, row < roster.count else { return "#\(row)" }
    let fields = program[id].schema.fields
    for f in [program[id].labelField].compactMap(\.self) + program[id].schema.key
    where fields.indices.contains(f) && !fields[f].isPrivate {
      if let text = roster.column(f)?.text(row) { return text }
    }
    return "#\(roster.table.origins[row].row)"
  }
}
