import Rosters
import Semantics

/// A roster that holds one made-up row with only some of its fields: what a test gives.
///
/// A field that is not given has no column, so that reading it is a fault that names it.
struct GivenRow {

  /// What stands in the place of the roster's files.
  static let files = ["given"]

  /// Returns the roster `core` with one row of `fields`.
  static func table(_ core: CoreRoster, _ fields: [Int: Scalar]) -> RosterTable {
    let columns = core.schema.fields.indices.map { i in fields[i].map { column($0, core.types[i]) } }
    return RosterTable(
      schema: core.schema, columns: columns, count: 1,
      origins: RowOrigins(files: files, runs: [RowOrigins.Run(first: 0, file: 0, fileRow: 1)]),
      rowsRead: 1)
  }

  private static func column(_ scalar: Scalar, _ type: CoreType) -> Column {
    func integer(_ n: Int64) -> Column { Column(.scaled(.longs([n]), denominator: 1)) }
    switch scalar {
    case .missing:
      if case .text = type { return Column(.texts(.bytes([0]), TextDictionary([""])), present: [0]) }
      return Column(.scaled(.bytes([0]), denominator: 1), present: [0])
    case .truth(let b): return Column(.scaled(.bytes([b ? 1 : 0]), denominator: 1))
    case .number(let n):
      guard let small = n.small else { return Column(.wide([n])) }
      return Column(.scaled(.longs([small.numerator]), denominator: small.denominator))
    case .share(let s): return Column(.wide([s.value]))
    case .text(let s): return Column(.texts(.bytes([0]), TextDictionary([s])))
    case .nik(let n): return integer(n)
    case .date(let d): return integer(Int64(d.days))
    case .choice(let i): return integer(Int64(i))
    case .row(let r): return integer(Int64(r))
    }
  }
}

/// All rosters of a program with their rows in another order, references following.
struct PermutedRosters: Sendable {

  /// Of each roster, the row of the original that stands at each place.
  let order: [[Int32]]
  /// Of each roster, the place at which each row of the original stands.
  private let places: [[Int32]]

  /// Creates an order for rosters of `counts` rows: the `variant`-th of a fixed series, the first the reverse.
  init(counts: [Int], variant: Int) {
    order = counts.map { PermutedRosters.permutation(of: $0, variant: variant) }
    places = order.map { rows in
      var places = [Int32](repeating: 0, count: rows.count)
      for (place, row) in rows.enumerated() { places[Int(row)] = Int32(place) }
      return places
    }
  }

  private static func permutation(of count: Int, variant: Int) -> [Int32] {
    if variant == 0 { return (0..<Int32(count)).reversed() }
    // A fixed shuffle: the same for the same count on any machine.
    var state = UInt64(truncatingIfNeeded: variant) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(count)
    var rows = (0..<Int32(count)).map { $0 }
    guard count > 1 else { return rows }
    for i in stride(from: count - 1, to: 0, by: -1) {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      rows.swapAt(i, Int(state % UInt64(i + 1)))
    }
    return rows
  }

  /// Returns `table`, which is roster `id` of `program`, in its new order.
  func table(_ table: RosterTable, _ id: RosterID, _ program: CoreProgram) -> RosterTable {
    var copy = table
    let rows = order[id.index]
    copy.columns = table.columns.enumerated().map { i, column in
      guard let column else { return nil }
      let picked = column.picking(rows)
      guard program[id].types.indices.contains(i), case .row(let target) = program[id].types[i],
        case .scaled(let packed, denominator: 1) = picked.values
      else { return picked }
      let moved = (0..<picked.count).map { k in
        picked.isPresent(k) ? Int64(places[target.index][Int(packed[k])]) : 0
      }
      return Column(.scaled(PackedIntegers(packing: moved), denominator: 1), present: picked.present)
    }
    copy.origins = table.origins.picking(rows)
    return copy
  }
}
