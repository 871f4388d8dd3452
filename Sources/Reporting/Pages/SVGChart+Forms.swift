import Diagnostics
import Evaluation
import Rosters
import Semantics

extension SVGChart {

  private func width(of text: String) -> Int { DisplayWidth.of(text) * 15 / 2 }

  private func place(_ n: Rational, _ scale: BarScale, _ steps: Int) -> Int {
    scale.position(n, steps: steps)
  }

  // MARK: Lines

  /// A line for each series, over the labels in their order; each has its own dashes beside its colour.
  var lines: String {
    let (labels, values, _, _) = spelled
    let names = chart.series.map { $0(language) }
    // There is room for the name of each line behind its end.
    let plotHeight = max(160, names.count * SVGChart.nameHeight)
    let left = SVGChart.margin + 8
    let tail =
      (names.count > 1 ? names.map { width(of: $0) }.max() ?? 0 : 0)
      + (values.joined().map { width(of: $0) }.max() ?? 0) + 28
    let total = left + SVGChart.plotWidth + tail + SVGChart.margin
    let top = SVGChart.margin + 56
    let noteTop = top + plotHeight + 46
    var svg = opening(total, noteTop + chart.notes.count * 18, left: left)
    let scale = BarScale(chart)
    let base = top + plotHeight - place(0, scale, plotHeight)
    svg +=
      "<line x1=\"\(left)\" y1=\"\(base)\" x2=\"\(left + SVGChart.plotWidth)\" y2=\"\(base)\" stroke=\"#999\"/>\n"
    let steps = max(1, chart.bars.count - 1)
    var ends: [(x: Int, y: Int, colour: String, text: String)] = []
    for k in 0..<max(1, chart.series.count) {
      var points: [(x: Int, y: Int, i: Int)] = []
      for (i, bar) in chart.bars.enumerated() where k < bar.values.count {
        guard let n = BarScale.number(bar.values[k]) else { continue }
        points.append(
          (left + SVGChart.plotWidth * i / steps, top + plotHeight - place(n, scale, plotHeight), i))
      }
      let colour = SVGChart.colours[k % SVGChart.colours.count]
      let dashes = ["", "6 3", "2 3", "8 3 2 3"][k % 4]
      // A value that is missing is a gap: a line across it would say what nobody knows.
      var stretches: [[(x: Int, y: Int, i: Int)]] = []
      for p in points {
        if let last = stretches.last?.last, last.i + 1 == p.i {
          stretches[stretches.count - 1].append(p)
        } else {
          stretches.append([p])
        }
      }
      for stretch in stretches where stretch.count > 1 {
        let path = stretch.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        svg +=
          "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\""
          + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"") + "/>\n"
      }
      for p in points { svg += "<circle cx=\"\(p.x)\" cy=\"\(p.y)\" r=\"2.5\" fill=\"\(colour)\"/>\n" }
      guard let last = points.last else { continue }
      let name = names.count > 1 && k < names.count ? names[k] + " " : ""
      ends.append((last.x + 8, last.y + 4, colour, escape(name + values[last.i][k])))
    }
    for end in SVGChart.apart(ends, bottom: top + plotHeight + 4) {
      svg += "<text x=\"\(end.x)\" y=\"\(end.y)\" fill=\"\(end.colour)\">\(end.text)</text>\n"
    }
    if let first = labels.first, let last = labels.last {
      let y = top + plotHeight + 20
      svg += "<text x=\"\(left)\" y=\"\(y)\">\(escape(first))</text>\n"
      if labels.count > 1 {
        svg +=
          "<text x=\"\(left + SVGChart.plotWidth)\" y=\"\(y)\" text-anchor=\"end\">\(escape(last))</text>\n"
      }
    }
    return svg + closing(top: noteTop)
  }

  /// The height that the name of a line takes.
  private static let nameHeight = 15

  /// Returns `ends` so far apart that their texts can be read, none below `bottom`.
  private static func apart(
    _ ends: [(x: Int, y: Int, colour: String, text: String)], bottom: Int
  ) -> [(x: Int, y: Int, colour: String, text: String)] {
    var sorted = ends.indices.sorted { (ends[$0].y, $0) < (ends[$1].y, $1) }.map { ends[$0] }
    for i in sorted.indices.dropFirst() { sorted[i].y = max(sorted[i].y, sorted[i - 1].y + nameHeight) }
    var limit = bottom
    for i in sorted.indices.reversed() {
      sorted[i].y = min(sorted[i].y, limit)
      limit = sorted[i].y - nameHeight
    }
    return sorted
  }

  // MARK: Dots

  /// A row for each group: hollow before, full after, and the way between them.
  var dots: String {
    let (labels, values, _, _) = spelled
    let isPair = chart.series.count > 1
    let left = SVGChart.margin + (labels.map { width(of: $0) }.max() ?? 0) + 12
    let words = values.map { $0.joined(separator: " → ") }
    let total = left + SVGChart.plotWidth + (words.map { width(of: $0) }.max() ?? 0) + 28 + SVGChart.margin
    let top = SVGChart.margin + 52 + (isPair ? 20 : 0)
    let noteTop = top + labels.count * 22 + 20
    var svg = opening(total, noteTop + chart.notes.count * 18, left: left)
    let (before, after) = (SVGChart.colours[1], SVGChart.colours[0])
    if isPair {
      let y = SVGChart.margin + 54
      let names = chart.series.map { $0(language) }
      svg +=
        "<circle cx=\"\(left + 5)\" cy=\"\(y - 4)\" r=\"5\" fill=\"#fff\" stroke=\"\(before)\" stroke-width=\"2\"/>"
        + "<text x=\"\(left + 16)\" y=\"\(y)\">\(escape(names[0]))</text>"
      let x = left + 40 + width(of: names[0])
      svg +=
        "<circle cx=\"\(x)\" cy=\"\(y - 4)\" r=\"6\" fill=\"\(after)\"/>"
        + "<text x=\"\(x + 11)\" y=\"\(y)\">\(escape(names[1]))</text>\n"
    }
    let scale = BarScale(chart)
    for (i, bar) in chart.bars.enumerated() {
      let y = top + i * 22 + 8
      svg += "<text x=\"\(left - 8)\" y=\"\(y + 4)\" text-anchor=\"end\">\(escape(labels[i]))</text>\n"
      svg +=
        "<line x1=\"\(left)\" y1=\"\(y)\" x2=\"\(left + SVGChart.plotWidth)\" y2=\"\(y)\" stroke=\"#e4e4e4\"/>\n"
      let places = bar.values.map { v in
        BarScale.number(v).map { left + place($0, scale, SVGChart.plotWidth) }
      }
      if isPair, let a = places.first ?? nil, let b = places.last ?? nil {
        svg += "<line x1=\"\(a)\" y1=\"\(y)\" x2=\"\(b)\" y2=\"\(y)\" stroke=\"#444\" stroke-width=\"2\"/>\n"
      }
      if isPair, let a = places.first ?? nil {
        svg +=
          "<circle cx=\"\(a)\" cy=\"\(y)\" r=\"5\" fill=\"#fff\" stroke=\"\(before)\" stroke-width=\"2\"/>\n"
      }
      if let b = places.last ?? nil { svg += "<circle cx=\"\(b)\" cy=\"\(y)\" r=\"6\" fill=\"\(after)\"/>\n" }
      svg += "<text x=\"\(left + SVGChart.plotWidth + 14)\" y=\"\(y + 4)\">\(escape(words[i]))</text>\n"
    }
    return svg + closing(top: noteTop)
  }

  // MARK: Map

  /// One hue from light to dark, which reads the same to every eye and on a grey printer.
  private static let blues = ["#eaf2f8", "#bcd6e8", "#7fb0d3", "#3a7fb0", "#12507d"]

  /// The regencies of East Java as tiles.
  func mapPicture(_ map: TileMap) -> String {
    let spelling = ValueSpelling(language)
    let layout = ValueSpelling.layout(of: chart.bars.lazy.flatMap(\.values), form: DisplayForm())
    let size = 66
    let (left, top) = (SVGChart.margin, SVGChart.margin + 50)
    let bottom = top + TileMap.rows * (size + 4)
    let noteTop = bottom + 54 + (map.others.isEmpty ? 0 : 18)
    let total = left + TileMap.columns * (size + 4) + SVGChart.margin
    var svg = opening(total, noteTop + chart.notes.count * 18, left: left)
    let scale = BarScale(chart)
    for row in 0..<TileMap.rows {
      for column in 0..<TileMap.columns {
        guard let tile = map.tile(row, column) else { continue }
        let value = map.value(of: tile)
        let shade = value.flatMap { BarScale.number($0) }.map { scale.classOf($0, count: 5) }
        let fill = shade.map { SVGChart.blues[$0] } ?? "#fff"
        let ink = (shade ?? 0) >= 3 ? "#fff" : "#222"
        let (x, y) = (left + column * (size + 4), top + row * (size + 4))
        let words = value.map { map.brief($0, spelling, layout, 8) } ?? "–"
        svg +=
          "<g><title>\(escape(tile.name)): \(escape(value.map { spelling($0) } ?? "–"))</title>"
          + "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(size)\" height=\"\(size)\" rx=\"4\" fill=\"\(fill)\" stroke=\"#8aa\"/>"
          + "<text x=\"\(x + size / 2)\" y=\"\(y + 28)\" text-anchor=\"middle\" font-weight=\"bold\" fill=\"\(ink)\">\(tile.short)</text>"
          + "<text x=\"\(x + size / 2)\" y=\"\(y + 48)\" text-anchor=\"middle\" font-size=\"12\" fill=\"\(ink)\">\(escape(words))</text></g>\n"
      }
    }
    for (i, text) in map.legend(scale, spelling, layout).enumerated() {
      let x = left + i * 118
      svg +=
        "<rect x=\"\(x)\" y=\"\(bottom + 12)\" width=\"16\" height=\"16\" fill=\"\(SVGChart.blues[i])\" stroke=\"#8aa\"/>"
        + "<text x=\"\(x + 22)\" y=\"\(bottom + 25)\">\(escape(text))</text>\n"
    }
    if !map.others.isEmpty {
      let names = map.others.map {
        "\(spelling($0.label)) \($0.values.last.map { spelling.cell($0, layout) } ?? "")"
      }
      svg +=
        "<text x=\"\(left)\" y=\"\(bottom + 50)\" fill=\"#444\">"
        + "\(escape(map.otherWords(language) + ": " + names.joined(separator: ", ")))</text>\n"
    }
    return svg + closing(top: noteTop)
  }
}
