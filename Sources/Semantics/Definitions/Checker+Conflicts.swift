import Diagnostics
import Rosters
import Syntax

/// The exceptions of a definition, to be held against each other once all they read is checked.
struct ExceptionsToCheck {
  let name: Name
  let exceptions: [CoreException]
  let roster: RosterID?
}

extension Checker {

  /// The most sibling exceptions that are held against each other.
  private static let mostSiblings = 200

  /// Warns of exceptions of which neither is inside the other, that can both hold and do not give the same.
  func checkExceptions() {
    for e in exceptionsToCheck { checkSiblings(e.exceptions, of: e, within: [], depth: 0) }
  }

  private func checkSiblings(
    _ siblings: [CoreException], of e: ExceptionsToCheck, within outer: [CoreExpression], depth: Int
  ) {
    guard depth < 20, siblings.count <= Checker.mostSiblings else { return }
    for (j, b) in siblings.enumerated() {
      for a in siblings[..<j] where !agree(a.when, b.when) && areInForceTogether(a, b) {
        reportConflict(a, b, of: e, within: outer)
      }
      checkSiblings(b.inner, of: e, within: outer + [b.when.condition], depth: depth + 1)
    }
  }

  private func reportConflict(
    _ a: CoreException, _ b: CoreException, of e: ExceptionsToCheck, within outer: [CoreExpression]
  ) {
    let all = [a.when.condition, b.when.condition] + outer
    if all.contains(where: isBroken) { return }
    for day in periods(of: all) {
      let space = caseSpace(of: all, over: e.roster, on: day)
      guard let example = overlap(in: space, outer.count) else { continue }
      report(
        .exceptionsMayConflict(
          e.name.text, example: text(ofExample: example, in: space, on: nil),
          related: related(in: example, space), a.when.origin, at: b.when.origin))
      return
    }
  }

  /// A case for which the first two conditions of `space` hold, and the `count` after them.
  private func overlap(in space: CaseSpace, _ count: Int) -> CaseBox? {
    var boxes = space.overlap(0, 1).examples
    for i in 0..<count {
      guard let next = space.boxes[i + 2] else { continue }
      boxes = boxes.flatMap { b in next.compactMap { b.intersection($0) } }
    }
    return boxes.first
  }

  /// Whether two exceptions certainly give the same.
  private func agree(_ a: CoreCase, _ b: CoreCase) -> Bool {
    guard let x = a.result, let y = b.result else { return a.result == nil && b.result == nil }
    return x.canonical == y.canonical
  }

  private func areInForceTogether(_ a: CoreException, _ b: CoreException) -> Bool {
    let starts = [a.from, b.from].compactMap { $0 }
    let ends = [a.to, b.to].compactMap { $0 }
    guard let last = starts.max(), let first = ends.min() else { return true }
    return last <= first
  }
}
