/// A spot in a file that somebody wrote.
package struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// As the person at the keyboard would name it, like `site/fees.jsonc`.
  package let file: String
  /// Counted from 1.
  package let line: Int
  /// Counted from 1, in Unicode scalars, as editors do.
  package let column: Int

  package init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }

  package static func < (left: Place, right: Place) -> Bool {
    if left.file != right.file {
      return left.file.utf8.lexicographicallyPrecedes(right.file.utf8)
    }
    return (left.line, left.column) < (right.line, right.column)
  }
}
