import Applications
import Notation
import Rules
import Store

/// Mails about a part that somebody else completes: to them, with a link of their own or to the work list of their
/// organisation, and to the applicant.
extension Services {
  /// What an event owes to whoever was asked for a part. The link's token is made here, before the line that owes the
  /// mail.
  func partyLettersOwed(_ application: Application, _ event: Event) throws -> [Message] {
    let (letter, ids): (PartyLetter, [String])
    switch event.what {
    case .partyAsked(let invitation): (letter, ids) = (.asked, [invitation.id])
    case .partyAskedAgain(let renewal): (letter, ids) = (.asked, [renewal.invitation])
    case .partSentBack(let sentBack): (letter, ids) = (.sentBack, [sentBack.invitation])
    case .partyRerouted(let rerouting):
      (letter, ids) = (.asked, [rerouting.next?.id].compactMap(\.self))
    case .review(.deficiencySent(let deficiency)):
      (letter, ids) = (.sentBack, deficiency.sentBack.map(\.invitation))
    default: return []
    }
    return try ids.flatMap { id -> [Message] in
      guard let record = application.invitation(id) else { return [] }
      // One event may send several parts back, and then each mail has a name of its own.
      let what = "-\(application.number.text)-\(event.number)" + (ids.count > 1 ? "-\(id)" : "")
      return try recipients(of: record).compactMap { recipient in
        try partyMail(
          letter, named: recipient.name(after: what, letter), about: application, record,
          to: recipient, on: event.at)
      }
    }
  }

  /// Everybody to whom the letters about a request go.
  func recipients(of record: InvitationRecord) throws -> [PartyRecipient] {
    guard let id = record.invitation.organisationID else { return [.person] }
    guard let organisation = try store.organisation(id) else { return [] }
    return organisation.submitters.map(PartyRecipient.member)
  }

  /// A letter that has no link to everybody who was asked by a request.
  func plainMails(
    _ letter: Letter.ID, named name: String, about application: Application,
    _ record: InvitationRecord, on moment: Moment
  ) throws -> [Message] {
    try recipients(of: record).compactMap { recipient in
      switch recipient {
      case .person:
        try mail(letter, named: name, about: application, on: moment, party: record, link: "")
      case .member(let member):
        try mail(
          letter, named: "\(name)-\(member.id)", about: application, on: moment, party: record,
          member: member, link: "")
      }
    }
  }

  /// A letter to one of those who were asked for a part. Makes the token of a person's link.
  func partyMail(
    _ letter: PartyLetter, named name: String, about application: Application,
    _ record: InvitationRecord, to recipient: PartyRecipient, on moment: Moment
  ) throws -> Message? {
    switch recipient {
    case .person:
      let token = try issueToken(
        for: PartyVisit.purpose,
        RequestLink(application.number, request: record.invitation.id, link: String(record.turn)),
        until: record.until)
      return try mail(
        recipient.letter(letter), named: name, about: application, on: moment, party: record,
        link: address(ofProgram: "party/\(token)"))
    case .member(let member):
      guard let organisation = record.invitation.organisationID else { return nil }
      let path =
        "organisation/\(organisation)/\(application.number.text)/\(record.invitation.element)"
      return try mail(
        recipient.letter(letter), named: name, about: application, on: moment, party: record,
        member: member, link: address(ofProgram: path))
    }
  }
}

/// What whoever was asked for a part is written.
enum PartyLetter: String {
  case asked
  case reminder
  case sentBack = "sent-back"
}

/// Somebody to whom letters about a request go.
enum PartyRecipient: Equatable {
  /// The one person who was asked.
  case person
  /// Somebody who completes parts for the organisation that was asked.
  case member(OrganisationMember)

  func letter(_ letter: PartyLetter) -> Letter.ID {
    switch (self, letter) {
    case (.person, .asked): "party-asked"
    case (.person, .reminder): "party-reminder"
    case (.person, .sentBack): "party-sent-back"
    case (.member, .asked): "organisation-asked"
    case (.member, .reminder): "organisation-reminder"
    case (.member, .sentBack): "organisation-sent-back"
    }
  }

  /// What the mail is called: no two of one event alike.
  func name(after what: String, _ letter: PartyLetter) -> String {
    switch self {
    case .person: "\(self.letter(letter))\(what)"
    case .member(let member): "\(self.letter(letter))\(what)-\(member.id)"
    }
  }
}

extension Organisation {
  /// Those who complete parts for it now.
  var submitters: [OrganisationMember] {
    isActive ? members.filter { $0.isActive && $0.roles.contains(.submits) } : []
  }
}

extension Application {
  /// The request that an event is about, whose letter goes to the applicant.
  func invitation(toldBy event: Event) -> InvitationRecord? {
    switch (event.what, event.who) {
    case (.partyDeclined(let decline), _): invitation(decline.invitation)
    case (.sealed(let signature), .party), (.sealed(let signature), .member):
      invitation(signedBy: signature, event).flatMap(invitation)
    case (.partyRerouted(let rerouting), _): invitation(rerouting.next?.id ?? rerouting.ended)
    default: nil
    }
  }
}
