import Foundation
import Support
import Testing

/// Money that is not what the invoice says, and money that goes back: in the pages, and each by two people.
@Suite(.serialized) struct FinanceStoryTests {
  @Test(arguments: Office.Way.allCases)
  func `a cheque of another sum is taken for the fee, and a part of it goes back`(
    way: Office.Way
  ) throws {
    let errand = Errand.firstCertificate
    try withOffice(way, site: errand.site) { office in
      try office.takesCheques()
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.completesEverything(errand, of: number)
      try ada.opensTheInvoice(of: number)
      try ada.browser.press("Proceed to Payment").sees("How to pay", "Send a cheque.")

      // What comes is too much: it is held, and nothing is submitted.
      let finn = try Employee("finn", "Finn Ode", "finance", at: office)
      try finn.opens(number, "repair").follow("Record money that has come").press(
        "Continue", with: ["How much has come": "$90.00", "Our own number of it": "Cheque 17"]
      ).sees("Check before it is done", "$90.00").press("Record it").sees("$90.00 that came")
      #expect(try !ada.dashboard().contains("Submitted"))

      // One proposes to take it for the fee. Nobody is their own second person.
      try finn.browser.open("cgi-bin/review/payments").sees("$90.00", ada.shown(number))
        .follow("Money that is held").follow("Propose to take it for the fee")
        .press("Continue", with: ["Why": "Another sum than the invoice asked for"])
        .press("Propose it").sees("waits for a second person")
      let rae = try Employee("rae", "Rae Moss", "reviewer", at: office)
      try rae.browser.open("cgi-bin/review/payments").follow("Money that is held")
        .follow("Confirm: take it for the fee")
        .sees("$90.00", "by finn", "Another sum than the invoice asked for")
      try finn.browser.open(rae.place).press("Confirm it", expecting: 409)
        .sees("cannot be the second person")
      #expect(try !ada.dashboard().contains("Submitted"))
      try rae.browser.press("Confirm it").sees("Nothing waits to be settled")
      #expect(try ada.dashboard().contains("Submitted"))

      // What was too much goes back: never more than there is, read back, and confirmed by another.
      let refund = try finn.opens(number, "repair").follow("Propose a refund")
      try refund.sees("$90.00 of it is here", "16 KAR 4:040 §2(3)").press(
        "Continue", with: ["How much": "100", "Why": "The agency's own mistake"], expecting: 422
      ).sees("There is $90.00 of it")
      try refund.press("Continue", with: ["How much": "5"])
        .sees("Check before it is done", "$5.00", "The agency's own mistake")
        .press("Propose the refund").sees("Refund: $5.00", "Proposed by finn")
      try rae.browser.open("cgi-bin/review/payments").follow("Refund")
        .follow("Confirm: return money").sees("$5.00", "An exception takes a reason")
        .press("Confirm it").sees("waits to be sent")
      try finn.browser.open("cgi-bin/review/payments").follow("Refund")
        .follow("Record that it has been sent")
        .press("Continue", with: ["Our own number of the transfer": "Transfer 311"])
        .press("Record it").sees("Nothing waits to be settled")

      // The applicant is told, and reads nothing of who did it; staff does.
      #expect(try office.mailbox.latest(to: ada.emailAddress).body.contains("$5.00"))
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("History").sees("$5.00 was sent back").doesNotSee("finn", "rae")
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Details").sees("$90.00", "$5.00 sent back")
      try rae.opens(number, "history").sees(
        "Proposed that $5.00 goes back", "Confirmed that $5.00 goes back",
        "Sent back $5.00, number Transfer 311", "finn", "rae")

      // None of this is for whoever reviews.
      let sam = try Employee("sam", "Sam Sole", "specialist", at: office)
      try sam.opens(number, "repair").doesNotSee("Propose a refund")
      try sam.opens(number, "repair/refund", expecting: 403)
      try sam.browser.open("cgi-bin/review/payments", expecting: 403)
    }
  }
}

extension Office {
  /// Money comes to the agency itself, and staff says what has come and gone.
  fileprivate func takesCheques() throws {
    try Data("Send a cheque.\n".utf8).write(to: prefix.appendingPathComponent("payment.md"))
    try settle([
      "payment": [["provider": "manual", "instructions": "payment.md"] as [String: any Sendable]]
    ])
  }
}

extension Employee {
  /// The page that is open, from the site's root.
  var place: String { String(browser.address.path.dropFirst(Office.path.count)) }
}
