import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Declares a roster for each file of signed awards: the key of the recipients, what they were awarded, and,
  /// where there are several purses, from which.
  func declareSignedRosters() {
    for file in files {
      for statement in file.program.statements {
        guard case .allocation(let a) = statement.kind else { continue }
        for clause in a.clauses {
          guard case .keeping(let path, _, let span) = clause, signedRosters[a.name.text] == nil else {
            continue
          }
          declareSigned(a, path, span)
        }
      }
    }
  }

  private func declareSigned(_ a: AllocationSyntax, _ path: String, _ span: Span) {
    var recipients: RosterID?
    var purses = 0
    for clause in a.clauses {
      if case .to(let p) = clause, case .named(let n) = p.source { recipients = rosterNames[n.text] }
      if case .from(let all, _) = clause { purses = all.count }
    }
    guard let recipients, !rosters[recipients.index].schema.key.isEmpty else { return }
    let schema = rosters[recipients.index].schema
    let types = rosters[recipients.index].types
    let isTaken = rosters.contains { $0.name == path }
    let name = isTaken ? "\(path) (\(a.name.text))" : path
    var signed = CoreRoster(
      name: name, schema: RosterSchema(name: name, fields: [], dialect: .international), types: [],
      origin: .file(path, span), span: span)
    for i in schema.key {
      var field = schema.fields[i]
      // An export of a result heads the column with the name; a list made by hand perhaps as the roster does.
      field.otherHeaders = [field.header]
      field.header = field.name
      // Somebody whom several purses pay may stand on a line for each.
      if purses > 1 { field.isKey = false }
      signed.schema.fields.append(field)
      signed.types.append(types[i])
    }
    func add(_ name: String, _ also: String, _ type: FieldType, _ core: CoreType, isOptional: Bool) {
      var field = FieldSchema(name: name, type: type, isOptional: isOptional, site: span)
      field.otherHeaders = ["\(a.name.text).\(name)", "\(a.name.text).\(also)", also]
      signed.schema.fields.append(field)
      signed.types.append(core)
    }
    add("amount", "nilai", .money(nil), .number(.money), isOptional: false)
    if purses > 1 { add("source", "sumber", .text, .text, isOptional: true) }
    let id = RosterID(rosters.count)
    rosters.append(signed)
    columns.append([:])
    kindAliases.append([:])
    signedRosters[a.name.text] = id
    for i in signed.schema.fields.indices { keepField(id, i) }
  }

  /// Adds the clause `keeping those in …` to the allocation.
  func keepAwards(_ s: AllocationSyntax, _ a: inout CoreAllocation, _ rows: Scope) {
    for case .keeping(_, let those, let span) in s.clauses {
      if a.keeping != nil {
        report(
          .clauseRepeated(Bilingual(en: "keeping those in", id: "mempertahankan yang ada di"), at: span))
        return
      }
      guard let id = signedRosters[s.name.text] else { return }
      let key = rosters[a.recipients.roster.index].schema.key
      let hasSource = rosters[id.index].schema.fields.count > key.count + 1
      readRosters.insert(id.index)
      for i in key { keepField(a.recipients.roster, i) }
      a.keeping = CoreAllocation.Keeping(
        roster: id, keys: key, hasSource: hasSource, condition: those.map { condition($0, rows) },
        origin: span)
    }
  }
}
