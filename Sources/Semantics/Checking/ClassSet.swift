/// A set of the classes of one variable of a ``CaseSpace``, a bit each.
struct ClassSet: Hashable {

  private var words: [UInt64]

  /// Creates an empty set of classes below `count`.
  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  /// Creates the set of those classes that `flags` says.
  init(_ flags: [Bool]) {
    self.init(count: flags.count)
    for (i, isIn) in flags.enumerated() where isIn { words[i / 64] |= 1 << UInt64(i % 64) }
  }

  /// `true` iff no class is in the set.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The classes, in order.
  var members: [Int] {
    words.indices.flatMap { w in
      (0..<64).compactMap { words[w] >> UInt64($0) & 1 == 1 ? w * 64 + $0 : nil }
    }
  }

  /// Returns whether `c` is in the set.
  func contains(_ c: Int) -> Bool { c / 64 < words.count && words[c / 64] >> UInt64(c % 64) & 1 == 1 }

  /// Returns the classes that are in both sets.
  func intersection(_ other: ClassSet) -> ClassSet {
    var result = self
    for i in words.indices where i < other.words.count { result.words[i] &= other.words[i] }
    return result
  }

  /// Returns the classes that are in either set.
  func union(_ other: ClassSet) -> ClassSet {
    var result = self
    for i in words.indices where i < other.words.count { result.words[i] |= other.words[i] }
    return result
  }

  /// Returns the classes that are not in `other`.
  func subtracting(_ other: ClassSet) -> ClassSet {
    var result = self
    for i in words.indices where i < other.words.count { result.words[i] &= ~other.words[i] }
    return result
  }

  /// Returns whether all classes are in `other` too.
  func isSubset(of other: ClassSet) -> Bool {
    for i in words.indices where i < other.words.count && words[i] & ~other.words[i] != 0 { return false }
    return true
  }

  /// Returns whether a class is in both sets.
  func intersects(_ other: ClassSet) -> Bool {
    for i in words.indices where i < other.words.count && words[i] & other.words[i] != 0 { return true }
    return false
  }
}

/// Cases: of some variables of a ``CaseSpace`` only certain classes, of the others any.
struct CaseBox: Hashable {

  /// One variable that is limited.
  struct Side: Hashable {
    let variable: Int
    var classes: ClassSet
  }

  /// The limited variables, by their positions.
  private(set) var sides: [Side]

  /// All cases.
  static let everything = CaseBox(sides: [])

  init(sides: [Side]) { self.sides = sides }

  /// Returns the classes of `variable`, or `nil` if it is not limited.
  subscript(variable: Int) -> ClassSet? {
    var low = 0
    var high = sides.count
    while low < high {
      let middle = (low + high) / 2
      if sides[middle].variable < variable { low = middle + 1 } else { high = middle }
    }
    return low < sides.count && sides[low].variable == variable ? sides[low].classes : nil
  }

  /// Returns the box with `variable` limited to `classes`.
  func limiting(_ variable: Int, to classes: ClassSet) -> CaseBox {
    var copy = self
    let at = sides.firstIndex { $0.variable >= variable } ?? sides.count
    if at < sides.count && sides[at].variable == variable {
      copy.sides[at].classes = classes
    } else {
      copy.sides.insert(Side(variable: variable, classes: classes), at: at)
    }
    return copy
  }

  /// Returns whether some case is in both boxes.
  func intersects(_ other: CaseBox) -> Bool {
    var i = 0
    var j = 0
    while i < sides.count && j < other.sides.count {
      if sides[i].variable < other.sides[j].variable {
        i += 1
      } else if sides[i].variable > other.sides[j].variable {
        j += 1
      } else {
        if !sides[i].classes.intersects(other.sides[j].classes) { return false }
        i += 1
        j += 1
      }
    }
    return true
  }

  /// Returns the cases that are in both boxes, or `nil` if there are none.
  func intersection(_ other: CaseBox) -> CaseBox? {
    var merged: [Side] = []
    merged.reserveCapacity(sides.count + other.sides.count)
    var i = 0
    var j = 0
    while i < sides.count || j < other.sides.count {
      if j == other.sides.count || (i < sides.count && sides[i].variable < other.sides[j].variable) {
        merged.append(sides[i])
        i += 1
      } else if i == sides.count || sides[i].variable > other.sides[j].variable {
        merged.append(other.sides[j])
        j += 1
      } else {
        let both = sides[i].classes.intersection(other.sides[j].classes)
        if both.isEmpty { return nil }
        merged.append(Side(variable: sides[i].variable, classes: both))
        i += 1
        j += 1
      }
    }
    return CaseBox(sides: merged)
  }

  /// Returns the sides of this box that cut something off `region`.
  func cuts(of region: CaseBox) -> [Side] {
    sides.filter { side in region[side.variable].map { !$0.isSubset(of: side.classes) } ?? true }
  }
}
