import Diagnostics
import Glibc
import RosterSources
import Synchronization
import Testing

@testable import Rosters
@testable import Session

/// A roster from the cache is the roster that its files give now, or there is none.
@Suite struct CacheTests {

  /// A cache in memory, whose bytes a test can change.
  final class Shelf: Sendable {
    private let kept = Mutex<[String: [UInt8]]>([:])

    var cache: RosterCache {
      RosterCache { name in
        self.kept.withLock { $0[name].map { BytesInMemory($0) } }
      } keep: { name, writer in
        var bytes: [UInt8] = []
        let isWhole = writer {
          bytes.append(contentsOf: $0)
          return true
        }
        #expect(isWhole)
        self.kept.withLock { [bytes] in $0[name] = bytes }
        return nil
      }
    }

    var count: Int { kept.withLock { $0.count } }

    /// What is kept, one thing only.
    var bytes: [UInt8] { kept.withLock { $0.values.first ?? [] } }

    /// Puts `bytes` in the place of what is kept.
    func replace(_ bytes: [UInt8]) {
      kept.withLock { kept in for name in kept.keys { kept[name] = bytes } }
    }
  }

  /// A roster to load: two small files, and how they are read.
  struct Load {
    var files = [
      ("a.csv", Array("nik,name,role,village,paid\n3599010101900001,Siti,rt,A,7\n".utf8)),
      (
        "b.csv",
        Array("nik,name,role,village,paid\n3599010101900002,Budi,rx,B,\n3599010101900003,Ani,rw,B,x\n".utf8)
      ),
    ]
    var schema = RosterSchema(
      name: "people",
      fields: [
        FieldSchema(name: "nik", type: .nik, isKey: true, isPrivate: true),
        FieldSchema(name: "name", type: .text, isPrivate: true),
        FieldSchema(name: "role", type: .choice([ChoiceSchema("rt"), ChoiceSchema("rw")])),
        FieldSchema(name: "village", type: .reference(roster: "villages")),
        FieldSchema(name: "paid", type: .count(0...10), isOptional: true),
      ])
    var villages = "code,name\nA,Atas\nB,Bawah\n"
    var version = "1"
    var threads = 1

