import Diagnostics
import Glibc
import Reporting
import Session
import Synchronization
import Testing

@testable import payung

/// One program of a spec file, with what it says it expects.
///
/// `# => TEXT` expects the action that begins at or above it to print a line that is, or ends in, TEXT.
/// `# error[CODE]: WORDS` (or `warning`, `note`) expects a message on that line whose sentence contains WORDS; what
/// has no place in the program is expected anywhere in it. All messages must be expected.
/// `# fails` expects that the test on that line does not pass.
struct Spec: Sendable, CustomTestStringConvertible {

  /// An expectation and the line of the file it stands on.
  struct Expectation { let line: Int; let text: String }

  /// The file, the line its first line is, and its text.
  let path: String
  let firstLine: Int
  let text: String

  var testDescription: String { "\(path):\(firstLine)" }

  /// Returns the programs of the files below `directory`, parted by lines `---`.
  static func all(below directory: String) -> [Spec] {
    guard case .success(let paths) = DiskFile.programs(at: directory) else { return [] }
    return paths.filter { !$0.contains("/files/") }.flatMap { path -> [Spec] in
      guard case .success(let bytes) = DiskFile.read(path) else { return [] }
      var specs: [Spec] = []
      var first = 1
      var lines: [Substring] = []
      let all = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      for (i, line) in (all + ["---"]).enumerated() {
        if line != "---" { lines.append(line); continue }
        specs.append(Spec(path: path, firstLine: first, text: lines.joined(separator: "\n")))
        (first, lines) = (i + 2, [])
      }
      return specs
    }
  }

  /// What a run of the program came to.
  struct Outcome {
    /// What each action printed, and the lines of the file it stands on.
    var answers: [(lines: ClosedRange<Int>, text: String)] = []
    /// The messages, each with the line of the file it is about, if it is about this program.
    var messages: [(line: Int?, diagnostic: Diagnostic)] = []
    var language = Language.english
    var status = ExitStatus.fine
    /// The lines on which tests stand that do not pass.
    var failedTests: [Int] = []
    /// All that a person reads.
    var transcript = ""
  }

  /// Runs the program: its actions, then its tests.
  func run() -> Outcome {
    var settings = RunSettings()
    settings.outputDirectory = "/nonexistent"
    let checked = CheckedProgram(
      text: text, name: String(path.split(separator: "/").last ?? ""),
      directory: FilePath.split(path).directory,
      files: .disk, settings: settings)
    var outcome = Outcome()
    outcome.language = checked.language
    let run = ProgramRun(checked, data: .disk, settings: settings, cancellation: Cancellation())
    let own = checked.programs.last { !$0.isLibrary }?.program.file
    func line(_ span: Span?) -> Int? {
      guard let span, span.file == own, let file = checked.sources[span.file] else { return nil }
      return file.position(of: span.start).line + firstLine - 1
    }
    var found = checked.diagnostics
    let report = TextReport(TextLayout(checked.language), sources: checked.sources)
    run.perform { answer in
      let text = report.text(
        answer.outcome.blocks.filter { if case .diagnostic = $0 { false } else { true } })
      for case .diagnostic(let d) in answer.outcome.blocks { found.append(d) }
      let first = line(answer.origin) ?? 0
      let last = checked.sources[answer.origin.file]?.position(of: answer.origin.end).line ?? first
      outcome.answers.append((first...max(first, last + firstLine - 1), text))
      outcome.transcript +=
        text
        + answer.outcome.files.map { "-> \($0.path)\n" + String(decoding: $0.bytes, as: UTF8.self) }.joined()
    }
    found += run.diagnostics + run.tiesLeft()
    outcome.messages = found.map { (line($0.site), $0) }
    outcome.status = run.status
    for test in run.test(filter: nil) {
      if !test.passed { outcome.failedTests.append(line(test.site) ?? firstLine) }
      outcome.transcript += "\(test.passed ? "✓" : "✗") \(test.name)\n"
    }
    let accounts = run.accounts.filter { !$0.setAside.isEmpty }.map { $0.text(in: checked.language) }
    outcome.transcript += accounts.joined()
    let renderer = DiagnosticRenderer(language: checked.language)
    outcome.transcript += found.map { renderer.render($0, in: checked.sources) }.joined()
    if outcome.status != .fine { outcome.transcript += "exit \(outcome.status.rawValue)\n" }
    return outcome
  }

  /// Returns what does not come out as the program expects, each with the line of the file.
  func failures() -> [String] {
    let outcome = run()
    let expectedFile = String(path.dropLast(".payung".count)) + ".expected"
    if case .success = DiskFile.read(expectedFile) { return comparison(outcome, with: expectedFile) }
    if getenv("UPDATE_EXPECTED") != nil && !text.contains("# =>") && !text.contains("[P") {
      return comparison(outcome, with: expectedFile)
    }
    if !text.contains("# =>") && !text.contains("[P") {
      return ["\(path):\(firstLine): nothing is expected of this program: it could not fail"]
    }
    return valueFailures(outcome) + messageFailures(outcome) + testFailures(outcome)
  }

