import Applications
import Markup
import Rules

/// An offer as the person sees it for whom an application is to be opened.
package struct ShownOffer: Hashable, Sendable {
  package let offer: Offer
  /// The secret word of the mailed link.
  package let link: String
  package let edition: Edition
  /// `nil` where it is not offered today.
  package let request: RequestType?
  /// What the organisation would be asked for.
  package let parts: [Element]
  /// Of whoever is signed in.
  package let name: String?
  package let reason: String
  package let fault: ReasonFault?
  /// Said above the form.
  package let why: String?
  package let keys: FormKeys

  package init(
    _ offer: Offer, link: String, edition: Edition, request: RequestType?, parts: [Element],
    name: String?, reason: String = "", fault: ReasonFault? = nil, why: String? = nil,
    keys: FormKeys
  ) {
    self.offer = offer
    self.link = link
    self.edition = edition
    self.request = request
    self.parts = parts
    self.name = name
    self.reason = reason
    self.fault = fault
    self.why = why
    self.keys = keys
  }

  var title: String { request.map { edition.text($0.title) } ?? offer.request.text }

  var lastDay: String {
    text(of: edition.agency.timeZone.day(of: offer.until.adding(seconds: -1)))
  }
}

/// What the link in the mail opens. Opening it changes nothing.
package func offerPage(_ shown: ShownOffer) -> Page {
  let (offer, organisation) = (shown.offer, shown.offer.organisationName)
  let title = "\(organisation) wants to open an application for you"
  return Page(
    title: title,
    main: .lines(
      "<div class=\"column\">", "<h1>\(title)</h1>",
      """
      <p class="lead">For \(offer.name): <strong>\(shown.title)</strong>. You have until the end of \
      <strong>\(shown.lastDay)</strong> to accept it, or to say no.</p>
      """,
      isBlank(offer.words)
        ? nil
        : .lines(
          "<h2>What \(organisation) writes to you</h2>",
          "<blockquote class=\"typed\">\(offer.words)</blockquote>"),
      "<h2>What accepting means</h2>",
      """
      <p>Nothing exists before you accept. When you do, an application is started in your own account, like one that you \
      start yourself: you fill in your parts, you pay where there is something to pay, and you can cancel it. On the next \
      pages you answer the first questions and see what it costs; the last of their buttons accepts.</p>
      """,
      "<h2>What \(organisation) sees</h2>", seen(shown),
      shown.request == nil
        ? note("<p>This is not offered today, so you cannot accept it now.</p>") : nil,
      shown.name.map {
        """
        <p>You are signed in as <strong>\($0)</strong>. Sign out first if that is not you: the application becomes that \
        account's.</p>
        """
      }
        ?? """
        <p>You need an account to accept. If you have none, \
        <a href="\(Links.register)">create one</a>, confirm your address, and open the link of our email again.</p>
        """,
      buttonGroup(
        shown.request == nil
          ? "" : buttonLink("Go on", link: Links.questions([offer.request], offer: shown.link)),
        "<a href=\"\(Links.offerDecline(shown.link))\">I do not want this</a>"), "</div>"))
}

/// What the organisation learns, and nothing else.
func seen(_ shown: ShownOffer) -> HTML {
  let organisation = shown.offer.organisationName
  return .lines(
    "<p>That you have accepted, or your reason if you say no. Nothing else of your account.</p>",
    shown.parts.isEmpty
      ? nil
      : offeredParts(
        organisation, shown.parts, shown.request?.questions ?? [], shown.edition))
}

/// The parts that an organisation is asked for by an acceptance, and what it sees with each.
func offeredParts(
  _ organisation: String, _ parts: [Element], _ questions: [Question], _ edition: Edition
) -> HTML {
  let items = parts.map { element -> HTML in
    let fields = element.invitation.map { edition.seen(under: $0, questions) } ?? []
    let seen = fields.isEmpty ? "" : ": it sees \(fields.joined(separator: ", "))."
    return "<li>\(edition.text(element.title))\(seen)</li>"
  }
  return .lines(
    "<p>Where your answers ask for them, \(organisation) is asked for these parts at once:</p>",
    "<ul>\n\(items)\n</ul>",
    "<p>It sees nothing else of your application. You can take each of these back and name somebody else.</p>"
  )
}

/// The form in which somebody says that they do not want it.
package func offerDeclinePage(_ shown: ShownOffer) -> Page {
  let title = "Not accept: \(shown.title)"
  let errors = shown.fault.map { [$0.error] } ?? []
  return Page(
    title: title,
    main: .lines(
      "<div class=\"column\">", backLink(Links.offer(shown.link), label: "Your link"),
      errorSummary(errors), "<h1>\(title)</h1>", shown.why.map { note("<p>\($0)</p>") },
      """
      <p>\(shown.offer.organisationName) is told, with your reason. Nothing is started, and the link opens nothing any \
      more.</p>
      """,
      "<form method=\"post\" action=\"\(Links.action(Links.offerDecline(shown.link)))\" novalidate>",
      hidden(shown.keys),
      textArea(
        Field(
          "reason", label: "Why not?", hint: "For example: I do not know this organization.",
          error: errors.first?.message), value: shown.reason),
      buttonGroup(
        button("Decline", .warning), "<a href=\"\(Links.offer(shown.link))\">Back</a>"), "</form>",
      "</div>"), hasErrors: !errors.isEmpty)
}

/// What the link opens for whoever has accepted.
///
/// - `number`: `nil` where the start was cut off, and is finished by the button.
package func offerAcceptedPage(
  _ shown: ShownOffer, _ number: ApplicationNumber?, _ account: AccountID
) -> Page {
  let title = "You have accepted"
  let ids = [HiddenField("request", shown.offer.request.text)]
  return Page(
    title: title,
    main: .lines(
      "<div class=\"column\">", "<h1>\(title)</h1>",
      "<p>\(shown.offer.organisationName) opened it, and it is your application: \(shown.title).</p>",
      number.map { buttonGroup(buttonLink("Go to the application", link: Links.overview($0))) }
        ?? .lines(
          "<form method=\"post\" action=\"\(Links.start)\">",
          hidden(
            shown.keys,
            [HiddenField("account", account.text)] + ids + [HiddenField("offer", shown.link)]),
          buttonGroup(button("Go to the application")), "</form>"), "</div>"),
    section: .dashboard)
}

/// Why a mailed link opens nothing any more.
package enum OfferLinkEnd: Hashable, Sendable {
  case unknown
  /// By somebody else than who looks, or nobody is signed in.
  case accepted
  case declined, takenBack, expired
}

/// Says what may be said to whoever holds such a link.
package func offerEndedPage(_ end: OfferLinkEnd) -> Page {
  let (title, words): (String, String) =
    switch end {
    case .unknown:
      (
        "This link opens nothing",
        "It is not complete, or its time is long over. Open it once more from the email, or copy all of it."
      )
    case .accepted:
      (
        "This was accepted already",
        "If it was you, sign in with the account with which you accepted: the application is on its dashboard."
      )
    case .declined:
      ("This was declined", "Nothing was started. You need do nothing else.")
    case .takenBack:
      ("This was taken back", "Nothing was started. You need do nothing.")
    case .expired:
      (
        "This has expired",
        "Its last day is over, and nothing was started. You can still apply by yourself."
      )
    }
  return Page(
    title: title,
    main: .lines(
      "<h1>\(title)</h1>", "<p>\(words)</p>",
      "<p><a href=\"\(Links.signIn)\">Sign in</a> or <a href=\"\(Links.credentials)\">read what you can apply for</a>.</p>"
    ))
}
