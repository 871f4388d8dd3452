/// Rows of a roster: all as they stand, of which no list is held, or those of a list.
public enum RowChoice: Sendable {

  /// All rows; so many there are.
  case all(Int)
  /// The rows of the list.
  case list([Int32])

  /// The number of rows.
  public var count: Int {
    switch self {
    case .all(let n): n
    case .list(let rows): rows.count
    }
  }

  /// Returns the row at `position`.
  public subscript(position: Int) -> Int32 {
    switch self {
    case .all: Int32(truncatingIfNeeded: position)
    case .list(let rows): rows[position]
    }
  }

  /// The rows, one after the other.
  public var list: [Int32] {
    switch self {
    case .all(let n): Array(0..<Int32(n))
    case .list(let rows): rows
    }
  }

  /// The list of the rows; `nil` if they are all.
  var some: [Int32]? {
    switch self {
    case .all: nil
    case .list(let rows): rows
    }
  }
}
