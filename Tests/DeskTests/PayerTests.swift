import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// Somebody else pays, by a link that was mailed to them.
@Suite struct PayerTests {
  @Test func `somebody else pays without an account, and both are told`() throws {
    try withOffice { office in
      let (ada, number) = try Person.asking(office)
      let line = try office.application(number).lastEvent
      #expect(
        try Set(office.mails().map { "\($0.name) \($0.to)" }) == [
          "payer-request-\(number)-\(line) bo@lind.example",
          "payer-request-sent-\(number)-\(line) ada@example.org",
        ])
      let bo = Person(office)
      try bo.opens(try office.payerLink())
      #expect(bo.shown.status == .ok && bo.shown.says("Ada Okoro asks you to pay"))
      #expect(bo.shown.says("$85.00") && bo.shown.says("16 KAR 4:040 §2(1)"))
      #expect(bo.shown.says("If your application is denied, the fee is not refunded."))
      try bo.sends(to: "payment/for/")
      #expect(bo.shown.leadsTo == (try office.payerLink()) + "/pay")
      try bo.follows()
      let attempt = try #require(try office.application(number).openAttempt)
      let request = try office.application(number).payers.all.first?.request.id
      #expect(attempt.payer == request)
      #expect(bo.shown.form(to: "simulator")?.hidden.contains { $0.1 == "85.00" } == true)
      try office.bankPays(attempt.attempt.reference)
      #expect(try office.application(number).submittedAt != nil)
      let told = try office.mails().filter { !$0.name.hasPrefix("payer-request-") }
      #expect(told.map(\.to).sorted() == ["ada@example.org", "bo@lind.example"])
      let receipt = try #require(told.first { $0.to == "bo@lind.example" })
      #expect(receipt.name.hasPrefix("payer-receipt-") && receipt.body.contains("$85.00"))
      #expect(receipt.body.contains("/payment/receipt/\(attempt.attempt.reference)\n"))
      try bo.opens(try office.payerLink())
      #expect(bo.shown.status == .ok && bo.shown.says("This is paid"))
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("You asked Bo Lind (bo@lind.example) to pay, until the end of"))
      #expect(ada.shown.says("Bo Lind began to pay $85.00"))
    }
  }

  @Test func `before it is sent the applicant reads what is sent`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.says("Ask someone else to pay"))
      try ada.opens("invoice/\(number)/payer")
      for words in [
        "Your name: Ada Okoro", "16 KAR 4:040 §2(1)", "$85.00",
        "They see nothing of your answers", "until the end of 6 December 2026",
      ] {
        #expect(ada.shown.says(words), "\(words)")
      }
    }
  }

  @Test func `nothing of the answers is in the mail or on a page of the payer`() throws {
    try withOffice { office in
      let (_, number) = try Person.asking(office)
      let bo = Person(office)
      try bo.opens(try office.payerLink())
      var texts = [bo.shown.text]
      try bo.sends(to: "payment/for/")
      try bo.follows()
      texts.append(bo.shown.text)
      let reference = try #require(try office.application(number).openAttempt?.attempt.reference)
      try bo.opens("payment/receipt/\(reference)")
      texts.append(bo.shown.text)
      texts += try office.mails().filter { $0.to == "bo@lind.example" }.map(\.body)
      for text in texts {
        for word in [
          "ada@example.org", "202 555 0143", "Sample Street", "Sample College", "History",
          "dashboard/\(number)", "save/\(number)",
        ] {
          #expect(!text.contains(word), "\(word)")
        }
      }
    }
  }

  @Test func `a secret address is told to nobody`() throws {
    try withOffice { office in
      _ = try Person.asking(office)
      let link = try office.payerLink()
      let secret = String(try #require(link.split(separator: "/").last))
      let bo = Person(office)
      func expectSecret() {
        #expect(bo.shown["Referrer-Policy"] == "no-referrer")
        #expect(bo.shown["X-Robots-Tag"] == "noindex")
        #expect(bo.shown["Cache-Control"] == "no-store")
        #expect(!bo.shown.logLine.contains(secret) && bo.shown.logLine.contains("/for/*"))
      }
      try bo.opens(link)
      expectSecret()
      try bo.sends(to: "payment/for/")
      expectSecret()
      try bo.follows()
      expectSecret()
      let form = try #require(bo.shown.form(to: "simulator"))
      #expect(form.hidden.allSatisfy { !$0.1.contains(secret) }, "nothing leads back to it")
      try bo.opens("payment/for/\(String(repeating: "x", count: 43))")
      #expect(bo.shown.status == .gone && bo.shown.says("This link does not work"))
      for name in try office.store.mailNames(in: .new) where !name.hasPrefix("payer-request-") {
        #expect(try office.store.mail(name, in: .new)?.message.body.contains(secret) == false)
      }
    }
  }

  @Test func `opening the link changes nothing, and its token is nowhere but in the mail`() throws {
    try withOffice { office in
      let (_, number) = try Person.asking(office)
      let journal = try office.journal(of: number)
      let bo = Person(office)
      let link = try office.payerLink()
      for _ in 1...3 {
        try bo.opens(link)
        try bo.opens(link + "/pay")
        #expect(bo.shown.leadsTo == link)
      }
      #expect(try office.journal(of: number) == journal)
      #expect(!journal.contains(String(try #require(link.split(separator: "/").last))))
    }
  }

  @Test func `meanwhile nothing can be changed, and every page says why`() throws {
    try withOffice { office in
      let (ada, number) = try Person.asking(office)
      for page in [
        "dashboard", "dashboard/\(number)", "invoice/\(number)", "save/\(number)/affirmation",
      ] {
        try ada.opens(page)
        #expect(ada.shown.says("Bo Lind (bo@lind.example) to pay"), "\(page)")
        #expect(ada.shown.says("6 December 2026"), "\(page)")
      }
      for page in ["dashboard/\(number)", "invoice/\(number)", "invoice/\(number)/payer"] {
        try ada.opens(page)
        for end in ["again", "take-back"] {
          #expect(ada.shown.form(to: "invoice/\(number)/payer/\(end)") != nil, "\(page) \(end)")
        }
      }
      let journal = try office.journal(of: number)
      try ada.opens("dashboard/\(number)/cancel")
      #expect(ada.shown.says("You have asked Bo Lind to pay"))
      try ada.opens("invoice/\(number)")
      let keys = try #require(ada.shown.form(to: "invoice/"))
      try ada.posts("payment/\(number)", keys.hidden)
      #expect(ada.shown.status == .conflict && ada.shown.says("Bo Lind was asked to pay"))
      try ada.posts(
        "invoice/\(number)/payer",
        [("token", keys.hidden[0].1), ("name", "Cleo"), ("email", "cleo@example.org")])
      #expect(ada.shown.status == .conflict)
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `a request that is taken back opens the application, and kills the link`() throws {
    try withOffice { office in
      let (ada, number) = try Person.asking(office)
      let link = try office.payerLink()
      let bo = Person(office)
      try bo.opens(link)
      let pay = try #require(bo.shown.form(to: "payment/for/"))
      try ada.takesBack(number)
      try bo.posts(pay.address, pay.hidden)
      #expect(bo.shown.status == .gone)
      #expect(bo.shown.says("Ada Okoro does not ask you to pay any more."))
      #expect(try office.application(number).attempts.isEmpty)
      _ = try ada.beginsToPay(number)
    }
  }

  @Test func `a payment that was begun counts, also when the request is taken back`() throws {
    try withOffice { office in
      let (ada, number) = try Person.asking(office)
      let bo = Person(office)
      try bo.opens(try office.payerLink())
      try bo.sends(to: "payment/for/")
      try bo.follows()
      let reference = try #require(try office.application(number).openAttempt?.attempt.reference)
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.says("Bo Lind, whom you asked to pay, went to the payment page"))
      try ada.takesBack(number)
      try bo.opens("\(try office.payerLink())/pay")
      #expect(bo.shown.leadsTo == (try office.payerLink()))
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.form(to: "payment/\(number)") == nil, "never a second one beside it")
      try office.bankPays(reference)
      #expect(try office.application(number).payment?.attempt.reference == reference)
      #expect(
        try office.mails().contains {
          $0.to == "bo@lind.example" && $0.subject.contains("received")
        })
    }
  }

  @Test func `who comes back without a word of what was paid finds that payment`() throws {
    try withOffice { office in
      let (_, number) = try Person.asking(office)
      let bo = Person(office)
      try bo.opens("payment/return/simulator")
      #expect(bo.shown.leadsTo == "dashboard")
      try bo.opens(try office.payerLink())
      try bo.sends(to: "payment/for/")
      try bo.follows()
      let reference = try #require(try office.application(number).openAttempt?.attempt.reference)
      try bo.opens("payment/return/simulator")
      #expect(bo.shown.leadsTo == "payment/receipt/\(reference)")
      try bo.follows()
      #expect(bo.shown.says("for the application of somebody else"))
      #expect(!bo.shown.says("Ada Okoro") && !bo.shown.text.contains(number))
    }
  }

  @Test func `applicant and payer never have two attempts`() throws {
    try withOffice { office in
      let (ada, number) = try Person.asking(office)
      let bo = Person(office)
      try bo.opens(try office.payerLink())
      let pay = try #require(bo.shown.form(to: "payment/for/"))
      for _ in 1...2 { try bo.posts(pay.address, pay.hidden) }
      try bo.posts(pay.address, pay.hidden.map { $0.0 == "key" ? ("key", "another") : $0 })
      #expect(bo.shown.status == .seeOther)
      try ada.opens("invoice/\(number)")
      try ada.posts(
        "payment/\(number)",
        [("token", ada.shown.hidden("token") ?? ""), ("key", "third"), ("total", "8500")])
      #expect(try office.application(number).attempts.count == 1)
      try office.notifies(
        office.notification(
          "declined", try #require(try office.application(number).openAttempt?.attempt.reference)))
      #expect(
        try office.mails().allSatisfy { !$0.name.hasPrefix("payment-declined") },
        "the applicant has not tried to pay")
      try bo.opens(try office.payerLink())
      try bo.sends(to: "payment/for/")
      try bo.follows()
      #expect(bo.shown.status == .ok)
      #expect(try office.application(number).attempts.count == 2)
    }
  }

  @Test func `who declines says why, and the applicant goes on`() throws {
    try withOffice { office in
      let (ada, number) = try Person.asking(office)
      let link = try office.payerLink()
      let bo = Person(office)
      try bo.opens(link)
      let form = try #require(bo.shown.form(to: link + "/decline"))
      let long = String(repeating: "No. ", count: 501)
      try bo.posts(form.address, form.hidden + [("reason", long)])
      #expect(bo.shown.status == .unprocessable && bo.shown.says("Shorten your reason"))
      #expect(bo.shown.text.contains("No. No. No."), "what was typed is there")
      for _ in 1...2 {
        try bo.posts(form.address, form.hidden + [("reason", "We pay <later>.")])
        #expect(bo.shown.leadsTo == link)
      }
      try bo.follows()
      #expect(bo.shown.status == .gone && bo.shown.says("You have declined"))
      let mails = try office.mails().filter { $0.name.hasPrefix("payer-request-declined") }
      #expect(mails.map(\.to) == ["ada@example.org"])
      #expect(mails.first?.body.contains("later") == false, "a mail says nothing of the reason")
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.text.contains("Their reason: We pay &lt;later&gt;."))
      _ = try ada.beginsToPay(number)
    }
  }

  @Test func `a form of another site, or of an old page, does nothing`() throws {
    try withOffice { office in
      let (_, number) = try Person.asking(office)
      let link = try office.payerLink()
      let journal = try office.journal(of: number)
      let bo = Person(office)
      for place in ["/pay", "/decline"] {
        try bo.posts(link + place, [("token", "x"), ("key", "y"), ("reason", "Kept")])
        #expect(bo.shown.status == .forbidden)
        if place == "/decline" { #expect(bo.shown.text.contains("Kept</textarea>")) }
      }
      try bo.opens(link)
      let form = try #require(bo.shown.form(to: link + "/pay"))
      bo.headers["HTTP_SEC_FETCH_SITE"] = "cross-site"
      try bo.posts(form.address, form.hidden)
      #expect(bo.shown.status == .forbidden)
      #expect(try office.journal(of: number) == journal)
      // What a browser sends that may tell nobody where it is.
      bo.headers = ["HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-origin"]
      try bo.posts(form.address, form.hidden)
      #expect(bo.shown.status == .seeOther)
    }
  }

  @Test func `a link is over at its very moment, and the applicant is told once`() throws {
    try withOffice { office in
      let (ada, number) = try Person.asking(office)
      let link = try office.payerLink()
      let until = try #require(try office.application(number).payers.all.first?.request.until)
      let bo = Person(office)
      office.now = until.adding(seconds: -1)
      try bo.opens(link)
      #expect(bo.shown.status == .ok)
      let form = try #require(bo.shown.form(to: link + "/pay"))
      #expect(try office.services.sweepPayers() == PayerSweep())
      office.now = until
      try bo.posts(form.address, form.hidden)
      #expect(bo.shown.status == .gone && bo.shown.says("The time to pay is over"))
      try ada.signsIn()
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.says("Bo Lind has not paid."), "whether anybody swept or not")
      #expect(ada.shown.form(to: "payment/\(number)") != nil)
      #expect(try office.services.sweepPayers(isDryRun: true).expired.map(\.text) == [number])
      for _ in 1...2 { _ = try office.services.sweepPayers() }
      #expect(
        try office.mails().filter { $0.name.hasPrefix("payer-request-expired-") }.map(\.to)
          == ["ada@example.org"])
      #expect(try office.store.applicationsAskingPayers() == [])
      try bo.opens(link)
      #expect(bo.shown.says("The time to pay is over"))
      office.wait(days: 100)
      try office.store.sweepTokens(at: office.now)
      try bo.opens(link)
      #expect(bo.shown.status == .gone && bo.shown.says("This link does not work"))
    }
  }

  @Test func `a link never outlives the last day, but a payment that was begun may`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      office.wait(days: 85)
      try ada.signsIn()
      try ada.asksBo(toPayFor: number)
      let application = try office.application(number)
      #expect(application.payers.all.first?.request.until == application.start.deadline)
      let bo = Person(office)
      office.now = application.start.deadline.adding(seconds: -60)
      try bo.opens(try office.payerLink())
      try bo.sends(to: "payment/for/")
      office.now = application.start.deadline.adding(seconds: 60)
      try bo.follows()
      #expect(bo.shown.form(to: "simulator") != nil)
      let reference = try #require(try office.application(number).openAttempt?.attempt.reference)
      _ = try office.services.sweepPayers()
      #expect(try office.application(number).unendedPayer != nil, "while it is under way")
      try office.bankPays(reference)
      #expect(try office.application(number).submittedAt == office.now)
    }
  }

  @Test func `the link goes again, three times a day, and only the newest works`() throws {
    try withOffice { office in
      let (ada, number) = try Person.asking(office)
      let bo = Person(office)
      var links = [try office.payerLink()]
      for _ in 1...3 {
        office.wait(minutes: 1)
        try ada.opens("invoice/\(number)/payer")
        let form = try #require(ada.shown.form(to: "invoice/\(number)/payer/again"))
        for _ in 1...2 { try ada.posts(form.address, form.hidden) }
        #expect(ada.shown.leadsTo == "invoice/\(number)/payer")
        links.append(try office.payerLink())
      }
      #expect(Set(links).count == 4)
      for link in links {
        try bo.opens(link)
        #expect(bo.shown.says(link == links.last ? "asks you to pay" : "There is a newer link"))
      }
      try ada.opens("invoice/\(number)/payer")
      #expect(ada.shown.form(to: "invoice/\(number)/payer/again") == nil)
      let form = try #require(ada.shown.form(to: "invoice/\(number)/payer/take-back"))
      try ada.posts("invoice/\(number)/payer/again", form.hidden)
      #expect(ada.shown.status == .conflict && ada.shown.says("3 times within a day"))
      // Of those that still wait in the outbox only the newest would go.
      let waiting = try office.mails().filter { $0.to == "bo@lind.example" }
      #expect(waiting.map { office.services.whyNotSent($0) == nil } == [false, false, false, true])
      try ada.takesBack(number)
      #expect(waiting.allSatisfy { office.services.whyNotSent($0) != nil })
    }
  }

  @Test(arguments: [
    ("", "bo@lind.example", "Enter the name of the person who pays"),
    ("Bo", "nobody", "Enter their email address"),
    ("Bo", "ADA@example.org", "this one is your own"),
    (String(repeating: "o", count: 101), "bo@lind.example", "Shorten the name to 100"),
  ])
  func `what is typed wrong is shown back`(name: String, address: String, words: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)/payer")
      try ada.sends(["name": name, "email": address], to: "invoice/\(number)/payer")
      #expect(ada.shown.status == .unprocessable && ada.shown.says(words))
      #expect(ada.shown.text.contains("value=\"\(address)\""))
      #expect(try office.application(number).payers.all.isEmpty)
    }
  }

  @Test func `another price than the page said is not asked for, nor paid`() throws {
    try withOffice(.ours(changingOn: "2026-11-25")) { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)/payer")
      let form = try #require(ada.shown.form(to: "invoice/\(number)/payer"))
      try ada.posts(
        form.address,
        form.hidden.map { $0.0 == "total" ? ("total", "8400") : $0 }
          + [("name", "Bo Lind"), ("email", "bo@lind.example")])
      #expect(ada.shown.status == .conflict && ada.shown.says("The price has changed"))
      #expect(ada.shown.text.contains("value=\"Bo Lind\""))
      try ada.asksBo(toPayFor: number)
      let bo = Person(office)
      try bo.opens(try office.payerLink())
      let old = try #require(bo.shown.form(to: "payment/for/"))
      office.wait(days: 4)
      try bo.posts(old.address, old.hidden)
      #expect(bo.shown.status == .conflict && bo.shown.says("$90.00"))
      #expect(try office.application(number).attempts.isEmpty)
      try bo.sends(to: "payment/for/")
      #expect(
        try office.application(number).openAttempt?.attempt.quote.total == Money(cents: 90_00))
    }
  }

  @Test func `what was typed on an ended session waits for the applicant`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)/payer")
      office.wait(hours: 2)
      try ada.sends(["name": "Bo Lind", "email": "bo@lind.example"], to: "invoice/\(number)/payer")
      #expect(ada.shown.leadsTo?.hasPrefix("account/sign-in?notice=kept") == true)
      try ada.signsIn()
      try ada.opens("invoice/\(number)/payer")
      #expect(ada.shown.text.contains("value=\"bo@lind.example\""))
      #expect(try office.application(number).payers.all.isEmpty)
      try ada.asksBo(toPayFor: number)
    }
  }

  @Test func `an erasure takes the payer with it, and the link`() throws {
    try withOffice { office in
      let (ada, number) = try Person.asking(office)
      let link = try office.payerLink()
      try ada.takesBack(number)
      let id = try #require(ApplicationNumber(number))
      try office.store.erase(id, at: office.now, who: "staff:grace")
      #expect(try !office.journal(of: number).contains("Lind"))
      let bo = Person(office)
      try bo.opens(link)
      #expect(bo.shown.status == .gone && bo.shown.says("This link does not work"))
      #expect(try office.store.messages(in: .sent).allSatisfy { $0.message.to == "erased" })
    }
  }

  @Test func `of an application that cannot be paid nobody can be asked to pay`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("invoice/\(number)")
      let token = ada.shown.hidden("token", to: "account/sign-out") ?? ""
      try ada.opens("invoice/\(number)/payer")
      #expect(ada.shown.says("Nobody else can be asked to pay for this application now."))
      try ada.posts(
        "invoice/\(number)/payer",
        [("token", token), ("key", "k"), ("name", "Bo"), ("email", "bo@lind.example")])
      #expect(ada.shown.status == .conflict && ada.shown.says("shows what is missing"))
      let eve = try Person.signedIn(office, "Eve Roe")
      try eve.opens("invoice/\(number)/payer")
      #expect(eve.shown.status == .notFound)
    }
  }
}
