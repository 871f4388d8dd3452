/// The texts of the sample and of a new project, in both languages.
enum SampleTexts {

  /// The plan.
  static let englishProgram = """
    language english, edition 2026

    ## A sample: forty invented workers in six villages.

    as of 1 January 2026

    roster kabupaten from "data/kabupaten.csv"
      kode : text, key
      nama : text
    end

    roster desa from "data/desa.csv"
      kode      : text, key
      nama      : text
      kabupaten : kabupaten
    end

    roster pekerja from "data/pekerja.csv"
      nik       : nik, key, private
      nama      : text, private, column "NAMA LENGKAP"
      desa      : desa, column "KODE DESA"
      peran     : one of (perangkat_desa = "Perangkat Desa", bpd, rt = "Ketua RT", rw = "Ketua RW",
                  petani, pedagang, ojek, nelayan), column "JABATAN"
      segmen    : one of (PU, BPU)
      lahir     : date, column "TGL LAHIR"
      upah      : money per month, column "PENGHASILAN"
      terdaftar : date, optional, column "TMT"
      desil     : whole from 1 to 10
      dialect indonesia
    end

    ## What the contribution of one self-employed worker is (JKK and JKM).
    param iuran : money per month under "PP 44/2015"
      from 2015-07-01 = Rp16.800
    end

    let batas_desil = 4

    rule umur for pekerja = years from lahir to today
    rule terlindungi for pekerja = terdaftar is present and terdaftar on or before today
    rule layak for pekerja = not terlindungi and segmen is BPU and desil at most batas_desil

    budget apbd = Rp1,5 juta, reserve 5%

    allocate bantuan
      from apbd
      to pekerja where layak
      pay iuran * 12 months
      in order of desil, umur descending, nik
    end

    target rentan
      of pekerja where desil at most 4
      reach 60% terlindungi or bantuan.funded
      in each desa.kabupaten
      by 31 December 2026
      cost iuran * 12 months
    end

    scenario hemat "a quarter less"
      set apbd = apbd * 75%
    end

    """

  /// The plan, in Indonesian.
  static let indonesianProgram = """
    bahasa indonesia, edisi 2026

    ## Contoh: empat puluh pekerja rekaan di enam desa.

    per tanggal 1 Januari 2026

    daftar kabupaten dari "data/kabupaten.csv"
      kode : teks, kunci
      nama : teks
    selesai

    daftar desa dari "data/desa.csv"
      kode      : teks, kunci
      nama      : teks
      kabupaten : kabupaten
    selesai

    daftar pekerja dari "data/pekerja.csv"
      nik       : nik, kunci, rahasia
      nama      : teks, rahasia, kolom "NAMA LENGKAP"
      desa      : desa, kolom "KODE DESA"
      peran     : salah satu dari (perangkat_desa = "Perangkat Desa", bpd, rt = "Ketua RT", rw = "Ketua RW",
                  petani, pedagang, ojek, nelayan), kolom "JABATAN"
      segmen    : salah satu dari (PU, BPU)
      lahir     : tanggal, kolom "TGL LAHIR"
      upah      : uang per bulan, kolom "PENGHASILAN"
      terdaftar : tanggal, boleh kosong, kolom "TMT"
      desil     : bilangan bulat dari 1 sampai dengan 10
      dialek indonesia
    selesai

    ## Iuran satu pekerja bukan penerima upah (JKK dan JKM).
    parameter iuran : uang per bulan berdasarkan "PP 44/2015"
      dari 2015-07-01 = Rp16.800
    selesai

    misalkan batas_desil = 4

    aturan umur untuk pekerja = tahun dari lahir sampai hari ini
    aturan terlindungi untuk pekerja = terdaftar terisi dan terdaftar tidak sesudah hari ini
    aturan layak untuk pekerja = tidak terlindungi dan segmen adalah BPU dan desil paling banyak batas_desil

    pagu apbd = Rp1,5 juta, cadangkan 5%

    alokasikan bantuan
      dari apbd
      kepada pekerja yang layak
      bayar iuran * 12 bulan
      urut menurut desil, umur menurun, nik
    selesai

    target rentan
      sasaran pekerja yang desil paling banyak 4
      capai 60% terlindungi atau bantuan.didanai
      di setiap desa.kabupaten
      paling lambat 31 Desember 2026
      biaya iuran * 12 bulan
    selesai

    skenario hemat "berkurang seperempat"
      ubah apbd = apbd * 75%
    selesai

    """

