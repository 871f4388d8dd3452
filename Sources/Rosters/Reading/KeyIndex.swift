/// One part of a key, as the program writes it.
public enum KeyValue: Sendable, Hashable {

  /// An integer: a number, a NIK, a date as days, a choice's position, a referenced row.
  case integer(Int64)

  /// An exact number.
  case number(Rational)

  /// A text: NFC, trimmed.
  case text(String)
}

/// Finds the row that has a key.
///
/// An open-addressing table of row numbers over the key columns themselves: four to eight bytes a row besides them.
public struct KeyIndex: Sendable {

  /// The key fields, in the schema's order.
  public let fields: [FieldSchema]

  /// How the roster's files write numbers and dates.
  public let dialect: DataDialect

  let columns: [Column]
  private let slots: [Int32]
  private let mask: Int

  /// Creates the index of `table` by its key, or `nil` if it has none.
  ///
  /// Where rows share a key, the first is found.
  public init?(_ table: RosterTable) {
    let key = table.schema.key
    let columns = key.compactMap { table.columns[$0] }
    guard !key.isEmpty, columns.count == key.count, table.count < Int(Int32.max) else { return nil }
    self.fields = key.map { table.schema.fields[$0] }
    self.dialect = table.schema.dialect
    self.columns = columns
    var capacity = 16
    while capacity < table.count * 2 { capacity *= 2 }
    mask = capacity - 1
    var slots = [Int32](repeating: -1, count: capacity)
    let hasher = KeyHasher(columns)
    for row in 0..<table.count {
      var i = Int(truncatingIfNeeded: hasher.hash(row)) & mask
      var isKnown = false
      while slots[i] >= 0 {
        if hasher.areEqual(Int(slots[i]), row) {
          isKnown = true
          break
        }
        i = (i + 1) & mask
      }
      if !isKnown { slots[i] = Int32(row) }
    }
    self.slots = slots
  }

  /// Returns the row with `key`, one value a key field, or `nil` if there is none.
  public func row(_ key: [KeyValue]) -> Int? {
    guard key.count == columns.count else { return nil }
    var hash: UInt64 = 0
    for (k, value) in key.enumerated() {
      guard let h = KeyHasher.hash(value, in: columns[k]) else { return nil }
      hash = KeyHasher.mix(hash, h)
    }
    var i = Int(truncatingIfNeeded: KeyHasher.finish(hash)) & mask
    while slots[i] >= 0 {
      let row = Int(slots[i])
      if key.indices.allSatisfy({ KeyHasher.holds(columns[$0], row, key[$0]) }) { return row }
      i = (i + 1) & mask
    }
    return nil
  }

  /// Returns the row whose only key field is `value`, or `nil` if there is none.
  public func row(integer value: Int64) -> Int? { row([.integer(value)]) }

  /// Returns the row whose only key field is `value`, or `nil` if there is none.
  public func row(text value: String) -> Int? { row([.text(value)]) }
}

/// Hashes and compares rows by their key columns.
struct KeyHasher {

  let columns: [Column]

  init(_ columns: [Column]) { self.columns = columns }

  static func mix(_ seed: UInt64, _ value: UInt64) -> UInt64 {
    var x = (seed ^ value) &* 0x9E37_79B9_7F4A_7C15
    x ^= x >> 32
    return x &* 0xD6E8_FEB8_6659_FD93
  }

  static func finish(_ hash: UInt64) -> UInt64 { hash ^ (hash >> 29) }

  func hash(_ row: Int) -> UInt64 {
    var hash: UInt64 = 0
    for column in columns { hash = KeyHasher.mix(hash, KeyHasher.hash(column, row)) }
    return KeyHasher.finish(hash)
  }

  func areEqual(_ a: Int, _ b: Int) -> Bool {
    columns.allSatisfy { KeyHasher.areEqual($0, a, b) }
  }

  private static func hash(_ column: Column, _ row: Int) -> UInt64 {
    guard column.isPresent(row) else { return 0x5bd1_e995 }
    switch column.values {
    case .scaled(let p, _): return UInt64(bitPattern: p[row])
    case .wide(let a): return hash(a[row])
    case .texts(let codes, let dictionary):
      // By the bytes, so that the index answers for texts that come from elsewhere.
      return dictionary.withBytes(Int(codes[row])) { ByteHash.hash($0) }
    }
  }

  private static func hash(_ value: Rational) -> UInt64 {
    if let small = value.small {
      return mix(UInt64(bitPattern: small.numerator), UInt64(bitPattern: small.denominator))
    }
    var hash: UInt64 = 1
    for w in value.numerator.words { hash = mix(hash, UInt64(w)) }
    for w in value.denominator.words { hash = mix(hash, UInt64(w)) }
    return hash
  }

  private static func areEqual(_ column: Column, _ a: Int, _ b: Int) -> Bool {
    let present = column.isPresent(a)
    guard present == column.isPresent(b) else { return false }
    if !present { return true }
    switch column.values {
    case .scaled(let p, _): return p[a] == p[b]
    case .wide(let values): return values[a] == values[b]
    case .texts(let p, _): return p[a] == p[b]
    }
  }

  /// Returns the hash of `value` as `column` holds it, or `nil` if it can not hold it.
  static func hash(_ value: KeyValue, in column: Column) -> UInt64? {
    switch column.values {
    case .scaled(_, let denominator):
      guard let scaled = scaled(value, denominator) else { return nil }
      return UInt64(bitPattern: scaled)
    case .wide:
      switch value {
      case .integer(let n): return hash(Rational(n))
      case .number(let r): return hash(r)
      case .text: return nil
      }
    case .texts:
      guard case .text(let t) = value else { return nil }
      return Array(t.utf8).withUnsafeBufferPointer { ByteHash.hash(Slice(base: $0, bounds: 0..<$0.count)) }
    }
  }

  static func holds(_ column: Column, _ row: Int, _ value: KeyValue) -> Bool {
    guard column.isPresent(row) else { return false }
    switch column.values {
    case .scaled(let p, let denominator): return scaled(value, denominator) == p[row]
    case .wide(let a):
      switch value {
      case .integer(let n): return a[row] == Rational(n)
      case .number(let r): return a[row] == r
      case .text: return false
      }
    case .texts(let p, let dictionary):
      guard case .text(let t) = value else { return false }
      return dictionary.withBytes(Int(p[row])) { $0.elementsEqual(t.utf8) }
    }
  }

  private static func scaled(_ value: KeyValue, _ denominator: Int64) -> Int64? {
    switch value {
    case .integer(let n):
      let (product, overflow) = n.multipliedReportingOverflow(by: denominator)
      return overflow ? nil : product
    case .number(let r): return (r * Rational(denominator)).int64
    case .text: return nil
    }
  }
}

/// The hash of a text's bytes.
enum ByteHash {

  static func hash(_ bytes: some Collection<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for b in bytes { hash = (hash ^ UInt64(b)) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}
