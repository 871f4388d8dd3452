import Rosters

/// Makes synthetic workers, one CSV line after another; the sequence depends on the seed and the regions alone.
struct WorkerMaker {
  static let header = "nik,name,village,role,segment,born,income,enrolled,decile,tobacco\n"

  private enum Role: Sendable {
    case villageHead, official, council, neighbourhoodHead, communityHead, cadre, farmer, fisher, trader,
      driver
    case tobaccoWorker, teacher
  }

  /// What is wrong with a row that is spoiled on purpose.
  private enum Flaw: Sendable {
    case none, enrolledBeforeBirth, unknownVillage, unlistedRole, damagedNumber, repeatedNumber
  }

  private var random: SplitMix64
  private let regions: Regions
  private let regencyDraw: Weighted<Int>
  /// Serial numbers given out, by day of birth and sex: a NIK is never given twice unless on purpose.
  private var serials: [UInt16]
  /// The worker before, whom a repeated row repeats; none after a damaged number.
  private var previous: (number: String, name: String, born: CalendarDate)?

  private static let firstBirth = CalendarDate(year: 1946, month: 1, day: 1) ?? CalendarDate(days: 0)
  private static let asOf = CalendarDate(year: 2026, month: 1, day: 1) ?? CalendarDate(days: 0)
  private static let firstEnrolment = CalendarDate(year: 2015, month: 7, day: 1) ?? CalendarDate(days: 0)
  private static let lastEnrolment = CalendarDate(year: 2026, month: 2, day: 28) ?? CalendarDate(days: 0)

  private static let flaws = Weighted<Flaw>([
    (.none, 9950), (.enrolledBeforeBirth, 10), (.unknownVillage, 10), (.unlistedRole, 10),
    (.damagedNumber, 10),
    (.repeatedNumber, 10),
  ])
  private static let villageRoles = Weighted<Role>([
    (.villageHead, 4), (.official, 44), (.council, 26), (.neighbourhoodHead, 62), (.communityHead, 22),
    (.cadre, 70),
    (.farmer, 400), (.fisher, 48), (.trader, 150), (.driver, 94), (.teacher, 60),
  ])
  private static let wardRoles = Weighted<Role>([
    (.neighbourhoodHead, 80), (.communityHead, 30), (.cadre, 80), (.farmer, 60), (.fisher, 40),
    (.trader, 360),
    (.driver, 270), (.teacher, 60),
  ])
  private static let lowDeciles = Weighted<Int>([
    (1, 17), (2, 16), (3, 15), (4, 13), (5, 11), (6, 9), (7, 8), (8, 6), (9, 3), (10, 2),
  ])
  private static let highDeciles = Weighted<Int>([
    (2, 2), (3, 4), (4, 7), (5, 12), (6, 18), (7, 20), (8, 18), (9, 12), (10, 7),
  ])

  private static let firstNames = [
    "Ahmad", "Siti", "Budi", "Sri", "Slamet", "Dewi", "Agus", "Nur", "Joko", "Wati", "Hasan", "Endang",
    "Supriyadi",
    "Khotimah", "Rahmat", "Yuliana", "Bambang", "Ningsih", "Imam", "Lestari", "Abdul", "Ratna", "Suparman",
    "Fatimah", "Edi", "Sumiati", "Hadi", "Mariyam", "Yanto", "Aminah", "Teguh", "Kartini",
  ]
  private static let lastNames = [
    "Santoso", "Wijaya", "Hidayat", "Rahayu", "Prasetyo", "Utami", "Saputra", "Wahyuni", "Setiawan", "Astuti",
    "Kurniawan", "Handayani", "Susanto", "Maulana", "Purnomo", "Hasanah", "Gunawan", "Suryani", "Firmansyah",
    "Widodo",
  ]
  private static let strayRoles = ["Linmas", "Karang Taruna", "kepala dusun", "Juru Parkir"]
  private static let strayVillages = ["35.99.01.2001", "35.16.00.2004", "Desa Sukamaju"]

  /// Creates a maker over regions of which each has a village.
  init(regions: Regions, seed: UInt64) {
    self.regions = regions
    random = SplitMix64(seed: seed)
    regencyDraw = Weighted(regions.regencies.indices.map { ($0, regions.regencies[$0].population) })
    serials = Array(repeating: 0, count: 2 * (Int(Self.asOf.days) - Int(Self.firstBirth.days)))
  }

  /// Appends the next worker's line to `out`.
  mutating func appendWorker(to out: inout [UInt8]) {
    let regencyIndex = regencyDraw.draw(&random)
    let regency = regions.regencies[regencyIndex]
    let village = random.element(of: regency.villages)
    let worksTobacco = random.chance(regency.tobacco)
    let drawn = village.isWard ? Self.wardRoles.draw(&random) : Self.villageRoles.draw(&random)
    let role: Role = worksTobacco && Self.mayRollTobacco(drawn) ? .tobaccoWorker : drawn
    let tobacco = role == .tobaccoWorker || (worksTobacco && random.chance(300))

    let age = drawAge()
    let born = CalendarDate(
      days: (Self.asOf.adding(months: -12 * age) ?? Self.asOf).days - Int32(random.below(365)))
    let female = random.chance(450)
    let earnsWage = random.chance(Self.wageEarners(role))
    let hasPost = role == .villageHead || role == .official
    let decile = hasPost ? Self.highDeciles.draw(&random) : Self.lowDeciles.draw(&random)
    let income = drawIncome(role, earnsWage: earnsWage, decile: decile)
    let isCovered = random.chance(Self.coverage(role, in: regency, decile: decile))
    let enrolled = drawEnrolment(born: born)
    let flaw = Self.flaws.draw(&random)

    var person = (
      number: identityNumber(district: regencyIndex + 1, born: born, female: female), name: drawName(),
      born: born
    )
    if flaw == .repeatedNumber, let previous { person = previous }
    previous = person
    if flaw == .damagedNumber {
      // What a spreadsheet makes of sixteen digits.
      person.number = "\"3,59\(person.number.dropFirst(3).prefix(3))E+15\""
      previous = nil
    }

    append(person.number, to: &out)
    append(person.name, to: &out)
    append(flaw == .unknownVillage ? random.element(of: Self.strayVillages) : village.code, to: &out)
    append(flaw == .unlistedRole ? random.element(of: Self.strayRoles) : spelling(of: role), to: &out)
    append(earnsWage ? "PU" : "BPU", to: &out)
    append(person.born.iso, to: &out)
    append(String(income), to: &out)
    if flaw == .enrolledBeforeBirth {
      append(CalendarDate(days: born.days - Int32(random.from(1...400))).iso, to: &out)
    } else {
      append(isCovered ? enrolled.iso : "", to: &out)
    }
    append(String(decile), to: &out)
    out.append(contentsOf: tobacco ? "yes\n".utf8 : "no\n".utf8)
  }

