import Diagnostics
import Rosters
import Syntax

/// The `roster` block that a data file suggests, with what was seen in it as comments.
public struct RosterBlock {

  private let roster: InferredRoster
  private let path: String
  private let language: Language

  /// Creates the block of `roster`, read from `path`, with keywords of `language`.
  public init(_ roster: InferredRoster, path: String, language: Language) {
    self.roster = roster
    self.path = path
    self.language = language
  }

  /// Returns the name of a roster read from the file at `path`.
  public static func name(for path: String) -> String {
    let file = FilePath.split(path).name
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    var name = ""
    for c in stem.lowercased() {
      if c.isASCII && (c.isLetter || (c.isNumber && !name.isEmpty)) {
        name.append(c)
      } else if !name.isEmpty && name.last != "_" {
        name.append("_")
      }
    }
    while name.last == "_" { name.removeLast() }
    let reserved = ReservedWords.english + ReservedWords.indonesian
    return name.isEmpty || reserved.contains(name) ? "roster_\(name)" : name
  }

  /// The block as text.
  public var text: String {
    let count = DiagnosticArgument.count(roster.rowCount).text(in: language)
    let file = FilePath.split(path).name
    var lines = [
      Bilingual(
        en: "# \(TextWidth.harmless(file)): \(count) \(roster.rowCount == 1 ? "row" : "rows"); "
          + "check the types, and what is private",
        id: "# \(TextWidth.harmless(file)): \(count) baris; periksa jenisnya, dan apa yang rahasia")(language)
    ]
    lines += roster.observations.map { "# " + TextWidth.harmless($0(language)) }
    let isReachable = FilePath.staysBelow(path)
    if !isReachable {
      let option = "--data \(roster.schema.name)=\(TextWidth.harmless(path))"
      lines.append(
        Bilingual(
          en: "# a program reads only what lies beside or below it: copy the file there, or run it with "
            + option,
          id: "# program hanya membaca yang ada di sampingnya atau di bawahnya: salin berkasnya "
            + "ke sana, atau jalankan dengan " + option)(language))
    }
    let place = isReachable ? path : file
    lines.append("\(word(.roster)) \(quoted(roster.schema.name)) \(word(.rosterFrom)) \(literal(place))")
    let names = roster.schema.fields.map { quoted($0.name) }
    let width = names.map(TextWidth.columns).max() ?? 0
    let declarations = zip(names, roster.schema.fields).map { name, field in
      "  " + name + String(repeating: " ", count: width - TextWidth.columns(name)) + " : "
        + ([type(field.type)] + modifiers(field)).joined(separator: ", ")
    }
    let longest = min(60, declarations.map(TextWidth.columns).max() ?? 0)
    for (i, declaration) in declarations.enumerated() {
      let padding = String(repeating: " ", count: max(0, longest - TextWidth.columns(declaration)) + 2)
      lines.append(declaration + (note(i).map { padding + "# " + $0 } ?? ""))
    }
    switch roster.schema.dialect {
    case .plain: break
    case .indonesia: lines.append("  \(word(.dialect)) indonesia")
    case .international: lines.append("  \(word(.dialect)) international")
    }
    lines.append(word(.end))
    return lines.joined(separator: "\n") + "\n"
  }

  /// Returns what was seen in column `i`.
  private func note(_ i: Int) -> String? {
    guard roster.columns.indices.contains(i) else { return nil }
    let column = roster.columns[i]
    func n(_ count: Int) -> String { DiagnosticArgument.count(count).text(in: language) }
    var parts: [String] = []
    if column.blankCount > 0 {
      parts.append(
        Bilingual(en: "\(n(column.blankCount)) blank", id: "\(n(column.blankCount)) kosong")(language))
    }
    parts.append(
      Bilingual(en: "\(n(column.distinctCount)) different", id: "\(n(column.distinctCount)) berbeda")(
        language))
    if !column.examples.isEmpty {
      let examples = column.examples.prefix(3).map { TextWidth.harmless($0) }.joined(separator: ", ")
      parts.append(Bilingual(en: "such as \(examples)", id: "misalnya \(examples)")(language))
    }
    return parts.joined(separator: "; ")
  }

  private func modifiers(_ field: FieldSchema) -> [String] {
    var result: [String] = []
    if field.isKey { result.append(word(.key)) }
    if field.isOptional { result.append(word(.optional)) }
    if field.isPrivate { result.append(word(.isPrivate)) }
    if field.header != field.name { result.append("\(word(.column)) \(literal(field.header))") }
    return result
  }

  private func type(_ type: FieldType) -> String {
    switch type {
    case .text: word(.textType)
    case .nik: word(.nikType)
    case .whole: word(.wholeType)
    case .count: word(.countType)
    case .number: word(.numberType)
    case .percent: word(.percentType)
    case .money: word(.moneyType)
    case .date: word(.dateType)
    case .truth: word(.truthType)
    case .reference(let roster): quoted(roster)
    case .choice(let choices):
      "\(word(.oneOf)) ("
        + choices.map { c in
          let spellings = c.spellings.filter { $0.lowercased() != c.name.lowercased() }.map(literal)
          return quoted(c.name)
            + (spellings.isEmpty ? "" : " = " + spellings.joined(separator: " \(word(.choiceOr)) "))
        }.joined(separator: ", ") + ")"
    }
  }

  private func word(_ role: KeywordRole) -> String { role.wording.phrases(in: language).first ?? "" }

  /// Returns `name` as a program writes it.
  private func quoted(_ name: String) -> String {
    let isPlain =
      !name.isEmpty && name.first?.isNumber == false
      && name.allSatisfy { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let isReserved = (ReservedWords.english + ReservedWords.indonesian).contains(name.lowercased())
    return isPlain && !isReserved ? name : "'\(name)'"
  }

  /// Returns `text` as a program writes a text.
  private func literal(_ text: String) -> String {
    var result = "\""
    for c in TextWidth.harmless(text) {
      if c == "\"" || c == "\\" || c == "{" { result += "\\" }
      result.append(c)
    }
    return result + "\""
  }
}
