import Applications
import Markup
import Rules

/// Said before somebody else signs.
let partySigning =
  "Once it is signed you cannot change it, unless the applicant sends it back to you."

/// The frame around everything that somebody sees who was asked for one element.
func partyFrame(
  _ form: ElementForm, title: String, back: Link?, backLabel: String = "", _ content: HTML
) -> Page {
  caseFrame(
    form.overview, title: title, back: back, backLabel: backLabel,
    hasErrors: !form.faults.isEmpty, content)
}

/// The frame around everything that others see of an application. It names the one that it is about, and leads
/// nowhere else.
func caseFrame(
  _ overview: Overview, title: String, back: Link?, backLabel: String = "", hasErrors: Bool = false,
  _ content: HTML
) -> Page {
  Page(
    title: title,
    main: """
      <div class="column">
      \(back.map { backLink($0, label: backLabel) } ?? "")
      \(caseLine(overview))
      \(content)
      </div>
      """, hasErrors: hasErrors)
}

/// The application that the page is about, in one line.
func caseLine(_ overview: Overview) -> HTML {
  """
  <p class="aside">For <strong>\(overview.application.start.profile.name)</strong>, application \
  <strong>\(overview.application.number.description)</strong>: \(overview.title)</p>
  """
}

/// What the link in the mail opens. Opening it changes nothing.
package func partyPage(_ form: ElementForm) -> Page {
  let edition = form.edition
  let title = edition.text(form.element.title)
  guard form.overview.viewer.isParty, let record = form.entry.invitation,
    let rule = form.element.invitation
  else { return partyEndedPage(.unknown, contact: []) }
  let isBegun = record.beganAt != nil
  return partyFrame(
    form, title: title, back: form.workList, backLabel: "Work list",
    .lines(
      "<h1>\(title)</h1>",
      """
      <p class="lead">\(form.overview.application.start.profile.name) asks \(form.asked(record)) to complete this part of \
      an application.</p>
      """, sentBackNote(form), edition.markdown(form.element.why),
      "<p>\(clauseMark(form.element.clause))</p>",
      "<h2>What you see of the applicant</h2>", summaryList(caseRows(form, rule)),
      "<h2>What you do</h2>",
      """
      <p>You answer the questions, read everything back, and sign with your name and as what you sign. You have until \
      the end of <strong>\(form.overview.lastDay(of: record))</strong>, and can come back \(form.comesBack) as often as \
      you like until then.</p>
      """,
      form.element.neededBefore == .payment
        ? "<p>The applicant cannot pay before this part is signed.</p>"
        : "<p>The applicant may pay and submit before this part is signed. Nothing is decided before it is.</p>",
      edition.waitingRule,
      isBegun ? lastSaved(form.part.savedAt, edition) : nil,
      """
      <form method="post" action="\(Links.action(form.home))">
      """, hidden(form.keys),
      buttonGroup(
        button(isBegun ? "Go on" : "Start"),
        "<a href=\"\(form.decline)\">\(form.willNot)</a>"),
      "</form>"))
}

/// The fields that definitions let this party see.
private func caseRows(_ form: ElementForm, _ rule: InvitationRule) -> [SummaryRow] {
  let overview = form.overview
  let profile = overview.application.start.profile
  let address = profile.address
  var rows = [
    SummaryRow("Name", "\(profile.name)"),
    SummaryRow("Application number", "\(overview.application.number.description)"),
    SummaryRow("Applies for", "\(overview.title)"),
  ]
  for field in rule.sees {
    switch field {
    case .email: rows.append(SummaryRow("Email", "\(profile.emailAddress)"))
    case .phone: rows.append(SummaryRow("Phone", "\(profile.phoneNumber)"))
    case .address:
      let lines = [
        address.street, address.city, address.region, address.postalCode, address.country,
      ]
      rows.append(
        SummaryRow(
          "Address", "\(lines.filter { !isBlank($0) }.joined(separator: "\n"))"))
    }
  }
  let questions = overview.clarifyingQuestions.filter { rule.seesAnswers.contains($0.id) }
  return rows + readBack(questions, overview.application.answers, form.edition)
}

/// Why it has to be signed once more.
func sentBackNote(_ form: ElementForm) -> HTML? {
  guard let sentBack = form.entry.invitation?.returns.last, !form.part.isSealed else { return nil }
  let zone = form.edition.agency.timeZone
  return note(
    """
    <p>\(form.overview.application.start.profile.name) sent this back on \(text(of: sentBack.at, in: zone)): \
    \(sentBack.reason)</p>
    <p>What you entered is still there. Correct it, and sign it again.</p>
    """)
}

