import BigInt
import Diagnostics
import Testing

@testable import Rosters

@Suite("Exact numbers")
struct RationalTests {

  /// Numbers around every edge of the small form.
  static let edges: [Rational] = {
    var result: [Rational] = []
    for n in [Int64.min, .min + 1, -3_037_000_500, -7, -2, -1, 0, 1, 2, 3, 10, 3_037_000_499, .max - 1, .max]
    {
      for d in [Int64(1), 2, 3, 7, 1000, .max - 1, .max] {
        if let r = Rational(Int128(n), over: Int128(d)) { result.append(r) }
      }
    }
    if let big = Rational(BigInt(10).power(60) + 1, over: BigInt(7).power(30)) { result += [big, -big] }
    return result
  }()

  @Test("sums, differences, products and quotients are those of fractions")
  func arithmetic() {
    for a in Self.edges {
      for b in Self.edges {
        let (an, ad, bn, bd) = (a.numerator, a.denominator, b.numerator, b.denominator)
        #expect((a + b) == Rational(an * bd + bn * ad, over: ad * bd))
        #expect((a - b) == Rational(an * bd - bn * ad, over: ad * bd))
        #expect((a * b) == Rational(an * bn, over: ad * bd))
        #expect((a / b) == (bn == 0 ? nil : Rational(an * bd, over: ad * bn)))
        #expect((a < b) == (an * bd < bn * ad))
        #expect((a == b) == (an * bd == bn * ad))
      }
    }
  }

  @Test("every value is in lowest terms with a positive denominator, and small when it can be")
  func normalForm() {
    for a in Self.edges {
      for b in Self.edges {
        let c = a * b
        #expect(c.denominator >= 1)
        #expect(
          c.numerator.greatestCommonDivisor(with: c.denominator) == 1 || c.signum == 0 && c.denominator == 1)
        #expect(
          (c.small != nil) == (Int64(exactly: c.numerator) != nil && Int64(exactly: c.denominator) != nil))
        if a == b { #expect(a.hashValue == b.hashValue) }
      }
    }
  }

  @Test(
    "rounding, also of negative numbers and halves",
    arguments: [
      (5, 2, [3, 2, 2, 3]), (-5, 2, [-3, -2, -3, -2]), (7, 2, [4, 4, 3, 4]), (-7, 2, [-4, -4, -4, -3]),
      (1, 3, [0, 0, 0, 1]),
      (-1, 3, [0, 0, -1, 0]), (2, 3, [1, 1, 0, 1]), (-2, 3, [-1, -1, -1, 0]), (1, 2, [1, 0, 0, 1]),
      (-1, 2, [-1, 0, -1, 0]),
      (4, 1, [4, 4, 4, 4]), (0, 1, [0, 0, 0, 0]),
    ])
  func rounding(n: Int, d: Int, expected: [Int]) {
    guard let x = Rational(Int128(n), over: Int128(d)) else { return }
    let modes: [RoundingMode] = [.nearest, .halfEven, .down, .up]
    #expect(modes.map { x.rounded($0) } == expected.map { Rational($0) })
  }

  @Test("rounding is within half a step, or a step, and exact multiples stay")
  func roundingProperties() {
    let half = Rational(Int128(1), over: 2)
    for x in Self.edges {
      for mode in RoundingMode.allCases {
        let r = x.rounded(mode)
        #expect(r.isInteger)
        let error = r - x
        let size = error.signum < 0 ? -error : error
        switch mode {
        case .nearest, .halfEven: #expect(half.map { size <= $0 } == true)
        case .down: #expect(error.signum <= 0 && size < 1)
        case .up: #expect(error.signum >= 0 && size < 1)
        }
        #expect((-x).rounded(.nearest) == -x.rounded(.nearest))
      }
      #expect(x.rounded(.up, toMultipleOf: 0) == nil)
      #expect(x.rounded(.up, toMultipleOf: -1) == nil)
    }
    #expect(Rational(12_345).rounded(.down, toMultipleOf: 1000) == 12_000)
    #expect(Rational(-12_345).rounded(.nearest, toMultipleOf: 10) == -12_350)
  }

  @Test("a third of a third")
  func thirds() {
    let third = Rational(Int128(1), over: 3)
    #expect(third.map { $0 * 3 } == 1)
    #expect(third?.decimalPlaces == nil)
    #expect(third?.decimalText == nil)
    #expect(third?.decimalText(places: 4) == WrittenValue(text: "0.3333", isExact: false))
  }

  @Test("the smallest integer is negated, rounded and written")
  func smallestInteger() {
    let least = Rational(Int64.min)
    #expect((-least).decimalText == "9223372036854775808")
    #expect(least.decimalText == "-9223372036854775808")
    #expect((least - 1).decimalText == "-9223372036854775809")
    #expect(least.ceiling == least)
    #expect((least / -1) == -least)
    #expect(Rational(Int128.min, over: -1)?.decimalText == "170141183460469231731687303715884105728")
    #expect(Rational(Int128(1), over: Int128.min)?.signum == -1)
  }

  @Test(
    "decimals are written exactly where they end",
    arguments: [
      (1, 8, "0.125"), (-1, 8, "-0.125"), (35_101, 1000, "35.101"), (3, 1, "3"), (1, 1024, "0.0009765625"),
      (7, 5, "1.4"),
      (1, 1_000_000_000_000_000_000, "0.000000000000000001"),
    ])
  func decimals(n: Int, d: Int, text: String) {
    #expect(Rational(Int128(n), over: Int128(d))?.decimalText == text)
    #expect(Rational(Int128(n), over: Int128(d))?.exportText(atMost: 18) == WrittenValue(text: text))
  }

  @Test("written decimals are read back as the same number")
  func readBack() {
    var generator = SplitMix(seed: 1)
    for _ in 0..<500 {
      let n = Int64(truncatingIfNeeded: generator.next()) >> Int64(generator.next() % 60)
      let places = Int(generator.next() % 19)
      guard let x = Rational(Int128(n), over: Int128(Decimals.powers[places])), let text = x.decimalText
      else {
        Issue.record("no decimal")
        return
      }
      let read = Array(text.utf8).withUnsafeBufferPointer {
        NumberCell(kind: .plain, dialect: .international).read($0)
      }
      switch read {
      case .value(let m, let scale): #expect(Rational(Int128(m), over: Int128(Decimals.powers[scale])) == x)
      case .wide(let r): #expect(r == x)
      case .fault(let f): Issue.record("\(text): \(f)")
      }
      let local = ValueWriter(.indonesian).number(x, places: places).text
      let back = Array(local.utf8).withUnsafeBufferPointer {
        NumberCell(kind: .plain, dialect: .indonesia).read($0)
      }
      switch back {
      case .value(let m, let scale): #expect(Rational(Int128(m), over: Int128(Decimals.powers[scale])) == x)
      case .wide(let r): #expect(r == x)
      case .fault(let f): Issue.record("\(local): \(f)")
      }
    }
  }
}