  private func testFailures(_ outcome: Outcome) -> [String] {
    let expected = expectations("# fails").map(\.line)
    return outcome.failedTests.filter { !expected.contains($0) }.map { "\(path):\($0): the test fails" }
      + expected.filter { !outcome.failedTests.contains($0) }.map { "\(path):\($0): the test passes" }
  }

  private func valueFailures(_ outcome: Outcome) -> [String] {
    var failures: [String] = []
    var next = 0
    for e in expectations("# =>") {
      guard let answer = outcome.answers.last(where: { $0.lines.lowerBound <= e.line }) else {
        failures.append("\(path):\(e.line): no action printed anything for this line")
        continue
      }
      let lines = answer.text.split(separator: "\n").map(Spec.squeezed)
      let start =
        expectations("# =>").contains { $0.line < e.line && $0.line >= answer.lines.lowerBound } ? next : 0
      if let i = lines.indices.first(where: {
        $0 >= start && (lines[$0] == e.text || lines[$0].hasSuffix(" " + e.text))
      }) {
        next = i + 1
      } else {
        failures.append("\(path):\(e.line): expected `\(e.text)`, printed:\n\(answer.text)")
      }
    }
    return failures
  }

  private func messageFailures(_ outcome: Outcome) -> [String] {
    var failures: [String] = []
    var open = ["error", "warning", "note"].flatMap { s in expectations("# \(s)[").map { (severity: s, $0) } }
    for (line, d) in outcome.messages {
      let i = open.firstIndex { severity, e in
        let parts = e.text.split(separator: "]", maxSplits: 1).map(String.init)
        let words = parts.count > 1 ? Spec.squeezed(parts[1].drop { $0 == ":" }) : ""
        return severity == d.severity.rawValue && parts.first == d.code && (line == nil || line == e.line)
          && (words.isEmpty || Spec.squeezed(d.message(in: outcome.language)[...]).contains(words))
      }
      if let i {
        open.remove(at: i)
      } else {
        failures.append(
          "\(path):\(line ?? firstLine): not expected: \(d.severity)[\(d.code)]: \(d.message(in: outcome.language))"
        )
      }
    }
    return failures + open.map { "\(path):\($0.1.line): not given: \($0.severity)[\($0.1.text)" }
  }

  /// Recording is done by one spec of a file at a time: they share the file of what is expected.
  private static let recording = Mutex<Void>(())

  private func comparison(_ outcome: Outcome, with file: String) -> [String] {
    let all = Spec.all(below: path)
    guard all.count > 1 else {
      if getenv("UPDATE_EXPECTED") != nil && getenv("CI") == nil {
        return write(outcome.transcript, to: file)
      }
      return Spec.contents(of: file) == outcome.transcript
        ? [] : ["\(path): printed other than \(file):\n\(outcome.transcript)"]
    }
    if getenv("UPDATE_EXPECTED") != nil && getenv("CI") == nil {
      return Spec.recording.withLock { _ in
        var sections = Spec.sections(of: Spec.contents(of: file))
        sections[firstLine] = outcome.transcript
        let known = Set(all.map(\.firstLine))
        return write(
          sections.filter { known.contains($0.key) }.sorted { $0.key < $1.key }
            .map { "=== line \($0.key)\n\($0.value)" }.joined(), to: file)
      }
    }
    return Spec.sections(of: Spec.contents(of: file))[firstLine] == outcome.transcript
      ? [] : ["\(path):\(firstLine): printed other than \(file):\n\(outcome.transcript)"]
  }

  private func write(_ text: String, to file: String) -> [String] {
    DiskFile.write(Array(text.utf8), to: file).map { ["\(file): \($0)"] } ?? []
  }

  private static func contents(of file: String) -> String {
    if case .success(let bytes) = DiskFile.read(file) { String(decoding: bytes, as: UTF8.self) } else { "" }
  }

  /// Returns what is expected of each program of a file, by its first line.
  private static func sections(of text: String) -> [Int: String] {
    var sections: [Int: String] = [:]
    var line: Int?
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if part.hasPrefix("=== line "), let number = Int(part.dropFirst(9)) {
        line = number
        sections[number] = ""
      } else if let line {
        sections[line, default: ""] += part + "\n"
      }
    }
    // The last line end closes a line and opens none.
    if let line { sections[line]?.removeLast() }
    return sections
  }

  private func expectations(_ mark: String) -> [Expectation] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { i, line in
      guard let start = line.firstRange(of: mark) else { return nil }
      return Expectation(line: i + firstLine, text: Spec.squeezed(line[start.upperBound...]))
    }
  }

  /// Returns `text` with single spaces between its words.
  static func squeezed(_ text: Substring) -> String {
    text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
  }
}
