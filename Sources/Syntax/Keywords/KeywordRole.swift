/// What a word, or several together, mean at one place of the grammar.
///
/// The table is keyed by meaning and not by spelling: both languages share every rule of the grammar, and one
/// spelling may serve several roles that never compete at one place.
public enum KeywordRole: UInt16, Sendable, CaseIterable, Hashable {

  // MARK: The file

  /// `language`
  case languageHeader
  /// `edition`
  case edition
  /// `end`
  case end

  // MARK: Statements

  /// `use`
  case use
  /// `as of`
  case asOf
  /// `roster`
  case roster
  /// `kind`
  case kind
  /// `match`
  case match
  /// `group`
  case group
  /// `let`
  case letValue
  /// `param`
  case parameter
  /// `function`
  case function
  /// `rule`
  case rule
  /// `exception to`
  case exceptionTo
  /// `of`, after the reason of the exception that there is an exception to
  case exceptionOf
  /// `table`
  case table
  /// `target`
  case target
  /// `budget`
  case budget
  /// `split`
  case split
  /// `allocate`
  case allocate
  /// `ranking`
  case ranking
  /// `scenario`
  case scenario
  /// `test`
  case test
  /// `show`
  case show
  /// `chart`
  case chart
  /// `export`
  case export
  /// `report`
  case report
  /// `compare`
  case compare
  /// `find least _`
  case findLeast
  /// `find greatest _`
  case findGreatest
  /// `why`
  case why
  /// `why not`
  case whyNot
  /// `why differs`
  case whyDiffers
  /// `check`
  case check
  /// `warn when`
  case warnWhen
  /// `for each`
  case forEach
  /// `how many`
  case howMany
  /// `who`
  case who
  /// `is`, at the beginning of a question
  case ask
  /// `suppose`
  case suppose
  /// `back to the plan`
  case backToPlan
  /// `keep as`
  case keepAs
  /// `sweep`
  case sweep

  // MARK: Operators

  /// `and`
  case and
  /// `or`
  case or
  /// `not`
  case not
  /// `is`
  case isEqual
  /// `is not`
  case isNot
  /// `is missing`
  case isMissing
  /// `is present`
  case isPresent
  /// `is in`
  case isIn
  /// `is not in`
  case isNotIn
  /// `at least`
  case atLeast
  /// `at most`
  case atMost
  /// `before`
  case before
  /// `after`
  case after
  /// `on or before`
  case onOrBefore
  /// `on or after`
  case onOrAfter
  /// `from`
  case rangeFrom
  /// `to`
  case rangeTo
  /// `otherwise`
  case otherwise
  /// `but at least`
  case butAtLeast
  /// `but at most`
  case butAtMost
  /// `rounded to`
  case rounded
  /// `rounded down to`
  case roundedDown
  /// `rounded up to`
  case roundedUp
  /// `rounded half even to`
  case roundedHalfEven
  /// `of`
  case percentOf
  /// `as share of`
  case asShareOf
  /// `per`
  case perUnit
  /// `on`
  case onDate
  /// `in each month from`
  case inEachMonth
  /// `to`
  case monthsTo
  /// `or the next day`
  case orTheNextDay
  /// `in months`
  case inMonths
  /// `in years`
  case inYears

  // MARK: Values

  /// `yes`
  case yes
  /// `no`
  case no
  /// `missing`
  case missing
  /// `today`
  case today
  /// `this`
  case this
  /// `years from`
  case yearsFrom
  /// `months from`
  case monthsFrom
  /// `days from`
  case daysFrom
  /// `contribution months from`
  case contributionMonths
  /// `year of`
  case yearOf
  /// `semester of`
  case semesterOf
  /// `quarter of`
  case quarterOf
  /// `month of`
  case monthOf
  /// `month start of`
  case monthStartOf
  /// `month end of`
  case monthEndOf
  /// `day of`
  case dayOf
  /// `weekday of`
  case weekdayOf
  /// `quarter start of`
  case quarterStartOf
  /// `quarter end of`
  case quarterEndOf
  /// `year start of`
  case yearStartOf
  /// `year end of`
  case yearEndOf
  /// `to`
  case elapsedTo
  /// `through`
  case elapsedThrough
  /// `count`
  case count
  /// `sum of`
  case sum
  /// `average of`
  case average
  /// `median of`
  case median
  /// `min of`
  case min
  /// `max of`
  case max
  /// `share`
  case share
  /// `over`
  case over
  /// `of`
  case shareOf
  /// `where`
  case whereCondition
  /// `in this _`
  case inThis
  /// `set aside from`
  case setAsideFrom
  /// `not funded in`
  case notFundedIn
  /// `not ranked in`
  case notRankedIn
  /// `duplicates of`
  case duplicatesOf
  /// `at`
  case rowAt
  /// `only in`
  case onlyIn
  /// `in both`
  case inBoth
  /// `percent`
  case percentWord

