import Glibc
import Testing

@testable import Session
@testable import payung

/// The commands as a shell meets them.
@Suite struct CommandTests {

  private let directory: String

  init() throws {
    directory = try #require(CommandRun.directory())
    CommandRun.write(
      """
      language english
      as of 1 January 2026
      roster workers from "workers.csv"
        id      : text, key
        nik     : nik, private
        covered : yes or no
        at most 20% set aside
      end
      let quota = 2
      param rate : money per month
        from 2025-01-01 = Rp16.800
        from 2026-01-01 = Rp20.000
      end
      budget aid = Rp1 juta, reserve 10%
      target all
        of workers
        reach 90% covered
        by 31 December 2026
      end
      show quota, rate, aid.available
      show share covered of workers as coverage
      export workers with id, nik, covered to "out/list.csv"

      test "the quota"
        expect quota at least 1
      end
      """, to: directory + "/plan.payung")
    CommandRun.write(
      """
      id,nik,covered
      a,3599010101010001,yes
      b,3599010101010002,no
      c,3599010101010003,perhaps
      d,3599010101010004,yes
      e,3599010101010005,yes
      f,3599010101010006,no
      """, to: directory + "/workers.csv")
  }

  private func run(_ arguments: String..., input: String = "", environment: [String: String] = [:])
    -> CommandRun
  {
    CommandRun(arguments, input: input, environment: environment, in: directory)
  }

  @Test func aRunPrintsDataAndWritesFiles() {
    let r = run("run", "plan.payung", "--output-dir", "made", "--set-aside", "aside.csv")
    #expect(r.status == 0, "\(r.messages)")
    #expect(r.output.contains("Rp20.000") && r.output.contains("Rp900.000"))
    #expect(r.messages.contains("workers: 6 rows read = 5 used + 1 set aside"))
    #expect(r.messages.contains("workers.csv:4:20"))
    #expect(!r.output.contains("set aside") || !r.output.contains("error"))
    let list = CommandRun.read(directory + "/made/out/list.csv")
    #expect(list.contains("359901**********") && !list.contains("3599010101010001"))
    #expect(CommandRun.read(directory + "/aside.csv").contains("workers,workers.csv,4,4,covered,perhaps,P06"))
    let record = CommandRun.read(directory + "/made/run.json")
    #expect(record.contains("\"rows_set_aside\": 1") && record.contains("\"as_of\": \"2026-01-01\""))
  }

  @Test func aProfileSaysHowLongEachStepTookAndChangesNothing() {
    let plain = run("run", "plan.payung", "--output-dir", "made")
    let r = run("run", "plan.payung", "--output-dir", "made", "--profile", "--threads", "2")
    #expect(r.status == 0 && r.output == plain.output)
    #expect(r.messages.contains("time by step (") && r.messages.contains("threads: 2)"), "\(r.messages)")
    for step in ["workers: cells", "workers: keys compared", "program read and checked, files written"] {
      #expect(r.messages.contains("  \(step)  "), "\(r.messages)")
    }
    #expect(!plain.messages.contains("time by step"))
    let other = run("run", "plan.payung", "--output-dir", "made", "--profile", "--language", "id")
    #expect(other.messages.contains("waktu per langkah (") && other.messages.contains("workers: sel  "))
  }

  @Test func theSameInputsGiveTheSameBytes() {
    let runs = ["1", "2", "7"].map { threads in
      run("run", "plan.payung", "--threads", threads, "--output-dir", "made\(threads)", "--format", "json")
    }
    #expect(Set(runs.map(\.output)).count == 1)
    for name in ["out/list.csv", "run.json"] {
      let files = ["1", "2", "7"].map { CommandRun.read("\(directory)/made\($0)/\(name)") }
      #expect(Set(files).count == 1 && !files[0].isEmpty)
    }
    #expect(runs[0].output.hasPrefix("{\n  \"schema_version\": 1,"))
    #expect(runs[0].messages.isEmpty, "\(runs[0].messages)")
  }

  @Test func whatTheCallerSetsWins() {
    let r = run(
      "run", "plan.payung", "--set", "quota=7", "--set", "aid=Rp2 juta", "--set", "rate=Rp5 per month",
      "--output-dir", "made")
    #expect(r.status == 0, "\(r.messages)")
    #expect(r.output.contains("7") && r.output.contains("Rp1.800.000") && r.output.contains("Rp5"))
    let earlier = run("run", "plan.payung", "--as-of", "1 March 2025", "--output-dir", "made")
    #expect(earlier.output.contains("Rp16.800"))
    CommandRun.write("id,nik,covered\nz,3599010101010009,yes\n", to: directory + "/other.csv")
    let other = run("run", "plan.payung", "--data", "workers=other.csv", "--output-dir", "made")
    #expect(other.output.contains("100"), "\(other.output)")
  }

