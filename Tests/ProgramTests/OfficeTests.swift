import Foundation
import Testing

/// The ten tasks of an office print what was read and kept; `UPDATE_EXPECTED=1` keeps it anew.
@Suite struct OfficeTests {

  static let tasks = [
    "a-cakupan-peran", "b-pertumbuhan", "c-rt-rw", "d-dbhcht", "e-apbdes", "f-nik-ganda",
    "g-cukup-berapa-bulan", "h-desa-terbaik", "i-jp-dan-keringanan", "j-pagu-terkecil",
  ]

  @Test(arguments: tasks) func `a task prints what is kept`(_ task: String) throws {
    let scratch = try Scratch()
    let run = try PayungProcess(
      ["run", "\(task).payung", "--output-dir", scratch.folder.path],
      in: PayungProcess.repository.appendingPathComponent("examples/office"))
    #expect(run.status == 0, "\(run.messages)")
    let kept = PayungProcess.repository.appendingPathComponent("examples/office/hasil/\(task).txt")
    let environment = ProcessInfo.processInfo.environment
    if environment["UPDATE_EXPECTED"] != nil && environment["CI"] == nil {
      try Data(run.output.utf8).write(to: kept)
    }
    let text = try String(contentsOf: kept, encoding: .utf8)
    #expect(!text.isEmpty)
    for (said, printed) in zip(text.split(separator: "\n"), run.output.split(separator: "\n"))
    where said != printed {
      Issue.record("kept:    \(said)\nprinted: \(printed)")
    }
    #expect(text == run.output)
  }

  @Test(arguments: tasks) func `a task's tests pass`(_ task: String) throws {
    let path = "examples/office/\(task).payung"
    let program = try String(
      contentsOf: PayungProcess.repository.appendingPathComponent(path), encoding: .utf8)
    guard program.contains("\nuji ") else { return }
    let run = try PayungProcess(["test", path])
    #expect(run.status == 0, "\(run.output)\(run.messages)")
  }

  /// The same question in the other language has the same answer.
  @Test(arguments: tasks) func `a task translated prints the same numbers`(_ task: String) throws {
    let scratch = try Scratch()
    try scratch.copy("examples/office/data")
    try scratch.copy("examples/office/dasar.payung")
    let translated = try PayungProcess(["translate", "examples/office/\(task).payung", "--to", "english"])
    #expect(translated.status == 0, "\(translated.messages)")
    try Data(translated.output.utf8).write(to: scratch.folder.appendingPathComponent("task.payung"))
    let english = try PayungProcess(
      ["run", "task.payung", "--language", "id", "--output-dir", "out"], in: scratch.folder)
    let kept = try String(
      contentsOf: PayungProcess.repository.appendingPathComponent("examples/office/hasil/\(task).txt"),
      encoding: .utf8)
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
