/// Rosters that the examples of diagnostics stand on.
enum ExamplePrograms {

  /// A roster of workers.
  static let workers = """
    roster workers from "workers.csv"
      nik : nik, key
      name : text
      role : one of (rt, rw, bpd)
      income : money per month
      born : date
      enrolled : date, optional
      decile : whole from 1 to 10
    end
    """ + "\n"

  /// A roster of regencies.
  static let regencies = """
    roster regencies from "regencies.csv"
      code : text, key
      people : count
    end
    """ + "\n"

  /// Rosters of regencies and of their villages.
  static let villages =
    regencies + """
      roster villages from "villages.csv"
        code : text, key
        regency : regencies
      end
      """ + "\n"
}