  // MARK: Units

  /// `days`
  case dayUnit
  /// `months`
  case monthUnit
  /// `years`
  case yearUnit

  // MARK: Types and fields

  /// `text`
  case textType
  /// `nik`
  case nikType
  /// `count`
  case countType
  /// `whole`
  case wholeType
  /// `number`
  case numberType
  /// `percent`
  case percentType
  /// `money`
  case moneyType
  /// `date`
  case dateType
  /// `yes or no`
  case truthType
  /// `one of`
  case oneOf
  /// `from`
  case typeFrom
  /// `to`
  case typeTo
  /// `or`
  case choiceOr
  /// `key`
  case key
  /// `keep latest`
  case keepLatest
  /// `keep earliest`
  case keepEarliest
  /// `optional`
  case optional
  /// `private`
  case isPrivate
  /// `column`
  case column

  // MARK: Rosters, kinds, matches, groups

  /// `from`
  case rosterFrom
  /// `is`
  case rosterIs
  /// `like`
  case rosterLike
  /// `combining`
  case combining
  /// `from`
  case kindFieldFrom
  /// `require`
  case require
  /// `else`
  case requireElse
  /// `dialect`
  case dialect
  /// `code system`
  case codeSystem
  /// `at most _ set aside`
  case tolerance
  /// `state at`
  case stateAt
  /// `one row per`
  case oneRowPer
  /// `prefer`
  case prefer
  /// `then`
  case thenNext
  /// `needs`
  case needs
  /// `with`
  case matchWith
  /// `by`
  case matchBy
  /// `as`
  case matchAs
  /// `of`
  case groupOf

  // MARK: Authority

  /// `under`
  case under
  /// `unverified`
  case unverified
  /// `must be decided`
  case mustBeDecided
  /// `because`
  case because
  /// `from`
  case periodFrom
  /// `to`
  case periodTo

  // MARK: Rules, tables

  /// `for`
  case forRoster
  /// `when`
  case when
  /// `then`
  case then
  /// `except when`
  case exceptWhen
  /// `exactly one`
  case exactlyOne
  /// `first match`
  case firstMatch
  /// `priority`
  case priorityPolicy
  /// `all agree`
  case allAgree
  /// `collect`
  case collectPolicy
  /// `collect by priority`
  case collectByPriority
  /// `sum`
  case sumPolicy
  /// `min`
  case minPolicy
  /// `max`
  case maxPolicy
  /// `count`
  case countPolicy
  /// `from`
  case tableFrom
  /// `any`
  case anyCell
  /// `otherwise`
  case otherwiseCell
  /// `not`
  case notCell
  /// `from`
  case cellFrom
  /// `to`
  case cellTo
  /// `present`
  case presentCell
  /// `missing`
  case missingCell
  /// `unclear`
  case unclearCell

  // MARK: Targets and orders

  /// `of`
  case targetOf
  /// `reach`
  case reach
  /// `in each`
  case inEach
  /// `by`
  case deadline
  /// `baseline`
  case baseline
  /// `measured on`
  case measuredOn
  /// `cost`
  case cost
  /// `in order of`
  case inOrderOf
  /// `descending`
  case descending
  /// `ascending`
  case ascending
  /// `first`
  case rowsFirst
  /// `last`
  case rowsLast

  // MARK: Budgets and allocations

