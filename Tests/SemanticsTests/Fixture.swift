import Diagnostics
import Rosters
import Syntax
import Testing

@testable import Semantics

/// A program on its way through parser and checker.
struct Checked {
  let program: CoreProgram
  let parsing: DiagnosticSet
  let found: DiagnosticSet

  /// The codes of what the checker found.
  var codes: [String] { found.elements.map(\.code) }

  /// The English messages of what the checker found.
  var messages: [String] { found.elements.map { "\($0.code) \($0.message(in: .english))" } }

  /// The definition of that name.
  func definition(_ name: String) throws -> CoreDefinition {
    let id = try #require(program.names[name], "no definition \(name)")
    return program[id]
  }
}

/// Checks `texts`, the last of which is the main file and the first `libraries` of the library.
func check(
  _ texts: String..., libraries: Int = 0, options: AnalysisOptions = AnalysisOptions()
) -> Checked {
  var files: [AnalyzedFile] = []
  var parsing = DiagnosticSet()
  for (i, text) in texts.enumerated() {
    let source = SourceFile(name: "file\(i).payung", text: text)
    let result = Parser.parse(file: FileID(i), source: source, defaultLanguage: .english)
    parsing.formUnion(result.diagnostics)
    files.append(AnalyzedFile(program: result.program, source: source, isLibrary: i < libraries))
  }
  let analysis = Analyzer.analyze(files, main: FileID(texts.count - 1), options: options)
  return Checked(program: analysis.program, parsing: parsing, found: analysis.diagnostics)
}

/// Rosters that most tests stand on.
let rosters = """
  roster regencies from "regencies.csv"
    code : text, key
    name : text
    people : count
  end
  roster villages from "villages.csv"
    code : text, key
    name : text
    regency : regencies
  end
  roster workers from "workers.csv"
    nik : nik, key, private
    name : text, private
    village : villages
    role : one of (perangkat, bpd, rt, rw)
    segment : one of (PU, BPU)
    born : date
    income : money per month
    wage : money per month, optional
    enrolled : date, optional
    decile : whole from 1 to 10
    tobacco : yes or no
  end

  """
