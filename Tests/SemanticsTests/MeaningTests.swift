import Diagnostics
import Rosters
import Testing

@testable import Semantics

/// A line after the rosters, and the codes it draws.
struct Line: CustomTestStringConvertible, Sendable {
  let text: String
  let codes: [String]
  var testDescription: String { text }
  init(_ text: String, _ codes: String...) {
    self.text = text
    self.codes = codes
  }
}

/// What may and may not be said.
@Suite struct MeaningTests {

  @Test(arguments: [
    // Rates, amounts, counts.
    Line("check Rp16.800 per month * 12 months is Rp201.600"),
    Line("check 12 months * Rp16.800 per month is Rp201.600"),
    Line("check 16.382 people * Rp5.400 per person per month * 12 months is Rp1.061.553.600"),
    Line("check 16.382 people * Rp5.400 per month * 12 months is Rp1.061.553.600"),
    Line("check Rp5.400 per person * 12 months is Rp64.800", "P0402"),
    Line("check Rp16.800 per month + Rp5.000 is Rp1", "P0403"),
    Line("check Rp201.600 / 12 months is Rp16.800 per month"),
    Line("check Rp201.600 / Rp16.800 per month is 12 months"),
    Line("check 117.327 people is 5 villages", "P0406"),
    Line("check (count workers) is 117.327 people"),
    Line("check (count workers) + 30 at least 50"),
    Line("check (count workers) at least 30%", "P0404"),
    Line("check (count workers) at least 30% of (count villages)"),
    Line("check 6% of Rp1 juta is Rp60.000"),
    Line("check Rp1 juta + 5% is Rp2 juta", "P0404"),
    Line("check 40% + 60% is 100%"),
    Line("check 40% is 40", "P0417"),
    Line("check 3 months is 12", ),
    Line("check 1 year is 12 months", "P0437"),
    // Dates.
    Line("check 2026-01-01 + 30 days is 2026-01-31"),
    Line("check 2026-01-31 + 1 months is 2026-02-28"),
    Line("check 2026-01-31 + 1 months or the next day is 2026-03-01"),
    Line("check 2026-01-01 - 2025-01-01 is 365 days"),
    Line("check 2026-01-01 + 5 is 2026-01-06", "P0407"),
    Line("check years from 2000-01-01 to 2026-01-01 is 26"),
    Line("check months from January through December 2026 is 12 months"),
    Line("check 2026-01-01 before 5", "P0407"),
    // Rules and rows.
    Line("rule age for workers = years from born to today\nrule grown for workers = age from 18 to 64"),
    Line("rule x for workers = village.regency.people + 1"),
    Line("rule x for workers = village.people", "P0309"),
    Line("rule x for workers = people", "P0301"),
    Line("rule x for regencies = count workers in this regency where role is rt or rw"),
    Line("rule x for regencies = count workers in this village", "P0334"),
    Line("rule x for workers = role is rt, rw or bpd"),
    Line("rule x for workers = role is rt or tobacco"),
    Line("rule x for workers = role is not rt or rw"),
    Line("rule x for workers = tobacco or role is rt"),
    Line("rule x for workers = role is rtt or rw", "P0305"),
    Line("rule x for workers = role is segment", "P0402"),
    Line("rule x for workers = village.name is \"A\""),
    Line("rule x for workers = village is villages at \"35\"", "P0412"),
    Line("rule x for workers = nik is \"3599010101900001\""),
    Line("rule x for workers = nik is in workers"),
    Line("rule x for workers = income rounded to Rp1"),
    Line("rule x for workers = (income but at most Rp5 juta per month) * 1%"),
    Line("rule x for workers = income but at most Rp5 juta", "P0403"),
    // Missing.
    Line("rule x for workers = enrolled before today", "P0412"),
    Line("rule x for workers = enrolled is present and enrolled before today"),
    Line("rule x for workers = enrolled is missing or enrolled before today"),
    Line("rule x for workers = not (enrolled is missing) and enrolled before today"),
    Line("rule x for workers = enrolled before today and enrolled is present", "P0412"),
    Line("rule x for workers = (wage otherwise Rp0 per month) + income"),
    Line("rule x for workers = wage + income", "P0412"),
    Line("rule x for workers = wage otherwise 0", "P0402"),
    Line("rule x for workers\n  when wage is present then wage\n  otherwise income\nend"),
    Line("rule x for workers\n  when wage is missing then income\n  otherwise wage\nend"),
    Line("rule x for workers\n  when wage is missing then income\n  when wage is present then wage\nend"),
    Line("let s = sum of wage over workers", "P0412"),
    Line("let s = sum of wage over workers where wage is present"),
    Line("let a = average of income over workers\ncheck a at least Rp5 per month", "P0412"),
    Line("check (average of income over workers) otherwise Rp0 per month at least Rp5 per month"),
    Line("rule x for workers = wage\nrule y for workers = x + income", "P0412"),
    Line("rule x for workers = wage\nrule y for workers = x is present and x < income"),
    Line("rule had for workers = enrolled is present\nrule x for workers = had and enrolled before today"),
    Line(
      "rule had for workers = enrolled is present\nlet n = count workers where had and enrolled before today"),
    Line("rule had for workers = enrolled is present\nlet d = max of enrolled over workers where had"),
    Line(
      "rule had for workers = enrolled is present or tobacco\nrule x for workers = had and enrolled before today",
      "P0412"),
    Line("let n = count workers where born is present", "P0534"),
    // What is broken elsewhere is not said again.
    Line(
      "target t\n  of workerz\n  reach 5% tobacco\n  by 2026-12-31\nend\nshow t\nlet missed = t.short + 1",
      "P0303"),
    Line(
      "allocate a\n  from b\n  to workerz\n  equally\nend\nshow a by role\nlet x = count workers where a.funded",
      "P0303"),
    Line("let a = b\nlet c = a + 1\ncheck c is 5", "P0301"),
    Line(
      "rule s for regencies = share tobacco of workers in this regency\nlet a = average of s over regencies",
      "P0411"),
    Line("target t\n  of workers\n  reach 95 tobacco\n  by 2026-12-31\nend", "P0417"),
    Line("budget b = Rp5 juta\nscenario s \"x\"\n  set b = 5\nend", "P0893"),
    Line("let n = 4\nscenario s \"x\"\n  set n = 5\nend"),
    Line(
      "budget b = Rp5 juta\nfind least b from 1 to 5 in steps of 1\n  so that b at least Rp5\nend", "P0893",
      "P0893", "P0893"),
    // What is tried is not said, what is broken is.
    Line("rule a for workers = b is rt or rw\nrule b for workers = rolle", "P0301"),
    Line(
      "rule a for workers\n  when c is 1 or 2 then 1\n  otherwise 2\nend\nrule c for workers = decile + lost",
      "P0301"),
    // Branches.
    Line("rule x for workers\n  when segment is BPU then 1\n  when segment is PU then 2\nend"),
    Line("rule x for workers\n  when segment is BPU then 1\nend", "P0502"),
    Line("rule x for workers\n  when decile at most 4 then 1\n  when decile at least 5 then 2\nend"),
    Line("rule x for workers\n  when decile < 4 then 1\n  when decile > 4 then 2\nend", "P0502"),
    Line(
      "rule x for workers\n  when income < Rp5 per month then 1\n  when income >= Rp5 per month then 2\nend"),
    Line("rule x for workers\n  when wage < income then 1\n  otherwise 2\nend", "P0412"),
    Line("rule x for workers\n  when tobacco then yes\n  when not tobacco then no\nend"),
    Line("rule x for workers : money\n  when tobacco then income\n  otherwise Rp0\nend", "P0414"),
    // Functions and parameters.
    Line("function f(x: money) : money = x * 2\nrule y for workers = f(income)", "P0414"),
    Line("function f(x: number) : number = g(x)\nfunction g(x: number) : number = f(x)", "P0501"),
    Line("param p : money per month\n  from 2025-01-01 = Rp5\nend\nrule y for workers = income + p"),
    Line("param p : percent\n  from 2025-01-01 = 5\nend", "P0417"),
    Line("param p : percent\n  from 2025-01-01 = must be decided\nend"),
    Line("rule y for workers = source is apbd", "P0412"),
    Line("rule y for workers = source is present and source is apbd, apbn or csr"),
    // Shares.
    Line("rule s for regencies = share tobacco of workers in this regency"),
    Line("let a = share tobacco of workers\nlet b = share tobacco of villages", "P0301"),
    Line("check ((share tobacco of workers) otherwise 0%) at least 5%"),
    Line(
      "rule s for regencies = share tobacco of workers in this regency\nlet a = average of s over regencies where s is present",
      "P0411"),
    Line("check share tobacco of workers is 5%", "P0412"),
    // Names.
    Line("let people = 4", "P0324"),
    Line("let regencies = 4", "P0302"),
    Line("rule name for workers = 4", "P0302"),
    Line("group low of role = rt, rw\nrule x for workers = role is low"),
    Line("group low of role = rt, rww", "P0305"),
    Line("group low of rle = rt", "P0304"),
    Line("let x = rentan.funded", "P0301"),
  ])
  func lineDrawsItsCodes(line: Line) {
    let checked = check(rosters + line.text)
    #expect(!checked.parsing.containsError, "\(checked.parsing.elements.map { $0.message(in: .english) })")
    #expect(checked.codes == line.codes, "\(checked.messages)")
  }
}
