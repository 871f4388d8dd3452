import Diagnostics
import Rosters
import Testing

@testable import Session

/// A session keeps what a change does not reach: whatever is changed in whatever order, it answers as one that is new.
@Suite struct LiveModelTests {

  /// Numbers that are the same on every machine.
  struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z &>> 31)
    }
    mutating func below(_ n: Int) -> Int { Int.random(in: 0..<n, using: &self) }
  }

  /// A roster of workers with ties in all but the key, and of the places they live in.
  private static let data: [String: String] = {
    var numbers = Numbers(state: 7)
    var workers = "id,place,role,income,decile,tobacco\n"
    for i in 0..<120 {
      let role = ["rt", "rw", "ojek"][numbers.below(3)]
      workers +=
        "\(1000 + (i * 37) % 120),P\(numbers.below(4)),\(role),\(800 + 50 * numbers.below(30))000,"
        + "\(1 + numbers.below(10)),\(numbers.below(2) == 0 ? "yes" : "no")\n"
    }
    return [
      "workers.csv": workers, "places.csv": "code,size\nP0,40\nP1,25\nP2,1\nP3,9\n",
    ]
  }()

  /// What can be said of each name; the first is where a session begins.
  private static let choices: [(name: String, texts: [String])] = [
    ("line", ["let line = 4", "let line = 6", "let line = 1", "let line = 10"]),
    (
      "rate",
      [
        "param rate : percent = 2%", "param rate : percent = 3%",
        "param rate : percent\n  from 1 January 2025 = 2%\n  from 1 June 2026 = 4%\nend",
      ]
    ),
    (
      "poor",
      [
        "rule poor for workers = decile at most line",
        "rule poor for workers = decile at most line and tobacco",
        "rule poor for workers = income < Rp1.500.000 per month",
      ]
    ),
    (
      "due",
      [
        "rule due for workers = (income * rate) rounded to Rp1",
        "rule due for workers = (income * rate) rounded to Rp100 + Rp500 per month",
      ]
    ),
    (
      "apbd",
      [
        "budget apbd = Rp9 juta", "budget apbd = Rp4,5 juta", "budget apbd = Rp20 juta", "budget apbd = Rp0",
        "budget apbd = Rp9 juta\n  for workers where tobacco\nend", "budget apbd = Rp1 juta * line",
        "budget apbd = Rp9 juta, reserve 5%",
      ]
    ),
    ("csr", ["budget csr = Rp3 juta", "budget csr = Rp700 ribu", "budget csr = Rp5 juta, kind apbd"]),
    (
      "shares",
      [
        "allocate shares\n  from csr\n  to places\n  equally\nend",
        "allocate shares\n  from csr\n  to places\n  in proportion to size\nend",
      ]
    ),
    (
      "help",
      [
        helpText("apbd", "decile"), helpText("apbd", "income descending"), helpText("apbd, csr", "decile"),
        helpText("apbd", "decile", "  at most 5 in each place\n"),
        helpText("apbd", "tobacco", "  skip and go on\n"),
      ]
    ),
    (
      "rest",
      [
        "allocate rest\n  from shares of place\n  to workers where not poor\n  pay due * 6 months\n  in order of id\nend",
        "allocate rest\n  from shares of place\n  to workers where not poor and not help.funded\n"
          + "  pay due * 3 months\n  in order of decile, id\nend",
      ]
    ),
    ("covered", [targetText(50), targetText(90)]),
  ]

  private static func helpText(_ purses: String, _ order: String, _ more: String = "") -> String {
    "allocate help\n  from \(purses)\n  to workers where poor\n  pay due * 12 months\n"
      + "  in order of \(order), id\n\(more)end"
  }

  private static func targetText(_ share: Int) -> String {
    "target covered\n  of workers where poor\n  reach \(share)% help.funded\n  in each place\n"
      + "  by 31 December 2026\n  cost due * 12 months\n  in order of decile, id\nend"
  }

  private static let rosters = """
    as of 1 March 2026
    roster places from "places.csv"
      code : text, key
      size : count
    end
    roster workers from "workers.csv"
      id      : text, key
      place   : places
      role    : one of (rt, rw, ojek)
      income  : money per month
      decile  : whole from 1 to 10
      tobacco : yes or no
    end
    """

  private static let questions = [
    "show help.allocated", "show help by place", "show rest by role", "show apbd", "show csr",
    "show target covered", "covered.short", "count workers where help.funded",
    "sum of rest.amount over workers",
    "count workers where poor",
    "sum of due over workers", "show help.left", "show rest.left",
    "sweep apbd from Rp1 juta to Rp9 juta in steps of Rp2 juta show help.allocated as out",
    "suppose apbd up 10%: show help.allocated", "suppose line = 3: show help.allocated, rest.allocated",
  ]

  private static let suppositions = [
    "suppose apbd down 20%", "suppose line = 5", "suppose csr = Rp1 juta", "suppose rate = 5%",
    "back to the plan",
  ]

  private func conversation(_ threads: Int) -> Conversation {
    var settings = RunSettings()
    settings.threads = threads
    return Conversation(
      files: ProgramFiles { _ in .failure(.missing) },
      data: RosterFiles { _, name in
        LiveModelTests.data[name].map { .success([DataFile(name: name, text: $0)]) }
          ?? .failure(RosterFailure([.unreadableProgram(name, .missing)]))
      }, language: .english, settings: settings,
      startedOn: CalendarDate(year: 2026, month: 6, day: 1) ?? CalendarDate(days: 0),
      cancellation: Cancellation())
  }

  /// Enters `text`; returns what it printed, and its codes.
  @discardableResult
  private func enter(_ text: String, into c: Conversation) -> String {
    let reply = c.answer(text)
    return c.text(of: reply, width: nil, isColoured: false)
      + reply.diagnostics.map { "[\($0.code)]" }.joined()
  }

  /// Returns a session in which `texts` and `supposed` stand and nothing was ever otherwise.
  private func fresh(_ texts: [String], _ supposed: [String]) -> Conversation {
    let c = conversation(2)
    enter(([LiveModelTests.rosters] + texts).joined(separator: "\n"), into: c)
    for s in supposed { enter(s, into: c) }
    return c
  }

  @Test(arguments: 1...10) func whateverIsChangedTheAnswersAreThoseOfANewSession(_ seed: Int) {
    var numbers = Numbers(state: UInt64(seed))
    var texts = LiveModelTests.choices.map { $0.texts[0] }
    var supposed: [String] = []
    let session = fresh(texts, supposed)
    var differences: [String] = []
    var answered = 0
    for step in 0..<12 where differences.isEmpty {
      var edit: String
      if numbers.below(4) == 0 {
        edit = LiveModelTests.suppositions[numbers.below(LiveModelTests.suppositions.count)]
        enter(edit, into: session)
        // A supposition may stay although its differences can not be shown.
        if session.assumptions.isEmpty {
          supposed = []
        } else if session.assumptions.count > supposed.count {
          supposed.append(edit)
        }
      } else {
        let which = numbers.below(LiveModelTests.choices.count)
        let options = LiveModelTests.choices[which].texts
        edit = options[numbers.below(options.count)]
        // What does not fit changes nothing.
        if !session.answer(edit).diagnostics.contains(where: { $0.severity == .error }) {
          texts[which] = edit
        }
      }
      let other = fresh(texts, supposed)
      for question in LiveModelTests.questions where numbers.below(3) > 0 {
        let (kept, new) = (enter(question, into: session), enter(question, into: other))
        if !kept.contains("[P") { answered += 1 }
        if kept != new {
          differences.append("step \(step), after \(edit): \(question)\n\(kept)\n--- new:\n\(new)")
        }
      }
    }
    #expect(differences.prefix(2) == [])
    #expect(answered > 30)
  }
}
