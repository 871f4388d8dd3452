import Diagnostics
import Evaluation
import Rosters
import Semantics

extension TestReport {

  /// Returns what the tests of `file` reach and notice, for a reader.
  func measures(of file: File) -> [String] {
    (file.coverage.map(lines) ?? []) + (file.mutations.map(lines) ?? [])
  }

  private func words(_ english: String, _ indonesian: String) -> String {
    layout.language == .english ? english : indonesian
  }

  private func name(_ kind: CoverageItem.Kind) -> String {
    switch kind {
    case .rule: words("rules", "aturan")
    case .row: words("table rows", "baris tabel")
    case .exception: words("exceptions", "pengecualian")
    case .branch: words("branches", "cabang")
    }
  }

  private func lines(_ coverage: TestCoverage) -> [String] {
    let parts = CoverageItem.Kind.allCases.compactMap { kind -> String? in
      let all = coverage.items.filter { $0.kind == kind }
      if all.isEmpty { return nil }
      let reached = layout.spelling.count(all.filter(\.isReached).count)
      let count = layout.spelling.count(all.count)
      return words("\(reached) of \(count) \(name(kind))", "\(reached) dari \(count) \(name(kind))")
    }
    if parts.isEmpty {
      return [words("There is nothing that tests could reach.", "Tidak ada yang dapat dicapai uji.")]
    }
    var lines = [words("The tests reach ", "Uji mencapai ") + parts.joined(separator: ", ") + "."]
    let missed = coverage.items.filter { !$0.isReached }
    if !missed.isEmpty { lines.append(words("No test reaches", "Tidak dicapai uji mana pun")) }
    return lines + columns(missed.map { (place($0.site), words(of: $0)) })
  }

  private func words(of item: CoverageItem) -> String {
    switch item.kind {
    case .rule: return words("rule ", "aturan ") + item.name
    case .row, .exception, .branch: return "\(item.name): \(quoted(item.site))"
    }
  }

  private func lines(_ result: MutationResult) -> [String] {
    let tried = result.noticed + result.unnoticed.count
    let noticed = layout.spelling.count(result.noticed)
    let all = layout.spelling.count(tried)
    var lines = [
      words(
        "The tests notice \(noticed) of \(all) changes.", "Uji menangkap \(noticed) dari \(all) perubahan.")
    ]
    if result.notTried > 0 {
      let n = layout.spelling.count(result.notTried)
      lines.append(words("\(n) further changes were not tried.", "\(n) perubahan lain tidak dicoba."))
    }
    if !result.unnoticed.isEmpty { lines.append(words("No test notices", "Tidak ditangkap uji mana pun")) }
    return lines + columns(result.unnoticed.map { (place($0.site), words(of: $0)) })
  }

  private func words(of mutation: Mutation) -> String {
    let text = quoted(mutation.site)
    switch mutation.change {
    case .threshold(let before, let after):
      let change = "\(layout.spelling(before)) \(layout.isASCII ? "->" : "→") \(layout.spelling(after))"
      return "\(mutation.name): \(text)  \(change)"
    case .comparison(let before, let after):
      let change = "\(symbol(before)) \(layout.isASCII ? "->" : "→") \(symbol(after))"
      return "\(mutation.name): \(text)  \(change)"
    case .withoutRow: return "\(mutation.name): " + words("without the row ", "tanpa baris ") + text
    case .withoutException: return "\(mutation.name): " + words("without ", "tanpa ") + text
    }
  }

  private func symbol(_ o: CoreComparison) -> String {
    switch o {
    case .equal: "="
    case .notEqual: words("is not", "bukan")
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  /// Returns the text of `span` on one line, cut where it is long.
  private func quoted(_ span: Span) -> String {
    let text = (sources?.text(of: span) ?? "").split { $0.isWhitespace }.joined(separator: " ")
    return layout.safe(text.count > 90 ? String(text.prefix(89)) + (layout.isASCII ? "..." : "…") : text)
  }

  private func columns(_ rows: [(String?, String)]) -> [String] {
    let width = rows.map { DisplayWidth.of($0.0 ?? "") }.max() ?? 0
    return rows.map { "  " + DisplayWidth.padded($0.0 ?? "", to: width + 2) + $0.1 }
  }

  // MARK: For machines

  /// Returns what the tests of `file` reach, for machines.
  func coverageJSON(of file: File) -> JSONValue? {
    file.coverage.map { coverage in
      .array(
        coverage.items.map { item in
          .object([
            "kind": .string(item.kind.rawValue), "name": .string(item.name),
            "line": line(item.site).map { .integer(Int64($0)) }, "reached": .truth(item.isReached),
          ])
        })
    }
  }

  /// Returns which changes the tests of `file` notice, for machines.
  func mutationsJSON(of file: File) -> JSONValue? {
    file.mutations.map { result in
      .object([
        "noticed": .integer(Int64(result.noticed)), "not_tried": .integer(Int64(result.notTried)),
        "unnoticed": .array(
          result.unnoticed.map { m in
            .object([
              "name": .string(m.name), "line": line(m.site).map { .integer(Int64($0)) },
              "change": .string(words(of: m)),
            ])
          }),
      ])
    }
  }
}
