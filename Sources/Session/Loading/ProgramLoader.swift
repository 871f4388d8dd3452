import Diagnostics
import StandardLibrary
import Syntax

/// How programs are reached: given by the executable, since this stage opens no files.
public struct ProgramFiles: Sendable {

  /// Returns the bytes of the file at a path, or why they can not be had.
  public var read: @Sendable (String) -> Result<[UInt8], FileProblem>

  /// Creates a way to reach files.
  public init(read: @escaping @Sendable (String) -> Result<[UInt8], FileProblem>) { self.read = read }
}

/// A program file as loaded.
public struct LoadedProgram: Sendable {

  /// Its path; `nil` for a module of the library and for what was typed.
  public let path: String?

  /// The directory that paths in it are relative to.
  public let directory: String

  /// The tree.
  public var program: Program

  /// The SHA-256 digest of its bytes.
  public let digest: String

  /// Whether it belongs to the library.
  public let isLibrary: Bool

  /// The files that hold rows of its tables and tests.
  public var tables: [LoadedTable] = []
}

/// Loads a program and what it uses, each file once.
public struct ProgramLoader: Sendable {

  /// The texts loaded.
  public internal(set) var sources = SourceMap()

  /// The programs: what is used stands before what uses it, unless they use each other.
  public internal(set) var programs: [LoadedProgram] = []

  /// What was found wrong.
  public internal(set) var diagnostics = DiagnosticSet()

  /// The language to read a program in that does not say.
  public var defaultLanguage: Language = .english

  let files: ProgramFiles
  private var known: Set<String> = []

  /// Creates a loader that reaches files by `files`.
  public init(files: ProgramFiles) { self.files = files }

  /// Returns the loader as if it had never met the files at `paths`, so that they can be loaded again.
  func forgetting(_ paths: Set<String>) -> ProgramLoader {
    var copy = self
    copy.known.subtract(paths.map { FilePath.clean($0) })
    copy.programs.removeAll { $0.path.map { paths.contains($0) } ?? false }
    return copy
  }

  /// Loads the program at `path` and what it uses; returns its tree, or `nil` if it can not be read.
  public mutating func load(path: String) -> Program? {
    let clean = FilePath.clean(path)
    switch files.read(path) {
    case .failure(let problem):
      diagnostics.insert(.unreadableProgram(path, problem))
      return nil
    case .success(let bytes):
      known.insert(clean)
      return load(bytes, name: path, path: path, directory: FilePath.split(path).directory, isLibrary: false)
    }
  }

  /// Loads the program `text`, which is to be called `name`, with paths relative to `directory`.
  public mutating func load(text: String, name: String, directory: String) -> Program? {
    load(Array(text.utf8), name: name, path: nil, directory: directory, isLibrary: false)
  }

  /// Parses `text`, which is not a file, and adds it to the sources.
  mutating func parseFragment(_ text: String, name: String, language: Language) -> ParseResult {
    let source = SourceFile(name: name, text: text)
    let id = sources.add(source)
    let result = Parser.parse(file: id, source: source, defaultLanguage: language)
    sources.setProgramLanguage(result.program.language, of: id)
    return result
  }

  /// Loads what `program`, in `directory`, uses.
  mutating func loadUses(of program: Program, in directory: String) {
    for statement in program.statements {
      guard case .use(let use) = statement.kind else { continue }
      switch use.module {
      case .library(let names): loadModule(names)
      case .file(let path, let span): loadUsed(path, at: span, from: directory)
      }
    }
  }

