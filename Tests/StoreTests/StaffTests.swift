import Applications
import Foundation
import JSON
import Rules
import Testing

@testable import Store

/// The journals of people who work for the agency.
@Suite struct StaffTests {
  private let grace = StaffName("grace")

  private func member(
    _ name: String = "grace", _ roles: [StaffRole] = [.finance]
  ) throws -> StaffMember {
    StaffMember(
      name: try #require(StaffName(name)), fullName: "Grace Abara",
      emailAddress: "grace@agency.example", roles: roles, addedAt: moment)
  }

  @Test(arguments: [
    ("grace", true), ("g", true), ("grace-2", true), (String(repeating: "g", count: 32), true),
    ("", false), ("Grace", false), ("grace abara", false), ("grace.a", false), ("../x", false),
    ("gräce", false), (String(repeating: "g", count: 33), false),
  ])
  func `a name is a plain word`(text: String, isName: Bool) {
    #expect((StaffName(text) != nil) == isName)
  }

  @Test func `somebody is added, gets other roles and leaves, and each is one line`() throws {
    try withStore { store in
      let name = try #require(grace)
      #expect(try store.staffMember(name) == nil)
      #expect(try store.confirmedStaffMember(name) == nil)
      try store.addStaff(member(), by: "program:staff")
      let first = try #require(try store.staffMember(name))
      #expect(first == (try member()))
      #expect(first.may(.ofMoneyInTests) && !first.may([.reviewer]))
      let later = moment.adding(seconds: 60)
      #expect(try store.changeRoles(of: name, to: [.reviewer, .specialist], at: later, by: "x:y"))
      #expect(try !store.changeRoles(of: name, to: [.specialist, .reviewer], at: later, by: "x:y"))
      #expect(try store.staffMember(name)?.roles == [.specialist, .reviewer])
      #expect(try store.removeStaff(name, at: later, by: "x:y"))
      #expect(try !store.removeStaff(name, at: later.adding(seconds: 1), by: "x:y"))
      let last = try #require(try store.confirmedStaffMember(name))
      #expect(last.removedAt == later && !last.may([.reviewer]))
      let lines = try Journal(folder: store.path(.staff, "grace")).lines
      #expect(lines.map(\.kind) == ["added", "roles-changed", "removed"])
      #expect(throws: StoreError.missing) {
        try store.removeStaff(try #require(StaffName("nobody")), at: later, by: "x:y")
      }
    }
  }

  @Test func `a name is never given again, not even after its owner has left`() throws {
    try withStore { store in
      try store.addStaff(member(), by: "program:staff")
      #expect(throws: StoreError.taken) { try store.addStaff(member(), by: "program:staff") }
      _ = try store.removeStaff(try #require(grace), at: moment, by: "program:staff")
      #expect(throws: StoreError.taken) { try store.addStaff(member(), by: "program:staff") }
    }
  }

  @Test func `everybody is listed by name, and one that is damaged hides nobody`() throws {
    try withStore { store in
      for name in ["mara", "grace", "bo"] { try store.addStaff(member(name), by: "x:y") }
      try put("{}\n".utf8, at: store.path(.staff, "grace") + "/journal")
      var unreadable: [String] = []
      #expect(try store.staff { unreadable.append($0) }.map(\.name.text) == ["bo", "mara"])
      #expect(unreadable == ["grace"])
      let faults = verified(store).findings
      #expect(faults.count == 1 && faults.first?.path.hasSuffix("/grace/journal") == true)
    }
  }

  @Test func `what they are called can be erased; the rest of the journal stays as it was`() throws
  {
    try withStore { store in
      let name = try #require(grace)
      try store.addStaff(member(), by: "program:staff")
      #expect(try store.erase(name, at: moment, who: "staff:mara") == 1)
      #expect(try store.erase(name, at: moment, who: "staff:mara") == 0)
      let left = try #require(try store.staffMember(name))
      #expect(left.fullName.isEmpty && left.emailAddress.isEmpty && left.roles == [.finance])
      let text = String(
        decoding: try bytes(of: store.path(.staff, "grace") + "/journal"), as: UTF8.self)
      #expect(!text.contains("Abara") && !text.contains("agency.example"))
      #expect(verified(store).findings == [])
    }
  }

  @Test func `a role that only a later Docket knows stops it`() throws {
    try withStore { store in
      try store.addStaff(member(), by: "program:staff")
      let folder = store.path(.staff, "grace")
      var locked = try LockedJournal(folder: folder)
      try locked.append(
        JournalEntry(
          at: moment, who: "x:y", kind: "roles-changed", details: ["roles": ["astronaut"]]))
      _ = consume locked
      #expect(
        throws: StoreError.newer(path: folder + "/journal", format: "a role 'astronaut'")
      ) { try store.staffMember(try #require(grace)) }
    }
  }

  @Test func `a store of before, without a folder for staff, takes somebody all the same`() throws {
    try withStore { store in
      try FileManager.default.removeItem(atPath: store.folder + "/staff")
      try store.addStaff(member(), by: "program:staff")
      #expect(try store.staff { _ in }.count == 1)
      #expect(verified(store).findings == [])
    }
  }
}

extension [StaffRole] {
  fileprivate static let ofMoneyInTests: [StaffRole] = [.finance, .administrator]
}
