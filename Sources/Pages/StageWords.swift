import Applications
import Markup
import Rules

extension Overview {
  /// The status of the whole application in words, with a sentence that says what it means.
  var stageWords: (words: String, kind: StatusKind, meaning: String) {
    switch stage {
    case .open where isComplete:
      ("Ready to submit", .open, "everything is filled in. You have not submitted yet.")
    case .open where isWaiting:
      ("Waiting for others", .waiting, "your own parts are complete. You have not submitted yet.")
    case .open: ("Not submitted", .open, "some parts are still missing.")
    case .paying: payingWords
    case .payerAsked:
      (
        "Waiting for somebody else to pay", .waiting,
        "\(payerSentence.lowercasedFirst) Until then nothing can be changed."
      )
    case .expired:
      (
        "Expired", .closed,
        "it was not paid by \(Pages.text(of: lastDay)). To apply, start a new application."
      )
    case .cancelled: ("Cancelled", .closed, "you gave it up before it was submitted.")
    case .submitted: ("Submitted", .done, "we have it. You need do nothing now.")
    case .pendingReview:
      (
        "Pending Review", .waiting,
        application.review.hold.map { "it is on hold: \($0.hold.reason.text)" }
          ?? "somebody here looks at it. You need do nothing now."
      )
    case .deficient:
      (
        "Deficient", .open,
        openItems.isEmpty
          ? "everything is put right, and your answer is not sent yet."
          : "it came back to you: something has to be put right."
      )
    case .closed:
      (
        "Closed", .closed,
        "what we asked for did not come in time, and nothing was decided. You can ask us to open it again."
      )
    case .approved where application.isPreliminary:
      (
        "Approved preliminarily", .done,
        "what you applied for is granted, and that is still to be confirmed or revoked."
      )
    case .approved: ("Approved", .done, "what you applied for is granted.")
    case .denied: ("Denied", .closed, "what you applied for is not granted.")
    case .revoked:
      ("Revoked", .closed, "it was approved preliminarily, and what was granted holds no more.")
    case .withdrawn: ("Withdrawn", .closed, "you took it back after it was submitted.")
    }
  }

  private var payingWords: (words: String, kind: StatusKind, meaning: String) {
    let who = openPaymentsPayer ?? "you"
    return switch openPayment {
    case .notBegun:
      ("Payment not finished", .open, "\(who) began to pay, and nothing has been paid yet.")
    case .awaited:
      (
        "Payment not confirmed", .waiting,
        "a payment was begun, and we do not know yet how it ended."
      )
    case .unfinished:
      (
        "Payment unfinished", .open,
        "\(who) went to pay, and no word of any money has reached us since."
      )
    case .checked:
      (
        "Payment being checked", .waiting,
        "the payment service does not know yet whether it has gone through."
      )
    case nil:
      (
        "Payment being looked at", .waiting,
        "money came in, but not the amount of your invoice."
      )
    }
  }

  /// Since when it has that status.
  var sinceWords: String { "Since \(Pages.text(of: stageSince, in: edition.agency.timeZone))." }

  var startedWords: String {
    "Started \(Pages.text(of: application.startedAt, in: edition.agency.timeZone))."
  }

  /// Who acts next, and how.
  var nextWords: String {
    switch stage {
    case .open where isComplete: "Next: you, by paying, or by submitting where nothing is owed."
    case .open where isWaiting: "Next: \(waitedFor)."
    case .open where !waitedFor.isEmpty: "Next: you, and \(waitedFor)."
    case .open: "Next: you, by filling in what is missing."
    case .paying:
      switch openPayment {
      case nil: "Next: we look at the payment."
      case .notBegun where openPaymentsPayer != nil,
        .unfinished where openPaymentsPayer != nil:
        "Next: \(openPaymentsPayer ?? ""), by finishing the payment. You can give it up if they have not paid."
      case .notBegun: "Next: you, by finishing the payment, or giving it up."
      case .awaited where openPaymentsPayer != nil: "Next: the payment service tells us."
      case .awaited: "Next: the payment service tells us. If you left it, go back and finish."
      case .unfinished: "Next: you, by finishing the payment, or giving it up if you have not paid."
      case .checked: "Next: the payment service tells us."
      }
    case .payerAsked:
      "Next: \(askedPayer?.request.name ?? "somebody else"), by paying or declining. You can take the request back."
    case .deficient where openItems.isEmpty: "Next: you, by sending your answer."
    case .deficient where openItems.allSatisfy({ $0.item == .withOthers }):
      "Next: \(openItems.first.map { holder(of: $0.entry) } ?? ""), and then you, by sending your answer."
    case .deficient: "Next: you, by putting right what our letter names."
    case .approved where application.isPreliminary:
      "Next: we confirm the approval, or revoke it, and write to you."
    case .denied where application.review.openAppeal != nil,
      .revoked where application.review.openAppeal != nil:
      "Next: we look at the decision again."
    case .denied where canBeAppealed, .revoked where canBeAppealed:
      "Next: nobody has to do anything. You can ask for another look until the end of "
        + "\(lastDayToAppeal.map { Pages.text(of: $0) } ?? "")."
    case .closed: "Next: you, by asking us to open it again, or by applying again."
    case .submitted, .pendingReview:
      switch awaitedParts.first {
      case nil: "Next: we look at it."
      case let entry? where awaitsName(entry):
        "Next: you, by saying who completes \(edition.text(entry.element.title))."
      case let entry?: "Next: \(holder(of: entry)), and we look at it."
      }
    case .expired, .cancelled, .withdrawn, .approved, .denied, .revoked:
      "Nobody has to do anything."
    }
  }

  /// Whether only others have something to do before it can be paid.
  private var isWaiting: Bool { !blockers.isEmpty && blockers.allSatisfy(isWaiting) }

  /// Whom a part is awaited from that payment waits for, each once.
  private var waitedFor: String {
    var names: [String] = []
    for entry in blockers where isWaiting(entry) {
      let name = holder(of: entry)
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: ", ")
  }
}

extension String {
  /// To stand behind a colon.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
