import Diagnostics
import Syntax

/// One clause, as its lines below the statement's first line or as its text on it.
struct Clause {

  /// A line of a clause.
  struct Line {
    /// How far it is set in from the clause's first line.
    var indent = 0
    /// What it says.
    var text: String
    /// Where its construct begins in the source, before which comments belong above it; `nil` if that is not kept.
    var anchor: Int?
  }

  /// The lines.
  var lines: [Line]

  /// All of it on one line.
  var flat: String

  /// Creates a clause of one line.
  init(_ text: String, at anchor: Int? = nil) {
    lines = [Line(text: text, anchor: anchor)]
    flat = text
  }

  /// Creates a clause of several lines.
  init(lines: [Line], flat: String) {
    self.lines = lines
    self.flat = flat
  }

  /// Returns the clause, set in further.
  func setIn(by spaces: Int) -> Clause {
    Clause(
      lines: lines.map { Line(indent: $0.indent + spaces, text: $0.text, anchor: $0.anchor) }, flat: flat)
  }
}

/// Prints a program; comments wait in a queue until the line they belong to.
struct Printer {

  /// The widest line that is not broken.
  static let width = 108

  let language: Language
  let source: SourceFile
  let speller: Speller

  /// The names of targets, budgets, allocations and rankings that this program defines.
  let results: Set<String>

  private(set) var lines: [String] = []
  private var comments: ArraySlice<Comment>
  private var isBlockStart = true
  private var hasTrailingComment = false

  /// Creates a printer of `program`, beside which `statements` define what its names mean.
  init(_ program: Program, source: SourceFile, language: Language, results statements: [Statement]) {
    self.language = language
    self.source = source
    speller = Speller(language)
    comments = program.comments[...]
    results = Printer.results(of: statements)
  }

  private static func results(of statements: [Statement]) -> Set<String> {
    var names: Set<String> = []
    for s in statements {
      switch s.kind {
      case .target(let t): names.insert(t.name.text)
      case .budget(let b): names.insert(b.name.text)
      case .split(let s): names.formUnion(s.pots.map(\.name.text))
      case .allocation(let a): names.insert(a.name.text)
      case .ranking(let r): names.insert(r.name.text)
      case .use, .asOf, .roster, .kind, .match, .group, .letValue, .parameter, .function, .rule, .exception,
        .table, .scenario, .test, .show, .chart, .export, .report, .compare, .find, .why, .check, .forEach,
        .question, .suppose, .backToPlan, .keepAs, .sweep, .invalid:
        break
      }
    }
    return names
  }

  /// The text printed so far, with a line end after each line.
  var output: String {
    var shown = lines[...]
    while shown.last?.isEmpty == true { shown = shown.dropLast() }
    return shown.isEmpty ? "" : shown.joined(separator: "\n") + "\n"
  }

  // MARK: Lines

  /// Prints a line, above it the comments that stand before `anchor`.
  mutating func emit(_ text: String, indent: Int, anchor: Int?) {
    if let anchor { flushComments(before: anchor, indent: indent) }
    if let anchor, isAfterBlankLine(anchor) { emitBlank() }
    lines.append(String(repeating: " ", count: indent) + text)
    isBlockStart = false
    hasTrailingComment = false
  }

  /// Marks that the lines after this one are the first of a block: no blank line stands above them.
  mutating func beginBlock() { isBlockStart = true }

  /// Prints the comments that stand before `offset`: those at line ends go to the line printed last.
  mutating func flushComments(before offset: Int, indent: Int) {
    while let c = comments.first, c.span.start < offset {
      comments = comments.dropFirst()
      if !isOnItsOwnLine(c.span.start), !lines.isEmpty, !hasTrailingComment {
        lines[lines.count - 1] += "  " + c.text
        hasTrailingComment = true
      } else {
        if isAfterBlankLine(c.span.start) { emitBlank() }
        lines.append(String(repeating: " ", count: indent) + c.text)
        isBlockStart = false
        hasTrailingComment = true
      }
    }
  }

