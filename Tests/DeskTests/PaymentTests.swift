import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct PaymentTests {
  @Test func `paid means submitted, whatever becomes of the browser`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      let application = try office.application(number)
      #expect(application.submittedAt == office.now)
      #expect(try office.mails().map(\.to) == [ada.emailAddress])
      #expect(try office.store.openNotifications().isEmpty)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Your application is submitted"))
    }
  }

  @Test func `the hand-over names the amount and what the provider is told is signed`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      #expect(ada.shown.says("$85.00"))
      let form = try #require(ada.shown.form(to: "simulator"))
      let fields = Dictionary(form.hidden) { first, _ in first }
      #expect(fields["reference"] == reference)
      #expect(fields["amount"] == "85.00")
      #expect(fields["notify_address"] == "http://office.example/cgi-bin/payment/notify/simulator")
      #expect(
        ada.shown["Content-Security-Policy"]?.contains("form-action 'self' http://office.example")
          == true)
      try ada.posts("simulator", form.hidden)
      #expect(ada.shown.status == .ok)
    }
  }

  @Test func `opening a payment twice gives one attempt, by the same form and by another`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)")
      let form = try #require(ada.shown.form(to: "payment/"))
      try ada.posts(form.address, form.hidden)
      let first = ada.shown.leadsTo
      for key in ["", "another", form.hidden.first { $0.0 == "key" }?.1 ?? ""] {
        try ada.posts(form.address, form.hidden.map { $0.0 == "key" ? ("key", key) : $0 })
        #expect(ada.shown.leadsTo == first)
      }
      #expect(try office.application(number).attempts.count == 1)
    }
  }

  @Test func `the form of an attempt that has ended does not open another`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)")
      let form = try #require(ada.shown.form(to: "payment/"))
      try ada.posts(form.address, form.hidden)
      let reference = try #require(try office.application(number).openAttempt?.attempt.reference)
      try office.notifies(office.notification("declined", reference))
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.leadsTo == "payment/\(number)/\(reference)")
      try ada.follows()
      #expect(ada.shown.leadsTo == "payment/receipt/\(reference)")
      #expect(try office.application(number).attempts.count == 1)
      _ = try ada.beginsToPay(number)
      #expect(try office.application(number).attempts.count == 2)
    }
  }

  @Test func `a payment form on an ended session leads back to the invoice`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)")
      office.wait(hours: 2)
      try ada.sends(to: "payment/")
      #expect(ada.shown.leadsTo == "account/sign-in?then=invoice%2F\(number)")
      #expect(try office.application(number).attempts.isEmpty)
    }
  }

  @Test(arguments: [["notify", "return"], ["return", "notify"], ["notify", "notify", "return"]])
  func `notification and return may come in any order, and more than once`(order: [String]) throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      for way in order {
        try ada.posts("payment/\(way)/simulator", office.notification("paid", reference))
        #expect(ada.shown.status == (way == "notify" ? .ok : .seeOther))
        if way == "return" { #expect(ada.shown.leadsTo == "payment/receipt/\(reference)") }
      }
      let application = try office.application(number)
      #expect(application.submittedAt != nil)
      #expect(try office.mails().count == 1)
      #expect(try office.journal(of: number).ranges(of: "attempt-paid").count == 1)
    }
  }

  @Test func `a notification after a decline counts, and a decline after a payment does not`()
    throws
  {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      try office.notifies(office.notification("declined", reference))
      #expect(try office.application(number).submittedAt == nil)
      try office.notifies(office.notification("paid", reference))
      let submitted = try office.application(number)
      #expect(submitted.submittedAt != nil)
      for decision in ["declined", "cancelled", "undecided"] {
        try office.notifies(office.notification(decision, reference, transaction: "T-2"))
      }
      #expect(try office.application(number) == submitted)
      // Of the decline and of the payment; of what came too late, nothing.
      #expect(
        try office.mails().map { String($0.name.prefix(19)) }.sorted() == [
          "application-submitt", "payment-declined-\(number.prefix(2))",
        ])
    }
  }

  @Test(arguments: [("84.99", "USD"), ("85.01", "USD"), ("85.00", "EUR"), ("0.00", "USD")])
  func `money that is not what the invoice says is held, and nothing is submitted`(
    amount: String, currency: String
  ) throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try office.notifies(
        office.notification("paid", reference, amount: amount, currency: currency))
      #expect(try office.application(number).submittedAt == nil)
      #expect(try office.application(number).heldAttempt != nil)
      #expect(try office.mails().map { String($0.name.prefix(13)) } == ["payment-held-"])
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("Payment being looked at"))
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.form(to: "payment/") == nil)
      #expect(ada.shown.text.contains("payment/receipt/\(reference)"))
    }
  }

  @Test func `what is not signed as it must be changes nothing and is kept`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      let good = office.notification("paid", reference)
      let before = try office.journal(of: number)
      let bank = Person(office)
      let forged = [
        office.notification("paid", reference, key: "a key that somebody has guessed"),
        good.filter { $0.0 != "signature" }, good.filter { $0.0 != "signed_field_names" },
        good.map { $0.0 == "amount" ? ("amount", "8500.00") : $0 },
        good + [("amount", "85.00")],
      ]
      for (count, fields) in forged.enumerated() {
        for way in ["notify", "return"] {
          try bank.posts("payment/\(way)/simulator", fields)
          #expect(bank.shown.status == .badRequest)
        }
        #expect(try office.store.openNotifications() == [])
        #expect(try office.store.refusedNotifications().count == count + 1)
      }
      #expect(try office.journal(of: number) == before)
    }
  }

  @Test func `a payment that matches no attempt is kept for staff`() throws {
    try withOffice { office in
      let (_, number, _) = try Person.paying(office)
      let before = try office.journal(of: number)
      let bank = Person(office)
      try bank.posts("payment/notify/simulator", office.notification("paid", "no-such-attempt"))
      #expect(bank.shown.status == .ok)
      let kept = try office.store.openNotifications()
      #expect(kept.count == 1)
      let bytes = try #require(try kept.first.flatMap { try office.store.notification($0) })
      #expect(String(decoding: bytes, as: UTF8.self).contains("no%2Dsuch%2Dattempt"))
      #expect(try office.journal(of: number) == before)
    }
  }

  @Test func `another provider's address, and another kind of content, are refused`() throws {
    try withOffice { office in
      let (_, _, reference) = try Person.paying(office)
      let bank = Person(office)
      try bank.posts("payment/notify/bank", office.notification("paid", reference))
      #expect(bank.shown.status == .notFound)
      try bank.posts("payment/notify/simulator", [], file: [1], called: "x")
      #expect(bank.shown.status == .unsupportedType)
      try bank.opens("payment/notify/simulator")
      #expect(bank.shown.status == .methodNotAllowed)
      #expect(try office.store.openNotifications().isEmpty)
    }
  }

  @Test func `a receipt needs no cookie and then names nobody`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      let anybody = Person(office)
      try anybody.opens("payment/receipt/\(reference)")
      #expect(anybody.shown.status == .ok)
      #expect(anybody.shown.says("Payment received"))
      #expect(!anybody.shown.says("Ada Okoro"))
      #expect(!anybody.shown.text.contains(number))
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("Ada Okoro"))
      try anybody.opens("payment/receipt/x\(reference)")
      #expect(anybody.shown.status == .notFound)
      #expect(anybody.shown.logLine.contains("/receipt/*"))
    }
  }

  @Test func `the receipt of a declined attempt does not deny that another has paid`() throws {
    try withOffice { office in
      let (ada, number, first) = try Person.paying(office)
      try office.notifies(office.notification("declined", first))
      try ada.opens("payment/receipt/\(first)")
      #expect(ada.shown.says("your application is not submitted"))
      let second = try ada.beginsToPay(number)
      try office.bankPays(second)
      try ada.opens("payment/receipt/\(first)")
      #expect(ada.shown.says("Nothing was paid"))
      #expect(!ada.shown.says("not submitted"))
      #expect(!ada.shown.says("try again"))
    }
  }

  @Test func `an attempt opened before the deadline is honoured after it`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      office.wait(days: 89)
      try ada.signsIn()
      let reference = try ada.beginsToPay(number)
      office.wait(days: 3)
      try office.bankPays(reference)
      #expect(try office.application(number).submittedAt == office.now)
      #expect(try office.mails().count == 1)
      try ada.signsIn()
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Your application is submitted"))
    }
  }

  @Test func `the price is frozen when the attempt is opened`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      office.wait(minutes: 30)
      try ada.opens("payment/\(number)/\(reference)")
      #expect(try office.application(number).attempts.count == 1)
      try office.notifies(office.notification("paid", reference))
      let paid = try office.application(number)
      #expect(paid.payment?.attempt.quote.total == Money(cents: 85_00))
    }
  }

  @Test func `without a provider nothing is opened, and the page says so`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      office.settings.payment = []
      try ada.opens("invoice/\(number)")
      try ada.sends(to: "payment/")
      #expect(ada.shown.status == .unavailable)
      #expect(ada.shown.says("Payment is not set up on this site yet"))
      #expect(try office.application(number).attempts.isEmpty)
    }
  }
}

extension Person {
  /// Has begun to pay for a complete application.
  static func paying(
    _ office: Office
  ) throws -> (person: Person, number: String, reference: String) {
    let person = try signedIn(office)
    let number = try person.starts()
    try person.completes(number)
    return (person, number, try person.beginsToPay(number))
  }
}

extension Office {
  /// The provider's server sends this, and is told that it was taken.
  func notifies(_ fields: [(String, String)]) throws {
    let bank = Person(self)
    try bank.posts("payment/notify/simulator", fields)
    #expect(bank.shown.status == .ok)
  }
}
