import Rules

/// Why somebody cannot be appointed, given other roles, or dismissed.
package enum MembershipFault: Error, Hashable, Sendable {
  /// The address is that of somebody else who acts for it.
  case addressOfAnother(name: String)
  /// Nobody acts for it whom this could be about.
  case unknown
  /// Nobody would say any more who acts for it.
  case lastWhoAppoints
}

// Whoever changes who acts for an organisation, on a page or by the command, does it by these. `nil` where it is so
// already.
extension Organisation {
  /// Lets somebody act for it, or gives somebody who does these roles. `isSame` says whether two addresses are one.
  package func appointing(
    _ member: OrganisationMember, isSame: (String, String) -> Bool
  ) throws(MembershipFault) -> Change? {
    guard let known = activeMember(at: member.emailAddress, isSame: isSame) else {
      return .appointed(member)
    }
    guard known.fullName == member.fullName else {
      throw .addressOfAnother(name: known.fullName)
    }
    return known.roles == member.roles ? nil : .rolesChanged(known.id, member.roles)
  }

  /// Gives a member other roles. With `keepsOne` somebody has to be left who appoints.
  package func giving(
    _ roles: Set<OrganisationRole>, to id: String, keepsOne: Bool
  ) throws(MembershipFault) -> Change? {
    guard let known = member(id), known.isActive else { throw .unknown }
    if keepsOne, !roles.contains(.appoints) { try keepOneWhoAppoints(besides: id) }
    return known.roles == roles ? nil : .rolesChanged(id, roles)
  }

  /// Says that a member acts for it no more. With `keepsOne` likewise.
  package func dismissing(
    _ id: String, keepsOne: Bool
  ) throws(MembershipFault) -> Change? {
    guard let known = member(id) else { throw .unknown }
    guard known.isActive else { return nil }
    if keepsOne { try keepOneWhoAppoints(besides: id) }
    return .dismissed(id)
  }

  private func keepOneWhoAppoints(besides id: String) throws(MembershipFault) {
    guard member(id)?.roles.contains(.appoints) == true else { return }
    guard members.contains(where: { $0.isActive && $0.id != id && $0.roles.contains(.appoints) })
    else { throw .lastWhoAppoints }
  }
}
