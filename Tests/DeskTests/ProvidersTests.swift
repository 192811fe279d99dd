import Applications
import CGI
import Files
import Foundation
import Payments
import Rules
import Signing
import Store
import Testing

@testable import Desk

@Suite struct ProvidersTests {
  private static let acceptance = SecureAcceptanceProvider.Account(
    action: "https://pay.example/cgi-bin/accept", accessKey: "a0", profile: "p-1")

  private func accepting(_ office: Office) {
    office.settings.payment = [
      PaymentWay(.secureAcceptance(Self.acceptance), keyFiles: ["payment.key"])
    ]
  }

  /// What Secure Acceptance answers to a form.
  private func answer(
    to form: [(String, String)], decision: String = "ACCEPT", reason: String = "100"
  ) -> [(String, String)] {
    let asked = form.filter { !["signature", "signed_field_names"].contains($0.0) }
      .map { HandOver.Field("req_" + $0.0, $0.1) }
    let said = [
      HandOver.Field("decision", decision), HandOver.Field("reason_code", reason),
      HandOver.Field("transaction_id", "70001"),
    ]
    return SignedFields(asked + said).signed(with: Array(Office.paymentKey.utf8)).fields
      .map { ($0.name, $0.value) }
  }

  @Test func `secure acceptance: a signed form out, the same word by browser and by server, once`()
    throws
  {
    try withOffice { office in
      accepting(office)
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      #expect(
        ada.shown["Content-Security-Policy"]?.contains("form-action 'self' https://pay.example;")
          == true)
      let form = try #require(ada.shown.form(to: "accept"))
      #expect(form.hidden.contains { $0 == ("reference_number", reference) })
      #expect(form.hidden.contains { $0 == ("amount", "85.00") })
      let word = answer(to: form.hidden)
      let bank = Person(office)
      try bank.posts("payment/return/secure-acceptance", word)
      #expect(bank.shown.leadsTo == "payment/receipt/\(reference)")
      try bank.posts("payment/notify/secure-acceptance", word)
      #expect(bank.shown.status == .ok)
      #expect(try office.application(number).submittedAt != nil)
      #expect(try office.journal(of: number).ranges(of: "attempt-paid").count == 1)
      #expect(try office.store.openNotifications().isEmpty)
    }
  }

  @Test func `a payment that was declined can be tried again, with a number of its own`() throws {
    try withOffice { office in
      accepting(office)
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      let form = try #require(ada.shown.form(to: "accept"))
      try ada.posts(
        "payment/return/secure-acceptance",
        answer(to: form.hidden, decision: "DECLINE", reason: "203"))
      #expect(try office.application(number).openAttempt == nil)
      let second = try ada.beginsToPay(number)
      #expect(second != reference)
    }
  }

  @Test func `a retired provider takes no new attempt, and its late word counts`() throws {
    try withOffice { office in
      accepting(office)
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      let form = try #require(ada.shown.form(to: "accept"))
      office.settings.payment[0].isRetired = true
      office.settings.payment.append(.simulator(keyFiles: ["payment.key"]))
      let (_, other, _) = try Person.paying(office)
      #expect(try office.application(other).attempts.map(\.attempt.provider) == ["simulator"])
      let bank = Person(office)
      try bank.posts("payment/notify/secure-acceptance", answer(to: form.hidden))
      #expect(try office.application(number).submittedAt != nil)
    }
  }

  @Test func `a new key signs while the old one is still accepted`() throws {
    try withOffice { office in
      accepting(office)
      try putKey("the key that comes next", at: office.installation.folder + "/next.key")
      office.settings.payment[0].keyFiles = ["next.key", "payment.key"]
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      let form = try #require(ada.shown.form(to: "accept"))
      let fields = SignedFields(form.hidden.map { HandOver.Field($0.0, $0.1) })
      #expect((try? fields.verified(by: [Array("the key that comes next".utf8)]).get()) != nil)
      try Person(office).posts("payment/notify/secure-acceptance", answer(to: form.hidden))
      #expect(try office.application(number).submittedAt != nil)
    }
  }

  @Test(arguments: [
    ("a key that only tests have\n", 0o600, true), ("a key that only tests have\r\n", 0o640, true),
    ("a key that only tests have", 0o400, true), ("a key that only tests have\n", 0o604, false),
    ("a key that only tests have\n", 0o602, false), ("too short\n", 0o600, false),
    ("a key that only tests have\nand another that they have\n", 0o600, false), ("", 0o600, false),
  ])
  func `a key file holds one key, and nobody else may read it`(
    text: String, mode: Int, isGood: Bool
  ) throws {
    try withOffice { office in
      let file = office.installation.folder + "/payment.key"
      try put(Array(text.utf8), at: file)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
      if isGood {
        #expect(
          try office.services.keys(in: ["payment.key"]) == [
            Array("a key that only tests have".utf8)
          ])
      } else {
        #expect(throws: Settings.Fault.self) { try office.services.keys(in: ["payment.key"]) }
      }
      #expect(throws: Settings.Fault.self) { try office.services.keys(in: ["no.key"]) }
    }
  }
}

