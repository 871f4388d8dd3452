import Diagnostics
import Syntax

extension QueryLayout {

  /// The clauses that are written, each with its role and where it stands, as far as its place is known.
  fileprivate var written: [(role: KeywordRole, site: Span?)] {
    var found: [(KeywordRole, Span?)] = []
    if let g = groups.first { found.append((.by, g.span)) }
    if let c = columns.first { found.append((.with, c.value.span)) }
    if let o = order.first { found.append((.sortedBy, o.value.span)) }
    if let f = first { found.append((.first, f.span)) }
    if hasTotalRow { found.append((.totalRow, nil)) }
    if let s = subtotals.first { found.append((.subtotalBy, s.span)) }
    if let t = title { found.append((.title, t.span)) }
    if let n = notes.first { found.append((.note, n.span)) }
    if let a = aroundCutOff { found.append((.aroundCutOff, a.span)) }
    if let m = mark { found.append((.markWhen, m.span)) }
    return found
  }
}

extension Checker {

  /// Reports each clause of `layout` that is none of `allowed`: what is silently dropped would be believed.
  func reportIdleClauses(of layout: QueryLayout, allowed: [KeywordRole], _ what: Bilingual, at span: Span) {
    func phrase(_ role: KeywordRole) -> String {
      let words = role.wording.printed(in: mainLanguage).split(separator: " ").filter { $0 != "_" }
      return words.joined(separator: " ")
    }
    for clause in layout.written where !allowed.contains(clause.role) {
      report(
        .clauseWithoutEffect(
          phrase(clause.role), what, allowed: allowed.map { "`\(phrase($0))`" }, at: clause.site ?? span))
    }
  }
}
