import Applications
import Rules
import Signing
import Store

/// Something staff wants to be done about money, before anybody has said whether it can.
package struct WantedProposal: Hashable, Sendable {
  package let kind: MoneyProposal.Kind
  /// The reference of an attempt or the number of an application.
  package let payment: String
  /// `nil` where the payment has only one.
  package var transaction: String?
  /// `nil` for all there is.
  package var money: Money?
  package let reason: String
  package let words: String
  package let staff: String
  /// The name it gets, where a form was sent that may come again; `nil` for a random one.
  package var id: String?

  package init(
    kind: MoneyProposal.Kind, payment: String, transaction: String? = nil, money: Money? = nil,
    reason: String, words: String, staff: String, id: String? = nil
  ) {
    self.kind = kind
    self.payment = payment
    self.transaction = transaction
    self.money = money
    self.reason = reason
    self.words = words
    self.staff = staff
    self.id = id
  }
}

/// A step that was taken with a proposal, or had been before.
package struct ProposalStep: Hashable, Sendable {
  package let application: ApplicationNumber
  package let record: ProposalRecord
  /// `false` where it had been taken before.
  package let isNew: Bool
  /// What is said wherever a fee is to go back; `nil` for other money, or where the agency has no such rule.
  package var rule: String?
}

/// Why something cannot be done about money, in the words that are printed.
package struct NotPossible: Error, Hashable, Sendable, CustomStringConvertible {
  package let words: String
  /// The same for a page, which knows of no commands.
  let onPage: String
  package var description: String { words }

  package init(_ words: String, onPage: String? = nil) {
    self.words = words
    self.onPage = onPage ?? words
  }
}

// Every step is one line of the application's journal, decided under its lock; the person is looked up before, so
// that no program holds two locks.
extension Services {
  /// Proposes something about money; another person has to confirm it. The same once more, by the same person,
  /// while it is open, changes nothing; nor does, ever, what has the id of one that is there.
  ///
  /// - Throws: `NotPossible`, `NotEntitled`.
  package func propose(_ wanted: WantedProposal, isDryRun: Bool = false) throws -> ProposalStep {
    let who = Event.Actor.staff(try staff(wanted.staff, with: .ofMoney).name.text)
    let (agency, _) = try reason(wanted.reason)
    let (application, money) = try money(of: wanted)
    let id = wanted.id ?? random.proposalWord()
    func proposal(in application: Application) throws -> MoneyProposal {
      guard
        let now = application.received(
          money.payment.transaction, for: money.payment.reference)
      else { throw NotPossible("the money of \(money.payment.transaction) is not there") }
      return MoneyProposal(
        id: id, kind: wanted.kind, reference: now.payment.reference,
        transaction: now.payment.transaction,
        money: wanted.money ?? application.available(wanted.kind, of: now),
        currency: now.payment.currency, reason: wanted.reason, words: wanted.words)
    }
    /// One that came by the same form, or says the same and is open, by the same person.
    func known(in application: Application) -> ProposalRecord? {
      if let record = application.proposal(id) { return record }
      return application.openProposals.first { record in
        let said = record.proposal
        return record.proposedBy == who && said.kind == wanted.kind
          && said.reference == money.payment.reference
          && said.transaction == money.payment.transaction && said.reason == wanted.reason
          && wanted.money ?? said.money == said.money
      }
    }
    let rule =
      wanted.kind == .refund && money.payment.use == .fee
      ? agency.ruleOfRefunds(on: application.attempt(money.payment.reference)?.attempt.quote.day)
      : nil
    func event(on application: Application) throws -> Event.What? {
      if known(in: application) != nil { return nil }
      let proposal = try proposal(in: application)
      if let fault = application.fault(proposing: proposal) {
        throw notPossible(fault, proposal)
      }
      return .moneyProposed(proposal)
    }
    if isDryRun {
      let what = try event(on: application)
      var after = application
      if let what {
        after.apply(Event(number: application.lastEvent + 1, at: now, who: who, what: what))
      }
      guard let record = known(in: after) else { throw NotPossible("nothing can be proposed") }
      return ProposalStep(
        application: application.number, record: record, isNew: what != nil, rule: rule)
    }
    var isNew = false
    let after = try change(application.number, by: who) { application in
      let what = try event(on: application)
      isNew = what != nil
      return what
    }
    guard let record = known(in: after) else { throw NotPossible("nothing was proposed") }
    return ProposalStep(application: after.number, record: record, isNew: isNew, rule: rule)
  }

