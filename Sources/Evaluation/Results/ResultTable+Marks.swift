import Diagnostics

extension ResultTable {

  /// Takes the columns that say what is marked out of the table, and marks what they say.
  ///
  /// Each stands behind the columns it speaks of, of which there are `width`; `marked` are their positions among
  /// them, or none for the first.
  mutating func foldMarks(_ marked: [Int], of width: Int) {
    let places = columns.indices.filter { columns[$0].isMark }
    guard !places.isEmpty else { return }
    // The place of a column among those that stay.
    var place: [Int] = []
    for c in columns.indices { place.append(c - places.prefix { $0 < c }.count) }
    for r in rows.indices where rows[r].kind != .rule {
      for p in places where p < rows[r].cells.count && rows[r].cells[p] == .truth(true) {
        let first = p - width
        rows[r].marks.formUnion((marked.isEmpty ? [0] : marked).map { place[max(0, first + $0)] })
      }
      rows[r].cells = rows[r].cells.indices.filter { !places.contains($0) }.map { rows[r].cells[$0] }
    }
    columns = columns.indices.filter { !places.contains($0) }.map { columns[$0] }
  }
}
