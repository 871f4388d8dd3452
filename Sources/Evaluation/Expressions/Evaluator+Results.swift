import Diagnostics
import Rosters
import Semantics

extension Evaluator {

  func resultOf(
    _ id: DefinitionID, _ result: CoreResult, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    switch model.program[id].body {
    case .allocation(let a):
      switch result {
      case .allocated, .left:
        let outcome = try model.allocation(id, b.frame.unpaid)
        if !outcome.isPossible { return stopped(outcome.stops, b) }
        return Vector(.number(result == .left ? outcome.left : outcome.allocated), count: b.count)
      case .funded, .amount, .source, .rank, .reason, .paidUntil, .short, .cost, .coverage, .status,
        .available,
        .score, .isAwarded:
        if b.grouping != nil { return try shared(e, b) }
        return try ofRow(id, result, a.recipients.roster, e, b)
      }
    case .ranking(let r):
      if b.grouping != nil { return try shared(e, b) }
      return try ofRow(id, result, r.population.roster, e, b)
    case .budget: return try ofBudget(id, result, e, b)
    case .target: return try ofTarget(id, result, e, b)
    case .value, .parameter, .rule, .table, .function:
      return faultAll(.internalFault(model.program[id].name, at: e.origin), b)
    }
  }

  private func stopped(_ faults: [EvaluationFault], _ b: Batch) -> Vector {
    log.record(faults)
    return .all(RowState.faulted, b.count)
  }

  private func ofRow(
    _ id: DefinitionID, _ result: CoreResult, _ roster: RosterID, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    if let given = model.change(of: id, b.frame), case .constant = given { return try changed(given, b) }
    if b.roster?.id == roster, b.grouping == nil, case .range(let rows) = b.rows, rows.count > 1,
      case .allocation = model.program[id].body
    {
      let outcome = try model.allocation(id, b.frame.unpaid)
      if let values = outcome.values(of: result, rows) { return values }
    }
    return try column(id, of: roster, try model.resultColumn(id, result, e.type, b.frame.unpaid), e, b)
  }

  private func ofBudget(
    _ id: DefinitionID, _ result: CoreResult, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    let budget = try model.budget(id, b.frame.unpaid)
    if !budget.faults.isEmpty { return stopped(budget.faults, b) }
    /// What each owner's purse (or the only one) has spent, and what was drawn from it in all.
    var spent = [Rational](repeating: .zero, count: budget.amounts.count)
    var drawn = spent
    var received = Rational.zero
    if budget.owners == nil, result == .available || result == .left {
      let more = try model.received(id, b.frame.unpaid)
      if !more.faults.isEmpty { return stopped(more.faults, b) }
      received = more.amount
    }
    if result == .allocated || result == .left {
      for user in model.users[id.index] ?? [] {
        let outcome = try model.allocation(user, b.frame.unpaid)
        if !outcome.isPossible { return stopped(outcome.stops, b) }
        for p in outcome.purses where p.definition == id {
          let at = p.owner.map { Int($0.row) } ?? 0
          if spent.indices.contains(at) {
            spent[at] = spent[at] + p.allocated
            drawn[at] = drawn[at] + model.drawn(p, by: user)
          }
        }
      }
    }
    func value(_ i: Int) -> Rational {
      switch result {
      case .available: budget.available(i) + received
      case .allocated: spent[i]
      case .left: budget.available(i) + received - drawn[i]
      case .funded, .amount, .source, .rank, .reason, .paidUntil, .short, .cost, .coverage, .status, .score,
        .isAwarded:
        budget.amounts[i]
      }
    }
    if let owners = budget.owners {
      if b.roster?.id == owners && b.grouping == nil {
        return Vector(.wide(b.rows.map { value($0) }), count: b.count).narrowed()
      }
      // Outside a row of the owners, all of them together.
      return Vector(.number(budget.amounts.indices.reduce(Rational.zero) { $0 + value($1) }), count: b.count)
    }
    return Vector(.number(value(0)), count: b.count)
  }

