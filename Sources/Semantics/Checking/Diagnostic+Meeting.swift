import Diagnostics
import Rosters
import Syntax

/// The messages about rosters that meet, and about who may be paid from what.
public enum MeetingDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    preferenceNotTotal, unclearNotPermission, decisionInCondition, windowNotStated,
  ]

  static let windowNotStated = DiagnosticTemplate(
    "P0569", .warning,
    message: Bilingual(
      en: "`{match}` shows who came and went, and does not say between which days",
      id: "`{match}` menunjukkan siapa yang masuk dan keluar, tanpa menyatakan antara tanggal mana"),
    why: Bilingual(
      en: "no `state at` stands in {rosters}, and growth without a window is not a figure",
      id: "tidak ada `keadaan per` pada {rosters}, dan pertumbuhan tanpa jendela waktu bukanlah angka"),
    fix: Bilingual(
      en: "write `state at DATE` in each of the two rosters",
      id: "tuliskan `keadaan per TANGGAL` pada kedua daftar"))

  static let preferenceNotTotal = DiagnosticTemplate(
    "P0564",
    message: Bilingual(
      en: "`prefer` does not say which row counts where {rosters} both have one",
      id: "`utamakan` tidak mengatakan baris mana yang dipakai bila {rosters} sama-sama mempunyainya"),
    why: Bilingual(
      en: "a person on both lists would be counted on neither",
      id: "orang yang ada di kedua daftar tidak akan terhitung di mana pun"),
    fix: Bilingual(
      en: "name the rosters in `prefer`, the one that counts first",
      id: "sebutkan daftarnya dalam `utamakan`, yang dipakai lebih dahulu"),
    example: """
      roster a from "a.csv"
        nik : nik, key
        aktif : yes or no
      end
      roster b like a from "b.csv"
      roster both combining a, b
        one row per nik
        prefer aktif
      end
      """,
    repaired: """
      roster a from "a.csv"
        nik : nik, key
        aktif : yes or no
      end
      roster b like a from "b.csv"
      roster both combining a, b
        one row per nik
        prefer aktif, then a, then b
      end
      """)

  static let unclearNotPermission = DiagnosticTemplate(
    "P0565",
    message: Bilingual(
      en: "`unclear` stands for a permission, and this column holds {found}",
      id: "`belum jelas` berlaku bagi izin, sedangkan kolom ini berisi {found}"),
    why: Bilingual(
      en: "what no rule permits is denied; of an amount there is nothing to deny",
      id: "yang tidak diizinkan aturan ditolak; pada jumlah tidak ada yang dapat ditolak"),
    fix: Bilingual(
      en: "write `must be decided`: whoever needs the value is told that it is open",
      id: "tuliskan `harus ditentukan`: siapa pun yang memerlukannya akan diberi tahu"),
    example: """
      table rate(kind: one of (a, b))
        | kind || price   |
        | a    || Rp1.000 |
        | b    || unclear |
      end
      """,
    repaired: """
      table rate(kind: one of (a, b))
        | kind || price           |
        | a    || Rp1.000         |
        | b    || must be decided |
      end
      """)

  static let decisionInCondition = DiagnosticTemplate(
    "P0566",
    message: Bilingual(
      en: "only a result can be open; this cell is a condition",
      id: "hanya hasil yang dapat belum ditentukan; sel ini adalah syarat"),
    fix: Bilingual(
      en: "write it after `||`", id: "tuliskan setelah `||`"),
    example: """
      table pay(kind: one of (a, b))
        | kind    || allowed |
        | unclear || yes     |
        | b       || no      |
      end
      """,
    repaired: """
      table pay(kind: one of (a, b))
        | kind || allowed |
        | a    || unclear |
        | b    || no      |
      end
      """)
}

extension Diagnostic {

  static func preferenceNotTotal(_ rosters: [String], at site: Span) -> Diagnostic {
    let names = rosters.map { "`\($0)`" }
    return Diagnostic(
      MeetingDiagnostics.preferenceNotTotal, at: site,
      [
        "rosters": .bilingual(
          Bilingual(en: names.joined(separator: " and "), id: names.joined(separator: " dan ")))
      ])
  }

  static func windowNotStated(_ match: Name, _ rosters: [String]) -> Diagnostic {
    let names = rosters.map { "`\($0)`" }
    return Diagnostic(
      MeetingDiagnostics.windowNotStated, at: match.span,
      [
        "match": .text(match.text),
        "rosters": .bilingual(
          Bilingual(en: names.joined(separator: " and "), id: names.joined(separator: " dan "))),
      ])
  }

  static func unclearNotPermission(_ found: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(MeetingDiagnostics.unclearNotPermission, at: site, ["found": .bilingual(found)])
  }

  static func decisionInCondition(at site: Span) -> Diagnostic {
    Diagnostic(MeetingDiagnostics.decisionInCondition, at: site)
  }
}
