import Applications
import CGI
import Markup
import Notation
import Pages
import Rules
import Store

// What somebody has to settle about money. Where money is ours to decide about, it is only proposed.

extension StaffVisit {
  func showPaymentTasks() throws -> Response {
    try require(.ofSecondPerson)
    var unreadable = 0
    let tasks = try services.moneyTasks { _ in unreadable += 1 }
    return try reply(
      paymentTasksPage(
        try tasks.map(row), unreadable: unreadable, isDone: request.query["done"] == "yes"))
  }

  /// One of them, by its own name or by that of what is proposed about it; what was proposed and has ended too.
  func showPaymentTask() throws -> Response {
    try require(.ofSecondPerson)
    let id = request["task"]
    let tasks = try services.moneyTasks { _ in }
    guard
      let task = tasks.first(where: {
        $0.id == id || $0.proposals.contains { $0.proposal.id == id }
      })
    else { return try showEndedProposal(id) }
    var facts: [(String, String)] = []
    if !task.reference.isEmpty { facts.append(("Payment", task.reference)) }
    if !task.transaction.isEmpty { facts.append(("Transaction", task.transaction)) }
    if let notification = task.notification {
      facts.append(("Notification", notification.description))
    }
    for record in task.proposals { facts += try self.facts(about: record) }
    return try reply(
      paymentTaskPage(
        try row(of: task), facts: facts, explanation: task.explanation, rule: try rule(of: task),
        actions: actions(on: task)))
  }

  private func actions(on task: MoneyTask) -> [(String, String)] {
    let address = "review/payments/\(task.id)"
    var actions: [(String, String)] = []
    for record in task.proposals {
      let proposal = "review/payments/proposal/\(record.proposal.id)"
      let isMine = record.proposedBy == who
      if record.stage == .proposed, !isMine, member.may(.ofSecondPerson) {
        actions.append(("Confirm: \(record.proposal.kind.words)", proposal + "/confirm"))
      }
      if !isMine, record.isOpen, member.may(.ofSecondPerson) {
        actions.append(("Refuse: \(record.proposal.kind.words)", proposal + "/refuse"))
      }
      if record.isToBeSent, !task.isToldOfReturns, member.may(.ofMoney) {
        actions.append(("Record that it has been sent", proposal + "/sent"))
      }
    }
    guard member.may(.ofMoney), task.proposals.isEmpty else { return actions }
    return actions
      + SettlingStep.all.filter { $0.value.suits(task) }.sorted { $0.key > $1.key }
      .map { ($0.value.action, address + "/" + $0.key) }
  }

  /// A form about one task: to return money, keep it, take it for the fee, settle it, or close it.
  ///
  /// One that comes after the task is closed is answered as the first time, where it was that which has settled it.
  func settling() throws -> Repair {
    let (id, step) = (request["task"], request["step"])
    guard let known = SettlingStep.all[step] else { throw Refusal.notFound }
    let task = try services.moneyTasks(unreadable: { _ in }).first { $0.id == id }
    guard task.map(known.suits) ?? (request.method == .post) else {
      throw Refusal.notFound
    }
    let isClosed = step == "close"
    let currency = task.flatMap { Currency(code: $0.currency) }
    var fields = try reasonFields()
    if step == "return" {
      fields.insert(
        RepairField(
          "amount", "How much", kind: currency.map { .money($0) } ?? .line,
          value: try currency.map { currency in
            try task.map(mostToReturn)?.plainText(in: currency) ?? ""
          } ?? ""), at: 0)
    }
    return Repair(
      form: RepairForm(
        about: try task.flatMap(about), title: known.title,
        lead: isClosed
          ? "<p>It is closed at once, and that stands in your journal.</p>"
          : try task.map {
            "<p>\(try sum(of: $0)). Nothing happens by this until a second person has confirmed it.</p>"
          } ?? "",
        address: "review/payments/\(id)/\(step)", back: "review/payments/\(id)",
        button: isClosed ? "Close it" : "Propose it", fields: fields), roles: .ofMoney,
      next: "review/payments",
      isDone: { typed, key in
        if isClosed {
          let member = try services.store.confirmedStaffMember(member.name)
          return member?.closedNotifications.contains { MoneyTask.id(of: $0) == id } ?? false
        }
        if step == "return", let task, let (money, application) = try received(task),
          hasProposedToReturn(money, typed, in: application)
        {
          return try isLasting(application)
        }
        return try services.application(ofProposal: proposalID(key, id, step, typed))
          .map(isLasting) ?? false
      },
      faults: { typed in
        guard let task else { return [] }
        return
          (step == "return"
          ? faults(inAmount: typed, currency, most: try mostToReturn(task)) : [])
          + faults(inWords: typed)
      },
      act: { typed, key in
        guard let task else { throw Closed(why: "It was settled meanwhile.") }
        if step == "return" {
          _ = try services.propose(
            WantedProposal(
              kind: .refund, payment: task.reference, transaction: task.transaction,
              money: currency.flatMap { Money(typed: typed["amount"], in: $0) },
              reason: typed["reason"], words: typed["words"], staff: member.name.text,
              id: proposalID(key, id, step, typed)))
        } else {
          _ = try services.closeTask(
            id, reason: typed["reason"], words: typed["words"], by: member.name.text,
            accepting: step == "accept", proposal: proposalID(key, id, step, typed))
        }
      })
  }

