import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

/// Why somebody has what a division gives: the steps again, and what would give more.
extension ActionRunner {

  func divideNodes(
    _ outcome: DivideOutcome, _ at: Int, _ allocation: CoreAllocation
  ) -> [ExplanationNode] {
    let share = outcome.share(of: at)
    let divisor = outcome.divisor()
    let replay = outcome.replay(of: at, divisor: divisor)
    var nodes: [ExplanationNode] = []
    if case .divide(let basis, _, _) = allocation.method, let weight = basis.expressions.first {
      let text = basis.expressions.map { quoted($0.origin) }.joined(separator: "; ")
      nodes.append(
        ExplanationNode(
          Phrase(Bilingual(en: "weight ({text})", id: "bobot ({text})"), ["text": .text(text)]),
          value: .number(share.weight, .count), site: weight.origin))
    }
    func bound(
      _ english: String, _ indonesian: String, _ e: CoreExpression?, _ value: Rational?, _ rounded: Bool
    ) {
      guard let e, let value else { return }
      var node = ExplanationNode(
        Phrase(
          Bilingual(en: "\(english) ({text})", id: "\(indonesian) ({text})"),
          ["text": .text(quoted(e.origin))]),
        value: .number(value, .money), site: e.origin)
      if rounded {
        node.children = [
          ExplanationNode(Phrase(Bilingual(en: "brought to a multiple", id: "disesuaikan ke kelipatan")))
        ]
      }
      nodes.append(node)
    }
    bound("floor", "batas paling sedikit", allocation.floor, share.floor, share.floorWasRounded)
    bound("cap", "batas paling banyak", allocation.cap, share.cap, share.capWasRounded)
    let quota: Bilingual
    switch share.bound {
    case .none: quota = Bilingual(en: "exact part, in proportion", id: "bagian tepat, sebanding")
    case .floor: quota = Bilingual(en: "exact part: the floor", id: "bagian tepat: batas paling sedikit")
    case .cap: quota = Bilingual(en: "exact part: the cap", id: "bagian tepat: batas paling banyak")
    }
    nodes.append(
      ExplanationNode(
        Phrase(quota), value: .number(share.quota, .money),
        children: fraction(share.quota, outcome.problem.step)))
    nodes += roundingNodes(outcome, at, share, replay, divisor)
    nodes += moreNodes(outcome, at, share, allocation)
    return nodes
  }

  /// The exact part in multiples, as a whole number and a fraction that can be written down.
  func fraction(_ quota: Rational, _ step: Rational) -> [ExplanationNode] {
    guard let multiples = quota / step, !multiples.isInteger, multiples.denominator < 1_000_000 else {
      return []
    }
    let rest = multiples - multiples.floor
    func text(_ language: Language) -> String {
      "\(ValueWriter(language).number(multiples.floor).text) \(rest.numerator)/\(rest.denominator)"
    }
    return [
      ExplanationNode(
        Phrase(
          step == .one
            ? Bilingual(en: "exactly {parts}", id: "tepatnya {parts}")
            : Bilingual(
              en: "exactly {parts} multiples of {step}", id: "tepatnya {parts} kelipatan dari {step}"),
          [
            "parts": .bilingual(Bilingual(en: text(.english), id: text(.indonesian))),
            "step": .number(step, .money),
          ]))
    ]
  }

  /// The place of a remainder among those that run for a further multiple, of whom `given` get one.
  func remainderNode(_ place: Int, _ count: Int, _ given: Int, _ remainder: Rational) -> ExplanationNode {
    let text: Bilingual
    if place > given {
      text = Bilingual(
        en: "remainder in place {rank} of {n}: only {given} {given:gets|get} a further multiple",
        id: "sisa pecahan urutan {rank} dari {n}: hanya {given} yang mendapat satu kelipatan lagi")
    } else if given == 1 {
      text = Bilingual(
        en: "remainder in place {rank} of {n}: the one that gets a further multiple",
        id: "sisa pecahan urutan {rank} dari {n}: satu-satunya yang mendapat satu kelipatan lagi")
    } else {
      text = Bilingual(
        en: "remainder in place {rank} of {n}: one of the {given} that get a further multiple",
        id: "sisa pecahan urutan {rank} dari {n}: termasuk {given} yang mendapat satu kelipatan lagi")
    }
    return ExplanationNode(
      Phrase(
        text,
        [
          "rank": .number(Rational(place), .count), "n": .number(Rational(count), .count),
          "given": .number(Rational(given), .count),
        ]), value: .number(remainder, .plain))
  }

