import Applications
import CGI
import Pages
import Rules
import Store

// What an applicant does about a part that somebody else completes: says who does, has the request sent again, takes it
// back, and sends back what was signed.

extension ElementVisit {
  func showAsk() throws -> Response {
    let (entry, _) = try asked()
    guard overview.canAsk(entry) else { return visit.redirect(to: addresses.form) }
    let held = try visit.heldTyping().map(AskedPerson.init)
    return try reply(
      askPage(
        (held ?? AskedPerson()).form(
          form, organisations(), why: held == nil ? nil : Visit.typedBefore)))
  }

  func showSendBack() throws -> Response {
    let (entry, _) = try asked()
    guard overview.canSendBack(entry) else { return visit.redirect(to: addresses.form) }
    let held = try visit.heldTyping()?.text("reason")
    return try reply(
      sendBackPage(form, reason: held ?? "", why: held == nil ? nil : Visit.typedBefore))
  }

  /// The organisations that the applicant may ask for it: those of the element's party for which somebody completes
  /// parts. One that cannot be read hides none of the others.
  func organisations() throws -> [Organisation] {
    try visit.services.store.organisations { _ in }
      .filter { $0.party == element.submittedBy && !$0.submitters.isEmpty }
      .sorted { ($0.name, $0.id.text) < ($1.name, $1.id.text) }
  }

  /// 404 for an element that nobody is asked for.
  func asked() throws -> (Overview.Entry, InvitationRule) {
    guard let rule = element.invitation else { throw Refusal.notFound }
    return (entry, rule)
  }

  /// Appends what `decide` makes of the element as it is under the lock, unless this form has done so before.
  /// - Throws: `Closed` with `why` when `decide` says `nil`.
  func changeRequest(
    form key: String, why: String, _ decide: (Overview, Overview.Entry) -> Event.What?
  ) throws {
    _ = try visit.services.change(number, by: who) { application in
      if application.deed(ofForm: key)?.isAboutParties == true { return nil }
      let now = overview.after(application)
      guard let entry = now.entry(element.id), let what = decide(now, entry) else {
        throw Closed(why: why)
      }
      return what
    }
  }
}

extension Visit {
  /// Sends a request to the person who was named. The same form again is one request; what cannot be sent is shown
  /// back as typed.
  func ask() throws -> Response {
    let form = try request.form()
    let person = AskedPerson(form)
    guard session?.account != nil else {
      return try holdForApplicant(person.answers, of: pageAddress)
    }
    let visit = try ElementVisit(self)
    let (_, rule) = try visit.asked()
    let organisations = try visit.organisations()
    let chosen = organisations.first { $0.id.text == person.registered }
    func again(
      _ status: Status, _ faults: [AskForm.Fault] = [], why: String? = nil
    ) throws -> Response {
      try visit.reply(
        askPage(person.form(visit.form, organisations, faults: faults, why: why)), status: status)
    }
    do {
      try admit(form)
    } catch let refusal as Refusal where isOfAnEarlierSession(refusal) {
      return try again(.forbidden, why: Self.openedBefore)
    }
    let key = key(of: form)
    let isSent = visit.overview.application.deed(ofForm: key)?.isAboutParties == true
    if !isSent {
      let own = try account().profile.emailAddress
      let faults = person.faults(own: own, chosen)
      guard faults.isEmpty else { return try again(.unprocessable, faults) }
      if visit.overview.canAsk(visit.entry),
        let until = try take(mailTries("party", to: chosen?.id.text ?? person.emailAddress))
      {
        var response = try again(
          .tooManyRequests, [.tooManyTries(until: try words(for: until))])
        response.headers.append(retryAfter(until))
        return response
      }
    }
    let id = services.random.word()
    do {
      try visit.changeRequest(
        form: key,
        why:
          "Nobody can be asked for this part now: somebody has it already, or it is no longer needed."
      ) { overview, entry in
        guard overview.canAsk(entry),
          overview.application.invitations.count < Invitation.countLimit
        else { return nil }
        return .partyAsked(
          Invitation(
            id: id, element: entry.element.id, of: chosen?.id, name: chosen?.name ?? person.name,
            emailAddress: person.emailAddress, organisation: person.organisation,
            isTold: person.isTold,
            until: overview.invitationEnd(rule, for: entry.element),
            stopsClock: overview.edition.stopsClock(entry.element), key: key))
      }
    } catch let closed as Closed {
      return try visit.notKept(closed, .words(person.words))
    }
    var response = redirect(to: visit.addresses.form)
    response.cookies = try discardHeldTyping()
    return response
  }

  /// Has the request sent once more, good for as long again.
  func askAgain() throws -> Response {
    try changeRequest(
      why:
        "The request cannot be sent again: it was answered, or has been sent as often as it may be."
    ) { overview, entry, key in
      guard overview.canAskAgain(entry), let record = entry.invitation,
        let rule = entry.element.invitation
      else { return nil }
      return .partyAskedAgain(
        InvitationRenewal(
          invitation: record.invitation.id,
          until: overview.invitationEnd(rule, for: entry.element), key: key))
    }
  }

