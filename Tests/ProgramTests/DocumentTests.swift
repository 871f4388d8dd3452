import Foundation
import Testing

/// A page of the documents: the fenced `payung` blocks are one program, and a fenced `output` block is what the
/// block before it makes the program print further.
struct Page: CustomTestStringConvertible, Sendable {

  enum Segment: Equatable {
    case prose(String)
    case program(String)
    case output(String)
  }

  let path: String
  var testDescription: String { path }
  private var url: URL { PayungProcess.repository.appendingPathComponent(path) }

  /// The name under which a reader is told to save the program.
  private var programName: String {
    let number = path.split(separator: "/").last?.prefix(2).drop { $0 == "0" } ?? ""
    guard path.hasPrefix("docs/tutorial") else { return "page.payung" }
    return (path.contains("/en/") ? "chapter" : "bab") + number + ".payung"
  }

  /// Returns the pages in `folder`, without its table of contents.
  static func all(in folder: String) -> [Page] {
    let url = PayungProcess.repository.appendingPathComponent(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { $0.hasSuffix(".md") && $0 != "README.md" && $0 != "keywords.md" }.sorted()
      .map { Page(path: folder + "/" + $0) }
  }

  /// Returns the page's parts in order.
  func segments() throws -> [Segment] {
    var found: [Segment] = []
    var text = ""
    var fence: String?
    for line in try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if let open = fence, line == "```" {
        found.append(open == "payung" ? .program(text) : .output(text))
        (fence, text) = (nil, "")
      } else if fence == nil, line == "```payung" || line == "```output" {
        found.append(.prose(text))
        (fence, text) = (String(line.dropFirst(3)), "")
      } else {
        text += line + "\n"
      }
    }
    text.removeLast()
    return found + [.prose(text)]
  }

  /// Returns the page with what it says is printed replaced by what is.
  func withOutput(_ segments: [Segment]) throws -> [Segment] {
    var program = ""
    var printed = ""
    var last = ""
    return try segments.map { segment in
      switch segment {
      case .prose: return segment
      case .program(let text):
        program += (program.isEmpty ? "" : "\n") + text
        let output = try run(program).output
        last = output.hasPrefix(printed) ? String(output.dropFirst(printed.count)) : output
        printed = output
        return segment
      case .output: return .output(Page.trimmed(last))
      }
    }
  }

  /// Writes the page anew.
  func write(_ segments: [Segment]) throws {
    let text = segments.map { segment in
      switch segment {
      case .prose(let text): text
      case .program(let text): "```payung\n\(text)```\n"
      case .output(let text): "```output\n\(text)```\n"
      }
    }
    try Data(text.joined().utf8).write(to: url)
  }

  /// Runs `program` as the page's, with the tutorial's data beside it.
  func run(_ program: String, _ command: [String] = ["run"]) throws -> PayungProcess {
    let scratch = try Scratch()
    for path in ["data", "dasar.payung", "base.payung"] { try scratch.copy("docs/tutorial/" + path) }
    try Data(program.utf8).write(to: scratch.folder.appendingPathComponent(programName))
    let output = command == ["run"] ? ["--output-dir", "out"] : []
    return try PayungProcess(command + [programName] + output, in: scratch.folder)
  }

  /// Returns `text` without blank lines at its ends.
  private static func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .newlines) + "\n"
  }
}

@Suite struct DocumentTests {

  static let chapters = Page.all(in: "docs/tutorial") + Page.all(in: "docs/tutorial/en")
  static let reference = Page.all(in: "docs/reference")

  private func program(_ segments: [Page.Segment]) -> String {
    segments.compactMap { if case .program(let text) = $0 { text } else { nil } }.joined(separator: "\n")
  }

  /// `UPDATE_EXPECTED=1` writes the pages anew.
  @Test(arguments: chapters + reference)
  func `a page's program runs and prints what the page says`(page: Page) throws {
    let segments = try page.segments()
    let run = try page.run(program(segments))
    #expect(run.status == 0, "\(run.messages)")
    let found = try page.withOutput(segments)
    let environment = ProcessInfo.processInfo.environment
    if environment["UPDATE_EXPECTED"] != nil && environment["CI"] == nil { try page.write(found) }
    for (said, printed) in zip(segments, found) where said != printed {
      Issue.record("the page says \(said)\nand the program prints \(printed)")
    }
  }

  @Test(arguments: chapters + reference)
  func `a page's tests pass`(page: Page) throws {
    let program = program(try page.segments())
    let run = try page.run(program, ["test"])
    let hasTests = program.split(separator: "\n").contains { $0.hasPrefix("test ") || $0.hasPrefix("uji ") }
    if hasTests { #expect(run.status == 0, "\(run.output)\(run.messages)") }
  }

  @Test func `the tutorial has as many chapters in one language as in the other`() {
    #expect(Self.chapters.count == 16)
    #expect(Self.reference.count >= 7)
  }
}
