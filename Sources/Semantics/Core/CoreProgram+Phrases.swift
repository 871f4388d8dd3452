import Diagnostics

extension CoreProgram {

  /// Returns how `type` reads: "a date", "a choice of workers.role".
  public func phrase(of type: CoreType) -> Bilingual {
    TypePhrase.of(type) { list in
      choiceLists[list.index].owner
    } roster: { roster in
      rosters[roster.index].name
    } population: { population in
      populations.indices.contains(population.index) ? populations[population.index] : ""
    }
  }

  /// Returns what `definition` is and what kind of value it has: "a rule for workers: yes or no".
  public func phrase(of definition: CoreDefinition) -> Bilingual {
    let type = phrase(of: definition.type)
    func signature(_ inputs: [CoreType], _ what: Bilingual) -> Bilingual {
      let all = inputs.map { phrase(of: $0) }
      if all.isEmpty {
        return Bilingual(en: "\(what.english): \(type.english)", id: "\(what.indonesian): \(type.indonesian)")
      }
      return Bilingual(
        en: "\(what.english) of (\(all.map(\.english).joined(separator: ", "))): \(type.english)",
        id: "\(what.indonesian) dari (\(all.map(\.indonesian).joined(separator: ", "))): \(type.indonesian)")
    }
    switch definition.body {
    case .value: return type
    case .parameter(let p): return signature(p.inputs, Bilingual(en: "a parameter", id: "parameter"))
    case .function(let inputs, _): return signature(inputs, Bilingual(en: "a function", id: "fungsi"))
    case .rule(let roster, _):
      let name = self[roster].name
      return Bilingual(
        en: "a rule for \(name): \(type.english)", id: "aturan untuk \(name): \(type.indonesian)")
    case .table(let table):
      let results = table.results.map { phrase(of: $0.type) }
      let owner = table.roster.map { self[$0].name }
      let en = results.map(\.english).joined(separator: ", ")
      let id = results.map(\.indonesian).joined(separator: ", ")
      if let owner { return Bilingual(en: "a table for \(owner): \(en)", id: "tabel untuk \(owner): \(id)") }
      let inputs = table.inputs.map { phrase(of: $0) }
      return Bilingual(
        en: "a table of (\(inputs.map(\.english).joined(separator: ", "))): \(en)",
        id: "tabel dari (\(inputs.map(\.indonesian).joined(separator: ", "))): \(id)")
    case .target: return Bilingual(en: "a target", id: "target")
    case .budget: return Bilingual(en: "a budget: rupiah", id: "pagu: rupiah")
    case .allocation: return Bilingual(en: "an allocation", id: "alokasi")
    case .ranking: return Bilingual(en: "a ranking", id: "peringkat")
    }
  }
}
