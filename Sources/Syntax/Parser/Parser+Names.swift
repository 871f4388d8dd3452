import Diagnostics

extension Parser {

  static let aName = Bilingual(en: "a name", id: "sebuah nama")
  static let aValue = Bilingual(en: "a value", id: "sebuah nilai")
  static let aText = Bilingual(en: "a text in quotation marks", id: "teks bertanda kutip")

  /// Returns whether a name stands at `start`.
  func isName(at start: Int) -> Bool {
    let t = tokens[start]
    return t.kind == .quotedName || t.kind == .word && !vocabulary.isReserved(t.code)
  }

  /// Whether a name stands here.
  var isAtName: Bool { isName(at: index) }

  /// Returns the name that the token at `start` is.
  func name(at start: Int) -> Name {
    let t = tokens[start]
    guard t.kind == .quotedName else { return Name(text(of: t), span: span(of: t)) }
    var quoted = source.bytes[Int(t.start)..<Int(t.end)]
    // The marks are one byte, or three if they are curly.
    quoted = quoted.first == 0xE2 ? quoted.dropFirst(3) : quoted.dropFirst()
    quoted = quoted.last == 0x27 ? quoted.dropLast() : quoted.dropLast(3)
    var text = ""
    var isDoubled = false
    for scalar in String(decoding: quoted, as: UTF8.self).unicodeScalars {
      if scalar == "'" && !isDoubled {
        isDoubled = true
        text.unicodeScalars.append(scalar)
      } else if scalar == "'" {
        isDoubled = false
      } else {
        isDoubled = false
        text.unicodeScalars.append(scalar)
      }
    }
    return Name(text, isQuoted: true, span: span(of: t))
  }

  /// Reads a name, or reports that one is needed.
  mutating func parseName(_ expected: Bilingual = Parser.aName) -> Name? {
    if isAtName {
      defer { advance() }
      return name(at: index)
    }
    if token.kind == .word {
      report(.reservedName(text(of: token), at: here))
      return nil
    }
    reportExpected(expected)
    return nil
  }

  /// Reads a name that a definition gives; a missing one is reported and stands as an empty name.
  mutating func parseDefinedName() -> Name {
    let place = here
    return parseName() ?? Name("", span: Span(file: file, start: place.start, end: place.start))
  }

  /// Reads names joined by dots: `jamsostek.contributions`.
  mutating func parseDottedNames() -> [Name] {
    var names: [Name] = []
    repeat {
      // After a dot every word is a name.
      if token.kind == .word && !names.isEmpty {
        names.append(Name(text(of: token), span: here))
        advance()
      } else if let n = parseName() {
        names.append(n)
      } else {
        break
      }
    } while take(.dot)
    return names
  }

  /// Reads names separated by commas.
  mutating func parseNameList() -> [Name] {
    var names: [Name] = []
    repeat {
      guard let n = parseName() else { break }
      names.append(n)
    } while take(.comma)
    return names
  }

  /// Reads a text without expressions, or reports that one is needed.
  mutating func parsePlainText() -> (text: String, span: Span)? {
    guard token.kind == .text else {
      reportExpected(Parser.aText)
      return nil
    }
    let s = here
    let text = TextReading.plain(source.bytes[s.start..<s.end])
    advance()
    return (text, s)
  }

  // MARK: Slips of the pen

  /// Reports a misspelt phrase of one of `roles` that stands here, puts the right words in its place, and returns
  /// whether there was one: reading goes on as if it had been written so.
  mutating func repairSlip(of roles: [KeywordRole]) -> Bool {
    guard diagnostics.elements.count < Parser.mostDiagnostics, let s = slip(of: roles) else { return false }
    let site = Span(file: file, start: Int(token.start), end: Int(token(after: s.length - 1).end))
    if s.isOtherLanguage {
      note(
        .otherLanguage(
          shortened(source.text(of: site)),
          of: Parser.name(of: language == .english ? .indonesian : .english),
          in: Parser.name(of: language), meant: s.phrase, at: site))
    } else {
      note(.misspelt(shortened(source.text(of: site)), suggestion: s.phrase, at: site))
    }
    guard let phrase = vocabulary.phrases(of: s.role).first, !phrase.prefix.isEmpty else { return false }
    let words = phrase.prefix.map {
      Token(
        kind: .word, mark: .none, code: $0, start: Int32(truncatingIfNeeded: site.start),
        end: Int32(truncatingIfNeeded: site.end))
    }
    tokens.replaceSubrange(index..<(index + s.length), with: words)
    return true
  }

  static func name(of language: Language) -> Bilingual {
    switch language {
    case .english: Bilingual(en: "English", id: "Inggris")
    case .indonesian: Bilingual(en: "Indonesian", id: "Indonesia")
    }
  }

  /// Returns the role of `roles` whose phrase is nearly what stands here (or is so in the other language).
  func slip(of roles: [KeywordRole]) -> (
    role: KeywordRole, length: Int, phrase: String, isOtherLanguage: Bool
  )? {
    guard token.kind == .word else { return nil }
    let other = Vocabulary.of(language == .english ? .indonesian : .english)
    for role in roles where token.code != 0 {
      for p in other.phrases(of: role) where !p.prefix.isEmpty && !p.hasHole {
        let n = length(of: p.prefix, at: index)
        if n > 0 { return (role, n, printed(role), true) }
      }
    }
    // A word before `:`, `=` or `.` names something.
    let next = token(after: 1).mark
    if next == .colon || next == .equal || next == .dot || next == .openParenthesis { return nil }
    var words: [String] = []
    for k in 0..<6 {
      let t = token(after: k)
      if t.kind != .word { break }
      words.append(text(of: t))
      if words[0].utf8.count > 40 { return nil }
    }
    var best: (role: KeywordRole, length: Int, phrase: String, distance: Int)?
    for role in roles {
      for phrase in role.wording.phrases(in: language) where !phrase.contains("_") {
        let count = phrase.split(separator: " ").count
        if count > words.count { continue }
        let written = words[..<count].joined(separator: " ")
        let letters = Array(written.lowercased().unicodeScalars)
        let limit = letters.count < 5 ? 1 : letters.count < 9 ? 2 : 3
        guard letters.count >= 3,
          let d = Suggestions.distance(letters, Array(phrase.unicodeScalars), atMost: limit)
        else { continue }
        if d > 0, d < best?.distance ?? 9 { best = (role, count, printed(role), d) }
      }
    }
    return best.map { ($0.role, $0.length, $0.phrase, false) }
  }
}

/// The characters of texts.
enum TextReading {

  /// Returns the characters of the text literal `bytes`, marks included, without regard to braces.
  static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var i = bytes.startIndex
    let end = contentEnd(bytes)
    i += bytes.first == 0xE2 ? 3 : 1
    while i < end {
      let b = bytes[i]
      result.append(b)
      let isDoubled = b == UInt8(ascii: "\"") || b == UInt8(ascii: "{")
      i += isDoubled && i + 1 < end && bytes[i + 1] == b ? 2 : 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Returns the offset after the last character of the text literal `bytes`.
  static func contentEnd(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.last == UInt8(ascii: "\"") ? bytes.endIndex - 1 : bytes.endIndex - 3
  }
}
