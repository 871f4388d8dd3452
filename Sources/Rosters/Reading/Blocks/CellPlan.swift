/// What to do with the cells of one column of a file: plain numbers, so that the row loop reads nothing else.
struct CellPlan {

  enum Kind: UInt8 {
    /// No field reads it.
    case skip
    /// A text that is only looked at for blanks.
    case checkedText
    case text
    case nik
    /// Whole numbers and counts.
    case integer
    /// Numbers and money: digits may have a scale.
    case decimal
    case percent
    case date
    /// Choices, yes and no, and references: each distinct cell is resolved once.
    case lookup
    /// Several fields read the same column.
    case several
  }

  var kind: Kind
  /// The field, which is also the place of its values in the scratch columns.
  var field: Int = -1
  var isOptional = false
  /// The range of integers and dates.
  var low = Int64.min
  var high = Int64.max
  /// Whether exact numbers have a range.
  var hasRange = false
}

/// What the threads need to know of one file and its schema; never changed while they run.
final class ReadingPlan: Sendable {

  let schema: RosterSchema
  let layout: FileLayout
  let delimiter: UInt8
  let limits: ReadingLimits

  /// One plan a column of the file.
  let cells: [CellPlan]

  /// For each column that several fields read, their plans.
  let several: [Int: [CellPlan]]

  /// For each field, what its lookups need.
  let lookups: [Lookup?]

  /// For each field, the range of its exact numbers.
  let ranges: [ClosedRange<Rational>?]

  /// Whether the values of a field are wanted in the table.
  let isKept: [Bool]

  /// How the cells of a field that is looked up are resolved.
  enum Lookup: Sendable {
    case spellings(Spellings)
    case key(KeyIndex, lookup: Spellings?)
  }

  /// Spellings behind a reference, so that a plan holds one word for them.
  final class Spellings: Sendable {
    let table: ChoiceSpellings
    init(_ table: ChoiceSpellings) { self.table = table }
  }

  init(schema: RosterSchema, layout: FileLayout, references: [String: KeyIndex], limits: ReadingLimits) {
    self.schema = schema
    self.layout = layout
    self.delimiter = layout.delimiter
    self.limits = limits
    var isKept = schema.fields.map { $0.isKept || $0.isKey }
    switch schema.duplicatePolicy {
    case .keepLatest(let f)?, .keepEarliest(let f)?: if isKept.indices.contains(f) { isKept[f] = true }
    case nil: break
    }
    // A field that no column feeds (the file's name) has nothing to keep.
    let fed = Set(layout.fields).union(layout.sharedColumns.values.joined())
    for f in isKept.indices where !fed.contains(f) { isKept[f] = false }
    self.isKept = isKept
    var ranges: [ClosedRange<Rational>?] = []
    var lookups: [Lookup?] = []
    var plans: [CellPlan] = []
    for (i, field) in schema.fields.enumerated() {
      var plan = CellPlan(kind: .text, field: i, isOptional: field.isOptional)
      var range: ClosedRange<Rational>?
      var lookup: Lookup?
      switch field.type {
      case .text: plan.kind = isKept[i] ? .text : .checkedText
      case .nik: plan.kind = .nik
      case .whole(let r):
        plan.kind = .integer
        plan.low = r?.lowerBound ?? .min
        plan.high = r?.upperBound ?? .max
      case .count(let r):
        plan.kind = .integer
        plan.low = max(0, r?.lowerBound ?? 0)
        plan.high = r?.upperBound ?? .max
      case .number(let r), .money(let r):
        plan.kind = .decimal
        plan.hasRange = r != nil
        range = r
      case .percent(let r):
        plan.kind = .percent
        range = r ?? Rational.zero...Rational.one
      case .date(let r):
        plan.kind = .date
        plan.low = Int64(r?.lowerBound.days ?? .min)
        plan.high = Int64(r?.upperBound.days ?? .max)
      case .truth:
        plan.kind = .lookup
        lookup = .spellings(Spellings(ChoiceSpellings(truthIn: schema.dialect)))
      case .choice(let choices):
        plan.kind = .lookup
        lookup = .spellings(Spellings(ChoiceSpellings(choices)))
      case .reference(let roster):
        plan.kind = .lookup
        if let index = references[roster] {
          var spellings: Spellings?
          if case .choice(let choices)? = index.fields.first?.type {
            spellings = Spellings(ChoiceSpellings(choices))
          }
          lookup = .key(index, lookup: spellings)
        }
      }
      plans.append(plan)
      ranges.append(range)
      lookups.append(lookup)
    }
    self.ranges = ranges
    self.lookups = lookups
    var cells = layout.headers.map { _ in CellPlan(kind: .skip) }
    var several: [Int: [CellPlan]] = [:]
    for (column, field) in layout.fields.enumerated() where field >= 0 { cells[column] = plans[field] }
    for (column, fields) in layout.sharedColumns {
      several[column] = fields.map { plans[$0] }
      cells[column] = CellPlan(kind: .several, field: fields[0])
    }
    self.cells = cells
    self.several = several
  }
}
