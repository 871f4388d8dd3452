import Glibc
import Testing

@testable import Session
@testable import payung

/// The root of the package: tests read its programs.
let packageRoot = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  .joined(separator: "/")

/// Programs that say what they expect: one parameterised test a stage.
@Suite struct SpecTests {

  private static func specs(_ stage: String) -> [Spec] {
    Spec.all(below: "\(packageRoot)/Tests/Spec/\(stage)")
  }

  private func hold(_ spec: Spec) {
    for failure in spec.failures() { Issue.record("\(failure)") }
  }

  @Test(arguments: specs("syntax")) func syntax(_ spec: Spec) { hold(spec) }
  @Test(arguments: specs("semantics")) func semantics(_ spec: Spec) { hold(spec) }
  @Test(arguments: specs("evaluation")) func evaluation(_ spec: Spec) { hold(spec) }
  @Test(arguments: specs("rosters")) func rosters(_ spec: Spec) { hold(spec) }
  @Test(arguments: specs("allocation")) func allocation(_ spec: Spec) { hold(spec) }
  @Test(arguments: specs("actions")) func actions(_ spec: Spec) { hold(spec) }
  @Test(arguments: specs("session")) func session(_ spec: Spec) { hold(spec) }

  @Test(arguments: ["syntax", "semantics", "evaluation", "rosters", "allocation", "actions", "session"])
  func noStageIsEmpty(_ stage: String) { #expect(!SpecTests.specs(stage).isEmpty) }

  @Test func everyStageIsTested() throws {
    let stages = try DiskFile.entries(of: "\(packageRoot)/Tests/Spec").get()
    #expect(stages == ["actions", "allocation", "evaluation", "rosters", "semantics", "session", "syntax"])
  }

  @Test func nothingIsRecordedInContinuousIntegration() {
    #expect(getenv("UPDATE_EXPECTED") == nil || getenv("CI") == nil)
  }
}

/// What the repository shows to readers runs.
@Suite struct ShownProgramsTests {

  /// Examples that show what goes wrong, and how they end.
  private static let meantToFail: [String: Session.ExitStatus] = [
    "cacat.payung": .programError, "published-2025.payung": .failed,
  ]

  @Test(arguments: try! DiskFile.programs(at: "\(packageRoot)/examples").get())
  func exampleRuns(_ path: String) { runs(path) }

  @Test(arguments: try! DiskFile.programs(at: "\(packageRoot)/stdlib").get())
  func libraryModuleIsRight(_ path: String) { runs(path) }

  private func runs(_ path: String) {
    let settings = RunSettings()
    let checked = CheckedProgram(path: path, files: .disk, settings: settings)
    let run = ProgramRun(checked, data: .disk, settings: settings, cancellation: Cancellation())
    var found = checked.diagnostics
    run.perform { found += $0.outcome.diagnostics }
    found += run.diagnostics
    let name = FilePath.split(path).name
    if let status = ShownProgramsTests.meantToFail[name] {
      #expect(run.status == status)
      return
    }
    for d in found where d.severity == .error {
      let place = d.site.flatMap { s in
        checked.sources[s.file].map { "\($0.name):\($0.position(of: s.start).line)" }
      }
      Issue.record("\(place ?? path): \(d.code) \(d.message(in: .english))")
    }
    for test in run.test(filter: nil) where !test.passed {
      Issue.record("\(path): the test “\(test.name)” fails")
    }
    #expect(run.status == .fine)
  }
}
