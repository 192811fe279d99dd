import Applications
import Markup
import Notation
import Pages
import Rules
import Signing
import Store

// What forms about money share: their fields, what is wrong with them, and what was proposed in words.

extension StaffVisit {
  static let noAmount = FieldError(field: "amount", message: "Enter an amount, like 12.50")

  func agency() throws -> Agency {
    try services.publication(services.newestPublication()).agency()
  }

  /// The name of what a form proposes: the same for the same form with the same content, so that it is proposed once
  /// however often that comes.
  func proposalID(_ key: String, _ about: String, _ step: String, _ typed: RepairTyped) -> String {
    let fields = ["transaction", "amount", "reason", "words"].map { typed[$0] }
    let text = ([member.name.text, key, about, step] + fields)
      .map { "\($0.utf8.count):\($0)" }.joined()
    let digest = SHA256.digest(of: text.utf8)
    return RandomSource { Array(digest.bytes.prefix($0)) }.proposalWord()
  }

  /// Whether this person has proposed just that from another tab, and it is open.
  func hasProposedToReturn(
    _ money: ReceivedMoney, _ typed: RepairTyped, in application: Application
  ) -> Bool {
    let payment = money.payment
    guard let currency = Currency(code: payment.currency),
      let sum = Money(typed: typed["amount"], in: currency)
    else { return false }
    return application.openProposals.contains { record in
      let said = record.proposal
      return record.proposedBy == who && said.kind == .refund && said.money == sum
        && said.reference == payment.reference && said.transaction == payment.transaction
        && said.reason == typed["reason"]
    }
  }

  /// Makes lasting what a form that comes again is answered by: whoever says yes has synced.
  func isLasting(_ application: Application) throws -> Bool {
    _ = try services.store.change(application.number, at: services.now, by: who) { _ in nil }
    return true
  }

  /// Why, from the definitions with its clause, and what staff says besides.
  func reasonFields() throws -> [RepairField] {
    let reader = services.publication(try services.newestPublication())
    let agency = try reader.agency()
    let reasons = try reader.fees(in: agency.currency).refundReasons.map {
      Choice($0.id.text, agency.text($0))
    }
    return [
      RepairField(
        "reason", "Why",
        hint: reasons.isEmpty
          ? "The definitions give no reasons: write \"refundReasons\" in fees.jsonc, and publish."
          : nil, kind: .select(reasons)),
      RepairField("words", "Anything else for staff", isOptional: true, kind: .text),
    ]
  }

  func faults(inWords typed: RepairTyped) -> [FieldError] {
    guard typed["words"].unicodeScalars.count > MoneyProposal.wordsLimit else { return [] }
    return [
      FieldError(field: "words", message: "Shorten this to \(MoneyProposal.wordsLimit) characters")
    ]
  }

  /// `most`: what there is of it.
  func faults(inAmount typed: RepairTyped, _ currency: Currency?, most: Money) -> [FieldError] {
    guard let currency, let money = Money(typed: typed["amount"], in: currency), money > .zero
    else { return [Self.noAmount] }
    guard money > most else { return [] }
    return [
      FieldError(
        field: "amount",
        message: most <= .zero
          ? "Nothing is left of it: it has gone back, or something is proposed about it already"
          : "There is \(most.text(in: currency)) of it: enter that, or less")
    ]
  }

  func fault(inNumber typed: RepairTyped) -> FieldError? {
    if isBlank(typed["number"]) {
      return FieldError(field: "number", message: "Fill this in: it is needed")
    }
    return isPlainNumber(typed["number"])
      ? nil
      : FieldError(
        field: "number",
        message: "Enter it with letters, digits, spaces and -./_, no more than 80")
  }

  /// What is said where this money has paid a fee; `nil` for other money, or where the agency has no such rule.
  func rule(
    ofReturning transaction: String, for reference: String, in application: Application
  ) throws -> String? {
    guard application.received(transaction, for: reference)?.payment.use == .fee else { return nil }
    return try agency().ruleOfRefunds(
      on: application.attempt(reference)?.attempt.quote.day)
  }

  func note(ofRule rule: String) -> HTML {
    Markup.note("<p>\(rule) An exception takes a reason and a second person.</p>")
  }

  /// Who has done what about it, and why.
  func facts(about record: ProposalRecord) throws -> [(label: String, text: String)] {
    let agency = try agency()
    let proposal = record.proposal
    func done(_ who: Event.Actor, _ at: Moment) -> String {
      "by \(who.name) on \(Pages.text(of: agency.timeZone.day(of: at)))"
    }
    let reason = (try? services.reason(proposal.reason)).map { $0.agency.text($0.reason) }
    var facts = [
      ("Proposed", "\(proposal.kind.words), \(done(record.proposedBy, record.proposedAt))"),
      ("Why", reason ?? proposal.reason),
    ]
    if !proposal.words.isEmpty { facts.append(("Said about it", proposal.words)) }
    if let who = record.confirmedBy { facts.append(("Confirmed", "by \(who.name)")) }
    switch record.stage {
    case .proposed, .confirmed: break
    case .refused(let who, let at): facts.append(("Refused", done(who, at)))
    case .sent(let number?, let who, let at):
      facts.append(("Sent", "\(done(who, at)), number \(number)"))
    case .sent(nil, _, let at):
      let day = Pages.text(of: agency.timeZone.day(of: at))
      facts.append(("Sent", "as the payment service said on \(day)"))
    }
    return facts
  }

  /// How far it is, in a line.
  func words(of record: ProposalRecord, _ agency: Agency) -> String {
    func done(_ what: String, _ who: Event.Actor, _ at: Moment) -> String {
      "\(what) by \(who.name) on \(Pages.text(of: agency.timeZone.day(of: at)))"
    }
    var words = [done("proposed", record.proposedBy, record.proposedAt)]
    if let who = record.confirmedBy { words.append("confirmed by \(who.name)") }
    switch record.stage {
    case .proposed: words.append("waits for a second person")
    case .confirmed: if record.isOpen { words.append("waits to be sent") }
    case .refused(let who, let at): words.append(done("refused", who, at))
    case .sent(let number, let who, let at):
      words.append(
        number.map { "\(done("sent", who, at)), number \($0)" }
          ?? "sent, as the payment service said")
    }
    return words.joined(separator: "; ").capitalizedSentence
  }
}

extension Agency {
  /// With its clause.
  fileprivate func text(_ reason: RefundReason) -> String {
    reason.text.text(in: languages[0]) + (reason.clause.map { " (\($0))" } ?? "")
  }
}

extension MoneyProposal.Kind {
  /// What is done by it.
  var words: String {
    switch self {
    case .refund: "return money"
    case .keep: "keep it"
    case .accept: "take it for the fee"
    case .settleReversal, .settleRefund: "settle it"
    }
  }

  /// What it is called in lists.
  var title: String {
    switch self {
    case .refund: "Refund"
    case .keep: "Money to keep"
    case .accept: "Money to take for the fee"
    case .settleReversal, .settleRefund: "A fee that went back, to settle"
    }
  }
}
