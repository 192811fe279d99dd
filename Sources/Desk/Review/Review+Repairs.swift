import Applications
import CGI
import Notation
import Pages
import Rules
import Store

let repairRoutes: [Route] =
  [
    Route(.get, ":application/repair", for: .staff, query: [.word("done")]),
    Route(.get, "payments", for: .staff, query: [.word("done")]),
    Route(.get, "payments/:task", for: .staff),
  ]
  + [
    ":application/repair/part/:element", ":application/repair/received/:element",
    ":application/repair/not-received/:element", ":application/repair/link/:link",
    ":application/repair/file/:file", ":application/repair/submission",
    ":application/repair/money", ":application/repair/refund", ":application/repair/reopen",
    "payments/:task/:step",
    "payments/proposal/:proposal/:step",
  ].flatMap { path in
    [
      Route(.get, path, for: .staff), Route(.post, path, for: .staff, accepts: repairAccepts),
    ]
  }

extension StaffVisit {
  /// `nil` for what repairs nothing.
  func answerRepair() throws -> Response? {
    switch request.route.path {
    case "payments": try showPaymentTasks()
    case "payments/:task": try showPaymentTask()
    case "payments/:task/:step": try answer(try settling())
    case "payments/proposal/:proposal/:step": try answer(try stepOfProposal())
    case ":application/repair": try showRepairs()
    case ":application/repair/part/:element": try answer(try reassigning())
    case ":application/repair/received/:element": try answer(try receiving())
    case ":application/repair/not-received/:element": try answer(try undoingReceipt())
    case ":application/repair/link/:link": try answer(try reissuing())
    case ":application/repair/file/:file": try answer(try describingFile())
    case ":application/repair/submission": try answer(try submittingAgain())
    case ":application/repair/money": try answer(try recordingMoney())
    case ":application/repair/reopen": try answer(try reopening())
    case ":application/repair/refund": try answer(try refunding())
    default: nil
    }
  }

  /// The application of the path as it stands, submitted or not. 404 for one whose people were erased.
  func repaired() throws -> Overview {
    let application = try anyApplication()
    guard !application.isErased else { throw Refusal.notFound }
    return try services.overview(of: application, isPriced: false)
  }

  func repairAddress(_ rest: String = "") -> String {
    "review/\(request["application"])/repair" + (rest.isEmpty ? "" : "/" + rest)
  }

  private func showRepairs() throws -> Response {
    try require(.ofRepair)
    let overview = try repaired()
    return try reply(
      repairsPage(
        CaseLine(overview, for: member), stage: overview.stageForOthers,
        [
          ("Last day", try deadlineRows(overview)), ("Parts of others", partRows(overview)),
          ("Files", fileRows(overview)),
          ("Links", linkRows(overview)), ("Payment", moneyRows(overview)),
        ], isDone: request.query["done"] == "yes"))
  }

  /// Of what was not submitted: until when it can be paid, and whether there can be more time.
  private func deadlineRows(_ overview: Overview) throws -> [RepairRow] {
    guard overview.application.submittedAt == nil, overview.application.cancelledAt == nil else {
      return []
    }
    let why = member.may(.ofReopening) ? try whyNotReopened(overview) : nil
    let isExpired = overview.stage == .expired
    let zone = overview.edition.agency.timeZone
    let given = overview.application.moreTimes.last.map {
      ", as staff said on \(Pages.text(of: $0.at, in: zone)) (\($0.given.reason))"
    }
    let day = Pages.text(of: overview.lastDay) + (given ?? "")
    return [
      RepairRow(
        isExpired ? "It expired" : "To be paid by",
        isExpired ? "its last day was \(day)\(why.map { ". \($0)" } ?? "")" : day,
        isExpired && why == nil && member.may(.ofReopening)
          ? [("Give the applicant more time", repairAddress("reopen"))] : [])
    ]
  }

  private func partRows(_ overview: Overview) -> [RepairRow] {
    overview.elements.filter { $0.element.submittedBy != Party.applicant }.compactMap { entry in
      let id = entry.element.id
      var actions: [(String, String)] = []
      if member.may([.administrator]), overview.canReassign(entry) {
        actions.append(
          (
            entry.invitation?.isPending == true ? "Give it to somebody else" : "Ask somebody",
            repairAddress("part/\(id)")
          ))
      }
      if member.may(.ofEvidence) {
        if overview.canReceive(entry) {
          actions.append(("Mark as received", repairAddress("received/\(id)")))
        }
        if entry.evidence != nil, overview.takesPart(of: entry.element) {
          actions.append(("Not received after all", repairAddress("not-received/\(id)")))
        }
      }
      return RepairRow(
        overview.edition.text(entry.element.title), overview.holder(of: entry), actions)
    }
  }

