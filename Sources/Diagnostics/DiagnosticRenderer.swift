/// Lays diagnostics out for a person: the message, the source with the place marked, why, and what to do.
public struct DiagnosticRenderer: Sendable {

  /// The reader's language.
  public var language: Language

  /// Whether to colour, which only terminals understand.
  public var isColoured: Bool

  /// The most diagnostics laid out at once; the others are counted.
  public var limit: Int

  /// The columns that sentences are broken to; `nil` leaves them on one line.
  public var width: Int?

  /// Creates a renderer for readers of `language`.
  public init(language: Language, isColoured: Bool = false, limit: Int = 20, width: Int? = nil) {
    self.language = language
    self.width = width
    self.isColoured = isColoured
    self.limit = limit
  }

  /// Returns `diagnostics`, whose spans point into `sources`, laid out one after the other.
  public func render(_ diagnostics: [Diagnostic], in sources: SourceMap) -> String {
    // Errors first lose nothing to the limit: a warning is never shown in the place of an error.
    let shown =
      diagnostics.count <= limit
      ? diagnostics
      : Array(
        (diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity != .error })
          .prefix(limit))
    var result = shown.map { render($0, in: sources) }.joined(separator: "\n")
    if diagnostics.count > shown.count {
      let rest = DiagnosticArgument.count(diagnostics.count - shown.count).text(in: language)
      result += "\n" + phrase(en: "… and \(rest) more", id: "… dan \(rest) lagi") + "\n"
    }
    return result
  }

  /// Returns `diagnostic`, whose spans point into `sources`, laid out with a line end after each line; it begins
  /// with `label`, or else with how grave it is.
  public func render(_ diagnostic: Diagnostic, in sources: SourceMap, label: Bilingual? = nil) -> String {
    let program = sources.programLanguage(at: diagnostic.site)
    var lines = [heading(of: diagnostic, label, program)]
    let margin = marginWidth(for: diagnostic, in: sources)
    if let site = diagnostic.site, let file = sources[site.file] {
      lines += excerpt(of: site, in: file, margin: margin, colour: colour(of: diagnostic.severity))
    }
    let bar = String(repeating: " ", count: margin)
    for note in diagnostic.notes {
      let message = TextWidth.harmless(note.message(language, quoting: program))
      lines.append(advice(phrase(en: "note", id: "catatan"), message, bar))
      if let site = note.site, let file = sources[site.file] {
        lines += excerpt(of: site, in: file, margin: margin, colour: .blue)
      }
    }
    if let why = diagnostic.why(in: language, quoting: program) {
      lines.append(advice(phrase(en: "why", id: "sebab"), TextWidth.harmless(why), bar))
    }
    if let fix = diagnostic.fix(in: language, quoting: program) {
      lines.append(advice(phrase(en: "fix", id: "perbaikan"), TextWidth.harmless(fix), bar))
    }
    if let replacement = diagnostic.replacement, let file = sources[replacement.site.file] {
      lines += mended(replacement, in: file, margin: margin)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Returns the name of `severity` in the reader's language.
  public func name(of severity: Severity) -> String {
    switch severity {
    case .error: phrase(en: "error", id: "kesalahan")
    case .warning: phrase(en: "warning", id: "peringatan")
    case .note: phrase(en: "note", id: "catatan")
    }
  }

  /// Returns the line that says what was found.
  private func heading(of d: Diagnostic, _ name: Bilingual?, _ program: Language?) -> String {
    let colour = name == nil ? colour(of: d.severity) : .yellow
    let label = "\(name?(language) ?? self.name(of: d.severity))[\(d.code)]"
    let message = TextWidth.harmless(d.message(in: language, quoting: program))
    return "\(paint(label, colour)): \(strong(folded(message, after: TextWidth.columns(label) + 2, hang: 2)))"
  }

  /// Returns the line that begins with `name` and says `message`.
  private func advice(_ name: String, _ message: String, _ bar: String) -> String {
    let lead = TextWidth.columns(bar) + 3
    return "\(bar) = \(strong(name)): "
      + folded(message, after: lead + TextWidth.columns(name) + 2, hang: lead + 2)
  }

  /// Returns `message`, which begins in column `column`, broken to the width with what follows `hang` columns in.
  private func folded(_ message: String, after column: Int, hang: Int) -> String {
    guard let width else { return message }
    let lead = String(repeating: "\u{1}", count: column)
    let text = TextWidth.folded(lead.replacing("\u{1}", with: "_") + message, width: width, hang: hang)
    return String(text.dropFirst(column))
  }

  /// Returns the lines that show `span`.
  private func excerpt(of span: Span, in file: SourceFile, margin: Int, colour: Colour) -> [String] {
    let e = SourceExcerpt(of: span, in: file)
    let bar = String(repeating: " ", count: margin)
    let number = String(e.line)
    let numbered = String(repeating: " ", count: max(0, margin - number.count)) + number
    let mark =
      String(repeating: " ", count: e.markStart) + paint(String(repeating: "^", count: e.markWidth), colour)
    return [
      "\(bar)\(paint("-->", .blue)) \(TextWidth.harmless(file.name)):\(e.line):\(e.column)",
      "\(bar) \(paint("|", .blue))",
      "\(paint("\(numbered) |", .blue)) \(e.text)".trimmedAtEnd,
      "\(bar) \(paint("|", .blue)) \(mark)",
    ]
  }

  /// Returns the line as it reads with `replacement` made, if that is one short line.
  private func mended(_ replacement: Diagnostic.Replacement, in file: SourceFile, margin: Int) -> [String] {
    let bounds = file.lineBounds(at: replacement.site.start)
    guard replacement.site.start >= bounds.lowerBound, replacement.site.end <= bounds.upperBound,
      bounds.count + replacement.text.utf8.count <= 160, !replacement.text.contains("\n")
    else { return [] }
    let line =
      String(decoding: file.bytes[bounds.lowerBound..<replacement.site.start], as: UTF8.self)
      + replacement.text
      + String(decoding: file.bytes[replacement.site.end..<bounds.upperBound], as: UTF8.self)
    let bar = String(repeating: " ", count: margin)
    return ["\(bar) \(paint("+", .green)) \(TextWidth.harmless(line.replacingTabs))"]
  }

  /// Returns the width of the longest line number shown with `d`.
  private func marginWidth(for d: Diagnostic, in sources: SourceMap) -> Int {
    ([d.site] + d.notes.map(\.site)).compactMap { site in
      site.flatMap { s in sources[s.file].map { String($0.position(of: s.start).line).count } }
    }.max() ?? 1
  }

  private func phrase(en english: String, id indonesian: String) -> String {
    language == .english ? english : indonesian
  }

  // MARK: Colours

  private enum Colour: String {
    case red = "31"
    case yellow = "33"
    case green = "32"
    case blue = "34"
  }

  private func colour(of severity: Severity) -> Colour {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .blue
    }
  }

  private func paint(_ s: String, _ colour: Colour) -> String {
    isColoured ? "\u{1B}[1;\(colour.rawValue)m\(s)\u{1B}[0m" : s
  }

  private func strong(_ s: String) -> String { isColoured ? "\u{1B}[1m\(s)\u{1B}[0m" : s }
}

extension String {

  /// The text without spaces at its end.
  fileprivate var trimmedAtEnd: String {
    var s = self[...]
    while s.last == " " { s.removeLast() }
    return String(s)
  }

  /// The text with a space for each tab.
  fileprivate var replacingTabs: String { String(map { $0 == "\t" ? " " : $0 }) }
}