  /// Arguments, what the shell is told, and a code or words of the message.
  @Test(arguments: [
    (["run", "plan.payung", "--set", "quota=Rp5 per"], 3, "error["),
    (["run", "plan.payung", "--set", "quoat=5"], 2, "P0923"),
    (["run", "plan.payung", "--set", "quota"], 2, "set"),
    (["run", "plan.payung", "--data", "worker=x.csv"], 2, "P0921"),
    (["run", "plan.payung", "--data", "workers=x.csv"], 4, "P0601"),
    (["run", "plan.payung", "--as-of", "30 February 2026"], 2, "P0922"),
    (["run", "plan.payung", "--output-dir", "/proc/none"], 2, "P069"),
    (["run", "plan.payung", "--output-dir", "workers.csv"], 2, "P069"),
    (["run", "plan.payung", "--threads", "0"], 2, "threads"),
    (["run", "plan.payung", "--require-targets", "--output-dir", "made"], 1, "P0926"),
    (["run", "nothing.payung"], 2, "P0901"),
    (["run", "."], 2, "P0901"),
    (["run"], 2, "Usage"),
    (["run", "--frobnicate"], 2, "Usage"),
    (["test", "plan.payung"], 0, ""),
    (["test", ".", "--filter", "quota"], 0, ""),
    (["test", ".", "--filter", "nothing of the kind"], 1, "P0925"),
    (["test", "nothing"], 2, "P0924"),
    (["check", "."], 0, ""),
    (["explain", "P9999"], 2, "P0920"),
    (["explain", "p901"], 0, ""),
    (["data", "workers.csv"], 0, ""),
    (["data", "nothing.csv"], 4, "P0601"),
    (["translate", "plan.payung", "--to", "indonesian"], 0, ""),
    (["translate", "plan.payung", "--to", "french"], 2, "to"),
    (["--version"], 0, ""),
    (["--help"], 0, ""),
  ])
  func theShellIsTold(_ arguments: [String], _ status: Int32, _ words: String) {
    let r = CommandRun(arguments, in: directory)
    #expect(r.status == status, "\(r.output)\n\(r.messages)")
    #expect(
      words.isEmpty ? r.messages.isEmpty || !r.messages.contains("error[") : r.messages.contains(words),
      "\(r.messages)")
  }

  @Test func nothingIsWrittenOutsideTheOutputDirectory() {
    CommandRun.write(
      CommandRun.read(directory + "/plan.payung").split(separator: "\n").map(String.init).joined(
        separator: "\n"
      )
      .replacing("out/list.csv", with: "../list.csv"), to: directory + "/sly.payung")
    let r = run("run", "sly.payung", "--output-dir", "made")
    #expect(r.status == 3 && r.messages.contains("P0906"))
    #expect(CommandRun.read(directory + "/list.csv").isEmpty)
  }

  @Test func theInputsAreNotOverwritten() {
    let before = CommandRun.read(directory + "/workers.csv")
    CommandRun.write(
      CommandRun.read(directory + "/plan.payung").replacing("out/list.csv", with: "workers.csv"),
      to: directory + "/sly.payung")
    let r = run("run", "sly.payung")
    #expect(r.status == 2 && r.messages.contains("P0908"))
    #expect(CommandRun.read(directory + "/workers.csv") == before)
  }

  @Test func theSuggestedRosterReadsTheFile() {
    let suggested = run("data", "workers.csv").output
    CommandRun.write("language english\n" + suggested + "show count workers\n", to: directory + "/try.payung")
    let r = run("run", "try.payung")
    #expect(r.status == 0 && r.output.contains("6"), "\(suggested)\n\(r.messages)")
    let indonesian = run("data", "workers.csv", "--language", "id").output
    CommandRun.write(
      "bahasa indonesia\n" + indonesian + "tampilkan banyaknya workers\n", to: directory + "/coba.payung")
    let coba = run("run", "coba.payung")
    #expect(coba.status == 0 && coba.output.contains("6"), "\(indonesian)\n\(coba.messages)")
  }

  @Test func theTranslationDoesTheSame() {
    CommandRun.write(
      run("translate", "plan.payung", "--to", "indonesian").output, to: directory + "/rencana.payung")
    let english = run("run", "plan.payung", "--language", "id", "--output-dir", "made")
    let indonesian = run("run", "rencana.payung", "--output-dir", "made")
    #expect(indonesian.status == 0, "\(indonesian.messages)")
    #expect(
      english.output.filter { $0.isNumber } == indonesian.output.filter { $0.isNumber },
      "\(indonesian.output)")
  }

  @Test func theStyleIsKeptAndChecked() {
    CommandRun.write("language english\nlet   x=1\nshow x*2\n", to: directory + "/loose.payung")
    #expect(run("format", "--check", "loose.payung").status == 1)
    #expect(run("format", "loose.payung").output == "loose.payung\n")
    #expect(run("format", "--check", "loose.payung").status == 0)
    #expect(CommandRun.read(directory + "/loose.payung").contains("let x = 1"))
  }

  @Test(arguments: ["text", "json", "junit", "tap"])
  func testsAreReported(_ format: String) {
    let r = run("test", "plan.payung", "--format", format)
    #expect(r.status == 0)
    #expect(r.output.contains("the quota"))
  }

  @Test func colourIsForTerminalsOnly() {
    #expect(!run("run", "nothing.payung").messages.contains("\u{1B}"))
  }

  @Test func messagesComeInTheReadersLanguage() {
    #expect(run("run", "nothing.payung", "--language", "id").messages.hasPrefix("kesalahan[P0901]"))
    #expect(
      run("run", "nothing.payung", environment: ["LANG": "id_ID.UTF-8"]).messages.hasPrefix("kesalahan"))
  }
}