  /// What a new project shows.
  static let englishActions = """

    show pekerja by desa.kabupaten with count as people, share terlindungi as covered, total row

    show bantuan
    show rentan

    """

  /// What a new project shows, in Indonesian.
  static let indonesianActions = """

    tampilkan pekerja menurut desa.kabupaten dengan banyaknya sebagai orang, persentase terlindungi sebagai cakupan, baris total

    tampilkan bantuan
    tampilkan rentan

    """

  /// The tests of a new project.
  static let englishTests = """
    language english, edition 2026

    use "plan.payung"

    test "who is eligible"
      given pekerja: terlindungi no, segmen BPU, desil 4
      expect layak is yes
    end

    test "a wage earner is not"
      given pekerja: terlindungi no, segmen PU, desil 1
      expect layak is no
    end

    test "not a rupiah is lost"
      expect bantuan is conserved
      expect bantuan is independent of row order
    end

    """

  /// The tests of a new project, in Indonesian.
  static let indonesianTests = """
    bahasa indonesia, edisi 2026

    pakai "rencana.payung"

    uji "siapa yang layak"
      diketahui pekerja: terlindungi tidak, segmen BPU, desil 4
      seharusnya layak adalah ya
    selesai

    uji "penerima upah tidak"
      diketahui pekerja: terlindungi tidak, segmen PU, desil 1
      seharusnya layak adalah tidak
    selesai

    uji "tidak serupiah pun hilang"
      seharusnya bantuan kekal
      seharusnya bantuan tidak bergantung urutan baris
    selesai

    """

  /// What a new project says of itself.
  static let englishReadMe = """
    # A Payung project

        payung run plan.payung        the tables
        payung test plan-test.payung  the tests
        payung plan.payung            ask questions

    `data/` holds forty invented people. To use your own, keep the column headings, or say in `plan.payung` what yours are
    called: `nama : text, private, column "NAMA LENGKAP"`. `payung data data/yours.csv` reads a file and suggests the block.

    """

  /// What a new project says of itself, in Indonesian.
  static let indonesianReadMe = """
    # Proyek Payung

        payung run rencana.payung       tabel-tabelnya
        payung test uji-rencana.payung  ujinya
        payung rencana.payung           bertanya

    `data/` berisi empat puluh orang rekaan. Untuk memakai data Anda, samakan judul kolomnya, atau sebutkan di `rencana.payung`
    nama kolom Anda: `nama : teks, rahasia, kolom "NAMA LENGKAP"`. `payung data data/punya-anda.csv` membaca berkas dan
    menyarankan bloknya.

    """

  /// Three regencies.
  static let regencies = """
    kode;nama
    35.16;Kab. Mojokerto
    35.25;Kab. Gresik
    35.76;Kota Mojokerto

    """

  /// Six villages.
  static let villages = """
    kode;nama;kabupaten
    35.16.09.2001;Desa Sumberjati;35.16
    35.16.09.2004;Desa Karanganyar;35.16
    35.16.11.2002;Desa Tirtomulyo;35.16
    35.25.08.2003;Desa Banjarsari;35.25
    35.25.08.2006;Desa Wedani;35.25
    35.76.01.1002;Kelurahan Mentikan;35.76

    """

