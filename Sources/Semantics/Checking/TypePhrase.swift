import Diagnostics
import Rosters

/// How types and units read in messages.
enum TypePhrase {

  /// Returns how the counted noun `name` reads.
  static func noun(_ name: String, isOne: Bool) -> Bilingual {
    Bilingual(
      en: CountedNoun.name(name, isOne: isOne, in: .english),
      id: CountedNoun.name(name, isOne: isOne, in: .indonesian))
  }

  /// Returns how a number with `unit` reads: "rupiah per month".
  static func of(_ unit: UnitOfMeasure) -> Bilingual {
    if unit.isDimensionless {
      switch unit.scale {
      case .plain: return Bilingual(en: "a plain number", id: "bilangan tanpa satuan")
      case .year: return Bilingual(en: "a calendar year", id: "tahun kalender")
      case .percent: return Bilingual(en: "a percentage", id: "persen")
      case .points: return Bilingual(en: "percentage points", id: "poin persen")
      }
    }
    var above: [Bilingual] = []
    var below: [Bilingual] = []
    func place(_ exponent: Int8, _ many: Bilingual, _ one: Bilingual) {
      if exponent > 0 { for _ in 0..<exponent { above.append(many) } }
      if exponent < 0 { for _ in 0..<(-exponent) { below.append(one) } }
    }
    place(unit.rupiah, Bilingual(same: "rupiah"), Bilingual(same: "rupiah"))
    place(
      unit.counted, unit.noun.map { noun($0, isOne: false) } ?? Bilingual(en: "a count", id: "cacah"),
      unit.noun.map { noun($0, isOne: true) } ?? Bilingual(en: "row", id: "baris"))
    place(unit.years, Bilingual(en: "years", id: "tahun"), Bilingual(en: "year", id: "tahun"))
    place(unit.months, Bilingual(en: "months", id: "bulan"), Bilingual(en: "month", id: "bulan"))
    place(unit.days, Bilingual(en: "days", id: "hari"), Bilingual(en: "day", id: "hari"))
    func text(_ language: Language) -> String {
      var s = above.isEmpty ? "1" : above.map { $0(language) }.joined(separator: " × ")
      for b in below { s += " per " + b(language) }
      return s
    }
    return Bilingual(en: text(.english), id: text(.indonesian))
  }
}

extension TypePhrase {

  /// Returns how `type` reads: "a date", "a choice of workers.role".
  static func of(
    _ type: CoreType, choices: (ChoiceListID) -> String, roster: (RosterID) -> String,
    population: (PopulationID) -> String
  ) -> Bilingual {
    switch type {
    case .truth: return Bilingual(en: "yes or no", id: "ya atau tidak")
    case .text: return Bilingual(en: "a text", id: "teks")
    case .nik: return Bilingual(en: "a NIK", id: "NIK")
    case .date: return Bilingual(en: "a date", id: "tanggal")
    case .number(let unit): return TypePhrase.of(unit)
    case .share(let p):
      let of = population(p)
      return Bilingual(en: "a share of \(of)", id: "persentase dari \(of)")
    case .choice(let list):
      let owner = choices(list)
      return Bilingual(en: "a choice of \(owner)", id: "pilihan dari \(owner)")
    case .row(let id):
      let name = roster(id)
      return Bilingual(en: "a row of \(name)", id: "baris dari \(name)")
    case .unknown: return Bilingual(en: "unknown", id: "tidak diketahui")
    }
  }
}

extension Checker {

  /// Returns how `type` reads: "a date", "a choice of workers.role".
  func phrase(_ type: CoreType) -> Bilingual {
    TypePhrase.of(type) {
      choiceLists[$0.index].owner
    } roster: {
      rosters[$0.index].name
    } population: {
      populationName($0)
    }
  }
}
