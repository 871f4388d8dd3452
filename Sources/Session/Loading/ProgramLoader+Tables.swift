import Diagnostics
import Syntax

extension ProgramLoader {

  /// Returns `program`, in `directory`, with the rows of those tables and cases that stand in files of their own, and
  /// these files.
  mutating func loadingRows(of program: Program, in directory: String) -> (Program, [LoadedTable]) {
    var tables: [LoadedTable] = []
    var statements = program.statements
    for i in statements.indices {
      if case .table(var table) = statements[i].kind, let file = table.file,
        let grid = rows(file, isTable: true, head: table.head, of: program, in: directory, &tables)
      {
        table.grid = grid
        statements[i] = Statement(.table(table), span: statements[i].span)
      }
      if case .test(var test) = statements[i].kind, let file = test.file,
        let grid = rows(file, isTable: false, head: test.head, of: program, in: directory, &tables)
      {
        test.cases = grid
        statements[i] = Statement(.test(test), span: statements[i].span)
      }
    }
    let loaded = Program(
      file: program.file, language: program.language, edition: program.edition,
      headerSpan: program.headerSpan, statements: statements, comments: program.comments,
      nodeCount: program.nodeCount)
    return (loaded, tables)
  }

  private mutating func rows(
    _ file: (path: String, span: Span), isTable: Bool, head: GridSyntax?, of program: Program,
    in directory: String,
    _ tables: inout [LoadedTable]
  ) -> GridSyntax? {
    guard FilePath.staysBelow(file.path) else {
      diagnostics.insert(.unreadableUse(file.path, .outside, at: file.span))
      return nil
    }
    let whole = FilePath.join(directory, file.path)
    switch files.read(whole) {
    case .failure(let problem):
      diagnostics.insert(.unreadableUse(file.path, problem, at: file.span))
      return nil
    case .success(let bytes):
      if let offset = ProgramLoader.firstNonText(bytes) {
        diagnostics.insert(.notText(file.path, offset: offset))
        return nil
      }
      let source = SourceFile(name: whole, bytes: bytes)
      let id = sources.add(source)
      tables.append(LoadedTable(path: whole, digest: SHA256.hexadecimal(bytes)))
      let read = Parser.parseRows(
        file: id, source: source, language: program.language, isTable: isTable, head: head,
        headSource: sources[program.file])
      diagnostics.formUnion(read.diagnostics)
      return read.grid
    }
  }
}

/// A file that holds the rows of a decision table or of a test.
public struct LoadedTable: Hashable, Sendable {

  /// Its path.
  public let path: String

  /// The SHA-256 digest of its bytes.
  public let digest: String
}