@Suite struct StripeAtTheDeskTests {
  private static let secret = "whsec_of_these_tests"

  private func linking(_ office: Office, total: String = "85.00") throws {
    try putKey(Self.secret, at: office.installation.folder + "/stripe.key")
    office.settings.payment = [
      PaymentWay(
        .stripeLink(
          .init(
            totals: [total: .init(address: "https://buy.stripe.com/test_a", id: "plink_1")],
            currency: "USD", isTest: true), referenceKeyFiles: ["payment.key"]),
        keyFiles: ["stripe.key"])
    ]
  }

  private func event(_ id: String, amount: Int = 8500) -> [UInt8] {
    Array(
      """
      {"id":"evt_1","type":"checkout.session.completed","livemode":false,"data":{"object":{"id":"cs_1",\
      "payment_intent":"pi_1","payment_status":"paid","client_reference_id":"\(id)",\
      "payment_link":"plink_1","amount_total":\(amount),"currency":"usd"}}}
      """.utf8)
  }

  private func signature(_ body: [UInt8], _ office: Office) -> String {
    let time = String(office.now.secondsSince1970)
    let digest = hmacSHA256(Array("\(time).".utf8) + body, key: Array(Self.secret.utf8))
    return "t=\(time),v1=\(digest)"
  }

  @Test func `a link out, a signed event back, and the browser's way back only reads`() throws {
    try withOffice { office in
      try linking(office)
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      let start = "https://buy.stripe.com/test_a?client_reference_id="
      let link = try #require(ada.shown.text.range(of: start))
      let id = String(ada.shown.text[link.upperBound...].prefix { $0 != "\"" })
      #expect(id.hasPrefix(reference + "-"))
      // Back before Stripe's server has said anything.
      try ada.opens("payment/return/stripe-link")
      #expect(ada.shown.leadsTo == "payment/receipt/\(reference)")
      #expect(try office.application(number).submittedAt == nil)
      let body = event(id)
      let stripe = Person(office)
      try stripe.sends(bytes: body, to: "payment/notify/stripe-link", signature: nil)
      #expect(stripe.shown.status == .badRequest)
      for _ in 0..<2 {
        try stripe.sends(
          bytes: body, to: "payment/notify/stripe-link", signature: signature(body, office))
        #expect(stripe.shown.status == .ok)
      }
      #expect(try office.application(number).submittedAt != nil)
      #expect(try office.application(number).payment?.attempt.reference == reference)
      try stripe.opens("payment/return/stripe-link")
      #expect(stripe.shown.leadsTo == "dashboard")
    }
  }

  @Test func `a total without a link goes to the next provider`() throws {
    try withOffice { office in
      try linking(office, total: "50.00")
      office.settings.payment.append(.simulator(keyFiles: ["payment.key"]))
      let (_, number, _) = try Person.paying(office)
      #expect(try office.application(number).attempts.map(\.attempt.provider) == ["simulator"])
      office.settings.payment.removeLast()
      let ada = try Person.signedIn(office)
      let other = try ada.starts()
      try ada.completes(other)
      try ada.opens("invoice/\(other)")
      try ada.sends(to: "payment/")
      #expect(ada.shown.status == .unavailable)
      #expect(ada.shown.says("This amount cannot be paid here just now"))
      #expect(try office.application(other).attempts.isEmpty)
    }
  }
}

@Suite struct ExecAtTheDeskTests {
  private func running(_ office: Office, _ script: String) throws {
    let path = office.installation.folder + "/portal"
    try putProgram("#!/bin/sh\n" + script, at: path)
    let program = try #require(OutsideProgram(path: path, arguments: ["an argument"]))
    office.settings.payment = [PaymentWay(.exec(program, description: "Fee", days: 3))]
  }

  private let redirects = #"echo '{"redirect":"https://portal.example/go"}'"#

  @Test func `a program says where to go, and is asked when the browser comes back`() throws {
    try withOffice { office in
      try running(
        office,
        """
        input=$(cat)
        case $input in
        *'"do":"start"'*) \(redirects) ;;
        *'"do":"ask"'*) echo '{"state":"paid","amount":8500,"currency":"USD","transaction":"T1"}' ;;
        esac
        """)
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      #expect(ada.shown.text.contains("href=\"https://portal.example/go\""))
      // Whoever comes: no cookie is needed, and nothing that the address says is believed.
      let anybody = Person(office)
      try anybody.opens("payment/return/exec/\(reference)?state=declined")
      #expect(anybody.shown.leadsTo == "payment/receipt/\(reference)")
      #expect(try office.application(number).submittedAt != nil)
      try anybody.opens("payment/return/exec/\(reference)x")
      #expect(anybody.shown.status == .notFound)
    }
  }

