import Diagnostics
import Rosters
import Semantics

/// A table on its way to a reader.
public struct ResultTable: Sendable {

  /// A column.
  public struct Column: Sendable {
    /// The heading.
    public var heading: Bilingual
    /// The name in machine-readable output.
    public var key: String
    /// How its numbers are laid out.
    public var form: DisplayForm
    /// Whether its cells stand to the right, as numbers do.
    public var isNumeric: Bool
    /// Whether its cells say which others are marked; it is not shown itself.
    public var isMark = false
    /// Creates a column.
    public init(heading: Bilingual, key: String, form: DisplayForm = DisplayForm(), isNumeric: Bool) {
      self.heading = heading
      self.key = key
      self.form = form
      self.isNumeric = isNumeric
    }
  }

  /// What a row is.
  public enum RowKind: Sendable, Hashable {
    /// A row of the result.
    case plain
    /// A subtotal of the rows above it.
    case subtotal
    /// The total of all rows of the query.
    case total
    /// What `first N` left out, as one row.
    case rest
    /// A line across the table, such as the cut-off; its first cell is the label.
    case rule
  }

  /// A row.
  public struct Row: Sendable {
    /// What it is.
    public var kind: RowKind
    /// One cell a column.
    public var cells: [ResultValue]
    /// The positions of the cells that the program asks to mark.
    public var marks: Set<Int> = []
    /// Creates a row.
    public init(_ cells: [ResultValue], kind: RowKind = .plain) {
      self.kind = kind
      self.cells = cells
    }
  }

  /// The title, if the program gives one.
  public var title: Phrase?
  /// Facts under the title: the day, the population, its denominators.
  public var facts: [Phrase] = []
  /// The columns.
  public var columns: [Column]
  /// The rows, totals included, in the order of printing.
  public var rows: [Row]
  /// Sentences under the table: identities, groups without members, rows set aside, notes of the program.
  public var notes: [Phrase] = []
  /// Whether a reader sees the plain rows numbered from 1.
  public var isNumbered = false

  /// Creates a table.
  public init(title: Phrase? = nil, columns: [Column], rows: [Row]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}
