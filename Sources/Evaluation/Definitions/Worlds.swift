import Diagnostics
import Rosters
import Semantics
import Synchronization

/// One definition's change.
enum Change: Hashable, Sendable {
  /// A value stands in for it.
  case constant(Int, Scalar)
  /// What the clause of a scenario at this place says: an expression over what the scenario starts from.
  case scenario(Span)
  /// Other months are paid than the program states.
  case months(start: Int32, shift: Int)
}

/// Sets of changes laid over the plan.
struct World: Sendable {
  /// By definition, the number of its change.
  var changes: [Int: Int32] = [:]
  /// By definition that a change reaches, the interned list of changes that do.
  var variants: [Int: Int32] = [:]
  /// The day, if a scenario sets one.
  var asOf: CalendarDate?
  /// The first month that is paid, if a supposition moves it.
  var start: CalendarDate?
  /// By how many months all that the program dates is moved.
  var shift = 0
  /// The number of the change of months, if there is one.
  var months: Int32?
}

/// The assumptions that a model knows, each with a number.
final class Worlds: Sendable {

  fileprivate struct Identity: Hashable {
    var scenario: String?
    var overrides: [DefinitionID: Scalar]
  }

  fileprivate struct State {
    var worlds: [World] = [World()]
    var known: [Identity: Int32] = [Identity(scenario: nil, overrides: [:]): 0]
    var changes: [Change] = []
    var changeNumbers: [Change: Int32] = [:]
    var lists: [[Int32]: Int32] = [[]: 0]
    var listsByNumber: [[Int32]] = [[]]
    var payers: [String] = []
  }

  fileprivate let state = Mutex(State())

  /// Returns the world with `number`.
  subscript(number: Int32) -> World { state.withLock { $0.worlds[Int(number)] } }

  /// Returns the change with `number`.
  func change(_ number: Int32) -> Change { state.withLock { $0.changes[Int(number)] } }

  /// Returns the payer with `number`.
  func payer(_ number: Int32) -> String? {
    state.withLock { $0.payers.indices.contains(Int(number)) ? $0.payers[Int(number)] : nil }
  }

  /// Returns the number of `payer`.
  func number(ofPayer payer: String?) -> Int32 {
    guard let payer else { return -1 }
    return state.withLock { s in
      if let i = s.payers.firstIndex(of: payer) { return Int32(i) }
      s.payers.append(payer)
      return Int32(s.payers.count - 1)
    }
  }

  /// Returns the number of the world of a scenario and values that stand in for definitions.
  func number(scenario: String?, overrides: [DefinitionID: Scalar], in model: Model) -> Int32 {
    if scenario == nil && overrides.isEmpty { return 0 }
    let identity = Identity(scenario: scenario, overrides: overrides)
    if let known = state.withLock({ $0.known[identity] }) { return known }
    var changes: [Int: Change] = [:]
    var asOf: CalendarDate?
    var start: CalendarDate?
    var shift = 0
    // A scenario like another has its changes too.
    for i in model.program.scenarioOrder(scenario) {
      let core = model.program.scenarios[i]
      for c in core.changes { changes[c.definition.index] = .scenario(c.span) }
      asOf = core.asOf ?? asOf
      start = core.start ?? start
      shift += core.shift
    }
    for (id, value) in overrides { changes[id.index] = .constant(id.index, value) }
    return state.withLock { s in
      if let known = s.known[identity] { return known }
      var world = World(asOf: asOf, start: start, shift: shift)
      for (definition, change) in changes { world.changes[definition] = s.number(of: change) }
      if start != nil || shift != 0 {
        world.months = s.number(of: .months(start: start?.days ?? Int32.min, shift: shift))
      }
      // Which changes reach which definition: in the order of evaluation, over the changed and their dependents.
      var reached: Set<Int> = []
      var stack = Array(changes.keys)
      // What is paid month by month depends on which months these are.
      if start != nil || shift != 0 { stack += model.periodic }
      while let d = stack.popLast() {
        if reached.insert(d).inserted { stack.append(contentsOf: model.dependents[d]) }
      }
      var lists: [Int: [Int32]] = [:]
      for d in model.order where reached.contains(d) {
        var list: Set<Int32> = []
        for read in model.traits[d].definitions { list.formUnion(lists[read] ?? []) }
        if let months = world.months, model.traits[d].readsMonths { list.insert(months) }
        if let own = world.changes[d] {
          // A value that stands in for a definition depends on nothing else; a budget keeps its other clauses.
          if !model.keepsOtherClauses(d) { list = [] }
          list.insert(own)
        }
        let sorted = list.sorted()
        lists[d] = sorted
        world.variants[d] = s.number(of: sorted)
      }
      let number = Int32(s.worlds.count)
      s.worlds.append(world)
      s.known[identity] = number
      return number
    }
  }

  /// Returns the interned list of the changes of `world` that reach any of `definitions`.
  func variant(of traits: Traits, in world: Int32) -> Int32 {
    if world == 0 { return 0 }
    return state.withLock { s in
      let variants = s.worlds[Int(world)].variants
      var found: Set<Int32> = []
      for d in traits.definitions { if let v = variants[d] { found.insert(v) } }
      if traits.readsMonths, let months = s.worlds[Int(world)].months { found.insert(s.number(of: [months])) }
      if found.isEmpty { return 0 }
      if found.count == 1, let only = found.first { return only }
      var union: Set<Int32> = []
      for v in found { union.formUnion(s.listsByNumber[Int(v)]) }
      return s.number(of: union.sorted())
    }
  }

