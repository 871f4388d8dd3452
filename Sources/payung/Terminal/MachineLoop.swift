import Diagnostics
import Reporting
import RosterSources
import Session

/// A session that a program drives: one request a line on standard input, one answer a line on standard output.
final class MachineLoop {

  private let console: Console
  private let conversation: Conversation
  private let file: String?

  init(console: Console, file: String?, inputs: ProgramInputs, language: Language?) {
    self.console = console
    self.file = file
    conversation = Conversation(
      files: .diskAndSample, data: .diskAndSample.keeping(in: inputs.rosterCache),
      language: language ?? .english, settings: inputs.settings, startedOn: Clock.today,
      cancellation: Interrupts.cancellation)
  }

  /// Answers until there is nothing more to answer.
  func run() -> ExitStatus {
    Interrupts.note()
    defer { Interrupts.forget() }
    write(conversation.machineGreeting)
    if let file { write(answer(.load(file), id: .null)) }
    while let line = readLine(strippingNewline: true) {
      if line.isBlank { continue }
      let (id, request) = MachineRequest.read(line)
      switch request {
      case .failure(let failure): write(conversation.machineRefusal(failure, id: id))
      case .success(.complete(let text, let cursor)):
        write(conversation.machineCandidates(text, cursor: cursor, id: id, files: DiskFile.candidates))
      case .success(.isComplete(let text)):
        write(.object(["id": id, "is_complete": .truth(conversation.isComplete(text))]))
      case .success(.entry(let entry)):
        Interrupts.cancellation.reset()
        switch PromptRequest.parse(entry) ?? conversation.requestMeant(by: entry).map({ .success($0) }) {
        case .some(.success(.quit)): return .fine
        case .some(.success(let request)): write(answer(request, id: id))
        case .some(.failure(let failure)): write(told(conversation.explain(failure), id: id))
        case nil: write(told(conversation.answer(entry), id: id))
        }
      }
    }
    return .fine
  }

  private func answer(_ request: PromptRequest, id: JSONValue) -> JSONValue {
    var reply = conversation.answer(request)
    if let wish = reply.wish { reply = PromptReply([.needsTerminal(wish.name)]) }
    return told(reply, id: id)
  }

  private func told(_ plainReply: PromptReply, id: JSONValue) -> JSONValue {
    let reply = conversation.advising(plainReply)
    conversation.keep(reply)
    return conversation.machineAnswer(reply, id: id, problems: conversation.write(reply))
  }

  private func write(_ document: JSONValue) {
    console.write(document.compact + "\n")
    console.flush()
  }
}

extension PromptReply.Wish {

  /// The request that wishes it.
  var name: String {
    switch self {
    case .time: "time"
    case .transcript: "transcript"
    case .history: "history"
    case .edit: "edit"
    case .clear: "clear"
    }
  }
}

extension Conversation {

  /// Writes the files that `reply` asks for, and their record; returns why, if that can not be done.
  func write(_ reply: PromptReply) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for file in reply.files + (reply.files.isEmpty ? [] : [record]) {
      let path = FilePath.clean(file.path)
      if DiskFile.isOne(of: inputs, path) {
        problems.append(.wouldReplaceInput(path, at: file.origin))
        continue
      }
      do throws(FileRefusal) { try OutputDirectory(".").write(file.bytes, to: path) } catch {
        problems.append(error.diagnostic)
      }
    }
    if let (path, text) = reply.saved, let problem = DiskFile.write(Array(text.utf8), to: path) {
      problems.append(problem)
    }
    return problems
  }
}
