import Testing

/// Forms can be filled in before anybody signs in, and nothing of that is lost.
@Suite(.serialized) struct PublicFormTests {
  private let errand = Errand.firstCertificate

  @Test(arguments: Office.Way.allCases)
  func `what was typed on a public page goes where its writer says`(way: Office.Way) throws {
    try withOffice(way) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      ada.browser.forgetCookies()

      let degrees = errand.parts[0]
      try ada.browser.open("").follow(errand.requests[0]).follow("look at every form")
      try ada.browser.follow(degrees.title).press("Continue", with: degrees.answers)
      try ada.browser.sees("We kept what you typed").follow("Sign in")
      try ada.browser.press(
        "Sign in", with: ["Email address": ada.emailAddress, "Password": ada.password])
      try ada.browser.sees("Berea College")
      try ada.browser.press("Continue", with: ["What shall we do with it?": "Keep it"])
      try ada.opensTheOverview(of: number)
      try ada.browser.follow(degrees.title)
      #expect(ada.browser.reply.text.contains("Berea College"))
    }
  }
}
