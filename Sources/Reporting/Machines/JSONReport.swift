import Diagnostics
import Evaluation
import Rosters
import Semantics

/// Results as JSON, in the form that `docs/reference/output.schema.json` describes.
public struct JSONReport: Sendable {

  /// The version of the form; it grows when a member changes its meaning, not when one is added.
  public static let schemaVersion: Int64 = 1

  /// The language of sentences.
  public var language: Language
  /// The files that spans point into.
  public var sources: SourceMap?

  /// Creates a report.
  public init(_ language: Language, sources: SourceMap? = nil) {
    self.language = language
    self.sources = sources
  }

  private var spelling: ValueSpelling { ValueSpelling(language) }

  /// Returns the document of a run: `members` are added after the version and before the blocks.
  public func document(_ blocks: [ResultBlock], members: [JSONValue.Member] = []) -> JSONValue {
    .object(
      [
        JSONValue.Member("schema_version", .integer(JSONReport.schemaVersion)),
        JSONValue.Member("language", .string(language.rawValue)),
      ] + members + [JSONValue.Member("blocks", .array(blocks.map { block($0) }))])
  }

  /// Returns `block` as an object whose `kind` says what it is.
  public func block(_ block: ResultBlock) -> JSONValue {
    switch block {
    case .heading(let p): .object(["kind": .string("heading"), "text": .string(spelling(p))])
    case .sentence(let p): .object(["kind": .string("sentence"), "text": .string(spelling(p))])
    case .figure(let f): figure(f)
    case .table(let t): table(t)
    case .chart(let c): chart(c)
    case .explanation(let node): explanation(node)
    case .verdict(let passed, let p, let details):
      .object([
        "kind": .string("verdict"), "passed": .truth(passed), "text": .string(spelling(p)),
        "details": .array(details.map { self.block($0) }),
      ])
    case .diagnostic(let d): diagnostic(d)
    }
  }

  /// Returns `value`: integers below 2^53 as numbers, other numbers as strings of exact decimals or a fraction.
  public func value(_ value: ResultValue) -> JSONValue {
    switch value {
    case .missing, .notApplicable: .null
    case .truth(let b): .truth(b)
    case .number(let n, _): number(n)
    case .share(let n, let d): .object(["numerator": number(n), "denominator": number(d)])
    case .date(let d): .string(d.iso)
    case .month(let d): .string(String(d.iso.prefix(7)))
    case .period(let d, let step): .string(step.code(of: d))
    case .text(let s): .string(s)
    case .bilingual(let b): .string(b(language))
    case .nik(let n): .string(IdentityNumber.text(n))
    case .masked(let s): .object(["masked": .string(s)])
    }
  }

  private func number(_ n: Rational) -> JSONValue {
    // Above 2^53 a reader with binary floating point would lose digits without a word.
    if let i = n.int64, i.magnitude <= 1 << 53 { return .integer(i) }
    return .string(n.machineText)
  }

  /// Returns what kind of values `values` are, with the unit of numbers; `nil` where there are none or several kinds.
  private func type(of values: some Sequence<ResultValue>) -> (name: String, unit: String?)? {
    var found: (name: String, unit: String?)?
    for value in values {
      let type: (String, String?)
      switch value {
      case .missing, .notApplicable: continue
      case .truth: type = ("truth", nil)
      case .number(_, let unit): type = ("number", unit.machineName)
      case .share: type = ("share", nil)
      case .date: type = ("date", nil)
      case .month: type = ("month", nil)
      case .period(_, let step): type = (step.rawValue, nil)
      case .text, .bilingual: type = ("text", nil)
      case .nik: type = ("nik", nil)
      case .masked: type = ("masked", nil)
      }
      if let known = found, known != type { return ("mixed", nil) }
      found = type
    }
    return found
  }

  private func figure(_ f: ResultFigure) -> JSONValue {
    let type = type(of: [f.value])
    return .object([
      "kind": .string("figure"), "name": .string(spelling(f.name)), "type": type.map { .string($0.name) },
      "unit": type?.unit.map { .string($0) }, "value": value(f.value),
      "text": .string(spelling(f.value, form: f.form)),
      "details": .array(f.details.map { .string(spelling($0)) }),
    ])
  }

