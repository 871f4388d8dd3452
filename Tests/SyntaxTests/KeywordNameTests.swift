import Diagnostics
import Formatting
import Syntax
import Testing

/// A name may be any word of any keyword, wherever a name can stand.
@Suite struct KeywordNameTests {

  /// Programs in which `@` is a name.
  static let programs = [
    "let @ = @ + @ * 2", "let x = @ per day", "let x = (count @) / (count @ in this @)",
    "let x = count @ where @", "let x = sum of @ over @", "let x = sum of @ + @ over @ where @ is @",
    "let x = share @ of @", "let x = share not @ and @ of @ where @", "let x = @.@.@",
    "let x = @ at @", "let x = @(@, @)", "let x = -@ but at most @ otherwise @",
    "let x = @ rounded to @", "let x = @ as share of @", "let x = @ on @", "let x = years from @ to @",
    "let x = @ is @ or @", "let x = @ is one, @ or @", "let x = not @ and @ is present",
    "let x = @ is missing or @ from @ to @", "let x = @ in each month from January to March 2026",
    "let x = @ is in @", "let x = 6% of @", "let x = min of @ over duplicates of @",
    "let x = (only in @) or @", "let x = @ before @ or @ at least @",
    "use @.@", "group @ of @ = @, @", "match @ with @ by @, @ as @",
    "kind @ needs @ : @, and @ : text",
    "roster @ is @ from \"f\"\n  @ : @\n  'b b' : one of (@ = \"X\", 'c c'), key\n  'd d' : date, optional\nend",
    "roster @ combining @, 'a a'\n  one row per @\n  prefer @, then 'a a'\nend",
    "param @ : number\n  from 2025-01-01 = @\nend", "function @(@ : number) = @",
    "rule @ for @ : @ under \"U\" = @", "rule @ for @\n  when @ then @\n  otherwise @\nend",
    "exception to @ for @\n  when @ then @\nend",
    "table @ for @\n  | @ | 'a a' || 'b b' : number |\n  | @ | not @ || @ |\n  | @, 'a a' | from 1 to 2 || @ + @ |\nend",
    "target @\n  of @ where @\n  reach 95% @\n  in each @.@\n  by 2026-12-31\n  cost @\n  in order of @, @ descending\nend",
    "budget @ = @\n  for @ where @\n  kind @\nend", "budget @ in each of @ = @",
    "split @ into\n  @ = 50%\n  'a a' = 50%\nend",
    "allocate @\n  from @, then @ of @.@\n  to @ where @\n  pay @\n  in order of @ first, @ last, @\n  at most @\n"
      + "  at most 50 in each @\n  ties by @\n  leftover to @\nend",
    "allocate @\n  from @\n  to @\n  in proportion to @\n  at least @\n  in multiples of @\n  remainder by webster\nend",
    "ranking @\n  of @\n  score 60% @, 40% @\n  ties by @, then shared\n  top 3 in each @\nend",
    "scenario @\n  set @ = @\n  like @\nend",
    "test \"t\"\n  given @ : @ @, @ @\n  expect @ is @\n  expect @ is conserved, independent of row order\nend",
    "test \"t\" for each\n  | @ | 'a a' || 'b b' |\n  | @ | 1 || @ |\n  given @ : @ @\nend",
    "show @", "show @ as @, @ * 2 as @",
    "show @ by @ down, @ across\n  with count as @, sum of @ as @\n  total row\nend",
    "show @ where @ by @ sorted by @ descending first 10", "show @ in @",
    "show @ by @ with count where @ as @ in millions", "show not funded in @ by @",
    "chart count @ by @",
    "export @ where @ to \"f\"\n  with @, @ as @\n  one file per @\n  revealing @, @ for \"p\"\nend",
    "compare @ with @", "find least @ from @ to @ in steps of @\n  so that target @ is met\nend",
    "why @ for @ #41", "why @", "why not @ for @ \"k\"", "check @ is @ else \"m\"",
    "for each @ in @\n  show @\nend",
  ]

  @Test(arguments: programs) func everyWordComesBack(_ program: String) {
    var unread: [Language: [String]] = [:]
    var changed: [String] = []
    for name in GrammarTests.keywordNames + ["'Januari'", "'may'", "'juta'", "'people'", "'orang'", "'M'"] {
      let text = program.split(separator: "@", omittingEmptySubsequences: false).joined(separator: name)
      let result = Fixture.parse(text)
      #expect(Fixture.messages(result, text) == [], "\(text)")
      if result.diagnostics.containsError { return }
      let english = Formatter.print(
        result.program, source: SourceFile(name: "x.payung", text: text), in: .english)
      var shown = english
      for (language, next) in [(Language.english, Language.indonesian), (.indonesian, .english)] {
        let source = SourceFile(name: "x.payung", text: shown)
        let read = Parser.parse(file: FileID(0), source: source, defaultLanguage: .english)
        if read.diagnostics.containsError { unread[language, default: []].append(name) }
        shown = Formatter.print(read.program, source: source, in: next)
      }
      if shown != english { changed.append(name) }
    }
    #expect(unread == [:], "\(program)")
    #expect(changed == [], "\(program)")
  }
}
