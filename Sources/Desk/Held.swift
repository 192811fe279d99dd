import Applications
import CGI
import Pages
import Rules
import Signing
import Store

/// Forms that arrived with nobody to keep them for: from the public pages, or after a session ended. What
/// was typed waits for 24 hours under a cookie of its own, and is put nowhere until its writer says so.
extension Visit {
  static let heldCookie = "held"
  private static let heldSeconds = 24 * 3600
  /// As many forms wait for one browser.
  private static let heldLimit = 20

  /// Keeps the text of a public form, signed in or not, and asks later where it belongs.
  func holdPublicForm() throws -> Response {
    let form = try formToHold()
    guard let element = Element.ID(form["element"] ?? "") else {
      throw Refusal(.badRequest, "The form does not say which part of an application it is.")
    }
    return try heldPost(TypedPart(form), Waiting(element: element), for: session?.account)
  }

  /// Keeps the form of an element whose writer is no longer signed in, for the applicant alone.
  ///
  /// It is answered alike whether the application is there or not: nobody has said who they are.
  func holdElementForm(of entry: HeldEntry? = nil) throws -> Response {
    let form = try formToHold()
    guard let element = Element.ID(request["element"]) else { throw Refusal.notFound }
    let number = ApplicationNumber(request["application"])
    return try heldPost(
      TypedPart(form), Waiting(element: element, application: number, entry: entry),
      for: try number.flatMap { try services.store.application($0)?.applicant })
  }

  /// The same for the form of an entry.
  func holdEntryForm() throws -> Response {
    guard let group = EntryGroup.ID(request["group"]), isEntryName(request["entry"]) else {
      throw Refusal.notFound
    }
    return try holdElementForm(of: HeldEntry(group: group, id: request["entry"]))
  }

  func showHeld() throws -> Response {
    guard session != nil else {
      let waits = try heldTokens.contains { try services.store.held($0, at: services.now) != nil }
      return waits ? try reply(heldPage()) : redirect(to: "dashboard")
    }
    let account = try account()
    guard let held = try held(for: account.id) else { return redirect(to: "dashboard") }
    return try reply(
      heldChoicePage(
        held.form, as: name(ofHeld: held.token), places: try places(for: held.form, account),
        keys: keys),
      name: account.profile.name)
  }

  /// Puts a held form where the person says, or throws it away, which is what happens by default.
  func settleHeld() throws -> Response {
    let account = try account()
    let form = try request.form()
    try admit(form)
    guard let held = try held(for: account.id) else { return redirect(to: "dashboard") }
    // Pressed twice, or sent again after going back: what waits now is not what this page has shown.
    guard form["held"] == name(ofHeld: held.token) else { return redirect(to: "save/held") }
    var response = redirect(to: "dashboard")
    if form["choice"] == "keep" {
      let places = try places(for: held.form, account)
      guard let number = form["application"] else {
        return try reply(
          heldChoicePage(
            held.form, as: name(ofHeld: held.token), places: places, lacksPlace: true, keys: keys),
          status: .unprocessable, name: account.profile.name)
      }
      guard let place = places.first(where: { $0.application.number.text == number }) else {
        throw Refusal.notFound
      }
      try keep(held.form, in: place, key: key(of: form), account)
      response = redirect(to: "save/\(place.application.number.text)/\(held.form.element)")
    }
    _ = try afterwards { try services.store.discardHeld(held.token) }
    let rest = heldTokens.filter { $0 != held.token }
    response.cookies = [heldCookie(rest)]
    // What else waits is asked about before anything else.
    if try self.held(for: account.id, besides: held.token) != nil {
      response = redirect(to: "save/held")
      response.cookies = [heldCookie(rest)]
    }
    return response
  }

  /// Whether something waits that this account may have back.
  func holdsSomething(for account: AccountID) throws -> Bool { try held(for: account) != nil }
}

/// Thrown where a form can be kept for nobody. What was typed is shown back.
struct NotHeld: Error {
  let status: Status
  let typed: Answers
  let why: String
}

/// What a held form is for, as the store keeps it: `degrees`; `degrees k7m42q9p` when it was typed in an
/// application; `degrees k7m42q9p degree 2b3c…` when it was the form of an entry.
private struct Waiting {
  let element: Element.ID
  var application: ApplicationNumber?
  var entry: HeldEntry?

  init(
    element: Element.ID, application: ApplicationNumber? = nil, entry: HeldEntry? = nil
  ) {
    self.element = element
    self.application = application
    self.entry = application == nil ? nil : entry
  }

  init?(_ purpose: String) {
    let parts = purpose.split(separator: " ")
    guard let first = parts.first, let element = Element.ID(String(first)) else { return nil }
    self.element = element
    application = parts.count > 1 ? ApplicationNumber(String(parts[1])) : nil
    guard parts.count > 3 else { return }
    entry = EntryGroup.ID(String(parts[2])).map { HeldEntry(group: $0, id: String(parts[3])) }
  }

  var purpose: String {
    element.text + (application.map { " " + $0.text } ?? "")
      + (entry.map { " \($0.group) \($0.id)" } ?? "")
  }
}

extension Visit {
  /// The form, unless another site has sent it. It has no token: nobody has signed in to get one.
  private func formToHold() throws -> Form {
    try refuseFromElsewhere()
    return try request.form()
  }

  func refuseFromElsewhere() throws {
    guard !comesFromElsewhere else {
      throw Refusal(.forbidden, "This form came from another site, so nothing of it was kept.")
    }
  }