  /// Forty invented workers, whose numbers no person can have.
  static let workers = """
    NIK;NAMA LENGKAP;KODE DESA;JABATAN;SEGMEN;TGL LAHIR;PENGHASILAN;TMT;DESIL
    3599016107670001;Lestari Santoso;35.16.09.2001;Perangkat Desa;PU;21/07/1967;2.022.200;27/09/2019;7
    3599020301710001;Lestari Wijaya;35.16.09.2001;Ketua RW;BPU;03/01/1971;1.250.000;08/02/2024;1
    3599031911980001;Siti Rahayu;35.16.09.2004;Ojek;BPU;19/11/1998;600.000;;4
    3599045405660001;Lestari Astuti;35.16.09.2004;Ketua RT;BPU;14/05/1966;850.000;19/05/2020;1
    3599051802810001;Agus Wahyuni;35.16.11.2002;Petani;BPU;18/02/1981;750.000;;6
    3599061506850001;Dewi Rahayu;35.16.11.2002;Perangkat Desa;PU;15/06/1985;2.022.200;15/06/2022;6
    3599015609770001;Ratna Wijaya;35.25.08.2003;Petani;BPU;16/09/1977;1.050.000;;3
    3599026503840001;Imam Astuti;35.25.08.2003;Nelayan;BPU;25/03/1984;1.050.000;16/07/2018;1
    3599032306780001;Joko Wahyuni;35.25.08.2006;Ketua RT;BPU;23/06/1978;1.050.000;19/08/2019;1
    3599042401620001;Wati Saputra;35.76.01.1002;Pedagang;BPU;24/01/1962;1.000.000;;4
    3599051501800001;Agus Prasetyo;35.16.09.2001;BPD;PU;15/01/1980;1.000.000;20/02/2025;5
    3599065307730001;Rahmat Setiawan;35.16.09.2001;Petani;BPU;13/07/1973;1.400.000;15/07/2022;2
    3599016206840001;Slamet Rahayu;35.16.09.2004;Perangkat Desa;PU;22/06/1984;2.022.200;08/03/2019;6
    3599022708580001;Endang Astuti;35.16.09.2004;Petani;BPU;27/08/1958;850.000;01/03/2024;5
    3599032812660001;Yuliana Setiawan;35.16.11.2002;Nelayan;BPU;28/12/1966;1.800.000;;1
    3599044407830001;Agus Wijaya;35.16.11.2002;Ketua RT;BPU;04/07/1983;1.400.000;;1
    3599050403860001;Ahmad Astuti;35.25.08.2003;Pedagang;BPU;04/03/1986;1.050.000;;1
    3599066006640001;Joko Utami;35.25.08.2003;BPD;PU;20/06/1964;1.000.000;28/04/2024;6
    3599010402880001;Bambang Wahyuni;35.25.08.2006;Petani;BPU;04/02/1988;1.400.000;;4
    3599026402670001;Dewi Setiawan;35.76.01.1002;Pedagang;BPU;24/02/1967;1.050.000;;4
    3599034506910001;Wati Wijaya;35.16.09.2001;Ketua RW;BPU;05/06/1991;1.800.000;;5
    3599041209740001;Imam Setiawan;35.16.09.2001;Ojek;BPU;12/09/1974;850.000;;2
    3599050811790001;Nur Rahayu;35.16.09.2004;Ketua RT;BPU;08/11/1979;900.000;;4
    3599060112800001;Joko Rahayu;35.16.09.2004;Petani;BPU;01/12/1980;600.000;;4
    3599012608800001;Endang Wijaya;35.16.11.2002;BPD;PU;26/08/1980;1.000.000;;7
    3599024708720001;Endang Wijaya;35.16.11.2002;Petani;BPU;07/08/1972;1.050.000;20/10/2018;4
    3599032607650001;Hasan Wijaya;35.25.08.2003;Perangkat Desa;PU;26/07/1965;2.022.200;07/08/2020;8
    3599041507040001;Dewi Hidayat;35.25.08.2003;Ketua RW;BPU;15/07/2004;1.250.000;;1
    3599051903590001;Ratna Astuti;35.25.08.2006;Ojek;BPU;19/03/1959;1.400.000;;2
    3599060506000001;Slamet Saputra;35.76.01.1002;Ketua RT;BPU;05/06/2000;1.800.000;01/01/2019;5
    3599010104700001;Imam Saputra;35.16.09.2001;Petani;BPU;01/04/1970;1.000.000;17/04/2023;3
    3599021212610001;Slamet Setiawan;35.16.09.2001;Perangkat Desa;PU;12/12/1961;2.022.200;22/10/2024;9
    3599036801900001;Ahmad Hidayat;35.16.09.2004;Petani;BPU;28/01/1990;1.400.000;;6
    3599046410880001;Ningsih Setiawan;35.16.09.2004;Nelayan;BPU;24/10/1988;750.000;;3
    3599050209640001;Ahmad Wijaya;35.16.11.2002;Ketua RT;BPU;02/09/1964;900.000;02/02/2025;5
    3599066009970001;Nur Setiawan;35.16.11.2002;Pedagang;BPU;20/09/1997;1.800.000;09/08/2025;5
    3599010709740001;Budi Rahayu;35.25.08.2003;Ketua RT;BPU;07/09/1974;1.400.000;04/07/2025;3
    3599025011710001;Endang Hidayat;35.25.08.2003;Petani;BPU;10/11/1971;750.000;;2
    3599034808660001;Nur Hidayat;35.25.08.2006;Perangkat Desa;PU;08/08/1966;2.022.200;04/07/2025;6
    3599041107900001;Hasan Setiawan;35.76.01.1002;Petani;BPU;11/07/1990;1.250.000;11/02/2023;1

    """
}
