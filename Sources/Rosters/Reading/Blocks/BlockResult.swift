import Diagnostics

/// What one block of a file holds: its rows as packed columns, and the rows that are not used.
///
/// Rows, lines and records count from the block's first record; whoever joins the blocks knows what stood before.
struct BlockResult {

  /// One column of the block.
  struct Values {
    /// Integers, or codes of the thread's texts; none if they stand in the room for all.
    var packed: PackedIntegers
    /// Whether they stand in the room for all, where the block has its place.
    var isPlaced = false
    /// One byte a row, 1 where there is a value; `nil` if all have.
    var present: [UInt8]?
    /// The power of ten that the integers are multiplied by.
    var scale = 0
    /// Values too large for that, by row.
    var wide: [(row: Int, value: Rational)] = []
  }

  /// A row that was taken although it looks like one that adds up others.
  struct Suspect {
    var row: Int
    var record: Int
    var line: Int
  }

  /// The offset of the first record, and of the first record after the block; `nil` if no record starts in it.
  var start: Int?
  var end: Int
  /// The thread whose text codes the columns hold.
  var thread: Int
  /// The first of the rows that are set apart for the block in the room for all; `nil` if none are.
  var place: Int?
  var records = 0
  var lines = 0
  var rows = 0
  /// One a field; `nil` for those not kept.
  var columns: [Values?] = []
  var setAside: SetAsideRows
  /// Stretches of rows that follow each other: the first row and its record.
  var runs: [(row: Int, record: Int)] = []
  /// Records that hold line ends: the record and how many.
  var longRecords: [(record: Int, lines: Int)] = []
  /// Rows not used because they add up others: record and line.
  var totals: [(record: Int, line: Int)] = []
  var suspects: [Suspect] = []
  /// For each field: identity numbers read, those that end in 0, and those a spreadsheet turned into numbers.
  var identities: [IdentityCount] = []
  var failure: FileFailure?
}

/// What tells whether a column of identity numbers went through a spreadsheet.
struct IdentityCount: Sendable {
  var count = 0
  var endingInZero = 0
  var scientific = 0

  /// Returns whether so many `touched` of `count` numbers mean that the column went through a spreadsheet.
  ///
  /// Of intact numbers about one in ten ends in 0; a few can not tell.
  static func isDamaged(_ touched: Int, of count: Int) -> Bool { count >= 20 && touched * 10 >= count * 9 }
}

/// Why the rest of a file can not be read.
enum FileFailure: Error, Sendable, Hashable {

  /// The byte at `offset` belongs to no character of UTF-8.
  case notUTF8(offset: Int, byte: UInt8)

  /// The byte at `offset` is 0.
  case null(offset: Int)

  /// The row that starts at `offset` is too long.
  case longRow(offset: Int, line: Int)

  /// A quote in the row that starts at `offset` is never closed.
  case openQuote(offset: Int, line: Int)

  /// The system could not read on.
  case unreadable(String)

  /// The caller asked to stop.
  case cancelled
}
