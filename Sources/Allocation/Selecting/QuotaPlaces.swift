/// Which of a quota's limits can pass over each row, the number of limits for none.
///
/// Rows are read in the order of candidates, which is any: the fewer bytes a row takes the nearer they are.
struct QuotaPlaces {

  private enum Places {
    /// All rows have the one limit.
    case one
    case bytes([UInt8])
    case shorts([UInt16])
    case words([UInt32])
  }

  private let places: Places

  /// `true` iff no row is without a limit.
  let concernAll: Bool

  /// Creates the places of the `limits` limits of `quota`.
  init(_ quota: Quota, limits: Int) {
    let mask = quota.pausesGroup ? nil : quota.mask
    if quota.groupOfRow == nil && mask == nil {
      (places, concernAll) = (.one, true)
    } else if let none = UInt8(exactly: limits) {
      let (bytes, concernAll) = QuotaPlaces.places(quota.groupOfRow, mask, none)
      (places, self.concernAll) = (.bytes(bytes), concernAll)
    } else if let none = UInt16(exactly: limits) {
      let (shorts, concernAll) = QuotaPlaces.places(quota.groupOfRow, mask, none)
      (places, self.concernAll) = (.shorts(shorts), concernAll)
    } else {
      let (words, concernAll) = QuotaPlaces.places(quota.groupOfRow, mask, UInt32(truncatingIfNeeded: limits))
      (places, self.concernAll) = (.words(words), concernAll)
    }
  }

  private static func places<T: FixedWidthInteger>(
    _ groupOfRow: [Int32]?, _ mask: [UInt8]?, _ none: T
  ) -> (places: [T], concernAll: Bool) {
    var lacking: T = 0
    var places = [T](repeating: 0, count: groupOfRow?.count ?? mask?.count ?? 0)
    places.withUnsafeMutableBufferPointer { places in
      groupOfRow?.withUnsafeBufferPointer { groups in
        for row in 0..<places.count {
          places[row] = groups[row] < 0 ? none : T(truncatingIfNeeded: groups[row])
        }
      }
      mask?.withUnsafeBufferPointer { mask in
        for row in 0..<places.count { places[row] = mask[row] == 0 ? none : places[row] }
      }
      for place in places { lacking |= place == none ? 1 : 0 }
    }
    return (places, lacking == 0)
  }

  /// Writes for each of `rows` its limit, one of `limits`, or -1 for none.
  func load(
    _ rows: UnsafePointer<Int32>, _ count: Int, into target: UnsafeMutablePointer<Int32>, _ limits: Range<Int>
  ) {
    let first = Int32(truncatingIfNeeded: limits.lowerBound)
    let none = Int32(truncatingIfNeeded: limits.count)
    func load<T: FixedWidthInteger>(_ places: [T]) {
      places.withUnsafeBufferPointer { places in
        for i in 0..<count {
          let place = Int32(truncatingIfNeeded: places[Int(rows[i])])
          target[i] = place == none ? -1 : place &+ first
        }
      }
    }
    switch places {
    case .one: target.update(repeating: first, count: count)
    case .bytes(let places): load(places)
    case .shorts(let places): load(places)
    case .words(let places): load(places)
    }
  }

  /// Sets in `target` the bits that `values` has at the places of `rows`.
  func gather(
    _ values: UnsafePointer<UInt8>, _ rows: UnsafePointer<Int32>, _ count: Int,
    into target: UnsafeMutablePointer<UInt8>
  ) {
    func gather<T: FixedWidthInteger>(_ places: [T]) {
      places.withUnsafeBufferPointer { places in
        for i in 0..<count { target[i] |= values[Int(places[Int(rows[i])])] }
      }
    }
    switch places {
    case .one: for i in 0..<count { target[i] |= values[0] }
    case .bytes(let places): gather(places)
    case .shorts(let places): gather(places)
    case .words(let places): gather(places)
    }
  }
}
