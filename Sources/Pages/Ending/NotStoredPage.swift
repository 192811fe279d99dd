import Applications
import Markup
import Rules

/// What is known where something could not be stored as asked.
package struct NotStored: Sendable {
  package let outcome: Outcome
  /// What the person typed, with the names of its fields.
  package let typed: [(label: String, text: String)]
  /// The form as it came, where sending it once more does nothing twice.
  package let again: Again?
  package let application: ApplicationNumber?
  /// Whom to tell: addresses and numbers.
  package let contact: [String]
  /// Names the line in the log.
  package let reference: String

  /// A form as it came, and the address it came to, from the folder of programs on.
  package struct Again: Hashable, Sendable {
    package let address: String
    package let fields: [HiddenField]

    package init(address: String, fields: [HiddenField]) {
      self.address = address
      self.fields = fields
    }
  }

  package enum Outcome: Hashable, Sendable {
    /// It may be stored or not.
    case unconfirmed
    /// Everything is as it was.
    case nothingChanged
    /// Nothing can be stored until somebody of the office has looked.
    case stopped
    /// It is longer than anything that is kept.
    case tooLong
  }

  package init(
    outcome: Outcome, typed: [(label: String, text: String)], again: Again? = nil,
    application: ApplicationNumber? = nil, contact: [String] = [], reference: String
  ) {
    self.outcome = outcome
    self.typed = typed
    self.again = again
    self.application = application
    self.contact = contact
    self.reference = reference
  }
}

/// Says what is known, what to do, and whom to tell, and shows back what was typed.
package func notStoredPage(_ fault: NotStored) -> Page {
  let look = fault.application.map {
    buttonLink("Look at your application", link: Links.overview($0), .primary)
  }
  let rows = fault.typed.map { SummaryRow($0.label, "\($0.text)") }
  return Page(
    title: fault.outcome.title,
    main: .lines(
      "<h1>\(fault.outcome.title)</h1>", "<p class=\"lead\">\(fault.outcome.lead)</p>",
      "<p>\(fault.outcome.advice)</p>",
      rows.isEmpty
        ? nil
        : .lines(
          "<h2>What you typed</h2>", "<p>It is still here, so that you can copy it.</p>",
          summaryList(rows)),
      buttonGroup(look ?? buttonLink("Go to your Dashboard", link: Links.dashboard)),
      sendAgain(fault), whomToTell(fault)),
    section: .dashboard, about: fault.application)
}

private func sendAgain(_ fault: NotStored) -> HTML? {
  guard let again = fault.again, fault.outcome.mayBeSentAgain else { return nil }
  return .lines(
    "<h2>Send it again</h2>",
    "<p>This sends the same once more. What is here already is not stored twice.</p>",
    "<form method=\"post\" action=\"\(Link(site: "cgi-bin/" + again.address))\">",
    .lines(
      again.fields.map {
        "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">"
      }),
    buttonGroup(button("Send it again", .secondary)), "</form>")
}

private func whomToTell(_ fault: NotStored) -> HTML {
  let contact = fault.contact.isEmpty ? "" : ": " + fault.contact.joined(separator: ", ")
  return .lines(
    "<h2>If you need help</h2>",
    "<p>Tell us\(contact). Give us this reference: <strong>\(fault.reference)</strong></p>")
}

extension NotStored.Outcome {
  fileprivate var title: String {
    switch self {
    case .unconfirmed: "We could not confirm that this was saved"
    case .nothingChanged: "This could not be saved"
    case .stopped: "Our staff have to look at this first"
    case .tooLong: "This is too long to be saved"
    }
  }

  fileprivate var lead: String {
    switch self {
    case .unconfirmed:
      "Something failed here just as it was being saved. It may be saved, and it may not."
    case .nothingChanged:
      "Something failed here before it was saved. Nothing was changed, and everything you saved before is still there."
    case .stopped:
      "Something is wrong with how this is kept here, so for now it cannot be opened or changed."
    case .tooLong: "It was not saved. Everything you saved before is still there."
    }
  }

  fileprivate var advice: String {
    switch self {
    case .unconfirmed: "Look at your application before you send it again."
    case .nothingChanged: "Please try again in a few minutes."
    case .stopped:
      "Nothing you saved is thrown away, and your other applications are not affected. Please tell us, so that we put it right."
    case .tooLong: "Copy what you typed, make it shorter, and send it again."
    }
  }

  fileprivate var mayBeSentAgain: Bool { self == .unconfirmed || self == .nothingChanged }
}
