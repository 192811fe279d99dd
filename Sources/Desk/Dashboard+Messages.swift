import Applications
import CGI
import Pages
import Rules
import Store

// What an applicant writes to the office about one application. The office answers through `docket`; its
// message is the same event by another, and owes the letter `message-waiting`.

extension Visit {
  func showMessages() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    let held = try heldTyping().map {
      MessageForm(subject: $0.text("subject"), text: $0.text("text"), why: Self.typedBefore)
    }
    return try reply(
      messagesPage(
        overview, thread: try thread(of: overview.application), form: held ?? MessageForm(),
        keys: keys),
      about: overview)
  }

  /// Keeps a message. The same form again is one message; what cannot be sent is shown back as typed.
  func writeMessage() throws -> Response {
    let form = try request.form()
    let subject = trimmed(form["subject"] ?? "")
    let text = trimmed(form["text"] ?? "")
    guard let applicant = session?.account else {
      return try holdForApplicant(
        Answers([
          Answers.Field(name: "subject", texts: [subject]),
          Answers.Field(name: "text", texts: [text]),
        ]), of: pageAddress)
    }
    let overview = try overview(of: try application(), isPriced: false)
    let thread = try thread(of: overview.application)
    func again(
      _ status: Status, _ faults: [MessageFault] = [], why: String? = nil
    ) throws -> Response {
      try reply(
        messagesPage(
          overview, thread: thread,
          form: MessageForm(subject: subject, text: text, faults: faults, why: why), keys: keys),
        status: status, about: overview)
    }
    do {
      try admit(form)
    } catch let refusal as Refusal where refusal == Self.foreignForm && !comesFromElsewhere {
      return try again(.forbidden, why: Self.openedBefore)
    }
    let faults = faults(subject: thread == nil ? subject : nil, text: text)
    guard faults.isEmpty else { return try again(.unprocessable, faults) }
    let key = key(of: form)
    // A new thread is named by the form that begins it, so that the same form begins it once.
    let id = thread?.id ?? services.random.word()
    var isFull = false
    let after = try services.change(
      overview.application.number, by: .applicant(applicant)
    ) { application in
      if case .messageWritten = application.deed(ofForm: key) { return nil }
      isFull = application.writtenCount >= WrittenMessage.countLimit
      if isFull { return nil }
      return .messageWritten(
        WrittenMessage(
          thread: id, subject: thread == nil ? subject : "", text: text, key: key))
    }
    if isFull {
      return try again(
        .conflict,
        why: "No more messages can be sent in this application. Please write us an email.")
    }
    guard case .messageWritten(let message) = after.deed(ofForm: key) else {
      throw Refusal.notFound
    }
    var response = redirect(to: "dashboard/\(after.number.text)/messages/\(message.thread)")
    response.cookies = try discardHeldTyping()
    return response
  }

  /// The thread that the path names; `nil` when it names none. 404 for one that is not there.
  private func thread(of application: Application) throws -> MessageThread? {
    guard request.route.path.hasSuffix(":thread") else { return nil }
    guard let thread = application.threads.first(where: { $0.id == request["thread"] }) else {
      throw Refusal.notFound
    }
    return thread
  }

  private func faults(subject: String?, text: String) -> [MessageFault] {
    var faults: [MessageFault] = []
    if let subject {
      if subject.isEmpty { faults.append(.noSubject) }
      if subject.unicodeScalars.count > WrittenMessage.subjectLimit {
        faults.append(.subjectTooLong)
      }
    }
    if text.isEmpty { faults.append(.noText) }
    if text.unicodeScalars.count > WrittenMessage.textLimit { faults.append(.textTooLong) }
    return faults
  }
}
