import Foundation
import Testing

/// Somebody helps an applicant to fill in a part, until the applicant ends it.
@Suite(.serialized) struct HelperStoryTests {
  @Test(arguments: Office.Way.allCases)
  func `a friend fills in a part by a mailed link; the applicant reads it, and ends the help`(
    way: Office.Way
  ) throws {
    let errand = Errand.skipper
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)

      // Before anything is sent it is said what the friend will see, and what they never do.
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Helpers, and who is told what").sees("Nobody helps")
        .follow("Name a helper")
        .sees("What a helper never does", "sign anything", "What they are told")
        .doesNotSee("Undertaking", "Days at sea")
        .press(
          "Send the link",
          with: [
            "Their full name": "Pat Lee", "Their email address": "pat@home.example",
            "Which parts may they see and fill in?": "Your vessels",
            "Tell them also when my application is submitted, when it ends, and later when it is decided":
              "yes",
          ]
        ).sees("Pat Lee", "Not opened yet")

      // The friend needs no account, and sees that part alone.
      let pat = office.visitor()
      let link = try office.mailbox.latest(to: "pat@home.example").link()
      try pat.open(link).sees("Help Ada Okoro with an application", ada.shown(number))
        .press("Start").doesNotSee("Who you are", "12 Main Street")
        .follow("Your vessels")
        .press(
          "Save & Continue",
          with: [
            "How are they driven?": "Engine",
            "What is the power of the strongest engine, in kilowatts?": "18",
          ], expecting: 422)
      try pat.press("+ Add vessel")
      try pat.press(
        "Save & Continue",
        with: [
          "What is its name?": "Möwe", "What is its home port?": "Old Harbour",
          "For how much is it insured?": "12,500.00",
        ])
      try pat.press("Save and leave").sees("The parts", "Last saved on")
      pat.forgetCookies()
      try pat.open(link).follow("Your vessels").sees("Möwe")

      // The applicant sees who did what, and ends it.
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("by Pat Lee").follow("Your vessels")
        .sees("Vessel 1. By Pat Lee.", "you answer for it")
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Helpers, and who is told what").press("End the help: Pat Lee")
        .sees("Ended by you")
      try pat.open(link, expecting: 410).sees("Your help has been ended").doesNotSee("Möwe")
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("History")
        .sees("You named Pat Lee to help with", "You ended the help of Pat Lee.")
    }
  }
}
