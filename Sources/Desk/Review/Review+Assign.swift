import Applications
import CGI
import Pages
import Rules
import Store

// Who has an application: taken by somebody, given to somebody, given back.

extension StaffVisit {
  func showAssign() throws -> Response {
    try require(.ofQueue)
    let overview = try services.overview(of: try application(), isPriced: false)
    return try reply(assignPage(try assignForm(overview), keys: keys))
  }

  /// Whoever may review takes what nobody has; who may give it to others does. Of two at once one gets it, and the
  /// other is told who has it: 409. The same form again changes nothing.
  func assign() throws -> Response {
    try require(.ofQueue)
    let form = try request.form()
    let overview = try services.overview(of: try application(), isPriced: false)
    try admit(form)
    let words = trimmed(form["words"] ?? "")
    let had = form["had"] ?? ""
    func again(_ fault: AssignForm.Fault, _ status: Status) throws -> Response {
      let now = try services.overview(of: try application(), isPriced: false)
      var page = try assignForm(now, fault: fault)
      page.to = form["to"] ?? ""
      page.words = words
      return try reply(assignPage(page, keys: keys), status: status)
    }
    guard let to = StaffName(form["to"] ?? "") else { return try again(.noOne, .unprocessable) }
    // Nobody but those who may give it to others gives it to others, or takes what somebody has.
    if to != member.name || !had.isEmpty { try require(.ofAssignment) }
    guard let receiver = try services.store.confirmedStaffMember(to), receiver.may(.ofQueue) else {
      return try again(.noOne, .unprocessable)
    }
    guard words.unicodeScalars.count <= ReviewLimits.words else {
      return try again(.wordsTooLong, .unprocessable)
    }
    let act = ReviewAct.assigned(Assignment(to: to, words: words, key: key(of: form)))
    if let fault = try change(overview.application.number, to: act, had: had) {
      return try again(fault, .conflict)
    }
    return redirect(to: "review/\(overview.application.number.text)")
  }

  /// Gives it back to the queue, where it keeps its place: for whoever has it, and for those who may give it to others.
  func release() throws -> Response {
    try require(.ofQueue)
    let form = try request.form()
    let overview = try services.overview(of: try application(), isPriced: false)
    try admit(form)
    let words = trimmed(form["words"] ?? "")
    let had = form["had"] ?? ""
    if had != member.name.text { try require(.ofAssignment) }
    func again(_ fault: AssignForm.Fault, _ status: Status) throws -> Response {
      let now = try services.overview(of: try application(), isPriced: false)
      var page = try assignForm(now, fault: fault)
      page.words = words
      return try reply(assignPage(page, keys: keys), status: status)
    }
    guard words.unicodeScalars.count <= ReviewLimits.words else {
      return try again(.wordsTooLong, .unprocessable)
    }
    let act = ReviewAct.released(ReviewMark(words: words, key: key(of: form)))
    if let fault = try change(overview.application.number, to: act, had: had) {
      return try again(fault, .conflict)
    }
    return redirect(to: "review/mine")
  }

  /// Does `act` where `had` still has the application; otherwise says why not.
  private func change(
    _ number: ApplicationNumber, to act: ReviewAct, had: String
  ) throws -> AssignForm.Fault? {
    struct Changed: Error { let fault: AssignForm.Fault }
    do {
      _ = try services.change(number, by: who) { application in
        if application.hasDone(.review(act), byForm: act.key ?? "") { return nil }
        guard application.isInReview else { throw Changed(fault: .over) }
        let holder = application.review.assignee
        guard holder?.text ?? "" == had else { throw Changed(fault: .changed(holder)) }
        if case .released = act, holder == nil { throw Changed(fault: .changed(nil)) }
        return .review(act)
      }
      return nil
    } catch let changed as Changed {
      return changed.fault
    }
  }

  private func assignForm(
    _ overview: Overview, fault: AssignForm.Fault? = nil
  ) throws -> AssignForm {
    let mayGive = member.may(.ofAssignment)
    let isOpen = overview.application.isInReview
    return AssignForm(
      overview, staff: mayGive && isOpen ? try reviewers() : [], viewer: member.name,
      mayTake: isOpen,
      mayRelease: isOpen && (mayGive || overview.application.review.assignee == member.name),
      fault: fault)
  }
}
