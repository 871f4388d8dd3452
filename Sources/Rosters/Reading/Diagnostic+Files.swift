import Diagnostics

/// The messages about data files as a whole.
enum FileTemplates {

  static let empty = DiagnosticTemplate(
    "P0607",
    message: Bilingual(en: "{file} is empty", id: "{file} kosong"),
    fix: Bilingual(
      en: "save or copy the file again; a roster needs at least a row of headers",
      id: "simpan atau salin ulang berkasnya; daftar memerlukan setidaknya satu baris judul kolom"),
    example:
      "roster workers from \"table-empty.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nshow count workers",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nshow count workers"
  )

  static let notText = DiagnosticTemplate(
    "P0608",
    message: Bilingual(
      en: "{file} is {kind}, not a text with one row a line",
      id: "{file} adalah {kind}, bukan teks dengan satu baris per data"),
    fix: Bilingual(
      en: "open it in its own program and save it as ‘CSV UTF-8’; columns of NIKs must be text before",
      id:
        "buka dengan programnya sendiri dan simpan sebagai ‘CSV UTF-8’; kolom NIK harus berupa teks terlebih "
        + "dahulu"))

  static let utf16 = DiagnosticTemplate(
    "P0609",
    message: Bilingual(
      en: "{file} is written in UTF-16 (‘Unicode text’); UTF-8 is wanted",
      id: "{file} ditulis dalam UTF-16 (‘teks Unicode’); yang diminta UTF-8"),
    fix: Bilingual(
      en: "save it as ‘CSV UTF-8’, or convert it: iconv -f UTF-16 -t UTF-8 {file}",
      id: "simpan sebagai ‘CSV UTF-8’, atau ubah: iconv -f UTF-16 -t UTF-8 {file}"))

  static let notUTF8 = DiagnosticTemplate(
    "P0610",
    message: Bilingual(
      en: "{file} is not UTF-8: byte {byte} on line {line}",
      id: "{file} bukan UTF-8: byte {byte} pada baris teks {line}"),
    why: Bilingual(
      en: "older programs write Windows-1252, in which names with accents would be read wrongly",
      id: "program lama menulis Windows-1252, sehingga nama beraksen akan terbaca keliru"),
    fix: Bilingual(
      en: "save it as ‘CSV UTF-8’, or convert it: iconv -f WINDOWS-1252 -t UTF-8 {file}",
      id: "simpan sebagai ‘CSV UTF-8’, atau ubah: iconv -f WINDOWS-1252 -t UTF-8 {file}"))

  static let null = DiagnosticTemplate(
    "P0611",
    message: Bilingual(
      en: "{file} has a byte 0 on line {line}; no text has one",
      id: "{file} memuat byte 0 pada baris teks {line}; teks tidak pernah memuatnya"),
    why: Bilingual(
      en: "the file is damaged, or is no text at all", id: "berkasnya rusak, atau memang bukan teks"),
    fix: Bilingual(en: "get the file again from its source", id: "ambil ulang berkasnya dari sumbernya"))

  static let loneCarriageReturns = DiagnosticTemplate(
    "P0612",
    message: Bilingual(
      en: "the lines of {file} end in a carriage return alone, as old Macintosh programs write them",
      id: "baris-baris {file} diakhiri carriage return saja, seperti ditulis program Macintosh lama"),
    fix: Bilingual(en: "save it as ‘CSV UTF-8’", id: "simpan sebagai ‘CSV UTF-8’"))

  static let longRow = DiagnosticTemplate(
    "P0613",
    message: Bilingual(
      en: "the row that starts on line {line} of {file} is longer than {limit} bytes",
      id: "baris data yang dimulai pada baris teks {line} dari {file} lebih panjang dari {limit} byte"),
    why: Bilingual(
      en: "most often a double quote in it is never closed",
      id: "biasanya ada tanda kutip ganda yang tidak ditutup"),
    fix: Bilingual(
      en: "close the quote on that line, or take the quotes away",
      id: "tutup tanda kutip pada baris itu, atau hilangkan tanda kutipnya"))

  static let openQuote = DiagnosticTemplate(
    "P0614",
    message: Bilingual(
      en: "a double quote in the row that starts on line {line} of {file} is never closed",
      id:
        "tanda kutip ganda pada baris data yang dimulai di baris teks {line} dari {file} tidak pernah ditutup"
    ),
    why: Bilingual(
      en: "all that follows would be one cell, and its rows would be lost",
      id: "semua yang mengikutinya akan menjadi satu sel, dan baris-barisnya hilang"),
    fix: Bilingual(
      en: "close the quote on that line, or take the quotes away",
      id: "tutup tanda kutip pada baris itu, atau hilangkan tanda kutipnya"))