  func takeBack() throws -> Response {
    try changeRequest(why: "The request has been answered, or has ended already.") {
      overview, entry, key in
      guard overview.canTakeBack(entry), let record = entry.invitation else { return nil }
      return .partyTakenBack(record.invitation.id, key: key)
    }
  }

  /// For a form with keys alone. 409 where it comes too late.
  private func changeRequest(
    why: String, _ decide: (Overview, Overview.Entry, _ key: String) -> Event.What?
  ) throws -> Response {
    let form = try request.form()
    guard session?.account != nil else {
      throw SignInNeeded(then: "save/\(request["application"])/\(request["element"])")
    }
    try admit(form)
    let visit = try ElementVisit(self)
    _ = try visit.asked()
    let key = key(of: form)
    do {
      try visit.changeRequest(form: key, why: why) { decide($0, $1, key) }
    } catch let closed as Closed {
      return try visit.notKept(closed, .words([]))
    }
    return redirect(to: visit.addresses.form)
  }

  /// Sends a signed part back to whoever signed it, with a reason.
  func sendBack() throws -> Response {
    let form = try request.form()
    let reason = trimmed(form["reason"])
    guard session?.account != nil else {
      return try holdForApplicant(
        Answers(reason.isEmpty ? [] : [Answers.Field(name: "reason", texts: [reason])]),
        of: pageAddress)
    }
    let visit = try ElementVisit(self)
    let (_, rule) = try visit.asked()
    do {
      try admit(form)
    } catch let refusal as Refusal where isOfAnEarlierSession(refusal) {
      return try visit.reply(
        sendBackPage(visit.form, reason: reason, why: Self.openedBefore), status: .forbidden)
    }
    if let fault = ReasonFault(in: reason) {
      return try visit.reply(
        sendBackPage(visit.form, reason: reason, fault: fault), status: .unprocessable)
    }
    let key = key(of: form)
    do {
      try visit.changeRequest(
        form: key, why: "This part is not signed, or can no longer be sent back."
      ) { overview, entry in
        guard overview.canSendBack(entry), let record = entry.invitation else { return nil }
        return .partSentBack(
          SentBackPart(
            invitation: record.invitation.id, reason: reason,
            until: overview.invitationEnd(rule, for: entry.element), key: key))
      }
    } catch let closed as Closed {
      return try visit.notKept(closed, .words([TypedWords("What is wrong", reason)]))
    }
    var response = redirect(to: visit.addresses.form)
    response.cookies = try discardHeldTyping()
    return response
  }
}

/// Who is asked, as typed.
private struct AskedPerson {
  /// The word of an organisation; empty where one person is named.
  var registered = ""
  var name = ""
  var organisation = ""
  var emailAddress = ""
  /// Whether they are also told what becomes of the application.
  var isTold = false

  init() {}

  init(_ form: Form) {
    registered = form["registered"] ?? ""
    name = trimmed(form["name"])
    organisation = trimmed(form["organisation"])
    emailAddress = trimmed(form["email"])
    isTold = form["told"] == "yes"
  }

  init(_ held: Answers) {
    registered = held.text("registered")
    name = held.text("name")
    organisation = held.text("organisation")
    emailAddress = held.text("email")
    isTold = held.text("told") == "yes"
  }

  var answers: Answers {
    let fields = [
      ("registered", registered), ("name", name), ("organisation", organisation),
      ("email", emailAddress), ("told", isTold ? "yes" : ""),
    ]
    return Answers(
      fields.filter { !$0.1.isEmpty }.map { Answers.Field(name: $0.0, texts: [$0.1]) })
  }

  var words: [TypedWords] {
    [
      TypedWords("Their name", name), TypedWords("Their organization", organisation),
      TypedWords("Their email address", emailAddress),
    ]
  }

  func form(
    _ form: ElementForm, _ organisations: [Organisation], faults: [AskForm.Fault] = [],
    why: String? = nil
  ) -> AskForm {
    AskForm(
      form, organisations: organisations, registered: registered, name: name,
      organisation: organisation, emailAddress: emailAddress, isTold: isTold, faults: faults,
      why: why)
  }

  /// `own` is the applicant's address: a part of somebody else is not the applicant's to complete. `chosen` is the
  /// organisation that was chosen.
  func faults(own: String, _ chosen: Organisation?) -> [AskForm.Fault] {
    var faults: [AskForm.Fault] = []
    if !registered.isEmpty {
      if chosen == nil { faults.append(.noOrganisation) }
      if !(name + organisation + emailAddress).isEmpty { faults.append(.bothNamed) }
      return faults
    }
    if isBlank(name) { faults.append(.noName) }
    if name.unicodeScalars.count > Invitation.nameLimit { faults.append(.nameTooLong) }
    if organisation.unicodeScalars.count > Invitation.nameLimit {
      faults.append(.organisationTooLong)
    }
    if !isEmailAddress(emailAddress) {
      faults.append(.noEmailAddress)
    } else if folded(emailAddress) == folded(own) {
      faults.append(.ownAddress)
    }
    return faults
  }
}

extension Event.What {
  /// Whether an applicant has done it about somebody who completes a part.
  fileprivate var isAboutParties: Bool {
    switch self {
    case .partyAsked, .partyAskedAgain, .partyTakenBack, .partSentBack: true
    default: false
    }
  }
}
