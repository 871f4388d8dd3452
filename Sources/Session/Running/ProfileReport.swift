import Diagnostics
import Evaluation

/// How long the steps of a run took, for people.
public struct ProfileReport {

  private let entries: [EvaluationProfile.Entry]
  private let total: Int64
  private let threads: Int

  /// Creates the report of `profile`, of a run of `total` nanoseconds on `threads` threads.
  public init(_ profile: EvaluationProfile, total: Int64, threads: Int) {
    entries = profile.entries
    self.total = total
    self.threads = threads
  }

  /// Returns the report: a line a step, those that took longest first, and what is left.
  public func text(in language: Language) -> String {
    let head = Bilingual(
      en: "time by step (\(ms(total)) ms in all, threads: \(threads))",
      id: "waktu per langkah (\(ms(total)) md seluruhnya, utas: \(threads))")
    let headings: [Bilingual] = [
      Bilingual(en: "step", id: "langkah"), Bilingual(en: "runs", id: "kali"), Bilingual(en: "ms", id: "md"),
      Bilingual(same: "%"), Bilingual(en: "rows", id: "baris"), Bilingual(en: "rows/s", id: "baris/d"),
      Bilingual(en: "bytes", id: "bita"), Bilingual(en: "computed as", id: "dihitung sebagai"),
    ]
    var lines = [headings.map { $0(language) }]
    let sorted = entries.enumerated().sorted {
      ($1.element.nanoseconds, $0.offset) < ($0.element.nanoseconds, $1.offset)
    }
    for (_, e) in sorted {
      lines.append([
        name(of: e.step, in: language), count(e.runs, language), ms(e.nanoseconds), share(e.nanoseconds),
        e.rows > 0 ? count(e.rows, language) : "", rate(e, language),
        e.bytes > 0 ? count(e.bytes, language) : "", e.path.map { path($0)(language) } ?? "",
      ])
    }
    let rest = total - entries.reduce(0) { $0 + $1.nanoseconds }
    let other = Bilingual(
      en: "program read and checked, files written", id: "program dibaca dan diperiksa, berkas ditulis")
    lines.append([other(language), "", ms(max(0, rest)), share(max(0, rest)), "", "", "", ""])
    let widths = headings.indices.map { c in lines.map { TextWidth.columns($0[c]) }.max() ?? 0 }
    var text = head(language) + "\n"
    for line in lines {
      var row = ""
      for (c, cell) in line.enumerated() {
        let padding = String(repeating: " ", count: widths[c] - TextWidth.columns(cell))
        let isText = c == 0 || c == line.count - 1
        row += (c > 0 ? "  " : "") + (isText ? cell + padding : padding + cell)
      }
      while row.hasSuffix(" ") { row.removeLast() }
      text += "  " + row + "\n"
    }
    return text
  }

  private func name(of step: EvaluationProfile.Step, in language: Language) -> String {
    let words: Bilingual
    switch step {
    case .read(let r): words = Bilingual(en: "\(r): cells", id: "\(r): sel")
    case .assemble(let r): words = Bilingual(en: "\(r): columns", id: "\(r): kolom")
    case .keys(let r): words = Bilingual(en: "\(r): keys compared", id: "\(r): kunci dibandingkan")
    case .compare(let r): words = Bilingual(en: "\(r): content compared", id: "\(r): isi dibandingkan")
    case .restore(let r):
      words = Bilingual(en: "\(r): taken from the cache", id: "\(r): diambil dari simpanan")
    case .keep(let r): words = Bilingual(en: "\(r): put in the cache", id: "\(r): ditaruh di simpanan")
    case .roster(let r): words = Bilingual(en: "\(r): the rest", id: "\(r): selebihnya")
    case .definition(let d): words = Bilingual(same: d)
    case .plan(let d): words = Bilingual(en: "\(d): candidates and order", id: "\(d): calon dan urutan")
    case .aggregate: words = Bilingual(en: "counts and sums", id: "cacah dan jumlah")
    case .groups: words = Bilingual(en: "rows chosen and grouped", id: "baris dipilih dan dikelompokkan")
    case .action(let line): words = Bilingual(en: "action on line \(line)", id: "tindakan di baris \(line)")
    }
    return TextWidth.harmless(words(language))
  }

  private func path(_ path: EvaluationProfile.Path) -> Bilingual {
    switch path {
    case .integers: Bilingual(en: "machine words", id: "kata mesin")
    case .fractions: Bilingual(en: "fractions", id: "pecahan")
    case .texts: Bilingual(en: "codes of texts", id: "kode teks")
    case .shares: Bilingual(en: "shares", id: "bagian")
    }
  }

  private func count(_ n: Int, _ language: Language) -> String {
    DiagnosticArgument.count(n).text(in: language)
  }

  /// Returns milliseconds with one decimal.
  private func ms(_ nanoseconds: Int64) -> String {
    let tenths = (nanoseconds + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func share(_ nanoseconds: Int64) -> String {
    total > 0 ? "\((nanoseconds * 100 + total / 2) / total)" : ""
  }

  private func rate(_ e: EvaluationProfile.Entry, _ language: Language) -> String {
    guard e.rows > 0, e.nanoseconds > 0 else { return "" }
    let (product, overflow) = Int64(e.rows).multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? "" : count(Int(product / e.nanoseconds), language)
  }
}
