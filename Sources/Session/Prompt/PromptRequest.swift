import Diagnostics

/// What a line that begins with a colon asks of the session itself.
public enum PromptRequest: Sendable, Hashable {
  /// `:help [TOPIC]`
  case help(String?)
  /// `:tutorial [LESSON]`
  case tutorial(String?)
  /// `:sample`
  case sample
  /// `:load FILE`
  case load(String)
  /// `:data [ROSTER=PATH]`
  case data(String?)
  /// `:reload`
  case reload
  /// `:list`
  case list
  /// `:info NAME`
  case info(String)
  /// `:type EXPRESSION`
  case type(String)
  /// `:set [NAME=VALUE]`
  case set(String?)
  /// `:mode [table|csv|json|markdown]`
  case mode(String?)
  /// `:last`
  case last
  /// `:export FILE`
  case export(String)
  /// `:edit [NAME|FILE]`
  case edit(String?)
  /// `:history [TEXT]`
  case history(String?)
  /// `:time [on|off]`
  case time(String?)
  /// `:transcript FILE|off`
  case transcript(String)
  /// `:save FILE`
  case save(String)
  /// `:language [english|indonesian]`
  case language(String?)
  /// `:clear`
  case clear
  /// `:quit`
  case quit

  /// Why a line can not be understood.
  public enum Failure: Error, Sendable, Hashable {
    /// No request has this name; those that may be meant.
    case unknown(String, near: [String])
    /// Several requests begin with this.
    case ambiguous(String, [Bilingual])
    /// The request needs something after its name.
    case incomplete(Bilingual)
  }

  /// What may stand after the name of a request, so that it can be completed.
  enum Argument: Sendable, Hashable {
    case nothing, file, name, expression, assignment, roster
    case words([Bilingual])
  }

  /// A request as it is listed: its names in both languages, what follows, and what it does.
  public struct Entry: Sendable {
    /// The name.
    public let name: Bilingual
    /// What follows it.
    public let argument: Bilingual?
    /// What it does.
    public let purpose: Bilingual
    /// What may follow it, for completion.
    let follows: Argument
    /// Makes the request of what follows, or `nil` where something must follow and does not.
    fileprivate let make: @Sendable (String?) -> PromptRequest?
  }

  private static func entry(
    _ name: Bilingual, _ argument: Bilingual? = nil, _ follows: Argument = .nothing, _ purpose: Bilingual,
    _ make: @escaping @Sendable (String?) -> PromptRequest?
  ) -> Entry {
    Entry(name: name, argument: argument, purpose: purpose, follows: follows, make: make)
  }

  private static let file = Bilingual(en: "FILE", id: "BERKAS")

