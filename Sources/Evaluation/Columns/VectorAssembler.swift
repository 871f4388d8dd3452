import Rosters
import Semantics

/// Puts the values of disjoint parts of a batch together.
struct VectorAssembler {

  private let count: Int
  private var parts: [(positions: [Int32], vector: Vector)] = []

  init(count: Int) { self.count = count }

  /// Adds the values for the rows at `positions`.
  mutating func add(_ vector: Vector, at positions: [Int32]) {
    if !positions.isEmpty { parts.append((positions, vector)) }
  }

  /// Returns the whole; rows that no part covers are missing.
  func assembled() -> Vector {
    if parts.count == 1, parts[0].positions.count == count, parts[0].positions.first == 0 {
      return parts[0].vector
    }
    return Vector(values(), states: states(), count: count)
  }

  private func states() -> [UInt8]? {
    let covered = parts.reduce(0) { $0 + $1.positions.count }
    if covered == count && parts.allSatisfy({ $0.vector.states == nil }) { return nil }
    var states = [UInt8](repeating: RowState.missing, count: count)
    for (positions, vector) in parts {
      for (i, p) in positions.enumerated() {
        states[Int(p)] = vector.states.map { $0[i] } ?? RowState.present
      }
    }
    return states
  }

  private enum Form {
    case truths
    case narrow(Int64)
    case wide
    case codes(TextDictionary)
    case texts
    case shares
  }

  /// The narrowest form that holds all parts.
  private func form() -> Form? {
    var form: Form?
    for (_, vector) in parts {
      // A part without any value (all missing, all faulted) fits every form.
      if let states = vector.states, !states.contains(RowState.present) { continue }
      let next: Form
      switch vector.values {
      case .constant(.truth), .truths: next = .truths
      case .constant(.number(let r)):
        if let small = r.small { next = .narrow(small.denominator) } else { next = .wide }
      case .narrow(_, let d): next = .narrow(d)
      case .wide: next = .wide
      case .codes(_, let dictionary): next = .codes(dictionary)
      case .constant(.text), .texts: next = .texts
      case .constant(.share), .shares: next = .shares
      }
      form = form.map { VectorAssembler.wider($0, next) } ?? next
    }
    return form
  }

  private static func wider(_ l: Form, _ r: Form) -> Form {
    switch (l, r) {
    case (.narrow(let a), .narrow(let b)):
      return Kernels.leastCommonMultiple(a, b).map { .narrow($0) } ?? .wide
    case (.wide, _), (_, .wide): return .wide
    case (.shares, _), (_, .shares): return .shares
    case (.codes(let a), .codes(let b)): return a === b ? l : .texts
    case (.texts, _), (_, .texts), (.codes, _), (_, .codes): return .texts
    case (.truths, let other): return other
    case (let other, .truths): return other
    }
  }

  private func values() -> Vector.Values {
    switch form() {
    case nil: return .constant(.number(.zero))
    case .truths:
      var result = [UInt8](repeating: 0, count: count)
      each { position, vector, i in result[position] = vector.truth(i) ? 1 : 0 }
      return .truths(result)
    case .narrow(let d): return narrow(d) ?? wide()
    case .wide: return wide()
    case .codes(let dictionary):
      var result = [Int64](repeating: 0, count: count)
      each { position, vector, i in
        if case .codes(let a, _) = vector.values { result[position] = a[i] }
      }
      return .codes(result, dictionary)
    case .texts:
      var result = [String](repeating: "", count: count)
      each { position, vector, i in if vector.isPresent(i) { result[position] = vector.text(i) } }
      return .texts(result)
    case .shares:
      guard let none = Share(.zero, of: .one) else { return .constant(.number(.zero)) }
      var result = [Share](repeating: none, count: count)
      each { position, vector, i in
        switch vector.values {
        case .shares(let a): result[position] = a[i]
        case .constant(.share(let s)): result[position] = s
        case .constant, .truths, .narrow, .wide, .codes, .texts: break
        }
      }
      return .shares(result)
    }
  }

  private func narrow(_ d: Int64) -> Vector.Values? {
    var result = [Int64](repeating: 0, count: count)
    for (positions, vector) in parts {
      switch vector.values {
      case .constant(.number(let r)):
        guard let value = (r * Rational(d)).int64 else { return nil }
        for p in positions { result[Int(p)] = value }
      case .narrow(let a, let own):
        guard d % own == 0, let scaled = Kernels.scale(a, by: d / own) else {
          if let states = vector.states, !states.contains(RowState.present) { continue }
          return nil
        }
        for (i, p) in positions.enumerated() { result[Int(p)] = scaled[i] }
      case .constant, .truths, .wide, .codes, .texts, .shares:
        if let states = vector.states, !states.contains(RowState.present) { continue }
        return nil
      }
    }
    return .narrow(result, denominator: d)
  }

  private func wide() -> Vector.Values {
    var result = [Rational](repeating: .zero, count: count)
    each { position, vector, i in if vector.isPresent(i) { result[position] = vector.rational(i) } }
    return .wide(result)
  }

  private func each(_ body: (Int, Vector, Int) -> Void) {
    for (positions, vector) in parts {
      for (i, p) in positions.enumerated() { body(Int(p), vector, i) }
    }
  }
}

extension Vector {

  /// Returns whether the condition at `i` holds.
  func truth(_ i: Int) -> Bool {
    guard isPresent(i) else { return false }
    switch values {
    case .truths(let a): return a[i] != 0
    case .narrow(let a, _): return a[i] != 0
    case .constant(.truth(let b)): return b
    case .constant(.number(let r)): return r.signum != 0
    case .constant, .wide, .codes, .texts, .shares: return false
    }
  }
}
