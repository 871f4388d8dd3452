import Diagnostics
import Syntax

/// The grammar as Grammar/payung.ebnf writes it, read so that tests can derive programs from it.
struct Grammar: Sendable {

  /// What stands on the right of a production.
  indirect enum Term: Sendable {
    case word(String)
    case terminal(String)
    case production(String)
    case role(KeywordRole, hole: String?)
    case sequence([Term])
    case choice([Term])
    case optional(Term)
    case repeated(Term)
    case lines(String, atLeastOne: Bool)
  }

  /// The productions by name.
  private(set) var productions: [String: Term] = [:]

  /// The names in the order of the file.
  private(set) var names: [String] = []

  /// What could not be read.
  private(set) var faults: [String] = []

  private var tokens: [String] = []
  private var index = 0

  /// Reads a grammar.
  init(_ text: String) {
    tokens = Grammar.tokens(text)
    while index < tokens.count {
      let name = next()
      guard next() == "=" else {
        faults.append("`=` after \(name)")
        return
      }
      let term = parseChoice()
      if next() != ";" { faults.append("`;` after \(name)") }
      if productions[name] != nil { faults.append("\(name) stands twice") }
      productions[name] = term
      names.append(name)
    }
  }

  private static func tokens(_ text: String) -> [String] {
    var result: [String] = []
    let characters = Array(text)
    var i = 0
    func until(_ end: String, from start: Int) -> Int {
      let e = Array(end)
      var k = start
      while k < characters.count && !characters[k...].starts(with: e) { k += 1 }
      return k
    }
    while i < characters.count {
      let c = characters[i]
      if c.isWhitespace || c == "," {
        i += 1
      } else if characters[i...].starts(with: Array("(*")) {
        i = until("*)", from: i) + 2
      } else if c == "\"" || c == "?" {
        let end = until(String(c), from: i + 1)
        result.append(String(characters[i...min(end, characters.count - 1)]))
        i = end + 1
      } else if c == "<" {
        let end = until(">", from: i)
        result.append(String(characters[i...min(end, characters.count - 1)]))
        i = end + 1
      } else if c.isLetter {
        var end = i
        while end < characters.count && (characters[end].isLetter || characters[end].isNumber) { end += 1 }
        result.append(String(characters[i..<end]))
        i = end
      } else {
        result.append(String(c))
        i += 1
      }
    }
    return result
  }

  private func peek() -> String { index < tokens.count ? tokens[index] : "" }

  private mutating func next() -> String {
    defer { index += 1 }
    return peek()
  }

