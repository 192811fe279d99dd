import Applications
import Notation
import Pages
import Rules
import Signing
import Store

extension Services {
  /// Changes an application as `Store.change` does, and sends the letter that this owes.
  package func change(
    _ number: ApplicationNumber, by who: Event.Actor,
    decide: (Application) throws -> Event.What?
  ) throws -> Application {
    var owed: [Message] = []
    let after = try store.change(
      number, at: now, by: who,
      owing: { application, event in
        owed = try lettersOwed(application, event)
        return owed
      }, decide: decide)
    if !owed.isEmpty { sendMail(owed) }
    return after
  }

  /// The mails that an event of an application owes. They are made when the event is, so that a crash
  /// loses none.
  func lettersOwed(_ application: Application, _ event: Event) throws -> [Message] {
    let others =
      try payerLettersOwed(application, event) + partyLettersOwed(application, event)
      + helperLettersOwed(application, event) + updatesOwed(application, event)
      + evidenceLettersOwed(application, event) + reviewLettersOwed(application, event)
    guard let letter = application.letter(owedBy: event) else { return others }
    let mail = try mail(
      letter, named: "\(letter)-\(application.number.text)-\(event.number)", about: application,
      on: event.at, amount: application.money(of: event),
      party: application.invitation(toldBy: event), helper: application.helper(toldBy: event),
      evidence: application.evidence(toldBy: event))
    return [mail].compactMap(\.self) + others
  }

  /// A letter about an application, to the address that its applicant has now, or to somebody else. `nil` where the address is none,
  /// or no publication has this letter: an event never fails for want of one.
  ///
  /// The letter is that of the application's own publication; one that this does not have yet is the newest's. `party` is
  /// the request that it is about, where it is about one; with `link` it goes to whoever was asked. `helper` is likewise
  /// whom it is about, and `evidence` what has come another way.
  func mail(
    _ id: Letter.ID, named name: String, about application: Application, on moment: Moment,
    amount: (money: Money, currency: String)? = nil, to other: Recipient? = nil,
    party: InvitationRecord? = nil, member: OrganisationMember? = nil, helper: HelperRecord? = nil,
    evidence: EvidenceRecord? = nil, link: String? = nil
  ) throws -> Message? {
    let start = application.start
    var reader = publication(start.publication)
    let edition = try reader.edition(
      on: start.day, publication: start.publication, requests: start.requests, hasFees: false,
      forms: [])
    if try !reader.hasLetter(id) { reader = publication(try newestPublication()) }
    guard try reader.hasLetter(id) else { return nil }
    let overview = Overview(application, edition: edition, now: now)
    var slots = slots(
      about: overview, on: moment,
      amount: amount.map { edition.agency.text($0.money, in: $0.currency) } ?? "")
    if let party { slots.merge(self.slots(about: party, in: overview)) { $1 } }
    if let other {
      slots["name"] = other.name
      slots["link"] = other.link
      slots["total"] = other.quote.total.text(in: edition.agency.currency)
      slots["receipt"] = receipt(of: other.quote.lines, in: edition)
    }
    if let evidence { slots.merge(self.slots(about: evidence, in: overview)) { $1 } }
    if id == .reopened { slots["reason"] = application.moreTimes.last?.given.reason ?? "" }
    if let helper { slots.merge(self.slots(about: helper, in: overview)) { $1 } }
    if id.text.hasPrefix("deficiency-"), let record = application.review.deficiencies.last {
      slots.merge(try self.slots(about: record, in: overview)) { $1 }
    }
    let language = edition.agency.languages[0]
    if let helper, let link {
      slots["name"] = helper.helper.name
      slots["link"] = link
      return message(
        named: name, to: helper.helper.emailAddress, recipient: helper.helper.name,
        try reader.letter(id), slots, language: language)
    }
    if let other {
      return message(
        named: name, to: other.emailAddress, recipient: other.name, try reader.letter(id), slots,
        language: language)
    }
    if let party, let link {
      let recipient = member?.fullName ?? party.invitation.name
      slots["name"] = recipient
      slots["organisation"] = party.invitation.name
      slots["link"] = link
      return message(
        named: name, to: member?.emailAddress ?? party.invitation.emailAddress,
        recipient: recipient,
        try reader.letter(id), slots, language: language)
    }
    let account = try store.account(application.applicant)
    return message(
      named: name, to: account?.profile.emailAddress ?? start.profile.emailAddress,
      recipient: start.profile.name, try reader.letter(id), slots, language: language)
  }