  private func fileRows(_ overview: Overview) -> [RepairRow] {
    guard member.may([.administrator]) else { return [] }
    // What only some may see has no file here.
    return overview.elements.filter { $0.element.seenBy.isEmpty }.flatMap { entry in
      entry.part.attachments.compactMap { file in
        FilePlace(entry, ofEntry: file.entry).map { place in
          RepairRow(
            file.fileName,
            "\(overview.edition.text(entry.element.title)): "
              + overview.edition.words(of: file.type, in: place.rule),
            [("Correct what it is", repairAddress("file/\(file.id)"))])
        }
      }
    }
  }

  private func linkRows(_ overview: Overview) -> [RepairRow] {
    guard member.may([.administrator]) else { return [] }
    return overview.links.map { link in
      RepairRow(link.name, link.what, [("Send a new link", repairAddress("link/\(link.id)"))])
    }
  }

  private func moneyRows(_ overview: Overview) throws -> [RepairRow] {
    let application = overview.application
    guard member.may(.ofMoney) else { return [] }
    return try rowsOfReceived(overview) + (application.hasEnded ? [] : rowsOfAwaited(overview))
  }

  /// What has come, what can be proposed about it, and what somebody has proposed.
  private func rowsOfReceived(_ overview: Overview) throws -> [RepairRow] {
    let (application, agency) = (overview.application, overview.edition.agency)
    let sums = application.attempts.flatMap(\.received)
    let canGoBack = sums.contains { application.available(.refund, of: $0) > .zero }
    let came = sums.enumerated().map { index, money in
      RepairRow(
        agency.text(money.payment.money, in: money.payment.currency) + " that came",
        money.fate(agency).capitalizedSentence,
        index == 0 && canGoBack ? [("Propose a refund", repairAddress("refund"))] : [])
    }
    let proposed = application.proposals.map { record in
      let sum = agency.text(record.proposal.money, in: record.proposal.currency)
      return RepairRow(
        "\(record.proposal.kind.title): \(sum)", words(of: record, agency),
        [("See it", "review/payments/\(record.proposal.id)")])
    }
    return came + proposed
  }

  private func rowsOfAwaited(_ overview: Overview) throws -> [RepairRow] {
    let application = overview.application
    var rows: [RepairRow] = []
    if application.submittedAt == nil {
      rows.append(
        RepairRow(
          "Submission", "not submitted",
          [("Look again, and submit it", repairAddress("submission"))]))
    }
    if let record = try? services.attemptToReceive(application.number.text).record, record.isOpen {
      rows.append(
        RepairRow(
          "Payment \(record.attempt.reference)",
          overview.edition.agency.text(record.attempt.quote.total, in: record.attempt.currency),
          [("Record money that has come", repairAddress("money"))]))
    }
    return rows
  }
}

extension Application {
  /// Whether nothing can come of it any more.
  var hasEnded: Bool { cancelledAt != nil || withdrawnAt != nil || isErased }
}

extension Overview {
  /// Whether staff can give the part to somebody: nobody has completed it, and it is still needed.
  func canReassign(_ entry: Entry) -> Bool {
    guard entry.element.invitation != nil, takesPart(of: entry.element),
      entry.status != .complete, application.invitations.count < Invitation.countLimit
    else { return false }
    return entry.invitation?.isPending == true || canAsk(entry)
  }

  /// How it stands with a part of somebody else, and with whom.
  fileprivate func holder(of entry: Entry) -> String {
    if let record = entry.evidence {
      return "received on \(Pages.text(of: record.evidence.day)): \(record.evidence.source)"
    }
    guard let record = entry.invitation else {
      return entry.status == .complete ? "complete" : "nobody was asked yet"
    }
    let name = record.invitation.name
    return switch record.state(at: now) {
    case .asked: "with \(name), not opened"
    case .begun: "with \(name), opened"
    case .signed: "signed by \(name)"
    case .declined(let reason): "declined by \(name): \(reason)"
    case .takenBack: "taken back from \(name)"
    case .expired: "asked of \(name), whose time is over"
    case .released: "taken from \(name)"
    case .received: "received another way"
    }
  }

  /// Everybody who has a link, or had one that can be good again: what it is for, and by which id.
  struct Linked {
    let id: String
    let name: String
    let what: String
  }

  var links: [Linked] {
    let parties = elements.compactMap { entry -> Linked? in
      guard let record = entry.invitation, record.isPending, takesPart(of: entry.element) else {
        return nil
      }
      return Linked(
        id: record.invitation.id, name: record.invitation.name,
        what: "to complete \(edition.text(entry.element.title))")
    }
    let helpers = helpersNow.filter { _ in stage == .open }.map {
      Linked(id: $0.helper.id, name: $0.helper.name, what: "to help the applicant")
    }
    let payer = application.unendedPayer.map {
      Linked(id: $0.request.id, name: $0.request.name, what: "to pay")
    }
    return parties + helpers + [payer].compactMap(\.self)
  }
}

extension Edition {
  /// What a file may be, as the form calls it.
  func words(of type: String, in rule: Element.AttachmentRule) -> String {
    rule.types.first { $0.id.text == type }.map { text($0.label) } ?? "not said"
  }
}
