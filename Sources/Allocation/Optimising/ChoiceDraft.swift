import BigInt
import Rosters

/// The choice that an optimisation comes down to, in exact fractions: things, their options, and bounded sums.
struct ChoiceDraft {

  /// One way to pay a thing.
  struct Option {
    /// Who pays, of each member of the thing; -1 where several purses may share.
    let source: Int
    let worth: Rational
    var entries: [(row: Int, amount: Rational)]
  }

  /// A recipient, or a group of recipients that are paid together; without members, a yes or no.
  struct Thing {
    let members: [Int]
    var options: [Option]
  }

  struct Row {
    var most: Rational?
    var least: Rational?
  }

  let problem: OptimiseProblem
  private(set) var things: [Thing] = []
  private(set) var rows: [Row] = []
  /// The place among `things` of each row of the roster that is a thing or a member of one.
  private var thingOfRow: [Int: Int] = [:]
  private var isGrouped = false

  init(_ problem: OptimiseProblem) {
    self.problem = problem
    addThings()
    addMoney()
    addQuotas()
    addFloors()
  }

  // MARK: Making it

  private var selection: SelectProblem { problem.selection }

  private mutating func addThings() {
    let sign = problem.maximises ? Rational.one : -Rational.one
    func options(_ row: Int) -> [Option] {
      let payers = problem.purses(of: row)
      if selection.mayBeSplit, let first = payers.first {
        return [Option(source: -1, worth: problem.worth(of: row, source: first.source) * sign, entries: [])]
      }
      return payers.map {
        Option(source: $0.source, worth: problem.worth(of: row, source: $0.source) * sign, entries: [])
      }
    }
    var groupThings: [Int32: Int] = [:]
    for row in problem.unkept() {
      let own = options(row)
      thingOfRow[row] = things.count
      things.append(Thing(members: [row], options: own))
      guard let groups = selection.wholeGroupOfRow, groups[row] >= 0 else { continue }
      // The whole group is a yes or no that each member's payment equals.
      let group = groups[row]
      isGrouped = true
      if groupThings[group] == nil { groupThings[group] = -1 }
    }
    guard isGrouped, let groups = selection.wholeGroupOfRow else { return }
    for group in groupThings.keys.sorted() {
      groupThings[group] = things.count
      things.append(Thing(members: [], options: [Option(source: -1, worth: .zero, entries: [])]))
    }
    for row in problem.unkept() {
      guard let place = groupThings[groups[row]], let thing = thingOfRow[row] else { continue }
      let link = rows.count
      rows.append(Row(most: .zero, least: .zero))
      for i in things[thing].options.indices { things[thing].options[i].entries.append((link, .one)) }
      things[place].options[0].entries.append((link, -.one))
    }
  }

  private func cost(_ row: Int, _ source: Int) -> Rational {
    selection.costs[selection.sources[source].costs][row]
  }

  /// What kept awards have taken of each purse.
  func takenByKept() -> [Rational] {
    var taken = [Rational](repeating: .zero, count: selection.purses.count)
    for part in selection.kept.lazy.flatMap(\.parts) where part.purse >= 0 {
      taken[part.purse] = taken[part.purse] + part.amount
    }
    return taken
  }

  private mutating func addMoney() {
    let taken = takenByKept()
    if selection.mayBeSplit {
      addUnions(taken)
      return
    }
    var rowOfPurse: [Int: Int] = [:]
    for t in things.indices {
      guard let member = things[t].members.first else { continue }
      for o in things[t].options.indices {
        let source = things[t].options[o].source
        guard let purse = selection.sources[source].purse(for: member) else { continue }
        let row: Int
        if let known = rowOfPurse[purse] {
          row = known
        } else {
          row = rows.count
          rowOfPurse[purse] = row
          rows.append(Row(most: selection.purses[purse].available - taken[purse]))
        }
        things[t].options[o].entries.append((row, cost(member, source)))
      }
    }
  }

  /// Costs that may be split fit iff those that only some purses may pay fit into these together, for each union.
  private mutating func addUnions(_ taken: [Rational]) {
    var sets: [Int: [Int]] = [:]
    for (t, thing) in things.enumerated() {
      guard let member = thing.members.first else { continue }
      sets[t] = problem.purses(of: member).map(\.purse)
    }
    let purses = Set(sets.values.flatMap { $0 }).sorted()
    for mask in 1..<(1 << purses.count) where !purses.isEmpty {
      let union = purses.indices.filter { mask & (1 << $0) != 0 }.map { purses[$0] }
      let within = sets.keys.sorted().filter { t in sets[t]?.allSatisfy { union.contains($0) } ?? false }
      if within.isEmpty { continue }
      let row = rows.count
      rows.append(
        Row(most: union.reduce(Rational.zero) { $0 + selection.purses[$1].available - taken[$1] }))
      for t in within where !things[t].options.isEmpty {
        guard let member = things[t].members.first, let payer = problem.purses(of: member).first else {
          continue
        }
        things[t].options[0].entries.append((row, cost(member, payer.source)))
      }
    }
  }

