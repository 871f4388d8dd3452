import Diagnostics
import Evaluation
import Semantics
import Syntax

extension Conversation {

  /// What is supposed at present, one text a supposition, as it was entered; empty on the plan itself.
  public var assumptions: [String] {
    let chain = core.scenarioChain(core.supposed)
    // Whoever supposes a scenario has named it already, and a scenario names all that it was kept from.
    var named: Set<String> = []
    for s in chain {
      if s.isSupposition {
        let others = s.also + (s.like.map { [$0] } ?? [])
        named.formUnion(others.filter { other in chain.contains { $0.name == other && !$0.isSupposition } })
      } else {
        named.formUnion(core.scenarioChain(s.name).map(\.name).filter { $0 != s.name })
      }
    }
    return chain.filter { !named.contains($0.name) }.map { s in s.isSupposition ? s.title ?? s.name : s.name }
  }

  /// The lines that are no statements of the language: completed and listed with its own words.
  public static let promptPhrases: [Bilingual] = [
    Bilingual(en: "undo", id: "batal"), Bilingual(en: "redo", id: "ulang"),
    Bilingual(en: "scenarios", id: "skenario"), Bilingual(en: "why more", id: "mengapa lebih"),
    Bilingual(en: "and next year", id: "dan tahun depan"),
    Bilingual(en: "in that case", id: "kalau begitu"),
  ]

  /// What was asked last, so that a question can go on from it.
  struct LastQuestion {
    /// What it supposed: of each, the name it changes (if one) and its text.
    var suppositions: [(name: String?, text: String)]
    /// The question itself.
    var text: String
  }

  /// Whether `entry` is a line of the session and not of the language: nothing must follow it.
  func isOfSession(_ entry: String) -> Bool {
    let line = entry.trimmingWhiteSpace
    let words = line.lowercased().split(whereSeparator: { $0.isWhitespace }).map(String.init)
    return Conversation.lines.contains(words) || savedSession(line) != nil
      || Conversation.leads.contains { line.after($0) != nil }
  }

