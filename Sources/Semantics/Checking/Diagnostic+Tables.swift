import Diagnostics
import Syntax

/// What is said of the rows of decision tables, and of exceptions to rules.
public enum TableDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    possibleGap, possibleOverlap, notProven, rowNeverMatches, rowsCouldBeOne, rowsDisagree,
    priorityWithoutOrder, priorityOfExpression, policyNeedsNumbers, exceptionsMayConflict, unknownReason,
  ]

  static let possibleGap = DiagnosticTemplate(
    "P0535", .warning,
    message: Bilingual(
      en: "perhaps no row of `{name}` matches where {example}",
      id: "mungkin tidak ada baris `{name}` yang cocok bila {example}"),
    why: Bilingual(
      en:
        "`{first}` and `{second}` depend on the same fields, so that it is not known whether such a row exists",
      id:
        "`{first}` dan `{second}` bergantung pada kolom yang sama, sehingga tidak diketahui apakah baris seperti itu ada"
    ),
    fix: Bilingual(
      en: "add a row for it, or one that begins with `otherwise`",
      id: "tambahkan baris untuk itu, atau baris `lainnya`"),
    example: ExamplePrograms.workers
      + "rule monthly_third for workers = income but at most Rp9 juta per month\ntable t for workers\n  | income            | monthly_third     || class : text |\n  | < Rp1.000.000     | < Rp1.000.000     || \"a\"          |\n  | >= Rp1.000.000    | >= Rp1.000.000    || \"b\"          |\nend",
    repaired: ExamplePrograms.workers
      + "rule monthly_third for workers = income but at most Rp9 juta per month\ntable t for workers\n  | income            | monthly_third     || class : text |\n  | < Rp1.000.000     | < Rp1.000.000     || \"a\"          |\n  | >= Rp1.000.000    | >= Rp1.000.000    || \"b\"          |\n  | otherwise         | otherwise         || \"c\"          |\nend"
  )

  static let possibleOverlap = DiagnosticTemplate(
    "P0536", .warning,
    message: Bilingual(
      en: "rows {a} and {b} of `{name}` perhaps both match where {example}",
      id: "baris {a} dan {b} dari `{name}` mungkin sama-sama cocok bila {example}"),
    why: Bilingual(
      en:
        "`{first}` and `{second}` depend on the same fields, so that it is not known whether such a row exists",
      id:
        "`{first}` dan `{second}` bergantung pada kolom yang sama, sehingga tidak diketahui apakah baris seperti itu ada"
    ),
    fix: Bilingual(
      en: "narrow one of the rows, or say `first match` after the name",
      id: "persempit salah satu barisnya, atau tulis `yang pertama cocok` sesudah namanya"),
    example: ExamplePrograms.workers
      + "as of 1 January 2026\nrule age for workers = years from born to today\ntable t for workers\n  | born              | age   || class : text |\n  | before 1990-01-01 | any   || \"a\"          |\n  | any               | < 30  || \"b\"          |\n  | otherwise         | otherwise || \"c\"          |\nend",
    repaired: ExamplePrograms.workers
      + "as of 1 January 2026\nrule age for workers = years from born to today\ntable t for workers   first match\n  | born              | age   || class : text |\n  | before 1990-01-01 | any   || \"a\"          |\n  | any               | < 30  || \"b\"          |\n  | otherwise         | otherwise || \"c\"          |\nend"
  )

  static let notProven = DiagnosticTemplate(
    "P0537", .warning,
    message: Bilingual(
      en: "it is not known whether the {count} rows of `{name}` leave gaps or overlap",
      id: "tidak diketahui apakah {count} baris `{name}` menyisakan celah atau bertumpang tindih"),
    why: Bilingual(
      en: "they part the values into more cases than are tried",
      id: "baris-baris itu membagi nilai menjadi lebih banyak kasus daripada yang dicoba"),
    fix: Bilingual(
      en: "add a row of nothing but `otherwise`, or split the table in two",
      id: "tambahkan baris yang hanya berisi `lainnya`, atau bagi tabelnya menjadi dua"))

  static let rowNeverMatches = DiagnosticTemplate(
    "P0538", .warning,
    message: Bilingual(
      en: "row {row} of `{name}` never matches", id: "baris {row} dari `{name}` tidak pernah cocok"),
    why: Bilingual(en: "{reason}", id: "{reason}"),
    fix: Bilingual(
      en: "leave the row out, move it up, or change its cells",
      id: "hilangkan barisnya, pindahkan ke atas, atau ubah selnya"),
    example: ExamplePrograms.workers
      + "table t for workers   first match\n  | decile     || class : text |\n  | at most 5  || \"poor\"       |\n  | at most 3  || \"poorest\"    |\n  | otherwise  || \"other\"      |\nend",
    repaired: ExamplePrograms.workers
      + "table t for workers   first match\n  | decile     || class : text |\n  | at most 3  || \"poorest\"    |\n  | at most 5  || \"poor\"       |\n  | otherwise  || \"other\"      |\nend"
  )

  static let rowsCouldBeOne = DiagnosticTemplate(
    "P0539", .note,
    message: Bilingual(
      en: "rows {a} and {b} of `{name}` differ only in `{column}` and give the same",
      id: "baris {a} dan {b} dari `{name}` hanya berbeda di `{column}` dan hasilnya sama"),
    fix: Bilingual(
      en: "one row with both values would do",
      id: "satu baris dengan kedua nilainya sudah cukup"),
    example: ExamplePrograms.workers
      + "table t for workers\n  | role || class : text |\n  | rt   || \"a\"          |\n  | rw   || \"a\"          |\n  | bpd  || \"b\"          |\nend",
    repaired: ExamplePrograms.workers
      + "table t for workers\n  | role   || class : text |\n  | rt, rw || \"a\"          |\n  | bpd    || \"b\"          |\nend"
  )

  static let rowsDisagree = DiagnosticTemplate(
    "P0540",
    message: Bilingual(
      en: "rows {a} and {b} of `{name}` both match where {example}, and do not agree",
      id: "baris {a} dan {b} dari `{name}` sama-sama cocok bila {example}, tetapi hasilnya berbeda"),
    why: Bilingual(
      en: "the table says that all rows that match agree",
      id: "tabel ini menyatakan semua baris yang cocok sepakat"),
    fix: Bilingual(
      en: "give them one result, or narrow one of them",
      id: "samakan hasilnya, atau persempit salah satunya"),
    example: ExamplePrograms.workers
      + "table t for workers   all agree\n  | role   | decile     || class : text |\n  | rt, rw | any        || \"a\"          |\n  | any    | at most 5  || \"b\"          |\n  | bpd    | at least 6 || \"b\"          |\nend",
    repaired: ExamplePrograms.workers
      + "table t for workers   all agree\n  | role   | decile     || class : text |\n  | rt, rw | any        || \"a\"          |\n  | any    | at most 5  || \"a\"          |\n  | bpd    | at least 6 || \"b\"          |\nend"
  )

  static let priorityWithoutOrder = DiagnosticTemplate(
    "P0541",
    message: Bilingual(
      en: "`{name}` takes results in the order of their priority, and that order is not stated",
      id: "`{name}` mengambil hasil menurut prioritasnya, tetapi urutan prioritas itu tidak disebut"),
    why: Bilingual(
      en: "the priority of a result is its place in the list of choices of its column",
      id: "prioritas suatu hasil adalah tempatnya dalam daftar pilihan kolomnya"),
    fix: Bilingual(
      en: "give a result column the type `one of (…)`, the first to be taken first",
      id: "beri kolom hasil jenis `salah satu dari (…)`, yang didahulukan ditulis pertama"),
    example: ExamplePrograms.workers
      + "table t for workers   priority\n  | decile    || class : text |\n  | at most 5 || \"low\"        |\n  | any       || \"high\"       |\nend",
    repaired: ExamplePrograms.workers
      + "table t for workers   priority\n  | decile    || class : one of (low, high) |\n  | at most 5 || low  |\n  | any       || high |\nend"
  )

  static let priorityOfExpression = DiagnosticTemplate(
    "P0542",
    message: Bilingual(
      en: "the priority of `{cell}` is not known before the table is used",
      id: "prioritas `{cell}` tidak diketahui sebelum tabel dipakai"),
    fix: Bilingual(
      en: "write one of the choices of the column", id: "tulis salah satu pilihan kolom itu"),
    example: ExamplePrograms.workers
      + "table t for workers   priority\n  | decile    || class : one of (rt, rw, bpd) |\n  | at most 5 || role |\n  | any       || bpd  |\nend",
    repaired: ExamplePrograms.workers
      + "table t for workers   priority\n  | decile    || class : one of (rt, rw, bpd) |\n  | at most 5 || rt  |\n  | any       || bpd |\nend"
  )

  static let policyNeedsNumbers = DiagnosticTemplate(
    "P0543",
    message: Bilingual(
      en: "the results of `{column}` are {type}; {what}",
      id: "hasil `{column}` berupa {type}; {what}"),
    fix: Bilingual(
      en: "give the column another type, or say `collect` after the name",
      id: "beri kolomnya jenis lain, atau tulis `kumpulkan` sesudah nama tabel"),
    example: ExamplePrograms.workers
      + "table t for workers   sum\n  | decile    || class : text |\n  | at most 5 || \"low\"        |\nend",
    repaired: ExamplePrograms.workers
      + "table t for workers   sum\n  | decile    || amount : money |\n  | at most 5 || Rp10.000       |\nend"
  )

  static let exceptionsMayConflict = DiagnosticTemplate(
    "P0548", .warning,
    message: Bilingual(
      en: "two exceptions to `{name}` both hold where {example}, and may not agree",
      id: "dua pengecualian dari `{name}` sama-sama berlaku bila {example}, dan hasilnya mungkin berbeda"),
    why: Bilingual(
      en: "neither is inside the other, so that neither wins; a row for which they differ stops the run",
      id:
        "tidak satu pun berada di dalam yang lain, sehingga tidak ada yang menang; baris yang hasilnya berbeda menghentikan perhitungan"
    ),
    fix: Bilingual(
      en: "write one of them inside the other, or narrow a condition",
      id: "tuliskan salah satunya di dalam yang lain, atau persempit syaratnya"),
    example: ExamplePrograms.workers
      + "rule levy for workers = Rp16.800 per month\n  except when role is bpd then Rp5.400 per month  because \"A\"\n  end\n  except when decile is 1 then Rp0 per month  because \"B\"\n  end\nend",
    repaired: ExamplePrograms.workers
      + "rule levy for workers = Rp16.800 per month\n  except when role is bpd then Rp5.400 per month  because \"A\"\n    except when decile is 1 then Rp0 per month  because \"B\"\n    end\n  end\nend"
  )

  static let unknownReason = DiagnosticTemplate(
    "P0549",
    message: Bilingual(
      en: "`{rule}` has no exception with the reason \"{reason}\"",
      id: "`{rule}` tidak mempunyai pengecualian dengan alasan \"{reason}\""),
    fix: Bilingual(
      en: "its reasons are: {reasons}", id: "alasan-alasannya: {reasons}"),
    example: ExamplePrograms.workers
      + "rule levy for workers = Rp16.800 per month\n  except when role is bpd then Rp0 per month  because \"APBDes pays\"\n  end\nend\nexception to \"APBD pays\" of levy for workers\n  when decile is 1 then Rp5.400 per month  because \"Perbup\"\nend",
    repaired: ExamplePrograms.workers
      + "rule levy for workers = Rp16.800 per month\n  except when role is bpd then Rp0 per month  because \"APBDes pays\"\n  end\nend\nexception to \"APBDes pays\" of levy for workers\n  when decile is 1 then Rp5.400 per month  because \"Perbup\"\nend"
  )
}

