import Syntax

extension Checker {

  /// Lowers the condition of `mark when` as one more column of `query`, which says of each line whether it is marked.
  func lower(_ mark: ExpressionSyntax, in query: inout CoreQuery, _ scope: Scope, _ offset: Int) {
    let core = condition(mark, scope)
    var read: Set<Int> = []
    _ = core.substituting { e in
      if case .input(let i) = e.kind, i >= offset { read.insert(i - offset) }
      return nil
    }
    let name = mainLanguage == .indonesian ? "ditandai" : "marked"
    query.mark = CoreMark(columns: read.sorted(), text: text(of: mark.span))
    query.columns.append(
      CoreColumn(name: name, value: core, decimals: nil, magnitude: nil, isPrivate: false))
  }
}
