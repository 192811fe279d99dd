import Applications
import Markup
import Rules

/// Who helps the applicant with one application, and who besides the applicant is told what becomes of it.
///
/// - `why`: why something could not be done; `nil` before anything was tried.
package func helpersPage(_ overview: Overview, why: String? = nil, keys: FormKeys) -> Page {
  let number = overview.application.number
  return Page(
    title: "Helpers, and who is told what",
    main: .lines(
      backLink(Links.overview(number), label: "Overview"),
      "<h1>Helpers, and who is told what</h1>", "<p class=\"lead\">\(overview.title)</p>",
      overview.erasure, why.map { note("<p>\($0)</p>") },
      "<h2>Helpers</h2>",
      """
      <p>Somebody you trust can fill in some of your own parts with you, by a link in an email. You read it, you \
      sign, and you pay.</p>
      """,
      overview.application.helpers.isEmpty ? "<p>Nobody helps with this application.</p>" : nil,
      overview.application.helpers.isEmpty
        ? nil
        : "<ul class=\"cards\">\n\(overview.application.helpers.reversed().map { card($0, overview, keys) })\n</ul>",
      nameLink(overview), followers(overview, keys)),
    section: .dashboard, about: number)
}

private func card(_ record: HelperRecord, _ overview: Overview, _ keys: FormKeys) -> HTML {
  let zone = overview.edition.agency.timeZone
  let helper = record.helper
  let number = overview.application.number
  let (words, kind, since) = overview.standing(of: record)
  var rows = [
    SummaryRow("Email", "\(helper.emailAddress)"),
    SummaryRow("Parts", "\(overview.titles(of: record).joined(separator: "\n"))"),
    SummaryRow("Status", "\(statusWords(words, kind)) since \(text(of: since, in: zone))"),
    SummaryRow("Named", "\(text(of: record.namedAt, in: zone))"),
  ]
  if record.end == nil {
    rows.append(SummaryRow("Link opens until", "the end of \(overview.lastDay(of: record))"))
  }
  return .lines(
    "<li>", "<h3>\(helper.name)</h3>", summaryList(rows),
    overview.canRenew(record)
      ? postButton(
        "Send a new link", Links.renewHelper(number, helper.id), keys, about: helper.name,
        aside: "It opens until the end of \(lastDay(overview)). The one before opens nothing then.")
      : nil,
    record.end == nil
      ? postButton(
        "End the help", Links.revokeHelper(number, helper.id), keys, about: helper.name,
        aside: "At once. What was filled in stays. The link says that you ended it.") : nil,
    "</li>")
}

private func lastDay(_ overview: Overview) -> String {
  text(of: overview.edition.agency.timeZone.day(of: overview.helperEnd.adding(seconds: -1)))
}

private func postButton(
  _ words: String, _ link: Link, _ keys: FormKeys, _ more: [HiddenField] = [], about: String,
  aside: String
) -> HTML {
  .lines(
    "<form method=\"post\" action=\"\(Links.action(link))\">", hidden(keys, more),
    """
    <p><button type="submit" class="button button-secondary">\(words)<span class="unseen">: \(about)</span></button>\
    \(aside.isEmpty ? "" : " <span class=\"aside\">\(aside)</span>" as HTML)</p>
    """, "</form>")
}

private func nameLink(_ overview: Overview) -> HTML {
  if overview.canNameHelper {
    return buttonGroup(
      buttonLink("Name a helper", link: Links.nameHelper(overview.application.number)))
  }
  guard overview.stage == .open else {
    return "<p>Nothing can be filled in now, so nobody can be named.</p>"
  }
  if overview.helpable.isEmpty {
    return "<p>None of your parts is one that somebody may help with.</p>"
  }
  return "<p>No more helpers can be named. End the help of one first.</p>"
}

/// Everybody who gets mail about this application, with what they are told.
private func followers(_ overview: Overview, _ keys: FormKeys) -> HTML {
  let application = overview.application
  var items: [HTML] = [
    "<li><strong>You</strong>: everything that happens to your application.</li>"
  ]
  for record in application.invitations where record.isPending || record.signedAt != nil {
    guard record.state(at: overview.now) != .expired else { continue }
    let part = overview.edition.element(record.invitation.element)
      .map { overview.edition.text($0.title) }
    items.append(
      follower(
        .party(record.invitation.id), record.invitation.name,
        "what concerns their part, \(part ?? "")", overview, keys))
  }
  if let payer = overview.askedPayer {
    items.append(
      "<li><strong>\(payer.request.name)</strong>: what they are asked to pay, and their receipt.</li>"
    )
  }
  for record in overview.helpersNow {
    items.append(
      follower(.helper(record.helper.id), record.helper.name, "their link", overview, keys))
  }
  return .lines(
    "<h2 id=\"told\">Who is told what</h2>",
    """
    <p>You choose who is also told when the application is submitted, when it ends (withdrawn, cancelled or expired), and \
    later when it is decided. Such an email has its number and how it stands, and nothing else.</p>
    """, "<ul class=\"cards\">\n\(items)\n</ul>")
}

private func follower(
  _ whom: Follower, _ name: String, _ what: String, _ overview: Overview, _ keys: FormKeys
) -> HTML {
  let isTold = overview.application.told.contains(whom)
  return .lines(
    "<li>", "<h3>\(name)</h3>", "<p>In any case: \(what).</p>",
    updatesForm(whom, name, isTold: isTold, overview, keys), "</li>")
}

/// Whether somebody is also told what becomes of the application, with the button that changes it.
func updatesForm(
  _ whom: Follower, _ name: String, isTold: Bool, _ overview: Overview, _ keys: FormKeys
) -> HTML {
  .lines(
    isTold
      ? "<p>Also told what becomes of the application: <strong>yes</strong>.</p>"
      : "<p>Also told what becomes of the application: <strong>no</strong>.</p>",
    postButton(
      isTold ? "Do not tell them" : "Tell them too", Links.updates(overview.application.number),
      keys, [HiddenField("whom", whom.text), HiddenField("told", isTold ? "no" : "yes")],
      about: name, aside: ""))
}

extension Follower {
  /// As a form says it.
  package var text: String {
    switch self {
    case .party(let id): "party.\(id)"
    case .helper(let id): "helper.\(id)"
    }
  }

  package init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    switch (parts.first, parts.last) {
    case ("party", let id?) where parts.count == 2: self = .party(id)
    case ("helper", let id?) where parts.count == 2: self = .helper(id)
    default: return nil
    }
  }
}
