import Diagnostics
import Rosters
import Semantics
import Synchronization

/// The purses from which allocations that something rests on so far pay nothing: they are not valid then, or none of the
/// recipients may be paid from them.
final class ClosedPurses: Sendable {

  private let found = Mutex<[String: Diagnostic]>([:])

  /// Notes that `allocation` pays nothing from a purse; once for each two.
  func note(_ warning: Diagnostic, of allocation: DefinitionID, _ purse: DefinitionID) {
    found.withLock {
      $0["\(allocation.index) \(purse.index)"] = $0["\(allocation.index) \(purse.index)"] ?? warning
    }
  }

  /// In the order of the program.
  var warnings: [Diagnostic] {
    let all = found.withLock { Array($0.values) }
    return all.sorted { a, b in
      (a.site?.file.index ?? 0, a.site?.start ?? 0) < (b.site?.file.index ?? 0, b.site?.start ?? 0)
    }
  }
}

extension Model {

  /// A warning for each purse that an allocation on which results rest so far may not spend.
  public var closedPurseWarnings: [Diagnostic] { closedPurses.warnings }
}

extension MoneyDiagnostics {

  static let purseNotValid = DiagnosticTemplate(
    "P0875", .warning,
    message: Bilingual(
      en: "`{name}` is valid from {from} to {to}, and `{allocation}` pays {when}: nothing comes from it",
      id:
        "`{name}` berlaku dari {from} sampai {to}, sedangkan `{allocation}` membayar {when}: tidak ada yang dibayar darinya"
    ),
    why: Bilingual(
      en: "money is spent within the days of its budget, and a plan that gets none should say so",
      id:
        "dana dibelanjakan dalam masa berlaku pagunya, dan rencana yang tidak memperolehnya harus menyatakannya"
    ),
    fix: Bilingual(
      en: "ask for a day on which it is valid (`as of`), or leave it out",
      id:
        "jalankan untuk tanggal ketika pagu itu berlaku (`per tanggal`), atau hapus pagu itu dari daftar sumber"
    ),
    example:
      "as of 1 January 2026\nbudget next = Rp1 miliar, valid from 1 January 2027 to 31 December 2027\nroster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nallocate shares\n  from next\n  to workers\n  equally\n  ties by nik\nend\nshow shares",
    repaired:
      "as of 1 January 2027\nbudget next = Rp1 miliar, valid from 1 January 2027 to 31 December 2027\nroster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nallocate shares\n  from next\n  to workers\n  equally\n  ties by nik\nend\nshow shares"
  )

  static let purseForNobody = DiagnosticTemplate(
    "P0894", .warning,
    message: Bilingual(
      en:
        "`{name}` may be spent on none of the {count} recipients of `{allocation}` ({who}): its {amount} pays nobody",
      id:
        "`{name}` tidak boleh dibelanjakan untuk satu pun dari {count} penerima `{allocation}` ({who}): {amount} miliknya tidak membayar siapa pun"
    ),
    why: Bilingual(
      en: "what a budget is for decides whom it may pay, and a plan that counts on it should say so",
      id:
        "peruntukan pagu menentukan siapa yang boleh dibayar, dan rencana yang mengandalkannya harus menyatakannya"
    ),
    fix: Bilingual(
      en: "widen what the budget is for, or leave it out of `from`",
      id: "perluas peruntukan pagu itu, atau hapus pagu itu dari daftar sumber"),
    example:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nbudget village = Rp1 juta\n  for workers where role is bpd\nend\nallocate shares\n  from village\n  to workers where role is rt\n  equally\n  ties by nik\nend\nshow sum of shares.amount over workers",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nbudget village = Rp1 juta\n  for workers where role is rt\nend\nallocate shares\n  from village\n  to workers where role is rt\n  equally\n  ties by nik\nend\nshow sum of shares.amount over workers"
  )
}

extension Diagnostic {

  static func purseForNobody(
    _ name: String, _ available: Rational, allocation: String, count: Int, who: Bilingual, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      MoneyDiagnostics.purseForNobody, at: site,
      [
        "name": .text(name), "count": .count(count), "allocation": .text(allocation), "who": .bilingual(who),
        "amount": .bilingual(
          Bilingual(
            en: ValueWriter(.english).money(available).text,
            id: ValueWriter(.indonesian).money(available).text)),
      ])
  }

  static func purseNotValid(
    _ name: String, from: CalendarDate, to: CalendarDate, allocation: String, when: Bilingual, at site: Span
  ) -> Diagnostic {
    func day(_ date: CalendarDate) -> DiagnosticArgument {
      .bilingual(Bilingual(en: ValueWriter(.english).date(date), id: ValueWriter(.indonesian).date(date)))
    }
    return Diagnostic(
      MoneyDiagnostics.purseNotValid, at: site,
      [
        "name": .text(name), "from": day(from), "to": day(to), "allocation": .text(allocation),
        "when": .bilingual(when),
      ])
  }
}
