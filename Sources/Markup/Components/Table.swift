/// A column of a table.
package struct Column: Hashable, Sendable {
  package var heading: String
  /// Whether its cells are numbers, which are set below each other by their last digit.
  package var isNumber: Bool

  package init(_ heading: String, isNumber: Bool = false) {
    self.heading = heading
    self.isNumber = isNumber
  }
}

/// A table whose first column names its rows.
///
/// On a narrow screen each row becomes a block with the headings beside the cells. Browsers may forget
/// that such a block is a table, so the roles are spelt out.
///
/// `rows`: each with as many cells as there are columns.
package func table(caption: String, columns: [Column], rows: [[HTML]]) -> HTML {
  let headings = columns.map {
    "<th scope=\"col\" role=\"columnheader\"\(" class=\"number\"", when: $0.isNumber)>\($0.heading)</th>"
      as HTML
  }
  let body = rows.map { row in
    let cells = zip(columns, row).enumerated().map { index, cell in
      index == 0
        ? "<th scope=\"row\" role=\"rowheader\">\(cell.1)</th>" as HTML
        : """
        <td role="cell" data-label="\(cell.0.heading)"\(" class=\"number\"", when: cell.0.isNumber)>\
        \(cell.1)</td>
        """
    }
    return "<tr role=\"row\">\n\(cells)\n</tr>" as HTML
  }
  return .lines(
    "<table role=\"table\">", "<caption>\(caption)</caption>",
    "<thead role=\"rowgroup\">\n<tr role=\"row\">\n\(headings)\n</tr>\n</thead>",
    "<tbody role=\"rowgroup\">", .lines(body), "</tbody>", "</table>")
}
