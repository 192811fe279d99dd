import Foundation
import JSON
import Support
import Testing

/// `docket staff`: what it does, and what it says.
@Suite struct StaffCommandTests {
  @Test func `somebody is added, listed, given other roles and removed`() throws {
    try withStaff { staff in
      let adding = [
        "add", "grace", "--full-name", "Grace Abara", "--email", "grace@agency.example",
        "--role", "finance",
      ]
      #expect(
        try staff(adding).words == "added: grace, finance\na link goes to grace@agency.example\n")
      let again = try staff(adding)
      #expect(again.status == 0)
      #expect(again.words.hasPrefix("nothing changed: grace was there before\n"))
      let other = try staff(
        [
          "add", "grace", "--full-name", "Grace Other", "--email", "g@agency.example", "--role",
          "finance",
        ])
      #expect(other.status == 1 && other.words.isEmpty)
      #expect(other.error.hasPrefix("docket staff add: the name 'grace' is taken"))
      #expect(
        try staff(["list"]).words
          == "grace: finance; Grace Abara <grace@agency.example>; has not chosen a password\n")
      #expect(
        try staff(["roles", "grace", "--role", "reviewer,specialist"]).words
          == "grace: specialist, reviewer, and was finance\n")
      #expect(
        try staff(["roles", "grace", "--role", "specialist,reviewer"]).words
          == "nothing changed: grace is specialist, reviewer\n")
      #expect(try staff(["remove", "grace"]).words == "removed: grace\n")
      #expect(
        try staff(["remove", "grace"]).words == "nothing changed: grace was removed before\n")
      let late = try staff(["roles", "grace", "--role", "finance"])
      #expect(late.status == 1 && late.error.contains("does not work here any more"))
      #expect(try staff(adding).status == 1)
      let list = try JSONNode(strict: Array(staff(["list", "--json"]).words.utf8).dropLast())
      let first = try #require(list["staff"]?.array?.first)
      #expect(first["name"]?.string == "grace" && first["active"]?.bool == false)
      #expect(first["removed"]?.string != nil)
    }
  }

  @Test func `what somebody was called is erased once they have left`() throws {
    try withStaff { staff in
      func erase(_ more: String...) throws -> Command.Outcome {
        try staff.store(["erase", "--staff", "grace", "--by", "mara"] + more)
      }
      #expect(try erase().error.contains("nobody here is or was called 'grace'"))
      _ = try staff(
        [
          "add", "grace", "--full-name", "Grace Abara", "--email", "g@a.example", "--role",
          "finance",
        ]
      )
      #expect(try erase().status == 1)
      _ = try staff(["remove", "grace"])
      #expect(try erase("--dry-run").words.hasPrefix("would be erased: "))
      #expect(try staff(["list"]).words.contains("Grace Abara"))
      #expect(try erase().words == "erased: what grace is called, 1 line\n")
      #expect(try staff(["list"]).words.hasPrefix("grace: finance; (erased); removed "))
      let verified = try staff.store(["verify"])
      #expect(verified.status == 0 && verified.words.contains("1 staff member"))
    }
  }

  /// Words on the command line, how it ends, and what is said about them.
  @Test(arguments: [
    (["add"], 2, "say who: the name under which journals have them"),
    (["add", "Grace", "--role", "finance"], 2, "'Grace' is no name for journals: "),
    (["add", "grace", "--role", "finance"], 2, "'--full-name' is needed"),
    (["add", "grace", "--full-name", " "], 2, "'--full-name' is one line of 1 to 200 letters"),
    (
      ["add", "grace", "--full-name", "G", "--email", "grace"], 2,
      "'grace' is no email address: write it like grace@agency.example"
    ),
    (
      ["roles", "grace", "--role", "finance,king"], 2,
      "there is no role 'king': specialist, fitness-officer, reviewer, finance, administrator"
    ),
    (
      ["roles", "grace", "--role", "finance"], 1,
      "nobody here is called 'grace': 'docket staff list' says who there is"
    ),
    (
      ["remove", "grace"], 1, "nobody here is called 'grace': 'docket staff list' says who there is"
    ),
  ])
  func `wrong words are named, with a remedy`(words: [String], status: Int32, says: String) throws {
    try withStaff { staff in
      let outcome = try staff(words)
      #expect(outcome.status == status && outcome.words.isEmpty)
      #expect(outcome.error.hasPrefix("docket staff \(words[0]): \(says)"))
      #expect(try staff(["list"]).words.isEmpty)
    }
  }
}

/// `docket staff` in an installation of its own.
private struct Staff {
  let docket: Docket

  func callAsFunction(_ words: [String]) throws -> Command.Outcome {
    try docket.command(["staff"] + words + ["--prefix", docket.path("installation")])
      .run(in: docket.scratch)
  }

  func store(_ words: [String]) throws -> Command.Outcome {
    try docket.command(["store"] + words + ["--prefix", docket.path("installation")])
      .run(in: docket.scratch)
  }
}

private func withStaff(_ body: (Staff) throws -> Void) throws {
  try withDocket { docket in
    try docket.install()
    _ = try docket.publish()
    try body(Staff(docket: docket))
  }
}
