/// How grave a diagnostic is.
public enum Severity: String, Sendable, Hashable, Comparable {

  /// Worth knowing.
  case note
  /// Probably not what was meant.
  case warning
  /// The program, or the row, can not be used.
  case error

  /// Returns whether `l` is less grave than `r`.
  public static func < (l: Severity, r: Severity) -> Bool { l.rank < r.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// The unchanging part of a message: its code, and its texts in both languages with `{placeholders}`.
///
/// Texts stand side by side in one literal, so that no message can exist in one language only.
public struct DiagnosticTemplate: Sendable {

  /// The stable code, such as `P0301`.
  public let code: String

  /// How grave it is.
  public let severity: Severity

  /// One sentence, lower case, a fact and not a reproach.
  public let message: Bilingual

  /// Why this is so, or `nil` where the message says it all.
  public let why: Bilingual?

  /// What to do, or `nil` where only the reader can know.
  public let fix: Bilingual?

  /// A smallest program (or data line) that draws the message, for its page; `nil` if it can not be shown so.
  public let example: String?

  /// `example`, repaired.
  public let repaired: String?

  /// Creates a template.
  public init(
    _ code: String, _ severity: Severity = .error, message: Bilingual, why: Bilingual? = nil,
    fix: Bilingual? = nil, example: String? = nil, repaired: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.why = why
    self.fix = fix
    self.example = example
    self.repaired = repaired
  }
}

/// A value put into the text of a message.
public enum DiagnosticArgument: Hashable, Sendable {

  /// A name or a value as the program or the data spells it.
  case text(String)

  /// A text that differs by the reader's language, such as the name of a kind of thing.
  case bilingual(Bilingual)

  /// A count, grouped as the reader's language groups.
  case count(Int)

  /// Texts of which one is meant.
  case list([String])
}

/// What was found at one place, in a program or in data.
public struct Diagnostic: Sendable {

  /// A further place that explains the first, or a further sentence.
  public struct Note: Sendable {

    /// What to say there.
    public let message: Bilingual

    /// Where, if anywhere.
    public let site: Span?

    /// Creates a note.
    public init(_ message: Bilingual, at site: Span? = nil) {
      self.message = message
      self.site = site
    }
  }

  /// A change of the source that would mend it.
  public struct Replacement: Sendable {

    /// The text to replace.
    public let site: Span

    /// The text to put there.
    public let text: String

    /// Creates a replacement of `site` by `text`.
    public init(_ site: Span, with text: String) {
      self.site = site
      self.text = text
    }
  }

  /// The unchanging part.
  public let template: DiagnosticTemplate

  /// The values of the template's placeholders.
  public let arguments: [String: DiagnosticArgument]

  /// Where, or `nil` if no text of the program or the data is at fault.
  public let site: Span?

  /// Further places and sentences.
  public let notes: [Note]

  /// A mend that can be applied as it stands, if there is one.
  public let replacement: Replacement?

  /// Creates a diagnostic from `template`.
  public init(
    _ template: DiagnosticTemplate, at site: Span?, _ arguments: [String: DiagnosticArgument] = [:],
    notes: [Note] = [], replacement: Replacement? = nil
  ) {
    self.template = template
    self.site = site
    self.arguments = arguments
    self.notes = notes
    self.replacement = replacement
  }

  /// Returns the diagnostic said of `site`, unless it has a place of its own.
  public func placed(at site: Span?) -> Diagnostic {
    guard self.site == nil, let site else { return self }
    return Diagnostic(template, at: site, arguments, notes: notes, replacement: replacement)
  }

  /// The stable code, such as `P0301`.
  public var code: String { template.code }

  /// How grave it is.
  public var severity: Severity { template.severity }

  /// Returns the message in `language`, its placeholders filled.
  ///
  /// What it quotes of a program is in the words of `program`, or else of the reader's language.
  public func message(in language: Language, quoting program: Language? = nil) -> String {
    fill(template.message(language, quoting: program), language, program)
  }

  /// Returns why this is so in `language`, its placeholders filled.
  public func why(in language: Language, quoting program: Language? = nil) -> String? {
    template.why.map { fill($0(language, quoting: program), language, program) }
  }

  /// Returns what to do in `language`, its placeholders filled.
  public func fix(in language: Language, quoting program: Language? = nil) -> String? {
    template.fix.map { fill($0(language, quoting: program), language, program) }
  }

  /// Returns `text` with each `{name}` replaced by the argument of that name.
  private func fill(_ text: String, _ language: Language, _ program: Language?) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var result = ""
    var rest = text[...]
    var isQuoted = false
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      if rest[..<open].utf8.count(where: { $0 == UInt8(ascii: "`") }) % 2 == 1 { isQuoted.toggle() }
      let key = String(rest[rest.index(after: open)..<close])
      if let a = arguments[key] {
        result += isQuoted ? a.text(in: program ?? language) : a.text(in: language, quoting: program)
      } else if let words = CountedWords(key), let n = arguments[words.name] {
        result += words(n.text(in: language))
      } else {
        result += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

extension DiagnosticArgument {

  /// Returns how the argument reads in `language`; what it quotes of a program is in the words of `program`.
  public func text(in language: Language, quoting program: Language? = nil) -> String {
    switch self {
    case .text(let s): return s
    case .bilingual(let b): return b(language, quoting: program)
    case .count(let n): return grouped(n)
    case .list(let items):
      let conjunction = language == .english ? " or " : " atau "
      if items.count < 2 { return items.first ?? "" }
      return items.dropLast().joined(separator: ", ") + conjunction + items[items.count - 1]
    }
  }
}

/// Returns `n` in decimal digits, grouped in threes by dots.
private func grouped(_ n: Int) -> String {
  let digits = String(n.magnitude)
  var result = ""
  for (i, c) in digits.enumerated() {
    if i > 0 && (digits.count - i) % 3 == 0 { result.append(".") }
    result.append(c)
  }
  return n < 0 ? "-" + result : result
}

/// Diagnostics in the order in which they were found.
public struct DiagnosticSet: Sendable {

  /// The diagnostics.
  public private(set) var elements: [Diagnostic] = []

  /// Creates an empty set.
  public init() {}

  /// Adds `d`, unless the same was said of the same place before.
  public mutating func insert(_ d: Diagnostic) {
    let known = elements.suffix(64).contains {
      $0.code == d.code && $0.site == d.site && $0.site != nil && $0.arguments == d.arguments
    }
    if !known { elements.append(d) }
  }

  /// Adds all of `other`.
  public mutating func formUnion(_ other: DiagnosticSet) { for d in other.elements { insert(d) } }

  /// Returns the set with what has no place of its own said of `site`.
  public func placed(at site: Span?) -> DiagnosticSet {
    var result = DiagnosticSet()
    for d in elements { result.insert(d.placed(at: site)) }
    return result
  }

  /// `true` iff an error is among them.
  public var containsError: Bool { elements.contains { $0.severity == .error } }

  /// `true` iff there are none.
  public var isEmpty: Bool { elements.isEmpty }
}
