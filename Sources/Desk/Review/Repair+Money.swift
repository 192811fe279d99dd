import Applications
import CGI
import Markup
import Notation
import Pages
import Rules
import Store

// What staff does about money that has come, or should have, with the same checks as the command.

extension StaffVisit {
  /// Looks again for money that was confirmed, and submits what was paid, or owes nothing.
  func submittingAgain() throws -> Repair {
    let overview = try repaired()
    let number = overview.application.number
    return Repair(
      form: RepairForm(
        about: CaseLine(overview, for: member), title: "Look again, and submit it",
        lead: """
          <p>The payment service is asked about each payment whose end is not known, and what it has confirmed is \
          booked: that submits the application. One that owes nothing and is complete is submitted too.</p>
          """, address: repairAddress("submission"), back: repairAddress(), button: "Look again",
        fields: []), roles: .ofMoney, next: repairAddress(),
      act: { _, _ in try services.submitAgain(number, by: who) })
  }

  /// Records money that has come by cheque, at a counter or to an account.
  func recordingMoney() throws -> Repair {
    let overview = try repaired()
    let (_, record): (Application, AttemptRecord)
    do {
      (_, record) = try services.attemptToReceive(overview.application.number.text)
    } catch is NotReceivable { throw Refusal.notFound }
    let attempt = record.attempt
    let agency = overview.edition.agency
    let currency = Currency(code: attempt.currency) ?? agency.currency
    func money(_ typed: RepairTyped) -> Money? { Money(typed: typed["amount"], in: currency) }
    return Repair(
      form: RepairForm(
        about: CaseLine(overview, for: member), title: "Record money that has come",
        lead: """
          <p>The invoice of payment \(attempt.reference) says \
          <strong>\(agency.text(attempt.quote.total, in: attempt.currency))</strong>. Where just that has come, the \
          application is submitted; any other sum is held.</p>
          """, address: repairAddress("money"), back: repairAddress(), button: "Record it",
        fields: [
          RepairField(
            "amount", "How much has come", kind: .money(currency),
            value: attempt.quote.total.plainText(in: currency)),
          RepairField(
            "number", "Our own number of it",
            hint: "Of the cheque or the receipt. The same one again changes nothing."),
        ]), roles: .ofMoney, next: repairAddress(),
      faults: { typed in
        var faults: [FieldError] = []
        if (money(typed) ?? .zero) <= .zero { faults.append(Self.noAmount) }
        if let fault = fault(inNumber: typed) { faults.append(fault) }
        return faults
      },
      act: { typed, _ in
        guard let money = money(typed) else { return }
        if let before = record.received(typed["number"])?.payment, before.money != money {
          let sum = agency.text(before.money, in: before.currency)
          throw Closed(why: "\(typed["number"]) is recorded already, with \(sum).")
        }
        let after = try services.receive(
          Receipt(money: money, number: typed["number"], staff: member.name), for: record)
        guard after != nil else { throw Closed(why: "The payment is not there any more.") }
      })
  }
}
