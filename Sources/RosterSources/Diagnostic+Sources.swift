import Diagnostics

#if canImport(Glibc)
  import Glibc
#endif

/// The messages about opening and writing files.
enum SourceTemplates {

  static let missing = DiagnosticTemplate(
    "P0601",
    message: Bilingual(en: "there is no file {file}", id: "tidak ada berkas {file}"),
    fix: Bilingual(
      en: "check the name; paths are relative to the program's file",
      id: "periksa namanya; jalur dihitung dari tempat berkas program"),
    example:
      "roster workers from \"no-such-file.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nshow count workers",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nshow count workers"
  )

  static let directory = DiagnosticTemplate(
    "P0602",
    message: Bilingual(en: "{file} is a folder, not a file", id: "{file} adalah folder, bukan berkas"),
    fix: Bilingual(
      en: "name a file in it, or all of a kind: \"{file}/*.csv\"",
      id: "sebutkan berkas di dalamnya, atau semua yang sejenis: \"{file}/*.csv\""))

  static let forbidden = DiagnosticTemplate(
    "P0603",
    message: Bilingual(
      en: "{file} may not be read by this user", id: "{file} tidak boleh dibaca oleh pengguna ini"),
    fix: Bilingual(
      en: "ask its owner for permission to read it", id: "mintalah izin membaca kepada pemiliknya"))

  static let outside = DiagnosticTemplate(
    "P0604",
    message: Bilingual(
      en: "{file} lies outside {directory}", id: "{file} berada di luar {directory}"),
    why: Bilingual(
      en: "a program reads only files beside it or below it, also where links lead elsewhere",
      id: "program hanya membaca berkas di sampingnya atau di bawahnya, juga bila ada tautan ke tempat lain"),
    fix: Bilingual(
      en: "copy the file there, or give it on the command line: --data ROSTER=PATH",
      id: "salin berkasnya ke sana, atau berikan pada baris perintah: --data DAFTAR=JALUR"))

  static let noMatch = DiagnosticTemplate(
    "P0605",
    message: Bilingual(
      en: "no file in {directory} matches {pattern}",
      id: "tidak ada berkas di {directory} yang cocok dengan {pattern}"),
    fix: Bilingual(en: "check the pattern and the folder", id: "periksa pola dan foldernya"),
    example:
      "roster workers from \"march-*.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nshow count workers",
    repaired:
      "roster workers from \"work*.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nshow count workers"
  )

  static let unreadable = DiagnosticTemplate(
    "P0606",
    message: Bilingual(en: "{file} can not be read: {reason}", id: "{file} tidak dapat dibaca: {reason}"),
    why: Bilingual(
      en: "the system says so; often a network drive has gone, or another program holds the file",
      id:
        "demikian kata sistem; sering kali diska jaringan terputus, atau program lain sedang memegang berkasnya"
    ),
    fix: Bilingual(
      en: "open the file in another program; if that fails too, copy it to this machine",
      id: "buka berkasnya dengan program lain; bila gagal juga, salin ke komputer ini"))

  static let notFile = DiagnosticTemplate(
    "P0628",
    message: Bilingual(
      en: "{file} is a device or a pipe, not a file", id: "{file} adalah perangkat atau pipa, bukan berkas"),
    why: Bilingual(
      en: "its rows can be read once only, and a run reads them again when it explains a result",
      id: "barisnya hanya dapat dibaca sekali, padahal perhitungan membacanya lagi saat menjelaskan hasil"),
    fix: Bilingual(
      en: "write the rows to a file first, and name that file",
      id: "tulis dahulu barisnya ke sebuah berkas, lalu sebutkan berkas itu"))

  static let tooLarge = DiagnosticTemplate(
    "P0629",
    message: Bilingual(
      en: "{file} is larger than {limit} bytes", id: "{file} lebih besar dari {limit} byte"),
    why: Bilingual(
      en: "a text of that size is nearly always a data file named by mistake",
      id: "teks sebesar itu hampir selalu berkas data yang keliru disebut"),
    fix: Bilingual(
      en: "give data files to a roster: `roster NAME from \"FILE\"`",
      id: "berikan berkas data kepada daftar: `daftar NAMA dari \"BERKAS\"`"))

  static let outputOutside = DiagnosticTemplate(
    "P0690",
    message: Bilingual(
      en: "{file} would be written outside {directory}", id: "{file} akan ditulis di luar {directory}"),
    why: Bilingual(
      en: "a program writes only below the output directory",
      id: "program hanya menulis di bawah direktori keluaran"),
    fix: Bilingual(
      en: "name a path below it, without `..`; choose the directory with --output-dir",
      id: "sebutkan jalur di bawahnya, tanpa `..`; pilih direktorinya dengan --output-dir"))

  static let outputForbidden = DiagnosticTemplate(
    "P0691",
    message: Bilingual(
      en: "{file} may not be written by this user", id: "{file} tidak boleh ditulis oleh pengguna ini"),
    fix: Bilingual(
      en: "choose a directory that may be written: --output-dir DIR",
      id: "pilih direktori yang boleh ditulis: --output-dir DIREKTORI"))

  static let diskFull = DiagnosticTemplate(
    "P0692",
    message: Bilingual(
      en: "the disk is full; {file} was not written", id: "diska penuh; {file} tidak ditulis"),
    fix: Bilingual(
      en: "make room, or choose another directory: --output-dir DIR",
      id: "kosongkan sebagian diska, atau pilih direktori lain: --output-dir DIREKTORI"))

