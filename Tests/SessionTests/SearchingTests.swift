import Allocation
import Evaluation
import Rosters
import Session
import Synchronization
import Testing

@testable import payung

@Suite struct SearchingTests {

  private static func progress(_ steps: Int, isDone: Bool = false) -> SearchingProgress {
    SearchingProgress(
      allocation: "terbaik", search: SearchProgress(steps: steps, limit: 4_000_000, isDone: isDone))
  }

  @Test func oneLineInBothLanguages() {
    #expect(
      Self.progress(1_000_000).line(after: 3.4, in: .english)
        == "terbaik: looking for the best: 1.000.000 of at most 4.000.000 steps · 25% · 3 s")
    #expect(
      Self.progress(1_000_000).line(after: 3.4, in: .indonesian, isASCII: true)
        == "terbaik: mencari yang terbaik: 1.000.000 dari paling banyak 4.000.000 langkah, 25%, 3 detik")
  }

  @Test func aShortSearchSaysNothingAndALongOneLeavesNothing() {
    let clock = Mutex(0)
    let written = Mutex("")
    let display = LoadingDisplay(
      language: .english, isASCII: true, now: { clock.withLock { $0 } },
      write: { text in written.withLock { $0 += text } })
    display.show(Self.progress(16_384))
    clock.withLock { $0 = 1_900_000 }
    display.show(Self.progress(32_768))
    #expect(written.withLock { $0 }.isEmpty)
    clock.withLock { $0 = 2_100_000 }
    display.show(Self.progress(49_152))
    #expect(written.withLock { $0 }.contains("49.152 of at most 4.000.000 steps"))
    display.show(Self.progress(0, isDone: true))
    #expect(written.withLock { $0 }.hasSuffix("\r\u{1B}[K"))
  }

  /// A choice that prices alone do not settle: many things alike in worth per cost, two purses, and bounds on groups.
  private static func hardProblem() -> OptimiseProblem {
    let count = 60
    let costs = (0..<count).map { Int64(1_000_003 + ($0 * 7_919) % 100_000) * 2 }
    let selection = SelectProblem(
      rowCount: count, order: (0..<Int32(count)).map { $0 },
      purses: [Purse(available: 30_000_001), Purse(available: 30_000_001)],
      sources: [Source(.one(0)), Source(.one(1))], costs: [Amounts(costs)])
    return OptimiseProblem(
      selection: selection, worths: [Amounts(costs)], worthOfSource: [0, 0], nodeLimit: 70_000)
  }

  @Test func aWatchedSearchComesToTheSameAndStopsWhenToldTo() throws {
    let told = Mutex<[SearchProgress]>([])
    var watched = Self.hardProblem()
    watched.watch = { progress in
      told.withLock { $0.append(progress) }
      return true
    }
    let alone = try Self.hardProblem().solve().get()
    let seen = try watched.solve().get()
    #expect(alone.optimum == seen.optimum)
    #expect(alone.parts == seen.parts)
    #expect(told.withLock { $0 }.count >= 2)
    #expect(told.withLock { $0 }.allSatisfy { $0.limit == 70_000 && $0.steps <= $0.limit })

    let calls = Mutex(0)
    var stopped = Self.hardProblem()
    stopped.watch = { _ in
      calls.withLock { $0 += 1 }
      return false
    }
    _ = stopped.solve()
    #expect(calls.withLock { $0 } <= 3)
  }
}
