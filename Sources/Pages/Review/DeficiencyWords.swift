import Applications
import Markup
import Rules

extension DeficiencyRule.Consequence {
  /// What follows when nothing is put right in time.
  package var sentence: String {
    switch self {
    case .decided: "If nothing comes by then, your application is decided by what is there."
    case .closed:
      "If nothing comes by then, your application is closed without a decision. You can ask us to open it again."
    }
  }
}

extension Event {
  /// The letter that goes to the applicant by this event, just as it was sent; `nil` where none does. `application` is
  /// the one that has taken it.
  package func sentLetter(in application: Application) -> SentLetter? {
    guard case .review(let act) = what else { return nil }
    switch act {
    case .deficiencySent(let deficiency): return deficiency.letter
    case .deficiencyExtended(let extended): return extended.letter
    case .decided(let decision): return decision.needsSecondPerson ? nil : decision.letter
    case .decisionConfirmed(let id, _): return application.review.decision(id)?.decision.letter
    case .decisionUndone(let undoing): return undoing.letter
    case .preliminaryConfirmed(let confirmation): return confirmation.letter
    case .appealRefused(let answer): return answer.letter
    case .assigned, .released, .accepted, .flagged, .flagLifted, .noted, .held, .resumed,
      .deficiencyAnswered, .deficiencyLapsed, .fitnessDecided, .preliminaryFound, .sealedViewed,
      .decisionRefused, .appealed:
      return nil
    }
  }
}

extension Overview {
  /// What an application is sent back for, in plain text: each part that is asked again, with what is flagged of it, why,
  /// by which rule, and in whose words.
  ///
  /// Of what only some may see, no more is said than that there is something: mail is read by others too, and so are
  /// letters here. The applicant reads it signed in.
  package func itemsText(_ items: [DeficiencyItem]) -> String {
    items.enumerated().map { index, item in
      var lines = ["\(index + 1). \(edition.text(item.element.title))"]
      if item.element.isUnderSeal, !item.flags.isEmpty {
        lines.append("What is asked here, and why, stands on its page when you sign in.")
      } else {
        lines += item.flags.map { flag in
          let what = flag.target == .element ? nil : words(of: flag)
          let why = flag.reason.text + (flag.reason.clause.map { " (\($0))" } ?? "")
          return [what, why, flag.words].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: "\n")
        }
      }
      if let task = item.task { lines.append(task) }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// One element that a deficiency asks for.
  package struct DeficiencyItem {
    let element: Element
    let flags: [Flag]
    /// What has to be done with it, as a sentence; `nil` where that is to put right what is flagged.
    let task: String?
  }

  /// What was asked, in the order of the page.
  package func items(of record: DeficiencyRecord) -> [DeficiencyItem] {
    items(
      flags: application.review.flags(of: record).map(\.flag), anew: record.deficiency.anew,
      signAgain: record.deficiency.signAgain)
  }

  /// What would be asked, in the order of the page: also what is entered or signed anew and has no flag.
  package func items(
    flags: [Flag], anew: [Element.ID], signAgain: [Element.ID]
  ) -> [DeficiencyItem] {
    elements.compactMap { entry in
      let element = entry.element
      let own = flags.filter { $0.element == element.id }
      let isAnew = anew.contains(element.id)
      let isSignedAgain = signAgain.contains(element.id)
      guard !own.isEmpty || isAnew || isSignedAgain else { return nil }
      let task: String? =
        if element.submittedBy != Party.applicant {
          "\(holder(of: entry)) has it again."
        } else if isAnew {
          "Enter it from the beginning and sign it. What you signed before stays sealed beside it."
        } else if isSignedAgain {
          own.isEmpty ? "Sign it again." : "Put it right, and sign it again."
        } else {
          nil
        }
      return DeficiencyItem(element: element, flags: own, task: task)
    }
  }
}

extension ReviewCase {
  /// What a letter would ask for that sends it back now.
  package var itemsToSend: String {
    let plan = sendingBack
    return overview.itemsText(
      overview.items(
        flags: review.openFlags.map(\.flag), anew: plan.anew, signAgain: plan.signAgain))
  }
}
