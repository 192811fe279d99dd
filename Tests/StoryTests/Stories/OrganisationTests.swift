import Foundation
import Testing

/// An organisation completes a part of an application, at the agency whose training vessels confirm days at sea.
@Suite(.serialized) struct OrganisationStoryTests {
  @Test(arguments: [Office.Way.processes, .nginx])
  func `somebody is appointed, finds what waits, signs it, gets it back and signs it anew`(
    way: Office.Way
  ) throws {
    let errand = Errand.skipper
    try withOffice(way, site: errand.site) { office in
      try office.runs([
        "organisation", "add", "seute-deern", "--name", "Seute Deern", "--party", "master",
      ])
      try office.runs([
        "organisation", "appoint", "seute-deern", "--full-name", "Bo Lind", "--email",
        "bo.lind@applicants.example", "--role", "submits",
      ])
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Days at sea").follow("Say who completes it")
        .press("Send the request", with: ["registered": "Seute Deern"])
        .sees("Waiting for Seute Deern", "Good until the end of")

      // Whoever was appointed creates an ordinary account, and finds it in the work list.
      let link = try office.mailbox.latest(to: "bo.lind@applicants.example").link()
      let bo = Applicant("Bo Lind", at: office)
      try bo.registers()
      try bo.confirmsByMail()
      try bo.signsIn()
      try bo.browser.open("cgi-bin/dashboard").follow("See what waits for it")
        .follow("Seute Deern").sees("One part waits for you.", "Ada Okoro")
      try bo.browser.open(link).sees("Ada Okoro asks Seute Deern").press("Start")
      try bo.browser.press(
        "Save & Continue",
        with: [
          "How many days was the applicant at sea?": "91",
          "I confirm this from the ship's log.": "yes",
        ]
      ).sees("Read back and sign", "91")
      try signs(bo.browser).sees("You have signed this part", "91")

      // The applicant sends it back; it is in the work list again.
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Days at sea").sees("Signed by Bo Lind", "91")
        .follow("Send it back").press("Send it back", with: ["What is wrong?": "It was 19."])
        .sees("because you sent it back")
      try bo.browser.open("cgi-bin/organisation/seute-deern").sees("sent back to you")
      try bo.browser.open(link).sees("It was 19.").press("Start")
      try bo.browser.press(
        "Save & Continue", with: ["How many days was the applicant at sea?": "19"])
      try signs(bo.browser).sees("You have signed this part", "19")
      try bo.browser.open("cgi-bin/organisation/seute-deern")
        .sees("Nothing waits.", "Signed of late")

      // Nobody else gets there.
      let eve = Applicant("Eve Stone", at: office)
      try eve.hasAnAccount()
      for page in ["seute-deern", "seute-deern/\(number)/sea-time", "nothing"] {
        try eve.browser.open("cgi-bin/organisation/\(page)", expecting: 404)
      }
    }
  }

  @discardableResult
  private func signs(_ browser: Browser) throws -> Browser {
    try browser.press(
      "Sign and submit this part",
      with: ["Your full name, as your signature": "Bo Lind", "As what you sign": "Master"])
  }
}
