import Foundation
import Testing

/// Somebody else completes a part of an application, at the agency whose parts a ship's master confirms.
@Suite(.serialized) struct PartyStoryTests {
  @Test(arguments: Office.Way.allCases)
  func `one master declines, another confirms, corrects what was wrong, and the applicant reads it`(
    way: Office.Way
  ) throws {
    let errand = Errand.skipper
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)

      // Before anything is sent it is said what the master will see.
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Nobody asked yet", "With you since")
      try ada.browser.follow("Days at sea").follow("Say who completes it")
        .sees("Your phone number", "Your postal address", "They see nothing else")
      try ada.asks("Bo Lind", "bo@ships.example")
      try ada.browser.sees("Waiting for Bo Lind", "Good until the end of")

      // The link opens the part without an account; this master does not know her.
      let bo = office.visitor()
      let link = try office.mailbox.latest(to: "bo@ships.example").link()
      try bo.open(link).sees("Ada Okoro asks you, Bo Lind", "502 555 0143", "12 Main Street")
      try bo.follow("I will not do this").press("Decline", expecting: 422).sees("Say why")
      try bo.press("Decline", with: ["Why not?": "She was never on board."], expecting: 410)
        .sees("You have declined")
      try bo.open(link, expecting: 410)
      let told = try office.mailbox.latest(to: ada.emailAddress)
      #expect(told["Subject"]?.contains("Bo Lind declined") == true)

      // Another one begins, leaves, comes back with the same link, and signs.
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Declined").follow("Days at sea").sees("She was never on board.")
        .follow("Name somebody else")
      try ada.asks("Cy Byrd", "cy@ships.example")
      let cy = office.visitor()
      let first = try office.mailbox.latest(to: "cy@ships.example").link()
      try cy.open(first).press("Start")
      try cy.press("Save and leave", with: ["How many days was the applicant at sea?": "91"])
        .sees("Last saved on")
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Days at sea").sees("With Cy Byrd, who opened it on")
      #expect(!ada.browser.words.contains("91"), "what is not signed is nobody's to read")
      cy.forgetCookies()
      try cy.open(first).press("Go on")
      try cy.press("Save & Continue", with: ["I confirm this from the ship's log.": "yes"])
        .sees("Read back and sign", "91")
      try cy.press("Sign and submit this part", expecting: 422).sees("Say as what you sign")
      try cy.press(
        "Sign and submit this part",
        with: ["Your full name, as your signature": "Cy Byrd", "As what you sign": "Master"]
      ).sees("You have signed this part", "91")

      // The applicant reads it, and sends it back.
      #expect(try office.mailbox.latest(to: ada.emailAddress).body.contains("Cy Byrd has signed"))
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Days at sea").sees("Signed by Cy Byrd", "Master", "91")
        .follow("Send it back").press("Send it back", with: ["What is wrong?": "It was 19."])
        .sees("It was 19.", "because you sent it back")
      try cy.open(first, expecting: 410).sees("There is a newer link")
      let second = try office.mailbox.latest(to: "cy@ships.example").link()
      try cy.open(second).sees("It was 19.").press("Start")
      try cy.press("Save & Continue", with: ["How many days was the applicant at sea?": "19"])
      try cy.press(
        "Sign and submit this part",
        with: ["Your full name, as your signature": "Cy Byrd", "As what you sign": "Master"]
      ).sees("You have signed this part", "19")
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Days at sea").sees("Complete", "19")
    }
  }
}

extension Applicant {
  /// Names somebody on the page that asks who completes a part.
  func asks(_ name: String, _ address: String) throws {
    try browser.press(
      "Send the request",
      with: [
        "Their full name": name, "organisation": "Ships & Sons",
        "Their email address": address,
      ])
  }
}
