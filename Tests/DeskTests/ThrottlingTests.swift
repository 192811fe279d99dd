import CGI
import Foundation
import Rules
import Store
import Testing

@testable import Desk

@Suite struct ThrottlingTests {
  @Test func `wrong passwords come to an end, and the page says when to go on`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let eve = Person(office)
      for _ in 0..<10 { #expect(try eve.guesses(ada.emailAddress) == .unprocessable) }
      #expect(try eve.guesses(ada.emailAddress) == .tooManyRequests)
      #expect(eve.shown.says("There were too many tries. Try again after"))
      #expect(eve.shown.says("22 November 2026, 12:06 pm"))
      #expect(eve.shown.text.contains("value=\"ada@example.org\""))
      #expect(eve.shown["Retry-After"] == "361")
      #expect(try eve.guesses(ada.emailAddress, Person.password) == .tooManyRequests)
      office.wait(minutes: 7)
      #expect(try eve.guesses(ada.emailAddress) == .unprocessable)
      #expect(try eve.guesses(ada.emailAddress) == .tooManyRequests)
    }
  }

  @Test func `a stranger who tries passwords keeps nobody out`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let eve = Person(office)
      // The same office network: what is theirs is theirs alone.
      while try eve.guesses(ada.emailAddress) != .tooManyRequests {}
      ada.cookies["session"] = nil
      #expect(try ada.guesses(ada.emailAddress, Person.password) == .seeOther, "a known device")
      // From elsewhere, without a cookie.
      let phone = Person(office)
      phone.headers["REMOTE_ADDR"] = "198.51.100.9"
      #expect(try phone.guesses(ada.emailAddress, Person.password) == .seeOther)
      // A device that is known does not make it free.
      let thief = Person(office)
      thief.cookies["device"] = ada.cookies["device"]
      for _ in 0..<10 { #expect(try thief.guesses(ada.emailAddress) == .unprocessable) }
      thief.cookies["device"] = phone.cookies["device"]
      #expect(try thief.guesses(ada.emailAddress) == .unprocessable, "one counter a device")
    }
  }

  @Test func `many strangers at once end at the account's own number, and recovery still opens it`()
    throws
  {
    try withOffice { office in
      office.settings.throttling.signInTriesForAccountPerDay = 12
      let ada = try Person.signedIn(office)
      let known = ada.cookies["device"]
      for index in 0..<12 {
        let bot = Person(office)
        bot.headers["REMOTE_ADDR"] = "198.51.100.\(index)"
        #expect(try bot.guesses(ada.emailAddress) == .unprocessable)
      }
      let new = Person(office)
      new.headers["REMOTE_ADDR"] = "203.0.113.5"
      #expect(try new.guesses(ada.emailAddress, Person.password) == .tooManyRequests)
      #expect(new.shown.text.contains("value=\"ada@example.org\""))
      let old = Person(office)
      old.cookies["device"] = known
      #expect(try old.guesses(ada.emailAddress, Person.password) == .seeOther)

      try new.asksForRecovery(of: ada.emailAddress)
      try new.opens(new.mailedLink(in: "choose-password"))
      try new.sends(["password": "another four words"])
      #expect(try new.guesses(ada.emailAddress, "another four words") == .seeOther)
      // The cookie of before fits the password no longer.
      old.cookies["session"] = nil
      #expect(try old.guesses(ada.emailAddress, "another four words") == .tooManyRequests)
    }
  }

  @Test func `one who tries many accounts from one network is stopped too`() throws {
    try withOffice { office throws in
      office.settings.throttling.signInTriesFromNetworkPerHour = 3
      let eve = Person(office)
      for index in 0..<3 {
        #expect(try eve.guesses("p\(index)@example.org") == .unprocessable)
      }
      #expect(try eve.guesses("p4@example.org") == .tooManyRequests)
      eve.headers["REMOTE_ADDR"] = "2001:db8:1:2::1"
      for index in 0..<3 {
        eve.headers["REMOTE_ADDR"] = "2001:db8:1:2::\(index + 1)"
        #expect(try eve.guesses("p\(index)@example.org") == .unprocessable)
      }
      eve.headers["REMOTE_ADDR"] = "2001:db8:1:2:ffff::9"
      #expect(try eve.guesses("p4@example.org") == .tooManyRequests, "one network has them all")
      eve.headers["REMOTE_ADDR"] = ""
      #expect(try eve.guesses("p4@example.org") == .unprocessable)
    }
  }

  @Test func `signing in well is not counted`() throws {
    try withOffice { office in
      office.settings.throttling.signInTriesFromNetworkPerHour = 2
      office.settings.throttling.signInTriesForAccountPerDay = 2
      let ada = try Person.signedIn(office)
      for _ in 0..<5 {
        ada.cookies = [:]
        #expect(try ada.guesses(ada.emailAddress, Person.password) == .seeOther)
      }
    }
  }

  @Test(arguments: [("register", "name"), ("recover", "email")])
  func `mails to one address come to an end, and what was typed is still there`(
    form: String, field: String
  ) throws {
    try withOffice { office in
      let eve = Person(office)
      for _ in 0..<5 {
        try eve.asks("account/\(form)", "ada@example.org")
        #expect(eve.shown.status == .seeOther)
      }
      try eve.asks("account/\(form)", "Ada@example.org")
      #expect(eve.shown.status == .tooManyRequests)
      #expect(eve.shown.says("Try again after 22 November 2026, 12:12 pm"))
      #expect(eve.shown.text.contains("value=\"Ada@example.org\""))
      #expect(form == "recover" || eve.shown.text.contains("value=\"Ada Okoro\""))
      #expect(try office.mails().count == 5)
      try eve.asks("account/\(form)", "bo@example.org")
      #expect(eve.shown.status == .seeOther)
      office.wait(minutes: 12)
      try eve.asks("account/\(form)", "ada@example.org")
      #expect(eve.shown.status == .seeOther)
    }
  }

  @Test func `mails from one network come to an end, whoever they go to`() throws {
    try withOffice { office in
      office.settings.throttling.mailsFromNetworkPerHour = 3
      let eve = Person(office)
      for index in 0..<3 { try eve.asks("account/recover", "p\(index)@example.org") }
      try eve.asks("account/recover", "p4@example.org")
      #expect(eve.shown.status == .tooManyRequests)
      #expect(try office.mails().count == 3)
      // One kind does not use up the other: whoever is registered by strangers can still recover.
      try eve.asks("account/register", "p4@example.org")
      #expect(eve.shown.status == .seeOther)
    }
  }

  @Test func `mails about a new address come to an end`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      for _ in 0..<5 {
        try ada.asks(for: "ada@new.example")
        #expect(ada.shown.status == .seeOther)
      }
      try ada.asks(for: "ada@new.example")
      #expect(ada.shown.status == .tooManyRequests)
      #expect(ada.shown.text.contains("value=\"ada@new.example\""))
    }
  }
}