  /// The file in which `save this session as "…"` wants the session kept.
  private func savedSession(_ line: String) -> String? {
    guard
      let lead = ["save this session", "save the session", "save session", "simpan sesi ini", "simpan sesi"]
        .first(where: { line.lowercased().hasPrefix($0 + " ") })
    else { return nil }
    let parts = line.dropFirst(lead.count).split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].allSatisfy(\.isWhitespace), !parts[1].isEmpty,
      ["as", "to", "sebagai", "ke", ""].contains(String(parts[0]).trimmingWhiteSpace.lowercased())
    else { return nil }
    return String(parts[1])
  }

  private static let lines: Set<[String]> = [
    ["undo"], ["batal"], ["urungkan"], ["redo"], ["ulang"], ["scenarios"], ["skenario"], ["why", "more"],
    ["mengapa", "lebih"], ["mengapa", "selengkapnya"],
  ]

  /// The words with which a question goes on from the one before: under what it supposed, or supposing more.
  private static let leads = ["in that case", "then", "kalau begitu", "and", "dan"]

  /// Returns `line` with spaces for the words that only tie a question to the one before.
  static func withoutLead(_ line: String) -> String {
    for lead in leads.prefix(3) where line.lowercased().hasPrefix(lead + " ") {
      return String(repeating: " ", count: lead.utf8.count) + line.dropFirst(lead.count)
    }
    return line
  }

  /// Answers an entry that speaks of the session's suppositions or goes on from the last question; `nil` for others.
  func answerOfSession(_ entry: String) -> PromptReply? {
    let line = entry.trimmingWhiteSpace
    let words = line.lowercased().split(whereSeparator: { $0.isWhitespace }).map(String.init)
    switch words {
    case ["undo"], ["batal"], ["urungkan"]: return undo()
    case ["redo"], ["ulang"]: return redo()
    case ["scenarios"], ["skenario"]: return listScenarios()
    case ["why", "more"], ["mengapa", "lebih"], ["mengapa", "selengkapnya"]: return whyMore()
    default: break
    }
    if let path = savedSession(line) { return save(path) }
    if words.count == 2, words[0] == "use" || words[0] == "pakai",
      let name = line.split(whereSeparator: { $0.isWhitespace }).last.map(String.init),
      core.scenarios.contains(where: { $0.name == name })
    {
      let suppose = "\(phrase(.suppose)) \(name)"
      return answer(core.supposed == nil ? suppose : "\(phrase(.backToPlan))\n\(suppose)")
    }
    for lead in Conversation.leads.prefix(3) {
      if let rest = line.after(lead) { return inThatCase(rest) }
    }
    for lead in Conversation.leads.suffix(2) {
      if let rest = line.after(lead) { return supposingFurther(rest) }
    }
    return nil
  }

  private func phrase(_ role: KeywordRole) -> String { role.wording.phrases(in: language)[0] }

  // MARK: Going on

  /// Answers `kalau begitu QUESTION`: the question under what the last one supposed.
  private func inThatCase(_ question: String) -> PromptReply? {
    let rest = question.hasPrefix(",") ? String(question.dropFirst()).trimmingWhiteSpace : question
    guard let last = lastQuestion, !last.suppositions.isEmpty else { return answer(rest) }
    return answer("\(phrase(.suppose)) \(last.suppositions.map(\.text).joined(separator: ", ")): \(rest)")
  }

  /// Answers `dan SUPPOSITION`: the last question once more, under one supposition more.
  private func supposingFurther(_ supposition: String) -> PromptReply? {
    guard let last = lastQuestion else { return nil }
    var rest = supposition
    while rest.hasSuffix("?") || rest.hasSuffix(".") { rest.removeLast() }
    let alone = "\(phrase(.suppose)) \(rest): \(last.text)"
    let result = parsed(alone)
    guard !result.diagnostics.containsError, case .suppose(let s)? = result.program.statements.first?.kind
    else {
      return nil
    }
    let names = Set(s.changes.compactMap(\.changedName))
    let kept = last.suppositions.filter { $0.name.map { !names.contains($0) } ?? true }.map(\.text)
    return answer("\(phrase(.suppose)) \((kept + [rest]).joined(separator: ", ")): \(last.text)")
  }

  /// Notes what `entry` asks, so that the next one can go on from it.
  func noteQuestion(_ result: EntryResult, _ source: SourceFile) {
    guard let statement = result.program.statements.last else { return }
    switch statement.kind {
    case .question, .show, .compare, .find, .sweep, .why:
      lastQuestion = LastQuestion(suppositions: [], text: source.text(of: statement.span))
    case .suppose(let s):
      guard let action = s.actions.first else { return }
      lastQuestion = LastQuestion(
        suppositions: s.changes.map { (name: $0.changedName, text: source.text(of: $0.span)) },
        text: source.text(of: action.span))
    case .use, .asOf, .roster, .kind, .match, .group, .letValue, .parameter, .function, .rule, .exception,
      .table,
      .target, .budget, .split, .allocation, .ranking, .scenario, .test, .chart, .export, .report, .check,
      .forEach, .backToPlan, .keepAs, .invalid:
      break
    }
  }

  // MARK: Undo and redo

  /// What stood before an entry that changed something.
  struct Standing {
    /// What stood, told from what stands after.
    enum Before {
      /// These programs.
      case all([LoadedProgram])
      /// The first so many of those that stand after: a copy for each entry would be quadratic.
      case first(Int)
    }
    var before: Before
    /// The entry that changed it.
    var entry: String

    /// Returns what stood before `after`.
    func programs(before after: [LoadedProgram]) -> [LoadedProgram] {
      switch before {
      case .all(let programs): programs
      case .first(let count): Array(after.prefix(count))
      }
    }
  }

  /// Notes what stood before an entry changed it.
  func note(_ standing: Standing) {
    past.append(standing)
    if past.count > Conversation.mostUndone { past.removeFirst() }
    undone = []
  }

  /// The most entries that can be taken back.
  private static let mostUndone = 200

  private func undo() -> PromptReply {
    guard let last = past.popLast() else {
      return said(Bilingual(en: "There is nothing to undo.", id: "Tidak ada yang dapat dibatalkan."))
    }
    undone.append(Standing(before: .all(programs), entry: last.entry))
    let reply = restore(last.programs(before: programs))
    return said(
      Bilingual(en: "Undone: \(last.entry)", id: "Dibatalkan: \(last.entry)"), after: reply)
  }

  private func redo() -> PromptReply {
    guard let next = undone.popLast() else {
      return said(Bilingual(en: "There is nothing to redo.", id: "Tidak ada yang dapat diulang."))
    }
    past.append(Standing(before: .all(programs), entry: next.entry))
    let reply = restore(next.programs(before: programs))
    return said(Bilingual(en: "Done again: \(next.entry)", id: "Diulang: \(next.entry)"), after: reply)
  }

  private func said(_ text: Bilingual, after reply: PromptReply = PromptReply()) -> PromptReply {
    var reply = reply
    reply.lines.append(TextWidth.harmless(text(language)))
    if !past.isEmpty || !assumptions.isEmpty { reply.lines += standingLines }
    return reply
  }

  private var standingLines: [String] {
    let all = assumptions
    if all.isEmpty { return [Bilingual(en: "This is the plan.", id: "Ini rencana awal.")(language)] }
    let list = TextWidth.harmless(all.joined(separator: ", "))
    return [Bilingual(en: "Supposed: \(list)", id: "Diandaikan: \(list)")(language)]
  }

  // MARK: Scenarios

  private func listScenarios() -> PromptReply {
    var reply = PromptReply()
    let named = core.scenarios.filter { !$0.isSupposition }
    reply.lines = named.map { s in
      TextWidth.harmless(s.name + (s.title.map { "  \($0)" } ?? s.like.map { core.title(of: $0) } ?? ""))
    }
    if named.isEmpty {
      reply.lines = [Bilingual(en: "There are no scenarios yet.", id: "Belum ada skenario.")(language)]
    }
    reply.lines += standingLines
    return reply
  }

  // MARK: Why

  /// How deep a tree of reasons is shown before somebody asks for more.
  private static let shortDepth = 3

  /// Cuts the trees of `reply` to what is read at a glance, and keeps the whole ones for `why more`.
  func shorten(_ reply: inout PromptReply) {
    let whole = reply.blocks.filter { if case .explanation = $0 { true } else { false } }
    guard !whole.isEmpty else { return }
    lastExplanation = whole
    var isCut = false
    reply.blocks = reply.blocks.map { block in
      guard case .explanation(let node) = block else { return block }
      return .explanation(node.cut(to: Conversation.shortDepth, &isCut))
    }
    if isCut {
      reply.blocks.append(
        .sentence(
          Phrase(
            Bilingual(
              en: "`why more` shows the whole tree.", id: "`mengapa lebih` menampilkan pohon lengkapnya."))))
    }
  }

  private func whyMore() -> PromptReply {
    guard !lastExplanation.isEmpty else {
      return said(Bilingual(en: "Ask `why …` first.", id: "Tanyakan `mengapa …` lebih dahulu."))
    }
    var reply = PromptReply()
    reply.blocks = lastExplanation
    return reply
  }
}

