/// What a chart draws its values as.
public enum ChartForm: Sendable, Hashable, CaseIterable {
  /// A bar for each group.
  case bars
  /// A bar for each step of a number.
  case histogram
  /// A line, small enough to stand in a sentence.
  case sparkline
  /// A dot for each group; of a scenario two, before and after.
  case dots
  /// A tile for each regency of East Java.
  case map

  /// The keyword of each form.
  static let roles: [(role: KeywordRole, form: ChartForm)] = [
    (.asBars, .bars), (.asHistogram, .histogram), (.asSparkline, .sparkline), (.asDots, .dots),
    (.asMap, .map),
  ]

  /// The keyword of this form.
  public var role: KeywordRole {
    switch self {
    case .bars: .asBars
    case .histogram: .asHistogram
    case .sparkline: .asSparkline
    case .dots: .asDots
    case .map: .asMap
    }
  }
}
