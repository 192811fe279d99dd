import Applications
import Markup
import Rules

/// The form in which somebody who acts for an organisation opens an application for a named person.
package struct OpenForm: Hashable, Sendable {
  package let frame: OrganisationFrame
  package let edition: Edition
  /// What may be opened.
  package let requests: [RequestType]
  /// As typed, like the next three.
  package let request: String
  package let name: String
  package let emailAddress: String
  package let words: String
  /// On which it can be accepted.
  package let lastDay: Day
  package let faults: [Fault]
  /// Said above the form.
  package let why: String?
  package let keys: FormKeys

  package enum Fault: Hashable, Sendable {
    case noRequest, noName, nameTooLong, noEmailAddress, ownAddress, wordsTooLong
    case tooManyTries(until: String)
  }

  package init(
    _ frame: OrganisationFrame, edition: Edition, requests: [RequestType], request: String = "",
    name: String = "", emailAddress: String = "", words: String = "", lastDay: Day,
    faults: [Fault] = [], why: String? = nil, keys: FormKeys
  ) {
    self.frame = frame
    self.edition = edition
    self.requests = requests
    self.request = request
    self.name = name
    self.emailAddress = emailAddress
    self.words = words
    self.lastDay = lastDay
    self.faults = faults
    self.why = why
    self.keys = keys
  }
}

/// Says before anything is sent what becomes of it.
package func openPage(_ form: OpenForm) -> Page {
  let edition = form.edition
  let title = "Open an application for somebody"
  let errors = form.faults.map(\.error)
  func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  let choices = form.requests.map {
    Choice($0.id.text, edition.text($0.title), hint: "\(edition.text($0.summary))")
  }
  guard !choices.isEmpty else {
    return organisationPage(
      form.frame, title: title, back: Links.workList(form.frame.id), backLabel: "Work list",
      .lines(
        "<h1>\(title)</h1>", "<p>There is nothing that \(form.frame.name) may open for others.</p>")
    )
  }
  return organisationPage(
    form.frame, title: title, back: Links.workList(form.frame.id), backLabel: "Work list",
    hasErrors: !errors.isEmpty,
    .lines(
      errorSummary(errors), "<h1>\(title)</h1>", form.why.map { note("<p>\($0)</p>") },
      """
      <p>We send the person a link. Nothing of an application exists before they accept, and then it is theirs. You \
      learn whether they accept, and you are asked for the parts that \(form.frame.name) completes. They have until the \
      end of <strong>\(text(of: form.lastDay))</strong>.</p>
      """,
      "<form method=\"post\" action=\"\(Links.action(Links.openForSomebody(form.frame.id)))\" novalidate>",
      hidden(form.keys),
      radios(
        Field("request", label: "What is it for?", error: error("request")), choices: choices,
        chosen: form.request.isEmpty && choices.count == 1 ? choices.first?.value : form.request),
      textInput(Field("name", label: "Their full name", error: error("name")), value: form.name),
      textInput(
        Field(
          "email", label: "Their email address",
          hint: "Their own. The link goes there and nowhere else.", error: error("email")),
        value: form.emailAddress),
      textArea(
        Field(
          "words", label: "What you want to tell them",
          hint: "They read it on our page. The email itself does not have it.",
          error: error("words"), isOptional: true), value: form.words),
      buttonGroup(
        button("Send the link"), "<a href=\"\(Links.workList(form.frame.id))\">Back</a>"),
      "</form>"))
}

extension OpenForm.Fault {
  fileprivate var error: FieldError {
    switch self {
    case .noRequest: FieldError(field: "request", message: "Choose what it is for")
    case .noName: FieldError(field: "name", message: "Enter their full name")
    case .nameTooLong: FieldError(field: "name", message: "Shorten the name")
    case .noEmailAddress:
      FieldError(field: "email", message: "Enter their email address, like name@example.com")
    case .ownAddress:
      FieldError(
        field: "email", message: "Enter an address that is not yours: for yourself you just apply")
    case .wordsTooLong: FieldError(field: "words", message: "Shorten what you tell them")
    case .tooManyTries(let until):
      FieldError(field: "email", message: "Too many requests were sent. Try again after \(until)")
    }
  }
}

