import Rosters
import Semantics

/// The order of values: the only one that sorted tables use.
enum ScalarOrder {

  /// Returns whether `l` stands before `r` (negative), after it (positive), or beside it (0). Numbers by size, texts
  /// by code points, days by time, choices as the program lists them, yes before no; missing after all else.
  static func compare(_ l: Scalar, _ r: Scalar) -> Int {
    switch (l, r) {
    case (.missing, .missing): return 0
    case (.missing, _): return 1
    case (_, .missing): return -1
    case (.truth(let a), .truth(let b)): return a == b ? 0 : (a ? -1 : 1)
    case (.number(let a), .number(let b)): return a == b ? 0 : (a < b ? -1 : 1)
    case (.share(let a), .share(let b)): return a.value == b.value ? 0 : (a.value < b.value ? -1 : 1)
    case (.number(let a), .share(let b)): return a == b.value ? 0 : (a < b.value ? -1 : 1)
    case (.share(let a), .number(let b)): return a.value == b ? 0 : (a.value < b ? -1 : 1)
    case (.text(let a), .text(let b)): return compare(a, b)
    case (.nik(let a), .nik(let b)): return a == b ? 0 : (a < b ? -1 : 1)
    case (.date(let a), .date(let b)): return a == b ? 0 : (a < b ? -1 : 1)
    case (.choice(let a), .choice(let b)): return a == b ? 0 : (a < b ? -1 : 1)
    case (.row(let a), .row(let b)): return a == b ? 0 : (a < b ? -1 : 1)
    case (.truth, _), (.number, _), (.share, _), (.text, _), (.nik, _), (.date, _), (.choice, _), (.row, _):
      // Values of two kinds are never compared by a checked program.
      return 0
    }
  }

  /// Returns the order of two texts by their code points.
  static func compare(_ l: String, _ r: String) -> Int {
    if let order = l.utf8.withContiguousStorageIfAvailable({ l in
      r.utf8.withContiguousStorageIfAvailable { compare(l, $0) }
    }), let order {
      return order
    }
    return Array(l.utf8).withUnsafeBufferPointer { l in
      Array(r.utf8).withUnsafeBufferPointer { compare(l, $0) }
    }
  }

  private static func compare(_ l: UnsafeBufferPointer<UInt8>, _ r: UnsafeBufferPointer<UInt8>) -> Int {
    for i in 0..<min(l.count, r.count) where l[i] != r[i] { return l[i] < r[i] ? -1 : 1 }
    return l.count == r.count ? 0 : (l.count < r.count ? -1 : 1)
  }
}
