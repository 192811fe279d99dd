import Foundation
import JSON
import Support
import Testing

/// `docket organisation`: what it does, and what it says.
@Suite struct OrganisationCommandTests {
  private static let appointing = [
    "appoint", "kites", "--full-name", "Bo Lind", "--email", "bo@kites.example", "--role",
    "submits",
  ]

  @Test func `an organisation is added, renamed and withdrawn, and its word is never given again`()
    throws
  {
    try withOrganisations { organisation in
      let adding = ["add", "kites", "--name", "The Kite Club", "--party", "club"]
      #expect(
        try organisation(adding).words
          == "added: kites, The Kite Club; next: docket organisation appoint kites\n")
      #expect(try organisation(adding).words == "nothing changed: kites was there before\n")
      let other = try organisation(["add", "kites", "--name", "Another", "--party", "club"])
      #expect(other.status == 1 && other.error.contains("the word 'kites' is taken"))
      #expect(
        try organisation(["rename", "kites", "--name", "Kites & Co"]).words
          == "renamed: kites, Kites & Co\n")
      #expect(
        try organisation(["rename", "kites", "--name", "Kites & Co"]).words
          == "nothing changed: kites, Kites & Co\n")
      #expect(
        try organisation(["withdraw", "kites", "--reason", "closed"]).words
          == "withdrawn: kites, Kites & Co\n")
      for words in [Self.appointing, ["withdraw", "kites", "--reason", "closed"]] {
        let late = try organisation(words)
        #expect(late.status == 1 && late.error.contains("'kites' was withdrawn"))
      }
      #expect(try organisation(adding).status == 1)
      #expect(try organisation(["list"]).words.hasPrefix("kites: Kites & Co, club; withdrawn "))
    }
  }

  @Test
  func
    `somebody is appointed, gets other roles, is dismissed, and what they were called is erased`()
    throws
  {
    try withOrganisations { organisation in
      _ = try organisation(["add", "kites", "--name", "The Kite Club", "--party", "club"])
      let said = "Bo Lind submits for The Kite Club\n"
      #expect(try organisation(Self.appointing).words == "appointed: " + said)
      #expect(try organisation(Self.appointing).words == "nothing changed: " + said)
      // An address is one whatever its capitals.
      let again = Self.appointing.map { $0 == "bo@kites.example" ? "Bo@Kites.example" : $0 }
      #expect(try organisation(again).words == "nothing changed: " + said)
      #expect(
        try organisation(Self.appointing.dropLast() + ["submits,appoints"]).words
          == "appointed: Bo Lind appoints, submits for The Kite Club\n")
      let other = try organisation(Self.appointing.map { $0 == "Bo Lind" ? "Cy Lind" : $0 })
      #expect(other.status == 1 && other.error.contains("is the address of Bo Lind: dismiss them"))
      #expect(
        try organisation(["list"]).words
          == "kites: The Kite Club, club\n  Bo Lind <bo@kites.example>: appoints, submits\n")
      func erase() throws -> Command.Outcome {
        try organisation.store([
          "erase", "--organisation", "kites", "--email", "bo@kites.example", "--by", "mara",
        ])
      }
      #expect(try erase().error.contains("they act for 'kites'"))
      let dismissing = ["dismiss", "kites", "--email", "bo@kites.example"]
      #expect(try organisation(dismissing).words == "dismissed: Bo Lind, for The Kite Club\n")
      let twice = try organisation(dismissing)
      #expect(twice.status == 1 && twice.error.contains("nobody with the address"))
      #expect(try organisation(["list"]).words == "kites: The Kite Club, club\n")
      #expect(try erase().words == "erased: what they are called, 1 line\n")
      let list = try JSONNode(
        strict: Array(organisation(["list", "--json"]).words.utf8).dropLast())
      let member = try #require(list["organisations"]?.array?.first?["members"]?.array?.first)
      #expect(member["fullName"]?.string == "" && member["dismissed"]?.string != nil)
      let verified = try organisation.store(["verify"])
      #expect(verified.status == 0 && verified.words.contains("1 organisation,"))
    }
  }

  /// Words on the command line, how it ends, and what is said about them.
  @Test(arguments: [
    (["add"], 2, "say which: the word by which journals call it"),
    (["add", "Kites"], 2, "'Kites' is no word for journals: "),
    (["add", "kites", "--name", " "], 2, "'--name' is one line of 1 to 200 letters"),
    (
      ["add", "kites", "--name", "K", "--party", "applicant"], 2,
      "there is no party 'applicant' that could be an organisation: club"
    ),
    (
      ["rename", "kites", "--name", "K"], 1,
      "there is no organisation 'kites': 'docket organisation list' says which there are"
    ),
    (
      ["appoint", "kites", "--full-name", "Bo", "--email", "bo@k.example", "--role", "king"], 2,
      "there is no role 'king': appoints, submits"
    ),
    (["dismiss", "kites", "--email", "bo"], 2, "'bo' is no email address: "),
    (["withdraw", "kites"], 2, "'--reason' is needed"),
  ])
  func `wrong words are named, with a remedy`(words: [String], status: Int32, says: String) throws {
    try withOrganisations { organisation in
      let outcome = try organisation(words)
      #expect(outcome.status == status && outcome.words.isEmpty)
      #expect(outcome.error.hasPrefix("docket organisation \(words[0]): \(says)"))
      #expect(try organisation(["list"]).words.isEmpty)
    }
  }
}

/// `docket organisation` in an installation of its own.
private struct Organisations {
  let docket: Docket

  func callAsFunction(_ words: [String]) throws -> Command.Outcome {
    try docket.command(["organisation"] + words + ["--prefix", docket.path("installation")])
      .run(in: docket.scratch)
  }

  func store(_ words: [String]) throws -> Command.Outcome {
    try docket.command(["store"] + words + ["--prefix", docket.path("installation")])
      .run(in: docket.scratch)
  }
}

private func withOrganisations(_ body: (Organisations) throws -> Void) throws {
  try withDocket { docket in
    try docket.install()
    _ = try docket.publish()
    try body(Organisations(docket: docket))
  }
}
