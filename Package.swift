// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

func stage(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "payung",
  products: [.executable(name: "payung", targets: ["payung"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
  ],
  targets: [
    // The pipeline, one module a stage; arrows point one way (docs/ARCHITECTURE.md).
    stage("Diagnostics"),
    stage("Syntax", ["Diagnostics", "Rosters"]),
    stage("Formatting", ["Syntax"]),
    stage("Rosters", ["Diagnostics", "CScan", .product(name: "BigInt", package: "BigInt")]),
    stage("Semantics", ["Syntax", "Rosters"]),
    stage("Allocation", ["Rosters", .product(name: "BigInt", package: "BigInt")]),
    stage("Evaluation", ["Semantics", "Rosters", "Allocation"]),
    stage("Reporting", ["Evaluation", "Allocation"]),
    .target(
      name: "StandardLibrary", path: "stdlib",
      exclude: ["embed.sh", "calendar.payung", "jamsostek", "tests"], swiftSettings: strict),
    stage(
      "Session",
      [
        "Diagnostics", "Syntax", "Formatting", "Rosters", "Semantics", "Evaluation", "Allocation",
        "Reporting", "StandardLibrary", "CDigest", "CCipher",
      ]),
    stage("RosterSources", ["Rosters"]),
    stage("SolverProcess", ["Allocation"]),
    .target(name: "CDigest"),
    .target(name: "CCipher"),
    .target(name: "CMemory"),
    // Cells are found and bytes digested in one pass, of which neither waits for the other.
    .target(name: "CScan", dependencies: ["CDigest"], cSettings: [.headerSearchPath("../CDigest")]),
    .target(
      name: "CLineEdit",
      linkerSettings: [.linkedLibrary("readline"), .linkedLibrary("tinfo", .when(platforms: [.linux]))]),
    .executableTarget(
      name: "payung",
      dependencies: [
        "Session", "RosterSources", "SolverProcess", "CLineEdit", "CMemory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      // Tells one build from another, so that none takes from the cache what another has read.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--build-id=sha1"], .when(platforms: [.linux]))]),
    .executableTarget(
      name: "make-roster", dependencies: ["Rosters"], path: "Benchmarks/MakeRoster", swiftSettings: strict),
    .executableTarget(
      name: "allocation-benchmark", dependencies: ["Allocation", "Rosters"], path: "Benchmarks/Allocation",
      swiftSettings: strict),

    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("SyntaxTests", ["Syntax", "Formatting"], exclude: ["Fixtures"]),
    tests("RostersTests", ["Rosters", "RosterSources"]),
    tests("AllocationTests", ["Allocation", "Rosters", .product(name: "BigInt", package: "BigInt")]),
    tests("SolverProcessTests", ["SolverProcess", "Allocation", "Rosters"]),
    tests("SemanticsTests", ["Semantics", "Syntax", "Rosters", "Diagnostics"]),
    tests("EvaluationTests", ["Evaluation", "Semantics", "Syntax", "Rosters"]),
    tests(
      "ReportingTests",
      ["Reporting", "StandardLibrary", "Evaluation", "Semantics", "Syntax", "Rosters", "Diagnostics"]),
    tests("SessionTests", ["Session", "RosterSources", "Reporting", "payung"]),
    tests("LibraryTests", ["StandardLibrary", "Semantics", "Syntax", "make-roster", "Rosters"]),
    tests("ProgramTests", ["payung"], exclude: ["Programs"]),
  ]
)
