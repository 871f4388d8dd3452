import Diagnostics
import Rosters
import Semantics
import Synchronization

/// A roster with its rows, and the indexes that were asked for.
public final class LoadedRoster: Sendable {

  /// The roster.
  public let id: RosterID

  /// The rows.
  public let table: RosterTable

  private let indexes = Mutex<[[Int]: ValueIndex]>([:])
  private let lost = Mutex<Int?>(nil)

  init(_ id: RosterID, _ table: RosterTable) {
    self.id = id
    self.table = table
  }

  /// The number of rows.
  public var count: Int { table.count }

  /// The number of rows set aside that are lost: one that gave way to another as the program says is not.
  var lostRows: Int {
    lost.withLock { known in
      if let known { return known }
      let count = table.setAside.isEmpty ? 0 : table.setAside.count { $0.reason.severity != .note }
      known = count
      return count
    }
  }

  /// Returns `rows`, or `nil` if they are all rows as they stand: then columns serve as they are kept.
  func narrowing(_ rows: [Int32]?) -> [Int32]? {
    guard let rows, rows.count == count else { return rows }
    var differing: Int32 = 0
    for i in rows.indices { differing |= rows[i] ^ Int32(truncatingIfNeeded: i) }
    return differing == 0 ? nil : rows
  }

  /// Returns the list of `rows`, or `nil` if they are all rows as they stand.
  func narrowing(_ rows: RowChoice) -> [Int32]? { narrowing(rows.some) }

  /// Returns the column of field `i`, or `nil` if it is not kept.
  public func column(_ i: Int) -> Column? { table.columns.indices.contains(i) ? table.columns[i] : nil }

  /// Returns the index of the rows by the values of `fields`, or `nil` if one is not kept.
  func index(_ fields: [Int]) -> ValueIndex? {
    if let known = indexes.withLock({ $0[fields] }) { return known }
    let columns = fields.compactMap { column($0) }
    guard columns.count == fields.count else { return nil }
    let index = ValueIndex(columns, count: count)
    indexes.withLock { $0[fields] = index }
    return index
  }
}

/// Finds the first row with given values.
final class ValueIndex: Sendable {

  private let integers: [Int64: Int32]
  private let texts: [String: Int32]
  private let others: [[Constant]: Int32]
  private let isInteger: Bool
  private let isText: Bool

  init(_ columns: [Column], count: Int) {
    var integers: [Int64: Int32] = [:]
    var texts: [String: Int32] = [:]
    var others: [[Constant]: Int32] = [:]
    var isInteger = false
    var isText = false
    if columns.count == 1, case .scaled(let packed, denominator: 1) = columns[0].values {
      isInteger = true
      integers.reserveCapacity(count)
      for i in 0..<count where columns[0].isPresent(i) && integers[packed[i]] == nil {
        integers[packed[i]] = Int32(i)
      }
    } else if columns.count == 1, case .texts(let codes, let dictionary) = columns[0].values {
      isText = true
      for i in 0..<count where columns[0].isPresent(i) {
        let text = dictionary[Int(codes[i])]
        if texts[text] == nil { texts[text] = Int32(i) }
      }
    } else {
      for i in 0..<count {
        let key = columns.compactMap { c in
          c.text(i).map { Constant.text($0) } ?? c.number(i).map { .number($0) }
        }
        if key.count == columns.count && others[key] == nil { others[key] = Int32(i) }
      }
    }
    self.integers = integers
    self.texts = texts
    self.others = others
    self.isInteger = isInteger
    self.isText = isText
  }

  /// Returns the row with the values that `columns` of another roster have at `i`.
  func row(_ columns: [Column], _ i: Int) -> Int32? {
    if isInteger { return columns[0].number(i)?.int64.flatMap { integers[$0] } }
    if isText { return columns[0].text(i).flatMap { texts[$0] } }
    let key = columns.compactMap { c in
      c.text(i).map { Constant.text($0) } ?? c.number(i).map { .number($0) }
    }
    return key.count == columns.count ? others[key] : nil
  }

  /// Returns the row with the values that `vectors` have at `i`, all of which have one.
  func row(_ vectors: [Vector], _ i: Int) -> Int32? {
    if isInteger { return vectors[0].rational(i).int64.flatMap { integers[$0] } }
    if isText { return texts[vectors[0].text(i)] }
    return others[
      vectors.map { v in
        switch v.values {
        case .codes, .texts, .constant(.text): .text(v.text(i))
        case .constant, .truths, .narrow, .wide, .shares: .number(v.rational(i))
        }
      }]
  }
}
