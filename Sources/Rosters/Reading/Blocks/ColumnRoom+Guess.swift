extension ColumnRoom {

  /// With fewer rows in the first block it tells too little.
  private static let telling = 256

  /// Returns room for the rows of files of `size` bytes in all, of which `block` is the first, of `bytes`; `nil` if they
  /// are not worth it.
  static func guessed(
    from block: BlockResult, bytes: Int, of size: Int, plan: ReadingPlan, texts: ThreadTexts
  ) -> ColumnRoom? {
    guard block.rows >= telling, block.failure == nil, size / 4 >= bytes, bytes > 0 else { return nil }
    // A quarter more: what is not written costs nothing.
    let (product, overflow) = block.rows.multipliedReportingOverflow(by: size / bytes + 1)
    let rows = min(product + product / 4, plan.limits.rows, Int(Int32.max) - 1)
    if overflow || rows <= 0 { return nil }
    let widths = block.columns.enumerated().map { i, values in
      values.flatMap { width(of: $0, rows: block.rows, plan: plan, field: i, texts: texts) }
    }
    return ColumnRoom(rows: rows, widths: widths, schema: plan.schema)
  }

  /// Returns how wide the values of a field will be.
  private static func width(
    of values: BlockResult.Values, rows: Int, plan: ReadingPlan, field: Int, texts: ThreadTexts
  ) -> PackedWidth? {
    guard values.scale == 0, values.wide.isEmpty else { return nil }
    switch plan.schema.fields[field].type {
    case .text:
      // Texts that come again and again are few; others are about as many as the rows.
      let distinct = texts.tables[field].count
      return distinct <= 64 ? .byte : distinct <= rows / 8 ? .short : .word
    case .truth: return .byte
    case .choice(let choices): return PackedWidth(from: 0, to: Int64(choices.count))
    case .reference:
      switch plan.lookups[field] {
      case .key(let index, _): return PackedWidth(from: 0, to: Int64(index.columns.first?.count ?? 0))
      case .spellings, nil: return PackedWidth(values.packed)
      }
    case .nik: return .long
    case .date:
      // Of the days of people alive and of what they have paid, 16 bits hold all.
      return max(.short, PackedWidth(values.packed))
    case .whole, .count, .number, .percent, .money:
      var low: Int64 = 0
      var high: Int64 = 0
      for i in 0..<values.packed.count {
        low = min(low, values.packed[i])
        high = max(high, values.packed[i])
      }
      // Others may be twice as large.
      let (lower, underflow) = low.multipliedReportingOverflow(by: 2)
      let (upper, overflow) = high.multipliedReportingOverflow(by: 2)
      return underflow || overflow ? .long : PackedWidth(from: lower, to: upper)
    }
  }
}
