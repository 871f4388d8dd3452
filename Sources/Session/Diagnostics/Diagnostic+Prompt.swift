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

  static let noSuchSetting = DiagnosticTemplate(
    "P0987",
    message: Bilingual(
      en: "`:{name}` can not be `{value}`", id: "`:{name}` tidak dapat berupa `{value}`"),
    fix: Bilingual(en: "choose one of {known}", id: "pilih salah satu dari {known}"))

  static let unwritableAtPrompt = DiagnosticTemplate(
    "P0988",
    message: Bilingual(
      en: "{path} can not be written: {problem}", id: "{path} tidak dapat ditulis: {problem}"),
    fix: Bilingual(
      en: "name a file in a directory you may write to",
      id: "sebut berkas di direktori yang boleh Anda tulisi"))

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
      en: "the data of {rosters} do not lie below the directory that {path} is in",
      id: "data {rosters} tidak berada di bawah direktori tempat {path} disimpan"),
    why: Bilingual(
      en: "a program reads only files beside it or below it",
      id: "program hanya membaca berkas di sampingnya atau di bawahnya"),
    fix: Bilingual(
      en: "run it with {options}, or save it beside its data",
      id: "jalankan dengan {options}, atau simpan di samping datanya"))

  static let nothingShownYet = DiagnosticTemplate(
    "P0950",
    message: Bilingual(en: "nothing was shown yet", id: "belum ada yang ditampilkan"),
    fix: Bilingual(en: "ask for something first: `show …`", id: "tanyakan sesuatu dulu: `tampilkan …`"))

  static let unknownExport = DiagnosticTemplate(
    "P0951",
    message: Bilingual(
      en: "the previous result can not be written as {path}",
      id: "hasil sebelumnya tidak dapat ditulis sebagai {path}"),
    why: Bilingual(
      en: "the suffix names the format: .csv, .tsv, .json, .md, .html, .txt, and .svg for a chart",
      id: "akhiran nama menyebut bentuknya: .csv, .tsv, .json, .md, .html, .txt, dan .svg untuk grafik"),
    fix: Bilingual(en: "choose one of these suffixes", id: "pilih salah satu akhiran itu"))

  static let filesChanged = DiagnosticTemplate(
    "P0952", .note,
    message: Bilingual(
      en: "changed since it was read: {files}", id: "berubah sejak dibaca: {files}"),
    fix: Bilingual(
      en: "`:{request}` reads it again; until then answers rest on what was read",
      id: "`:{request}` membacanya lagi; sebelum itu jawaban bertumpu pada yang sudah dibaca"))

  static let needsTerminal = DiagnosticTemplate(
    "P0953",
    message: Bilingual(
      en: "`:{name}` needs a terminal", id: "`:{name}` memerlukan terminal"),
    why: Bilingual(
      en: "a program is asking here, or input comes from a pipe",
      id: "yang bertanya di sini sebuah program, atau masukan datang dari pipa"),
    fix: Bilingual(
      en: "start `payung` in a terminal", id: "jalankan `payung` di terminal"))

  static let editorFailed = DiagnosticTemplate(
    "P0954",
    message: Bilingual(
      en: "the editor `{command}` could not be used", id: "penyunting `{command}` tidak dapat dipakai"),
    fix: Bilingual(
      en: "name one that is installed: `export EDITOR=nano`",
      id: "sebut yang terpasang: `export EDITOR=nano`"))

  static let sampleSaved = DiagnosticTemplate(
    "P0955", .warning,
    message: Bilingual(
      en: "the sample data are inside Payung and were not written",
      id: "data contoh ada di dalam Payung dan tidak ikut ditulis"),
    fix: Bilingual(
      en: "`payung new DIR` writes them as files: save beside them",
      id: "`payung new DIR` menulisnya sebagai berkas: simpan di sampingnya"))

  static let unknownLesson = DiagnosticTemplate(
    "P0956",
    message: Bilingual(en: "there is no lesson {lesson}", id: "tidak ada bab {lesson}"),
    fix: Bilingual(en: "the lessons are 1 to {count}", id: "babnya 1 sampai {count}"))

  static let unknownTopic = DiagnosticTemplate(
    "P0957",
    message: Bilingual(en: "there is no help on `{topic}`", id: "tidak ada bantuan tentang `{topic}`"),
    fix: Bilingual(
      en: "the topics: {topics}; `:info NAME` describes a definition",
      id: "pokok yang ada: {topics}; `:tentang NAMA` menjelaskan sebuah definisi"))

  static let directoryNotEmpty = DiagnosticTemplate(
    "P0958",
    message: Bilingual(
      en: "{path} is there already and is not empty", id: "{path} sudah ada dan tidak kosong"),
    why: Bilingual(
      en: "a new project replaces no file", id: "proyek baru tidak mengganti berkas apa pun"),
    fix: Bilingual(en: "name a directory that is not there yet", id: "sebut direktori yang belum ada"))

  static let badMachineRequest = DiagnosticTemplate(
    "P0959",
    message: Bilingual(
      en: "the line is no request: {problem}", id: "baris ini bukan permintaan: {problem}"),
    why: Bilingual(
      en: "each line is one JSON object, such as {\"id\": 1, \"entry\": \"2 * 3\"}",
      id: "tiap baris satu objek JSON, misalnya {\"id\": 1, \"entry\": \"2 * 3\"}"),
    fix: Bilingual(
      en: "docs/reference/repl.schema.json describes requests and answers",
      id: "docs/reference/repl.schema.json menjelaskan permintaan dan jawaban"))
}

