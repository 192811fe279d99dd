import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct AccountTests {
  @Test func `somebody registers, confirms by the mailed button and signs in`() throws {
    try withOffice { office in
      let ada = Person(office)
      try ada.opens("account/register")
      try ada.sends(["name": "Ada Okoro", "email": "ada@example.org", "password": Person.password])
      #expect(ada.shown.leadsTo == "account/sent")
      try ada.follows()
      let link = try ada.mailedLink()
      try ada.opens(link)
      #expect(ada.shown.status == .ok)
      #expect(
        try office.store.account(withAddress: "ada@example.org") == nil, "opening is no press")
      try ada.opens(link)
      try ada.sends()
      #expect(ada.shown.leadsTo == "account/sign-in?notice=confirmed")
      try ada.follows()
      #expect(ada.shown.says("Your email address is confirmed"))
      ada.emailAddress = "ada@example.org"
      try ada.sends(["email": "ada@example.org", "password": Person.password])
      #expect(ada.shown.leadsTo == "dashboard")
      try ada.follows()
      #expect(ada.shown.says("Ada Okoro"))
    }
  }

  @Test func `the second press of a mailed button says that the link is used`() throws {
    try withOffice { office in
      let ada = try Person.registered(office)
      let link = try ada.mailedLink()
      try ada.opens(link)
      try ada.sends()
      #expect(ada.shown.status == .seeOther)
      try ada.opens(link)
      #expect(ada.shown.status == .gone)
      try ada.posts(link, [("token", ada.cookies["form"] ?? "")])
      #expect(ada.shown.status == .gone)
      #expect(ada.shown.says("This link no longer works"))
    }
  }

  @Test func `a mailed link works for 24 hours`() throws {
    try withOffice { office in
      let ada = try Person.registered(office)
      let link = try ada.mailedLink()
      office.wait(minutes: 24 * 60 - 1)
      try ada.opens(link)
      #expect(ada.shown.status == .ok)
      office.wait(minutes: 1)
      try ada.sends()
      #expect(ada.shown.status == .gone)
      #expect(try office.store.account(withAddress: "ada@example.org") == nil)
    }
  }

  @Test func `a press that stops half-way can be repeated`() throws {
    try withOffice { office in
      let ada = try Person.registered(office)
      let link = try ada.mailedLink()
      try ada.opens(link)
      // As if the power had gone between the claim and the end of the link.
      let token = String(link.dropFirst("account/confirm/".count))
      let subject = try office.store.peekToken(token, for: "confirmation", at: office.now)
      let id = try #require(subject.flatMap { AccountID($0) })
      _ = try office.store.confirm(id, at: office.now)
      try ada.sends()
      #expect(ada.shown.leadsTo == "account/sign-in?notice=confirmed")
    }
  }

  @Test func `an address that is known is answered like one that is not`() throws {
    try withOffice { office in
      _ = try Person.signedIn(office)
      let known = Person(office)
      let unknown = Person(office)
      for (person, address) in [(known, " Ada@Example.org "), (unknown, "new@example.org")] {
        try person.opens("account/register")
        try person.sends(["name": "Somebody", "email": address, "password": Person.password])
        try #expect(office.mails().last?.to == address.trimmingSpaces)
      }
      #expect(known.shown.status == unknown.shown.status)
      #expect(known.shown.leadsTo == unknown.shown.leadsTo)
      #expect(known.shown.headers == unknown.shown.headers)
      #expect(known.shown.body == unknown.shown.body)
      let mails = try office.mails()
      #expect(mails.count == 2)
      #expect(!mails[0].body.contains("account/confirm/"))
      #expect(mails[1].body.contains("http://office.example/cgi-bin/account/confirm/"))
    }
  }

  @Test(arguments: [
    ("", "ada@example.org", "long enough", "Enter your full name"),
    ("Ada", "ada", "long enough", "Enter your email address, like name@example.com"),
    ("Ada", "ada@example.org", "short", "Choose a password of at least 8 characters"),
    ("Ada", "ada@example.org", String(repeating: "x", count: 512), "Choose a shorter password"),
  ])
  func `a registration names what has to be put right and keeps the rest`(
    name: String, address: String, password: String, words: String
  ) throws {
    try withOffice { office in
      let ada = Person(office)
      try ada.opens("account/register")
      try ada.sends(["name": name, "email": address, "password": password])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says(words))
      #expect(ada.shown.text.contains("value=\"\(address)\""))
      #expect(!ada.shown.text.contains(password) || password.isEmpty)
      #expect(try office.mails().isEmpty)
    }
  }

  @Test func `a wrong password and an address nobody has are one answer, and the address stays`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies = [:]
      var answers: [String] = []
      for (address, password) in [
        ("ada@example.org", "not-the-one"), ("eve@example.org", "not-the-one"),
      ] {
        try ada.opens("account/sign-in?then=apply")
        try ada.sends(["email": address, "password": password])
        #expect(ada.shown.status == .unprocessable)
        #expect(ada.shown.text.contains("value=\"\(address)\""))
        #expect(!ada.shown.text.contains("not-the-one"))
        #expect(ada.shown.hidden("then") == "apply")
        answers.append(ada.shown.text.replacing(address, with: "ADDRESS"))
      }
      #expect(answers[0] == answers[1])
    }
  }

  @Test func `an account that is not confirmed cannot sign in`() throws {
    try withOffice { office in
      let ada = try Person.registered(office)
      try ada.opens("account/sign-in")
      try ada.sends(["email": "ada@example.org", "password": Person.password])
      #expect(ada.shown.status == .unprocessable)
    }
  }

  @Test func `an address typed with spaces around it signs in`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies = [:]
      try ada.opens("account/sign-in")
      try ada.sends(["email": " \u{a0}Ada@example.org\t ", "password": Person.password])
      #expect(ada.shown.leadsTo == "dashboard")
    }
  }

  @Test(arguments: [
    ("dashboard", "dashboard"),
    ("apply?request=renew-certificate", "apply?request=renew-certificate"),
    ("save/held", "save/held"), ("//evil.example", "dashboard"),
    ("https://evil.example", "dashboard"),
    ("https:evil.example", "dashboard"), ("\\\\evil.example", "dashboard"),
    ("dashboard/../../evil", "dashboard"), ("dashboard\\..\\evil", "dashboard"),
    ("dashboard%2f..", "dashboard"), ("apply?x=\"><script>", "dashboard"),
    ("simulator", "dashboard"),
    ("account/sign-in/", "dashboard"), ("", "dashboard"),
  ])
  func `after signing in one lands on a page of ours`(then: String, leadsTo: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies = [:]
      try ada.opens("account/sign-in")
      try ada.sends(["email": "ada@example.org", "password": Person.password, "then": then])
      #expect(ada.shown.leadsTo == leadsTo)
      try ada.opens("account/sign-in?then=" + escaped(then))
      #expect(ada.shown.leadsTo == leadsTo)
    }
  }

  @Test func `a line break in the address to go to is refused`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies = [:]
      try ada.opens("account/sign-in?then=dashboard%0d%0aSet-Cookie:x=y")
      #expect(ada.shown.status == .badRequest)
      try ada.opens("account/sign-in")
      let fields = ["email": "ada@example.org", "password": Person.password]
      try ada.posts(
        "account/sign-in",
        (ada.shown.form()?.hidden ?? []) + fields.map { ($0.key, $0.value) }
          + [("then", "dashboard\r\nSet-Cookie: x=y")])
      #expect(ada.shown.status == .badRequest)
      #expect(ada.cookies["session"] == nil)
    }
  }

  @Test func `signing in makes a new session and ends the one before`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let first = ada.cookies["session"]
      try ada.opens("dashboard")
      let token = ada.shown.hidden("token", to: "account/sign-out") ?? ""
      try ada.posts(
        "account/sign-in",
        [("token", token), ("email", "ada@example.org"), ("password", Person.password)])
      #expect(ada.shown.status == .seeOther)
      #expect(ada.cookies["session"] != first)
      ada.cookies = ["session": first ?? ""]
      try ada.opens("dashboard")
      #expect(ada.shown.leadsTo == "account/sign-in?then=dashboard")
    }
  }

  @Test func `signing out ends the session at the server too`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let session = ada.cookies["session"] ?? ""
      try ada.opens("dashboard")
      try ada.sends(to: "account/sign-out")
      #expect(ada.shown.leadsTo == "account/sign-in?notice=signed-out")
      #expect(ada.cookies["session"] == nil)
      ada.cookies["session"] = session
      try ada.opens("dashboard")
      #expect(ada.shown.leadsTo == "account/sign-in?then=dashboard")
    }
  }

  @Test func `signing out of a session that has ended says that one is signed out`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("dashboard")
      office.wait(minutes: 61)
      try ada.sends(to: "account/sign-out")
      #expect(ada.shown.leadsTo == "account/sign-in?notice=signed-out")
    }
  }

  @Test func `a session ends after an idle hour and after half a day at the latest`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      for _ in 0..<11 {
        office.wait(minutes: 59)
        try ada.opens("dashboard")
        #expect(ada.shown.status == .ok)
      }
      office.wait(minutes: 59)
      try ada.opens("dashboard")
      #expect(ada.shown.status == .ok)
      office.wait(minutes: 12)
      try ada.opens("dashboard")
      #expect(ada.shown.status == .seeOther)
      try ada.signsIn()
      office.wait(minutes: 60)
      try ada.opens("dashboard")
      #expect(ada.shown.status == .seeOther)
    }
  }

  @Test(arguments: ["account/register", "account/sign-in", "account/sign-out", "account/profile"])
  func `a form without its token is refused and changes nothing`(address: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      for token in [nil, "", "wrong", "\(ada.cookies["session"] ?? "")"] {
        try ada.posts(
          address,
          (token.map { [("token", $0)] } ?? []) + [
            ("name", "Eve"), ("email", "eve@example.org"), ("password", Person.password),
          ])
        #expect(ada.shown.status == .forbidden)
        if ["account/register", "account/sign-in"].contains(address) {
          #expect(ada.shown.text.contains("value=\"eve@example.org\""), "what was typed")
          #expect(ada.shown.says("This page was open for too long"))
        }
      }
      #expect(try office.mails().isEmpty)
      try ada.opens("account/profile")
      #expect(ada.shown.text.contains("value=\"Ada Okoro\""))
    }
  }

  @Test(arguments: [
    ["HTTP_ORIGIN": "https://evil.example"], ["HTTP_SEC_FETCH_SITE": "cross-site"],
    ["HTTP_ORIGIN": "http://office.example:81"], ["HTTP_ORIGIN": "https://office.example"],
  ])
  func `a form from another site is refused although it has the token`(
    headers: [String: String]
  ) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/profile")
      ada.headers = headers
      try ada.sends(["name": "Eve"], to: "account/profile")
      #expect(ada.shown.status == .forbidden)
      ada.headers = ["HTTP_ORIGIN": "http://office.example", "HTTP_SEC_FETCH_SITE": "same-origin"]
      try ada.opens("account/profile")
      #expect(ada.shown.text.contains("value=\"Ada Okoro\""))
      try ada.sends(["name": "Ada O. Okoro"], to: "account/profile")
      #expect(ada.shown.status == .unprocessable, "the rest was left empty, and is named")
    }
  }

  @Test func `a browser that hides its origin is known by the token`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.headers = ["HTTP_ORIGIN": "null"]
      try ada.opens("dashboard")
      try ada.sends(to: "account/sign-out")
      #expect(ada.shown.status == .seeOther)
    }
  }

  @Test func `a profile is kept as far as it goes, and what is missing is named`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office, isReady: false)
      try ada.opens("account/profile")
      #expect(ada.shown.status == .ok)
      try ada.sends(["name": " Ada Okoro ", "phone": "12", "city": "Sampletown"])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Enter a phone number with its area code"))
      #expect(ada.shown.says("Enter your street and number"))
      try ada.opens("account/profile")
      #expect(ada.shown.text.contains("value=\"Sampletown\""))
      try ada.sends([
        "name": "Ada Okoro", "phone": "\t+1 202 555 0143 ", "street": "12 Sample Street",
        "city": "Sampletown", "postal-code": "10001", "country": "United States",
      ])
      #expect(ada.shown.leadsTo == "dashboard")
      let account = try office.store.account(withAddress: ada.emailAddress)
      #expect(account?.profile.phoneNumber == "+1 202 555 0143")
    }
  }

  @Test func `a name is never taken away, and what was typed beside it is still there`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/profile")
      try ada.sends(["name": " ", "phone": "202 555 0199", "city": "Othertown"])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Enter your full name"))
      #expect(ada.shown.text.contains("value=\"Othertown\""))
      #expect(
        try office.store.account(withAddress: ada.emailAddress)?.profile.name == "Ada Okoro")
    }
  }

  @Test func `the form of a person who is not signed in is tied to the browser`() throws {
    try withOffice { office in
      let ada = Person(office)
      try ada.opens("account/register")
      let other = Person(office)
      try other.opens("account/register")
      other.cookies = ada.cookies
      try other.sends(["name": "Eve", "email": "eve@example.org", "password": Person.password])
      #expect(other.shown.status == .forbidden)
      #expect(try office.mails().isEmpty)
    }
  }
}

extension Person {
  /// Has sent the form that makes an account, and not opened the mail yet.
  static func registered(_ office: Office) throws -> Person {
    let person = Person(office)
    person.emailAddress = "ada@example.org"
    try person.opens("account/register")
    try person.sends([
      "name": "Ada Okoro", "email": person.emailAddress, "password": password,
    ])
    return person
  }

  /// The link in the last mail, or the last of one letter, from the folder of programs on.
  func mailedLink(in letter: String = "") throws -> String {
    let mail = try #require(try office.mails().last { $0.name.hasPrefix(letter) })
    return try #require(mail.link)
  }
}

extension Message {
  /// The first link in it, from the folder of programs on.
  var link: String? { (body.firstMatch(of: /cgi-bin\/([^\s]+)/)?.1).map(String.init) }
}

extension String {
  var trimmingSpaces: String { split(separator: " ").joined(separator: " ") }
}
