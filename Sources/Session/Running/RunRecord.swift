import Diagnostics
import Evaluation
import Reporting
import Rosters

/// The record of a run: from what it was made, for whom what was revealed, and what came of it.
///
/// It holds nothing of the time or the machine, so the same inputs give the same bytes.
public struct RunRecord {

  private let day: CalendarDate?
  private let programs: [LoadedProgram]
  private let sources: SourceMap
  private let settings: RunSettings
  private let accounts: [RosterAccount]
  private let files: [OutputFile]
  private let status: ExitStatus

  /// Creates the record of `run`, which came to `status`.
  public init(of run: ProgramRun, status: ExitStatus) {
    self.init(
      day: run.day, programs: run.program.programs, sources: run.program.sources, settings: run.settings,
      accounts: run.accounts, files: run.files, status: status)
  }

  /// Creates the record of `files`, made from `programs` and what `accounts` tell of.
  init(
    day: CalendarDate?, programs: [LoadedProgram], sources: SourceMap, settings: RunSettings,
    accounts: [RosterAccount], files: [OutputFile], status: ExitStatus
  ) {
    self.day = day
    self.programs = programs
    self.sources = sources
    self.settings = settings
    self.accounts = accounts
    self.files = files
    self.status = status
  }

  /// The record as JSON.
  public var bytes: [UInt8] {
    let day = self.day.map { JSONValue.string($0.iso) }
    let programs = self.programs.map { p -> JSONValue in
      .object([
        "path": .string(p.path ?? sources[p.program.file]?.name ?? ""),
        "library": p.isLibrary ? .truth(true) : nil, "sha256": .string(p.digest),
      ])
    }
    let tables = self.programs.flatMap(\.tables).map { t -> JSONValue in
      .object(["path": .string(t.path), "sha256": .string(t.digest)])
    }
    let settings: JSONValue = .object([
      "set": assignments(self.settings.set.map { ($0.name, $0.value) }),
      "data": assignments(self.settings.data.map { ($0.roster, $0.path) }),
      "as_of": self.settings.asOfText.map { .string($0) },
    ])
    let rosters = accounts.map { account -> JSONValue in
      let files = account.files.map { file -> JSONValue in
        .object([
          "path": .string(file.name), "bytes": .integer(Int64(file.source.size)),
          "sha256": SHA256.hexadecimal(file).map { .string($0) },
        ])
      }
      guard case .object(let members) = account.json else { return account.json }
      return .object(members + [JSONValue.Member("files", .array(files))])
    }
    let outputs = files.map { file -> JSONValue in
      .object([
        "path": .string(file.path), "sha256": .string(SHA256.hexadecimal(file.bytes)),
        "rows": file.rows.map { .integer(Int64($0)) },
        "revealed": file.revealed.map { .array($0.fields.map { .string($0) }) },
        "purpose": file.revealed.map { .string($0.purpose) },
      ])
    }
    let document: JSONValue = .object([
      "schema_version": .integer(JSONReport.schemaVersion), "tool": .string("payung \(Release.version)"),
      "programs": .array(programs), "tables": tables.isEmpty ? nil : .array(tables), "settings": settings,
      "as_of": day, "rosters": .array(rosters),
      "outputs": .array(outputs), "status": .integer(Int64(status.rawValue)),
    ])
    return Array((document.pretty + "\n").utf8)
  }

  private func assignments(_ pairs: [(String, String)]) -> JSONValue? {
    pairs.isEmpty ? nil : .object(pairs.map { JSONValue.Member($0.0, .string($0.1)) })
  }
}

extension RosterAccount {

  /// The account for machines.
  public var json: JSONValue {
    .object([
      "name": .string(name), "rows_read": .integer(Int64(rowsRead)), "rows_used": .integer(Int64(rowsUsed)),
      "rows_set_aside": .integer(Int64(setAside.count)),
      "reasons": reasons.isEmpty
        ? nil
        : .array(
          reasons.map { .object(["code": .string($0.code), "rows": .integer(Int64($0.count))]) }),
    ])
  }
}