/// What an organisation has opened for others, newest first.
package struct OpenedList: Hashable, Sendable {
  package let frame: OrganisationFrame
  package let edition: Edition
  package let offers: [Row]
  /// Whether all are there.
  package let isWhole: Bool
  package let keys: FormKeys

  package static let lengthLimit = 200

  package struct Row: Hashable, Sendable {
    package let offer: Offer
    package let title: String
    package let state: Offer.State
    package let since: Moment

    package init(_ offer: Offer, title: String, state: Offer.State, since: Moment) {
      self.offer = offer
      self.title = title
      self.state = state
      self.since = since
    }
  }

  package init(
    _ frame: OrganisationFrame, edition: Edition, offers: [Row], isWhole: Bool = true,
    keys: FormKeys
  ) {
    self.frame = frame
    self.edition = edition
    self.offers = offers
    self.isWhole = isWhole
    self.keys = keys
  }
}

package func openedPage(_ list: OpenedList) -> Page {
  let title = "Applications opened for others"
  return organisationPage(
    list.frame, title: title, back: Links.workList(list.frame.id), backLabel: "Work list",
    .lines(
      "<h1>\(title)</h1>",
      list.offers.isEmpty ? "<p>\(list.frame.name) has opened none.</p>" : nil,
      list.offers.isEmpty
        ? nil : "<ul class=\"cards\">\n\(list.offers.map { card($0, list) })\n</ul>",
      list.isWhole ? nil : "<p>These are the newest \(OpenedList.lengthLimit).</p>",
      buttonGroup(
        buttonLink("Open an application for somebody", link: Links.openForSomebody(list.frame.id))))
  )
}

/// To these pages, for whoever may use them.
func offerLinks(_ frame: OrganisationFrame) -> HTML? {
  guard frame.roles.contains(.submits) else { return nil }
  return """
    <p class="no-print"><a href="\(Links.openForSomebody(frame.id))">Open an application for somebody</a><br>
    <a href="\(Links.opened(frame.id))">Applications opened for others</a></p>
    """
}

/// What became of one, and what can be done about it. Of the person it has what the organisation typed, and nothing else.
private func card(_ row: OpenedList.Row, _ list: OpenedList) -> HTML {
  let zone = list.edition.agency.timeZone
  let offer = row.offer
  let since = text(of: zone.day(of: row.since))
  let lastDay = text(of: zone.day(of: offer.until.adding(seconds: -1)))
  let state: HTML =
    switch row.state {
    case .open where offer.sentCount == 0: "<p><strong>Not sent yet.</strong> Send it below.</p>"
    case .open: "<p><strong>Sent.</strong> They have until the end of \(lastDay).</p>"
    case .accepted: "<p><strong>Accepted</strong> on \(since).</p>"
    case .declined:
      if case .declined(let reason) = offer.end {
        "<p><strong>Declined</strong> on \(since): \(reason)</p>"
      } else {
        ""
      }
    case .takenBack: "<p><strong>Taken back</strong> on \(since).</p>"
    case .expired: "<p><strong>Not answered</strong> by the end of \(lastDay).</p>"
    }
  return .lines(
    "<li>", "<h2>\(offer.name)</h2>",
    "<p>\(row.title)<br><span class=\"aside\">\(offer.emailAddress), opened on \(text(of: zone.day(of: offer.openedAt)))</span></p>",
    state,
    row.state != .open
      ? nil
      : .lines(
        offer.sentCount < Offer.sendLimit
          ? doing("send-again", offer.sentCount == 0 ? "Send" : "Send again", row, list) : nil,
        doing("take-back", "Take it back", row, list)),
    "</li>")
}

private func doing(
  _ what: String, _ words: String, _ row: OpenedList.Row, _ list: OpenedList
) -> HTML {
  .lines(
    "<form method=\"post\" action=\"\(Links.opened(list.frame.id, row.offer.id, what))\">",
    hidden(list.keys),
    """
    <button type="submit" class="button button-secondary">\(words)\
    <span class="unseen">: \(row.offer.name)</span></button>
    """, "</form>")
}
