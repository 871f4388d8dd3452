// swift-format-ignore-file
// Made by stdlib/embed.sh from the .payung files beside it: change those, then run it again.

/// The library's modules, as text in the binary.
public enum StandardLibrary {

  /// Each module's name, as in `use jamsostek.contributions`, and its source.
  public static let modules: [(name: String, source: String)] = [
    (
      name: "calendar",
      source: ####"""
        language english, edition 2026

        ## The calendar of contributions: contribution months, the days by which one pays, when cover lapses, budget years, weekdays.

        ## The completed years of someone born on one day, on another day.
        function age_on(born: date, day: date) = years from born to day

        ## Contribution months: every calendar month touched counts, both ends included. 1 May to 31 December are 8.
        function contribution_months(first_day: date, last_day: date) = months from first_day through last_day

        ## Whether cover is shorter than three months, in which case a death pays only the funeral: nearly worthless.
        function is_short_cover(first_day: date, last_day: date) : yes or no = contribution_months(first_day, last_day) < 3 months

        ## The day by which a worker without a wage (BPU) pays for the month that begins on a day: the 15th of the same month.
        function bpu_due_day(month_start: date) : date = month_start + 14 days

        ## The day by which an employer pays for the month that begins on a day: the 15th of the next month.
        function pu_due_day(month_start: date) : date = month_start + 1 month + 14 days

        ## The first day without cover, if nothing is paid for the months that begin on this day: three unpaid months end it.
        function lapse_day(first_unpaid_month: date) : date = first_unpaid_month + 3 months

        ## The budget year (tahun anggaran) of the day is its calendar year: `budget_year on 17 December 2025`.
        let budget_year = year of today

        ## The first and the last day of the budget year of a day.
        function budget_year_start(day: date) : date = year start of day
        function budget_year_end(day: date) : date = year end of day

        ## The first and the last day of the quarter (triwulan) of a day.
        function quarter_start(day: date) : date = quarter start of day
        function quarter_end(day: date) : date = quarter end of day

        ## The weekday of a day, 0 for Monday to 6 for Sunday.
        function weekday_number(day: date) : whole = weekday of day - 1

        ## The Indonesian name of a day's weekday, as press reports and letters write it.
        function weekday_name(day: date) : text
          when weekday_number(day) is 0 then "Senin"
          when weekday_number(day) is 1 then "Selasa"
          when weekday_number(day) is 2 then "Rabu"
          when weekday_number(day) is 3 then "Kamis"
          when weekday_number(day) is 4 then "Jumat"
          when weekday_number(day) is 5 then "Sabtu"
          otherwise "Minggu"
        end
        """####
    ),
    (
      name: "jamsostek.benefits",
      source: ####"""
        language english, edition 2026

        ## Benefits of employment social security (BPJS Ketenagakerjaan): what a family receives after a death (JKM), after a death or
        ## an injury at work (JKK), and the scholarships of the children. The amounts were read in the press, not in the regulations,
        ## and hold from the day of what was read; what could not be confirmed is `unverified`, and what was not found `must be decided`.

        # ---- death that is not due to work (JKM) ------------------------------------------------------

        ## What the heirs receive at once.
        param jkm_lump_sum : money   under "pasundan.jabarekspres, 18 January 2020"
          from 2020-01-18 = Rp20 juta
        end

        ## The periodic part: an amount for each of a number of months, paid at once.
        param jkm_periodic : money per month   under "pasundan.jabarekspres, 18 January 2020"
          from 2020-01-18 = Rp500 ribu
        end

        ## The months of the periodic part.
        param jkm_periodic_months : whole   under "pasundan.jabarekspres, 18 January 2020"
          from 2020-01-18 = 24
        end

        ## For the funeral.
        param funeral : money   under "pasundan.jabarekspres, 18 January 2020"
          from 2020-01-18 = Rp10 juta
        end

        ## The months of cover before which only the funeral is paid. The article of the regulation was not found.
        param jkm_months_needed : whole   under "cakranusantara, Pati, 22 September 2025"   unverified = 3

        ## The periodic part, paid at once.
        function periodic_at_once : money = jkm_periodic * 1 month * jkm_periodic_months

        ## What the heirs of a participant receive who was covered for all the months that are needed.
        function jkm_full : money = jkm_lump_sum + periodic_at_once + funeral

        ## What the heirs receive after some months of cover, without the scholarships.
        function jkm_death(months_covered: whole) : money
          when months_covered at least jkm_months_needed then jkm_full
          otherwise funeral
        end

        # ---- death or injury at work (JKK) ------------------------------------------------------------

        ## After a death at work, in months of the reported wage (for a worker without a wage, of the basis of the bracket).
        param jkk_death_months : whole   under "bpjsketenagakerjaan.go.id, artikel 18921" = 48

        ## After an injury that ends all work for good, in months of the reported wage.
        param jkk_disability_months : whole   under "bpjsketenagakerjaan.go.id, artikel 18921" = 56

        ## What the heirs receive after a death at work, without the scholarships; it is due from the first day of cover.
        function jkk_death(wage: money per month) : money = wage * 1 month * jkk_death_months + periodic_at_once + funeral

        ## What a participant receives who can never work again.
        function jkk_disability(wage: money per month) : money = wage * 1 month * jkk_disability_months

        ## The part of the wage that is paid while a participant can not work, in the first twelve months and in those after.
        param jkk_sick_pay_first : percent   under "bpjsketenagakerjaan.go.id, artikel 18921" = 100%

        ## The part of the wage after twelve months.
        param jkk_sick_pay_later : percent   under "bpjsketenagakerjaan.go.id, artikel 18921" = 50%

        ## What is paid over a number of months in which a participant can not work. Treatment is paid besides, without a limit.
        function jkk_sick_pay(wage: money per month, months_off: whole) : money =
          wage * 1 month * (months_off but at most 12) * jkk_sick_pay_first +
          wage * 1 month * ((months_off but at least 12) - 12) * jkk_sick_pay_later

        # ---- scholarships -----------------------------------------------------------------------------

        ## The scholarship of a year at each level of schooling.
        table scholarship_year(level: text)   exactly one   under "cinews, 29 March 2024"
          | level     || amount : money |
          | "TK", "SD" || Rp1,5 juta    |
          | "SMP"     || Rp2 juta       |
          | "SMA"     || Rp3 juta       |
          | "S1"      || Rp12 juta      |
          | otherwise || Rp0            |
        end

        ## All years of one child: kindergarten and primary school eight, secondary schools three each, university five.
        function scholarship_child : money   under "cinews, 29 March 2024" =
          scholarship_year("SD") * 8 + scholarship_year("SMP") * 3 + scholarship_year("SMA") * 3 + scholarship_year("S1") * 5

        ## The most children who receive it.
        param scholarship_children : whole   under "cinews, 29 March 2024"
          from 2024-03-29 = 2
        end

        ## The years of contributions it asks for.
        param scholarship_years_needed : whole   under "cinews, 29 March 2024"
          from 2024-03-29 = 3
        end

        ## The age at which it ends.
        param scholarship_age_limit : whole   under "cinews, 29 March 2024"
          from 2024-03-29 = 23
        end

        ## The most that the children of a participant can receive.
        function scholarship_most(children: whole) : money = scholarship_child * (children but at most scholarship_children)

        # ---- for any roster ---------------------------------------------------------------------------

        ## What a roster needs for the two rules below: participants who died, or who are imagined to have died.
        kind participant needs basis : money per month, months_covered : count, children : count, and at_work : yes or no

        ## What the family receives in money, without the scholarships.
        rule death_benefit for participant : money
          when at_work then jkk_death(basis)
          otherwise jkm_death(months_covered)
        end

        ## The most the children can receive in scholarships. Whether a death at work asks for years of contributions was not found.
        rule scholarships_most for participant : money
          when children is 0 then Rp0
          when months_covered at least 12 * scholarship_years_needed then scholarship_most(children)
          when not at_work then Rp0
          otherwise must be decided
        end

        ## What a roster of children needs for the rule below.
        kind child needs level : text, and born : date, and married : yes or no, and working : yes or no

        ## The scholarship of the year, of a child of a participant who had paid long enough.
        rule scholarship_now for child : money
          when married or working then Rp0
          when years from born to today at least scholarship_age_limit then Rp0
          otherwise scholarship_year(level)
        end
        """####
    ),
    (
      name: "jamsostek.contributions",
      source: ####"""
        language english, edition 2026

        ## Contributions to employment social security (BPJS Ketenagakerjaan): rates, brackets and ceilings, with the day they came
        ## into force and the regulation they come from. Functions do not round: whoever uses a rate says how. What could not be
        ## read in a regulation is marked `unverified`, and what the regulations leave open `must be decided` by the office.
        ##
        ## The rates and amounts were read in sources; three first days were not: 1 July 2015 (the rates of PP 44, 45 and 46/2015),
        ## 2 February 2021 (JKP) and 22 February 2023 (migrant workers). No figure here says what was due before or near those days.

        # ---- wage earners (PU): a percentage of the reported wage -------------------------------------

        ## Work accident (JKK), paid by the employer, by class of risk of the workplace.
        param jkk_pu_class_1 : percent   under "PP 44/2015, Lampiran I"
          from 2015-07-01 = 0,24%
        end

        param jkk_pu_class_2 : percent   under "PP 44/2015, Lampiran I"
          from 2015-07-01 = 0,54%
        end

        param jkk_pu_class_3 : percent   under "PP 44/2015, Lampiran I"
          from 2015-07-01 = 0,89%
        end

        param jkk_pu_class_4 : percent   under "PP 44/2015, Lampiran I"
          from 2015-07-01 = 1,27%
        end

        param jkk_pu_class_5 : percent   under "PP 44/2015, Lampiran I"
          from 2015-07-01 = 1,74%
        end

        ## The rate of a class of risk, "I" (very low: offices, village governments) to "V" (very high).
        function jkk_pu(class: text) : percent   under "PP 44/2015, Lampiran I"
          when class is "I" then jkk_pu_class_1
          when class is "II" then jkk_pu_class_2
          when class is "III" then jkk_pu_class_3
          when class is "IV" then jkk_pu_class_4
          when class is "V" then jkk_pu_class_5
          otherwise must be decided
        end

        ## Death (JKM), paid by the employer.
        param jkm_pu : percent   under "PP 44/2015"
          from 2015-07-01 = 0,30%
        end

        ## Old age (JHT): the employer's part.
        param jht_pu_employer : percent   under "PP 46/2015"
          from 2015-07-01 = 3,70%
        end

        ## Old age (JHT): the worker's part.
        param jht_pu_worker : percent   under "PP 46/2015"
          from 2015-07-01 = 2,00%
        end

        ## Pension (JP): the employer's part, of the wage up to the ceiling.
        param jp_employer : percent   under "PP 45/2015"
          from 2015-07-01 = 2,00%
        end

        ## Pension (JP): the worker's part, of the wage up to the ceiling.
        param jp_worker : percent   under "PP 45/2015"
          from 2015-07-01 = 1,00%
        end

        ## The wage above which no pension contribution is due; it changes each 1 March with the growth of the economy. Of the
        ## circular for 2026 a second number, B/3307/022026, is in circulation.
        param jp_ceiling : money per month   under "PP 45/2015 ps. 29"
          from 2015-07-01 = Rp7.000.000
          from 2016-03-01 = Rp7.335.300
          from 2017-03-01 = Rp7.703.500
          from 2018-03-01 = Rp8.094.000
          from 2019-03-01 = Rp8.512.400
          from 2020-03-01 = Rp8.939.700
          from 2021-03-01 = Rp8.754.600
          from 2022-03-01 = Rp9.077.600
          from 2023-03-01 = Rp9.559.600
          from 2024-03-01 = Rp10.042.300
          from 2025-03-01 = Rp10.547.400
          from 2026-03-01 = Rp11.086.300   under "B/1226/022026"
        end

        ## The age at which the pension is paid: a year more every three years, to 65. The years are read in a source, the day of the
        ## year on which the age rises is not.
        param jp_pension_age : whole   under "PP 45/2015"
          from 2015-07-01 = 56
          from 2019-01-01 = 57   unverified
          from 2022-01-01 = 58   unverified
          from 2025-01-01 = 59   unverified
          from 2028-01-01 = 60   unverified
          from 2031-01-01 = 61   unverified
          from 2034-01-01 = 62   unverified
          from 2037-01-01 = 63   unverified
          from 2040-01-01 = 64   unverified
          from 2043-01-01 = 65   unverified
        end

        ## Old age (JHT) of a wage earner, both parts.
        function jht_pu(wage: money per month) : money per month   under "PP 46/2015" =
          wage * (jht_pu_employer + jht_pu_worker)

        ## Pension (JP) of a wage earner, both parts.
        function jp_pu(wage: money per month) : money per month   under "PP 45/2015" =
          (wage but at most jp_ceiling) * (jp_employer + jp_worker)

        ## Unemployment (JKP) costs neither side anything more: it is taken out of JKK, at first also of JKM, and topped up by the State.
        param jkp_state : percent   under "PP 37/2021, PP 6/2025 ps. 11"
          from 2021-02-02 = 0,22%
        end

        ## The part of the JKK contribution that pays for JKP, for those who have JKP.
        param jkp_from_jkk : percent   under "PP 37/2021, PP 6/2025 ps. 11"
          from 2021-02-02 = 0,14%
        end

        ## The part of the JKM contribution that paid for JKP until February 2025.
        param jkp_from_jkm : percent   under "PP 37/2021"
          from 2021-02-02 = 0,10%
          from 2025-02-07 = 0%   under "PP 6/2025 ps. 11"
        end

        ## The wage above which no JKP contribution is due.
        param jkp_ceiling : money per month   under "PP 37/2021"
          from 2021-02-02 = Rp5.000.000   unverified
        end

        ## What JKP is worth of the wage, all sources together.
        function jkp_total(wage: money per month) : money per month   under "PP 37/2021, PP 6/2025" =
          (wage but at most jkp_ceiling) * (jkp_state + jkp_from_jkk + jkp_from_jkm)

        # ---- workers without a wage (BPU): a percentage of a bracket of income ------------------------

        ## Work accident (JKK) of the bracket's basis.
        param jkk_bpu_rate : percent   under "PP 44/2015, Lampiran II"
          from 2015-07-01 = 1%
        end

        ## Death (JKM): one amount for all.
        param jkm_bpu : money per month   under "PP 44/2015"
          from 2015-07-01 = Rp6.800
        end

        ## Old age (JHT), of the same basis; voluntary.
        param jht_bpu_rate : percent   under "PP 46/2015"
          from 2015-07-01 = 2%
        end

        ## The basis of the brackets between the lowest and the highest, in steps of Rp200.000, Rp500.000 and Rp1.000.000.
        function bpu_basis_between(income: money per month) : money per month
          under "PP 44/2015, Lampiran II; PP 82/2019; PP 49/2023"   unverified
          when income < Rp1.300.000 per month then Rp1.200.000 per month
          when income < Rp1.500.000 per month then Rp1.400.000 per month
          when income < Rp1.700.000 per month then Rp1.600.000 per month
          when income < Rp1.900.000 per month then Rp1.800.000 per month
          when income < Rp2.100.000 per month then Rp2.000.000 per month
          when income < Rp2.300.000 per month then Rp2.200.000 per month
          when income < Rp2.500.000 per month then Rp2.400.000 per month
          when income < Rp2.700.000 per month then Rp2.600.000 per month
          when income < Rp3.200.000 per month then Rp2.950.000 per month
          when income < Rp3.700.000 per month then Rp3.450.000 per month
          when income < Rp4.200.000 per month then Rp3.950.000 per month
          when income < Rp4.700.000 per month then Rp4.450.000 per month
          when income < Rp5.200.000 per month then Rp4.950.000 per month
          when income < Rp5.700.000 per month then Rp5.450.000 per month
          when income < Rp6.200.000 per month then Rp5.950.000 per month
          when income < Rp6.700.000 per month then Rp6.450.000 per month
          when income < Rp7.200.000 per month then Rp6.950.000 per month
          when income < Rp7.700.000 per month then Rp7.450.000 per month
          when income < Rp8.200.000 per month then Rp7.950.000 per month
          when income < Rp9.200.000 per month then Rp8.700.000 per month
          when income < Rp10.200.000 per month then Rp9.700.000 per month
          when income < Rp11.200.000 per month then Rp10.700.000 per month
          when income < Rp12.200.000 per month then Rp11.700.000 per month
          when income < Rp13.200.000 per month then Rp12.700.000 per month
          when income < Rp14.200.000 per month then Rp13.700.000 per month
          when income < Rp15.200.000 per month then Rp14.700.000 per month
          when income < Rp16.200.000 per month then Rp15.700.000 per month
          when income < Rp17.200.000 per month then Rp16.700.000 per month
          when income < Rp18.200.000 per month then Rp17.700.000 per month
          when income < Rp19.200.000 per month then Rp18.700.000 per month
          otherwise Rp19.700.000 per month
        end

        ## The basis of a bracket of income. Both ends of the scale are verified, the steps between them are not.
        function bpu_basis(income: money per month) : money per month   under "PP 44/2015, Lampiran II; PP 82/2019; PP 49/2023"
          when income < Rp1.100.000 per month then Rp1.000.000 per month
          when income at least Rp20.200.000 per month then Rp20.700.000 per month
          otherwise bpu_basis_between(income)
        end

        ## Work accident (JKK) of a worker without a wage: Rp10.000 to Rp207.000.
        function jkk_bpu(income: money per month) : money per month = bpu_basis(income) * jkk_bpu_rate

        ## Old age (JHT) of a worker without a wage: Rp20.000 to Rp414.000.
        function jht_bpu(income: money per month) : money per month = bpu_basis(income) * jht_bpu_rate

        # ---- relief windows ---------------------------------------------------------------------------

        ## The pandemic's relief on JKK and JKM, for those without arrears up to July 2020.
        param relief_pandemic : percent   under "PP 49/2020"
          from 2015-07-01 = 0%
          from 2020-08-01 to 2021-01-31 = 99%
          from 2021-02-01 = 0%
        end

        ## Relief on JKK for wage earners in labour-intensive industries (among them tobacco) with at least 50 workers.
        param relief_labour_intensive : percent   under "PP 7/2025"
          from 2015-07-01 = 0%
          from 2025-02-01 to 2025-07-31 = 50%
          from 2025-08-01 to 2026-01-31 = 50%   unverified
          from 2026-02-01 = 0%
        end

        ## Relief on JKK and JKM for workers without a wage in transport: motorcycle taxis, drivers, couriers. Not when the State's or a
        ## region's budget pays; whether a village's budget counts as one the regulation does not say.
        param relief_bpu_transport : percent   under "PP 50/2025"
          from 2015-07-01 = 0%
          from 2026-01-01 to 2027-03-31 = 50%
          from 2027-04-01 = 0%
          except when source is present and source is apbn, apbd or dbhcht then 0%
            because "PP 50/2025 ps. 3: not when APBN or APBD pays"
          end
          except when source is present and source is apbdes then must be decided
            because "PP 50/2025 ps. 3 does not name the village budget"
          end
        end

        ## The same relief for all other workers without a wage.
        param relief_bpu : percent   under "PP 50/2025"
          from 2015-07-01 = 0%
          from 2026-04-01 to 2026-12-31 = 50%
          from 2027-01-01 = 0%
          except when source is present and source is apbn, apbd or dbhcht then 0%
            because "PP 50/2025 ps. 3: not when APBN or APBD pays"
          end
          except when source is present and source is apbdes then must be decided
            because "PP 50/2025 ps. 3 does not name the village budget"
          end
        end

        ## JKK and JKM of a worker without a wage after relief, for the purse that pays.
        function bpu_due(income: money per month) : money per month   under "PP 44/2015, PP 49/2020, PP 50/2025" =
          (jkk_bpu(income) + jkm_bpu) * (100% - relief_pandemic) * (100% - relief_bpu)

        ## JKK and JKM of a transport worker without a wage after relief, for the purse that pays.
        function bpu_transport_due(income: money per month) : money per month   under "PP 44/2015, PP 49/2020, PP 50/2025" =
          (jkk_bpu(income) + jkm_bpu) * (100% - relief_pandemic) * (100% - relief_bpu_transport)

        # ---- construction: marginal tiers of the contract's value -------------------------------------

        ## What of a contract's value lies between two bounds.
        function contract_slice(value: money, lower: money, upper: money) : money =
          ((value but at most upper) but at least lower) - lower

        ## JKK of a construction contract whose wages are not known; the value before tax.
        function jkk_construction(value: money) : money   under "PP 44/2015" =
          contract_slice(value, Rp0, Rp100 juta) * 0,21% +
          contract_slice(value, Rp100 juta, Rp500 juta) * 0,17% +
          contract_slice(value, Rp500 juta, Rp1 miliar) * 0,13% +
          contract_slice(value, Rp1 miliar, Rp5 miliar) * 0,11% +
          ((value but at least Rp5 miliar) - Rp5 miliar) * 0,09%

        ## The rate of JKM on what lies above Rp5 miliar.
        param jkm_construction_top : percent   under "PP 44/2015"
          from 2015-07-01 = 0,01%   unverified
        end

        ## JKM of the part of a contract up to Rp5 miliar.
        function jkm_construction_below(value: money) : money   under "PP 44/2015" =
          contract_slice(value, Rp0, Rp100 juta) * 0,03% +
          contract_slice(value, Rp100 juta, Rp500 juta) * 0,02% +
          contract_slice(value, Rp500 juta, Rp1 miliar) * 0,02% +
          contract_slice(value, Rp1 miliar, Rp5 miliar) * 0,01%

        ## JKM of a construction contract whose wages are not known; the value before tax.
        function jkm_construction(value: money) : money   under "PP 44/2015"
          when value at most Rp5 miliar then jkm_construction_below(value)
          otherwise jkm_construction_below(value) + (value - Rp5 miliar) * jkm_construction_top
        end

        # ---- migrant workers (PMI): by the length of the contract -------------------------------------

        ## Before departure.
        param pmi_before_departure : money   under "Permenaker 4/2023 ps. 18"
          from 2023-02-22 = Rp37.500
        end

        ## Each month beyond 6, 12 or 24.
        param pmi_extra_month : money   under "Permenaker 4/2023 ps. 18"
          from 2023-02-22 = Rp13.500
        end

        ## During and after the contract: one fee for its whole length, not one a month.
        function pmi_fee(contract_months: whole) : money   under "Permenaker 4/2023 ps. 18"
          when contract_months at least 24 then Rp332.500 + (contract_months - 24) * pmi_extra_month
          when contract_months at least 12 then Rp189.000 + (contract_months - 12) * pmi_extra_month
          when contract_months at least 6 then Rp108.000 + (contract_months - 6) * pmi_extra_month
          otherwise must be decided
        end

        # ---- for any roster of workers ----------------------------------------------------------------

        ## What a roster needs for the rule below: `roster pekerja is worker from "…"`.
        kind worker needs segment : one of (PU, BPU), and income : money per month

        ## JKK and JKM, the compulsory pair, of a worker in a workplace of class I; to whole rupiah, as the offices do it.
        rule basic_contribution for worker : money per month   under "PP 44/2015"
          when segment is BPU then jkk_bpu(income) + jkm_bpu
          when segment is PU then (income * jkk_pu("I")) rounded to Rp1 + (income * jkm_pu) rounded to Rp1
        end
        """####
    ),
    (
      name: "jamsostek.regions",
      source: ####"""
        language english, edition 2026

        ## The regencies and cities of East Java and East Kalimantan: codes and full names as in Kepmendagri 300.2.2-2430 of 2025.
        ## A bare name is not enough: seven names of East Java are borne by a regency and by a city.

        ## The full name of the regency or city with a code of the Ministry of Home Affairs, such as "35.16".
        function regency_name(code: text) : text   under "Kepmendagri 300.2.2-2430/2025"
          when code is "35.01" then "Kab. Pacitan"
          when code is "35.02" then "Kab. Ponorogo"
          when code is "35.03" then "Kab. Trenggalek"
          when code is "35.04" then "Kab. Tulungagung"
          when code is "35.05" then "Kab. Blitar"
          when code is "35.06" then "Kab. Kediri"
          when code is "35.07" then "Kab. Malang"
          when code is "35.08" then "Kab. Lumajang"
          when code is "35.09" then "Kab. Jember"
          when code is "35.10" then "Kab. Banyuwangi"
          when code is "35.11" then "Kab. Bondowoso"
          when code is "35.12" then "Kab. Situbondo"
          when code is "35.13" then "Kab. Probolinggo"
          when code is "35.14" then "Kab. Pasuruan"
          when code is "35.15" then "Kab. Sidoarjo"
          when code is "35.16" then "Kab. Mojokerto"
          when code is "35.17" then "Kab. Jombang"
          when code is "35.18" then "Kab. Nganjuk"
          when code is "35.19" then "Kab. Madiun"
          when code is "35.20" then "Kab. Magetan"
          when code is "35.21" then "Kab. Ngawi"
          when code is "35.22" then "Kab. Bojonegoro"
          when code is "35.23" then "Kab. Tuban"
          when code is "35.24" then "Kab. Lamongan"
          when code is "35.25" then "Kab. Gresik"
          when code is "35.26" then "Kab. Bangkalan"
          when code is "35.27" then "Kab. Sampang"
          when code is "35.28" then "Kab. Pamekasan"
          when code is "35.29" then "Kab. Sumenep"
          when code is "35.71" then "Kota Kediri"
          when code is "35.72" then "Kota Blitar"
          when code is "35.73" then "Kota Malang"
          when code is "35.74" then "Kota Probolinggo"
          when code is "35.75" then "Kota Pasuruan"
          when code is "35.76" then "Kota Mojokerto"
          when code is "35.77" then "Kota Madiun"
          when code is "35.78" then "Kota Surabaya"
          when code is "35.79" then "Kota Batu"
          when code is "64.01" then "Kab. Paser"
          when code is "64.02" then "Kab. Kutai Kartanegara"
          when code is "64.03" then "Kab. Berau"
          when code is "64.07" then "Kab. Kutai Barat"
          when code is "64.08" then "Kab. Kutai Timur"
          when code is "64.09" then "Kab. Penajam Paser Utara"
          when code is "64.11" then "Kab. Mahakam Ulu"
          when code is "64.71" then "Kota Balikpapan"
          when code is "64.72" then "Kota Samarinda"
          when code is "64.74" then "Kota Bontang"
          otherwise must be decided
        end

        ## The code of a regency or city by its name. What both a regency and a city are called must be written in full.
        function regency_code(name: text) : text   under "Kepmendagri 300.2.2-2430/2025"
          when name is "Kab. Pacitan" or name is "Pacitan" then "35.01"
          when name is "Kab. Ponorogo" or name is "Ponorogo" then "35.02"
          when name is "Kab. Trenggalek" or name is "Trenggalek" then "35.03"
          when name is "Kab. Tulungagung" or name is "Tulungagung" then "35.04"
          when name is "Kab. Blitar" then "35.05"
          when name is "Kab. Kediri" then "35.06"
          when name is "Kab. Malang" then "35.07"
          when name is "Kab. Lumajang" or name is "Lumajang" then "35.08"
          when name is "Kab. Jember" or name is "Jember" then "35.09"
          when name is "Kab. Banyuwangi" or name is "Banyuwangi" then "35.10"
          when name is "Kab. Bondowoso" or name is "Bondowoso" then "35.11"
          when name is "Kab. Situbondo" or name is "Situbondo" then "35.12"
          when name is "Kab. Probolinggo" then "35.13"
          when name is "Kab. Pasuruan" then "35.14"
          when name is "Kab. Sidoarjo" or name is "Sidoarjo" then "35.15"
          when name is "Kab. Mojokerto" then "35.16"
          when name is "Kab. Jombang" or name is "Jombang" then "35.17"
          when name is "Kab. Nganjuk" or name is "Nganjuk" then "35.18"
          when name is "Kab. Madiun" then "35.19"
          when name is "Kab. Magetan" or name is "Magetan" then "35.20"
          when name is "Kab. Ngawi" or name is "Ngawi" then "35.21"
          when name is "Kab. Bojonegoro" or name is "Bojonegoro" then "35.22"
          when name is "Kab. Tuban" or name is "Tuban" then "35.23"
          when name is "Kab. Lamongan" or name is "Lamongan" then "35.24"
          when name is "Kab. Gresik" or name is "Gresik" then "35.25"
          when name is "Kab. Bangkalan" or name is "Bangkalan" then "35.26"
          when name is "Kab. Sampang" or name is "Sampang" then "35.27"
          when name is "Kab. Pamekasan" or name is "Pamekasan" then "35.28"
          when name is "Kab. Sumenep" or name is "Sumenep" then "35.29"
          when name is "Kota Kediri" then "35.71"
          when name is "Kota Blitar" then "35.72"
          when name is "Kota Malang" then "35.73"
          when name is "Kota Probolinggo" then "35.74"
          when name is "Kota Pasuruan" then "35.75"
          when name is "Kota Mojokerto" then "35.76"
          when name is "Kota Madiun" then "35.77"
          when name is "Kota Surabaya" or name is "Surabaya" then "35.78"
          when name is "Kota Batu" or name is "Batu" then "35.79"
          when name is "Kab. Paser" or name is "Paser" then "64.01"
          when name is "Kab. Kutai Kartanegara" or name is "Kutai Kartanegara" then "64.02"
          when name is "Kab. Berau" or name is "Berau" then "64.03"
          when name is "Kab. Kutai Barat" or name is "Kutai Barat" then "64.07"
          when name is "Kab. Kutai Timur" or name is "Kutai Timur" then "64.08"
          when name is "Kab. Penajam Paser Utara" or name is "Penajam Paser Utara" then "64.09"
          when name is "Kab. Mahakam Ulu" or name is "Mahakam Ulu" then "64.11"
          when name is "Kota Balikpapan" or name is "Balikpapan" then "64.71"
          when name is "Kota Samarinda" or name is "Samarinda" then "64.72"
          when name is "Kota Bontang" or name is "Bontang" then "64.74"
          otherwise must be decided
        end

        ## Whether a regency and a city bear the name, so that it must be written with "Kab." or "Kota".
        function is_shared_name(name: text) : yes or no
          when name is "Blitar", "Kediri", "Malang", "Probolinggo", "Pasuruan", "Mojokerto" or "Madiun" then yes
          otherwise no
        end

        ## Whether the code is a city's (kota), not a regency's (kabupaten). A city's numbers begin at 71.
        function is_city(code: text) : yes or no   under "Kepmendagri 300.2.2-2430/2025"
          when code is "35.71", "35.72", "35.73", "35.74", "35.75", "35.76", "35.77", "35.78", "35.79", "64.71", "64.72" or "64.74" then yes
          otherwise no
        end

        ## The province of a regency's or city's code: East Java or East Kalimantan.
        function province_name(code: text) : text   under "Kepmendagri 300.2.2-2430/2025"
          when code is "35.01", "35.02", "35.03", "35.04", "35.05", "35.06", "35.07", "35.08", "35.09", "35.10", "35.11", "35.12",
            "35.13", "35.14", "35.15", "35.16", "35.17", "35.18", "35.19", "35.20", "35.21", "35.22", "35.23", "35.24",
            "35.25", "35.26", "35.27", "35.28", "35.29", "35.71", "35.72", "35.73", "35.74", "35.75", "35.76", "35.77",
            "35.78" or "35.79" then "Jawa Timur"
          when code is "64.01", "64.02", "64.03", "64.07", "64.08", "64.09", "64.11", "64.71", "64.72" or "64.74" then "Kalimantan Timur"
          otherwise must be decided
        end

        ## The code Statistics Indonesia (BPS) gives the same regency or city: the digits without the dot in East Java, but others in
        ## East Kalimantan, where 6402 is Kutai Barat at BPS and 64.02 is Kutai Kartanegara at the Ministry.
        function bps_code(code: text) : text
          when code is "35.01" then "3501"
          when code is "35.02" then "3502"
          when code is "35.03" then "3503"
          when code is "35.04" then "3504"
          when code is "35.05" then "3505"
          when code is "35.06" then "3506"
          when code is "35.07" then "3507"
          when code is "35.08" then "3508"
          when code is "35.09" then "3509"
          when code is "35.10" then "3510"
          when code is "35.11" then "3511"
          when code is "35.12" then "3512"
          when code is "35.13" then "3513"
          when code is "35.14" then "3514"
          when code is "35.15" then "3515"
          when code is "35.16" then "3516"
          when code is "35.17" then "3517"
          when code is "35.18" then "3518"
          when code is "35.19" then "3519"
          when code is "35.20" then "3520"
          when code is "35.21" then "3521"
          when code is "35.22" then "3522"
          when code is "35.23" then "3523"
          when code is "35.24" then "3524"
          when code is "35.25" then "3525"
          when code is "35.26" then "3526"
          when code is "35.27" then "3527"
          when code is "35.28" then "3528"
          when code is "35.29" then "3529"
          when code is "35.71" then "3571"
          when code is "35.72" then "3572"
          when code is "35.73" then "3573"
          when code is "35.74" then "3574"
          when code is "35.75" then "3575"
          when code is "35.76" then "3576"
          when code is "35.77" then "3577"
          when code is "35.78" then "3578"
          when code is "35.79" then "3579"
          when code is "64.01" then "6401"
          when code is "64.02" then "6403"
          when code is "64.03" then "6405"
          when code is "64.07" then "6402"
          when code is "64.08" then "6404"
          when code is "64.09" then "6409"
          when code is "64.11" then "6411"
          when code is "64.71" then "6471"
          when code is "64.72" then "6472"
          when code is "64.74" then "6474"
          otherwise must be decided
        end
        """####
    ),
  ]
}
