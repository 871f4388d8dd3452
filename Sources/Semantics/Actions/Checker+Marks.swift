import Syntax

extension Checker {

  /// Lowers the condition of `mark when` as one more column of `query`, which says of each line whether it is marked.
  func lower(_ mark: ExpressionSyntax, in query: inout CoreQuery, _ scope: Scope, _ offset: Int) {
    let core = condition(mark, scope)
    let shown = Dictionary(
      query.columns.enumerated().map { ($1.value.canonical, $0) }, uniquingKeysWith: { first, _ in first })
    var read: Set<Int> = []
    _ = core.substituting { e in
      if case .input(let i) = e.kind, i >= offset { read.insert(i - offset) }
      // A column without a name of its own is read by what it shows.
      if let i = shown[e.canonical] { read.insert(i) }
      return nil
    }
    let name = mainLanguage == .indonesian ? "ditandai" : "marked"
    query.mark = CoreMark(columns: read.sorted(), text: text(of: mark.span))
    query.columns.append(
      CoreColumn(name: name, value: core, decimals: nil, magnitude: nil, isPrivate: false))
  }
}
