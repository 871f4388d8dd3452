/// The values of one column, one a row. What they mean (rupiah, a day, a choice) is its type's to say.
public struct Column: Sendable {

  /// The physical forms of a column.
  public enum Values: Sendable {

    /// Each value is the integer divided by the denominator (at least 1): exact numbers and money; with
    /// denominator 1 also yes/no (1/0), dates (days since 1970), choices (index in the list), references
    /// (row of the other roster) and NIKs.
    case scaled(PackedIntegers, denominator: Int64)

    /// Exact fractions that have no common small denominator.
    case wide([Rational])

    /// Texts, as codes of a dictionary.
    case texts(PackedIntegers, TextDictionary)
  }

  /// The values; where a row has none, a placeholder that nobody reads.
  public let values: Values

  /// One byte a row, 1 where the row has a value; `nil` if all have.
  public let present: [UInt8]?

  /// Creates a column.
  public init(_ values: Values, present: [UInt8]? = nil) {
    self.values = values
    self.present = present
  }

  /// The number of rows.
  public var count: Int {
    switch values {
    case .scaled(let p, _): p.count
    case .wide(let a): a.count
    case .texts(let p, _): p.count
    }
  }

  /// The bytes that the values take, without a dictionary of texts, which columns share.
  public var byteCount: Int {
    let own =
      switch values {
      case .scaled(let p, _), .texts(let p, _): p.byteCount
      case .wide(let a): a.count * MemoryLayout<Rational>.stride
      }
    return own + (present?.count ?? 0)
  }

  /// Returns whether row `i` has a value.
  public func isPresent(_ i: Int) -> Bool { present.map { $0[i] != 0 } ?? true }

  /// Returns the exact number at row `i`, or `nil` if it is missing or a text.
  public func number(_ i: Int) -> Rational? {
    guard isPresent(i) else { return nil }
    switch values {
    case .scaled(let p, let d): return Rational(Int128(p[i]), over: Int128(d))
    case .wide(let a): return a[i]
    case .texts: return nil
    }
  }

  /// Returns the integer at row `i`, or `nil` if it is missing, not an integer, or a text.
  public func integer(_ i: Int) -> Int64? {
    guard isPresent(i) else { return nil }
    switch values {
    case .scaled(let p, 1): return p[i]
    case .scaled(let p, let d): return p[i] % d == 0 ? p[i] / d : nil
    case .wide(let a): return a[i].int64
    case .texts: return nil
    }
  }

  /// Returns the text at row `i`, or `nil` if it is missing or not a text.
  public func text(_ i: Int) -> String? {
    guard isPresent(i), case .texts(let codes, let dictionary) = values else { return nil }
    return dictionary[Int(codes[i])]
  }

  /// Returns the rows at `rows`, in that order.
  public func picking(_ rows: [Int32]) -> Column {
    let picked: Values =
      switch values {
      case .scaled(let p, let d): .scaled(p.picking(rows), denominator: d)
      case .wide(let a): .wide(rows.map { a[Int($0)] })
      case .texts(let p, let dictionary): .texts(p.picking(rows), dictionary)
      }
    return Column(picked, present: present.map { flags in rows.map { flags[Int($0)] } })
  }
}

/// Distinct texts, each known by its code.
public final class TextDictionary: Sendable {

  /// The UTF-8 bytes of all texts, one after the other.
  let bytes: [UInt8]

  /// Where each text starts in `bytes`, and, last, where the last ends.
  let starts: [Int]

  /// Whether no column has it, only values on the way: then nothing about it is worth keeping.
  public let isOfOneBatch: Bool

  /// Creates the dictionary of the texts that `starts` cuts `bytes` into.
  public init(bytes: [UInt8], starts: [Int], isOfOneBatch: Bool = false) {
    self.bytes = bytes
    self.isOfOneBatch = isOfOneBatch
    self.starts = starts.isEmpty ? [0] : starts
  }

  /// Creates the dictionary of `texts`, coded by their positions.
  public convenience init(_ texts: [String]) {
    var bytes: [UInt8] = []
    var starts = [0]
    for t in texts {
      bytes.append(contentsOf: t.utf8)
      starts.append(bytes.count)
    }
    self.init(bytes: bytes, starts: starts)
  }

  /// The number of texts.
  public var count: Int { starts.count - 1 }

  /// Returns the text with `code`.
  public subscript(code: Int) -> String {
    String(decoding: bytes[starts[code]..<starts[code + 1]], as: UTF8.self)
  }

  /// Calls `body` with the bytes of the text with `code`.
  public func withBytes<R>(_ code: Int, _ body: (ArraySlice<UInt8>) -> R) -> R {
    body(bytes[starts[code]..<starts[code + 1]])
  }

  /// Returns, for each code, its place in the order by code point.
  public func ranks() -> [Int32] {
    let order = (0..<count).sorted { a, b in
      bytes[starts[a]..<starts[a + 1]].lexicographicallyPrecedes(bytes[starts[b]..<starts[b + 1]])
    }
    var result = [Int32](repeating: 0, count: count)
    for (rank, code) in order.enumerated() { result[code] = Int32(rank) }
    return result
  }
}
