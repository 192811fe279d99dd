import Applications
import CGI
import Pages
import Rules
import Store

// Who helps an applicant with one application, and who else is told what becomes of it.

extension Visit {
  func showHelpers() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    return try reply(helpersPage(overview, keys: keys), about: overview)
  }

  func showNameHelper() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    guard overview.canNameHelper else { return redirect(to: helpersAddress) }
    var typed = HelperForm()
    if let held = try heldTyping() {
      typed = HelperForm(held)
      typed.why = Self.typedBefore
    }
    return try reply(nameHelperPage(overview, typed, keys: keys), about: overview)
  }

  /// Names a helper, who gets a link by mail. The same form again is one helper; what cannot be done is shown back as
  /// typed.
  func nameHelper() throws -> Response {
    let form = try request.form()
    var typed = HelperForm(form)
    guard session?.account != nil else { return try holdForApplicant(typed.held, of: pageAddress) }
    let account = try account()
    let overview = try overview(of: try application(), isPriced: false)
    func again(_ status: Status, why: String? = nil) throws -> Response {
      typed.why = why
      return try reply(
        nameHelperPage(overview, typed, keys: keys), status: status, about: overview)
    }
    guard try isOfThisPage(form) else { return try again(.forbidden, why: Self.openedBefore) }
    let key = key(of: form)
    if overview.application.deed(ofForm: key) == nil {
      typed.faults = typed.faults(of: account.profile, overview)
      guard typed.faults.isEmpty else { return try again(.unprocessable) }
      if overview.canNameHelper, let until = try take(mailTries("helper", to: typed.emailAddress)) {
        typed.faults = [.tooManyTries(until: try words(for: until))]
        var response = try again(.tooManyRequests)
        response.headers.append(retryAfter(until))
        return response
      }
    }
    let id = services.random.word()
    do {
      _ = try services.change(
        overview.application.number, by: .applicant(account.id)
      ) { application in
        if application.deed(ofForm: key) != nil { return nil }
        let now = overview.after(application)
        guard now.canNameHelper, typed.faults(of: account.profile, now).isEmpty else {
          throw Closed(why: now.whyNoHelper)
        }
        return .helperNamed(
          Helper(
            id: id, elements: typed.elements(now), name: typed.name,
            emailAddress: typed.emailAddress, isTold: typed.isTold, until: now.helperEnd, key: key))
      }
    } catch let closed as Closed {
      return try again(.conflict, why: closed.why)
    }
    var response = redirect(to: helpersAddress)
    response.cookies = try discardHeldTyping()
    return response
  }

  /// Sends a helper a new link, by which the one before opens nothing.
  func renewHelper() throws -> Response {
    try changeHelpers { overview, id in
      // The counters have locks of their own, and no program holds two.
      guard let record = overview.application.helper(id), overview.canRenew(record),
        let until = try take(mailTries("helper", to: record.helper.emailAddress))
      else { return }
      throw Closed(why: "Too many links were sent. Try again after \(try words(for: until)).")
    } to: { overview, id, key in
      guard let record = overview.application.helper(id), overview.canRenew(record) else {
        throw Closed(
          why: "No new link can be sent: the help has ended, or nothing can be filled in now.")
      }
      return .helperRenewed(HelperRenewal(helper: id, until: overview.helperEnd, key: key))
    }
  }

  /// Ends the help of somebody at once.
  func revokeHelper() throws -> Response {
    try changeHelpers { overview, id, key in
      overview.application.helper(id)?.end == nil ? .helperRevoked(id, key: key) : nil
    }
  }

  private func changeHelpers(
    before check: (Overview, _ id: String) throws -> Void = { _, _ in },
    to what: (Overview, _ id: String, _ key: String) throws -> Event.What?
  ) throws -> Response {
    try change(try request.form(), before: { try check($0, request["helper"]) }) { overview, key in
      try what(overview, request["helper"], key)
    } knowing: {
      $0.application.helper(request["helper"]) != nil
    }
  }

  /// Takes the applicant's word on whether somebody is told what becomes of the application.
  func chooseUpdates() throws -> Response {
    let form = try request.form()
    let whom = Follower(form["whom"] ?? "")
    return try change(form) { overview, key in
      guard let whom, overview.application.told.contains(whom) != (form["told"] == "yes") else {
        return nil
      }
      return .updatesChosen(UpdatesChoice(whom: whom, isTold: form["told"] == "yes", key: key))
    } knowing: { overview in
      switch whom {
      case .party(let id): overview.application.invitation(id) != nil
      case .helper(let id): overview.application.helper(id) != nil
      case nil: false
      }
    }
  }

  /// For a form with keys: appends what `decide` makes of the application under its lock, unless the form has done so
  /// before. 404 for somebody it does not know, 409 with the page where it comes too late.
  private func change(
    _ form: Form, before check: (Overview) throws -> Void = { _ in },
    _ decide: (Overview, _ key: String) throws -> Event.What?,
    knowing isKnown: (Overview) -> Bool
  ) throws -> Response {
    let account = try account(then: helpersAddress)
    let overview = try overview(of: try application(), isPriced: false)
    try admit(form)
    guard isKnown(overview) else { throw Refusal.notFound }
    let key = key(of: form)
    do {
      if overview.application.deed(ofForm: key) == nil { try check(overview) }
      _ = try services.change(
        overview.application.number, by: .applicant(account.id)
      ) { application in
        if application.deed(ofForm: key) != nil { return nil }
        return try decide(overview.after(application), key)
      }
    } catch let closed as Closed {
      return try reply(
        helpersPage(overview, why: closed.why, keys: keys), status: .conflict, about: overview)
    }
    return redirect(to: helpersAddress)
  }

  private var helpersAddress: String { "dashboard/\(request["application"])/helpers" }
}

