import Diagnostics
import Session

#if canImport(Glibc)
  import Glibc
#endif

/// Reads entries, has the session answer them, and prints the answers, until there are no more.
final class PromptLoop {

  let console: Console
  private let editor: LineEditor
  private let history = History()
  let conversation: Conversation
  private let file: String?

  /// A line read ahead of its entry: only where nobody waits for an answer.
  private var lookahead: String?

  /// The gravest status of an entry, which the shell is told where nobody was there to see it.
  private var status = ExitStatus.fine

  /// Where what is entered and answered is written down as well.
  private var transcript: Transcript?

  /// Whether it is said how long each answer took.
  private var isTimed = false

  /// The language that is spoken, for who tells how far rosters are read.
  private let spoken = SpokenLanguage()

  /// What was last entered: what `:edit` opens.
  private var lastEntry = ""

  /// Files that were read, and when they were last changed.
  private var watch = FileWatch()

  init(console: Console, file: String?, inputs: ProgramInputs, language: Language?) {
    self.console = console
    self.file = file
    var settings = inputs.settings
    let spoken = spoken
    settings.search = console.searchDisplay { spoken.language }
    let conversation = Conversation(
      files: .diskAndSample,
      data: .diskAndSample.telling(console.loadingDisplay { spoken.language })
        .keeping(in: inputs.rosterCache),
      language: language ?? .english, settings: settings,
      startedOn: Clock.today, cancellation: Interrupts.cancellation)
    self.conversation = conversation
    editor = LineEditor(
      continuation: "   ...> ", isColoured: console.coloursOutput,
      owner: LineEditor.Owner(
        complete: { entry, word in
          conversation.candidates(in: entry, word: word, files: DiskFile.candidates).map {
            LineEditor.Candidate(text: $0.text, isFinished: $0.isFinished)
          }
        },
        isFinished: { entry in PromptLoop.isFinished(entry, conversation) },
        strokes: { entry in conversation.pieces(of: entry).map(PromptLoop.stroke) },
        hint: { entry, cursor in conversation.hint(in: entry, at: cursor) }))
  }

  /// Holds the conversation.
  func run() -> ExitStatus {
    if editor.isInteractive {
      // From here on Ctrl-C asks the work in hand to stop, and never ends the session.
      Interrupts.note()
      for entry in history.entries() { editor.remember(entry) }
      console.write(conversation.greeting(isGuided: file == nil, width: LineEditor.columns ?? 80))
    }
    if let file { show(interruptible { conversation.answer(.load(file)) }) }
    while let entry = nextEntry() {
      let isOver = answer(entry)
      if isOver { break }
    }
    transcript = nil
    console.flush()
    return editor.isInteractive ? .fine : status
  }

  // MARK: Reading

  private static func isFinished(_ entry: String, _ conversation: Conversation) -> Bool {
    if entry.isBlank || entry.trimmed.hasPrefix(":") { return true }
    return conversation.isComplete(entry)
  }

  /// Blue, yellow and green stay apart for readers who do not see red and green, and words say the same besides.
  private static func stroke(_ piece: Conversation.Piece) -> LineEditor.Stroke {
    let colour =
      switch piece.kind {
      case .statement: "1;36"
      case .keyword: "36"
      case .number: "33"
      case .text: "32"
      case .comment: "2"
      case .hole: "1;35"
      case .unreadable: "4"
      }
    return LineEditor.Stroke(range: piece.range, colour: colour)
  }

  private var prompt: String {
    let assumed = conversation.assumptionsText
    let room = max(16, (LineEditor.columns ?? 80) / 2)
    let shown = TextWidth.columns(assumed) > room ? String(assumed.prefix(room - 1)) + "…" : assumed
    return assumed.isEmpty ? "payung> " : "[\(TextWidth.harmless(shown))] payung> "
  }

  /// Returns the next entry, its lines joined, or `nil` if there are no more.
  private func nextEntry() -> String? {
    if editor.isInteractive { return nextTypedEntry() }
    var entry = ""
    while true {
      switch read() {
      case .end, .dropped: return entry.isBlank ? nil : entry
      case .line(let line):
        if entry.isEmpty && line.isBlank { continue }
        entry += entry.isEmpty ? line : "\n" + line
        if PromptRequest.parse(entry) != nil && !entry.contains("\n") { return entry }
        if !conversation.isComplete(entry) { continue }
        if nextLineBelongs() { continue }
        return entry
      }
    }
  }

  private func nextTypedEntry() -> String? {
    while true {
      noticeChangedFiles()
      console.flush()
      switch editor.read(prompt) {
      case .end:
        console.write("\n")
        return nil
      case .dropped: continue
      case .line(let entry): if !entry.isBlank { return entry.trimmed }
      }
    }
  }

  private func read() -> LineEditor.Event {
    if let line = lookahead {
      lookahead = nil
      return .line(line)
    }
    console.flush()
    return editor.read("")
  }

