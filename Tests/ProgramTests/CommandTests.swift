import Foundation
import Testing

/// The commands as they are typed: what they print, where, and with which status.
@Suite struct CommandTests {

  private func run(_ arguments: [String], in folder: URL = PayungProcess.repository) throws -> PayungProcess {
    try PayungProcess(arguments, in: folder)
  }

  // MARK: - A command line that is not understood

  @Test(arguments: [
    (["run", "--nope", "x"], "Unknown option '--nope'", "Pilihan '--nope' tidak dikenal"),
    (
      ["run", "--thraeds", "3", "x"], "Unknown option '--thraeds'. Did you mean '--threads'?",
      "Pilihan '--thraeds' tidak dikenal. Maksud Anda '--threads'?"
    ),
    (["run"], "Missing expected argument '<file>'", "Argumen '<berkas>' belum ada"),
    (["run", "a", "b"], "Unexpected argument 'b'", "Argumen 'b' tidak diharapkan"),
    (["run", "a", "b", "c"], "2 unexpected arguments: 'b', 'c'", "2 argumen tidak diharapkan: 'b', 'c'"),
    (
      ["translate", "a", "--to"], "Missing value for '--to <language>'",
      "Nilai untuk '--to <bahasa>' belum ada"
    ),
    (
      ["translate", "a", "--to", "jawa"],
      "The value 'jawa' is invalid for '--to <language>'. Please provide one of 'english' and 'indonesian'.",
      "Nilai 'jawa' tidak sah untuk '--to <bahasa>'. Pilih salah satu: 'english' atau 'indonesian'."
    ),
    (
      ["run", "a", "--profile=3"], "The option '--profile' does not take any value, but '3' was specified.",
      "Pilihan '--profile' tidak menerima nilai, tetapi diberi '3'."
    ),
    (
      ["run", "a", "--threads", "0"], "--threads takes a number from 1 to 1024.",
      "--threads meminta bilangan dari 1 sampai 1024."
    ),
    (["run", "a", "--set", "apbd"], "write a name, = and a value", "tulis nama, =, dan nilai"),
    (
      ["rum", "a"], "There is no command 'rum', nor such a file. Did you mean 'run'?",
      "Tidak ada perintah 'rum', dan tidak ada berkas begitu. Maksud Anda 'run'?"
    ),
  ])
  func `a command line that is not understood is refused in the reader's language`(
    _ arguments: [String], _ english: String, _ indonesian: String
  ) throws {
    let inEnglish = try run(arguments)
    #expect(inEnglish.status == 2 && inEnglish.output.isEmpty)
    #expect(
      inEnglish.messages.contains("Error: ") && inEnglish.messages.contains(english), "\(inEnglish.messages)")
    let inIndonesian = try run(arguments + ["--language=id"])
    #expect(inIndonesian.status == 2 && inIndonesian.output.isEmpty)
    #expect(
      inIndonesian.messages.contains("Kesalahan: ") && inIndonesian.messages.contains(indonesian),
      "\(inIndonesian.messages)")
  }

  @Test(arguments: ["repl", "new", "run", "test", "check", "explain", "data", "translate", "format"])
  func `each command describes itself in both languages, with no word of the other`(_ command: String) throws
  {
    let english = try run([command, "--help"])
    let indonesian = try run([command, "--help", "--language=id"])
    #expect(english.status == 0 && indonesian.status == 0)
    #expect(english.output.contains("OVERVIEW: ") && indonesian.output.contains("RINGKASAN: "))
    for word in [
      "OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "Show ", "default", "values", " the ", " of ", " a ",
    ] {
      #expect(!indonesian.output.contains(word), "\(word): \(indonesian.output)")
    }
    func options(_ text: String) -> [Substring] {
      text.split(whereSeparator: { " \n[]=".contains($0) }).filter { $0.hasPrefix("--") }
    }
    #expect(
      options(english.output).map(String.init).sorted()
        == options(indonesian.output).map(String.init).sorted())
  }

  // MARK: - data

  private func folder(_ files: [String: String]) throws -> Scratch {
    let scratch = try Scratch()
    for (name, text) in files {
      try Data(text.utf8).write(to: scratch.folder.appendingPathComponent(name))
    }
    return scratch
  }

  @Test func `a file outside the program's directory is named as a program may name it`() throws {
    let scratch = try folder(["posts.csv": "post,people\nkader,5\n"])
    let path = scratch.folder.appendingPathComponent("posts.csv").path
    let seen = try run(["data", path])
    #expect(seen.status == 0, "\(seen.messages)")
    #expect(seen.output.contains("# posts.csv: 1 row; "))
    #expect(seen.output.contains("roster posts from \"posts.csv\"\n"))
    #expect(seen.output.contains("--data posts=\(path)"))
    let beside = try run(["data", "posts.csv"], in: scratch.folder)
    #expect(!beside.output.contains("--data"))
  }

  @Test func `the block that is printed reads the file it was made from`() throws {
    let scratch = try folder([
      "rekap.csv":
        "\u{FEFF}sep=;\r\nREKAP;;\r\nNIK;Upah;Tgl Lahir\r\n3599014107900001;Rp 1.250.000;17/12/1990\r\n"
        + "3599014107900002;2.000.000,50;27 Februari 1985\r\nJumlah;3.250.000,50;\r\n"
    ])
    for language in ["en", "id"] {
      let seen = try run(["data", "rekap.csv", "--language", language], in: scratch.folder)
      let header = language == "en" ? "" : "bahasa indonesia\n"
      let action = language == "en" ? "show sum of upah over rekap\n" : "tampilkan total upah dari rekap\n"
      try Data((header + seen.output + action).utf8).write(
        to: scratch.folder.appendingPathComponent("p.payung"))
      let answer = try run(["run", "p.payung", "--language", language], in: scratch.folder)
      #expect(answer.status == 0, "\(answer.messages)")
      #expect(answer.output.contains("Rp3.250.000,5"), "\(answer.output)")
    }
  }

  @Test func `a file that names no column for certain is refused`() throws {
    let scratch = try folder(["twice.csv": "a,a\n1,2\n"])
    let seen = try run(["data", "twice.csv"], in: scratch.folder)
    #expect(seen.status == 4 && seen.output.isEmpty)
    #expect(seen.messages.contains("error[P0617]: twice.csv has 2 columns ‘a’"), "\(seen.messages)")
  }

  @Test func `without rows nothing is said of the columns`() throws {
    let scratch = try folder(["header.csv": "a,b\n"])
    let seen = try run(["data", "header.csv"], in: scratch.folder)
    #expect(seen.output.contains("there is no row below the header; every type is only a guess"))
    #expect(!seen.output.contains("blank"))
  }

  @Test func `identity numbers that lost their last digit are recognised`() throws {
    let rows = (1...30).map { "3599014107900\(100 + $0 * 10)".prefix(15) + "0,\($0)\n" }
    let scratch = try folder(["people.csv": "nik,n\n" + rows.joined()])
    let seen = try run(["data", "people.csv"], in: scratch.folder)
    #expect(seen.output.contains("went through a spreadsheet: 30 of 30 NIKs end in 0"), "\(seen.output)")
  }

  @Test func `a link named on the command line is what it leads to; a program's own link is not followed`()
    throws
  {
    let outside = try folder(["real.csv": "id,n\n1,5\n"])
    let scratch = try folder([
      "p.payung": "roster r from \"r.csv\"\n  id : text, key\n  n : count\nend\nshow sum of n over r\n"
    ])
    let link = scratch.folder.appendingPathComponent("r.csv")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: outside.folder.appendingPathComponent("real.csv"))
    let refused = try run(["run", "p.payung"], in: scratch.folder)
    #expect(refused.status == 4 && refused.messages.contains("P0604"), "\(refused.messages)")
    let answered = try run(["run", "p.payung", "--data", "r=r.csv"], in: scratch.folder)
    #expect(answered.status == 0 && answered.output.contains("5"), "\(answered.messages)")
    #expect(try run(["data", "r.csv"], in: scratch.folder).status == 0)
  }

  // MARK: - For machines

  @Test(arguments: [
    "jatim-2026/plan-2026", "gresik-cakupan/coverage", "gresik-cakupan/cacat", "mojokerto-anggaran/budget",
    "mojokerto-anggaran/published-2025", "jp-2025/jp", "pertumbuhan/pertumbuhan", "monev/sumber-dana",
    "office/a-cakupan-peran", "office/d-dbhcht", "office/f-nik-ganda", "office/j-pagu-terkecil",
  ])
  func `what machines read is as its schema says, also where the program fails`(_ program: String) throws {
    let schema = try JSONSchema("docs/reference/output.schema.json")
    let scratch = try Scratch()
    let answer = try run([
      "run", "examples/\(program).payung", "--format", "json", "--output-dir", scratch.folder.path,
    ])
    #expect(schema.faults(in: answer.output).isEmpty, "\(schema.faults(in: answer.output).prefix(5))")
    let document = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    #expect(document?["status"] as? Int == Int(answer.status))
  }

  @Test func `the report of tests is as its schema says`() throws {
    let schema = try JSONSchema("docs/reference/test-report.schema.json")
    let scratch = try folder([
      "fails.payung": "let a = Rp5\ntest \"a\"\n  expect a = Rp6\nend\n", "wrong.payung": "let a = \n",
    ])
    let runs = try [
      run(["test", "stdlib", "--format", "json", "--coverage"]),
      run(["test", "examples/mojokerto-anggaran", "--format", "json", "--mutate"]),
      run(["test", "fails.payung", "wrong.payung", "--format", "json"], in: scratch.folder),
    ]
    for report in runs {
      #expect(schema.faults(in: report.output).isEmpty, "\(schema.faults(in: report.output).prefix(5))")
    }
    #expect(runs.map(\.status) == [0, 0, 3])
    #expect(runs[0].output.contains("\"coverage\"") && runs[2].output.contains("\"difference\""))
  }

  @Test func `the record of a run is as its schema says`() throws {
    let schema = try JSONSchema("docs/reference/run.schema.json")
    let scratch = try Scratch()
    let out = scratch.folder.appendingPathComponent("out").path
    let answer = try run([
      "run", "examples/jatim-2026/plan-2026.payung", "--output-dir", out, "--set", "apbd=Rp800 juta",
      "--as-of",
      "2026-02-01",
    ])
    #expect(answer.status == 0, "\(answer.messages)")
    let record = try String(contentsOfFile: out + "/run.json", encoding: .utf8)
    #expect(schema.faults(in: record).isEmpty, "\(schema.faults(in: record).prefix(5))")
    #expect(record.contains("Rp800 juta") && record.contains("\"purpose\""))
  }

  @Test func `every answer of a session that a program drives is as its schema says`() throws {
    let schema = try JSONSchema("docs/reference/repl.schema.json")
    let entries = [
      "let x = 5", "compare lean with base", "why rentan for workers #41", "is apbd enough?",
      "suppose apbd = apbd * 90%", "chart share covered of workers by role", ":info rentan", ":list", ":help",
      "sweep apbd from Rp500 juta to Rp700 juta in steps of Rp100 juta show rentan.left", "show nothing",
      "why differs contribution for workers #41 between base and lean", ":data data/regencies.csv", "undo",
      "find least apbd from Rp100 juta to Rp2 miliar in steps of Rp10 juta so that target vulnerable is met",
    ]
    var requests = try entries.enumerated().map { i, entry in
      String(
        decoding: try JSONSerialization.data(withJSONObject: ["id": i, "entry": entry]), as: UTF8.self)
    }
    requests += [
      "{\"id\": 90, \"complete\": \"show wor\"}", "{\"id\": 91, \"is_complete\": \"rule x for\"}", "no JSON",
    ]
    let session = try PayungProcess(
      ["repl", "plan-2026.payung", "--json", "--language", "en"],
      in: PayungProcess.repository.appendingPathComponent("examples/jatim-2026"),
      input: requests.map { $0 + "\n" }.joined())
    let answers = session.output.split(separator: "\n")
    #expect(answers.count > requests.count, "\(session.messages)")
    for answer in answers {
      let faults = schema.faults(in: String(answer))
      #expect(faults.isEmpty, "\(faults.prefix(4)): \(answer.prefix(300))")
    }
  }

  @Test func `the schema refuses what it should`() throws {
    let schema = try JSONSchema("docs/reference/output.schema.json")
    let answer = try run(["run", "examples/mojokerto-anggaran/budget.payung", "--format", "json"])
    #expect(schema.faults(in: answer.output).isEmpty)
    for (good, bad) in [("\"status\": 0", "\"status\": \"0\""), ("\"blocks\": [", "\"blocs\": [")] {
      #expect(answer.output.contains(good))
      #expect(!schema.faults(in: answer.output.replacingOccurrences(of: good, with: bad)).isEmpty)
    }
  }

  // MARK: - The order of what is said

  @Test func `an answer that refers to a message stands below it`() throws {
    let scratch = try folder([
      "p.payung": """
      roster r from "r.csv"
        id : text, key
        n : count
      end
      budget b = Rp5
      allocate d
        from b
        to r
        in proportion to n
        at least Rp10
      end
      show 6 * 7
      for each r in r
        show sum of d.amount over r as first, sum of d.amount over r as second
      end
      show 6 * 8
      """,
      "r.csv": "id,n\n1,5\n2,6\n",
    ])
    let answer = try PayungProcess(["run", "p.payung"], in: scratch.folder, isMerged: true)
    #expect(answer.status == 1, "\(answer.output)")
    let lines = answer.output.split(separator: "\n")
    let before = try #require(lines.firstIndex { $0.hasSuffix("42") })
    let reason = try #require(lines.firstIndex { $0.hasPrefix("error[P08") }, "\(answer.output)")
    let reference = try #require(lines.firstIndex { $0.contains("given above [P08") }, "\(answer.output)")
    let after = try #require(lines.firstIndex { $0.hasSuffix("48") })
    #expect(before < reason && reason < reference && reference < after)
  }
}
