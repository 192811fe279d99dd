import Applications
import Desk
import Rules
import Store
import Testing

extension Office {
  /// An organisation of the preparation program.
  func adds(_ id: String, _ name: String = "Example University") throws {
    try store.addOrganisation(
      Organisation(
        id: try #require(OrganisationID(id)), name: name, party: "preparation-program",
        addedAt: now), by: "program:organisation")
  }

  /// Somebody acts for it from now on; what journals call them.
  @discardableResult
  func appoints(
    _ name: String, _ address: String, to id: String,
    _ roles: Set<OrganisationRole> = [.submits]
  ) throws -> String {
    let word = store.random.word()
    try changes(id) { _ in
      .appointed(
        OrganisationMember(
          id: word, fullName: name, emailAddress: address, roles: roles, appointedAt: now))
    }
    return word
  }

  func changes(
    _ id: String, _ decide: (Organisation) throws -> Organisation.Change?
  ) throws {
    _ = try store.change(
      try #require(OrganisationID(id)), at: now, by: "program:organisation", decide: decide)
  }
}