  private mutating func parseChoice() -> Term {
    var branches = [parseSequence()]
    while peek() == "|" {
      _ = next()
      branches.append(parseSequence())
    }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func parseSequence() -> Term {
    var parts: [Term] = []
    while true {
      let t = peek()
      if t.isEmpty || ["|", ";", ")", "]", "}"].contains(t) { break }
      _ = next()
      switch t {
      case "(": parts.append(close(parseChoice(), ")"))
      case "[": parts.append(.optional(close(parseChoice(), "]")))
      case "{": parts.append(.repeated(close(parseChoice(), "}")))
      default: parts.append(leaf(t))
      }
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func close(_ term: Term, _ bracket: String) -> Term {
    if next() != bracket { faults.append("`\(bracket)` before token \(index)") }
    return term
  }

  private mutating func leaf(_ t: String) -> Term {
    if t.hasPrefix("\"") { return .word(String(t.dropFirst().dropLast())) }
    if t.hasPrefix("<") {
      let parts = t.dropFirst().dropLast().split(separator: ":")
      let name = String(parts[0])
      guard let role = KeywordRole.allCases.first(where: { $0.name == name }) else {
        faults.append("no role \(name)")
        return .word(name)
      }
      return .role(role, hole: parts.count > 1 ? String(parts[1].filter { $0 != " " }) : nil)
    }
    if t.hasPrefix("?") {
      let words = t.dropFirst().dropLast().split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
      guard words.count >= 3, words[0] == "lines", words[1] == "of" else {
        faults.append("special sequence \(t)")
        return .sequence([])
      }
      return .lines(words[2], atLeastOne: words.count > 3)
    }
    return t.allSatisfy { $0.isUppercase } ? .terminal(t) : .production(t)
  }

  /// Calls `body` with every term.
  func forEachTerm(_ body: (String, Term) -> Void) {
    func visit(_ name: String, _ t: Term) {
      body(name, t)
      switch t {
      case .sequence(let all), .choice(let all): for x in all { visit(name, x) }
      case .optional(let x), .repeated(let x): visit(name, x)
      case .word, .terminal, .production, .role, .lines: break
      }
    }
    for n in names { if let t = productions[n] { visit(n, t) } }
  }

  // MARK: Derivation

  /// Derives texts by chance.
  struct Derivation {
    let grammar: Grammar
    let language: Language
    var random: SeededGenerator
    /// The names that the sentences use.
    var names = ["alpha", "beta", "gamma", "'No. KK'", "upah", "é_7"]
    var depth = 0

    mutating func chance(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }

    mutating func derive(_ name: String) -> String {
      guard let term = grammar.productions[name] else { return "" }
      depth += 1
      defer { depth -= 1 }
      return derive(term)
    }

    private mutating func derive(_ t: Term) -> String {
      switch t {
      case .word(let w): return w
      case .terminal(let name): return terminal(name)
      case .production(let name): return derive(name)
      case .role(let role, let hole):
        let phrases = role.wording.phrases(in: language)
        let phrase = chance(4) == 0 ? phrases[chance(phrases.count)] : phrases[0]
        guard let hole else { return phrase }
        let filling = terminal(hole)
        return phrase.split(separator: "_", omittingEmptySubsequences: false).joined(separator: filling)
      case .sequence(let parts): return parts.map { derive($0) }.joined(separator: " ")
      case .choice(let branches):
        // Deep down the first branches, which are the plain ones, end the derivation.
        if depth > 18 { return derive(branches[chance(min(2, branches.count))]) }
        return derive(branches[chance(branches.count)])
      case .optional(let x): return depth > 18 || chance(3) > 0 ? "" : derive(x)
      case .repeated(let x):
        var result = ""
        var count = depth > 18 ? 0 : [0, 0, 0, 1, 1, 2][chance(6)]
        while count > 0 {
          result += " " + derive(x)
          count -= 1
        }
        return result
      case .lines(let name, let atLeastOne):
        let count = chance(3) + (atLeastOne ? 1 : 0)
        if count == 0 { return "" }
        var result = ""
        var begun: Set<String> = []
        for _ in 0..<count {
          let line = derive(name)
          // Most clauses can stand once: a second one of the same beginning is left out.
          let word = line.split(separator: " ").prefix(1).joined()
          let beginning = word.first?.isNumber == true ? "number" : word
          if begun.insert(beginning).inserted { result += "\n" + line }
        }
        return result + "\n" + KeywordRole.end.wording.printed(in: language)
      }
    }

    private mutating func terminal(_ name: String) -> String {
      func one(_ all: [String]) -> String { all[chance(all.count)] }
      let isEnglish = language == .english
      switch name {
      case "NEWLINE": return "\n"
      case "NAME": return one(names)
      case "NUMBER": return one(["1", "12", "3,25", "0.24", "1_000_000"])
      case "PERCENT": return one(["95%", "33,4%", "0.24%"])
      case "MONEY": return one(["Rp16.800", "Rp 25 miliar", "Rp1,5 juta", "Rp. 16.800,-"])
      case "COUNTED": return isEnglish ? "117.327 people" : "117.327 orang"
      case "DURATION": return one(isEnglish ? ["12 months", "1 year", "90 days"] : ["12 bulan", "90 hari"])
      case "DATE": return one(["2026-12-31", isEnglish ? "31 December 2026" : "31 Desember 2026"])
      case "MONTH": return isEnglish ? "January 2026" : "Januari 2026"
      case "TEXT": return one(["\"text\"", "\"a {alpha} b\"", "\"{{ \"\" }\""])
      case "ROW": return "#41"
      case "YEAR": return "2026"
      case "LANGUAGE": return isEnglish ? "english" : "indonesia"
      default: return "«\(name)»"
      }
    }
  }
}
