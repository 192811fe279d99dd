import Foundation
import Support
import Testing

/// From a paid application with something to be looked into, to a preliminary approval, and to what that comes to.
@Suite(.serialized) struct PreliminaryStoryTests {
  private let errand = Errand.firstCertificate

  @Test(arguments: Office.Way.allCases)
  func `an application is approved preliminarily, and confirmed when fitness is cleared`(
    way: Office.Way
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      let number = try ada.hasPaid(errand)
      let sam = try Employee("sam", "Sam Sole", "specialist", at: office)
      let fay = try Employee("fay", "Fay Moss", "fitness-officer", at: office)
      try sam.takes(number)

      // Nobody but a fitness officer can say whether the conditions hold that are about a sealed answer.
      try sam.opens(number, "decision").sees("A preliminary approval: not now")
      try fay.findsThatItMayBeApproved(number)
      try sam.opens(number).sees("Not yet cleared").doesNotSee("misdemeanor", "Speeding")

      // The specialist approves, and the certificate says what it is, to its holder and to anybody.
      try sam.approvesPreliminarily(number)
      let letter = try office.mailbox.latest(to: ada.emailAddress)
      #expect(letter.body.contains("approved your application preliminarily"))
      #expect(letter.body.contains("policy of 2002") && !letter.body.contains("misdemeanor"))
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Approved preliminarily", "still to be confirmed or revoked")
        .follow("See and print what you were granted").sees("It is preliminary", "Ada Okoro")
      let certificate = try ada.certificateNumber()
      let anybody = office.visitor()
      try anybody.open("verify/").press("Check", with: ["Number of the certificate": certificate])
        .sees("This certificate is preliminary", "Granted preliminarily on")
        .doesNotSee("onduct", "Fitness", "misdemeanor")
      let page = String(anybody.address.path.dropFirst(Office.path.count))

      // It stays with fitness alone; clearing it confirms the approval, with a letter.
      try sam.browser.open("cgi-bin/review").doesNotSee(ada.shown(number))
      try fay.browser.open("cgi-bin/review/fitness").sees(ada.shown(number))
      try fay.opens(number, "fitness").sees("The letter, if it is cleared")
      try fay.finds("Cleared", about: number)
      #expect(
        try office.mailbox.latest(to: ada.emailAddress).body
          .contains("the approval is confirmed"))
      try fay.browser.open("cgi-bin/review/fitness").doesNotSee(ada.shown(number))
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Approved", "Confirmed").doesNotSee("still to be confirmed")
        .follow("See and print what you were granted").doesNotSee("preliminary")
      try anybody.open(page).sees("Confirmed on", certificate)
        .doesNotSee("This certificate is preliminary")
    }
  }

  @Test func `what is not cleared is revoked by two people, and its page says so`() throws {
    try withOffice(.processes, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      let number = try ada.hasPaid(errand)
      let sam = try Employee("sam", "Sam Sole", "specialist", at: office)
      let fay = try Employee("fay", "Fay Moss", "fitness-officer", at: office)
      let kim = try Employee("kim", "Kim Rowe", "reviewer", at: office)
      try sam.takes(number)
      try fay.findsThatItMayBeApproved(number)
      try sam.approvesPreliminarily(number)
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("See and print what you were granted")
      let certificate = try ada.certificateNumber()

      // One person alone revokes nothing.
      try fay.finds("Not cleared", about: number)
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Approved preliminarily")
      try fay.opens(number, "revoke").press(
        "Show me the letter",
        with: [
          "Why is it revoked?":
            "The law names conduct for which a certificate may be refused, and yours was found to be such."
        ]
      ).sees("exactly as it will be sent").press("Propose that it is revoked")
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Approved preliminarily").doesNotSee("Revoked")
      try fay.opens(number, "confirm", expecting: 403)
      try kim.browser.open("cgi-bin/review/confirm").sees(ada.shown(number))
      try kim.opens(number, "confirm").sees("Should it be revoked?")
        .press("Confirm: it is revoked")

      let letter = try office.mailbox.latest(to: ada.emailAddress)
      #expect(
        letter.body.contains("the approval is revoked") && letter.body.contains("KRS 161.120(1)"))
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Revoked", "ask for another look")
        .follow("See and print what you were granted").sees("It was revoked, and does not hold")
      try office.visitor().open("verify/")
        .press("Check", with: ["Number of the certificate": certificate])
        .sees("This certificate was revoked on", "Revoked on")
    }
  }
}

extension Applicant {
  /// Has an account, fills everything in, pays, and is told that it is submitted.
  fileprivate func hasPaid(_ errand: Errand) throws -> String {
    try hasAnAccount()
    let number = try starts(errand)
    try completesEverything(errand, of: number)
    try goesToPay(for: number)
    try choosesAtTheProvider("Pay")
    try office.notificationsArrive()
    try opensTheOverview(of: number)
    try browser.sees("Submitted")
    return number
  }
}

extension Employee {
  fileprivate func findsThatItMayBeApproved(_ number: String) throws {
    try opens(number, "fitness").press(
      "Record what was found",
      with: [
        "What was found?": "Not decided yet, and it may be approved preliminarily",
        "There is one misdemeanor and nothing else.": "yes",
        "It has nothing to do with children, firearms or drugs.": "yes",
        "It was more than two years before the day of the application.": "yes",
        "On which day?": "2026-01-02",
      ])
  }

  fileprivate func approvesPreliminarily(_ number: String) throws {
    try opens(number, "decision").press(
      "Show me the letter",
      with: [
        "What is decided?": "Approve it preliminarily",
        "It is not for an emergency certificate.": "yes",
        "There is an offer of a job, and somebody here has verified it with the district.": "yes",
      ]
    ).sees("exactly as it will be sent").press("Approve it preliminarily and send this letter")
  }
}
