import BigInt

/// What a number's cell says, before anyone asks whether it may.
enum NumberReading {

  /// `mantissa / 10^scale`, the mantissa without needless zeros, the scale in 0 ... 18.
  case value(Int64, scale: Int)

  /// A number beyond that.
  case wide(Rational)

  /// No number that could be used.
  case fault(RowFault)
}

/// Reads numbers, percentages and rupiah from the bytes of a trimmed cell.
struct NumberCell {

  /// What the field wants.
  enum Kind {
    case plain
    case percent
    case money
  }

  let kind: Kind
  let dialect: DataDialect

  /// The most bytes a number may have; a longer cell is a text.
  static let longest = 400

  func read(_ cell: UnsafeBufferPointer<UInt8>) -> NumberReading {
    guard cell.count <= NumberCell.longest else { return .fault(.notNumber) }
    var start = 0
    var end = cell.count
    var isNegative = false
    var hasWords = false

    func skipSpaces() {
      while start < end && isSpace(cell, start) { start += spaceLength(cell, start) }
    }
    func takeSign() {
      if start < end && cell[start] == UInt8(ascii: "-") {
        isNegative = true
        start += 1
      } else if start + 2 < end && cell[start] == 0xE2 && cell[start + 1] == 0x88 && cell[start + 2] == 0x92 {
        isNegative = true
        start += 3
      }
    }

    takeSign()
    if matches(cell, start, end, "rp") || matches(cell, start, end, "idr") {
      guard kind == .money else { return .fault(.notNumber) }
      start += cell[start] | 0x20 == UInt8(ascii: "r") ? 2 : 3
      if start < end && cell[start] == UInt8(ascii: ".") { start += 1 }
      skipSpaces()
      if !isNegative { takeSign() }
      hasWords = true
    }
    // The body ends before the first byte that is no digit, dot or comma.
    let bodyStart = start
    var bodyEnd = start
    while bodyEnd < end, isBody(cell[bodyEnd]) { bodyEnd += 1 }
    start = bodyEnd
    skipSpaces()

    var exponent = 0
    var hasPercent = false
    if start < end && (cell[start] == UInt8(ascii: "-")) {
      // `16.800,-`: the comma belongs to the dash.
      while start < end && cell[start] == UInt8(ascii: "-") { start += 1 }
      guard kind == .money, bodyEnd > bodyStart, cell[bodyEnd - 1] == UInt8(ascii: ","), start == end else {
        return .fault(.notNumber)
      }
      bodyEnd -= 1
      hasWords = true
    } else if start < end {
      let rest = lowered(cell, start, end)
      switch rest {
      case "%", "persen", "percent":
        hasPercent = true
        hasWords = hasWords || rest != "%"
      case "ribu", "rb": exponent = 3
      case "juta", "jt": exponent = 6
      case "miliar", "milyar", "m": exponent = 9
      case "triliun", "trilyun", "t": exponent = 12
      default: return .fault(.notNumber)
      }
      if exponent > 0 {
        // `2 M` beside people is metres or anything; only money has magnitudes.
        guard kind == .money else { return .fault(.notNumber) }
        hasWords = true
      }
    }
    if hasPercent && kind != .percent { return .fault(.percentSign) }
    guard bodyEnd > bodyStart else { return .fault(.notNumber) }
    end = bodyEnd
    let body = UnsafeBufferPointer(rebasing: cell[bodyStart..<end])
    let shape = NumberShape(body)
    let places: Int
    switch resolve(shape, hasWords: hasWords) {
    case .fault(let f): return .fault(f)
    case .places(let p): places = p
    }
    if kind == .percent && !hasPercent { return .fault(.percentWithoutSign) }
    return value(body, places: places + (hasPercent ? 2 : 0) - exponent, isNegative)
  }

  private enum Resolution {
    case places(Int)
    case fault(RowFault)
  }

  /// Returns how many of the digits stand after the mark in the file's dialect.
  private func resolve(_ shape: NumberShape, hasWords: Bool) -> Resolution {
    guard shape.isNumber else {
      return .fault(shape.dots > 1 || (shape.dots > 0 && shape.commas > 0) ? .malformedGroups : .notNumber)
    }
    switch dialect {
    case .indonesia:
      if shape.dots == 0 && shape.commas <= 1 { return .places(shape.afterLastMark(commas: 1)) }
      if shape.isGroupedByDots { return .places(shape.commas == 1 ? shape.last : 0) }
      if shape.dots == 1 && shape.commas == 0 {
        let isDecimal = shape.last <= 2 || shape.first > 3 || shape.startsWithZero
        return .fault(isDecimal ? .pointDecimals : .malformedGroups)
      }
      if shape.isGroupedByCommas && shape.dots <= 1 { return .fault(.pointDecimals) }
      return .fault(.malformedGroups)
    case .international:
      if hasWords { return .fault(.localNumber) }
      if shape.commas == 0 && shape.dots <= 1 { return .places(shape.dots == 1 ? shape.last : 0) }
      if shape.isGroupedByCommas { return .places(shape.dots == 1 ? shape.last : 0) }
      if shape.isGroupedByDots { return .fault(.localNumber) }
      return .fault(shape.commas == 1 && shape.dots == 0 ? .decimalComma : .malformedGroups)
    case .plain:
      if shape.commas == 0 && shape.dots == 0 { return hasWords ? .fault(.localNumber) : .places(0) }
      if shape.commas == 0 && shape.dots == 1 {
        if hasWords && shape.last == 3 { return .fault(.localNumber) }
        let canGroup = shape.last == 3 && shape.first <= 3 && !shape.startsWithZero
        if canGroup { return .fault(.ambiguousNumber) }
        return hasWords ? .fault(.localNumber) : .places(shape.last)
      }
      if shape.isGroupedByDots { return .fault(.localNumber) }
      if shape.commas >= 1 && (shape.dots == 0 || shape.isGroupedByCommas) { return .fault(.decimalComma) }
      return .fault(.malformedGroups)
    }
  }

