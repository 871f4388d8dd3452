import Rosters

#if canImport(Glibc)
  import Glibc
#endif

/// The clock of the machine; nothing below the executable looks at it.
enum Clock {

  /// The day it is where the machine stands.
  static var today: CalendarDate {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CalendarDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? CalendarDate(days: 0)
  }
}

extension Clock {

  /// Microseconds since some moment; only differences mean something.
  static var monotonicMicroseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int(now.tv_sec) * 1_000_000 + Int(now.tv_nsec) / 1000
  }
}

/// The processors of the machine.
enum Processors {

  /// How many may be used.
  static var count: Int { max(1, min(64, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
