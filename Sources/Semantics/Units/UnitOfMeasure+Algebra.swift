extension UnitOfMeasure {

  /// `true` iff the number counts and measures nothing: a plain number or a percentage.
  public var isDimensionless: Bool {
    rupiah == 0 && months == 0 && years == 0 && days == 0 && counted == 0
  }

  /// `true` iff the number is a span of time: years, months or days.
  var isDuration: Bool {
    rupiah == 0 && counted == 0 && abs(Int(months)) + abs(Int(years)) + abs(Int(days)) == 1
      && months + years + days == 1
  }

  /// `true` iff the number is an amount of rupiah, perhaps for each of something counted.
  var isMoney: Bool { rupiah == 1 && months == 0 && years == 0 && days == 0 }

  /// `true` iff the number is rupiah for each month, year or day.
  var isMoneyRate: Bool { rupiah == 1 && (months == -1 || years == -1 || days == -1) }

  /// `true` iff the number counts rows or things.
  var isCount: Bool { rupiah == 0 && months == 0 && years == 0 && days == 0 && counted == 1 }

  /// `true` iff the number is a fraction of something: a percentage or percentage points.
  public var isFraction: Bool { isDimensionless && (scale == .percent || scale == .points) }

  /// `true` iff the number has no unit at all.
  var isPlain: Bool { isDimensionless && (scale == .plain || scale == .year) }

  /// Returns the unit of a product, or `nil` if an exponent grows beyond reason.
  func multiplied(by other: UnitOfMeasure) -> UnitOfMeasure? {
    guard var u = combined(with: other, sign: 1) else { return nil }
    u.noun = counted != 0 && other.counted != 0 && u.counted == 0 ? nil : noun ?? other.noun
    if u.isDimensionless {
      // A percentage of a percentage, or twice a percentage, is a percentage; what cancels is a plain number.
      if isDimensionless && other.isDimensionless {
        u.scale =
          scale == .points || other.scale == .points
          ? .points : (isFraction || other.isFraction ? .percent : .plain)
      }
    } else if u.counted > 0 && (u.rupiah != 0 || u.months != 0 || u.years != 0 || u.days != 0) {
      // So many people times an amount is an amount.
      u.counted = 0
    }
    if u.counted == 0 { u.noun = nil }
    return u
  }

  /// Returns the unit of a quotient, or `nil` if an exponent grows beyond reason.
  func divided(by other: UnitOfMeasure) -> UnitOfMeasure? {
    guard var u = combined(with: other, sign: -1) else { return nil }
    if u.isDimensionless {
      u.scale = isFraction && other.isPlain ? scale : .plain
    } else if u.counted < 0 && other.noun == nil && counted == 0 {
      // An amount divided by a number of rows is an amount; only a stated noun makes it an amount per noun.
      u.counted = 0
    }
    u.noun = u.counted == 0 ? nil : noun ?? other.noun
    return u
  }

  private func combined(with other: UnitOfMeasure, sign: Int8) -> UnitOfMeasure? {
    func sum(_ a: Int8, _ b: Int8) -> Int8? {
      let total = Int(a) + Int(b) * Int(sign)
      return abs(total) <= 12 ? Int8(total) : nil
    }
    guard let r = sum(rupiah, other.rupiah), let m = sum(months, other.months),
      let y = sum(years, other.years),
      let d = sum(days, other.days), let c = sum(counted, other.counted)
    else { return nil }
    return UnitOfMeasure.with {
      $0.rupiah = r
      $0.months = m
      $0.years = y
      $0.days = d
      $0.counted = c
    }
  }

  /// Returns whether numbers of the two units may stand on either side of `+` or a comparison; literals are
  /// looked at before.
  func agrees(with other: UnitOfMeasure) -> Bool {
    guard rupiah == other.rupiah, months == other.months, years == other.years, days == other.days else {
      return false
    }
    if isDimensionless && other.isDimensionless { return true }
    if let a = noun, let b = other.noun, a != b { return false }
    if counted == other.counted { return true }
    // A plain number counts something too; a unit that only rows brought in does not matter beside money.
    if rupiah == 0 && months == 0 && years == 0 && days == 0 {
      return (isPlain && other.counted == 1) || (other.isPlain && counted == 1)
    }
    return false
  }
}
