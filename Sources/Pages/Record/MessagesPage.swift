import Applications
import Markup
import Rules

/// What somebody is writing to the office.
package struct MessageForm: Hashable, Sendable {
  package let subject: String
  package let text: String
  package let faults: [MessageFault]
  /// Why it was not sent, where nothing that was typed is at fault.
  package let why: String?

  package init(
    subject: String = "", text: String = "", faults: [MessageFault] = [], why: String? = nil
  ) {
    self.subject = subject
    self.text = text
    self.faults = faults
    self.why = why
  }
}

/// What can be wrong with a message.
package enum MessageFault: Hashable, Sendable, CaseIterable {
  case noSubject, subjectTooLong, noText, textTooLong

  var error: FieldError {
    switch self {
    case .noSubject: FieldError(field: "subject", message: "Say in a few words what it is about")
    case .subjectTooLong:
      FieldError(
        field: "subject",
        message: "Shorten the subject to \(WrittenMessage.subjectLimit) characters or fewer")
    case .noText: FieldError(field: "text", message: "Write your message")
    case .textTooLong:
      FieldError(
        field: "text",
        message: "Shorten your message to \(WrittenMessage.textLimit) characters or fewer")
    }
  }
}

/// What the applicant and the office wrote to each other about one application, and the form that begins
/// something new; with `thread`, one of them in full and the form that goes on with it.
package func messagesPage(
  _ overview: Overview, thread: MessageThread? = nil, form: MessageForm = MessageForm(),
  keys: FormKeys
) -> Page {
  let number = overview.application.number
  let errors = form.faults.map(\.error)
  let title = thread?.subject ?? "Messages"
  return Page(
    title: title,
    main: .lines(
      thread == nil
        ? backLink(Links.overview(number), label: "Overview")
        : backLink(Links.messages(number), label: "Messages"),
      errorSummary(errors), "<h1 dir=\"auto\">\(title)</h1>",
      "<p class=\"aside\">\(overview.title)</p>",
      form.why.map { note("<p>\($0)</p>") },
      thread.map { messages($0, overview) } ?? threads(overview),
      writing(overview, thread, form, errors, keys)),
    hasErrors: !errors.isEmpty, section: .dashboard, about: number)
}

private func threads(_ overview: Overview) -> HTML {
  let threads = overview.application.threads
  guard !threads.isEmpty else { return "<p>Nothing has been written yet.</p>" }
  let newestFirst = threads.sorted { ($0.last?.number ?? 0) > ($1.last?.number ?? 0) }
  let items = newestFirst.map { thread -> HTML in
    let link = Links.messages(overview.application.number, thread.id)
    let count = thread.messages.count == 1 ? "1 message" : "\(thread.messages.count) messages"
    return """
      <li><h3 dir="auto"><a href="\(link)">\(thread.subject)</a></h3>
      <p>\(count). \(overview.lastWords(thread))</p></li>
      """
  }
  return "<h2>What was written</h2>\n<ul class=\"cards\">\n\(items)\n</ul>"
}

private func messages(_ thread: MessageThread, _ overview: Overview) -> HTML {
  let zone = overview.edition.agency.timeZone
  return summaryList(
    thread.messages.map { message in
      SummaryRow(
        "\(message.isFromOffice ? "We" : "You"), \(text(of: message.at, in: zone))",
        "\(message.text)")
    })
}

private func writing(
  _ overview: Overview, _ thread: MessageThread?, _ form: MessageForm, _ errors: [FieldError],
  _ keys: FormKeys
) -> HTML {
  let number = overview.application.number
  guard overview.application.writtenCount < WrittenMessage.countLimit else {
    return note(
      "<p>No more messages can be sent in this application. Please write us an email.</p>")
  }
  func message(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  let link = thread.map { Links.messages(number, $0.id) } ?? Links.messages(number)
  return .lines(
    "<h2>\(thread == nil ? "Write us a message" : "Reply")</h2>",
    "<form method=\"post\" action=\"\(Links.action(link))\" novalidate>", hidden(keys),
    thread == nil
      ? textInput(
        Field("subject", label: "What is it about?", error: message("subject")),
        value: form.subject) : nil,
    textArea(
      Field(
        "text", label: "Your message",
        hint:
          "It is kept with this application. We answer here, and an email tells you that we did.",
        error: message("text")),
      value: form.text),
    buttonGroup(button("Send message")), "</form>")
}

extension Overview {
  /// Who wrote last in a thread, and when.
  func lastWords(_ thread: MessageThread) -> String {
    guard let last = thread.last else { return "" }
    let moment = Pages.text(of: last.at, in: edition.agency.timeZone)
    return "The last is \(last.isFromOffice ? "from us" : "yours"), \(moment)."
  }

  /// What there is to read, for the pages that lead to it; `nil` where nothing has been written.
  var messageWords: String? {
    let newest = application.threads.max { ($0.last?.number ?? 0) < ($1.last?.number ?? 0) }
    return newest.map { "\($0.subject). \(lastWords($0))" }
  }
}
