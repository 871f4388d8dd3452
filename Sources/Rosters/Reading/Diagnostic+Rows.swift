import Diagnostics

/// The messages about single rows of data files.
enum RowTemplates {

  static let tooFewCells = DiagnosticTemplate(
    "P0640",
    message: Bilingual(
      en: "the row has {found} {found:cell|cells}, fewer than the header has",
      id: "baris ini memiliki {found} sel, lebih sedikit daripada judul kolomnya"),
    why: Bilingual(
      en: "a cell that is missing moves those after it under another header",
      id: "sel yang hilang menggeser sel-sel sesudahnya ke bawah judul kolom lain"),
    fix: Bilingual(
      en: "complete the row in the file; a cell that holds the delimiter must stand in double quotes",
      id: "lengkapi baris itu di berkasnya; sel yang memuat tanda pemisah harus diapit tanda kutip ganda"),
    example: "code,name,people\n35.25,Gresik\n35.78,Surabaya,2988264",
    repaired: "code,name,people\n35.25,Gresik,1332664\n35.78,Surabaya,2988264")

  static let tooManyCells = DiagnosticTemplate(
    "P0641",
    message: Bilingual(
      en: "the row has more cells than the header",
      id: "baris ini memiliki lebih banyak sel daripada judul kolomnya"),
    why: Bilingual(
      en: "often a text holds the delimiter and does not stand in quotes",
      id: "sering kali sebuah teks memuat tanda pemisah tanpa diapit tanda kutip"),
    fix: Bilingual(
      en: "put the text that holds the delimiter in double quotes",
      id: "apit teks yang memuat tanda pemisah dengan tanda kutip ganda"),
    example: "name,people\nSiti, S.Pd.,3", repaired: "name,people\n\"Siti, S.Pd.\",3")

  static let cutOff = DiagnosticTemplate(
    "P0642",
    message: Bilingual(
      en: "the file ends in the middle of this row", id: "berkas berakhir di tengah baris ini"),
    why: Bilingual(
      en: "a copy or a download that was interrupted leaves such a row; rows after it are lost",
      id: "salinan atau unduhan yang terputus meninggalkan baris seperti ini; baris sesudahnya hilang"),
    fix: Bilingual(en: "get the whole file again", id: "ambil kembali berkas yang utuh"),
    example: "code,name,people\n35.25,Gresik,1332664\n35.78,Sura",
    repaired: "code,name,people\n35.25,Gresik,1332664\n35.78,Surabaya,2988264")

  static let textAfterQuote = DiagnosticTemplate(
    "P0643",
    message: Bilingual(
      en: "a quoted cell is followed by more text before the next delimiter",
      id: "sel berkutip diikuti teks lain sebelum tanda pemisah berikutnya"),
    fix: Bilingual(
      en: "write a quote inside a quoted cell twice: \"Toko \"\"Maju\"\"\"",
      id: "tulis tanda kutip di dalam sel berkutip dua kali: \"Toko \"\"Maju\"\"\""),
    example: "name,people\n\"Toko \"Maju\"\",3", repaired: "name,people\n\"Toko \"\"Maju\"\"\",3")

  static let blank = DiagnosticTemplate(
    "P0644",
    message: Bilingual(en: "{column} is blank", id: "{column} kosong"),
    why: Bilingual(
      en: "a blank is not a value, and this field is not optional",
      id: "kosong bukanlah nilai, dan kolom ini tidak boleh kosong"),
    fix: Bilingual(
      en: "fill the cell in, or declare the field `optional` and say what a blank means",
      id: "isi sel itu, atau nyatakan kolomnya `boleh kosong` dan tentukan arti kosong"),
    example: "code,people\n35.25,", repaired: "code,people\n35.25,1332664")

  static let nikCharacters = DiagnosticTemplate(
    "P0645",
    message: Bilingual(
      en: "{value} in {column} is not a NIK: a NIK is 16 digits and nothing else",
      id: "{value} pada {column} bukan NIK: NIK terdiri atas 16 angka saja"),
    fix: Bilingual(
      en: "take the number from the identity card again, without spaces or other characters",
      id: "salin ulang nomornya dari KTP, tanpa spasi atau karakter lain"),
    example: "nik\n3599.0101.0190.0001", repaired: "nik\n3599010101900001")

  static let nikLength = DiagnosticTemplate(
    "P0646",
    message: Bilingual(
      en: "{value} in {column} has {found} {found:digit|digits}; a NIK has 16",
      id: "{value} pada {column} memiliki {found} angka; NIK memiliki 16"),
    fix: Bilingual(
      en: "take the number from the identity card again", id: "salin ulang nomornya dari KTP"),
    example: "nik\n35990101019000", repaired: "nik\n3599010101900001")

