import Diagnostics

/// What a line that begins with a colon asks of the session itself.
public enum PromptRequest: Sendable, Hashable {
  /// `:help [TOPIC]`
  case help(String?)
  /// `:load FILE`
  case load(String)
  /// `:data [ROSTER=PATH]`
  case data(String?)
  /// `:list`
  case list
  /// `:info NAME`
  case info(String)
  /// `:save FILE`
  case save(String)
  /// `:language [english|indonesian]`
  case language(String?)
  /// `:quit`
  case quit

  /// Why a line can not be understood.
  public enum Failure: Error, Sendable, Hashable {
    /// No request has this name; those that may be meant.
    case unknown(String, near: [String])
    /// Several requests begin with this.
    case ambiguous(String, [String])
    /// The request needs something after its name.
    case incomplete(String)
  }

  /// A request as it is listed: its names in both languages, what follows, and what it does.
  public struct Entry: Sendable {
    /// The name.
    public let name: Bilingual
    /// What follows it.
    public let argument: Bilingual?
    /// What it does.
    public let purpose: Bilingual
  }

  /// All requests.
  public static let entries: [Entry] = [
    Entry(
      name: Bilingual(en: "help", id: "bantuan"), argument: nil,
      purpose: Bilingual(en: "say what can be entered", id: "menjelaskan apa yang dapat dimasukkan")),
    Entry(
      name: Bilingual(en: "load", id: "muat"), argument: Bilingual(en: "FILE", id: "BERKAS"),
      purpose: Bilingual(en: "take up the definitions of a program", id: "mengambil definisi sebuah program")),
    Entry(
      name: Bilingual(en: "data", id: "data"),
      argument: Bilingual(en: "[ROSTER=FILE]", id: "[DAFTAR=BERKAS]"),
      purpose: Bilingual(
        en: "list the rosters, or read one from another file",
        id: "mendaftar semua daftar, atau membaca satu daftar dari berkas lain")),
    Entry(
      name: Bilingual(en: "list", id: "isi"), argument: nil,
      purpose: Bilingual(en: "list what is defined", id: "mendaftar yang sudah didefinisikan")),
    Entry(
      name: Bilingual(en: "info", id: "tentang"), argument: Bilingual(en: "NAME", id: "NAMA"),
      purpose: Bilingual(
        en: "show a definition, its type and who uses it", id: "menampilkan definisi, jenis, dan pemakainya")),
    Entry(
      name: Bilingual(en: "save", id: "simpan"), argument: Bilingual(en: "FILE", id: "BERKAS"),
      purpose: Bilingual(
        en: "write what worked as a program that runs",
        id: "menulis yang berhasil sebagai program yang dapat dijalankan")),
    Entry(
      name: Bilingual(en: "language", id: "bahasa"),
      argument: Bilingual(en: "english|indonesian", id: "inggris|indonesia"),
      purpose: Bilingual(
        en: "change the language of keywords and messages", id: "mengganti bahasa kata kunci dan pesan")),
    Entry(
      name: Bilingual(en: "quit", id: "keluar"), argument: nil,
      purpose: Bilingual(en: "leave (so does Ctrl-D)", id: "keluar (juga dengan Ctrl-D)")),
  ]

  /// Returns the request that `line` makes, or `nil` if it makes none: it does not begin with a colon.
  public static func parse(_ line: String) -> Result<PromptRequest, Failure>? {
    let text = line.trimmingWhiteSpace
    guard text.hasPrefix(":") else { return nil }
    let words = text.dropFirst().split(maxSplits: 1, whereSeparator: { $0.isWhitespace })
    let typed = words.first.map { String($0).lowercased() } ?? ""
    let rest = words.count > 1 ? String(words[1]).trimmingWhiteSpace.unquoted : nil
    let names = entries.map(\.name)
    let exact = names.firstIndex { $0.english == typed || $0.indonesian == typed }
    let found = names.indices.filter { i in
      !typed.isEmpty && (names[i].english.hasPrefix(typed) || names[i].indonesian.hasPrefix(typed))
    }
    guard let i = exact ?? (found.count == 1 ? found[0] : nil) else {
      if typed.isEmpty { return .success(.help(nil)) }
      if found.count > 1 { return .failure(.ambiguous(typed, found.map { names[$0].english })) }
      let all = names.flatMap { [$0.english, $0.indonesian] }
      return .failure(.unknown(typed, near: Suggestions.near(typed, among: all)))
    }
    let name = names[i].english
    switch name {
    case "help": return .success(.help(rest))
    case "data": return .success(.data(rest))
    case "list": return .success(.list)
    case "language": return .success(.language(rest))
    case "quit": return .success(.quit)
    case _ where rest == nil: return .failure(.incomplete(name))
    case "load": return .success(.load(rest ?? ""))
    case "info": return .success(.info(rest ?? ""))
    default: return .success(.save(rest ?? ""))
    }
  }
}

extension String {

  /// The text without white space at its ends.
  var trimmingWhiteSpace: String {
    var s = self[...]
    while let c = s.first, c.isWhitespace { s.removeFirst() }
    while let c = s.last, c.isWhitespace { s.removeLast() }
    return String(s)
  }

  /// The text without a pair of quotes around it.
  var unquoted: String {
    guard count >= 2, hasPrefix("\""), hasSuffix("\"") else { return self }
    return String(dropFirst().dropLast())
  }
}
