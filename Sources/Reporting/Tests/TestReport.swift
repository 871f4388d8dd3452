import Diagnostics
import Evaluation
import Rosters
import Semantics

/// What became of the tests of one or more programs, for a reader and for machines.
public struct TestReport: Sendable {

  /// The tests of one file.
  public struct File: Sendable {
    /// The name of the file.
    public var name: String
    /// Its tests.
    public var results: [TestResult]
    /// Why its tests could not be run, if they could not.
    public var diagnostics: [Diagnostic]
    /// Which parts of the program its tests reach, if that was asked.
    public var coverage: TestCoverage?
    /// Which changes of the program its tests notice, if that was asked.
    public var mutations: MutationResult?
    /// Creates a file's results.
    public init(name: String, results: [TestResult], diagnostics: [Diagnostic] = []) {
      self.name = name
      self.results = results
      self.diagnostics = diagnostics
    }
  }

  /// The forms a report can take.
  public enum Format: String, Sendable, CaseIterable, Hashable {
    /// For a reader.
    case text
    /// For a program.
    case json
    /// For continuous integration, as JUnit's XML.
    case junit
    /// The Test Anything Protocol, version 14.
    case tap
  }

  /// The files.
  public var files: [File]
  /// How text is laid out, and its language.
  public var layout: TextLayout
  /// The files that spans point into.
  public var sources: SourceMap?

  /// Creates a report.
  public init(_ files: [File], layout: TextLayout, sources: SourceMap? = nil) {
    self.files = files
    self.layout = layout
    self.sources = sources
  }

  /// The number of cases that passed and that failed; a file whose tests could not be run counts as one failure.
  public var counts: (passed: Int, failed: Int) {
    var passed = 0
    var failed = 0
    for file in files {
      if file.diagnostics.contains(where: { $0.severity == .error }) { failed += 1 }
      for case_ in file.results.flatMap(\.cases) {
        if case_.passed { passed += 1 } else { failed += 1 }
      }
    }
    return (passed, failed)
  }

  /// Returns the report as `format`.
  public func text(_ format: Format) -> String {
    switch format {
    case .text: readable
    case .json: json.pretty + "\n"
    case .junit: junit
    case .tap: tap
    }
  }

  private var spelling: ValueSpelling { layout.spelling }
  private var language: Language { layout.language }

  // MARK: For a reader

  private var readable: String {
    var lines: [String] = []
    for file in files {
      lines.append(layout.strong(layout.safe(file.name)))
      for d in file.diagnostics {
        lines += indented(TextReport(layout, sources: sources).text([.diagnostic(d)]))
      }
      for test in file.results {
        let mark = layout.isASCII ? (test.passed ? "[ok]" : "[!!]") : (test.passed ? "✓" : "✗")
        let cases = test.cases.count > 1 ? " (\(passedOf(test)))" : ""
        lines.append("  \(mark) \(layout.safe(test.name))\(cases)")
        for case_ in test.cases where !case_.passed {
          lines += case_.failures.flatMap { describe($0, case_).map { "      " + $0 } }
        }
      }
      lines += measures(of: file).map { "  " + $0 }
    }
    let (passed, failed) = counts
    lines.append("")
    lines.append(layout.strong(summary(passed, failed)))
    return lines.joined(separator: "\n") + "\n"
  }

  private func passedOf(_ test: TestResult) -> String {
    let passed = spelling.count(test.cases.filter(\.passed).count)
    let all = spelling.count(test.cases.count)
    return language == .english ? "\(passed) of \(all) cases" : "\(passed) dari \(all) kasus"
  }

  private func summary(_ passed: Int, _ failed: Int) -> String {
    let p = spelling.count(passed)
    let f = spelling.count(failed)
    switch language {
    case .english: return failed == 0 ? "\(p) passed." : "\(p) passed, \(f) failed."
    case .indonesian: return failed == 0 ? "\(p) lulus." : "\(p) lulus, \(f) gagal."
    }
  }

