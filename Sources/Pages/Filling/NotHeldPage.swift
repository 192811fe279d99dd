import Applications
import Markup
import Rules

/// After a form came from somebody who is not signed in, and could not be kept for them either: why, and
/// all that was typed, so that it can be copied.
package func notHeldPage(
  _ typed: Answers, why: String, signIn: Link = Links.signIn
) -> Page {
  let title = "We could not keep what you typed"
  return Page(
    title: title,
    main: .lines(
      "<h1>\(title)</h1>", "<p class=\"lead\">\(why)</p>",
      typed.isEmpty
        ? nil
        : .lines(
          "<h2>What you typed</h2>",
          "<p>It is not stored anywhere. Copy it from here before you go on.</p>",
          summaryList(typedRows(typed.fields))),
      buttonGroup(buttonLink("Sign in", link: signIn))))
}

/// What was typed, by the names of the fields, where no question is known for it.
func typedRows(_ fields: [Answers.Field]) -> [SummaryRow] {
  fields.map { SummaryRow($0.name, "\($0.texts.joined(separator: "\n"))") }
}
