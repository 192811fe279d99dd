import Applications
import Files
import Foundation
import Rules
import Signing
import Testing

@testable import Store

@Suite struct CarryOverTests {
  private static let bytes = Array("a paper".utf8)
  private static let digest = SHA256.digest(of: bytes).description

  private func attached(_ digest: String = digest) -> Event.What {
    .attached(
      Attachment(
        id: "a1", element: "name", fileName: "paper.pdf", description: "", type: "",
        mediaType: "application/pdf", byteCount: 7, digest: digest, key: ""))
  }

  /// An application with one file, and the start of another that takes it over.
  private func old(_ store: Store, _ account: AccountID) throws -> (ApplicationNumber, Start) {
    let number = try store.startApplication(start(account), at: moment).number
    let arriving = store.incomingFolder + "/arriving"
    try put(Self.bytes, at: arriving)
    try store.keep(
      fileAt: arriving, digest: SHA256.digest(of: Self.bytes), for: number)
    _ = try store.change(number, at: moment, by: .applicant(account)) { _ in attached() }
    let plain = start(account, key: "again")
    return (
      number,
      Start(
        applicant: account, profile: plain.profile, requests: plain.requests,
        answers: plain.answers, publication: plain.publication, day: plain.day,
        deadline: plain.deadline, carriedFrom: number, key: "again")
    )
  }

  @Test func `a start is there with everything that it took over, files too`() throws {
    try withStore { store in
      let account = try store.person()
      let (old, start) = try old(store, account)
      let new = try store.startApplication(
        start, carrying: [save(1), attached()], at: moment)
      #expect(try store.application(new.number) == new)
      #expect(new.start.carriedFrom == old)
      #expect(new.part("name").answers.text("given") == "Ada")
      let events = try #require(try store.events(of: new.number))
      #expect(events.map(\.number) == [1, 2, 3])
      #expect(events.map(\.who) == [.applicant(account), .carryOver, .carryOver])
      let digest = try #require(Digest(hex: Self.digest))
      #expect(contents(ofFile: store.attachmentPath(new.number, digest)) == Self.bytes)
      #expect(contents(ofFile: store.attachmentPath(old, digest)) == Self.bytes)
      // The same form again is the same application.
      let again = try store.startApplication(start, carrying: [save(1)], at: moment)
      #expect(again.number == new.number)
      _ = try store.change(new.number, at: moment, by: .applicant(account)) { _ in save(2) }
      #expect(try store.application(new.number)?.part("name").revision == 2)
    }
  }

  @Test func `where a file is missing nothing is started, and no draft stays`() throws {
    try withStore { store in
      let account = try store.person()
      let (old, start) = try old(store, account)
      #expect(throws: StoreError.self) {
        try store.startApplication(
          start, carrying: [attached(), attached(String(repeating: "0", count: 64))], at: moment)
      }
      let numbers = try store.applications(of: account).filter { try store.application($0) != nil }
      #expect(numbers == [old])
      let top = store.folder + "/applications"
      for shard in try names(in: top) {
        #expect(try names(in: "\(top)/\(shard)", withDrafts: true).allSatisfy { $0 == old.text })
      }
    }
  }

  @Test func `only what was added after the start counts as added`() throws {
    try withStore { store in
      let account = try store.person()
      let (_, start) = try old(store, account)
      let new = try store.startApplication(start, carrying: [save(1)], at: moment)
      let folder = store.path(.applications, new.number.text)
      #expect(try Journal(folder: folder).isAsMade)
      let later = moment.adding(seconds: 1)
      _ = try store.change(new.number, at: later, by: .applicant(account)) { _ in save(2) }
      #expect(try !Journal(folder: folder).isAsMade)
    }
  }
}
