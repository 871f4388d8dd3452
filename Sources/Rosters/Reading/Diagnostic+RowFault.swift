import Diagnostics

extension RowFault {

  /// The message; `nil` for a reason that the caller states.
  var template: DiagnosticTemplate? {
    switch self {
    case .tooFewCells: RowTemplates.tooFewCells
    case .tooManyCells: RowTemplates.tooManyCells
    case .cutOff: RowTemplates.cutOff
    case .textAfterQuote: RowTemplates.textAfterQuote
    case .blank: RowTemplates.blank
    case .nikCharacters: RowTemplates.nikCharacters
    case .nikLength: RowTemplates.nikLength
    case .nikLostZero: RowTemplates.nikLostZero
    case .nikScientific: RowTemplates.nikScientific
    case .nikLetters: RowTemplates.nikLetters
    case .nikDay: RowTemplates.nikDay
    case .nikSerial: RowTemplates.nikSerial
    case .notNumber: RowTemplates.notNumber
    case .ambiguousNumber: RowTemplates.ambiguousNumber
    case .decimalComma: RowTemplates.decimalComma
    case .localNumber: RowTemplates.localNumber
    case .malformedGroups: RowTemplates.malformedGroups
    case .pointDecimals: RowTemplates.pointDecimals
    case .notWhole: RowTemplates.notWhole
    case .percentWithoutSign: RowTemplates.percentWithoutSign
    case .percentSign: RowTemplates.percentSign
    case .outOfRange: RowTemplates.outOfRange
    case .notDate: RowTemplates.notDate
    case .ambiguousDate: RowTemplates.ambiguousDate
    case .localDate: RowTemplates.localDate
    case .noSuchDay: RowTemplates.noSuchDay
    case .wrongWeekday: RowTemplates.wrongWeekday
    case .shortYear: RowTemplates.shortYear
    case .dayNumber: RowTemplates.dayNumber
    case .notTruth: RowTemplates.notTruth
    case .unlistedChoice: RowTemplates.unlistedChoice
    case .referenceNotFound: RowTemplates.referenceNotFound
    case .sharedKey: RowTemplates.sharedKey
    case .supersededKey: RowTemplates.supersededKey
    case .tiedKey: RowTemplates.tiedKey
    case .stated: nil
    }
  }
}

extension Diagnostic {

  /// Returns why a row is set aside: `fault`, in the cell of `field` that holds `value` (masked if private).
  static func rowFault(
    _ fault: RowFault, field: FieldSchema?, value: String, detail: Int, otherFile: String?,
    differing: [String] = [], dialect: DataDialect,
    nearest: NearestChoices = NearestChoices()
  ) -> Diagnostic {
    // A reason that is stated never comes here; the row as a whole is then the best that can be said.
    guard let template = fault.template else { return Diagnostic(RowTemplates.tooFewCells, at: nil) }
    var arguments: [String: DiagnosticArgument] = [
      "column": .text(field?.header ?? ""), "value": .text("‘\(value)’"), "choice": .text("…"),
      "spelling": .text("\"\(value)\""), "roster": .text("…"),
    ]
    let readings = field?.isPrivate == true ? nil : fault.readings(of: value)
    switch fault {
    case .tooFewCells: arguments["found"] = .count(detail)
    case .nikLength: arguments["found"] = .count(detail)
    case .notNumber, .percentSign: arguments["expected"] = .bilingual(field?.type.noun ?? Bilingual(same: ""))
    case .ambiguousNumber, .decimalComma, .localNumber, .pointDecimals, .percentWithoutSign, .ambiguousDate,
      .localDate, .dayNumber:
      let (first, second) = readings ?? RowFault.unshownReadings
      arguments["first"] = .bilingual(first)
      arguments["second"] = .bilingual(second)
    case .outOfRange: arguments["range"] = .bilingual(field?.type.rangeText ?? Bilingual(same: ""))
    case .unlistedChoice:
      if case .choice(let choices) = field?.type {
        let near = field?.isPrivate == true ? nil : nearest.name(for: value, among: choices)
        arguments["choice"] = .text(near ?? "…")
        if let near {
          return Diagnostic(
            template, at: nil, arguments,
            notes: [Note(Bilingual(en: "did you mean ‘\(near)’?", id: "apakah maksudnya ‘\(near)’?"))])
        }
      }
    case .referenceNotFound:
      if case .reference(let roster) = field?.type { arguments["roster"] = .text(roster) }
    case .sharedKey, .supersededKey, .tiedKey:
      let file = otherFile.map { Bilingual(en: " of \($0)", id: " dari \($0)") } ?? Bilingual(same: "")
      arguments["other"] = .bilingual(
        Bilingual(en: "row \(detail)" + file.english, id: "baris \(detail)" + file.indonesian))
      arguments["fields"] = .text(differing.joined(separator: ", "))
    case .tooManyCells, .cutOff, .textAfterQuote, .blank, .nikCharacters, .nikLostZero, .nikScientific,
      .nikLetters, .nikDay, .nikSerial, .malformedGroups, .notWhole, .notDate, .noSuchDay, .wrongWeekday,
      .shortYear, .notTruth, .stated:
      break
    }
    return Diagnostic(template, at: nil, arguments)
  }
}

