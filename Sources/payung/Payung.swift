import ArgumentParser

@main
struct Payung: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Plan who is covered, and with which money.")
}
