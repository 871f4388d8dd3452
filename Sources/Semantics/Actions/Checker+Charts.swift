import Diagnostics
import Syntax

extension Checker {

  /// Checks what a chart is drawn as, and puts it into `query`.
  func lowerForm(
    of s: ChartSyntax, _ function: AggregateFunction, into query: inout CoreQuery, _ scope: Scope
  ) {
    let form = s.layout.chartForm?.form ?? .bars
    let site = s.layout.chartForm?.span ?? s.value.span
    query.chartForm = form
    switch form {
    case .bars, .dots: break
    case .sparkline: if query.groups.count > 2 { report(.tooManyChartGroups(at: site)) }
    case .map:
      if query.groups.count != 1 || query.groups[0].periods != nil { report(.mapWithoutRegencies(at: site)) }
    case .histogram:
      let isNumber: Bool =
        if query.groups.count == 1, case .number? = query.groups[0].value?.type { true } else { false }
      if !isNumber {
        report(.histogramWithoutNumber(at: site))
      } else {
        switch function {
        case .count, .sum, .share: break
        case .average, .median, .min, .max: report(.histogramOfRates(at: s.value.span))
        }
      }
    }
    guard let step = s.layout.chartStep else { return }
    guard form == .histogram, let type = query.groups.first?.value?.type else {
      report(.stepWithoutHistogram(at: step.span))
      return
    }
    query.chartStep = conform(number(step, scope), to: type, literalsTakeUnit: true)
  }
}