  private mutating func load(
    _ allBytes: [UInt8], name: String, path: String?, directory: String, isLibrary: Bool
  ) -> Program? {
    let bytes = allBytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(allBytes.dropFirst(3)) : allBytes
    if let offset = ProgramLoader.firstNonText(bytes) {
      diagnostics.insert(.notText(name, offset: offset + allBytes.count - bytes.count))
      return nil
    }
    let source = SourceFile(name: name, bytes: bytes)
    let id = sources.add(source)
    let result = parsed(source, id)
    sources.setProgramLanguage(result.program.language, of: id)
    diagnostics.formUnion(result.diagnostics)
    loadUses(of: result.program, in: directory)
    let (program, tables) = loadingRows(of: result.program, in: directory)
    programs.append(
      LoadedProgram(
        path: path, directory: directory, program: program, digest: SHA256.hexadecimal(allBytes),
        isLibrary: isLibrary, tables: tables))
    return program
  }

  /// Parses a file. One that does not state its language is English, as it is for whoever runs it, unless it only makes
  /// sense in ``defaultLanguage``.
  private func parsed(_ source: SourceFile, _ id: FileID) -> ParseResult {
    let result = Parser.parse(file: id, source: source, defaultLanguage: .english)
    guard result.diagnostics.containsError, defaultLanguage != .english else { return result }
    return Parser.parse(file: id, source: source, defaultLanguage: defaultLanguage)
  }

  private mutating func loadModule(_ names: [Name]) {
    guard let first = names.first, let last = names.last else { return }
    let name = names.map(\.text).joined(separator: ".")
    guard let module = StandardLibrary.modules.first(where: { $0.name == name }) else {
      let all = StandardLibrary.modules.map(\.name)
      diagnostics.insert(.unknownModule(name, known: all, at: first.span.joined(with: last.span)))
      return
    }
    guard known.insert("library:" + name).inserted else { return }
    _ = load(
      Array(module.source.utf8), name: "\(name).payung", path: nil, directory: ".", isLibrary: true)
  }

  private mutating func loadUsed(_ path: String, at span: Span, from directory: String) {
    guard FilePath.staysBelow(path) else {
      diagnostics.insert(.unreadableUse(path, .outside, at: span))
      return
    }
    let whole = FilePath.join(directory, path)
    guard known.insert(FilePath.clean(whole)).inserted else { return }
    switch files.read(whole) {
    case .failure(let problem): diagnostics.insert(.unreadableUse(path, problem, at: span))
    case .success(let bytes):
      _ = load(bytes, name: whole, path: whole, directory: FilePath.split(whole).directory, isLibrary: false)
    }
  }

  /// Returns the offset of the first byte that no text has, or `nil`.
  static func firstNonText(_ bytes: [UInt8]) -> Int? {
    if let zero = bytes.firstIndex(of: 0) { return zero }
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}

/// What a statement does in a program.
enum StatementRole: Hashable {
  /// It defines something.
  case definition
  /// It names another file.
  case use
  /// It states the day.
  case asOf
  /// It is a test.
  case test
  /// It asks for something.
  case action
  /// It says what is supposed from there on.
  case supposition
  /// It could not be read.
  case invalid

  /// Whether what is answered later may be otherwise because of it.
  var changesWhatStands: Bool {
    switch self {
    case .definition, .use, .asOf, .supposition: true
    case .test, .action, .invalid: false
    }
  }

  /// Creates the role of `statement`.
  init(of statement: StatementSyntax) {
    switch statement {
    case .use: self = .use
    case .asOf: self = .asOf
    case .roster, .kind, .match, .group, .letValue, .parameter, .function, .rule, .exception, .table, .target,
      .budget, .split, .allocation, .ranking, .scenario:
      self = .definition
    case .test: self = .test
    case .show, .chart, .export, .report, .compare, .find, .why, .check, .forEach, .question, .sweep:
      self = .action
    case .suppose(let s): self = s.actions.isEmpty ? .supposition : .action
    case .backToPlan, .keepAs: self = .supposition
    case .invalid: self = .invalid
    }
  }
}

extension Program {

  /// Returns the program with only those statements that `isKept` holds of.
  func keeping(_ isKept: (Statement) -> Bool) -> Program {
    Program(
      file: file, language: language, edition: edition, headerSpan: headerSpan,
      statements: statements.filter(isKept), comments: comments, nodeCount: nodeCount)
  }
}
