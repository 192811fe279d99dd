import Applications
import CGI
import Markup
import Notation
import Pages
import Rules
import Store

// What staff does about money, with the same checks as the command. What is proposed takes a second person.

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
    func money(_ typed: RepairTyped) -> Money? { sum(typed["amount"], attempt.currency) }
    return Repair(
      form: RepairForm(
        about: CaseLine(overview, for: member), title: "Record money that has come",
        lead: """
          <p>The invoice of payment \(attempt.reference) says \
          <strong>\(services.plain(attempt.quote.total, attempt.currency))</strong>. Where just that has come, the \
          application is submitted; any other sum is held.</p>
          """, address: repairAddress("money"), back: repairAddress(), button: "Record it",
        fields: [
          RepairField(
            "amount", "How much has come",
            value: services.plainNumber(attempt.quote.total, attempt.currency)),
          RepairField(
            "number", "Our own number of it",
            hint: "Of the cheque or the receipt. The same one again changes nothing."),
        ]), roles: .ofMoney, next: repairAddress(),
      faults: { typed in
        var faults: [FieldError] = []
        if (money(typed) ?? .zero) <= .zero { faults.append(Self.noAmount) }
        if !isPlainNumber(typed["number"]) { faults.append(Self.noNumber) }
        return faults
      },
      act: { typed, _ in
        guard let money = money(typed) else { return }
        let after = try services.receive(
          Receipt(money: money, number: typed["number"], staff: member.name), for: record)
        guard after != nil else { throw Closed(why: "The payment is not there any more.") }
      })
  }

  // MARK: Tasks

  func showPaymentTasks() throws -> Response {
    try require(.ofSecondPerson)
    var unreadable = 0
    let tasks = try services.moneyTasks { _ in unreadable += 1 }
    return try reply(
      paymentTasksPage(
        try tasks.map(row), unreadable: unreadable, isDone: request.query["done"] == "yes"))
  }

  func showPaymentTask() throws -> Response {
    try require(.ofSecondPerson)
    let task = try task()
    var facts: [(String, String)] = []
    if !task.reference.isEmpty { facts.append(("Payment", task.reference)) }
    if !task.transaction.isEmpty { facts.append(("Transaction", task.transaction)) }
    if let notification = task.notification {
      facts.append(("Notification", notification.description))
    }
    facts += try task.proposals.map { record in
      ("Proposed", try words(about: record))
    }
    return try reply(
      paymentTaskPage(
        try row(of: task), facts: facts, explanation: task.explanation, rule: nil,
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
    switch task.kind {
    case .held:
      actions += [
        ("Propose to return it", address + "/return"), ("Propose to keep it", address + "/keep"),
        ("Propose to take it for the fee", address + "/accept"),
      ]
    case .credit:
      if task.canBeAccepted {
        actions.append(("Propose to take it for the fee", address + "/accept"))
      }
      actions += [
        ("Propose to return it", address + "/return"), ("Propose to keep it", address + "/keep"),
      ]
    case .reversed, .refunded: actions.append(("Propose that it is settled", address + "/settle"))
    case .unmatched: actions.append(("Close it", address + "/close"))
    case .proposed, .waiting, .refused: break
    }
    return actions
  }

  /// A form about one task: to return money, keep it, take it for the fee, settle it, or close it.
  func settling() throws -> Repair {
    let task = try task()
    let step = request["step"]
    let steps: [String: (title: String, kinds: Set<MoneyTask.Kind>)] = [
      "return": ("Propose that money goes back", [.held, .credit]),
      "keep": ("Propose that it is kept", [.held, .credit]),
      "accept": ("Propose that it is taken for the fee", task.canBeAccepted ? [task.kind] : []),
      "settle": ("Propose that it is settled", [.reversed, .refunded]),
      "close": ("Close it: it is about nothing here", [.unmatched]),
    ]
    guard let known = steps[step], known.kinds.contains(task.kind) else { throw Refusal.notFound }
    let reader = services.publication(try services.newestPublication())
    let agency = try reader.agency()
    let reasons = try reader.fees(in: agency.currency).refundReasons.map { reason in
      Choice(
        reason.id.text,
        reason.text.text(in: agency.languages[0]) + (reason.clause.map { " (\($0))" } ?? ""))
    }
    var fields = [
      RepairField("reason", "Why", kind: .select(reasons)),
      RepairField("words", "Anything else for staff", isOptional: true, kind: .text),
    ]
    if step == "return", let money = task.money {
      fields.insert(
        RepairField(
          "amount", "How much", value: services.plainNumber(money, task.currency)), at: 0)
    }
    return Repair(
      form: RepairForm(
        about: try about(task), title: known.title,
        lead: step == "close"
          ? "<p>It is closed at once, and that stands in your journal.</p>"
          : "<p>\(try sum(of: task)). Nothing happens by this until a second person has confirmed it.</p>",
        address: "review/payments/\(task.id)/\(step)", back: "review/payments/\(task.id)",
        button: step == "close" ? "Close it" : "Propose it", fields: fields), roles: .ofMoney,
      next: "review/payments",
      faults: { typed in
        var faults: [FieldError] = []
        if step == "return", (sum(typed["amount"], task.currency) ?? .zero) <= .zero {
          faults.append(Self.noAmount)
        }
        if typed["words"].unicodeScalars.count > MoneyProposal.wordsLimit {
          faults.append(
            FieldError(
              field: "words", message: "Shorten this to \(MoneyProposal.wordsLimit) characters"))
        }
        return faults
      },
      act: { typed, _ in
        if step == "return" {
          _ = try services.propose(
            WantedProposal(
              kind: .refund, payment: task.reference, transaction: task.transaction,
              money: sum(typed["amount"], task.currency), reason: typed["reason"],
              words: typed["words"], staff: member.name.text))
        } else {
          _ = try services.closeTask(
            task.id, reason: typed["reason"], words: typed["words"], by: member.name.text,
            accepting: step == "accept")
        }
      })
  }

  /// A step with what somebody has proposed.
  func stepOfProposal() throws -> Repair {
    let id = request["proposal"]
    let tasks = try services.moneyTasks { _ in }
    guard
      let task = tasks.first(where: { $0.proposals.contains { $0.proposal.id == id } }),
      let record = task.proposals.first(where: { $0.proposal.id == id })
    else { throw Refusal.notFound }
    let words = try words(about: record)
    func repair(
      _ step: String, _ title: String, _ button: String, _ fields: [RepairField],
      _ roles: [StaffRole],
      faults: @escaping (RepairTyped) -> [FieldError] = { _ in [] },
      act: @escaping (RepairTyped) throws -> Void
    ) throws -> Repair {
      Repair(
        form: RepairForm(
          about: try about(task), title: title, lead: "<p>\(words).</p>",
          address: "review/payments/proposal/\(id)/\(step)", back: "review/payments/\(task.id)",
          button: button, fields: fields), roles: roles, next: "review/payments",
        faults: faults, act: { typed, _ in try act(typed) })
    }
    switch request["step"] {
    case "confirm":
      return try repair(
        "confirm", "Confirm what was proposed", "Confirm it", [], .ofSecondPerson
      ) { _ in _ = try services.confirm(id, by: member.name.text) }
    case "refuse":
      return try repair(
        "refuse", "Refuse what was proposed", "Refuse it",
        [RepairField("words", "Why", hint: "Staff reads it.", kind: .text)], .ofSecondPerson,
        faults: { $0.lacking("words", limit: MoneyProposal.wordsLimit) }
      ) { _ = try services.refuse(id, by: member.name.text, words: $0["words"]) }
    case "sent":
      return try repair(
        "sent", "Record that money has been sent", "Record it",
        [RepairField("number", "Our own number of the transfer")], .ofMoney,
        faults: { isPlainNumber($0["number"]) ? [] : [Self.noNumber] }
      ) { _ = try services.send(id, number: $0["number"], by: member.name.text) }
    default: throw Refusal.notFound
    }
  }

  // MARK: Words

  /// The task of the path. 404 for one that is not there, or is closed.
  private func task() throws -> MoneyTask {
    guard
      let task = try services.moneyTasks(unreadable: { _ in })
        .first(where: { $0.id == request["task"] })
    else { throw Refusal.notFound }
    return task
  }

  private func row(of task: MoneyTask) throws -> PaymentTaskRow {
    PaymentTaskRow(
      id: task.id, kind: task.kind.words, sum: try sum(of: task),
      since: Pages.text(of: try agency().timeZone.day(of: task.since)), about: try about(task),
      stage: task.stage.words)
  }

  private func about(_ task: MoneyTask) throws -> CaseLine? {
    guard let number = task.application, let application = try services.store.application(number)
    else { return nil }
    return CaseLine(try services.overview(of: application, isPriced: false), for: member)
  }

  private func agency() throws -> Agency {
    try services.publication(services.newestPublication()).agency()
  }

  private func sum(of task: MoneyTask) throws -> String {
    try task.money.map { try agency().text($0, in: task.currency) } ?? "not known"
  }

  private func sum(_ text: String, _ code: String) -> Money? {
    Currency(code: code).flatMap { Money(text, in: $0) }
  }

  private func words(about record: ProposalRecord) throws -> String {
    let proposal = record.proposal
    let sum = try agency().text(proposal.money, in: proposal.currency)
    let reason =
      (try? services.reason(proposal.reason))
      .map { $0.reason.text.text(in: $0.agency.languages[0]) } ?? proposal.reason
    var words = "\(proposal.kind.words): \(sum), by \(record.proposedBy.name). \(reason)"
    if !proposal.words.isEmpty { words += ". \(proposal.words)" }
    if case .confirmed(let by, _) = record.stage { words += ". Confirmed by \(by.name)" }
    return words
  }

  private static let noAmount = FieldError(
    field: "amount", message: "Enter an amount, like 12.50")
  private static let noNumber = FieldError(
    field: "number", message: "Enter it with letters, digits, spaces and -./_, no more than 80")
}

extension MoneyTask {
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

extension MoneyProposal.Kind {
  fileprivate var words: String {
    switch self {
    case .refund: "return money"
    case .keep: "keep it"
    case .accept: "take it for the fee"
    case .settleReversal, .settleRefund: "settle it"
    }
  }
}
