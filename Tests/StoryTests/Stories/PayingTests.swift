import Foundation
import Support
import Testing

/// What goes wrong on the way to a payment, and what people see of it.
@Suite(.serialized) struct PayingTests {
  private let errand = Errand.firstCertificate

  @Test(arguments: Office.Way.allCases)
  func `a declined payment is tried again`(way: Office.Way) throws {
    try withInvoice(way) { office, ada, number in
      try ada.goesToPay(for: number)
      try ada.choosesAtTheProvider("Decline")
      #expect(try office.notificationsArrive() == [200])
      #expect(try !ada.dashboard().contains("Submitted"))
      try ada.goesToPay(for: number)
      try ada.choosesAtTheProvider("Pay")
      #expect(try office.notificationsArrive() == [200])
      #expect(try ada.dashboard().contains("Submitted"))
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `an abandoned payment is taken up again, from another device too`(
    way: Office.Way
  ) throws {
    try withInvoice(way) { office, ada, number in
      try ada.goesToPay(for: number)
      try ada.choosesAtTheProvider("Abandon")
      #expect(try office.notificationsOnTheirWay() == 0)
      // From another device.
      let again = Applicant("Ada Okoro", at: office)
      try again.signsIn()
      #expect(try again.dashboard().contains("Payment not confirmed"))
      try again.browser.follow("See your payment").sees("Please do not pay a second time")
      try again.browser.follow("Go back to the payment").press("Continue to payment")
      try again.choosesAtTheProvider("Pay")
      #expect(try office.notificationsArrive() == [200])
      #expect(try again.dashboard().contains("Submitted"))
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `a notification that comes late submits, also after the last day`(way: Office.Way) throws {
    try withInvoice(way) { office, ada, number in
      try office.settle(["clockShiftDays": 89])
      try ada.signsIn()
      try ada.goesToPay(for: number)
      try ada.choosesAtTheProvider("Pay, with a late message")
      try office.settle(["clockShiftDays": 91])
      #expect(try office.notificationsArrive() == [200])
      try ada.signsIn()
      #expect(try ada.dashboard().contains("Submitted"))
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `the same notification twice submits once and mails once`(way: Office.Way) throws {
    try withInvoice(way) { office, ada, number in
      try ada.goesToPay(for: number)
      let before = try office.mailbox.mails().count
      try ada.choosesAtTheProvider("Pay and close the window")
      #expect(try office.notificationsArrive(times: 3) == [200, 200, 200])
      #expect(try ada.dashboard().contains("Submitted"))
      #expect(try office.mailbox.mails().count == before + 1)
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `somebody else pays through the link of a mail, and both are told`(way: Office.Way) throws {
    try withInvoice(way) { office, ada, number in
      try ada.opensTheInvoice(of: number)
      try ada.browser.follow("Ask someone else to pay").sees("They see nothing of your answers")
      try ada.browser.press(
        "Send the request",
        with: ["Name of the person who pays": "Bo Lind", "Their email address": "bo@lind.example"]
      ).sees("Bo Lind, bo@lind.example")
      #expect(try ada.dashboard().contains("Waiting for somebody else to pay"))
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Affirmation").sees("nothing can be changed")
      let link = try office.mailbox.latest(to: "bo@lind.example").link()
      let bo = office.visitor()
      try bo.open(link).sees("Ada Okoro asks you to pay", "$85.00").doesNotSee("502 555 0143")
      try bo.press("Go to payment").press("Continue to payment")
      try bo.press("Continue", with: ["What shall happen?": "Pay"])
      #expect(try office.notificationsArrive() == [200])
      try bo.press("Back to the application").sees("Payment received")
      #expect(
        try office.mailbox.latest(to: "bo@lind.example")["Subject"]?.contains("Payment received")
          == true)
      #expect(try ada.dashboard().contains("Submitted"))
      try bo.open(link).sees("This is paid")
    }
  }

  @Test func `who declines to pay gives the application back`() throws {
    try withInvoice(.processes) { office, ada, number in
      try ada.opensTheInvoice(of: number)
      try ada.browser.follow("Ask someone else to pay")
      try ada.browser.press(
        "Send the request",
        with: ["Name of the person who pays": "Bo Lind", "Their email address": "bo@lind.example"])
      let link = try office.mailbox.latest(to: "bo@lind.example").link()
      try ada.browser.press("Send the link again")
      let bo = office.visitor()
      try bo.open(link, expecting: 410).sees("There is a newer link")
      try bo.open(try office.mailbox.latest(to: "bo@lind.example").link())
      try bo.press(
        "Decline to pay", with: ["Why do you decline?": "It is not ours to pay."], expecting: 410
      ).sees("You have declined")
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Their reason: It is not ours to pay.")
      try ada.goesToPay(for: number)
      try ada.choosesAtTheProvider("Pay")
      #expect(try office.notificationsArrive() == [200])
      #expect(try ada.dashboard().contains("Submitted"))
    }
  }

  @Test func `a cheque that staff records submits`() throws {
    try withInvoice(.processes) { office, ada, number in
      try Data("Send a cheque.\n".utf8).write(
        to: office.prefix.appendingPathComponent("payment.md"))
      try office.settle([
        "payment": [["provider": "manual", "instructions": "payment.md"] as [String: any Sendable]]
      ])
      try ada.opensTheInvoice(of: number)
      try ada.browser.press("Proceed to Payment").sees("How to pay").sees("Send a cheque.")
      func docket(_ words: [String]) throws -> Command.Outcome {
        try Command(
          program: Repository.programs.appendingPathComponent("docket").path,
          arguments: words + ["--prefix", office.prefix.path]
        ).run(in: office.scratch)
      }
      func receive(_ words: String...) throws -> Command.Outcome {
        try docket(
          ["store", "receive", number, "--receipt", "Cheque 17", "--staff", "grace"] + words)
      }
      let nobody = try receive("--amount", "85.00")
      #expect(nobody.status == 1 && nobody.error.contains("'docket staff add grace --role finance"))
      #expect(
        try docket([
          "staff", "add", "grace", "--full-name", "Grace Abara", "--email", "grace@agency.example",
          "--role", "finance",
        ]).status == 0)
      let tooLittle = try receive("--amount", "80.00")
      #expect(tooLittle.status == 1 && tooLittle.error.contains("the invoice says 85.00"))
      #expect(try receive("--amount", "85.00", "--dry-run").words.hasPrefix("would be recorded: "))
      #expect(try !ada.dashboard().contains("Submitted"))
      #expect(
        try receive("--amount", "85.00").words.hasSuffix("the application is submitted\n"))
      #expect(try receive("--amount", "85.00").words.hasPrefix("nothing changed"))
      #expect(try ada.dashboard().contains("Submitted"))
    }
  }

  @Test func `a cheque goes back by two people, as the register has it`() throws {
    try withInvoice(.processes) { office, ada, number in
      try Data("Send a cheque.\n".utf8).write(
        to: office.prefix.appendingPathComponent("payment.md"))
      try office.settle([
        "payment": [["provider": "manual", "instructions": "payment.md"] as [String: any Sendable]]
      ])
      func docket(_ words: String...) throws -> Command.Outcome {
        try Command(
          program: Repository.programs.appendingPathComponent("docket").path,
          arguments: words + ["--prefix", office.prefix.path]
        ).run(in: office.scratch)
      }
      for (name, role) in [("grace", "finance"), ("rudi", "reviewer"), ("sam", "specialist")] {
        let added = try docket(
          "staff", "add", name, "--full-name", name, "--email", "\(name)@agency.example", "--role",
          role)
        #expect(added.status == 0)
      }
      try ada.opensTheInvoice(of: number)
      try ada.browser.press("Proceed to Payment").sees("How to pay")
      func refund(_ words: String...) throws -> Command.Outcome {
        try Command(
          program: Repository.programs.appendingPathComponent("docket").path,
          arguments: ["store", "refund"] + words + ["--prefix", office.prefix.path]
        ).run(in: office.scratch)
      }
      let early = try refund(number, "--reason", "our-mistake", "--staff", "grace")
      #expect(early.status == 1 && early.error.contains("no money has come"))
      #expect(
        try docket(
          "store", "receive", number, "--receipt", "Cheque 17", "--staff", "grace", "--amount",
          "85.00"
        ).status == 0)
      let tooMuch = try refund(
        number, "--reason", "our-mistake", "--staff", "grace", "--amount", "85.01")
      #expect(tooMuch.status == 1 && tooMuch.error.contains("85.00 USD that there is"))
      let dry = try refund(
        number, "--reason", "our-mistake", "--staff", "grace", "--amount", "20.00", "--dry-run")
      #expect(dry.status == 0 && dry.words.hasPrefix("would be proposed: refund of 20.00 USD"))
      #expect(dry.error.contains("the fee is not refunded. (16 KAR 4:040 §2(3))"))
      let proposed = try refund(
        number, "--reason", "our-mistake", "--staff", "grace", "--amount", "20.00")
      let match = try #require(proposed.words.firstMatch(of: /, ([a-z0-9]{8})\n/))
      let id = String(match.1)
      #expect(
        try refund(number, "--reason", "our-mistake", "--staff", "grace", "--amount", "20.00")
          .words.hasPrefix("nothing changed: refund of 20.00 USD"))
      #expect(try docket("store", "tasks").words.hasPrefix("\(id) "))
      for name in ["grace", "sam", "nobody"] {
        let refused = try refund("--confirm", id, "--staff", name)
        #expect(refused.status == 1 && refused.words.isEmpty, "\(name)")
      }
      #expect(try refund("--sent", id, "--number", "W 1", "--staff", "grace").status == 1)
      #expect(try refund("--confirm", id, "--staff", "rudi").words.hasPrefix("confirmed: "))
      #expect(try refund("--confirm", id, "--staff", "rudi").words.hasPrefix("nothing changed: "))
      #expect(try docket("store", "refunds", "--open").words.contains("confirmed by rudi"))
      let sending = try refund("--sent", id, "--number", "W 1", "--staff", "grace")
      #expect(sending.words.hasPrefix("booked as sent: refund of 20.00 USD"))
      #expect(
        try refund("--sent", id, "--number", "W 1", "--staff", "grace").words
          .hasPrefix("nothing changed: "))
      #expect(try docket("store", "tasks").words.isEmpty)
      #expect(try docket("store", "refunds", "--open").words.isEmpty)
      let register = try docket("store", "refunds").words
      #expect(register.contains("sent by grace as W 1"))
      #expect(register.contains("20.00 USD from fees received to returned to payer"))
      #expect(register.hasSuffix("together: 0.00 USD\n"))
      #expect(
        try docket("store", "refunds", "--csv").words.split(separator: "\n").last?
          .contains(",refund,our-mistake,fees received,returned to payer,20.00,USD,") == true)
      #expect(try docket("store", "verify").status == 0)
      #expect(try docket("store", "reindex", "--dry-run").words.hasSuffix("right as they were\n"))
      #expect(try office.mailbox.mails().last?.body.contains("$20.00") == true)
    }
  }

  @Test(arguments: [Office.Way.apache, .nginx])
  func `fifty copies of one notification at once submit once and mail once`(way: Office.Way) throws
  {
    try withInvoice(way) { office, ada, number in
      try ada.goesToPay(for: number)
      let before = try office.mailbox.mails().count
      try ada.choosesAtTheProvider("Pay and close the window")
      let answers = try office.notificationsArriveAtOnce(50)
      #expect(answers.count == 50)
      // A server may be too busy for some, which a provider sends again; none may be a fault of ours.
      #expect(answers.allSatisfy { [200, 502, 503, 504].contains($0) }, "\(answers)")
      #expect(answers.contains(200))
      #expect(try ada.dashboard().contains("Submitted"))
      #expect(try office.mailbox.mails().count == before + 1)
      let journal = try office.journal(of: number)
      #expect(journal.ranges(of: "\"kind\":\"attempt-paid\"").count == 1)
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `an application that is not paid in time expires`(way: Office.Way) throws {
    try withInvoice(way) { office, ada, number in
      try office.settle(["clockShiftDays": 90])
      try ada.signsIn()
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("today is the last day")
      try office.settle(["clockShiftDays": 91])
      try ada.signsIn()
      #expect(try ada.dashboard().contains("Expired"))
      try ada.browser.open("cgi-bin/invoice/\(number)").doesNotSee("Continue to payment")
    }
  }

  /// An application that only waits for its payment.
  private func withInvoice(
    _ way: Office.Way, _ body: (Office, Applicant, String) throws -> Void
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.completesEverything(errand, of: number)
      try body(office, ada, number)
    }
  }
}
