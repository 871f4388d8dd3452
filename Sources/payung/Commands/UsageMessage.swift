import Diagnostics

/// What is said when a command line is not understood, or asks how it is written, in the language of the reader.
///
/// The library that reads command lines speaks English only; its sentences are few and are put over here. One that is
/// not known stays as it is, rather than being guessed at.
struct UsageMessage {

  /// What the library says.
  let english: String

  /// Returns the message in `language`.
  func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .indonesian:
      english.split(separator: "\n", omittingEmptySubsequences: false).map(Self.line).joined(separator: "\n")
    }
  }

  /// Words at the beginning of a line, after white space.
  private static let beginnings: [(english: String, indonesian: String)] = [
    ("Error: ", "Kesalahan: "), ("Help: ", "Bantuan: "), ("Usage: ", "Pemakaian: "),
    ("OVERVIEW: ", "RINGKASAN: "), ("USAGE: ", "PEMAKAIAN: "), ("ARGUMENTS:", "ARGUMEN:"),
    ("OPTIONS:", "PILIHAN:"), ("SUBCOMMANDS:", "PERINTAH:"),
  ]

  /// Words within a line; `…` stands for what is kept.
  private static let sentences: [(english: [String], indonesian: [String])] = [
    (
      ["Unknown option '", "'. Did you mean '", "'?"], ["Pilihan '", "' tidak dikenal. Maksud Anda '", "'?"]
    ),
    (["Unknown option '", "'"], ["Pilihan '", "' tidak dikenal"]),
    (["Missing value for '", "'"], ["Nilai untuk '", "' belum ada"]),
    (["Missing expected argument '", "'"], ["Argumen '", "' belum ada"]),
    (["Unexpected argument '", "'"], ["Argumen '", "' tidak diharapkan"]),
    ([" unexpected arguments: '"], [" argumen tidak diharapkan: '"]),
    (
      ["The option '", "' does not take any value, but '", "' was specified."],
      ["Pilihan '", "' tidak menerima nilai, tetapi diberi '", "'."]
    ),
    (
      ["The value '", "' is invalid for '", "'. Please provide one of "],
      ["Nilai '", "' tidak sah untuk '", "'. Pilih salah satu: "]
    ),
    (["The value '", "' is invalid for '", "'"], ["Nilai '", "' tidak sah untuk '", "'"]),
    (["Please provide one of the following:"], ["Pilih salah satu dari yang berikut:"]),
    (["See '", "' for more information."], ["Lihat '", "' untuk keterangan lebih lanjut."]),
    (["See '", "' for detailed help."], ["Lihat '", "' untuk bantuan rinci."]),
    (["Show the version."], ["Tunjukkan versinya."]),
    (["Show help information."], ["Tunjukkan bantuan ini."]),
    (["Show subcommand help information."], ["Tunjukkan bantuan sebuah perintah."]),
    (["(values:"], ["(nilai:"]), (["default: ", ")"], ["bawaan: ", ")"]),
    (["(default:"], ["(bawaan:"]), (["(default) "], ["(bawaan)  "]), (["<subcommand>"], ["<perintah>"]),
    (["Pilih salah satu: ", "' and '"], ["Pilih salah satu: ", "' atau '"]),
    (["Pilih salah satu: ", "' or '"], ["Pilih salah satu: ", "' atau '"]),
  ]

  private static func line(_ line: Substring) -> String {
    var rest = line.drop { $0 == " " }
    var result = String(line.prefix(line.count - rest.count))
    for b in beginnings where rest.hasPrefix(b.english) {
      result += b.indonesian
      rest = rest.dropFirst(b.english.count)
      break
    }
    var text = String(rest)
    for s in sentences { text = replacing(s.english, in: text, by: s.indonesian) }
    return result + text
  }

  /// Returns `text` with the words of `pattern`, found one after the other, in those of `replacement`.
  private static func replacing(_ pattern: [String], in text: String, by replacement: [String]) -> String {
    var result = ""
    var rest = text[...]
    for (i, words) in pattern.enumerated() {
      guard let found = position(of: words, in: rest) else { return text }
      result += rest[..<found.lowerBound] + replacement[i]
      rest = rest[found.upperBound...]
    }
    return result + rest
  }

  private static func position(of words: String, in text: Substring) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      let rest = text[start...]
      if rest.hasPrefix(words) { return start..<text.index(start, offsetBy: words.count) }
      start = text.index(after: start)
    }
    return nil
  }
}