extension Overview {
  /// Why nobody can be named who could when the page was opened.
  fileprivate var whyNoHelper: String {
    stage == .open
      ? "This helper cannot be named: there are as many as there may be, or what you chose is no longer asked for."
      : "Nothing in this application can be filled in now, so nobody can be named."
  }
}

extension HelperForm {
  fileprivate init(_ form: Form) {
    self.init()
    name = trimmed(form["name"])
    emailAddress = trimmed(form["email"])
    parts = form.all("part")
    isTold = form["told"] == "yes"
  }

  fileprivate init(_ held: Answers) {
    self.init()
    name = held.text("name")
    emailAddress = held.text("email")
    parts = held[field: "part"]
    isTold = held.text("told") == "yes"
  }

  fileprivate var held: Answers {
    Answers([
      Answers.Field(name: "name", texts: [name]),
      Answers.Field(name: "email", texts: [emailAddress]),
      Answers.Field(name: "part", texts: parts),
      Answers.Field(name: "told", texts: [isTold ? "yes" : ""]),
    ])
  }

  /// The chosen parts in the order of the page; those that nobody may help with are none.
  fileprivate func elements(_ overview: Overview) -> [Element.ID] {
    overview.helpable.map(\.element.id).filter { parts.contains($0.text) }
  }

  fileprivate func faults(of profile: Profile, _ overview: Overview) -> [Fault] {
    var faults: [Fault] = []
    if isBlank(name) { faults.append(.noName) }
    if name.unicodeScalars.count > Helper.nameLimit { faults.append(.nameTooLong) }
    if !isEmailAddress(emailAddress) {
      faults.append(.noEmailAddress)
    } else if folded(emailAddress) == folded(profile.emailAddress) {
      faults.append(.ownAddress)
    } else if overview.helpersNow.contains(where: {
      folded($0.helper.emailAddress) == folded(emailAddress)
    }) {
      faults.append(.helpsAlready)
    }
    if elements(overview).isEmpty { faults.append(.noPart) }
    return faults
  }
}