extension RowFault {

  /// What stands for the readings of a private value.
  static let unshownReadings = (
    Bilingual(en: "one value (Indonesian writing)", id: "satu nilai (penulisan Indonesia)"),
    Bilingual(en: "another (international writing)", id: "nilai lain (penulisan internasional)")
  )

  /// Returns the two readings of `value`; where there is but one, twice that.
  func readings(of value: String) -> (Bilingual, Bilingual)? {
    switch self {
    case .ambiguousNumber:
      let parts = value.split(separator: ".")
      guard parts.count == 2, let whole = parts.first else { return nil }
      return (
        Bilingual(same: parts.joined()),
        Bilingual(en: "\(whole) and \(parts[1])/1000", id: "\(whole) dan \(parts[1])/1000")
      )
    case .decimalComma:
      let digits = value.filter { $0 != "," && $0 != "." }
      return (Bilingual(same: value.filter { $0 != "." }), Bilingual(same: String(digits)))
    case .localNumber:
      let cell = NumberCell(kind: value.hasSuffix("%") ? .percent : .money, dialect: .indonesia)
      let reading = Array(value.utf8).withUnsafeBufferPointer { cell.read($0) }
      let number: Rational? =
        switch reading {
        case .value(let m, let scale): Rational(Int128(m), over: Int128(Decimals.powers[min(18, scale)]))
        case .wide(let r): r
        case .fault: nil
        }
      guard let text = number?.decimalText else { return nil }
      return (Bilingual(same: text), Bilingual(same: text))
    case .pointDecimals:
      let comma = String(value.map { $0 == "." ? "," : $0 == "," ? "." : $0 })
      return (Bilingual(same: comma), Bilingual(same: comma))
    case .percentWithoutSign:
      guard value.utf8.count <= 40 else { return nil }
      let digits = value.filter { $0 != "," && $0 != "." }
      guard let n = Int128(digits), let mark = value.firstIndex(where: { $0 == "," || $0 == "." }) else {
        return (Bilingual(same: "\(value)%"), Bilingual(same: "\(value)00%"))
      }
      let places = value.distance(from: mark, to: value.endIndex) - 1
      guard places <= 18, let fraction = Rational(n, over: Int128(Decimals.powers[places])) else {
        return nil
      }
      let hundredfold = ValueWriter(.indonesian).percent(fraction, places: max(0, places - 2)).text
      let written = hundredfold.map { $0 == "," && value[mark] == "." ? "." : $0 }
      return (Bilingual(same: "\(value)%"), Bilingual(same: String(written)))
    case .ambiguousDate:
      guard let (d, m) = DateCell.readings(value) else { return nil }
      return (RowFault.written(d), RowFault.written(m))
    case .localDate:
      let reading = Array(value.utf8).withUnsafeBufferPointer { DateCell(dialect: .indonesia).read($0) }
      guard case .value(let d) = reading else { return nil }
      return (RowFault.written(d), RowFault.written(d))
    case .dayNumber:
      guard let n = Int(value), let d = DateCell.spreadsheetDay(n) else { return nil }
      return (RowFault.written(d), RowFault.written(d))
    case .tooFewCells, .tooManyCells, .cutOff, .textAfterQuote, .blank, .nikCharacters, .nikLength,
      .nikLostZero,
      .nikScientific, .nikLetters, .nikDay, .nikSerial, .notNumber, .malformedGroups, .notWhole, .percentSign,
      .outOfRange, .notDate, .noSuchDay, .wrongWeekday, .shortYear, .notTruth, .unlistedChoice,
      .referenceNotFound,
      .sharedKey, .supersededKey, .tiedKey, .stated:
      return nil
    }
  }

