import Diagnostics

/// A guided tour at the prompt, over the sample.
enum Tutorial {

  /// A lesson: what it is about, and what to try.
  struct Lesson: Sendable {
    /// What it is about.
    let title: Bilingual
    /// What is said; lines that begin with two spaces are to be tried, and a test tries them.
    let text: Bilingual

    /// The lines to try, in `language`.
    func entries(_ language: Language) -> [String] {
      text(language).split(separator: "\n").filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
    }
  }

  /// The lessons, in order.
  static let lessons: [Lesson] = [
    Lesson(
      title: Bilingual(en: "A list, and how many are on it", id: "Sebuah daftar, dan berapa isinya"),
      text: Bilingual(
        en: """
          The sample holds forty invented workers, `pekerja`, in six villages. Type a line and press Return; Tab
          completes words.
            count pekerja
            show pekerja by peran
            show pekerja where desil is 1 first 5
          NIKs and names are masked; `#9` is row 9 of the file.
          """,
        id: """
          Contoh ini berisi empat puluh pekerja rekaan, `pekerja`, di enam desa. Ketik sebuah baris lalu tekan Enter;
          Tab melengkapi kata.
            banyaknya pekerja
            tampilkan pekerja menurut peran
            tampilkan pekerja yang desil adalah 1 5 pertama
          NIK dan nama disamarkan; `#9` adalah baris 9 di berkasnya.
          """)),
    Lesson(
      title: Bilingual(en: "Percentages know their denominator", id: "Persentase tahu penyebutnya"),
      text: Bilingual(
        en: """
          `terlindungi` is a rule of the sample: enrolled on or before today.
            share terlindungi of pekerja
            show pekerja by desa.kabupaten with count as people, share terlindungi as covered, total row
            :info terlindungi
          The total is computed anew over all people; percentages are never averaged.
          """,
        id: """
          `terlindungi` adalah aturan pada contoh: terdaftar sampai hari ini.
            persentase terlindungi dari pekerja
            tampilkan pekerja menurut desa.kabupaten dengan banyaknya sebagai orang, persentase terlindungi sebagai cakupan, baris total
            :tentang terlindungi
          Baris total dihitung lagi atas semua orang; persentase tidak pernah dirata-rata.
          """)),
    Lesson(
      title: Bilingual(en: "A definition of your own", id: "Definisi Anda sendiri"),
      text: Bilingual(
        en: """
          Money per month times months is money; a monthly rate plus an amount is refused.
            let setahun = iuran * 12 months
            setahun
            let sasaran = count pekerja where layak
            sasaran * setahun
            :set batas_desil = 3
            sasaran * setahun
          You changed one number, and what rests on it followed.
          """,
        id: """
          Uang per bulan kali bulan adalah uang; tarif bulanan ditambah sejumlah uang ditolak.
            misalkan setahun = iuran * 12 bulan
            setahun
            misalkan jumlah_layak = banyaknya pekerja yang layak
            jumlah_layak * setahun
            :ubah batas_desil = 3
            jumlah_layak * setahun
          Anda mengubah satu angka, dan yang bertumpu padanya ikut berubah.
          """)),
    Lesson(
      title: Bilingual(en: "Where the money goes, and why", id: "Ke mana uangnya, dan mengapa"),
      text: Bilingual(
        en: """
          `bantuan` is an allocation from the budget `apbd`, in order of decile and age.
            show bantuan
            why bantuan for pekerja #4
            show not funded in bantuan
          Allocated + reserve + left is the budget, to the rupiah.
          """,
        id: """
          `bantuan` adalah alokasi dari pagu `apbd`, urut menurut desil dan umur.
            tampilkan bantuan
            mengapa bantuan untuk pekerja #4
            tampilkan yang tidak didanai pada bantuan
          Dialokasikan + cadangan + sisa sama dengan pagu, sampai ke rupiahnya.
          """)),
    Lesson(
      title: Bilingual(en: "What if", id: "Bagaimana bila"),
      text: Bilingual(
        en: """
          `hemat` is a scenario of the sample: a quarter less. What you suppose stays until you go back to the plan.
            is apbd enough
            suppose apbd = apbd * 90%
            show rentan
            back to the plan
            compare hemat with base
            find least apbd from Rp500 ribu to Rp10 juta in steps of Rp100 ribu so that target rentan is met
          """,
        id: """
          `hemat` adalah skenario pada contoh: berkurang seperempat. Yang Anda andaikan tetap berlaku sampai Anda kembali
          ke rencana.
            apakah apbd cukup
            andaikan apbd = apbd * 90%
            tampilkan rentan
            kembali ke rencana
            bandingkan hemat dengan rencana awal
            cari apbd terkecil dari Rp500 ribu sampai Rp10 juta dalam langkah Rp100 ribu agar target rentan tercapai
          """)),
    Lesson(
      title: Bilingual(en: "Keeping it", id: "Menyimpannya"),
      text: Bilingual(
        en: """
          What you entered can be kept as a program that runs; a picture, a table or a transcript as a file.
            chart count pekerja by peran
            :last
            :list
          `:export roles.csv` writes the last result, `:save plan.payung` what you defined, and `:transcript talk.txt`
          writes down what follows.
          """,
        id: """
          Yang Anda masukkan dapat disimpan sebagai program yang berjalan; gambar, tabel, atau catatan sebagai berkas.
            grafik banyaknya pekerja menurut peran
            :terakhir
            :isi
          `:ekspor peran.csv` menulis hasil terakhir, `:simpan rencana.payung` yang Anda definisikan, dan
          `:catat rapat.txt` mencatat apa yang menyusul.
          """)),
  ]
}
