import Diagnostics

extension RosterTable {

  /// Returns the table without `rows`, which are set aside for the reasons given.
  ///
  /// For what the program requires of each row: of several reasons for one row the first counts. The cells at
  /// fault are those of `column`, whose values, masked where private, are `values` by row.
  public func settingAside(
    _ rows: [(row: Int, reason: Diagnostic)], column: String? = nil, values: [Int: String] = [:]
  ) -> RosterTable {
    var table = self
    var seen: Set<Int> = []
    let used = rows.filter { $0.row >= 0 && $0.row < count && seen.insert($0.row).inserted }
    for (row, reason) in used {
      let place = origins.place(row)
      var entry = SetAsideRow(
        file: origins.files.indices.contains(place.file) ? origins.files[place.file] : "", row: place.row,
        line: place.line, column: column, value: values[row], reason: reason)
      entry.fileIndex = place.file
      table.setAside.append(entry)
    }
    table.remove(seen)
    table.setAside.sort()
    return table
  }

  /// Moves the rows of `faults`, which ascend, to those set aside.
  mutating func setAside(faults: [KeyCheck.Finding]) {
    for f in faults {
      let other = origins.place(f.other)
      setAside(
        f.row, f.fault, field: f.field,
        beside: KeysSetAside.Place(file: Int16(clamping: other.file), row: Int32(clamping: other.row)),
        differing: differing(f.row, f.other))
    }
    remove(Set(faults.map(\.row)))
  }

  /// Returns the fields that are read and in which two rows differ, a bit each of the first 64.
  private func differing(_ a: Int, _ b: Int) -> UInt64 {
    var bits: UInt64 = 0
    for (i, column) in columns.prefix(64).enumerated() {
      guard let column, !schema.fields[i].isKey else { continue }
      if column.isPresent(a) != column.isPresent(b)
        || column.isPresent(a) && KeyCheck.compare(column, a, b) != 0
      {
        bits |= 1 << UInt64(i)
      }
    }
    return bits
  }

  /// Moves the rows of `partners`, which ascend, to those set aside: each shares its key with one that is there.
  mutating func setAside(sharing partners: [(row: Int, other: KeysSetAside.Place)]) {
    for p in partners { setAside(p.row, .sharedKey, field: schema.key.first ?? 0, beside: p.other) }
    remove(Set(partners.map(\.row)))
  }

  private mutating func setAside(
    _ row: Int, _ fault: RowFault, field: Int, beside other: KeysSetAside.Place, differing: UInt64 = 0
  ) {
    let place = origins.place(row)
    var value: (start: Int, length: Int16) = (0, -1)
    if let text = cellText(field, row) { value = setAside.keep(text) }
    setAside.entries.append(
      SetAsideRows.Entry(
        offset: -1, valueStart: value.start, row: Int32(clamping: place.row),
        line: Int32(clamping: place.line), detail: other.row, differing: differing, otherFile: other.file,
        file: Int16(clamping: place.file), field: Int16(clamping: field), valueLength: value.length,
        fault: fault))
  }

  /// Removes the rows at `rows` from the columns and the origins.
  private mutating func remove(_ rows: Set<Int>) {
    guard !rows.isEmpty else { return }
    let kept = (0..<count).filter { !rows.contains($0) }.map { Int32(truncatingIfNeeded: $0) }
    columns = columns.map { $0?.picking(kept) }
    origins = origins.picking(kept)
    count = kept.count
  }

  /// Returns the cell at `row` of `field` as text, masked if private; `nil` if it is missing.
  func cellText(_ field: Int, _ row: Int) -> String? {
    guard columns.indices.contains(field), let column = columns[field], column.isPresent(row) else {
      return nil
    }
    let schema = schema.fields[field]
    let text: String
    switch schema.type {
    case .text: text = column.text(row) ?? ""
    case .nik: text = IdentityNumber.text(column.integer(row) ?? 0)
    case .date: text = CalendarDate(days: Int32(clamping: column.integer(row) ?? 0)).iso
    case .truth: text = column.integer(row) == 1 ? "yes" : "no"
    case .choice(let choices):
      let i = Int(column.integer(row) ?? -1)
      text = choices.indices.contains(i) ? choices[i].name : ""
    case .whole, .count, .number, .money: text = column.number(row)?.decimalText ?? ""
    case .percent: text = column.number(row).map { ValueWriter(.english).percent($0).text } ?? ""
    case .reference: return nil
    }
    if schema.isPrivate { return PrivateText.masked(text, type: schema.type) }
    return text.count > 60 ? text.prefix(60) + "…" : text
  }
}
