import Foundation
import Testing

/// The walk-through, from the public page to *Submitted*: by the same code at two unlike agencies, and
/// three ways to the programs.
@Suite(.serialized) struct ApplyingTests {
  @Test(arguments: Office.Way.allCases, Errand.withAFee)
  func `somebody applies, pays, and finds the application submitted`(
    way: Office.Way, errand: Errand
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      let browser = ada.browser
      let title = errand.requests[0]

      // The public pages say what it takes, without an account.
      try browser.open("").follow(title).sees(errand.clause)
      for part in errand.parts { try browser.sees(part.title) }

      // An account, confirmed by mail.
      try ada.registers()
      try ada.confirmsByMail()
      try ada.signsIn()
      try browser.sees("You have no applications yet")

      // No application before there are an address and a phone number; then on to the same place.
      try browser.follow("Apply for a credential")
        .sees("Enter a phone number", "Enter your street", "Enter your postal code")
      try ada.fillsInTheProfile()

      // Request type, clarifying questions, and what it will ask and cost.
      try ada.chooses(errand)
      try browser.sees(title, errand.total, errand.clause)
      for part in errand.parts { try browser.sees(part.title) }
      try browser.press("Start Application")
      let number = ada.number
      try browser.sees(ada.shown(number), "Not started", "You have not submitted yet")
      for other in errand.others { try browser.sees(other) }

      // Payment stays closed, and says what is missing.
      try browser.sees("Proceed to Payment", errand.parts[0].title)
      try browser.open("cgi-bin/invoice/\(number)").doesNotSee("Continue to payment")

      // Part after part; left in between, and found again on the Dashboard.
      for (count, part) in errand.parts.enumerated() {
        try ada.completes(part, of: number)
        try ada.opensTheOverview(of: number)
        #expect(browser.words.components(of: "Complete") >= count + 1)
        if part.isSigned {
          try browser.follow(part.title).sees("Signed by Ada Okoro", "cannot be changed")
        }
        if count == 0 {
          browser.forgetCookies()
          try ada.signsIn()
          try browser.sees(title, ada.shown(number)).follow(title)
        }
      }
      try browser.sees("Everything that is needed before payment is there.")

      // The invoice, line by line, and the provider's page.
      try ada.opensTheInvoice(of: number)
      try browser.sees(errand.total, errand.clause)
      try browser.press("Proceed to Payment").sees(errand.total)
      try browser.press("Continue to payment")
      try ada.choosesAtTheProvider("Pay and close the window")
      #expect(try !ada.dashboard().contains("Submitted"))

      // Paid means submitted, without the browser.
      #expect(try office.notificationsArrive() == [200])
      #expect(try ada.dashboard().contains("Submitted"))
      let mail = try office.mailbox.latest(to: ada.emailAddress)
      #expect(mail["Subject"]?.contains(ada.shown(number)) == true)
      #expect(mail.body.contains(errand.total))
      try ada.opensTheOverview(of: number)
      try browser.sees("Submitted").doesNotSee("You have not submitted yet")
    }
  }

  @Test(arguments: Office.Way.allCases, Errand.free)
  func `where nothing is owed, a page that asks to confirm submits`(
    way: Office.Way, errand: Errand
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.completesEverything(errand, of: number)
      try ada.opensTheInvoice(of: number)
      try ada.browser.sees(errand.total, errand.clause).press("Submit application")
      #expect(try ada.dashboard().contains("Submitted"))
      #expect(try office.notificationsOnTheirWay() == 0)
      #expect(try office.mailbox.latest(to: ada.emailAddress).body.contains(ada.shown(number)))
    }
  }
}

extension String {
  /// How often `words` occur.
  func components(of words: String) -> Int { components(separatedBy: words).count - 1 }
}
