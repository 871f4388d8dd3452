import Foundation
import Testing

/// Every layout of table that an office needs, as text, CSV and JSON, over the programs of `examples/office`; what was
/// read and kept stands in `Tests/Layouts`, and `UPDATE_EXPECTED=1` keeps it anew.
@Suite struct LayoutTests {

  /// A layout: what is shown, and under which program.
  struct Layout: Sendable, CustomTestStringConvertible {
    let name: String
    let program: String
    let shown: String
    var testDescription: String { name }
  }

  static let layouts: [Layout] = [
    Layout(
      name: "01-target", program: "a-cakupan-peran",
      shown: """
        tampilkan cakupan_peran
          baris total
          judul "Cakupan menurut peran"
          catatan "Penyebut: daftar SK"
        selesai
        """),
    Layout(
      name: "02-cross-table", program: "a-cakupan-peran",
      shown: """
        tampilkan pekerja yang peran adalah perangkat_desa, bpd atau rt_rw menurut desa.kabupaten sebagai 'Kabupaten/Kota' ke bawah, peran ke samping
          dengan banyaknya sebagai orang, persentase terlindungi sebagai cakupan 2 desimal
          tandai bila cakupan < 79%
          baris total
        selesai
        """),
    Layout(
      name: "03-growth", program: "b-pertumbuhan",
      shown: """
        tampilkan gerak menurut desa.kabupaten
          baris total
        selesai
        """),
    Layout(name: "04-ledger", program: "j-pagu-terkecil", shown: "tampilkan bantuan"),
    Layout(
      name: "05-nominative", program: "d-dbhcht",
      shown: """
        tampilkan pekerja yang iuran_tembakau.didanai
          dengan nik, nama, desa.nama sebagai desa, desa.kecamatan sebagai kecamatan, peran, desil, iuran_tembakau.nilai sebagai jumlah, iuran_tembakau.sumber sebagai sumber, iuran_tembakau.urutan sebagai urutan
          urut menurut desa.nama, iuran_tembakau.urutan
          subtotal menurut desa.nama
          baris total
          judul "Daftar nominatif"
        selesai
        """),
    Layout(
      name: "06-not-funded", program: "d-dbhcht",
      shown: """
        tampilkan yang tidak didanai pada iuran_tembakau
          dengan nik, nama, desa.nama sebagai desa, peran, desil, iuran_tembakau.urutan sebagai urutan, iuran_tembakau.alasan sebagai alasan
          urut menurut iuran_tembakau.urutan
        selesai
        """),
    Layout(
      name: "07-cut-off", program: "d-dbhcht",
      shown: """
        tampilkan iuran_tembakau
          5 di sekitar garis potong
        selesai
        """),
    Layout(name: "08-set-aside", program: "f-nik-ganda", shown: "tampilkan yang disisihkan dari usulan"),
    Layout(name: "09-duplicates", program: "f-nik-ganda", shown: "tampilkan ganda dari usulan"),
    Layout(
      name: "10-months", program: "i-jp-dan-keringanan",
      shown: """
        tampilkan pekerja yang peran adalah perangkat_desa menurut bulan dari Januari 2025 sampai Desember 2025
          dengan banyaknya sebagai orang, maksimum jp_ceiling sebagai batas, total iuran_jp sebagai iuran dalam ribu
          baris total
        selesai
        """),
    Layout(name: "11-compare", program: "c-rt-rw", shown: "bandingkan jalur_bpu dengan rencana awal"),
    Layout(
      name: "12-sensitivity", program: "j-pagu-terkecil",
      shown:
        "sapu apbd dari Rp2 juta sampai dengan Rp8 juta dalam langkah Rp2 juta tampilkan rentan_60.kurang sebagai kurang, bantuan.sisa sebagai sisa"
    ),
    Layout(name: "13-ranking", program: "h-desa-terbaik", shown: "tampilkan desa_terbaik"),
    Layout(
      name: "14-figures", program: "g-cukup-berapa-bulan", shown: "tampilkan peserta, perlu_2026, cukup"),
    Layout(
      name: "15-subtotals", program: "a-cakupan-peran",
      shown: """
        tampilkan pekerja menurut desa.kabupaten, peran
          dengan banyaknya sebagai orang, banyaknya yang terlindungi sebagai terlindungi, persentase terlindungi sebagai cakupan
          subtotal menurut desa.kabupaten
          baris total
        selesai
        """),
  ]

  private static let kept = PayungProcess.repository.appendingPathComponent("Tests/Layouts")

  @Test(arguments: layouts) func `a layout reads as it is kept`(_ layout: Layout) throws {
    let scratch = try Scratch()
    let program = PayungProcess.repository.appendingPathComponent("examples/office/\(layout.program).payung")
    let suffixes = ["txt", "csv", "json"]
    let requests = suffixes.map { ":ekspor out.\($0)\n" }.joined()
    let run = try PayungProcess(
      ["repl", program.path, "--language", "id"], in: scratch.folder, input: layout.shown + "\n" + requests)
    #expect(!run.messages.contains("kesalahan"), "\(run.messages)")
    let environment = ProcessInfo.processInfo.environment
    for suffix in suffixes {
      let written = try Data(contentsOf: scratch.folder.appendingPathComponent("out.\(suffix)"))
      let file = LayoutTests.kept.appendingPathComponent("\(layout.name).\(suffix)")
      if environment["UPDATE_EXPECTED"] != nil && environment["CI"] == nil { try written.write(to: file) }
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text == String(decoding: written, as: UTF8.self), "\(file.lastPathComponent)")
      #expect(!text.isEmpty)
    }
  }

  /// Shares of totals and subtotals are those of their people, never means of shares.
  @Test func `totals are computed again from the people`() throws {
    let file = LayoutTests.kept.appendingPathComponent("15-subtotals.json")
    let report = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let blocks = try #require(report["blocks"] as? [[String: Any]])
    let rows = try #require(blocks.first?["rows"] as? [[String: Any]])
    var (group, all, subtotals) = ([0, 0, 0], [0, 0, 0], 0)
    for row in rows {
      let cells = try #require(row["cells"] as? [Any])
      let share = try #require(cells[4] as? [String: Int])
      let counts = [
        try #require(cells[2] as? Int), try #require(share["numerator"]), try #require(share["denominator"]),
      ]
      switch row["kind"] as? String {
      case "row":
        group = zip(group, counts).map(+)
        all = zip(all, counts).map(+)
      case "subtotal":
        #expect(counts == group)
        group = [0, 0, 0]
        subtotals += 1
      default: #expect(counts == all)
      }
    }
    #expect(subtotals > 1 && all[0] > 0)
  }
}