  private func indented(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "    " + $0 }
  }

  /// Returns a failure: what was expected, what was found, how far apart they are, and what made the value.
  private func describe(_ failure: TestResult.Failure, _ case_: TestResult.CaseResult) -> [String] {
    let isEnglish = language == .english
    var head = layout.sentence(failure.statement)
    if let n = case_.number { head = (isEnglish ? "case \(n): " : "kasus \(n): ") + head }
    if let place = place(failure.site) { head += "  [\(place)]" }
    var lines = [head]
    func value(_ name: String, _ v: ResultValue?) {
      guard let v else { return }
      lines.append("  " + DisplayWidth.padded(name, to: 12) + layout.safe(spelling(v)))
    }
    value(isEnglish ? "expected" : "seharusnya", failure.expected)
    value(isEnglish ? "actual" : "hasilnya", failure.actual)
    value(isEnglish ? "difference" : "selisih", failure.difference)
    if let d = failure.diagnostic {
      lines += TextReport(layout, sources: sources).text([.diagnostic(d)])
        .split(separator: "\n").map { "  " + $0 }
    }
    for reason in failure.reasons {
      lines += TextReport(layout, sources: sources).text([.explanation(reason)])
        .split(separator: "\n").map { "  " + $0 }
    }
    return lines
  }

  func place(_ span: Span) -> String? {
    guard let file = sources?[span.file] else { return nil }
    return layout.safe("\(file.name):\(file.position(of: span.start).line)")
  }

  /// Returns a failure on plain lines, without a terminal's marks.
  private func plain(_ failure: TestResult.Failure, _ case_: TestResult.CaseResult) -> String {
    var copy = self
    copy.layout.hasEmphasis = false
    copy.layout.width = nil
    return copy.describe(failure, case_).joined(separator: "\n")
  }

  // MARK: For machines

  private var json: JSONValue {
    let writer = JSONReport(language, sources: sources)
    let (passed, failed) = counts
    return .object([
      "schema_version": .integer(JSONReport.schemaVersion), "language": .string(language.rawValue),
      "passed": .integer(Int64(passed)), "failed": .integer(Int64(failed)),
      "files": .array(
        files.map { file in
          .object([
            "name": .string(file.name), "coverage": coverageJSON(of: file),
            "mutations": mutationsJSON(of: file),
            "diagnostics": .array(file.diagnostics.map { writer.diagnostic($0) }),
            "tests": .array(
              file.results.map { test in
                .object([
                  "name": .string(test.name), "passed": .truth(test.passed),
                  "line": line(test.site).map { .integer(Int64($0)) },
                  "cases": .array(test.cases.map { json($0, writer) }),
                ])
              }),
          ])
        }),
    ])
  }

  private func json(_ case_: TestResult.CaseResult, _ writer: JSONReport) -> JSONValue {
    .object([
      "number": case_.number.map { .integer(Int64($0)) }, "passed": .truth(case_.passed),
      "line": line(case_.site).map { .integer(Int64($0)) },
      "failures": .array(
        case_.failures.map { f in
          .object([
            "text": .string(spelling(f.statement)), "line": line(f.site).map { .integer(Int64($0)) },
            "expected": f.expected.map { writer.value($0) },
            "expected_text": f.expected.map { .string(spelling($0)) },
            "actual": f.actual.map { writer.value($0) },
            "actual_text": f.actual.map { .string(spelling($0)) },
            "difference": f.difference.map { writer.value($0) },
            "difference_text": f.difference.map { .string(spelling($0)) },
            "diagnostic": f.diagnostic.map { writer.diagnostic($0) },
            "reasons": .array(f.reasons.map { writer.block(.explanation($0)) }),
          ])
        }),
    ])
  }

  func line(_ span: Span) -> Int? { sources?[span.file]?.position(of: span.start).line }

  private var junit: String {
    let (passed, failed) = counts
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml += "<testsuites tests=\"\(passed + failed)\" failures=\"\(failed)\">\n"
    for file in files {
      let cases = file.results.flatMap(\.cases)
      let errors = file.diagnostics.filter { $0.severity == .error }
      let name = MarkupText.escaping(file.name)
      let bad = cases.filter { !$0.passed }.count
      xml +=
        "  <testsuite name=\"\(name)\" tests=\"\(cases.count + (errors.isEmpty ? 0 : 1))\" "
        + "failures=\"\(bad)\" errors=\"\(errors.isEmpty ? 0 : 1)\">\n"
      if !errors.isEmpty {
        let text = errors.map { "\($0.code): \($0.message(in: language))" }.joined(separator: "\n")
        xml +=
          "    <testcase classname=\"\(name)\" name=\"\(name)\">\n      <error message=\"\(escape(text))\"/>\n"
        xml += "    </testcase>\n"
      }
      for test in file.results {
        for case_ in test.cases { xml += junit(case_, of: test, in: name) }
      }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }

  private func junit(_ case_: TestResult.CaseResult, of test: TestResult, in file: String) -> String {
    let name = escape(title(case_, of: test))
    let line = line(case_.site).map { " line=\"\($0)\"" } ?? ""
    var xml = "    <testcase classname=\"\(file)\" name=\"\(name)\"\(line)"
    if case_.passed { return xml + "/>\n" }
    xml += ">\n"
    for f in case_.failures {
      xml +=
        "      <failure message=\"\(escape(spelling(f.statement)))\">\(escape(plain(f, case_)))</failure>\n"
    }
    return xml + "    </testcase>\n"
  }

  private func escape(_ text: String) -> String { MarkupText.escaping(text) }

  private func title(_ case_: TestResult.CaseResult, of test: TestResult) -> String {
    guard let n = case_.number else { return test.name }
    return test.name + (language == .english ? ", case \(n)" : ", kasus \(n)")
  }

  private var tap: String {
    var lines: [String] = []
    var n = 0
    for file in files {
      for d in file.diagnostics where d.severity == .error {
        n += 1
        lines.append("not ok \(n) - \(tapText(file.name))")
        lines += [
          "  ---", "  message: \(JSONText.quoting("\(d.code): \(d.message(in: language))"))", "  ...",
        ]
      }
      for test in file.results {
        for case_ in test.cases {
          n += 1
          let name = tapText("\(file.name): \(title(case_, of: test))")
          lines.append("\(case_.passed ? "ok" : "not ok") \(n) - \(name)")
          guard !case_.passed else { continue }
          let text = case_.failures.map { plain($0, case_) }.joined(separator: "\n")
          lines += ["  ---", "  message: \(JSONText.quoting(text))", "  ..."]
        }
      }
    }
    return (["TAP version 14", "1..\(n)"] + lines).joined(separator: "\n") + "\n"
  }

  /// Returns `text` on one line, without the mark that begins a directive.
  private func tapText(_ text: String) -> String {
    var result = ""
    for character in TerminalText.escaping(text) { result += character == "#" ? "\\#" : String(character) }
    return result
  }
}
