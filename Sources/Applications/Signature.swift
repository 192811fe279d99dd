import Rules

/// An element signed once and for all.
package struct Signature: Hashable, Sendable {
  package let element: Element.ID
  /// The state of the part that was read back and signed: as many changes had been made.
  package let changes: Int
  /// The version of the wording that was signed.
  package let version: Day
  /// The publication that the wording is from, in hexadecimal.
  package let publication: String
  /// SHA-256, in hexadecimal, of all that was read back.
  package let digest: String
  /// The name as typed.
  package let name: String
  /// As what somebody else has signed it, as typed; `nil` for the applicant.
  package let role: String?
  package let key: String

  package init(
    element: Element.ID, changes: Int, version: Day, publication: String, digest: String,
    name: String, role: String? = nil, key: String
  ) {
    self.element = element
    self.changes = changes
    self.version = version
    self.publication = publication
    self.digest = digest
    self.name = name
    self.role = role
    self.key = key
  }
}