  static let outputFailed = DiagnosticTemplate(
    "P0693",
    message: Bilingual(
      en: "{file} was not written: {reason}", id: "{file} tidak ditulis: {reason}"),
    why: Bilingual(
      en: "the system says so; nothing was left half written",
      id: "demikian kata sistem; tidak ada yang tertulis separuh"),
    fix: Bilingual(
      en: "choose another directory: --output-dir DIR",
      id: "pilih direktori lain: --output-dir DIREKTORI"))

  static let notKept = DiagnosticTemplate(
    "P0695", .warning,
    message: Bilingual(
      en: "the roster was not kept in {directory}: {reason}",
      id: "daftar tidak disimpan di {directory}: {reason}"),
    why: Bilingual(
      en: "the results are the same; only the next run reads the files from their beginnings again",
      id: "hasilnya sama saja; hanya saja perhitungan berikutnya membaca berkas dari awal lagi"),
    fix: Bilingual(
      en: "choose a directory that may be written: --cache-dir DIR",
      id: "pilih direktori yang boleh ditulis: --cache-dir DIREKTORI"))

  static let cacheIsShared = DiagnosticTemplate(
    "P0696", .warning,
    message: Bilingual(
      en: "others than you can put files in {directory}, so it is not used as the cache",
      id: "orang selain Anda dapat menaruh berkas di {directory}, sehingga tidak dipakai sebagai simpanan"),
    why: Bilingual(
      en: "a roster kept there could come from anybody",
      id: "daftar yang disimpan di sana dapat berasal dari siapa saja"),
    fix: Bilingual(
      en: "choose a directory of your own (`chmod 700`): --cache-dir DIR",
      id: "pilih direktori milik Anda sendiri (`chmod 700`): --cache-dir DIREKTORI"))

  static let all: [DiagnosticTemplate] = [
    missing, directory, forbidden, outside, noMatch, unreadable, notFile, tooLarge, outputOutside,
    outputForbidden,
    diskFull, outputFailed, notKept, cacheIsShared,
  ]
}

/// All messages about opening and writing files, for the pages that explain them.
public enum SourceDiagnostics {

  /// The templates, by code.
  public static let all: [DiagnosticTemplate] = SourceTemplates.all
}

extension Diagnostic {

  static func fileMissing(_ file: String, near: [String]) -> Diagnostic {
    let names = near.map { "‘\($0)’" }.joined(separator: ", ")
    let notes =
      near.isEmpty
      ? [] : [Note(Bilingual(en: "did you mean \(names)?", id: "apakah maksudnya \(names)?"))]
    return Diagnostic(SourceTemplates.missing, at: nil, ["file": .text(file)], notes: notes)
  }

  static func fileIsDirectory(_ file: String) -> Diagnostic {
    Diagnostic(SourceTemplates.directory, at: nil, ["file": .text(file)])
  }

  static func fileForbidden(_ file: String) -> Diagnostic {
    Diagnostic(SourceTemplates.forbidden, at: nil, ["file": .text(file)])
  }

  static func fileOutside(_ file: String, directory: String) -> Diagnostic {
    Diagnostic(SourceTemplates.outside, at: nil, ["file": .text(file), "directory": .text(directory)])
  }

  static func noFileMatches(_ pattern: String, directory: String) -> Diagnostic {
    Diagnostic(SourceTemplates.noMatch, at: nil, ["pattern": .text(pattern), "directory": .text(directory)])
  }

  static func fileUnreadable(_ file: String, reason: String) -> Diagnostic {
    Diagnostic(SourceTemplates.unreadable, at: nil, ["file": .text(file), "reason": .text(reason)])
  }

  static func fileIsNoFile(_ file: String) -> Diagnostic {
    Diagnostic(SourceTemplates.notFile, at: nil, ["file": .text(file)])
  }

  static func fileTooLarge(_ file: String, limit: Int) -> Diagnostic {
    Diagnostic(SourceTemplates.tooLarge, at: nil, ["file": .text(file), "limit": .count(limit)])
  }

  static func outputOutside(_ file: String, directory: String) -> Diagnostic {
    Diagnostic(SourceTemplates.outputOutside, at: nil, ["file": .text(file), "directory": .text(directory)])
  }

  /// Returns why a roster was not kept in `directory`: the system's error `number`.
  static func notKept(_ directory: String, number: Int32) -> Diagnostic {
    Diagnostic(
      SourceTemplates.notKept, at: nil,
      ["directory": .text(directory), "reason": .text(SystemText.error(number))])
  }

  static func cacheIsShared(_ directory: String) -> Diagnostic {
    Diagnostic(SourceTemplates.cacheIsShared, at: nil, ["directory": .text(directory)])
  }

  /// Returns why `file` was not written: the system's error `number`.
  static func outputFailed(_ file: String, number: Int32) -> Diagnostic {
    switch number {
    case EACCES, EPERM, EROFS: Diagnostic(SourceTemplates.outputForbidden, at: nil, ["file": .text(file)])
    case ENOSPC, EDQUOT: Diagnostic(SourceTemplates.diskFull, at: nil, ["file": .text(file)])
    default:
      Diagnostic(
        SourceTemplates.outputFailed, at: nil,
        ["file": .text(file), "reason": .text(SystemText.error(number))])
    }
  }
}
