import Diagnostics
import Rosters

extension Conversation {

  /// Answers `:data`: lists the rosters, reads one from another file, or takes up a file as a new roster.
  func data(_ argument: String?) -> PromptReply {
    guard let argument else { return saying(rosterLines) }
    guard let sign = argument.firstIndex(of: "=") else {
      return newRoster(from: argument.trimmingWhiteSpace.unquoted)
    }
    let name = String(argument[..<sign]).trimmingWhiteSpace
    let path = String(argument[argument.index(after: sign)...]).trimmingWhiteSpace.unquoted
    guard core.rosterNames[name] != nil else {
      return PromptReply([.unknownRoster(name, known: core.rosters.map(\.name))])
    }
    settings.data.removeAll { $0.roster == name }
    settings.data.append((name, path))
    engineIsStale()
    return saying(rosterLines)
  }

  /// Takes up the roster that the file at `path` suggests, and shows it so that it can be corrected.
  private func newRoster(from path: String) -> PromptReply {
    let (directory, file) = FilePath.split(path)
    let opened: DataFile
    switch data.open(directory, file) {
    case .failure(let failure): return PromptReply(failure.diagnostics)
    case .success(let files):
      guard let first = files.first else { return PromptReply([.incompleteRequest("data")]) }
      opened = first
    }
    let name = RosterBlock.name(for: path)
    switch RosterInference.infer(opened, name: name, threads: settings.threads) {
    case .problems(let problems): return PromptReply(problems.elements)
    case .roster(let roster):
      let block = RosterBlock(roster, path: path, language: language).text
      if core.rosterNames[name] != nil || core.names[name] != nil {
        var reply = saying(block.split(separator: "\n").map(String.init))
        reply.lines.append(
          words(
            "\(name) is taken already: enter the block under another name, or `:data \(name)=\(path)`",
            "\(name) sudah dipakai: masukkan blok ini dengan nama lain, atau `:data \(name)=\(path)`"))
        return reply
      }
      if !FilePath.staysBelow(path) { settings.data.append((name, path)) }
      var reply = answer(block)
      reply.lines = block.split(separator: "\n").map(String.init) + reply.lines
      return reply
    }
  }

  private var rosterLines: [String] {
    if core.rosters.isEmpty { return [words("There are no rosters yet.", "Belum ada daftar.")] }
    let accounts = accounts
    return core.rosters.map { roster in
      var origin = ""
      if case .file(let path, _) = roster.origin { origin = path }
      if let other = settings.data.last(where: { $0.roster == roster.name }) { origin = other.path }
      let head = "\(roster.name)  " + (origin.isEmpty ? "" : "\"\(TextWidth.harmless(origin))\"")
      guard let account = accounts.first(where: { $0.name == roster.name }) else {
        return head + words("  not read yet", "  belum dibaca")
      }
      let line = account.text(in: language).split(separator: "\n").first.map(String.init) ?? ""
      return head + "  " + line.dropFirst(roster.name.count + 2)
    }
  }
}