  static let nikLostZero = DiagnosticTemplate(
    "P0647",
    message: Bilingual(
      en: "{value} in {column} has 15 digits; a NIK has 16, and a spreadsheet drops a zero at the front",
      id: "{value} pada {column} memiliki 15 angka; NIK memiliki 16, dan lembar kerja membuang nol di depan"),
    why: Bilingual(
      en: "which digit is missing can not be known from the rest, so nothing is guessed",
      id: "angka yang hilang tidak dapat diketahui dari sisanya, jadi tidak ditebak"),
    fix: Bilingual(
      en: "export the column as text from the system it came from",
      id: "ekspor kolom itu sebagai teks dari sistem asalnya"),
    example: "nik\n359901010190001", repaired: "nik\n3599010101900001")

  static let nikScientific = DiagnosticTemplate(
    "P0648",
    message: Bilingual(
      en: "{column} holds a NIK that a spreadsheet has turned into a number such as 3,52501E+15",
      id: "{column} berisi NIK yang telah diubah lembar kerja menjadi bilangan seperti 3,52501E+15"),
    why: Bilingual(
      en: "ten of its sixteen digits are lost and can not be recovered",
      id: "sepuluh dari enam belas angkanya hilang dan tidak dapat dipulihkan"),
    fix: Bilingual(
      en: "export the column as text from the system it came from, and do not open the file in a spreadsheet "
        + "before loading it",
      id:
        "ekspor kolom itu sebagai teks dari sistem asalnya, dan jangan membuka berkasnya dengan lembar kerja "
        + "sebelum dimuat"),
    example: "nik\n\"3,52501E+15\"", repaired: "nik\n3599010101900001")

  static let nikLetters = DiagnosticTemplate(
    "P0649",
    message: Bilingual(
      en: "{column} holds a NIK with a letter in place of a digit, such as O for 0",
      id: "{column} berisi NIK dengan huruf di tempat angka, misalnya O untuk 0"),
    fix: Bilingual(
      en: "correct the digit from the identity card", id: "perbaiki angkanya menurut KTP"),
    example: "nik\n35990101O1900001", repaired: "nik\n3599010101900001")

  static let nikDay = DiagnosticTemplate(
    "P0650",
    message: Bilingual(
      en: "{value} in {column} holds no real date of birth in its digits 7 to 12",
      id: "{value} pada {column} tidak memuat tanggal lahir yang nyata pada angka ke-7 sampai ke-12"),
    why: Bilingual(
      en: "digits 7 to 12 of a NIK are day, month and year of birth; 40 is added to the day for women",
      id: "angka ke-7 sampai ke-12 NIK adalah tanggal, bulan dan tahun lahir; untuk perempuan tanggalnya "
        + "ditambah 40"),
    fix: Bilingual(
      en: "take the number from the identity card again", id: "salin ulang nomornya dari KTP"),
    example: "nik\n3599013513900001", repaired: "nik\n3599013112900001")

  static let nikSerial = DiagnosticTemplate(
    "P0651",
    message: Bilingual(
      en: "{value} in {column} ends in 0000; the last four digits of a NIK count from 0001",
      id: "{value} pada {column} berakhir dengan 0000; empat angka terakhir NIK dimulai dari 0001"),
    why: Bilingual(
      en: "a spreadsheet keeps 15 digits and writes 0 for the rest",
      id: "lembar kerja hanya menyimpan 15 angka dan menulis 0 untuk sisanya"),
    fix: Bilingual(
      en: "export the column as text from the system it came from",
      id: "ekspor kolom itu sebagai teks dari sistem asalnya"),
    example: "nik\n3599010101900000", repaired: "nik\n3599010101900001")

  static let notNumber = DiagnosticTemplate(
    "P0652",
    message: Bilingual(
      en: "{value} in {column} is not {expected}", id: "{value} pada {column} bukan {expected}"),
    fix: Bilingual(
      en: "correct the cell, or leave it blank if nobody knows (and declare the field `optional`)",
      id:
        "perbaiki sel itu, atau kosongkan bila memang tidak diketahui (dan nyatakan kolomnya `boleh kosong`)"),
    example: "people\nabout 30", repaired: "people\n30")

