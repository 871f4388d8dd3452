import Diagnostics

/// The phrases of a role in both languages.
public struct KeywordWording: Sendable {

  /// The English phrases; the first is the one that is printed.
  public let english: [String]

  /// The Indonesian phrases; the first is the one that is printed.
  public let indonesian: [String]

  /// Creates the wording of one phrase in each language.
  init(_ english: String, _ indonesian: String) { self.init([english], [indonesian]) }

  /// Creates the wording of several English phrases and one Indonesian one.
  init(_ english: [String], _ indonesian: String) { self.init(english, [indonesian]) }

  /// Creates the wording of one English phrase and several Indonesian ones.
  init(_ english: String, _ indonesian: [String]) { self.init([english], indonesian) }

  /// Creates a wording.
  init(_ english: [String], _ indonesian: [String]) {
    self.english = english
    self.indonesian = indonesian
  }

  /// Returns the phrases in `language`.
  public func phrases(in language: Language) -> [String] {
    switch language {
    case .english: english
    case .indonesian: indonesian
    }
  }

  /// Returns the phrase that is printed in `language`.
  public func printed(in language: Language) -> String { phrases(in: language)[0] }
}

extension KeywordRole {

  /// The phrases of the role in both languages; the first of each is the one that is printed.
  ///
  /// `_` is a hole that the grammar fills: `first _` and `_ pertama`.
  public var wording: KeywordWording {
    switch self {
    // The file
    case .languageHeader: KeywordWording("language", "bahasa")
    case .edition: KeywordWording("edition", "edisi")
    case .end: KeywordWording("end", "selesai")
    // Statements
    case .use: KeywordWording("use", "pakai")
    case .asOf: KeywordWording("as of", ["per tanggal", "per"])
    case .roster: KeywordWording("roster", "daftar")
    case .kind: KeywordWording("kind", "jenis")
    case .match: KeywordWording("match", "padankan")
    case .group: KeywordWording("group", "kelompok")
    case .letValue: KeywordWording("let", "misalkan")
    case .parameter: KeywordWording(["param", "parameter"], "parameter")
    case .function: KeywordWording("function", "fungsi")
    case .rule: KeywordWording("rule", "aturan")
    case .exceptionTo: KeywordWording("exception to", ["pengecualian terhadap", "pengecualian untuk"])
    case .exceptionOf: KeywordWording("of", "dari")
    case .table: KeywordWording("table", "tabel")
    case .target: KeywordWording("target", "target")
    case .budget: KeywordWording("budget", ["pagu", "anggaran"])
    case .split: KeywordWording("split", "bagi")
    case .allocate: KeywordWording("allocate", "alokasikan")
    case .ranking: KeywordWording("ranking", "peringkat")
    case .scenario: KeywordWording("scenario", "skenario")
    case .test: KeywordWording("test", "uji")
    case .show: KeywordWording("show", "tampilkan")
    case .chart: KeywordWording("chart", "grafik")
    case .export: KeywordWording("export", "ekspor")
    case .report: KeywordWording("report", "laporan")
    case .compare: KeywordWording("compare", "bandingkan")
    case .findLeast: KeywordWording("find least _", "cari _ terkecil")
    case .findGreatest: KeywordWording("find greatest _", "cari _ terbesar")
    case .why: KeywordWording("why", ["mengapa", "kenapa"])
    case .whyNot:
      KeywordWording("why not", ["mengapa bukan", "mengapa tidak", "kenapa bukan", "kenapa tidak"])
    case .whyDiffers: KeywordWording("why differs", ["mengapa beda", "mengapa berbeda"])
    case .check: KeywordWording("check", "periksa")
    case .warnWhen: KeywordWording("warn when", ["peringatkan bila", "peringatkan jika"])
    case .forEach: KeywordWording("for each", "untuk setiap")
    case .howMany: KeywordWording(["how many", "how much"], ["berapa", "berapa banyak"])
    case .who: KeywordWording(["who", "who is", "who are"], ["siapa", "siapa saja"])
    case .ask: KeywordWording(["is", "are", "is it true that"], ["apakah", "benarkah"])
    case .suppose: KeywordWording("suppose", ["andaikan", "seandainya"])
    case .backToPlan: KeywordWording("back to the plan", ["kembali ke rencana", "kembali ke rencana awal"])
    case .keepAs: KeywordWording("keep as", "simpan sebagai")
    case .sweep: KeywordWording("sweep", "sapu")
    // Operators
    case .and: KeywordWording("and", "dan")
    case .or: KeywordWording("or", "atau")
    case .not: KeywordWording("not", ["tidak", "belum"])
    case .isEqual: KeywordWording("is", "adalah")
    case .isNot: KeywordWording("is not", "bukan")
    case .isMissing: KeywordWording("is missing", ["kosong", "adalah kosong", "tidak terisi"])
    case .isPresent:
      KeywordWording(
        ["is present", "is not missing"],
        ["terisi", "adalah terisi", "tidak kosong"])
    case .isIn: KeywordWording("is in", "ada di")
    case .isNotIn: KeywordWording("is not in", "tidak ada di")
    case .atLeast: KeywordWording("at least", "paling sedikit")
    case .atMost: KeywordWording("at most", "paling banyak")
    case .before: KeywordWording("before", "sebelum")
    case .after: KeywordWording("after", ["sesudah", "setelah"])
    case .onOrBefore: KeywordWording("on or before", ["tidak sesudah", "tidak setelah"])
    case .onOrAfter: KeywordWording("on or after", "tidak sebelum")
    case .rangeFrom: KeywordWording("from", "antara")
    case .rangeTo: KeywordWording("to", ["sampai dengan", "sampai", "dan"])
    case .otherwise: KeywordWording("otherwise", "selain itu")
    case .butAtLeast: KeywordWording("but at least", "tetapi paling sedikit")
    case .butAtMost: KeywordWording("but at most", "tetapi paling banyak")
    case .rounded: KeywordWording("rounded to", ["dibulatkan ke", "dibulatkan ke kelipatan"])
    case .roundedDown:
      KeywordWording(
        "rounded down to",
        ["dibulatkan ke bawah ke kelipatan", "dibulatkan ke bawah ke"])
    case .roundedUp:
      KeywordWording(
        "rounded up to",
        ["dibulatkan ke atas ke kelipatan", "dibulatkan ke atas ke"])
    case .roundedHalfEven:
      KeywordWording(
        "rounded half even to",
        ["dibulatkan ke genap terdekat ke kelipatan", "dibulatkan ke genap terdekat ke"])
    case .percentOf: KeywordWording("of", "dari")
    case .asShareOf: KeywordWording("as share of", "sebagai bagian dari")
    case .perUnit: KeywordWording("per", "per")
    case .onDate: KeywordWording("on", ["per tanggal", "pada"])
    case .inEachMonth: KeywordWording("in each month from", "setiap bulan dari")
    case .monthsTo: KeywordWording(["to", "through"], ["sampai", "sampai dengan"])
    case .orTheNextDay: KeywordWording("or the next day", "atau hari berikutnya")
    case .inMonths: KeywordWording("in months", "dalam bulan")
    case .inYears: KeywordWording("in years", "dalam tahun")
    // Values
    case .yes: KeywordWording("yes", "ya")
    case .no: KeywordWording("no", "tidak")
    case .missing: KeywordWording("missing", "kosong")
    case .today: KeywordWording("today", "hari ini")
    case .this: KeywordWording("this", "ini")
    case .yearsFrom: KeywordWording("years from", "tahun dari")
    case .monthsFrom: KeywordWording("months from", "bulan dari")
    case .daysFrom: KeywordWording("days from", "hari dari")
    case .contributionMonths: KeywordWording("contribution months from", "bulan iur dari")
    case .yearOf: KeywordWording("year of", "tahun tanggal")
    case .semesterOf: KeywordWording("semester of", "semester tanggal")
    case .quarterOf: KeywordWording("quarter of", "triwulan tanggal")
    case .monthOf: KeywordWording("month of", "bulan tanggal")
    case .monthStartOf: KeywordWording("month start of", "awal bulan")
    case .monthEndOf: KeywordWording("month end of", "akhir bulan")
    case .dayOf: KeywordWording("day of", "hari tanggal")
    case .weekdayOf: KeywordWording("weekday of", "hari pekan tanggal")
    case .quarterStartOf: KeywordWording("quarter start of", "awal triwulan")
    case .quarterEndOf: KeywordWording("quarter end of", "akhir triwulan")
    case .yearStartOf: KeywordWording("year start of", "awal tahun")
    case .yearEndOf: KeywordWording("year end of", "akhir tahun")
    case .elapsedTo: KeywordWording("to", "sampai")
    case .elapsedThrough: KeywordWording("through", "sampai dengan")
    case .count: KeywordWording("count", "banyaknya")
    case .sum: KeywordWording("sum of", "total")
    case .average: KeywordWording("average of", "rerata")
    case .median: KeywordWording("median of", "median")
    case .min: KeywordWording("min of", "minimum")
    case .max: KeywordWording("max of", "maksimum")
    case .share: KeywordWording("share", "persentase")
    case .over: KeywordWording("over", "dari")
    case .shareOf: KeywordWording("of", "dari")
    case .whereCondition: KeywordWording("where", "yang")
    case .inThis: KeywordWording("in this _", "di _ ini")
    case .setAsideFrom: KeywordWording("set aside from", "yang disisihkan dari")
    case .notFundedIn: KeywordWording("not funded in", "yang tidak didanai pada")
    case .notRankedIn: KeywordWording("not ranked in", "yang tidak dinilai pada")
    case .duplicatesOf: KeywordWording("duplicates of", "ganda dari")
    case .rowAt: KeywordWording("at", "pada kunci")
    case .onlyIn: KeywordWording("only in", "hanya di")
    case .inBoth: KeywordWording("in both", "di keduanya")
    case .percentWord: KeywordWording(["percent", "persen"], ["persen", "percent"])
    // Units
    case .dayUnit: KeywordWording(["days", "day"], "hari")
    case .monthUnit: KeywordWording(["months", "month"], "bulan")
    case .yearUnit: KeywordWording(["years", "year"], "tahun")
    // Types and fields
    case .textType: KeywordWording("text", "teks")
    case .nikType: KeywordWording("nik", "nik")
    case .countType: KeywordWording("count", "cacah")
    case .wholeType: KeywordWording("whole", "bilangan bulat")
    case .numberType: KeywordWording("number", "bilangan")
    case .percentType: KeywordWording("percent", "persen")
    case .moneyType: KeywordWording("money", ["uang", "rupiah"])
    case .dateType: KeywordWording("date", "tanggal")
    case .truthType: KeywordWording("yes or no", "ya atau tidak")
    case .oneOf: KeywordWording("one of", "salah satu dari")
    case .typeFrom: KeywordWording("from", "dari")
    case .typeTo: KeywordWording("to", ["sampai dengan", "sampai"])
    case .choiceOr: KeywordWording("or", "atau")
    case .key: KeywordWording("key", "kunci")
    case .keepLatest: KeywordWording("keep latest", "simpan yang terbaru menurut")
    case .keepEarliest: KeywordWording("keep earliest", "simpan yang terlama menurut")
    case .optional: KeywordWording("optional", "boleh kosong")
    case .isPrivate: KeywordWording("private", "rahasia")
    case .column: KeywordWording("column", "kolom")
    // Rosters, kinds, matches, groups
    case .rosterFrom: KeywordWording("from", "dari")
    case .rosterIs: KeywordWording("is", "adalah")
    case .rosterLike: KeywordWording("like", "seperti")
    case .combining: KeywordWording("combining", "gabungan dari")
    case .kindFieldFrom: KeywordWording("from", "dari")
    case .require: KeywordWording("require", "syaratkan")
    case .requireElse: KeywordWording("else", ["bila gagal", "bila tidak"])
    case .dialect: KeywordWording("dialect", "dialek")
    case .codeSystem: KeywordWording("code system", "sistem kode")
    case .tolerance: KeywordWording("at most _ set aside", "paling banyak _ disisihkan")
    case .stateAt: KeywordWording("state at", ["keadaan per", "keadaan"])
    case .oneRowPer: KeywordWording("one row per", "satu baris per")
    case .prefer: KeywordWording("prefer", "utamakan")
    case .thenNext: KeywordWording("then", "lalu")
    case .needs: KeywordWording("needs", "membutuhkan")
    case .matchWith: KeywordWording("with", "dengan")
    case .matchBy: KeywordWording("by", "menurut")
    case .matchAs: KeywordWording("as", "sebagai")
    case .groupOf: KeywordWording("of", "dari")
    // Authority
    case .under: KeywordWording("under", "berdasarkan")
    case .unverified: KeywordWording("unverified", "belum diverifikasi")
    case .mustBeDecided: KeywordWording("must be decided", "harus ditentukan")
    case .because: KeywordWording("because", "karena")
    case .periodFrom: KeywordWording("from", "dari")
    case .periodTo: KeywordWording("to", ["sampai dengan", "sampai"])
    // Rules, tables
    case .forRoster: KeywordWording("for", "untuk")
    case .when: KeywordWording("when", "bila")
    case .then: KeywordWording("then", "maka")
    case .exceptWhen: KeywordWording("except when", "kecuali bila")
    case .exactlyOne: KeywordWording("exactly one", "tepat satu")
    case .firstMatch: KeywordWording("first match", "yang pertama cocok")
    case .priorityPolicy: KeywordWording("priority", "prioritas")
    case .allAgree: KeywordWording("all agree", "semua sepakat")
    case .collectPolicy: KeywordWording("collect", "kumpulkan")
    case .collectByPriority: KeywordWording("collect by priority", "kumpulkan menurut prioritas")
    case .sumPolicy: KeywordWording("sum", "total")
    case .minPolicy: KeywordWording("min", "minimum")
    case .maxPolicy: KeywordWording("max", "maksimum")
    case .countPolicy: KeywordWording("count", "banyaknya")
    case .tableFrom: KeywordWording("from", "dari")
    case .anyCell: KeywordWording("any", "apa saja")
    case .otherwiseCell: KeywordWording("otherwise", ["lainnya", "selain itu"])
    case .notCell: KeywordWording(["not", "is not"], "bukan")
    case .cellFrom: KeywordWording("from", ["dari", "antara"])
    case .cellTo: KeywordWording("to", ["sampai dengan", "sampai"])
    case .presentCell: KeywordWording("present", "terisi")
    case .missingCell: KeywordWording("missing", "kosong")
    case .unclearCell: KeywordWording("unclear", "belum jelas")
    // Targets and orders
    case .targetOf: KeywordWording("of", "sasaran")
    case .reach: KeywordWording("reach", "capai")
    case .inEach: KeywordWording("in each", "di setiap")
    case .deadline: KeywordWording("by", "paling lambat")
    case .baseline: KeywordWording("baseline", "semula")
    case .measuredOn: KeywordWording("measured on", "diukur pada")
    case .cost: KeywordWording("cost", "biaya")
    case .inOrderOf: KeywordWording("in order of", "urut menurut")
    case .descending: KeywordWording(["descending", "highest first"], ["menurun", "turun", "terbesar dulu"])
    case .ascending: KeywordWording(["ascending", "lowest first"], ["menaik", "naik", "terkecil dulu"])
    case .rowsFirst: KeywordWording("first", "dulu")
    case .rowsLast: KeywordWording("last", "terakhir")
    // Budgets and allocations
    case .spentOn: KeywordWording("for", "untuk")
    case .reserve: KeywordWording("reserve", "cadangkan")
    case .validFrom: KeywordWording("valid from", "berlaku dari")
    case .purseKind: KeywordWording("kind", "jenis")
    case .carriedOver: KeywordWording("may be carried over", "boleh dibawa ke tahun berikutnya")
    case .inEachOf: KeywordWording("in each of", "di setiap")
    case .splitInto: KeywordWording("into", "menjadi")
    case .allocateFrom: KeywordWording("from", "dari")
    case .purseOf: KeywordWording("of", "milik")
    case .allocateTo: KeywordWording("to", "kepada")
    case .pay: KeywordWording("pay", "bayar")
    case .proportion: KeywordWording("in proportion to", "sebanding dengan")
    case .equally: KeywordWording("equally", "sama rata")
    case .inParts: KeywordWording("in parts", "dalam bagian")
    case .settleClaims: KeywordWording("settle claims of", "lunasi tagihan sebesar")
    case .claimsBy: KeywordWording("by", "menurut")
    case .byProportion: KeywordWording("proportion", "perbandingan")
    case .equalAwards: KeywordWording("equal awards", "bagian sama")
    case .equalLosses: KeywordWording("equal losses", "kerugian sama")
    case .talmud: KeywordWording("talmud", "talmud")
    case .quotaOf: KeywordWording("of", "dari")
    case .multiples: KeywordWording("in multiples of", "dalam kelipatan")
    case .remainderBy: KeywordWording("remainder by", "pembulatan menurut")
    case .largestRemainder:
      KeywordWording(
        ["largest remainder", "largest remainders", "hamilton", "vinton", "hare", "hare-niemeyer"],
        ["sisa terbesar", "hamilton", "vinton", "hare", "hare-niemeyer"])
    case .droop: KeywordWording("droop", "droop")
    case .webster:
      KeywordWording(
        ["webster", "sainte-lague", "sainte lague", "sainte-laguë", "sainte laguë", "major fractions"],
        ["webster", "sainte-lague", "sainte lague", "sainte-laguë", "sainte laguë"])
    case .jefferson:
      KeywordWording(
        ["jefferson", "d hondt", "dhondt", "greatest divisors"], ["jefferson", "d hondt", "dhondt"])
    case .adams: KeywordWording(["adams", "smallest divisors"], ["adams"])
    case .huntingtonHill:
      KeywordWording(
        ["huntington-hill", "huntington hill", "equal proportions"],
        ["huntington-hill", "huntington hill"])
    case .dean: KeywordWording(["dean", "harmonic mean"], ["dean"])
    case .tiesBy: KeywordWording("ties by", "bila seri menurut")
    case .leftoverTo: KeywordWording("leftover to", "sisanya ke")
    case .mayBeSplit: KeywordWording("may be split", "boleh dibagi")
    case .skipAndGoOn: KeywordWording("skip and go on", "lewati dan lanjutkan")
    case .allOrNone: KeywordWording("all or none in each", "semua atau tidak sama sekali di setiap")
    case .keepingThoseIn: KeywordWording("keeping those in", "mempertahankan yang ada di")
    case .asFarAsTarget: KeywordWording("only as far as target", "secukupnya untuk target")
    case .maximise: KeywordWording(["maximise", "maximize"], "maksimalkan")
    case .minimise: KeywordWording(["minimise", "minimize"], "minimalkan")
    // Rankings and scenarios
    case .rankingOf: KeywordWording("of", "dari")
    case .score: KeywordWording("score", "nilai")
    case .shared: KeywordWording("shared", "juara bersama")
    case .top: KeywordWording("top _", "_ besar")
    case .set: KeywordWording("set", "ubah")
    case .setTo: KeywordWording("to", "menjadi")
    case .scenarioLike: KeywordWording("like", "seperti")
    case .scenarioAsOf: KeywordWording("as of", "per tanggal")
    // Tests
    case .given: KeywordWording("given", "diketahui")
    case .expect: KeywordWording("expect", "seharusnya")
    case .expectError: KeywordWording("error", "galat")
    case .becauseRule: KeywordWording("rule", "aturan")
    case .conserved: KeywordWording("conserved", "kekal")
    case .orderIndependent: KeywordWording("independent of row order", "tidak bergantung urutan baris")
    case .monotoneIn: KeywordWording("monotone in", "monoton terhadap")
    case .casesForEach: KeywordWording("for each", "untuk setiap")
    case .testAsOf: KeywordWording("as of", "per tanggal")
    // Queries and layout
    case .allTargets: KeywordWording("all targets", "semua target")
    case .by: KeywordWording("by", "menurut")
    case .with: KeywordWording("with", "dengan")
    case .asName: KeywordWording("as", "sebagai")
    case .decimals: KeywordWording(["_ decimals", "_ decimal"], "_ desimal")
    case .inThousands: KeywordWording("in thousands", "dalam ribu")
    case .inMillions: KeywordWording("in millions", "dalam juta")
    case .inBillions: KeywordWording("in billions", "dalam miliar")
    case .inTrillions: KeywordWording("in trillions", "dalam triliun")
    case .sortedBy: KeywordWording("sorted by", "urut menurut")
    case .first: KeywordWording("first _", "_ pertama")
    case .totalRow: KeywordWording("total row", "baris total")
    case .subtotalBy: KeywordWording("subtotal by", "subtotal menurut")
    case .title: KeywordWording("title", "judul")
    case .note: KeywordWording("note", "catatan")
    case .addressedTo: KeywordWording("addressed to", "ditujukan kepada")
    case .signedBy: KeywordWording("signed by", "ditandatangani oleh")
    case .aroundCutOff: KeywordWording("_ each side of the cut-off", "_ di sekitar garis potong")
    case .markWhen: KeywordWording("mark when", "tandai bila")
    case .down: KeywordWording("down", "ke bawah")
    case .across: KeywordWording("across", "ke samping")
    case .monthGroup: KeywordWording("month from", "bulan dari")
    case .quarterGroup: KeywordWording("quarter from", "triwulan dari")
    case .semesterGroup: KeywordWording("semester from", "semester dari")
    // `tahun dari … sampai …` is a span of years.
    case .yearGroup: KeywordWording(["year from", "budget year from"], ["tahun anggaran dari"])
    case .inScenario: KeywordWording("in", "pada skenario")
    case .fileTo: KeywordWording("to", "ke")
    case .onePer: KeywordWording("one file per", "satu berkas per")
    case .revealing: KeywordWording("revealing", "dengan membuka")
    case .purpose: KeywordWording("for", "untuk keperluan")
    // Other actions
    case .compareWith: KeywordWording("with", "dengan")
    case .base: KeywordWording("base", "rencana awal")
    case .findFrom: KeywordWording("from", "dari")
    case .findTo: KeywordWording("to", ["sampai dengan", "sampai"])
    case .stepsOf:
      KeywordWording(["in steps of", "in multiples of"], ["dalam langkah", "dalam kelipatan", "kelipatan"])
    case .findAgainst: KeywordWording("against", "terhadap")
    case .asBars: KeywordWording("as bars", "sebagai batang")
    case .asHistogram: KeywordWording("as histogram", "sebagai histogram")
    case .asSparkline: KeywordWording("as sparkline", "sebagai garis")
    case .asDots: KeywordWording("as dots", "sebagai titik")
    case .asMap: KeywordWording("as map", "sebagai peta")
    case .soThat: KeywordWording("so that", "agar")
    case .isMet: KeywordWording("is met", "tercapai")
    case .whyFor: KeywordWording("for", "untuk")
    case .whyBetween: KeywordWording("between", "antara")
    case .forEachIn: KeywordWording("in", ["dari", "di"])
    case .checkElse: KeywordWording("else", ["bila gagal", "bila tidak"])
    // Questions
    case .theCost: KeywordWording(["cost", "the cost", "does it cost"], "biaya")
    case .aYear: KeywordWording("a year", "setahun")
    case .askedOf: KeywordWording("for", "untuk")
    case .alsoCost: KeywordWording(["and the cost", "and their cost"], ["dan biayanya", "dan biaya"])
    case .paidWith: KeywordWording("can be paid with", ["dapat dibayar dengan", "bisa dibayar dengan"])
    case .isEnough: KeywordWording("enough", "cukup")
    case .goalEnough: KeywordWording("is enough", "cukup")
    case .goalFunded:
      KeywordWording(["everyone is funded", "all are funded"], ["semua terdanai", "semua didanai"])
    case .asMet: KeywordWording("met", "tercapai")
    case .starting: KeywordWording("starting", "mulai")
    case .nextYear: KeywordWording("next year", "tahun depan")
    case .lessBy: KeywordWording("down", "turun")
    case .moreBy: KeywordWording("up", "naik")
    }
  }
}
