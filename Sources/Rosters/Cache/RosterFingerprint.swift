/// Whatever a roster's rows depend on beside the bytes of its files, as bytes: where these are the same, so are the rows.
public enum RosterFingerprint {

  /// The version of the form in which tables are kept; to be raised when that or the reading of files changes.
  public static let form = 1

  /// Puts the schema, the names of the files and the rosters referred to.
  ///
  /// Where the program declares a field is left out: what is said of it is said of where it then stands.
  public static func put(
    _ schema: RosterSchema, files: [String], references: [String: KeyIndex], options: RosterReader.Options,
    to facts: inout FactsWriter
  ) {
    facts.put(form)
    // Arrays are kept as they lie in memory.
    facts.put(1.littleEndian == 1)
    facts.put(MemoryLayout<Int>.size)
    put(schema, to: &facts)
    facts.put(all: files) { $0.put($1) }
    facts.put(options.fileField) { $0.put($1) }
    facts.put(options.limits.rowBytes)
    facts.put(options.limits.columns)
    facts.put(options.limits.rows)
    facts.put(all: references.sorted { $0.key < $1.key }) { facts, reference in
      facts.put(reference.key)
      facts.put(all: reference.value.fields) { put($1, to: &$0) }
      put(reference.value.dialect, to: &facts)
      facts.put(all: reference.value.columns) { $0.put($1) }
    }
  }

  static func put(_ schema: RosterSchema, to facts: inout FactsWriter) {
    facts.put(schema.name)
    facts.put(all: schema.fields) { put($1, to: &$0) }
    put(schema.dialect, to: &facts)
    switch schema.duplicatePolicy {
    case nil: facts.put(0)
    case .keepLatest(let field)?:
      facts.put(1)
      facts.put(field)
    case .keepEarliest(let field)?:
      facts.put(2)
      facts.put(field)
    }
    facts.put(schema.fileField) { $0.put($1) }
    facts.put(schema.tolerance) { $0.put($1) }
  }

  private static func put(_ field: FieldSchema, to facts: inout FactsWriter) {
    facts.put(field.name)
    facts.put(field.header)
    facts.put(all: field.otherHeaders) { $0.put($1) }
    put(field.type, to: &facts)
    for flag in [field.isOptional, field.isKey, field.isPrivate, field.isKept, field.site != nil] {
      facts.put(flag)
    }
  }

  private static func put(_ dialect: DataDialect, to facts: inout FactsWriter) {
    switch dialect {
    case .plain: facts.put(0)
    case .indonesia: facts.put(1)
    case .international: facts.put(2)
    }
  }

  private static func put(_ type: FieldType, to facts: inout FactsWriter) {
    func put(_ kind: Int, _ range: ClosedRange<Int64>?) {
      facts.put(kind)
      facts.put(range) {
        $0.put(Int($1.lowerBound))
        $0.put(Int($1.upperBound))
      }
    }
    func put(_ kind: Int, _ range: ClosedRange<Rational>?) {
      facts.put(kind)
      facts.put(range) {
        $0.put($1.lowerBound)
        $0.put($1.upperBound)
      }
    }
    switch type {
    case .text: facts.put(0)
    case .nik: facts.put(1)
    case .whole(let range): put(2, range)
    case .count(let range): put(3, range)
    case .number(let range): put(4, range)
    case .percent(let range): put(5, range)
    case .money(let range): put(6, range)
    case .date(let range):
      facts.put(7)
      facts.put(range) {
        $0.put(Int($1.lowerBound.days))
        $0.put(Int($1.upperBound.days))
      }
    case .truth: facts.put(8)
    case .choice(let choices):
      facts.put(9)
      facts.put(all: choices) { facts, choice in
        facts.put(choice.name)
        facts.put(all: choice.spellings) { $0.put($1) }
      }
    case .reference(let roster):
      facts.put(10)
      facts.put(roster)
    }
  }
}

extension FactsWriter {

  /// Puts a column; its values stand beside the facts.
  mutating func put(_ column: Column) {
    switch column.values {
    case .scaled(let values, let denominator):
      put(0)
      put(Int(denominator))
      put(array: values)
    case .wide(let values):
      put(1)
      put(all: values) { $0.put($1) }
    case .texts(let codes, let dictionary):
      put(2)
      put(array: codes)
      put(array: .bytes(dictionary.bytes))
      put(array: dictionary.starts)
    }
    put(column.present) { $0.put(array: .bytes($1)) }
  }
}