  static let missingColumn = DiagnosticTemplate(
    "P0615",
    message: Bilingual(
      en: "{file} has no column ‘{header}’", id: "{file} tidak memiliki kolom ‘{header}’"),
    why: Bilingual(
      en:
        "headers are compared without their case, spaces at the ends aside; on line {line} it has {headers}",
      id:
        "judul kolom dibandingkan tanpa membedakan huruf besar dan kecil serta spasi di ujungnya; pada baris teks "
        + "{line} ada {headers}"
    ),
    fix: Bilingual(
      en: "name the header in the roster: `{name} : …, column \"{suggestion}\"`",
      id: "sebutkan judul kolomnya di daftar: `{name} : …, kolom \"{suggestion}\"`"),
    example:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\n  phone : text\nend\nshow workers with phone",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\n  phone : text, column \"name\"\nend\nshow workers with phone"
  )

  static let noHeader = DiagnosticTemplate(
    "P0616",
    message: Bilingual(
      en: "no row of {file} has the headers of {roster}",
      id: "tidak ada baris pada {file} yang memuat judul kolom {roster}"),
    why: Bilingual(
      en: "wanted are {wanted}; the row most like a header, line {line}, has {headers}",
      id: "yang dicari {wanted}; baris yang paling mirip judul, baris teks {line}, memuat {headers}"),
    fix: Bilingual(
      en: "add a row of headers to the file, or name those it has: `NAME : TYPE, column \"HEADER\"`",
      id: "tambahkan baris judul kolom pada berkas, atau sebutkan yang ada: `NAMA : JENIS, kolom \"JUDUL\"`"))

  static let duplicateHeader = DiagnosticTemplate(
    "P0617",
    message: Bilingual(
      en: "{file} has {count} columns ‘{header}’", id: "{file} memiliki {count} kolom ‘{header}’"),
    why: Bilingual(
      en: "the headers stand on line {line}; which of these columns the field means can not be known",
      id: "judul kolom ada pada baris teks {line}; tidak dapat diketahui kolom mana yang dimaksud"),
    fix: Bilingual(en: "rename all but one in the file", id: "ganti nama semua kecuali satu di berkasnya"))

  static let headerOnly = DiagnosticTemplate(
    "P0618", .warning,
    message: Bilingual(
      en: "{file} has a header and no rows", id: "{file} hanya memuat judul kolom tanpa baris data"),
    fix: Bilingual(
      en: "check that the export was complete", id: "periksa apakah ekspornya lengkap"))

  static let tooManyColumns = DiagnosticTemplate(
    "P0619",
    message: Bilingual(
      en: "{file} has {count} columns; at most {limit} can be read",
      id: "{file} memiliki {count} kolom; paling banyak {limit} dapat dibaca"),
    fix: Bilingual(en: "export only the columns needed", id: "ekspor hanya kolom yang diperlukan"))

  static let unreadable = DiagnosticTemplate(
    "P0620",
    message: Bilingual(en: "{file} can not be read: {reason}", id: "{file} tidak dapat dibaca: {reason}"),
    fix: Bilingual(
      en: "check the disk and the permissions, then try again",
      id: "periksa diska dan izinnya, lalu coba lagi"))

  static let cancelled = DiagnosticTemplate(
    "P0621",
    message: Bilingual(
      en: "the reading of {file} was stopped", id: "pembacaan {file} dihentikan"),
    why: Bilingual(
      en: "a file that was read in part is not used",
      id: "berkas yang baru dibaca sebagian tidak dipakai"),
    fix: Bilingual(
      en: "ask again, and let it finish",
      id: "tanyakan lagi, dan tunggu sampai selesai"))

  static let tooManyRows = DiagnosticTemplate(
    "P0622",
    message: Bilingual(
      en: "{roster} has more than {limit} rows", id: "{roster} memiliki lebih dari {limit} baris"),
    fix: Bilingual(
      en: "give each region a roster and a run of its own",
      id: "buatlah satu daftar dan satu perhitungan untuk tiap wilayah"))

  static let damagedIdentities = DiagnosticTemplate(
    "P0623",
    message: Bilingual(
      en:
        "the column ‘{header}’ went through a spreadsheet: {damaged} of its {count} NIKs end in 0 or read like "
        + "3,52501E+15",
      id:
        "kolom ‘{header}’ pernah disimpan Excel: {damaged} dari {count} NIK-nya berakhir dengan 0 atau tertulis "
        + "seperti 3,52501E+15"),
    why: Bilingual(
      en: "a spreadsheet keeps 15 digits of a number; the sixteenth is lost, and different people become one",
      id:
        "lembar kerja hanya menyimpan 15 angka; angka keenam belas hilang, dan orang yang berbeda menjadi satu"
    ),
    fix: Bilingual(
      en: "export the column as text from the system it came from",
      id: "ekspor kolom itu sebagai teks dari sistem asalnya"),
    example: "nik\n3599010101900010\n3599010101900020", repaired: "nik\n3599010101900012\n3599010101900027")