  @Test(arguments: ["exit 1", "echo nonsense", "echo oops >&2; exit 3", "sleep 60"])
  func
    `a program that fails changes nothing: the page says to try again, and we are still checking`(
      script: String
    ) throws
  {
    try withOffice { office in
      try running(office, script)
      office.paymentSeconds = 1
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      #expect(ada.shown.status == .unavailable)
      #expect(ada.shown.says("The payment site does not answer just now"))
      #expect(ada.shown.logLine.contains("provider exec: "))
      try ada.opens("payment/return/exec/\(reference)")
      #expect(ada.shown.leadsTo == "payment/receipt/\(reference)")
      #expect(ada.shown.logLine.contains("provider exec: "))
      #expect(try office.application(number).openAttempt?.attempt.reference == reference)
      // The same attempt goes on once the portal is back.
      try running(office, redirects)
      try ada.opens("payment/\(number)/\(reference)")
      #expect(ada.shown.status == .ok)
    }
  }
}

@Suite struct ManualAtTheDeskTests {
  private func byCheque(_ office: Office) throws {
    try put(
      Array("Send a cheque to *the office*.\n".utf8), at: office.installation.folder + "/pay.md")
    office.settings.payment = [PaymentWay(.manual(instructions: "pay.md", days: 30))]
    try office.employs("grace", [.finance])
  }

  @Test func `only somebody who works here, and has to do with money, records any`() throws {
    try withOffice { office in
      try byCheque(office)
      try office.employs("bo", [.specialist])
      try office.employs("mara", [.administrator])
      let (_, number, reference) = try Person.paying(office)
      let (_, record) = try office.services.attemptToReceive(reference)
      func receives(_ name: String) throws {
        _ = try office.services.receive(
          Receipt(
            money: Money(cents: 85_00), number: "R-1", staff: try #require(StaffName(name))),
          for: record)
      }
      for (name, words) in [
        (
          "nobody",
          "nobody here is called 'nobody': 'docket staff add nobody --role finance …' adds"
        ),
        ("bo", "'docket staff roles bo --role specialist,finance' lets them"),
      ] {
        do {
          try receives(name)
          Issue.record("\(name) records money")
        } catch let error as NotEntitled {
          #expect(error.description.contains(words), "\(error)")
        }
      }
      let mara = try #require(StaffName("mara"))
      _ = try office.store.removeStaff(mara, at: office.now, by: "program:staff")
      #expect(throws: NotEntitled.self) { try receives("mara") }
      #expect(try office.application(number).submittedAt == nil)
      try receives("grace")
      #expect(try office.application(number).submittedAt != nil)
    }
  }

  private func receipt(_ cents: Int, _ number: String = "R-1") throws -> Receipt {
    Receipt(
      money: Money(cents: cents), number: number, staff: try #require(StaffName("grace")))
  }

  @Test func `people read how to pay, and staff records what has come, once`() throws {
    try withOffice { office in
      try byCheque(office)
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      #expect(ada.shown.says("How to pay"))
      #expect(ada.shown.text.contains("Send a cheque to <em>the office</em>."))
      #expect(ada.shown.says(reference) && ada.shown.says("$85.00"))
      office.wait(days: 5)
      for text in [reference, number] {
        let (_, record) = try office.services.attemptToReceive(text)
        #expect(record.attempt.reference == reference)
      }
      let (_, record) = try office.services.attemptToReceive(reference)
      let after = try #require(try office.services.receive(receipt(85_00), for: record))
      #expect(after.submittedAt == office.now)
      #expect(try office.journal(of: number).contains("\"who\":\"staff:grace\""))
      #expect(try office.services.receive(receipt(85_00), for: record) == after)
    }
  }

  @Test func `another sum than the invoice's submits nothing`() throws {
    try withOffice { office in
      try byCheque(office)
      let (_, number, reference) = try Person.paying(office)
      let (_, record) = try office.services.attemptToReceive(reference)
      _ = try office.services.receive(receipt(80_00), for: record)
      #expect(try office.application(number).submittedAt == nil)
    }
  }

  @Test func `what is not paid by hand is not recorded by hand`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      for text in [reference, number, "x", "k7m42q9p"] {
        #expect(throws: NotReceivable.self) { try office.services.attemptToReceive(text) }
      }
    }
  }

  @Test func `nobody can send the word of staff`() throws {
    try withOffice { office in
      try byCheque(office)
      let (ada, number, reference) = try Person.paying(office)
      try ada.posts("payment/notify/manual", office.notification("paid", reference))
      #expect(ada.shown.status == .badRequest)
      #expect(try office.application(number).submittedAt == nil)
    }
  }
}