extension Diagnostic {

  static func exceptionsMayConflict(
    _ name: String, example: Bilingual, related: (String, String)?, _ other: Span, at site: Span
  ) -> Diagnostic {
    var notes = [Note(Bilingual(en: "the other exception", id: "pengecualian yang lain"), at: other)]
    if let (a, b) = related { notes.append(dependent(a, b)) }
    return Diagnostic(
      TableDiagnostics.exceptionsMayConflict, at: site,
      ["name": .text(name), "example": .bilingual(example)], notes: notes)
  }

  /// That an example may not exist, for `a` and `b` depend on one another.
  static func dependent(_ a: String, _ b: String) -> Note {
    Note(
      Bilingual(
        en: "`\(a)` and `\(b)` depend on the same fields: perhaps there is no such row",
        id: "`\(a)` dan `\(b)` bergantung pada kolom yang sama: mungkin baris seperti itu tidak ada"))
  }

  static func unknownReason(_ reason: String, of rule: String, among known: [String], at site: Span)
    -> Diagnostic
  {
    let none = Bilingual(en: "none", id: "tidak ada")
    return Diagnostic(
      TableDiagnostics.unknownReason, at: site,
      [
        "rule": .text(rule), "reason": .text(reason),
        "reasons": known.isEmpty
          ? .bilingual(none) : .text(known.map { "\"\($0)\"" }.joined(separator: ", ")),
      ])
  }

