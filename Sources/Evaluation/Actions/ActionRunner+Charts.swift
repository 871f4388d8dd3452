import Diagnostics
import Rosters
import Semantics
import Syntax

extension ActionRunner {

  /// Draws `query`, of which the one column is the value of its groups.
  func chart(
    _ query: CoreQuery, _ file: CoreExpression?, _ source: AnswerSource, _ scenario: String?,
    into outcome: inout ActionOutcome
  ) throws {
    let table = try QueryAnswer(query, source).table()
    var drawing = ChartData(table, query, language)
    if query.chartForm == .dots, let scenario {
      drawing.bars = drawing.bars(
        before: ChartData(try QueryAnswer(query, self.source).table(), query, language))
      drawing.series = [Bilingual(en: "the plan", id: "rencana"), Bilingual(same: scenario)]
    }
    if query.chartForm == .histogram {
      let step = try query.chartStep.map { try number($0, source) }
      guard let bars = drawing.binned(by: step) else {
        throw ActionStop([.badHistogramStep(at: query.chartStep?.origin ?? query.groups[0].origin)])
      }
      drawing.bars = bars
    }
    if query.chartForm == .sparkline, query.groups.count == 2 { drawing.turnToSeries() }
    let facts = (scenario.map { [.scenario($0)] } ?? []) + table.facts
    var chart = ResultChart(
      title: table.title, heading: drawing.heading, bars: drawing.bars, series: drawing.series,
      notes: [Phrase.inOneLine(facts)] + table.notes)
    chart.form = query.chartForm
    guard let file else {
      outcome.blocks.append(.chart(chart))
      return
    }
    let path = try text(of: file)
    guard suffix(of: path) == "svg" else {
      throw ActionStop([.unknownFileFormat(path, known: ["svg"], at: file.origin)])
    }
    outcome.files.append(
      OutputFile(path: path, bytes: writer.picture(chart, language: language), origin: file.origin))
    outcome.blocks.append(.sentence(.reported(path)))
  }

  private func number(_ e: CoreExpression, _ source: AnswerSource) throws -> Rational {
    guard case .number(let n) = try source.value(of: e) else { return .zero }
    return n
  }
}

/// The groups of a query on their way to a chart.
private struct ChartData {

  typealias Bar = (label: ResultValue, values: [ResultValue])

  /// A bar for each group.
  var bars: [Bar]
  /// The names of the values.
  var series: [Bilingual]
  /// The heading of the values.
  let heading: Bilingual
  /// The labels of each bar, one a grouping.
  private var labels: [[ResultValue]]

  init(_ table: ResultTable, _ query: CoreQuery, _ language: Language) {
    let count = max(1, table.columns.count - query.columns.count)
    let rows = table.rows.filter { $0.kind == .plain }
    labels = rows.map { Array($0.cells.prefix(count)) }
    bars = rows.map { row in
      let label: ResultValue =
        count == 1
        ? row.cells[0]
        : .text(row.cells.prefix(count).map { ValueSpelling(language)($0) }.joined(separator: " "))
      return (label: label, values: Array(row.cells.dropFirst(count)))
    }
    series = table.columns.dropFirst(count).map(\.heading)
    heading = series.count == 1 ? series[0] : Bilingual(same: "")
  }

  /// Returns the bars of both, those of `other` first in each.
  func bars(before other: ChartData) -> [Bar] {
    var old: [ResultValue: ResultValue] = [:]
    for bar in other.bars where old[bar.label] == nil { old[bar.label] = bar.values.first }
    var known: Set<ResultValue> = []
    var result = bars.map { bar -> Bar in
      known.insert(bar.label)
      return (bar.label, [old[bar.label] ?? .missing, bar.values.first ?? .missing])
    }
    for bar in other.bars where known.insert(bar.label).inserted {
      result.append((bar.label, [bar.values.first ?? .missing, .missing]))
    }
    return result
  }

  /// Makes a series of each group of the first grouping, with a point for each of the second.
  mutating func turnToSeries() {
    var names: [ResultValue] = []
    var points: [ResultValue] = []
    var values: [[ResultValue]: ResultValue] = [:]
    for (label, bar) in zip(labels, bars) where label.count == 2 {
      if !names.contains(label[0]) { names.append(label[0]) }
      if !points.contains(label[1]) { points.append(label[1]) }
      values[label] = bar.values.first
    }
    points = ChartData.inOrder(points)
    series = names.map { n in
      Bilingual(en: ValueSpelling(.english)(n), id: ValueSpelling(.indonesian)(n))
    }
    bars = points.map { p in (p, names.map { values[[$0, p]] ?? .missing }) }
  }

