import Diagnostics
import Rosters
import Syntax

/// What to advise of a name that is not known.
private struct Advice {

  /// The names near it, nearest first.
  let near: [String]

  /// The nearest names, or the few that there are, in words.
  let text: DiagnosticArgument

  init(_ name: String, among known: [String]) {
    // Of very many names only those that begin alike are looked at.
    let initial = name.first
    let candidates =
      known.count <= 2_000
      ? known : known.filter { $0.first == initial && abs($0.utf8.count - name.utf8.count) <= 2 }
    let all = Set(candidates.prefix(4_000)).sorted()
    near = Suggestions.near(name, among: all)
    let quoted = near.map { "`\($0)`" }
    if !near.isEmpty {
      let list = DiagnosticArgument.list(quoted)
      text = .bilingual(
        Bilingual(
          en: "did you mean \(list.text(in: .english))?", id: "maksud Anda \(list.text(in: .indonesian))?"))
    } else if known.isEmpty {
      text = .bilingual(Bilingual(en: "declare it, or leave it out", id: "deklarasikan, atau hilangkan"))
    } else if all.count <= 12 && known.count <= 2_000 {
      let list = all.map { "`\($0)`" }.joined(separator: ", ")
      text = .bilingual(Bilingual(en: "there are: \(list)", id: "yang ada: \(list)"))
    } else {
      text = .bilingual(
        Bilingual(en: "check the spelling, or declare it", id: "periksa ejaannya, atau deklarasikan"))
    }
  }
}

extension Diagnostic {

  private static func unknown(
    _ template: DiagnosticTemplate, _ name: Name, _ known: [String],
    _ more: [String: DiagnosticArgument] = [:]
  ) -> Diagnostic {
    var arguments = more
    arguments["name"] = .text(name.text)
    let advice = Advice(name.text, among: known)
    arguments["advice"] = advice.text
    let mend =
      advice.near.count == 1 && !name.isQuoted ? Replacement(name.span, with: advice.near[0]) : nil
    return Diagnostic(template, at: name.span, arguments, replacement: mend)
  }