@Suite("Writing values")
struct ValueWriterTests {

  private func ratio(_ n: Int, _ d: Int) -> Rational { Rational(Int128(n), over: Int128(d)) ?? .zero }

  @Test("both languages")
  func languages() {
    let (en, id) = (ValueWriter(.english), ValueWriter(.indonesian))
    #expect(en.count(117_327) == "117.327")
    #expect(id.count(-1_000) == "-1.000")
    #expect(en.money(1_234_567).text == "Rp1.234.567")
    #expect(id.money(-1_500).text == "-Rp1.500")
    #expect(en.money(ratio(33_601, 2), places: 2).text == "Rp16.800,50")
    #expect(en.money(ratio(33_601, 2)) == WrittenValue(text: "Rp16.801", isExact: false))
    #expect(en.percent(ratio(3916, 10_000)).text == "39.16%")
    #expect(id.percent(ratio(3916, 10_000)).text == "39,16%")
    #expect(id.percent(ratio(1, 3)).marked == "≈33,33%")
    #expect(en.percent(2, places: 0).text == "200%")
    #expect(en.number(ratio(24_691, 20)).text == "1234.55")
    #expect(id.number(ratio(24_691, 20)).text == "1.234,55")
    #expect(en.number(12_345).text == "12.345")
    #expect(en.number(ratio(2, 3)).marked == "≈0.6667")
    #expect(id.number(ratio(1, 4), places: 1).marked == "≈0,3")
    #expect(id.number(ratio(-1, 4), places: 1).marked == "≈-0,3")
    #expect(en.number(ratio(-1, 1000), places: 1) == WrittenValue(text: "0.0", isExact: false))
    #expect(en.truth(true) == "yes")
    #expect(id.truth(false) == "tidak")
    if let d = CalendarDate(year: 2026, month: 12, day: 31) {
      #expect(en.date(d) == "31 December 2026")
      #expect(id.date(d) == "31 Desember 2026")
    }
  }

  @Test("places out of any range are not a trap", arguments: [Int.min, -1, 0, 1001, Int.max])
  func places(places: Int) {
    #expect(!ValueWriter(.english).number(ratio(1, 3), places: places).text.isEmpty)
    #expect(!ratio(1, 3).decimalText(places: places).text.isEmpty)
  }

