extension RosterArchive {

  /// Creates the archive of `schema`, without the places where the program declares its fields.
  public init(_ schema: RosterSchema) {
    var facts = FactsWriter()
    RosterFingerprint.put(schema, to: &facts)
    self.init(facts: facts.bytes, arrays: [])
  }

  /// Returns the schema, or `nil` if this is the archive of none.
  public func schema() -> RosterSchema? {
    var reader = FactsReader(facts, arrays: arrays)
    do throws(DamagedFacts) {
      let schema = try reader.schema()
      return reader.isAtEnd ? schema : nil
    } catch {
      return nil
    }
  }
}

extension FactsReader {

  fileprivate mutating func schema() throws(DamagedFacts) -> RosterSchema {
    var schema = RosterSchema(
      name: try text(), fields: try all { reader throws(DamagedFacts) in try reader.field() },
      dialect: try dialect())
    let places = 0...max(0, schema.fields.count - 1)
    switch try int(in: 0...2) {
    case 0: break
    case 1: schema.duplicatePolicy = .keepLatest(field: try int(in: places))
    default: schema.duplicatePolicy = .keepEarliest(field: try int(in: places))
    }
    schema.fileField = try optional { reader throws(DamagedFacts) in try reader.int(in: places) }
    schema.tolerance = try optional { reader throws(DamagedFacts) in try reader.rational() }
    return schema
  }

  private mutating func field() throws(DamagedFacts) -> FieldSchema {
    let (name, header) = (try text(), try text())
    let others = try all { reader throws(DamagedFacts) in try reader.text() }
    let type = try type()
    var field = FieldSchema(
      name: name, header: header, type: type, isOptional: try truth(), isKey: try truth(),
      isPrivate: try truth(), isKept: try truth())
    field.otherHeaders = others
    // Whether it had a place: that place is of another text.
    _ = try truth()
    return field
  }

  private mutating func dialect() throws(DamagedFacts) -> DataDialect {
    switch try int(in: 0...2) {
    case 0: .plain
    case 1: .indonesia
    default: .international
    }
  }

  private mutating func type() throws(DamagedFacts) -> FieldType {
    switch try int(in: 0...10) {
    case 0: .text
    case 1: .nik
    case 2: .whole(try wholeRange())
    case 3: .count(try wholeRange())
    case 4: .number(try range())
    case 5: .percent(try range())
    case 6: .money(try range())
    case 7: .date(try dayRange())
    case 8: .truth
    case 9:
      .choice(
        try all { reader throws(DamagedFacts) in
          ChoiceSchema(
            try reader.text(),
            spellings: try reader.all { reader throws(DamagedFacts) in try reader.text() })
        })
    default: .reference(roster: try text())
    }
  }

  private mutating func wholeRange() throws(DamagedFacts) -> ClosedRange<Int64>? {
    guard try truth() else { return nil }
    let (low, high) = (Int64(try int()), Int64(try int()))
    guard low <= high else { throw DamagedFacts() }
    return low...high
  }

  private mutating func range() throws(DamagedFacts) -> ClosedRange<Rational>? {
    guard try truth() else { return nil }
    let (low, high) = (try rational(), try rational())
    guard low <= high else { throw DamagedFacts() }
    return low...high
  }

  private mutating func dayRange() throws(DamagedFacts) -> ClosedRange<CalendarDate>? {
    guard try truth() else { return nil }
    let days = Int(Int32.min)...Int(Int32.max)
    let (low, high) = (try int(in: days), try int(in: days))
    guard low <= high else { throw DamagedFacts() }
    return CalendarDate(days: Int32(low))...CalendarDate(days: Int32(high))
  }
}
