/// The roles that are possible at one place of the grammar; the parser tries these and no others there.
///
/// A test holds that no two roles of one place share a phrase, in either language, unless a rule on the token
/// after it tells them apart.
public enum KeywordPlaces {

  /// The first words of a statement.
  static let statements: [KeywordRole] = [
    .use, .asOf, .roster, .kind, .match, .group, .letValue, .parameter, .function, .rule, .exceptionTo,
    .table,
    .target, .budget, .split, .allocate, .ranking, .scenario, .test, .show, .chart, .export, .report,
    .compare,
    .findLeast, .findGreatest, .why, .whyNot, .whyDiffers, .check, .warnWhen, .forEach, .howMany, .who, .ask,
    .suppose,
    .backToPlan, .keepAs, .sweep,
  ]

  /// Words after an operand that compare it.
  static let comparisons: [KeywordRole] = [
    .isEqual, .isNot, .isMissing, .isPresent, .isIn, .isNotIn, .atLeast, .atMost, .before, .after,
    .onOrBefore,
    .onOrAfter, .rangeFrom,
  ]

  /// Words after an operand that qualify it; the last ones are no qualifiers but longer phrases that win.
  static let qualifiers: [KeywordRole] = [
    .butAtLeast, .butAtMost, .otherwise, .asShareOf, .orTheNextDay, .onDate, .inEachMonth, .onOrBefore,
    .onOrAfter, .inScenario, .rowAt,
  ]

  /// Roundings.
  static let roundings: [KeywordRole] = [.rounded, .roundedDown, .roundedUp, .roundedHalfEven]

  /// Words after a single value that make it part of something larger.
  static let enlargers: [KeywordRole] =
    comparisons + roundings + conversions + [
      .butAtLeast, .butAtMost, .percentOf, .perUnit, .rowAt, .asShareOf, .orTheNextDay, .otherwise,
    ]

  /// Words that begin an aggregate.
  static let aggregates: [KeywordRole] = [.count, .sum, .average, .median, .min, .max, .share]

  /// Words that begin an operand; beside these stand names, literals and brackets.
  public static let operands: [KeywordRole] =
    aggregates + [
      .not, .yes, .no, .missing, .today, .this, .yearsFrom, .monthsFrom, .daysFrom, .onlyIn, .inBoth,
    ] + dates

  /// Words before a day, or before two, that make a number or another day of it.
  static let dates: [KeywordRole] = [
    .contributionMonths, .yearOf, .semesterOf, .quarterOf, .monthOf, .monthStartOf, .monthEndOf,
    .dayOf, .weekdayOf, .quarterStartOf, .quarterEndOf, .yearStartOf, .yearEndOf,
  ]

  /// Conversions of units.
  static let conversions: [KeywordRole] = [.inMonths, .inYears]

  /// Rows that are no roster's name.
  static let rowSources: [KeywordRole] = [.setAsideFrom, .notFundedIn, .notRankedIn, .duplicatesOf]

  /// The forms of a type; any other word is a roster's name.
  static let types: [KeywordRole] = [
    .textType, .nikType, .countType, .wholeType, .numberType, .percentType, .moneyType, .dateType, .truthType,
    .oneOf,
  ]

  /// What stands after a field's type.
  static let fieldModifiers: [KeywordRole] = [
    .key, .keepLatest, .keepEarliest, .optional, .isPrivate, .column,
  ]

  /// Where a roster's rows come from.
  static let rosterOrigins: [KeywordRole] = [.rosterFrom, .rosterIs, .rosterLike, .combining]

  /// The clauses of a roster, beside its fields.
  static let rosterClauses: [KeywordRole] = [
    .require, .dialect, .codeSystem, .tolerance, .stateAt, .oneRowPer, .prefer,
  ]

  /// What stands behind a number.
  static let authority: [KeywordRole] = [.under, .unverified]

  /// What stands after the result of a case.
  static let caseTail: [KeywordRole] = [.because, .under, .unverified, .periodFrom]

  /// The lines of a body.
  static let bodyLines: [KeywordRole] = [.when, .otherwise, .exceptWhen, .periodFrom]

  /// The lines of a parameter.
  static let parameterLines: [KeywordRole] = [.periodFrom, .exceptWhen, .under, .unverified]

  /// The hit policies of a table.
  static let hitPolicies: [KeywordRole] = [
    .exactlyOne, .firstMatch, .priorityPolicy, .allAgree, .collectPolicy, .collectByPriority, .sumPolicy,
    .minPolicy, .maxPolicy,
    .countPolicy,
  ]

  /// What may stand after the last bar of a decision table's row.
  static let tableRowTail: [KeywordRole] = [.because, .under, .unverified, .validFrom, .periodFrom]

  /// What follows the name of a table.
  static let tableHead: [KeywordRole] = hitPolicies + [.forRoster, .tableFrom, .under, .unverified]

