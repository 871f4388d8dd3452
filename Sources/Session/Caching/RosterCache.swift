import Diagnostics
import Rosters

/// A place where loaded rosters are kept between runs: given by the executable, since this stage opens no files.
public struct RosterCache: Sendable {

  /// Returns the bytes kept under a name, if any are.
  public var open: @Sendable (_ name: String) -> (any ByteSource)?

  /// Keeps, under a name, the pieces that a writer hands over one after the other, if it returns that these were all;
  /// else nothing. Returns why they could not be kept.
  public var keep: @Sendable (_ name: String, _ writer: (RosterCache.Sink) -> Bool) -> Diagnostic?

  /// Takes a piece; `false` if no more are wanted.
  public typealias Sink = (UnsafeRawBufferPointer) -> Bool

  /// Creates a place.
  public init(
    open: @escaping @Sendable (_ name: String) -> (any ByteSource)?,
    keep: @escaping @Sendable (_ name: String, _ writer: (Sink) -> Bool) -> Diagnostic?
  ) {
    self.open = open
    self.keep = keep
  }
}
