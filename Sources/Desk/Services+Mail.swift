import Files
import Mail
import Notation
import Rules
import Signing
import Store

extension Services {
  /// Besides its own, a request sends so many that others have left.
  private static let otherMails = 20
  /// What the sweep gives one mail, and all of them.
  private static let sweepMailSeconds = (each: 60, all: 600)

  /// Puts a mail about an account into the outbox. Each is its own: asking again sends again.
  func post(_ mail: AccountMail) throws -> Message {
    let message = try message(mail)
    try store.post(message, at: now)
    return message
  }

  /// The same mail for a change to owe.
  ///
  /// - `named`: what it is called, where it is to be known again.
  func message(_ mail: AccountMail, named name: String? = nil) throws -> Message {
    let reader = try publication(newestPublication())
    let agency = try reader.agency()
    let language = agency.languages[0]
    var slots = [
      "agency": agency.name.text(in: language), "contact": contactWords(agency),
      "name": mail.name, "link": address(ofProgram: mail.path),
    ]
    if let newAddress = mail.newAddress { slots["new-address"] = newAddress }
    if let organisation = mail.organisation {
      slots.merge(["organisation": organisation, "address": mail.to, "roles": mail.roles ?? ""]) {
        $1
      }
    }
    if let staffName = mail.staffName { slots["staff-name"] = staffName }
    let message = message(
      named: name ?? "\(mail.letter)-\(random.word())", to: mail.to, try reader.letter(mail.letter),
      slots,
      language: language)
    guard let message else {
      throw Settings.Fault(description: "a letter cannot be sent to that address")
    }
    return message
  }

  /// Sends these mails, which have just come into the outbox, and a few others that wait there, where a
  /// mailer is configured. What fails stays, with the reason, for the next time.
  ///
  /// Comes after the thing that the mail is about, which has happened and is lasting by then. So nobody
  /// may be told that it has not, because of a mail: nothing is thrown.
  func sendMail(_ messages: [Message]) {
    do {
      guard let mailer = try mailer(timeLimitSeconds: mailSeconds) else { return }
      let own = messages.map(\.name)
      let others = try store.mailNames(in: .new).filter { !own.contains($0) }
      // From anywhere on: those that come first may be the ones that wait for their next try.
      let first = others.isEmpty ? 0 : Int(random.bytes(1)[0]) * others.count / 256
      let some = (others[first...] + others[..<first]).prefix(Self.otherMails)
      _ = try mailer.deliver(
        own + some, from: store, at: now, within: Patience(seconds: mailSeconds),
        unless: whyNotSent)
    } catch {
      // The mails are still in the outbox.
    }
  }

  /// Sends what waits and is due, oldest first, after whatever a crash has left owing has been put beside it.
  /// For the sweep, which has time.
  package func sendWaitingMail() throws -> Deliveries {
    try store.settlePending()
    let limits = Self.sweepMailSeconds
    guard let mailer = try mailer(timeLimitSeconds: limits.each) else { return Deliveries() }
    let waiting = try waitingMail()
    return try mailer.deliver(
      waiting.readable.map(\.message.name) + waiting.unreadable, from: store, at: now,
      within: Patience(seconds: limits.all), unless: whyNotSent)
  }

  /// What waits, oldest first, and the names of what cannot be read.
  package func waitingMail() throws -> (readable: [PostedMessage], unreadable: [String]) {
    try mail(in: .new)
  }

  /// What is in a box, oldest first, and the names of what cannot be read.
  package func mail(
    in box: Store.Box
  ) throws -> (readable: [PostedMessage], unreadable: [String]) {
    var readable: [PostedMessage] = []
    var unreadable: [String] = []
    for name in try store.mailNames(in: box) {
      do {
        if let mail = try store.mail(name, in: box) { readable.append(mail) }
      } catch {
        unreadable.append(name)
      }
    }
    readable.sort { ($0.postedAt, $0.message.name) < ($1.postedAt, $1.message.name) }
    return (readable, unreadable)
  }

  /// `nil` where none is configured: then all mail stays where it is, for a host that fetches it there.
  private func mailer(timeLimitSeconds: Int) throws -> Mailer? {
    guard let command = settings.mailCommand else { return nil }
    let agency = try publication(newestPublication()).agency()
    return Sender(
      name: agency.name.text(in: agency.languages[0]), emailAddress: settings.mailFrom, host: host
    ).flatMap { Mailer(command: command, sender: $0, timeLimitSeconds: timeLimitSeconds) }
  }

  /// The name of this host in the address that people use, without its port.
  private var host: String {
    String(origin.split(separator: "/").last.map { $0.prefix { $0 != ":" } } ?? "")
  }
}
