import Applications
import Foundation
import Rules
import Signing
import Testing

@testable import Store

/// A store of its own for one test.
func withStore(_ body: (Store) throws -> Void) throws {
  try withScratch { scratch in
    try Store.make(at: scratch + "/store")
    try body(try Store(at: scratch + "/store"))
  }
}

extension Store {
  /// A confirmed account.
  func person(_ address: String = "ada@example.org") throws -> AccountID {
    let id = try register(
      name: "Ada Okoro", emailAddress: address, passwordHash: PasswordHash(text: "$7$x"),
      at: moment)
    _ = try confirm(id, at: moment)
    return id
  }
}

func start(_ account: AccountID, key: String = "form-1") -> Start {
  Start(
    applicant: account,
    profile: Profile(
      name: "Ada Okoro", emailAddress: "ada@example.org", phoneNumber: "555 0100 200",
      address: .init(
        street: "1 High St", city: "Town", region: "XX", postalCode: "123", country: "US")),
    requests: ["initial", "renewal"],
    answers: Answers([
      .init(name: "degree", texts: ["yes"]), .init(name: "levels", texts: ["a", "b"]),
    ]),
    publication: String(repeating: "ab", count: 32),
    day: Day(year: 2026, month: 11, dayOfMonth: 22) ?? Day(daysSince1970: 0),
    deadline: moment.adding(seconds: 90 * 86_400), key: key)
}

func save(_ revision: Int, text: String = "Ada", key: String = "form-2") -> Event.What {
  .saved(
    Save(
      element: "name", revision: revision, answers: Answers([.init(name: "given", texts: [text])]),
      key: key))
}

let sampleAttempt: Attempt = makeSampleAttempt("ref-1")

func makeSampleAttempt(_ reference: String) -> Attempt {
  Attempt(
    reference: reference, provider: "simulator",
    quote: Quote(
      day: Day(daysSince1970: 20_000),
      lines: [
        .init(
          fee: "base", request: "initial", what: "The fee", count: 1, each: Money(cents: 50_00),
          clause: Clause("§2(1)") ?? someClause, since: Day(daysSince1970: 10_000)),
        .init(
          fee: "late", request: nil,
          what: Words(byLanguage: [("en", "Late"), ("es", "Tarde")]) ?? "x", count: 3,
          each: Money(cents: 7), clause: someClause, since: Day(daysSince1970: 10_001)),
      ]), publication: "cd", currency: "USD", checkingSeconds: 60, windowSeconds: 3600,
    key: "form-9")
}

private var someClause: Clause {
  guard let clause = Clause("§9") else { preconditionFailure("a clause") }
  return clause
}

