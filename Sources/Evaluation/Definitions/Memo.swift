#if canImport(Glibc)
  import Glibc
#endif
import Rosters

/// Values that are computed once for a key, whichever thread asks first; the others wait for it.
final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {

  private enum Entry {
    case computing(pthread_t)
    case known(Value)
  }
  private let entries = Monitor<[Key: Entry]>([:])

  /// Returns the value for `key`, computed by `compute` if nobody did before.
  func value(
    _ key: Key, _ compute: () throws(EvaluationStop) -> Value
  ) throws(EvaluationStop) -> Value {
    let thread = pthread_self()
    let found: Entry = entries.wait { entries in
      switch entries[key] {
      case .known(let value): return .known(value)
      // A ring can not pass the checker; a second computation would at least end with an error.
      case .computing(let other) where pthread_equal(other, thread) == 0: return nil
      case .computing, nil:
        entries[key] = .computing(thread)
        return .computing(thread)
      }
    }
    if case .known(let value) = found { return value }
    do {
      let value = try compute()
      entries.update { $0[key] = .known(value) }
      return value
    } catch {
      entries.update { $0[key] = nil }
      throw error
    }
  }

  /// Returns the value for `key` if it is known.
  func known(_ key: Key) -> Value? {
    entries.look { entries in
      if case .known(let value) = entries[key] { value } else { nil }
    }
  }

  /// Forgets the values for keys that `isDoomed` picks.
  func forget(where isDoomed: (Key) -> Bool) {
    entries.update { entries in
      for key in entries.keys where isDoomed(key) {
        if case .known = entries[key] { entries[key] = nil }
      }
    }
  }
}
