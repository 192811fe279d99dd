import Applications
import CGI
import Pages
import Rules

extension ElementVisit {
  func show() throws -> Response {
    try reply(elementPage(form))
  }

  /// Keeps what was typed, whatever it is; says what is missing only when the person wants to go on.
  ///
  /// What cannot be kept is shown back: nothing typed is lost.
  func save() throws -> Response {
    let form = try request.form()
    try requireOwn()
    let typed = TypedPart(form).belonging(to: element)
    do {
      try visit.admit(form)
      return try afterSaving(form["then"] ?? "", keep(typed, from: form), key: visit.key(of: form))
    } catch let stale as StaleForm {
      return try reply(
        conflictPage(self.form, mine: typed.all, theirs: stale.part),
        status: .conflict)
    } catch let closed as Closed {
      return try notKept(closed, .answers(typed.answers, statesNone: typed.statesNone))
    } catch let refusal as Refusal where visit.isOfAnEarlierSession(refusal) {
      return try notKept(
        .earlierSession, .answers(typed.answers, statesNone: typed.statesNone), status: .forbidden)
    }
  }

  private func keep(_ typed: TypedPart, from form: Form) throws -> Overview {
    let key = visit.key(of: form)
    let goesOn = ["continue", "leave", ""].contains(form["then"] ?? "")
    return try change(
      unless: { application in
        // Who only wants to add or order something has changed nothing here.
        let part = application.part(element.id)
        if !goesOn, part.answers == kept(typed.answers, over: part.answers),
          part.statesNone == statesNone(typed, part)
        {
          return true
        }
        guard case .saved(let earlier) = application.deed(ofForm: key) else { return false }
        return earlier.element == element.id
          && earlier.answers == kept(typed.answers, over: earlier.answers)
          && (partlyOpen != nil || earlier.statesNone == typed.statesNone)
      },
      { part in
        // Going back, correcting and sending again is an ordinary save: nobody else came between.
        guard form["revision"] == String(part.revision) || part.key == key else {
          throw StaleForm(part: part)
        }
        return .saved(
          Save(
            element: element.id, revision: part.revision + 1,
            answers: kept(typed.answers, over: part.answers),
            statesNone: statesNone(typed, part), key: key))
      })
  }

  /// Whether there is nothing to supply: as it was, where only some of the element can be changed.
  private func statesNone(_ typed: TypedPart, _ part: Part) -> Bool {
    partlyOpen == nil ? typed.statesNone : part.statesNone
  }

  private func afterSaving(
    _ then: String, _ overview: Overview, key: String
  ) throws -> Response {
    if let action = EntryAction(then) {
      return try afterwards { try act(action, key: "\(key).\(then)") }
    }
    switch then {
    case "leave": return leave()
    case "attach": return visit.redirect(to: addresses.files(ofEntry: nil))
    default: break
    }
    guard let entry = overview.entry(element.id) else { throw Refusal.notFound }
    let faults = faults(in: entry.part)
    guard faults.isEmpty else {
      return try reply(
        elementPage(
          ElementForm(
            overview, try Self.shown(entry, in: overview, to: visit), toldBefore: toldBefore,
            faults: faults, keys: visit.keys)),
        status: .unprocessable)
    }
    if element.wording != nil, !entry.part.isSealed { return visit.redirect(to: addresses.sign) }
    return next(in: overview)
  }

  /// Where somebody goes who has saved for today.
  func leave() -> Response {
    if overview.viewer.isParty { return next(in: overview) }
    return visit.redirect(to: "dashboard")
  }
}

/// Somebody saved the element after this form was opened.
private struct StaleForm: Error {
  let part: Part
}
