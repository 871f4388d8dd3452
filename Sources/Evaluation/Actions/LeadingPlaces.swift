/// The first places of an order, and the rest, which is not put in order.
struct LeadingPlaces {

  /// The first places, in their order; the others, as they stand.
  let parted: (shown: [Int], rest: [Int])

  /// Finds the first `wanted` of the places 0 ..< `count` in the order of `isBefore`, in which no two are equal.
  init(of count: Int, _ wanted: Int, by isBefore: (Int, Int) -> Bool) {
    if wanted <= 0 {
      parted = ([], Array(0..<count))
      return
    }
    // For more than a few of all, sorting is quicker.
    if wanted > count / 8 {
      let all = (0..<count).sorted(by: isBefore)
      parted = (Array(all.prefix(wanted)), Array(all.dropFirst(wanted)))
      return
    }
    // Of those looked at, the last of the first ones stands on top of a heap: most others are only compared with it.
    var heap = Array((0..<wanted).sorted { isBefore($1, $0) })
    for place in wanted..<count where isBefore(place, heap[0]) {
      heap[0] = place
      var i = 0
      while true {
        var last = i
        for child in [2 * i + 1, 2 * i + 2] where child < wanted && isBefore(heap[last], heap[child]) {
          last = child
        }
        if last == i { break }
        heap.swapAt(i, last)
        i = last
      }
    }
    var isShown = [Bool](repeating: false, count: count)
    for place in heap { isShown[place] = true }
    parted = (heap.sorted(by: isBefore), (0..<count).filter { !isShown[$0] })
  }
}
