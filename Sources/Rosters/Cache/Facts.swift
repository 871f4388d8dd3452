import BigInt

/// Facts written one after the other as bytes, with the long arrays that belong to them beside.
public struct FactsWriter: Sendable {

  /// The facts.
  public private(set) var bytes: [UInt8] = []

  /// The arrays, in the order in which they were put.
  public private(set) var arrays: [PackedIntegers] = []

  /// Creates a writer of nothing.
  public init() {}

  /// Puts a whole number.
  public mutating func put(_ value: Int) {
    let word = UInt64(bitPattern: Int64(value))
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  /// Puts yes or no.
  public mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// Puts bytes, and before them how many.
  public mutating func put(_ value: [UInt8]) {
    put(value.count)
    bytes.append(contentsOf: value)
  }

  /// Puts a text.
  public mutating func put(_ value: String) { put(Array(value.utf8)) }

  /// Puts a value that may be missing, as `write` puts one that is there.
  public mutating func put<Value>(_ value: Value?, _ write: (inout FactsWriter, Value) -> Void) {
    put(value != nil)
    if let value { write(&self, value) }
  }

  /// Puts `values`, and before them how many, each as `write` puts it.
  public mutating func put<Values: Collection>(
    all values: Values, _ write: (inout FactsWriter, Values.Element) -> Void
  ) {
    put(values.count)
    for value in values { write(&self, value) }
  }

  /// Puts an exact number.
  public mutating func put(_ value: Rational) {
    if let small = value.small {
      put(true)
      put(Int(small.numerator))
      put(Int(small.denominator))
    } else {
      put(false)
      put(String(value.numerator, radix: 16))
      put(String(value.denominator, radix: 16))
    }
  }

  /// Puts a long array, which stands beside the facts.
  public mutating func put(array: PackedIntegers) { arrays.append(array) }

  /// Puts whole numbers as a long array.
  public mutating func put(array values: [Int]) {
    put(array: PackedIntegers(packing: values.map { Int64($0) }))
  }
}

/// Why facts can not be read: they are not what a writer wrote.
public struct DamagedFacts: Error, Sendable {

  /// Creates the reason.
  public init() {}
}

/// Reads facts in the order in which they were written; whatever the bytes are, it stays within them.
public struct FactsReader: Sendable {

  private let bytes: [UInt8]
  private var position = 0
  private let arrays: [PackedIntegers]
  private var nextArray = 0

  /// Creates a reader of `bytes`, beside which stand `arrays`.
  public init(_ bytes: [UInt8], arrays: [PackedIntegers] = []) {
    self.bytes = bytes
    self.arrays = arrays
  }

  /// `true` iff nothing is left to be read.
  public var isAtEnd: Bool { position == bytes.count && nextArray == arrays.count }

  /// The bytes that are left.
  public var left: Int { bytes.count - position }

  /// Reads a whole number.
  public mutating func int() throws(DamagedFacts) -> Int {
    guard left >= 8 else { throw DamagedFacts() }
    var word: UInt64 = 0
    for i in 0..<8 { word |= UInt64(bytes[position + i]) << UInt64(8 * i) }
    position += 8
    return Int(truncatingIfNeeded: Int64(bitPattern: word))
  }

  /// Reads a whole number that lies in `range`.
  public mutating func int(in range: ClosedRange<Int>) throws(DamagedFacts) -> Int {
    let value = try int()
    guard range.contains(value) else { throw DamagedFacts() }
    return value
  }

  /// Reads yes or no.
  public mutating func truth() throws(DamagedFacts) -> Bool {
    guard left >= 1, bytes[position] <= 1 else { throw DamagedFacts() }
    position += 1
    return bytes[position - 1] == 1
  }

  /// Reads bytes.
  public mutating func byteArray() throws(DamagedFacts) -> [UInt8] {
    let count = try count(ofAtLeast: 1)
    position += count
    return Array(bytes[position - count..<position])
  }

  /// Reads a text.
  public mutating func text() throws(DamagedFacts) -> String {
    let utf8 = try byteArray()
    let text = String(decoding: utf8, as: UTF8.self)
    guard text.utf8.elementsEqual(utf8) else { throw DamagedFacts() }
    return text
  }

  /// Reads a value that may be missing.
  public mutating func optional<Value>(
    _ read: (inout FactsReader) throws(DamagedFacts) -> Value
  ) throws(DamagedFacts) -> Value? {
    try truth() ? try read(&self) : nil
  }

  /// Reads values of which each takes a byte at least.
  public mutating func all<Value>(
    _ read: (inout FactsReader) throws(DamagedFacts) -> Value
  ) throws(DamagedFacts) -> [Value] {
    var values: [Value] = []
    for _ in 0..<(try count(ofAtLeast: 1)) { values.append(try read(&self)) }
    return values
  }

  /// Reads an exact number.
  public mutating func rational() throws(DamagedFacts) -> Rational {
    if try truth() {
      let (numerator, denominator) = (try int(), try int())
      guard denominator > 0, let value = Rational(Int128(numerator), over: Int128(denominator)) else {
        throw DamagedFacts()
      }
      return value
    }
    let (numerator, denominator) = (try text(), try text())
    guard let n = BigInt(numerator, radix: 16), let d = BigInt(denominator, radix: 16), d > 0,
      let value = Rational(n, over: d)
    else { throw DamagedFacts() }
    return value
  }

  /// Reads a long array.
  public mutating func array() throws(DamagedFacts) -> PackedIntegers {
    guard nextArray < arrays.count else { throw DamagedFacts() }
    nextArray += 1
    return arrays[nextArray - 1]
  }

  /// Reads a long array of `count` bytes, of any number if `nil`.
  public mutating func array(ofBytes count: Int?) throws(DamagedFacts) -> [UInt8] {
    guard case .bytes(let values) = try array(), count == nil || values.count == count else {
      throw DamagedFacts()
    }
    return values
  }

  /// Reads whole numbers of a long array, all of which lie in `range`.
  public mutating func array(in range: ClosedRange<Int>) throws(DamagedFacts) -> [Int] {
    let packed = try array()
    var values: [Int] = []
    values.reserveCapacity(packed.count)
    for i in 0..<packed.count {
      guard let value = Int(exactly: packed[i]), range.contains(value) else { throw DamagedFacts() }
      values.append(value)
    }
    return values
  }

  /// Reads how many things follow, which are no more than the bytes that are left can hold.
  private mutating func count(ofAtLeast size: Int) throws(DamagedFacts) -> Int {
    let count = try int()
    guard count >= 0, count <= left / size else { throw DamagedFacts() }
    return count
  }
}
