import CGI
import Rules
import Signing
import Store
import Testing

@testable import Desk

@Suite struct PasswordTests {
  private let new = "another four words"

  @Test func `whoever knows the password changes it, and every other device is signed out`() throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let phone = Person(office)
      phone.emailAddress = ada.emailAddress
      try phone.signsIn()
      let session = ada.cookies["session"]
      try ada.opens("account/password")
      try ada.sends(["present-password": Person.password, "password": new])
      #expect(ada.shown.leadsTo == "account/password?notice=changed")
      try ada.follows()
      #expect(ada.shown.says("Your password is changed"))
      #expect(ada.cookies["session"] == session)
      try phone.opens("dashboard")
      #expect(phone.shown.status == .seeOther)
      #expect(try office.mails().map(\.to) == [ada.emailAddress])
      let account = try office.store.account(withAddress: ada.emailAddress)
      #expect(account?.passwordHash.matches(new) == true)
    }
  }

  @Test func `a wrong present password changes nothing, and no password comes back`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/password")
      try ada.sends(["present-password": "not-the-one", "password": new])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("this is not it"))
      #expect(!ada.shown.text.contains("not-the-one") && !ada.shown.text.contains(new))
      try ada.sends(["present-password": Person.password, "password": "short"])
      #expect(ada.shown.status == .unprocessable)
      #expect(try office.mails().isEmpty)
      let account = try office.store.account(withAddress: ada.emailAddress)
      #expect(account?.passwordHash.matches(Person.password) == true)
    }
  }

  @Test func `wrong present passwords are counted as wrong sign-ins are`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies["device"] = nil
      for _ in 0..<10 {
        try ada.opens("account/password")
        try ada.sends(["present-password": "not-the-one", "password": new])
        #expect(ada.shown.status == .unprocessable)
      }
      try ada.opens("account/email")
      try ada.sends(["email": "ada@new.example", "present-password": Person.password])
      #expect(ada.shown.status == .tooManyRequests)
      #expect(ada.shown.text.contains("value=\"ada@new.example\""))
      #expect(ada.shown.says("Try again after 22 November 2026, 12:06 pm"))
    }
  }

  @Test func `a password is hashed anew at sign-in when the settings ask for more`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let hash = try #require(try office.store.account(withAddress: ada.emailAddress)).passwordHash
      #expect(!hash.needsRehash(to: .light), "the first sign-in has done it")
      office.settings.passwordCost = .standard
      ada.cookies = [:]
      try ada.signsIn()
      let now = try #require(try office.store.account(withAddress: ada.emailAddress)).passwordHash
      #expect(!now.needsRehash(to: .standard) && now.matches(Person.password))
      try ada.opens("dashboard")
      #expect(ada.shown.status == .ok)
      #expect(try office.mails().isEmpty, "it is the same password")
    }
  }
}

@Suite struct DevicesTests {
  @Test func `a person sees where they are signed in, and signs one device out`() throws {
    try withOffice { office in
      let ada = Person(office)
      ada.headers["HTTP_USER_AGENT"] =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
      let first = try Person.signedIn(office)
      ada.emailAddress = first.emailAddress
      office.wait(minutes: 30)
      try ada.signsIn()
      try ada.opens("account/devices")
      #expect(ada.shown.says("Firefox on Windows (this device)"))
      #expect(ada.shown.says("A browser that does not say its name"))
      #expect(
        ada.shown.says("Signed in 22 November 2026, 12:00 pm. Last used about 30 minutes ago"))
      try ada.sends(to: "account/devices")
      #expect(ada.shown.leadsTo == "account/devices")
      try ada.follows()
      #expect(!ada.shown.says("does not say its name"))
      try first.opens("dashboard")
      #expect(first.shown.status == .seeOther)
    }
  }

  @Test func `nobody signs out somebody else's device`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let eve = try Person.signedIn(office, "Eve Adams")
      let account = try #require(try office.store.account(withAddress: ada.emailAddress))
      let id = try #require(try office.store.sessions(of: account.id, at: office.now).first?.id)
      try eve.opens("account/devices")
      let token = eve.shown.hidden("token", to: "account/sign-out") ?? ""
      try eve.posts("account/devices", [("token", token), ("session", id)])
      #expect(eve.shown.status == .seeOther)
      try ada.opens("dashboard")
      #expect(ada.shown.status == .ok)
      for address in ["account/devices", "account/sign-out-everywhere"] {
        try eve.posts(address, [("token", "x"), ("session", id)])
        #expect(eve.shown.status == .forbidden)
      }
    }
  }

  @Test func `signing out everywhere ends every session, this one too`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let phone = Person(office)
      phone.emailAddress = ada.emailAddress
      try phone.signsIn()
      let session = ada.cookies["session"]
      try ada.opens("account/devices")
      try ada.sends(to: "account/sign-out-everywhere")
      #expect(ada.shown.leadsTo == "account/sign-in?notice=signed-out-everywhere")
      #expect(ada.cookies["session"] == nil)
      ada.cookies["session"] = session
      for person in [ada, phone] {
        try person.opens("dashboard")
        #expect(person.shown.status == .seeOther)
      }
    }
  }

  @Test func `asked without a session, all of it leads to the sign-in page`() throws {
    try withOffice { office in
      let ada = Person(office)
      for page in ["account/devices", "account/password", "account/email"] {
        try ada.opens(page)
        #expect(ada.shown.leadsTo == "account/sign-in?then=" + page.replacing("/", with: "%2F"))
      }
    }
  }

  @Test(arguments: [
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        + "Version/17.5 Mobile/15E148 Safari/604.1", "Safari", "iPhone"
    ),
    (
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile "
        + "Safari/537.36", "Chrome", "Android"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        + "Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", "Edge", "Windows"
    ),
    ("Lynx/2.9.0", "Lynx", nil), ("", nil, nil), ("<script>", nil, nil),
  ])
  func `a device is called by the names people know`(
    userAgent: String, browser: String?, system: String?
  ) {
    #expect(deviceName(userAgent) == Session.Device(browser: browser, system: system))
  }

  @Test(arguments: [
    (0, "just now"), (299, "just now"), (300, "about 10 minutes ago"),
    (1800, "about 30 minutes ago"), (3200, "about 50 minutes ago"), (3600, "about an hour ago"),
    (7200, "about 2 hours ago"), (-60, "just now"),
  ])
  func `how long ago is said roughly`(seconds: Int, words: String) {
    let now = Office.opening
    #expect(agoInWords(from: now.adding(seconds: -seconds), to: now) == words)
  }
}