  private func append(_ field: String, to out: inout [UInt8]) {
    out.append(contentsOf: field.utf8)
    out.append(UInt8(ascii: ","))
  }

  private static func mayRollTobacco(_ role: Role) -> Bool {
    switch role {
    case .cadre, .farmer, .fisher, .trader, .driver, .teacher, .tobaccoWorker: true
    case .villageHead, .official, .council, .neighbourhoodHead, .communityHead: false
    }
  }

  /// How many of 1000 in the role are paid a wage.
  private static func wageEarners(_ role: Role) -> Int {
    switch role {
    case .villageHead, .official: 985
    case .council: 800
    case .neighbourhoodHead, .communityHead: 250
    case .tobaccoWorker: 300
    case .teacher: 60
    case .cadre, .farmer, .fisher, .trader, .driver: 20
    }
  }

  /// How many of 1000 are covered: the posts first, and a little fewer the poorer the household.
  private static func coverage(_ role: Role, in regency: Regions.Regency, decile: Int) -> Int {
    let base =
      switch role {
      case .villageHead, .official: regency.officialCoverage
      case .council: 820
      case .neighbourhoodHead, .communityHead: 640
      case .cadre, .teacher: regency.coverage + 60
      case .farmer, .fisher, .trader, .driver, .tobaccoWorker: regency.coverage
      }
    return role == .villageHead || role == .official ? base : base - 40 + 8 * decile
  }

  private mutating func drawAge() -> Int {
    let at = random.below(1000)
    if at < 12 { return 17 }
    if at < 420 { return random.from(18...39) }
    if at < 920 { return random.from(40...64) }
    return random.from(65...76)
  }

  private mutating func drawIncome(_ role: Role, earnsWage: Bool, decile: Int) -> Int {
    switch role {
    case .villageHead: return 2_426_640 + 50_000 * random.below(20)
    case .official: return random.chance(120) ? 2_224_420 : 2_022_200
    case .council, .neighbourhoodHead, .communityHead, .cadre, .farmer, .fisher, .trader, .driver,
      .tobaccoWorker,
      .teacher:
      if earnsWage {
        return random.chance(400) ? 1_000_000 : 1_000_000 + random.below(1_800_000)
      }
      let steps = decile * 3 + random.below(decile * 4 + 8)
      return 300_000 + 50_000 * steps
    }
  }

  /// A day on which the worker was grown up, a few of them in the two months to come.
  private mutating func drawEnrolment(born: CalendarDate) -> CalendarDate {
    let grown = born.adding(months: 17 * 12) ?? born
    let first = max(Self.firstEnrolment, grown)
    let last = random.chance(15) ? Self.lastEnrolment : CalendarDate(days: Self.asOf.days - 1)
    return CalendarDate(days: first.days + Int32(random.below(max(1, Int(last.days - first.days) + 1))))
  }

  private mutating func drawName() -> String {
    let name = "\(random.element(of: Self.firstNames)) \(random.element(of: Self.lastNames))"
    return random.chance(30) ? "\"\(name), S.Pd.\"" : name
  }

  /// Sixteen digits of the shape of a NIK in a regency that does not exist (35.99).
  private mutating func identityNumber(district: Int, born: CalendarDate, female: Bool) -> String {
    let (year, month, day) = born.civil
    let slot =
      2 * min(max(0, Int(born.days - Self.firstBirth.days)), serials.count / 2 - 1) + (female ? 1 : 0)
    serials[slot] += 1
    return "3599" + digits(district, 2) + digits(day + (female ? 40 : 0), 2) + digits(month, 2)
      + digits(year % 100, 2) + digits(Int(serials[slot]), 4)
  }

  private func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// The role as offices write it: neighbourhood heads in three spellings.
  private mutating func spelling(of role: Role) -> String {
    switch role {
    case .villageHead: return "kepala_desa"
    case .official: return "perangkat_desa"
    case .council: return "bpd"
    case .neighbourhoodHead: return random.element(of: ["Ketua RT", "Ketua RT", "RT", "rt"])
    case .communityHead: return random.element(of: ["Ketua RW", "RW", "rw"])
    case .cadre: return "kader"
    case .farmer: return "petani"
    case .fisher: return "nelayan"
    case .trader: return "pedagang"
    case .driver: return "ojek"
    case .tobaccoWorker: return "buruh_tembakau"
    case .teacher: return "guru_ngaji"
    }
  }
}