extension Diagnostic {

  static let nothingShownYet = Diagnostic(PromptTemplates.nothingShownYet, at: nil)

  static func unknownExport(_ path: String) -> Diagnostic {
    Diagnostic(PromptTemplates.unknownExport, at: nil, ["path": .text(path)])
  }

  static func filesChanged(_ files: [String], request: String) -> Diagnostic {
    Diagnostic(
      PromptTemplates.filesChanged, at: nil, ["files": .list(files), "request": .text(request)])
  }

  /// A request that only a terminal can answer.
  public static func needsTerminal(_ name: String) -> Diagnostic {
    Diagnostic(PromptTemplates.needsTerminal, at: nil, ["name": .text(name)])
  }

  /// An editor that could not be started, or said that it failed.
  public static func editorFailed(_ command: String) -> Diagnostic {
    Diagnostic(PromptTemplates.editorFailed, at: nil, ["command": .text(command)])
  }

  static let sampleSaved = Diagnostic(PromptTemplates.sampleSaved, at: nil)

  static func unknownLesson(_ lesson: String, count: Int) -> Diagnostic {
    Diagnostic(
      PromptTemplates.unknownLesson, at: nil, ["lesson": .text(lesson), "count": .text(String(count))])
  }

  static func unknownTopic(_ topic: String, topics: [String]) -> Diagnostic {
    Diagnostic(
      PromptTemplates.unknownTopic, at: nil, ["topic": .text(topic), "topics": .list(topics)])
  }

  /// A directory that a new project would have to share.
  public static func directoryNotEmpty(_ path: String) -> Diagnostic {
    Diagnostic(PromptTemplates.directoryNotEmpty, at: nil, ["path": .text(path)])
  }

  static func badMachineRequest(_ problem: Bilingual) -> Diagnostic {
    Diagnostic(PromptTemplates.badMachineRequest, at: nil, ["problem": .bilingual(problem)])
  }

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

  static func savedAway(_ path: String, _ rosters: [(name: String, path: String)]) -> Diagnostic {
    Diagnostic(
      PromptTemplates.savedAway, at: nil,
      [
        "path": .text(path), "rosters": .text(rosters.map { "`\($0.name)`" }.joined(separator: ", ")),
        "options": .text(rosters.map { "--data \"\($0.name)=\($0.path)\"" }.joined(separator: " ")),
      ])
  }

  static func noSuchSetting(_ name: String, _ value: String, known: [String]) -> Diagnostic {
    Diagnostic(
      PromptTemplates.noSuchSetting, at: nil,
      ["name": .text(name), "value": .text(value), "known": .list(known.map { "`\($0)`" })])
  }

  /// A file that an entry wants written and that can not be.
  public static func unwritableAtPrompt(_ path: String, _ problem: FileProblem) -> Diagnostic {
    Diagnostic(
      PromptTemplates.unwritableAtPrompt, at: nil,
      ["path": .text(path), "problem": .bilingual(problem.words)])
  }

  /// The work was stopped.
  public static let interrupted = Diagnostic(PromptTemplates.interrupted, at: nil)
}
