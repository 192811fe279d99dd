import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// The same person with another account, and the same request twice.
@Suite struct OthersTests {
  @Test func `the case says what else the same person has applied for, and how that is known`()
    throws
  {
    try withOffice { office in
      let (ada, number) = try office.submitted()
      let second = try ada.starts()
      let bo = try Person.signedIn(office, "Bo Lind")
      let his = try bo.starts()
      let namesake = try sentIn("Okoro Ada", office)
      let longer = try sentIn("Adah Okoro", office)
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/\(number)")
      #expect(kim.shown.says("Perhaps of the same person"))
      #expect(
        kim.shown.says(try shown(second, office)) && kim.shown.says("Of the same account"))
      #expect(kim.shown.says("It is for the same"))
      #expect(kim.shown.text.contains("review/\(second)/repair\""), "where its page is")
      #expect(kim.shown.text.contains("review/\(namesake)\""))
      #expect(
        kim.shown.says(
          "Of another account, with the same name, the same phone number and the same postal address"
        ))
      #expect(
        !kim.shown.says(try shown(his, office)), "his address is the same, and he sent nothing in")
      #expect(!kim.shown.says(try shown(longer, office)), "who was not found by the name")
      let noa = try Person.employed(office, "noa", [.fitnessOfficer])
      try noa.opens("review/\(number)")
      #expect(noa.shown.says(try shown(second, office)))
      #expect(!noa.shown.text.contains("review/\(second)"), "they may not open it")
      let fin = try Person.employed(office, "fin", [.finance])
      try fin.opens("review/\(number)")
      #expect(!fin.shown.says("Perhaps of the same person"))
      for page in ["", "/history", "/summary"] {
        try ada.opens("dashboard/\(number)\(page)")
        #expect(!ada.shown.says(try shown(namesake, office)), "\(page)")
      }
    }
  }

  @Test func `of those who have a name only the first are looked at, and the rest can be searched`()
    throws
  {
    try withOffice { office in
      let (ada, number) = try office.submitted()
      for index in 1...25 {
        let start = try office.application(number).start
        let other = try office.store.startApplication(
          Start(
            applicant: start.applicant, profile: start.profile, requests: start.requests,
            answers: start.answers, publication: start.publication, day: start.day,
            deadline: start.deadline, key: "more-\(index)"), at: office.now)
        _ = try office.services.change(other.number, by: .applicant(start.applicant)) { _ in
          .submittedWithoutFee
        }
      }
      let kim = try Person.employed(office, "kim", [.specialist])
      let namesake = try sentIn("Okoro Ada", office)
      try kim.opens("review/\(namesake)")
      #expect(kim.shown.says("Search for the name"))
      #expect(kim.shown.text.matches(of: /<li><a href="[^"]*review\/[a-z0-9]{8}"/).count <= 21)
      try kim.opens("review/\(number)")
      #expect(kim.shown.says("The account has more applications than are shown here"))
      _ = ada
    }
  }

  @Test func `what was erased is not shown`() throws {
    try withOffice { office in
      let (_, number) = try office.submitted()
      let namesake = try sentIn("Okoro Ada", office)
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/\(number)")
      #expect(kim.shown.says(try shown(namesake, office)))
      try office.store.erase(
        try office.application(namesake).number, at: office.now, who: "program:test")
      try kim.opens("review/\(number)")
      #expect(!kim.shown.says(try shown(namesake, office)))
      try kim.opens("review/\(namesake)")
      #expect(!kim.shown.says("Perhaps of the same person"))
    }
  }

  @Test func `who applies for the same again is told before the start, and may go on`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens(confirmOneYear)
      #expect(!ada.shown.says("You have applied for this already"))
      try ada.sends(to: "apply/start")
      let first = String(try #require(ada.shown.leadsTo?.dropFirst("dashboard/".count)))
      try ada.opens(confirmOneYear)
      #expect(ada.shown.says("You have applied for this already"))
      #expect(
        ada.shown.text.contains("dashboard/\(first)\">Application \(try shown(first, office))"))
      try ada.opens(
        "apply/confirm?request=initial-certificate&answers="
          + escaped("prepared-in=in-state&held-elsewhere=no"))
      #expect(!ada.shown.says("You have applied for this already"), "it is for something else")
      let bo = try Person.signedIn(office, "Bo Lind")
      try bo.opens(confirmOneYear)
      #expect(!bo.shown.says("You have applied for this already"), "it is somebody else's")
      try ada.opens(confirmOneYear)
      try ada.sends(to: "apply/start")
      #expect(try office.store.applications(of: ada.account).count == 2)
      try ada.opens("dashboard/\(first)/cancel")
      try ada.sends(to: "dashboard/\(first)/cancel")
      try ada.opens(confirmOneYear)
      #expect(!ada.shown.text.contains("dashboard/\(first)\""), "it has ended")
      #expect(ada.shown.says("You have applied for this already"), "the other has not")
    }
  }

  @Test func `who is about to pay for the same twice is told`() throws {
    try withOffice { office in
      let (ada, number) = try office.submitted()
      let second = try ada.starts()
      try ada.opens("invoice/\(second)")
      #expect(!ada.shown.says("You have applied for this already"), "there is nothing to pay yet")
      try ada.completes(second)
      try ada.opens("invoice/\(second)")
      #expect(ada.shown.says("You have applied for this already"))
      #expect(ada.shown.text.contains("dashboard/\(number)\""))
      #expect(ada.shown.form(to: "payment/") != nil, "they may go on")
    }
  }

  @Test func `staff is led by its number to what was never submitted, if they can do something`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/search?q=\(number)")
      #expect(kim.shown.text.contains("review/\(number)/repair\""))
      #expect(try kim.opens("review/\(number)/repair").status == .ok)
      let sam = try Person.employed(office, "sam", [.reviewer])
      try sam.opens("review/search?q=\(number)")
      #expect(!sam.shown.says("Ada Okoro"))
    }
  }

  /// What somebody has sent in, where nobody asks what it says.
  private func sentIn(_ name: String, _ office: Office) throws -> String {
    let person = try Person.signedIn(office, name)
    let number = try person.starts()
    let application = try office.application(number)
    _ = try office.services.change(application.number, by: .applicant(application.applicant)) { _ in
      .submittedWithoutFee
    }
    return number
  }

  /// The number as pages write it.
  private func shown(_ number: String, _ office: Office) throws -> String {
    try office.application(number).number.description
  }
}
