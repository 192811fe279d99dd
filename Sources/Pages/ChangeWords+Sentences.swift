import Rules

extension ChangeWords {
  /// What is otherwise, as a sentence without its full stop. It does not name its subject.
  package func sentence(_ change: Change) -> String {
    let old = change.before.map { text($0, in: before) }
    let new = change.after.map { text($0, in: after) }
    switch change.part {
    case .whole: return whole(change, new)
    case .offer: return offer(change, new)
    case .price: return price(change)
    case .clause: return clause(change)
    case .note: return note(old, new)
    case .pricedOn: return "The amount is that of \(new ?? ""), no longer that of \(old ?? "")"
    case .text(let text): return reworded(text, change.subject, old, new)
    case .firstDay:
      return new.map { "Can be applied for from \($0)" } ?? "It has no first day any more"
    case .lastDay:
      return new.map { "The last day to start an application is \($0)" }
        ?? "It has no last day any more"
    case .term: return term(change, old, new)
    case .eligibility: return eligibility(change)
    case .needs(_, let title): return asks("the part", title, new)
    case .owes(_, let title): return owes(title, new)
    case .whoNeeds(_, let title): return others("The part", title, "asked", change)
    case .whoOwes(_, let title): return others("The fee", title, "owed", change)
    case .conflict(_, let title):
      return new == nil
        ? "Can now be in one application with \(quoted(title))"
        : "Can no longer be in one application with \(quoted(title))"
    case .question(_, let ask, let part): return question(quoted(ask), part, change, old, new)
    case .entries(_, let title, let part): return entries(quoted(title), part, change, old, new)
    case .item: return moved("In the list", old, new)
    case .submittedBy: return "Completed by \(new ?? "nobody"), no longer by \(old ?? "nobody")"
    case .neededBefore: return "Has to be complete \(new ?? "")"
    case .isRequired: return new == "yes" ? "It is now required" : "It is now optional"
    case .invitation(let part): return invitation(part, old, new)
    case .seal: return moved("What is signed", old, new)
    case .nothingNew:
      return new == "yes"
        ? "Whoever has told of something before may now answer that nothing is new"
        : "Whoever has told of something before may no longer answer that nothing is new"
    case .roles: return moved("Who of the office may see the answers", old, new)
    case .leastFiles: return moved("The least number of files", old, new)
    case .mostFiles: return moved("The largest number of files", old, new)
    case .fileType: return moved("A kind of file", old, new)
    case .grants: return moved("What you are granted", old, new)
    case .aligned: return moved("When all your certificates get one last day", old, new)
    case .whenDeficient:
      return "If it has to be put right after you submit, it is \(new ?? ""), before: \(old ?? "")"
    case .review(let part): return review(part, change, old, new)
    case .refunds: return refunds(change)
    case .withdrawal:
      return moved("What is said of the fee before an application is withdrawn", old, new)
    case .textEdition: return textEdition(change, old, new)
    case .applicationDays:
      return "You have \(new ?? "") days to finish and pay, before: \(old ?? "")"
    case .reminderDays: return moved("Reminders, in days before the end", old, new)
    case .carryOverDays:
      return moved(
        "For how many days a part of others is taken over into a new application", old, new)
    case .waiting:
      return moved("What becomes of your days while somebody else has a part", old, new)
    case .feeLayer: return moved("By what is charged", old, new)
    case .currency: return moved("The currency", old, new)
    case .timeZone: return moved("The time zone", old, new)
    case .contact: return moved("How to reach us", old, new)
    }
  }

  private func invitation(
    _ part: Change.InvitationPart, _ old: String?, _ new: String?
  ) -> String {
    switch part {
    case .whole:
      new == nil
        ? "Nobody is asked for it by mail any more" : "You can ask somebody for it by mail"
    case .lastsDays: moved("How many days a request to complete it is good for", old, new)
    case .remindDays: moved("Reminders of that request, in days before its end", old, new)
    case .resendsAtMost: moved("How often you may send that request again", old, new)
    case .sees: moved("What else of you is seen by whoever completes it", old, new)
    case .statement: moved("What whoever completes it signs", old, new)
    }
  }

  // MARK: Whole subjects

  private func whole(_ change: Change, _ new: String?) -> String {
    switch change.subject {
    case .request: offer(change, new)
    case .element: new == nil ? "No longer a part of any application" : "A new part"
    case .letter: new == nil ? "No longer sent" : "New"
    case .guidance: new == nil ? "The page is gone" : "A new page"
    case .agency, .fee, .certificateKind, .list, .review: new == nil ? "No longer there" : "New"
    }
  }

