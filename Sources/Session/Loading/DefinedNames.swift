import Syntax

/// Names that statements define. Rules of different rosters may share a name; any other definition has its name to itself.
struct DefinedNames {

  /// Of each name, the rosters whose column it is; `nil` stands for a definition that is none's.
  private var rosters: [String: Set<String?>] = [:]

  /// Adds what `statement` defines.
  mutating func insert(_ statement: StatementSyntax) {
    for name in DefinitionText.names(of: statement) {
      rosters[name.text, default: []].insert(DefinitionText.roster(of: statement))
    }
  }

  /// Returns whether what `statement` defines can not stand beside these.
  func replace(_ statement: StatementSyntax) -> Bool {
    let own = DefinitionText.roster(of: statement)
    return DefinitionText.names(of: statement).contains { name in
      guard let known = rosters[name.text] else { return false }
      return own == nil || known.contains(nil) || known.contains(own)
    }
  }
}
