import Allocation
import Diagnostics
import Evaluation

/// How far the search for the best choice of an allocation is.
public struct SearchingProgress: WorkProgress, Hashable {

  /// The allocation.
  public let allocation: String
  /// How far the search is.
  public let search: SearchProgress

  /// The allocation.
  public var subject: String { allocation }
  /// Whether the search is over.
  public var isDone: Bool { search.isDone }

  /// Creates the progress of a search.
  public init(allocation: String, search: SearchProgress) {
    self.allocation = allocation
    self.search = search
  }

  /// Returns one line that says how far it is, `seconds` after it began.
  public func line(after seconds: Double, in language: Language, isASCII: Bool = false) -> String {
    let spelling = ValueSpelling(language)
    let share = search.limit > 0 ? min(100, search.steps * 100 / search.limit) : 0
    let (steps, limit) = (spelling.count(search.steps), spelling.count(search.limit))
    let words = Bilingual(
      en: "looking for the best: \(steps) of at most \(limit) steps",
      id: "mencari yang terbaik: \(steps) dari paling banyak \(limit) langkah")
    let took = Bilingual(en: "\(Int(seconds)) s", id: "\(Int(seconds)) detik")
    return [TextWidth.harmless(allocation) + ": " + words(language), "\(share)%", took(language)]
      .joined(separator: isASCII ? ", " : " · ")
  }
}