  /// How much of it can still be proposed to go back.
  private func mostToReturn(_ task: MoneyTask) throws -> Money {
    try received(task).map { $1.available(.refund, of: $0) } ?? .zero
  }

  /// The money that it is about, and whose that is.
  private func received(_ task: MoneyTask) throws -> (ReceivedMoney, Application)? {
    guard let number = task.application, let application = try services.store.application(number),
      let money = application.received(task.transaction, for: task.reference)
    else { return nil }
    return (money, application)
  }

  // MARK: Words

  private func row(of task: MoneyTask) throws -> PaymentTaskRow {
    PaymentTaskRow(
      id: task.id, kind: task.title, sum: try sum(of: task),
      since: Pages.text(of: try agency().timeZone.day(of: task.since)), about: try about(task),
      stage: task.stage.words)
  }

  private func about(_ task: MoneyTask) throws -> CaseLine? {
    guard let number = task.application, let application = try services.store.application(number)
    else { return nil }
    return CaseLine(try services.overview(of: application, isPriced: false), for: member)
  }

  private func sum(of task: MoneyTask) throws -> String {
    try task.money.map { try agency().text($0, in: task.currency) } ?? "not known"
  }

  /// What is said where a fee is to go back.
  private func rule(of task: MoneyTask) throws -> String? {
    guard task.proposals.contains(where: { $0.proposal.kind == .refund }),
      let number = task.application, let application = try services.store.application(number)
    else { return nil }
    return try rule(ofReturning: task.transaction, for: task.reference, in: application)
  }
}

/// What can be done about a task of these kinds.
private struct SettlingStep {
  let action: String
  let title: String
  let kinds: Set<MoneyTask.Kind>

  /// It takes the money for the fee, which not every sum can be taken for.
  var takes = false

  func suits(_ task: MoneyTask) -> Bool {
    kinds.contains(task.kind) && (!takes || task.canBeAccepted)
  }

  static let all = [
    "return": SettlingStep(
      action: "Propose to return it", title: "Propose that money goes back",
      kinds: [.held, .credit]
    ),
    "keep": SettlingStep(
      action: "Propose to keep it", title: "Propose that it is kept", kinds: [.held, .credit]),
    "accept": SettlingStep(
      action: "Propose to take it for the fee", title: "Propose that it is taken for the fee",
      kinds: [.held, .credit], takes: true),
    "settle": SettlingStep(
      action: "Propose that it is settled", title: "Propose that it is settled",
      kinds: [.reversed, .refunded]),
    "close": SettlingStep(
      action: "Close it", title: "Close it: it is about nothing here", kinds: [.unmatched]),
  ]
}

extension MoneyTask {
  fileprivate var title: String {
    kind == .proposed ? proposals.first?.proposal.kind.title ?? kind.words : kind.words
  }

  /// What to do next, as pages say it.
  fileprivate var explanation: String {
    switch kind {
    case .held: "Money came that is not the amount of the invoice."
    case .credit: "Nothing is owed for it."
    case .reversed:
      "The bank took the fee back: ask the applicant, and decide what becomes of the application."
    case .refunded:
      "The payment service has sent the fee back, and nobody had proposed it: decide what becomes of the application."
    case .proposed: ""
    case .unmatched: "Find out at the payment service whose money it is, and return it there."
    case .waiting: "It is settled with the next sweep."
    case .refused: "It was not signed as it must be. After a while it goes by itself."
    }
  }
}

extension MoneyTask.Kind {
  fileprivate var words: String {
    switch self {
    case .held: "Money that is held"
    case .credit: "A credit"
    case .reversed: "A fee that a bank took back"
    case .refunded: "A fee that was sent back"
    case .proposed: "Something proposed"
    case .unmatched: "Word of a payment that is not known here"
    case .waiting: "Word of a payment that waits"
    case .refused: "Word that was not signed as it must be"
    }
  }
}

extension MoneyTask.Stage {
  fileprivate var words: String {
    switch self {
    case .open: "nothing is proposed"
    case .proposed: "waits for a second person"
    case .confirmed: "waits to be sent"
    }
  }
}
