import Diagnostics
import Testing

@testable import Rosters

@Suite("Keys and references")
struct KeyTests {

  @Test("all rows that share a key are set aside, each naming another", arguments: [1, 2, 7])
  func shared(threads: Int) {
    let table = Reading.read(
      "k,v\n5,a\n3,b\n5,c\n4,d\n5,e\n3,f\n",
      [Reading.field("k", .count(nil), key: true), Reading.field("v", .text)],
      threads: threads, blockBytes: 7)
    #expect((0..<table.count).map { table.cellText(1, $0) } == ["d"])
    #expect(
      table.setAside.map { "\($0.row) \($0.value ?? "") \($0.reason.message(in: .english))" } == [
        "2 5 the key of this row is also that of row 4", "3 3 the key of this row is also that of row 7",
        "4 5 the key of this row is also that of row 2", "6 5 the key of this row is also that of row 2",
        "7 3 the key of this row is also that of row 3",
      ])
    #expect(table.origins[0].row == 5)
  }

  @Test(
    "keys of every type are compared by value",
    arguments: [
      (.text, "a\nb\na\nc\n", 2), (.date(nil), "2025-01-01\n2025-01-02\n2025-01-01\n", 1),
      (.number(nil), "1.5\n1.50\n2\n", 1),
      (.money(nil), "99999999999999999999\n99999999999999999999\n1\n", 1),
      (.text, "Café\nCafe\u{301}\nx\n", 1),
      (.choice([ChoiceSchema("a"), ChoiceSchema("b")]), "a\nA\nb\n", 1),
    ] as [(FieldType, String, Int)])
  func types(type: FieldType, rows: String, left: Int) {
    let table = Reading.read("k\n" + rows, [Reading.field("k", type, key: true)])
    #expect(table.count == left)
    #expect(table.setAside.count == 2)
    #expect(table.setAside.allSatisfy { $0.reason.code == "P0672" })
  }

  @Test("a key may span fields")
  func composite() {
    let fields = [
      Reading.field("a", .text, key: true), Reading.field("b", .count(nil), key: true),
      Reading.field("v", .text),
    ]
    let table = Reading.read("a,b,v\nx,1,p\nx,2,q\ny,1,r\nx,1,s\n", fields)
    #expect((0..<table.count).map { table.cellText(2, $0) } == ["q", "r"])
    let index = KeyIndex(table)
    #expect(index?.row([.text("x"), .integer(2)]) == 0)
    #expect(index?.row([.text("y"), .integer(1)]) == 1)
    #expect(index?.row([.text("x"), .integer(1)]) == nil)
    #expect(index?.row([.text("x")]) == nil)
    #expect(index?.row([.integer(1), .text("x")]) == nil)
  }

  @Test("the latest or the earliest of a key's rows stays; ties do not")
  func policies() {
    let fields = [
      Reading.field("k", .text, key: true), Reading.field("d", .date(nil), optional: true),
      Reading.field("v", .text),
    ]
    let text =
      "k,d,v\na,2025-01-01,1\na,2025-03-01,2\na,,3\nb,2025-01-01,4\nb,2025-01-01,5\nc,,6\nc,,7\nd,,8\n"
    let latest = Reading.read(text, fields, policy: .keepLatest(field: 1))
    #expect((0..<latest.count).map { latest.cellText(2, $0) } == ["2", "8"])
    #expect(
      latest.setAside.map { "\($0.row) \($0.reason.code)" } == [
        "2 P0673", "4 P0673", "5 P0674", "6 P0674", "7 P0674", "8 P0674",
      ])
    let earliest = Reading.read(text, fields, policy: .keepEarliest(field: 1))
    #expect((0..<earliest.count).map { earliest.cellText(2, $0) } == ["1", "8"])
  }

  @Test("many keys, whatever the threads", arguments: [1, 2, 7])
  func many(threads: Int) {
    var generator = SplitMix(seed: 7)
    var seen: [Int: [Int]] = [:]
    var text = "k\n"
    for i in 0..<60_000 {
      let k = Int(generator.next() % 90_000) + 5_000_000_000
      seen[k, default: []].append(i)
      text += "\(k)\n"
    }
    let table = Reading.read(text, [Reading.field("k", .whole(nil), key: true)], threads: threads)
    let alone = seen.values.filter { $0.count == 1 }.map { $0[0] }.sorted()
    #expect((0..<table.count).map { table.origins[$0].row - 2 } == alone)
    #expect(table.rowsRead == 60_000)
    let index = KeyIndex(table)
    for i in stride(from: 0, to: table.count, by: 97) {
      #expect(index?.row(integer: table.columns[0]?.integer(i) ?? 0) == i)
    }
    #expect(index?.row(integer: 1) == nil)
  }

  @Test("references hold the row of the other roster; what finds nothing is set aside")
  func references() {
    let villages = Reading.read(
      "code,name\n35.01,Sukorejo\n35.02,Wringin\n35.02,Kembar\n35.03,Café\n",
      [Reading.field("code", .text, key: true), Reading.field("name", .text)])
    let index = KeyIndex(villages)
    #expect(index != nil)
    let table = Reading.read(
      "n,village\n1,35.03\n2,\" 35.01 \"\n3,35.02\n4,35.3\n5,35.01\n",
      [Reading.field("n", .count(nil)), Reading.field("village", .reference(roster: "villages"))],
      references: ["villages": index].compactMapValues { $0 })
    #expect((0..<table.count).map { table.columns[1]?.integer($0) } == [1, 0, 0])
    #expect(
      table.setAside.map { $0.reason.message(in: .english) } == [
        "‘35.02’ in village is not a key of villages", "‘35.3’ in village is not a key of villages",
      ])
  }

  @Test("references by numbers and dates are compared by value")
  func typedReferences() {
    let days = Reading.read("d\n2025-01-01\n2025-02-01\n", [Reading.field("d", .date(nil), key: true)])
    let table = Reading.read(
      "d\n01/02/2025\n2025-01-01\n", [Reading.field("d", .reference(roster: "days"))], dialect: .indonesia,
      references: ["days": KeyIndex(days)].compactMapValues { $0 })
    #expect((0..<table.count).map { table.columns[0]?.integer($0) } == [1, 0])
    let persons = Reading.read("nik\n3599010101900001\n", [Reading.field("nik", .nik, key: true)])
    let members = Reading.read(
      "nik\n3599010101900001\n3599010101900002\n",
      [Reading.field("nik", .reference(roster: "p"), isPrivate: true)],
      references: ["p": KeyIndex(persons)].compactMapValues { $0 })
    #expect(members.count == 1)
    #expect(members.setAside.map(\.value) == ["***"])
  }

  @Test("a reference without a roster to look in is an error")
  func missingReference() {
    let table = Reading.read("v\n1\n", [Reading.field("v", .reference(roster: "none"))])
    #expect(table.diagnostics.elements.map(\.code) == ["P0627"])
  }
}
