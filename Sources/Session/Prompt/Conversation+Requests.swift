import Diagnostics
import Evaluation
import Rosters
import Semantics
import Syntax

extension Conversation {

  /// Answers a line that begins with a colon.
  public func answer(_ request: PromptRequest) -> PromptReply {
    switch request {
    case .help(let topic): return help(on: topic)
    case .tutorial(let lesson): return tutorial(lesson)
    case .sample: return load(SampleProject.programPath(language))
    case .load(let path): return load(path)
    case .data(let assignment): return data(assignment)
    case .reload: return reload()
    case .list: return saying(list)
    case .info(let name): return info(name)
    case .type(let expression): return type(of: expression)
    case .set(let assignment): return set(assignment)
    case .mode(let name): return changeMode(name)
    case .last: return showLast()
    case .export(let path): return exportLast(to: path)
    case .edit(let name): return edit(name)
    case .history(let text): return wishing(.history(text ?? ""))
    case .time(let word): return time(word)
    case .transcript(let path): return transcribe(path)
    case .save(let path): return save(path)
    case .language(let name): return changeLanguage(name)
    case .clear: return wishing(.clear)
    case .quit: return PromptReply()
    }
  }

  /// Says why a line that begins with a colon is no request.
  public func explain(_ failure: PromptRequest.Failure) -> PromptReply {
    switch failure {
    case .unknown(let name, let near): PromptReply([.unknownRequest(name, near: near)])
    case .ambiguous(let name, let names): PromptReply([.ambiguousRequest(name, names.map { $0(language) })])
    case .incomplete(let name): PromptReply([.incompleteRequest(name(language))])
    }
  }

  func saying(_ lines: [String]) -> PromptReply {
    var reply = PromptReply()
    reply.lines = lines
    return reply
  }

  func wishing(_ wish: PromptReply.Wish, saying lines: [String] = []) -> PromptReply {
    var reply = saying(lines)
    reply.wish = wish
    return reply
  }

  func words(_ english: String, _ indonesian: String) -> String {
    language == .english ? english : indonesian
  }

  /// What may be switched on and off: `true`, `false`, or `nil` for the other of what it is.
  private func time(_ word: String?) -> PromptReply {
    switch word?.lowercased() {
    case nil: wishing(.time(nil))
    case "on", "yes", "ya": wishing(.time(true))
    case "off", "no", "tidak": wishing(.time(false))
    case .some(let other):
      PromptReply([
        .noSuchSetting(words("time", "waktu"), other, known: [words("on", "ya"), words("off", "tidak")])
      ])
    }
  }

  private func transcribe(_ path: String) -> PromptReply {
    if ["off", "no", "tidak"].contains(path.lowercased()) {
      return wishing(.transcript(nil), saying: [words("The transcript is closed.", "Catatan ditutup.")])
    }
    return wishing(.transcript(path))
  }

  /// Says that what follows is written down in the file at `path`.
  public func transcribing(to path: String) -> String {
    let name = TextWidth.harmless(path)
    return words(
      "\(name): what is entered and answered is written down, identity numbers masked",
      "\(name): masukan dan jawaban dicatat, nomor identitas disamarkan")
  }

  // MARK: Load

  func load(_ path: String) -> PromptReply {
    var next = loader
    next.defaultLanguage = language
    next.diagnostics = DiagnosticSet()
    let count = next.programs.count
    guard let program = next.load(path: path) else { return PromptReply(next.diagnostics.elements) }
    let path = SampleProject.isSample(path) ? words("the sample", "contoh") : path
    for (name, value) in settings.set where !next.set(name, to: value) {
      next.diagnostics.insert(.nothingToSet(name, known: next.settableNames))
    }
    if next.diagnostics.containsError {
      loader.sources = next.sources
      return PromptReply(next.diagnostics.elements)
    }
    // Actions of a file are for a run of it; here its definitions are taken up, and questions asked of them.
    let added = next.programs[count...].map(\.keepingDefinitions)
    let before = language
    language = program.language
    var reply = commit(next, adding: Array(added), main: program.file, parsing: next.diagnostics)
    if reply.status == .fine {
      let names = added.flatMap { $0.program.statements.flatMap { DefinitionText.names(of: $0.kind) } }
      reply.lines.append(
        words(
          "\(TextWidth.harmless(path)): \(names.count) definitions; nothing is computed before it is asked for",
          "\(TextWidth.harmless(path)): \(names.count) definisi; tidak ada yang dihitung sebelum ditanyakan"))
      if before != language {
        reply.lines.append(
          words(
            "The program is English, and so is the session now; `:language indonesian` changes it back.",
            "Programnya berbahasa Indonesia, maka sesi ini juga; `:bahasa inggris` mengembalikannya."))
      }
    } else {
      language = before
    }
    return reply
  }

  // MARK: List and info

