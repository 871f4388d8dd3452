import Foundation
import Testing

@testable import Semantics

/// Programs cut anywhere: checked to an end, whatever is left of them.
@Suite struct CutTests {

  static let stride = ProcessInfo.processInfo.environment["PAYUNG_SOAK"] == nil ? 211 : 1

  @Test func constructsCutAnywhere() {
    let bytes = Array((ConstructTests.data + ConstructTests.constructs).utf8)
    for end in Swift.stride(from: 0, to: bytes.count, by: Self.stride) {
      _ = check(String(decoding: bytes[..<end], as: UTF8.self))
    }
  }

  @Test func constructsWithAPieceTakenOut() {
    let bytes = Array((ConstructTests.data + ConstructTests.constructs).utf8)
    for start in Swift.stride(from: 0, to: bytes.count - 40, by: Self.stride * 2) {
      _ = check(String(decoding: bytes[..<start] + bytes[(start + 1 + start % 37)...], as: UTF8.self))
    }
  }

  @Test func everyStatementAlone() {
    let lines = (ConstructTests.data + ConstructTests.constructs).split(separator: "\n\n")
    for l in lines { _ = check(String(l)) }
  }
}
