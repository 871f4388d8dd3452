import Diagnostics
import Rosters
import Semantics
import Syntax

extension ValueSpelling {

  /// How the numbers of one table column are laid out, decided from all its cells.
  public struct ColumnLayout: Sendable, Hashable {
    /// The unit that the heading names, so that cells need not.
    public var unit: UnitOfMeasure?
    /// Decimals of all cells.
    public var decimals: Int?
    /// In thousands, millions, and so on; named by the heading.
    public var magnitude: Magnitude?
    /// Whether all its numbers look like calendar years, which nobody groups: `2026`, not `2.026`.
    public var isOfYears: Bool
    /// Creates a layout.
    public init(
      unit: UnitOfMeasure? = nil, decimals: Int? = nil, magnitude: Magnitude? = nil, isOfYears: Bool = false
    ) {
      self.unit = unit
      self.decimals = decimals
      self.magnitude = magnitude
      self.isOfYears = isOfYears
    }
  }

  /// Returns how the cells of a column read that has `form` and holds `values`.
  public static func layout(of values: some Sequence<ResultValue>, form: DisplayForm) -> ColumnLayout {
    var unit: UnitOfMeasure?
    var isMixed = false
    var needed = 0
    var isShare = false
    var isCut = false
    var isOfYears = form == DisplayForm()
    for value in values {
      switch value {
      case .number(let n, let u):
        if let known = unit, known != u { isMixed = true } else { unit = u }
        isOfYears = isOfYears && u == .plain && n.isInteger && n >= 1900 && n <= 2100
        if form.decimals == nil {
          let usual = ValueSpelling.mostDecimals(u, inColumn: true)
          let most = form.keepsParts ? max(usual, 6) : usual
          let shown = shownNumber(n, u, form.magnitude)
          if let places = DecimalText.places(for: shown, atMost: most) {
            needed = max(needed, places)
          } else {
            isCut = true
            needed = max(needed, ValueSpelling.cutDecimals(u))
          }
        }
      case .share:
        isShare = true
        needed = max(needed, 2)
      case .missing, .notApplicable, .truth, .date, .month, .period, .text, .bilingual, .nik, .masked:
        continue
      }
    }
    if isShare && unit != nil && unit != .percent { isMixed = true }
    if isMixed { return ColumnLayout(decimals: form.decimals, magnitude: form.magnitude) }
    if isCut, let unit { needed = min(needed, max(ValueSpelling.cutDecimals(unit), 0)) }
    return ColumnLayout(
      unit: unit ?? .percent, decimals: form.decimals ?? needed, magnitude: form.magnitude,
      isOfYears: isOfYears && unit != nil && !isShare)
  }

  /// Returns how `value` reads in a cell of a column with `layout`.
  public func cell(_ value: ResultValue, _ layout: ColumnLayout) -> String {
    let form = DisplayForm(decimals: layout.decimals, magnitude: layout.magnitude)
    switch value {
    case .number(let n, _) where layout.isOfYears: return n.int64.map { String($0) } ?? missing
    case .number(let n, let unit):
      return number(n, unit, form: form, inColumn: layout.unit == unit ? unit : nil)
    case .missing, .notApplicable, .truth, .share, .date, .month, .period, .text, .bilingual, .nik, .masked:
      return self(value, form: form)
    }
  }

  /// Returns what the heading of a column with `layout` says of its unit, such as `Rp million`, or `nil`.
  public func headingUnit(_ layout: ColumnLayout) -> String? {
    guard let unit = layout.unit else { return nil }
    let magnitude = layout.magnitude.map { ValueSpelling.name(of: $0, language) }
    if unit.rupiah == 1 {
      let head: String
      switch (language, magnitude) {
      case (_, nil): head = "Rp"
      case (.english, let m?): head = "Rp \(m)"
      case (.indonesian, let m?): head = "\(m) Rp"
      }
      var rest = unit
      rest.rupiah = 0
      rest.scale = .plain
      let words = unitWords(rest, one: false)
      return words.isEmpty ? head : head + words
    }
    if unit.scale == .percent { return nil }
    if unit.scale == .points { return language == .english ? "points" : "poin" }
    if unit.counted == 1, unit.months == 0, unit.years == 0, unit.days == 0, unit.rupiah == 0 {
      return unit.noun.map { noun($0) } ?? magnitude
    }
    let words = unitWords(unit, one: false).trimmingPrefix(" ")
    if words.isEmpty { return magnitude }
    return magnitude.map { "\($0) \(words)" } ?? String(words)
  }

