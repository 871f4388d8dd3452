import Diagnostics

/// The names of things that are counted, so that `people`, `person` and `orang` are one.
public enum CountedNoun {

  /// Nouns that all count persons.
  private static let persons: Set<String> = ["people", "workers", "participants"]

  /// Returns whether what is counted by the one may be priced by the other: participants are people.
  static func agree(_ a: String, _ b: String) -> Bool {
    a == b || persons.contains(a) && persons.contains(b)
  }

  /// Returns the one spelling of `noun`.
  static func canonical(_ noun: String) -> String {
    let lower = noun.lowercased()
    switch lower {
    case "person", "people", "persons", "orang", "jiwa": return "people"
    case "village", "villages", "desa": return "villages"
    case "regency", "regencies", "kabupaten": return "regencies"
    case "worker", "workers", "pekerja": return "workers"
    case "participant", "participants", "peserta": return "participants"
    case "row", "rows", "baris": return "rows"
    case "family", "families", "household", "households", "kk", "keluarga": return "families"
    default:
      if lower.hasSuffix("ies") { return lower }
      if lower.hasSuffix("y") { return String(lower.dropLast()) + "ies" }
      return lower.hasSuffix("s") ? lower : lower + "s"
    }
  }

  /// How nouns that everybody counts read, by their one spelling.
  private static let wordings: [String: (one: String, indonesian: String)] = [
    "people": ("person", "orang"), "workers": ("worker", "pekerja"), "villages": ("village", "desa"),
    "regencies": ("regency", "kabupaten"), "participants": ("participant", "peserta"),
    "families": ("family", "keluarga"), "rows": ("row", "baris"),
  ]

  /// Returns how `noun`, in its one spelling, reads in `language`.
  public static func name(_ noun: String, isOne: Bool, in language: Language) -> String {
    guard let known = wordings[noun] else { return noun }
    switch language {
    case .english: return isOne ? known.one : noun
    case .indonesian: return known.indonesian
    }
  }
}
