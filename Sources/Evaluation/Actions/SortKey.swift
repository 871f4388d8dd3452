import Rosters
import Semantics

/// One of the keys that a table is sorted by: a value a row, as integers wherever those stand in the same order.
struct SortKey {

  private enum Values {
    /// Integers, and one byte a row, 1 where there is one; `nil` where every row has one.
    case integers([Int64], present: [UInt8]?)
    /// Fractions of any size and shares.
    case scalars([Scalar])
  }

  private let values: Values
  private let isDescending: Bool

  /// Creates the key of `column`; `ranks` are the places of the rows that a reference leads to.
  init(_ column: EvaluatedColumn, ranks: [Int32]?, isDescending: Bool) {
    self.isDescending = isDescending
    let (stored, count) = (column.values, column.count)
    switch stored.values {
    case .scaled(let p, _) where column.denominators == nil:
      let integers =
        if let ranks {
          (0..<count).map { stored.isPresent($0) ? Int64(ranks[Int(p[$0])]) : 0 }
        } else if column.type == .truth {
          // Yes stands before no.
          (0..<count).map { -p[$0] }
        } else { (0..<count).map { p[$0] } }
      values = .integers(integers, present: stored.present)
    case .texts(let p, let dictionary):
      let order = (0..<dictionary.count).sorted { ScalarOrder.compare(dictionary[$0], dictionary[$1]) < 0 }
      var rank = [Int64](repeating: 0, count: order.count)
      for (place, code) in order.enumerated() { rank[code] = Int64(place) }
      values = .integers(
        (0..<count).map { stored.isPresent($0) ? rank[Int(p[$0])] : 0 }, present: stored.present)
    case .scaled, .wide: values = .scalars((0..<count).map { column[$0] })
    }
  }

  /// Returns whether row `a` stands before row `b` (negative), after it (positive), or beside it (0); what is missing
  /// stands last in either direction.
  func compare(_ a: Int, _ b: Int) -> Int {
    switch values {
    case .integers(let values, let present):
      if let present, present[a] != present[b] { return present[a] == 0 ? 1 : -1 }
      if let present, present[a] == 0 { return 0 }
      if values[a] == values[b] { return 0 }
      return (values[a] < values[b]) != isDescending ? -1 : 1
    case .scalars(let values):
      let c = ScalarOrder.compare(values[a], values[b])
      return isDescending && values[a] != .missing && values[b] != .missing ? -c : c
    }
  }
}
