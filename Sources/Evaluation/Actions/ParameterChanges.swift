import Diagnostics
import Rosters
import Semantics

/// The days within some months on which a parameter that is read gets another value.
struct ParameterChanges {

  let source: AnswerSource

  /// The most changes that are said.
  private static let most = 12

  /// Returns a note for each change after the first and up to the last day, of what `expressions` read.
  func notes(of expressions: [CoreExpression], after first: CalendarDate, to last: CalendarDate) throws
    -> [Phrase]
  {
    var seen: Set<Int> = []
    for e in expressions { seen.formUnion(source.model.traits(of: e).definitions) }
    var pending = Array(seen)
    var changes: [(day: CalendarDate, id: DefinitionID)] = []
    while let i = pending.popLast() {
      let definition = source.program.definitions[i]
      if case .parameter(let p) = definition.body, p.inputs.isEmpty {
        let starts =
          p.lines.compactMap(\.from) + p.lines.compactMap { $0.to.map { CalendarDate(days: $0.days &+ 1) } }
        for day in Set(starts) where day > first && day <= last { changes.append((day, DefinitionID(i))) }
      }
      for next in source.model.traits[i].definitions where seen.insert(next).inserted { pending.append(next) }
    }
    changes.sort { ($0.day, $0.id.index) < ($1.day, $1.id.index) }
    return try changes.prefix(ParameterChanges.most).map { change in
      let definition = source.program[change.id]
      let e = CoreExpression(.definition(change.id), type: definition.type, origin: definition.nameSpan)
      let value = try CellMaker(source.on(change.day)).value(
        source.on(change.day).value(of: e), definition.type)
      return Phrase(
        Bilingual(en: "From {day}: {name} {value}", id: "Mulai {day}: {name} {value}"),
        ["day": .date(change.day), "name": .text(definition.name), "value": value])
    }
  }
}
