/// The box at the top of a page that lists what has to be put right. Each line links to its field,
/// or to the page where it is put right.
///
/// It takes the focus without script: a form whose `action` ends in `#error-summary` makes the browser
/// focus the element with that id when the page comes back, because it has a `tabindex`. On success the
/// program answers 303 to an address without the fragment.
package func errorSummary(_ errors: [FieldError], words: ComponentWords = .english) -> HTML {
  guard !errors.isEmpty else { return "" }
  let items = errors.map { error -> HTML in
    error.link.map { "<li><a href=\"\($0)\">\(error.message)</a></li>" }
      ?? "<li><a href=\"#\(error.field)\">\(error.message)</a></li>"
  }
  return """
    <div class="error-summary" id="error-summary" tabindex="-1" role="alert" \
    aria-labelledby="error-summary-title">
    <h2 id="error-summary-title">\(words.thereIsAProblem)</h2>
    <ul>
    \(items)
    </ul>
    </div>
    """
}
