import Diagnostics
import Evaluation
import Rosters
import Semantics

/// A chart as an SVG picture: the same bytes for the same data, no scripts, text as text.
public struct SVGChart: Sendable {

  /// The chart.
  public let chart: ResultChart
  /// The reader's language.
  public let language: Language
  /// What the picture's own names begin with: several pictures may stand on one page.
  public let prefix: String

  /// Creates the picture of `chart`.
  public init(_ chart: ResultChart, _ language: Language, prefix: String = "") {
    self.chart = chart
    self.language = language
    self.prefix = prefix
  }

  // Measures in pixels; a character of 13 px type is taken as 7.5 px wide.
  private static let barHeight = 16
  private static let barGap = 8
  private static let seriesGap = 2
  static let plotWidth = 420
  static let margin = 16
  // Blue and orange stay apart for readers who do not see red and green; the second series is hatched besides.
  static let colours = ["#1b6ca8", "#e08214", "#5e3c99", "#6b6b6b"]

  /// The picture.
  public var text: String {
    switch chart.form {
    case .bars, .histogram: bars
    case .sparkline: lines
    case .dots: dots
    case .map: TileMap(chart).map { mapPicture($0) } ?? bars
    }
  }

  /// Returns the spelled labels and values, and the heading with its unit.
  var spelled: (labels: [String], values: [[String]], heading: String, title: String) {
    let spelling = ValueSpelling(language)
    let layout = ValueSpelling.layout(of: chart.bars.lazy.flatMap(\.values), form: DisplayForm())
    let unit = spelling.headingUnit(layout)
    return (
      chart.bars.map { DisplayWidth.fitting(spelling($0.label), 40) },
      chart.bars.map { $0.values.map { spelling.cell($0, layout) } },
      chart.heading(language) + (unit.map { " (\($0))" } ?? ""),
      chart.title.map { spelling($0) } ?? chart.heading(language)
    )
  }

