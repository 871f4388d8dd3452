import Diagnostics
import Syntax

/// Prints programs in the one style, in either language.
///
/// Meaning, comments and single blank lines are kept; everything else about the layout is decided here. A program
/// that does not parse without errors is not to be printed: what could not be read would be lost.
public enum Formatter {

  /// Returns `program`, which was read from `source`, in the style and the words of `language`.
  ///
  /// A literate program stays one: its Markdown is kept, its blocks are printed.
  public static func print(_ program: Program, source: SourceFile, in language: Language) -> String {
    if let blocks = LiterateBlocks.find(in: source) {
      return printLiterate(program, source: source, blocks: blocks, in: language)
    }
    return print(program, source: source, in: language, withHeader: true, results: program)
  }

  /// Returns the statements of `program` without the line that chooses the language.
  public static func printStatements(_ program: Program, source: SourceFile, in language: Language) -> String
  {
    let bare = Program(
      file: program.file, language: program.language, edition: nil, headerSpan: nil,
      statements: program.statements, comments: program.comments, nodeCount: program.nodeCount)
    return print(bare, source: source, in: language, withHeader: false, results: bare)
  }

  /// Returns the literate program with each of its blocks printed.
  private static func printLiterate(
    _ program: Program, source: SourceFile, blocks: [Range<Int>], in language: Language
  ) -> String {
    // A statement that runs from one block into the next keeps its text: no block is the place for all of it.
    let crosses = program.statements.contains { s in
      !blocks.contains { $0.lowerBound <= s.span.start && s.span.end <= $0.upperBound }
    }
    if crosses { return String(decoding: source.bytes, as: UTF8.self) }
    var result = ""
    var position = 0
    var isFirst = true
    for block in blocks {
      result += String(decoding: source.bytes[position..<block.lowerBound], as: UTF8.self)
      let header = program.headerSpan.flatMap { block.contains($0.start) ? $0 : nil }
      let part = Program(
        file: program.file, language: program.language, edition: header == nil ? nil : program.edition,
        headerSpan: header, statements: program.statements.filter { block.contains($0.span.start) },
        comments: program.comments.filter { block.contains($0.span.start) }, nodeCount: program.nodeCount)
      result += print(
        part, source: source, in: language, withHeader: isFirst && program.headerSpan == nil,
        results: program)
      isFirst = false
      position = block.upperBound
    }
    return result + String(decoding: source.bytes[position...], as: UTF8.self)
  }

  private static func print(
    _ part: Program, source: SourceFile, in language: Language, withHeader: Bool, results: Program
  ) -> String {
    var printer = Printer(part, source: source, language: language, results: results.statements)
    if withHeader || part.headerSpan != nil {
      printer.emitHeader(edition: part.edition, anchor: part.headerSpan?.start)
    }
    printer.emit(part.statements, indent: 0)
    printer.flushComments(before: Int.max, indent: 0)
    return printer.output
  }
}
