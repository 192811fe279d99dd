import Applications
import CGI
import Pages
import Rules

extension ElementVisit {
  func show() throws -> Response {
    try reply(
      elementPage(ElementForm(overview, entry, keys: visit.keys)))
  }

  /// Keeps what was typed, whatever it is; says what is missing only when the person wants to go on.
  func save() throws -> Response {
    let form = try request.form()
    try visit.admit(form)
    guard element.submittedBy == Party.applicant else { throw Refusal.notFound }
    let typed = Answers(form.answers).belonging(to: element.questions)
    let statesNone = element.none != nil && form["none"] == "yes"
    let key = form["key"] ?? ""
    do {
      let after = try change { application, part in
        if case .saved(let earlier) = application.deed(ofForm: key), earlier.element == element.id,
          earlier.answers == typed, earlier.statesNone == statesNone
        {
          return nil
        }
        if part.isSealed { throw StaleForm(part: part) }
        // Going back, correcting and sending again is an ordinary save: nobody else came between.
        guard form["revision"] == String(part.revision) || part.key == key else {
          throw StaleForm(part: part)
        }
        return .saved(
          Save(
            element: element.id, revision: part.revision + 1, answers: typed,
            statesNone: statesNone, key: key))
      }
      return try afterSaving(form["then"] ?? "", after)
    } catch let stale as StaleForm {
      return try reply(
        conflictPage(
          ElementForm(overview, entry, keys: visit.keys), mine: typed, theirs: stale.part),
        status: .conflict)
    }
  }

  private func afterSaving(_ then: String, _ overview: Overview) throws -> Response {
    switch then {
    case "leave": return visit.redirect(to: "dashboard")
    case "attach": return visit.redirect(to: "attach/\(number.text)/\(element.id)")
    default: break
    }
    guard let entry = overview.entry(element.id) else { throw Refusal.notFound }
    let faults = element.answerFaults(in: entry.part)
    guard faults.isEmpty else {
      return try reply(
        elementPage(ElementForm(overview, entry, faults: faults, keys: visit.keys)),
        status: .unprocessable)
    }
    if element.seal != nil { return visit.redirect(to: "save/\(number.text)/\(element.id)/sign") }
    return next(in: overview)
  }
}

/// Somebody saved the element after this form was opened.
private struct StaleForm: Error {
  let part: Part
}
