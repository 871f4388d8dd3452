import Foundation
import Testing

/// The programs of `examples/office`, `examples/monev` and `examples/realisasi` print what was read and kept; `UPDATE_EXPECTED=1` keeps it
/// anew.
@Suite struct OfficeTests {

  /// A program and its folder.
  struct Task: Sendable, CustomTestStringConvertible {
    let folder: String
    let file: String
    var testDescription: String { "\(folder)/\(file)" }
    var path: String { "examples/\(folder)/\(file)" }
    var kept: URL {
      PayungProcess.repository.appendingPathComponent(
        "examples/\(folder)/hasil/\(file.split(separator: ".")[0]).txt")
    }
  }

  static let tasks: [Task] =
    [
      "a-cakupan-peran", "b-pertumbuhan", "c-rt-rw", "d-dbhcht", "e-apbdes", "f-nik-ganda",
      "g-cukup-berapa-bulan", "h-desa-terbaik", "i-jp-dan-keringanan", "j-pagu-terkecil",
    ].map { Task(folder: "office", file: $0 + ".payung") }
    + [
      "cakupan.payung", "dasar-hukum.payung", "penghargaan.payung", "pertumbuhan.payung",
      "sumber-dana.payung", "angka-terbitan.payung.md", "manfaat.payung", "program-segmen.payung",
    ].map { Task(folder: "monev", file: $0) }
    + [Task(folder: "realisasi", file: "realisasi.payung")]

  @Test(arguments: tasks) func `a task prints what is kept`(_ task: Task) throws {
    let scratch = try Scratch()
    let run = try PayungProcess(
      ["run", task.file, "--output-dir", scratch.folder.path],
      in: PayungProcess.repository.appendingPathComponent("examples/\(task.folder)"))
    #expect(run.status == 0, "\(run.messages)")
    let environment = ProcessInfo.processInfo.environment
    if environment["UPDATE_EXPECTED"] != nil && environment["CI"] == nil {
      try Data(run.output.utf8).write(to: task.kept)
    }
    let text = try String(contentsOf: task.kept, encoding: .utf8)
    #expect(!text.isEmpty)
    for (said, printed) in zip(text.split(separator: "\n"), run.output.split(separator: "\n"))
    where said != printed {
      Issue.record("kept:    \(said)\nprinted: \(printed)")
    }
    #expect(text == run.output)
  }

  @Test(arguments: tasks) func `a task's tests pass`(_ task: Task) throws {
    let program = try String(
      contentsOf: PayungProcess.repository.appendingPathComponent(task.path), encoding: .utf8)
    guard program.contains("\nuji ") else { return }
    let run = try PayungProcess(["test", task.path])
    #expect(run.status == 0, "\(run.output)\(run.messages)")
  }

  /// The same question in the other language has the same answer.
  @Test(arguments: tasks) func `a task translated prints the same numbers`(_ task: Task) throws {
    let scratch = try Scratch()
    try scratch.copy("examples/\(task.folder)/data")
    // What the programs of a folder share, where they share something.
    try? scratch.copy("examples/\(task.folder)/dasar.payung")
    let translated = try PayungProcess(["translate", task.path, "--to", "english"])
    #expect(translated.status == 0, "\(translated.messages)")
    try Data(translated.output.utf8).write(to: scratch.folder.appendingPathComponent(task.file))
    let english = try PayungProcess(
      ["run", task.file, "--language", "id", "--output-dir", "out"], in: scratch.folder)
    let kept = try String(contentsOf: task.kept, encoding: .utf8)
    func numbers(_ text: String) -> [String] {
      text.split(separator: "\n").map { line in
        // Where a program says something may stand on another line of its translation.
        let said = line.components(separatedBy: "  [")[0]
        return said.filter { $0.isNumber || "−≈,.%".contains($0) }
      }
    }
    #expect(numbers(english.output) == numbers(kept), "\(english.messages)")
  }
}
