import Diagnostics

/// A word that spreadsheets taught its writer, and how the same is written here.
///
/// Who comes from a spreadsheet types `SUM(…)`, `JIKA(…)` or `jumlah …` first; an answer that names the form of this
/// language helps more than one that the word is unknown.
public enum SpreadsheetWord: CaseIterable, Sendable {

  case sum, count, average, least, greatest, condition, lookup, today, elapsed, datePart, rounding
  case conjunction, disjunction, negation, blank, product, rank, joining

  /// Its spellings, in capitals.
  private var spellings: [String] {
    switch self {
    case .sum: ["SUM", "SUMIF", "SUMIFS", "JUMLAH", "TOTAL", "SUBTOTAL"]
    case .count: ["COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "BANYAK", "HITUNG"]
    case .average: ["AVERAGE", "AVERAGEIF", "AVERAGEIFS", "AVG", "MEAN", "RATA", "RATARATA", "RATA-RATA"]
    case .least: ["MIN", "MINIFS", "TERKECIL"]
    case .greatest: ["MAX", "MAXIFS", "TERBESAR"]
    case .condition: ["IF", "IFS", "IIF", "SWITCH", "CHOOSE", "JIKA"]
    case .lookup: ["VLOOKUP", "HLOOKUP", "XLOOKUP", "LOOKUP", "INDEX", "MATCH"]
    case .today: ["TODAY", "NOW", "HARIINI"]
    case .elapsed: ["DATEDIF", "YEARFRAC", "DAYS"]
    case .datePart: ["YEAR", "MONTH", "DAY", "EOMONTH", "DATE", "WEEKDAY"]
    case .rounding:
      ["ROUND", "ROUNDUP", "ROUNDDOWN", "CEILING", "FLOOR", "MROUND", "INT", "TRUNC", "BULATKAN"]
    case .conjunction: ["AND", "DAN"]
    case .disjunction: ["OR", "ATAU"]
    case .negation: ["NOT", "TIDAK", "BUKAN"]
    case .blank: ["ISBLANK", "IFERROR", "IFNA", "ISNA", "ISERROR", "COALESCE"]
    case .product: ["SUMPRODUCT", "PRODUCT"]
    case .rank: ["RANK", "LARGE", "SMALL", "SORT", "FILTER"]
    case .joining: ["CONCATENATE", "CONCAT", "TEXTJOIN", "TEXT"]
    }
  }

  /// The forms of this language for it, as one would write them about workers.
  public func forms(in language: Language) -> [String] {
    switch (self, language) {
    case (.sum, .english): ["sum of income over workers where role is rt"]
    case (.sum, .indonesian):
      ["total upah dari pekerja yang peran adalah rt", "banyaknya pekerja yang peran adalah rt"]
    case (.count, .english): ["count workers where role is rt"]
    case (.count, .indonesian): ["banyaknya pekerja yang peran adalah rt"]
    case (.average, .english): ["average of income over workers where role is rt"]
    case (.average, .indonesian): ["rerata upah dari pekerja yang peran adalah rt"]
    case (.least, .english): ["min of income over workers", "income but at most Rp10 juta"]
    case (.least, .indonesian): ["minimum upah dari pekerja", "upah tetapi paling banyak Rp10 juta"]
    case (.greatest, .english): ["max of income over workers", "income but at least Rp1 juta"]
    case (.greatest, .indonesian): ["maksimum upah dari pekerja", "upah tetapi paling sedikit Rp1 juta"]
    case (.condition, .english): ["when age < 65 years then yes"]
    case (.condition, .indonesian): ["bila usia < 65 tahun maka ya"]
    case (.lookup, .english): ["village.regency.name", "villages at \"35.25.01.2001\""]
    case (.lookup, .indonesian): ["desa.kabupaten.nama", "desa pada kunci \"35.25.01.2001\""]
    case (.today, .english): ["today"]
    case (.today, .indonesian): ["hari ini"]
    case (.elapsed, .english):
      ["years from born to today", "contribution months from May 2026 through today"]
    case (.elapsed, .indonesian):
      ["tahun dari lahir sampai hari ini", "bulan iur dari Mei 2026 sampai dengan hari ini"]
    case (.datePart, .english): ["year of today", "month end of today"]
    case (.datePart, .indonesian): ["tahun tanggal hari ini", "akhir bulan hari ini"]
    case (.rounding, .english): ["income rounded to Rp1", "income rounded up to Rp1.000"]
    case (.rounding, .indonesian):
      ["upah dibulatkan ke Rp1", "upah dibulatkan ke atas ke kelipatan Rp1.000"]
    case (.conjunction, .english): ["role is rt and income > Rp1 juta"]
    case (.conjunction, .indonesian): ["peran adalah rt dan upah > Rp1 juta"]
    case (.disjunction, .english): ["role is rt or income > Rp1 juta"]
    case (.disjunction, .indonesian): ["peran adalah rt atau upah > Rp1 juta"]
    case (.negation, .english): ["not enrolled"]
    case (.negation, .indonesian): ["tidak terdaftar"]
    case (.blank, .english): ["income is missing", "income otherwise Rp0"]
    case (.blank, .indonesian): ["upah kosong", "upah selain itu Rp0"]
    case (.product, .english): ["sum of rate * months_paid over workers"]
    case (.product, .indonesian): ["total tarif * bulan_bayar dari pekerja"]
    case (.rank, .english): ["sorted by income descending", "first 10"]
    case (.rank, .indonesian): ["urut menurut upah menurun", "10 pertama"]
    case (.joining, .english): ["\"{name}, {role}\""]
    case (.joining, .indonesian): ["\"{nama}, {peran}\""]
    }
  }

  /// The word that `text` is, if spreadsheets have it.
  public init?(_ text: String) {
    guard text.utf8.count <= 12 else { return nil }
    let capitals = text.uppercased()
    guard let word = SpreadsheetWord.allCases.first(where: { $0.spellings.contains(capitals) }) else {
      return nil
    }
    self = word
  }
}