    /// Returns the files, how they are read, and what seeks them in `cache`, if there is one.
    func prepared(_ cache: RosterCache?) throws -> (
      files: [DataFile], references: [String: KeyIndex], options: RosterReader.Options, cached: CachedReading?
    ) {
      let villages = RosterReader.read(
        files: [DataFile(name: "v.csv", text: villages)],
        schema: RosterSchema(name: "villages", fields: [FieldSchema(name: "code", type: .text, isKey: true)]))
      let references = ["villages": try #require(KeyIndex(villages))]
      let options = RosterReader.Options(threads: threads)
      let files = files.map { DataFile(name: $0.0, source: BytesInMemory($0.1)) }
      let cached = cache.flatMap {
        CachedReading(
          in: $0, files: files, schema: schema, references: references,
          referencedRows: ["villages": villages.count], options: options, version: version)
      }
      return (files, references, options, cached)
    }

    /// Loads by `cache`, without it if `nil`; returns all that is in the table, and whether it was kept before.
    func run(_ cache: RosterCache?) throws -> (told: String, wasKept: Bool) {
      var (files, references, options, cached) = try prepared(cache)
      if let table = cached?.table() { return (Self.told(table), true) }
      let digests = files.map { _ in FileDigest(isForCache: cached != nil) }
      for i in files.indices { files[i].digest = digests[i] }
      let table = RosterReader.read(files: files, schema: schema, references: references, options: options)
      if let cached { #expect(cached.keep(table, digests: digests) == nil) }
      return (Self.told(table), false)
    }

    private static func told(_ table: RosterTable) -> String {
      var text = "\(table.count) \(table.rowsRead)"
      for (i, field) in table.schema.fields.enumerated() {
        guard let column = table.columns[i] else { continue }
        text +=
          "\n\(field.name): "
          + (0..<table.count).map { row in
            column.text(row) ?? column.number(row).map { "\($0.numerator)/\($0.denominator)" } ?? "–"
          }.joined(separator: " ")
      }
      for row in table.setAside {
        text += "\n\(row.file):\(row.row):\(row.line) \(row.column ?? "") \(row.value ?? "")"
        text += " \(row.reason.code) \(row.reason.message(in: .english))"
      }
      for d in table.diagnostics.elements { text += "\n\(d.code) \(d.message(in: .indonesian))" }
      for l in table.layouts {
        text += "\n\(l.file.name) \(l.headers) \(SHA256.hexadecimal(l.file) ?? "")"
      }
      return text
    }
  }

  @Test(arguments: [1, 3]) func theSecondLoadIsTheFirst(_ threads: Int) throws {
    let shelf = Shelf()
    var load = Load()
    load.threads = threads
    let plain = try load.run(nil)
    let first = try load.run(shelf.cache)
    let second = try load.run(shelf.cache)
    #expect(!first.wasKept && second.wasKept)
    #expect(first.told == plain.told && second.told == plain.told)
    #expect(plain.told.contains("set") || plain.told.contains("P06"))
  }

  @Test func everyChangedByteOfASourceIsSeen() throws {
    let shelf = Shelf()
    let load = Load()
    _ = try load.run(shelf.cache)
    for f in load.files.indices {
      for i in load.files[f].1.indices {
        for change: UInt8 in [1, 0x20, 0x80] {
          var other = load
          other.files[f].1[i] ^= change
          let fresh = try other.run(nil)
          let kept = try other.run(shelf.cache)
          #expect(!kept.wasKept && kept.told == fresh.told, "byte \(i) of file \(f)")
        }
      }
    }
    #expect(try load.run(shelf.cache).wasKept)
  }

  @Test func aLongerAShorterAndAnotherFileAreOthers() throws {
    let shelf = Shelf()
    let load = Load()
    _ = try load.run(shelf.cache)
    let more = Array("3599010101900009,Umi,rt,A,1\n".utf8)
    let changes: [(inout Load) -> Void] = [
      { $0.files[0].1 += more }, { $0.files[1].1.removeLast() }, { $0.files.removeLast() },
      { $0.files.swapAt(0, 1) }, { $0.files[0].0 = "c.csv" }, { $0.files.append(("c.csv", $0.files[0].1)) },
      {
        // The same bytes, cut elsewhere.
        let all = $0.files[0].1 + $0.files[1].1
        $0.files = [("a.csv", Array(all[..<70])), ("b.csv", Array(all[70...]))]
      },
    ]
    for change in changes {
      var other = load
      change(&other)
      let fresh = try other.run(nil)
      let kept = try other.run(shelf.cache)
      #expect(!kept.wasKept && kept.told == fresh.told)
    }
  }

  @Test func everyAspectOfTheSchemaCounts() throws {
    let shelf = Shelf()
    let load = Load()
    _ = try load.run(shelf.cache)
    let changes: [(inout Load) -> Void] = [
      { $0.schema.name = "workers" }, { $0.schema.fields[1].name = "nama" },
      { $0.schema.fields[1].header = "role" }, { $0.schema.fields[1].otherHeaders = ["nama"] },
      { $0.schema.fields[4].type = .whole(0...10) }, { $0.schema.fields[4].type = .count(0...6) },
      { $0.schema.fields[4].type = .count(nil) }, { $0.schema.fields[4].type = .number(nil) },
      { $0.schema.fields[4].type = .money(nil) }, { $0.schema.fields[4].type = .text },
      { $0.schema.fields[4].isOptional = false }, { $0.schema.fields[4].isKept = false },
      { $0.schema.fields[4].isPrivate = true }, { $0.schema.fields[0].isKey = false },
      { $0.schema.fields[1].isKey = true }, { $0.schema.fields.swapAt(0, 1) },
      { $0.schema.fields.removeLast() },
      { $0.schema.fields[4].site = Span(file: FileID(0), start: 1, end: 2) },
      { $0.schema.fields[2].type = .choice([ChoiceSchema("rw"), ChoiceSchema("rt")]) },
      { $0.schema.fields[2].type = .choice([ChoiceSchema("rt"), ChoiceSchema("rw", spellings: ["rx"])]) },
      { $0.schema.fields[3].type = .text }, { $0.schema.dialect = .indonesia },
      { $0.schema.dialect = .international }, { $0.schema.duplicatePolicy = .keepLatest(field: 4) },
      { $0.schema.duplicatePolicy = .keepEarliest(field: 4) }, { $0.schema.tolerance = .one },
      { $0.schema.fields.append(FieldSchema(name: "file", type: .text)) }, { $0.version = "2" },
      { $0.villages = "code,name\nB,Bawah\nA,Atas\n" }, { $0.villages = "code,name\nA,Atas\nC,Ceruk\n" },
    ]
    for (i, change) in changes.enumerated() {
      var other = load
      change(&other)
      let fresh = try other.run(nil)
      let first = try other.run(shelf.cache)
      let second = try other.run(shelf.cache)
      #expect(!first.wasKept && first.told == fresh.told && second.told == fresh.told, "change \(i)")
    }
    // Where a field is declared may move; what the other villages are called changes no row of these.
    var moved = load
    moved.villages = "code,name\nA,Tinggi\nB,Rendah\n"
    moved.threads = 2
    #expect(try moved.run(shelf.cache).wasKept)
  }

  @Test func movingTheDeclarationKeepsTheRowsAndMovesWhatIsSaid() throws {
    let shelf = Shelf()
    var load = Load()
    load.schema.fields[2].site = Span(file: FileID(0), start: 10, end: 20)
    _ = try load.run(shelf.cache)
    load.schema.fields[2].site = Span(file: FileID(0), start: 30, end: 40)
    let (kept, fresh) = (try load.run(shelf.cache), try load.run(nil))
    #expect(kept.wasKept && kept.told == fresh.told)
  }

  @Test func everyChangedByteOfWhatIsKeptIsSeen() throws {
    let shelf = Shelf()
    let load = Load()
    let fresh = try load.run(nil)
    _ = try load.run(shelf.cache)
    let good = shelf.bytes
    let cached = try #require(try load.prepared(shelf.cache).cached)
    #expect(cached.table() != nil)
    for i in good.indices {
      var bad = good
      bad[i] ^= [1, 0x80, 0xFF][i % 3]
      shelf.replace(bad)
      #expect(cached.table() == nil, "byte \(i)")
    }
    let loaded = try load.run(shelf.cache)
    #expect(!loaded.wasKept && loaded.told == fresh.told)
    // It is mended by the load that could not use it.
    #expect(try load.run(shelf.cache).wasKept)
  }

  @Test func whatIsCutOffOrAddedToIsNotUsed() throws {
    let shelf = Shelf()
    let load = Load()
    _ = try load.run(shelf.cache)
    let good = shelf.bytes
    let others =
      good.indices.map { Array(good[..<$0]) } + good.indices.dropFirst().map { Array(good[$0...]) } + [
        good + [0], [0] + good, good + good, Array(good.reversed()),
        [UInt8](repeating: 0, count: good.count), [UInt8](repeating: 0xFF, count: 4096),
      ]
    let cached = try #require(try load.prepared(shelf.cache).cached)
    for bad in others {
      shelf.replace(bad)
      #expect(cached.table() == nil, "\(bad.count) bytes")
    }
  }

  /// Whoever has the roster's files can make the key, and so seal anything: that is not believed either.
  @Test func whatIsSealedRightlyAndWrittenWronglyNeverTraps() throws {
    let long = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let archive = RosterArchive(
      facts: [1, 2, 3], arrays: [.bytes([1, 2]), .longs([5]), .bytes(long), .words([])])
    let key = CacheKey(contents: [[1]], circumstances: FactsWriter())
    for threads in [1, 3] {
      var bytes: [UInt8] = []
      let isWhole = SealedRoster.write(archive, digests: ["a", "b"], key: key, threads: threads) {
        bytes.append(contentsOf: $0)
        return true
      }
      let read = try #require(SealedRoster(BytesInMemory(bytes), key: key, threads: threads))
      #expect(isWhole && read.archive.facts == [1, 2, 3] && (try? read.digests(count: 2)) == ["a", "b"])
      #expect("\(read.archive.arrays)" == "\(archive.arrays)")
      #expect((try? read.digests(count: 1)) == nil)
      let other = CacheKey(contents: [[2]], circumstances: FactsWriter())
      #expect(SealedRoster(BytesInMemory(bytes), key: other, threads: threads) == nil)
    }
    // Directories of all kinds behind 16 bytes of arrays.
    var directory = FactsWriter()
    directory.put(2)
    for count in [8, 2] {
      directory.put(count == 8 ? 1 : 4)
      directory.put(count)
      directory.put([UInt8](repeating: 0, count: 32))
    }
    directory.put([1, 2, 3])
    directory.put([])
    let salt = [UInt8](repeating: 7, count: SealedRoster.saltBytes)
    for i in directory.bytes.indices {
      for change: UInt8 in [1, 2, 0x7F, 0x80, 0xFF] {
        var changed = directory.bytes
        changed[i] ^= change
        for facts in [changed, Array(changed[..<i])] {
          var bytes = [UInt8](repeating: 0, count: 16)
          let isWhole = SealedRoster.close(facts, salt: salt, key: key) {
            bytes.append(contentsOf: $0)
            return true
          }
          #expect(isWhole && SealedRoster(BytesInMemory(bytes), key: key, threads: 1) == nil)
        }
      }
    }
  }

  @Test func aFileThatChangesWhileItIsReadIsNotKept() throws {
    /// Bytes of which one is another from the second reading on.
    final class Restless: ByteSource {
      private let readings = Mutex(0)
      private let bytes: [UInt8]
      init(_ bytes: [UInt8]) { self.bytes = bytes }
      var size: Int { bytes.count }
      func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceFailure) -> Int {
        var now = bytes
        let count = readings.withLock { readings in
          readings += 1
          return readings
        }
        if count > 1 { now[now.count - 2] = UInt8(ascii: "8") }
        return try BytesInMemory(now).read(at: offset, into: buffer)
      }
    }
    let shelf = Shelf()
    let schema = RosterSchema(name: "people", fields: [FieldSchema(name: "id", type: .count(nil))])
    var file = DataFile(name: "a.csv", source: Restless(Array("id\n1\n2\n".utf8)))
    let cached = try #require(
      CachedReading(
        in: shelf.cache, files: [file], schema: schema, references: [:], referencedRows: [:],
        options: RosterReader.Options()))
    let digest = FileDigest(isForCache: true)
    file.digest = digest
    let table = RosterReader.read(files: [file], schema: schema)
    #expect(table.count == 2 && cached.keep(table, digests: [digest]) == nil)
    #expect(shelf.count == 0)
  }

