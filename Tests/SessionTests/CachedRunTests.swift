import Glibc
import Testing

@testable import Session
@testable import payung

/// Runs with `--cache`, as a shell meets them: they answer what runs without it answer.
@Suite struct CachedRunTests {

  private let directory: String

  init() throws {
    directory = try #require(CommandRun.directory())
    CommandRun.write(
      """
      language english
      as of 1 January 2026
      roster villages from "villages.csv"
        code : text, key
        name : text
      end
      roster workers from "in/*.csv"
        nik     : nik, key, private
        name    : text, private
        village : villages
        income  : money per month
        born    : date, optional
        at most 60% set aside
      end
      budget aid = Rp1 juta
      rule fee for workers = income * 1% * 1 month
      allocate help
        from aid
        to workers
        pay fee
        in order of income, nik
      end
      show workers by village with count, sum of fee as fees
      show workers with name, village.name
      why fee for workers #2
      why help for workers #2
      export workers with nik, name, village.name, fee, help.amount to "list.csv"
      export workers by file with count to "files.csv"
      test "a fee"
        expect count workers at least 2
      end
      """, to: directory + "/plan.payung")
    mkdir(directory + "/in", 0o755)
    CommandRun.write("code,name\nA,Atas\nB,Bawah\n", to: directory + "/villages.csv")
    CommandRun.write(
      """
      nik,name,village,income,born
      3599010101900001,Sitirahmah,A,2000000,2000-01-01
      3599010101900002,"Budi
      Santoso",B,1500000,
      3599010101900003,Cahya,C,1500000,1999-02-03
      35990101019000,Dewi,A,1500000,1999-02-03

      """, to: directory + "/in/a.csv")
    CommandRun.write(
      "nik,name,village,income,born\n3599010101900005,Eko,B,1234567,1980-12-31\n",
      to: directory + "/in/b.csv")
  }

  private func run(_ arguments: String..., input: String = "", environment: [String: String] = [:])
    -> CommandRun
  {
    CommandRun(arguments, input: input, environment: environment, in: directory)
  }

  private func kept(_ path: String) -> [String] {
    ((try? DiskFile.entries(of: directory + "/" + path).get()) ?? []).filter { $0.hasSuffix(".roster") }
  }

  /// Returns what a run says and writes; `arguments` come after the program.
  private func told(_ arguments: [String], language: String = "en") -> String {
    let made = "made\(arguments.hashValue)\(Int.random(in: 0..<Int.max))"
    let r = CommandRun(
      ["run", "plan.payung", "--output-dir", made, "--set-aside", "\(made).csv", "--language", language]
        + arguments, in: directory)
    let files = ["\(made)/list.csv", "\(made)/files.csv", "\(made)/run.json", "\(made).csv"]
    return "\(r.status)\n\(r.output)\n\(r.messages)\n"
      + files.map { CommandRun.read("\(directory)/\($0)") }.joined(separator: "\n---\n")
  }

  @Test(arguments: ["en", "id"]) func aWarmRunIsByteForByteTheColdOne(_ language: String) {
    for format in ["text", "json"] {
      let plain = told(["--format", format], language: language)
      #expect(plain.contains("sha256") && plain.contains("P06"), "\(plain)")
      let cache = "cache-\(format)"
      let cold = told(["--format", format, "--cache-dir", cache], language: language)
      let warm = told(["--format", format, "--cache-dir", cache], language: language)
      let alone = told(["--format", format, "--cache-dir", cache, "--threads", "1"], language: language)
      #expect(cold == plain && warm == plain && alone == plain)
      #expect(kept(cache).count == 2)
    }
  }

