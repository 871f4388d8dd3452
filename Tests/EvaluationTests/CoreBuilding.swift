import Diagnostics
import Rosters
import Semantics
import Syntax

@testable import Evaluation

/// Short ways to say core expressions, for tests.
enum Core {
  static let here = Span(file: FileID(0), start: 0, end: 0)

  static func e(_ kind: CoreKind, _ type: CoreType, missing: Bool = false) -> CoreExpression {
    CoreExpression(kind, type: type, origin: here, canBeMissing: missing)
  }
  static let plain = CoreType.number(.plain)
  static func number(_ n: Int64) -> CoreExpression { e(.constant(.number(Rational(n))), plain) }
  static func fraction(_ n: Int64, _ d: Int64) -> CoreExpression {
    e(.constant(.number(Rational(Int128(n), over: Int128(d)) ?? .zero)), plain)
  }
  static func field(_ i: Int, _ type: CoreType = plain) -> CoreExpression { e(.field(i), type) }
  static func truth(_ b: Bool) -> CoreExpression { e(.constant(.truth(b)), .truth) }
  static func compare(_ c: CoreComparison, _ l: CoreExpression, _ r: CoreExpression) -> CoreExpression {
    e(.compare(c, l, r), .truth)
  }
  static func arithmetic(_ o: ArithmeticOperator, _ l: CoreExpression, _ r: CoreExpression) -> CoreExpression
  {
    e(.arithmetic(o, l, r), plain)
  }
  static func definition(_ i: Int, _ type: CoreType = plain) -> CoreExpression {
    e(.definition(DefinitionID(i)), type)
  }
  static func when(_ condition: CoreExpression, _ result: CoreExpression?) -> CoreCase {
    CoreCase(condition: condition, result: result, reason: nil, citation: nil, origin: here)
  }
  static func value(_ name: String, _ body: CoreExpression) -> CoreDefinition {
    CoreDefinition(name: name, body: .value(body), type: body.type, origin: here, nameSpan: here)
  }
  static func rule(_ name: String, _ roster: Int, _ body: CoreExpression) -> CoreDefinition {
    CoreDefinition(
      name: name, body: .rule(RosterID(roster), body), type: body.type, origin: here, nameSpan: here)
  }
}

/// A roster for tests: its columns, and how they are typed.
struct TestRoster {
  var name: String
  var types: [CoreType]
  var columns: [Column?]
  var count: Int
  var key: Int?

  init(_ name: String, _ fields: [(CoreType, Column?)], count: Int, key: Int? = nil) {
    self.name = name
    types = fields.map { $0.0 }
    columns = fields.map { $0.1 }
    self.count = count
    self.key = key
  }

  var schema: RosterSchema {
    RosterSchema(
      name: name,
      fields: types.indices.map { FieldSchema(name: "f\($0)", type: .number(nil), isKey: $0 == key) })
  }

  var table: RosterTable {
    RosterTable(
      schema: schema, columns: columns, count: count,
      origins: RowOrigins(files: ["\(name).csv"], runs: [.init(first: 0, file: 0, fileRow: 2)]),
      rowsRead: count)
  }

  var core: CoreRoster {
    CoreRoster(
      name: name, schema: schema, types: types, origin: .file("\(name).csv", Core.here), span: Core.here)
  }
}

func integers(_ values: [Int64?], over denominator: Int64 = 1) -> Column {
  Column(
    .scaled(PackedIntegers(packing: values.map { $0 ?? 0 }), denominator: denominator),
    present: values.contains(nil) ? values.map { $0 == nil ? 0 : 1 } : nil)
}

func model(
  _ definitions: [CoreDefinition], rosters: [TestRoster] = [],
  asOf: CalendarDate? = CalendarDate(year: 2026, month: 1, day: 1),
  threads: Int = 1, scenarios: [CoreScenario] = []
) -> Model {
  var program = CoreProgram()
  program.rosters = rosters.map { $0.core }
  program.definitions = definitions
  program.scenarios = scenarios
  for (i, d) in definitions.enumerated() { program.names[d.name] = DefinitionID(i) }
  return Model(program, asOf: asOf, threads: threads) { id, _ in rosters[id.index].table }
}
