import Applications
import CGI
import Desk
import Rules
import Store
import Testing

/// A refund in the pages: proposed by one person, confirmed or refused by another, and recorded as sent.
@Suite struct RefundPagesTests {
  @Test func `a fee goes back by two people, and each form that comes again is answered as before`()
    throws
  {
    try withOffice { office in
      let (ada, number, reference) = try paidByCheque(office)
      let finn = try Person.employed(office, "finn", [.finance])
      let rae = try Person.employed(office, "rae", [.reviewer])
      let root = try Person.employed(office, "root", [.administrator])
      let page = "review/\(number)/repair/refund"
      try finn.opens("review/\(number)/repair")
      #expect(finn.shown.says("$85.00 that came") && finn.shown.says("Propose a refund"))
      try finn.opens(page)
      #expect(finn.shown.says("$85.00 of it is here") && finn.shown.says("16 KAR 4:040 §2(3)"))
      try finn.sends(["amount": "85.01", "reason": "not-refundable", "words": ""], to: page)
      #expect(finn.shown.status == .unprocessable && finn.shown.says("There is $85.00 of it"))
      #expect(finn.shown.text.contains("value=\"85.01\""))
      let first = (finn.shown.form(to: page)?.hidden ?? []) + half
      try finn.posts(page, first)
      #expect(finn.shown.says("Check before it is done") && finn.shown.says("$50.00"))
      #expect(finn.shown.says("own mistake"))
      #expect(try office.application(number).proposals.isEmpty, "nothing yet")
      try finn.sends(to: page)
      #expect(finn.shown.leadsTo == "review/\(number)/repair?done=yes")
      try finn.repeats()
      #expect(finn.shown.leadsTo == "review/\(number)/repair?done=yes")
      // By the Back button, and from another tab.
      try finn.posts(page, first)
      #expect(finn.shown.status == .seeOther)
      try finn.proposesHalf(at: page)
      #expect(try office.application(number).proposals.count == 1)
      try finn.follows()
      #expect(finn.shown.says("Refund: $50.00") && finn.shown.says("waits for a second person"))

      let proposal = try #require(try office.application(number).proposals.first).proposal
      let steps = "review/payments/proposal/\(proposal.id)"
      try finn.opens("review/payments/\(proposal.id)")
      #expect(!finn.shown.says("Confirm: return money"), "not by the same")
      try finn.opens(steps + "/confirm")
      try finn.sends(to: steps)
      #expect(finn.shown.status == .conflict && finn.shown.says("cannot be the second person"))
      try rae.opens("review/payments")
      #expect(rae.shown.says("waits for a second person") && rae.shown.says("$50.00"))
      try rae.opens(steps + "/confirm")
      #expect(rae.shown.says("return money, by finn") && rae.shown.says("$50.00"))
      #expect(rae.shown.says("An exception takes a reason and a second person"))
      try rae.sends(to: steps)
      try rae.repeats()
      #expect(rae.shown.leadsTo == "review/payments?done=yes")
      try root.opens(steps + "/confirm")
      try root.sends(to: steps)
      #expect(root.shown.status == .conflict && root.shown.says("It was confirmed before, by rae"))

      try finn.opens(steps + "/sent")
      try finn.sends(["number": ""], to: steps)
      #expect(finn.shown.status == .unprocessable)
      try finn.sends(["number": "W-1"], to: steps)
      try finn.sends(to: steps)
      try finn.repeats()
      #expect(finn.shown.leadsTo == "review/payments?done=yes")
      try root.opens(steps + "/sent")
      try root.sends(["number": "W-2"], to: steps)
      try root.sends(to: steps)
      #expect(root.shown.status == .conflict && root.shown.says("has gone back before"))
      try rae.repeats()
      #expect(rae.shown.status == .seeOther, "long after")
      try finn.posts(page, first)
      #expect(finn.shown.status == .seeOther)
      let kinds = ["money-proposed", "money-confirmed", "money-sent"]
      let journal = try office.journal(of: number)
      for kind in kinds {
        #expect(journal.ranges(of: "\"kind\":\"\(kind)\"").count == 1, "\(kind)")
      }

      try root.opens("review/payments/\(proposal.id)")
      #expect(root.shown.says("number W-1") && root.shown.says("by rae"))
      try root.opens("review/\(number)/history")
      #expect(root.shown.says("Proposed that $50.00 goes back") && root.shown.says("finn"))
      #expect(root.shown.says("Confirmed that $50.00 goes back") && root.shown.says("rae"))
      #expect(root.shown.says("Sent back $50.00, number W-1"))
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("$50.00 sent back"))
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("$50.00 was sent back") && !ada.shown.says("finn"))
    }
  }

  @Test func `who refuses it says why; then nothing goes back, and it can be proposed anew`() throws
  {
    try withOffice { office in
      let (_, number, _) = try paidByCheque(office)
      let finn = try Person.employed(office, "finn", [.finance])
      let rae = try Person.employed(office, "rae", [.reviewer])
      let root = try Person.employed(office, "root", [.administrator])
      let page = "review/\(number)/repair/refund"
      try finn.proposesHalf(at: page)
      let id = try #require(try office.application(number).proposals.first).proposal.id
      let steps = "review/payments/proposal/\(id)"
      try root.opens(steps + "/refuse")
      let late = (root.shown.form(to: steps)?.hidden ?? []) + [("words", "Mine"), ("sure", "yes")]
      try rae.opens(steps + "/refuse")
      try rae.sends(["words": " "], to: steps)
      #expect(rae.shown.status == .unprocessable)
      try rae.sends(["words": "No case"], to: steps)
      try rae.sends(to: steps)
      try rae.repeats()
      #expect(rae.shown.leadsTo == "review/payments?done=yes")
      try root.posts(steps + "/refuse", late)
      #expect(root.shown.status == .conflict && root.shown.says("It was refused before, by rae"))
      #expect(root.shown.says("Mine"))
      try root.opens(steps + "/confirm")
      try root.sends(to: steps)
      #expect(root.shown.status == .conflict && root.shown.says("propose it anew"))
      try finn.repeats()
      #expect(finn.shown.status == .seeOther)
      #expect(try office.application(number).proposals.count == 1, "the same form proposes once")
      try finn.proposesHalf(at: page)
      #expect(try office.application(number).proposals.count == 2)
      try root.opens("review/payments/\(id)")
      #expect(root.shown.says("Refused by rae"))
      try root.opens("review/\(number)/history")
      #expect(root.shown.says("Refused that $50.00 goes back. No case"))
    }
  }

  @Test func `where two sums came, it is said which; who has no such role is refused the page`()
    throws
  {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      let finn = try Person.employed(office, "finn", [.finance])
      let page = "review/\(number)/repair/refund"
      #expect(try finn.opens(page).status == .notFound, "nothing has come")
      try office.bankPays(reference)
      try office.notifies(office.notification("paid", reference, transaction: "T-2"))
      for (name, role) in [("sam", StaffRole.specialist), ("rae", .reviewer)] {
        let person = try Person.employed(office, name, [role])
        #expect(try person.opens(page).status == .forbidden)
      }
      try finn.opens(page)
      try finn.sends(["amount": "20", "reason": "our-mistake", "words": ""], to: page)
      #expect(finn.shown.status == .unprocessable && finn.shown.says("Choose one of these"))
      try finn.sends(
        ["transaction": "\(reference) T-2", "amount": "20", "reason": "paid-twice", "words": ""],
        to: page)
      try finn.sends(to: page)
      #expect(finn.shown.status == .seeOther)
      let proposal = try #require(try office.application(number).proposals.first).proposal
      #expect(proposal.transaction == "T-2" && proposal.money == Money(cents: 20_00))
      try finn.opens(page)
      #expect(finn.shown.says("$65.00 of it is here"))
    }
  }

  @Test
  func `what has settled a task is answered as before when it is closed; what comes late is not`()
    throws
  {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      try office.notifies(office.notification("paid", reference, transaction: "T-2"))
      let finn = try Person.employed(office, "finn", [.finance])
      let root = try Person.employed(office, "root", [.administrator])
      let task = try #require(try office.services.moneyTasks { _ in }.first).id
      let page = "review/payments/\(task)/keep"
      let typed = [("reason", "paid-twice"), ("words", "They said so"), ("sure", "yes")]
      try root.opens(page)
      let late = (root.shown.form(to: page)?.hidden ?? []) + typed
      try finn.opens(page)
      try finn.posts(page, (finn.shown.form(to: page)?.hidden ?? []) + typed)
      #expect(finn.shown.status == .seeOther)
      let id = try #require(try office.application(number).proposals.first).proposal.id
      let confirm = "review/payments/proposal/\(id)/confirm"
      try root.opens(confirm)
      try root.sends(to: confirm)
      try root.repeats()
      #expect(root.shown.status == .seeOther)
      #expect(try office.services.moneyTasks { _ in }.isEmpty)
      try finn.repeats()
      #expect(finn.shown.leadsTo == "review/payments?done=yes")
      try root.posts(page, late)
      #expect(root.shown.status == .conflict && root.shown.says("They said so"))
      #expect(try root.opens(page).status == .notFound)
      #expect(try office.application(number).proposals.count == 1)

      try office.notifies(office.notification("paid", "nobody", transaction: "T-3"))
      let other = try #require(try office.services.moneyTasks { _ in }.first).id
      let close = "review/payments/\(other)/close"
      try finn.opens(close)
      try finn.sends(["reason": "not-for-us", "words": ""], to: close)
      try finn.sends(to: close)
      try finn.repeats()
      #expect(finn.shown.leadsTo == "review/payments?done=yes")
      #expect(try office.services.moneyTasks { _ in }.isEmpty)
    }
  }

  @Test func `a cheque of one number is recorded once, and not with another sum`() throws {
    try withOffice { office in
      try takesCheques(office)
      let (_, number, reference) = try Person.paying(office)
      let finn = try Person.employed(office, "finn", [.finance])
      let page = "review/\(number)/repair/money"
      try finn.opens(page)
      #expect(finn.shown.says("says $85.00") && !finn.shown.says("USD"))
      try finn.sends(["amount": "$85.00", "number": ""], to: page)
      #expect(finn.shown.status == .unprocessable && finn.shown.says("Fill this in"))
      try finn.sends(["amount": "$85.00", "number": "R-1"], to: page)
      try finn.sends(to: page)
      try finn.repeats()
      #expect(finn.shown.leadsTo == "review/\(number)/repair?done=yes")
      try finn.opens(page)
      try finn.sends(["amount": "80", "number": "R-1"], to: page)
      try finn.sends(to: page)
      #expect(finn.shown.status == .conflict && finn.shown.says("recorded already, with $85.00"))
      #expect(try office.application(number).attempt(reference)?.received.count == 1)
    }
  }
}

private let half = [("amount", "50"), ("reason", "our-mistake"), ("words", "Asked by phone")]

/// The agency takes cheques, and says itself what has come and gone.
private func takesCheques(_ office: Office) throws {
  try put(Array("Send a cheque.\n".utf8), at: office.installation.folder + "/pay.md")
  office.settings.payment = [PaymentWay(.manual(instructions: "pay.md", days: 30))]
}

/// Somebody whose fee has come by cheque.
private func paidByCheque(
  _ office: Office
) throws -> (ada: Person, number: String, reference: String) {
  try takesCheques(office)
  let (ada, number, reference) = try Person.paying(office)
  try office.employs("grace", [.finance])
  let (_, record) = try office.services.attemptToReceive(reference)
  _ = try office.services.receive(
    Receipt(
      money: Money(cents: 85_00), number: "R-1", staff: try #require(StaffName("grace"))),
    for: record)
  return (ada, number, reference)
}

extension Person {
  fileprivate func proposesHalf(at page: String) throws {
    try opens(page)
    try posts(page, (shown.form(to: page)?.hidden ?? []) + half + [("sure", "yes")])
    #expect(shown.status == .seeOther)
  }
}
