import Semantics

extension CoreExpression {

  /// The expression as it was before any money is given out.
  var beforeAllocations: CoreExpression {
    substituting { e in
      guard case .result(_, .funded) = e.kind else { return nil }
      return CoreExpression(.constant(.truth(false)), type: .truth, origin: e.origin)
    }
  }

  /// The allocations whose recipients count in the expression.
  var allocationsCounted: [DefinitionID] {
    var found: [DefinitionID] = []
    _ = substituting { e in
      if case .result(let id, .funded) = e.kind, !found.contains(id) { found.append(id) }
      return nil
    }
    return found
  }

  /// Returns whether the expression names `id`.
  func reads(_ id: DefinitionID) -> Bool {
    var isFound = false
    _ = substituting { e in
      if case .definition(id) = e.kind { isFound = true }
      if case .result(id, _) = e.kind { isFound = true }
      if case .call(id, _) = e.kind { isFound = true }
      if case .table(id, _) = e.kind { isFound = true }
      return isFound ? e : nil
    }
    return isFound
  }
}
