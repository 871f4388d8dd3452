import Diagnostics
import Rosters
import Semantics

extension ActionRunner {

  /// Returns where a target stands, in words and numbers for a reader.
  func sheet(of id: DefinitionID, _ source: AnswerSource) throws -> TargetSheet {
    let result = try source.model.target(id, frame: source.frame)
    let faults = result.total.faults + result.groups.flatMap(\.faults)
    if !faults.isEmpty { throw ActionStop(faults) }
    guard case .target(let target) = program[id].body else { throw ActionStop([Diagnostic]()) }
    let cells = CellMaker(source)

    func line(_ standing: TargetStanding, _ name: ResultValue, _ place: Int) -> TargetSheet.Line {
      var line = TargetSheet.Line(
        name: name, place: place, people: Rational(standing.people), reached: Rational(standing.reached),
        projected: Rational(standing.projected), level: standing.level, short: Rational(standing.short))
      switch standing.cost {
      case .exact(let cost)?: line.cost = cost
      case .between(let cheapest, let dearest)?:
        line.cost = cheapest
        line.dearest = dearest
      case nil: break
      }
      return line
    }

    var lines: [TargetSheet.Line] = []
    if let type = result.groupType {
      for (i, standing) in result.groups.enumerated() {
        lines.append(line(standing, try cells.value(standing.key, type), i))
      }
    }
    var total = line(result.total, .totalLabel, lines.count)
    if result.groupType == nil { total.name = .text(program[target.population.roster].name) }
    // One line of two prices makes all lines show two.
    if ([total] + lines).contains(where: { $0.dearest != nil }) {
      if total.dearest == nil { total.dearest = total.cost }
      for i in lines.indices where lines[i].dearest == nil { lines[i].dearest = lines[i].cost }
    }

    let condition = quoted(target.condition.origin)
    var level = condition
    if let e = target.level { level = quoted(e.origin) + " " + condition }
    var baseline: (value: ResultValue, date: CalendarDate)?
    if let stated = target.baseline, result.baseline.count == 1 {
      baseline = (try cells.value(result.baseline[0], stated.value.type), stated.date)
    }
    var unit = UnitOfMeasure.money
    if case .number(let u)? = target.cost?.type { unit = u }
    let roster = target.population.roster
    return TargetSheet(
      name: program[id].name, level: level,
      population: target.population.condition.map { "\(program[roster].name) (\(quoted($0.origin)))" }
        ?? program[roster].name, deadline: target.deadline, baseline: baseline,
      citation: program[id].citation, groupName: target.group.map { quoted($0.origin) }, lines: lines,
      total: total, hasProjection: !target.condition.allocationsCounted.isEmpty, costUnit: unit,
      rowsUsed: try .rowsUsed(program[roster].name, source.table(roster)), day: source.day)
  }
}
