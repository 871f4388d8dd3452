import Diagnostics
import Rosters
import Semantics
import Syntax

/// One block of what an action answers; a reader's medium (terminal, page, JSON) lays it out.
public indirect enum ResultBlock: Sendable {
  /// A heading.
  case heading(Phrase)
  /// A sentence.
  case sentence(Phrase)
  /// A value with its name, and the arithmetic that makes it.
  case figure(ResultFigure)
  /// A table.
  case table(ResultTable)
  /// A chart.
  case chart(ResultChart)
  /// A tree of reasons.
  case explanation(ExplanationNode)
  /// Whether a check or a test passed, with what was expected and found.
  case verdict(passed: Bool, Phrase, details: [ResultBlock])
  /// A diagnostic found while answering (a fault, a warning).
  case diagnostic(Diagnostic)
}

/// A value with its name.
public struct ResultFigure: Sendable {
  /// The name.
  public var name: Phrase
  /// The value.
  public var value: ResultValue
  /// How it is laid out.
  public var form: DisplayForm
  /// The arithmetic that makes it, and caveats.
  public var details: [Phrase]
  /// Creates a figure.
  public init(name: Phrase, value: ResultValue, form: DisplayForm = DisplayForm(), details: [Phrase] = []) {
    self.name = name
    self.value = value
    self.form = form
    self.details = details
  }
}

/// A chart's data.
public struct ResultChart: Sendable {
  /// What it is drawn as.
  public var form = ChartForm.bars
  /// The title.
  public var title: Phrase?
  /// The heading of the values.
  public var heading: Bilingual
  /// One bar a label; two values where there is a before and an after.
  public var bars: [(label: ResultValue, values: [ResultValue])]
  /// The names of the values.
  public var series: [Bilingual]
  /// Sentences below.
  public var notes: [Phrase]
  /// Creates a chart.
  public init(
    title: Phrase?, heading: Bilingual, bars: [(label: ResultValue, values: [ResultValue])],
    series: [Bilingual], notes: [Phrase] = []
  ) {
    self.title = title
    self.heading = heading
    self.bars = bars
    self.series = series
    self.notes = notes
  }
}

/// A step of an explanation, and the steps it rests on.
public struct ExplanationNode: Sendable {
  /// What was found.
  public var statement: Phrase
  /// The value, if the step has one.
  public var value: ResultValue?
  /// Where the program says so.
  public var site: Span?
  /// The calculation that gives the value, as the program words it.
  public var formula: String?
  /// `under "…"`
  public var citation: String?
  /// The steps it rests on.
  public var children: [ExplanationNode]
  /// Creates a step.
  public init(
    _ statement: Phrase, value: ResultValue? = nil, formula: String? = nil, site: Span? = nil,
    citation: String? = nil, children: [ExplanationNode] = []
  ) {
    self.statement = statement
    self.value = value
    self.formula = formula
    self.site = site
    self.citation = citation
    self.children = children
  }
}

/// A file an action asks to write: the caller decides where, and writes it whole or not at all.
public struct OutputFile: Sendable {
  /// The path, relative to the output directory.
  public var path: String
  /// The bytes.
  public var bytes: [UInt8]
  /// The number of rows, for the record of the run.
  public var rows: Int?
  /// The fields revealed and the purpose, for the record of the run.
  public var revealed: (fields: [String], purpose: String)?
  /// Where the program asks for it.
  public var origin: Span?
  /// Creates a file.
  public init(
    path: String, bytes: [UInt8], rows: Int? = nil, revealed: (fields: [String], purpose: String)? = nil,
    origin: Span? = nil
  ) {
    self.path = path
    self.bytes = bytes
    self.rows = rows
    self.revealed = revealed
    self.origin = origin
  }
}

/// What an action answers.
public struct ActionOutcome: Sendable {
  /// What a person reads.
  public var blocks: [ResultBlock] = []
  /// Files to write.
  public var files: [OutputFile] = []
  /// `false` iff a check failed, an allocation or a search is impossible, or a required target is not met.
  public var succeeded = true
  /// Creates an empty answer.
  public init() {}
}
