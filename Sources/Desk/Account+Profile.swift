import Applications
import CGI
import Pages
import Rules
import Store

private let heldPurpose = "account/profile"
private let typedFields = ["name", "phone", "street", "city", "region", "postal-code", "country"]

extension Visit {
  func profileForm() throws -> Response {
    let account = try account()
    let then = localAddress(request.query["then"])
    var form = ProfileForm(
      account: account.id, profile: account.profile,
      missing: then == nil ? [] : account.profile.missing, then: then,
      notice: request.query["notice"] == "address-changed" ? .addressChanged : nil)
    if let held = try heldAccountForm(heldPurpose, of: account.id) {
      form.profile.take { held.answers.text($0) }
      form.missing = []
      form.notice = .held
    }
    return try reply(profilePage(form, keys: keys), name: account.profile.name)
  }

  /// Saves what was typed, also when something is missing: only starting an application needs it all.
  func changeProfile() throws -> Response {
    let form = try request.form()
    let then = localAddress(form["then"])
    if let held = try holdUnlessAdmitted(
      form, keeping: typedFields, as: heldPurpose,
      then: "account/profile" + (then.map { "?then=" + queryEscaped($0) } ?? ""))
    {
      return held
    }
    let account = try account()
    var profile = account.profile
    profile.take { form[$0] }
    if isBlank(profile.name) {
      // A name is the one thing no account is without.
      return try incomplete(account, profile, missing: [.name], then: then)
    }
    // Also where it is that already: the line may only be in memory.
    try services.store.changeProfile(of: account.id, to: profile, at: services.now)
    var response =
      profile.missing.isEmpty
      ? redirect(to: then ?? "dashboard")
      : try incomplete(account, profile, missing: profile.missing, then: then)
    response.cookies += try discardHeldAccountForms(heldPurpose, of: account.id)
    return response
  }

  private func incomplete(
    _ account: Account, _ profile: Profile, missing: [Profile.Part], then: String?
  ) throws -> Response {
    try reply(
      profilePage(
        ProfileForm(account: account.id, profile: profile, missing: missing, then: then),
        keys: keys), status: .unprocessable, name: account.profile.name)
  }
}

extension Profile {
  /// Takes what was typed into the fields of the form.
  fileprivate mutating func take(_ typed: (String) -> String?) {
    name = trimmed(typed("name"))
    phoneNumber = trimmed(typed("phone"))
    address = PostalAddress(
      street: trimmed(typed("street")), city: trimmed(typed("city")),
      region: trimmed(typed("region")), postalCode: trimmed(typed("postal-code")),
      country: trimmed(typed("country")))
  }
}
