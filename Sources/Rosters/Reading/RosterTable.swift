import Diagnostics

/// A roster as loaded: one column a kept field, all of one length, and what was set aside on the way.
public struct RosterTable: Sendable {

  /// The schema it was read by.
  public var schema: RosterSchema

  /// One column a field, in the schema's order; `nil` for a field that is not kept.
  public var columns: [Column?]

  /// The number of rows.
  public var count: Int

  /// The row of the file (as a spreadsheet counts, the header being row 1) that each row came from.
  public var origins: RowOrigins

  /// The rows of the file that are not used, each with the reason.
  public var setAside: SetAsideRows

  /// The number of data rows in the file: `count` plus the rows set aside.
  public var rowsRead: Int

  /// Notices and errors about the file as a whole.
  public var diagnostics: DiagnosticSet

  /// The files read and how each is laid out: what excerpts are made from.
  public internal(set) var layouts: [FileLayout] = []

  /// The rows below or between the data that only add it up; they are no rows of the roster.
  public internal(set) var totalRows: [TotalRow] = []

  /// How long the reading took.
  public internal(set) var times = ReadingTimes()

  /// The values found in fields of choices that are none of the choices, with their counts.
  public internal(set) var unlistedValues: [UnlistedValue] = []

  /// Creates a table.
  public init(
    schema: RosterSchema, columns: [Column?], count: Int, origins: RowOrigins, setAside: SetAsideRows = [],
    rowsRead: Int, diagnostics: DiagnosticSet = DiagnosticSet()
  ) {
    self.schema = schema
    self.columns = columns
    self.count = count
    self.origins = origins
    self.setAside = setAside
    self.rowsRead = rowsRead
    self.diagnostics = diagnostics
  }
}

/// How long the parts of a reading took, in nanoseconds; no result depends on it.
public struct ReadingTimes: Sendable {
  /// The cells became values.
  public internal(set) var cells: Int64 = 0
  /// The values of all blocks became columns.
  public internal(set) var columns: Int64 = 0
  /// The keys were compared.
  public internal(set) var keys: Int64 = 0
}

/// Which file and which row of it each row of a table came from; runs, since most files lose few rows.
public struct RowOrigins: Sendable {

  /// A stretch of rows that follow each other in one file.
  public struct Run: Sendable {
    /// The first row of the table.
    public let first: Int
    /// The position of the file in ``RowOrigins/files``.
    public let file: Int
    /// The row of the file that `first` came from; the header is row 1.
    public let fileRow: Int
    /// Creates a run.
    public init(first: Int, file: Int, fileRow: Int) {
      self.first = first
      self.file = file
      self.fileRow = fileRow
    }
  }

  /// The names of the files.
  public var files: [String]

  /// The runs, by their first rows.
  public var runs: [Run]

  /// For each file, how its rows and its lines relate.
  var lines: [RowLines] = []

  /// Creates origins.
  public init(files: [String], runs: [Run]) {
    self.files = files
    self.runs = runs
  }

  /// Returns the file and the file's row of row `i` of the table.
  public subscript(i: Int) -> (file: String, row: Int) {
    var low = 0
    var high = runs.count
    guard high > 0 else { return ("", i) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].first <= i { low = middle } else { high = middle }
    }
    let run = runs[low]
    return (files.indices.contains(run.file) ? files[run.file] : "", run.fileRow + i - run.first)
  }

  /// Returns the row of the table that came from row `fileRow` of file `file` (the only file if `nil`).
  public func index(ofFileRow fileRow: Int, file: String? = nil, count: Int) -> Int? {
    for (k, run) in runs.enumerated() {
      if let file, files[run.file] != file { continue }
      let length = (k + 1 < runs.count ? runs[k + 1].first : count) - run.first
      if fileRow >= run.fileRow && fileRow < run.fileRow + length { return run.first + fileRow - run.fileRow }
    }
    return nil
  }

  /// Returns the origins of the rows at `rows`, which ascend.
  public func picking(_ rows: [Int32]) -> RowOrigins {
    var picked: [Run] = []
    for (i, row) in rows.enumerated() {
      let (k, fileRow) = run(of: Int(row))
      if let last = picked.last, last.file == k, last.fileRow + i - last.first == fileRow { continue }
      picked.append(Run(first: i, file: k, fileRow: fileRow))
    }
    var result = RowOrigins(files: files, runs: picked)
    result.lines = lines
    return result
  }

  /// Returns the position of the file, the file's row, and the line it starts on, of row `i` of the table.
  func place(_ i: Int) -> (file: Int, row: Int, line: Int) {
    let (file, row) = run(of: i)
    return (file, row, lines.indices.contains(file) ? lines[file].line(ofRow: row) : row)
  }

  /// Returns the line of the text file on which row `i` of the table starts.
  public func line(of i: Int) -> Int { place(i).line }

  private func run(of i: Int) -> (file: Int, fileRow: Int) {
    var low = 0
    var high = runs.count
    guard high > 0 else { return (0, i) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].first <= i { low = middle } else { high = middle }
    }
    return (runs[low].file, runs[low].fileRow + i - runs[low].first)
  }
}

/// How the rows of one file and its lines relate: they part where a quoted cell holds line ends.
struct RowLines: Sendable {

  /// What to add to a row to get its line, before any such cell.
  var base: Int

  /// Rows whose cells hold line ends, and how many lines they and those before them have too many.
  var jumps: [(row: Int, lines: Int)] = []

  /// Returns the line on which `row` starts.
  func line(ofRow row: Int) -> Int {
    var low = 0
    var high = jumps.count
    while low < high {
      let middle = (low + high) / 2
      if jumps[middle].row < row { low = middle + 1 } else { high = middle }
    }
    return row + base + (low > 0 ? jumps[low - 1].lines : 0)
  }
}

/// A row of a file that is not used, and why.
public struct SetAsideRow: Sendable {

  /// The file.
  public var file: String

  /// The row as a spreadsheet counts.
  public var row: Int

  /// The line of the text file on which the row starts.
  public var line: Int

  /// The header of the column at fault, if one is.
  public var column: String?

  /// The value at fault, masked if the field is private.
  public var value: String?

  /// Why, as a diagnostic: its code, its texts and its arguments.
  public var reason: Diagnostic

  /// The position of the file among the files of the roster.
  public internal(set) var fileIndex = 0

  /// The offset in the file of the row's first byte, if known.
  public internal(set) var offset: Int?

  /// Creates a row set aside.
  public init(file: String, row: Int, line: Int, column: String?, value: String?, reason: Diagnostic) {
    self.file = file
    self.row = row
    self.line = line
    self.column = column
    self.value = value
    self.reason = reason
  }
}
