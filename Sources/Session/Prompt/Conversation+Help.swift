import Diagnostics
import Rosters

/// What `:help` can be asked about.
enum HelpTopic: CaseIterable {
  case questions, definitions, whatIf, charts, keys, requests

  /// The name, as it is typed.
  var name: Bilingual {
    switch self {
    case .questions: Bilingual(en: "questions", id: "pertanyaan")
    case .definitions: Bilingual(en: "definitions", id: "definisi")
    case .whatIf: Bilingual(en: "what-if", id: "andaikan")
    case .charts: Bilingual(en: "charts", id: "grafik")
    case .keys: Bilingual(en: "keys", id: "tombol")
    case .requests: Bilingual(en: "requests", id: "permintaan")
    }
  }

  /// The names of all.
  static let names = allCases.map(\.name)

  /// The lines said of it.
  func lines(_ language: Language) -> [String] {
    let text: Bilingual
    switch self {
    case .questions:
      text = Bilingual(
        en: """
          how many pekerja where desil at most 4            a figure, and the arithmetic that makes it
          who is not funded by peran                        the people, or their numbers by group
          2 * 3                                             any expression is shown
          count pekerja where desil at most 4               how many
          sum of upah over pekerja where segmen is BPU      how much in all
          show pekerja by peran with count as people, total row
          show pekerja where desil is 1 sorted by upah first 10
          why layak for pekerja #4                          why it is so, down to the row of the file
          """,
        id: """
          berapa pekerja yang desil paling banyak 4         angkanya, dan hitungan yang menghasilkannya
          siapa yang tidak terdanai menurut peran           orangnya, atau jumlahnya per kelompok
          2 * 3                                             ekspresi apa pun ditampilkan
          banyaknya pekerja yang desil paling banyak 4      berapa banyak
          total upah dari pekerja yang segmen adalah BPU    jumlahnya
          tampilkan pekerja menurut peran dengan banyaknya sebagai orang, baris total
          tampilkan pekerja yang desil adalah 1 urut menurut upah 10 pertama
          mengapa layak untuk pekerja #4                    mengapa begitu, sampai ke baris berkas
          """)
    case .definitions:
      text = Bilingual(
        en: """
          let quota = 250
          budget apbd = Rp40 miliar, reserve 5%
          rule old for pekerja = years from lahir to today at least 60
          A definition entered again replaces the earlier one, and what rests on it follows.
          `?` may stand where you do not know yet what to write: it is said what fits.
          """,
        id: """
          misalkan kuota = 250
          pagu apbd = Rp40 miliar, cadangkan 5%
          aturan tua untuk pekerja = tahun dari lahir sampai hari ini paling sedikit 60
          Definisi yang dimasukkan lagi menggantikan yang lama, dan yang bertumpu padanya ikut berubah.
          `?` boleh berdiri di tempat yang belum Anda ketahui isinya: akan disebut apa yang cocok.
          """)
    case .whatIf:
      text = Bilingual(
        en: """
          is apbd enough                                    yes or no, and the rupiah
          suppose apbd = apbd * 90%: show rentan            for one question
          suppose apbd = apbd * 90%                         it stays, and stands before the prompt
          undo, redo, scenarios, back to the plan, keep as lean, use lean
          compare lean with base
          sweep apbd from Rp1 juta to Rp3 juta in steps of Rp500 ribu show rentan.short
          find least apbd from Rp500 ribu to Rp10 juta in steps of Rp100 ribu
            so that target rentan is met
          end
          """,
        id: """
          apakah apbd cukup                                 ya atau tidak, dan rupiahnya
          andaikan apbd = apbd * 90%: tampilkan rentan      untuk satu pertanyaan
          andaikan apbd = apbd * 90%                        tetap berlaku, dan tampak di depan prompt
          batal, ulang, skenario, kembali ke rencana, simpan sebagai hemat, pakai hemat
          bandingkan hemat dengan rencana awal
          sapu apbd dari Rp1 juta sampai Rp3 juta dalam langkah Rp500 ribu tampilkan rentan.kurang
          cari apbd terkecil dari Rp500 ribu sampai Rp10 juta dalam langkah Rp100 ribu
            agar target rentan tercapai
          selesai
          """)
    case .charts:
      text = Bilingual(
        en: """
          chart count pekerja by peran
          chart count pekerja by peran to "peran.svg"
          """,
        id: """
          grafik banyaknya pekerja menurut peran
          grafik banyaknya pekerja menurut peran ke "peran.svg"
          """)
    case .keys:
      text = Bilingual(
        en: """
          Tab            complete: keywords, names, fields after a dot, choices after `is`, files
          Up, Down       what was entered before; inside an entry of several lines, its lines
          Ctrl-R         search what was entered before
          Return         answer, or, where the entry is not complete, a further line
          Alt-Return     a further line in any case
          Ctrl-C         drop the entry, or stop the work; never the session
          Ctrl-L         clear the screen
          Ctrl-D         leave
          """,
        id: """
          Tab            melengkapi: kata kunci, nama, kolom sesudah titik, pilihan sesudah `adalah`, berkas
          Atas, Bawah    masukan lama; di dalam masukan berbaris-baris, barisnya
          Ctrl-R         mencari masukan lama
          Enter          menjawab, atau, bila masukan belum lengkap, baris berikutnya
          Alt-Enter      baris berikutnya, bagaimanapun juga
          Ctrl-C         membuang masukan, atau menghentikan pekerjaan; sesi tetap berjalan
          Ctrl-L         membersihkan layar
          Ctrl-D         keluar
          """)
    case .requests: return []
    }
    return text(language).split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
  }
}

extension Conversation {