  static let ambiguousNumber = DiagnosticTemplate(
    "P0653",
    message: Bilingual(
      en: "{value} in {column} can be read as {first} or as {second}",
      id: "{value} pada {column} dapat dibaca sebagai {first} atau {second}"),
    why: Bilingual(
      en: "in Indonesian writing a dot groups thousands, in international writing it begins the decimals",
      id: "dalam penulisan Indonesia titik memisahkan ribuan, dalam penulisan internasional memulai desimal"),
    fix: Bilingual(
      en: "say how the file writes numbers: `dialect indonesia` reads {first}, `dialect international` reads "
        + "{second}",
      id: "nyatakan cara berkas menulis bilangan: `dialek indonesia` membaca {first}, `dialek internasional` "
        + "membaca {second}"),
    example: "people\n1.234", repaired: "people\n1234")

  static let decimalComma = DiagnosticTemplate(
    "P0654",
    message: Bilingual(
      en: "{value} in {column} has a comma, which can begin decimals ({first}) or group thousands ({second})",
      id: "{value} pada {column} memuat koma, yang dapat memulai desimal ({first}) atau memisahkan ribuan "
        + "({second})"),
    fix: Bilingual(
      en: "say how the file writes numbers: with `dialect indonesia` the comma begins decimals",
      id: "nyatakan cara berkas menulis bilangan: dengan `dialek indonesia` koma memulai desimal"),
    example: "rate\n1,5", repaired: "rate\n1.5")

  static let localNumber = DiagnosticTemplate(
    "P0655",
    message: Bilingual(
      en: "{value} in {column} is written the Indonesian way, and the roster does not say that its file is",
      id: "{value} pada {column} ditulis dengan cara Indonesia, dan daftar tidak menyatakan bahwa berkasnya "
        + "ditulis demikian"),
    fix: Bilingual(
      en: "add the line `dialect indonesia` to the roster; it then reads {first}",
      id: "tambahkan baris `dialek indonesia` pada daftar; nilainya lalu dibaca {first}"),
    example: "income\nRp 16.800", repaired: "income\n16800")

  static let malformedGroups = DiagnosticTemplate(
    "P0656",
    message: Bilingual(
      en: "the dots of {value} in {column} do not group its digits in threes",
      id: "titik pada {value} di {column} tidak memisahkan angkanya tiga-tiga"),
    why: Bilingual(
      en: "a digit was added or lost, and which one can not be known",
      id: "ada angka yang bertambah atau hilang, dan tidak dapat diketahui yang mana"),
    fix: Bilingual(
      en: "correct the number from its source", id: "perbaiki bilangan itu menurut sumbernya"),
    example: "people\n246.3050", repaired: "people\n246305")

  static let pointDecimals = DiagnosticTemplate(
    "P0657",
    message: Bilingual(
      en: "{value} in {column} has a decimal point, where the roster's dialect writes a decimal comma",
      id: "{value} pada {column} memakai titik desimal, padahal dialek daftar ini memakai koma desimal"),
    fix: Bilingual(
      en: "write {first}, or remove `dialect indonesia` if the file writes decimals with a point",
      id: "tulis {first}, atau hapus `dialek indonesia` bila berkas memakai titik desimal"),
    example: "rate\n0.24", repaired: "rate\n0,24")

  static let notWhole = DiagnosticTemplate(
    "P0658",
    message: Bilingual(
      en: "{value} in {column} is not a whole number", id: "{value} pada {column} bukan bilangan bulat"),
    fix: Bilingual(
      en: "correct the cell, or declare the field as `number`",
      id: "perbaiki sel itu, atau nyatakan kolomnya sebagai `bilangan`"),
    example: "people\n12.5", repaired: "people\n12")

  static let percentWithoutSign = DiagnosticTemplate(
    "P0659",
    message: Bilingual(
      en: "{value} in {column} has no percent sign, so it can mean {first} or {second}",
      id: "{value} pada {column} tanpa tanda persen, sehingga dapat berarti {first} atau {second}"),
    fix: Bilingual(
      en: "write the sign in the file, or declare the field as `number` and compute the percentage in a rule",
      id:
        "tulis tandanya di berkas, atau nyatakan kolomnya sebagai `bilangan` dan hitung persentasenya dalam "
        + "aturan"),
    example: "coverage\n0.3916", repaired: "coverage\n39.16%")

  static let percentSign = DiagnosticTemplate(
    "P0660",
    message: Bilingual(
      en: "{value} in {column} is a percentage; {expected} is wanted",
      id: "{value} pada {column} adalah persentase; yang diminta {expected}"),
    fix: Bilingual(
      en: "declare the field as `percent`", id: "nyatakan kolomnya sebagai `persen`"),
    example: "people\n40%", repaired: "people\n40")

