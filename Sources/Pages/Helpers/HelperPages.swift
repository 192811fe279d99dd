import Applications
import Markup
import Rules

/// What the link in the mail opens. Opening it changes nothing. Once the button was pressed it has the chosen parts, each
/// with how it stands.
package func helperPage(_ overview: Overview, _ record: HelperRecord, keys: FormKeys) -> Page {
  guard case .helper(_, let link) = overview.viewer else {
    return helperEndedPage(.unknown, contact: [])
  }
  let applicant = overview.application.start.profile.name
  let title = "Help \(applicant) with an application"
  let stop: HTML =
    "<a href=\"\(Links.helperStop(link))\">\(record.beganAt == nil ? "I do not want to help" : "Stop helping")</a>"
  return caseFrame(
    overview, title: title, back: nil,
    .lines(
      "<h1>\(title)</h1>",
      "<p class=\"lead\">\(applicant) has named you, \(record.helper.name), to help with the parts below.</p>",
      "<h2>The parts</h2>",
      record.beganAt == nil
        ? "<ul>\n\(overview.entries(of: record).map { "<li>\(overview.edition.text($0.element.title))</li>" as HTML })\n</ul>"
        : parts(overview, record, link),
      "<h2>What you can do</h2>",
      """
      <p>You see what stands in these parts, fill them in and change them. \(applicant) sees what you filled in, reads \
      it, and signs and pays. You can come back with the same link until the end of \
      <strong>\(overview.lastDay(of: record))</strong>.</p>
      """,
      "<p>You cannot:</p>", "<ul>\n\(neverOfHelpers.map { "<li>\($0)</li>" as HTML })\n</ul>",
      "<h2>What you are told</h2>",
      overview.application.told.contains(.helper(record.helper.id))
        ? """
        <p>We write to you when the application is submitted, when it ends, and later when it is decided: its number and \
        how it stands, nothing else.</p>
        """
        : "<p>We send you this link, and each new one that \(applicant) asks for. Nothing else.</p>",
      record.beganAt == nil
        ? .lines(
          "<form method=\"post\" action=\"\(Links.action(Links.helper(link)))\">", hidden(keys),
          buttonGroup(button("Start"), stop), "</form>") : "<p>\(stop)</p>"))
}

private func parts(_ overview: Overview, _ record: HelperRecord, _ link: String) -> HTML {
  let entries = overview.entries(of: record)
  if entries.isEmpty { return "<p>None of the parts is asked for any more.</p>" }
  guard overview.stage == .open else {
    return .lines(
      note(
        "<p>A payment is under way, so nothing can be seen or changed until that has ended.</p>"),
      "<ul>\n\(entries.map { "<li>\(overview.edition.text($0.element.title))</li>" as HTML })\n</ul>"
    )
  }
  let items = entries.map { entry -> HTML in
    let (words, kind) = overview.status(of: entry)
    let title = overview.edition.text(entry.element.title)
    return """
      <li><h3><a href="\(overview.link(to: entry.element.id))">\(title)</a></h3>
      <p>\(statusWords(words, kind))</p>\(lastSaved(entry.part.savedAt, overview.edition))</li>
      """
  }
  return "<ul class=\"cards\">\n\(items)\n</ul>"
}

/// Asks once more before a helper gives it up.
package func helperStopPage(_ overview: Overview, keys: FormKeys) -> Page {
  guard case .helper(_, let link) = overview.viewer else {
    return helperEndedPage(.unknown, contact: [])
  }
  let title = "Stop helping?"
  return caseFrame(
    overview, title: title, back: Links.helper(link), backLabel: "Your link",
    .lines(
      "<h1>\(title)</h1>",
      """
      <p>The applicant is told. Your link opens nothing any more. What you have filled in stays in the application.</p>
      """, "<form method=\"post\" action=\"\(Links.action(Links.helperStop(link)))\">",
      hidden(keys),
      buttonGroup(
        button("Stop helping", .warning), "<a href=\"\(Links.helper(link))\">Back</a>"),
      "</form>"))
}

/// Why the link of a helper opens nothing.
package enum HelperLinkEnd: Hashable, Sendable {
  /// It was never sent, is mistyped, or is long over.
  case unknown
  case revoked, stopped, expired
  /// A newer link was sent.
  case newer
  /// The application was submitted.
  case submitted
  /// The application has ended.
  case ended
}

/// Says what may be said to whoever holds a link that opens nothing any more: nothing of the application.
///
/// - `form` and `sent`: what was typed into a form that came too late; it is shown back.
package func helperEndedPage(
  _ end: HelperLinkEnd, contact: [String], _ form: ElementForm? = nil, sent: SentInVain? = nil
) -> Page {
  let (title, words) = end.words
  let typed = sent.flatMap { sent in form.map { sentRows(of: sent, $0) } } ?? []
  return Page(
    title: title,
    main: .lines(
      "<h1>\(title)</h1>", "<p>\(words)</p>",
      typed.isEmpty
        ? nil
        : .lines(
          "<h2>What you sent</h2>",
          "<p>Nothing of it was kept. Copy it from here if you need it.</p>",
          summaryList(typed)),
      contact.isEmpty
        ? nil : "<p>Questions? Write or call: \(contact.joined(separator: ", ")).</p>"))
}

extension HelperLinkEnd {
  fileprivate var words: (title: String, sentence: String) {
    switch self {
    case .unknown:
      (
        "This link opens nothing",
        "It is not complete, or its time is long over. Open it once more from the email, or copy all of it."
      )
    case .revoked:
      ("Your help has been ended", "The applicant has ended it. You need do nothing.")
    case .stopped:
      ("You help no longer", "The applicant has been told. You need do nothing else.")
    case .expired:
      (
        "The link has expired",
        "Its last day is over. The applicant can send you a new one: ask them, if you still want to help."
      )
    case .newer:
      ("There is a newer link", "A newer email has a link that opens. Use that one.")
    case .submitted:
      (
        "The application has been submitted",
        "Nothing can be filled in any more. You need do nothing."
      )
    case .ended:
      ("The application has ended", "Nothing can be filled in any more. You need do nothing.")
    }
  }
}