  private func ofTarget(
    _ id: DefinitionID, _ result: CoreResult, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    let target = try model.target(id, b.frame.unpaid)
    func scalar(_ s: TargetStanding, _ isMet: Bool?) -> Scalar {
      switch result {
      case .short: return .number(Rational(s.short))
      case .cost:
        switch s.cost {
        case .exact(let c)?: return .number(c)
        case .between(let cheapest, _)?: return .number(cheapest)
        case nil: return .missing
        }
      case .coverage: return s.coverage.map { .share($0) } ?? .missing
      case .status: return isMet.map { .truth($0) } ?? .missing
      case .funded, .amount, .source, .rank, .reason, .paidUntil, .available, .allocated, .left, .score,
        .isAwarded:
        return .missing
      }
    }
    if case .row(let owners)? = target.groupType, b.roster?.id == owners {
      if b.grouping != nil { return try shared(e, b) }
      var faulted: [Int] = []
      let values = (0..<b.count).map { i -> Scalar in
        let standing = target.groups[b.rows[i]]
        if !standing.faults.isEmpty {
          faulted.append(i)
          log.record(standing.faults)
        }
        return scalar(standing, standing.isMet)
      }
      return Vector(scalars: values).faulting(faulted)
    }
    if !target.total.faults.isEmpty { return stopped(target.total.faults, b) }
    return Vector(scalar(target.total, target.isMet), count: b.count)
  }
}

extension Model {

  /// Returns a result of an allocation or a ranking as a column over all rows of its roster.
  public func resultColumn(
    _ id: DefinitionID, _ result: CoreResult, type: CoreType, frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> EvaluatedColumn {
    try resultColumn(id, result, type, resolve(frame).unpaid)
  }

  func resultColumn(
    _ id: DefinitionID, _ result: CoreResult, _ type: CoreType, _ frame: Frame
  ) throws(EvaluationStop) -> EvaluatedColumn {
    let definition = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, definition: id.index))
    return try results.resultColumns.value(.init(definition: definition, result: result)) {
      () throws(EvaluationStop) in
      switch program[id].body {
      case .allocation: return column(try allocation(id, frame), result, type)
      case .ranking: return column(try ranking(id, frame), result, type)
      case .value, .parameter, .rule, .table, .function, .target, .budget:
        throw .refused(
          EvaluationFault(.internalFault(program[id].name, at: program[id].nameSpan), roster: nil, row: 0))
      }
    }
  }

  private func column(_ a: AllocationResult, _ result: CoreResult, _ type: CoreType) -> EvaluatedColumn {
    let count = a.rowCount
    if !a.isPossible {
      return EvaluatedColumn(
        type: type,
        values: Column(
          .scaled(.bytes([UInt8](repeating: 0, count: count)), denominator: 1),
          present: [UInt8](repeating: 0, count: count)), faulted: [UInt8](repeating: 1, count: count),
        faults: a.stops)
    }
    switch result {
    case .funded:
      var bytes = [UInt8](repeating: 0, count: count)
      for (i, row) in a.candidates.enumerated() { bytes[Int(row)] = a.funded[i] }
      return EvaluatedColumn(type: type, values: Column(.scaled(.bytes(bytes), denominator: 1)))
    case .amount:
      let amounts: Column.Values
      switch a.amounts {
      case .scaled(let whole, let d): amounts = .scaled(PackedIntegers(packing: whole), denominator: d)
      case .wide(let fractions): amounts = ColumnAssembler.narrowed(fractions)
      }
      let values: Column.Values
      switch amounts {
      case .scaled(let packed, let d):
        values = .scaled(packed.scattered(to: a.candidates, count: count), denominator: d)
      case .wide(let fractions):
        var all = [Rational](repeating: .zero, count: count)
        for (i, row) in a.candidates.enumerated() { all[Int(row)] = fractions[i] }
        values = .wide(all)
      case .texts: values = .wide([Rational](repeating: .zero, count: count))
      }
      return EvaluatedColumn(type: type, values: Column(values))
    case .source:
      var names: [String] = []
      var codeOfName: [String: Int64] = [:]
      var codes = [Int64](repeating: 0, count: count)
      var present = [UInt8](repeating: 0, count: count)
      let shared = a.sharedAwards
      for (i, row) in a.candidates.enumerated() where a.purseOfCandidate[i] >= 0 {
        let name =
          shared[i].map { a.sourceText($0, program) }
          ?? program[a.purses[Int(a.purseOfCandidate[i])].definition].name
        if codeOfName[name] == nil {
          codeOfName[name] = Int64(names.count)
          names.append(name)
        }
        codes[Int(row)] = codeOfName[name] ?? 0
        present[Int(row)] = 1
      }
      if names.isEmpty { names.append("") }
      return EvaluatedColumn(
        type: type,
        values: Column(.texts(PackedIntegers(packing: codes), TextDictionary(names)), present: present))
    case .rank: return places(a.ranks, a.candidates, count, type)
    case .reason:
      let names = AllocationReason.allCases.map { $0.text(program.language) }
      var codes = [UInt8](repeating: AllocationReason.notEligible.rawValue, count: count)
      for (i, row) in a.candidates.enumerated() { codes[Int(row)] = a.reasons[i].rawValue }
      return EvaluatedColumn(type: type, values: Column(.texts(.bytes(codes), TextDictionary(names))))
    case .paidUntil:
      var days = [Int32](repeating: 0, count: count)
      var present = [UInt8](repeating: 0, count: count)
      for (i, row) in a.candidates.enumerated() where a.funded[i] != 0 {
        guard let until = a.paidUntil else { continue }
        days[Int(row)] = until.days
        present[Int(row)] = 1
      }
      return EvaluatedColumn(
        type: type, values: Column(.scaled(.words(days), denominator: 1), present: present))
    case .short, .cost, .coverage, .status, .available, .allocated, .left, .score, .isAwarded:
      return EvaluatedColumn(
        type: type,
        values: Column(
          .scaled(.bytes([UInt8](repeating: 0, count: count)), denominator: 1),
          present: [UInt8](repeating: 0, count: count)))
    }
  }

  private func places(_ ranks: [Int32], _ rows: [Int32], _ count: Int, _ type: CoreType) -> EvaluatedColumn {
    var values = [Int32](repeating: 0, count: count)
    var present = [UInt8](repeating: 0, count: count)
    for (i, row) in rows.enumerated() where ranks[i] > 0 {
      values[Int(row)] = ranks[i]
      present[Int(row)] = 1
    }
    return EvaluatedColumn(
      type: type, values: Column(.scaled(.words(values), denominator: 1), present: present))
  }

  private func column(_ r: RankingResult, _ result: CoreResult, _ type: CoreType) -> EvaluatedColumn {
    let count = r.rowCount
    var values = [Scalar](repeating: .missing, count: count)
    if result == .isAwarded { values = [Scalar](repeating: .truth(false), count: count) }
    let notRanked = program.language == .english ? "not in the ranking" : "tidak ikut dalam pemeringkatan"
    let withoutScore =
      program.language == .english ? "a part of its score is missing" : "sebagian nilainya kosong"
    let isAmong = program.language == .english ? "ranked" : "masuk peringkat"
    if result == .reason { values = [Scalar](repeating: .text(notRanked), count: count) }
    for (i, row) in r.candidates.enumerated() {
      switch result {
      case .score: values[Int(row)] = r.scores[i].map { .number($0) } ?? .missing
      case .rank: values[Int(row)] = r.places[i] > 0 ? .number(Rational(Int64(r.places[i]))) : .missing
      case .isAwarded: values[Int(row)] = .truth(r.awarded[i] != 0)
      case .reason: values[Int(row)] = .text(r.places[i] > 0 ? isAmong : withoutScore)
      case .funded, .amount, .source, .paidUntil, .short, .cost, .coverage, .status, .available, .allocated,
        .left:
        break
      }
    }
    let faulted = r.stops.isEmpty ? nil : [UInt8](repeating: 1, count: count)
    let column = ColumnAssembler.column(
      [ColumnAssembler.Part(Vector(scalars: values))], type: type, faults: r.stops)
    return EvaluatedColumn(type: type, values: column.values, faulted: faulted, faults: r.stops)
  }
}

