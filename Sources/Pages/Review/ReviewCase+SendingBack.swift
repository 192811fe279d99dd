import Applications
import Rules

extension ReviewCase {
  /// What becomes of the parts that are flagged when it is sent back.
  package struct SendingBack {
    /// Begun again with nothing.
    package var anew: [Element.ID] = []
    /// The applicant's own, which were signed.
    package var signAgain: [Element.ID] = []
    /// Of others, who signed them.
    package var sentBack: [(element: Element.ID, record: InvitationRecord)] = []
  }

  package var sendingBack: SendingBack {
    var plan = SendingBack()
    for entry in overview.elements {
      let id = entry.element.id
      let isFlagged = review.openFlags.contains { $0.flag.element == id }
      // What is entered anew is so whatever else goes back.
      guard isFlagged || entry.element.whenDeficient == .anew else { continue }
      if entry.element.submittedBy != Party.applicant {
        if let record = entry.invitation, record.state(at: overview.now) == .signed,
          entry.evidence == nil
        {
          plan.sentBack.append((id, record))
        }
      } else if entry.element.seal != nil, entry.part.isSealed {
        if entry.element.whenDeficient == .anew {
          plan.anew.append(id)
        } else {
          plan.signAgain.append(id)
        }
      }
    }
    return plan
  }

  /// Why nobody could put right what is flagged of an element; `nil` where somebody can.
  package func whyNotPutRight(_ entry: Overview.Entry) -> String? {
    guard entry.element.submittedBy != Party.applicant else { return nil }
    if entry.evidence != nil {
      return "It came another way, so nobody could put it right here. It is undone under Repairs."
    }
    return entry.invitation?.state(at: overview.now) == .signed
      ? nil : "Nobody has completed it, so there is nothing to send back."
  }
}
