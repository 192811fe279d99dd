import Foundation
import Support
import Testing

/// Somebody is kept from finishing in time, asks for more, is given it by whoever may, and pays once.
@Suite(.serialized) struct ReopeningStoryTests {
  private let errand = Errand.firstCertificate

  @Test(arguments: Office.Way.allCases)
  func `who could not pay in time asks for more time, is given it, and pays`(
    way: Office.Way
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.completesEverything(errand, of: number)

      // A hundred days later it has expired, and nobody has looked at it.
      try office.settle(["clockShiftDays": 100])
      try ada.signsIn()
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Expired", "Ask for more time").follow("Write to us")
        .press(
          "Send message",
          with: ["What is it about?": "More time", "Your message": "I was in hospital."])

      // A specialist finds it by its number, and gives it more time: read back first, and told by mail.
      let sam = try Employee("sam", "Sam Sole", "specialist", at: office)
      try sam.browser.open("cgi-bin/review/search?q=\(number)").sees("Ada Okoro", "Expired")
        .follow(ada.shown(number)).sees("Give the applicant more time")
      try sam.opens(number, "repair/reopen")
        .press("Continue", with: ["Why": "You were in hospital."])
        .sees("Check before it is done", "You were in hospital.", "The last day to pay would be")
        .press("Give more time").sees("That is done")
      let letter = try office.mailbox.latest(to: ada.emailAddress)
      #expect(letter.body.contains("You were in hospital."))
      try sam.opens(number, "repair/reopen").sees("It has not expired")

      // Everything is as it was left, and it is paid once.
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("30 days left", "We gave you more time on").doesNotSee("Not complete")
      try ada.goesToPay(for: number)
      try ada.choosesAtTheProvider("Pay")
      try office.notificationsArrive()
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Submitted", "we have it").doesNotSee("Expired")
      try sam.browser.open("cgi-bin/review").sees("Ada Okoro", ada.shown(number))
      try sam.opens(number).sees("It had expired", "You were in hospital.")
    }
  }
}