  private mutating func emitBlank() {
    if !isBlockStart, let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// Whether nothing but blanks stands before `offset` on its line.
  private func isOnItsOwnLine(_ offset: Int) -> Bool {
    var i = min(offset, source.bytes.count)
    while i > 0 && source.bytes[i - 1] != 10 {
      i -= 1
      if source.bytes[i] != 32 && source.bytes[i] != 9 && source.bytes[i] != 13 { return false }
    }
    return true
  }

  /// Whether the line of `offset` begins there and follows a blank line.
  private func isAfterBlankLine(_ offset: Int) -> Bool {
    guard isOnItsOwnLine(offset) else { return false }
    var i = min(offset, source.bytes.count)
    while i > 0 && source.bytes[i - 1] != 10 { i -= 1 }
    guard i > 0 else { return false }
    i -= 1
    while i > 0 && source.bytes[i - 1] != 10 {
      i -= 1
      if source.bytes[i] != 32 && source.bytes[i] != 9 && source.bytes[i] != 13 { return false }
    }
    return true
  }

  // MARK: Statements

  /// Prints the line that chooses the language.
  mutating func emitHeader(edition: Int?, anchor: Int?) {
    let name =
      switch language {
      case .english: "english"
      case .indonesian: "indonesia"
      }
    let tail = edition.map { ", \(word(.edition)) \($0)" } ?? ""
    emit("\(word(.languageHeader)) \(name)\(tail)", indent: 0, anchor: anchor)
    isBlockStart = anchor == nil
    if anchor == nil { lines.append("") }
  }

  /// Prints `statements`.
  mutating func emit(_ statements: [Statement], indent: Int) {
    for s in statements { emit(s, indent: indent) }
  }

  /// Prints an action with `head` before it on its first line.
  mutating func emit(_ action: Statement, indent: Int, after head: String, at anchor: Int) {
    flushComments(before: anchor, indent: indent)
    if isAfterBlankLine(anchor) { emitBlank() }
    let first = lines.count
    emit(action, indent: indent)
    guard lines.indices.contains(first) else { return }
    lines[first] = String(repeating: " ", count: indent) + head + lines[first].dropFirst(indent)
  }

  /// Whether the author closed `s` with an `end`.
  func isBlock(_ s: Statement) -> Bool {
    let bytes = source.bytes
    let end = min(s.span.end, bytes.count)
    return [Language.english, .indonesian].contains { l in
      let word = Array(KeywordRole.end.wording.printed(in: l).utf8)
      let start = end - word.count
      guard start > s.span.start, !Printer.isWordByte(bytes[start - 1]) else { return false }
      return zip(bytes[start..<end], word).allSatisfy { $0 | 32 == $1 }
    }
  }

  private static func isWordByte(_ b: UInt8) -> Bool {
    b == 95 || b >= 128 || (b >= 48 && b <= 57) || (b | 32 >= 97 && b | 32 <= 122) || b == 39 || b == 34
  }

  /// Prints a statement of a first line and clauses: below it and closed by `end`, or all on one line.
  mutating func emit(
    _ head: String, _ clauses: [Clause], of s: Statement, indent: Int, isBlock: Bool, separator: String = " "
  ) {
    // A block of which nothing is left but its first line needs no `end`.
    if !isBlock || clauses.isEmpty {
      let all = ([head] + clauses.map(\.flat)).joined(separator: separator)
      emit(all, indent: indent, anchor: s.span.start)
      return
    }
    emit(head, indent: indent, anchor: s.span.start)
    emitBlock(clauses, end: s.span.end, indent: indent)
  }

  /// Prints `clauses` below the line printed last, and the `end` that stands before `end`.
  mutating func emitBlock(_ clauses: [Clause], end: Int, indent: Int) {
    beginBlock()
    for c in clauses { emit(c, indent: indent + 2) }
    emitEnd(before: end, indent: indent)
  }

  /// Prints the lines of `c`.
  mutating func emit(_ c: Clause, indent: Int) {
    for l in c.lines { emit(l.text, indent: indent + l.indent, anchor: l.anchor) }
  }

  /// Prints `end`, above it the comments of the block.
  mutating func emitEnd(before offset: Int, indent: Int) {
    flushComments(before: max(0, offset - 1), indent: indent + 2)
    lines.append(String(repeating: " ", count: indent) + word(.end))
    isBlockStart = false
    hasTrailingComment = false
  }

  // MARK: Breaking lines

  /// Returns the clause `head a, b, c`, one item a line if it is too wide.
  func list(_ head: String, _ items: [(text: String, anchor: Int?)], indent: Int = 2) -> Clause {
    let flat = head + items.map(\.text).joined(separator: ", ")
    if flat.count + indent <= Printer.width || items.count < 2 {
      return Clause(lines: [Clause.Line(text: flat, anchor: items.first?.anchor)], flat: flat)
    }
    var lines: [Clause.Line] = []
    for (i, item) in items.enumerated() {
      let tail = i == items.count - 1 ? "" : ","
      lines.append(
        i == 0
          ? Clause.Line(text: head + item.text + tail, anchor: item.anchor)
          : Clause.Line(indent: head.count, text: item.text + tail, anchor: item.anchor))
    }
    return Clause(lines: lines, flat: flat)
  }

  /// Returns the clause `head e tail`, broken before `and` and `or` if it is too wide.
  func expression(
    _ head: String, _ e: ExpressionSyntax, tail: String = "", at anchor: Int?, indent: Int = 2
  ) -> Clause {
    let flat = head + text(e) + tail
    guard flat.count + indent > Printer.width else { return Clause(flat, at: anchor) }
    let (operands, conjunction): ([ExpressionSyntax], KeywordRole)
    switch e.kind {
    case .conjunction(let all): (operands, conjunction) = (all, .and)
    case .disjunction(let all): (operands, conjunction) = (all, .or)
    case .number, .percent, .money, .counted, .duration, .date, .month, .text, .yes, .no, .missing, .today,
      .fileRow, .hole, .name, .this, .member, .call, .not, .negated, .arithmetic, .comparison, .isOneOf,
      .presence, .membership, .range, .otherwise, .clamp, .rounded, .percentOf, .asShareOf, .per, .onDate,
      .inEachMonth, .elapsed, .orTheNextDay, .dayPart, .converted, .parenthesised, .aggregate, .rowAt,
      .onlyIn,
      .inBoth, .invalid:
      return Clause(flat, at: anchor)
    }
    var lines: [Clause.Line] = []
    for (i, operand) in operands.enumerated() {
      let end = i == operands.count - 1 ? tail : ""
      lines.append(
        i == 0
          ? Clause.Line(text: head + text(operand) + end, anchor: anchor)
          : Clause.Line(
            indent: 4, text: word(conjunction) + " " + text(operand) + end, anchor: operand.span.start))
    }
    return Clause(lines: lines, flat: flat)
  }
}
