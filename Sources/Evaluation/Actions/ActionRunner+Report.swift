import Diagnostics
import Rosters
import Semantics

extension ActionRunner {

  /// Answers the actions of `report` and writes its page.
  func report(_ report: CoreReport, origin: Span, into outcome: inout ActionOutcome) throws {
    var inner = ActionOutcome()
    for action in report.actions {
      let part = run(action)
      inner.blocks += part.blocks
      inner.files += part.files
      if !part.succeeded { inner.succeeded = false }
    }
    let path = try text(of: report.file)
    let bases = LegalBases(of: report.actions, source)
    var page = ReportPage(title: try words(report.title) ?? path, blocks: inner.blocks)
    page.recipient = try words(report.recipient)
    page.signatory = try words(report.signatory)
    page.caveats = try report.notes.map { try phrase($0, source) } + bases.doubts
    page.citations = bases.citations
    page.footer = source.dayFact + made
    outcome.files += inner.files
    outcome.files.append(
      OutputFile(path: path, bytes: writer.page(page, language: language), origin: origin))
    outcome.succeeded = outcome.succeeded && inner.succeeded
    outcome.blocks.append(.sentence(.reported(path)))
  }

  private func words(_ e: CoreExpression?) throws -> String? {
    try e.map { ValueSpelling(language)(try phrase($0, source)) }
  }

  /// The files that the rows of the program come from, their digests and their rows.
  private var made: [Phrase] {
    program.rosters.indices.flatMap { i -> [Phrase] in
      guard case .file = program.rosters[i].origin, let table = try? source.table(RosterID(i)) else {
        return []
      }
      let files = table.layouts.map(\.file).compactMap { file -> Phrase? in
        file.digest?.hexadecimal(ofFirst: file.source.size).map { digest in
          Phrase(
            Bilingual(same: "{file}: SHA-256 {digest}"),
            ["file": .text(file.name), "digest": .text(String(digest.prefix(16)) + "…")])
        }
      }
      return [.inOneLine([.rowsUsed(program.rosters[i].name, table)] + files)]
    }
  }
}
