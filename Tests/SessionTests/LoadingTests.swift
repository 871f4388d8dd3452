import Glibc
import Synchronization
import Testing

@testable import Session
@testable import payung

/// What is said while rows are read: on a terminal, after two seconds, and nowhere else.
@Suite struct LoadingTests {

  /// A clock that stands where it is put, and what was written.
  private final class Stage: Sendable {
    let now = Mutex(0)
    let written = Mutex<[String]>([])
  }

  private func lines(_ language: Bool, _ steps: [(second: Double, bytes: Int)]) -> [String] {
    let stage = Stage()
    let display = LoadingDisplay(
      language: language ? .indonesian : .english, isASCII: false, now: { stage.now.withLock { $0 } },
      write: { text in stage.written.withLock { $0.append(text) } })
    var progress = LoadingProgress(roster: "workers", totalBytes: 1_000)
    for step in steps {
      stage.now.withLock { $0 = Int(step.second * 1_000_000) }
      progress.bytes = step.bytes
      progress.rows = step.bytes * 10
      progress.setAside = step.bytes / 100
      progress.isDone = step.bytes == 1_000
      display.show(progress)
    }
    return stage.written.withLock { $0 }
  }

  @Test func nothingIsSaidOfWhatIsQuick() {
    #expect(lines(false, [(0, 10), (1, 500), (1.9, 900), (1.95, 1_000)]) == [])
  }

  @Test func afterTwoSecondsItIsSaidHowFarItIs() {
    let clear = "\r\u{1B}[K"
    #expect(
      lines(false, [(0, 10), (2, 200), (2.1, 250), (3, 600), (5, 1_000)]) == [
        clear + "workers: 2.000 rows · 20% · 8 s left · 2 set aside",
        clear + "workers: 6.000 rows · 60% · 2 s left · 6 set aside", clear,
      ])
    #expect(
      lines(true, [(0, 10), (4, 40)]) == [clear + "workers: 400 baris · 4% · sisa 96 detik"])
  }

  @Test func aFileWithoutBytesIsWhole() {
    let empty = LoadingProgress(roster: "a\u{1B}b", totalBytes: 0)
    #expect(!empty.line(after: 3, in: .english).contains("\u{1B}"))
    #expect(empty.line(after: 3, in: .english).contains("100%"))
  }
}