  private var list: [String] {
    var lines: [String] = []
    for p in programs where !p.isLibrary {
      for s in p.program.statements {
        guard StatementRole(of: s.kind) == .definition, let source = sources[p.program.file] else { continue }
        let first = source.line(at: s.span.start)
        let length = max(0, min(s.span.end, first.start + first.text.utf8.count) - s.span.start)
        let text = source.text(of: Span(file: s.span.file, start: s.span.start, end: s.span.start + length))
        lines.append(TextWidth.harmless(text).trimmingWhiteSpace)
      }
    }
    let modules = programs.filter(\.isLibrary).compactMap { sources[$0.program.file]?.name }
    if !modules.isEmpty {
      lines.append(
        words("library: ", "pustaka: ") + modules.map { String($0.dropLast(7)) }.joined(separator: ", "))
    }
    return lines.isEmpty ? [words("Nothing is defined yet.", "Belum ada definisi.")] : lines
  }

  private func info(_ name: String) -> PromptReply {
    let known = core.definitions.map(\.name) + core.rosters.map(\.name) + core.scenarios.map(\.name)
    for p in programs.reversed() {
      guard let source = sources[p.program.file] else { continue }
      for s in p.program.statements
      where DefinitionText.names(of: s.kind).contains(where: { $0.text == name }) {
        var reply = saying(description(of: name, s, in: source))
        let trees = RuleTree(core, texts: sources).trees(of: name)
        for tree in trees where tree.children.count > 1 { reply.blocks.append(.explanation(tree)) }
        return reply
      }
    }
    let columns = columns(named: name)
    if !columns.isEmpty { return saying(columns) }
    let fields = core.rosters.flatMap { $0.schema.fields.map(\.name) }
    return PromptReply([.unknownAtPrompt(name, near: Suggestions.near(name, among: known + fields))])
  }

  /// Says of each roster that has a column `name` what it holds and where it comes from.
  private func columns(named name: String) -> [String] {
    var lines: [String] = []
    for roster in core.rosters {
      for (i, field) in roster.schema.fields.enumerated() where field.name == name && i < roster.types.count {
        if !lines.isEmpty { lines.append("") }
        lines.append("\(roster.name).\(name): " + core.phrase(of: roster.types[i])(language))
        if case .choice(let choices) = field.type {
          lines.append("  " + choices.map(\.name).joined(separator: ", "))
        }
        if field.isOptional { lines.append(words("may be blank", "boleh kosong")) }
        if field.isPrivate {
          lines.append(words("private: its values are masked", "rahasia: nilainya disamarkan"))
        }
      }
    }
    return lines
  }

  private func description(of name: String, _ statement: Statement, in source: SourceFile) -> [String] {
    var lines: [String] = []
    let definition = core.names[name].map { core[$0] }
    if let text = definition?.documentation { lines.append(TextWidth.harmless(text)) }
    lines += source.text(of: statement.span).split(separator: "\n", omittingEmptySubsequences: false)
      .map { TextWidth.harmless(String($0)) }
    let position = source.position(of: statement.span.start)
    lines.append("")
    lines.append(
      words("defined at ", "didefinisikan di ") + "\(TextWidth.harmless(source.name)):\(position.line)")
    guard let definition, let id = core.names[name] else { return lines }
    lines.append(words("type: ", "jenis: ") + core.phrase(of: definition)(language))
    if definition.isUnverified { lines.append(words("unverified", "belum diverifikasi")) }
    if definition.isPrivate {
      lines.append(words("private: its values are masked", "rahasia: nilainya disamarkan"))
    }
    let uses = definition.dependencies.map { core[$0].name } + definition.rosters.map { core[$0].name }
    if !uses.isEmpty { lines.append(words("uses ", "memakai ") + unique(uses).joined(separator: ", ")) }
    let users = core.definitions.filter { $0.dependencies.contains(id) }.map(\.name)
    if !users.isEmpty {
      lines.append(words("used by ", "dipakai oleh ") + unique(users).joined(separator: ", "))
    }
    return lines
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  // MARK: Language

  private func changeLanguage(_ name: String?) -> PromptReply {
    switch name?.lowercased() {
    case "english", "inggris", "en": language = .english
    case "indonesian", "indonesia", "id": language = .indonesian
    default:
      return PromptReply([
        .noSuchSetting(
          words("language", "bahasa"), name ?? "",
          known: [words("english", "inggris"), words("indonesian", "indonesia")])
      ])
    }
    return saying([
      words("Keywords and messages are English now.", "Kata kunci dan pesan kini dalam bahasa Indonesia.")
    ])
  }
}

extension LoadedProgram {

  /// The program without its actions and tests.
  var keepingDefinitions: LoadedProgram {
    var copy = self
    copy.program = program.keeping {
      switch StatementRole(of: $0.kind) {
      case .definition, .use, .asOf, .supposition: true
      case .test, .action, .invalid: false
      }
    }
    return copy
  }
}
