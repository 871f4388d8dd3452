import Rosters

extension CoreExpression {

  /// A text that two expressions share exactly if they compute the same in the same way.
  ///
  /// It is the identity by which a query finds that it is sorted by one of its columns, a share knows its
  /// population, and a condition tells which values it has shown to be present.
  public var canonical: String {
    var s = ""
    write(to: &s)
    return s
  }

  private func write(to s: inout String) {
    switch kind {
    case .constant(let c): s += c.canonical
    case .field(let i): s += "f\(i)"
    case .row: s += "row"
    case .fileRow: s += "fileRow"
    case .outer(let e):
      s += "^"
      e.write(to: &s)
    case .definition(let d): s += "d\(d.index)"
    case .result(let d, let r): s += "d\(d.index).\(r.rawValue)"
    case .input(let i): s += "i\(i)"
    case .today: s += "today"
    case .payer: s += "payer"
    case .follow(let a, let b): write("->", [a, b], to: &s)
    case .rowAt(let r, let keys): write("at\(r.index)", keys, to: &s)
    case .isIn(let r, let fields, let values): write("in\(r.index)\(fields)", values, to: &s)
    case .aggregate(let a):
      s += "(\(a.function.rawValue) \(a.population.canonical)"
      if let v = a.value {
        s += " "
        v.write(to: &s)
      }
      s += ")"
    case .call(let d, let arguments): write("call\(d.index)", arguments, to: &s)
    case .not(let e): write("not", [e], to: &s)
    case .all(let all): write("and", all, to: &s)
    case .any(let any): write("or", any, to: &s)
    case .compare(let c, let a, let b): write(c.rawValue, [a, b], to: &s)
    case .oneOf(let e, let constants):
      write("oneOf" + constants.map(\.canonical).joined(separator: ","), [e], to: &s)
    case .isPresent(let e): write("present", [e], to: &s)
    case .otherwise(let a, let b): write("otherwise", [a, b], to: &s)
    case .cases(let cases, let other):
      write(
        "cases",
        cases.flatMap { [$0.condition] + ($0.result.map { [$0] } ?? []) } + (other.map { [$0] } ?? []), to: &s
      )
    case .exceptions(let base, let exceptions):
      s += "(exceptions@\(origin.file.index):\(origin.start) \(exceptions.count) "
      base.write(to: &s)
      s += ")"
    case .table(let d, let column): s += "t\(d.index).\(column)"
    case .negated(let e): write("-", [e], to: &s)
    case .arithmetic(let o, let a, let b): write(o.rawValue, [a, b], to: &s)
    case .addMonths(let a, let b, let overflow): write("months\(overflow)", [a, b], to: &s)
    case .clamp(let e, let low, let high):
      write("clamp\(low != nil)\(high != nil)", [e] + [low, high].compactMap { $0 }, to: &s)
    case .rounded(let e, let mode, let step): write("round \(mode.rawValue)", [e, step], to: &s)
    case .shareOf(let a, let b): write("share", [a, b], to: &s)
    case .shareValue(let e): write("value", [e], to: &s)
    case .elapsed(let unit, let a, let b, let touched): write("\(unit.rawValue)\(touched)", [a, b], to: &s)
    case .dayPart(let part, let day): write("part \(part.rawValue)", [day], to: &s)
    case .onDate(let a, let b): write("on", [a, b], to: &s)
    case .eachMonth(let e, let a, let b): write("each", [e, a, b], to: &s)
    case .joined(let parts): write("join", parts, to: &s)
    case .invalid: s += "invalid@\(origin.start)"
    }
  }

  private func write(_ head: String, _ parts: [CoreExpression], to s: inout String) {
    s += "(" + head
    for p in parts {
      s += " "
      p.write(to: &s)
    }
    s += ")"
  }
}

extension CorePopulation {

  /// A text that two populations share exactly if they have the same rows for the same reason.
  public var canonical: String {
    var s = isGroup ? "g" : "r"
    s += "\(roster.index)" + (aside?.rawValue ?? "")
    if let b = backReference { s += "<" + b.canonical + ">" }
    if let c = condition { s += "[" + c.canonical + "]" }
    return s
  }
}

extension CoreConstant {

  /// A text that equal constants share.
  fileprivate var canonical: String {
    switch self {
    case .truth(let b): b ? "yes" : "no"
    case .number(let r): "\(r.numerator)/\(r.denominator)"
    case .text(let t): "\"\(t)\""
    case .nik(let n): "nik\(n)"
    case .date(let d): "@\(d.days)"
    case .choice(let i): "c\(i)"
    case .missing: "missing"
    }
  }
}