  /// Returns the digits of `body` over ten to the power of `places`.
  private func value(_ body: UnsafeBufferPointer<UInt8>, places: Int, _ isNegative: Bool) -> NumberReading {
    var mantissa: Int64 = 0
    var isWide = false
    var scale = places
    for b in body where b >= 48 {
      let (m, o) = mantissa.multipliedReportingOverflow(by: 10)
      let (a, p) = m.addingReportingOverflow(Int64(b - 48))
      if o || p {
        isWide = true
        break
      }
      mantissa = a
    }
    if !isWide {
      while scale > 0 && mantissa % 10 == 0 {
        if mantissa == 0 {
          scale = 0
          break
        }
        mantissa /= 10
        scale -= 1
      }
      if scale < 0 {
        let (m, o) = mantissa.multipliedReportingOverflow(by: Decimals.powers[min(18, -scale)])
        if !o && scale >= -18 { return .value(isNegative ? -m : m, scale: 0) }
      } else if scale <= 18 {
        return .value(isNegative ? -mantissa : mantissa, scale: scale)
      }
    }
    let digits = String(decoding: body.filter { $0 >= 48 }, as: UTF8.self)
    guard let big = BigInt(digits) else { return .fault(.notNumber) }
    let signed = isNegative ? -big : big
    if places >= 0 { return .wide(Rational.reduced(signed, Rational.powerOfTen(places))) }
    return .wide(Rational.reduced(signed * Rational.powerOfTen(-places), 1))
  }

  private func isBody(_ b: UInt8) -> Bool {
    (b >= 48 && b <= 57) || b == UInt8(ascii: ".") || b == UInt8(ascii: ",")
  }

  private func isSpace(_ cell: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool { spaceLength(cell, i) > 0 }

  private func spaceLength(_ cell: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    if cell[i] == 0x20 || cell[i] == 0x09 { return 1 }
    return cell[i] == 0xC2 && i + 1 < cell.count && cell[i + 1] == 0xA0 ? 2 : 0
  }

  /// Returns whether `cell` has `word`, which is in small letters, at `start`, without case.
  private func matches(_ cell: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ word: StaticString)
    -> Bool
  {
    let n = word.utf8CodeUnitCount
    guard start + n <= end else { return false }
    for i in 0..<n where cell[start + i] | 0x20 != word.utf8Start[i] { return false }
    return true
  }

  private func lowered(_ cell: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String {
    guard end - start <= 12 else { return "" }
    return String(decoding: cell[start..<end].map { $0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

/// The marks among the digits of a number.
struct NumberShape {

  /// Dots and commas.
  var dots = 0
  var commas = 0
  /// The digits before the first mark, and after the last.
  var first = 0
  var last = 0
  /// Whether the first digit is 0.
  var startsWithZero = false
  /// Whether there is a digit at both ends and no two marks touch.
  var isNumber = false
  /// Whether dots stand before each three digits and a comma at most once, after them; and the other way.
  var isGroupedByDots = false
  var isGroupedByCommas = false

  init(_ body: UnsafeBufferPointer<UInt8>) {
    guard let lead = body.first, lead >= 48, let tail = body.last, tail >= 48 else {
      for b in body where b == 46 { dots += 1 }
      for b in body where b == 44 { commas += 1 }
      return
    }
    isNumber = true
    startsWithZero = lead == 48
    var run = 0
    var groupsByDot = true
    var groupsByComma = true
    var previous: UInt8 = 0
    for b in body {
      if b >= 48 {
        run += 1
        continue
      }
      if run == 0 { isNumber = false }
      if dots + commas == 0 {
        first = run
      } else {
        if run != 3 && previous == 46 { groupsByDot = false }
        if run != 3 && previous == 44 { groupsByComma = false }
        if previous == 44 { groupsByDot = false }
        if previous == 46 { groupsByComma = false }
      }
      if b == 46 { dots += 1 } else { commas += 1 }
      previous = b
      run = 0
    }
    last = run
    if dots + commas == 0 { first = run }
    let opens = first <= 3 && !startsWithZero
    isGroupedByDots =
      groupsByDot && opens && dots > 0 && (previous == 44 ? commas == 1 : run == 3 && commas == 0)
    isGroupedByCommas =
      groupsByComma && opens && commas > 0 && (previous == 46 ? dots == 1 : run == 3 && dots == 0)
  }

  func afterLastMark(commas: Int) -> Int { self.commas == commas ? last : 0 }
}
