import Applications
import CGI
import Foundation
import Rules
import Store
import Testing

@testable import Desk

/// An organisation opens an application for somebody, who accepts it or not.
@Suite struct OfferTests {
  private let openedPage = "organisation/college/opened"

  /// Di acts for the college and opens a statement of eligibility for Ada; the path of the mailed link.
  private func opening(
    _ office: Office, words: String = "As we said on Monday."
  ) throws -> (di: Person, link: String) {
    try office.adds("college", "Example College")
    try office.appoints("Di Moss", "di@example.org", to: "college")
    let di = try Person.signedIn(office, "Di Moss")
    try opens(di, "Ada Okoro", "ada@example.org", words: words)
    return (di, try link(in: office))
  }

  private func opens(
    _ di: Person, _ name: String, _ address: String, words: String = ""
  ) throws {
    try di.opens("organisation/college/open")
    #expect(di.shown.status == .ok && di.shown.says("Nothing of an application exists before"))
    try di.sends(
      ["request": "statement-of-eligibility", "name": name, "email": address, "words": words],
      to: "organisation/college/open")
    #expect(di.shown.leadsTo == openedPage)
  }

  private func link(in office: Office) throws -> String {
    let mail = try #require(try office.mails().last { $0.name.hasPrefix("offer-made") })
    let link = try #require(
      mail.body.firstMatch(of: /cgi-bin\/(apply\/offer\/[A-Za-z0-9_\-]+)/))
    return String(link.1)
  }

  /// Goes on from the page of the link to the last page before the start.
  private func goesOn(_ person: Person, _ link: String) throws {
    let token = link.split(separator: "/").last ?? ""
    try person.opens(link)
    #expect(person.shown.status == .ok && person.shown.text.contains("offer=\(token)"))
    try person.opens("apply/questions?request=statement-of-eligibility&offer=\(token)")
    while person.shown.status == .seeOther { try person.follows() }
    #expect(person.shown.says("Accept and Start Application"))
  }

  private func accepts(_ person: Person, _ link: String) throws -> String {
    try goesOn(person, link)
    try person.sends(to: "apply/start")
    let number = try #require(person.shown.leadsTo)
    #expect(number.hasPrefix("dashboard/"))
    return String(number.dropFirst("dashboard/".count))
  }

  @Test func `nothing exists before the person accepts; then it is theirs, and the part is asked`()
    throws
  {
    try withOffice { office in
      let (di, link) = try opening(office)
      try di.follows()
      #expect(di.shown.says("Ada Okoro") && di.shown.says("Sent."))
      let mail = try #require(try office.mails().last)
      #expect(mail.to == "ada@example.org" && !mail.body.contains("Monday"))
      #expect(mail.subject == "Example College wants to open an application for you")

      let nobody = Person(office)
      try nobody.opens(link)
      #expect(
        nobody.shown.says("As we said on Monday.") && nobody.shown.says("You need an account"))
      #expect(nobody.shown["X-Robots-Tag"] == "noindex")
      #expect(nobody.shown["Referrer-Policy"] == "no-referrer")
      let token = link.split(separator: "/").last ?? ""
      try nobody.opens("apply/questions?request=statement-of-eligibility&offer=\(token)")
      #expect(nobody.shown.leadsTo?.hasPrefix("account/sign-in?then=apply") == true)

      let ada = try Person.signedIn(office)
      try ada.opens("dashboard")
      #expect(!ada.shown.says("Statement of eligibility"))
      let number = try accepts(ada, link)
      let application = try office.application(number)
      #expect(application.start.opening?.organisation.text == "college")
      #expect(application.invitations.map(\.invitation.organisationID?.text) == ["college"])
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Example College"))
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("You accepted what Example College had opened for you."))

      let told = try #require(try office.mails().last { $0.to == "di@example.org" })
      #expect(told.subject == "Ada Okoro has accepted")
      try di.opens(openedPage)
      #expect(di.shown.says("Accepted") && !di.shown.text.contains(number))
      try di.opens("organisation/college")
      #expect(di.shown.says("Recommendation of the program") && di.shown.says("Ada Okoro"))

      // The link leads whoever accepted to it, and the same form again to the same one.
      try ada.opens(link)
      #expect(ada.shown.says("You have accepted") && ada.shown.text.contains(number))
    }
  }

  @Test func `of two who accept it one gets it, once`() throws {
    try withOffice { office in
      let (di, link) = try opening(office)
      let ada = try Person.signedIn(office)
      let bo = try Person.signedIn(office, "Bo Lind")
      try goesOn(ada, link)
      try goesOn(bo, link)
      try bo.sends(to: "apply/start")
      let number = try #require(bo.shown.leadsTo)
      try ada.sends(to: "apply/start")
      #expect(ada.shown.leadsTo == link)
      try ada.follows()
      #expect(ada.shown.status == .gone && ada.shown.says("This was accepted already"))
      try bo.repeats()
      #expect(bo.shown.leadsTo == number)
      try di.opens(openedPage)
      try di.posts(
        "\(openedPage)/\(try offer(office).id)/take-back",
        [("token", try #require(di.shown.hidden("token", to: "account/sign-out"))), ("key", "k1")])
      #expect(di.shown.leadsTo == openedPage)
      #expect(try offer(office).acceptance != nil, "it is theirs")
      #expect(try office.services.finishAcceptances() == 0)
      for person in [ada, bo] {
        try person.opens("dashboard")
        #expect(person.shown.says("Statement of eligibility") == (person === bo))
      }
    }
  }

  @Test func `a start that was cut off is finished by the person, or by the sweep`() throws {
    for isBySweep in [false, true] {
      try withOffice { office in
        let (_, link) = try opening(office)
        let ada = try Person.signedIn(office)
        let account = try #require(try office.store.account(withAddress: ada.emailAddress))
        let edition = try office.services.newestEdition()
        // The program died right behind this line.
        _ = try office.store.change(
          offer(office).id, at: office.now, by: .applicant(account.id)
        ) { _ in
          .ended(
            .accepted(
              Acceptance(
                account: account.id, answers: Answers(),
                publication: try #require(edition.publication), day: edition.day,
                deadline: office.now.adding(seconds: 86_400 * 90))))
        }
        let bo = try Person.signedIn(office, "Bo Lind")
        try bo.opens(link)
        #expect(bo.shown.status == .gone)
        if isBySweep {
          #expect(try office.services.finishAcceptances(isDryRun: true) == 1)
          #expect(try office.services.finishAcceptances() == 1)
        } else {
          try ada.opens(link)
          try ada.sends(to: "apply/start")
          #expect(ada.shown.leadsTo?.hasPrefix("dashboard/") == true)
        }
        #expect(try office.services.finishAcceptances() == 0)
        let numbers = try office.store.applications(of: account.id)
        #expect(numbers.count == 1)
        let application = try #require(try office.store.application(numbers[0]))
        #expect(application.invitations.count == 1)
        try ada.opens(link)
        #expect(ada.shown.text.contains(application.number.text))
      }
    }
  }

  @Test func `it is declined with a reason, taken back, or runs out, and the link says which`()
    throws
  {
    try withOffice { office in
      let (di, link) = try opening(office)
      let ada = Person(office)
      try ada.opens(link + "/decline")
      try ada.sends(["reason": " "], to: link)
      #expect(ada.shown.status == .unprocessable && ada.shown.says("Say why"))
      try ada.sends(["reason": "I work elsewhere."], to: link)
      try ada.follows()
      #expect(ada.shown.status == .gone && ada.shown.says("This was declined"))
      #expect(try office.mails().contains { $0.subject == "Ada Okoro has declined" })
      try di.opens(openedPage)
      #expect(di.shown.says("I work elsewhere."))

      office.wait(minutes: 5)
      try opens(di, "Ada Okoro", "ada@example.org")
      let second = try self.link(in: office)
      try di.follows()
      let page = try #require(di.shown.form(to: openedPage))
      try di.posts(page.address.replacing("send-again", with: "take-back"), page.hidden)
      try ada.opens(second)
      #expect(ada.shown.status == .gone && ada.shown.says("This was taken back"))

      office.wait(minutes: 5)
      try opens(di, "Ada Okoro", "ada@example.org")
      let third = try self.link(in: office)
      office.wait(days: 29)
      try ada.opens(third)
      #expect(ada.shown.status == .gone && ada.shown.says("This has expired"))
      try di.signsIn()
      try di.opens(openedPage)
      #expect(di.shown.says("Not answered"))
      try ada.opens("apply/offer/" + String(repeating: "a", count: 43))
      #expect(ada.shown.status == .gone && ada.shown.says("This link opens nothing"))
    }
  }

  @Test func `the same form is one offer, and a link is sent again as often as it may`() throws {
    try withOffice { office in
      let (di, _) = try opening(office)
      try di.repeats()
      #expect(di.shown.leadsTo == openedPage)
      #expect(try office.store.offers(of: college()).count == 1)
      let made = { try office.mails().filter { $0.name.hasPrefix("offer-made") }.count }
      #expect(try made() == 1)
      for _ in 1...4 {
        office.wait(minutes: 20)
        try di.opens(openedPage)
        guard let form = di.shown.form(to: openedPage), form.address.hasSuffix("send-again") else {
          continue
        }
        try di.posts(form.address, form.hidden)
      }
      #expect(try made() == Offer.sendLimit)
    }
  }

  @Test func `what is wrong is shown back, and nothing is sent`() throws {
    try withOffice { office in
      let (di, _) = try opening(office)
      try di.opens("organisation/college/open")
      try di.sends(
        ["request": "rank-change", "name": "", "email": "DI@example.org", "words": "Kept words"],
        to: "organisation/college/open")
      #expect(di.shown.status == .unprocessable && di.shown.says("Choose what it is for"))
      #expect(di.shown.says("Enter their full name") && di.shown.says("not yours"))
      #expect(di.shown.text.contains("Kept words"))
      #expect(try office.store.offers(of: college()).count == 1)
    }
  }

  @Test func `nobody else sees or does anything about it`() throws {
    try withOffice { office in
      let (_, link) = try opening(office)
      try office.adds("other", "Other College")
      try office.appoints("Eve Stone", "eve@example.org", to: "other")
      try office.appoints("Fay Hill", "fay@example.org", to: "college", [.appoints])
      let eve = try Person.signedIn(office, "Eve Stone")
      for page in ["open", "opened"] {
        try eve.opens("organisation/college/\(page)")
        #expect(eve.shown.status == .notFound)
      }
      try eve.opens("organisation/other/open")
      let token = try #require(eve.shown.hidden("token", to: "organisation"))
      let id = try offer(office).id
      for what in ["take-back", "send-again"] {
        for organisation in ["college", "other"] {
          try eve.posts(
            "organisation/\(organisation)/opened/\(id)/\(what)", [("token", token), ("key", "k")])
          #expect(eve.shown.status == .notFound)
        }
      }
      let fay = try Person.signedIn(office, "Fay Hill")
      try fay.opens("organisation/college/opened")
      #expect(fay.shown.status == .forbidden)
      // The link is for what was opened, and for nothing else.
      let ada = try Person.signedIn(office)
      let secret = link.split(separator: "/").last ?? ""
      try ada.opens("apply/confirm?request=initial-certificate&offer=\(secret)")
      #expect(ada.shown.leadsTo == link)
      #expect(try offer(office).isOpen(at: office.now))
    }
  }

  private func college() throws -> OrganisationID { try #require(OrganisationID("college")) }

  private func offer(_ office: Office) throws -> Offer {
    try #require(try office.store.offers(of: college()).first)
  }
}
