import Allocation
import Diagnostics
import Rosters
import Semantics

extension AllocationPlanner {

  /// Finds the recipients of the signed awards; those no longer eligible become candidates too.
  mutating func keepAwards(
    _ keeping: CoreAllocation.Keeping, _ plan: inout AllocationPlan
  ) throws(EvaluationStop) {
    let signed = try model.loaded(keeping.roster)
    let keyCount = keeping.keys.count
    let keys = (0..<keyCount).compactMap { signed.column($0) }
    guard keys.count == keyCount, let amounts = signed.column(keyCount),
      let index = roster.index(keeping.keys)
    else {
      plan.stops.append(
        EvaluationFault(
          .internalFault(model.program[keeping.roster].name, at: keeping.origin), roster: nil, row: 0))
      return
    }
    let named = keeping.hasSource ? signed.column(keyCount + 1) : nil
    var steps: [String: Int] = [:]
    for (i, purse) in allocation.purses.enumerated() {
      steps[model.program[purse.definition].name] = steps[model.program[purse.definition].name] ?? i
    }
    var found = SignedAwards()
    var absent: [Int] = []
    var foreign: [String: Int] = [:]
    var unbalanced: [Int] = []
    for i in 0..<signed.count {
      let amount = amounts.number(i) ?? .zero
      if amount.signum <= 0 { continue }
      let line = signed.table.origins[i].row
      guard let row = index.row(keys, i) else {
        absent.append(line)
        continue
      }
      var parts: [(step: Int, amount: Rational)] = []
      for part in SharedSource.parts(of: named?.text(i), amount: amount, isNamed: named != nil, known: steps)
      {
        if let step = part.step {
          parts.append((step, part.amount))
        } else {
          foreign[part.name, default: 0] += 1
        }
      }
      if foreign.isEmpty, parts.reduce(Rational.zero, { $0 + $1.amount }) != amount {
        unbalanced.append(line)
      }
      found.add(row, parts, line: line)
    }
    let file = model.program[keeping.roster].name
    if !absent.isEmpty {
      plan.stops.append(
        EvaluationFault(
          .keptNotInRoster(absent, file: file, roster: model.program[roster.id].name, at: keeping.origin),
          roster: nil, row: 0))
    }
    for (name, count) in foreign.sorted(by: { $0.key < $1.key }) {
      plan.stops.append(
        EvaluationFault(
          .keptFromOtherSource(name, count: count, file: file, at: keeping.origin), roster: nil, row: 0))
    }
    for (lines, template) in [(unbalanced, Diagnostic.keptUnbalanced), (found.twice, Diagnostic.keptTwice)]
    where !lines.isEmpty {
      plan.stops.append(
        EvaluationFault(template(lines, file, keeping.origin), roster: nil, row: 0))
    }
    if !plan.stops.isEmpty { return }
    let withdrawn = try withdraw(keeping, &found.awards, &plan)
    merge(found.awards, withdrawn, keeping, &plan)
  }

  /// Takes out the awards of those for whom the program's condition does not hold.
  private func withdraw(
    _ keeping: CoreAllocation.Keeping, _ found: inout [SignedAwards.Award],
    _ plan: inout AllocationPlan
  ) throws(EvaluationStop) -> [Int32] {
    guard let condition = keeping.condition else { return [] }
    let rows = found.map(\.row).sorted()
    let holds = try model.materialized(condition, roster, rows: rows, frame: frame)
    if holds.faultCount > 0 {
      plan.stops += holds.faults
      return []
    }
    let mask = holds.mask
    let withdrawn = rows.indices.filter { mask[$0] == 0 }.map { rows[$0] }
    let gone = Set(withdrawn)
    found.removeAll { gone.contains($0.row) }
    return withdrawn
  }

  private mutating func merge(
    _ found: [SignedAwards.Award], _ withdrawn: [Int32],
    _ keeping: CoreAllocation.Keeping, _ plan: inout AllocationPlan
  ) {
    let eligible = Set(candidates)
    let added = found.map(\.row).filter { !eligible.contains($0) }.sorted()
    if !added.isEmpty {
      candidates = (candidates + added).sorted()
      plan.candidates = candidates
      isEligible = candidates.map { eligible.contains($0) ? 1 : 0 }
    }
    var positions: [Int32: Int] = [:]
    for (i, row) in candidates.enumerated() { positions[row] = i }
    plan.kept = KeptAwards(
      awards: found.compactMap { f in
        positions[f.row].map { KeptAwards.Award(position: $0, parts: f.parts) }
      }, noLongerEligible: added, positions: added.compactMap { positions[$0] }, withdrawn: withdrawn,
      origin: keeping.origin)
  }

  /// Returns how the groups of a bound are called: by the row or the value that they share.
  func groupNames(_ e: CoreExpression, _ groups: [Int32]) throws(EvaluationStop) -> [Bilingual] {
    let column = try column(e)
    var names = [Bilingual](repeating: Bilingual(same: ""), count: Int((groups.max() ?? -1) + 1))
    var isNamed = [Bool](repeating: false, count: names.count)
    for (i, g) in groups.enumerated() where g >= 0 && !isNamed[Int(g)] {
      isNamed[Int(g)] = true
      names[Int(g)] = name(column[i], e.type)
    }
    return names
  }

  private func name(_ value: Scalar, _ type: CoreType) -> Bilingual {
    if case .row(let row) = value, case .row(let roster) = type {
      return Bilingual(same: model.label(Int(row), of: roster))
    }
    if case .choice(let i) = value, case .choice(let list) = type {
      return Bilingual(same: model.program.choiceLists[list.index].choices[i].name)
    }
    if case .text(let t) = value { return Bilingual(same: t) }
    if case .truth(let t) = value {
      return t ? Bilingual(en: "yes", id: "ya") : Bilingual(en: "no", id: "tidak")
    }
    guard let n = value.number else { return Bilingual(same: "") }
    return Bilingual(en: ValueWriter(.english).number(n).text, id: ValueWriter(.indonesian).number(n).text)
  }
}
