import Diagnostics
import Rosters
import Syntax

/// Where an expression stands: what its names may mean.
struct Scope {

  /// A name that is neither a column nor a definition: an input of a function, an earlier column of a query.
  struct Input {
    let index: Int
    let type: CoreType
    let canBeMissing: Bool
  }

  /// The rows of a query's group, of which aggregates without a population are computed.
  struct Group {
    let roster: RosterID
    /// What the query is grouped by, in canonical form; `nil` if it is not grouped.
    let keys: [String]?
    /// Identifies the population of shares.
    let population: String
    /// Its name in messages.
    let name: String
  }

  /// The rosters whose rows enclose the expression, outermost first.
  var rows: [RosterID] = []
  /// Whether the innermost of `rows` is the expression's own row; otherwise it is that of a `for each` around it.
  var hasRow = false
  /// Names of rows of `for each`, with their level in `rows`.
  var variables: [String: Int] = [:]
  /// Names of inputs.
  var inputs: [String: Input] = [:]
  /// Whether the inputs are earlier columns of a query, which rows inside it do not see.
  var inputsAreColumns = false
  /// The group of the query, if the expression stands in one.
  var group: Group?
  /// Whether the expression is computed for a group of rows, so that single rows' columns have no meaning.
  var isOverGroup = false
  /// An allocation or ranking whose results may be named without it.
  var implicitResult: DefinitionID?
  /// In a question, the only selection of its rows, whose results may be named without it as well.
  var askedResult: DefinitionID?
  /// What has been shown to be present, in canonical form.
  var present: Set<String> = []

  /// The roster of the expression's own row.
  var roster: RosterID? { hasRow ? rows.last : nil }

  /// The scope of an expression over rows of `roster`, outside any other.
  static func row(of roster: RosterID) -> Scope {
    var s = Scope()
    s.rows = [roster]
    s.hasRow = true
    return s
  }

  /// Returns the scope of an expression over rows of `roster` inside this one.
  func entering(_ roster: RosterID) -> Scope {
    var s = self
    s.rows.append(roster)
    s.hasRow = true
    s.group = nil
    s.isOverGroup = false
    if inputsAreColumns {
      s.inputs = [:]
      s.inputsAreColumns = false
    }
    s.implicitResult = nil
    // What was known of this scope's row is now known of the outer row.
    s.present = hasRow ? Set(present.map { "^" + $0 }) : present
    return s
  }

  /// Returns the scope with `facts` known.
  func knowing(_ facts: Set<String>) -> Scope {
    if facts.isEmpty { return self }
    var s = self
    s.present.formUnion(facts)
    return s
  }
}