  static func unknownName(_ name: Name, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownName, name, known)
  }
  static func unknownRoster(_ name: Name, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownRoster, name, known)
  }
  static func unknownField(_ name: Name, of owner: String?, among known: [String]) -> Diagnostic {
    let of: Bilingual =
      owner.map { Bilingual(en: "of `\($0)`", id: "dari `\($0)`") }
      ?? Bilingual(en: "with choices of any roster", id: "berpilihan dari daftar mana pun")
    return unknown(NameDiagnostics.unknownField, name, known, ["owner": .bilingual(of)])
  }
  static func unknownChoice(_ name: Name, of owner: String, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownChoice, name, known, ["owner": .text(owner)])
  }
  static func unknownKind(_ name: Name, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownKind, name, known)
  }
  static func unknownRule(_ name: Name, of owner: String, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownRule, name, known, ["owner": .text(owner)])
  }
  static func unknownFunction(_ name: Name, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownFunction, name, known)
  }
  static func unknownColumn(_ name: Name, of owner: String, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownColumn, name, known, ["owner": .text(owner)])
  }
  static func unknownResult(_ name: Name, of owner: String, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownResult, name, known, ["owner": .text(owner)])
  }
  static func unknownType(_ name: Name, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownType, name, known)
  }
  static func unknownScenario(_ name: Name, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownScenario, name, known)
  }
  static func unknownTarget(_ name: Name, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownTarget, name, known)
  }
  static func unknownBudget(_ name: Name, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownBudget, name, known)
  }
  static func unknownAllocation(_ name: Name, among known: [String]) -> Diagnostic {
    unknown(NameDiagnostics.unknownAllocation, name, known)
  }

  static func duplicateName(_ name: Name, first: Span?) -> Diagnostic {
    let note = Note(
      Bilingual(en: "it was first declared here", id: "pertama kali dideklarasikan di sini"), at: first)
    return Diagnostic(
      NameDiagnostics.duplicateName, at: name.span, ["name": .text(name.text)],
      notes: first == nil ? [] : [note])
  }

  static func notARoster(_ name: Name) -> Diagnostic {
    Diagnostic(NameDiagnostics.notARoster, at: name.span, ["name": .text(name.text)])
  }

  /// What a name without a value is.
  enum Valueless {
    case table
    case target
    case allocation
    case ranking

    fileprivate var phrase: Bilingual {
      switch self {
      case .table: Bilingual(en: "a decision table", id: "tabel keputusan")
      case .target: Bilingual(en: "a target", id: "target")
      case .allocation: Bilingual(en: "an allocation", id: "alokasi")
      case .ranking: Bilingual(en: "a ranking", id: "peringkat")
      }
    }
  }

  static func notAValue(_ name: Name, kind: Valueless, results: [String]) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.notAValue, at: name.span,
      [
        "name": .text(name.text), "kind": .bilingual(kind.phrase),
        "result": .list(results.map { "`\(name.text).\($0)`" }),
      ])
  }

  static func rosterAsValue(_ name: Name) -> Diagnostic {
    Diagnostic(NameDiagnostics.rosterAsValue, at: name.span, ["name": .text(name.text)])
  }

  static func groupAsValue(_ name: Name) -> Diagnostic {
    Diagnostic(NameDiagnostics.groupAsValue, at: name.span, ["name": .text(name.text)])
  }

  static func choiceAsValue(_ name: Name, owner: String) -> Diagnostic {
    let column = owner.split(separator: ".").last.map(String.init) ?? owner
    return Diagnostic(
      NameDiagnostics.choiceAsValue, at: name.span,
      ["name": .text(name.text), "owner": .text(owner), "column": .text(column)])
  }

  static func columnOfOuterRow(_ name: Name, roster: String) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.columnOfOuterRow, at: name.span, ["name": .text(name.text), "roster": .text(roster)])
  }

  static func columnOfReferred(_ name: Name, path: String, roster: String) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.columnOfReferred, at: name.span,
      ["name": .text(name.text), "path": .text(path), "roster": .text(roster)],
      replacement: Replacement(name.span, with: path))
  }

  static func columnWithoutRow(_ name: Name, roster: String) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.columnWithoutRow, at: name.span, ["name": .text(name.text), "roster": .text(roster)])
  }

  static func columnShadows(_ name: String, roster: String, first: Span, at site: Span) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.columnShadows, at: site, ["name": .text(name), "roster": .text(roster)],
      notes: [
        Note(Bilingual(en: "the other is declared here", id: "yang lain dideklarasikan di sini"), at: first)
      ])
  }

  static func columnOfSingleRows(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(NameDiagnostics.columnOfSingleRows, at: site, ["name": .text(name)])
  }

  static func thisWithoutRow(at site: Span) -> Diagnostic {
    Diagnostic(NameDiagnostics.thisWithoutRow, at: site)
  }

  static func noMembers(_ name: Name, _ type: Bilingual, base: String) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.noMembers, at: name.span,
      ["name": .text(name.text), "type": .bilingual(type), "base": .text(base)])
  }

  static func resultOfOtherRows(_ name: Name, of owner: String, roster: String, here: String?) -> Diagnostic {
    let place: Bilingual =
      here.map { Bilingual(en: "a row of `\($0)`", id: "baris dari `\($0)`") }
      ?? Bilingual(en: "no row", id: "tidak ada baris")
    return Diagnostic(
      NameDiagnostics.resultOfOtherRows, at: name.span,
      ["name": .text(name.text), "owner": .text(owner), "roster": .text(roster), "here": .bilingual(place)])
  }

  static func argumentsNeeded(_ name: Name, inputs: [String]) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.argumentsNeeded, at: name.span,
      ["name": .text(name.text), "inputs": .text(inputs.joined(separator: ", "))])
  }

  static func argumentCount(_ name: Name, expected: [String], found: Int, at site: Span) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.argumentCount, at: site,
      [
        "name": .text(name.text), "expected": .count(expected.count), "found": .count(found),
        "inputs": .text(expected.joined(separator: ", ")),
      ])
  }

  static func notCallable(_ name: Name) -> Diagnostic {
    Diagnostic(NameDiagnostics.notCallable, at: name.span, ["name": .text(name.text)])
  }

  static func budgetOfOwners(_ name: Name, owners: String) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.budgetOfOwners, at: name.span, ["name": .text(name.text), "owners": .text(owners)])
  }

  static func notABudget(_ name: Name) -> Diagnostic {
    Diagnostic(NameDiagnostics.notABudget, at: name.span, ["name": .text(name.text)])
  }

  static func noPathBack(_ name: Name, from: String, to: String) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.noPathBack, at: name.span,
      ["name": .text(name.text), "from": .text(from), "to": .text(to)])
  }

  static func pathsBack(_ name: Name, _ paths: [String]) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.pathsBack, at: name.span,
      ["name": .text(name.text), "paths": .list(paths), "path": .text(paths.first ?? "")])
  }

  static func inThisWithoutRow(at site: Span) -> Diagnostic {
    Diagnostic(NameDiagnostics.inThisWithoutRow, at: site)
  }

  static func fieldOfKindMissing(_ field: String, kind: Name, roster: String, needed: Span?) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.fieldOfKindMissing, at: kind.span,
      ["name": .text(field), "kind": .text(kind.text), "roster": .text(roster)],
      notes: needed.map { [Note(Bilingual(en: "it is needed here", id: "diperlukan di sini"), at: $0)] } ?? []
    )
  }

  static func fieldOfKindDiffers(
    _ field: String, kind: Name, roster: String, expected: Bilingual, found: Bilingual, isOptional: Bool,
    at site: Span
  ) -> Diagnostic {
    let is_: Bilingual =
      isOptional
      ? Bilingual(en: found.english + " that can be blank", id: found.indonesian + " yang boleh kosong")
      : found
    return Diagnostic(
      NameDiagnostics.fieldOfKindDiffers, at: site,
      [
        "name": .text(field), "kind": .text(kind.text), "roster": .text(roster),
        "expected": .bilingual(expected), "found": .bilingual(is_),
      ],
      notes: [
        Note(Bilingual(en: "the kind is taken on here", id: "jenis itu dipakai di sini"), at: kind.span)
      ])
  }

  static func rosterFromItself(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(NameDiagnostics.rosterFromItself, at: site, ["name": .text(name)])
  }

  static func rowsOfItself(_ name: String, at site: Span) -> Diagnostic {
    Diagnostic(NameDiagnostics.rowsOfItself, at: site, ["name": .text(name)])
  }

  static func rosterWithoutFields(_ name: Name) -> Diagnostic {
    Diagnostic(NameDiagnostics.rosterWithoutFields, at: name.span, ["name": .text(name.text)])
  }

  static func rosterInferred(_ name: Name, fields: [String]) -> Diagnostic {
    let shown = fields.count <= 40 ? fields : Array(fields.prefix(40)) + ["… (\(fields.count))"]
    return Diagnostic(
      NameDiagnostics.rosterInferred, at: name.span,
      ["name": .text(name.text), "fields": .text(shown.joined(separator: ", "))])
  }

  static func spellingOfTwoChoices(_ spelling: String, _ name: Name, first: Name) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.spellingOfTwoChoices, at: name.span, ["spelling": .text(spelling)],
      notes: [Note(Bilingual(en: "it stands for this one too", id: "juga mewakili yang ini"), at: first.span)]
    )
  }

  static func scenarioNamedBase(_ name: Name) -> Diagnostic {
    Diagnostic(NameDiagnostics.scenarioNamedBase, at: name.span)
  }

  static func allocationAsRows(_ name: Name, roster: String) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.allocationAsRows, at: name.span, ["name": .text(name.text), "roster": .text(roster)])
  }

  static func notAMatch(at site: Span) -> Diagnostic { Diagnostic(NameDiagnostics.notAMatch, at: site) }

  static func rosterWithoutSingleKey(_ name: Name, at site: Span) -> Diagnostic {
    Diagnostic(NameDiagnostics.rosterWithoutSingleKey, at: site, ["name": .text(name.text)])
  }

  static func duplicateColumn(_ name: Name) -> Diagnostic {
    Diagnostic(NameDiagnostics.duplicateColumn, at: name.span, ["name": .text(name.text)])
  }

  static func ruleOfSeveralRosters(_ name: Name, rosters: [String]) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.ruleOfSeveralRosters, at: name.span,
      ["name": .text(name.text), "rosters": .list(rosters)])
  }

  static func testOfSeveralRosters(_ rosters: [String], at site: Span) -> Diagnostic {
    Diagnostic(NameDiagnostics.testOfSeveralRosters, at: site, ["rosters": .list(rosters)])
  }
}
