import Markup

/// The page from which a person takes away everything that is kept about them.
///
/// - `problem`: why it could not be done.
package func recordPage(problem: String? = nil, keys: FormKeys) -> Page {
  let title = "Download your whole record"
  return Page(
    title: title,
    main: .lines(
      backLink(Links.dashboard, label: "Dashboard"), "<h1>\(title)</h1>",
      problem.map { note("<p>\($0)</p>") },
      """
      <p class="lead">One ZIP file with everything we keep about you. It opens on a phone and on any \
      computer.</p>
      <ul>
      <li>Your account and profile, as text</li>
      <li>Each of your applications: every question with your answer, its history, messages and our letters, as text</li>
      <li>All your files, also those you took away</li>
      <li>The journals themselves, from which all of it was made, with their proofs</li>
      </ul>
      <p>Left out are your password, which we do not have, and what stands for it; and files that were set \
      aside because something harmful was found in them.</p>
      """,
      warningText("The file holds personal things. Do not leave it on a device of others."),
      "<form method=\"post\" action=\"\(Links.record)\">", hidden(keys),
      buttonGroup(button("Download")), "</form>"),
    section: .dashboard)
}
