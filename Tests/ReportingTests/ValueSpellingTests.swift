import Diagnostics
import Evaluation
import Rosters
import Semantics
import Testing

@Suite("How values read")
struct ValueSpellingTests {

  private static func fraction(_ n: Int, _ d: Int) -> Rational { Rational(Int128(n), over: Int128(d)) ?? 0 }

  struct Sample: Sendable {
    let value: ResultValue
    var form = DisplayForm()
    let english: String
    let indonesian: String
  }

  static let samples: [Sample] = [
    Sample(value: .number(16_800, .money), english: "Rp16.800", indonesian: "Rp16.800"),
    Sample(
      value: .number(16_800, .moneyPerMonth), english: "Rp16.800 per month", indonesian: "Rp16.800 per bulan"),
    Sample(value: .number(-353_851_200, .money), english: "−Rp353.851.200", indonesian: "−Rp353.851.200"),
    Sample(value: .number(fraction(1, 3), .money), english: "≈Rp0", indonesian: "≈Rp0"),
    Sample(value: .number(fraction(33_601, 2), .money), english: "Rp16.800,5", indonesian: "Rp16.800,5"),
    Sample(
      value: .number(1_234_567_890, .money), form: DisplayForm(decimals: 1, magnitude: .million),
      english: "≈Rp1.234,6 million", indonesian: "≈Rp1.234,6 juta"),
    Sample(value: .number(fraction(334, 1000), .percent), english: "33.4%", indonesian: "33,4%"),
    Sample(value: .number(fraction(24, 10_000), .percent), english: "0.24%", indonesian: "0,24%"),
    Sample(value: .number(fraction(1, 3), .percent), english: "≈33.33%", indonesian: "≈33,33%"),
    Sample(value: .number(fraction(-21, 100), .points), english: "−21 points", indonesian: "−21 poin"),
    Sample(value: .number(fraction(32, 1000), .points), english: "+3.2 points", indonesian: "+3,2 poin"),
    Sample(value: .number(117_327, .count), english: "117.327", indonesian: "117.327"),
    Sample(
      value: .number(
        117_327,
        .with {
          $0.counted = 1
          $0.noun = "people"
        }),
      english: "117.327 people", indonesian: "117.327 orang"),
    Sample(value: .number(1, .month), english: "1 month", indonesian: "1 bulan"),
    Sample(value: .number(12, .month), english: "12 months", indonesian: "12 bulan"),
    Sample(value: .number(fraction(2469, 2), .plain), english: "1234.5", indonesian: "1.234,5"),
    Sample(value: .number(fraction(1, 3), .plain), english: "≈0.333333", indonesian: "≈0,333333"),
    Sample(
      value: .share(numerator: 246_305, denominator: 628_952), english: "≈39.16%", indonesian: "≈39,16%"),
    Sample(value: .share(numerator: 1, denominator: 4), english: "25.00%", indonesian: "25,00%"),
    Sample(value: .share(numerator: 0, denominator: 0), english: "–", indonesian: "–"),
    Sample(value: .missing, english: "–", indonesian: "–"),
    Sample(value: .truth(false), english: "no", indonesian: "tidak"),
    Sample(value: .nik(42), english: "0000000000000042", indonesian: "0000000000000042"),
  ]

  @Test("a value by itself", arguments: samples)
  func standsAlone(_ sample: Sample) {
    #expect(ValueSpelling(.english)(sample.value, form: sample.form) == sample.english)
    #expect(ValueSpelling(.indonesian)(sample.value, form: sample.form) == sample.indonesian)
  }

  @Test("a day and a month are written out")
  func dates() throws {
    let day = try #require(CalendarDate(year: 2026, month: 8, day: 1))
    #expect(ValueSpelling(.english)(.date(day)) == "1 August 2026")
    #expect(ValueSpelling(.indonesian)(.date(day)) == "1 Agustus 2026")
    #expect(ValueSpelling(.indonesian)(.month(day)) == "Agustus 2026")
  }

  @Test("a share may show its counts")
  func counts() {
    #expect(
      ValueSpelling(.indonesian).shareWithCounts(246_305, of: 628_952) == "≈39,16% (246.305 dari 628.952)")
  }

  @Test("a sentence takes its values, and braces in a value stay as they are")
  func phrases() {
    let phrase = Phrase(
      Bilingual(en: "{name} has {n} of {unknown}", id: "-"),
      ["name": .text("a {n} b"), "n": .number(3, .count)])
    #expect(ValueSpelling(.english)(phrase) == "a {n} b has 3 of {unknown}")
  }

  @Test("a machine reads every digit")
  func machines() {
    #expect(Self.fraction(1, 3).machineText == "1/3")
    #expect(Self.fraction(-1, 8).machineText == "-0.125")
    #expect(
      (Rational(Int64.max) * Rational(Int64.max)).machineText == "85070591730234615847396907784232501249")
  }
}
