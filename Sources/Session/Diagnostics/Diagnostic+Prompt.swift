import Diagnostics

enum PromptTemplates {

  static let unknownRequest = DiagnosticTemplate(
    "P0980",
    message: Bilingual(en: "there is no request `:{name}`", id: "tidak ada permintaan `:{name}`"),
    fix: Bilingual(en: "`:help` lists the requests", id: "`:bantuan` mendaftar semua permintaan"))

  static let ambiguousRequest = DiagnosticTemplate(
    "P0981",
    message: Bilingual(
      en: "`:{name}` may stand for {names}", id: "`:{name}` dapat berarti {names}"),
    fix: Bilingual(en: "type one letter more", id: "ketik satu huruf lagi"))

  static let incompleteRequest = DiagnosticTemplate(
    "P0982",
    message: Bilingual(
      en: "`:{name}` needs something after it", id: "`:{name}` memerlukan sesuatu sesudahnya"),
    fix: Bilingual(
      en: "`:help` shows what follows each request",
      id: "`:bantuan` menunjukkan apa yang mengikuti tiap permintaan"))

  static let unknownAtPrompt = DiagnosticTemplate(
    "P0983",
    message: Bilingual(
      en: "nothing here is called `{name}`", id: "tidak ada yang bernama `{name}` di sini"),
    fix: Bilingual(en: "`:list` lists what is defined", id: "`:isi` mendaftar yang sudah didefinisikan"))

  static let interrupted = DiagnosticTemplate(
    "P0984", .note,
    message: Bilingual(en: "stopped by Ctrl-C", id: "dihentikan dengan Ctrl-C"),
    why: Bilingual(
      en: "nothing was changed, and what was already computed is kept",
      id: "tidak ada yang berubah, dan yang sudah dihitung tetap disimpan"))

  static let savedAway = DiagnosticTemplate(
    "P0985", .warning,
    message: Bilingual(
      en: "the data of `{roster}` do not lie below the directory of {path}",
      id: "data `{roster}` tidak berada di bawah direktori {path}"),
    why: Bilingual(
      en: "a program reads only files beside it or below it",
      id: "program hanya membaca berkas di sampingnya atau di bawahnya"),
    fix: Bilingual(
      en: "run it with --data \"{roster}={data}\", or save it beside its data",
      id: "jalankan dengan --data \"{roster}={data}\", atau simpan di samping datanya"))
}

extension Diagnostic {

  static func unknownRequest(_ name: String, near: [String]) -> Diagnostic {
    Diagnostic(
      PromptTemplates.unknownRequest, at: nil, ["name": .text(name)],
      notes: near.isEmpty ? [] : [.didYouMean(near.map { ":" + $0 })])
  }

  static func ambiguousRequest(_ name: String, _ names: [String]) -> Diagnostic {
    Diagnostic(
      PromptTemplates.ambiguousRequest, at: nil,
      ["name": .text(name), "names": .list(names.map { "`:\($0)`" })])
  }

  static func incompleteRequest(_ name: String) -> Diagnostic {
    Diagnostic(PromptTemplates.incompleteRequest, at: nil, ["name": .text(name)])
  }

  static func unknownAtPrompt(_ name: String, near: [String]) -> Diagnostic {
    Diagnostic(
      PromptTemplates.unknownAtPrompt, at: nil, ["name": .text(name)],
      notes: near.isEmpty ? [] : [.didYouMean(near)])
  }

  static func savedAway(_ path: String, roster: String, data: String) -> Diagnostic {
    Diagnostic(
      PromptTemplates.savedAway, at: nil,
      ["path": .text(path), "roster": .text(roster), "data": .text(data)])
  }

  /// The work was stopped.
  public static let interrupted = Diagnostic(PromptTemplates.interrupted, at: nil)
}
