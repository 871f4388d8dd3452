import Diagnostics
import Evaluation
import Rosters
import Semantics

/// The regencies and cities of East Java as tiles of one size, each about where it lies: small cities are as easy to see
/// as large regencies, and no shape speaks louder than a value.
struct TileMap {

  /// A tile.
  struct Tile: Hashable {
    /// The code of the Ministry of Home Affairs, after 35.
    let code: String
    /// Three letters.
    let short: String
    /// The name, with what it is.
    let name: String
  }

  /// How many columns and rows the map has.
  static let columns = 9
  static let rows = 5

  private static func kab(_ code: String, _ short: String, _ name: String) -> Tile {
    Tile(code: code, short: short, name: "Kab. " + name)
  }

  private static func kota(_ code: String, _ short: String, _ name: String) -> Tile {
    Tile(code: code, short: short, name: "Kota " + name)
  }

  /// From north to south, each from west to east; `nil` is sea, or another province.
  private static let grid: [[Tile?]] = [
    [
      nil, kab("23", "TBN", "Tuban"), kab("24", "LMG", "Lamongan"), kab("25", "GSK", "Gresik"),
      kota("78", "SBY", "Surabaya"), kab("26", "BKL", "Bangkalan"), kab("27", "SPG", "Sampang"),
      kab("28", "PMK", "Pamekasan"), kab("29", "SMP", "Sumenep"),
    ],
    [
      kab("21", "NGW", "Ngawi"), kab("22", "BJN", "Bojonegoro"), kab("17", "JBG", "Jombang"),
      kota("76", "KMO", "Mojokerto"), kab("15", "SDA", "Sidoarjo"), kota("75", "KPA", "Pasuruan"),
      kota("74", "KPR", "Probolinggo"), kab("12", "SIT", "Situbondo"), nil,
    ],
    [
      kab("20", "MGT", "Magetan"), kota("77", "KMA", "Madiun"), kab("18", "NGJ", "Nganjuk"),
      kab("16", "MJK", "Mojokerto"), kota("79", "BTU", "Batu"), kab("14", "PAS", "Pasuruan"),
      kab("13", "PRO", "Probolinggo"), kab("11", "BWS", "Bondowoso"), nil,
    ],
    [
      kab("02", "PNR", "Ponorogo"), kab("19", "MDN", "Madiun"), kota("71", "KKE", "Kediri"),
      kab("06", "KDR", "Kediri"), kota("72", "KBL", "Blitar"), kota("73", "KML", "Malang"),
      kab("08", "LMJ", "Lumajang"), kab("09", "JMR", "Jember"), kab("10", "BWI", "Banyuwangi"),
    ],
    [
      kab("01", "PCT", "Pacitan"), kab("03", "TRG", "Trenggalek"), kab("04", "TAG", "Tulungagung"),
      kab("05", "BLT", "Blitar"), kab("07", "MLG", "Malang"), nil, nil, nil, nil,
    ],
  ]

  private static let byName: [String: Tile] = {
    var found: [String: Tile] = [:]
    var bare: [String: [Tile]] = [:]
    for case let tile? in grid.joined() {
      found[folded(tile.name)] = tile
      found["35." + tile.code] = tile
      found["35" + tile.code] = tile
      bare[folded(tile.name.split(separator: " ").dropFirst().joined(separator: " ")), default: []].append(
        tile)
    }
    for (name, tiles) in bare where tiles.count == 1 { found[name] = tiles[0] }
    return found
  }()

  /// Returns `name` as it is compared: `KABUPATEN  GRESIK` is `kab. gresik`. A bare name that a city and a regency share
  /// is nobody's.
  private static func folded(_ name: String) -> String {
    var words = name.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    if let first = words.first, ["kabupaten", "kab", "kab."].contains(first) { words[0] = "kab." }
    return words.joined(separator: " ")
  }

  private var values: [Tile: ResultValue] = [:]

  /// The groups that are no regency of East Java.
  private(set) var others: [(label: ResultValue, values: [ResultValue])] = []

  /// Creates the map of `chart`, or `nil` if none of its groups is a regency of East Java.
  init?(_ chart: ResultChart) {
    for bar in chart.bars {
      let text = ValueSpelling(.english)(bar.label)
      // A name may have its code beside it.
      let parts = [
        text, text.split(separator: " ").first.map(String.init) ?? "",
        text.split(separator: " ").last.map { String($0.filter { !"()".contains($0) }) } ?? "",
      ]
      if let tile = parts.lazy.compactMap({ TileMap.byName[TileMap.folded($0)] }).first {
        values[tile] = bar.values.last ?? .missing
      } else {
        others.append(bar)
      }
    }
    if values.isEmpty { return nil }
  }

  /// Returns the tile at a place.
  func tile(_ row: Int, _ column: Int) -> Tile? { TileMap.grid[row][column] }

  /// Returns the value of `tile`, if there is one.
  func value(of tile: Tile) -> ResultValue? { values[tile] }

  /// Returns `value` in at most `width` columns: large numbers in thousands, millions and so on.
  func brief(
    _ value: ResultValue, _ spelling: ValueSpelling, _ form: ValueSpelling.ColumnLayout, _ width: Int
  )
    -> String
  {
    if case .share = value {
      let whole = spelling(value, form: DisplayForm(decimals: 1))
      if DisplayWidth.of(whole) <= width { return whole }
      return spelling(value, form: DisplayForm(decimals: 0))
    }
    let whole = spelling.cell(value, form)
    if DisplayWidth.of(whole) <= width { return whole }
    guard let n = BarScale.number(value) else { return DisplayWidth.fitting(whole, width) }
    let isIndonesian = spelling.language == .indonesian
    let sizes: [(Rational, String)] = [
      (1_000, isIndonesian ? "rb" : "k"), (1_000_000, isIndonesian ? "jt" : "m"),
      (1_000_000_000, isIndonesian ? "M" : "bn"), (1_000_000_000_000, isIndonesian ? "T" : "tn"),
    ]
    for (size, mark) in sizes {
      for decimals in [1, 0] {
        let text =
          spelling(.number((n / size) ?? 0, .plain), form: DisplayForm(decimals: decimals))
          .filter { $0 != "≈" } + mark
        if DisplayWidth.of(text) <= width { return text }
      }
    }
    return DisplayWidth.fitting(whole, width)
  }

  /// Returns the ranges of the five shades, from least to greatest.
  func legend(_ scale: BarScale, _ spelling: ValueSpelling, _ form: ValueSpelling.ColumnLayout) -> [String] {
    let isShare = values.values.contains { if case .share = $0 { true } else { false } }
    return (0..<5).map { i in
      let part = (scale.high - scale.low) * Rational(i)
      let low = scale.low + ((part / 5) ?? 0)
      if isShare {
        return "≥ " + spelling(.share(numerator: low, denominator: 1), form: DisplayForm(decimals: 0))
      }
      if scale.high - scale.low < 20 {
        return "≥ " + spelling(.number(low, .plain), form: DisplayForm(decimals: 1)).filter { $0 != "≈" }
      }
      return "≥ " + brief(.number(low, .plain), spelling, form, 9).filter { $0 != "≈" }
    }
  }

  /// What stands before the groups that are not on the map.
  func otherWords(_ language: Language) -> String {
    Bilingual(en: "Not on the map", id: "Tidak ada di peta")(language)
  }
}
