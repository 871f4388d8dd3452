import Diagnostics
import Rosters
import Syntax

/// What is said of names.
public enum NameDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    unknownName, duplicateName, unknownRoster, unknownField, unknownChoice, unknownKind, unknownRule,
    unknownFunction, unknownColumn, unknownResult, unknownType, unknownScenario, unknownTarget, unknownBudget,
    unknownAllocation, notARoster, notAValue, rosterAsValue, groupAsValue, choiceAsValue, columnOfOuterRow,
    columnOfReferred, columnWithoutRow, columnShadows, columnOfSingleRows, thisWithoutRow, noMembers,
    resultOfOtherRows, argumentsNeeded, argumentCount, notCallable, budgetOfOwners, notABudget, noPathBack,
    pathsBack, inThisWithoutRow, fieldOfKindMissing, fieldOfKindDiffers, rosterFromItself, rowsOfItself,
    rosterWithoutFields, rosterInferred, spellingOfTwoChoices, scenarioNamedBase, allocationAsRows, notAMatch,
    rosterWithoutSingleKey, duplicateColumn, ruleOfSeveralRosters, testOfSeveralRosters,
  ]

  static let unknownName = DiagnosticTemplate(
    "P0301",
    message: Bilingual(
      en: "nothing here is called `{name}`",
      id: "tidak ada yang bernama `{name}` di sini"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: "let limit = 4\nlet twice = limt * 2",
    repaired: "let limit = 4\nlet twice = limit * 2")

  static let duplicateName = DiagnosticTemplate(
    "P0302",
    message: Bilingual(
      en: "`{name}` is declared twice",
      id: "`{name}` dideklarasikan dua kali"),
    why: Bilingual(
      en: "a name means one thing in a whole program, so that nothing hides anything",
      id: "satu nama berarti satu hal di seluruh program, agar tidak ada yang saling menutupi"),
    fix: Bilingual(
      en: "give one of the two another name",
      id: "beri salah satunya nama lain"),
    example: "let limit = 4\nlet limit = 5",
    repaired: "let limit = 4\nlet upper_limit = 5")

  static let unknownRoster = DiagnosticTemplate(
    "P0303",
    message: Bilingual(
      en: "no roster is called `{name}`",
      id: "tidak ada daftar bernama `{name}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: ExamplePrograms.workers + "show count worker where decile is 1",
    repaired: ExamplePrograms.workers + "show count workers where decile is 1")

  static let unknownField = DiagnosticTemplate(
    "P0304",
    message: Bilingual(
      en: "`{name}` is not a field {owner}",
      id: "`{name}` bukan kolom {owner}"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: ExamplePrograms.workers + "group officials of roles = rt, rw",
    repaired: ExamplePrograms.workers + "group officials of role = rt, rw")

  static let unknownChoice = DiagnosticTemplate(
    "P0305",
    message: Bilingual(
      en: "`{name}` is not a choice of {owner}",
      id: "`{name}` bukan pilihan dari {owner}"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: ExamplePrograms.workers + "show count workers where role is rtt",
    repaired: ExamplePrograms.workers + "show count workers where role is rt")

  static let unknownKind = DiagnosticTemplate(
    "P0306",
    message: Bilingual(
      en: "no kind is called `{name}`",
      id: "tidak ada jenis bernama `{name}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example:
      "kind worker needs income : money per month\nroster workers is worke from \"w.csv\"\n  nik : nik, key\n  income : money per month\nend",
    repaired:
      "kind worker needs income : money per month\nroster workers is worker from \"w.csv\"\n  nik : nik, key\n  income : money per month\nend"
  )

  static let unknownRule = DiagnosticTemplate(
    "P0307",
    message: Bilingual(
      en: "`{owner}` has no rule called `{name}`",
      id: "`{owner}` tidak mempunyai aturan bernama `{name}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: ExamplePrograms.workers
      + "rule poor for workers = decile at most 4\nexception to por for workers\n  when role is bpd then no because \"decree\"\nend",
    repaired: ExamplePrograms.workers
      + "rule poor for workers = decile at most 4\nexception to poor for workers\n  when role is bpd then no because \"decree\"\nend"
  )

  static let unknownFunction = DiagnosticTemplate(
    "P0308",
    message: Bilingual(
      en: "no function or parameter with inputs is called `{name}`",
      id: "tidak ada fungsi atau parameter bermasukan yang bernama `{name}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: "function twice(x: number) : number = x * 2\nlet four = twise(2)",
    repaired: "function twice(x: number) : number = x * 2\nlet four = twice(2)")

  static let unknownColumn = DiagnosticTemplate(
    "P0309",
    message: Bilingual(
      en: "`{name}` is not a column of `{owner}`",
      id: "`{name}` bukan kolom dari `{owner}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: ExamplePrograms.villages + "show villages\n  with code, regency.peple as people\nend",
    repaired: ExamplePrograms.villages + "show villages\n  with code, regency.people as people\nend")

  static let unknownResult = DiagnosticTemplate(
    "P0310",
    message: Bilingual(
      en: "`{owner}` has no result called `{name}`",
      id: "`{owner}` tidak mempunyai hasil bernama `{name}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: "budget apbd = Rp1 miliar\nshow apbd.availabl as free",
    repaired: "budget apbd = Rp1 miliar\nshow apbd.available as free")

  static let unknownType = DiagnosticTemplate(
    "P0311",
    message: Bilingual(
      en: "`{name}` is neither a type nor a roster",
      id: "`{name}` bukan jenis isian dan bukan daftar"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: ExamplePrograms.regencies
      + "roster villages from \"v.csv\"\n  code : text, key\n  regency : regences\nend",
    repaired: ExamplePrograms.regencies
      + "roster villages from \"v.csv\"\n  code : text, key\n  regency : regencies\nend")

  static let unknownScenario = DiagnosticTemplate(
    "P0312",
    message: Bilingual(
      en: "no scenario is called `{name}`",
      id: "tidak ada skenario bernama `{name}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example:
      "budget apbd = Rp1 miliar\nscenario lean \"less\"\n  set apbd = apbd * 75%\nend\ncompare len with base",
    repaired:
      "budget apbd = Rp1 miliar\nscenario lean \"less\"\n  set apbd = apbd * 75%\nend\ncompare lean with base"
  )

  static let unknownTarget = DiagnosticTemplate(
    "P0313",
    message: Bilingual(
      en: "no target is called `{name}`",
      id: "tidak ada target bernama `{name}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: ExamplePrograms.workers
      + "target half\n  of workers\n  reach 50% decile is 1\n  by 2026-12-31\nend\nfind least x from 1 to 5 in steps of 1\n  so that target halves is met\nend\nlet x = 4",
    repaired: ExamplePrograms.workers
      + "target half\n  of workers\n  reach 50% decile is 1\n  by 2026-12-31\nend\nfind least x from 1 to 5 in steps of 1\n  so that target half is met\nend\nlet x = 4"
  )

  static let unknownBudget = DiagnosticTemplate(
    "P0314",
    message: Bilingual(
      en: "no budget and no allocation is called `{name}`",
      id: "tidak ada pagu atau alokasi bernama `{name}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: "budget apbd = Rp1 miliar\nsplit apbdd into\n  one = 60%\n  two = 40%\nend",
    repaired: "budget apbd = Rp1 miliar\nsplit apbd into\n  one = 60%\n  two = 40%\nend")

  static let unknownAllocation = DiagnosticTemplate(
    "P0315",
    message: Bilingual(
      en: "no allocation is called `{name}`",
      id: "tidak ada alokasi bernama `{name}`"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: "test \"nothing leaks\"\n  expect shares is conserved\nend")

  static let notARoster = DiagnosticTemplate(
    "P0316",
    message: Bilingual(
      en: "`{name}` has no rows to count or to show",
      id: "`{name}` tidak mempunyai baris untuk dihitung atau ditampilkan"),
    fix: Bilingual(
      en: "name a roster here",
      id: "sebutkan sebuah daftar di sini"),
    example: "let limit = 4\nshow count limit")

  static let notAValue = DiagnosticTemplate(
    "P0317",
    message: Bilingual(
      en: "`{name}` is {kind} and not a value",
      id: "`{name}` adalah {kind}, bukan nilai"),
    fix: Bilingual(
      en: "write one of its results: {result}",
      id: "tulis salah satu hasilnya: {result}"),
    example: ExamplePrograms.workers
      + "target half\n  of workers\n  reach 50% decile is 1\n  by 2026-12-31\nend\nshow half + 1",
    repaired: ExamplePrograms.workers
      + "target half\n  of workers\n  reach 50% decile is 1\n  by 2026-12-31\nend\nshow half.short + 1")

  static let rosterAsValue = DiagnosticTemplate(
    "P0318",
    message: Bilingual(
      en: "`{name}` is a roster and not a value",
      id: "`{name}` adalah daftar, bukan nilai"),
    fix: Bilingual(
      en: "count its rows (`count {name}`) or read them (`sum of … over {name}`)",
      id: "hitung barisnya (`banyaknya {name}`) atau baca isinya (`total … dari {name}`)"),
    example: ExamplePrograms.workers + "let people = workers * 2",
    repaired: ExamplePrograms.workers + "let people = (count workers) * 2")

  static let groupAsValue = DiagnosticTemplate(
    "P0319",
    message: Bilingual(
      en: "`{name}` is a group of choices and not a value",
      id: "`{name}` adalah kelompok pilihan, bukan nilai"),
    fix: Bilingual(
      en: "compare the field with it: `FIELD is {name}`",
      id: "bandingkan kolomnya dengan kelompok ini: `KOLOM adalah {name}`"),
    example: ExamplePrograms.workers + "group officials of role = rt, rw\nshow count workers where officials",
    repaired: ExamplePrograms.workers
      + "group officials of role = rt, rw\nshow count workers where role is officials")

  static let choiceAsValue = DiagnosticTemplate(
    "P0320",
    message: Bilingual(
      en: "`{name}` is a choice of {owner}; alone it means nothing here",
      id: "`{name}` adalah pilihan dari {owner}; sendirian tidak berarti apa-apa di sini"),
    fix: Bilingual(
      en: "compare the field with it: `{column} is {name}`",
      id: "bandingkan kolomnya dengan pilihan ini: `{column} adalah {name}`"),
    example: ExamplePrograms.workers + "show count workers where bpd",
    repaired: ExamplePrograms.workers + "show count workers where role is bpd")

  static let columnOfOuterRow = DiagnosticTemplate(
    "P0321",
    message: Bilingual(
      en: "`{name}` is a column of `{roster}`, not of the rows that are counted here",
      id: "`{name}` adalah kolom dari `{roster}`, bukan dari baris yang dihitung di sini"),
    why: Bilingual(
      en: "inside an aggregate a bare name is a column of the aggregate's own rows",
      id: "di dalam agregat, nama saja berarti kolom dari baris agregat itu sendiri"),
    fix: Bilingual(
      en: "write `this.{name}`",
      id: "tulis `ini.{name}`"),
    example: ExamplePrograms.villages
      + "rule villages_here for regencies = count villages where people at least 5",
    repaired: ExamplePrograms.villages
      + "rule villages_here for regencies = count villages where this.people at least 5")

  static let columnOfReferred = DiagnosticTemplate(
    "P0322",
    message: Bilingual(
      en: "`{name}` is a column of `{roster}`, to which the row refers",
      id: "`{name}` adalah kolom dari `{roster}`, yang dirujuk oleh baris ini"),
    fix: Bilingual(
      en: "write the way to it: `{path}`",
      id: "tulis jalannya: `{path}`"),
    example: ExamplePrograms.villages + "show count villages where people at least 5",
    repaired: ExamplePrograms.villages + "show count villages where regency.people at least 5")

  static let columnWithoutRow = DiagnosticTemplate(
    "P0323",
    message: Bilingual(
      en: "`{name}` is a column of `{roster}`, and there is no row here",
      id: "`{name}` adalah kolom dari `{roster}`, dan di sini tidak ada barisnya"),
    fix: Bilingual(
      en: "compute it over rows (`sum of {name} over {roster}`) or show it of rows (`show "
        + "{roster} with {name}`)",
      id: "hitung dari baris-barisnya (`total {name} dari {roster}`) atau tampilkan "
        + "(`tampilkan {roster} dengan {name}`)"),
    example: ExamplePrograms.regencies + "let all = people * 2",
    repaired: ExamplePrograms.regencies + "let all = (sum of people over regencies) * 2")

  static let columnShadows = DiagnosticTemplate(
    "P0324",
    message: Bilingual(
      en: "`{name}` is a column of `{roster}` and also declared for the whole program",
      id: "`{name}` adalah kolom dari `{roster}` dan juga dideklarasikan untuk seluruh program"),
    why: Bilingual(
      en: "a bare name in a rule would mean two things; nothing hides anything",
      id: "nama saja di dalam aturan akan berarti dua hal; tidak ada yang saling menutupi"),
    fix: Bilingual(
      en: "give the column another name (`own_name : type, column \"{name}\"`) or the other thing",
      id: "beri nama lain pada kolomnya (`nama_lain : jenis, kolom \"{name}\"`) atau pada yang lain"),
    example: ExamplePrograms.regencies + "let people = 4",
    repaired: ExamplePrograms.regencies + "let heads = 4")

  static let columnOfSingleRows = DiagnosticTemplate(
    "P0325",
    message: Bilingual(
      en: "`{name}` differs from row to row, and this query shows groups of rows",
      id: "`{name}` berbeda antarbaris, sedangkan kueri ini menampilkan kelompok baris"),
    fix: Bilingual(
      en: "say what to make of the rows: `sum of {name}`, `max of {name}` …, or group by it",
      id: "sebutkan apa yang dihitung dari barisnya: `total {name}`, `terbesar {name}` …, "
        + "atau kelompokkan menurutnya"),
    example: ExamplePrograms.workers + "show workers by role\n  with count as people, income as wage\nend",
    repaired: ExamplePrograms.workers
      + "show workers by role\n  with count as people, sum of income as wage\nend")

  static let thisWithoutRow = DiagnosticTemplate(
    "P0326",
    message: Bilingual(
      en: "`this` stands where there is no row",
      id: "`ini` berada di tempat yang tidak ada barisnya"),
    fix: Bilingual(
      en: "use it inside a rule, or name a row by its key: `ROSTER at KEY`",
      id: "pakai di dalam aturan, atau sebutkan baris dengan kuncinya: `DAFTAR pada kunci KUNCI`"),
    example: ExamplePrograms.regencies + "let p = this.people",
    repaired: ExamplePrograms.regencies + "rule p for regencies = this.people")

  static let noMembers = DiagnosticTemplate(
    "P0327",
    message: Bilingual(
      en: "`{base}` is {type}: it has no `{name}`",
      id: "`{base}` adalah {type}: tidak mempunyai `{name}`"),
    fix: Bilingual(
      en: "only rows and results have parts",
      id: "hanya baris dan hasil yang mempunyai bagian"),
    example: ExamplePrograms.workers + "show count workers where role.name is \"RT\"",
    repaired: ExamplePrograms.workers + "show count workers where role is rt")

  static let resultOfOtherRows = DiagnosticTemplate(
    "P0328",
    message: Bilingual(
      en: "`{owner}.{name}` belongs to rows of `{roster}`, and here is {here}",
      id: "`{owner}.{name}` milik baris `{roster}`, dan di sini {here}"),
    fix: Bilingual(
      en: "count or add up over those rows: `count {roster} where {owner}.funded`, `sum of "
        + "{owner}.amount over {roster}`",
      id: "hitung atau jumlahkan dari baris itu: `banyaknya {roster} yang {owner}.didanai`, "
        + "`total {owner}.nilai dari {roster}`"),
    example: ExamplePrograms.regencies
      + "budget apbd = Rp1 miliar\nallocate shares\n  from apbd\n  to regencies\n  equally\nend\nlet given = shares.amount",
    repaired: ExamplePrograms.regencies
      + "budget apbd = Rp1 miliar\nallocate shares\n  from apbd\n  to regencies\n  equally\nend\nlet given = sum of shares.amount over regencies"
  )

  static let argumentsNeeded = DiagnosticTemplate(
    "P0329",
    message: Bilingual(
      en: "`{name}` needs a value for {inputs}",
      id: "`{name}` memerlukan nilai untuk {inputs}"),
    fix: Bilingual(
      en: "write `{name}({inputs})` with the values in place of the names",
      id: "tulis `{name}({inputs})` dengan nilai sebagai ganti nama-namanya"),
    example: "function twice(x: number) : number = x * 2\nlet four = twice",
    repaired: "function twice(x: number) : number = x * 2\nlet four = twice(2)")

  static let argumentCount = DiagnosticTemplate(
    "P0330",
    message: Bilingual(
      en: "`{name}` is given {found} values and takes {expected}",
      id: "`{name}` diberi {found} nilai dan menerima {expected}"),
    fix: Bilingual(
      en: "its inputs are: {inputs}",
      id: "masukannya: {inputs}"),
    example: "function twice(x: number) : number = x * 2\nlet four = twice(2, 3)",
    repaired: "function twice(x: number) : number = x * 2\nlet four = twice(2)")

  static let notCallable = DiagnosticTemplate(
    "P0331",
    message: Bilingual(
      en: "`{name}` takes no values",
      id: "`{name}` tidak menerima nilai"),
    fix: Bilingual(
      en: "leave out the brackets",
      id: "hilangkan tanda kurungnya"),
    example: "let limit = 4\nlet x = limit(2)",
    repaired: "let limit = 4\nlet x = limit")

  static let budgetOfOwners = DiagnosticTemplate(
    "P0332",
    message: Bilingual(
      en: "there is one `{name}` for each row of `{owners}`",
      id: "ada satu `{name}` untuk setiap baris `{owners}`"),
    fix: Bilingual(
      en: "say whose: `ROW.{name}`, or `from {name} of ROW` in an allocation",
      id: "sebutkan milik siapa: `BARIS.{name}`, atau `dari {name} milik BARIS` dalam alokasi"),
    example: ExamplePrograms.regencies + "budget own in each of regencies = Rp5 juta\nlet all = own * 2",
    repaired: ExamplePrograms.regencies
      + "budget own in each of regencies = Rp5 juta\nlet all = (sum of own over regencies) * 2")

  static let notABudget = DiagnosticTemplate(
    "P0333",
    message: Bilingual(
      en: "`{name}` is not money that can be spent",
      id: "`{name}` bukan uang yang dapat dibelanjakan"),
    fix: Bilingual(
      en: "name a budget, a pot of a split, or an earlier allocation",
      id: "sebutkan pagu, pos pembagian, atau alokasi sebelumnya"),
    example: "let limit = 4\nsplit limit into\n  one = 60%\n  two = 40%\nend",
    repaired: "budget limit = Rp4 juta\nsplit limit into\n  one = 60%\n  two = 40%\nend")

  static let noPathBack = DiagnosticTemplate(
    "P0334",
    message: Bilingual(
      en: "rows of `{from}` do not lead to a row of `{to}` by `{name}`",
      id: "baris `{from}` tidak merujuk baris `{to}` melalui `{name}`"),
    why: Bilingual(
      en: "`in this …` follows references backwards, and the name is that of the last reference",
      id: "`di … ini` mengikuti rujukan ke belakang, dan namanya adalah rujukan terakhir"),
    fix: Bilingual(
      en: "write the reference of `{from}` that leads there, or a `where`",
      id: "tulis kolom rujukan dari `{from}` yang mengarah ke sana, atau pakai `yang`"),
    example: ExamplePrograms.villages + "rule n for regencies = count villages in this village",
    repaired: ExamplePrograms.villages + "rule n for regencies = count villages in this regency")

  static let pathsBack = DiagnosticTemplate(
    "P0335",
    message: Bilingual(
      en: "there are several ways back by `{name}`: {paths}",
      id: "ada beberapa jalan kembali melalui `{name}`: {paths}"),
    fix: Bilingual(
      en: "write the whole way, for example `in this {path}`",
      id: "tulis jalan lengkapnya, misalnya `di {path} ini`"),
    example:
      "roster regencies from \"r.csv\"\n  code : text, key\nend\nroster villages from \"v.csv\"\n  code : text, key\n  regency : regencies\nend\nroster workers from \"w.csv\"\n  nik : nik, key\n  home : villages\n  office : villages\nend\nrule n for regencies = count workers in this regency",
    repaired:
      "roster regencies from \"r.csv\"\n  code : text, key\nend\nroster villages from \"v.csv\"\n  code : text, key\n  regency : regencies\nend\nroster workers from \"w.csv\"\n  nik : nik, key\n  home : villages\n  office : villages\nend\nrule n for regencies = count workers in this home.regency"
  )

  static let inThisWithoutRow = DiagnosticTemplate(
    "P0336",
    message: Bilingual(
      en: "there is no row here that `this` could be",
      id: "di sini tidak ada baris yang dimaksud dengan `ini`"),
    fix: Bilingual(
      en: "use `in this …` inside a rule, an allocation or a query of rows",
      id: "pakai `di … ini` di dalam aturan, alokasi, atau kueri baris"),
    example: ExamplePrograms.villages + "let n = count villages in this regency",
    repaired: ExamplePrograms.villages + "rule n for regencies = count villages in this regency")

  static let fieldOfKindMissing = DiagnosticTemplate(
    "P0337",
    message: Bilingual(
      en: "`{roster}` is a `{kind}` and has no field `{name}`",
      id: "`{roster}` adalah `{kind}` tetapi tidak mempunyai kolom `{name}`"),
    why: Bilingual(
      en: "the rules of a kind read the fields it needs",
      id: "aturan suatu jenis membaca kolom yang diperlukannya"),
    fix: Bilingual(
      en: "add the field, or match another: `is {kind} ({name} from FIELD)`",
      id: "tambahkan kolomnya, atau padankan kolom lain: `adalah {kind} ({name} dari KOLOM)`"),
    example:
      "kind worker needs income : money per month\nroster workers is worker from \"w.csv\"\n  nik : nik, key\nend",
    repaired:
      "kind worker needs income : money per month\nroster workers is worker from \"w.csv\"\n  nik : nik, key\n  income : money per month\nend"
  )

  static let fieldOfKindDiffers = DiagnosticTemplate(
    "P0338",
    message: Bilingual(
      en: "`{name}` of `{roster}` is {found}; a `{kind}` needs {expected}",
      id: "`{name}` dari `{roster}` adalah {found}; `{kind}` memerlukan {expected}"),
    fix: Bilingual(
      en: "give the field that type, or match another field",
      id: "beri kolom itu jenis tersebut, atau padankan kolom lain"),
    example:
      "kind worker needs income : money per month\nroster workers is worker from \"w.csv\"\n  nik : nik, key\n  income : money\nend",
    repaired:
      "kind worker needs income : money per month\nroster workers is worker from \"w.csv\"\n  nik : nik, key\n  income : money per month\nend"
  )

  static let rosterFromItself = DiagnosticTemplate(
    "P0339",
    message: Bilingual(
      en: "`{name}` is made of itself",
      id: "`{name}` dibuat dari dirinya sendiri"),
    fix: Bilingual(
      en: "let one of the rosters come from a file",
      id: "biarkan salah satu daftar berasal dari berkas"),
    example: "roster a like a from \"a.csv\"",
    repaired: "roster a from \"a.csv\"\n  code : text, key\nend")

  static let rowsOfItself = DiagnosticTemplate(
    "P0463",
    message: Bilingual(
      en: "which rows `{name}` has depends on `{name}` itself",
      id: "baris mana yang dimiliki `{name}` bergantung pada `{name}` sendiri"),
    why: Bilingual(
      en: "a condition on its rows reads a rule or a value that counts these rows",
      id: "sebuah syarat atas barisnya membaca aturan atau nilai yang menghitung baris itu"),
    fix: Bilingual(
      en: "let the condition read fields, and rules that do not read `{name}`",
      id: "biarkan syarat itu membaca kolom, dan aturan yang tidak membaca `{name}`"),
    example:
      "roster a from \"a.csv\"\n  code : text, key\nend\nroster b like a from \"b.csv\"\nrule busy for a = count moves > 5\nmatch a where busy with b by code as moves",
    repaired:
      "roster a from \"a.csv\"\n  code : text, key\nend\nroster b like a from \"b.csv\"\nrule busy for a = count b > 5\nmatch a where busy with b by code as moves"
  )

  static let rosterWithoutFields = DiagnosticTemplate(
    "P0340",
    message: Bilingual(
      en: "the fields of `{name}` are not known",
      id: "kolom dari `{name}` tidak diketahui"),
    why: Bilingual(
      en: "a roster without fields takes them from its file, which could not be read",
      id: "daftar tanpa kolom mengambilnya dari berkas, yang tidak dapat dibaca"),
    fix: Bilingual(
      en: "write its fields; `payung data FILE` suggests them",
      id: "tulis kolom-kolomnya; `payung data BERKAS` mengusulkannya"),
    example: "roster workers from \"no-such-file.csv\"\nshow count workers",
    repaired: "roster workers from \"no-such-file.csv\"\n  nik : nik, key\nend\nshow count workers")

  static let rosterInferred = DiagnosticTemplate(
    "P0349", .note,
    message: Bilingual(
      en: "the fields of `{name}` are taken from its file: {fields}",
      id: "kolom dari `{name}` diambil dari berkasnya: {fields}"),
    why: Bilingual(
      en: "the program states none",
      id: "program tidak menyebut satu pun"),
    fix: Bilingual(
      en: "`payung data FILE` writes them out, so that another file can not change them",
      id: "`payung data BERKAS` menuliskannya, agar berkas lain tidak dapat mengubahnya"))

  static let spellingOfTwoChoices = DiagnosticTemplate(
    "P0341",
    message: Bilingual(
      en: "the spelling \"{spelling}\" stands for two choices",
      id: "ejaan \"{spelling}\" mewakili dua pilihan"),
    fix: Bilingual(
      en: "leave it to one of them",
      id: "berikan kepada salah satunya saja"),
    example:
      "roster w from \"w.csv\"\n  nik : nik, key\n  role : one of (rt = \"Ketua\", rw = \"Ketua\")\nend",
    repaired:
      "roster w from \"w.csv\"\n  nik : nik, key\n  role : one of (rt = \"Ketua RT\", rw = \"Ketua RW\")\nend"
  )

  static let scenarioNamedBase = DiagnosticTemplate(
    "P0342",
    message: Bilingual(
      en: "`base` is the plan itself and can not be a scenario's name",
      id: "`base` adalah rencana awal dan tidak dapat menjadi nama skenario"),
    fix: Bilingual(
      en: "give the scenario another name",
      id: "beri skenario itu nama lain"),
    example: "budget apbd = Rp1 miliar\nscenario base \"the plan\"\n  set apbd = Rp5 juta\nend",
    repaired: "budget apbd = Rp1 miliar\nscenario plan \"the plan\"\n  set apbd = Rp5 juta\nend")

  static let allocationAsRows = DiagnosticTemplate(
    "P0343",
    message: Bilingual(
      en: "`{name}` is an allocation; its recipients are rows of `{roster}`",
      id: "`{name}` adalah alokasi; penerimanya adalah baris `{roster}`"),
    fix: Bilingual(
      en: "write `{roster} where {name}.funded`",
      id: "tulis `{roster} yang {name}.didanai`"),
    example: ExamplePrograms.regencies
      + "budget apbd = Rp1 miliar\nallocate shares\n  from apbd\n  to regencies\n  equally\nend\nlet n = count shares",
    repaired: ExamplePrograms.regencies
      + "budget apbd = Rp1 miliar\nallocate shares\n  from apbd\n  to regencies\n  equally\nend\nlet n = count regencies where shares.funded"
  )

  static let notAMatch = DiagnosticTemplate(
    "P0344",
    message: Bilingual(
      en: "`only in` and `in both` are asked of rows of a match",
      id: "`hanya di` dan `di keduanya` ditanyakan pada baris padanan"),
    fix: Bilingual(
      en: "first `match A with B by KEY as NAME`, then ask it of NAME",
      id: "buat dulu `padankan A dengan B menurut KUNCI sebagai NAMA`, lalu tanyakan pada NAMA"),
    example: ExamplePrograms.workers + "show count workers where in both",
    repaired: ExamplePrograms.workers
      + "roster earlier like workers from \"e.csv\"\nmatch earlier with workers by nik as moves\nshow count moves where in both"
  )

  static let rosterWithoutSingleKey = DiagnosticTemplate(
    "P0345",
    message: Bilingual(
      en: "`{name}` has no single key field by which a row could be named",
      id: "`{name}` tidak mempunyai satu kolom kunci untuk menyebut sebuah baris"),
    fix: Bilingual(
      en: "mark one field `key`",
      id: "tandai satu kolom sebagai `kunci`"),
    example: "roster notes from \"n.csv\"\n  body : text\nend\nshow notes at \"a\" is present",
    repaired: "roster notes from \"n.csv\"\n  body : text, key\nend\nshow notes at \"a\" is present")

  static let duplicateColumn = DiagnosticTemplate(
    "P0346",
    message: Bilingual(
      en: "two columns are called `{name}`",
      id: "dua kolom bernama `{name}`"),
    fix: Bilingual(
      en: "give one another name with `as`",
      id: "beri salah satunya nama lain dengan `sebagai`"),
    example: ExamplePrograms.workers + "show workers by role\n  with count as n, sum of income as n\nend",
    repaired: ExamplePrograms.workers + "show workers by role\n  with count as n, sum of income as wages\nend"
  )

  static let ruleOfSeveralRosters = DiagnosticTemplate(
    "P0347",
    message: Bilingual(
      en: "`{name}` is a rule of several rosters: {rosters}",
      id: "`{name}` adalah aturan dari beberapa daftar: {rosters}"),
    fix: Bilingual(
      en: "give the rules different names, so that the change can say which",
      id: "beri aturan-aturan itu nama berbeda, agar perubahan dapat menyebut yang mana"),
    example: ExamplePrograms.villages
      + "rule big for villages = yes\nrule big for regencies = yes\nscenario s \"all\"\n  set big = no\nend",
    repaired: ExamplePrograms.villages
      + "rule big for villages = yes\nrule great for regencies = yes\nscenario s \"all\"\n  set big = no\nend"
  )

  static let testOfSeveralRosters = DiagnosticTemplate(
    "P0348",
    message: Bilingual(
      en: "these columns fit several rosters: {rosters}",
      id: "kolom ini cocok dengan beberapa daftar: {rosters}"),
    fix: Bilingual(
      en: "say which: `given ROSTER: …`",
      id: "sebutkan yang mana: `diketahui DAFTAR: …`"),
    example: ExamplePrograms.villages
      + "rule big for villages = code is \"A\"\nrule big for regencies = code is \"A\"\ntest \"big\" for each\n  | code || big |\n  | \"A\"  || yes |\nend",
    repaired: ExamplePrograms.villages
      + "rule big for villages = code is \"A\"\nrule big for regencies = code is \"A\"\ntest \"big\" for each\n  | code || big |\n  | \"A\"  || yes |\n  given villages: regency missing\nend"
  )
}
