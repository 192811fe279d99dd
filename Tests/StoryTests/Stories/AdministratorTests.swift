import Foundation
import Support
import Testing

/// Who is there and has what, and what went wrong and is put right in the pages.
@Suite(.serialized) struct AdministratorStoryTests {
  @Test(arguments: Office.Way.allCases)
  func `work goes from hand to hand, and what went wrong is put right, each with a trace`(
    way: Office.Way
  ) throws {
    let errand = Errand.cadet
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Helpers, and who is told what").follow("Name a helper")
        .press(
          "Send the link",
          with: [
            "Their full name": "Pat Lee", "Their email address": "pat@home.example",
            "Which parts may they see and fill in?": "Who you are",
          ])
      try ada.completesEverything(errand, of: number)

      // A mail is lost: the helper gets a new link, and the one before opens nothing.
      let root = try Employee("root", "Rita Root", "administrator", at: office)
      let lost = try office.mailbox.latest(to: "pat@home.example").link()
      try root.opens(number, "repair").follow("Send a new link")
        .sees("goes to the address that it went to before").press("Send the link")
        .sees("That is done")
      let link = try office.mailbox.latest(to: "pat@home.example").link()
      #expect(link != lost)
      try office.visitor().open(link).sees("Help Ada Okoro with an application")
      try office.visitor().open(lost, expecting: 410)

      // A file is called what it is, and a complete application is submitted that was left lying.
      try root.opens(number, "repair").sees("Passport").follow("Correct what it is")
        .press("Continue", with: ["What it is": "Identity card"])
        .sees("Check before it is done", "Identity card").press("Save").sees("Identity card")
      #expect(try !ada.dashboard().contains("Submitted"))
      try root.opens(number, "repair").follow("Look again, and submit it").press("Look again")
        .doesNotSee("Look again, and submit it")
      #expect(try ada.dashboard().contains("Submitted"))
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("History").sees("We corrected what is said of the file")
        .doesNotSee("root")

      // Somebody is added, and given the work; somebody else has it next.
      let sam = try Employee("sam", "Sam Sole", "specialist", at: office)
      let kim = try Employee("kim", "Kim Rowe", "finance", at: office)
      try kim.opens(number, "assign", expecting: 403)
      try office.runs(["staff", "roles", "kim", "--role", "specialist,reviewer"])
      #expect(try kim.browser.open("cgi-bin/review").heading == "Staff: sign in")
      try kim.comesBack()
      try root.opens(number, "assign").press("Give it to them", with: ["To whom": "sam"])
      try sam.browser.open("cgi-bin/review/mine").sees(ada.shown(number))
      try root.opens(number, "assign").sees("sam has it")
        .press("Give it to them", with: ["To whom": "kim", "Why": "Sam is away."])
      try sam.browser.open("cgi-bin/review/mine").doesNotSee(ada.shown(number))
      try kim.browser.open("cgi-bin/review/mine").sees(ada.shown(number))
      try root.opens(number, "history").sees(
        "Sent Pat Lee a new link", "Changed what is said of", "Nothing was owed",
        "sam has it now", "kim has it now. Sam is away.")

      // What is open is counted, and taken away with nothing personal in it; that it was is written down.
      try root.browser.open("cgi-bin/review/reports").sees("Cadet's permit")
      try root.browser.open("cgi-bin/review/filter")
      let export = try root.browser.send(root.browser.request(pressing: "As a table (CSV)"))
      #expect(export["Content-Disposition"]?.contains("open-applications.csv") == true)
      #expect(export.text.contains("kim") && !export.text.contains("Okoro"), "\(export.text)")
      #expect(try office.journal(ofStaff: "root").contains("\"kind\":\"exported\""))
      try kim.browser.open("cgi-bin/review/filter")
      try office.runs(["staff", "remove", "kim"])
      let late = try kim.browser.send(kim.browser.request(pressing: "As a table (CSV)"))
      #expect(!late.text.contains(number) && late["Content-Disposition"] == nil)
      #expect(try kim.browser.open("cgi-bin/review").heading == "Staff: sign in")
    }
  }
}

extension Office {
  /// The journal of somebody who works here, as text.
  fileprivate func journal(ofStaff name: String) throws -> String {
    let top = prefix.appendingPathComponent("store/staff")
    let path = try FileManager.default.subpathsOfDirectory(atPath: top.path)
      .first { $0.hasSuffix("\(name)/journal") }
    guard let path else { throw Trouble("there is no journal of \(name)") }
    return try String(contentsOf: top.appendingPathComponent(path), encoding: .utf8)
  }
}
