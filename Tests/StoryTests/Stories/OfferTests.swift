import Foundation
import Testing

/// A preparation program opens an application for one of its people, who has no account yet.
@Suite(.serialized) struct OfferStoryTests {
  @Test(arguments: [Office.Way.processes, .apache])
  func `a program opens an application, the person accepts it, and the program signs its part`(
    way: Office.Way
  ) throws {
    try withOffice(way, site: "site") { office in
      try office.runs([
        "organisation", "add", "example-college", "--name", "Example College", "--party",
        "preparation-program",
      ])
      try office.runs([
        "organisation", "appoint", "example-college", "--full-name", "Bo Lind", "--email",
        "bo.lind@applicants.example", "--role", "submits",
      ])
      let bo = Applicant("Bo Lind", at: office)
      try bo.hasAnAccount()
      let open = "cgi-bin/organisation/example-college/open"
      try bo.browser.open("cgi-bin/organisation/example-college")
        .follow("Open an application for somebody")
        .sees("Nothing of an application exists before they accept")
        .press(
          "Send the link",
          with: [
            "What is it for?": "Statement of eligibility for internship",
            "Their full name": "Ada Okoro", "Their email address": "ada.okoro@applicants.example",
            "What you want to tell them": "As we said in class.",
          ]
        ).sees("Ada Okoro")

      // The link says who wants what, and changes nothing.
      let link = try office.mailbox.latest(to: "ada.okoro@applicants.example").link()
      let stranger = office.visitor()
      try stranger.open(link).sees(
        "Example College wants to open an application for you", "As we said in class.",
        "Nothing exists before you accept", "Recommendation of the program")

      // The person creates an account of their own, and accepts with the last button.
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      try ada.browser.open("cgi-bin/dashboard").doesNotSee("Statement of eligibility")
      try ada.browser.open(link).follow("Go on")
      try ada.browser.sees("Check before you start", "What Example College learns")
        .press("Accept and Start Application")
      let number = ada.number
      try ada.browser.sees("Statement of eligibility for internship", "Waiting for Example College")

      // The program is told, finds its part in the work list, and signs it.
      try bo.browser.open("cgi-bin/organisation/example-college/opened").sees(
        "Ada Okoro", "Accepted")
      try bo.browser.open("cgi-bin/organisation/example-college")
        .sees("One part waits for you.", "Ada Okoro")
        .follow("Recommendation of the program").press("Start")
      try bo.browser.press(
        "Save & Continue",
        with: [
          "Which program did the applicant complete?": "History",
          "When did they complete it?": "2026-06-01",
          "I recommend the applicant for the certification applied for.": "yes",
        ])
      try bo.browser.press(
        "Sign and submit this part",
        with: ["Your full name, as your signature": "Bo Lind", "As what you sign": "Dean"]
      ).sees("You have signed this part")
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Recommendation of the program").sees("Signed by Bo Lind", "History")

      // Once accepted the link opens nothing for anybody else; nobody else opens one for this program.
      try stranger.open(link, expecting: 410).sees("accepted")
      let eve = Applicant("Eve Stone", at: office)
      try eve.hasAnAccount()
      try eve.browser.open(link, expecting: 410)
      try eve.browser.open(open, expecting: 404)
    }
  }
}