  /// Returns whether the next line of a pipe belongs to the statement above it.
  private func nextLineBelongs() -> Bool {
    guard lookahead == nil, case .line(let next) = editor.read("") else { return false }
    lookahead = next
    if next.isBlank { return false }
    let first = next.trimmed
    return next.hasPrefix(" ") || next.hasPrefix("\t") || first == "end" || first == "selesai"
  }

  /// Says which files have changed since they were read.
  private func noticeChangedFiles() {
    let changed = watch.changed(among: conversation.inputs)
    if !changed.isEmpty { show(conversation.notice(ofChanged: changed)) }
  }

  // MARK: Answering

  /// Answers `entry`; returns whether the conversation is over.
  private func answer(_ entry: String) -> Bool {
    if editor.isInteractive {
      editor.remember(entry)
      history.append(entry)
    }
    transcript?.write(entry: entry, prompt: prompt)
    // What was pasted may hold requests among its lines.
    for part in PromptRequest.parts(of: entry) where !part.isBlank {
      switch PromptRequest.parse(part) ?? conversation.requestMeant(by: part).map({ .success($0) }) {
      case .some(.success(.quit)): return true
      case .some(.success(let request)): timed { show(interruptible { conversation.answer(request) }) }
      case .some(.failure(let failure)): show(conversation.explain(failure))
      case nil:
        lastEntry = part
        timed { show(interruptible { conversation.answer(part) }) }
      }
    }
    return false
  }

  /// Runs `body`; says how long it took where that is wanted.
  private func timed(_ body: () -> Void) {
    let wasTimed = isTimed
    let start = Clock.monotonicMicroseconds
    body()
    guard wasTimed, isTimed else { return }
    console.write(conversation.duration(microseconds: Clock.monotonicMicroseconds - start) + "\n")
  }

  /// Runs `body`, which Ctrl-C stops.
  private func interruptible<R>(_ body: () -> R) -> R {
    spoken.language = conversation.language
    if editor.isInteractive { Interrupts.cancellation.reset() }
    defer { if editor.isInteractive { Interrupts.cancellation.reset() } }
    return body()
  }

  private func show(_ plainReply: PromptReply) {
    let reply = conversation.advising(plainReply)
    conversation.keep(reply)
    var problems = reply.diagnostics
    problems += conversation.write(reply)
    // The terminal has written `^C`.
    if console.errorIsTerminal, editor.isInteractive,
      problems.contains(where: { $0.code == Diagnostic.interrupted.code })
    {
      console.write("\n")
    }
    let text = conversation.text(
      of: reply, width: console.outputIsTerminal ? LineEditor.columns : nil,
      isColoured: console.coloursOutput, isASCII: console.isASCII)
    if reply.isWhole, editor.isInteractive, Pager.isNeeded(for: text) {
      Pager.show(text)
    } else {
      console.write(text)
    }
    console.report(problems, in: conversation.sources, language: conversation.language)
    transcript?.write(
      answer: conversation.text(of: reply, width: nil, isColoured: false, isASCII: false), problems,
      in: conversation.sources, conversation.language)
    status = status.joined(with: reply.status)
    if problems.count > reply.diagnostics.count { status = status.joined(with: .usage) }
    if let wish = reply.wish { fulfil(wish) }
  }

  // MARK: What only a terminal can do

  private func fulfil(_ wish: PromptReply.Wish) {
    switch wish {
    case .time(let isOn):
      isTimed = isOn ?? !isTimed
      console.write(conversation.timing(isOn: isTimed) + "\n")
    case .transcript(let path):
      transcript = nil
      guard let path else { return }
      switch Transcript.begin(path) {
      case .success(let begun):
        transcript = begun
        console.write(conversation.transcribing(to: path) + "\n")
      case .failure(let problem): show(PromptReply([.unwritableAtPrompt(path, problem)]))
      }
    case .history(let text):
      let found = history.entries().filter { text.isEmpty || $0.contains(text) }.suffix(50)
      for entry in found { console.write(TextWidth.harmlessLines(entry) + "\n") }
    case .edit(let text, let path): edit(text, path)
    case .clear: if editor.isInteractive { console.write("\u{1B}[H\u{1B}[2J") }
    }
  }

  /// Opens `text`, or the file at `path`, in the person's editor, and takes up what comes of it.
  private func edit(_ text: String?, _ path: String?) {
    guard editor.isInteractive else {
      show(PromptReply([.needsTerminal("edit")]))
      return
    }
    switch ExternalEditor.edit(path.map { .file($0) } ?? .text(text ?? lastEntry)) {
    case .failed(let command): show(PromptReply([.editorFailed(command)]))
    case .file: show(interruptible { conversation.answer(.reload) })
    case .text(let changed):
      guard !changed.isBlank else { return }
      console.write(TextWidth.harmlessLines(changed.trimmed) + "\n")
      _ = answer(changed.trimmed)
    }
  }
}

extension String {

  /// Whether there is nothing but white space.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
