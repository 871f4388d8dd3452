import Rosters

/// What a number's digits and separators mean.
enum NumberReading {

  /// What surrounds the digits and so decides how dots are read.
  enum Setting {
    /// A plain number: dots and commas are decimal, and what could be either is an error.
    case plain
    /// A percentage: dots and commas are decimal.
    case percent
    /// A number of a counted noun: dots group.
    case counted
    /// An amount of rupiah: dots group, a comma is decimal.
    case money
  }

  /// Why the digits have no one meaning.
  enum Fault: Error, Equatable {
    /// They can be read as a decimal or as a whole number.
    case ambiguous(decimal: String, grouped: String)
    /// The groups are not threes; `likely` is what was probably meant.
    case malformed(likely: [String])
  }

  /// Returns the value of `digits`, which are digits with `.`, `,` and `_` between them.
  static func read(_ digits: [UInt8], _ setting: Setting) -> Result<Rational, Fault> {
    var parts: [[UInt8]] = [[]]
    var separators: [UInt8] = []
    for b in digits {
      if Lexer.isDigit(b) {
        parts[parts.count - 1].append(b)
      } else {
        separators.append(b)
        parts.append([])
      }
    }
    // `1_000_000` groups wherever it stands.
    if separators.contains(95) {
      var merged: [[UInt8]] = [parts[0]]
      var kept: [UInt8] = []
      var isGrouped = true
      for (i, s) in separators.enumerated() {
        if s == 95 {
          if parts[i + 1].count != 3 { isGrouped = false }
          merged[merged.count - 1] += parts[i + 1]
        } else {
          kept.append(s)
          merged.append(parts[i + 1])
        }
      }
      if !isGrouped || merged[0].count - 0 == 0 || parts[0].count > 3 {
        return .failure(.malformed(likely: [text(grouping: digits.filter(Lexer.isDigit), with: "_")]))
      }
      if kept.count > 1 {
        return .failure(.malformed(likely: [text(grouping: digits.filter(Lexer.isDigit), with: "_")]))
      }
      return .success(value(merged[0], kept.isEmpty ? [] : merged[1]))
    }
    if separators.isEmpty { return .success(value(parts[0], [])) }
    switch setting {
    case .money: return money(parts, separators)
    case .counted: return counted(parts, separators)
    case .percent:
      return separators.count == 1 ? .success(value(parts[0], parts[1])) : mixed(parts, separators)
    case .plain: return separators.count == 1 ? plain(parts, separators[0]) : mixed(parts, separators)
    }
  }

  private static func plain(_ parts: [[UInt8]], _ separator: UInt8) -> Result<Rational, Fault> {
    let (whole, fraction) = (parts[0], parts[1])
    let isGroup = whole.count <= 3 && whole[0] != 48
    if isGroup && fraction.count == 3 {
      return .failure(
        .ambiguous(
          decimal: string(whole) + "," + string(fraction) + "0",
          grouped: text(grouping: whole + fraction, with: "_")))
    }
    // A decimal never needs a last zero, and three digits before a dot look like a group with a slip after it.
    if separator == 46 && isGroup && fraction.count > 3 && (whole.count == 3 || fraction.last == 48) {
      return .failure(
        .malformed(likely: [
          text(grouping: whole + fraction.prefix(3), with: "_"), string(whole) + "," + string(fraction),
        ]))
    }
    return .success(value(whole, fraction))
  }

  private static func counted(_ parts: [[UInt8]], _ separators: [UInt8]) -> Result<Rational, Fault> {
    let commas = separators.filter { $0 == 44 }.count
    if commas == 0 {
      if hasGroups(parts) { return .success(value(parts.flatMap(\.self), [])) }
      if parts.count == 2 && parts[1].count < 3 {
        return .success(value(parts[0], parts[1]))
      }
      return .failure(.malformed(likely: likelyGroups(parts)))
    }
    if commas == 1, separators.last == 44 {
      let groups = Array(parts.dropLast())
      guard let fraction = parts.last else { return .failure(.malformed(likely: [])) }
      if groups.count == 1 && groups[0].count <= 3 && groups[0][0] != 48 && fraction.count == 3 {
        return .failure(
          .ambiguous(
            decimal: string(groups[0]) + "," + string(fraction) + "0",
            grouped: text(grouping: groups[0] + fraction, with: ".")))
      }
      if groups.count == 1 || hasGroups(groups) { return .success(value(groups.flatMap(\.self), fraction)) }
    }
    return mixed(parts, separators)
  }

