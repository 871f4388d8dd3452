import Rosters
import Synchronization

/// The codes of a program's texts in the dictionaries of its columns.
final class TextCodes: Sendable {

  struct Key: Hashable, Sendable {
    let dictionary: ObjectIdentifier
    let text: String
  }

  private struct Entry: Sendable {
    let code: Int64
    /// Held so that no other dictionary can come to have its identity.
    let dictionary: TextDictionary
  }

  private let entries = Mutex<[Key: Entry]>([:])

  func known(_ key: Key, holding dictionary: TextDictionary) -> Int64? {
    entries.withLock { $0[key]?.code }
  }

  func keep(_ code: Int64, for key: Key, holding dictionary: TextDictionary) {
    entries.withLock { $0[key] = Entry(code: code, dictionary: dictionary) }
  }
}
