import Diagnostics

/// What is said of files that hold the rows of tables and of cases.
public enum FileRowDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [empty, withoutResults, columnUnknown, columnMissing]

  static let empty = DiagnosticTemplate(
    "P0544",
    message: Bilingual(en: "the file holds no rows", id: "berkas ini tidak memuat baris"),
    why: Bilingual(
      en: "its first line names the columns, each further line is a row",
      id: "baris pertamanya menyebut kolom, setiap baris berikutnya adalah satu baris tabel"),
    fix: Bilingual(
      en: "write the headers and at least one row", id: "tulis kepala kolom dan paling sedikit satu baris"),
    example: "table levy (income: money per month) from \"table-empty.csv\"",
    repaired: "table levy (income: money per month) from \"table-levy.csv\"")

  static let withoutResults = DiagnosticTemplate(
    "P0545",
    message: Bilingual(
      en: "the headers do not say which columns are results",
      id: "kepala kolom tidak menyebut kolom mana yang berisi hasil"),
    why: Bilingual(
      en: "conditions and results are cells of one form", id: "syarat dan hasil ditulis dalam sel yang serupa"
    ),
    fix: Bilingual(
      en: "begin the header of the first result with `||`, or write the head of the table in the program",
      id: "awali kepala kolom hasil yang pertama dengan `||`, atau tulis kepala tabelnya dalam program"),
    example: "table levy (income: money per month) from \"table-plain.csv\"",
    repaired:
      "table levy (income: money per month) from \"table-plain.csv\"\n  | income || rate : percent |\nend")

  static let columnUnknown = DiagnosticTemplate(
    "P0546",
    message: Bilingual(
      en: "`{column}` is a column of the file and not of the table's head",
      id: "`{column}` adalah kolom berkas, tetapi tidak ada di kepala tabel"),
    why: Bilingual(
      en: "a condition that is left out would change what the rows say",
      id: "syarat yang terlewat akan mengubah arti baris-barisnya"),
    fix: Bilingual(
      en: "add the column to the head, or take it out of the file",
      id: "tambahkan kolom itu ke kepala tabel, atau hapus dari berkas"),
    example:
      "table levy (wage: money per month) from \"table-plain.csv\"\n  | wage || rate : percent |\nend",
    repaired:
      "table levy (income: money per month) from \"table-plain.csv\"\n  | income || rate : percent |\nend")

  static let columnMissing = DiagnosticTemplate(
    "P0547",
    message: Bilingual(
      en: "the file has no column `{column}`", id: "berkas ini tidak mempunyai kolom `{column}`"),
    fix: Bilingual(
      en: "give a column of the file the header that the table's head has",
      id: "beri satu kolom berkas kepala yang sama dengan kepala tabel"),
    example:
      "table levy (income: money per month) from \"table-plain.csv\"\n  | income || share : percent |\nend",
    repaired:
      "table levy (income: money per month) from \"table-plain.csv\"\n  | income || rate : percent |\nend")
}

extension Diagnostic {

  static func tableFileEmpty(at site: Span) -> Diagnostic { Diagnostic(FileRowDiagnostics.empty, at: site) }

  static func tableFileWithoutResults(at site: Span) -> Diagnostic {
    Diagnostic(FileRowDiagnostics.withoutResults, at: site)
  }

  static func tableFileColumnUnknown(_ column: String, at site: Span) -> Diagnostic {
    Diagnostic(FileRowDiagnostics.columnUnknown, at: site, ["column": .text(column)])
  }

  static func tableFileColumnMissing(_ column: String, at site: Span) -> Diagnostic {
    Diagnostic(FileRowDiagnostics.columnMissing, at: site, ["column": .text(column)])
  }
}
