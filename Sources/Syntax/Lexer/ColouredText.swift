import Diagnostics

/// What the pieces of a text are, so that an editor or a prompt can colour them while they are typed.
public enum ColouredText {

  /// The sorts of pieces.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// A word that begins a statement: `show`, `let`.
    case statement
    /// Another keyword.
    case keyword
    /// A number, an amount, a percentage, a date, a file row.
    case number
    /// A text in quotes.
    case text
    /// A comment.
    case comment
    /// `?`, where something is still to be written.
    case hole
    /// What can not be read.
    case unreadable
  }

  /// A piece: bytes of the text, and what they are.
  public struct Piece: Sendable, Hashable {
    /// The bytes.
    public let range: Range<Int>
    /// What they are.
    public let kind: Kind
    /// Creates a piece.
    public init(range: Range<Int>, kind: Kind) {
      self.range = range
      self.kind = kind
    }
  }

  /// Returns the pieces of `text` that are to be coloured, in order; words of `names` are no keywords unless reserved.
  public static func pieces(of text: String, in language: Language, names: Set<String> = []) -> [Piece] {
    let source = SourceFile(name: "", text: text)
    let language = Header.language(of: source, in: nil) ?? language
    let lexed = Lexer.lex(source, file: FileID(0), language: language)
    let vocabulary = Vocabulary.of(language)
    var result: [Piece] = lexed.comments.map { Piece(range: $0.span.start..<$0.span.end, kind: .comment) }
    let tokens = lexed.tokens
    var i = 0
    var isFirst = true
    while i < tokens.count {
      let t = tokens[i]
      let range = Int(t.start)..<Int(t.end)
      var length = 1
      switch t.kind {
      case .word:
        guard t.code != 0 else { break }
        let word = String(decoding: source.bytes[range], as: UTF8.self)
        let isName = names.contains(word) && !vocabulary.isReserved(t.code) && !isFirst
        let found = isName ? nil : phrase(at: i, in: tokens, isFirst, vocabulary)
        guard let found else { break }
        length = found.length
        let last = Int(tokens[i + length - 1].end)
        result.append(Piece(range: range.lowerBound..<last, kind: found.kind))
      case .number, .percent, .money, .date, .fileRow: result.append(Piece(range: range, kind: .number))
      case .text: result.append(Piece(range: range, kind: .text))
      case .invalid: if !range.isEmpty { result.append(Piece(range: range, kind: .unreadable)) }
      case .mark: if t.mark == .question { result.append(Piece(range: range, kind: .hole)) }
      case .quotedName, .newline, .endOfFile: break
      }
      isFirst = t.kind == .newline
      i += length
    }
    return result.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Returns the length in tokens of the longest phrase at `i`, and what it is.
  private static func phrase(at i: Int, in tokens: [Token], _ isFirst: Bool, _ vocabulary: Vocabulary)
    -> (length: Int, kind: Kind)?
  {
    var best = 0
    var isStatement = false
    for role in KeywordRole.allCases {
      for p in vocabulary.phrases(of: role) {
        for part in [p.prefix, p.suffix] where part.count >= max(1, best) && i + part.count <= tokens.count {
          guard part.indices.allSatisfy({ tokens[i + $0].code == part[$0] }) else { continue }
          let begins = isFirst && KeywordPlaces.statements.contains(role) && part == p.prefix
          isStatement = part.count > best ? begins : isStatement || begins
          best = part.count
        }
      }
    }
    return best == 0 ? nil : (best, isStatement ? .statement : .keyword)
  }
}
