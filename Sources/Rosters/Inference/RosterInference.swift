import Diagnostics

/// Guesses the schema of a data file, and says what it saw.
///
/// Careful rather than clever: a column is a number only if each of its cells prints back byte for byte, so that
/// `35.10` and `007` stay texts; a dialect is suggested only where some cell can be read in no other way.
public enum RosterInference {

  /// Returns the roster that `file` looks like, named `name`.
  public static func infer(
    _ file: DataFile, name: String, threads: Int = 1, limits: ReadingLimits = ReadingLimits()
  ) -> InferenceOutcome {
    let layout: FileLayout
    switch FileSniffer(file: file, limits: limits, wanted: []).sniff() {
    case .problem(let d):
      var problems = DiagnosticSet()
      problems.insert(d)
      return .problems(problems)
    case .layout(let l): layout = l
    }
    var observations: [Bilingual] = []
    let headers = usableHeaders(layout, &observations)
    guard !headers.isEmpty else {
      var problems = DiagnosticSet()
      problems.insert(.noUsableHeader(file.name, layout.headers))
      return .problems(problems)
    }
    let names = FieldNames.unique(headers)
    let fields = zip(names, headers).map { FieldSchema(name: $0, header: $1, type: .text, isOptional: true) }
    var table = RosterReader.read(
      files: [file], schema: RosterSchema(name: name, fields: fields),
      options: RosterReader.Options(threads: threads, limits: limits))
    if table.diagnostics.containsError { return .problems(table.diagnostics) }
    var looks = fields.indices.map {
      ColumnLook(header: headers[$0], column: table.columns[$0], rows: table.count)
    }
    table.columns = []

    let dialect = dialect(of: looks, &observations)
    if table.count == 0 {
      observations.append(
        Bilingual(
          en: "there is no row below the header; every type is only a guess",
          id: "tidak ada baris di bawah judul kolom; semua jenis hanya dugaan"))
    } else {
      for i in looks.indices { looks[i].settle(dialect, &observations) }
    }
    var schema = RosterSchema(name: name, fields: [], dialect: dialect)
    for (i, look) in looks.enumerated() {
      schema.fields.append(
        FieldSchema(
          name: names[i], header: headers[i], type: look.type, isOptional: look.blankCount > 0,
          isPrivate: look.isPersonal))
    }
    if let key = keyField(looks) {
      schema.fields[key].isKey = true
      let repeated = looks[key].repeatedCount
      if repeated > 0 {
        observations.append(
          Bilingual(
            en: "‘\(headers[key])’ repeats \(repeated) values; as a key it sets all their rows aside",
            id: "‘\(headers[key])’ mengulang \(repeated) nilai; sebagai kunci, semua barisnya disisihkan"))
      }
    } else if table.count > 0 {
      observations.append(
        Bilingual(
          en: "no column has a different value in every row; a key may span fields",
          id: "tidak ada kolom yang nilainya berbeda di setiap baris; kunci boleh terdiri atas beberapa kolom"
        ))
    }
    observe(table, layout, &observations)
    return .roster(
      InferredRoster(
        schema: schema, layout: layout, rowCount: table.rowsRead, columns: looks.map(\.summary),
        observations: observations))
  }

  /// Returns the headers that name one column each.
  private static func usableHeaders(_ layout: FileLayout, _ observations: inout [Bilingual]) -> [String] {
    var counts: [String: Int] = [:]
    for h in layout.headers { counts[h, default: 0] += 1 }
    let blank = counts[""] ?? 0
    if blank > 0 {
      observations.append(
        Bilingual(en: "columns without a header: \(blank)", id: "kolom tanpa judul: \(blank)"))
    }
    let repeated = layout.headers.filter { !$0.isEmpty && counts[$0] ?? 0 > 1 }
    if let first = repeated.first {
      observations.append(
        Bilingual(
          en: "‘\(first)’ is the header of several columns; rename all but one",
          id: "‘\(first)’ menjadi judul beberapa kolom; ganti nama semua kecuali satu"))
    }
    return layout.headers.filter { !$0.isEmpty && counts[$0] == 1 }
  }

