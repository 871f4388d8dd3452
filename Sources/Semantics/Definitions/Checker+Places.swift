import Syntax

extension Checker {

  /// Lets definitions that stood in the program before a change keep their places, so that results which speak of
  /// places stay true.
  func keepPlaces() {
    guard !options.order.isEmpty else { return }
    var known: [String: Int] = [:]
    for (i, place) in options.order.enumerated() where known[place] == nil { known[place] = i }
    let real = entries.prefix { !$0.isVirtual }.count
    let order = entries.indices.prefix(real).sorted { a, b in
      let x = known[place(of: entries[a])] ?? Int.max
      let y = known[place(of: entries[b])] ?? Int.max
      return x != y ? x < y : a < b
    }
    var newPlace = Array(entries.indices)
    for (new, old) in order.enumerated() { newPlace[old] = new }
    entries = order.map { entries[$0] } + entries[real...]
    func moved(_ id: DefinitionID) -> DefinitionID { DefinitionID(newPlace[id.index]) }
    globals = globals.mapValues(moved)
    columns = columns.map { names in
      names.mapValues { c in
        switch c {
        case .field: c
        case .rule(let id): .rule(moved(id))
        case .table(let id, let column): .table(moved(id), column)
        }
      }
    }
  }

  private func place(of entry: DefinitionEntry) -> String {
    CoreProgram.place(entry.name.text, entry.roster.map { rosters[$0.index].name })
  }
}

extension CoreProgram {

  /// What a definition is known by from one version of a program to the next.
  static func place(_ name: String, _ roster: String?) -> String { (roster.map { $0 + "." } ?? "") + name }

  /// What each definition is known by from one version of the program to the next.
  public var places: [String] {
    definitions.map { d in
      switch d.body {
      case .rule(let roster, _): CoreProgram.place(d.name, self[roster].name)
      case .table(let t): CoreProgram.place(d.name, t.roster.map { self[$0].name })
      case .value, .parameter, .function, .target, .budget, .allocation, .ranking:
        CoreProgram.place(d.name, nil)
      }
    }
  }
}
