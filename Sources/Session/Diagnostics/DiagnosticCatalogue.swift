import Diagnostics
import Evaluation
import Rosters
import Semantics
import Syntax

/// Every message that Payung can give, with the page that explains it.
public struct DiagnosticCatalogue: Sendable {

  /// The templates, by code.
  public let all: [DiagnosticTemplate]

  /// Creates the catalogue of the messages of this stage and those below it, and of `more`.
  public init(adding more: [DiagnosticTemplate]) {
    all =
      (LexingDiagnostics.all + ParsingDiagnostics.all + NameDiagnostics.all + TypeDiagnostics.all
      + TimeDiagnostics.all + MeetingDiagnostics.all + CheckDiagnostics.all + AllocationDiagnostics.all
      + TableDiagnostics.all + QuestionDiagnostics.all + ChartDiagnostics.all + RosterDiagnostics.all
      + EvaluationDiagnostics.all + MoneyDiagnostics.all + DivisionDiagnostics.all + ActionDiagnostics.all
      + SessionDiagnostics.all
      + FileRowDiagnostics.all + more)
      .sorted { $0.code < $1.code }
  }

  /// Returns the template with `code`; case, leading zeros and the `P` may be left out.
  public func template(_ code: String) -> DiagnosticTemplate? {
    let typed = code.trimmingWhiteSpace.uppercased()
    let digits = typed.hasPrefix("P") ? typed.dropFirst() : typed[...]
    guard !digits.isEmpty, digits.count <= 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    let wanted = "P" + String(repeating: "0", count: 4 - digits.count) + digits
    return all.first { $0.code == wanted }
  }

  /// Returns the page that explains `template`, in both languages, that of the reader first.
  public func page(_ template: DiagnosticTemplate, first language: Language) -> String {
    let second: Language = language == .english ? .indonesian : .english
    let renderer = DiagnosticRenderer(language: language)
    var page = "\(template.code) (\(renderer.name(of: template.severity)))\n"
    for l in [language, second] { page += "\n" + section(template, l) }
    if let example = template.example {
      page +=
        "\n" + heading(en: "Draws the message", id: "Menimbulkan pesan ini", language) + indented(example)
    }
    if let repaired = template.repaired {
      page += "\n" + heading(en: "Repaired", id: "Setelah diperbaiki", language) + indented(repaired)
    }
    return page
  }

  /// Returns the pages of all messages as one Markdown document.
  public func reference() -> String {
    var text = "# Messages\n\n"
    text += "Made by `payung explain --all`; each message has a code, both languages, a reason and a fix.\n"
    for template in all {
      text += "\n## \(template.code)\n\n"
      for language in Language.allCases {
        let renderer = DiagnosticRenderer(language: language)
        text += "**\(renderer.name(of: template.severity))**: \(shown(template.message(language)))"
        for part in [template.why, template.fix].compactMap({ $0 }) { text += "  \n\(shown(part(language)))" }
        text += "\n\n"
      }
      if let example = template.example { text += "```\n\(example.trimmedLineEnds)\n```\n" }
      if let repaired = template.repaired { text += "\n→\n\n```\n\(repaired.trimmedLineEnds)\n```\n" }
    }
    return text
  }

  private func section(_ template: DiagnosticTemplate, _ language: Language) -> String {
    var lines = ["  " + shown(template.message(language))]
    if let why = template.why { lines.append(label(en: "why", id: "sebab", language) + shown(why(language))) }
    if let fix = template.fix {
      lines.append(label(en: "fix", id: "perbaikan", language) + shown(fix(language)))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func label(en english: String, id indonesian: String, _ language: Language) -> String {
    "  = " + Bilingual(en: english, id: indonesian)(language) + ": "
  }

  private func heading(en english: String, id indonesian: String, _ language: Language) -> String {
    Bilingual(en: english, id: indonesian)(language) + ":\n"
  }

  /// Returns `text` with its placeholders as a reader takes them.
  private func shown(_ text: String) -> String {
    String(CountedWords.general(text).map { $0 == "{" ? "‹" : $0 == "}" ? "›" : $0 })
  }

  private func indented(_ text: String) -> String {
    text.trimmedLineEnds.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n") + "\n"
  }
}

extension String {

  /// The text without line ends at its end.
  fileprivate var trimmedLineEnds: String {
    var s = self[...]
    while s.last == "\n" { s.removeLast() }
    return String(s)
  }
}
