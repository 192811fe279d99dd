import Testing

/// How an application ends without a decision, and how the next one begins.
@Suite(.serialized) struct EndingTests {
  private let errand = Errand.firstCertificate

  @Test
  func `W10, W11, W15: left unpaid for 90 days it expires, and the next takes over what was typed`()
    throws
  {
    try withOffice(Office.Way.allCases[0], site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.completesEverything(errand, of: number)

      // W10: the Overview says in words how each part stands, since when, and who acts next.
      try ada.opensTheOverview(of: number)
      try ada.browser.sees(
        "Submission Status", "Ready to submit", "Next you, by paying", "90 days left", errand.total)
      // W11: the Application Summary reads everything back, and each part can be opened from it.
      try ada.browser.follow("Application Summary")
        .sees(ada.shown(number), "Ada Okoro", "Signed by Ada Okoro", "receipt (1).pdf")
      for part in errand.parts { try ada.browser.sees(part.title) }
      try ada.browser.follow("Open \(errand.parts[0].title)").sees("Save & Continue")

      // W15: it expires, and the next application asks first what it should take over.
      try office.settle(["clockShiftDays": 91])
      try ada.signsIn()
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Expired").follow(
        "Start a new application that takes over what you entered"
      )
      .sees("What is taken over from application \(ada.shown(number))", "Taken over, with 1 file")
      .press("Start Application")
      let next = ada.number
      #expect(next != number)
      try ada.browser.follow("History").sees(
        "It takes over what application \(ada.shown(number)) had")

      // What was signed is asked again; the rest is there.
      try ada.opensTheOverview(of: next)
      try ada.browser.follow(errand.parts[0].title).doesNotSee("Not saved yet")

      // Somebody who gives it up is asked first.
      try ada.opensTheOverview(of: next)
      try ada.browser.follow("Cancel this application").sees("you owe nothing")
        .press("Cancel this application").sees("You cancelled this application")
    }
  }

  @Test
  func `W16: a submitted application says so, since when and who acts next, and can be withdrawn`()
    throws
  {
    try withOffice(Office.Way.allCases[0], site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.completesEverything(errand, of: number)
      try ada.goesToPay(for: number)
      try ada.choosesAtTheProvider("Pay and close the window")
      #expect(try office.notificationsArrive() == [200])
      let dashboard = try ada.dashboard()
      #expect(dashboard.contains("Submitted") && dashboard.contains("Next: we look at it."))
      #expect(dashboard.contains("Since "))
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Withdraw this application")
        .sees("You paid \(errand.total)", "16 KAR 4:040 §2(3)")
        .press("Withdraw this application", with: ["Why do you withdraw it?": "I moved away."])
        .sees("You withdrew this application")
      try ada.browser.follow("History").sees("Your reason: I moved away.")
    }
  }
}
