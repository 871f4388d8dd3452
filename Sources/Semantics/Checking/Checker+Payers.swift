import Diagnostics
import Syntax

extension Checker {

  /// Reports a name beside `source` that no purse of the program has: the test would never hold.
  func checkPayer(_ name: Name) {
    // A library speaks of purses that a program may not have.
    if files.contains(where: { $0.isLibrary && $0.program.file == name.span.file }) { return }
    var payers: [String] = []
    var kindOf: [String: String] = [:]
    for entry in entries {
      switch entry.syntax {
      case .budget(let b):
        payers.append(b.kind?.text ?? b.name.text)
        if let kind = b.kind { kindOf[b.name.text] = kind.text }
      case .allocation: payers.append(entry.name.text)
      // A pot is of the kind, or has the name, of the budget that it is split from.
      case .pot, .letValue, .parameter, .function, .rule, .table, .target, .ranking: break
      }
    }
    if payers.isEmpty || payers.contains(name.text) { return }
    report(.unknownPayer(name, among: payers, kind: kindOf[name.text]))
  }
}
