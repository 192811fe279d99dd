import Foundation
import Testing

/// An account in the course of time, at both agencies and three ways to the programs.
@Suite(.serialized) struct AccountStoryTests {
  @Test(arguments: Office.Way.allCases, Errand.withAFee)
  func `somebody loses the password, moves to another address, and signs out everywhere`(
    way: Office.Way, errand: Errand
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)

      // On another device, without the password.
      let phone = Applicant("Ada Okoro", at: office)
      try phone.choosesPassword("a battery of staple horses")
      let told = try office.mailbox.latest(to: ada.emailAddress)
      #expect(told.body.contains("cgi-bin/account/recover"))
      try ada.browser.open("cgi-bin/dashboard").sees("I do not know my password")
      try ada.browser.press(
        "Sign in", with: ["Email address": ada.emailAddress, "Password": ada.password],
        expecting: 422
      ).sees("they do not fit together")
      try phone.signsIn(with: "a battery of staple horses")
      try phone.browser.sees(phone.shown(number))

      // Another address; the one before is told, and is free afterwards.
      let address = "ada@elsewhere.example"
      try phone.changesAddress(to: address, password: "a battery of staple horses")
      #expect(try office.mailbox.latest(to: ada.emailAddress).body.contains(address))
      try ada.signsIn(with: "a battery of staple horses", address: address)
      try ada.browser.sees(ada.shown(number))

      // Where one is signed in, and out of all of it.
      try phone.browser.open("cgi-bin/account/devices").sees("this device")
      try phone.browser.press("Sign out everywhere").sees("on every other device")
      try ada.browser.open("cgi-bin/dashboard").sees("I do not know my password")
    }
  }
}