  /// Returns `points` in the order of their values, if they are numbers or days.
  private static func inOrder(_ points: [ResultValue]) -> [ResultValue] {
    var numbers: [(n: Rational, point: ResultValue)] = []
    for point in points {
      switch point {
      case .number(let n, _): numbers.append((n, point))
      case .date(let d), .month(let d), .period(let d, _): numbers.append((Rational(Int64(d.days)), point))
      case .missing: continue
      case .notApplicable, .truth, .share, .text, .bilingual, .nik, .masked: return points
      }
    }
    return numbers.sorted { $0.n < $1.n }.map(\.point) + points.filter { $0 == .missing }
  }

  /// The most bars of a histogram.
  private static let mostBins = 200

  /// Returns the bars with the groups of each step together; `nil` if there would be too many, or a step is not above 0.
  func binned(by step: Rational?) -> [Bar]? {
    var numbers: [(n: Rational, unit: UnitOfMeasure, value: ResultValue)] = []
    var rest: [Bar] = []
    for bar in bars {
      guard case .number(let n, let unit) = bar.label, let value = bar.values.first else {
        rest.append(bar)
        continue
      }
      numbers.append((n, unit, value))
    }
    guard let low = numbers.map(\.n).min(), let high = numbers.map(\.n).max(), let unit = numbers.first?.unit
    else { return bars }
    let step = step ?? ChartData.niceStep(high - low)
    guard step.signum > 0, let first = (low / step)?.rounded(.down).int64,
      let last = (high / step)?.rounded(.down).int64,
      case let span = last.subtractingReportingOverflow(first),
      !span.overflow, span.partialValue < ChartData.mostBins
    else { return nil }
    var sums = [ResultValue?](repeating: nil, count: Int(last - first) + 1)
    for (n, _, value) in numbers {
      guard let place = (n / step)?.rounded(.down).int64 else { return nil }
      let i = Int(place - first)
      sums[i] = ChartData.sum(sums[i], value)
    }
    let areWhole = numbers.allSatisfy { $0.n.int64 != nil } && step.int64 != nil
    let empty = numbers.first.map { ChartData.zero(like: $0.value) } ?? .missing
    return sums.enumerated().map { i, sum in
      let from = Rational(first + Int64(i)) * step
      return (ChartData.label(from, step, unit, areWhole: areWhole), [sum ?? empty])
    } + rest
  }

  /// Returns a step of 1, 2 or 5 times a power of ten of which `width` has at most 12.
  private static func niceStep(_ width: Rational) -> Rational {
    var power: Rational = 1
    while true {
      for factor in [Rational(1), 2, 5] where width < power * factor * 12 { return power * factor }
      power = power * 10
    }
  }

  private static func sum(_ a: ResultValue?, _ b: ResultValue) -> ResultValue {
    if case .number(let x, let unit)? = a, case .number(let y, _) = b { return .number(x + y, unit) }
    if case .share(let n, let d)? = a, case .share(let m, let e) = b {
      return .share(numerator: n + m, denominator: d + e)
    }
    return b == .missing ? a ?? b : b
  }

  private static func zero(like value: ResultValue) -> ResultValue {
    if case .number(_, let unit) = value { return .number(0, unit) }
    return .missing
  }

  private static func label(_ from: Rational, _ step: Rational, _ unit: UnitOfMeasure, areWhole: Bool)
    -> ResultValue
  {
    // People and years are counted without saying so on each bar; rupiah says what it is.
    let shown: UnitOfMeasure = unit.isDimensionless ? unit : unit.rupiah == 1 ? .money : .plain
    func text(_ language: Language) -> String {
      let spelling = ValueSpelling(language)
      let low = spelling(.number(from, shown))
      if areWhole && step == 1 { return low }
      if areWhole { return low + "–" + spelling(.number(from + step - 1, shown)) }
      return low + " – <" + spelling(.number(from + step, shown))
    }
    return .bilingual(Bilingual(en: text(.english), id: text(.indonesian)))
  }
}
