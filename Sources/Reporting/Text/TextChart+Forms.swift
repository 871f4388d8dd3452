import Evaluation
import Rosters
import Semantics

extension TextChart {

  private var form: ValueSpelling.ColumnLayout {
    ValueSpelling.layout(of: chart.bars.lazy.flatMap(\.values), form: DisplayForm())
  }

  private func text(_ value: ResultValue) -> String { layout.safe(layout.spelling.cell(value, form)) }

  private func label(_ value: ResultValue) -> String { layout.safe(layout.spelling(value)) }

  // MARK: Sparklines

  /// A line for each series: its name, its course, its first and last value, its least and greatest.
  var sparklines: [String] {
    let isNamed = chart.series.count > 1
    let names = chart.series.map { isNamed ? layout.safe($0(layout.language)) : "" }
    let nameWidth = names.map { DisplayWidth.of($0) }.max() ?? 0
    let scale = BarScale(chart)
    var lines: [String] = []
    for k in 0..<max(1, chart.series.count) {
      let values = chart.bars.map { k < $0.values.count ? $0.values[k] : .missing }
      let numbers = values.map { BarScale.number($0) }
      let drawn = numbers.map { mark($0, scale) }.joined()
      let known = zip(values, numbers).filter { $0.1 != nil }.map(\.0)
      var line = isNamed ? DisplayWidth.padded(k < names.count ? names[k] : "", to: nameWidth) + "  " : ""
      line += drawn
      if let first = known.first, let last = known.last {
        line += "  " + text(first) + (layout.isASCII ? " -> " : " → ") + text(last)
      }
      lines.append(line)
    }
    if let first = chart.bars.first, let last = chart.bars.last, chart.bars.count > 1 {
      let indent = isNamed ? String(repeating: " ", count: nameWidth + 2) : ""
      lines.append(indent + label(first.label) + (layout.isASCII ? " - " : " – ") + label(last.label))
    }
    return lines
  }

  /// The eight heights of a sparkline. In ASCII they are letters of growing weight.
  private func mark(_ n: Rational?, _ scale: BarScale) -> String {
    guard let n else { return " " }
    let marks =
      layout.isASCII ? ["_", ".", "-", "~", "=", "+", "*", "#"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return marks[min(7, scale.position(n, steps: 7))]
  }

  // MARK: Dots

  /// A row for each group: a hollow dot before, a full one after, and the way between them.
  var dots: [String] {
    let labels = chart.bars.map { label($0.label) }
    let isPair = chart.series.count > 1
    let values = chart.bars.map { $0.values.map(text) }
    var labelWidth = labels.map { DisplayWidth.of($0) }.max() ?? 0
    let valueWidth = values.joined().map { DisplayWidth.of($0) }.max() ?? 0
    var width = TextChart.widest
    if let whole = layout.width {
      labelWidth = min(labelWidth, max(12, whole / 3))
      width = max(8, min(width, whole - labelWidth - (isPair ? 2 : 1) * (valueWidth + 4) - 2))
    }
    let scale = BarScale(chart)
    let hollow = layout.isASCII ? "o" : "○"
    let full = layout.isASCII ? "@" : "●"
    var lines: [String] = []
    if isPair {
      let names = chart.series.map { layout.safe($0(layout.language)) }
      lines.append("\(hollow) \(names[0])   \(full) \(names[1])")
    }
    for (i, bar) in chart.bars.enumerated() {
      var cells = [String](repeating: layout.isASCII ? "." : "·", count: width)
      let places = bar.values.map { v in BarScale.number(v).map { scale.position($0, steps: width - 1) } }
      if isPair, let a = places.first ?? nil, let b = places.last ?? nil {
        for x in min(a, b)...max(a, b) { cells[x] = layout.isASCII ? "-" : "─" }
      }
      if isPair, let a = places.first ?? nil { cells[a] = hollow }
      if let b = places.last ?? nil { cells[b] = full }
      var line = DisplayWidth.padded(
        DisplayWidth.fitting(labels[i], labelWidth, mark: layout.cutMark), to: labelWidth)
      line +=
        "  " + cells.joined() + "  "
        + DisplayWidth.padded(values[i].first ?? "", to: valueWidth, isRight: true)
      if isPair {
        let arrow = layout.isASCII ? " -> " : " → "
        line += arrow + DisplayWidth.padded(values[i].last ?? "", to: valueWidth, isRight: true)
      }
      lines.append(line)
    }
    return lines
  }

  // MARK: Map

  /// The shades from least to greatest; each is a character of its own, so that colour says nothing alone.
  private var shades: [String] { layout.isASCII ? [".", ":", "+", "#", "@"] : ["·", "░", "▒", "▓", "█"] }

  /// Rows of tiles where the regencies lie, with a shade and a value each.
  func mapLines(_ map: TileMap) -> [String] {
    let hasValues = (layout.width ?? 80) >= TileMap.columns * 8
    let width = hasValues ? 8 : 5
    let scale = BarScale(chart)
    var lines: [String] = []
    for row in 0..<TileMap.rows {
      var upper = ""
      var lower = ""
      for column in 0..<TileMap.columns {
        let tile = map.tile(row, column)
        let value = tile.flatMap { map.value(of: $0) }
        let number = value.flatMap { BarScale.number($0) }
        let shade = number.map { shades[scale.classOf($0, count: 5)] } ?? " "
        let fill = String(repeating: shade, count: hasValues ? 3 : 1)
        upper += DisplayWidth.padded(tile.map { $0.short + fill } ?? "", to: width)
        let shown = tile == nil ? "" : value.map { map.brief($0, layout.spelling, form, width - 1) } ?? "–"
        lower += DisplayWidth.padded(layout.safe(shown), to: width)
      }
      func trimmed(_ s: String) -> String {
        var s = s
        while s.hasSuffix(" ") { s.removeLast() }
        return s
      }
      lines.append(trimmed(upper))
      if hasValues { lines.append(trimmed(lower)) }
    }
    lines += map.legend(scale, layout.spelling, form).enumerated().map { i, text in
      shades[i] + " " + layout.safe(text)
    }.reduce(into: [""]) { $0[0] += ($0[0].isEmpty ? "" : "   ") + $1 }
    if !map.others.isEmpty {
      let names = map.others.map { "\(label($0.label)) \($0.values.first.map(text) ?? "")" }
      lines.append(map.otherWords(layout.language) + ": " + names.joined(separator: ", "))
    }
    return lines
  }
}
