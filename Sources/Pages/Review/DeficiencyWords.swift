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
    case .appealRefused(let answer): return answer.letter
    case .assigned, .released, .accepted, .flagged, .flagLifted, .noted, .held, .resumed,
      .deficiencyAnswered, .deficiencyLapsed, .fitnessDecided, .sealedViewed, .decisionRefused,
      .appealed:
      return nil
    }
  }
}

extension Overview {
  /// What a deficiency asks for, in plain text: each thing with its reason and the rule.
  ///
  /// Of what only some may see, no more is said than that there is something: mail is read by others too.
  package func itemsText(of record: DeficiencyRecord) -> String {
    var lines: [String] = []
    for item in items(of: record) {
      let title = edition.text(item.element.title)
      guard !item.flags.isEmpty, item.element.seenBy.isEmpty else {
        lines.append(
          "\(title): \(item.flags.isEmpty ? item.task : "you find what is asked when you sign in.")"
        )
        continue
      }
      for flag in item.flags {
        let what = flag.target == .element ? title : "\(title), \(words(of: flag))"
        lines.append(
          "\(what): \(flag.reason.text)" + (flag.reason.clause.map { " (\($0))" } ?? "")
            + (flag.words.isEmpty ? "" : "\n\(flag.words)"))
      }
    }
    return lines.joined(separator: "\n\n")
  }

  /// One element that a deficiency asks for.
  struct DeficiencyItem {
    let element: Element
    let flags: [Flag]
    /// What has to be done with it, as a sentence.
    let task: String
  }

  /// In the order of the page.
  func items(of record: DeficiencyRecord) -> [DeficiencyItem] {
    let flags = application.review.flags(of: record).map(\.flag)
    let deficiency = record.deficiency
    return elements.compactMap { entry in
      let element = entry.element
      let own = flags.filter { $0.element == element.id }
      let isAnew = deficiency.anew.contains(element.id)
      let isSignedAgain = deficiency.signAgain.contains(element.id)
      guard !own.isEmpty || isAnew || isSignedAgain else { return nil }
      let task =
        if element.submittedBy != Party.applicant {
          "\(holder(of: entry)) has it again."
        } else if isAnew {
          "Enter it from the beginning and sign it. What you signed before stays sealed beside it."
        } else if isSignedAgain {
          own.isEmpty ? "Sign it again." : "Put it right, and sign it again."
        } else {
          "Put it right."
        }
      return DeficiencyItem(element: element, flags: own, task: task)
    }
  }
}