  static let totalRows = DiagnosticTemplate(
    "P0624", .note,
    message: Bilingual(
      en:
        "{file}: {count} {count:row that only adds up others is no row|rows that only add up others are no rows} of {roster} (first on line {line})",
      id: "{file}: {count} baris jumlah bukan baris dari {roster} (pertama pada baris teks {line})"),
    why: Bilingual(
      en: "a total counted as a person would count everybody twice",
      id: "jumlah yang dihitung sebagai orang akan menghitung semuanya dua kali"))

  static let totalUsed = DiagnosticTemplate(
    "P0625", .warning,
    message: Bilingual(
      en: "{file}: the row on line {line} begins like a total and is used as data",
      id: "{file}: baris pada baris teks {line} berawalan seperti jumlah dan dipakai sebagai data"),
    why: Bilingual(
      en: "rows of data follow it, and it can be read as one",
      id: "sesudahnya masih ada baris data, dan ia dapat dibaca sebagai data"),
    fix: Bilingual(
      en: "remove the row from the file if it adds up others",
      id: "hapus baris itu dari berkas bila memang menjumlahkan baris lain"))

  static let unlistedValue = DiagnosticTemplate(
    "P0626", .warning,
    message: Bilingual(
      en: "‘{value}’ in {column} is none of the choices ({count} {count:row|rows})",
      id: "‘{value}’ pada {column} tidak ada dalam pilihan ({count} baris)"),
    fix: Bilingual(
      en: "add the spelling to its choice, such as {choice} = \"{value}\"",
      id: "tambahkan ejaannya pada pilihannya, misalnya {choice} = \"{value}\""))

  static let missingReference = DiagnosticTemplate(
    "P0627",
    message: Bilingual(
      en: "{field} refers to {roster}, which has no key of one field to look up",
      id: "{field} merujuk pada {roster}, yang tidak memiliki kunci satu kolom untuk dicari"),
    fix: Bilingual(
      en: "mark one field of {roster} as `key`", id: "tandai satu kolom {roster} sebagai `kunci`"))

  static let all: [DiagnosticTemplate] = [
    empty, notText, utf16, notUTF8, null, loneCarriageReturns, longRow, openQuote, missingColumn, noHeader,
    duplicateHeader, headerOnly, tooManyColumns, unreadable, cancelled, tooManyRows, damagedIdentities,
    totalRows,
    totalUsed, unlistedValue, missingReference,
  ]
}

/// All messages about data and files, for the pages that explain them.
public enum RosterDiagnostics {

  /// The templates, by code.
  public static let all: [DiagnosticTemplate] = (FileTemplates.all + RowTemplates.all).sorted {
    $0.code < $1.code
  }
}

extension Diagnostic {

  static func emptyFile(_ file: String) -> Diagnostic {
    Diagnostic(FileTemplates.empty, at: nil, ["file": .text(file)])
  }

  static func notText(_ file: String, kind: Bilingual) -> Diagnostic {
    Diagnostic(FileTemplates.notText, at: nil, ["file": .text(file), "kind": .bilingual(kind)])
  }

  static func utf16(_ file: String) -> Diagnostic {
    Diagnostic(FileTemplates.utf16, at: nil, ["file": .text(file)])
  }

  static func loneCarriageReturns(_ file: String) -> Diagnostic {
    Diagnostic(FileTemplates.loneCarriageReturns, at: nil, ["file": .text(file)])
  }