  static let outOfRange = DiagnosticTemplate(
    "P0661",
    message: Bilingual(
      en: "{value} in {column} is outside {range}", id: "{value} pada {column} di luar {range}"),
    fix: Bilingual(
      en: "correct the cell, or widen the range that the field declares",
      id: "perbaiki sel itu, atau perlebar rentang yang dinyatakan kolomnya"),
    example: "coverage\n120%", repaired: "coverage\n100%")

  static let notDate = DiagnosticTemplate(
    "P0662",
    message: Bilingual(
      en: "{value} in {column} is not a date", id: "{value} pada {column} bukan tanggal"),
    fix: Bilingual(
      en:
        "write dates as 2025-12-17, or declare `dialect indonesia` and write 17/12/2025 or 17 Desember 2025",
      id: "tulis tanggal sebagai 2025-12-17, atau nyatakan `dialek indonesia` dan tulis 17/12/2025 atau 17 "
        + "Desember 2025"),
    example: "born\nlast year", repaired: "born\n2025-12-17")

  static let ambiguousDate = DiagnosticTemplate(
    "P0663",
    message: Bilingual(
      en: "{value} in {column} can be read as {first} or as {second}",
      id: "{value} pada {column} dapat dibaca sebagai {first} atau {second}"),
    why: Bilingual(
      en: "some files write the day first, others the month",
      id: "ada berkas yang menulis tanggal dahulu, ada yang menulis bulan dahulu"),
    fix: Bilingual(
      en: "with `dialect indonesia` the day comes first; else write 2025-12-17 in the file",
      id: "dengan `dialek indonesia` tanggal ditulis dahulu; selain itu tulis 2025-12-17 di berkas"),
    example: "born\n01/02/2025", repaired: "born\n2025-02-01")

  static let localDate = DiagnosticTemplate(
    "P0664",
    message: Bilingual(
      en: "{value} in {column} is written the Indonesian way, and the roster does not say that its file is",
      id: "{value} pada {column} ditulis dengan cara Indonesia, dan daftar tidak menyatakan bahwa berkasnya "
        + "ditulis demikian"),
    fix: Bilingual(
      en: "add the line `dialect indonesia` to the roster; it then reads {first}",
      id: "tambahkan baris `dialek indonesia` pada daftar; tanggalnya lalu dibaca {first}"),
    example: "born\n17/12/2025", repaired: "born\n2025-12-17")

  static let noSuchDay = DiagnosticTemplate(
    "P0665",
    message: Bilingual(
      en: "there is no such day as {value} in {column}", id: "tidak ada tanggal {value} pada {column}"),
    fix: Bilingual(en: "correct the date from its source", id: "perbaiki tanggal itu menurut sumbernya"),
    example: "born\n2025-02-30", repaired: "born\n2025-02-28")

  static let wrongWeekday = DiagnosticTemplate(
    "P0666",
    message: Bilingual(
      en: "{value} in {column} does not fall on the day of the week it names",
      id: "{value} pada {column} tidak jatuh pada hari yang disebutnya"),
    why: Bilingual(
      en: "either the day of the week or the date is wrong, and which one can not be known",
      id: "entah nama hari atau tanggalnya yang keliru, dan tidak dapat diketahui yang mana"),
    fix: Bilingual(en: "correct the date from its source", id: "perbaiki tanggal itu menurut sumbernya"),
    example: "born\n\"Rabu, 19 November 2024\"", repaired: "born\n\"Selasa, 19 November 2024\"")

  static let shortYear = DiagnosticTemplate(
    "P0667",
    message: Bilingual(
      en: "the year of {value} in {column} has two digits, so its century is not known",
      id: "tahun pada {value} di {column} hanya dua angka, sehingga abadnya tidak diketahui"),
    fix: Bilingual(
      en: "write the year with four digits", id: "tulis tahun dengan empat angka"),
    example: "born\n17/12/65", repaired: "born\n1965-12-17")

  static let dayNumber = DiagnosticTemplate(
    "P0668",
    message: Bilingual(
      en: "{value} in {column} is a number, as a spreadsheet counts days inside; it would be {first}",
      id: "{value} pada {column} adalah bilangan, seperti lembar kerja menghitung hari di dalamnya; nilainya "
        + "akan menjadi {first}"),
    fix: Bilingual(
      en: "format the column as a date in the spreadsheet and save the file again",
      id: "format kolom itu sebagai tanggal di lembar kerja, lalu simpan lagi berkasnya"),
    example: "born\n45678", repaired: "born\n2025-01-21")