  /// All requests, in the order in which they are listed.
  public static let entries: [Entry] = [
    entry(
      Bilingual(en: "help", id: "bantuan"), Bilingual(en: "[TOPIC]", id: "[POKOK]"), .words(HelpTopic.names),
      Bilingual(en: "say what can be entered", id: "menjelaskan apa yang dapat dimasukkan")
    ) { .help($0) },
    entry(
      Bilingual(same: "tutorial"), Bilingual(en: "[LESSON]", id: "[BAB]"), .nothing,
      Bilingual(en: "a guided tour, six short lessons", id: "perkenalan terpandu, enam bab pendek")
    ) { .tutorial($0) },
    entry(
      Bilingual(en: "sample", id: "contoh"), nil, .nothing,
      Bilingual(en: "take up sample data to try things on", id: "mengambil data contoh untuk mencoba-coba")
    ) { _ in .sample },
    entry(
      Bilingual(en: "load", id: "muat"), file, .file,
      Bilingual(en: "take up the definitions of a program", id: "mengambil definisi sebuah program")
    ) { $0.map { .load($0) } },
    entry(
      Bilingual(same: "data"), Bilingual(en: "[FILE | ROSTER=FILE]", id: "[BERKAS | DAFTAR=BERKAS]"), .roster,
      Bilingual(
        en: "list the rosters, take up a file as one, or read one from another file",
        id: "mendaftar semua daftar, mengambil berkas sebagai daftar, atau membacanya dari berkas lain")
    ) { .data($0) },
    entry(
      Bilingual(en: "reload", id: "muat-ulang"), nil, .nothing,
      Bilingual(
        en: "read the files again; what was entered here stays",
        id: "membaca lagi berkas-berkas; yang dimasukkan di sini tetap")
    ) { _ in .reload },
    entry(
      Bilingual(en: "list", id: "isi"), nil, .nothing,
      Bilingual(en: "list what is defined", id: "mendaftar yang sudah didefinisikan")
    ) { _ in .list },
    entry(
      Bilingual(en: "info", id: "tentang"), Bilingual(en: "NAME", id: "NAMA"), .name,
      Bilingual(
        en: "show a definition, its type and who uses it", id: "menampilkan definisi, jenis, dan pemakainya")
    ) { $0.map { .info($0) } },
    entry(
      Bilingual(en: "type", id: "jenis"), Bilingual(en: "EXPRESSION", id: "EKSPRESI"), .expression,
      Bilingual(en: "say what kind of value it has", id: "menyebut jenis nilainya, tanpa menghitung")
    ) { $0.map { .type($0) } },
    entry(
      Bilingual(en: "set", id: "ubah"), Bilingual(en: "[NAME=VALUE]", id: "[NAMA=NILAI]"), .assignment,
      Bilingual(
        en: "give a parameter, budget or let another value, or list them",
        id: "memberi nilai lain kepada parameter, pagu, atau misalkan, atau mendaftarnya")
    ) { .set($0) },
    entry(
      Bilingual(same: "mode"), Bilingual(same: "[table|csv|json|markdown]"),
      .words(PromptMode.allCases.map(\.name)),
      Bilingual(en: "how results are printed", id: "cara hasil dicetak")
    ) { .mode($0) },
    entry(
      Bilingual(en: "last", id: "terakhir"), nil, .nothing,
      Bilingual(
        en: "the previous result in full, page by page", id: "hasil sebelumnya selengkapnya, per layar")
    ) { _ in .last },
    entry(
      Bilingual(en: "export", id: "ekspor"), file, .file,
      Bilingual(
        en: "write the previous result as .csv, .tsv, .json, .md, .html, .txt or .svg",
        id: "menulis hasil sebelumnya sebagai .csv, .tsv, .json, .md, .html, .txt, atau .svg")
    ) { $0.map { .export($0) } },
    entry(
      Bilingual(en: "edit", id: "sunting"), Bilingual(en: "[NAME|FILE]", id: "[NAMA|BERKAS]"), .name,
      Bilingual(
        en: "open the last entry, a definition or a file in $EDITOR",
        id: "membuka masukan terakhir, sebuah definisi, atau berkas di $EDITOR")
    ) { .edit($0) },
    entry(
      Bilingual(en: "history", id: "riwayat"), Bilingual(en: "[TEXT]", id: "[TEKS]"), .nothing,
      Bilingual(en: "what was entered before, with this text", id: "masukan lama yang memuat teks ini")
    ) { .history($0) },
    entry(
      Bilingual(en: "time", id: "waktu"), Bilingual(en: "[on|off]", id: "[ya|tidak]"),
      .words([Bilingual(en: "on", id: "ya"), Bilingual(en: "off", id: "tidak")]),
      Bilingual(en: "say how long each answer takes", id: "menyebut lama setiap jawaban")
    ) { .time($0) },
    entry(
      Bilingual(en: "transcript", id: "catat"), Bilingual(en: "FILE|off", id: "BERKAS|tidak"), .file,
      Bilingual(
        en: "write down what is entered and answered, masked",
        id: "mencatat masukan dan jawaban ke berkas, disamarkan")
    ) { $0.map { .transcript($0) } },
    entry(
      Bilingual(en: "save", id: "simpan"), file, .file,
      Bilingual(
        en: "write what worked as a program that runs",
        id: "menulis yang berhasil sebagai program yang dapat dijalankan")
    ) { $0.map { .save($0) } },
    entry(
      Bilingual(en: "language", id: "bahasa"), Bilingual(en: "english|indonesian", id: "inggris|indonesia"),
      .words([Bilingual(en: "english", id: "inggris"), Bilingual(en: "indonesian", id: "indonesia")]),
      Bilingual(
        en: "change the language of keywords and messages", id: "mengganti bahasa kata kunci dan pesan")
    ) { .language($0) },
    entry(
      Bilingual(en: "clear", id: "bersihkan"), nil, .nothing,
      Bilingual(en: "clear the screen (so does Ctrl-L)", id: "membersihkan layar (juga dengan Ctrl-L)")
    ) { _ in .clear },
    entry(
      Bilingual(en: "quit", id: "keluar"), nil, .nothing,
      Bilingual(en: "leave (so does Ctrl-D)", id: "keluar (juga dengan Ctrl-D)")
    ) { _ in .quit },
  ]

