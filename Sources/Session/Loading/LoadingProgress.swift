import Diagnostics
import Evaluation
import Synchronization

/// Something that takes long, and how far it is.
public protocol WorkProgress: Sendable {
  /// What is worked on.
  var subject: String { get }
  /// Whether it is done.
  var isDone: Bool { get }
  /// Returns one line that says how far it is, `seconds` after it began.
  func line(after seconds: Double, in language: Language, isASCII: Bool) -> String
}

/// How far the rows of a roster have been read.
public struct LoadingProgress: WorkProgress, Hashable {

  /// The roster.
  public var subject: String { roster }

  /// The roster.
  public var roster: String
  /// The bytes read.
  public var bytes = 0
  /// How many bytes there are to read.
  public var totalBytes: Int
  /// The rows read.
  public var rows = 0
  /// How many of them were set aside.
  public var setAside = 0
  /// Whether all is read.
  public var isDone = false

  /// Creates the progress of a roster of which nothing is read.
  public init(roster: String, totalBytes: Int) {
    self.roster = roster
    self.totalBytes = totalBytes
  }

  /// Returns one line that says how far it is, `seconds` after it began.
  public func line(after seconds: Double, in language: Language, isASCII: Bool = false) -> String {
    let share = totalBytes > 0 ? min(100, bytes * 100 / totalBytes) : 100
    let left = bytes > 0 ? Int(seconds * Double(max(0, totalBytes - bytes)) / Double(bytes) + 0.5) : nil
    let spelling = ValueSpelling(language)
    func count(_ n: Int) -> String { spelling.count(n) }
    var parts = [
      Bilingual(en: "\(count(rows)) rows", id: "\(count(rows)) baris"), Bilingual(same: "\(share)%"),
    ]
    if let left { parts.append(Bilingual(en: "\(left) s left", id: "sisa \(left) detik")) }
    if setAside > 0 {
      parts.append(Bilingual(en: "\(count(setAside)) set aside", id: "\(count(setAside)) disisihkan"))
    }
    let name = TextWidth.harmless(roster)
    return name + ": " + parts.map { $0(language) }.joined(separator: isASCII ? ", " : " · ")
  }
}

/// Adds up what the threads that read a roster have done, and tells it.
final class LoadingMeter: Sendable {

  private let state: Mutex<LoadingProgress>
  private let tell: @Sendable (LoadingProgress) -> Void

  init(roster: String, totalBytes: Int, tell: @escaping @Sendable (LoadingProgress) -> Void) {
    state = Mutex(LoadingProgress(roster: roster, totalBytes: totalBytes))
    self.tell = tell
  }

  func add(bytes: Int, rows: Int, setAside: Int) {
    tell(
      state.withLock { progress in
        progress.bytes += bytes
        progress.rows += rows
        progress.setAside += setAside
        return progress
      })
  }

  func finish() {
    tell(
      state.withLock { progress in
        progress.isDone = true
        return progress
      })
  }
}
