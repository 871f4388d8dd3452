import Diagnostics
import Syntax

extension Conversation {

  /// The files that were read: programs, and the data of rosters.
  public var inputs: [String] { programs.compactMap(\.path) + library.paths }

  /// Says that files have changed since they were read.
  public func notice(ofChanged paths: [String]) -> PromptReply {
    PromptReply([.filesChanged(paths.map { TextWidth.harmless($0) }, request: words("reload", "muat-ulang"))])
  }

  /// Reads the files again; what was entered since stays, and stands in place of what the files say of the same names.
  func reload() -> PromptReply {
    let before = (programs, loader)
    let typed = programs.filter { $0.path == nil && !$0.isLibrary }
    var typedNames = DefinedNames()
    for p in typed {
      for s in p.program.statements { typedNames.insert(s.kind) }
    }
    let paths = mainPaths
    var next = loader.forgetting(Set(programs.compactMap(\.path)))
    next.diagnostics = DiagnosticSet()
    var added: [LoadedProgram] = []
    for path in paths {
      let count = next.programs.count
      guard next.load(path: path) != nil else { return PromptReply(next.diagnostics.elements) }
      added += next.programs[count...].map { p in
        p.isLibrary ? p : p.keepingDefinitions.without(definitionsOf: typedNames, day: false)
      }
    }
    if next.diagnostics.containsError {
      loader.sources = next.sources
      return PromptReply(next.diagnostics.elements)
    }
    library.forget()
    programs = programs.filter { $0.path == nil && !($0.isLibrary && added.contains { $0.isLibrary }) }
    let main = added.last?.program.file ?? programs.last?.program.file ?? FileID(0)
    var reply = commit(next, adding: added, main: main, parsing: next.diagnostics)
    guard reply.status == .fine else {
      (programs, loader) = (before.0, before.1)
      loader.sources = next.sources
      return reply
    }
    engineIsStale()
    let names = paths.map { TextWidth.harmless($0) }.joined(separator: ", ")
    reply.lines.append(
      paths.isEmpty
        ? words("The data will be read again.", "Data akan dibaca lagi.")
        : words("\(names): read again", "\(names): dibaca lagi"))
    return reply
  }

  /// The programs that were loaded by themselves, in order, and not because another uses them.
  private var mainPaths: [String] {
    var used: Set<String> = []
    for p in programs {
      for s in p.program.statements {
        if case .use(let use) = s.kind, case .file(let path, _) = use.module {
          used.insert(FilePath.clean(FilePath.join(p.directory, path)))
        }
      }
    }
    return programs.compactMap(\.path).filter { !used.contains(FilePath.clean($0)) }
  }

  /// Opens the last entry, the definition `name` or the file of that name in the person's editor.
  func edit(_ name: String?) -> PromptReply {
    guard let name else { return wishing(.edit(text: nil, path: nil)) }
    if name.hasSuffix(".payung") || name.contains("/") { return wishing(.edit(text: nil, path: name)) }
    for p in programs.reversed() {
      guard let source = sources[p.program.file] else { continue }
      for s in p.program.statements
      where DefinitionText.names(of: s.kind).contains(where: { $0.text == name }) {
        return wishing(.edit(text: source.text(of: s.span), path: nil))
      }
    }
    return PromptReply([
      .unknownAtPrompt(name, near: Suggestions.near(name, among: Array(hints.keys).sorted()))
    ])
  }
}
