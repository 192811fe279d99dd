import Foundation
import Support
import Testing

/// `docket publish`, into an installation.
@Suite struct PublishTests {
  @Test func `it adds the publication, builds the pages and points the public folder at them`()
    throws
  {
    try withDocket { docket in
      try docket.install()
      let outcome = try docket.publish()
      #expect(outcome.status == 0 && outcome.error.isEmpty)
      let publication = try newest(docket)
      #expect(
        firstLine(outcome)
          == "published publication \(publication.prefix(12)) with 20 files: 20 new")
      #expect(publication.utf8.count == 64)
      let link = try target(docket)
      #expect(link.hasPrefix(".sites/") && link.hasSuffix("/pages"))
      #expect(try docket.text("installation/public/fees/index.html").contains("€10.00"))
      #expect(
        try docket.text("installation/public/changes/index.html").contains(publication))
      // Nobody has to sweep before the page that is made from the queue is there.
      #expect(
        try docket.text("installation/public/processing/index.html").contains(
          "No application waits for us."))
      #expect(
        try docket.text("installation/public/404.html").contains("href=\"/permits/help/\""))
      #expect(
        try docket.contents("installation/publications/\(publication)").keys.sorted()
          == [
            "agency.json", "credentials/balloonist.json", "credentials/glider.json",
            "credentials/pilot.json", "elements/lamp.json", "elements/training.json", "fees.json",
            "index.json", "letters/address-change-asked.md",
            "letters/address-changed.md",
            "letters/address-known.md",
            "letters/appeal-received.md",
            "letters/appeal-refused.md",
            "letters/application-cancelled.md",
            "letters/application-expired.md",
            "letters/application-reminder.md",
            "letters/application-reopened.md",
            "letters/application-submitted.md",
            "letters/application-update.md",
            "letters/application-withdrawn.md",
            "letters/choose-password.md",
            "letters/confirm-address.md",
            "letters/confirm-new-address.md",
            "letters/decision-approved.md",
            "letters/decision-denied.md",
            "letters/decision-undone.md",
            "letters/deficiency-answered.md",
            "letters/deficiency-extended.md",
            "letters/deficiency-lapsed.md",
            "letters/deficiency-reminder.md",
            "letters/deficiency-sent.md",
            "letters/evidence-received.md",
            "letters/evidence-undone.md",
            "letters/helper-named.md",
            "letters/helper-stopped.md",
            "letters/message-waiting.md",
            "letters/new-address-known.md",
            "letters/no-account.md",
            "letters/offer-accepted.md",
            "letters/offer-declined.md",
            "letters/offer-made.md",
            "letters/organisation-appointed.md",
            "letters/organisation-asked.md",
            "letters/organisation-reminder.md",
            "letters/organisation-sent-back.md",
            "letters/party-asked.md",
            "letters/party-declined.md",
            "letters/party-expired.md",
            "letters/party-not-needed.md",
            "letters/party-released.md",
            "letters/party-reminder.md",
            "letters/party-rerouted.md",
            "letters/party-sent-back.md",
            "letters/party-signed.md",
            "letters/password-changed.md",
            "letters/payer-receipt.md",
            "letters/payer-request-declined.md",
            "letters/payer-request-expired.md",
            "letters/payer-request-sent.md",
            "letters/payer-request.md",
            "letters/payment-credited.md",
            "letters/payment-declined.md", "letters/payment-held.md",
            "letters/payment-returned.md", "letters/staff-link.md",
            "letters/staff-password-changed.md", "parties.json", "review.json",
          ])
      #expect(drafts(try docket.snapshot("installation")).isEmpty)
    }
  }

  @Test func `again with nothing changed it does nothing, and says so`() throws {
    try withDocket { docket in
      try docket.install()
      #expect(try docket.publish().status == 0)
      let before = try docket.snapshot("installation")
      let publication = try newest(docket).prefix(12)
      for more in [[], ["--dry-run"]] {
        let outcome = try docket.command(
          ["publish", "--prefix", docket.path("installation"), "--site", docket.path("site")] + more
        ).run(in: docket.scratch)
        #expect(outcome.status == 0 && outcome.error.isEmpty)
        #expect(
          outcome.words
            == "nothing has changed: publication \(publication) with 20 files is in force\n")
      }
      #expect(try docket.snapshot("installation") == before)
    }
  }

  @Test func `changed guidance is swapped in by a new link; all other pages are the same files`()
    throws
  {
    try withDocket { docket in
      try docket.install()
      #expect(try docket.publish().status == 0)
      let link = try inode(docket.path("installation/public"))
      let old = try target(docket)
      let publication = try newest(docket)
      let pages = try docket.contents("installation/\(old)")

      try docket.writeSite(kiteOffice.with("pages/wind.md", "It blows.", "It blows hard."))
      let outcome = try docket.publish()
      #expect(
        firstLine(outcome)
          == "published publication \(publication.prefix(12)) with 20 files: 1 changed")
      let new = try target(docket)
      #expect(new != old)
      #expect(try inode(docket.path("installation/public")) != link)
      for (path, bytes) in pages {
        let before = try inode(docket.path("installation/\(old)/\(path)"))
        let after = try inode(docket.path("installation/\(new)/\(path)"))
        #expect((before == after) == (path != "help/wind/index.html"), "\(path)")
        #expect(
          try Data(contentsOf: URL(filePath: docket.path("installation/\(old)/\(path)"))) == bytes)
      }
      #expect(try newest(docket) == publication)
      #expect(drafts(try docket.snapshot("installation")).isEmpty)
    }
  }

  @Test func `old publications stay as they are`() throws {
    try withDocket { docket in
      try docket.install()
      #expect(try docket.publish().status == 0)
      let first = try newest(docket)
      let old = try docket.snapshot("installation/publications/\(first)")
      try docket.writeSite(kiteOffice.with("fees.jsonc", "\"10.00\"", "\"11.00\""))
      #expect(try docket.publish().status == 0)
      let second = try newest(docket)
      #expect(second != first)
      #expect(try docket.snapshot("installation/publications/\(first)") == old)
      #expect(
        try docket.text("installation/publications/\(second)/fees.json").contains("\"11.00\""))
      // Back again: it is there already, and nothing in it is written anew.
      try docket.writeSite(kiteOffice)
      #expect(try docket.publish().status == 0)
      #expect(try newest(docket) == first)
      #expect(try docket.snapshot("installation/publications/\(first)") == old)
    }
  }

  @Test func `a dry run says what would be, and changes nothing`() throws {
    try withDocket { docket in
      try docket.install()
      let empty = try docket.snapshot("installation")
      let first = try docket.publish("--dry-run")
      #expect(first.status == 0)
      #expect(first.words.hasPrefix("would publish publication "))
      #expect(firstLine(first).hasSuffix(" with 20 files: 20 new"))
      #expect(try docket.snapshot("installation") == empty)

      #expect(try docket.publish().status == 0)
      let before = try docket.snapshot("installation")
      try docket.writeSite(kiteOffice.without("credentials/balloonist.jsonc"))
      let second = try docket.publish("--dry-run")
      // The three lists, the page that names the publication, and what goes with it.
      #expect(firstLine(second).hasSuffix(" with 16 files: 5 changed, 4 gone"), "\(second.words)")
      #expect(try docket.snapshot("installation") == before)
    }
  }

  @Test func `a faulty definition leaves publication and pages as they were`() throws {
    try withDocket { docket in
      try docket.install()
      #expect(try docket.publish().status == 0)
      let before = try docket.snapshot("installation")
      try docket.writeSite(CheckTests.broken)
      let outcome = try docket.publish()
      #expect(outcome.status == 1 && outcome.words.isEmpty)
      #expect(outcome.error.contains("/fees.jsonc:5:16: error: typographic quote"))
      #expect(
        outcome.error.hasSuffix(
          "docket publish: the definitions have errors, so nothing was done\n"))
      #expect(try docket.snapshot("installation") == before)
    }
  }

  @Test func `faulty settings are shown as definitions are`() throws {
    try withDocket { docket in
      try docket.install()
      let file = docket.path("installation/docket.jsonc")
      try docket.write(
        docket.text("installation/docket.jsonc")
          .replacingOccurrences(of: "\"demonstration\": false,", with: "\"demonstration\": false"),
        to: "installation/docket.jsonc")
      let outcome = try docket.publish()
      #expect(outcome.status == 1)
      #expect(
        outcome.error == """
          \(file):18:25: error: a comma is missing here
          18 |   "demonstration": false
             |                         ^
          write a comma between one entry and the next

          docket publish: the settings have errors, so nothing was done

          """)
    }
  }

  @Test func `where nothing is installed it says how to install`() throws {
    try withDocket { docket in
      let nowhere = docket.path("nowhere")
      #expect(
        try docket("publish", "--prefix", nowhere).error
          == "docket publish: there is no folder '\(nowhere)': "
          + "'docket install --prefix \(nowhere)' makes it\n")
      let site = docket.path("site")
      let outcome = try docket("publish", "--prefix", site)
      #expect(outcome.status == 1)
      #expect(
        outcome.error
          == "docket publish: '\(site)' is no installation: "
          + "'docket install --prefix \(site)' makes it one\n")
    }
  }

  /// Further ones say what was prepared for later days.
  private func firstLine(_ outcome: Command.Outcome) -> String {
    outcome.words.split(separator: "\n").first.map(String.init) ?? ""
  }

  private func newest(_ docket: Docket) throws -> String {
    let line = try docket.text("installation/publications/newest")
    #expect(line.hasSuffix("\n"))
    return String(line.dropLast())
  }

  private func target(_ docket: Docket) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: docket.path("installation/public"))
  }

  private func inode(_ path: String) throws -> UInt64 {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw Trouble("there is no \(path)") }
    return UInt64(status.st_ino)
  }

  private func drafts(_ snapshot: [String: String]) -> [String] {
    snapshot.keys.filter { $0.contains("draft") || $0.contains(".public-") }
  }
}
