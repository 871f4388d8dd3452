import Semantics

/// Which definitions depend on which.
struct DefinitionGraph {

  /// By definition.
  private(set) var traits: [Traits]
  /// By definition, those that it reads directly.
  private(set) var direct: [[Int]]
  /// Each definition after those it reads.
  private(set) var order: [Int]
  /// By definition, those that read it directly.
  private(set) var dependents: [[Int]]
  /// By definition, its place in `order`.
  private(set) var positions: [Int]
  /// By definition, the length of the longest chain it rests on.
  private(set) var heights: [Int]
  /// Those that rest on themselves.
  private(set) var rings: Set<Int> = []
  /// By budget or allocation, the allocations that draw from it.
  let users: [Int: [DefinitionID]]
  /// By budget, the allocations that leave over to it what they do not give out.
  let feeders: [Int: [DefinitionID]]

  init(_ program: CoreProgram) {
    let count = program.definitions.count
    traits = [Traits](repeating: Traits(), count: count)
    direct = [[Int]](repeating: [], count: count)
    order = []
    dependents = [[Int]](repeating: [], count: count)
    positions = [Int](repeating: 0, count: count)
    heights = [Int](repeating: 0, count: count)
    users = DefinitionGraph.users(program)
    feeders = DefinitionGraph.feeders(program)
    place(Array(0..<count), of: program)
  }

  /// Creates the graph of `program`, which differs from that of `earlier` by the definitions at `touched`: these are
  /// new or others now, or rest on such.
  init(_ program: CoreProgram, continuing earlier: Model, touched: Set<Int>) {
    (traits, direct, order) = (earlier.traits, earlier.direct, earlier.order)
    (dependents, positions, heights) = (earlier.dependents, earlier.positions, earlier.heights)
    (rings, users, feeders) = (earlier.rings, earlier.users, earlier.feeders)
    let known = traits.count
    let added = max(0, program.definitions.count - known)
    traits += [Traits](repeating: Traits(), count: added)
    direct += [[Int]](repeating: [], count: added)
    dependents += [[Int]](repeating: [], count: added)
    positions += [Int](repeating: 0, count: added)
    heights += [Int](repeating: 0, count: added)
    // What rests on a definition is touched with it, so all these may stand last.
    if touched.contains(where: { $0 < known }) {
      order.removeAll { touched.contains($0) }
      for (position, node) in order.enumerated() { positions[node] = position }
    }
    place(touched.sorted(), of: program)
  }

  /// Finds what the definitions at `places` read, and puts each after those.
  private mutating func place(_ places: [Int], of program: CoreProgram) {
    let count = program.definitions.count
    for node in places {
      // With nothing known of the others yet: what it reads directly.
      let read = TraitFinder(users: users, feeders: feeders) { _ in Traits() }
        .traits(program.definitions[node].body).definitions.filter { $0 >= 0 && $0 < count }.sorted()
      guard read != direct[node] else { continue }
      for child in direct[node] { dependents[child].removeAll { $0 == node } }
      direct[node] = read
      for child in read { dependents[child].append(node) }
    }
    // Depth first, with a stack of its own: chains are as long as programs.
    let first = order.count
    var states = Dictionary(uniqueKeysWithValues: places.map { ($0, UInt8(0)) })
    for root in places where states[root] == 0 {
      var stack: [(node: Int, next: Int)] = [(root, 0)]
      states[root] = 1
      while let (node, next) = stack.last {
        if next < direct[node].count {
          stack[stack.count - 1].next += 1
          let child = direct[node][next]
          switch states[child] {
          case 0:
            states[child] = 1
            stack.append((child, 0))
          case 1: rings.insert(node)
          case _: break
          }
        } else {
          states[node] = 2
          order.append(node)
          stack.removeLast()
        }
      }
    }
    let known = Known(traits)
    traits = []
    for position in first..<order.count {
      let node = order[position]
      positions[node] = position
      heights[node] = 1 + (direct[node].map { heights[$0] }.max() ?? 0)
      known.traits[node] = TraitFinder(users: users, feeders: feeders) { known.traits[$0.index] }.traits(
        program.definitions[node].body)
    }
    traits = known.traits
  }

  /// Returns, by budget, the allocations that draw from it.
  private static func users(_ program: CoreProgram) -> [Int: [DefinitionID]] {
    var users: [Int: [DefinitionID]] = [:]
    for i in program.definitions.indices {
      if case .allocation(let a) = program.definitions[i].body {
        for p in a.purses { users[p.definition.index, default: []].append(DefinitionID(i)) }
      }
    }
    return users
  }

  /// Returns, by budget, the allocations that leave over to it what they do not give out.
  private static func feeders(_ program: CoreProgram) -> [Int: [DefinitionID]] {
    var feeders: [Int: [DefinitionID]] = [:]
    for i in program.definitions.indices {
      if case .allocation(let a) = program.definitions[i].body, let budget = a.leftover {
        feeders[budget.index, default: []].append(DefinitionID(i))
      }
    }
    return feeders
  }

  /// What is known so far, by reference: a copy for each definition would be quadratic.
  private final class Known {
    var traits: [Traits]
    init(_ traits: [Traits]) { self.traits = traits }
  }
}
