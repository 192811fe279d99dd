/// The head of a page that confirms something is done.
///
/// `reference`: what the person should write down, and what it is called.
package func panel(_ heading: String, reference: (label: String, value: String)? = nil) -> HTML {
  .lines(
    "<div class=\"panel\">", "<h1>\(heading)</h1>",
    reference.map { "<p>\($0.label)<br><strong>\($0.value)</strong></p>" }, "</div>")
}