  @Test func nothingOfTheRosterIsInTheClear() throws {
    let shelf = Shelf()
    var load = Load()
    let names = (0..<200).map { "Sitirahmawati\($0)" }
    let lines = names.enumerated().map { "35990101019\(10_000 + $0.offset),\($0.element),rt,A,7\n" }
    load.files = [("a.csv", Array(("nik,name,role,village,paid\n" + lines.joined()).utf8))]
    load.schema.fields[0].isPrivate = false
    _ = try load.run(shelf.cache)
    let bytes = shelf.bytes
    func holds(_ wanted: [UInt8]) -> Bool {
      bytes.indices.contains {
        $0 + wanted.count <= bytes.count && bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
      }
    }
    for word in ["Siti", "rahmawati", "35990101", "nik", "name", "village", "a.csv", "payung: "] {
      #expect(!holds(Array(word.utf8)), "\(word)")
    }
    let number: Int64 = 3_599_010_101_910_000
    let raw = withUnsafeBytes(of: number.littleEndian) { Array($0) }
    #expect(!holds(Array(raw[..<7])))
    // The fingerprint that run.json publishes is not the one that the key is made of.
    let source = load.files[0].1
    #expect(
      ContentDigest.digest(of: BytesInMemory(source), threads: 1) { false } != nil
        && ContentDigest.digest(of: BytesInMemory(source), threads: 1) { false }
          != Array(SHA256.hexadecimal(source).utf8)
    )
  }

  @Test func theSameRosterIsNeverEncipheredTheSameWayTwice() throws {
    let (one, two) = (Shelf(), Shelf())
    _ = try Load().run(one.cache)
    _ = try Load().run(two.cache)
    #expect(one.bytes.count == two.bytes.count)
    let same = zip(one.bytes, two.bytes).count { $0 == $1 }
    #expect(same < one.bytes.count / 8)
  }
}

