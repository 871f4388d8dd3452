import ArgumentParser
import Diagnostics
import RosterSources
import Session

/// `payung explain`
struct ExplainCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a message by its code.",
    discussion: "Without a code, lists all messages.")

  @Argument(help: ArgumentHelp("The code, such as P0301.", valueName: "code"))
  var code: String?

  @Flag(name: .long, help: "Print all pages as Markdown.")
  var all = false

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    let language = messages.askedLanguage ?? .english
    if all {
      console.write(DiagnosticCatalogue.complete.reference())
      return .fine
    }
    guard let code else {
      for t in DiagnosticCatalogue.complete.all { console.write("\(t.code)  \(t.message(language))\n") }
      return .fine
    }
    guard let template = DiagnosticCatalogue.complete.template(code) else {
      console.report([.unknownCode(code)], language: language)
      return .usage
    }
    console.write(DiagnosticCatalogue.complete.page(template, first: language))
    return .fine
  }
}

extension DiagnosticCatalogue {

  /// The messages of all stages.
  static let complete = DiagnosticCatalogue(adding: SourceDiagnostics.all)
}
