import Applications
import CGI
import Files
import Foundation
import Payments
import Rules
import Store
import Testing

@testable import Desk

/// What the sweep does about payments whose end nobody was told.
@Suite struct PaymentSweepTests {
  @Test(arguments: [
    (Report.What.paid(Money(cents: 85_00), currency: "USD"), "paid, submitted"),
    (.paid(Money(cents: 84_00), currency: "USD"), "paid, but not the amount of the invoice: held"),
    (.declined, "declined"), (.cancelled, "cancelled"),
    (.undecided, "the provider does not know yet"),
  ])
  func `the provider is asked after a while, and what it says happens`(
    what: Report.What, words: String
  ) throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      let provider = AskedProvider {
        .says(Report(reference: $0.reference, transaction: "T-1", what))
      }
      #expect(try office.sweeps(provider) == [], "nobody was handed over")
      try ada.opens("payment/\(number)/\(reference)")
      office.wait(minutes: 179)
      #expect(try office.sweeps(provider) == [])
      office.wait(minutes: 1)
      let journal = try office.journal(of: number)
      let line = "\(try office.application(number).number) \(reference): "
      #expect(try office.sweeps(provider, isDryRun: true) == [line + "asks the provider"])
      #expect(try office.journal(of: number) == journal)
      #expect(try office.sweeps(provider) == [line + words])
      #expect(
        String(decoding: contents(ofFile: office.installation.logFile) ?? [], as: UTF8.self)
          .contains("sweep - payments 200 0 \(line + words)\n"))
      let after = try office.journal(of: number)
      #expect(after != journal)
      #expect(try office.sweeps(provider) == [], "once is enough")
      #expect(try office.journal(of: number) == after)
      #expect(
        try office.store.applicationsInLimbo().isEmpty == (what != .undecided))
      #expect((try office.application(number).submittedAt != nil) == words.contains("submitted"))
    }
  }

  @Test func `a provider that fails, or talks of another payment, changes nothing and is named`()
    throws
  {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      office.wait(days: 30)
      let journal = try office.journal(of: number)
      let paid = Report.What.paid(Money(cents: 85_00), currency: "USD")
      for (provider, words) in [
        (
          AskedProvider { (_) throws(ProviderFailure) in throw ProviderFailure(reason: "no route")
          }, "no route"
        ),
        (
          AskedProvider { _ in .says(Report(reference: "x", transaction: "T-1", paid)) },
          "another payment"
        ),
        (AskedProvider { _ in .refused(.wrongSignature) }, "wrong signature"),
      ] {
        let found = try office.services.sweepPayments { _ in provider }
        #expect(found.done.isEmpty && found.failures.count == 1)
        #expect(found.failures[0].contains(words) && found.failures[0].contains(reference))
        #expect(try office.journal(of: number) == journal)
      }
    }
  }

  @Test func `where nobody can be asked, an attempt ends after the provider's own time`() throws {
    try withOffice { office in
      let (ada, number, first) = try Person.paying(office)
      office.wait(days: 3)
      #expect(try office.sweeps(nil) == [])
      office.wait(minutes: 1)
      #expect(try office.sweeps(nil).count == 1)
      #expect(
        try office.application(number).attempt(first)?.state == .ended(.abandoned, at: office.now))
      try ada.signsIn()
      let second = try ada.beginsToPay(number)
      try ada.opens("payment/\(number)/\(second)")
      office.wait(days: 4)
      #expect(try office.sweeps(AskedProvider { _ in nil }).count == 1)
      #expect(try office.application(number).openAttempt == nil)
      #expect(try office.store.applicationsInLimbo().isEmpty)
      try office.bankPays(second)
      #expect(try office.application(number).submittedAt == office.now, "money is money")
    }
  }

  @Test func `what the provider itself does not know is not ended by time`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      try office.notifies(office.notification("undecided", reference))
      office.wait(days: 30)
      #expect(try office.sweeps(nil) == [])
      #expect(try office.application(number).openAttempt != nil)
    }
  }

  @Test func `a notification that was kept and not done is settled`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      // The program died after it was kept.
      _ = try office.keeps(office.notification("paid", reference))
      #expect(try office.services.moneyTasks { _ in }.map(\.kind) == [.waiting])
      let found = try office.services.sweepPayments(isDryRun: true)
      #expect(found.done.count == 1 && found.done[0].hasSuffix(": settles it"))
      #expect(try office.application(number).submittedAt == nil)
      #expect(try office.services.sweepPayments().done.count == 1)
      #expect(try office.application(number).submittedAt == office.now)
      #expect(try office.store.openNotifications().isEmpty)
      #expect(try office.services.sweepPayments().done.isEmpty)
      #expect(try office.mails().count == 1)
    }
  }

  @Test func `a notification refused because of wrong keys is settled when they are right`() throws
  {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      let new = "the provider's new key, which came late"
      try Person(office).posts(
        "payment/notify/simulator", office.notification("paid", reference, key: new))
      #expect(try office.services.sweepPayments().done.isEmpty)
      #expect(try office.store.refusedNotifications().count == 1)
      try put(Array("\(new)\n".utf8), at: office.installation.folder + "/payment.key")
      #expect(try office.services.sweepPayments().done.count == 1)
      #expect(try office.application(number).submittedAt == office.now)
      #expect(try office.store.refusedNotifications().isEmpty)
    }
  }

  @Test func `one about money that is not here yet waits for it`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      #expect(
        try !office.reports(reference, "T-1", .reversed(Money(cents: 85_00), currency: "USD")))
      try office.bankPays(reference)
      #expect(
        try office.reports(reference, "T-1", .reversed(Money(cents: 85_00), currency: "USD")))
      #expect(try office.application(number).isReversed)
    }
  }

  @Test func `nobody can fill the disk with what is not signed`() throws {
    try withOffice { office in
      for count in 1...4 {
        let kept = try office.keeps([("n", "\(count)")])
        #expect(try office.store.refuse(kept, limit: 2) == (count <= 2))
      }
      #expect(try office.store.openNotifications().isEmpty)
      #expect(try office.store.refusedNotifications().count == 2)
      // The same once more takes no room.
      #expect(try office.store.refuse(try office.keeps([("n", "1")]), limit: 2))
      #expect(try office.store.refusedNotifications().count == 2)
    }
  }

  @Test func `what is kept is what it is judged by`() {
    let notification = Payments.Notification(body: Array("a=b\n&c".utf8), signature: "t=1,v1=x")
    let again = Payments.Notification(kept: notification.kept)
    #expect(again.body == notification.body && again.signature == "t=1,v1=x")
    let bare = Payments.Notification(kept: Payments.Notification(body: Array("\na=b".utf8)).kept)
    #expect(bare.body == Array("\na=b".utf8) && bare.signature == nil)
  }
}