  /// The first words of a cell.
  public static let cells: [KeywordRole] = [
    .anyCell, .otherwiseCell, .notCell, .cellFrom, .presentCell, .missingCell, .unclearCell, .mustBeDecided,
    .atLeast, .atMost, .before,
    .after, .onOrBefore, .onOrAfter,
  ]

  /// The clauses of a target.
  static let targetClauses: [KeywordRole] = [
    .targetOf, .reach, .inEach, .deadline, .baseline, .cost, .inOrderOf, .under, .unverified,
  ]

  /// The directions of an order.
  static let directions: [KeywordRole] = [.descending, .ascending, .rowsFirst, .rowsLast]

  /// The clauses of a budget.
  static let budgetClauses: [KeywordRole] = [
    .spentOn, .under, .reserve, .validFrom, .purseKind, .carriedOver,
  ]

  /// The clauses of an allocation.
  static let allocationClauses: [KeywordRole] = [
    .allocateFrom, .allocateTo, .pay, .inOrderOf, .proportion, .equally, .inParts, .settleClaims, .atLeast,
    .atMost, .multiples,
    .remainderBy, .tiesBy, .leftoverTo, .mayBeSplit, .skipAndGoOn, .allOrNone, .keepingThoseIn,
    .asFarAsTarget,
    .maximise, .minimise, .under, .unverified,
  ]

  /// The ways to give out what a division leaves over.
  static let remainders: [KeywordRole] = [
    .largestRemainder, .droop, .webster, .jefferson, .adams, .huntingtonHill, .dean,
  ]

  /// The ways to divide an estate over claims.
  static let claimsRules: [KeywordRole] = [.byProportion, .equalAwards, .equalLosses, .talmud]

  /// The clauses of a ranking.
  static let rankingClauses: [KeywordRole] = [
    .rankingOf, .score, .tiesBy, .top, .inEach, .under, .unverified,
  ]

  /// The lines of a scenario.
  static let scenarioLines: [KeywordRole] = [.set, .scenarioLike, .scenarioAsOf]

  /// The lines of a test.
  static let testLines: [KeywordRole] = [.given, .expect, .testAsOf, .inScenario, .casesForEach]

  /// The properties of an allocation.
  public static let properties: [KeywordRole] = [.conserved, .orderIndependent, .monotoneIn]

  /// The clauses of a query.
  public static let layout: [KeywordRole] = [
    .by, .with, .sortedBy, .first, .totalRow, .subtotalBy, .title, .note, .aroundCutOff, .markWhen,
    .inScenario,
  ]

  /// The clauses of a report, before what it shows.
  static let reportClauses: [KeywordRole] = [.title, .addressedTo, .note, .signedBy]

  /// How the answer to a question is laid out.
  static let questionClauses: [KeywordRole] = [.by, .sortedBy, .first, .inScenario]

  /// The clauses of a chart.
  static let chartClauses: [KeywordRole] = layout + [.fileTo, .stepsOf] + chartForms

  /// The forms of a chart.
  static let chartForms: [KeywordRole] = [.asBars, .asHistogram, .asSparkline, .asDots, .asMap]

  /// The clauses of any query, at which a list that stands before them ends.
  static let clausesOfQueries: [KeywordRole] = exportClauses + [.stepsOf] + chartForms

  /// The clauses of an export.
  static let exportClauses: [KeywordRole] = layout + [.fileTo, .onePer, .revealing]

  /// How a column is displayed.
  static let columnTail: [KeywordRole] = [
    .asName, .decimals, .inThousands, .inMillions, .inBillions, .inTrillions,
  ]

  /// The clauses of a search.
  static let findClauses: [KeywordRole] = [.findFrom, .findTo, .stepsOf, .findAgainst, .soThat]

  /// Words that follow a complete operand, so that they are not one where an operand could also stand.
  public static let followers: [KeywordRole] =
    [
      .rangeFrom, .atLeast, .atMost, .before, .after, .onOrBefore, .onOrAfter, .butAtLeast, .butAtMost,
      .isMissing,
      .isPresent, .isIn, .isNotIn, .isNot, .otherwise, .over, .because, .under, .mustBeDecided, .unverified,
      .thenNext,
      .exceptWhen, .inOrderOf, .inEach, .sortedBy, .first, .totalRow, .subtotalBy, .with, .aroundCutOff,
      .revealing, .onePer, .rowAt, .requireElse, .measuredOn, .tiesBy, .decimals, .inMillions, .inThousands,
      .inBillions, .inTrillions, .down, .across, .stepsOf, .findAgainst, .soThat, .isMet, .whyBetween, .then,
      .when, .onDate,
      .inScenario,
      .inEachMonth, .fileTo, .orTheNextDay, .asName, .paidWith, .goalEnough, .show,
    ] + roundings + directions + conversions
}