  private func heldPost(
    _ typed: TypedPart, _ waiting: Waiting, for account: AccountID?
  ) throws -> Response {
    var response = redirect(to: "save/held")
    response.cookies = [try hold(typed.packed, purpose: waiting.purpose, for: account)]
    return response
  }

  /// Keeps a text for 24 hours under a cookie of its own, which is returned: for whoever has the cookie, or
  /// for one account alone.
  func hold(_ text: String, purpose: String, for account: AccountID?) throws -> Cookie {
    let token = services.random.token()
    do throws(StoreError) {
      try services.store.hold(
        text, purpose: purpose, cookie: token, for: account,
        from: networkAddress?.network ?? "", at: services.now,
        until: services.now.adding(seconds: Self.heldSeconds))
    } catch {
      switch error {
      case .tooMany:
        throw NotHeld(
          status: .tooManyRequests, typed: Answers(packed: text),
          why:
            "Too many forms are waiting from your connection. Go back, sign in in another window, "
            + "and then send this form again.")
      case .tooLarge:
        throw NotHeld(
          status: .tooLarge, typed: Answers(packed: text),
          why: "The form is too long to be kept here. Go back, sign in in another window, and then "
            + "send this form again.")
      default: throw error
      }
    }
    return heldCookie([token] + heldTokens.prefix(Self.heldLimit - 1))
  }

  /// What a page calls a form that waits; it says nothing of the token.
  private func name(ofHeld token: String) -> String {
    String(SHA256.digest(of: token.utf8).description.prefix(16))
  }

  /// Newest first.
  var heldTokens: [String] {
    (request.cookie(Self.heldCookie) ?? "").split(separator: ".").prefix(Self.heldLimit)
      .map(String.init)
  }

  func heldCookie(_ tokens: [String]) -> Cookie {
    tokens.isEmpty
      ? .removed(Self.heldCookie)
      : Cookie(
        Self.heldCookie, tokens.joined(separator: "."), maxAgeSeconds: Self.heldSeconds)
  }

  /// The newest form that waits in this browser and that `account` may have back.
  private func held(
    for account: AccountID, besides other: String? = nil
  ) throws -> (token: String, form: HeldForm)? {
    for token in heldTokens where token != other {
      guard let post = try services.store.held(token, at: services.now),
        post.account == nil || post.account == account, let waiting = Waiting(post.purpose)
      else { continue }
      let typed = TypedPart(packed: post.body)
      return (
        token,
        HeldForm(
          element: waiting.element, answers: typed.answers, statesNone: typed.statesNone,
          entry: waiting.entry, application: waiting.application)
      )
    }
    return nil
  }

  private func keep(
    _ held: HeldForm, in place: Overview, key: String, _ account: Account
  ) throws {
    guard let element = place.entry(held.element)?.element else { throw Refusal.notFound }
    if let entry = held.entry {
      guard let group = element.group(entry.group) else { throw Refusal.notFound }
      return try keep(held, entry, of: group, in: place, key: key, account)
    }
    let typed = TypedPart(held.answers, statesNone: held.statesNone).belonging(to: element)
    _ = try services.change(
      place.application.number, by: .applicant(account.id)
    ) { application in
      let now = Overview(application, edition: place.edition, now: services.now)
      let part = application.part(element.id)
      // Where only some of it was sent back, all else stays.
      let open = now.reopening(of: element.id).flatMap { $0.isWhole ? nil : $0 }
      let answers = open?.kept(typed.answers, over: part.answers, of: element) ?? typed.answers
      let statesNone = open == nil ? typed.statesNone : part.statesNone
      if case .saved(let earlier) = application.deed(ofForm: key), earlier.element == element.id,
        earlier.answers == answers, earlier.statesNone == statesNone
      {
        return nil
      }
      if let why = now.whyClosed(element.id) { throw Refusal(.conflict, why) }
      return .saved(
        Save(
          element: element.id, revision: part.revision + 1, answers: answers,
          statesNone: statesNone, key: key))
    }
  }

  private func keep(
    _ held: HeldForm, _ entry: HeldEntry, of group: EntryGroup, in place: Overview, key: String,
    _ account: Account
  ) throws {
    let answers = held.answers.belonging(to: group.questions)
    _ = try services.change(
      place.application.number, by: .applicant(account.id)
    ) { application in
      if case .entrySaved(let earlier) = application.deed(ofForm: key), earlier.entry == entry.id,
        earlier.element == held.element, earlier.answers == answers
      {
        return nil
      }
      let now = Overview(application, edition: place.edition, now: services.now)
      if let why = now.whyClosed(held.element, entry: entry.id, of: group.id) {
        throw Refusal(.conflict, why)
      }
      let before = application.part(held.element).entry(entry.id)
      return .entrySaved(
        EntrySave(
          element: held.element, group: group.id, entry: entry.id,
          revision: (before?.revision ?? 0) + 1, answers: answers, key: key))
    }
  }

  /// The open applications of this person that ask for the element, and from them.
  private func places(for held: HeldForm, _ account: Account) throws -> [Overview] {
    try overviews(of: account).readable.filter {
      $0.whyClosed(held.element) == nil
        && $0.entry(held.element)?.element.submittedBy == Party.applicant
        && $0.takes(held.entry, of: held.element)
    }
  }
}

extension Overview {
  /// Whether the element has such entries; any element where it was none.
  fileprivate func takes(_ held: HeldEntry?, of element: Element.ID) -> Bool {
    guard let held else { return true }
    return entry(element)?.element.group(held.group) != nil
  }
}
