import Diagnostics

enum CommandTemplates {

  static let nothingToExplain = DiagnosticTemplate(
    "P0927",
    message: Bilingual(
      en: "{path} has no rule, table, function or value called `{name}`",
      id: "{path} tidak mempunyai aturan, tabel, fungsi, atau nilai bernama `{name}`"),
    fix: Bilingual(
      en: "`payung explain FILE NAME` draws one of its rules; `payung explain CODE` explains a message",
      id: "`payung explain BERKAS NAMA` menggambar satu aturannya; `payung explain KODE` menjelaskan pesan"))

  static let unknownCode = DiagnosticTemplate(
    "P0920",
    message: Bilingual(en: "no message has the code {code}", id: "tidak ada pesan dengan kode {code}"),
    fix: Bilingual(
      en: "`payung explain` without a code lists them all",
      id: "`payung explain` tanpa kode mendaftar semuanya"))

  static let unknownRoster = DiagnosticTemplate(
    "P0921",
    message: Bilingual(
      en: "--data names a roster `{name}` that the program does not have",
      id: "--data menyebut daftar `{name}` yang tidak ada dalam program"),
    why: Bilingual(en: "the program has {known}", id: "program memiliki {known}"),
    fix: Bilingual(
      en: "write the roster's name as in the program", id: "tulis nama daftar seperti dalam program"))

  static let badDate = DiagnosticTemplate(
    "P0922",
    message: Bilingual(
      en: "--as-of takes a day, and `{text}` is none",
      id: "--as-of memerlukan tanggal, dan `{text}` bukan tanggal"),
    fix: Bilingual(
      en: "write it as 2026-01-31 or \"31 January 2026\"",
      id: "tulis sebagai 2026-01-31 atau \"31 Januari 2026\""))

  static let nothingToSet = DiagnosticTemplate(
    "P0923",
    message: Bilingual(
      en: "--set names `{name}`, which is no parameter, budget or let of the program",
      id: "--set menyebut `{name}`, yang bukan parameter, pagu, atau misalkan dalam program"),
    fix: Bilingual(
      en: "names that can be set: {known}", id: "nama yang dapat diubah: {known}"))

  static let noPrograms = DiagnosticTemplate(
    "P0924",
    message: Bilingual(
      en: "there is no program at {path}", id: "tidak ada program di {path}"),
    why: Bilingual(
      en: "programs are files whose names end in .payung",
      id: "program adalah berkas yang namanya berakhiran .payung"))

  static let noTests = DiagnosticTemplate(
    "P0925",
    message: Bilingual(
      en: "no test was found{filter}", id: "tidak ada uji yang ditemukan{filter}"),
    why: Bilingual(
      en: "a run of no tests proves nothing, so it fails",
      id: "menjalankan nol uji tidak membuktikan apa pun, maka dianggap gagal"),
    fix: Bilingual(
      en: "name a program that has `test … end`, or change --filter",
      id: "sebut program yang memuat `uji … selesai`, atau ubah --filter"))

  static let targetsNotMet = DiagnosticTemplate(
    "P0926",
    message: Bilingual(en: "targets that are not met: {names}", id: "target yang belum tercapai: {names}"),
    why: Bilingual(
      en: "--require-targets makes a target that is not met a failure",
      id: "--require-targets menjadikan target yang belum tercapai sebagai kegagalan"))
}

extension Diagnostic {

  /// Nothing in the program at `path` that decides a value is called `name`.
  public static func nothingToExplain(_ name: String, in path: String, known: [String]) -> Diagnostic {
    let near = Suggestions.near(name, among: known)
    return Diagnostic(
      CommandTemplates.nothingToExplain, at: nil, ["name": .text(name), "path": .text(path)],
      notes: near.isEmpty ? [] : [.didYouMean(near)])
  }

  /// No message has the code `code`.
  public static func unknownCode(_ code: String) -> Diagnostic {
    Diagnostic(CommandTemplates.unknownCode, at: nil, ["code": .text(code)])
  }

  static func unknownRoster(_ name: String, known: [String]) -> Diagnostic {
    let near = Suggestions.near(name, among: known)
    return Diagnostic(
      CommandTemplates.unknownRoster, at: nil, ["name": .text(name), "known": .list(known)],
      notes: near.isEmpty ? [] : [.didYouMean(near)])
  }

  static func badDate(_ text: String) -> Diagnostic {
    Diagnostic(CommandTemplates.badDate, at: nil, ["text": .text(text)])
  }

  static func nothingToSet(_ name: String, known: [String]) -> Diagnostic {
    let near = Suggestions.near(name, among: known)
    return Diagnostic(
      CommandTemplates.nothingToSet, at: nil, ["name": .text(name), "known": .list(Array(known.prefix(12)))],
      notes: near.isEmpty ? [] : [.didYouMean(near)])
  }

  static func targetsNotMet(_ names: [String]) -> Diagnostic {
    let all = DiagnosticArgument.text(names.joined(separator: ", "))
    return Diagnostic(CommandTemplates.targetsNotMet, at: nil, ["names": all])
  }

  /// Nothing at `path` is a program.
  public static func noPrograms(_ path: String) -> Diagnostic {
    Diagnostic(CommandTemplates.noPrograms, at: nil, ["path": .text(path)])
  }

  /// No test was found, or none whose name has `filter` in it.
  public static func noTests(filter: String?) -> Diagnostic {
    let words = filter.map { Bilingual(en: " with “\($0)” in its name", id: " dengan “\($0)” dalam namanya") }
    return Diagnostic(CommandTemplates.noTests, at: nil, ["filter": .bilingual(words ?? Bilingual(same: ""))])
  }
}

extension Diagnostic.Note {

  /// The names that may be meant.
  static func didYouMean(_ names: [String]) -> Diagnostic.Note {
    let quoted = names.map { "`\($0)`" }
    return Diagnostic.Note(
      Bilingual(
        en: "did you mean \(DiagnosticArgument.list(quoted).text(in: .english))?",
        id: "maksud Anda \(DiagnosticArgument.list(quoted).text(in: .indonesian))?"))
  }
}
