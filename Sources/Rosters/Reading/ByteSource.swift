import Diagnostics

/// Bytes that can be read piece by piece, so that no file needs to be in memory as a whole.
public protocol ByteSource: Sendable {

  /// The number of bytes.
  var size: Int { get }

  /// Reads bytes from `offset` on into `buffer` and returns how many; fewer than asked only at the end.
  ///
  /// May be called by several threads at once.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceFailure) -> Int
}

/// Why bytes could not be read.
public struct ByteSourceFailure: Error, Sendable, Hashable {

  /// What the system says, such as `Input/output error`.
  public let reason: String

  /// Creates a failure.
  public init(reason: String) { self.reason = reason }
}

/// Bytes that are in memory already.
public struct BytesInMemory: ByteSource {

  private let bytes: [UInt8]

  /// Creates a source of `bytes`.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Creates a source of the UTF-8 bytes of `text`.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// The number of bytes.
  public var size: Int { bytes.count }

  /// Copies bytes from `offset` on into `buffer` and returns how many.
  public func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ByteSourceFailure) -> Int {
    guard offset >= 0, offset < bytes.count else { return 0 }
    let count = min(buffer.count, bytes.count - offset)
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[offset..<offset + count]))
    }
    return count
  }
}

/// A digest of bytes that come piece by piece, made while they are read for another purpose.
public protocol RunningDigest: AnyObject, Sendable {

  /// Adds `bytes`, which stand at `offset`; pieces come one at a time and in order, and none is left out.
  func add(_ bytes: UnsafeRawBufferPointer, at offset: Int)

  /// Adds `bytes` as ``add(_:at:)`` does, but lets `body` give the whole blocks of 64 bytes to the state of SHA-256,
  /// in the pass in which it looks at them for another purpose.
  ///
  /// Returns `false`, without having called `body` or added anything, if the digest is none that can be made so.
  func add(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, blocksBy body: (UnsafeMutablePointer<UInt32>) -> Void
  ) -> Bool

  /// Returns the digest in hexadecimal digits, or `nil` if the bytes added are not the first `size`.
  func hexadecimal(ofFirst size: Int) -> String?
}

extension RunningDigest {

  /// Returns `false`: the digest is not made in the pass of another purpose.
  public func add(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, blocksBy body: (UnsafeMutablePointer<UInt32>) -> Void
  ) -> Bool { false }
}

/// A data file: the name people know it by, and its bytes.
public struct DataFile: Sendable {

  /// The name shown to the reader, such as `data/workers.csv`.
  public let name: String

  /// The bytes.
  public let source: any ByteSource

  /// What is told all bytes while the file is read, if anything is.
  public var digest: (any RunningDigest)?

  /// Creates a data file.
  public init(name: String, source: any ByteSource) {
    self.name = name
    self.source = source
  }

  /// Creates a data file that holds `text`.
  public init(name: String, text: String) { self.init(name: name, source: BytesInMemory(text)) }
}

/// What a reading may cost, and how it is told to stop.
public struct ReadingLimits: Sendable {

  /// The bytes of the longest row; a longer one is nearly always a quote that is never closed.
  public var rowBytes: Int

  /// The columns of the widest file.
  public var columns: Int

  /// The data rows of a roster, over all its files.
  public var rows: Int

  /// Asked now and then; `true` stops the reading.
  public var isCancelled: @Sendable () -> Bool

  /// Told of each block that has been read, by whichever thread read it: its bytes, its rows, and those set aside.
  public var noteBlock: (@Sendable (_ bytes: Int, _ rows: Int, _ setAside: Int) -> Void)?

  /// Creates limits.
  public init(
    rowBytes: Int = 4 << 20, columns: Int = 16_384, rows: Int = 1_000_000_000,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    noteBlock: (@Sendable (_ bytes: Int, _ rows: Int, _ setAside: Int) -> Void)? = nil
  ) {
    self.rowBytes = rowBytes
    self.columns = columns
    self.rows = rows
    self.isCancelled = isCancelled
    self.noteBlock = noteBlock
  }
}