  /// Returns the entry that `typed`, a name or the beginning of one in either language, stands for.
  static func entry(named typed: String) -> Result<Entry, Failure> {
    let typed = ["h", "?"].contains(typed.lowercased()) ? "help" : typed.lowercased()
    if let exact = entries.first(where: { $0.name.english == typed || $0.name.indonesian == typed }) {
      return .success(exact)
    }
    let found = entries.filter { e in
      !typed.isEmpty && (e.name.english.hasPrefix(typed) || e.name.indonesian.hasPrefix(typed))
    }
    if found.count == 1 { return .success(found[0]) }
    if found.count > 1 {
      // The words that begin so, those of the other language where the reader's own do not.
      let words = found.map { e in
        Bilingual(
          en: e.name.english.hasPrefix(typed) ? e.name.english : e.name.indonesian,
          id: e.name.indonesian.hasPrefix(typed) ? e.name.indonesian : e.name.english)
      }
      return .failure(.ambiguous(typed, words))
    }
    let all = entries.flatMap { [$0.name.english, $0.name.indonesian] }
    return .failure(.unknown(typed, near: Suggestions.near(typed, among: all)))
  }

  /// Returns the request that `line` makes, or `nil` if it makes none: it does not begin with a colon.
  public static func parse(_ line: String) -> Result<PromptRequest, Failure>? {
    let text = line.trimmingWhiteSpace
    guard text.hasPrefix(":") else { return nil }
    let words = text.dropFirst().split(maxSplits: 1, whereSeparator: { $0.isWhitespace })
    guard let typed = words.first else { return .success(.help(nil)) }
    let rest = words.count > 1 ? String(words[1]).trimmingWhiteSpace.unquoted : nil
    switch entry(named: String(typed)) {
    case .failure(let failure): return .failure(failure)
    case .success(let entry):
      guard let request = entry.make(rest) else { return .failure(.incomplete(entry.name)) }
      return .success(request)
    }
  }

  /// Returns the parts of what was pasted: each line that begins with a colon stands by itself.
  public static func parts(of entry: String) -> [String] {
    guard entry.contains("\n") else { return [entry] }
    var parts: [String] = []
    var isOpen = false
    for line in entry.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.trimmingPrefix(while: \.isWhitespace).hasPrefix(":") {
        parts.append(String(line))
        isOpen = false
      } else if isOpen {
        parts[parts.count - 1] += "\n" + line
      } else {
        parts.append(String(line))
        isOpen = true
      }
    }
    return parts
  }
}

/// How results are printed at the prompt.
public enum PromptMode: String, Sendable, CaseIterable {
  /// Tables for people.
  case table
  /// Comma-separated values, for spreadsheets.
  case csv
  /// One document a result, for programs.
  case json
  /// Tables for documents.
  case markdown

  /// The name in both languages.
  var name: Bilingual { Bilingual(en: rawValue, id: self == .table ? "tabel" : rawValue) }

  /// Creates the mode that is called `name` in either language.
  init?(named name: String) {
    let found = PromptMode.allCases.filter {
      $0.name.english.hasPrefix(name.lowercased()) || $0.name.indonesian.hasPrefix(name.lowercased())
    }
    guard found.count == 1 else { return nil }
    self = found[0]
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