  static func longRow(_ file: String, line: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      FileTemplates.longRow, at: nil,
      ["file": .text(file), "line": .text(String(line)), "limit": .count(limit)])
  }

  static func tooManyColumns(_ file: String, count: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      FileTemplates.tooManyColumns, at: nil,
      ["file": .text(file), "count": .count(count), "limit": .count(limit)])
  }

  static func unreadableFile(_ file: String, reason: String) -> Diagnostic {
    Diagnostic(FileTemplates.unreadable, at: nil, ["file": .text(file), "reason": .text(reason)])
  }

  /// Returns why the reading of `file` ended on `line`.
  static func fileFailure(_ failure: FileFailure, file: String, line: Int, limits: ReadingLimits)
    -> Diagnostic
  {
    let place: [String: DiagnosticArgument] = ["file": .text(file), "line": .text(String(line))]
    switch failure {
    case .notUTF8(_, let byte):
      let hex = String(byte, radix: 16, uppercase: true)
      return Diagnostic(
        FileTemplates.notUTF8, at: nil,
        place.merging(["byte": .text("0x" + (hex.utf8.count < 2 ? "0" : "") + hex)]) { $1 })
    case .null: return Diagnostic(FileTemplates.null, at: nil, place)
    case .longRow: return longRow(file, line: line, limit: limits.rowBytes)
    case .openQuote: return Diagnostic(FileTemplates.openQuote, at: nil, place)
    case .unreadable(let reason): return unreadableFile(file, reason: reason)
    case .cancelled: return Diagnostic(FileTemplates.cancelled, at: nil, place)
    }
  }

  static func missingColumn(
    _ field: FieldSchema, in layout: FileLayout, suggestions: [String]
  ) -> Diagnostic {
    let notes =
      suggestions.isEmpty
      ? []
      : [
        Note(
          Bilingual(
            en: "did you mean \(suggestions.map { "‘\($0)’" }.joined(separator: ", "))?",
            id: "apakah maksudnya \(suggestions.map { "‘\($0)’" }.joined(separator: ", "))?"))
      ]
    return Diagnostic(
      FileTemplates.missingColumn, at: field.site,
      [
        "file": .text(layout.file.name), "line": .text(String(layout.headerLine)),
        "header": .text(field.header), "headers": .text(listed(layout.headers)), "name": .text(field.name),
        "suggestion": .text(suggestions.first ?? "…"),
      ], notes: notes)
  }

  static func noHeader(_ layout: FileLayout, roster: String, wanted: [String]) -> Diagnostic {
    Diagnostic(
      FileTemplates.noHeader, at: nil,
      [
        "file": .text(layout.file.name), "roster": .text(roster), "wanted": .text(listed(wanted)),
        "line": .text(String(layout.headerLine)), "headers": .text(listed(layout.headers)),
      ])
  }

  static func duplicateHeader(_ field: FieldSchema, in layout: FileLayout, count: Int) -> Diagnostic {
    Diagnostic(
      FileTemplates.duplicateHeader, at: field.site,
      [
        "file": .text(layout.file.name), "line": .text(String(layout.headerLine)),
        "header": .text(field.header), "count": .count(count),
      ])
  }

  /// Nothing names a column of `file` for certain: what its row of headers has is blank or there twice.
  static func noUsableHeader(_ file: String, _ headers: [String]) -> Diagnostic {
    Diagnostic(
      FileTemplates.duplicateHeader, at: nil,
      [
        "file": .text(file), "header": .text(headers.first ?? ""),
        "count": .count(headers.count { $0 == headers.first }),
      ])
  }

  static func headerOnly(_ file: String) -> Diagnostic {
    Diagnostic(FileTemplates.headerOnly, at: nil, ["file": .text(file)])
  }

  static func tooManyRows(_ roster: String, limit: Int) -> Diagnostic {
    Diagnostic(FileTemplates.tooManyRows, at: nil, ["roster": .text(roster), "limit": .count(limit)])
  }

  static func damagedIdentities(_ field: FieldSchema, damaged: Int, count: Int) -> Diagnostic {
    Diagnostic(
      FileTemplates.damagedIdentities, at: field.site,
      ["header": .text(field.header), "damaged": .count(damaged), "count": .count(count)])
  }

  static func totalRows(_ file: String, roster: String, count: Int, line: Int) -> Diagnostic {
    Diagnostic(
      FileTemplates.totalRows, at: nil,
      ["file": .text(file), "roster": .text(roster), "count": .count(count), "line": .text(String(line))])
  }

  static func totalUsed(_ file: String, line: Int) -> Diagnostic {
    Diagnostic(FileTemplates.totalUsed, at: nil, ["file": .text(file), "line": .text(String(line))])
  }

  static func unlistedValue(_ value: UnlistedValue, field: FieldSchema) -> Diagnostic {
    let notes = value.nearest.map {
      [Note(Bilingual(en: "did you mean ‘\($0)’?", id: "apakah maksudnya ‘\($0)’?"))]
    }
    return Diagnostic(
      FileTemplates.unlistedValue, at: field.site,
      [
        "value": .text(value.value), "column": .text(field.header), "count": .count(value.count),
        "choice": .text(value.nearest ?? "…"),
      ], notes: notes ?? [])
  }

  static func missingReference(_ field: FieldSchema, roster: String) -> Diagnostic {
    Diagnostic(
      FileTemplates.missingReference, at: field.site, ["field": .text(field.name), "roster": .text(roster)])
  }

  /// Returns `names` in quotes, the first dozen of them.
  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "‘\($0.count > 40 ? $0.prefix(40) + "…" : $0)’" }
    return shown.joined(separator: ", ") + (names.count > 12 ? ", … (+\(names.count - 12))" : "")
  }
}
