import Diagnostics
import Rosters
import Semantics

extension Model {

  /// Returns the rows of `roster`, read when first asked for, less those that a `require` sets aside.
  public func table(_ roster: RosterID) throws(EvaluationStop) -> RosterTable { try loaded(roster).table }

  /// Returns the rows of `roster` if something has asked for them already.
  public func tableIfLoaded(_ roster: RosterID) -> RosterTable? {
    results.rosters.known(roster.index)?.table
  }

  /// Returns `roster` with its rows and indexes.
  public func loaded(_ roster: RosterID) throws(EvaluationStop) -> LoadedRoster {
    if let known = results.rosters.known(roster.index) { return known }
    return try results.rosters.value(roster.index) { () throws(EvaluationStop) in
      guard program.rosters.indices.contains(roster.index) else {
        throw .refused(EvaluationFault(.internalFault("a roster", at: nil), roster: nil, row: 0))
      }
      switch program[roster].origin {
      case .file:
        let table: RosterTable
        profile?.begin(.roster(program[roster].name))
        defer { profile?.end() }
        do { table = try provider(roster, self) } catch let stop as EvaluationStop { throw stop } catch {
          throw .unreadable(roster, error)
        }
        return LoadedRoster(roster, try requiring(roster, table))
      case .combined(let sources, let key, let preference):
        return LoadedRoster(
          roster, try requiring(roster, try combined(roster, sources, key: key, preference: preference)))
      case .matched(let first, let second, let keys):
        return LoadedRoster(roster, try requiring(roster, try matched(roster, first, second, keys: keys)))
      }
    }
  }

  /// Returns the table without the rows for which a requirement does not hold.
  private func requiring(_ roster: RosterID, _ table: RosterTable) throws(EvaluationStop) -> RosterTable {
    let requirements = program[roster].requirements
    if requirements.isEmpty { return table }
    // The conditions are about the rows as read: rules that they use are evaluated over those.
    let raw = Model(
      program, asOf: asOf, threads: threads, limits: limits, cancellation: cancellation,
      profile: profile
    ) { id, _ in try id == roster ? table : self.table(id) }
    let reading = try raw.standingIn(LoadedRoster(roster, table))
    let frame = raw.resolve(EvaluationFrame())
    var failed = [UInt8](repeating: 0, count: table.count)
    var reasons: [Int: Diagnostic] = [:]
    for (condition, message) in requirements {
      let holds = try raw.materialized(condition, reading, frame: frame)
      let mask = holds.mask
      let rows = (0..<table.count).filter { mask[$0] == 0 && failed[$0] == 0 }.map { Int32($0) }
      if rows.isEmpty { continue }
      let texts = try message.map { m throws(EvaluationStop) in
        try raw.materialized(m, reading, rows: rows, frame: frame)
      }
      for (i, row) in rows.enumerated() {
        failed[Int(row)] = 1
        if holds.isFaulted(Int(row)),
          let fault = holds.faults.first(where: { $0.row == Int(row) }) ?? holds.faults.first
        {
          reasons[Int(row)] = fault.diagnostic
        } else {
          reasons[Int(row)] = .requirementFails(texts?.values.text(i), at: condition.origin)
        }
      }
    }
    if reasons.isEmpty { return table }
    return table.settingAside(reasons.map { (row: $0.key, reason: $0.value) })
  }

  /// Returns the code of `text` in `dictionary`, or `nil` if it is not in it.
  func code(_ text: String, _ dictionary: TextDictionary) -> Int64? {
    let key = TextCodes.Key(dictionary: ObjectIdentifier(dictionary), text: text)
    if !dictionary.isOfOneBatch, let known = textCodes.known(key, holding: dictionary) {
      return known < 0 ? nil : known
    }
    var found: Int64 = -1
    let utf8 = Array(text.utf8)
    for i in 0..<dictionary.count
    where dictionary.withBytes(i, { $0.count == utf8.count && $0.elementsEqual(utf8) }) {
      found = Int64(i)
      break
    }
    if !dictionary.isOfOneBatch { textCodes.keep(found, for: key, holding: dictionary) }
    return found < 0 ? nil : found
  }
}
