import Diagnostics
import Formatting
import Syntax

/// A program in the one style.
public struct PrintedProgram: Sendable {

  /// The text as it was.
  public let original: [UInt8]

  /// The text as printed, or `nil` if the program has errors: what could not be read would be lost.
  public let text: String?

  /// What was found wrong with the form of the program.
  public let diagnostics: [Diagnostic]

  /// The texts that spans point into.
  public let sources: SourceMap

  /// The language of the program's keywords.
  public let language: Language

  /// Prints the program at `path`, which `files` reach, in `language`, or in its own.
  public init(path: String, files: ProgramFiles, in language: Language? = nil) {
    var sources = SourceMap()
    switch files.read(path) {
    case .failure(let problem):
      self.init(original: [], text: nil, diagnostics: [.unreadableProgram(path, problem)], sources, .english)
    case .success(let all):
      let bytes = all.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(all.dropFirst(3)) : all
      if let offset = ProgramLoader.firstNonText(bytes) {
        let found = Diagnostic.notText(path, offset: offset)
        self.init(original: all, text: nil, diagnostics: [found], sources, .english)
        return
      }
      let source = SourceFile(name: path, bytes: bytes)
      let file = sources.add(source)
      let result = Parser.parse(file: file, source: source, defaultLanguage: .english)
      let own = result.program.language
      sources.setProgramLanguage(own, of: file)
      let isWhole = !result.diagnostics.containsError
      self.init(
        original: all,
        text: isWhole ? Formatter.print(result.program, source: source, in: language ?? own) : nil,
        diagnostics: result.diagnostics.elements, sources, own)
    }
  }

  private init(
    original: [UInt8], text: String?, diagnostics: [Diagnostic], _ sources: SourceMap, _ language: Language
  ) {
    self.original = original
    self.text = text
    self.diagnostics = diagnostics
    self.sources = sources
    self.language = language
  }
}
