import Applications
import CGI
import Payments
import Rules
import Store
import Testing

@testable import Desk

/// Money that goes back, is kept or is settled: by two people, and told in a register.
@Suite struct RefundTests {
  @Test func `a fee goes back by two people, and the provider's word books it`() throws {
    try withOffice { office in
      try staffed(office)
      let (_, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      let dry = try office.services.propose(wanted(number, 50_00), isDryRun: true)
      #expect(
        dry.isNew
          && dry.rule
            == "If your application is denied, the fee is not refunded. (16 KAR 4:040 §2(3))"
      )
      #expect(try office.application(number).proposals.isEmpty)
      let step = try office.services.propose(wanted(number, 50_00))
      let id = step.record.proposal.id
      #expect(step.isNew && step.rule == dry.rule && id.utf8.count == 8)
      let again = try office.services.propose(wanted(reference, 50_00))
      #expect(!again.isNew && again.record.proposal.id == id, "the same words twice are one")
      #expect(try office.services.moneyTasks { _ in }.map(\.id) == [id])
      #expect(try office.services.moneyTasks { _ in }.first?.stage == .proposed)
      #expect(
        refusal { _ = try office.services.confirm(id, by: "grace") }.contains(
          "cannot be the second"))
      #expect(
        refusal { _ = try office.services.confirm(id, by: "sam") }.contains("may not do this"))
      #expect(
        refusal { _ = try office.services.confirm(id, by: "nobody") }.contains("docket staff add"))
      #expect(
        refusal { _ = try office.services.confirm("zzzzzzzz", by: "mara") }.contains("nobody has"))
      let mails = try office.mails().count
      #expect(try office.services.confirm(id, by: "rudi").isNew)
      #expect(try !office.services.confirm(id, by: "rudi").isNew)
      #expect(
        refusal { _ = try office.services.send(id, number: "W-1", by: "grace") }
          .contains("'simulator' says itself"))
      #expect(try office.services.moneyTasks { _ in }.first?.stage == .confirmed)
      #expect(try office.mails().count == mails, "nothing has gone back yet")
      #expect(try office.reports(reference, "T-1", .refunded(Money(cents: 50_00), currency: "USD")))
      #expect(try office.mails().last?.name.hasPrefix("payment-returned-") == true)
      #expect(try office.services.moneyTasks { _ in }.isEmpty)
      let register = try office.services.moneyRegister()
      #expect(register.lines.count == 1 && register.lines.first?.entries.count == 1)
      #expect(register.sums.map(\.money.cents) == [-50_00, 50_00])
      #expect(try office.services.moneyRegister(isOpen: true).lines.isEmpty)
    }
  }

  @Test func `what is more than there is, or has no reason, is refused`() throws {
    try withOffice { office in
      try staffed(office)
      let (_, number, reference) = try Person.paying(office)
      #expect(proposing(wanted(number), in: office).contains("no money has come"))
      try office.bankPays(reference)
      #expect(proposing(wanted(number, 85_01), in: office).contains("85.00 USD"))
      #expect(proposing(wanted("k7m42q9p"), in: office).contains("no payment"))
      #expect(proposing(wanted(number, by: "rudi"), in: office).contains("may not"))
      let words = proposing(
        WantedProposal(kind: .refund, payment: number, reason: "whim", words: "", staff: "grace"),
        in: office)
      #expect(words.contains("there is no reason 'whim'") && words.contains("our-mistake"))
      #expect(proposing(wanted(number, 85_00), in: office) == "")
      #expect(proposing(wanted(number, 1), in: office).contains("nothing is left"))
      #expect(try office.application(number).proposals.count == 1)
    }
  }

  @Test func `where the provider does not say so, the number of the transfer books it, once`()
    throws
  {
    try withOffice { office in
      try put(Array("Send a cheque.\n".utf8), at: office.installation.folder + "/pay.md")
      office.settings.payment = [PaymentWay(.manual(instructions: "pay.md", days: 30))]
      try staffed(office)
      let (_, number, reference) = try Person.paying(office)
      let (_, record) = try office.services.attemptToReceive(reference)
      let grace = try #require(StaffName("grace"))
      _ = try office.services.receive(
        Receipt(money: Money(cents: 85_00), number: "R-1", staff: grace), for: record)
      let id = try office.services.propose(wanted(number)).record.proposal.id
      #expect(
        refusal { _ = try office.services.send(id, number: "W-1", by: "mara") }
          .contains("waits for a second person"))
      _ = try office.services.confirm(id, by: "mara")
      let before = try office.mails().count
      #expect(try office.services.send(id, number: "W-1", by: "grace").isNew)
      #expect(try !office.services.send(id, number: "W-1", by: "grace").isNew)
      #expect(
        refusal { _ = try office.services.send(id, number: "W-2", by: "grace") }
          .contains("has gone back before"))
      let mails = try office.mails()
      #expect(mails.count == before + 1 && mails.last?.body.contains("$85.00") == true)
      #expect(try office.application(number).attempt(reference)?.received.first?.isReturned == true)
      #expect(try office.journal(of: number).contains("\"number\":\"W-1\""))
      #expect(try !office.journal(of: number).contains("\"details\":{\"words\""))
    }
  }

  @Test func `money back without a proposal is in the register as nobody's, and is settled`() throws
  {
    try withOffice { office in
      try staffed(office)
      let (_, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      #expect(try office.reports(reference, "T-1", .refunded(Money(cents: 85_00), currency: "USD")))
      let line = try #require(try office.services.moneyRegister().lines.first)
      #expect(line.proposal == nil && line.entries.map(\.to) == [.returned])
      let task = try #require(try office.services.moneyTasks { _ in }.first)
      #expect(task.kind == .refunded && task.remedy.contains("close-task \(task.id)"))
      let id = try closing(task, "application-ended", by: "mara", in: office)
      #expect(try office.services.moneyTasks { _ in }.map(\.kind) == [.refunded])
      _ = try office.services.confirm(id, by: "grace")
      #expect(try office.services.moneyTasks { _ in }.isEmpty)
      #expect(try office.store.applicationsInTheRegister().map(\.text) == [number])
    }
  }

  @Test func `held money is kept, or taken for the fee, by two people`() throws {
    for accepting in [true, false] {
      try withOffice { office in
        try staffed(office)
        let (ada, number, reference) = try Person.paying(office)
        try office.notifies(office.notification("paid", reference, amount: "80.00"))
        let task = try #require(try office.services.moneyTasks { _ in }.first)
        #expect(task.kind == .held)
        let id = try closing(
          task, "other-sum", by: "grace", accepting: accepting, in: office)
        #expect(try office.application(number).submittedAt == nil)
        let before = try office.mails().count
        _ = try office.services.confirm(id, by: "rudi")
        let after = try office.application(number)
        #expect((after.submittedAt != nil) == accepting && after.heldAttempt == nil)
        #expect(try office.services.moneyTasks { _ in }.isEmpty)
        #expect(try office.mails().count == before + (accepting ? 1 : 0))
        if accepting { #expect(try office.mails().last?.body.contains("$80.00") == true) }
        try ada.opens("payment/receipt/\(reference)")
        #expect(ada.shown.says(accepting ? "Payment received" : "Payment settled"))
        #expect(ada.shown.says(accepting ? "$80.00" : "$80.00 kept by us"))
        try ada.opens("dashboard/\(number)")
        #expect(ada.shown.status == .ok)
        if !accepting {
          try ada.opens("invoice/\(number)")
          #expect(ada.shown.says("Proceed to Payment"), "it can be paid now")
        }
      }
    }
  }

  @Test func `a notification about nothing here is closed by one person, once`() throws {
    try withOffice { office in
      try staffed(office)
      try office.notifies(office.notification("paid", "nobody", transaction: "T-2"))
      let task = try #require(try office.services.moneyTasks { _ in }.first)
      #expect(task.kind == .unmatched)
      let notification = try #require(task.notification)
      for _ in 1...2 {
        let dry = try office.services.closeTask(
          task.id, reason: "not-for-us", words: "", by: "grace", isDryRun: true)
        #expect(dry == .closed(notification))
      }
      _ = try office.services.closeTask(
        task.id, reason: "not-for-us", words: "The other board's", by: "grace")
      #expect(try office.services.moneyTasks { _ in }.isEmpty)
      #expect(try office.store.openNotifications().isEmpty)
      let name = try #require(StaffName("grace"))
      let grace = try #require(try office.store.staffMember(name))
      #expect(grace.closedNotifications == [notification.description])
      #expect(
        refusal {
          _ = try office.services.closeTask(
            task.id, reason: "not-for-us", words: "", by: "grace")
        }.contains("there is no task"))
    }
  }

  @Test func `a second person may refuse, and then nothing has happened`() throws {
    try withOffice { office in
      try staffed(office)
      let (_, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      let id = try office.services.propose(wanted(number)).record.proposal.id
      #expect(
        refusal { _ = try office.services.refuse(id, by: "grace", words: "") }
          .contains("cannot be the second"))
      #expect(try office.services.refuse(id, by: "mara", words: "No case").isNew)
      #expect(try !office.services.refuse(id, by: "mara", words: "No case").isNew)
      #expect(refusal { _ = try office.services.confirm(id, by: "mara") }.contains("was refused"))
      #expect(try office.services.moneyTasks { _ in }.isEmpty)
      #expect(try office.services.moneyRegister().lines.map(\.entries.count) == [0])
      #expect(try office.services.propose(wanted(number)).isNew, "it can be proposed anew")
    }
  }
}

private func staffed(_ office: Office) throws {
  try office.employs("grace", [.finance])
  try office.employs("mara", [.administrator])
  try office.employs("rudi", [.reviewer])
  try office.employs("sam", [.specialist])
}

private func wanted(_ payment: String, _ cents: Int? = nil, by staff: String = "grace")
  -> WantedProposal
{
  WantedProposal(
    kind: .refund, payment: payment, money: cents.map { Money(cents: $0) },
    reason: "our-mistake", words: "Asked by phone", staff: staff)
}

/// What is said where something is not possible.
private func refusal(_ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch let error as NotPossible { return error.words } catch { return "\(error)" }
}

/// The id of what closing a task has proposed.
private func closing(
  _ task: MoneyTask, _ reason: String, by staff: String, accepting: Bool = false,
  in office: Office
) throws -> String {
  let closed = try office.services.closeTask(
    task.id, reason: reason, words: "", by: staff, accepting: accepting)
  switch closed {
  case .proposed(let step): return step.record.proposal.id
  case .closed: throw NotPossible("closed at once")
  }
}

/// What is said where it cannot be proposed; empty where it was.
private func proposing(_ wanted: WantedProposal, in office: Office) -> String {
  refusal { _ = try office.services.propose(wanted) }
}