  /// Returns the dialect that some cell proves; two proofs against each other leave it plain.
  private static func dialect(of looks: [ColumnLook], _ observations: inout [Bilingual]) -> DataDialect {
    let local = looks.first { $0.provesIndonesia != nil }
    let international = looks.first { $0.provesInternational != nil }
    if let local, let international {
      observations.append(
        Bilingual(
          en: "‘\(local.header)’ is written the Indonesian way (\(local.provesIndonesia ?? "")), "
            + "‘\(international.header)’ the international way (\(international.provesInternational ?? "")); "
            + "no dialect reads both",
          id: "‘\(local.header)’ ditulis dengan cara Indonesia (\(local.provesIndonesia ?? "")), "
            + "‘\(international.header)’ dengan cara internasional (\(international.provesInternational ?? "")); "
            + "tidak ada dialek yang membaca keduanya"))
      return .plain
    }
    if let local {
      observations.append(
        Bilingual(
          en: "written the Indonesian way: ‘\(local.provesIndonesia ?? "")’ in ‘\(local.header)’",
          id: "ditulis dengan cara Indonesia: ‘\(local.provesIndonesia ?? "")’ pada ‘\(local.header)’"))
      return .indonesia
    }
    // A point that begins decimals matters only where another cell could be read both ways.
    if international != nil, looks.contains(where: { $0.hasAmbiguousNumbers }) { return .international }
    return .plain
  }

  private static func keyField(_ looks: [ColumnLook]) -> Int? {
    let unique = looks.indices.filter { looks[$0].isUnique }
    // Persons are known by their numbers, also where a few are entered twice.
    let identity = looks.indices.first { looks[$0].type == .nik && looks[$0].isNearlyUnique }
    return identity ?? unique.first { looks[$0].isCodeLike }
      ?? unique.first { looks[$0].type == .text } ?? nil
  }

  private static func observe(_ table: RosterTable, _ layout: FileLayout, _ observations: inout [Bilingual]) {
    if layout.headerRow > 1 {
      observations.append(
        Bilingual(
          en: "the header is row \(layout.headerRow); the rows above it are titles",
          id: "judul kolom ada di baris \(layout.headerRow); baris di atasnya adalah judul tabel"))
    }
    if !table.totalRows.isEmpty {
      let rows = table.totalRows.prefix(5).map { String($0.row) }.joined(separator: ", ")
      observations.append(
        Bilingual(
          en: "rows that only add up others are left out: \(rows)",
          id: "baris yang hanya menjumlahkan baris lain tidak dipakai: \(rows)"))
    }
    if let first = table.setAside.first {
      observations.append(
        Bilingual(
          en: "rows that can not be read: \(table.setAside.count); the first is row \(first.row): "
            + first.reason.message(in: .english),
          id: "baris yang tidak dapat dibaca: \(table.setAside.count); yang pertama baris \(first.row): "
            + first.reason.message(in: .indonesian)))
    }
  }
}

/// Names of fields made of headers.
enum FieldNames {

  /// Returns a name for each of `headers`: small letters, digits and `_`, no two alike.
  static func unique(_ headers: [String]) -> [String] {
    var used: Set<String> = []
    return headers.map { header in
      let base = name(header)
      var result = base
      var n = 2
      while !used.insert(result).inserted {
        result = "\(base)_\(n)"
        n += 1
      }
      return result
    }
  }

  static func name(_ header: String) -> String {
    var result = ""
    for s in header.lowercased().unicodeScalars {
      if s.properties.isAlphabetic || (s.value >= 48 && s.value <= 57) {
        result.unicodeScalars.append(s)
      } else if !result.isEmpty && !result.hasSuffix("_") {
        result += "_"
      }
    }
    while result.hasSuffix("_") { result.removeLast() }
    if result.isEmpty { return "kolom" }
    return result.first?.isNumber == true ? "kolom_" + result : result
  }
}
