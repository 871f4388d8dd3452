import Diagnostics
import Session

#if canImport(Glibc)
  import Glibc
#endif

/// What is entered and answered, written down as it goes; identity numbers are masked, and only its owner reads it.
final class Transcript {

  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Begins a transcript at `path`, after what is already there.
  static func begin(_ path: String) -> Result<Transcript, FileProblem> {
    if DiskFile.isDirectory(path) { return .failure(.directory) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { return .failure(DiskFile.problem(errno)) }
    return .success(Transcript(descriptor))
  }

  /// Writes what was entered.
  func write(entry: String, prompt: String) {
    let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
    write(lines.enumerated().map { ($0 == 0 ? prompt : "   ...> ") + $1 + "\n" }.joined())
  }

  /// Writes what was answered.
  func write(answer: String, _ diagnostics: [Diagnostic], in sources: SourceMap, _ language: Language) {
    write(answer)
    guard !diagnostics.isEmpty else { return }
    write(
      DiagnosticRenderer(language: language, isColoured: false, limit: 20).render(diagnostics, in: sources))
  }

  private func write(_ text: String) {
    _ = DiskFile.writeAll(Array(IdentityMask.masked(text).utf8), to: descriptor)
  }
}