  private func offer(_ change: Change, _ new: String?) -> String {
    let clause = (change.after ?? change.before)?.clause.map { " (\($0))" } ?? ""
    return (new == nil ? "Can no longer be applied for" : "Can be applied for") + clause
  }

  private func textEdition(_ change: Change, _ old: String?, _ new: String?) -> String {
    guard case .edition(let edition)? = change.after else {
      return "The fees no longer rest on \(quoted(old ?? ""))"
    }
    let note = edition.note.map { ". \(after.text($0))".droppingFullStop } ?? ""
    guard let old else { return "The first fees we know, by \(quoted(new ?? ""))\(note)" }
    return "The fees rest on \(quoted(new ?? "")), no longer on \(quoted(old))\(note)"
  }

  // MARK: Fees

  private func price(_ change: Change) -> String {
    switch (change.before, change.after) {
    case (let old?, let new?): "From \(cited(old, in: before)) to \(cited(new, in: after))"
    case (nil, let new?):
      isSeen(change) ? "Seen: \(cited(new, in: after))" : "New: \(cited(new, in: after))"
    case (let old, nil):
      "No longer charged" + (old.map { "; it was \(cited($0, in: before))" } ?? "")
    }
  }

  private func isSeen(_ change: Change) -> Bool {
    if case .fee(_, let layer, _) = change.subject { layer != FeeLayer.letter } else { false }
  }

  private func clause(_ change: Change) -> String {
    let old = change.before?.clause?.citation
    let new = change.after?.clause?.citation
    guard case .price? = change.after, let said = change.after else {
      return
        "It rests on \(new ?? "no rule of its own"), no longer on \(old ?? "one of its element")"
    }
    let amount = text(said, in: after).capitalizedFirst
    return isSeen(change)
      ? "\(amount), seen again: \(new ?? "")"
      : "\(amount) as before; it rests on \(new ?? ""), no longer on \(old ?? "")"
  }

  private func note(_ old: String?, _ new: String?) -> String {
    [old.map { "No longer said of it: \(quoted($0))" }, new.map { "Said of it: \(quoted($0))" }]
      .compactMap { $0 }.joined(separator: ". ")
  }

  private func refunds(_ change: Change) -> String {
    let old = change.before.map { cited($0, in: before, isQuoted: true) }
    let new = change.after.map { cited($0, in: after, isQuoted: true) }
    return switch (old, new) {
    case (let old?, let new?): "Of refunds is said \(new), no longer \(old)"
    case (nil, let new?): "Of refunds is said \(new)"
    case (let old, nil): "Of refunds is no longer said \(old ?? "")"
    }
  }

  // MARK: Requests

  private func term(_ change: Change, _ old: String?, _ new: String?) -> String {
    let was = change.before.map { cited($0, in: before) }
    let becomes = change.after.map { cited($0, in: after) }
    switch (was, becomes) {
    case (let was?, let becomes?):
      guard old == new, let new else { return "How long it lasts: from \(was) to \(becomes)" }
      return "How long it lasts: \(new) as before; it rests on \(rule(change.after)), no longer on "
        + rule(change.before)
    case (nil, let becomes?): return "How long it lasts, by a new rule: \(becomes)"
    case (let was, nil): return "No rule any more for how long it lasts; it was \(was ?? "")"
    }
  }

  private func rule(_ said: Change.Said?) -> String { said?.clause?.citation ?? "no rule" }

  private func eligibility(_ change: Change) -> String {
    let old = change.before.map { cited($0, in: before, isQuoted: true) }
    let new = change.after.map { cited($0, in: after, isQuoted: true) }
    if case .condition? = change.after {
      return "Worked out in another way than before: \(old ?? "")"
    }
    switch (old, new) {
    case (nil, let new?): return "You now have to meet: \(new)"
    case (let old?, nil): return "You no longer have to meet: \(old)"
    default:
      return "By another rule: \(new ?? ""), no longer \(rule(change.before))"
    }
  }

  private func asks(_ what: String, _ title: Words, _ new: String?) -> String {
    "\(new == nil ? "No longer asks" : "Now asks") for \(what) \(quoted(title))"
  }

  private func owes(_ title: Words, _ new: String?) -> String {
    new == nil
      ? "The fee \(quoted(title)) is no longer owed" : "The fee \(quoted(title)) is now owed"
  }

  private func others(_ what: String, _ title: Words, _ verb: String, _ change: Change) -> String {
    "\(what) \(quoted(title)) is \(verb) \(who(change))"
  }

