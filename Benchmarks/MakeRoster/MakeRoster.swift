#if canImport(Glibc)
  import Glibc
#endif

/// `make-roster COUNT SEED REGENCIES.csv VILLAGES.csv OUT.csv`: writes a synthetic roster of workers.
@main
struct MakeRoster {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 6, let count = Int(arguments[1]), count >= 0, let seed = UInt64(arguments[2])
    else {
      stop("usage: make-roster COUNT SEED REGENCIES.csv VILLAGES.csv OUT.csv", status: 2)
    }
    guard let regencies = read(arguments[3]), let villages = read(arguments[4]) else {
      stop("make-roster: the region tables can not be read", status: 4)
    }
    guard
      let regions = Regions(regencies: SimpleTable(regencies), villages: SimpleTable(villages), seed: seed),
      !regions.regencies.isEmpty, regions.regencies.allSatisfy({ !$0.villages.isEmpty && $0.population > 0 })
    else {
      stop("make-roster: the region tables lack a column, or a regency without people or villages", status: 4)
    }
    guard let file = fopen(arguments[5], "wb") else {
      stop("make-roster: \(arguments[5]) can not be written", status: 4)
    }
    var written = true
    roster(count: count, seed: seed, regions: regions) { bytes in
      written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) } == bytes.count && written
    }
    if fclose(file) != 0 || !written {
      stop("make-roster: \(arguments[5]) could not be written whole", status: 4)
    }
  }

  /// Hands the roster's bytes to `write`, about a mebibyte at a time.
  static func roster(count: Int, seed: UInt64, regions: Regions, write: ([UInt8]) -> Void) {
    var maker = WorkerMaker(regions: regions, seed: seed)
    var buffer = Array(WorkerMaker.header.utf8)
    buffer.reserveCapacity(1 << 20 + 4096)
    for _ in 0..<count {
      maker.appendWorker(to: &buffer)
      if buffer.count >= 1 << 20 {
        write(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    write(buffer)
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let size = chunk.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
      if size == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: chunk[..<size])
    }
  }

  private static func stop(_ message: String, status: Int32) -> Never {
    let line = Array((message + "\n").utf8)
    _ = line.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
    exit(status)
  }
}
