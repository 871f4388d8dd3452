extension CoreProgram {

  /// The scenarios that a scenario consists of, those it starts from first; none for the plan.
  public func scenarioChain(_ name: String?) -> [CoreScenario] {
    scenarioOrder(name).map { scenarios[$0] }
  }

  /// The places of the scenarios that a scenario consists of, those it starts from first.
  ///
  /// A ring of them can not pass the checker; here it is cut where it closes.
  public func scenarioOrder(_ name: String?) -> [Int] {
    var order: [Int] = []
    func add(_ name: String?, _ open: Set<Int>) {
      guard let name, let i = scenarios.firstIndex(where: { $0.name == name }), !open.contains(i),
        !order.contains(i)
      else { return }
      add(scenarios[i].like, open.union([i]))
      for other in scenarios[i].also { add(other, open.union([i])) }
      order.append(i)
    }
    add(name, [])
    return order
  }
}
