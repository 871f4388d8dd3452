import Diagnostics
import Formatting
import Syntax

extension Conversation {

  /// Returns what worked as a program that runs: the definitions that stand, then the questions, in order.
  func save(_ path: String) -> PromptReply {
    var reply = PromptReply()
    let directory = FilePath.split(path).directory
    var text = language == .english ? "language english\n" : "bahasa indonesia\n"
    var wasBlock = true
    var outside: [(name: String, path: String)] = []
    for p in programs where !p.isLibrary {
      guard let source = sources[p.program.file] else { continue }
      var end = p.program.headerSpan?.end ?? 0
      for s in p.program.statements {
        // A file that is used stands here with its own text: its definitions may have been replaced since.
        if case .use(let use) = s.kind, case .file = use.module { continue }
        let lead = comments(before: s, after: end, in: p, source)
        end = s.span.end
        let own = translated(statementText(s, in: p, source, savedIn: directory), from: p.program.language)
        let isBlock = !lead.isEmpty || own.contains("\n")
        text += (isBlock || wasBlock ? "\n" : "") + lead + own + "\n"
        wasBlock = isBlock
        if SampleProject.isSample(p.directory), case .roster = s.kind {
          if !reply.diagnostics.contains(where: { $0.code == "P0955" }) {
            reply.diagnostics.append(.sampleSaved)
          }
        } else if let roster = rosterOutside(s, in: p, of: directory) {
          outside.append(roster)
        }
      }
    }
    if !outside.isEmpty { reply.diagnostics.append(.savedAway(TextWidth.harmless(path), outside)) }
    reply.saved = (path, text)
    let count = programs.reduce(0) { $0 + ($1.isLibrary ? 0 : $1.program.statements.count) }
    reply.lines = [
      language == .english
        ? "\(TextWidth.harmless(path)): \(count) statements"
        : "\(TextWidth.harmless(path)): \(count) pernyataan"
    ]
    return reply
  }

  /// Returns the comments that stand between `end` and `statement`, each on its line.
  private func comments(
    before statement: Statement, after end: Int, in p: LoadedProgram, _ source: SourceFile
  ) -> String {
    p.program.comments.filter { $0.span.start >= end && $0.span.end <= statement.span.start }
      .filter { source.line(at: $0.span.start).text.trimmingWhiteSpace.hasPrefix("#") }
      .map { $0.text + "\n" }.joined()
  }

  /// Returns the roster that `statement` defines and the path of its data, if they do not lie below `directory`.
  private func rosterOutside(
    _ statement: Statement, in p: LoadedProgram, of directory: String
  ) -> (name: String, path: String)? {
    guard case .roster(let roster) = statement.kind else { return nil }
    let path: String
    switch roster.origin {
    case .file(let text, _), .like(_, let text, _): path = text
    case .combining: return nil
    }
    let whole = settings.data.last { $0.roster == roster.name.text }?.path ?? FilePath.join(p.directory, path)
    let relative = FilePath.relative(whole, from: directory)
    let isBelow = FilePath.staysBelow(relative) && whole.hasPrefix("/") == directory.hasPrefix("/")
    return isBelow ? nil : (roster.name.text, whole)
  }

  /// Returns the text of `statement`, its data found from the directory the program is saved in.
  private func statementText(
    _ statement: Statement, in p: LoadedProgram, _ source: SourceFile, savedIn directory: String
  ) -> String {
    guard case .roster(let roster) = statement.kind else { return source.text(of: statement.span) }
    let path: String
    let span: Span
    switch roster.origin {
    case .file(let text, let site), .like(_, let text, let site): (path, span) = (text, site)
    case .combining: return source.text(of: statement.span)
    }
    let replaced = settings.data.last { $0.roster == roster.name.text }?.path
    // The sample's data stand beside the program of a new project.
    if replaced == nil, SampleProject.isSample(p.directory) { return source.text(of: statement.span) }
    let whole = replaced ?? FilePath.join(p.directory, path)
    let before = source.text(of: Span(file: span.file, start: statement.span.start, end: span.start))
    let after = source.text(of: Span(file: span.file, start: span.end, end: statement.span.end))
    return before + "\"" + FilePath.relative(whole, from: directory) + "\"" + after
  }

  /// Returns `statement`, written in `other`, in the language of the session.
  private func translated(_ statement: String, from other: Language) -> String {
    if other == language { return statement }
    let source = SourceFile(name: "", text: statement)
    let result = Parser.parse(file: FileID(0), source: source, defaultLanguage: other)
    var text = Formatter.printStatements(result.program, source: source, in: language)
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
