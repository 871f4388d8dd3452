import Diagnostics

/// What can be told of a column from its different values.
struct ColumnLook {

  let header: String
  let rows: Int
  let blankCount: Int

  /// The values, each once, in order of appearance.
  private let values: [String]

  /// The type that fits all of them; settled once the dialect is known.
  private(set) var type: FieldType = .text

  /// A value that only the Indonesian dialect reads, and one that only the international reads.
  private(set) var provesIndonesia: String?
  private(set) var provesInternational: String?

  /// Whether some value reads as a number in two ways.
  private(set) var hasAmbiguousNumbers = false

  init(header: String, column: Column?, rows: Int) {
    self.header = header
    self.rows = rows
    blankCount = (0..<rows).count { column?.isPresent($0) == false }
    if case .texts(_, let dictionary)? = column?.values, blankCount < rows {
      values = (0..<dictionary.count).map { dictionary[$0] }
    } else {
      values = []
    }
    guard !isCodeLike else { return }
    for v in values where v.utf8.contains(where: { $0 >= 48 && $0 <= 57 }) {
      let bytes = Array(v.utf8)
      if bytes.count > 40 { continue }
      switch (
        ColumnLook.reads(bytes, .indonesia), ColumnLook.reads(bytes, .international),
        ColumnLook.reads(bytes, .plain)
      ) {
      case (true, false, _): provesIndonesia = provesIndonesia ?? v
      case (false, true, _): provesInternational = provesInternational ?? v
      case (true, true, false): hasAmbiguousNumbers = true
      case (true, true, true), (false, false, _): break
      }
    }
    // A column of texts proves nothing by a number that happens to be among them.
    let proven = values.count { v in
      let bytes = Array(v.utf8)
      return ColumnLook.reads(bytes, .indonesia) || ColumnLook.reads(bytes, .international)
    }
    if proven < values.count {
      provesIndonesia = nil
      provesInternational = nil
      hasAmbiguousNumbers = false
    }
  }

  /// Returns whether `bytes` are a number, an amount, a percentage or a date in `dialect`.
  private static func reads(_ bytes: [UInt8], _ dialect: DataDialect) -> Bool {
    bytes.withUnsafeBufferPointer { b in
      if case .value = DateCell(dialect: dialect).read(b) { return true }
      for kind in [NumberCell.Kind.money, .percent] {
        switch NumberCell(kind: kind, dialect: dialect).read(b) {
        case .value, .wide: return true
        case .fault: continue
        }
      }
      return false
    }
  }

  /// Chooses the type.
  mutating func settle(_ dialect: DataDialect, _ observations: inout [Bilingual]) {
    guard !values.isEmpty else {
      observations.append(
        Bilingual(en: "‘\(header)’ is blank in every row", id: "‘\(header)’ kosong di setiap baris"))
      return
    }
    if looksLikeIdentity {
      settleIdentity(&observations)
      return
    }
    if let choice = truths() ?? dates(dialect) ?? numbers(dialect) ?? choices() { type = choice }
    if type == .text, hasAmbiguousNumbers, dialect == .plain, !isCodeLike {
      observations.append(
        Bilingual(
          en:
            "the numbers of ‘\(header)’ can be read in two ways; say `dialect indonesia` (1.234 is 1234) or "
            + "`dialect international` (1.234 is 1 and 234/1000)",
          id:
            "bilangan pada ‘\(header)’ dapat dibaca dengan dua cara; nyatakan `dialek indonesia` (1.234 adalah "
            + "1234) atau `dialek internasional` (1.234 adalah 1 dan 234/1000)"))
    }
  }

  // MARK: Types

  private var looksLikeIdentity: Bool {
    if words.contains("nik") { return true }
    let shaped = values.prefix(200).count {
      $0.utf8.count == 16 && $0.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
    }
    return values.count >= 5 && shaped == min(200, values.count) && !words.contains("kk")
  }

  private mutating func settleIdentity(_ observations: inout [Bilingual]) {
    type = .nik
    var faults = 0
    var scientific = 0
    var endingInZero = 0
    for v in values {
      let digits = v.utf8.count == 16 ? Int64(v) : nil
      if let digits, digits >= 0 {
        if digits % 10 == 0 { endingInZero += 1 }
        if IdentityCell.fault(digits: digits) != nil { faults += 1 }
      } else {
        faults += 1
        if Array(v.utf8).withUnsafeBufferPointer({ IdentityCell.isScientific($0) }) { scientific += 1 }
      }
    }
    if scientific > 0 {
      observations.append(
        Bilingual(
          en: "‘\(header)’ went through a spreadsheet: values such as 3,52501E+15 have lost their digits",
          id: "‘\(header)’ pernah disimpan Excel: nilai seperti 3,52501E+15 telah kehilangan angkanya"))
    } else if IdentityCount.isDamaged(endingInZero, of: values.count) {
      observations.append(
        Bilingual(
          en: "‘\(header)’ went through a spreadsheet: \(endingInZero) of \(values.count) NIKs end in 0, "
            + "their last digit is lost",
          id: "‘\(header)’ pernah disimpan Excel: \(endingInZero) dari \(values.count) NIK berakhir "
            + "dengan 0, angka terakhirnya hilang"))
    } else if faults > 0 {
      observations.append(
        Bilingual(
          en: "‘\(header)’ holds values that are no NIK: \(faults)",
          id: "‘\(header)’ berisi nilai yang bukan NIK: \(faults)"))
    }
  }

