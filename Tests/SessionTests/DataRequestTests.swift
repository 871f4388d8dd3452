import Testing

@testable import Session

/// `:data` with a file: what it holds becomes a roster of the session.
@Suite struct DataRequestTests {

  @Test(arguments: [
    ("en", "roster posts from", "is taken already"), ("id", "daftar posts dari", "sudah dipakai"),
  ])
  func aFileIsTakenUpAsARoster(_ language: String, _ block: String, _ taken: String) throws {
    let directory = try #require(CommandRun.directory())
    CommandRun.write("post,people\nkader,5\nrt,7\n", to: directory + "/posts.csv")
    let sum = language == "en" ? "sum of people over posts" : "total people dari posts"
    let run = CommandRun(
      ["repl", "--language", language],
      input: ":data posts.csv\n\(sum)\n:data posts.csv\n:data nothing.csv\n:data\n", in: directory)
    #expect(run.output.contains(block) && run.output.contains("12"), "\(run.output)\(run.messages)")
    #expect(run.output.contains(taken))
    #expect(run.messages.contains("P0601") && run.messages.contains("nothing.csv"))
    #expect(run.output.contains("posts  \"posts.csv\""))
  }
}