/// The primitives, by the examples of their standards.
@Suite struct SealingTests {

  @Test func buildsAreToldApart() {
    // The linker of these tests gives them an identity, as that of the program does.
    #expect(Release.build.count == 20)
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = Array(hexadecimal.utf8.filter { $0 != 0x20 && $0 != 0x0A })
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
    }
  }

  @Test func chaChaIsThatOfItsStandard() {
    // RFC 8439, 2.4.2: the nonce 00000000 0000004a 00000000, from block 1 on.
    let text =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
    let wanted = Self.bytes(
      """
      6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab8f593dabcd62b357
      1639d624e65152ab8f530c359f0861d807ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab7793736
      5af90bbf74a35be6b40b8eedf2785e42874d
      """)
    var found = Array(text.utf8)
    let cipher = StreamCipher(key: (0..<32).map { UInt8($0) })
    found.withUnsafeMutableBytes { cipher.apply(to: $0, region: 0x4a00_0000, offset: 64) }
    #expect(found == wanted)
    // RFC 8439, A.1, the first and the second: the key stream of zeros.
    var stream = [UInt8](repeating: 0, count: 128)
    let zeros = StreamCipher(key: [UInt8](repeating: 0, count: 32))
    stream.withUnsafeMutableBytes { zeros.apply(to: $0, region: 0, offset: 0) }
    #expect(
      stream
        == Self.bytes(
          """
          76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7
          da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586
          9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed
          29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f
          """))
  }

  @Test(arguments: [0, 1, 63, 64, 65, 511, 512, 513, 4_000]) func piecesAreEncipheredAsTheWhole(_ count: Int)
  {
    let cipher = StreamCipher(key: (0..<32).map { UInt8($0 * 7) })
    var whole = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    var pieces = whole
    whole.withUnsafeMutableBytes { cipher.apply(to: $0, region: 3, offset: 0) }
    for start in stride(from: 0, to: count, by: 192) {
      pieces.withUnsafeMutableBytes {
        let piece = UnsafeMutableRawBufferPointer(rebasing: $0[start..<min(count, start + 192)])
        cipher.apply(to: piece, region: 3, offset: start)
      }
    }
    #expect(pieces == whole)
    whole.withUnsafeMutableBytes { cipher.apply(to: $0, region: 3, offset: 0) }
    #expect(whole == (0..<count).map { UInt8(truncatingIfNeeded: $0) })
  }

  @Test func regionsAndPlacesFarApartHaveStreamsOfTheirOwn() {
    let cipher = StreamCipher(key: [UInt8](repeating: 9, count: 32))
    var streams: Set<[UInt8]> = []
    let places = [(0, 0), (1, 0), (256, 0), (0, 64), (0, 1 << 38), (1, 1 << 38), (0, 1 << 46)]
    for (region, offset) in places {
      var stream = [UInt8](repeating: 0, count: 64)
      stream.withUnsafeMutableBytes { cipher.apply(to: $0, region: region, offset: offset) }
      streams.insert(stream)
    }
    #expect(streams.count == places.count)
  }

  @Test func messageCodeIsThatOfItsStandard() {
    // RFC 4231, cases 1, 2 and 3.
    let cases: [([UInt8], [UInt8], String)] = [
      (
        [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
    ]
    for (key, message, code) in cases { #expect(MessageCode.of(message, key: key) == Self.bytes(code)) }
  }

  @Test(arguments: [0, 1, 55, 64, 100, 1 << 10]) func twoDigestsAtOnceAreTheSameAsOneByOne(_ head: Int) {
    let a = (0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let b = (0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 17 &+ 5) }
    for usesInstructions in [true, false] {
      var (one, two) = (
        SHA256(usingInstructions: usesInstructions), SHA256(usingInstructions: usesInstructions)
      )
      for range in [0..<head, head..<head + 64, head + 64..<1_900] {
        a.withUnsafeBytes { a in
          b.withUnsafeBytes { b in
            one.update(
              UnsafeRawBufferPointer(rebasing: a[range]), and: &two,
              UnsafeRawBufferPointer(rebasing: b[range]))
          }
        }
      }
      #expect(one.hexadecimal() == SHA256.hexadecimal(Array(a[..<1_900])))
      #expect(two.hexadecimal() == SHA256.hexadecimal(Array(b[..<1_900])))
    }
  }

  @Test(arguments: [0, 1, 64, 1000, 1 << 20, (1 << 20) + 1, 2 << 20, (3 << 20) + 77])
  func contentIsDigestedAlikeInPiecesAndAtOnce(_ size: Int) {
    var bytes = [UInt8](repeating: 0, count: size)
    for i in stride(from: 0, to: size, by: 97) { bytes[i] = UInt8(truncatingIfNeeded: i / 97) }
    let source = BytesInMemory(bytes)
    let digests = [1, 2, 5].map { ContentDigest.digest(of: source, threads: $0) { false } }
    for step in [1 << 20, 300_001, (1 << 20) + 64] {
      let running = FileDigest(isForCache: true)
      for start in stride(from: 0, to: size, by: step) {
        bytes.withUnsafeBytes {
          running.add(UnsafeRawBufferPointer(rebasing: $0[start..<min(size, start + step)]), at: start)
        }
      }
      #expect(digests.allSatisfy { $0 != nil && $0 == running.content(ofFirst: size) })
      #expect(running.hexadecimal(ofFirst: size) == SHA256.hexadecimal(bytes))
    }
    #expect(ContentDigest.digest(of: source, threads: 1) { true } == nil || size == 0)
  }
}
