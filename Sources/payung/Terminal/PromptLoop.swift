import Diagnostics
import Session

/// Reads entries, has the session answer them, and prints the answers, until there are no more.
final class PromptLoop {

  private let console: Console
  private let editor: LineEditor
  private let history = History()
  private let conversation: Conversation
  private let file: String?

  /// A line read ahead of its entry: only where nobody waits for an answer.
  private var lookahead: String?

  /// The gravest status of an entry, which the shell is told where nobody was there to see it.
  private var status = ExitStatus.fine

  init(console: Console, file: String?, inputs: InputOptions, language: Language?) {
    self.console = console
    self.file = file
    let conversation = Conversation(
      files: .disk, data: .disk, language: language ?? .english, settings: inputs.settings,
      startedOn: Clock.today, cancellation: Interrupts.cancellation)
    self.conversation = conversation
    editor = LineEditor { line, word in
      conversation.candidates(in: line, word: word, files: DiskFile.candidates).map {
        LineEditor.Candidate(text: $0.text, isFinished: $0.isFinished)
      }
    }
  }

  /// Holds the conversation.
  func run() -> ExitStatus {
    if editor.isInteractive {
      for entry in history.entries() { editor.remember(entry) }
      console.write(conversation.greeting + "\n")
    }
    if let file { handle(.load(file)) }
    while let entry = nextEntry() {
      let isOver = answer(entry)
      if isOver { break }
    }
    console.flush()
    return editor.isInteractive ? .fine : status
  }

  /// Returns the next entry, its lines joined, or `nil` if there are no more.
  private func nextEntry() -> String? {
    var entry = ""
    while true {
      switch read(entry.isEmpty ? "payung> " : "   ...> ") {
      case .end:
        if editor.isInteractive { console.write("\n") }
        return entry.isBlank ? nil : entry
      case .dropped:
        entry = ""
      case .line(let line):
        if entry.isEmpty && line.isBlank { continue }
        // A blank line ends what is not complete, so that nobody is caught in it.
        if !entry.isEmpty && line.isBlank && editor.isInteractive { return entry }
        entry += entry.isEmpty ? line : "\n" + line
        if PromptRequest.parse(entry) != nil && !entry.contains("\n") { return entry }
        if !conversation.isComplete(entry) { continue }
        if !editor.isInteractive && nextLineBelongs() { continue }
        return entry
      }
    }
  }

  private func read(_ prompt: String) -> LineEditor.Event {
    if let line = lookahead {
      lookahead = nil
      return .line(line)
    }
    console.flush()
    return editor.read(prompt)
  }

  /// Returns whether the next line of a pipe belongs to the statement above it.
  private func nextLineBelongs() -> Bool {
    guard lookahead == nil, case .line(let next) = editor.read("") else { return false }
    lookahead = next
    if next.isBlank { return false }
    let first = next.trimmed
    return next.hasPrefix(" ") || next.hasPrefix("\t") || first == "end" || first == "selesai"
  }

  /// Answers `entry`; returns whether the conversation is over.
  private func answer(_ entry: String) -> Bool {
    if editor.isInteractive {
      editor.remember(entry)
      history.append(entry)
    }
    switch PromptRequest.parse(entry) {
    case .some(.success(.quit)): return true
    case .some(.success(let request)): handle(request)
    case .some(.failure(let failure)): show(conversation.explain(failure))
    case nil: show(interruptible { conversation.answer(entry) })
    }
    return false
  }

  private func handle(_ request: PromptRequest) {
    let reply = interruptible { conversation.answer(request) }
    show(reply)
    guard let saved = reply.saved else { return }
    if let problem = DiskFile.write(Array(saved.text.utf8), to: saved.path) {
      show(PromptReply([problem]))
    }
  }

  /// Runs `body` while Ctrl-C stops only what it does.
  private func interruptible<R>(_ body: () -> R) -> R {
    guard editor.isInteractive else { return body() }
    Interrupts.note()
    defer { Interrupts.forget() }
    return body()
  }

  private func show(_ reply: PromptReply) {
    let text = conversation.text(
      of: reply, width: console.outputIsTerminal ? LineEditor.columns : nil,
      isColoured: console.coloursOutput)
    console.write(text)
    console.report(reply.diagnostics, in: conversation.sources, language: conversation.language)
    status = status.joined(with: reply.status)
  }
}

extension String {

  /// Whether there is nothing but white space.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