/// A provider that can be asked.
private struct AskedProvider: Provider {
  let name = "simulator"
  let window = 3 * 86_400
  let answer: @Sendable (Order) throws(ProviderFailure) -> Verdict?

  init(_ answer: @escaping @Sendable (Order) throws(ProviderFailure) -> Verdict?) {
    self.answer = answer
  }

  func start(_ order: Order, at now: Moment) -> WayToPay { .instructions("") }
  func judge(_ notification: Payments.Notification, at now: Moment) -> Verdict { .irrelevant }
  func ask(about order: Order, at now: Moment) throws(ProviderFailure) -> Verdict? {
    try answer(order)
  }
}

extension Office {
  /// What a sweep has done.
  fileprivate func sweeps(
    _ provider: (any Provider)?, isDryRun: Bool = false
  ) throws -> [String] {
    let found = try services.sweepPayments(isDryRun: isDryRun) { _ in provider }
    #expect(found.failures.isEmpty && found.unreadable.isEmpty)
    return found.done
  }

  /// Keeps what a provider has sent, and does nothing with it.
  @discardableResult
  func keeps(_ fields: [(String, String)]) throws -> NotificationID {
    let body = fields.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
    let notification = Payments.Notification(body: Array(body.utf8))
    return try store.keepNotification(notification.kept, from: "simulator").id
  }
}
