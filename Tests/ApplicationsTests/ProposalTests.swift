import Rules
import Testing

@testable import Applications

/// What staff proposes about money, and what becomes of it by a second person.
@Suite struct ProposalTests {
  private let grace = Event.Actor.staff("grace")
  private let mara = Event.Actor.staff("mara")

  private func proposal(
    _ kind: MoneyProposal.Kind = .refund, _ cents: Int = 85_00, id: String = "q1",
    reference: String = "p1", transaction: String = "t1"
  ) -> MoneyProposal {
    MoneyProposal(
      id: id, kind: kind, reference: reference, transaction: transaction,
      money: Money(cents: cents), currency: "USD", reason: "twice", words: "")
  }

  /// An application with a paid attempt, or one of this use, and what staff did after it.
  private func told(
    _ use: Payment.Use = .fee, _ cents: Int = 85_00, _ steps: (Event.Actor, Event.What)...
  ) -> Application {
    var one = application(opened("p1"), paid("p1", use, cents: cents))
    for (who, what) in steps {
      one.apply(
        Event(
          number: one.lastEvent + 1,
          at: moment("2026-01-06T12:00:00").adding(seconds: one.lastEvent),
          who: who, what: what))
    }
    return one
  }

  private func tasks(_ application: Application) -> [PaymentTask.Kind] {
    application.paymentTasks.map(\.kind)
  }

  @Test func `a fee goes back in three steps, and that leaves no task`() throws {
    let proposed = told(.fee, 85_00, (grace, .moneyProposed(proposal())))
    #expect(proposed.openProposals.map(\.proposal.id) == ["q1"] && tasks(proposed).isEmpty)
    #expect(proposed.attempt("p1")?.received("t1")?.kept == Money(cents: 85_00))
    let confirmed = told(
      .fee, 85_00, (grace, .moneyProposed(proposal())), (mara, .moneyConfirmed("q1")))
    #expect(confirmed.proposal("q1")?.isToBeSent == true && confirmed.register.isEmpty)
    let sent = told(
      .fee, 85_00, (grace, .moneyProposed(proposal())), (mara, .moneyConfirmed("q1")),
      (grace, .moneySent(SentMoney(proposal: "q1", number: "W-1"))))
    #expect(sent.openProposals.isEmpty && tasks(sent).isEmpty)
    #expect(sent.attempt("p1")?.received("t1")?.isReturned == true)
    #expect(sent.submittedAt != nil)
    let entry = try #require(sent.register.first)
    #expect(sent.register.count == 1 && entry.from == .fees && entry.to == .returned)
    #expect(entry.money == Money(cents: 85_00) && entry.proposal == "q1")
  }

