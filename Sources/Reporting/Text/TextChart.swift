import Diagnostics
import Evaluation
import Rosters
import Semantics

/// The lengths of a chart's bars, as exact parts of the longest that could be drawn.
struct BarScale {

  /// The value at the left end of the drawing: zero, or the least if one is below zero.
  let low: Rational
  /// The value at the right end.
  let high: Rational

  /// Creates the scale of `chart`. Shares are drawn on 0 to 100%, so that two charts of shares can be compared.
  init(_ chart: ResultChart) {
    var low = Rational.zero
    var high = Rational.zero
    for bar in chart.bars {
      for value in bar.values {
        if case .share = value { high = max(high, 1) }
        guard let n = BarScale.number(value) else { continue }
        low = min(low, n)
        high = max(high, n)
      }
    }
    self.low = low
    self.high = high
  }

  /// Returns the number that `value` is drawn as, or `nil` if it has none.
  static func number(_ value: ResultValue) -> Rational? {
    switch value {
    case .number(let n, _): n
    case .share(let n, let d): n / d
    case .truth(let b): b ? 1 : 0
    case .missing, .notApplicable, .date, .month, .period, .text, .bilingual, .nik, .masked: nil
    }
  }

  /// Returns in which of `count` equal classes `n` falls, from 0; a class begins with its lower bound.
  func classOf(_ n: Rational, count: Int) -> Int {
    guard let part = (n - low) / (high - low), let place = (part * Rational(count)).rounded(.down).int64
    else {
      return 0
    }
    return Int(clamping: min(max(0, place), Int64(count - 1)))
  }

  /// Returns where `n` is drawn, in steps of which the drawing has `steps`.
  func position(_ n: Rational, steps: Int) -> Int {
    guard let part = (n - low) / (high - low), let place = (part * Rational(steps)).rounded(.nearest).int64
    else { return 0 }
    return Int(clamping: min(max(0, place), Int64(steps)))
  }
}

/// A chart as lines of text.
struct TextChart {
  let chart: ResultChart
  let layout: TextLayout

  /// The columns of the longest bar where the width does not decide.
  static let widest = 40

  /// The lines of the chart, without its title and notes.
  var lines: [String] {
    switch chart.form {
    case .bars, .histogram: bars
    case .sparkline: sparklines
    case .dots: dots
    case .map: TileMap(chart).map { mapLines($0) } ?? bars
    }
  }

  /// A bar for each value.
  private var bars: [String] {
    let spelling = layout.spelling
    let labels = chart.bars.map { layout.safe(spelling($0.label)) }
    let form = ValueSpelling.layout(of: chart.bars.lazy.flatMap(\.values), form: DisplayForm())
    let values = chart.bars.map { $0.values.map { layout.safe(spelling.cell($0, form)) } }
    let series = chart.series.count > 1 ? chart.series.map { layout.safe($0(layout.language)) } : []
    var labelWidth = labels.map { DisplayWidth.of($0) }.max() ?? 0
    let seriesWidth = series.map { DisplayWidth.of($0) + 2 }.max() ?? 0
    let valueWidth = values.joined().map { DisplayWidth.of($0) }.max() ?? 0
    var barWidth = TextChart.widest
    if let width = layout.width {
      labelWidth = min(labelWidth, max(12, width / 3))
      barWidth = max(8, min(barWidth, width - labelWidth - seriesWidth - valueWidth - 4))
    }
    let scale = BarScale(chart)
    var result: [String] = []
    for (i, bar) in chart.bars.enumerated() {
      for (k, value) in bar.values.enumerated() {
        let label = k == 0 ? DisplayWidth.fitting(labels[i], labelWidth, mark: layout.cutMark) : ""
        var line = DisplayWidth.padded(label, to: labelWidth) + "  "
        if !series.isEmpty { line += DisplayWidth.padded(k < series.count ? series[k] : "", to: seriesWidth) }
        let drawn = BarScale.number(value).map { self.bar($0, scale, width: barWidth) } ?? ""
        line += DisplayWidth.padded(values[i][k], to: valueWidth, isRight: true) + "  " + drawn
        while line.hasSuffix(" ") { line.removeLast() }
        result.append(line)
      }
    }
    return result
  }

  /// Returns the bar of `n`, `width` columns being the whole scale.
  private func bar(_ n: Rational, _ scale: BarScale, width: Int) -> String {
    let parts = layout.isASCII || scale.low.signum < 0 ? 1 : 8
    let full = layout.isASCII ? "#" : "█"
    let zero = scale.position(0, steps: width * parts)
    let end = scale.position(n, steps: width * parts)
    if parts == 1 {
      let left = String(repeating: " ", count: min(zero, end))
      return left + String(repeating: full, count: abs(end - zero))
    }
    let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let text = String(repeating: full, count: end / 8) + eighths[end % 8]
    // What is not nothing is seen.
    return text.isEmpty && n.signum > 0 ? "▏" : text
  }
}