  /// `for`
  case spentOn
  /// `reserve`
  case reserve
  /// `valid from`
  case validFrom
  /// `kind`
  case purseKind
  /// `may be carried over`
  case carriedOver
  /// `in each of`
  case inEachOf
  /// `into`
  case splitInto
  /// `from`
  case allocateFrom
  /// `of`
  case purseOf
  /// `to`
  case allocateTo
  /// `pay`
  case pay
  /// `in proportion to`
  case proportion
  /// `equally`
  case equally
  /// `in parts`
  case inParts
  /// `settle claims of`
  case settleClaims
  /// `by`
  case claimsBy
  /// `proportion`
  case byProportion
  /// `equal awards`
  case equalAwards
  /// `equal losses`
  case equalLosses
  /// `talmud`
  case talmud
  /// `of`
  case quotaOf
  /// `in multiples of`
  case multiples
  /// `remainder by`
  case remainderBy
  /// `largest remainder`
  case largestRemainder
  /// `droop`
  case droop
  /// `webster`
  case webster
  /// `jefferson`
  case jefferson
  /// `adams`
  case adams
  /// `huntington-hill`
  case huntingtonHill
  /// `dean`
  case dean
  /// `ties by`
  case tiesBy
  /// `leftover to`
  case leftoverTo
  /// `may be split`
  case mayBeSplit
  /// `skip and go on`
  case skipAndGoOn
  /// `all or none in each`
  case allOrNone
  /// `keeping those in`
  case keepingThoseIn
  /// `only as far as target`
  case asFarAsTarget
  /// `maximise`
  case maximise
  /// `minimise`
  case minimise

  // MARK: Rankings and scenarios

  /// `of`
  case rankingOf
  /// `score`
  case score
  /// `shared`
  case shared
  /// `top _`
  case top
  /// `set`
  case set
  /// `to`
  case setTo
  /// `like`
  case scenarioLike
  /// `as of`
  case scenarioAsOf

  // MARK: Tests

  /// `given`
  case given
  /// `expect`
  case expect
  /// `error`
  case expectError
  /// `rule`
  case becauseRule
  /// `conserved`
  case conserved
  /// `independent of row order`
  case orderIndependent
  /// `monotone in`
  case monotoneIn
  /// `for each`
  case casesForEach
  /// `as of`
  case testAsOf

  // MARK: Queries and layout

  /// `all targets`
  case allTargets
  /// `by`
  case by
  /// `with`
  case with
  /// `as`
  case asName
  /// `_ decimals`
  case decimals
  /// `in thousands`
  case inThousands
  /// `in millions`
  case inMillions
  /// `in billions`
  case inBillions
  /// `in trillions`
  case inTrillions
  /// `sorted by`
  case sortedBy
  /// `first _`
  case first
  /// `total row`
  case totalRow
  /// `subtotal by`
  case subtotalBy
  /// `title`
  case title
  /// `note`
  case note
  /// `addressed to`
  case addressedTo
  /// `signed by`
  case signedBy
  /// `_ each side of the cut-off`
  case aroundCutOff
  /// `mark when`
  case markWhen
  /// `down`
  case down
  /// `across`
  case across
  /// `month from`
  case monthGroup
  /// `quarter from`
  case quarterGroup
  /// `semester from`
  case semesterGroup
  /// `year from`
  case yearGroup
  /// `in`
  case inScenario
  /// `to`
  case fileTo
  /// `one file per`
  case onePer
  /// `revealing`
  case revealing
  /// `for`
  case purpose

  // MARK: Other actions

  /// `with`
  case compareWith
  /// `base`
  case base
  /// `from`
  case findFrom
  /// `to`
  case findTo
  /// `in steps of`
  case stepsOf
  /// `against`
  case findAgainst
  /// `as bars`
  case asBars
  /// `as histogram`
  case asHistogram
  /// `as sparkline`
  case asSparkline
  /// `as dots`
  case asDots
  /// `as map`
  case asMap
  /// `so that`
  case soThat
  /// `is met`
  case isMet
  /// `for`
  case whyFor
  /// `between`
  case whyBetween
  /// `in`
  case forEachIn
  /// `else`
  case checkElse

  // MARK: Questions

  /// `cost`
  case theCost
  /// `a year`
  case aYear
  /// `for`
  case askedOf
  /// `and the cost`
  case alsoCost
  /// `can be paid with`
  case paidWith
  /// `enough`
  case isEnough
  /// `is enough`, of a goal
  case goalEnough
  /// `everyone is funded`, a goal
  case goalFunded
  /// `met`
  case asMet
  /// `starting`
  case starting
  /// `next year`
  case nextYear
  /// `down`
  case lessBy
  /// `up`
  case moreBy

  /// The position among all roles.
  var position: Int { Int(rawValue) }

  /// The name by which the grammar calls the role.
  public var name: String { String(describing: self) }
}
