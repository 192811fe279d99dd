import Applications
import CGI
import Foundation
import Rules
import Store
import Testing

@testable import Desk

/// A certificate: its number, the page on which anybody checks it, and what its holder prints.
@Suite struct CertificateTests {
  /// Decides about a submitted application as its lines would have it.
  private func decide(
    _ office: Office, _ number: String, _ act: ReviewAct, by who: String = "sam"
  ) throws {
    let id = try office.application(number).number
    _ = try office.store.change(id, at: office.now, by: .staff(who)) { _ in .review(act) }
    try office.services.showCertificates(of: id)
  }

  private let letter = SentLetter(subject: "S", body: "B")

  private func approval(_ id: String, _ number: String, until last: String) -> ReviewAct {
    .decided(
      Decision(
        id: id, outcome: .approved,
        grants: [
          Grant(
            request: "baker", how: .issues,
            certificate: HeldCertificate(
              kind: "bread", number: number, first: Day("2026-11-22").unsafelyUnwrapped,
              last: Day(last)), clause: "§ 5")
        ], letter: letter, key: id))
  }

  private func submitted(_ office: Office) throws -> (Person, String) {
    let (ada, number) = try Person.waiting(office)
    let id = try office.application(number).number
    _ = try office.store.change(
      id, at: office.now, by: .applicant(try office.application(number).applicant)
    ) { _ in .submittedWithoutFee }
    return (ada, number)
  }

  private func page(_ office: Office, _ name: String) throws -> String? {
    let file = office.installation.live + "/verify/\(name.prefix(2))/\(name).html"
    guard let bytes = FileManager.default.contents(atPath: file) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `anybody checks it by its number, and its holder prints it`() throws {
    try withOffice { office in
      let (ada, number) = try submitted(office)
      try decide(office, number, approval("c1", "K7M42-Q9PXW", until: "2031-11-21"))
      let shown = try #require(try page(office, "k7m42q9pxw"))
      #expect(shown.contains("K7M42-Q9PXW") && shown.contains("21 November 2031"))
      #expect(shown.contains("Ada Okoro") && !shown.contains("ada@example.org"))
      #expect(shown.contains("../../../assets/"), "its style lies at the top of the site")
      let visitor = Person(office)
      try visitor.opens("certificates?number=k7m42+q9pxw")
      #expect(visitor.shown.status == .seeOther)
      #expect(visitor.shown["Location"]?.hasSuffix("verify/number/k7/k7m42q9pxw.html") == true)
      try visitor.opens("certificates?number=K7M42-Q9PXX")
      #expect(visitor.shown.status == .notFound && visitor.shown.says("K7M42-Q9PXX"))
      try ada.opens("certificates/\(number)")
      #expect(ada.shown.status == .ok && ada.shown.says("K7M42-Q9PXW") && ada.shown.says("§ 5"))
      #expect(ada.shown.says("http://office.example/verify/number/k7/k7m42q9pxw.html"))
      let other = try Person.signedIn(office, "Bo Lind")
      try other.opens("certificates/\(number)")
      #expect(other.shown.status == .notFound)
    }
  }

  @Test func `what is undone is withdrawn for all to see, and granted again it holds`() throws {
    try withOffice { office in
      let (ada, number) = try submitted(office)
      let id = try office.application(number).applicant
      try decide(office, number, approval("c1", "K7M42-Q9PXW", until: "2031-11-21"))
      let account = try #require(try office.store.account(id))
      #expect(try office.store.certificates(of: account).map(\.number) == ["K7M42-Q9PXW"])
      try decide(
        office, number,
        .decisionUndone(
          DecisionUndoing(decision: "c1", reason: "A mistake", letter: letter, key: "u")))
      #expect(try office.store.certificates(of: account).isEmpty)
      #expect(try page(office, "k7m42q9pxw")?.contains("was withdrawn on 22 November 2026") == true)
      try ada.opens("certificates/\(number)")
      #expect(ada.shown.says("has no certificate now") && !ada.shown.says("K7M42-Q9PXW"))
      try decide(office, number, approval("c2", "K7M42-Q9PXW", until: "2027-11-21"))
      let again = try #require(try page(office, "k7m42q9pxw"))
      #expect(!again.contains("withdrawn") && again.contains("21 November 2027"))
    }
  }

  @Test func `what a dead program left is written by the sweep`() throws {
    try withOffice { office in
      let (_, number) = try submitted(office)
      let id = try office.application(number).number
      _ = try office.store.change(id, at: office.now, by: .staff("sam")) { _ in
        .review(approval("c1", "K7M42-Q9PXW", until: "2031-11-21"))
      }
      #expect(try office.store.applicationsToShow() == [id])
      #expect(try page(office, "k7m42q9pxw") == nil)
      #expect(try office.services.showCertificatesOwed(isDryRun: true) > 0)
      #expect(try page(office, "k7m42q9pxw") == nil)
      _ = try office.services.showCertificatesOwed()
      #expect(try page(office, "k7m42q9pxw")?.contains("K7M42-Q9PXW") == true)
      #expect(try office.store.applicationsToShow().isEmpty)
      #expect(try office.services.showCertificatesOwed() == 0, "nothing is left to do")
      try FileManager.default.removeItem(atPath: office.installation.live)
      #expect(try office.services.showCertificatesOwed() == 1)
      #expect(try page(office, "k7m42q9pxw") != nil)
    }
  }

  @Test func `a number that is somebody else's is granted to nobody`() throws {
    try withOffice { office in
      let (_, first) = try submitted(office)
      try decide(office, first, approval("c1", "K7M42-Q9PXW", until: "2031-11-21"))
      let bo = try Person.signedIn(office, "Bo Lind")
      let second = try bo.starts()
      let id = try office.application(second).number
      _ = try office.store.change(
        id, at: office.now, by: .applicant(try office.application(second).applicant)
      ) { _ in .submittedWithoutFee }
      let before = try office.journal(of: second)
      #expect(throws: StoreError.taken) {
        try decide(office, second, approval("c1", "k7m42 q9pxw", until: "2031-11-21"))
      }
      #expect(try office.journal(of: second) == before)
    }
  }

  @Test func `what is erased is on no page, and no name leads to it`() throws {
    try withOffice { office in
      let (_, number) = try submitted(office)
      try decide(office, number, approval("c1", "K7M42-Q9PXW", until: "2031-11-21"))
      let application = try office.application(number)
      office.services.hideCertificates(application.grantedNames)
      try office.store.erase(application.number, at: office.now, who: "program:docket")
      #expect(try page(office, "k7m42q9pxw") == nil)
      let name = try #require(CertificateName("K7M42-Q9PXW"))
      #expect(try office.store.holder(ofCertificate: name) == nil)
      #expect(try office.services.standing(ofCertificate: name) == nil)
    }
  }
}
