/// A request to an organisation that completes no more parts, ended by somebody who works here. Where another organisation
/// takes the part over, it is asked anew in the same line, and begins anew: what was typed and not signed stays in the
/// journal alone, so nobody reads what another organisation has not stood up for.
package struct Rerouting: Hashable, Sendable {
  /// The id of the request that ends.
  package let ended: String
  /// To whom the part goes; `nil` where the applicant has to name somebody.
  package let next: Invitation?
  /// As typed by staff.
  package let reason: String

  package init(ended: String, next: Invitation?, reason: String) {
    self.ended = ended
    self.next = next
    self.reason = reason
  }

  package static let reasonLimit = 500
}