  private static func written(_ d: CalendarDate) -> Bilingual {
    Bilingual(en: ValueWriter(.english).date(d), id: ValueWriter(.indonesian).date(d))
  }
}

extension FieldType {

  /// What a cell should hold.
  var noun: Bilingual {
    switch self {
    case .text: Bilingual(en: "a text", id: "teks")
    case .nik: Bilingual(en: "a NIK", id: "NIK")
    case .whole: Bilingual(en: "a whole number", id: "bilangan bulat")
    case .count: Bilingual(en: "a count", id: "cacah")
    case .number: Bilingual(en: "a number", id: "bilangan")
    case .percent: Bilingual(en: "a percentage", id: "persentase")
    case .money: Bilingual(en: "an amount in rupiah", id: "jumlah rupiah")
    case .date: Bilingual(en: "a date", id: "tanggal")
    case .truth: Bilingual(en: "yes or no", id: "ya atau tidak")
    case .choice: Bilingual(en: "one of the choices", id: "salah satu pilihan")
    case .reference(let roster): Bilingual(en: "a key of \(roster)", id: "kunci dari \(roster)")
    }
  }

  /// The range that the field declares, or the one its kind has by itself.
  var rangeText: Bilingual {
    func both(_ low: (Language) -> String, _ high: (Language) -> String) -> Bilingual {
      Bilingual(
        en: "\(low(.english)) to \(high(.english))",
        id: "\(low(.indonesian)) sampai dengan \(high(.indonesian))")
    }
    let whole = { (n: Int64) in { (l: Language) in ValueWriter(l).number(Rational(n)).text } }
    switch self {
    case .whole(let r?): return both(whole(r.lowerBound), whole(r.upperBound))
    case .count(let r?): return both(whole(r.lowerBound), whole(r.upperBound))
    case .count(nil):
      return RowTemplates.larger(Bilingual(en: "counts", id: "cacah"), both(whole(0), whole(.max)))
    case .whole(nil):
      return RowTemplates.larger(
        Bilingual(en: "whole numbers", id: "bilangan bulat"), both(whole(.min), whole(.max)))
    case .number(let r?):
      return both(
        { ValueWriter($0).number(r.lowerBound).text }, { ValueWriter($0).number(r.upperBound).text })
    case .money(let r?):
      return both({ ValueWriter($0).money(r.lowerBound).text }, { ValueWriter($0).money(r.upperBound).text })
    case .percent(let r):
      let range = r ?? Rational.zero...Rational.one
      return both(
        { ValueWriter($0).percent(range.lowerBound, places: 0).text },
        { ValueWriter($0).percent(range.upperBound, places: 0).text })
    case .date(let r?):
      return both({ ValueWriter($0).date(r.lowerBound) }, { ValueWriter($0).date(r.upperBound) })
    case .text, .nik, .number, .money, .date, .truth, .choice, .reference:
      return Bilingual(en: "what can be held", id: "yang dapat ditampung")
    }
  }
}

extension RowTemplates {

  /// The range of a kind of whole numbers, and what holds larger ones.
  static func larger(_ noun: Bilingual, _ range: Bilingual) -> Bilingual {
    Bilingual(
      en: "the \(noun.english) from \(range.english) (a `number` holds larger ones)",
      id: "\(noun.indonesian) dari \(range.indonesian) (yang lebih besar dengan `bilangan`)")
  }
}