  /// Returns how the number `n` of `unit` reads; without its unit where the heading of a column names it.
  func number(_ n: Rational, _ unit: UnitOfMeasure, form: DisplayForm, inColumn heading: UnitOfMeasure?)
    -> String
  {
    let shown = ValueSpelling.shownNumber(n, unit, form.magnitude)
    let places: Int
    if let decimals = form.decimals {
      places = decimals
    } else {
      let most = ValueSpelling.mostDecimals(unit, inColumn: heading != nil)
      places = DecimalText.places(for: shown, atMost: most) ?? ValueSpelling.cutDecimals(unit)
    }
    let digits = DecimalText(shown, places: places)
    let isMoney = unit.rupiah == 1
    // In English a dot between thousands would read as a decimal point beside a number that has one.
    // A whole number of nothing in this range is a year to whoever reads it.
    let mayBeYear = unit == .plain && n.isInteger && n >= Rational(1900) && n < Rational(2100)
    let isGrouped =
      unit.scale != .year && !mayBeYear && (isMoney || language == .indonesian || digits.fraction.isEmpty)
    let mark = isMoney || language == .indonesian ? "," : "."
    var text = digits.joined(mark: mark, group: isGrouped ? "." : nil)
    if isMoney && heading == nil { text = "Rp" + text }
    if digits.isNegative {
      text = minus + text
    } else if unit.scale == .points && shown.signum > 0 && unit.isDimensionless {
      text = "+" + text
    }
    if !digits.isExact { text = roundedMark + text }
    if unit.scale == .percent && unit.isDimensionless { return text + "%" }
    if heading != nil { return text }
    if let m = form.magnitude { text += " " + ValueSpelling.name(of: m, language) }
    if unit.scale == .points && unit.isDimensionless {
      return text + (language == .english ? " points" : " poin")
    }
    var rest = unit
    if isMoney { rest.rupiah = 0 }
    return text + unitWords(rest, one: n == 1 || n == -1)
  }

  /// Returns the number whose digits are shown: percentages times 100, or in millions and so on.
  static func shownNumber(_ n: Rational, _ unit: UnitOfMeasure, _ magnitude: Magnitude?) -> Rational {
    var shown = unit.isFraction ? n * 100 : n
    if let magnitude, let divided = shown / DecimalText.power(magnitude.exponent) { shown = divided }
    return shown
  }

  /// Returns the most decimals an exact number of `unit` is shown with unless the program says otherwise.
  static func mostDecimals(_ unit: UnitOfMeasure, inColumn: Bool) -> Int {
    if unit.rupiah == 1 { return inColumn ? 0 : 2 }
    if unit.isFraction { return inColumn ? 2 : 6 }
    return 6
  }

  /// Returns the decimals a number of `unit` is cut to when it has no end.
  static func cutDecimals(_ unit: UnitOfMeasure) -> Int {
    if unit.rupiah == 1 { return 0 }
    return unit.isFraction ? 2 : 6
  }

  /// Returns the words after a number of `unit`, with a space before them: ` months`, ` per person per month`.
  private func unitWords(_ unit: UnitOfMeasure, one: Bool) -> String {
    var text = ""
    func over(_ exponent: Int8, _ many: String, _ single: String) {
      guard exponent > 0 else { return }
      text += " " + (one ? single : many)
      if exponent > 1 { text += "^\(exponent)" }
    }
    func under(_ exponent: Int8, _ single: String) {
      guard exponent < 0 else { return }
      text += " per \(single)"
      if exponent < -1 { text += "^\(-Int(exponent))" }
    }
    let isEnglish = language == .english
    if unit.rupiah > 0 { over(unit.rupiah, "rupiah", "rupiah") }
    if let noun = unit.noun { over(unit.counted, self.noun(noun), self.noun(noun, isOne: true)) }
    over(unit.years, isEnglish ? "years" : "tahun", isEnglish ? "year" : "tahun")
    over(unit.months, isEnglish ? "months" : "bulan", isEnglish ? "month" : "bulan")
    over(unit.days, isEnglish ? "days" : "hari", isEnglish ? "day" : "hari")
    under(unit.rupiah, "rupiah")
    under(unit.counted, unit.noun.map { noun($0, isOne: true) } ?? (isEnglish ? "person" : "orang"))
    under(unit.years, isEnglish ? "year" : "tahun")
    under(unit.months, isEnglish ? "month" : "bulan")
    under(unit.days, isEnglish ? "day" : "hari")
    return text
  }

  /// Returns the counted noun `name` in the reader's language, as far as it is one that everybody counts.
  private func noun(_ name: String, isOne: Bool = false) -> String {
    CountedNoun.name(name, isOne: isOne, in: language)
  }

  /// Returns the word for `magnitude` in `language`.
  static func name(of magnitude: Magnitude, _ language: Language) -> String {
    switch (magnitude, language) {
    case (.thousand, .english): "thousand"
    case (.thousand, .indonesian): "ribu"
    case (.million, .english): "million"
    case (.million, .indonesian): "juta"
    case (.billion, .english): "billion"
    case (.billion, .indonesian): "miliar"
    case (.trillion, .english): "trillion"
    case (.trillion, .indonesian): "triliun"
    }
  }
}

extension Magnitude {
  /// The power of ten it stands for.
  public var exponent: Int {
    switch self {
    case .thousand: 3
    case .million: 6
    case .billion: 9
    case .trillion: 12
    }
  }
}

extension UnitOfMeasure {
  /// The unit as machines read it, such as `Rp/month`, `percent`, `people`; empty for plain numbers.
  public var machineName: String {
    var over: [String] = []
    var under: [String] = []
    func add(_ exponent: Int8, _ name: String) {
      if exponent == 0 { return }
      let power = abs(Int(exponent))
      let text = power == 1 ? name : "\(name)^\(power)"
      if exponent > 0 { over.append(text) } else { under.append(text) }
    }
    add(rupiah, "Rp")
    add(counted, noun ?? "count")
    add(years, "year")
    add(months, "month")
    add(days, "day")
    if over.isEmpty && under.isEmpty {
      switch scale {
      case .plain, .year: return ""
      case .percent: return "percent"
      case .points: return "points"
      }
    }
    let head = over.isEmpty ? "1" : over.joined(separator: "*")
    return under.isEmpty ? head : head + "/" + under.joined(separator: "/")
  }
}
