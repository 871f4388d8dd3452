import Diagnostics
import Rosters

extension Checker {

  /// Returns how a case of `example` reads: "segment is PU, income Rp1.100.000".
  func text(ofExample example: CaseBox, in space: CaseSpace) -> Bilingual {
    let readings = example.sides.compactMap { side -> Bilingual? in
      let variable = space.variables[side.variable]
      guard let chosen = chosenClass(of: variable, among: side.classes.members) else { return nil }
      if case .today = variable.subject.kind, case .numbers = variable.classes {
        return days(space.days(around: chosen, of: side.variable, in: side.classes))
      }
      return reading(of: variable, in: chosen)
    }
    return Bilingual(
      en: readings.map(\.english).joined(separator: ", "),
      id: readings.map(\.indonesian).joined(separator: ", "))
  }

  /// Returns how the days of a period read.
  private func days(_ period: (from: Rational?, to: Rational?)) -> Bilingual {
    let from = period.from.map { spelled($0, .date).english }
    let to = period.to.map { spelled($0, .date).english }
    switch (from, to) {
    case (let a?, let b?) where a == b:
      return Bilingual(en: "the day is \(a)", id: "harinya \(a)")
    case (let a?, let b?):
      return Bilingual(en: "the day is from \(a) to \(b)", id: "harinya dari \(a) sampai dengan \(b)")
    case (let a?, nil): return Bilingual(en: "the day is \(a) or later", id: "harinya \(a) atau sesudahnya")
    case (nil, let b?): return Bilingual(en: "the day is \(b) or before", id: "harinya \(b) atau sebelumnya")
    case (nil, nil): return Bilingual(en: "on any day", id: "pada hari mana pun")
    }
  }

  /// The class that an example shows: one with a value, and a number that is not below 0, if there are such.
  private func chosenClass(of variable: CaseSpace.Variable, among members: [Int]) -> Int? {
    let values = members.filter { $0 < variable.valueCount }
    if case .numbers(let samples) = variable.classes,
      let kind = values.first(where: { samples[$0].signum >= 0 })
    {
      return kind
    }
    return values.first ?? members.first
  }

  private func reading(of variable: CaseSpace.Variable, in value: Int) -> Bilingual {
    let subject = text(of: variable.subject.origin)
    if value >= variable.valueCount {
      return Bilingual(en: "\(subject) is missing", id: "\(subject) kosong")
    }
    switch variable.classes {
    case .choices(let list):
      let name = choiceLists[list.index].choices[value].name
      return Bilingual(en: "\(subject) is \(name)", id: "\(subject) adalah \(name)")
    case .truth:
      return value == 1
        ? Bilingual(en: "\(subject) is yes", id: "\(subject) adalah ya")
        : Bilingual(en: "\(subject) is no", id: "\(subject) adalah tidak")
    case .anything: return Bilingual(en: "\(subject) is present", id: "\(subject) terisi")
    case .numbers(let samples):
      let n = spelled(samples[value], variable.subject.type)
      return Bilingual(en: "\(subject) is \(n.english)", id: "\(subject) adalah \(n.indonesian)")
    case .order:
      let other = variable.other.map { text(of: $0.origin) } ?? ""
      let words: [Bilingual] = [
        Bilingual(en: "\(subject) is less than \(other)", id: "\(subject) kurang dari \(other)"),
        Bilingual(en: "\(subject) is \(other)", id: "\(subject) adalah \(other)"),
        Bilingual(en: "\(subject) is more than \(other)", id: "\(subject) lebih dari \(other)"),
      ]
      return words[value]
    case .texts(let known):
      return value < known.count
        ? Bilingual(en: "\(subject) is \"\(known[value])\"", id: "\(subject) adalah \"\(known[value])\"")
        : Bilingual(en: "\(subject) is any other text", id: "\(subject) adalah teks lain")
    }
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
