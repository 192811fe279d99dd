/// One line of a file of values, with its CRLF (RFC 4180).
package func csvLine(_ cells: [String]) -> String { csvCells(cells) + "\r\n" }

/// The same without its end. Spreadsheets take what begins like a formula for one, so that gets a quote before it, which
/// is taken away again where such a file comes back.
package func csvCells(_ cells: [String]) -> String {
  cells.map(csvCell).joined(separator: ",")
}

private func csvCell(_ text: String) -> String {
  let isPlain = !text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
  let isFormula = isLikeAFormula(text)
  if isPlain, !isFormula { return text }
  let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"")
  return "\"" + (isFormula ? "'" : "") + doubled + "\""
}

func isLikeAFormula(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first else { return false }
  return ["=", "+", "-", "@", "\t", "\r"].contains(first)
}