  /// Returns the beginning of a picture of `width` by `height`: what it is, and its title.
  func opening(_ width: Int, _ height: Int, left: Int) -> String {
    let (labels, values, heading, title) = spelled
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" role="img" \
      aria-labelledby="\(prefix)t \(prefix)d" font-family="sans-serif" font-size="13">
      <title id="\(prefix)t">\(escape(title))</title>
      <desc id="\(prefix)d">\(escape(description(labels, values, heading)))</desc>
      <rect width="\(width)" height="\(height)" fill="#fff"/>
      <text x="\(SVGChart.margin)" y="\(SVGChart.margin + 14)" font-size="16" font-weight="bold">\(escape(title))</text>
      <text x="\(left)" y="\(SVGChart.margin + 36)" fill="#444">\(escape(heading == title ? "" : heading))</text>

      """
  }

  /// Returns the notes below a picture, from `top`, and its end.
  func closing(top: Int) -> String {
    let spelling = ValueSpelling(language)
    var svg = ""
    for (i, note) in chart.notes.enumerated() {
      svg +=
        "<text x=\"\(SVGChart.margin)\" y=\"\(top + i * 18)\" fill=\"#444\">\(escape(spelling(note)))</text>\n"
    }
    return svg + "</svg>\n"
  }

  /// A bar for each value.
  private var bars: String {
    let spelling = ValueSpelling(language)
    let layout = ValueSpelling.layout(of: chart.bars.lazy.flatMap(\.values), form: DisplayForm())
    let scale = BarScale(chart)
    let labels = chart.bars.map { DisplayWidth.fitting(spelling($0.label), 40) }
    let labelWidth = (labels.map { DisplayWidth.of($0) }.max() ?? 0) * 15 / 2 + 8
    let values = chart.bars.map { $0.values.map { spelling.cell($0, layout) } }
    let valueWidth = (values.joined().map { DisplayWidth.of($0) }.max() ?? 0) * 15 / 2 + 8
    let seriesCount = max(1, chart.bars.map(\.values.count).max() ?? 1)
    let title = chart.title.map { spelling($0) } ?? chart.heading(language)
    let unit = spelling.headingUnit(layout)
    let heading = chart.heading(language) + (unit.map { " (\($0))" } ?? "")
    let left = SVGChart.margin + labelWidth
    let groupHeight =
      seriesCount * SVGChart.barHeight + (seriesCount - 1) * SVGChart.seriesGap
      + (chart.form == .histogram ? 1 : SVGChart.barGap)
    let top = SVGChart.margin + 44 + (chart.series.count > 1 ? 20 : 0)
    let noteTop = top + groupHeight * chart.bars.count + 12
    let height = noteTop + chart.notes.count * 18 + SVGChart.margin
    let width = left + SVGChart.plotWidth + valueWidth + SVGChart.margin
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" role="img" \
      aria-labelledby="\(prefix)t \(prefix)d" font-family="sans-serif" font-size="13">
      <title id="\(prefix)t">\(escape(title))</title>
      <desc id="\(prefix)d">\(escape(description(labels, values, heading)))</desc>
      <defs><pattern id="\(prefix)h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
      <rect width="5" height="5" fill="\(SVGChart.colours[1])"/><rect width="1.5" height="5" fill="#fff"/>\
      </pattern></defs>
      <rect width="\(width)" height="\(height)" fill="#fff"/>
      <text x="\(SVGChart.margin)" y="\(SVGChart.margin + 14)" font-size="16" font-weight="bold">\(escape(title))</text>
      <text x="\(left)" y="\(SVGChart.margin + 36)" fill="#444">\(escape(heading == title ? "" : heading))</text>

      """
    if chart.series.count > 1 {
      var x = left
      for (k, name) in chart.series.enumerated() {
        let text = name(language)
        svg +=
          "<rect x=\"\(x)\" y=\"\(SVGChart.margin + 44)\" width=\"12\" height=\"12\" fill=\"\(fill(k))\"/>"
          + "<text x=\"\(x + 17)\" y=\"\(SVGChart.margin + 54)\">\(escape(text))</text>\n"
        x += 17 + DisplayWidth.of(text) * 15 / 2 + 18
      }
    }
    let zero = scale.position(0, steps: SVGChart.plotWidth)
    for (i, bar) in chart.bars.enumerated() {
      let y = top + i * groupHeight
      let middle = y + seriesCount * SVGChart.barHeight / 2 + 5
      svg += "<text x=\"\(left - 8)\" y=\"\(middle)\" text-anchor=\"end\">\(escape(labels[i]))</text>\n"
      for (k, value) in bar.values.enumerated() {
        let barTop = y + k * (SVGChart.barHeight + SVGChart.seriesGap)
        var end = zero
        if let n = BarScale.number(value) {
          end = scale.position(n, steps: SVGChart.plotWidth)
          if end == zero && n.signum != 0 { end = zero + (n.signum > 0 ? 1 : -1) }
          svg +=
            "<rect x=\"\(left + min(zero, end))\" y=\"\(barTop)\" width=\"\(abs(end - zero))\" "
            + "height=\"\(SVGChart.barHeight)\" fill=\"\(fill(k))\"/>"
        }
        svg +=
          "<text x=\"\(left + max(zero, end) + 6)\" y=\"\(barTop + 12)\">\(escape(values[i][k]))</text>\n"
      }
    }
    svg +=
      "<line x1=\"\(left + zero)\" y1=\"\(top - 4)\" x2=\"\(left + zero)\" y2=\"\(noteTop - 12)\" stroke=\"#444\"/>\n"
    for (i, note) in chart.notes.enumerated() {
      svg +=
        "<text x=\"\(SVGChart.margin)\" y=\"\(noteTop + 8 + i * 18)\" fill=\"#444\">\(escape(spelling(note)))</text>\n"
    }
    return svg + "</svg>\n"
  }

  private func fill(_ series: Int) -> String {
    series == 1 ? "url(#\(prefix)h)" : SVGChart.colours[series % SVGChart.colours.count]
  }

  /// Returns in a sentence what the picture shows, for who can not see it.
  func description(_ labels: [String], _ values: [[String]], _ heading: String) -> String {
    let rows = zip(labels, values).prefix(60).map { "\($0): \($1.joined(separator: ", "))" }
    let rest = labels.count > 60 ? "; …" : ""
    return heading + ". " + rows.joined(separator: "; ") + rest + "."
  }

  func escape(_ text: String) -> String { MarkupText.escaping(text) }
}
