import Diagnostics

/// What became of one test of a program.
public struct TestResult: Sendable {

  /// Why an expectation of a case does not hold.
  public struct Failure: Sendable {
    /// What was expected, as a sentence.
    public var statement: Phrase
    /// The expected value, if the expectation is of a value.
    public var expected: ResultValue?
    /// The value found.
    public var actual: ResultValue?
    /// The difference, where the values are numbers or dates.
    public var difference: ResultValue?
    /// The lines that made the value found.
    public var reasons: [ExplanationNode]
    /// What was found wrong instead of a value, such as a fault.
    public var diagnostic: Diagnostic?
    /// Where the expectation stands.
    public var site: Span
    /// Creates a failure.
    public init(
      _ statement: Phrase, expected: ResultValue? = nil, actual: ResultValue? = nil,
      difference: ResultValue? = nil, reasons: [ExplanationNode] = [], diagnostic: Diagnostic? = nil,
      site: Span
    ) {
      self.statement = statement
      self.expected = expected
      self.actual = actual
      self.difference = difference
      self.reasons = reasons
      self.diagnostic = diagnostic
      self.site = site
    }
  }

  /// What became of one case: of the test itself, or of one row of its table.
  public struct CaseResult: Sendable {
    /// The number of the case, from 1, where the test has several.
    public var number: Int?
    /// Where it stands.
    public var site: Span
    /// What does not hold; empty if it passed.
    public var failures: [Failure]
    /// Creates a result.
    public init(number: Int?, site: Span, failures: [Failure]) {
      self.number = number
      self.site = site
      self.failures = failures
    }
    /// `true` iff all expectations hold.
    public var passed: Bool { failures.isEmpty }
  }

  /// The name of the test.
  public var name: String
  /// Where it stands.
  public var site: Span
  /// Its cases.
  public var cases: [CaseResult]
  /// Creates a result.
  public init(name: String, site: Span, cases: [CaseResult]) {
    self.name = name
    self.site = site
    self.cases = cases
  }
  /// `true` iff all cases passed.
  public var passed: Bool { cases.allSatisfy(\.passed) }
}