  private func truths() -> FieldType? {
    let spellings = ChoiceSpellings(truthIn: .plain)
    guard values.count <= 4, values.allSatisfy({ spellings.code($0) != nil }) else { return nil }
    // 1 and 0 alone may as well be counts.
    return values.contains { $0 != "0" && $0 != "1" } ? .truth : nil
  }

  private func dates(_ dialect: DataDialect) -> FieldType? {
    let all = values.allSatisfy { v in
      Array(v.utf8).withUnsafeBufferPointer { b in
        if case .value = DateCell(dialect: dialect).read(b) { return true }
        return false
      }
    }
    return all ? .date(nil) : nil
  }

  private func numbers(_ dialect: DataDialect) -> FieldType? {
    if isCodeLike { return nil }
    if values.allSatisfy({ $0.hasSuffix("%") && reads($0, .percent, dialect) != nil }) {
      return .percent(nil)
    }
    let hasCurrency = values.contains { $0.lowercased().hasPrefix("rp") }
    var least: Rational?
    var isWhole = true
    for v in values {
      guard let n = reads(v, hasCurrency ? .money : .plain, dialect) else { return nil }
      // Printed back, a number must be the cell again; amounts and groups are for the eye and print differently.
      if !hasCurrency, ColumnLook.ungrouped(v, dialect) != n.decimalText { return nil }
      least = min(least ?? n, n)
      isWhole = isWhole && n.isInteger
    }
    if hasCurrency || isAmount { return .money(nil) }
    guard isWhole else { return .number(nil) }
    return (least ?? 0) < 0 ? .whole(nil) : .count(nil)
  }

  private func reads(_ text: String, _ kind: NumberCell.Kind, _ dialect: DataDialect) -> Rational? {
    switch Array(text.utf8).withUnsafeBufferPointer({ NumberCell(kind: kind, dialect: dialect).read($0) }) {
    case .value(let m, let scale): Rational(Int128(m), over: Int128(Decimals.powers[min(18, scale)]))
    case .wide(let r): r
    case .fault: nil
    }
  }

  /// Returns `text` without groups and with a point, if the dialect groups.
  private static func ungrouped(_ text: String, _ dialect: DataDialect) -> String {
    switch dialect {
    case .plain: text
    case .indonesia: String(text.filter { $0 != "." }.map { $0 == "," ? "." : $0 })
    case .international: text.filter { $0 != "," }
    }
  }

  private func choices() -> FieldType? {
    let present = rows - blankCount
    guard values.count >= 2, values.count <= 20, present >= 20, present >= values.count * 5,
      values.allSatisfy({ $0.count <= 40 }), !isPersonal, !isCodeLike
    else { return nil }
    let sorted = values.sorted()
    let names = FieldNames.unique(sorted)
    return .choice(
      zip(names, sorted).map { name, text in
        // A text that is a name already, such as PU, stays as it is.
        let isName =
          text.unicodeScalars.allSatisfy {
            $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
          }
          && text.first?.isLetter == true
        return isName ? ChoiceSchema(text) : ChoiceSchema(name, spellings: [text])
      })
  }

  // MARK: What the header says

  private var words: Set<String> {
    Set(
      header.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  /// Whether the header names a code, which is no number even if all its characters are digits.
  var isCodeLike: Bool {
    let codes: Set<String> = [
      "kode", "code", "id", "no", "nomor", "number", "kk", "nik", "npwp", "telp", "telepon", "phone", "hp",
      "rekening",
      "kpj", "npp", "rt", "rw", "kodepos", "pos", "postcode",
    ]
    return !codes.isDisjoint(with: words)
  }

  private var isAmount: Bool {
    let amounts: Set<String> = [
      "upah", "gaji", "penghasilan", "pendapatan", "income", "wage", "salary", "iuran", "biaya", "cost",
      "harga",
      "anggaran", "budget", "rupiah", "rp", "nominal", "pagu", "premi", "honor", "contribution",
    ]
    return !amounts.isDisjoint(with: words)
  }

  /// Whether the header names what belongs to a person.
  var isPersonal: Bool {
    let personal: Set<String> = [
      "nik", "kk", "nama", "name", "alamat", "address", "telp", "telepon", "phone", "hp", "email", "rekening",
      "npwp",
      "ibu",
    ]
    // The name of a village belongs to nobody.
    let places: Set<String> = [
      "desa", "kelurahan", "kecamatan", "kabupaten", "kota", "provinsi", "village", "regency", "wilayah",
      "instansi",
    ]
    return type == .nik || (!personal.isDisjoint(with: words) && places.isDisjoint(with: words))
  }

  /// Whether every row has a value, and no two the same.
  var isUnique: Bool { rows > 0 && blankCount == 0 && values.count == rows }

  /// The rows whose value another row before them has.
  var repeatedCount: Int { rows - blankCount - values.count }

  /// Whether every row has a value, and at most one in twenty repeats one.
  var isNearlyUnique: Bool { rows > 0 && blankCount == 0 && repeatedCount * 20 <= rows }

  var summary: InferredColumn {
    InferredColumn(
      header: header, blankCount: blankCount, distinctCount: values.count,
      examples: isPersonal ? [] : values.prefix(5).map { $0.count > 40 ? $0.prefix(40) + "…" : $0 })
  }
}
