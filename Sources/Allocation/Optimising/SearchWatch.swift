/// How far a search for the best choice is.
public struct SearchProgress: Sendable, Hashable {
  /// How many steps were made.
  public var steps: Int
  /// After how many the search ends at the latest.
  public var limit: Int
  /// Whether the search is over.
  public var isDone = false

  /// Creates the progress of a search.
  public init(steps: Int, limit: Int, isDone: Bool = false) {
    self.steps = steps
    self.limit = limit
    self.isDone = isDone
  }
}

/// Who is told now and then how far a search is, and says whether it is to go on.
///
/// A search that is stopped has no answer: what it returns is not to be used.
public typealias SearchWatch = @Sendable (SearchProgress) -> Bool

/// The steps of the searches of one choice, one after the other, and who watches them.
struct SearchCounter {
  /// Steps made by searches before the one at work.
  var before = 0
  let limit: Int
  let watch: SearchWatch?

  /// How many steps go by between two reports.
  private static let pace = 16_384

  /// Tells the watcher, if it is time to, that the search at work has made `steps`; returns whether to go on.
  func goesOn(_ steps: Int) -> Bool {
    guard let watch, steps % Self.pace == 0 else { return true }
    return tell(watch, steps)
  }

  /// As ``goesOn(_:)`` for a search whose steps come many at a time.
  func goesOn(from before: Int, to steps: Int) -> Bool {
    guard let watch, before / Self.pace != steps / Self.pace else { return true }
    return tell(watch, steps)
  }

  private func tell(_ watch: SearchWatch, _ steps: Int) -> Bool {
    watch(SearchProgress(steps: before + steps, limit: limit))
  }
}