  private func who(_ change: Change) -> String {
    switch change.after {
    case .condition(.always): "by everybody now"
    case .there: "in another number, or beside other requests"
    default:
      change.before == .condition(.always)
        ? "only where the answers call for it now" : "for other answers than before"
    }
  }

  // MARK: Questions

  private func entries(
    _ title: String, _ part: Change.EntriesPart, _ change: Change, _ old: String?, _ new: String?
  ) -> String {
    switch part {
    case .whole: (new == nil ? "No longer asks for " : "Now asks for ") + title
    case .title, .heading: moved("What \(title) is called", old, new)
    case .guidance: moved("The guidance for \(title)", old, new)
    case .when: "\(title) is asked \(who(change))"
    case .least: moved("How many of \(title) there must be", old, new)
    case .most: moved("How many of \(title) there may be", old, new)
    case .leastFiles: moved("The least number of files for \(title)", old, new)
    case .mostFiles: moved("The largest number of files for \(title)", old, new)
    }
  }

  private func question(
    _ ask: String, _ part: Change.QuestionPart, _ change: Change, _ old: String?, _ new: String?
  ) -> String {
    let clause = (change.after ?? change.before)?.clause.map { " (\($0))" } ?? ""
    return switch part {
    case .whole: (new == nil ? "No longer asked: " : "Now asked: ") + ask + clause
    case .ask: moved("A question is reworded", old, new)
    case .hint: moved("The hint of \(ask)", old, new)
    case .clause: moved("The rule of \(ask)", old, new)
    case .isRequired:
      new == "yes" ? "Now to be answered: \(ask)" : "May now be left empty: \(ask)"
    case .when: "\(ask) is asked \(who(change))"
    case .kind: moved("How \(ask) is answered", old, new)
    case .choice:
      switch (old, new) {
      case (nil, let new?): "A new choice for \(ask): \(quoted(new))"
      case (let old?, nil): "No longer a choice for \(ask): \(quoted(old))"
      default: moved("A choice for \(ask)", old, new)
      }
    }
  }

  // MARK: Wordings

  private func reworded(
    _ part: Change.Text, _ subject: Change.Subject, _ old: String?, _ new: String?
  ) -> String {
    switch subject {
    // They are named; whoever wants their wording opens them.
    case .letter, .guidance: "Reworded"
    default: moved(name(of: part), old, new)
    }
  }

  private func name(of part: Change.Text) -> String {
    switch part {
    case .title: "The name"
    case .summary: "The summary"
    case .whoFor: "Who it is for"
    case .term: "How long it lasts"
    case .why: "Why it is asked"
    case .guidance: "The guidance"
    case .none: "The statement of those with nothing to supply"
    case .disclaimer: "The disclaimer"
    case .body: "The text"
    }
  }

  /// `What: “old” becomes “new”`, of long texts only what differs.
  func moved(_ what: String, _ old: String?, _ new: String?) -> String {
    switch (old, new) {
    case (let old?, let new?):
      let (old, new) = differing(old, new)
      return "\(what): \(quoted(old)) becomes \(quoted(new))"
    case (nil, let new?): return "\(what): new is \(quoted(new))"
    case (let old, nil): return "\(what): \(quoted(old ?? "")) is taken out"
    }
  }

  /// What was said, with the rule it rests on, or where and when it was seen.
  func cited(
    _ said: Change.Said, in edition: Edition, isQuoted: Bool = false
  ) -> String {
    let words = text(said, in: edition)
    let clause = said.clause.map { " (\($0))" } ?? ""
    return (isQuoted ? quoted(words) : words) + clause
  }

  private func quoted(_ text: String) -> String { "“\(text)”" }
  private func quoted(_ words: Words) -> String { quoted(after.text(words)) }
}

/// Where two texts are long and have much in common, only what differs, with some words around it.
func differing(_ old: String, _ new: String) -> (String, String) {
  let around = 4
  let one = old.split(whereSeparator: \.isWhitespace)
  let other = new.split(whereSeparator: \.isWhitespace)
  guard max(one.count, other.count) > 24 else { return (old, new) }
  var first = 0
  while first < min(one.count, other.count), one[first] == other[first] { first += 1 }
  var last = 0
  while last < min(one.count, other.count) - first,
    one[one.count - 1 - last] == other[other.count - 1 - last]
  {
    last += 1
  }
  func part(_ words: [Substring]) -> String {
    let start = max(0, first - around)
    let end = words.count - max(0, last - around)
    return (start > 0 ? "… " : "") + words[start..<end].joined(separator: " ")
      + (end < words.count ? " …" : "")
  }
  return (part(one), part(other))
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
  fileprivate var droppingFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
