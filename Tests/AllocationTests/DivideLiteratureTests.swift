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
  // Wikipedia, "Quota method" (largest remainder), the example of 100,000 votes and ten seats.
  static let votes = [47000, 16000, 15800, 12000, 6100, 3100]
  // Wikipedia, "D'Hondt method" and "Sainte-Laguë method", the example of 230,000 votes and eight seats.
  static let parties = [100_000, 80_000, 30_000, 20_000]
  // The United States census of 1790: Virginia … Delaware (105 seats of the first apportionment bill).
  static let census1790 = [
    630_560, 475_327, 432_879, 353_523, 331_589, 278_514, 236_841, 206_236, 179_570, 141_822, 85_533, 70_835,
    68_705, 68_446, 55_540,
  ]

  static let cases: [Case] = [
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
