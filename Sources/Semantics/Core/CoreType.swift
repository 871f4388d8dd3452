import Rosters

/// What a value is, with its unit.
public indirect enum CoreType: Hashable, Sendable {

  /// Yes or no.
  case truth
  /// A text.
  case text
  /// A national identity number.
  case nik
  /// A day.
  case date
  /// An exact number with its unit: a count, a percentage, rupiah, a duration, a rate.
  case number(UnitOfMeasure)
  /// A part of a population: numerator and denominator, whose population `PopulationID` identifies.
  case share(PopulationID)
  /// One of a list of choices; its values are positions in the list.
  case choice(ChoiceListID)
  /// A row of a roster; its values are row numbers.
  case row(RosterID)
  /// What an error left open; it fits everything, so that one mistake draws one message.
  case unknown
}

/// The unit of a number, as exponents of what it counts or measures.
public struct UnitOfMeasure: Hashable, Sendable {

  /// How a number without a unit reads.
  public enum Scale: Hashable, Sendable {
    /// A plain number.
    case plain
    /// A percentage: 0.334 is 33,4%.
    case percent
    /// Percentage points: the difference of two percentages.
    case points
    /// A calendar year: a plain number whose thousands nobody groups.
    case year
  }

  /// The exponent of rupiah.
  public var rupiah: Int8 = 0
  /// The exponent of calendar months.
  public var months: Int8 = 0
  /// The exponent of calendar years.
  public var years: Int8 = 0
  /// The exponent of days.
  public var days: Int8 = 0
  /// The exponent of what is counted: people, villages.
  public var counted: Int8 = 0
  /// What is counted, if the program says; two different ones do not mix.
  public var noun: String?
  /// How the number reads if all exponents are 0.
  public var scale: Scale = .plain

  /// Creates a plain number's unit.
  public init() {}

  /// A plain number.
  public static let plain = UnitOfMeasure()
  /// A percentage.
  public static let percent = with { $0.scale = .percent }
  /// A calendar year, such as 2026.
  public static let calendarYear = with { $0.scale = .year }
  /// Percentage points.
  public static let points = with { $0.scale = .points }
  /// Rupiah.
  public static let money = with { $0.rupiah = 1 }
  /// Rupiah per month.
  public static let moneyPerMonth = with {
    $0.rupiah = 1
    $0.months = -1
  }
  /// A count of rows.
  public static let count = with { $0.counted = 1 }
  /// Calendar years.
  public static let year = with { $0.years = 1 }
  /// Calendar months.
  public static let month = with { $0.months = 1 }
  /// Days.
  public static let day = with { $0.days = 1 }

  /// Returns the plain unit as `change` leaves it.
  public static func with(_ change: (inout UnitOfMeasure) -> Void) -> UnitOfMeasure {
    var u = UnitOfMeasure()
    change(&u)
    return u
  }
}

/// The identity of a roster in a core program.
public struct RosterID: Hashable, Sendable {
  /// The position in ``CoreProgram/rosters``.
  public let index: Int
  /// Creates an identity.
  public init(_ index: Int) { self.index = index }
}

/// The identity of a list of choices in a core program.
public struct ChoiceListID: Hashable, Sendable {
  /// The position in ``CoreProgram/choiceLists``.
  public let index: Int
  /// Creates an identity.
  public init(_ index: Int) { self.index = index }
}

/// The identity of a population: what a share is a share of.
public struct PopulationID: Hashable, Sendable {
  /// The position in ``CoreProgram/populations``.
  public let index: Int
  /// Creates an identity.
  public init(_ index: Int) { self.index = index }
}

/// The identity of a definition: a rule, a value, a parameter, a budget, and so on.
public struct DefinitionID: Hashable, Sendable {
  /// The position in ``CoreProgram/definitions``.
  public let index: Int
  /// Creates an identity.
  public init(_ index: Int) { self.index = index }
}
