import Markup

/// After a form with text in it came from somebody who is not signed in: what was typed, to be copied, and
/// the way back through signing in.
///
/// - `then`: the address to come back to, as it stands in a query.
package func typedInVainPage(_ typed: [(label: String, text: String)], then: String) -> Page {
  let title = "You are not signed in"
  let rows = typed.filter { !$0.text.isEmpty }.map { SummaryRow($0.label, "\($0.text)") }
  return Page(
    title: title,
    main: .lines(
      "<h1>\(title)</h1>",
      "<p class=\"lead\">Your session has ended, so nothing was done or stored.</p>",
      rows.isEmpty
        ? nil
        : .lines(
          "<h2>What you typed</h2>",
          "<p>Copy it before you go on, and paste it in after signing in.</p>", summaryList(rows)),
      buttonGroup(buttonLink("Sign in", link: Links.signIn(then: then)))))
}
