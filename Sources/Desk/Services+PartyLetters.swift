import Applications
import Notation
import Rules
import Store

/// Mails about a part that somebody else completes: to them, with a link of their own, and to the applicant.
extension Services {
  /// What an event owes to somebody who was asked for a part. The link's token is made here, before the line that owes
  /// the mail.
  func partyLettersOwed(_ application: Application, _ event: Event) throws -> [Message] {
    let (letter, id): (Letter.ID, String)
    switch event.what {
    case .partyAsked(let invitation): (letter, id) = ("party-asked", invitation.id)
    case .partyAskedAgain(let renewal): (letter, id) = ("party-asked", renewal.invitation)
    case .partSentBack(let sentBack): (letter, id) = ("party-sent-back", sentBack.invitation)
    default: return []
    }
    let mail = try partyMail(
      letter, named: "\(letter)-\(application.number.text)-\(event.number)", about: application,
      id, on: event.at)
    return [mail].compactMap(\.self)
  }

  /// A letter with a link to somebody who was asked for a part. Makes the link's token.
  func partyMail(
    _ letter: Letter.ID, named name: String, about application: Application, _ id: String,
    on moment: Moment
  ) throws -> Message? {
    guard let record = application.invitation(id) else { return nil }
    let token = try issueToken(
      for: PartyVisit.purpose,
      RequestLink(application.number, request: id, link: String(record.turn)),
      until: record.until)
    return try mail(
      letter, named: name, about: application, on: moment, party: record,
      link: address(ofProgram: "party/\(token)"))
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
