/// One question and its answer, to be read back.
package struct SummaryRow: Hashable, Sendable {
  /// A link that does something about this row.
  package struct Action: Hashable, Sendable {
    package var link: Link
    package var label: String
    /// What the label is about, read out but not shown: "Change **name**".
    package var unseen: String

    package init(_ label: String, link: Link, unseen: String) {
      self.label = label
      self.link = link
      self.unseen = unseen
    }
  }

  package var question: String
  /// `nil` or empty reads "Not provided".
  package var answer: HTML?
  package var actions: [Action]

  package init(_ question: String, _ answer: HTML?, actions: [Action] = []) {
    self.question = question
    self.answer = answer
    self.actions = actions
  }

  /// A row with a Change link.
  package init(
    _ question: String, _ answer: HTML?, change link: Link, words: ComponentWords = .english
  ) {
    let action = Action(words.change, link: link, unseen: question)
    self.init(question, answer, actions: [action])
  }
}

/// Questions and answers, one row each, with what can be done about them.
package func summaryList(_ rows: [SummaryRow], words: ComponentWords = .english) -> HTML {
  guard !rows.isEmpty else { return "" }
  let items = rows.map { row in
    let answer: HTML =
      if let answer = row.answer, !answer.isEmpty { answer } else { "\(words.notProvided)" }
    return HTML.lines(
      [
        "<div>", "<dt>\(row.question)</dt>", "<dd dir=\"auto\">\(answer)</dd>",
        row.actions.isEmpty ? nil : "<dd class=\"actions\">",
      ]
        + row.actions.map {
          "<a href=\"\($0.link)\">\($0.label)<span class=\"unseen\"> \($0.unseen)</span></a>"
        }
        + [row.actions.isEmpty ? nil : "</dd>", "</div>"])
  }
  return "<dl class=\"summary\">\n\(items)\n</dl>"
}
