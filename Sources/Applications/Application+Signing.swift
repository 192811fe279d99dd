import Rules

extension Application {
  /// The request that whoever signs a part of somebody else's application completes by it.
  package func invitation(signedBy signature: Signature, _ event: Event) -> String? {
    switch event.who {
    case .party(let id): id
    case .member(_, let organisation):
      invitation(for: signature.element).flatMap { record in
        record.invitation.organisationID == organisation ? record.invitation.id : nil
      }
    default: nil
    }
  }

  /// The last request for an element to an organisation, whatever became of it.
  package func invitation(
    for element: Element.ID, of organisation: OrganisationID
  ) -> InvitationRecord? {
    invitations.last {
      $0.invitation.element == element && $0.invitation.organisationID == organisation
    }
  }
}
