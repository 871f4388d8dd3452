import Diagnostics
import Rosters
import Testing

@testable import Session
@testable import payung

@Suite struct SHA256Tests {

  /// The examples of FIPS 180-4, and every length around a block's end.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func publishedDigests(_ text: String, _ digest: String) {
    #expect(SHA256.hexadecimal(Array(text.utf8)) == digest)
    var plain = SHA256(usingInstructions: false)
    Array(text.utf8).withUnsafeBytes { plain.update($0) }
    #expect(plain.hexadecimal() == digest)
  }

  @Test(arguments: 0...130)
  func piecesMakeNoDifference(_ length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var digest = SHA256()
    for part in stride(from: 0, to: length, by: 13) {
      Array(bytes[part..<min(part + 13, length)]).withUnsafeBytes { digest.update($0) }
    }
    #expect(digest.hexadecimal() == SHA256.hexadecimal(bytes))
    var plain = SHA256(usingInstructions: false)
    bytes.withUnsafeBytes { plain.update($0) }
    #expect(digest.hexadecimal() == plain.hexadecimal())
  }
}

@Suite struct FilePathTests {

  @Test(arguments: [
    ("a/./b//c", "a/b/c"), ("a/../b", "b"), ("../a", "../a"), ("/../a", "/a"), ("", "."), ("a/..", "."),
    ("./", "."),
    ("/", "/"), ("a/../../b", "../b"),
  ])
  func clean(_ path: String, _ expected: String) { #expect(FilePath.clean(path) == expected) }

  @Test(arguments: [
    ("out.csv", true), ("a/b.csv", true), ("../b.csv", false), ("/b.csv", false), ("a/../../b", false),
    (".", false),
    ("", false), ("a/../b", true), ("a\u{0}b", false),
  ])
  func staysBelow(_ path: String, _ expected: Bool) { #expect(FilePath.staysBelow(path) == expected) }

  @Test(arguments: [
    ("examples/data/w.csv", "examples", "data/w.csv"), ("data/w.csv", ".", "data/w.csv"),
    ("data/w.csv", "saved/here", "../../data/w.csv"), ("/data/w.csv", "saved", "/data/w.csv"),
  ])
  func relative(_ path: String, _ directory: String, _ expected: String) {
    #expect(FilePath.relative(path, from: directory) == expected)
  }
}

@Suite struct IdentityMaskTests {

  @Test(arguments: [
    ("nik 3599010101010001.", "nik 359901**********."),
    ("3599 0101 0101 0001", "359901**********"),
    ("3599.0101.0101.0001 x", "359901********** x"),
    ("Rp16.800 and 2026-12-31 and 123456789012345", "Rp16.800 and 2026-12-31 and 123456789012345"),
    ("35990101010100011", "359901***********"),
    ("", ""),
  ])
  func masked(_ text: String, _ expected: String) { #expect(IdentityMask.masked(text) == expected) }
}

@Suite struct PromptRequestTests {

  @Test(arguments: [
    (":quit", PromptRequest.quit), (":q", .quit), (":keluar", .quit), (":h", .help(nil)),
    (":load \"my plan.payung\"", .load("my plan.payung")), (":muat a.payung", .load("a.payung")),
    (":info x", .info("x")), (": ", .help(nil)), (":data a=b", .data("a=b")), (":LIST", .list),
  ])
  func understood(_ line: String, _ expected: PromptRequest) {
    #expect(try! PromptRequest.parse(line)?.get() == expected)
  }

  @Test func notUnderstood() {
    guard case .failure(.unknown("quti", let near)) = PromptRequest.parse(":quti") else {
      Issue.record("taken for a request")
      return
    }
    #expect(near.first == "quit")
    if case .failure(.incomplete(let name)) = PromptRequest.parse(":load"), name.english == "load" {
    } else {
      Issue.record("no file needed")
    }
    if case .failure(.ambiguous) = PromptRequest.parse(":l") {} else { Issue.record("not ambiguous") }
    #expect(PromptRequest.parse("let x = 1") == nil)
  }
}

@Suite struct DiskFileTests {

  @Test func failuresAreWords() {
    #expect(DiskFile.read("/nonexistent/x") == .failure(.missing))
    #expect(DiskFile.read("/tmp") == .failure(.directory))
    #expect(DiskFile.read("/dev/zero") == .failure(.unusual))
    #expect(DiskFile.write([], to: "/proc/x/y")?.code != nil)
    #expect(DiskFile.write([], to: "/tmp")?.code != nil)
    #expect(DiskFile.write([1], to: "/dev/null")?.code == nil)
    #expect(DiskFile.write([1], to: "/dev/full")?.code == "P0988")
  }
}

@Suite struct FileDigestTests {

  @Test func `the digest of a file read in pieces is that of the whole`() {
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var file = DataFile(name: "d", source: BytesInMemory(bytes))
    let digest = FileDigest()
    file.digest = digest
    // Nothing was read: the bytes are fetched.
    #expect(SHA256.hexadecimal(file) == SHA256.hexadecimal(bytes))
    bytes.withUnsafeBytes { all in
      digest.add(UnsafeRawBufferPointer(rebasing: all[..<300]), at: 0)
      digest.add(UnsafeRawBufferPointer(rebasing: all[300...]), at: 300)
    }
    #expect(digest.hexadecimal(ofFirst: 1_000) == SHA256.hexadecimal(bytes))
    #expect(digest.hexadecimal(ofFirst: 999) == nil)
  }

  @Test func `a digest that missed a piece does not answer`() {
    let digest = FileDigest()
    [UInt8]([1, 2]).withUnsafeBytes { digest.add($0, at: 1) }
    #expect(digest.hexadecimal(ofFirst: 2) == nil)
    #expect(digest.hexadecimal(ofFirst: 3) == nil)
  }
}