  static func tablePossibleGap(_ name: Name, example: Bilingual, _ related: (String, String)) -> Diagnostic {
    Diagnostic(
      TableDiagnostics.possibleGap, at: name.span,
      [
        "name": .text(name.text), "example": .bilingual(example), "first": .text(related.0),
        "second": .text(related.1),
      ])
  }

  static func tablePossibleOverlap(
    _ name: Name, _ a: Int, _ b: Int, example: Bilingual, _ related: (String, String), _ other: Span,
    at site: Span
  ) -> Diagnostic {
    Diagnostic(
      TableDiagnostics.possibleOverlap, at: site,
      [
        "name": .text(name.text), "a": .count(a), "b": .count(b), "example": .bilingual(example),
        "first": .text(related.0), "second": .text(related.1),
      ], notes: [otherRow(other)])
  }

  static func tableNotProven(_ name: Name, rows: Int) -> Diagnostic {
    Diagnostic(TableDiagnostics.notProven, at: name.span, ["name": .text(name.text), "count": .count(rows)])
  }

  static func rowNeverMatches(_ name: Name, _ row: Int, _ reason: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(
      TableDiagnostics.rowNeverMatches, at: site,
      ["name": .text(name.text), "row": .count(row), "reason": .bilingual(reason)])
  }

