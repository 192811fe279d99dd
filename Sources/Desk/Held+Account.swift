import Applications
import CGI
import Pages
import Rules
import Store

/// Forms about an account that came after its session had ended: what was typed, but no password, waits for
/// that account alone. The same form shows it after signing in; nothing is saved until it is sent again.
extension Visit {
  /// `nil` for a form that this session has sent. Any other is held for the account that it names, if it
  /// names one, and leads to the form, past the sign-in page where it has to.
  /// - Throws: 403 for what no page of ours can have sent.
  func holdUnlessAdmitted(
    _ form: Form, keeping fields: [String], as purpose: String, then: String
  ) throws -> Response? {
    if session != nil, isAdmitted(form) { return nil }
    guard !comesFromElsewhere, let account = AccountID(form["account"] ?? "") else {
      // Without a session and a word whose it is, the page was none of ours.
      if session == nil { throw SignInNeeded(then: then) }
      throw Self.foreignForm
    }
    let typed = Answers(
      fields.compactMap { name in form[name].map { Answers.Field(name: name, texts: [$0]) } })
    let cookie = try hold(typed.packed, purpose: purpose, for: account)
    var response = redirect(
      to: session == nil ? "account/sign-in?notice=kept&then=" + queryEscaped(then) : then)
    response.cookies = [cookie]
    return response
  }

  /// What waits in this browser for that form, and for this account.
  func heldAccountForm(
    _ purpose: String, of account: AccountID
  ) throws -> (token: String, answers: Answers)? {
    for token in heldTokens {
      guard let post = try services.store.held(token, at: services.now), post.purpose == purpose,
        post.account == account
      else { continue }
      return (token, Answers(packed: post.body))
    }
    return nil
  }

  /// Lets go of all that waits for that form, once it was sent again or is not wanted. The cookie
  /// afterwards; none when nothing waited.
  func discardHeldAccountForms(
    _ purpose: String, of account: AccountID
  ) throws -> [Cookie] {
    var rest = heldTokens
    while let held = try heldAccountForm(purpose, of: account) {
      _ = try afterwards { try services.store.discardHeld(held.token) }
      rest.removeAll { $0 == held.token }
    }
    // What has gone already does not come back either.
    for token in rest where try services.store.held(token, at: services.now) == nil {
      _ = try afterwards { try services.store.discardHeld(token) }
    }
    return rest.count == heldTokens.count ? [] : [heldCookie(rest)]
  }

  /// Throws away what waits for one of the forms.
  func discardHeldAccountForm() throws -> Response {
    let account = try account(then: "account/profile")
    let form = try request.form()
    try admit(form)
    let page = form["what"] == "email" ? "account/email" : "account/profile"
    var response = redirect(to: page)
    response.cookies = try discardHeldAccountForms(page, of: account.id)
    return response
  }
}