  /// How the exact part became a number of multiples.
  private func roundingNodes(
    _ outcome: DivideOutcome, _ at: Int, _ share: DivideShare, _ replay: DivideReplay,
    _ divisor: DivideDivisor?
  ) -> [ExplanationNode] {
    let step = outcome.problem.step
    func amount(_ multiples: Rational) -> ResultValue { .number(multiples * step, .money) }
    func node(_ en: String, _ id: String, _ values: [String: ResultValue] = [:], value: ResultValue? = nil)
      -> ExplanationNode
    {
      ExplanationNode(Phrase(Bilingual(en: en, id: id), values), value: value)
    }
    switch replay.decision {
    case .noWeight:
      return [node("weight 0 gets the floor and nothing more", "bobot 0 hanya mendapat batas paling sedikit")]
    case .everybodyAtCap:
      return [node("there is more than all caps together", "dana melebihi jumlah semua batas paling banyak")]
    case .firstMultiples(let place, let given):
      return [
        node(
          "fewer multiples than recipients: the first go to the largest weights, this one's place is {place} of {given}",
          "kelipatan lebih sedikit daripada penerima: didahulukan bobot terbesar, urutannya {place} dari {given}",
          ["place": .number(Rational(place), .count), "given": .number(Rational(given), .count)])
      ]
    case .remainder, .surrendered:
      var nodes: [ExplanationNode] = []
      if let quota = outcome.droopQuota, let parts = replay.parts, share.bound == .none {
        nodes.append(
          node(
            "Droop quota: {quota} of weight for each multiple",
            "kuota Droop: bobot {quota} untuk tiap kelipatan",
            ["quota": .number(quota, .plain)], value: .number(parts, .plain)))
      }
      nodes.append(
        node("rounded down to a multiple", "dibulatkan ke bawah ke kelipatan", value: amount(replay.whole)))
      if replay.decision == .surrendered {
        nodes.append(
          node(
            "all quotas are whole, which is one multiple too many: the last in the order of ties gives it up",
            "semua kuota bulat, kelebihan satu kelipatan: yang terakhir dalam urutan seri melepaskannya"))
      } else if let rank = share.remainderPlace {
        nodes.append(remainderNode(rank, share.remainderCount, share.remainderGiven, share.remainder))
      }
      return nodes
    case .rounding, .tie:
      guard let parts = replay.parts, let divisor, let boundary = outcome.boundary(above: replay.whole) else {
        return []
      }
      let method = outcome.problem.method.properName
      var nodes: [ExplanationNode] = []
      switch divisor {
      case .weight(let weight):
        nodes.append(
          node(
            "divisor: {weight} of weight for each multiple", "pembagi: bobot {weight} untuk tiap kelipatan",
            ["weight": .number(weight, .plain)], value: .number(parts, .plain)))
      case .root(let square):
        nodes.append(
          node(
            "divisor: √{square} of weight for each multiple", "pembagi: bobot √{square} untuk tiap kelipatan",
            ["square": .number(square, .plain)], value: .number(parts, .plain)))
      }
      let values: [String: ResultValue] = [
        "method": .text(method), "low": .number(replay.whole, .plain),
        "high": .number(replay.whole + .one, .plain), "boundary": boundary,
      ]
      nodes.append(
        node(
          "rounded by {method}: the boundary between {low} and {high} is {boundary}",
          "dibulatkan menurut {method}: batas antara {low} dan {high} adalah {boundary}", values,
          value: amount(replay.multiples)))
      if replay.decision == .tie {
        nodes.append(
          node("on the boundary the order of ties decides", "tepat di batas, urutan seri menentukan"))
      }
      if replay.multiples == replay.whole || replay.multiples == replay.whole + .one { return nodes }
      nodes.append(
        node("brought within floor and cap", "disesuaikan dengan batas", value: amount(replay.multiples)))
      return nodes
    }
  }

  /// What would give more: a larger amount, or a larger weight.
  private func moreNodes(
    _ outcome: DivideOutcome, _ at: Int, _ share: DivideShare, _ allocation: CoreAllocation
  ) -> [ExplanationNode] {
    guard outcome.amounts.count <= ActionRunner.mostLookedThrough, share.weight.signum > 0 else { return [] }
    if let cap = share.cap, share.amount >= cap { return [] }
    var nodes: [ExplanationNode] = []
    if let more = outcome.leastIncreaseForMore(of: at) {
      nodes.append(
        ExplanationNode(
          Phrase(
            Bilingual(
              en: "would get more if there were {more} more to divide",
              id: "akan mendapat lebih banyak bila yang dibagi bertambah {more}"),
            ["more": .number(more, .money)])))
    }
    guard case .divide(.proportion, _, _) = allocation.method,
      let weight = outcome.leastWeightForMore(of: at)
    else { return nodes }
    nodes.append(
      ExplanationNode(
        Phrase(
          Bilingual(
            en: "would get more with weight {weight} instead of {own}",
            id: "akan mendapat lebih banyak dengan bobot {weight}, bukan {own}"),
          ["weight": .number(weight, .plain), "own": .number(share.weight, .plain)])))
    return nodes
  }
}

extension RemainderMethod {

  /// The name of the method, the same in all languages.
  var properName: String {
    switch self {
    case .largestRemainder: "Hare"
    case .droop: "Droop"
    case .webster: "Webster"
    case .jefferson: "Jefferson"
    case .adams: "Adams"
    case .huntingtonHill: "Huntington–Hill"
    case .dean: "Dean"
    }
  }
}

extension DivideOutcome {

  /// Where the method stops rounding down to `k` and rounds up.
  func boundary(above k: Rational) -> ResultValue? {
    switch problem.method {
    case .largestRemainder, .droop: return nil
    case .jefferson: return .number(k + .one, .plain)
    case .adams: return .number(k, .plain)
    case .webster: return Rational(Int128(1), over: 2).map { .number(k + $0, .plain) }
    case .dean: return (2 * k * (k + .one) / (k + k + .one)).map { .number($0, .plain) }
    case .huntingtonHill:
      let square = k * (k + .one)
      let root = Rational(square.numerator.squareRoot(), over: 1) ?? k
      if root * root == square { return .number(root, .plain) }
      let value = Rational((square * 1_000_000_000_000).numerator.squareRoot(), over: 1_000_000) ?? k
      return .bilingual(
        Bilingual(
          en: "√(\(ValueWriter(.english).number(k).text) × \(ValueWriter(.english).number(k + .one).text)) ≈ "
            + ValueWriter(.english).number(value).text,
          id:
            "√(\(ValueWriter(.indonesian).number(k).text) × \(ValueWriter(.indonesian).number(k + .one).text)) ≈ "
            + ValueWriter(.indonesian).number(value).text))
    }
  }
}
