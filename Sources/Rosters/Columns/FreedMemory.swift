import CMemory

/// Memory that was freed and is kept by the process for later.
public enum FreedMemory {

  /// Rows of which a column takes so much memory that it is worth the time to return what is free.
  private static let manyRows = 2_000_000

  /// Returns it to the system, after work on the columns of `rows` rows left some behind: larger ones, which take memory of
  /// their own, would otherwise stand beside it.
  public static func giveBack(afterRows rows: Int) { if rows >= manyRows { memory_return_freed() } }
}
