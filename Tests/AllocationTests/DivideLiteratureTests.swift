import Allocation
import Rosters
import Testing

/// Divisions published elsewhere, each with its source.
@Suite struct DivideLiteratureTests {

  static func seats(
    _ weights: [Int], _ seats: Int, _ method: RemainderMethod, floor: Int? = nil
  ) throws -> [Int64] {
    let problem = DivideProblem(
      available: Rational(seats), weights: weights.map { Rational($0) },
      floors: floor.map { [Rational](repeating: Rational($0), count: weights.count) }, method: method)
    let outcome = try problem.solve().get()
    #expect(outcome.left == 0)
    return try outcome.amounts.map { try #require($0.int64) }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    let weights: [Int]
    let seats: Int
    let method: RemainderMethod
    let expected: [Int64]
    var testDescription: String { "\(source), \(seats) by \(method)" }
  }

  // Balinski & Young, Fair Representation (1982), table 1.2 / the five-party example.
  static let five = [9061, 7179, 5259, 3319, 1182]
  // Wikipedia, "Largest remainder method", the example of 100,000 votes and ten seats (as its mirrors have it).
  static let votes = [47000, 16000, 15800, 12000, 6100, 3100]
  // Wikipedia, "D'Hondt method" and "Sainte-Laguë method", the example of 230,000 votes and eight seats.
  static let parties = [100_000, 80_000, 30_000, 20_000]
  // The United States census of 1790: Virginia … Delaware. For All Practical Purposes (10th ed.), example 14.6, has
  // Hamilton's vetoed bill of 120 seats; the Apportionment Act of 1792 gave Jefferson's 105.
  static let census1790 = [
    630_560, 475_327, 432_879, 353_523, 331_589, 278_514, 236_841, 206_236, 179_570, 141_822, 85_533, 70_835,
    68_705, 68_446, 55_540,
  ]

  // For All Practical Purposes (10th ed.), chapter 14, exercise 15.
  static let exercise = [5_576_330, 1_387_342, 3_334_241, 7_512_860, 310_968]
  // Northern Kentucky University, MAT 115, assignment 11, exercise 5: Jefferson breaks the quota of the first two.
  static let northernKentucky = [14_978, 12_991, 9_260, 5_453, 4_624, 2_753]
  // votingtheory.org: Droop gives the first one seat more than its quota rounded up.
  static let droop = [885_292, 50_089, 1_536, 87_859]
  // staatsrecht.honikel.de, worked examples of ten seats.
  static let honikel = [6_100, 5_000, 900]
  // Electowiki, "Largest remainder method": 25 and 26 seats.
  static let electowiki = [1_500, 1_500, 900, 500, 500, 200]
  // A textbook's fifty seats before and after a census: who grows least gains, who grows loses (Hamilton).
  static let before = [270_000, 140_400, 311_400, 367_200, 531_000]
  static let after = [270_000, 140_400, 325_800, 367_200, 532_800]

  static let cases: [Case] = [
    .init(
      source: "exercise 15", weights: exercise, seats: 89, method: .largestRemainder,
      expected: [27, 7, 16, 37, 2]),
    .init(
      source: "exercise 15", weights: exercise, seats: 90, method: .largestRemainder,
      expected: [28, 7, 17, 37, 1]),
    .init(
      source: "exercise 15", weights: exercise, seats: 91, method: .largestRemainder,
      expected: [28, 7, 17, 38, 1]),
    .init(
      source: "NKU 11.5", weights: northernKentucky, seats: 50, method: .jefferson,
      expected: [16, 14, 9, 5, 4, 2]),
    .init(
      source: "votingtheory.org", weights: droop, seats: 360, method: .droop, expected: [312, 17, 0, 31]),
    .init(source: "honikel.de", weights: honikel, seats: 10, method: .webster, expected: [5, 4, 1]),
    .init(source: "honikel.de", weights: honikel, seats: 10, method: .largestRemainder, expected: [5, 4, 1]),
    .init(source: "honikel.de", weights: honikel, seats: 10, method: .jefferson, expected: [6, 4, 0]),
    .init(
      source: "electowiki", weights: electowiki, seats: 25, method: .largestRemainder,
      expected: [7, 7, 4, 3, 3, 1]),
    .init(
      source: "electowiki", weights: electowiki, seats: 26, method: .largestRemainder,
      expected: [8, 8, 5, 2, 2, 1]),
    .init(
      source: "before the census", weights: before, seats: 50, method: .largestRemainder,
      expected: [8, 4, 10, 11, 17]),
    .init(
      source: "after the census", weights: after, seats: 50, method: .largestRemainder,
      expected: [8, 5, 10, 11, 16]),
    .init(
      source: "five parties", weights: five, seats: 26, method: .largestRemainder, expected: [9, 7, 5, 4, 1]),
    .init(
      source: "five parties", weights: five, seats: 27, method: .largestRemainder, expected: [9, 8, 6, 3, 1]),
    .init(source: "five parties", weights: five, seats: 26, method: .jefferson, expected: [10, 7, 5, 3, 1]),
    .init(source: "five parties", weights: five, seats: 26, method: .adams, expected: [9, 7, 5, 3, 2]),
    .init(source: "five parties", weights: five, seats: 26, method: .webster, expected: [9, 8, 5, 3, 1]),
    .init(
      source: "five parties", weights: five, seats: 26, method: .huntingtonHill, expected: [9, 7, 6, 3, 1]),
    .init(source: "five parties", weights: five, seats: 26, method: .dean, expected: [9, 7, 5, 4, 1]),
    .init(
      source: "ten seats", weights: votes, seats: 10, method: .largestRemainder, expected: [5, 2, 1, 1, 1, 0]),
    .init(source: "ten seats", weights: votes, seats: 10, method: .droop, expected: [5, 2, 2, 1, 0, 0]),
    .init(source: "eight seats", weights: parties, seats: 8, method: .jefferson, expected: [4, 3, 1, 0]),
    .init(source: "eight seats", weights: parties, seats: 8, method: .webster, expected: [3, 3, 1, 1]),
    .init(
      source: "census of 1790", weights: census1790, seats: 105, method: .jefferson,
      expected: [19, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 1]),
    .init(
      source: "census of 1790", weights: census1790, seats: 120, method: .largestRemainder,
      expected: [21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2]),
  ]

  @Test(arguments: cases) func published(_ c: Case) throws {
    #expect(try Self.seats(c.weights, c.seats, c.method) == c.expected)
  }

  /// The apportionment of the House of 2020 (United States Census Bureau, table 1 of April 2021), and the 89
  /// people by whom New York missed a seat, which would have been Minnesota's.
  @Test func theHouseOf2020() throws {
    let states: [(people: Int, seats: Int64)] = [
      (39_576_757, 52), (29_183_290, 38), (21_570_527, 28), (20_215_751, 26), (13_011_844, 17),
      (12_822_739, 17), (11_808_848, 15), (10_725_274, 14), (10_453_948, 14), (10_084_442, 13),
      (9_294_493, 12), (8_654_542, 11), (7_715_946, 10), (7_158_923, 9), (7_033_469, 9), (6_916_897, 9),
      (6_790_280, 9), (6_185_278, 8), (6_160_281, 8), (5_897_473, 8), (5_782_171, 8), (5_709_752, 8),
      (5_124_712, 7), (5_030_053, 7), (4_661_468, 6), (4_509_342, 6), (4_241_500, 6), (3_963_516, 5),
      (3_608_298, 5), (3_275_252, 4), (3_192_406, 4), (3_108_462, 4), (3_013_756, 4), (2_963_914, 4),
      (2_940_865, 4), (2_120_220, 3), (1_963_333, 3), (1_841_377, 2), (1_795_045, 2), (1_460_137, 2),
      (1_379_089, 2), (1_363_582, 2), (1_098_163, 2), (1_085_407, 2), (990_837, 1), (887_770, 1),
      (779_702, 1), (736_081, 1), (643_503, 1), (577_719, 1),
    ]
    var people = states.map(\.people)
    let seats = states.map(\.seats)
    #expect(try Self.seats(people, 435, .huntingtonHill, floor: 1) == seats)
    people[3] += 88
    #expect(try Self.seats(people, 435, .huntingtonHill, floor: 1) == seats)
    people[3] += 1
    let changed = try Self.seats(people, 435, .huntingtonHill, floor: 1)
    #expect(changed.indices.filter { changed[$0] != seats[$0] } == [3, 21])
    #expect(changed[3] == 27)
  }

  /// The regulation language's worked example strands 400; redistribution leaves only what all caps refuse.
  @Test func whatACapRefusesGoesToTheOthers() throws {
    let first = try DivideProblem(available: 1200, weights: [3, 1, 2], caps: [300, 300, 300]).solve().get()
    #expect(first.amounts == [300, 300, 300])
    #expect(first.left == 300)
    let second = try DivideProblem(available: 1000, weights: [3, 1, 2], caps: [400, 400, 300]).solve().get()
    #expect(second.amounts == [400, 300, 300])
    #expect(second.left == 0)
  }
}
