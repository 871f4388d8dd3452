/// The regencies and villages that workers are spread over, with what differs between regencies.
struct Regions {
  struct Village {
    let code: String
    /// An urban ward has no village head, officials or council.
    let isWard: Bool
  }

  struct Regency {
    let code: String
    let population: Int
    let villages: [Village]
    /// How many of 1000 workers without a post are covered.
    let coverage: Int
    /// How many of 1000 village officials are covered.
    let officialCoverage: Int
    /// How many of 1000 workers work with tobacco.
    let tobacco: Int
  }

  let regencies: [Regency]

  /// The tobacco-growing and cigarette-making regencies of the province.
  private static let tobaccoRegencies: Set<String> = [
    "35.06", "35.07", "35.09", "35.11", "35.12", "35.13", "35.14", "35.22", "35.28", "35.29", "35.71",
  ]

  /// Creates the regions from the rows of `regencies.csv` and `villages.csv`, or `nil` if a needed column is not there.
  init?(regencies regencyTable: SimpleTable, villages villageTable: SimpleTable, seed: UInt64) {
    guard let code = regencyTable.column("code"), let population = regencyTable.column("population"),
      let villageCode = villageTable.column("code"), let villageRegency = villageTable.column("regency"),
      let villageKind = villageTable.column("kind")
    else { return nil }
    var villages: [String: [Village]] = [:]
    for row in villageTable.rows {
      villages[row[villageRegency], default: []].append(
        Village(code: row[villageCode], isWard: row[villageKind] == "kelurahan"))
    }
    // A generator of its own, so that a regency's character does not depend on how many workers are drawn.
    var random = SplitMix64(seed: seed ^ 0x5245_4749_4F4E_5321)
    regencies = regencyTable.rows.map { row in
      let grows = Self.tobaccoRegencies.contains(row[code])
      return Regency(
        code: row[code], population: Int(row[population]) ?? 0, villages: villages[row[code]] ?? [],
        coverage: random.from(205...425), officialCoverage: random.from(925...995),
        tobacco: grows ? random.from(260...420) : random.from(10...30))
    }
  }
}

/// A CSV table without quotes, as the region tables are: fields by name, rows of text.
struct SimpleTable {
  let names: [String]
  let rows: [[String]]

  /// Creates the table from its text; rows of another width than the header are left out.
  init(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    names = lines.first ?? []
    rows = lines.dropFirst().filter { [width = names.count] in $0.count == width }
  }

  /// Returns the position of the column called `name`.
  func column(_ name: String) -> Int? { names.firstIndex(of: name) }
}