@Suite struct NetworkAddressTests {
  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
    ("2001:db8::1", "32.1.13.184.0.0.0.0"), ("2001:db8::ffff:1", "32.1.13.184.0.0.0.0"),
    ("", nil), ("localhost", nil), ("192.0.2", nil), ("192.0.2.7, 1.2.3.4", nil),
  ])
  func `an address has a network`(text: String, network: String?) {
    #expect(NetworkAddress(text)?.network == network)
  }

  @Test(arguments: [
    // No proxy is named: what is written there is anybody's word.
    ([], "192.0.2.7", "1.2.3.4", "192.0.2.7"),
    (["10.0.0.2"], "192.0.2.7", "1.2.3.4", "192.0.2.7"),
    (["10.0.0.2"], "10.0.0.2", "1.2.3.4", "1.2.3.4"),
    // Only the last is the proxy's own word.
    (["10.0.0.2"], "10.0.0.2", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
    (["10.0.0.2", "10.0.0.3"], "10.0.0.2", "9.9.9.9, 1.2.3.4,10.0.0.3", "1.2.3.4"),
    (["10.0.0.2"], "10.0.0.2", "", "10.0.0.2"), (["10.0.0.2"], "10.0.0.2", "evil", "10.0.0.2"),
    (["10.0.0.2"], "10.0.0.2", "1.2.3.4, evil", "10.0.0.2"),
  ])
  func `who has sent a request is told by the proxies that the settings name`(
    proxies: [String], remote: String, forwarded: String, network: String
  ) throws {
    try withOffice { office throws in
      office.settings.proxies = proxies
      office.settings.throttling.signInTriesFromNetworkPerHour = 1
      let eve = Person(office)
      eve.headers = ["REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded]
      #expect(try eve.guesses("a@example.org") == .unprocessable)
      let there = Person(office)
      there.headers = ["REMOTE_ADDR": network]
      #expect(try there.guesses("b@example.org") == .tooManyRequests)
    }
  }
}

extension Person {
  /// Sends the sign-in form with a password that is wrong, or this one.
  func guesses(_ address: String, _ password: String = "not-the-one") throws -> Status {
    try opens("account/sign-in")
    try sends(["email": address, "password": password], to: "account/sign-in")
    return shown.status
  }

  /// Sends one of the forms that mail something to an address.
  func asks(_ form: String, _ address: String) throws {
    try opens(form)
    let form = try #require(shown.form(to: form))
    var fields = [("email", address)]
    if form.address.hasPrefix("account/register") {
      fields += [("name", "Ada Okoro"), ("password", Self.password)]
    }
    try posts(form.address, form.hidden + fields)
  }
}