/// The form in which somebody says that they will not complete it.
package func partyDeclinePage(
  _ form: ElementForm, reason: String = "", fault: ReasonFault? = nil
) -> Page {
  guard form.overview.viewer.isParty else { return elementPage(form) }
  let title = "Not do this: \(form.edition.text(form.element.title))"
  let errors = fault.map { [$0.error] } ?? []
  return partyFrame(
    form, title: title, back: form.home, backLabel: form.homeLabel,
    .lines(
      errorSummary(errors), "<h1>\(title)</h1>",
      """
      <p>The applicant is told, with your reason, and can name somebody else. \(form.afterDeclining), and what you have \
      entered is shown to nobody.</p>
      """,
      "<form method=\"post\" action=\"\(Links.action(form.decline))\" novalidate>",
      hidden(form.keys),
      textArea(
        Field(
          "reason", label: "Why not?", hint: "For example: I do not know this person.",
          error: errors.first?.message),
        value: reason),
      buttonGroup(
        button("Decline", .warning), "<a href=\"\(form.home)\">Back</a>"), "</form>"))
}

/// What was signed, for whoever signed it: the page after signing, and what the link opens from then on.
package func partySignedPage(_ form: ElementForm) -> Page {
  let title = form.edition.text(form.element.title)
  return partyFrame(
    form, title: title, back: form.workList, backLabel: "Work list",
    .lines(
      notificationBanner(
        "<p>You have signed this part. The applicant has been told. You need do nothing else.</p>",
        .success, heading: "Signed"),
      "<h1>\(title)</h1>",
      "<p>If something in it is wrong, ask the applicant to send it back to you.</p>",
      sealed(form),
      "<p class=\"no-print\">You can print this page, or save it as a PDF from your browser's print window.</p>"
    ))
}

extension ElementForm {
  var decline: Link { Links.page(overview.addresses(of: element.id).decline) }

  /// The list from which a member of an organisation has come.
  fileprivate var workList: Link? {
    if case .organisation(let id, _) = overview.viewer { Links.workList(id) } else { nil }
  }

  fileprivate func asked(_ record: InvitationRecord) -> HTML {
    workList == nil ? "you, \(record.who)," : "\(record.who)"
  }

  fileprivate var comesBack: String {
    workList == nil ? "with the same link" : "from the work list"
  }

  fileprivate var willNot: String {
    workList == nil ? "I will not do this" : "We will not do this"
  }

  fileprivate var afterDeclining: String {
    workList == nil ? "Your link opens nothing any more" : "It leaves your work list"
  }
}

/// Why a mailed link opens nothing.
package enum PartyLinkEnd: Hashable, Sendable {
  /// It was never sent, is mistyped, or is long over.
  case unknown
  case declined
  case takenBack
  case expired
  /// The part was signed with it, and a newer link was sent when it came back.
  case newer
  /// The application itself has ended, or asks for this part no longer.
  case notNeeded
}

/// Says what may be said to whoever holds a link that opens nothing any more: nothing of the application.
package func partyEndedPage(_ end: PartyLinkEnd, contact: [String]) -> Page {
  let (title, words): (String, HTML) =
    switch end {
    case .unknown:
      (
        "This link opens nothing",
        "<p>It is not complete, or its time is long over. Open it once more from the email, or copy all of it.</p>"
      )
    case .declined:
      (
        "You have declined",
        "<p>The applicant has been told and can name somebody else. You need do nothing else.</p>"
      )
    case .takenBack:
      (
        "The request was taken back",
        "<p>The applicant does not need this from you any more. You need do nothing.</p>"
      )
    case .expired:
      (
        "The request has expired",
        "<p>Its last day is over. The applicant can send it to you again: ask them, if you still want to do it.</p>"
      )
    case .newer:
      (
        "There is a newer link",
        "<p>The part came back to you, and a newer email has the link for it. Open that one.</p>"
      )
    case .notNeeded:
      (
        "This is no longer needed",
        "<p>The application that you were asked about does not need this part any more. You need do nothing.</p>"
      )
    }
  return Page(
    title: title,
    main: .lines(
      "<h1>\(title)</h1>", words,
      contact.isEmpty
        ? nil : "<p>Questions? Write or call: \(contact.joined(separator: ", ")).</p>"))
}