  @Test func aProfileSaysWhatCameFromTheCache() {
    let cold = run("run", "plan.payung", "--output-dir", "made", "--cache-dir", "c", "--profile")
    #expect(cold.messages.contains("  workers: put in the cache  "), "\(cold.messages)")
    #expect(cold.messages.contains("  workers: cells  "))
    let warm = run("run", "plan.payung", "--output-dir", "made", "--cache-dir", "c", "--profile")
    #expect(warm.messages.contains("  workers: taken from the cache  "), "\(warm.messages)")
    #expect(warm.messages.contains("  villages: taken from the cache  "))
    #expect(
      warm.messages.contains("  workers: content compared  ") && !warm.messages.contains("workers: cells"))
    let other = run(
      "run", "plan.payung", "--output-dir", "made", "--cache-dir", "c", "--profile", "--language", "id")
    #expect(other.messages.contains("  workers: diambil dari simpanan  "), "\(other.messages)")
  }

  @Test func aChangedFileAndAChangedProgramAreSeen() {
    _ = told(["--cache-dir", "c"])
    CommandRun.write("code,name\nA,Atas\nB,Berubah\n", to: directory + "/villages.csv")
    #expect(told(["--cache-dir", "c"]) == told([]) && told([]).contains("Berubah"))
    // A village less: workers that refer to it are set aside, though their own file is the same.
    CommandRun.write("code,name\nA,Atas\n", to: directory + "/villages.csv")
    #expect(told(["--cache-dir", "c"]) == told([]))
    let program = CommandRun.read(directory + "/plan.payung")
    CommandRun.write(
      "\n\n## A remark.\n"
        + program.replacing(
          "income  : money per month",
          with: "income  : money per month from Rp1 per month to Rp1.600.000 per month"),
      to: directory + "/plan.payung")
    let (cached, plain) = (told(["--cache-dir", "c"]), told([]))
    #expect(cached == plain && plain.contains("P06"))
    unlink(directory + "/in/b.csv")
    #expect(told(["--cache-dir", "c"]) == told([]))
  }

  @Test func damagedAndDeletedFilesAreMadeAgain() throws {
    let plain = told([])
    _ = told(["--cache-dir", "c"])
    let names = kept("c")
    for name in names { CommandRun.write("rubbish", to: "\(directory)/c/\(name)") }
    #expect(told(["--cache-dir", "c"]) == plain)
    for name in names {
      #expect(!CommandRun.read("\(directory)/c/\(name)").hasPrefix("rubbish"))
      unlink("\(directory)/c/\(name)")
    }
    #expect(told(["--cache-dir", "c"]) == plain && kept("c") == names)
  }

  @Test func theUsualPlaceIsWhereTheSystemWantsIt() {
    #expect(run("test", "plan.payung", "--cache").status == 0)
    #expect(kept(".cache/payung").count == 2)
    #expect(
      run("test", "plan.payung", "--cache", environment: ["XDG_CACHE_HOME": directory + "/x"]).status == 0)
    #expect(kept("x/payung").count == 2)
    // A path that depends on where one stands does not count.
    #expect(run("test", "plan.payung", "--cache", environment: ["XDG_CACHE_HOME": "y"]).status == 0)
    #expect(kept("y/payung").isEmpty)
    #expect(run("test", "plan.payung", "--cache", "--cache-dir", "z").status == 0 && kept("z").count == 2)
    #expect(run("run", "plan.payung", "--output-dir", "made").status == 0 && kept(".cache/payung").count == 2)
  }

  @Test func formsThatAreNoneAreRefused() {
    let nowhere = run("run", "plan.payung", "--cache", environment: ["HOME": "", "PAYUNG_LANGUAGE": "id"])
    #expect(
      nowhere.status == 2 && nowhere.messages.contains("tidak menemukan folder rumah"), "\(nowhere.messages)")
    let english = run("test", "plan.payung", "--cache", environment: ["HOME": "here"])
    #expect(
      english.status == 2 && english.messages.contains("finds no home directory"), "\(english.messages)")
    for (language, words) in [("en", "takes the name of a directory"), ("id", "meminta nama folder")] {
      let empty = run("run", "plan.payung", "--cache-dir", "", "--language", language)
      #expect(empty.status == 2 && empty.messages.contains(words), "\(empty.messages)")
    }
    #expect(run("run", "plan.payung", "--cache=c").status == 2)
    #expect(run("check", "plan.payung", "--cache").status == 2)
  }

  @Test func aDirectoryThatCanNotBeUsedChangesNoAnswer() {
    let plain = run("run", "plan.payung", "--output-dir", "made")
    CommandRun.write("x", to: directory + "/file")
    let refused = run("run", "plan.payung", "--output-dir", "made", "--cache-dir", "file")
    #expect(refused.status == plain.status && refused.output == plain.output)
    // Two rosters, one message.
    #expect(refused.messages.components(separatedBy: "P0695").count == 2, "\(refused.messages)")
    let prompt = run("repl", "plan.payung", "--cache-dir", "file", input: "count workers\ncount workers\n")
    #expect(prompt.messages.contains("P0695"), "\(prompt.messages)")
    let machine = run(
      "repl", "--json", "plan.payung", "--cache-dir", "file", input: "{\"entry\": \"count workers\"}\n")
    #expect(machine.output.contains("P0695"), "\(machine.output)")
  }

  @Test func aFullDiskChangesNoAnswer() {
    let plain = run("test", "plan.payung")
    let command = "ulimit -f 1; trap '' XFSZ; exec \"$0\" test plan.payung --cache-dir c"
    let shell = CommandRun(shell: command, in: directory)
    #expect(shell.status == plain.status && shell.output == plain.output, "\(shell.messages)")
    #expect(shell.messages.contains("P0695") && kept("c").isEmpty, "\(shell.messages)")
  }

  @Test func thePromptKeepsAndFindsRostersToo() {
    let cold = run(
      "repl", "plan.payung", "--cache-dir", "c", input: "count workers\n:reload\ncount workers\n")
    #expect(kept("c").count == 2)
    let warm = run(
      "repl", "plan.payung", "--cache-dir", "c", input: "count workers\n:reload\ncount workers\n")
    let plain = run("repl", "plan.payung", input: "count workers\n:reload\ncount workers\n")
    #expect(cold.output == plain.output && warm.output == plain.output && plain.output.contains("3"))
    #expect(cold.messages == plain.messages && warm.messages == plain.messages)
  }

  @Test func severalRunsAtOnceAgree() async {
    let plain = told([])
    await withTaskGroup(of: String.self) { group in
      for _ in 0..<4 { group.addTask { told(["--cache-dir", "c"]) } }
      for await text in group { #expect(text == plain) }
    }
    #expect(kept("c").count == 2 && told(["--cache-dir", "c"]) == plain)
  }

  @Test func fieldsThatAFileSuggestsAreKeptToo() {
    CommandRun.write(
      "language english\nas of 1 January 2026\nroster workers from \"in/b.csv\"\nshow workers by village with count\n",
      to: directory + "/short.payung")
    func run(_ more: String...) -> String {
      let r = CommandRun(["run", "short.payung"] + more, in: directory)
      return "\(r.status) \(r.output) \(r.messages)"
    }
    let plain = run()
    #expect(plain.contains("1 row read = 1 used"))
    #expect(run("--cache-dir", "c") == plain && run("--cache-dir", "c") == plain && kept("c").count == 2)
    CommandRun.write(
      "nik,name,village\n3599010101900005,Eko,7\n3599010101900005,Eko,8\n", to: directory + "/in/b.csv")
    let changed = run()
    #expect(changed != plain && run("--cache-dir", "c") == changed && run("--cache-dir", "c") == changed)
    // Where nothing can be kept, that is said once.
    #expect(run("--cache-dir", "plan.payung").components(separatedBy: "P0695").count == 2)
  }

  @Test func nothingPrivateIsInTheClear() {
    _ = told(["--cache-dir", "c"])
    for name in kept("c") {
      guard case .success(let bytes) = DiskFile.read("\(directory)/c/\(name)") else {
        Issue.record("\(name) can not be read")
        continue
      }
      let text = String(decoding: bytes, as: UTF8.self)
      for word in ["Siti", "Budi", "Eko", "3599", "Atas", "nik"] { #expect(!text.contains(word)) }
    }
  }

  @Test(arguments: [
    "mojokerto-anggaran/budget.payung", "gresik-cakupan/cakupan.payung", "jatim-2026/rencana-2026.payung",
    "jp-2025/jp.payung", "pertumbuhan/pertumbuhan.payung", "office/f-nik-ganda.payung",
    "office/c-rt-rw.payung",
  ])
  func examplesAreTheSame(_ example: String) throws {
    let path = "\(packageRoot)/examples/\(example)"
    guard DiskFile.exists(path) else {
      Issue.record("there is no \(path)")
      return
    }
    var runs: [String] = []
    for (i, more) in [[], ["--cache-dir", "c"], ["--cache-dir", "c"]].enumerated() {
      let r = CommandRun(["run", path, "--output-dir", "made\(i)"] + more, in: directory)
      var text = "\(r.status)\n\(r.output)\n\(r.messages)"
      for name in (try? DiskFile.entries(of: "\(directory)/made\(i)").get()) ?? [] {
        text += "\n\(name)\n" + CommandRun.read("\(directory)/made\(i)/\(name)")
      }
      runs.append(text)
    }
    #expect(runs[0] == runs[1] && runs[0] == runs[2] && !kept("c").isEmpty)
    let profiled = CommandRun(
      ["run", path, "--output-dir", "made", "--cache-dir", "c", "--profile", "--language", "en"],
      in: directory)
    #expect(profiled.messages.contains(": taken from the cache "), "\(profiled.messages)")
    #expect(!profiled.messages.contains(": cells "), "\(profiled.messages)")
  }
}
