import Applications
import CGI
import Payments
import Rules
import Store
import Testing

@testable import Desk

/// What becomes of attempts and of money, whatever comes and in which order.
@Suite struct LedgerTests {
  // MARK: Attempts

  @Test func `a payment that was left can be given up after a while, and not before`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      office.wait(minutes: 179)
      try ada.signsIn()
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("No word of any money has reached us yet"))
      #expect(ada.shown.form(to: "payment/") == nil)
      #expect(ada.shown.text.contains("payment/\(number)/\(reference)"), "the way back is there")
      try ada.givesUp(number, reference)
      #expect(ada.shown.status == .conflict)
      #expect(try office.application(number).openAttempt != nil)

      office.wait(minutes: 1)
      try ada.opens("dashboard")
      #expect(ada.shown.says("Payment unfinished"))
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.says("no word of any money has reached us since"))
      try ada.opens("payment/receipt/\(reference)")
      try ada.sends(to: "payment/")
      #expect(ada.shown.leadsTo == "invoice/\(number)")
      #expect(
        try office.application(number).attempts.map(\.state) == [.ended(.abandoned, at: office.now)]
      )
      let journal = try office.journal(of: number)
      try ada.givesUp(number, reference)
      #expect(ada.shown.leadsTo == "invoice/\(number)", "once more is the same")
      #expect(try office.journal(of: number) == journal)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Proceed to Payment"))
      let second = try ada.beginsToPay(number)
      #expect(second != reference)
      #expect(try office.application(number).attempts.map(\.isOpen) == [false, true])
    }
  }

  @Test func `a payment that was never begun can be given up at once`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/receipt/\(reference)")
      #expect(
        ada.shown.says("You have not gone to the payment page yet, so nothing has been paid."))
      try ada.sends(to: "payment/")
      #expect(try office.application(number).openAttempt == nil)
    }
  }

  @Test func `whoever goes to pay again has to wait again before giving it up`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      office.wait(hours: 3)
      try ada.signsIn()
      try ada.opens("payment/\(number)/\(reference)")
      #expect(ada.shown.status == .ok)
      try ada.givesUp(number, reference)
      #expect(ada.shown.status == .conflict)
      let lines = try office.journal(of: number).ranges(of: "attempt-handed-over").count
      try ada.opens("payment/\(number)/\(reference)")
      #expect(
        try office.journal(of: number).ranges(of: "attempt-handed-over").count == lines,
        "looking once more is no line")
    }
  }

  @Test func `a payment can be given up by its applicant alone`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      let bo = try Person.signedIn(office, "Bo Lind")
      try bo.givesUp(number, reference)
      #expect(bo.shown.status == .notFound)
      try ada.givesUp(number, "x" + reference)
      #expect(ada.shown.status == .notFound)
      try ada.posts("payment/\(number)/\(reference)/give-up", [("token", "x"), ("key", "k")])
      #expect(ada.shown.status == .forbidden)
      #expect(try office.application(number).openAttempt != nil)
    }
  }

  @Test func `what the provider does not know is shown as being checked, and blocks for a time`()
    throws
  {
    try withOffice { office in
      office.settings.paymentCheckingMinutes = 30
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      for _ in 1...2 {
        try office.notifies(office.notification("undecided", reference))
        office.wait(minutes: 14)
      }
      #expect(try office.journal(of: number).ranges(of: "attempt-unknown").count == 1)
      for page in ["payment/receipt/\(reference)", "invoice/\(number)", "dashboard/\(number)"] {
        try ada.opens(page)
        #expect(ada.shown.text.contains("checking your payment"), "\(page)")
        #expect(ada.shown.form(to: "payment/") == nil)
      }
      try ada.opens("payment/\(number)/\(reference)")
      #expect(
        ada.shown.leadsTo == "payment/receipt/\(reference)", "nobody pays while it is checked")
      try ada.givesUp(number, reference)
      #expect(ada.shown.status == .conflict)
      office.wait(minutes: 2)
      try ada.givesUp(number, reference)
      #expect(try office.application(number).openAttempt == nil)
      try office.bankPays(reference)
      #expect(try office.application(number).submittedAt == office.now, "money is money")
    }
  }

  @Test func `the first money submits, and a second attempt is not handed over any more`() throws {
    try withOffice { office in
      let (ada, number, first) = try Person.paying(office)
      try ada.givesUp(number, first)
      let second = try ada.beginsToPay(number)
      try office.bankPays(first)
      #expect(try office.application(number).payment?.attempt.reference == first)
      try ada.opens("payment/\(number)/\(second)")
      #expect(ada.shown.leadsTo == "payment/receipt/\(second)")
      try ada.follows()
      #expect(ada.shown.says("Please do not pay this any more"))
      try office.notifies(office.notification("paid", second, transaction: "T-2"))
      let after = try office.application(number)
      #expect(after.attempt(second)?.received.map(\.payment.use) == [.credit(.secondPayment)])
      #expect(after.payment?.attempt.reference == first)
    }
  }

  // MARK: Money

  @Test func `a further transaction of an attempt that was paid is a credit`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      for _ in 1...2 {
        try office.notifies(office.notification("paid", reference, transaction: "T-2"))
      }
      let application = try office.application(number)
      #expect(application.attempts[0].received.map(\.payment.transaction) == ["T-1", "T-2"])
      #expect(application.paymentTasks.map(\.kind) == [.credit(.furtherTransaction)])
      #expect(
        try office.mails().map { String($0.name.prefix(16)) }.sorted()
          == ["application-subm", "payment-credited"])
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("More money came for this payment"))
      #expect(ada.shown.says("kept as a credit"))
    }
  }

  @Test func `money for an application that has ended is a credit`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.givesUp(number, reference)
      try ada.opens("dashboard/\(number)/cancel")
      try ada.sends(to: "dashboard/")
      try office.bankPays(reference)
      let application = try office.application(number)
      #expect(application.submittedAt == nil)
      #expect(application.paymentTasks.map(\.kind) == [.credit(.applicationEnded)])
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("Payment received, application cancelled"))
    }
    try withOffice { office in
      let (ada, number, first) = try Person.paying(office)
      try ada.givesUp(number, first)
      try office.bankPays(try ada.beginsToPay(number))
      try ada.opens("dashboard/\(number)/withdraw")
      try ada.sends(to: "dashboard/")
      try office.notifies(office.notification("paid", first, transaction: "T-2"))
      #expect(
        try office.application(number).paymentTasks.map(\.kind) == [.credit(.applicationEnded)])
    }
  }

  /// The provider's time is three days.
  @Test(arguments: [(88, 3, true), (89, 3, true), (87, 4, false), (60, 40, false)])
  func `a payment across the last day counts within the provider's own time`(
    begun: Int, waited: Int, isInTime: Bool
  ) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      office.wait(days: begun)
      try ada.signsIn()
      let reference = try ada.beginsToPay(number)
      office.wait(days: waited)
      try ada.signsIn()
      try ada.opens("dashboard")
      let isOver = begun + waited > 90
      #expect(ada.shown.says("Expired") == (isOver && !isInTime))
      try ada.opens("payment/\(number)/\(reference)")
      #expect((ada.shown.status == .ok) == isInTime, "nobody is sent to pay in vain")
      try office.bankPays(reference)
      let application = try office.application(number)
      #expect((application.submittedAt == office.now) == isInTime)
      #expect(
        application.paymentTasks.map(\.kind) == (isInTime ? [] : [.credit(.afterDeadline)]))
    }
  }

  @Test func `held money keeps its sum, and the right one that comes then submits`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try office.notifies(
        office.notification("paid", reference, amount: "84.99", currency: "EUR"))
      let held = try office.application(number)
      #expect(held.paymentTasks.map(\.kind) == [.held])
      #expect(held.paymentTasks.map(\.money.cents) == [84_99])
      #expect(held.paymentTasks.map(\.currency) == ["EUR"])
      let mail = try #require(try office.mails().first)
      #expect(mail.body.contains("EUR 84.99"))
      try ada.opens("dashboard")
      #expect(ada.shown.says("Payment being looked at"))
      try office.notifies(office.notification("paid", reference, transaction: "T-2"))
      let after = try office.application(number)
      #expect(after.submittedAt == office.now)
      #expect(after.paymentTasks.map(\.kind) == [.held], "the other sum is still somebody's")
    }
  }

  @Test func `held money that has gone back leaves the application open`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try office.notifies(office.notification("paid", reference, amount: "84.99"))
      #expect(try office.reports(reference, "T-1", .refunded(Money(cents: 84_99), currency: "USD")))
      let application = try office.application(number)
      #expect(application.paymentTasks.isEmpty && application.heldAttempt == nil)
      #expect(try office.store.applicationsWithPaymentTasks().isEmpty)
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("Payment returned"))
      try office.bankPays(try ada.beginsToPay(number))
      #expect(try office.application(number).submittedAt == office.now)
      #expect(try office.mails().contains { $0.name.hasPrefix("payment-returned-") })
    }
  }

  @Test func `money that was taken back flags the application and undoes nothing`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      let paid = try office.application(number)
      let whole = Report.What.reversed(Money(cents: 85_00), currency: "USD")
      for _ in 1...2 { #expect(try office.reports(reference, "T-1", whole)) }
      let after = try office.application(number)
      #expect(after.submittedAt == paid.submittedAt && after.isReversed)
      #expect(after.paymentTasks.map(\.kind) == [.reversed])
      #expect(after.lastEvent == paid.lastEvent + 1)
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("Payment taken back"))
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Your application is submitted"))
      #expect(try office.mails().count == 1, "staff writes")
    }
  }

  @Test func `refunds in parts are told in all, and an earlier word after a later changes nothing`()
    throws
  {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      for cents in [10_00, 30_00, 10_00, 30_00] {
        #expect(
          try office.reports(reference, "T-1", .refunded(Money(cents: cents), currency: "USD")))
      }
      let application = try office.application(number)
      #expect(application.attempts[0].received.map(\.kept.cents) == [55_00])
      #expect(application.paymentTasks.map(\.kind) == [.refunded])
      #expect(application.paymentTasks.map(\.money.cents) == [30_00])
      // More than there was, another currency, another transaction: nobody here can say what that is.
      let before = try office.journal(of: number)
      for (transaction, what) in [
        ("T-1", Report.What.refunded(Money(cents: 85_01), currency: "USD")),
        ("T-1", .reversed(Money(cents: 55_01), currency: "USD")),
        ("T-1", .refunded(Money(cents: 40_00), currency: "EUR")),
        ("T-9", .reversed(Money(cents: 1), currency: "USD")),
      ] {
        #expect(try !office.reports(reference, transaction, what))
      }
      #expect(try office.journal(of: number) == before)
    }
  }

  @Test func `money that goes back with the number of its transaction alone finds its way`() throws
  {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      let back = Report(
        reference: nil, transaction: "T-1", .refunded(Money(cents: 85_00), currency: "USD"))
      #expect(
        try office.services.settle(back, by: .provider("simulator")) == nil, "nothing came yet")
      try office.bankPays(reference)
      #expect(try office.services.settle(back, by: .provider("another")) == nil)
      #expect(try office.services.settle(back, by: .provider("simulator")) == reference)
      #expect(try office.application(number).paymentTasks.map(\.kind) == [.refunded])
    }
  }

  // MARK: Lists

  @Test func `the lists have an application as long as there is something to look after`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      #expect(try office.store.applicationsInLimbo().map(\.text) == [number])
      try ada.givesUp(number, reference)
      #expect(try office.store.applicationsInLimbo().isEmpty)
      let second = try ada.beginsToPay(number)
      try office.bankPays(second)
      #expect(try office.store.applicationsInLimbo().isEmpty)
      #expect(try office.store.applicationsWithPaymentTasks().isEmpty)
      try office.notifies(office.notification("paid", reference, transaction: "T-2"))
      #expect(try office.store.applicationsWithPaymentTasks().map(\.text) == [number])
      #expect(try office.reports(reference, "T-2", .refunded(Money(cents: 85_00), currency: "USD")))
      #expect(try office.store.applicationsWithPaymentTasks().isEmpty)
    }
  }

  @Test func `the tasks say what is whose, since when, and what to do`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      try office.notifies(office.notification("paid", reference, amount: "1.00"))
      try office.notifies(office.notification("paid", "nobody", transaction: "T-2"))
      try Person(office).posts(
        "payment/notify/simulator", office.notification("paid", reference, key: "guessed guessed"))
      let tasks = try office.services.moneyTasks { Issue.record("\($0)") }
      #expect(Set(tasks.map(\.kind)) == [.held, .unmatched, .refused])
      let held = try #require(tasks.first { $0.kind == .held })
      #expect(held.application?.text == number && held.reference == reference)
      #expect(held.money == Money(cents: 1_00) && held.since == office.now)
      let unmatched = try #require(tasks.first { $0.kind == .unmatched })
      #expect(unmatched.application == nil && unmatched.transaction == "T-2")
      #expect(unmatched.money == Money(cents: 85_00) && unmatched.notification != nil)
      #expect(tasks.allSatisfy { !$0.remedy.isEmpty })
      #expect(zip(tasks, tasks.dropFirst()).allSatisfy { $0.since <= $1.since })
    }
  }
}

extension Person {
  /// Sends the form that gives a payment up, whether or not a page has it.
  func givesUp(_ number: String, _ reference: String) throws {
    try opens("dashboard")
    let token = shown.hidden("token", to: "account/sign-out") ?? ""
    try posts("payment/\(number)/\(reference)/give-up", [("token", token), ("key", "k")])
  }
}

extension Office {
  /// What a provider has said, believed already. Whether it is about anything that is here.
  func reports(_ reference: String, _ transaction: String, _ what: Report.What) throws -> Bool {
    try services.settle(
      Report(reference: reference, transaction: transaction, what), by: .provider("simulator"))
      != nil
  }
}
