import Applications
import Glibc
import Mail
import Notation
import Pages
import Rules
import Signing
import Store

extension Services {
  /// Puts a mail about an account into the outbox. Each is its own: asking again sends again.
  func post(_ mail: AccountMail) throws { try store.post(try message(mail), at: now) }

  /// The same mail for a change to owe.
  func message(_ mail: AccountMail) throws -> Message {
    let reader = try publication(newestPublication())
    let agency = try reader.agency()
    let language = agency.languages[0]
    let contact = [agency.contact.emailAddress, agency.contact.phoneNumber].compactMap { $0 }
    var slots = [
      "agency": agency.name.text(in: language), "contact": contact.joined(separator: ", "),
      "name": mail.name, "link": address(ofProgram: mail.path),
    ]
    if let newAddress = mail.newAddress { slots["new-address"] = newAddress }
    return try message(
      named: "\(mail.letter)-\(random.word())", to: mail.to, try reader.letter(mail.letter), slots,
      language: language)
  }

  /// The mails that an event of an application owes. They are made when the event is, so that a crash
  /// loses none.
  func lettersOwed(_ application: Application, _ event: Event) throws -> [Message] {
    let submits =
      switch event.what {
      case .submittedWithoutFee: true
      case .attemptPaid(let payment): payment.submits
      default: false
      }
    guard submits else { return [] }
    let start = application.start
    let reader = publication(start.publication)
    let edition = try reader.edition(
      on: start.day, publication: start.publication, requests: start.requests)
    let language = edition.agency.languages[0]
    let paid = application.payment?.attempt.quote.total ?? .zero
    let slots = [
      "agency": edition.agency.name.text(in: language), "name": start.profile.name,
      "number": application.number.description,
      "requests": edition.requestTypes.map { $0.title.text(in: language) }
        .joined(separator: "\n"),
      "day": Pages.text(of: edition.agency.timeZone.day(of: event.at)),
      "total": paid.text(in: edition.agency.currency),
      "link": address(ofProgram: "dashboard/\(application.number.text)"),
    ]
    return [
      try message(
        named: "application-submitted-\(application.number.text)-\(event.number)",
        to: try addressNow(of: application), try reader.letter("application-submitted"), slots,
        language: language)
    ]
  }

  /// Where mails about an application go: to the address its applicant has now. The application itself keeps
  /// the one it was started with.
  private func addressNow(of application: Application) throws -> String {
    try store.account(application.applicant)?.profile.emailAddress
      ?? application.start.profile.emailAddress
  }

  /// Sends what waits in the outbox, where a mailer is configured. What fails stays, with the reason, for
  /// the next time.
  ///
  /// Comes after the thing that the mail is about, which has happened and is lasting by then. So nobody
  /// may be told that it has not, because of a mail: nothing is thrown.
  func sendMail() {
    do {
      try deliverOutbox()
    } catch {
      // The mails are still in the outbox.
    }
  }

  /// Sends what waits, after whatever a crash has left owing has been put beside it. For the sweep, which
  /// has time. Returns how many mails have gone; what has not waits on, with the reason.
  package func sendWaitingMail() throws -> Int {
    try store.settlePending()
    return try deliverOutbox()
  }

  /// Without a mailer all mail stays where it is, for a host that fetches it there.
  @discardableResult
  private func deliverOutbox() throws -> Int {
    guard let command = settings.mailCommand else { return 0 }
    let agency = try publication(newestPublication()).agency()
    guard
      let sender = Sender(
        name: agency.name.text(in: agency.languages[0]), emailAddress: settings.mailFrom),
      let mailer = Mailer(command: command, sender: sender)
    else { return 0 }
    return try mailer.deliver(from: store)
  }

  private func message(
    named name: String, to address: String, _ letter: Letter, _ slots: [String: String],
    language: String
  ) throws -> Message {
    // A name could hold a line break of some other alphabet; a header must not.
    let subject = filled(letter.subject.text(in: language), slots)
      .unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }
    let message = Message(
      name: name, to: address, subject: String(String.UnicodeScalarView(subject)),
      body: filled(letter.body.text(in: language), slots))
    guard let message else {
      throw Settings.Fault(description: "a letter cannot be sent to the address in the profile")
    }
    return message
  }

  /// Every `{{name}}` replaced by its slot; one that has none stays as it is.
  private func filled(_ text: String, _ slots: [String: String]) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      result += rest[..<open.lowerBound]
      let name = rest[open.upperBound..<close.lowerBound]
      result += slots[String(name)] ?? "{{\(name)}}"
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
