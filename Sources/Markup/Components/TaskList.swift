/// One element of an application in a list of them.
package struct TaskRow: Hashable, Sendable {
  package var name: String
  /// Where to do it, or `nil` when it cannot be done here or yet.
  package var link: Link?
  /// Who is able to complete it, as *You* or *Your university*.
  package var submittedBy: String?
  package var hint: HTML?
  package var status: String
  package var kind: StatusKind

  package init(
    _ name: String, link: Link?, submittedBy: String? = nil, hint: HTML? = nil, status: String,
    _ kind: StatusKind
  ) {
    self.name = name
    self.link = link
    self.submittedBy = submittedBy
    self.hint = hint
    self.status = status
    self.kind = kind
  }
}

/// The elements of an application, each with its status in words. The whole row is the link.
///
/// `id`: what the ids in the list begin with; two lists on a page need two.
package func taskList(_ rows: [TaskRow], id: String = "task", words: ComponentWords = .english)
  -> HTML
{
  guard !rows.isEmpty else { return "" }
  let items = rows.enumerated().map { index, row in
    let status = "\(id)-\(index + 1)-status"
    let name: HTML =
      if let link = row.link {
        "<a href=\"\(link)\" aria-describedby=\"\(status)\">\(row.name)</a>"
      } else {
        "<span>\(row.name)</span>"
      }
    return .lines(
      "<li>",
      "<div class=\"task\">\(name)",
      row.submittedBy.map { "<div class=\"hint\">\(words.submittedBy): \($0)</div>" },
      row.hint.map { "<div class=\"hint\">\($0)</div>" },
      "</div>",
      "<div id=\"\(status)\">\(statusWords(row.status, row.kind))</div>",
      "</li>") as HTML
  }
  return "<ul class=\"tasks\">\n\(items)\n</ul>"
}
