/// Why a row of a data file can not be used.
///
/// A fault is one byte: the sentence is made when somebody reads it, from the fault, the field and the cell.
enum RowFault: UInt8, Sendable, CaseIterable {

  // The row as a whole.
  case tooFewCells
  case tooManyCells
  case cutOff
  case textAfterQuote

  // Any cell.
  case blank

  // Identity numbers.
  case nikCharacters
  case nikLength
  case nikLostZero
  case nikScientific
  case nikLetters
  case nikDay
  case nikSerial

  // Numbers, percentages, rupiah.
  case notNumber
  case ambiguousNumber
  case decimalComma
  case localNumber
  case malformedGroups
  case pointDecimals
  case notWhole
  case percentWithoutSign
  case percentSign
  case outOfRange

  // Dates.
  case notDate
  case ambiguousDate
  case localDate
  case noSuchDay
  case wrongWeekday
  case shortYear
  case dayNumber

  // The rest.
  case notTruth
  case unlistedChoice
  case referenceNotFound
  case sharedKey
  case supersededKey
  case tiedKey

  /// Stated by the caller: a `require` of the program.
  case stated
}
