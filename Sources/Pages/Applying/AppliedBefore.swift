import Applications
import Markup
import Rules

/// That the same account has other applications for this; `nil` where it has none. Whoever goes on has a second one:
/// whether that is meant, they know.
///
/// - `consequence`: what follows if they go on, in a sentence.
func appliedBefore(_ others: [Overview], _ consequence: HTML) -> HTML? {
  guard !others.isEmpty else { return nil }
  let items = others.map { other -> HTML in
    let number = other.application.number
    let status = other.stageWords
    return """
      <li><a href="\(Links.overview(number))">Application \(number.description)</a>: \(other.title). \
      \(statusWords(status.words, status.kind)): \(status.meaning)</li>
      """
  }
  return notificationBanner(
    .lines("<ul>\n\(items)\n</ul>", "<p>\(consequence)</p>"),
    heading: "You have applied for this already")
}