  static let notTruth = DiagnosticTemplate(
    "P0669",
    message: Bilingual(
      en: "{value} in {column} is neither yes nor no", id: "{value} pada {column} bukan ya dan bukan tidak"),
    why: Bilingual(
      en:
        "accepted are yes, ya, true, benar, y, 1 and no, tidak, false, salah, n, 0; with `dialect indonesia` "
        + "also t for tidak",
      id:
        "yang diterima: yes, ya, true, benar, y, 1 dan no, tidak, false, salah, n, 0; dengan `dialek indonesia` "
        + "juga t untuk tidak"),
    fix: Bilingual(
      en: "correct the cell, or declare the field as `one of (…)` with the spellings of the file",
      id: "perbaiki sel itu, atau nyatakan kolomnya sebagai `salah satu dari (…)` dengan ejaan berkasnya"),
    example: "covered\nperhaps", repaired: "covered\nyes")

  static let unlistedChoice = DiagnosticTemplate(
    "P0670",
    message: Bilingual(
      en: "{value} in {column} is none of the choices", id: "{value} pada {column} tidak ada dalam pilihan"),
    fix: Bilingual(
      en: "correct the cell, or add the spelling to its choice: {choice} = {spelling}",
      id: "perbaiki sel itu, atau tambahkan ejaannya pada pilihannya: {choice} = {spelling}"),
    example: "role\nKetua RW.", repaired: "role\nrw")

  static let referenceNotFound = DiagnosticTemplate(
    "P0671",
    message: Bilingual(
      en: "{value} in {column} is not a key of {roster}",
      id: "{value} pada {column} bukan kunci dari {roster}"),
    why: Bilingual(
      en: "the row refers to a row that does not exist, or that was itself set aside",
      id: "baris ini merujuk pada baris yang tidak ada, atau yang juga disisihkan"),
    fix: Bilingual(
      en: "correct the cell, or add the missing row to {roster}",
      id: "perbaiki sel itu, atau tambahkan baris yang belum ada pada {roster}"),
    example: "village\n35.25.99.2001", repaired: "village\n35.25.01.2001")

  static let sharedKey = DiagnosticTemplate(
    "P0672",
    message: Bilingual(
      en: "the key of this row is also that of {other}", id: "kunci baris ini sama dengan kunci {other}"),
    why: Bilingual(
      en: "which of them is right can not be known, so all of them are set aside",
      id: "tidak dapat diketahui mana yang benar, sehingga semuanya disisihkan"),
    fix: Bilingual(
      en: "remove the wrong rows, or let the roster decide: `key, keep latest FIELD`",
      id: "hapus baris yang keliru, atau biarkan daftar memutuskan: "
        + "`kunci, simpan yang terbaru menurut KOLOM`"),
    example: "code,people\n35.25,3\n35.25,4", repaired: "code,people\n35.25,3")

  static let supersededKey = DiagnosticTemplate(
    "P0673", .note,
    message: Bilingual(
      en: "the key of this row is also that of {other}, which the roster keeps",
      id: "kunci baris ini sama dengan kunci {other}, yang dipertahankan oleh daftar"),
    why: Bilingual(
      en: "the roster says which of them counts: `keep latest …` or `keep earliest …`",
      id: "daftar menyatakan mana yang dipakai: `simpan yang terbaru menurut …` atau "
        + "`simpan yang terlama menurut …`"))

  static let tiedKey = DiagnosticTemplate(
    "P0674",
    message: Bilingual(
      en: "the key of this row is also that of {other}, and the roster's choice between them ties",
      id: "kunci baris ini sama dengan kunci {other}, dan pilihan daftar di antara keduanya seri"),
    why: Bilingual(
      en: "both have the same value in the field that decides, so nothing says which is right",
      id: "keduanya bernilai sama pada kolom yang menentukan, sehingga tidak diketahui mana yang benar"),
    fix: Bilingual(
      en: "remove the wrong row from the file", id: "hapus baris yang keliru dari berkas"))

  static let all: [DiagnosticTemplate] = [
    tooFewCells, tooManyCells, cutOff, textAfterQuote, blank, nikCharacters, nikLength, nikLostZero,
    nikScientific, nikLetters, nikDay, nikSerial, notNumber, ambiguousNumber, decimalComma, localNumber,
    malformedGroups, pointDecimals, notWhole, percentWithoutSign, percentSign, outOfRange, notDate,
    ambiguousDate,
    localDate, noSuchDay, wrongWeekday, shortYear, dayNumber, notTruth, unlistedChoice, referenceNotFound,
    sharedKey, supersededKey, tiedKey,
  ]
}
