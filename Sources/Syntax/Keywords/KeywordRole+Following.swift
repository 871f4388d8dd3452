import Diagnostics

extension KeywordRole {

  /// The roles whose phrases begin a statement.
  public static var beginningsOfStatements: [KeywordRole] { KeywordPlaces.statements }

  /// The roles whose phrases are the clauses of a search.
  public static var clausesOfSearches: [KeywordRole] { KeywordPlaces.findClauses }

  /// The roles that give a field, a parameter or an input its type.
  public static var typesOfValues: [KeywordRole] { KeywordPlaces.types }

  /// The roles whose phrases begin an expression.
  public static var beginningsOfExpressions: [KeywordRole] { KeywordPlaces.operands }

  /// The roles whose phrases stand by themselves: after them comes what may come after a value.
  public static var complete: [KeywordRole] {
    KeywordPlaces.directions + KeywordPlaces.chartForms + [
      .totalRow, .isMissing, .isPresent, .isMet, .yes, .no, .missing, .today, .decimals, .inThousands,
      .inMillions,
      .inBillions, .inTrillions, .down, .across, .mayBeSplit, .skipAndGoOn, .equally, .unverified,
      .mustBeDecided, .allTargets, .base, .conserved, .orderIndependent, .dayUnit, .monthUnit, .yearUnit,
    ]
  }

  /// The roles whose phrases name rows.
  public static var sourcesOfRows: [KeywordRole] { KeywordPlaces.rowSources + [.allTargets, .target] }

  /// The roles whose phrases may stand inside a statement that begins with this role: its clauses, and what makes
  /// expressions.
  public var followers: [KeywordRole] { Following.byStatement[self] ?? Following.expression + [.end] }
}

/// Which phrases are offered inside which statement.
private enum Following {

  static let expression: [KeywordRole] =
    KeywordPlaces.aggregates + KeywordPlaces.comparisons + KeywordPlaces.roundings + [
      .whereCondition, .and, .or, .not, .over, .shareOf, .otherwise, .butAtLeast, .butAtMost, .today, .yes,
      .no,
      .missing, .yearsFrom, .monthsFrom, .daysFrom, .inThis, .rangeTo, .inEachMonth, .onDate, .asShareOf,
    ]

  static let authority: [KeywordRole] = [.under, .unverified, .mustBeDecided]

  static let query: [KeywordRole] =
    KeywordPlaces.layout + KeywordPlaces.columnTail + KeywordPlaces.rowSources + KeywordPlaces.directions + [
      .allTargets, .target, .down, .across, .monthGroup, .quarterGroup,
      .semesterGroup, .yearGroup,
    ] + expression

  static let body: [KeywordRole] =
    KeywordPlaces.bodyLines + [.forRoster, .then, .because, .end] + authority + expression

  static let search: [KeywordRole] = KeywordPlaces.findClauses + [.target, .isMet, .end] + expression

  static let byStatement: [KeywordRole: [KeywordRole]] = [
    .show: query,
    .chart: query + [.fileTo, .stepsOf] + KeywordPlaces.chartForms,
    .export: query + [.fileTo, .onePer, .revealing, .purpose],
    .roster: KeywordPlaces.types + KeywordPlaces.fieldModifiers + KeywordPlaces.rosterOrigins
      + KeywordPlaces.rosterClauses + [.requireElse, .typeFrom, .typeTo, .end] + expression,
    .kind: KeywordPlaces.types + [.needs, .isPrivate, .optional],
    .rule: body,
    .exceptionTo: body,
    .function: body + KeywordPlaces.types,
    .table: KeywordPlaces.tableHead + KeywordPlaces.cells + KeywordPlaces.tableRowTail + [.periodTo, .end],
    .parameter: KeywordPlaces.parameterLines + KeywordPlaces.types + [.periodTo, .end] + authority,
    .target: KeywordPlaces.targetClauses + [.measuredOn, .end] + expression,
    .budget: KeywordPlaces.budgetClauses + [.inEachOf] + expression,
    .split: [.splitInto, .end],
    .allocate: KeywordPlaces.allocationClauses + KeywordPlaces.directions + KeywordPlaces.remainders
      + [.purseOf, .thenNext, .end] + expression,
    .ranking: KeywordPlaces.rankingClauses + [.shared, .thenNext, .end] + expression,
    .scenario: KeywordPlaces.scenarioLines + [.setTo, .end] + expression,
    .test: KeywordPlaces.testLines + KeywordPlaces.properties + [.expectError, .becauseRule, .end]
      + expression,
    .compare: [.compareWith, .base] + KeywordPlaces.columnTail,
    .findLeast: search,
    .findGreatest: search,
    .why: [.whyFor, .target, .inScenario],
    .whyNot: [.whyFor, .target, .inScenario],
    .whyDiffers: [.whyFor, .target, .whyBetween, .and, .base],
    .check: [.checkElse] + expression,
    .warnWhen: expression,
    .match: [.matchWith, .matchBy, .matchAs, .onlyIn, .inBoth, .end] + expression,
    .group: [.groupOf],
    .forEach: [.forEachIn, .end],
    .report: KeywordPlaces.reportClauses + [.end],
  ]
}

/// Words that may follow a number, so that they can be offered.
public enum NumberWords {

  /// Returns the units and magnitudes of `language`: `months`, `juta`.
  public static func units(in language: Language) -> [String] {
    let roles: [KeywordRole] = [.monthUnit, .yearUnit, .dayUnit]
    return roles.map { $0.wording.printed(in: language) }
  }

  /// Returns the words that multiply an amount, as they are printed.
  public static var magnitudes: [String] { CalendarWords.magnitudes.compactMap { $0.words.first } }
}
