import Diagnostics
import Rosters
import Semantics

/// The values of an expression, one a row, with what could not be computed.
public struct EvaluatedColumn: Sendable {

  /// What the values are.
  public let type: CoreType

  /// The values; of shares, the numerators. Missing and faulted rows have none.
  public let values: Column

  /// Of shares, the denominators.
  public let denominators: Column?

  /// One byte a row, 1 where the value could not be computed; `nil` if all could.
  public let faulted: [UInt8]?

  /// Why values could not be computed: the first of them by row.
  public let faults: [EvaluationFault]

  /// Creates a column.
  public init(
    type: CoreType, values: Column, denominators: Column? = nil, faulted: [UInt8]? = nil,
    faults: [EvaluationFault] = []
  ) {
    self.type = type
    self.values = values
    self.denominators = denominators
    self.faulted = faulted
    self.faults = faults
  }

  /// The number of rows.
  public var count: Int { values.count }

  /// Returns whether the value of row `i` could not be computed.
  public func isFaulted(_ i: Int) -> Bool { faulted.map { $0[i] != 0 } ?? false }

  /// The number of rows whose value could not be computed.
  public var faultCount: Int { faulted?.reduce(0) { $0 + Int($1) } ?? 0 }

  /// Returns the value of row `i`; missing where it could not be computed.
  public subscript(i: Int) -> Scalar {
    guard values.isPresent(i) else { return .missing }
    if let denominators {
      guard let n = values.number(i), let d = denominators.number(i), let share = Share(n, of: d) else {
        return .missing
      }
      return .share(share)
    }
    if let text = values.text(i) { return .text(text) }
    return values.number(i).map { Constant.number($0).scalar(type) } ?? .missing
  }

  /// Returns the sum of the numbers at `rows`; what is missing counts as nothing.
  func total(of rows: [Int]) -> Rational {
    guard denominators == nil, case .scaled(let integers, let denominator) = values.values else {
      return rows.reduce(.zero) { sum, row in
        if case .number(let n) = self[row] { sum + n } else { sum }
      }
    }
    // No sum of machine words, however many there are, leaves twice their width.
    var sum: Int128 = 0
    if let present = values.present {
      for row in rows where present[row] != 0 { sum += Int128(integers[row]) }
    } else {
      for row in rows { sum += Int128(integers[row]) }
    }
    return Rational(sum, over: Int128(denominator)) ?? .zero
  }

  /// Returns one byte a row, 1 where the condition holds.
  public var mask: [UInt8] {
    switch values.values {
    case .scaled(.bytes(let bytes), denominator: 1):
      guard let present = values.present else { return bytes }
      return zip(bytes, present).map { $0 & $1 }
    case .scaled, .wide, .texts: return (0..<count).map { values.integer($0) == 1 ? 1 : 0 }
    }
  }

  /// The rows whose condition holds.
  public var rows: [Int32] { rows(threads: 1) }

  /// Returns the rows whose condition holds.
  func rows(threads: Int) -> [Int32] { EvaluatedColumn.rows(of: mask, threads: threads) }

  /// With fewer rows a second thread is not worth its start.
  private static let worthSharing = 200_000

  /// Returns the rows where `mask`, of ones and zeros, is not zero.
  static func rows(of mask: [UInt8], threads: Int = 1) -> [Int32] {
    let parts = mask.count < worthSharing ? 1 : max(1, min(threads, 64))
    let stretch: @Sendable (Int) -> Range<Int> = { mask.count * $0 / parts..<mask.count * ($0 + 1) / parts }
    var starts = [Int](repeating: 0, count: parts + 1)
    starts.withUnsafeMutableBufferPointer { starts in
      nonisolated(unsafe) let starts = starts
      Workers.share(parts, threads: parts) { part in
        starts[part + 1] = mask[stretch(part)].withUnsafeBufferPointer { mask in
          var count = 0
          for i in 0..<mask.count { count &+= EvaluatedColumn.one(mask[i]) }
          return count
        }
      }
    }
    for part in 0..<parts { starts[part + 1] += starts[part] }
    let places = starts
    return [Int32](unsafeUninitializedCapacity: places[parts]) { rows, initialized in
      // Each part writes its own places.
      nonisolated(unsafe) let rows = rows
      Workers.share(parts, threads: parts) { part in
        mask.withUnsafeBufferPointer { mask in
          // Each row is written, and kept if it counts: nothing has to be guessed.
          var n = places[part]
          var row = stretch(part).lowerBound
          while n < places[part + 1] {
            rows[n] = Int32(truncatingIfNeeded: row)
            n &+= EvaluatedColumn.one(mask[row])
            row &+= 1
          }
        }
      }
      initialized = places[parts]
    }
  }

  /// Returns 1 for any byte but 0, without a branch.
  @inline(__always)
  private static func one(_ byte: UInt8) -> Int { Int((byte | (0 &- byte)) &>> 7) }

  /// Returns the values as a batch reads them at `rows`.
  func vector(_ rows: RowSelection) -> Vector {
    var vector: Vector
    if let denominators {
      let n = Vector(values, rows, type: type).rationals()
      let d = Vector(denominators, rows, type: type).rationals()
      let shares = zip(n, d).map { Share($0, of: $1) }
      if let some = shares.compactMap({ $0 }).first {
        vector = Vector(
          .shares(shares.map { $0 ?? some }), states: values.present.map { rows.gather($0) },
          count: rows.count)
      } else {
        vector = .all(RowState.missing, rows.count)
      }
    } else {
      vector = Vector(values, rows, type: type)
    }
    if let faulted {
      let faultedHere = rows.gather(faulted)
      var states = vector.states ?? [UInt8](repeating: RowState.present, count: rows.count)
      for (i, f) in faultedHere.enumerated() where f != 0 { states[i] = RowState.faulted }
      vector.states = states
    }
    return vector
  }
}

/// Why a value could not be computed.
public struct EvaluationFault: Sendable {

  /// What to say, at the expression at fault.
  public let diagnostic: Diagnostic

  /// The roster whose row it is, if it is a row's.
  public let roster: RosterID?

  /// The row.
  public let row: Int

  /// Creates a fault.
  public init(_ diagnostic: Diagnostic, roster: RosterID?, row: Int) {
    self.diagnostic = diagnostic
    self.roster = roster
    self.row = row
  }

  /// Returns whether `self` says the same as `other`.
  func says(theSameAs other: EvaluationFault) -> Bool {
    row == other.row && roster == other.roster && diagnostic.code == other.diagnostic.code
      && diagnostic.site == other.diagnostic.site && diagnostic.arguments == other.diagnostic.arguments
  }
}

/// The first faults of an evaluation, by row.
struct FaultLog: Sendable {

  /// How many are kept: enough to show; the states of the rows tell how many there are.
  static let capacity = 32

  private(set) var faults: [EvaluationFault] = []

  mutating func record(_ fault: EvaluationFault) {
    guard faults.count < FaultLog.capacity, !faults.contains(where: { $0.says(theSameAs: fault) }) else {
      return
    }
    faults.append(fault)
  }

  mutating func record(_ other: [EvaluationFault]) { for f in other { record(f) } }
}
