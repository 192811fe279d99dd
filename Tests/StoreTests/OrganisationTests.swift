import Applications
import Foundation
import Rules
import Testing

@testable import Store

/// The journals of organisations that complete parts.
@Suite struct OrganisationTests {
  private let member = OrganisationMember(
    id: "m1", fullName: "Bo Lind", emailAddress: "bo@district.example", roles: [.submits],
    appointedAt: moment)

  private func withOrganisation(
    _ body: (Store, OrganisationID) throws -> Void
  ) throws {
    let id = try #require(OrganisationID("district-9"))
    try withStore { store in
      try store.addOrganisation(
        Organisation(id: id, name: "District 9", party: "district", addedAt: moment),
        by: "program:x")
      try body(store, id)
    }
  }

  @Test func `each change is one line, and reads back as it was made`() throws {
    try withOrganisation { store, id in
      let later = moment
      let changes: [Organisation.Change] = [
        .renamed("District Nine"), .appointed(member), .rolesChanged("m1", [.appoints, .submits]),
        .dismissed("m1"), .withdrawn("merged"),
      ]
      var expected = try #require(try store.organisation(id))
      for change in changes {
        expected.take(change, at: later)
        let done = try store.change(id, at: later, by: "program:x") { _ in change }
        #expect(done.isChanged && done.organisation == expected)
        #expect(try store.organisation(id) == expected)
      }
      #expect(!expected.isActive && expected.member("m1")?.dismissedAt == later)
      let lines = try Journal(folder: store.path(.organisations, id.text)).lines
      #expect(
        lines.map(\.kind) == [
          "added", "renamed", "appointed", "roles-changed", "dismissed", "withdrawn",
        ])
      #expect(verified(store).findings == [])
    }
  }

  @Test func `a word is never given again, and nothing changes where nothing is decided`() throws {
    try withOrganisation { store, id in
      let organisation = Organisation(id: id, name: "Other", party: "district", addedAt: moment)
      #expect(throws: StoreError.taken) {
        try store.addOrganisation(organisation, by: "program:x")
      }
      #expect(try !store.change(id, at: moment, by: "program:x") { _ in nil }.isChanged)
      let nobody = try #require(OrganisationID("nobody"))
      #expect(try store.organisation(nobody) == nil)
      #expect(throws: StoreError.missing) {
        _ = try store.change(nobody, at: moment, by: "program:x") { _ in .renamed("x") }
      }
    }
  }

  @Test func `what one member was called is erased, and no other's`() throws {
    try withOrganisation { store, id in
      let other = OrganisationMember(
        id: "m2", fullName: "Cy Lind", emailAddress: "cy@district.example", roles: [.appoints],
        appointedAt: moment)
      for member in [member, other] {
        _ = try store.change(id, at: moment, by: "program:x") { _ in .appointed(member) }
      }
      #expect(try store.erase(member: "m1", of: id, at: moment, who: "staff:mara") == 1)
      #expect(try store.erase(member: "m1", of: id, at: moment, who: "staff:mara") == 0)
      #expect(try store.organisation(id)?.members.map(\.fullName) == ["", "Cy Lind"])
      let text = String(
        decoding: try bytes(of: store.path(.organisations, id.text) + "/journal"), as: UTF8.self)
      #expect(!text.contains("bo@district") && text.contains("cy@district"))
      #expect(verified(store).findings == [])
    }
  }

  @Test func `one that is damaged hides no other`() throws {
    try withOrganisation { store, id in
      let other = try #require(OrganisationID("college"))
      try store.addOrganisation(
        Organisation(id: other, name: "College", party: "provider", addedAt: moment),
        by: "program:x")
      try put("{}\n".utf8, at: store.path(.organisations, id.text) + "/journal")
      var unreadable: [String] = []
      #expect(try store.organisations { unreadable.append($0) }.map(\.id.text) == ["college"])
      #expect(unreadable == ["district-9"])
      #expect(verified(store).findings.count == 1)
    }
  }
}