  /// Confirms a proposal of somebody else: it holds from then on.
  package func confirm(_ id: String, by staff: String) throws -> ProposalStep {
    let who = Event.Actor.staff(try self.staff(staff, with: .ofSecondPerson).name.text)
    return try step(id, by: who) { application in
      if application.proposal(id)?.confirmedBy == who { return nil }
      if let fault = application.fault(confirming: id, by: who) {
        throw notPossible(fault, application.proposal(id)?.proposal)
      }
      return application.proposal(id)?.stage == .proposed ? .moneyConfirmed(id) : nil
    }
  }

  /// Refuses a proposal of somebody else, or a refund of theirs that was confirmed and has not gone back: it does
  /// not hold.
  package func refuse(_ id: String, by staff: String, words said: String) throws -> ProposalStep {
    let who = Event.Actor.staff(try self.staff(staff, with: .ofSecondPerson).name.text)
    return try step(id, by: who) { application in
      guard let record = application.proposal(id) else { return nil }
      switch record.stage {
      case .refused: return nil
      case .sent: throw notPossible(.sentBefore, record.proposal)
      case .confirmed where !record.isOpen:
        throw NotPossible("'\(id)' was confirmed, and holds", onPage: "It was confirmed, and holds")
      case .proposed, .confirmed:
        guard record.proposedBy != who else {
          throw notPossible(.samePerson, record.proposal)
        }
        return .moneyRefused(id, words: said)
      }
    }
  }

  /// Books a refund that was confirmed as gone back, with the agency's own number of the transfer.
  package func send(_ id: String, number: String, by staff: String) throws -> ProposalStep {
    let who = Event.Actor.staff(try self.staff(staff, with: .ofMoney).name.text)
    return try step(id, by: who) { application in
      guard let record = application.proposal(id) else { return nil }
      switch record.stage {
      case .proposed: throw notPossible(.notConfirmed, record.proposal)
      case .refused: throw notPossible(.refused, record.proposal)
      case .sent(number, _, _): return nil
      case .sent: throw notPossible(.sentBefore, record.proposal)
      case .confirmed: break
      }
      guard record.proposal.kind == .refund else {
        throw NotPossible("'\(id)' sends nothing: it holds", onPage: "Nothing is sent by it")
      }
      let provider = application.attempt(record.proposal.reference)?.attempt.provider ?? ""
      guard !tellsOfReturns(provider) else {
        throw NotPossible(
          "'\(provider)' says itself what has gone back: return it there, and it is booked when "
            + "its word comes",
          onPage:
            "The payment service says itself what has gone back: return it there, and it is booked when "
            + "its word comes")
      }
      let came = application.received(
        record.proposal.transaction, for: record.proposal.reference)
      guard let came, record.proposal.money <= came.kept else {
        throw notPossible(.notSoMuch(came?.kept ?? .zero), record.proposal)
      }
      return .moneySent(SentMoney(proposal: id, number: number))
    }
  }

  private func step(
    _ id: String, by who: Event.Actor, _ decide: (Application) throws -> Event.What?
  ) throws -> ProposalStep {
    guard let application = try application(ofProposal: id) else {
      throw NotPossible(words(about: .unknown, nil) + ": '\(id)'")
    }
    var isNew = false
    let after = try change(application.number, by: who) { application in
      let what = try decide(application)
      isNew = what != nil
      return what
    }
    guard let record = after.proposal(id) else { throw NotPossible("'\(id)' is not there") }
    return ProposalStep(application: after.number, record: record, isNew: isNew)
  }

  /// The open ones are few; the others are looked for only where it is none of those.
  func application(ofProposal id: String) throws -> Application? {
    for numbers in [
      try store.applicationsWithPaymentTasks(), try store.applicationsInTheRegister(),
    ] {
      for number in numbers {
        do {
          if let application = try store.application(number), application.proposal(id) != nil {
            return application
          }
        } catch { continue }  // One that is damaged hides none of the others.
      }
    }
    return nil
  }

  /// Whether what a provider has sent back comes here by its own word.
  func tellsOfReturns(_ provider: String) -> Bool {
    settings.payment.contains { way in
      guard way.name == provider else { return false }
      switch way.kind {
      case .simulator, .stripeLink: return true
      case .secureAcceptance, .exec, .manual: return false
      }
    }
  }
}

extension RandomSource {
  /// Eight letters and digits without look-alikes: few are open at a time, and people type them.
  func proposalWord() -> String { String(word().prefix(8)) }
}

extension Agency {
  /// With its clause, for a fee that was paid on that day.
  func ruleOfRefunds(on day: Day?) -> String? {
    day.flatMap { refunds(on: $0) }.map { "\($0.words.text(in: languages[0])) (\($0.clause))" }
  }
}
