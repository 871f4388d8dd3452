/// A directed graph of definitions, each pointing to those it reads.
struct DependencyGraph {

  /// The nodes that each node reads.
  let edges: [[Int]]

  /// Returns the strongly connected components, each after those it reads.
  ///
  /// It keeps its own stack, so that a chain of any length is no deeper than a short one.
  func components() -> [[Int]] {
    let n = edges.count
    var order = [Int](repeating: -1, count: n)
    var low = [Int](repeating: 0, count: n)
    var isOnStack = [Bool](repeating: false, count: n)
    var stack: [Int] = []
    var next = 0
    var result: [[Int]] = []
    var work: [(node: Int, edge: Int)] = []
    for root in 0..<n where order[root] < 0 {
      work.append((root, 0))
      while let (node, edge) = work.last {
        if edge == 0 {
          order[node] = next
          low[node] = next
          next += 1
          stack.append(node)
          isOnStack[node] = true
        }
        var descends = false
        var e = edge
        while e < edges[node].count {
          let target = edges[node][e]
          e += 1
          if order[target] < 0 {
            work[work.count - 1].edge = e
            work.append((target, 0))
            descends = true
            break
          }
          if isOnStack[target] { low[node] = min(low[node], order[target]) }
        }
        if descends { continue }
        if low[node] == order[node] {
          var component: [Int] = []
          while let top = stack.popLast() {
            isOnStack[top] = false
            component.append(top)
            if top == node { break }
          }
          result.append(component.reversed())
        }
        work.removeLast()
        if let parent = work.last?.node { low[parent] = min(low[parent], low[node]) }
      }
    }
    return result
  }

  /// Returns a shortest ring through the first node of `component`, which has one.
  func ring(in component: [Int]) -> [Int] {
    guard let start = component.min() else { return [] }
    let members = Set(component)
    var cameFrom: [Int: Int] = [:]
    var queue = [start]
    var i = 0
    while i < queue.count {
      let node = queue[i]
      i += 1
      for target in edges[node] where members.contains(target) {
        if target == start {
          var ring = [node]
          var at = node
          while at != start, let before = cameFrom[at] {
            ring.append(before)
            at = before
          }
          return ring.reversed()
        }
        if cameFrom[target] == nil {
          cameFrom[target] = node
          queue.append(target)
        }
      }
    }
    return component
  }
}