  private static func money(_ parts: [[UInt8]], _ separators: [UInt8]) -> Result<Rational, Fault> {
    let commas = separators.filter { $0 == 44 }.count
    if commas == 0 || (commas == 1 && separators.last == 44) {
      let groups = commas == 0 ? parts : Array(parts.dropLast())
      let fraction = commas == 0 ? [] : parts[parts.count - 1]
      if groups.count == 1 || hasGroups(groups) { return .success(value(groups.flatMap(\.self), fraction)) }
      let tail = commas == 0 ? "" : "," + string(fraction)
      if groups.count == 2 && groups[1].count < 3 && commas == 0 {
        // `Rp1.5 juta`: a decimal point out of habit.
        return .failure(.malformed(likely: [string(groups[0]) + "," + string(groups[1])]))
      }
      return .failure(.malformed(likely: likelyGroups(groups).map { $0 + tail }))
    }
    return .failure(.malformed(likely: [text(grouping: parts.flatMap(\.self), with: ".")]))
  }

  /// Returns the value of digits with several separators, if they can be read in one way only.
  private static func mixed(_ parts: [[UInt8]], _ separators: [UInt8]) -> Result<Rational, Fault> {
    let groups = Array(parts.dropLast())
    if separators.allSatisfy({ $0 == 46 }) && hasGroups(parts) {
      return .success(value(parts.flatMap(\.self), []))
    }
    if separators.last == 44 && separators.dropLast().allSatisfy({ $0 == 46 }) && hasGroups(groups) {
      return .success(value(groups.flatMap(\.self), parts[parts.count - 1]))
    }
    if separators.allSatisfy({ $0 == 44 }) && hasGroups(parts) {
      return .failure(.malformed(likely: [text(grouping: parts.flatMap(\.self), with: "_")]))
    }
    if separators.last == 46 && separators.dropLast().allSatisfy({ $0 == 44 }) && hasGroups(groups) {
      return .failure(
        .malformed(likely: [
          text(grouping: groups.flatMap(\.self), with: "_") + "," + string(parts[parts.count - 1])
        ]))
    }
    return .failure(.malformed(likely: [text(grouping: parts.flatMap(\.self), with: "_")]))
  }

  /// Returns whether `parts` are groups of three after a first of one to three digits.
  private static func hasGroups(_ parts: [[UInt8]]) -> Bool {
    guard let first = parts.first, first.count <= 3 else { return false }
    if parts.count > 1 && first[0] == 48 { return false }
    return parts.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// Returns what digits in faulty groups were probably meant to be: all of them, and without those past a third.
  private static func likelyGroups(_ parts: [[UInt8]]) -> [String] {
    var result = [text(grouping: parts.flatMap(\.self), with: ".")]
    let cut = [parts[0]] + parts.dropFirst().map { Array($0.prefix(3)) }
    if cut != parts && hasGroups(cut) { result.insert(text(grouping: cut.flatMap(\.self), with: "."), at: 0) }
    return result
  }

  private static func string(_ digits: [UInt8]) -> String { String(decoding: digits, as: UTF8.self) }

  /// Returns `digits` in groups of three.
  static func text(grouping digits: [UInt8], with separator: String) -> String {
    var rest = digits[...]
    while rest.count > 1 && rest.first == 48 { rest = rest.dropFirst() }
    var result = ""
    for (i, d) in rest.enumerated() {
      if i > 0 && (rest.count - i) % 3 == 0 { result += separator }
      result.unicodeScalars.append(Unicode.Scalar(d))
    }
    return result
  }

  /// Returns the number with the digits `whole` before and `fraction` after the decimal sign.
  private static func value(_ whole: [UInt8], _ fraction: [UInt8]) -> Rational {
    let digits = whole + fraction
    var n = integer(digits)
    var places = fraction.count
    while places > 0 {
      let step = min(places, 18)
      n = (n / power(step)) ?? n
      places -= step
    }
    return n
  }

  /// Returns the whole number with these digits.
  static func integer(_ digits: [UInt8]) -> Rational {
    var result = Rational.zero
    var i = 0
    while i < digits.count {
      let step = min(18, digits.count - i)
      var chunk: Int64 = 0
      for d in digits[i..<(i + step)] { chunk = chunk * 10 + Int64(d - 48) }
      result = i == 0 ? Rational(chunk) : result * power(step) + Rational(chunk)
      i += step
    }
    return result
  }

  /// Returns 10 to the power of `n`, which is at most 18.
  private static func power(_ n: Int) -> Rational {
    var p: Int64 = 1
    for _ in 0..<min(n, 18) { p *= 10 }
    return Rational(p)
  }
}