  private func table(_ t: ResultTable) -> JSONValue {
    let columns = t.columns.enumerated().map { c, column in
      let type = type(
        of: t.rows.lazy.filter { $0.kind != .rule }.map { c < $0.cells.count ? $0.cells[c] : .missing })
      return JSONValue.object([
        "key": .string(column.key), "heading": .string(column.heading(language)),
        "type": type.map { .string($0.name) }, "unit": type?.unit.map { .string($0) },
        "decimals": column.form.decimals.map { .integer(Int64($0)) },
      ])
    }
    let rows = t.rows.map { row in
      JSONValue.object([
        "kind": .string(kindName(row.kind)), "cells": .array(row.cells.map { value($0) }),
        "marked": row.marks.isEmpty
          ? nil : .array(row.marks.sorted().map { .string(t.columns[$0].key) }),
      ])
    }
    return .object([
      "kind": .string("table"), "title": t.title.map { .string(spelling($0)) },
      "facts": .array(t.facts.map { .string(spelling($0)) }), "columns": .array(columns),
      "rows": .array(rows), "notes": .array(t.notes.map { .string(spelling($0)) }),
    ])
  }

  private func kindName(_ kind: ResultTable.RowKind) -> String {
    switch kind {
    case .plain: "row"
    case .subtotal: "subtotal"
    case .total: "total"
    case .rest: "rest"
    case .rule: "rule"
    }
  }

  private func chart(_ c: ResultChart) -> JSONValue {
    let type = type(of: c.bars.lazy.flatMap(\.values))
    return .object([
      "kind": .string("chart"), "form": .string("\(c.form)"), "title": c.title.map { .string(spelling($0)) },
      "heading": .string(c.heading(language)), "type": type.map { .string($0.name) },
      "unit": type?.unit.map { .string($0) }, "series": .array(c.series.map { .string($0(language)) }),
      "bars": .array(
        c.bars.map { bar in
          .object(["label": value(bar.label), "values": .array(bar.values.map { value($0) })])
        }), "notes": .array(c.notes.map { .string(spelling($0)) }),
    ])
  }

  /// Returns the tree of `root`; reasons deeper than 200 levels are left out, with a mark.
  private func explanation(_ root: ExplanationNode) -> JSONValue {
    func node(_ n: ExplanationNode, _ depth: Int) -> [JSONValue.Member] {
      var members = [JSONValue.Member("text", .string(spelling(n.statement)))]
      if let v = n.value {
        members.append(.init("value", value(v)))
        members.append(.init("value_text", .string(spelling(v))))
        if let unit = type(of: [v])?.unit { members.append(.init("unit", .string(unit))) }
      }
      if let formula = n.formula { members.append(.init("formula", .string(formula))) }
      if let citation = n.citation { members.append(.init("citation", .string(citation))) }
      if let place = place(n.site) { members.append(.init("site", place)) }
      if depth >= 200 {
        members.append(.init("is_cut", .truth(!n.children.isEmpty)))
      } else if !n.children.isEmpty {
        members.append(.init("reasons", .array(n.children.map { .object(node($0, depth + 1)) })))
      }
      return members
    }
    return .object([JSONValue.Member("kind", .string("explanation"))] + node(root, 0))
  }

  /// Returns `diagnostic` as an object.
  public func diagnostic(_ d: Diagnostic) -> JSONValue {
    let program = sources?.programLanguage(at: d.site)
    return .object([
      "kind": .string("diagnostic"), "code": .string(d.code), "severity": .string(d.severity.rawValue),
      "message": .string(d.message(in: language, quoting: program)),
      "why": d.why(in: language, quoting: program).map { .string($0) },
      "fix": d.fix(in: language, quoting: program).map { .string($0) }, "site": place(d.site),
      "notes": .array(
        d.notes.map {
          .object(["message": .string($0.message(language, quoting: program)), "site": place($0.site)])
        }),
    ])
  }

  /// Returns where `span` stands: file, line and column from 1.
  private func place(_ span: Span?) -> JSONValue? {
    guard let span, let file = sources?[span.file] else { return nil }
    let start = file.position(of: span.start)
    let end = file.position(of: span.end)
    return .object([
      "file": .string(file.name), "line": .integer(Int64(start.line)),
      "column": .integer(Int64(start.column)),
      "end_line": .integer(Int64(end.line)), "end_column": .integer(Int64(end.column)),
    ])
  }
}
