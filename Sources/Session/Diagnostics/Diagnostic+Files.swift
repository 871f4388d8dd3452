import Diagnostics

/// Why a file could not be read or written.
public enum FileProblem: Error, Sendable, Hashable {

  /// There is no such file.
  case missing
  /// It is a directory.
  case directory
  /// The user may not.
  case forbidden
  /// It is neither a file nor a pipe.
  case unusual
  /// It has more bytes than this limit.
  case tooLarge(limit: Int)
  /// The path leads out of the directory that is allowed.
  case outside
  /// The path is empty.
  case unnamed
  /// The disk is full.
  case noSpace
  /// What the system says.
  case other(String)

  /// The problem in words, to follow a colon.
  public var words: Bilingual {
    switch self {
    case .missing: Bilingual(en: "there is no such file", id: "berkas itu tidak ada")
    case .directory: Bilingual(en: "it is a directory", id: "itu sebuah direktori")
    case .forbidden: Bilingual(en: "permission is denied", id: "izin ditolak")
    case .unusual: Bilingual(en: "it is not a regular file", id: "itu bukan berkas biasa")
    case .tooLarge(let limit):
      Bilingual(
        en: "it is larger than \(limit >> 20) MB", id: "ukurannya melebihi \(limit >> 20) MB")
    case .outside:
      Bilingual(en: "the path leads out of the directory", id: "jalurnya keluar dari direktori")
    case .unnamed: Bilingual(en: "it has no name", id: "namanya kosong")
    case .noSpace: Bilingual(en: "the disk is full", id: "diska penuh")
    case .other(let s): Bilingual(same: s)
    }
  }
}

enum FileTemplates {

  static let unreadableProgram = DiagnosticTemplate(
    "P0901",
    message: Bilingual(
      en: "the program {path} can not be read: {problem}",
      id: "program {path} tidak dapat dibaca: {problem}"),
    fix: Bilingual(
      en: "check the path; it is relative to the directory you are in",
      id: "periksa jalurnya; jalur dihitung dari direktori tempat Anda berada"))

  static let unreadableUse = DiagnosticTemplate(
    "P0902",
    message: Bilingual(
      en: "the file {path} can not be used: {problem}", id: "berkas {path} tidak dapat dipakai: {problem}"),
    why: Bilingual(
      en: "a path is relative to the program that names it",
      id: "jalur dihitung dari letak program yang menyebutnya"),
    fix: Bilingual(
      en: "correct the path, or put the file there", id: "perbaiki jalurnya, atau letakkan berkasnya di sana"),
    example: "language english\nuse \"no-such-rules.payung\"\n",
    repaired: "language english\nuse calendar\n")

  static let unknownModule = DiagnosticTemplate(
    "P0903",
    message: Bilingual(
      en: "the library has no module `{name}`", id: "pustaka tidak memiliki modul `{name}`"),
    why: Bilingual(
      en: "its modules are {known}", id: "modulnya adalah {known}"),
    fix: Bilingual(
      en: "name one of them, or put the path of a file of your own in quotes",
      id: "sebut salah satunya, atau tulis jalur berkas Anda sendiri dalam tanda kutip"),
    example: "language english\nuse jamsostek.contribution\n",
    repaired: "language english\nuse jamsostek.contributions\n")

  static let notText = DiagnosticTemplate(
    "P0904",
    message: Bilingual(
      en: "{path} is not a text file: its byte {offset} is not UTF-8",
      id: "{path} bukan berkas teks: byte ke-{offset} bukan UTF-8"),
    why: Bilingual(
      en: "programs are texts in UTF-8", id: "program adalah teks dalam UTF-8"),
    fix: Bilingual(
      en: "save the file as UTF-8, or check whether it is the right file",
      id: "simpan berkas sebagai UTF-8, atau periksa apakah berkasnya benar"))

  static let programTooLarge = DiagnosticTemplate(
    "P0905",
    message: Bilingual(
      en: "the program {path} is larger than {limit} MB",
      id: "program {path} lebih besar dari {limit} MB"),
    why: Bilingual(
      en: "a program of that size is nearly always a data file named by mistake",
      id: "program sebesar itu hampir selalu berkas data yang keliru disebut"),
    fix: Bilingual(
      en: "give data files to a roster: `roster NAME from \"file\"`",
      id: "berikan berkas data kepada daftar: `daftar NAMA dari \"berkas\"`"))

