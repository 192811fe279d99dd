import Foundation
import JSON
import Notation
import Rules
import Testing

@Suite struct PublicationTests {
  private func reader(_ site: Site) -> PublicationReader {
    let files = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    return PublicationReader { files[$0] }
  }

  @Test(arguments: ["site", "Tests/Agencies/harbour"])
  func `an edition of a publication is the edition of its definitions`(folder: String) throws {
    let reading = readSite(
      try files(in: repository.appending(path: folder)), folder: folder, zones: testZones)
    let site = try #require(reading.site)
    let reader = reader(site)
    let day = try #require(Day("2026-11-22"))
    var definitions = site.definitions
    (definitions.pages, definitions.letters) = ([], [])
    #expect(
      try reader.edition(on: day, publication: "h")
        == Edition(of: definitions, on: day, publication: "h"))
    for letter in site.definitions.letters { #expect(try reader.letter(letter.id) == letter) }

    for request in definitions.requestTypes where request.period.contains(day) {
      let part = try reader.edition(on: day, publication: nil, requests: [request.id])
      #expect(part.requestTypes.map(\.id) == [request.id])
      #expect(Set(part.elements.map(\.id)) == Set(request.elements.map(\.element)))
      for element in part.elements {
        #expect(definitions.elements.contains(element), "\(element.id)")
      }
    }
  }

  @Test func `a publication holds exactly what the rules are made of`() throws {
    let site = try #require(
      Folder().with("layout.html", "<html>").with("assets/a.css", "").read().site)
    #expect(
      publicationFiles(of: site).map(\.path) == [
        "agency.json", "credentials/pilot.json", "elements/lamp.json", "elements/training.json",
        "fees.json", "index.json", "letters/address-change-asked.md",
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
        "letters/payment-returned.md", "letters/staff-link.md", "letters/staff-password-changed.md",
        "parties.json", "review.json",
      ])
    #expect(site.layout == "<html>")
  }

  @Test func `comments, order and layout do not change a publication, and amounts do`() throws {
    let folder = Folder()
    let original = try texts(folder)
    let laidOut = folder.with(
      "parties.jsonc", "{ \"id\": \"club\", \"title\": \"Kite club\" }",
      "/* new */ { \"title\" : \"Kite club\",\n\"id\" : \"club\", }"
    )
    .with("fees.jsonc", "{\n", "{ \"$schema\": \"../x.json\", // fees\n")
    .with("fees.jsonc", "Three kites", "3 kites")
    .with("pages/wind.md", "# Wind\n\nIt does not.\n")
    #expect(try texts(laidOut) == original)
    #expect(try texts(folder.with("fees.jsonc", "10.00", "11.00")) != original)
    #expect(try texts(folder.with("letters/address-known.md", "Subject: x\n")) != original)
  }

  private func texts(_ folder: Folder) throws -> [String] {
    publicationFiles(of: try #require(folder.read().site)).map {
      $0.path + " " + String(decoding: $0.bytes, as: UTF8.self)
    }
  }

  @Test func `texts stand in the agency's order of languages, so its own is the fallback`() throws {
    let languages = Folder().with(
      "agency.jsonc", "\"currency\"", "\"languages\": [\"fr\", \"de\", \"en\"], \"currency\"")
    let folder = languages.with(
      "parties.jsonc", "\"Kite club\"",
      "{ \"de\": \"Verein\", \"en\": \"Club\", \"fr\": \"Cercle\" }")
    let site = try #require(folder.read().site)
    #expect(site.definitions.parties[1].title.text(in: "es") == "Cercle")
    let edition = try reader(site).edition(on: Day(daysSince1970: 20_000), publication: nil)
    #expect(edition.parties == site.definitions.parties)
    let other = languages.with(
      "parties.jsonc", "\"Kite club\"",
      "{ \"fr\": \"Cercle\", \"en\": \"Club\", \"de\": \"Verein\" }")
    #expect(try texts(other) == texts(folder))
  }

  @Test func `its files are canonical, and hold the changes of the clocks`() throws {
    let site = try #require(Folder().read().site)
    for (path, bytes) in publicationFiles(of: site) where path.hasSuffix(".json") {
      #expect(try JSONNode(strict: bytes).sortedBytes == bytes, "one language, so all are sorted")
    }
    let agency = try reader(site).agency()
    #expect(agency == site.definitions.agency)
    #expect(agency.timeZone.changes.count > 3)
  }

  @Test func `what is missing or damaged is named`() throws {
    let site = try #require(Folder().read().site)
    let files = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    let day = try #require(Day("2026-11-22"))
    let empty = PublicationReader { _ in nil }
    #expect(throws: PublicationError(path: "agency.json", reason: "there is no such file")) {
      try empty.edition(on: day, publication: nil)
    }
    let torn = PublicationReader { files[$0].map { Array($0.dropLast()) } }
    #expect(throws: PublicationError.self) { try torn.agency() }
    let other = PublicationReader { $0 == "elements/lamp.json" ? Array("{}".utf8) : files[$0] }
    #expect(throws: PublicationError(path: "elements/lamp.json", reason: "expected id at byte 0")) {
      try other.element("lamp", in: site.definitions.agency.currency)
    }
    #expect(throws: PublicationError.self) { try reader(site).letter("no-such-letter") }
  }

  @Test func `no edit of a publication's file makes the reader trap`() throws {
    let site = try #require(Folder().read().site)
    var random = SystemRandomNumberGenerator()
    let files = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    for (path, bytes) in files where path.hasSuffix(".json") {
      for _ in 0..<100 {
        var edited = bytes
        edited[Int.random(in: 0..<edited.count, using: &random)] =
          Array("{}[]\",:0a-".utf8).randomElement(using: &random) ?? 0
        let changed = edited
        let reader = PublicationReader { $0 == path ? changed : files[$0] }
        _ = Result { try reader.edition(on: Day(daysSince1970: 20_000), publication: nil) }
        _ = Result { try reader.letter("confirm-address") }
      }
    }
  }
}
