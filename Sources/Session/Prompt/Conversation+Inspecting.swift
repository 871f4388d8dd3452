import Diagnostics
import Rosters
import Semantics
import Syntax

extension Conversation {

  /// A piece of an entry to be coloured.
  public typealias Piece = ColouredText.Piece

  /// Returns what the pieces of `entry` are, in the language of the session.
  public func pieces(of entry: String) -> [Piece] {
    if entry.trimmingWhiteSpace.hasPrefix(":") { return piecesOfRequest(entry) }
    return ColouredText.pieces(of: entry, in: language, names: Set(hints.keys))
  }

  private func piecesOfRequest(_ entry: String) -> [Piece] {
    let bytes = Array(entry.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return [] }
    let end = bytes[colon...].firstIndex(of: UInt8(ascii: " ")) ?? bytes.count
    return [Piece(range: colon..<end, kind: .statement)]
  }

  /// Returns what is known of the name that ends at byte `cursor` of `entry`, or what the request there wants.
  public func hint(in entry: String, at cursor: Int) -> String? {
    let bytes = Array(entry.utf8)
    guard cursor == bytes.count, cursor > 0 else { return nil }
    if bytes[0] == UInt8(ascii: ":") {
      let typed = String(decoding: bytes.dropFirst(), as: UTF8.self)
      guard let name = typed.split(separator: " ").first.map(String.init),
        typed == name || typed == name + " ", case .success(let found) = PromptRequest.entry(named: name),
        name == found.name.english || name == found.name.indonesian
      else { return nil }
      let argument = found.argument.map { $0(language) + "  " } ?? ""
      return (typed.hasSuffix(" ") ? "" : " ") + argument + "– " + found.purpose(language)
    }
    var start = cursor
    while start > 0, Conversation.isNameByte(bytes[start - 1]) { start -= 1 }
    if start == cursor {
      // After an opening bracket: what the function takes.
      guard bytes[cursor - 1] == UInt8(ascii: "(") else { return nil }
      var first = cursor - 1
      while first > 0, Conversation.isNameByte(bytes[first - 1]) { first -= 1 }
      return hints[String(decoding: bytes[first..<(cursor - 1)], as: UTF8.self)].map { "  " + $0 }
    }
    // A name is not taken for a keyword's beginning while it is still growing.
    return hints[String(decoding: bytes[start..<cursor], as: UTF8.self)].map { "  " + $0 }
  }

  private static func isNameByte(_ b: UInt8) -> Bool {
    b >= 0x80 || b == UInt8(ascii: "_") || b >= UInt8(ascii: "a") && b <= UInt8(ascii: "z")
      || b >= UInt8(ascii: "A") && b <= UInt8(ascii: "Z") || b >= UInt8(ascii: "0") && b <= UInt8(ascii: "9")
  }

  /// What is known of each name, in the language of the session.
  var hints: [String: String] {
    if let known = knownHints { return known }
    var hints: [String: String] = [:]
    for roster in core.rosters {
      for (i, field) in roster.schema.fields.enumerated() where hints[field.name] == nil {
        guard i < roster.types.count else { continue }
        hints[field.name] = roster.name + ": " + core.phrase(of: roster.types[i])(language)
      }
    }
    for roster in core.rosters {
      hints[roster.name] = words("a roster", "daftar")
    }
    for definition in core.definitions { hints[definition.name] = core.phrase(of: definition)(language) }
    for scenario in core.scenarios { hints[scenario.name] = words("a scenario", "skenario") }
    knownHints = hints
    return hints
  }

  /// Says what kind of value `expression` has; nothing is computed.
  func type(of expression: String) -> PromptReply {
    if let known = hints[expression] { return saying([known]) }
    var checked = check(expression)
    if checked.found.containsError || checked.program.actions.isEmpty {
      let show = KeywordRole.show.wording.printed(in: language)
      let asShown = check("\(show) \(expression)")
      if !asShown.found.containsError || checked.program.actions.isEmpty { checked = asShown }
    }
    let errors = checked.found.elements.filter { $0.severity == .error }
    guard errors.isEmpty, let action = checked.program.actions.last else {
      loader.sources = checked.sources
      return PromptReply(errors)
    }
    let program = checked.program
    if case .showValues(let columns, _) = action.kind {
      return saying(
        columns.map { column in
          program.phrase(of: column.value.type)(language)
            + (column.value.canBeMissing ? words(", or missing", ", atau kosong") : "")
        })
    }
    if case .showResult(let id, _, _) = action.kind {
      return saying([program.phrase(of: program[id])(language)])
    }
    if case .show(let query, _) = action.kind, case .population(let p) = query.rows {
      let name = program[p.roster].name
      return saying([words("rows of \(name)", "baris dari \(name)")])
    }
    return saying([words("something to do", "sesuatu untuk dikerjakan")])
  }