extension CoreProgram {

  /// Returns what a supposition with the name `name` says, and those it stands on.
  fileprivate func title(of name: String) -> String {
    "  " + scenarioChain(name).map { $0.isSupposition ? $0.title ?? "" : $0.name }.joined(separator: ", ")
  }
}

extension Supposition {

  /// The definition that is changed, if it is one.
  fileprivate var changedName: String? {
    switch self {
    case .set(let name, _, _), .scaled(let name, _, _, _): name.text
    case .asOf: "as of"
    case .starting: "starting"
    case .nextYear, .scenario: nil
    }
  }
}

extension ExplanationNode {

  /// Returns the tree to `depth` levels below its root; `isCut` becomes true if something is left out.
  fileprivate func cut(to depth: Int, _ isCut: inout Bool) -> ExplanationNode {
    var copy = self
    if depth == 0 {
      if !children.isEmpty { isCut = true }
      copy.children = []
    } else {
      copy.children = children.map { $0.cut(to: depth - 1, &isCut) }
    }
    return copy
  }
}

extension String {

  /// Returns what stands after the words `lead`, if the text begins with them and goes on.
  fileprivate func after(_ lead: String) -> String? {
    guard lowercased().hasPrefix(lead) else { return nil }
    let rest = dropFirst(lead.count)
    guard let next = rest.first, next.isWhitespace || next == "," else { return nil }
    let text = String(rest).trimmingWhiteSpace
    return text.isEmpty ? nil : text
  }
}
