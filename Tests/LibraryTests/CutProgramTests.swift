import Diagnostics
import Semantics
import StandardLibrary
import Syntax
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Programs that stop in the middle are answered with messages: nothing traps.
@Suite struct CutProgramTests {

  /// Every program that readers are shown: examples, tutorial, library.
  static let programs: [String] = ["examples", "docs/tutorial", "stdlib", "Benchmarks/workload-w"].flatMap {
    repositoryFiles(below: $0, ending: ".payung")
  }

  /// Returns how many messages the first `length` bytes of a program draw.
  private func messages(_ bytes: ArraySlice<UInt8>, name: String) -> Int {
    var sources = SourceMap()
    var files: [AnalyzedFile] = []
    func add(_ source: SourceFile, isLibrary: Bool) -> (FileID, ParseResult) {
      let id = sources.add(source)
      let result = Parser.parse(file: id, source: source, defaultLanguage: .english)
      for use in Analyzer.uses(of: result.program) {
        guard case .library(let names) = use.module,
          let module = StandardLibrary.modules.first(where: { $0.name == names.joined(separator: ".") })
        else { continue }
        _ = add(SourceFile(name: module.name, text: module.source), isLibrary: true)
      }
      files.append(AnalyzedFile(program: result.program, source: source, isLibrary: isLibrary))
      return (id, result)
    }
    let (main, parsed) = add(SourceFile(name: name, bytes: Array(bytes)), isLibrary: false)
    let analysis = Analyzer.analyze(files, main: main)
    return parsed.diagnostics.elements.count + analysis.diagnostics.elements.count
  }

  @Test(arguments: programs)
  func `a program cut anywhere is answered`(path: String) throws {
    let bytes = Array(try #require(repositoryText(path)).utf8)
    // Every byte takes minutes: a step that is prime to the lines' lengths meets every construct.
    let step = getenv("PAYUNG_SOAK") == nil ? max(41, bytes.count / 60 | 1) : 1
    var drawn = 0
    for length in stride(from: 0, to: bytes.count, by: step) {
      drawn += messages(bytes[..<length], name: path) > 0 ? 1 : 0
    }
    #expect(drawn > 0 || bytes.count < 200)
  }

  @Test(arguments: programs)
  func `a program without one of its lines is answered`(path: String) throws {
    let lines = try #require(repositoryText(path)).split(separator: "\n", omittingEmptySubsequences: false)
    var drawn = 0
    for left in lines.indices where !lines[left].isEmpty {
      let kept = lines[..<left] + lines[(left + 1)...]
      drawn += messages(Array(kept.joined(separator: "\n").utf8)[...], name: path) > 0 ? 1 : 0
    }
    #expect(drawn > 0)
  }
}