  @Test func `the second person is another one`() {
    let proposed = told(.fee, 85_00, (grace, .moneyProposed(proposal())))
    #expect(proposed.fault(confirming: "q1", by: grace) == .samePerson)
    #expect(proposed.fault(confirming: "q1", by: mara) == nil)
    #expect(proposed.fault(confirming: "q2", by: mara) == .unknown)
    let alone = told(
      .fee, 85_00, (grace, .moneyProposed(proposal())), (grace, .moneyConfirmed("q1")),
      (grace, .moneySent(SentMoney(proposal: "q1", number: "W-1"))))
    #expect(
      alone.proposal("q1")?.stage == .proposed, "a line that should not be there does nothing")
    #expect(alone.register.isEmpty)
    let refusedByHerself = told(
      .fee, 85_00, (grace, .moneyProposed(proposal())), (grace, .moneyRefused("q1", words: "")))
    #expect(refusedByHerself.proposal("q1")?.isOpen == true)
    let refused = told(
      .fee, 85_00, (grace, .moneyProposed(proposal())), (mara, .moneyRefused("q1", words: "no")),
      (mara, .moneyConfirmed("q1")))
    let late = told(
      .fee, 85_00, (grace, .moneyProposed(proposal())), (mara, .moneyConfirmed("q1")),
      (mara, .moneyRefused("q1", words: "")),
      (grace, .moneySent(SentMoney(proposal: "q1", number: "W-1"))))
    #expect(late.openProposals.isEmpty && late.register.isEmpty, "until it has gone back")
    #expect(refused.openProposals.isEmpty && refused.fault(confirming: "q1", by: mara) == .refused)
  }

  @Test func `never more is proposed than there is`() {
    let one = told()
    #expect(one.fault(proposing: proposal(.refund, 85_01)) == .notSoMuch(Money(cents: 85_00)))
    #expect(one.fault(proposing: proposal(.refund, 0)) == .notSoMuch(Money(cents: 85_00)))
    #expect(one.fault(proposing: proposal(transaction: "t9")) == .noSuchMoney)
    let half = told(.fee, 85_00, (grace, .moneyProposed(proposal(.refund, 50_00))))
    #expect(half.fault(proposing: proposal(.refund, 35_01)) == .notSoMuch(Money(cents: 35_00)))
    #expect(half.fault(proposing: proposal(.refund, 35_00)) == nil)
    let gone = told(
      .fee, 85_00, (grace, .moneyProposed(proposal(.refund, 50_00))),
      (.provider("pretend"), .moneyReversed(returned("p1", cents: 60_00))))
    #expect(gone.fault(confirming: "q1", by: mara) == .notSoMuch(Money(cents: 25_00)))
  }

  @Test(arguments: [
    (MoneyProposal.Kind.keep, Payment.Use.fee), (.accept, .fee), (.accept, .credit(.secondPayment)),
    (.settleReversal, .held), (.settleRefund, .credit(.secondPayment)),
  ])
  func `what fits no money of that sort is refused`(
    kind: MoneyProposal.Kind, use: Payment.Use
  ) {
    #expect(told(use).fault(proposing: proposal(kind)) == .otherKind(use))
  }

  @Test func `what is kept by two people is no task any more, and is booked`() {
    let steps: [(Event.Actor, Event.What)] = [
      (grace, .moneyProposed(proposal(.keep, 80_00))), (mara, .moneyConfirmed("q1")),
    ]
    let proposed = told(.held, 80_00, steps[0])
    #expect(tasks(proposed) == [.held] && proposed.heldAttempt != nil)
    let kept = told(.held, 80_00, steps[0], steps[1])
    #expect(tasks(kept).isEmpty && kept.heldAttempt == nil)
    #expect(kept.register.map(\.from) == [.held] && kept.register.map(\.to) == [.kept])
    // The provider sends it back all the same: that comes out of what was kept.
    let back = told(
      .held, 80_00, steps[0], steps[1],
      (.provider("pretend"), .moneyRefunded(returned("p1", cents: 80_00))))
    #expect(back.register.map(\.from) == [.held, .kept])
    #expect(back.register.map(\.to) == [.kept, .returned])
  }

  @Test func `the word that nothing was paid is held too, until two people have kept nothing`() {
    let none = proposal(.keep, 0)
    let held = told(.held, 0)
    #expect(tasks(held) == [.held] && held.heldAttempt != nil)
    #expect(held.fault(proposing: none) == nil)
    #expect(held.fault(proposing: proposal(.keep, 1)) == .notSoMuch(.zero))
    for kind in [MoneyProposal.Kind.refund, .accept] {
      #expect(held.fault(proposing: proposal(kind, 0)) != nil)
    }
    #expect(told(.held, 80_00).fault(proposing: none) == .notSoMuch(Money(cents: 80_00)))
    let closed = told(
      .held, 0, (grace, .moneyProposed(none)), (mara, .moneyConfirmed("q1")))
    #expect(tasks(closed).isEmpty && closed.heldAttempt == nil && closed.submittedAt == nil)
  }

  @Test func `a part of a credit goes back and the rest is kept`() {
    let credit = told(
      .credit(.secondPayment), 85_00, (grace, .moneyProposed(proposal(.refund, 50_00))),
      (mara, .moneyConfirmed("q1")),
      (grace, .moneyProposed(proposal(.keep, 35_00, id: "q2"))), (mara, .moneyConfirmed("q2")))
    #expect(tasks(credit) == [.credit(.secondPayment)])
    let sent = told(
      .credit(.secondPayment), 85_00, (grace, .moneyProposed(proposal(.refund, 50_00))),
      (mara, .moneyConfirmed("q1")),
      (grace, .moneyProposed(proposal(.keep, 35_00, id: "q2"))), (mara, .moneyConfirmed("q2")),
      (grace, .moneySent(SentMoney(proposal: "q1", number: "W-1"))))
    #expect(tasks(sent).isEmpty)
    #expect(sent.register.map(\.money.cents) == [35_00, 50_00])
    #expect(sent.register.map(\.from) == [.credits, .credits])
  }

  @Test func `what a provider has sent back is that of the proposal, or nobody's`() {
    let matched = told(
      .fee, 85_00, (grace, .moneyProposed(proposal(.refund, 50_00))),
      (mara, .moneyConfirmed("q1")),
      (.provider("pretend"), .moneyRefunded(returned("p1", cents: 50_00))))
    #expect(matched.openProposals.isEmpty && tasks(matched).isEmpty)
    #expect(matched.register.map(\.proposal) == ["q1"])
    let together = told(
      .fee, 85_00, (grace, .moneyProposed(proposal(.refund, 50_00))),
      (grace, .moneyProposed(proposal(.refund, 20_00, id: "q2"))),
      (mara, .moneyConfirmed("q1")), (mara, .moneyConfirmed("q2")),
      (.provider("pretend"), .moneyRefunded(returned("p1", cents: 70_00))))
    #expect(together.openProposals.isEmpty && tasks(together).isEmpty)
    #expect(together.register.map(\.proposal) == ["q1", "q2"])
    #expect(together.attempt("p1")?.received("t1")?.kept == Money(cents: 15_00))
    // Another sum, or one that nobody has confirmed yet.
    for confirmed in [true, false] {
      var steps: [(Event.Actor, Event.What)] = [
        (grace, .moneyProposed(proposal(.refund, 50_00)))
      ]
      if confirmed { steps.append((mara, .moneyConfirmed("q1"))) }
      var one = told()
      for (who, what) in steps + [
        (
          .provider("pretend"),
          .moneyRefunded(returned("p1", cents: confirmed ? 49_00 : 50_00))
        )
      ] {
        one.apply(
          Event(
            number: one.lastEvent + 1, at: moment("2026-01-07T12:00:00"), who: who, what: what))
      }
      #expect(tasks(one) == [.refunded] && one.openProposals.count == 1)
      #expect(one.register.map(\.proposal) == [nil])
    }
  }

  @Test func `a fee that was taken back is settled by two people, and anew when more is taken`() {
    let taken: (Event.Actor, Event.What) = (
      .provider("pretend"), .moneyReversed(returned("p1", cents: 50_00))
    )
    let settled: [(Event.Actor, Event.What)] = [
      (grace, .moneyProposed(proposal(.settleReversal, 50_00))), (mara, .moneyConfirmed("q1")),
    ]
    #expect(told().fault(proposing: proposal(.settleReversal, 50_00)) == .notSoMuch(.zero))
    #expect(
      told(.fee, 85_00, taken).fault(proposing: proposal(.settleReversal, 49_00))
        == .notSoMuch(Money(cents: 50_00)), "all of it or nothing")
    #expect(tasks(told(.fee, 85_00, taken, settled[0])) == [.reversed])
    let one = told(.fee, 85_00, taken, settled[0], settled[1])
    #expect(tasks(one).isEmpty && !one.isReversed && one.submittedAt != nil)
    let more = told(
      .fee, 85_00, taken, settled[0], settled[1],
      (.provider("pretend"), .moneyReversed(returned("p1", cents: 10_00))))
    #expect(tasks(more) == [.reversed])
    #expect(more.paymentTasks.first?.money == Money(cents: 10_00))
  }

  @Test func `held money that two people accept is the fee, and submits, once`() throws {
    let proposed = told(.held, 80_00, (grace, .moneyProposed(proposal(.accept, 80_00))))
    #expect(proposed.submittedAt == nil)
    let accepted = told(
      .held, 80_00, (grace, .moneyProposed(proposal(.accept, 80_00))),
      (mara, .moneyConfirmed("q1")), (mara, .moneyConfirmed("q1")))
    #expect(accepted.submittedAt != nil && accepted.payment?.attempt.reference == "p1")
    #expect(tasks(accepted).isEmpty && accepted.heldAttempt == nil)
    #expect(accepted.register.map(\.from) == [.held] && accepted.register.map(\.to) == [.fees])
    #expect(
      accepted.use(
        of: Money(cents: 85_00), currency: "USD", transaction: "t2", reference: "p1",
        at: moment("2026-01-06T13:00:00")) == .credit(.furtherTransaction))
    // A part of it, or what no money could submit any more.
    #expect(
      told(.held, 80_00).fault(proposing: proposal(.accept, 79_00))
        == .notSoMuch(Money(cents: 80_00)))
    let over: [Event.What] = [
      .cancelled(key: "c"), .submittedWithoutFee,
      .attemptPaid(
        Payment(
          reference: "p1", transaction: "t2", money: Money(cents: 85_00), currency: "USD",
          use: .fee)),
      .moneyReversed(returned("p1", cents: 1)),
    ]
    for what in over {
      let one = told(.held, 80_00, (grace, what))
      #expect(one.fault(proposing: proposal(.accept, 80_00)) == .cannotSubmit, "\(what)")
      let late = told(
        .held, 80_00, (grace, .moneyProposed(proposal(.accept, 80_00))), (grace, what))
      #expect(late.fault(confirming: "q1", by: mara) == .cannotSubmit, "\(what)")
    }
  }
}
