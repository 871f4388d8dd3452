import Diagnostics

/// The messages of this stage.
public enum SessionDiagnostics {

  /// Their templates.
  public static let all: [DiagnosticTemplate] = [
    FileTemplates.unreadableProgram, FileTemplates.unreadableUse, FileTemplates.unknownModule,
    FileTemplates.notText, FileTemplates.programTooLarge, FileTemplates.unwritable,
    FileTemplates.writtenTwice,
    FileTemplates.wouldReplaceInput,
    CommandTemplates.unknownCode, CommandTemplates.unknownRoster, CommandTemplates.badDate,
    CommandTemplates.nothingToSet, CommandTemplates.noPrograms, CommandTemplates.noTests,
    CommandTemplates.targetsNotMet, CommandTemplates.nothingToExplain,
    PromptTemplates.unknownRequest, PromptTemplates.ambiguousRequest, PromptTemplates.incompleteRequest,
    PromptTemplates.noSuchSetting, PromptTemplates.unwritableAtPrompt,
    PromptTemplates.unknownAtPrompt, PromptTemplates.interrupted,
    PromptTemplates.savedAway, PromptTemplates.nothingShownYet, PromptTemplates.unknownExport,
    PromptTemplates.filesChanged, PromptTemplates.needsTerminal, PromptTemplates.editorFailed,
    PromptTemplates.sampleSaved, PromptTemplates.unknownLesson, PromptTemplates.unknownTopic,
    PromptTemplates.directoryNotEmpty, PromptTemplates.badMachineRequest,
  ]
}
