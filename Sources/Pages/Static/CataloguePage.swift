import Markup
import Rules

/// All that can be applied for on the day.
package func cataloguePage(_ edition: Edition) -> Page {
  Page(
    title: "Credentials",
    main: """
      <h1>Credentials</h1>
      <p class="lead">Choose one to see who it is for, what you need, what it costs and how long it \
      lasts.</p>
      <p>Not sure which one? <a href="\(Links.find)">Answer a few questions</a> to find the right \
      application and its cost.</p>
      <h2>What you can apply for</h2>
      \(requestList(edition))
      """,
    section: .credentials)
}
