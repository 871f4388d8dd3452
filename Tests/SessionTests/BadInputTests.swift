import Glibc
import Testing

@testable import Session
@testable import payung

/// What somebody may hand to `payung` by mistake or in malice: each ends in words, on every command, in time.
@Suite struct BadInputTests {

  /// A program, and how looking at it and running it end.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let program: @Sendable (Int) -> String
    /// How much of it there is in a quick run, and in a soak.
    let sizes: (quick: Int, soak: Int)
    let checked: Int32
    let ran: Int32
    /// The code of the message, if there is one.
    let code: String
    var testDescription: String { name }
  }

  private static let isSoak = getenv("PAYUNG_SOAK") != nil

  private static func times(_ text: String, _ n: Int) -> String { String(repeating: text, count: n) }

  private static func chain(_ n: Int, from first: String, _ line: (Int) -> String) -> String {
    "language english\n" + first + "\n" + (1..<n).map { line($0) }.joined(separator: "\n") + "\n"
  }

  private static let roster =
    "roster people from \"people.csv\"\n  id : text, key\n  n : count\nend\n"

  static let cases: [Case] = [
    Case(
      name: "parentheses", program: { "let x = " + times("(", $0) + "1" + times(")", $0) },
      sizes: (20_000, 100_000), checked: 5, ran: 5, code: "P0210"),
    Case(
      name: "parentheses without end", program: { "let x = " + times("(", $0) },
      sizes: (20_000, 100_000), checked: 5, ran: 5, code: "P0210"),
    Case(
      name: "brackets", program: { "let x = " + times("[", $0) + times("]", $0) },
      sizes: (10_000, 100_000), checked: 3, ran: 3, code: "P0460"),
    Case(
      name: "braces", program: { "let x = " + times("{", $0) + times("}", $0) },
      sizes: (10_000, 100_000), checked: 3, ran: 3, code: "P0104"),
    Case(
      name: "texts in texts", program: { "let x = " + times("\"{", $0) + "1" + times("}\"", $0) },
      sizes: (2_000, 100_000), checked: 5, ran: 5, code: "P0210"),
    Case(
      name: "conditions in conditions", program: { "let x = " + times("count workers where ", $0) + "y" },
      sizes: (5_000, 100_000), checked: 5, ran: 5, code: "P0210"),
    Case(
      name: "cases after cases", program: { "rule a for b\n" + times("when x then\n", $0) },
      sizes: (3_000, 100_000), checked: 3, ran: 3, code: "P0201"),
    Case(
      name: "exceptions in exceptions",
      program: { "rule a for b = c\n" + times("except when d then e\n", $0) + times("end\n", $0) },
      sizes: (3_000, 100_000), checked: 5, ran: 5, code: "P0210"),
    Case(
      name: "loops in loops", program: { times("for each r in a\n", $0) + "show 1\n" + times("end\n", $0) },
      sizes: (3_000, 100_000), checked: 5, ran: 5, code: "P0210"),
    Case(
      name: "not", program: { "let x = " + times("not ", $0) + "yes" },
      sizes: (50_000, 524_288), checked: 5, ran: 5, code: "P0211"),
    Case(
      name: "tidak", program: { "bahasa indonesia\nmisalkan x = " + times("tidak ", $0) + "ya" },
      sizes: (20_000, 349_525), checked: 5, ran: 5, code: "P0211"),
    Case(
      name: "a name", program: { "let " + times("a", $0) + " = 1" },
      sizes: (1_000_000, 10_000_000), checked: 5, ran: 5, code: "P0110"),
    Case(
      name: "digits", program: { "show " + times("7", $0) },
      sizes: (100_000, 100_000), checked: 5, ran: 5, code: "P0111"),
    Case(
      name: "a chain of values",
      program: { n in
        chain(n, from: "let x0 = 1") { "let x\($0) = x\($0 - 1) + 1" } + "show x\(n - 1) is \(n)\n"
      },
      sizes: (5_000, 50_000), checked: 0, ran: 0, code: ""),
    Case(
      name: "a ring of values",
      program: { n in chain(n, from: "let x0 = x\(n - 1)") { "let x\($0) = x\($0 - 1) + 1" } + "show x5\n" },
      sizes: (3_000, 20_000), checked: 3, ran: 3, code: "P0501"),
    Case(
      name: "a chain of functions",
      program: { n in
        chain(n, from: "function f0(a: number) : number = a") {
          "function f\($0)(a: number) : number = f\($0 - 1)(a) + 1"
        } + "show f\(n - 1)(1)\n"
      },
      sizes: (12_000, 20_000), checked: 0, ran: 5, code: "P0715"),
    Case(
      name: "functions that aggregate with functions",
      program: { n in
        chain(n, from: roster + "function f0(a: number) : number = a") {
          "function f\($0)(a: number) : number = sum of f\($0 - 1)(n) over people"
        } + "show f\(n - 1)(1) > 1\n"
      },
      sizes: (300, 3_000), checked: 0, ran: 0, code: ""),
    Case(
      name: "functions that double",
      program: { n in
        chain(n, from: "function f0(a: number) : number = a") {
          "function f\($0)(a: number) : number = f\($0 - 1)(a) + f\($0 - 1)(a)"
        } + "show f\(n - 1)(1)\n"
      },
      sizes: (60, 60), checked: 0, ran: 5, code: "P0720"),
    Case(
      name: "squares of squares",
      program: { n in
        chain(n, from: "let x0 = 3") { "let x\($0) = x\($0 - 1) * x\($0 - 1)" } + "show x\(n - 1)\n"
      },
      sizes: (60, 60), checked: 0, ran: 5, code: "P0721"),
    Case(
      name: "texts that double",
      program: { n in
        chain(n, from: "let x0 = \"ab\"") { "let x\($0) = \"{x\($0 - 1)}{x\($0 - 1)}\"" } + "show x\(n - 1)\n"
      },
      sizes: (60, 60), checked: 0, ran: 5, code: "P0722"),
    Case(
      name: "binary",
      program: { n in
        var state: UInt32 = 7
        return String(
          decoding: (0..<n).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
          }, as: UTF8.self)
      },
      sizes: (20_000, 1_000_000), checked: 3, ran: 3, code: "P0"),
    Case(name: "nothing", program: { _ in "" }, sizes: (0, 0), checked: 0, ran: 0, code: ""),
  ]

  private let directory: String

  init() throws {
    directory = try #require(CommandRun.directory())
    CommandRun.write("id,n\na,1\nb,2\n", to: directory + "/people.csv")
  }

  private func run(_ arguments: String..., input: String = "") -> CommandRun {
    CommandRun(arguments, input: input, in: directory)
  }

  @Test(arguments: cases)
  func `a bad program is answered by every command`(bad: Case) {
    let text = bad.program(Self.isSoak ? bad.sizes.soak : bad.sizes.quick)
    CommandRun.write(text, to: directory + "/bad.payung")
    let check = run("check", "bad.payung")
    #expect(check.status == bad.checked)
    let ran = run("run", "bad.payung")
    #expect(ran.status == bad.ran)
    #expect(ran.messages.contains("[\(bad.code)") || bad.code.isEmpty, "\(ran.messages.prefix(300))")
    for other in [
      ["translate", "bad.payung", "--to", "indonesian"], ["format", "bad.payung"], ["test", "bad.payung"],
    ] {
      #expect([0, 1, 3, 5].contains(CommandRun(other, in: directory).status), "\(other)")
    }
    // The prompt answers each entry and goes on; it looks at all of the session for each.
    if text.utf8.count < 200_000 && text.utf8.count(where: { $0 == 0x0A }) < 200 {
      #expect(run(input: text + "\nshow 40 + 2\n").status < 128)
    }
  }

  /// What stops in the middle of a whole, such as a reader of the output, stops nothing else.
  @Test(arguments: ["head -1", "head -c 10", "true"])
  func `a reader that goes away is no failure`(reader: String) {
    CommandRun.write(
      "language english\n" + (0..<3_000).map { "show \($0)" }.joined(separator: "\n"),
      to: directory + "/p.payung")
    let status = shell("\"$PAYUNG\" run p.payung | \(reader) > /dev/null; exit ${PIPESTATUS[0]}")
    #expect(status == 0)
  }

  @Test func `a full disk is said`() {
    CommandRun.write("language english\nshow 1\n", to: directory + "/p.payung")
    #expect(
      shell("\"$PAYUNG\" run p.payung > /dev/full 2> err; status=$?; grep -q . err || exit 99; exit $status")
        == 1)
    #expect(shell("\"$PAYUNG\" run p.payung >&- 2> /dev/null") == 1)
    #expect(shell("\"$PAYUNG\" run p.payung 2>&- > /dev/null") == 0)
  }

  @Test func `an output directory that can not be written is said before anything is computed`() {
    CommandRun.write(
      "language english\n" + Self.roster + "export people to \"out.csv\"\nshow 1\n",
      to: directory + "/p.payung")
    for place in ["people.csv", "people.csv/out", "/proc/nowhere", "/dev/null"] {
      let outcome = run("run", "p.payung", "--output-dir", place)
      #expect(outcome.status == 2, "\(place)")
      #expect(outcome.output.isEmpty && outcome.messages.contains("error["), "\(place)")
    }
  }

  @Test func `an interrupted run leaves nothing half written`() {
    let rows = (0..<20_000).map { "\($0),\($0)" }.joined(separator: "\n")
    CommandRun.write("id,n\n" + rows + "\n", to: directory + "/people.csv")
    CommandRun.write(
      "language english\n" + Self.roster
        + (0..<40).map { "export people to \"out/\($0).csv\"" }.joined(separator: "\n"),
      to: directory + "/p.payung")
    for wait in ["0.05", "0.4", "1.5"] {
      _ = shell("timeout -s INT \(wait) \"$PAYUNG\" run p.payung > /dev/null 2>&1")
      #expect(shell("[ -z \"$(find . -name '*.part')\" ]") == 0)
      // A file is there as a whole or not at all.
      #expect(
        shell("for f in out/*.csv; do [ ! -e \"$f\" ] || [ $(wc -l < \"$f\") -ge 20001 ] || exit 1; done")
          == 0)
      _ = shell("rm -rf out run.json")
    }
  }

  private func shell(_ script: String) -> Int32 {
    let line =
      "cd '\(directory)'; export PAYUNG='\(PseudoTerminal.executable)' SWIFT_BACKTRACE=enable=no; \(script)"
    var child = pid_t()
    let started = withCStrings(["/bin/bash", "-c", line]) { argv in
      posix_spawn(&child, "/bin/bash", nil, nil, argv, environ)
    }
    var result: Int32 = -1
    guard started == 0, waitpid(child, &result, 0) == child else { return -1 }
    return result & 0x7F == 0 ? (result >> 8) & 0xFF : 128 + (result & 0x7F)
  }
}
