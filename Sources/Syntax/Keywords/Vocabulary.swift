import Diagnostics

/// The keyword phrases of one language, ready to be found among tokens.
struct Vocabulary: Sendable {

  /// One phrase: the words before its hole (or all of them) and those after it.
  struct Phrase: Sendable {
    /// The words before the hole.
    let prefix: [UInt16]
    /// The words after the hole.
    let suffix: [UInt16]
    /// Whether it has a hole.
    let hasHole: Bool
  }

  /// The words of both languages: one numbering, so that a word of the other language is recognised as such.
  static let table: WordTable = everything.table

  /// The English phrases.
  static let english: Vocabulary = everything.english

  /// The Indonesian phrases.
  static let indonesian: Vocabulary = everything.indonesian

  /// Returns the phrases of `language`.
  static func of(_ language: Language) -> Vocabulary {
    switch language {
    case .english: english
    case .indonesian: indonesian
    }
  }

  /// The number that stands for a `-` inside a phrase, as in `cut-off`.
  static let hyphen: UInt16 = everything.hyphen

  /// All of it, made at first use.
  private static let everything = Everything()

  /// The language.
  let language: Language

  /// The phrases of each role, by the role's position among all roles.
  private let phrases: [[Phrase]]

  /// Whether the word of each number is reserved in this language.
  private let reserved: [Bool]

  /// The unit of time that each word names, if it names one.
  private let units: [TimeUnit?]

  /// The month that each word names in either language, or 0.
  private let months: [UInt8]

  /// The magnitude that each word names, if it names one.
  private let magnitudes: [Magnitude?]

  /// Returns the phrases of `role`.
  func phrases(of role: KeywordRole) -> [Phrase] { phrases[role.position] }

  /// Returns whether the word numbered `code` is reserved.
  func isReserved(_ code: UInt16) -> Bool { reserved[Int(code)] }

  /// Returns the unit of time that the word numbered `code` names.
  func unit(_ code: UInt16) -> TimeUnit? { units[Int(code)] }

  /// Returns the month, 1 to 12, that the word numbered `code` names in either language, or `nil`.
  func month(_ code: UInt16) -> Int? { months[Int(code)] == 0 ? nil : Int(months[Int(code)]) }

  /// Returns the magnitude that the word numbered `code` names.
  func magnitude(_ code: UInt16) -> Magnitude? { magnitudes[Int(code)] }

  /// Both vocabularies and the table they share, made once.
  private struct Everything: Sendable {
    var table = WordTable()
    let english: Vocabulary
    let indonesian: Vocabulary
    let hyphen: UInt16

    init() {
      var table = WordTable()
      let hyphen = table.insert("-")
      self.hyphen = hyphen
      // By bytes: this is done before each program, however short, and characters would cost most of its time.
      func phrase(_ text: String) -> Phrase {
        var prefix: [UInt16] = []
        var suffix: [UInt16] = []
        var hasHole = false
        var word: [UInt8] = []
        func add(_ code: UInt16) { if hasHole { suffix.append(code) } else { prefix.append(code) } }
        func endWord() {
          if word.isEmpty { return }
          add(table.insert(word))
          word.removeAll(keepingCapacity: true)
        }
        for byte in text.utf8 {
          switch byte {
          case UInt8(ascii: " "): endWord()
          case UInt8(ascii: "-"):
            // A word of its own, as the lexer gives it.
            endWord()
            add(hyphen)
          case UInt8(ascii: "_"):
            endWord()
            hasHole = true
          default: word.append(byte)
          }
        }
        endWord()
        return Phrase(prefix: prefix, suffix: suffix, hasHole: hasHole)
      }
      let roles = KeywordRole.allCases
      let englishPhrases = roles.map { $0.wording.english.map(phrase) }
      let indonesianPhrases = roles.map { $0.wording.indonesian.map(phrase) }
      let englishReserved = ReservedWords.english.map { table.insert($0) }
      let indonesianReserved = ReservedWords.indonesian.map { table.insert($0) }
      let monthNames = CalendarWords.months.map { names in names.map { table.insert($0) } }
      let magnitudeNames = CalendarWords.magnitudes.map { entry in
        (entry.magnitude, entry.words.map { table.insert($0) })
      }
      let count = table.words.count
      var months = [UInt8](repeating: 0, count: count)
      for (i, names) in monthNames.enumerated() { for c in names { months[Int(c)] = UInt8(i + 1) } }
      var magnitudes = [Magnitude?](repeating: nil, count: count)
      for (m, names) in magnitudeNames { for c in names { magnitudes[Int(c)] = m } }

      func vocabulary(_ language: Language, _ phrases: [[Phrase]], _ reservedCodes: [UInt16]) -> Vocabulary {
        var reserved = [Bool](repeating: false, count: count)
        for c in reservedCodes { reserved[Int(c)] = true }
        var units = [TimeUnit?](repeating: nil, count: count)
        for (role, unit) in [(KeywordRole.dayUnit, TimeUnit.day), (.monthUnit, .month), (.yearUnit, .year)] {
          for p in phrases[role.position] { for c in p.prefix { units[Int(c)] = unit } }
        }
        return Vocabulary(
          language: language, phrases: phrases, reserved: reserved, units: units, months: months,
          magnitudes: magnitudes)
      }
      english = vocabulary(.english, englishPhrases, englishReserved)
      indonesian = vocabulary(.indonesian, indonesianPhrases, indonesianReserved)
      self.table = table
    }
  }
}

/// The words that can not be names without quotes.
public enum ReservedWords {

  /// The English ones.
  public static let english = [
    "and", "or", "not", "is", "where", "when", "then", "otherwise", "if", "from", "to", "through", "on", "of",
    "in", "by", "per", "as", "yes", "no", "missing", "present", "this", "today", "end",
  ]

  /// The Indonesian ones.
  public static let indonesian = [
    "dan", "atau", "tidak", "belum", "bukan", "adalah", "yang", "bila", "jika", "maka", "dari", "sampai",
    "ke",
    "kepada", "pada", "di", "menurut", "per", "sebagai", "ya", "kosong", "terisi", "ini", "selesai",
  ]

  /// Returns the reserved words of `language`.
  public static func of(_ language: Language) -> [String] {
    switch language {
    case .english: english
    case .indonesian: indonesian
    }
  }
}

/// The names of months and magnitudes.
public enum CalendarWords {

  /// The names of each month, English first, then Indonesian, then the spellings also accepted.
  public static let months: [[String]] = [
    ["January", "Januari", "Jan"], ["February", "Februari", "Pebruari", "Feb"], ["March", "Maret"],
    ["April", "April"], ["May", "Mei"], ["June", "Juni"], ["July", "Juli"],
    ["August", "Agustus", "Agt", "Ags"], ["September", "September", "Sept"], ["October", "Oktober", "Okt"],
    ["November", "November", "Nopember"], ["December", "Desember", "Des"],
  ]

  /// The words of each magnitude, the printed one first.
  static let magnitudes: [(magnitude: Magnitude, words: [String])] = [
    (.thousand, ["ribu", "rb", "thousand"]), (.million, ["juta", "jt", "million"]),
    (.billion, ["miliar", "milyar", "M", "billion"]), (.trillion, ["triliun", "T", "trillion"]),
  ]
}