let everyEvent: [Event.What] =
  [
    save(1),
    .saved(Save(element: "degrees", revision: 1, answers: Answers(), statesNone: true, key: "k")),
    .attached(
      Attachment(
        id: "a1", element: "transcript", fileName: "Zeugnis \"ä\".pdf", description: "scan\nleft",
        type: "transcript", mediaType: "application/pdf", byteCount: 12_345,
        digest: String(repeating: "0", count: 64), key: "k2")),
    .attached(
      Attachment(
        id: "a2", element: "transcript", fileName: "b.heic", description: "", type: "",
        mediaType: "image/heic", byteCount: 0, digest: String(repeating: "1", count: 64),
        awaitsCheck: true, replaces: "a1", key: "k2")),
    .fileDescribed(
      FileDescription(attachment: "a2", description: "scan right", type: "transcript", key: "k4")),
    .fileChecked(
      FileCheck(
        digest: String(repeating: "1", count: 64), outcome: .setAside, words: "scan: Eicar FOUND")),
    .fileWithdrawn("a2", key: "k5"), .fileRestored("a2", key: "k6"),
    .sealed(
      Signature(
        element: "fitness", changes: 2, version: Day(daysSince1970: 19_999), publication: "ab",
        digest: String(repeating: "e", count: 64), name: "Ada O.", key: "k3")),
    .reopened("fitness"),
    .entrySaved(
      EntrySave(
        element: "degrees", group: "degree", entry: "x-1", revision: 1,
        answers: Answers([.init(name: "given", texts: ["Ada", "O."])]), key: "k4")),
    .entrySaved(
      EntrySave(
        element: "degrees", group: "degree", entry: "y_2", revision: 3, answers: Answers(),
        key: "k5"
      )),
    .entriesOrdered(EntryOrder(element: "degrees", entries: ["y_2", "x-1"], key: "k6")),
    .entryRemoved(EntryMark(element: "degrees", entry: "x-1", key: "k7")),
    .entryRestored(EntryMark(element: "degrees", entry: "x-1", key: "k8")),
    .attached(
      Attachment(
        id: "a2", element: "degrees", entry: "x-1", fileName: "Zeugnis.pdf", description: "scan",
        type: "transcript", mediaType: "application/pdf", byteCount: 1,
        digest: String(repeating: "1", count: 64), key: "k9")),
    .clarified(
      Clarification(answers: Answers([.init(name: "levels", texts: ["Ada"])]), key: "k10")),
    .payerAsked(
      PayerRequest(
        id: "p1", name: "Bo Lind", emailAddress: "bo@example.org",
        until: moment.adding(seconds: 60),
        link: "l1", key: "k20")),
    .payerAskedAgain(PayerReminder(request: "p1", link: "l2", key: "k21")),
    .payerDeclined(PayerRefusal(request: "p1", reason: "Too costly.", key: "k22")),
    .payerTakenBack(PayerMark(request: "p1", key: "k23")), .payerExpired("p1"),
    .partyAsked(
      Invitation(
        id: "i1", element: "name", name: "Ada Cole", emailAddress: "ada@example.org",
        organisation: "High St", until: moment.adding(seconds: 60), key: "k30")),
    .partyBegan("i1", key: "k31"),
    .partyAsked(
      Invitation(
        id: "i2", element: "fitness", of: OrganisationID("high-st"), name: "High Street School",
        until: moment.adding(seconds: 60), key: "k36")),
    .partyBegan("i2", key: "k37", member: "Bo Lind"),
    .partyAskedAgain(
      InvitationRenewal(invitation: "i1", until: moment.adding(seconds: 90), key: "k32")),
    .partSentBack(
      SentBackPart(
        invitation: "i1", reason: "Ada said so", until: moment.adding(seconds: 99), key: "k33")),
    .partyDeclined(InvitationDecline(invitation: "i1", reason: "scan", key: "k34")),
    .partyTakenBack("i1", key: "k35"),
    .partyRerouted(
      Rerouting(
        ended: "i1",
        next: Invitation(
          id: "i2", element: "name", name: "High Street", emailAddress: "ada@example.org",
          until: moment.adding(seconds: 60), key: "k36"), reason: "closed")),
    .partyRerouted(Rerouting(ended: "i2", next: nil, reason: "closed too")),
    .partyAsked(
      Invitation(
        id: "i3", element: "name", name: "Ada Cole", emailAddress: "ada@example.org", isTold: true,
        until: moment.adding(seconds: 60), key: "k56")),
    .givenMoreTime(
      MoreTime(until: moment.adding(seconds: 99), reason: "Too costly to say", key: "k60")),
    .helperNamed(
      Helper(
        id: "h1", elements: ["name", "degrees"], name: "Ada Moss", emailAddress: "moss@example.org",
        isTold: true, until: moment.adding(seconds: 60), key: "k57")),
    .helperBegan("h1", key: "k58"),
    .helperRenewed(HelperRenewal(helper: "h1", until: moment.adding(seconds: 90), key: "k59")),
    .updatesChosen(UpdatesChoice(whom: .helper("h1"), isTold: false, key: "k60")),
    .updatesChosen(UpdatesChoice(whom: .party("i3"), isTold: true, key: "k61")),
    .evidenceReceived(
      Evidence(
        id: "e1", element: "name", day: Day("2026-11-20").unsafelyUnwrapped,
        source: "Ada sent a scan",
        words: "scan")),
    .evidenceUndone(EvidenceUndoing(evidence: "e1", reason: "Ada did not")),
    .helperStopped("h1", key: "k62"), .helperRevoked("h1", key: "k63"),
    .attemptOpened(sampleAttempt), .attemptHandedOver("ref-1"),
    .attemptPaid(
      Payment(
        reference: "ref-1", transaction: "t1", money: Money(cents: 50_21), currency: "USD",
        use: .fee)
    ),
    .attemptUnknown("ref-1"),
    .attemptPaid(
      Payment(
        reference: "ref-1", transaction: "t2", money: Money(cents: 50_21), currency: "USD",
        use: .credit(.furtherTransaction))),
    .attemptPaid(
      Payment(
        reference: "ref-1", transaction: "t3", money: Money(cents: 1), currency: "QQQ", use: .held)),
    .attemptEnded("ref-2", .declined), .attemptEnded("ref-3", .abandoned), .submittedWithoutFee,
    .moneyRefunded(
      ReturnedMoney(
        reference: "ref-1", transaction: "t1", money: Money(cents: 21), currency: "USD")),
    .moneyReversed(
      ReturnedMoney(
        reference: "ref-1", transaction: "t1", money: Money(cents: 50_00), currency: "USD")),
    .moneyProposed(
      MoneyProposal(
        id: "q1", kind: .refund, reference: "ref-1", transaction: "t2", money: Money(cents: 20),
        currency: "USD", reason: "paid-twice", words: "Ada phoned")),
    .moneyProposed(
      MoneyProposal(
        id: "q2", kind: .settleReversal, reference: "ref-1", transaction: "t1",
        money: Money(cents: 50_00), currency: "USD", reason: "paid-otherwise", words: "")),
    .moneyConfirmed("q1"), .moneyRefused("q2", words: "Ada did not"),
    .moneyRefused("q2", words: ""),
    .moneySent(SentMoney(proposal: "q1", number: "W 1")),
    .cancelled(key: "k11"), .withdrawn(Withdrawal(reason: "Ada moved away", key: "k12")),
    .messageWritten(
      WrittenMessage(thread: "t1", subject: "Ada asks", text: "Ada\nO.", key: "k13")),
  ] + reviewSamples.map(Event.What.review)

func message(_ name: String, to: String = "ada@example.org") throws -> Message {
  try #require(Message(name: name, to: to, subject: "Subject", body: "Body\n"))
}

struct Refused: Error, Equatable {}
