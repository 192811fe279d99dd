/// What every question of a form says about itself, whatever kind of answer it takes.
///
/// A field that has to be filled in says nothing about it; one that may be left empty says
/// "(optional)". There are no asterisks.
package struct Field: Hashable, Sendable {
  /// The name the answer is sent under. Also the id, so an error summary can link to `#name`.
  package var name: String
  package var label: String
  package var hint: HTML?
  /// What has to be put right, or `nil`.
  package var error: String?
  package var isOptional: Bool
  /// Whether this question is the only one on its page, and its label the page's heading.
  package var isHeading: Bool

  package init(
    _ name: String, label: String, hint: HTML? = nil, error: String? = nil,
    isOptional: Bool = false, isHeading: Bool = false
  ) {
    self.name = name
    self.label = label
    self.hint = hint
    self.error = error
    self.isOptional = isOptional
    self.isHeading = isHeading
  }
}

extension Field {
  /// The ids of the hint and the error, for `aria-describedby`; `nil` if there is neither.
  var describedBy: String? {
    let ids = [hint.map { _ in "\(name)-hint" }, error.map { _ in "\(name)-error" }].compactMap(
      \.self)
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }

  /// `describedBy` and `aria-invalid`, for an element that takes the answer itself.
  var stateAttributes: HTML {
    """
    \(attribute: "aria-describedby", describedBy)\
    \(" aria-invalid=\"true\"", when: error != nil)
    """
  }

  /// A field of one input: label, hint, error, and the input itself.
  func group(_ input: HTML, words: ComponentWords) -> HTML {
    let label: HTML = "<label for=\"\(name)\">\(labelWords(words))</label>"
    return .lines(
      "<div class=\"field\(" field-wrong", when: error != nil)\">",
      isHeading ? "<h1 class=\"label-heading\">\(label)</h1>" : label,
      hintBlock, errorLine(words), input, "</div>")
  }

  /// A field whose label is a statement beside a box.
  func statement(_ box: HTML, words: ComponentWords) -> HTML {
    .lines(
      "<div class=\"field\(" field-wrong", when: error != nil)\">", hintBlock, errorLine(words),
      "<div class=\"choice\">", box, "<label for=\"\(name)\">\(labelWords(words))</label>",
      "</div>",
      "</div>")
  }

  /// A field of several inputs: a fieldset with the question as its legend.
  func fieldset(_ inputs: [HTML], words: ComponentWords) -> HTML {
    let label = labelWords(words)
    return .lines(
      [
        """
        <fieldset class="field\(" field-wrong", when: error != nil)"\
        \(attribute: "aria-describedby", describedBy)>
        """,
        isHeading ? "<legend><h1>\(label)</h1></legend>" : "<legend>\(label)</legend>",
        hintBlock, errorLine(words),
      ] + inputs + ["</fieldset>"])
  }

  private func labelWords(_ words: ComponentWords) -> HTML {
    "\(label)\(" <span class=\"aside\">(\(words.optional))</span>", when: isOptional)"
  }

  private var hintBlock: HTML? {
    hint.map { "<div class=\"hint\" id=\"\(name)-hint\">\($0)</div>" }
  }

  private func errorLine(_ words: ComponentWords) -> HTML? {
    error.map {
      """
      <p class="error" id="\(name)-error">\
      <span class="unseen">\(words.error):</span> \($0)</p>
      """
    }
  }
}