  /// Returns the numbers of the lists that have a change of `definition` to a stated value.
  func variants(withConstantsFor definition: Int) -> Set<Int32> {
    state.withLock { s in
      var doomed: Set<Int32> = []
      for (i, c) in s.changes.enumerated() {
        if case .constant(definition, _) = c { doomed.insert(Int32(i)) }
      }
      return Set(
        s.listsByNumber.indices.filter { !doomed.isDisjoint(with: s.listsByNumber[$0]) }.map { Int32($0) })
    }
  }
}

extension Worlds {

  /// Forgets the worlds with a stated value in place of `definition`, and returns the lists that have one.
  func forgetConstants(for definition: Int) -> Set<Int32> {
    let doomed = variants(withConstantsFor: definition)
    state.withLock { s in
      for (identity, number) in s.known
      where identity.overrides.keys.contains(where: { $0.index == definition }) {
        s.known[identity] = nil
        s.worlds[Int(number)] = World()
      }
    }
    return doomed
  }

  /// Forgets which world each scenario is, for a program whose scenarios may be others, and returns the lists with
  /// a change that is not among `alive`.
  func forgetScenarios(except alive: Set<Span>) -> Set<Int32> {
    state.withLock { s in
      for (identity, number) in s.known where number != 0 {
        s.known[identity] = nil
        s.worlds[Int(number)] = World()
      }
      var dead: Set<Int32> = []
      for (i, change) in s.changes.enumerated() {
        switch change {
        case .scenario(let span): if !alive.contains(span) { dead.insert(Int32(i)) }
        case .constant: dead.insert(Int32(i))
        case .months: break
        }
      }
      return Set(
        s.listsByNumber.indices.filter { !dead.isDisjoint(with: s.listsByNumber[$0]) }.map { Int32($0) })
    }
  }
}

extension Worlds.State {
  fileprivate mutating func number(of change: Change) -> Int32 {
    if let known = changeNumbers[change] { return known }
    let n = Int32(changes.count)
    changes.append(change)
    changeNumbers[change] = n
    return n
  }

  fileprivate mutating func number(of list: [Int32]) -> Int32 {
    if let known = lists[list] { return known }
    let n = Int32(listsByNumber.count)
    lists[list] = n
    listsByNumber.append(list)
    return n
  }
}

extension Model {

  /// Returns whether a change of the definition replaces only its value and not its other clauses.
  func keepsOtherClauses(_ definition: Int) -> Bool {
    switch program.definitions[definition].body {
    case .budget: true
    case .value, .parameter, .rule, .table, .function, .target, .allocation, .ranking: false
    }
  }

  /// Returns `frame` as the evaluator holds it.
  func resolve(_ frame: EvaluationFrame) -> Frame {
    let world = worlds.number(scenario: frame.scenario, overrides: frame.overrides, in: self)
    return Frame(
      world: world, day: day(of: frame)?.days ?? Frame.noDay, payer: worlds.number(ofPayer: frame.payer))
  }

  /// The day that `frame` is evaluated for.
  func day(of frame: EvaluationFrame) -> CalendarDate? {
    if let date = frame.date { return date }
    let world = worlds[worlds.number(scenario: frame.scenario, overrides: frame.overrides, in: self)]
    guard let day = world.asOf ?? asOf else { return nil }
    return world.shift == 0 ? day : day.adding(months: world.shift) ?? day
  }

  /// Returns the period that is paid for where the program states one from `from` to `to`.
  func period(from: CalendarDate, to: CalendarDate, frame: EvaluationFrame) -> (CalendarDate, CalendarDate) {
    period(from: from, to: to, worlds.number(scenario: frame.scenario, overrides: frame.overrides, in: self))
  }

  func period(from: CalendarDate, to: CalendarDate, _ world: Int32) -> (CalendarDate, CalendarDate) {
    if world == 0 { return (from, to) }
    let world = worlds[world]
    var (first, last) = (from, to)
    if world.shift != 0 {
      first = from.adding(months: world.shift) ?? from
      last = to.adding(months: world.shift) ?? to
    }
    if let start = world.start, start > first { first = start }
    return (first, last)
  }

  /// Returns what of `frame` makes a difference to something with `traits`.
  func canonical(_ frame: Frame, _ traits: Traits) -> CanonicalFrame {
    CanonicalFrame(
      variant: worlds.variant(of: traits, in: frame.world), day: traits.canonicalDay(frame.day),
      payer: traits.readsPayer ? frame.payer : -1)
  }

  /// Returns what of `frame` makes a difference to a definition.
  func canonical(_ frame: Frame, definition: Int) -> CanonicalFrame {
    let t = traits[definition]
    let variant = frame.world == 0 ? 0 : (worlds[frame.world].variants[definition] ?? 0)
    return CanonicalFrame(
      variant: variant, day: t.canonicalDay(frame.day), payer: t.readsPayer ? frame.payer : -1)
  }

  /// Returns what `e` depends on.
  func traits(of e: CoreExpression) -> Traits {
    TraitFinder(users: users, feeders: feeders) { self.traits[$0.index] }.traits(e)
  }
}

extension Model {

  /// Forgets what was computed with stated values in place of a definition: of a search, only its answer is kept.
  func forgetValues(of definition: DefinitionID) {
    results.forget(definitions: [], variants: worlds.forgetConstants(for: definition.index))
  }
}
