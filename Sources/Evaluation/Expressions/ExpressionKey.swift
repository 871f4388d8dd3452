import Rosters
import Semantics

/// The content of an expression, without where it stands: equal keys mean equal expressions.
struct ExpressionKey: Hashable, Sendable {

  private var words: [Int] = []
  private var texts: [String] = []
  private var numbers: [Rational] = []
  /// The definitions that are named.
  private(set) var reads: Set<Int> = []

  init(_ e: CoreExpression) { add(e) }

  init(_ a: CoreAggregate) { add(a) }

  init(_ p: CorePopulation) { add(p) }

  private mutating func add(_ word: Int) { words.append(word) }

  private mutating func add(_ text: String) {
    words.append(texts.count)
    texts.append(text)
  }

  private mutating func add(_ list: [CoreExpression]) {
    add(list.count)
    for e in list { add(e) }
  }

  private mutating func add(_ e: CoreExpression?) {
    guard let e else {
      add(-1)
      return
    }
    add(e)
  }

  private mutating func add(_ a: CoreAggregate) {
    add(a.function.rawValue)
    add(a.population)
    add(a.value)
  }

  private mutating func add(_ p: CorePopulation) {
    add(p.roster.index)
    add(p.backReference)
    add(p.condition)
    add(p.isGroup ? 1 : 0)
    switch p.aside {
    case nil: add(0)
    case .all: add(1)
    case .duplicates: add(2)
    }
  }

  private mutating func add(_ c: CoreConstant) {
    switch c {
    case .truth(let b): add(b ? 1 : 0)
    case .number(let r):
      add(2)
      numbers.append(r)
    case .text(let s):
      add(3)
      add(s)
    case .nik(let n):
      add(4)
      add(Int(n))
    case .date(let d):
      add(5)
      add(Int(d.days))
    case .choice(let i):
      add(6)
      add(i)
    case .missing: add(7)
    }
  }

  private mutating func add(_ c: CoreCase) {
    add(c.condition)
    add(c.result)
    add(c.reason)
  }

  private mutating func add(_ x: CoreException) {
    add(x.when)
    add(Int(x.from?.days ?? Int32.min))
    add(Int(x.to?.days ?? Int32.max))
    add(x.inner.count)
    for i in x.inner { add(i) }
  }

  private mutating func add(_ e: CoreExpression) {
    switch e.kind {
    case .constant(let c):
      add(1)
      add(c)
    case .field(let i):
      add(2)
      add(i)
    case .row: add(3)
    case .fileRow: add(4)
    case .outer(let a):
      add(5)
      add(a)
    case .definition(let id):
      add(6)
      reads.insert(id.index)
      add(id.index)
    case .result(let id, let r):
      add(7)
      reads.insert(id.index)
      add(id.index)
      add(r.rawValue)
    case .input(let i):
      add(8)
      add(i)
    case .today: add(9)
    case .payer: add(10)
    case .follow(let a, let b):
      add(11)
      add(a)
      // Which roster is followed to is the reference's type.
      if case .row(let roster) = a.type { add(roster.index) }
      add(b)
    case .rowAt(let roster, let keys):
      add(12)
      add(roster.index)
      add(keys)
    case .isIn(let roster, let fields, let values):
      add(13)
      add(roster.index)
      for f in fields { add(f) }
      add(values)
    case .aggregate(let a):
      add(14)
      add(a)
    case .call(let id, let arguments):
      add(15)
      reads.insert(id.index)
      add(id.index)
      add(arguments)
    case .not(let a):
      add(16)
      add(a)
    case .all(let list):
      add(17)
      add(list)
    case .any(let list):
      add(18)
      add(list)
    case .compare(let c, let a, let b):
      add(19)
      add(c.rawValue)
      add(a)
      add(b)
    case .oneOf(let a, let constants):
      add(20)
      add(a)
      add(constants.count)
      for c in constants { add(c) }
    case .isPresent(let a):
      add(21)
      add(a)
    case .otherwise(let a, let b):
      add(22)
      add(a)
      add(b)
    case .cases(let cases, let otherwise):
      add(23)
      add(cases.count)
      for c in cases { add(c) }
      add(otherwise)
    case .exceptions(let base, let exceptions):
      add(24)
      add(base)
      add(exceptions.count)
      for x in exceptions { add(x) }
    case .table(let id, let column):
      add(25)
      reads.insert(id.index)
      add(id.index)
      add(column)
    case .negated(let a):
      add(26)
      add(a)
    case .arithmetic(let o, let a, let b):
      add(27)
      add(o.rawValue)
      add(a)
      add(b)
    case .addMonths(let a, let b, let overflow):
      add(28)
      add(a)
      add(b)
      add(overflow == .lastDay ? 0 : 1)
    case .clamp(let a, let low, let high):
      add(29)
      add(a)
      add(low)
      add(high)
    case .rounded(let a, let mode, let step):
      add(30)
      add(a)
      add(mode.rawValue)
      add(step)
    case .shareOf(let a, let b):
      add(31)
      add(a)
      add(b)
    case .shareValue(let a):
      add(32)
      add(a)
    case .dayPart(let part, let day):
      add(41)
      add(part.rawValue)
      add(day)
    case .elapsed(let unit, let from, let to, let isTouched):
      add(33)
      add(unit.rawValue)
      add(from)
      add(to)
      add(isTouched ? 1 : 0)
    case .onDate(let a, let day):
      add(34)
      add(a)
      add(day)
    case .eachMonth(let a, let from, let to):
      add(35)
      add(a)
      add(from)
      add(to)
    case .joined(let parts):
      add(36)
      add(parts)
    case .invalid: add(37)
    }
  }
}
