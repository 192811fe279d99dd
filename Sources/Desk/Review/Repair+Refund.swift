import Applications
import CGI
import Markup
import Notation
import Pages
import Rules
import Store

// Money that goes back: one person proposes it, another confirms it or does not, and then it is recorded as sent.

extension StaffVisit {
  /// Proposes that money of this application goes back, all of it or a part.
  func refunding() throws -> Repair {
    try require(.ofMoney)
    let overview = try repaired()
    let (application, agency) = (overview.application, overview.edition.agency)
    let all = application.attempts.flatMap(\.received)
    guard !all.isEmpty else { throw Refusal.notFound }
    func chosen(_ typed: RepairTyped) -> ReceivedMoney? {
      all.count == 1 ? all[0] : all.first { $0.name == typed["transaction"] }
    }
    func currency(_ money: ReceivedMoney) -> Currency {
      Currency(code: money.payment.currency) ?? agency.currency
    }
    func left(_ money: ReceivedMoney) -> String {
      agency.text(application.available(.refund, of: money), in: money.payment.currency)
    }
    var fields = try reasonFields()
    fields.insert(
      RepairField(
        "amount", "How much", hint: all.count == 1 ? "\(left(all[0])) of it is here." : nil,
        kind: .money(currency(all[0])),
        value: all.count == 1
          ? application.available(.refund, of: all[0]).plainText(in: currency(all[0])) : ""), at: 0)
    if all.count > 1 {
      fields.insert(
        RepairField(
          "transaction", "Which money",
          kind: .radios(
            all.map { money in
              let sum = agency.text(money.payment.money, in: money.payment.currency)
              let day = Pages.text(of: agency.timeZone.day(of: money.at))
              return Choice(
                money.name,
                "\(sum) that came on \(day) (payment \(money.payment.reference)); \(left(money)) of it is here"
              )
            })), at: 0)
    }
    let rules = try all.compactMap {
      try rule(ofReturning: $0.payment.transaction, for: $0.payment.reference, in: application)
    }
    return Repair(
      form: RepairForm(
        about: CaseLine(overview, for: member), title: "Propose a refund",
        lead: .lines(
          "<p>Nothing goes back by this until a second person has confirmed it.</p>",
          rules.first.map(note(ofRule:))), address: repairAddress("refund"), back: repairAddress(),
        button: "Propose the refund", fields: fields), roles: .ofMoney, next: repairAddress(),
      isDone: { typed, key in
        let isDone =
          application.proposal(proposalID(key, "refund", "", typed)) != nil
          || chosen(typed).map { hasProposedToReturn($0, typed, in: application) } ?? false
        return try isDone && isLasting(application)
      },
      faults: { typed in
        guard let money = chosen(typed) else { return faults(inWords: typed) }
        return faults(
          inAmount: typed, currency(money), most: application.available(.refund, of: money))
          + faults(inWords: typed)
      },
      act: { typed, key in
        guard let money = chosen(typed) else { return }
        _ = try services.propose(
          WantedProposal(
            kind: .refund, payment: money.payment.reference, transaction: money.payment.transaction,
            money: Money(typed: typed["amount"], in: currency(money)), reason: typed["reason"],
            words: typed["words"], staff: member.name.text,
            id: proposalID(key, "refund", "", typed)))
      })
  }

  /// A step with what somebody has proposed. One that comes again is answered as the first time.
  func stepOfProposal() throws -> Repair {
    let id = request["proposal"]
    guard let application = try services.application(ofProposal: id),
      let record = application.proposal(id)
    else { throw Refusal.notFound }
    let agency = try agency()
    let proposal = record.proposal
    let overview = try services.overview(of: application, isPriced: false)
    let rule =
      proposal.kind == .refund
      ? try rule(ofReturning: proposal.transaction, for: proposal.reference, in: application) : nil
    func repair(
      _ title: String, _ button: String, _ fields: [RepairField], _ roles: [StaffRole],
      faults: @escaping (RepairTyped) -> [FieldError] = { _ in [] },
      act: @escaping (RepairTyped) throws -> Void
    ) throws -> Repair {
      Repair(
        form: RepairForm(
          about: CaseLine(overview, for: member), title: title,
          lead: .lines(
            summaryList(
              [SummaryRow("Amount", "\(agency.text(proposal.money, in: proposal.currency))")]
                + (try facts(about: record).map { SummaryRow($0.label, "\($0.text)") })),
            rule.map(note(ofRule:))),
          address: "review/payments/proposal/\(id)/\(request["step"])",
          back: "review/payments/\(id)", button: button, fields: fields), roles: roles,
        next: "review/payments", faults: faults, act: { typed, _ in try act(typed) })
    }
    switch request["step"] {
    case "confirm":
      return try repair("Confirm what was proposed", "Confirm it", [], .ofSecondPerson) { _ in
        let step = try services.confirm(id, by: member.name.text)
        if !step.isNew, let before = step.record.confirmedBy, before != who {
          throw Closed(why: "It was confirmed before, by \(before.name).")
        }
      }
    case "refuse":
      return try repair(
        "Refuse what was proposed", "Refuse it",
        [RepairField("words", "Why", hint: "Staff reads it.", kind: .text)], .ofSecondPerson,
        faults: { $0.lacking("words", limit: MoneyProposal.wordsLimit) }
      ) { typed in
        let step = try services.refuse(id, by: member.name.text, words: typed["words"])
        if !step.isNew, case .refused(let before, _) = step.record.stage, before != who {
          throw Closed(why: "It was refused before, by \(before.name).")
        }
      }
    case "sent":
      return try repair(
        "Record that money has been sent", "Record it",
        [RepairField("number", "Our own number of the transfer")], .ofMoney,
        faults: { typed in fault(inNumber: typed).map { [$0] } ?? [] }
      ) { _ = try services.send(id, number: $0["number"], by: member.name.text) }
    default: throw Refusal.notFound
    }
  }

  /// What was proposed and has ended, one way or the other.
  func showEndedProposal(_ id: String) throws -> Response {
    guard let application = try services.application(ofProposal: id),
      let record = application.proposal(id)
    else { throw Refusal.notFound }
    let agency = try agency()
    let proposal = record.proposal
    return try reply(
      paymentTaskPage(
        PaymentTaskRow(
          id: id, kind: proposal.kind.title,
          sum: agency.text(proposal.money, in: proposal.currency),
          since: Pages.text(of: agency.timeZone.day(of: record.proposedAt)),
          about: CaseLine(try services.overview(of: application, isPriced: false), for: member),
          stage: ""),
        facts: [("Payment", proposal.reference), ("Transaction", proposal.transaction)]
          + (try facts(about: record)), explanation: "", rule: nil, actions: []))
  }
}

extension ReceivedMoney {
  /// As a form names it among several.
  fileprivate var name: String { "\(payment.reference) \(payment.transaction)" }
}
