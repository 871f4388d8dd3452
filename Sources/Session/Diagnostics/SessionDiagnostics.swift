import Diagnostics

/// The messages of this stage.
public enum SessionDiagnostics {

  /// Their templates.
  public static let all: [DiagnosticTemplate] = [
    FileTemplates.unreadableProgram, FileTemplates.unreadableUse, FileTemplates.unknownModule,
    FileTemplates.notText, FileTemplates.programTooLarge, FileTemplates.unwritable,
    FileTemplates.writtenTwice,
  ]

  /// The codes of all stages' messages that say a limit was reached.
  static let limits: Set<String> = [FileTemplates.programTooLarge.code]
}
