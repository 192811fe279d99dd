/// One of the answers a question offers.
package struct Choice: Hashable, Sendable {
  /// What is sent when it is chosen.
  package var value: String
  package var label: String
  package var hint: HTML?
  /// Questions that are asked only of those who choose this.
  ///
  /// They follow the choice on the page, after words that say so to whoever does not see where they stand.
  /// The stylesheet hides them while it is not chosen, with no script; what is typed in them then is sent
  /// all the same, and the program passes it over.
  package var followUp: HTML?

  package init(_ value: String, _ label: String, hint: HTML? = nil, followUp: HTML? = nil) {
    self.value = value
    self.label = label
    self.hint = hint
    self.followUp = followUp
  }
}

/// A question with one answer out of a few.
package func radios(
  _ field: Field, choices: [Choice], chosen: String? = nil, words: ComponentWords = .english
) -> HTML {
  let inputs = choices.enumerated().map { index, choice in
    choice.input(
      of: field, at: index, type: "radio", isChosen: choice.value == chosen, words)
  }
  return field.fieldset(inputs, words: words)
}

/// A question with any number of answers out of a few. Each is sent under the field's name.
package func checkboxes(
  _ field: Field, choices: [Choice], chosen: Set<String> = [], words: ComponentWords = .english
) -> HTML {
  let inputs = choices.enumerated().map { index, choice in
    choice.input(
      of: field, at: index, type: "checkbox", isChosen: chosen.contains(choice.value), words)
  }
  return field.fieldset(inputs, words: words)
}

extension Choice {
  /// The first one has the field's own id, so that the error summary leads to it.
  fileprivate func input(
    of field: Field, at index: Int, type: String, isChosen: Bool, _ words: ComponentWords
  ) -> HTML {
    let id = index == 0 ? field.name : "\(field.name)-choice-\(index + 1)"
    let hintID = hint.map { _ in "\(id)-choice-hint" }
    return .lines(
      "<div class=\"choice\">",
      """
      <input type="\(type)" id="\(id)" name="\(field.name)" value="\(value)"\
      \(" checked", when: isChosen)\(attribute: "aria-describedby", hintID)>
      """,
      "<label for=\"\(id)\">\(label)</label>",
      hint.map { "<div class=\"hint\"\(attribute: "id", hintID)>\($0)</div>" },
      followUp.map {
        """
        <div class="follow-up">
        <p class="unseen">\(words.ifChosen) “\(label)”:</p>
        \($0)
        </div>
        """
      },
      "</div>")
  }
}

/// A statement to be ticked: one box, with the statement as its label. Sent as `yes`.
package func confirmation(
  _ field: Field, isChosen: Bool = false, words: ComponentWords = .english
) -> HTML {
  field.statement(
    """
    <input type="checkbox" id="\(field.name)" name="\(field.name)" value="yes"\
    \(" checked", when: isChosen)\(field.stateAttributes)>
    """, words: words)
}