  /// What can be said besides about a request to somebody to complete a part.
  private func slots(
    about record: InvitationRecord, in overview: Overview
  ) -> [String: String] {
    let (agency, edition) = (overview.edition.agency, overview.edition)
    let id = record.invitation.element
    let title = edition.element(id)?.title.text(in: agency.languages[0]) ?? id.text
    return [
      "party": record.invitation.name, "part": title,
      "last-day": Pages.text(
        of: agency.timeZone.day(of: record.until.adding(seconds: -1))),
      "next": next(in: overview),
      "link": address(ofProgram: "save/\(overview.application.number.text)/\(id)"),
    ]
  }

  /// What the applicant can do now that a part of somebody else is there.
  private func next(in overview: Overview) -> String {
    switch overview.stage {
    case .open:
      overview.isComplete
        ? "You can pay now."
        : "Before you can pay, these parts are needed:\n\n\(missing(in: overview))"
    case .paying, .payerAsked, .submitted, .pendingReview, .approved, .denied, .revoked:
      "You need do nothing else."
    case .deficient: "Your application still waits for what our letter names."
    case .expired, .cancelled, .closed, .withdrawn: "The application itself has ended."
    }
  }

  /// All that can be said in a letter about an application. The table in `Notation` says which letter may
  /// have what.
  func slots(
    about overview: Overview, on moment: Moment, amount: String
  ) -> [String: String] {
    let (application, edition) = (overview.application, overview.edition)
    let (agency, language) = (edition.agency, edition.agency.languages[0])
    let quote = application.payment?.attempt.quote
    let payer = application.payers.all.last?.request
    // What came, where that was taken for another sum.
    let total =
      application.payment?.received.first { $0.payment.use == .fee }?.payment.money ?? .zero
    return [
      "agency": agency.name.text(in: language), "contact": contactWords(agency),
      "name": application.start.profile.name, "applicant": application.start.profile.name,
      "number": application.number.description,
      "requests": overview.requests.map { $0.title.text(in: language) }.joined(separator: "\n"),
      "day": Pages.text(of: agency.timeZone.day(of: moment)),
      "last-day": Pages.text(of: overview.lastDay),
      "total": total.text(in: agency.currency), "amount": amount,
      "receipt": receipt(of: quote?.lines ?? [], in: edition),
      "payer": payer?.name ?? "",
      "until": payer.map { Pages.text(of: $0.lastDay(in: agency.timeZone)) } ?? "",
      "party": "", "organisation": "", "part": "", "helper": "", "parts": "", "source": "",
      "items": "", "consequence": "", "received": "", "words": "", "certificates": "",
      "reasons": "", "refunds": "", "appeal": "", "rule": "",
      "reason": "", "stage": overview.stageForOthers, "next": next(in: overview),
      "missing": missing(in: overview),
      "link": address(ofProgram: "dashboard/\(application.number.text)"),
    ]
  }

  /// One line for each line of an invoice, with its clause.
  private func receipt(of lines: [Quote.Line], in edition: Edition) -> String {
    let (currency, language) = (edition.agency.currency, edition.agency.languages[0])
    if lines.isEmpty { return "Nothing was owed." }
    return lines.map { line in
      "\(line.what.text(in: language)): \(line.amount.text(in: currency)) (\(line.clause))"
    }.joined(separator: "\n")
  }

  /// One line for each part that payment waits for.
  private func missing(in overview: Overview) -> String {
    let language = overview.edition.agency.languages[0]
    let parts = overview.blockers.map { $0.element.title.text(in: language) }
    return parts.isEmpty
      ? "Nothing is missing but the payment." : parts.joined(separator: "\n")
  }

  func contactWords(_ agency: Agency) -> String {
    [agency.contact.emailAddress, agency.contact.phoneNumber].compactMap { $0 }
      .joined(separator: ", ")
  }

  /// A letter with its slots filled in; `nil` when the address is none.
  func message(
    named name: String, to address: String, recipient: String = "", _ letter: Letter,
    _ slots: [String: String], language: String
  ) -> Message? {
    // A name could hold a line break of some other alphabet; a header must not.
    Message(
      name: name, to: address, recipient: inOneLine(recipient),
      subject: inOneLine(filled(letter.subject.text(in: language), slots)),
      body: filled(letter.body.text(in: language), slots))
  }

  func inOneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar
        }))
  }

  /// Every `{{name}}` replaced by its slot; one that has none stays as it is.
  func filled(_ text: String, _ slots: [String: String]) -> String {
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

extension Application {
  /// The sum that an event is about, which this application has just taken.
  fileprivate func money(of event: Event) -> (money: Money, currency: String)? {
    switch event.what {
    case .attemptPaid(let payment): (payment.money, payment.currency)
    case .moneyRefunded(let money), .moneyReversed(let money): (money.money, money.currency)
    case .moneySent(let sent):
      proposal(sent.proposal).map { ($0.proposal.money, $0.proposal.currency) }
    default: nil
    }
  }
}
