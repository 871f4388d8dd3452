extension Bilingual {

  /// Returns the text for readers of `language`, what it quotes of a program being in the words of `program`.
  ///
  /// A quotation stands in backticks and has its counterpart in the same place of the other text. Where the two
  /// texts do not quote alike, nothing is exchanged.
  public func callAsFunction(_ language: Language, quoting program: Language?) -> String {
    guard let program, program != language else { return self(language) }
    var own = self(language).split(separator: "`", omittingEmptySubsequences: false)
    let other = self(program).split(separator: "`", omittingEmptySubsequences: false)
    guard own.count == other.count, own.count % 2 == 1 else { return self(language) }
    for i in own.indices where i % 2 == 1 {
      guard Bilingual.places(in: own[i]) == Bilingual.places(in: other[i]) else { return self(language) }
    }
    for i in own.indices where i % 2 == 1 { own[i] = other[i] }
    return own.joined(separator: "`")
  }

  /// Returns the placeholders of a quotation, sorted.
  private static func places(in text: Substring) -> [Substring] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { $0.prefix { $0 != "}" } }
      .sorted()
  }
}