  static let unwritable = DiagnosticTemplate(
    "P0906",
    message: Bilingual(
      en: "{path} can not be written: {problem}", id: "{path} tidak dapat ditulis: {problem}"),
    why: Bilingual(
      en: "files are written only below the directory given by --output-dir",
      id: "berkas hanya ditulis di bawah direktori yang diberikan dengan --output-dir"),
    fix: Bilingual(
      en: "choose a directory you may write to: --output-dir DIR",
      id: "pilih direktori yang boleh Anda tulisi: --output-dir DIREKTORI"))

  static let writtenTwice = DiagnosticTemplate(
    "P0907",
    message: Bilingual(
      en: "two exports of one run write the file {path}",
      id: "dua ekspor dalam satu proses menulis berkas {path}"),
    why: Bilingual(
      en: "the second would silently replace the first",
      id: "yang kedua akan diam-diam menggantikan yang pertama"),
    fix: Bilingual(
      en: "give them different names", id: "beri nama yang berbeda"),
    example:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nexport workers where decile is 1 to \"poor.csv\"\n  with role\nend\nexport workers where decile is 2 to \"poor.csv\"\n  with role\nend",
    repaired:
      "roster workers from \"workers.csv\"\n  nik : nik, key\n  name : text\n  role : one of (rt, rw, bpd)\n  income : money per month\n  born : date\n  enrolled : date, optional\n  decile : whole from 1 to 10\nend\nexport workers where decile is 1 to \"poor-1.csv\"\n  with role\nend\nexport workers where decile is 2 to \"poor-2.csv\"\n  with role\nend"
  )

  static let wouldReplaceInput = DiagnosticTemplate(
    "P0908",
    message: Bilingual(
      en: "{path} is read by this run and is not replaced",
      id: "{path} dibaca oleh proses ini dan tidak diganti"),
    why: Bilingual(
      en: "what a result is made from must still be there when somebody asks about it",
      id: "asal sebuah hasil harus tetap ada ketika ada yang menanyakannya"),
    fix: Bilingual(
      en: "export to another name, or to another directory: --output-dir DIR",
      id: "ekspor ke nama lain, atau ke direktori lain: --output-dir DIREKTORI"))
}

extension Diagnostic {

  static func unreadableProgram(_ path: String, _ problem: FileProblem) -> Diagnostic {
    if case .tooLarge(let limit) = problem {
      return Diagnostic(
        FileTemplates.programTooLarge, at: nil, ["path": .text(path), "limit": .count(limit >> 20)])
    }
    return Diagnostic(
      FileTemplates.unreadableProgram, at: nil, ["path": .text(path), "problem": .bilingual(problem.words)])
  }

  static func unreadableUse(_ path: String, _ problem: FileProblem, at site: Span) -> Diagnostic {
    Diagnostic(
      FileTemplates.unreadableUse, at: site, ["path": .text(path), "problem": .bilingual(problem.words)])
  }

  static func unknownModule(_ name: String, known: [String], at site: Span) -> Diagnostic {
    let near = Suggestions.near(name, among: known, limit: 1).first
    return Diagnostic(
      FileTemplates.unknownModule, at: site, ["name": .text(name), "known": .list(known)],
      replacement: near.map { Replacement(site, with: $0) })
  }

  static func notText(_ path: String, offset: Int) -> Diagnostic {
    Diagnostic(FileTemplates.notText, at: nil, ["path": .text(path), "offset": .count(offset)])
  }

  /// A file that a run was to write and could not.
  public static func unwritable(_ path: String, _ problem: FileProblem, at site: Span? = nil) -> Diagnostic {
    Diagnostic(
      FileTemplates.unwritable, at: site, ["path": .text(path), "problem": .bilingual(problem.words)])
  }

  /// A file that a run was to write is one that it reads.
  public static func wouldReplaceInput(_ path: String, at site: Span?) -> Diagnostic {
    Diagnostic(FileTemplates.wouldReplaceInput, at: site, ["path": .text(path)])
  }

  static func writtenTwice(_ path: String, at site: Span?) -> Diagnostic {
    Diagnostic(FileTemplates.writtenTwice, at: site, ["path": .text(path)])
  }
}
