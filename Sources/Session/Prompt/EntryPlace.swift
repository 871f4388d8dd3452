import Diagnostics
import Syntax

/// The place in an entry where a word is being typed: what stands before it, as words and marks.
struct EntryPlace {

  /// The words and marks before the place, in order; a text in quotes is one.
  let words: [String]

  /// What has been typed of the word there.
  let typed: String

  /// Whether a text in quotes is open there.
  let isInText: Bool

  /// The role of the statement it is part of, if its first words are there.
  let statement: KeywordRole?

  /// Whether nothing stands before the place on its line, which is not the first of the statement.
  let isAtLineStart: Bool

  /// How many words the statement has before the place; 0 where it may begin.
  let wordsOfStatement: Int

  /// Creates the place at bytes `word` of `entry`.
  init(_ entry: String, _ word: Range<Int>, _ language: Language) {
    let bytes = Array(entry.utf8)
    let end = min(word.upperBound, bytes.count)
    let start = min(word.lowerBound, end)
    typed = String(decoding: bytes[start..<end], as: UTF8.self)
    let before = String(decoding: bytes[..<start], as: UTF8.self)
    isInText = before.utf8.count { $0 == UInt8(ascii: "\"") } % 2 == 1

    // The statement begins on the last line whose first words begin one.
    var lines = before.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var head: KeywordRole?
    var kept: [String] = []
    while let line = lines.popLast() {
      kept.insert(line, at: 0)
      let all = EntryPlace.words(of: line)
      if let role = EntryPlace.statement(beginningWith: all, language) {
        head = role
        break
      }
    }
    let own =
      head == nil ? EntryPlace.words(of: kept.last ?? "") : EntryPlace.words(of: kept.joined(separator: " "))
    statement = head
    words = own
    isAtLineStart = kept.count > 1 && (kept.last ?? "").allSatisfy(\.isWhitespace)
    wordsOfStatement = own.count
  }

  /// Returns the words and marks of `text`.
  static func words(of text: String) -> [String] {
    var result: [String] = []
    var word = ""
    var isInText = false
    func finish() {
      if !word.isEmpty { result.append(word) }
      word = ""
    }
    for c in text {
      if c == "\"" {
        word.append(c)
        if isInText { finish() }
        isInText.toggle()
      } else if isInText {
        word.append(c)
      } else if c.isWhitespace {
        finish()
      } else if "(),:|=".contains(c) {
        finish()
        result.append(String(c))
      } else {
        word.append(c)
      }
    }
    finish()
    return result
  }

  private static func statement(beginningWith words: [String], _ language: Language) -> KeywordRole? {
    let folded = words.map { $0.lowercased() }
    var best: (role: KeywordRole, length: Int)?
    for role in KeywordRole.beginningsOfStatements {
      for phrase in role.wording.phrases(in: language) {
        let parts = phrase.split(separator: " ").prefix { $0 != "_" }.map(String.init)
        if !parts.isEmpty, folded.starts(with: parts), parts.count > best?.length ?? 0 {
          best = (role, parts.count)
        }
      }
    }
    return best?.role
  }

  /// Returns how many words the phrase of `role` has in which the words before the place end, if they do.
  func ends(in role: KeywordRole, _ language: Language) -> Int? {
    EntryPlace.length(of: role, atEndOf: words, language)
  }

  /// Returns how many words the phrase of `role` has in which `words` end, if they do.
  static func length(of role: KeywordRole, atEndOf words: [String], _ language: Language) -> Int? {
    role.wording.phrases(in: language).compactMap { phrase -> Int? in
      let parts = phrase.split(separator: " ").map { String($0).lowercased() }
      guard !parts.isEmpty, words.count >= parts.count else { return nil }
      return words.suffix(parts.count).map { $0.lowercased() } == parts ? parts.count : nil
    }.max()
  }
}
