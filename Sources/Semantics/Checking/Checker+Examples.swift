import Diagnostics
import Rosters

extension Checker {

  /// Returns how an example of `space` reads: "segment is PU, income Rp1.100.000".
  func text(ofExample assignment: [Int?], in space: CaseSpace) -> Bilingual {
    var english: [String] = []
    var indonesian: [String] = []
    for (v, value) in zip(space.variables, assignment) {
      guard let value else { continue }
      let subject = text(of: v.subject.origin)
      let reading: Bilingual
      switch v.classes {
      case .choices(let list):
        let name = choiceLists[list.index].choices[value].name
        reading = Bilingual(en: "\(subject) is \(name)", id: "\(subject) adalah \(name)")
      case .truth:
        reading =
          value == 1
          ? Bilingual(en: "\(subject) is yes", id: "\(subject) adalah ya")
          : Bilingual(en: "\(subject) is no", id: "\(subject) adalah tidak")
      case .presence:
        reading =
          value == 1
          ? Bilingual(en: "\(subject) is present", id: "\(subject) terisi")
          : Bilingual(en: "\(subject) is missing", id: "\(subject) kosong")
      case .numbers(let samples):
        let n = spelled(samples[value], v.subject.type)
        reading = Bilingual(en: "\(subject) is \(n.english)", id: "\(subject) adalah \(n.indonesian)")
      case .order:
        let other = v.other.map { text(of: $0.origin) } ?? ""
        let words: [Bilingual] = [
          Bilingual(en: "\(subject) is less than \(other)", id: "\(subject) < \(other)"),
          Bilingual(en: "\(subject) is \(other)", id: "\(subject) adalah \(other)"),
          Bilingual(en: "\(subject) is more than \(other)", id: "\(subject) > \(other)"),
        ]
        reading = words[value]
      case .texts(let known):
        reading =
          value < known.count
          ? Bilingual(en: "\(subject) is \"\(known[value])\"", id: "\(subject) adalah \"\(known[value])\"")
          : Bilingual(en: "\(subject) is any other text", id: "\(subject) adalah teks lain")
      }
      english.append(reading.english)
      indonesian.append(reading.indonesian)
    }
    return Bilingual(en: english.joined(separator: ", "), id: indonesian.joined(separator: ", "))
  }

  /// Returns how the number `n` of `type` is written in a program.
  func spelled(_ n: Rational, _ type: CoreType) -> Bilingual {
    if type == .date, let days = n.int64, let d = Int32(exactly: days) {
      return Bilingual(same: CalendarDate(days: d).iso)
    }
    guard case .number(let unit) = type else { return Bilingual(same: digits(n)) }
    if unit.isFraction { return Bilingual(same: digits(n * 100) + "%") }
    if unit.rupiah == 1 {
      let amount = "Rp" + digits(n, isGrouped: true)
      if unit.months == -1 { return Bilingual(en: amount + " per month", id: amount + " per bulan") }
      return Bilingual(same: amount)
    }
    if unit == .year { return Bilingual(en: digits(n) + " years", id: digits(n) + " tahun") }
    if unit == .month { return Bilingual(en: digits(n) + " months", id: digits(n) + " bulan") }
    if unit == .day { return Bilingual(en: digits(n) + " days", id: digits(n) + " hari") }
    return Bilingual(same: digits(n))
  }

  /// Returns `n` with a decimal comma, to six places.
  private func digits(_ n: Rational, isGrouped: Bool = false) -> String {
    let million = Rational(1_000_000)
    let scaled = (n * million).rounded(.nearest)
    var text = String(scaled.numerator.magnitude)
    while text.count < 7 { text = "0" + text }
    var whole = String(text.dropLast(6))
    var part = String(text.suffix(6))
    while part.hasSuffix("0") { part.removeLast() }
    if isGrouped {
      var grouped = ""
      for (i, c) in whole.enumerated() {
        if i > 0 && (whole.count - i) % 3 == 0 { grouped.append(".") }
        grouped.append(c)
      }
      whole = grouped
    }
    let sign = scaled.signum < 0 ? "-" : ""
    return sign + whole + (part.isEmpty ? "" : "," + part)
  }
}