extension AllocationResult {

  /// Returns a result of rows that follow each other, without a column over all rows; `nil` if there is none, or not
  /// that result's.
  fileprivate func values(of result: CoreResult, _ rows: Range<Int>) -> Vector? {
    guard isPossible else { return nil }
    let places = places(of: rows)
    var place = places.lowerBound
    let end = places.upperBound
    switch result {
    case .funded:
      var mask = [UInt8](repeating: 0, count: rows.count)
      while place < end {
        mask[Int(candidates[place]) - rows.lowerBound] = funded[place]
        place += 1
      }
      return Vector(truths: mask)
    case .amount:
      guard case .scaled(let whole, let denominator) = amounts else { return nil }
      var values = [Int64](repeating: 0, count: rows.count)
      while place < end {
        values[Int(candidates[place]) - rows.lowerBound] = whole[place]
        place += 1
      }
      return Vector(.narrow(values, denominator: denominator), count: rows.count)
    case .source, .rank, .reason, .paidUntil, .short, .cost, .coverage, .status, .available, .allocated,
      .left,
      .score, .isAwarded:
      return nil
    }
  }

  /// Returns which of ``candidates`` are among `rows`.
  func places(of rows: Range<Int>) -> Range<Int> {
    firstCandidate(
      from: Int32(clamping: rows.lowerBound))..<firstCandidate(from: Int32(clamping: rows.upperBound))
  }

  /// Returns the place of the first of ``candidates`` that is `row` or stands after it.
  private func firstCandidate(from row: Int32) -> Int {
    var low = 0
    var high = candidates.count
    while low < high {
      let middle = (low + high) / 2
      if candidates[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