  static func rowsCouldBeOne(
    _ name: Name, _ a: Int, _ b: Int, _ column: String, _ other: Span, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      TableDiagnostics.rowsCouldBeOne, at: site,
      ["name": .text(name.text), "a": .count(a), "b": .count(b), "column": .text(column)],
      notes: [otherRow(other)])
  }

  static func rowsDisagree(
    _ name: Name, _ a: Int, _ b: Int, example: Bilingual, _ other: Span, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      TableDiagnostics.rowsDisagree, at: site,
      ["name": .text(name.text), "a": .count(a), "b": .count(b), "example": .bilingual(example)],
      notes: [otherRow(other)])
  }

  static func priorityWithoutOrder(_ name: Name) -> Diagnostic {
    Diagnostic(TableDiagnostics.priorityWithoutOrder, at: name.span, ["name": .text(name.text)])
  }

  static func priorityOfExpression(_ cell: String, at site: Span) -> Diagnostic {
    Diagnostic(TableDiagnostics.priorityOfExpression, at: site, ["cell": .text(cell)])
  }

  static func policyNeedsNumbers(_ column: Name, _ type: Bilingual, isSum: Bool) -> Diagnostic {
    let what =
      isSum
      ? Bilingual(en: "only numbers can be added up", id: "hanya bilangan yang dapat dijumlahkan")
      : Bilingual(
        en: "only numbers and dates have a least and a greatest",
        id: "hanya bilangan dan tanggal yang mempunyai nilai terkecil dan terbesar")
    return Diagnostic(
      TableDiagnostics.policyNeedsNumbers, at: column.span,
      ["column": .text(column.text), "type": .bilingual(type), "what": .bilingual(what)])
  }

  private static func otherRow(_ site: Span) -> Note {
    Note(Bilingual(en: "the other row", id: "baris yang lain"), at: site)
  }
}