  /// Answers `:help`.
  func help(on topic: String?) -> PromptReply {
    guard let topic else { return saying(generalHelp) }
    let wanted = topic.lowercased()
    let found = HelpTopic.allCases.filter {
      $0.name.english.hasPrefix(wanted) || $0.name.indonesian.hasPrefix(wanted)
    }
    if let first = found.first, found.count == 1 {
      return saying(first == .requests ? requestLines : first.lines(language))
    }
    if wanted.hasPrefix(":"),
      case .success(let entry) = PromptRequest.entry(named: String(wanted.dropFirst()))
    {
      let argument = entry.argument.map { " " + $0(language) } ?? ""
      return saying([":" + entry.name(language) + argument + "  " + entry.purpose(language)])
    }
    let mentioning = linesMentioning(wanted)
    if !mentioning.isEmpty { return saying(mentioning) }
    return PromptReply([.unknownTopic(topic, topics: HelpTopic.names.map { $0(language) })])
  }

  /// Returns what help says with the words `wanted` in it, under the names of its topics.
  private func linesMentioning(_ wanted: String) -> [String] {
    var lines: [String] = []
    for topic in HelpTopic.allCases {
      let all = topic == .requests ? requestLines : topic.lines(language)
      let found = all.indices.filter { i in
        all[i].lowercased().split { !($0.isLetter || $0 == "-") }.contains { $0.hasPrefix(wanted) }
          || wanted.contains(" ") && all[i].lowercased().contains(wanted)
      }
      guard !found.isEmpty else { continue }
      lines.append("`:\(words("help", "bantuan")) \(topic.name(language))`")
      for i in found {
        lines.append(all[i])
        // What stands further in belongs to the line above it.
        for next in all[(i + 1)...].prefix(while: {
          $0.hasPrefix("    ") || $0 == "  end" || $0 == "  selesai"
        }) {
          lines.append(next)
        }
      }
    }
    return lines
  }

  private var generalHelp: [String] {
    let examples =
      HelpTopic.definitions.lines(language).prefix(1) + HelpTopic.questions.lines(language).prefix(2)
    return [
      words(
        "Enter a definition, a question, or an expression:",
        "Masukkan definisi, pertanyaan, atau ekspresi:")
    ] + examples + [
      words("More on ", "Lebih lanjut tentang ")
        + HelpTopic.names.map { "`:\(words("help", "bantuan")) \($0(language))`" }.joined(separator: ", ")
        + ".", "",
    ] + requestLines
  }

  private var requestLines: [String] {
    let heads = PromptRequest.entries.map { e in
      ":" + e.name(language) + (e.argument.map { " " + $0(language) } ?? "")
    }
    let width = heads.map(TextWidth.columns).max() ?? 0
    return zip(PromptRequest.entries, heads).map { entry, head in
      "  " + head + String(repeating: " ", count: width - TextWidth.columns(head) + 2)
        + entry.purpose(language)
    }
  }

  /// What is said when the conversation begins; where `isGuided`, also where to start.
  public func greeting(isGuided: Bool, width: Int) -> String {
    let day = ValueWriter(language).date(settings.asOf ?? startedOn)
    var lines = [
      "Payung \(Release.version) · "
        + words(
          "today is \(day), until the program says `as of`",
          "hari ini \(day), sampai program menyebut `per tanggal`")
    ]
    if isGuided {
      lines += [
        words(
          "New here? `:tutorial` is a guided tour, `:sample` takes up sample data,",
          "Baru di sini? `:tutorial` memandu Anda, `:contoh` mengambil data contoh,"),
        words(
          "`payung new DIR` begins a project of your own. `:help` lists everything.",
          "`payung new DIR` memulai proyek Anda sendiri. `:bantuan` mendaftar semuanya."),
      ]
    } else {
      lines.append(
        words("`:help` lists what can be entered.", "`:bantuan` menjelaskan apa yang dapat dimasukkan."))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: The guided tour

  /// Answers `:tutorial`: the next lesson, or the one named.
  func tutorial(_ wanted: String?) -> PromptReply {
    let lessons = Tutorial.lessons
    let number: Int
    if let wanted {
      guard let n = Int(wanted), lessons.indices.contains(n - 1) else {
        return PromptReply([.unknownLesson(wanted, count: lessons.count)])
      }
      number = n
    } else {
      number = lesson < lessons.count ? lesson + 1 : 1
    }
    var reply = PromptReply()
    if core.rosterNames["pekerja"] == nil {
      let taken = load(SampleProject.programPath(language))
      if taken.status != .fine { return taken }
    }
    lesson = number
    let one = lessons[number - 1]
    reply.lines = ["\(number)/\(lessons.count)  \(one.title(language))", ""]
    reply.lines += one.text(language).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    let next =
      number < lessons.count
      ? words("`:tutorial` goes on.", "`:tutorial` melanjutkan.")
      : words(
        "That was all: `payung new DIR` begins a project of your own.",
        "Sekian: `payung new DIR` memulai proyek Anda sendiri.")
    reply.lines += ["", next]
    return reply
  }

  /// Says how long an answer took.
  public func duration(microseconds: Int) -> String {
    let tenths = (microseconds + 50) / 100
    let mark = words(".", ",")
    if tenths < 10_000 { return "\(tenths / 10)\(mark)\(tenths % 10) ms" }
    return "\(tenths / 10_000)\(mark)\(tenths / 1000 % 10)" + words(" s", " detik")
  }

  /// Says whether durations are said.
  public func timing(isOn: Bool) -> String {
    isOn
      ? words("Each answer says how long it took.", "Setiap jawaban menyebut lamanya.")
      : words("Durations are not said.", "Lama tidak disebut.")
  }
}
