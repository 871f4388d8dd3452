import Diagnostics
import Evaluation
import Reporting

/// A line that a program sends to a session, and the line it gets back: the form that
/// `docs/reference/repl.schema.json` describes.
public enum MachineRequest: Sendable {

  /// An entry or a request with a colon, to be answered.
  case entry(String)
  /// What may stand at byte `cursor` of a text.
  case complete(String, cursor: Int)
  /// Whether a text needs no further line.
  case isComplete(String)

  /// The longest line read, in bytes.
  public static let longestLine = 16 << 20

  /// Reads `line`; also returns what the request calls itself, which the answer repeats.
  public static func read(_ line: String) -> (id: JSONValue, request: Result<MachineRequest, Failure>) {
    guard line.utf8.count <= longestLine else { return (.null, .failure(.tooLong)) }
    guard let document = JSONValue(reading: line), case .object = document else {
      return (.null, .failure(.noObject))
    }
    let id = document["id"] ?? .null
    if let entry = document["entry"]?.string { return (id, .success(.entry(entry))) }
    if let text = document["is_complete"]?.string { return (id, .success(.isComplete(text))) }
    if let text = document["complete"]?.string {
      let cursor = document["cursor"]?.integer.map { Int(clamping: $0) } ?? text.utf8.count
      return (id, .success(.complete(text, cursor: max(0, min(cursor, text.utf8.count)))))
    }
    return (id, .failure(.nothingAsked))
  }

  /// Why a line is no request.
  public enum Failure: Error, Sendable, Hashable {
    case tooLong, noObject, nothingAsked

    /// The reason in words.
    var words: Bilingual {
      switch self {
      case .tooLong: Bilingual(en: "it is longer than 16 MB", id: "lebih panjang daripada 16 MB")
      case .noObject: Bilingual(en: "it is no JSON object", id: "bukan objek JSON")
      case .nothingAsked:
        Bilingual(
          en: "it has none of the members entry, complete and is_complete",
          id: "tidak memuat entry, complete, atau is_complete")
      }
    }
  }
}

extension Conversation {

  /// What a session says first to a program.
  public var machineGreeting: JSONValue {
    .object([
      "ready": .truth(true), "schema_version": .integer(JSONReport.schemaVersion),
      "tool": .string("payung \(Release.version)"), "language": .string(language.rawValue),
      "as_of": .string((settings.asOf ?? startedOn).iso),
    ])
  }

  /// Returns what `reply` says to a program that called its request `id`; `problems` are those of writing its files.
  public func machineAnswer(_ reply: PromptReply, id: JSONValue, problems: [Diagnostic]) -> JSONValue {
    let writer = JSONReport(language, sources: sources)
    let tests = reply.tests.map { test -> JSONValue in
      .object(["name": .string(test.name), "passed": .truth(test.passed)])
    }
    let files = reply.files.map { JSONValue.string($0.path) } + (reply.saved.map { [.string($0.path)] } ?? [])
    let status = problems.isEmpty ? reply.status : reply.status.joined(with: .usage)
    return .object([
      "id": id, "status": .integer(Int64(status.rawValue)), "language": .string(language.rawValue),
      "assumptions": .array(assumptions.map { .string($0) }),
      "lines": .array(reply.lines.map { .string($0) }),
      "blocks": .array(reply.blocks.map { writer.block($0) }),
      "diagnostics": .array((reply.diagnostics + problems).map { writer.diagnostic($0) }),
      "tests": .array(tests), "files": .array(files),
    ])
  }

  /// Returns what is said of a line that is no request.
  public func machineRefusal(_ failure: MachineRequest.Failure, id: JSONValue) -> JSONValue {
    machineAnswer(PromptReply([.badMachineRequest(failure.words)]), id: id, problems: [])
  }

  /// Returns the words that may stand at byte `cursor` of `text`.
  public func machineCandidates(_ text: String, cursor: Int, id: JSONValue, files: (String) -> [String])
    -> JSONValue
  {
    let bytes = Array(text.utf8)
    let breaks = Set(" \t\n\"'=<>()+-*/,|{}".utf8)
    var start = cursor
    while start > 0, !breaks.contains(bytes[start - 1]) { start -= 1 }
    let found = candidates(in: text, word: start..<cursor, files: files)
    return .object([
      "id": id, "from": .integer(Int64(start)), "candidates": .array(found.map { .string($0.text) }),
    ])
  }
}
