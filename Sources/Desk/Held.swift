import Applications
import CGI
import Pages
import Rules
import Signing
import Store

/// A form that waits to be told which application it belongs to.
struct HeldForm {
  let element: Element.ID
  let answers: Answers
}

/// Forms that arrived without an application to keep them in: from the public pages, or after a
/// session ended. What was typed waits for 24 hours under a cookie of its own.
extension Visit {
  static let heldCookie = "held"
  private static let heldSeconds = 24 * 3600

  /// Keeps the text of a public form, signed in or not, and asks later where it belongs.
  func holdPublicForm() throws -> Response {
    guard !request.comesFromElsewhere(than: [services.origin]) else {
      throw Refusal(.forbidden, "This form came from another site, so nothing of it was kept.")
    }
    let form = try request.form()
    guard let element = Element.ID(form["element"] ?? "") else {
      throw Refusal(.badRequest, "The form does not say which part of an application it is.")
    }
    let token = services.random.token()
    do throws(StoreError) {
      try services.store.hold(
        Answers(form.answers).packed, purpose: element.text, cookie: token,
        for: session?.account, from: request.remoteAddress, at: services.now,
        until: services.now.adding(seconds: Self.heldSeconds))
    } catch {
      switch error {
      case .tooMany:
        throw Refusal(
          .tooManyRequests,
          "Too many forms are waiting from your connection. Sign in first, then fill in the form.")
      case .tooLarge:
        throw Refusal(
          .tooLarge, "The form is too long to be kept here. Sign in first, then fill in the form.")
      default: throw error
      }
    }
    var response = redirect(to: "save/held")
    response.cookies = [Cookie(Self.heldCookie, token, maxAgeSeconds: Self.heldSeconds)]
    return response
  }

  func showHeld() throws -> Response {
    guard let held = try heldForm() else { return redirect(to: "dashboard") }
    guard session != nil else { return try reply(heldPage()) }
    let account = try account()
    return try reply(
      heldChoicePage(
        held.element, held.answers, places: try places(for: held, account), keys: keys),
      name: account.profile.name)
  }

  /// Puts a held form where the person says, or throws it away, which is what happens by default.
  func settleHeld() throws -> Response {
    let account = try account()
    let form = try request.form()
    try admit(form)
    guard let held = try heldForm() else { return redirect(to: "dashboard") }
    var response = redirect(to: "dashboard")
    if form["choice"] == "keep" {
      let places = try places(for: held, account)
      guard
        let place = places.first(where: { $0.application.number.text == form["application"] }),
        let entry = place.entry(held.element)
      else { throw Refusal.notFound }
      let typed = held.answers.belonging(to: entry.element.questions)
      let key = form["key"] ?? ""
      _ = try services.store.change(
        place.application.number, at: services.now, by: .applicant(account.id)
      ) { application in
        let part = application.part(held.element)
        if application.deed(ofForm: key) != nil { return nil }
        guard Overview(application, edition: place.edition, now: services.now).stage == .open,
          !part.isSealed
        else { throw Refusal(.conflict, "That part can no longer be changed.") }
        return .saved(
          Save(
            element: held.element, revision: part.revision + 1, answers: typed, key: key))
      }
      response = redirect(to: "save/\(place.application.number.text)/\(held.element)")
    }
    if let token = request.cookie(Self.heldCookie) { try services.store.discardHeld(token) }
    response.cookies = [.removed(Self.heldCookie)]
    return response
  }

  private func heldForm() throws -> HeldForm? {
    guard let cookie = request.cookie(Self.heldCookie),
      let post = try services.store.held(cookie, at: services.now),
      post.account == nil || post.account == session?.account,
      let element = Element.ID(post.purpose)
    else { return nil }
    return HeldForm(element: element, answers: Answers(packed: post.body))
  }

  /// The open applications of this person that ask for the element.
  private func places(for held: HeldForm, _ account: Account) throws -> [Overview] {
    try services.store.applications(of: account.id)
      .compactMap { try services.store.application($0) }
      .map { try overview(of: $0) }
      .filter { $0.stage == .open && $0.entry(held.element)?.part.isSealed == false }
  }
}