  /// Returns what checking `entry` together with all that stands comes to; nothing is changed.
  private func check(_ entry: String) -> (
    program: CoreProgram, found: DiagnosticSet, sources: SourceMap
  ) {
    var next = loader
    next.diagnostics = DiagnosticSet()
    let name = words("what was asked", "yang ditanyakan")
    let result = next.parseFragment(entry, name: name, language: language)
    let own = LoadedProgram(path: nil, directory: ".", program: result.program, digest: "", isLibrary: false)
    let candidate = programs + [own]
    let analysis = next.analyze(candidate, main: result.program.file, options: options(for: candidate))
    var found = result.diagnostics
    found.formUnion(analysis.diagnostics)
    return (analysis.program, found, next.sources)
  }

  /// Returns `reply`, saying beside each place still to be written which names fit there.
  public func advising(_ reply: PromptReply) -> PromptReply {
    var advised = reply
    advised.diagnostics = reply.diagnostics.map { d in
      guard d.code == "P0434", case .bilingual(let wanted)? = d.arguments["wanted"] else { return d }
      let names = fitting(wanted.english)
      guard !names.isEmpty else { return d }
      let list = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 8 ? ", …" : "")
      let note = Diagnostic.Note(Bilingual(en: "for example \(list)", id: "misalnya \(list)"))
      return Diagnostic(
        d.template, at: d.site, d.arguments, notes: d.notes + [note], replacement: d.replacement)
    }
    return advised
  }

  /// Returns the names whose values are what `wanted` says in English.
  private func fitting(_ wanted: String) -> [String] {
    var names: [String] = []
    for (i, list) in core.choiceLists.enumerated()
    where core.phrase(of: .choice(ChoiceListID(i))).english == wanted { names += list.choices.map(\.name) }
    for definition in core.definitions where core.phrase(of: definition.type).english == wanted {
      names.append(definition.name)
    }
    for roster in core.rosters {
      for (field, type) in zip(roster.schema.fields, roster.types)
      where core.phrase(of: type).english == wanted && !names.contains(field.name) {
        names.append(field.name)
      }
    }
    return names
  }

  /// Gives a parameter, budget or `let` another value, as if its definition were entered again; or lists them.
  func set(_ assignment: String?) -> PromptReply {
    guard let assignment else { return saying(settableLines) }
    guard let sign = assignment.firstIndex(of: "=") else {
      return PromptReply([.incompleteRequest(words("set", "ubah"))])
    }
    let name = String(assignment[..<sign]).trimmingWhiteSpace
    let value = String(assignment[assignment.index(after: sign)...]).trimmingWhiteSpace
    for p in programs.reversed() where !value.isEmpty {
      guard let source = sources[p.program.file] else { continue }
      for statement in p.program.statements
      where DefinitionText.names(of: statement.kind).contains(where: { $0.text == name }) {
        guard let text = DefinitionText.setting(value, in: statement, of: source, p.program.language) else {
          continue
        }
        let entry =
          p.program.language == language
          ? text : "\(KeywordRole.languageHeader.wording.printed(in: language))\n" + text
        var reply = answer(entry)
        if reply.status == .fine {
          reply.lines.append("\(TextWidth.harmless(name)) = \(TextWidth.harmless(value))")
        }
        return reply
      }
    }
    return PromptReply([.nothingToSet(name, known: loader.settableNames)])
  }

  private var settableLines: [String] {
    var lines: [String] = []
    for p in programs where !p.isLibrary {
      guard let source = sources[p.program.file] else { continue }
      for statement in p.program.statements {
        guard let value = DefinitionText.settableValue(of: statement.kind) else { continue }
        let name = DefinitionText.names(of: statement.kind).first?.text ?? ""
        let text = TextWidth.harmless(source.text(of: value))
        lines.append(text.contains("=") ? "\(name) \(text)" : "\(name) = \(text)")
      }
    }
    return lines.isEmpty ? [words("There is nothing to set yet.", "Belum ada yang dapat diubah.")] : lines
  }
}

extension Conversation {

  /// What is supposed at the moment, as it stands before the prompt; empty where the plan itself is asked of.
  public var assumptionsText: String { assumptions.joined(separator: ", ") }
}