  @Test("identity numbers keep 16 digits and are masked to the district")
  func identities() {
    #expect(IdentityNumber.text(3_599_010_101_900_001) == "3599010101900001")
    #expect(IdentityNumber.text(12) == "0000000000000012")
    #expect(IdentityNumber.masked(3_525_101_101_900_001) == "352510**********")
    #expect(PrivateText.masked("Siti", type: .text) == "***")
    #expect(PrivateText.masked("35251011019", type: .nik) == "***")
  }

  @Test(
    "what a spreadsheet would run is guarded",
    arguments: [
      ("=1+1", "'=1+1"), ("+62812", "'+62812"), ("-", "'-"), ("@x", "'@x"), ("\tx", "'\tx"), ("\r", "'\r"),
      ("Siti", "Siti"), ("", ""),
      ("1-2", "1-2"), ("'=x", "'=x"),
    ])
  func formulas(text: String, guarded: String) {
    #expect(SpreadsheetGuard.guarded(text) == guarded)
  }
}

@Suite("Calendar dates")
struct CalendarDateTests {

  private func date(_ y: Int, _ m: Int, _ d: Int) -> CalendarDate {
    CalendarDate(year: y, month: m, day: d) ?? CalendarDate(days: .min)
  }

  @Test("every day of twelve centuries follows the one before")
  func days() {
    var expected = date(1600, 1, 1).days
    for year in 1600..<2800 {
      for month in 1...12 {
        for day in 1...CalendarDate.length(ofMonth: month, year: year) {
          let d = date(year, month, day)
          if d.days != expected || d.civil != (year, month, day) {
            Issue.record("\(year)-\(month)-\(day)")
            return
          }
          expected += 1
        }
      }
    }
    #expect(date(1970, 1, 1).days == 0)
    #expect(date(2000, 3, 1).days == 11_017)
  }

  @Test(
    "days that do not exist",
    arguments: [
      (2025, 2, 29), (1900, 2, 29), (2024, 2, 30), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31), (0, 1, 1),
      (10_000, 1, 1), (2024, 1, 0), (Int.max, 1, 1), (2024, Int.min, 1),
    ])
  func missingDays(y: Int, m: Int, d: Int) {
    #expect(CalendarDate(year: y, month: m, day: d) == nil)
  }

  @Test("29 February")
  func leapDay() {
    let born = date(2004, 2, 29)
    #expect(date(2022, 2, 27).completedYears(since: born) == 17)
    #expect(date(2022, 2, 28).completedYears(since: born) == 18)
    #expect(date(2024, 2, 28).completedYears(since: born) == 19)
    #expect(date(2024, 2, 29).completedYears(since: born) == 20)
    #expect(born.adding(months: 12) == date(2005, 2, 28))
    #expect(born.adding(months: 12, overflow: .nextDay) == date(2005, 3, 1))
    #expect(born.adding(months: 48) == date(2008, 2, 29))
  }

  @Test("months: completed, touched, added")
  func months() {
    #expect(date(2026, 3, 30).completedMonths(since: date(2026, 1, 31)) == 1)
    #expect(date(2026, 2, 28).completedMonths(since: date(2026, 1, 31)) == 1)
    #expect(date(2026, 2, 27).completedMonths(since: date(2026, 1, 31)) == 0)
    #expect(date(2026, 1, 1).completedMonths(since: date(2026, 2, 1)) == -1)
    #expect(date(2026, 12, 31).monthsTouched(since: date(2026, 1, 31)) == 12)
    #expect(date(2026, 1, 31).adding(months: 1) == date(2026, 2, 28))
    #expect(date(2026, 1, 31).adding(months: -2) == date(2025, 11, 30))
    #expect(date(9999, 12, 1).adding(months: 1) == nil)
    #expect(date(1, 1, 1).adding(months: -1) == nil)
    #expect(date(2026, 1, 1).adding(months: .max) == nil)
    #expect(date(2026, 1, 1).adding(months: .min) == nil)
    #expect(date(2026, 5, 17).startOfMonth == date(2026, 5, 1))
  }

  @Test("adding months undoes completed months")
  func roundTrip() {
    var generator = SplitMix(seed: 3)
    for _ in 0..<2000 {
      let a = CalendarDate(days: Int32(generator.next() % 40_000))
      let b = CalendarDate(days: a.days + Int32(generator.next() % 20_000))
      let n = b.completedMonths(since: a)
      guard let reached = a.adding(months: n), let beyond = a.adding(months: n + 1) else {
        Issue.record("out of range")
        return
      }
      #expect(reached <= b && b < beyond)
    }
  }

  @Test(
    "days of the week",
    arguments: [(2026, 1, 5, 1), (2024, 11, 19, 2), (1970, 1, 1, 4), (1969, 12, 31, 3), (1899, 12, 31, 7)])
  func weekdays(y: Int, m: Int, d: Int, weekday: Int) {
    #expect(date(y, m, d).weekday == weekday)
  }
}