  private mutating func addQuotas() {
    for quota in selection.quotas {
      let count = SelectProblem.groupCount(quota.groupOfRow)
      var place = [Int](repeating: -1, count: count)
      for g in 0..<count {
        place[g] = rows.count
        let limit: Rational
        switch quota.limits {
        case .same(let l): limit = l
        case .each(let l): limit = l[g]
        }
        rows.append(Row(most: limit))
      }
      func group(_ row: Int) -> Int? {
        if let mask = quota.mask, mask[row] == 0 { return nil }
        let g = quota.groupOfRow.map { Int($0[row]) } ?? 0
        return g < 0 ? nil : place[g]
      }
      for t in things.indices {
        guard let member = things[t].members.first, let at = group(member) else { continue }
        for o in things[t].options.indices {
          let source = things[t].options[o].source
          if let named = quota.sources, !named.contains(source) { continue }
          let payer = source >= 0 ? source : (problem.purses(of: member).first?.source ?? 0)
          let amount = quota.measure == .people ? Rational.one : cost(member, payer)
          things[t].options[o].entries.append((at, amount))
        }
      }
      for award in selection.kept {
        guard let at = group(award.row) else { continue }
        let counted = award.parts.filter { quota.sources?.contains($0.source) ?? true }
        guard !counted.isEmpty else { continue }
        let amount = counted.reduce(Rational.zero) { $0 + $1.amount }
        rows[at].most = rows[at].most.map { $0 - (quota.measure == .people ? .one : amount) }
      }
    }
  }

  private mutating func addFloors() {
    for floor in selection.floors {
      let first = rows.count
      for least in floor.least { rows.append(Row(least: least)) }
      for t in things.indices {
        guard let member = things[t].members.first, let group = floor.group(of: member) else { continue }
        for o in things[t].options.indices {
          let source = things[t].options[o].source
          if let named = floor.sources, !named.contains(source) { continue }
          let payer = source >= 0 ? source : (problem.purses(of: member).first?.source ?? 0)
          let amount = floor.measure == .people ? Rational.one : cost(member, payer)
          things[t].options[o].entries.append((first + group, amount))
        }
      }
      for award in selection.kept {
        guard let group = floor.group(of: award.row) else { continue }
        let counted = floor.count(award.parts.map { ($0.source, $0.amount) })
        rows[first + group].least = rows[first + group].least.map { $0 - counted }
      }
    }
  }

  // MARK: What the awards that stand are worth

  /// What the awards that stand add to the sum; those without a source of this allocation add nothing.
  var keptWorth: Rational {
    let sign = problem.maximises ? Rational.one : -Rational.one
    return selection.kept.reduce(.zero) { sum, award in
      // What is shared is worth what it is worth to the first who pays.
      award.parts.first { $0.source >= 0 }
        .map { sum + problem.worth(of: award.row, source: $0.source) * sign } ?? sum
    }
  }

  /// The bits that sums need.
  var bits: Int {
    let worths = Scaling.whole(things.flatMap { $0.options.map(\.worth) }).numbers
    let worth = worths.reduce(BigInt(0)) { $0 + BigInt($1.magnitude) }
    var widest = 0
    for row in wholeRows() {
      let sum = row.amounts.reduce(BigInt(0)) { $0 + BigInt($1.magnitude) }
      widest = max(widest, sum.bitWidth, row.most?.bitWidth ?? 0, row.least?.bitWidth ?? 0)
    }
    return worth.bitWidth + widest + 34
  }

  /// A row in whole numbers.
  struct WholeRow {
    var amounts: [BigInt]
    var most: BigInt?
    var least: BigInt?
  }

  /// Returns the rows with their entries, in the order of things and options, brought to whole numbers.
  func wholeRows() -> [WholeRow] {
    var amounts = [[Rational]](repeating: [], count: rows.count)
    for thing in things {
      for option in thing.options { for e in option.entries { amounts[e.row].append(e.amount) } }
    }
    return zip(rows, amounts).map { row, amounts in
      let (whole, unit) = Scaling.whole(amounts)
      return WholeRow(
        amounts: whole, most: row.most.flatMap { ($0 / unit)?.floor.numerator },
        least: row.least.flatMap { ($0 / unit)?.ceiling.numerator })
    }
  }
}
