import Diagnostics
import Rosters
import Syntax

/// What is said of whole declarations: rings, gaps, orders, clauses.
public enum CheckDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    cycle, casesIncomplete, casesNotProven, clauseNeeded, clauseRepeated, payAndDivide, orderWithoutKey,
    rosterWithoutKey, splitNotWhole, weightsNotWhole, periodsOverlap, periodsGap, parameterWithoutLines,
    tableGap, tableOverlap, resultCellNotAValue, aggregateWithoutPopulation,
    rowsOnlyShown, cutOffWithoutAllocation, clauseWithoutEffect,
    definitionInside, chartWithoutRows, revealedNotExported,
    findNotVariable, changeNotPossible, objectiveOfOtherRows, purseNeedsOwner, purseWithoutOwners,
    quotaOfOtherPurse, targetWithoutCost, rateTimesMonths, neverMissing, testExpectsNothing, errorOfNothing,
  ]

  static let cycle = DiagnosticTemplate(
    "P0501",
    message: Bilingual(
      en: "{ring}: this is computed from itself",
      id: "{ring}: ini dihitung dari dirinya sendiri"),
    why: Bilingual(
      en: "nothing can be computed that needs its own result first",
      id: "tidak ada yang dapat dihitung bila memerlukan hasilnya sendiri lebih dahulu"),
    fix: Bilingual(
      en: "leave one of these references out",
      id: "hilangkan salah satu rujukan ini"),
    example: "let a = b + 1\nlet b = a + 1",
    repaired: "let a = 1\nlet b = a + 1")

  static let casesIncomplete = DiagnosticTemplate(
    "P0502",
    message: Bilingual(
      en: "`{name}` says nothing for a row where {example}",
      id: "`{name}` tidak mengatakan apa-apa untuk baris yang {example}"),
    why: Bilingual(
      en: "without `otherwise`, one of the `when` lines must always hold",
      id: "tanpa `selain itu`, salah satu baris `bila` harus selalu berlaku"),
    fix: Bilingual(
      en: "add a line for it, or `otherwise …`",
      id: "tambahkan baris untuk itu, atau `selain itu …`"),
    example: ExamplePrograms.workers
      + "rule x for workers\n  when role is rt then 1\n  when role is rw then 2\nend",
    repaired: ExamplePrograms.workers
      + "rule x for workers\n  when role is rt then 1\n  when role is rw then 2\n  when role is bpd then 3\nend"
  )

  static let casesNotProven = DiagnosticTemplate(
    "P0503",
    message: Bilingual(
      en: "it can not be shown that `{name}` always has a value",
      id: "tidak dapat dipastikan bahwa `{name}` selalu mempunyai nilai"),
    fix: Bilingual(
      en: "add `otherwise …`",
      id: "tambahkan `selain itu …`"))

  static let clauseNeeded = DiagnosticTemplate(
    "P0504",
    message: Bilingual(
      en: "{what} needs {clause}",
      id: "{what} memerlukan {clause}"),
    why: Bilingual(
      en: "{why}",
      id: "{why}"),
    fix: Bilingual(
      en: "add the line {clause}",
      id: "tambahkan baris {clause}"),
    example:
      "budget apbd = Rp1 miliar\nroster regencies from \"regencies.csv\"\n  code : text, key\n  people : count\nend\nallocate shares\n  to regencies\n  equally\nend",
    repaired:
      "budget apbd = Rp1 miliar\nroster regencies from \"regencies.csv\"\n  code : text, key\n  people : count\nend\nallocate shares\n  from apbd\n  to regencies\n  equally\nend"
  )

  static let clauseRepeated = DiagnosticTemplate(
    "P0505",
    message: Bilingual(
      en: "`{clause}` is said twice",
      id: "`{clause}` disebut dua kali"),
    fix: Bilingual(
      en: "keep one",
      id: "pertahankan satu"),
    example:
      "budget apbd = Rp1 miliar\nroster regencies from \"regencies.csv\"\n  code : text, key\n  people : count\nend\nallocate shares\n  from apbd\n  to regencies\n  equally\n  at least Rp1 juta\n  at least Rp2 juta\nend",
    repaired:
      "budget apbd = Rp1 miliar\nroster regencies from \"regencies.csv\"\n  code : text, key\n  people : count\nend\nallocate shares\n  from apbd\n  to regencies\n  equally\n  at least Rp1 juta\nend"
  )

  static let payAndDivide = DiagnosticTemplate(
    "P0506",
    message: Bilingual(
      en: "an allocation either pays each recipient or divides a sum",
      id: "alokasi membayar setiap penerima atau membagi suatu jumlah, tidak keduanya"),
    fix: Bilingual(
      en: "keep `pay … in order of …`, or `in proportion to …`",
      id: "pertahankan `bayar … urut menurut …`, atau `sebanding dengan …`"),
    example:
      "budget apbd = Rp1 miliar\nroster regencies from \"regencies.csv\"\n  code : text, key\n  people : count\nend\nallocate shares\n  from apbd\n  to regencies\n  pay Rp1 juta\n  in order of code\n  equally\nend",
    repaired:
      "budget apbd = Rp1 miliar\nroster regencies from \"regencies.csv\"\n  code : text, key\n  people : count\nend\nallocate shares\n  from apbd\n  to regencies\n  equally\nend"
  )

  static let orderWithoutKey = DiagnosticTemplate(
    "P0507",
    message: Bilingual(
      en: "this order can leave two rows of `{roster}` equal",
      id: "urutan ini dapat menyisakan dua baris `{roster}` yang sama"),
    why: Bilingual(
      en: "where money is decided, the order of rows in a file must not decide",
      id: "bila menyangkut uang, urutan baris dalam berkas tidak boleh menentukan"),
    fix: Bilingual(
      en: "end it with the key: `…, {key}`",
      id: "akhiri dengan kuncinya: `…, {key}`"),
    example:
      "budget apbd = Rp1 miliar\nroster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nallocate help\n  from apbd\n  to workers\n  pay Rp100.000\n  in order of decile\nend",
    repaired:
      "budget apbd = Rp1 miliar\nroster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nallocate help\n  from apbd\n  to workers\n  pay Rp100.000\n  in order of decile, nik\nend"
  )

  static let rosterWithoutKey = DiagnosticTemplate(
    "P0508",
    message: Bilingual(
      en: "`{name}` has no key, so that two of its rows can not be told apart",
      id: "`{name}` tidak mempunyai kunci, sehingga dua barisnya tidak dapat dibedakan"),
    why: Bilingual(
      en: "where money is decided, the order of rows in a file must not decide",
      id: "bila menyangkut uang, urutan baris dalam berkas tidak boleh menentukan"),
    fix: Bilingual(
      en: "mark the field that identifies a row `key`",
      id: "tandai kolom pengenal baris sebagai `kunci`"),
    example:
      "budget apbd = Rp1 miliar\nroster places from \"p.csv\"\n  title : text\nend\nallocate help\n  from apbd\n  to places\n  pay Rp100.000\n  in order of title\nend",
    repaired:
      "budget apbd = Rp1 miliar\nroster places from \"p.csv\"\n  title : text, key\nend\nallocate help\n  from apbd\n  to places\n  pay Rp100.000\n  in order of title\nend"
  )

  static let splitNotWhole = DiagnosticTemplate(
    "P0509",
    message: Bilingual(
      en: "the pots of `{name}` total {total}, not 100%",
      id: "pos-pos `{name}` berjumlah {total}, bukan 100%"),
    fix: Bilingual(
      en: "let the parts total 100%; money that stays is a pot too",
      id: "jadikan jumlahnya 100%; uang yang disimpan pun sebuah pos"),
    example: "budget apbd = Rp1 miliar\nsplit apbd into\n  one = 50%\n  two = 40%\nend",
    repaired: "budget apbd = Rp1 miliar\nsplit apbd into\n  one = 50%\n  two = 50%\nend")

  static let weightsNotWhole = DiagnosticTemplate(
    "P0510",
    message: Bilingual(
      en: "the weights of `{name}` total {total}, not 100%",
      id: "bobot `{name}` berjumlah {total}, bukan 100%"),
    fix: Bilingual(
      en: "let the weights total 100%",
      id: "jadikan jumlah bobotnya 100%"),
    example: ExamplePrograms.regencies + "ranking best\n  of regencies\n  score 60% people, 30% people\nend",
    repaired: ExamplePrograms.regencies + "ranking best\n  of regencies\n  score 60% people, 40% people\nend")

  static let periodsOverlap = DiagnosticTemplate(
    "P0511",
    message: Bilingual(
      en: "two lines of `{name}` both speak for {date}",
      id: "dua baris `{name}` sama-sama berlaku untuk {date}"),
    fix: Bilingual(
      en: "let one end before the other begins",
      id: "akhiri yang satu sebelum yang lain mulai"),
    example: "param p : money\n  from 2025-01-01 = Rp1\n  from 2025-01-01 = Rp2\nend",
    repaired: "param p : money\n  from 2025-01-01 = Rp1\n  from 2026-01-01 = Rp2\nend")

  static let periodsGap = DiagnosticTemplate(
    "P0512",
    message: Bilingual(
      en: "no line of `{name}` speaks for the days from {from} to {to}",
      id: "tidak ada baris `{name}` yang berlaku dari {from} sampai {to}"),
    fix: Bilingual(
      en: "add a line for them, or let the one before have no end",
      id: "tambahkan baris untuk itu, atau biarkan baris sebelumnya tanpa akhir"),
    example: "param p : money\n  from 2025-01-01 to 2025-03-31 = Rp1\n  from 2025-05-01 = Rp2\nend",
    repaired: "param p : money\n  from 2025-01-01 to 2025-04-30 = Rp1\n  from 2025-05-01 = Rp2\nend")

  static let parameterWithoutLines = DiagnosticTemplate(
    "P0513",
    message: Bilingual(
      en: "`{name}` has no value",
      id: "`{name}` tidak mempunyai nilai"),
    fix: Bilingual(
      en: "add a line `from DATE = VALUE`, or `must be decided`",
      id: "tambahkan baris `dari TANGGAL = NILAI`, atau `harus ditentukan`"))

  static let tableGap = DiagnosticTemplate(
    "P0514",
    message: Bilingual(
      en: "no row of `{name}` matches where {example}",
      id: "tidak ada baris `{name}` yang cocok bila {example}"),
    fix: Bilingual(
      en: "add a row for it, or one that begins with `otherwise`",
      id: "tambahkan baris untuk itu, atau baris `lainnya`"),
    example: ExamplePrograms.workers
      + "table t for workers\n  | role   || class : text |\n  | rt, rw || \"a\"          |\nend",
    repaired: ExamplePrograms.workers
      + "table t for workers\n  | role      || class : text |\n  | rt, rw    || \"a\"          |\n  | otherwise || \"b\"          |\nend"
  )

  static let tableOverlap = DiagnosticTemplate(
    "P0515",
    message: Bilingual(
      en: "rows {first} and {second} of `{name}` both match where {example}",
      id: "baris {first} dan {second} dari `{name}` sama-sama cocok bila {example}"),
    why: Bilingual(
      en: "the table says that exactly one row matches",
      id: "tabel ini menyatakan tepat satu baris yang cocok"),
    fix: Bilingual(
      en: "narrow one of the rows, or say `first match` after the name",
      id: "persempit salah satu barisnya, atau tulis `yang pertama cocok` sesudah namanya"),
    example: ExamplePrograms.workers
      + "table t for workers\n  | decile   || class : text |\n  | at most 5 || \"a\"         |\n  | at least 5 || \"b\"        |\nend",
    repaired: ExamplePrograms.workers
      + "table t for workers\n  | decile   || class : text |\n  | at most 5 || \"a\"         |\n  | at least 6 || \"b\"        |\nend"
  )

  static let resultCellNotAValue = DiagnosticTemplate(
    "P0517",
    message: Bilingual(
      en: "this cell must hold one value",
      id: "sel ini harus memuat satu nilai"),
    fix: Bilingual(
      en: "write one value",
      id: "tulis satu nilai"),
    example: ExamplePrograms.workers
      + "table t for workers\n  | role      || class : text |\n  | rt, rw    || \"a\", \"b\"     |\n  | otherwise || \"b\"          |\nend",
    repaired: ExamplePrograms.workers
      + "table t for workers\n  | role      || class : text |\n  | rt, rw    || \"a\"          |\n  | otherwise || \"b\"          |\nend"
  )

  static let aggregateWithoutPopulation = DiagnosticTemplate(
    "P0519",
    message: Bilingual(
      en: "it is not said which rows are meant",
      id: "tidak disebut baris mana yang dimaksud"),
    why: Bilingual(
      en: "only in a query's columns are they the query's own rows",
      id: "hanya dalam kolom kueri barisnya adalah baris kueri itu"),
    fix: Bilingual(
      en: "name the rows: `count workers`, `sum of income over workers`",
      id: "sebutkan barisnya: `banyaknya pekerja`, `total upah dari pekerja`"),
    example: ExamplePrograms.workers + "let n = count where decile is 1",
    repaired: ExamplePrograms.workers + "let n = count workers where decile is 1")

  static let rowsOnlyShown = DiagnosticTemplate(
    "P0520",
    message: Bilingual(
      en: "these rows can be shown, exported and counted as a whole, and no more than that here",
      id: "baris ini dapat ditampilkan, diekspor, dan dihitung seluruhnya, tidak lebih dari itu di sini"),
    fix: Bilingual(
      en: "`show` them",
      id: "pakai `tampilkan`"),
    example: ExamplePrograms.workers + "let n = count set aside from workers where column is \"nik\"",
    repaired: ExamplePrograms.workers + "let n = count set aside from workers")

  static let cutOffWithoutAllocation = DiagnosticTemplate(
    "P0521",
    message: Bilingual(
      en: "only an allocation has a cut-off",
      id: "hanya alokasi yang mempunyai garis potong"),
    fix: Bilingual(
      en: "show an allocation here, or leave the line out",
      id: "tampilkan alokasi di sini, atau hilangkan barisnya"),
    example: ExamplePrograms.workers + "show workers\n  with nik\n  5 each side of the cut-off\nend",
    repaired:
      "budget apbd = Rp1 miliar\nroster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nallocate help\n  from apbd\n  to workers\n  pay Rp100.000\n  in order of nik\nend\nshow help\n  5 each side of the cut-off\nend"
  )

  static let clauseWithoutEffect = DiagnosticTemplate(
    "P0223",
    message: Bilingual(
      en: "`{clause}` changes nothing here",
      id: "`{clause}` tidak mengubah apa pun di sini"),
    why: Bilingual(
      en: "{what} has its own columns and its own order; only {allowed} can be added",
      id: "{what} mempunyai kolom dan urutannya sendiri; yang dapat ditambahkan hanya {allowed}"),
    fix: Bilingual(
      en: "leave the clause out, or show the rows themselves with columns of your own",
      id: "hilangkan klausanya, atau tampilkan barisnya sendiri dengan kolom yang dipilih"),
    example: "budget apbd = Rp600 juta\nshow apbd sorted by apbd",
    repaired: "budget apbd = Rp600 juta\nshow apbd title \"The money\"")

  static let definitionInside = DiagnosticTemplate(
    "P0522",
    message: Bilingual(
      en: "only requests stand here, no declarations",
      id: "di sini hanya permintaan, bukan deklarasi"),
    fix: Bilingual(
      en: "move it out; the order of declarations does not matter",
      id: "pindahkan ke luar; urutan deklarasi tidak berpengaruh"),
    example: "report \"out.html\"\n  let x = 4\nend",
    repaired: "let x = 4\nreport \"out.html\"\n  show x\nend")

  static let chartWithoutRows = DiagnosticTemplate(
    "P0523",
    message: Bilingual(
      en: "a chart draws an aggregate of rows",
      id: "grafik menggambar agregat dari baris"),
    fix: Bilingual(
      en: "write for example `chart count workers by role`",
      id: "tulis misalnya `grafik banyaknya pekerja menurut peran`"),
    example: ExamplePrograms.workers + "chart 4 by role",
    repaired: ExamplePrograms.workers + "chart count workers by role")

  static let revealedNotExported = DiagnosticTemplate(
    "P0524",
    message: Bilingual(
      en: "`{name}` is revealed and not exported",
      id: "`{name}` dibuka tetapi tidak diekspor"),
    fix: Bilingual(
      en: "add it to the columns, or do not reveal it",
      id: "tambahkan ke kolom, atau jangan dibuka"),
    example: ExamplePrograms.workers
      + "export workers to \"a.csv\"\n  with name\n  revealing nik for \"payment\"\nend",
    repaired: ExamplePrograms.workers
      + "export workers to \"a.csv\"\n  with nik, name\n  revealing nik for \"payment\"\nend")

  static let findNotVariable = DiagnosticTemplate(
    "P0525",
    message: Bilingual(
      en: "`{name}` can not be varied",
      id: "`{name}` tidak dapat diubah-ubah"),
    fix: Bilingual(
      en: "search for a budget, a `let` or a parameter",
      id: "cari pagu, nilai `misalkan`, atau parameter"),
    example: ExamplePrograms.workers
      + "rule poor for workers = decile at most 4\nfunction f(x: number) : number = x\nfind least f from 1 to 5 in steps of 1\n  so that yes\nend",
    repaired: ExamplePrograms.workers
      + "let limit = 4\nrule poor for workers = decile at most limit\nfind least limit from 1 to 5 in steps of 1\n  so that (count workers where poor) at least 5\nend"
  )

  static let changeNotPossible = DiagnosticTemplate(
    "P0526",
    message: Bilingual(
      en: "a scenario can not change `{name}`",
      id: "skenario tidak dapat mengubah `{name}`"),
    fix: Bilingual(
      en: "change a parameter, a budget, a `let`, a rule, or the day",
      id: "ubah parameter, pagu, nilai `misalkan`, aturan, atau harinya"),
    example:
      "budget apbd = Rp1 miliar\nfunction f(x: number) : number = x\nscenario lean \"less\"\n  set f = 4\nend",
    repaired:
      "budget apbd = Rp1 miliar\nfunction f(x: number) : number = x\nscenario lean \"less\"\n  set apbd = Rp5 juta\nend"
  )

  static let objectiveOfOtherRows = DiagnosticTemplate(
    "P0527",
    message: Bilingual(
      en: "what is to be greatest or least is a count or a sum of the recipients",
      id: "yang dimaksimalkan atau diminimalkan adalah cacah atau total dari penerima"),
    fix: Bilingual(
      en: "write `maximise count where …` or `maximise sum of …`",
      id: "tulis `maksimalkan banyaknya yang …` atau `maksimalkan total …`"),
    example:
      "budget apbd = Rp1 miliar\nroster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nallocate best\n  from apbd\n  to workers\n  pay Rp100.000\n  maximise count workers where decile is 1\n  ties by nik\nend",
    repaired:
      "budget apbd = Rp1 miliar\nroster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nallocate best\n  from apbd\n  to workers\n  pay Rp100.000\n  maximise count where decile is 1\n  ties by nik\nend"
  )

  static let purseNeedsOwner = DiagnosticTemplate(
    "P0528",
    message: Bilingual(
      en: "there is one `{name}` for each row of `{owners}`, and it is not said whose pays",
      id: "ada satu `{name}` untuk setiap baris `{owners}`, dan tidak disebut milik siapa "
        + "yang membayar"),
    fix: Bilingual(
      en: "write `{name} of …`",
      id: "tulis `{name} milik …`"),
    example: ExamplePrograms.villages
      + "budget apbd = Rp1 miliar\nallocate shares\n  from apbd\n  to regencies\n  equally\nend\nallocate own\n  from shares\n  to villages\n  pay Rp1 juta\n  in order of code\nend",
    repaired: ExamplePrograms.villages
      + "budget apbd = Rp1 miliar\nallocate shares\n  from apbd\n  to regencies\n  equally\nend\nallocate own\n  from shares of regency\n  to villages\n  pay Rp1 juta\n  in order of code\nend"
  )

  static let purseWithoutOwners = DiagnosticTemplate(
    "P0529",
    message: Bilingual(
      en: "`{name}` is one budget and belongs to no row",
      id: "`{name}` adalah satu pagu dan bukan milik baris tertentu"),
    fix: Bilingual(
      en: "leave out `of …`",
      id: "hilangkan `milik …`"),
    example: ExamplePrograms.villages
      + "budget apbd = Rp1 miliar\nallocate own\n  from apbd of regency\n  to villages\n  pay Rp1 juta\n  in order of code\nend",
    repaired: ExamplePrograms.villages
      + "budget apbd = Rp1 miliar\nallocate own\n  from apbd\n  to villages\n  pay Rp1 juta\n  in order of code\nend"
  )

  static let quotaOfOtherPurse = DiagnosticTemplate(
    "P0530",
    message: Bilingual(
      en: "`{name}` does not pay in this allocation",
      id: "`{name}` tidak membayar dalam alokasi ini"),
    fix: Bilingual(
      en: "name a purse of its `from` line",
      id: "sebutkan sumber dari baris `dari`"),
    example:
      "budget apbd = Rp1 miliar\nroster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nallocate help\n  from apbd\n  to workers\n  pay Rp100.000\n  in order of nik\n  at most 30% of csr where decile is 1\nend\nbudget csr = Rp5 juta",
    repaired:
      "budget apbd = Rp1 miliar\nroster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nallocate help\n  from apbd\n  to workers\n  pay Rp100.000\n  in order of nik\n  at most 30% of apbd where decile is 1\nend"
  )

  static let targetWithoutCost = DiagnosticTemplate(
    "P0531",
    message: Bilingual(
      en: "the target `{target}` says nothing of cost",
      id: "target `{target}` tidak menyebut biaya"),
    fix: Bilingual(
      en: "add a line `cost …` to the target",
      id: "tambahkan baris `biaya …` pada target itu"),
    example: ExamplePrograms.workers
      + "target half\n  of workers\n  reach 50% decile is 1\n  by 2026-12-31\nend\nshow half.cost",
    repaired: ExamplePrograms.workers
      + "target half\n  of workers\n  reach 50% decile is 1\n  by 2026-12-31\n  cost Rp16.800 per month * 12 months\nend\nshow half.cost"
  )

  static let rateTimesMonths = DiagnosticTemplate(
    "P0533", .warning,
    message: Bilingual(
      en: "`{rate}` changes on {date}, and one month's value is taken for all months",
      id: "`{rate}` berubah pada {date}, sedangkan nilai satu bulan dipakai untuk semua bulan"),
    why: Bilingual(
      en: "a dated parameter that it uses has another value from that day on",
      id: "parameter bertanggal yang dipakainya bernilai lain sejak hari itu"),
    fix: Bilingual(
      en: "write `… in each month from … to …`, so that each month has its own rate",
      id: "tulis `… setiap bulan dari … sampai …`, agar setiap bulan memakai tarifnya sendiri"),
    example:
      "as of 2026-01-01\nparam rate : money per month\n  from 2025-01-01 = Rp5.000\n  from 2026-03-01 = Rp6.000\nend\nlet year = rate * 12 months",
    repaired:
      "as of 2026-01-01\nparam rate : money per month\n  from 2025-01-01 = Rp5.000\n  from 2026-03-01 = Rp6.000\nend\nlet year = rate in each month from January to December 2026"
  )

  static let neverMissing = DiagnosticTemplate(
    "P0534", .warning,
    message: Bilingual(
      en: "`{value}` is never missing",
      id: "`{value}` tidak pernah kosong"),
    why: Bilingual(
      en: "its field is not `optional`: a row in which it is blank is set aside",
      id: "kolomnya tidak `boleh kosong`: baris yang kosong di situ disisihkan"),
    fix: Bilingual(
      en: "leave the test out, or mark the field `optional`",
      id: "hilangkan pemeriksaannya, atau tandai kolomnya `boleh kosong`"),
    example: ExamplePrograms.workers + "show count workers where born is present",
    repaired: ExamplePrograms.workers + "show count workers where enrolled is present")

  static let errorOfNothing = DiagnosticTemplate(
    "P0550",
    message: Bilingual(
      en: "nothing stands before `expect error` that could fail",
      id: "tidak ada yang mendahului `seharusnya galat` yang dapat gagal"),
    why: Bilingual(
      en: "it says what becomes of the expectations above it, so alone it would never hold",
      id: "ia menyatakan apa yang terjadi pada harapan di atasnya, sehingga sendirian tidak pernah terpenuhi"),
    fix: Bilingual(
      en: "write above it what asks for the value: `expect X is …`",
      id: "tulis di atasnya apa yang meminta nilai itu: `seharusnya X adalah …`"),
    example: "test \"no people\"\n  expect error \"divisor\"\nend",
    repaired: "test \"no people\"\n  expect Rp5 / 0 is Rp5\n  expect error \"divisor\"\nend")

  static let testExpectsNothing = DiagnosticTemplate(
    "P0532",
    message: Bilingual(
      en: "this case expects nothing",
      id: "kasus ini tidak mengharapkan apa pun"),
    fix: Bilingual(
      en: "fill a cell after `||`, or add a line `expect …`",
      id: "isi sel sesudah `||`, atau tambahkan baris `seharusnya …`"),
    example: ExamplePrograms.workers
      + "rule poor for workers = decile at most 4\ntest \"who\" for each\n  | decile || poor |\n  | 1      ||      |\n  given workers: role rt\nend",
    repaired: ExamplePrograms.workers
      + "rule poor for workers = decile at most 4\ntest \"who\" for each\n  | decile || poor |\n  | 1      || yes  |\n  given workers: role rt\nend"
  )
}
