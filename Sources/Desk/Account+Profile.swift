import Applications
import CGI
import Pages
import Rules
import Store

extension Visit {
  func profileForm() throws -> Response {
    let account = try account()
    let then = localAddress(request.query["then"])
    return try reply(
      profilePage(
        ProfileForm(
          profile: account.profile, missing: then == nil ? [] : account.profile.missing,
          then: then), keys: keys), name: account.profile.name)
  }

  /// Saves what was typed, also when something is missing: only starting an application needs it all.
  func changeProfile() throws -> Response {
    let account = try account()
    let form = try request.form()
    try admit(form)
    var profile = account.profile
    profile.name = trimmed(form["name"])
    profile.phoneNumber = trimmed(form["phone"])
    profile.address = Profile.PostalAddress(
      street: trimmed(form["street"]), city: trimmed(form["city"]),
      region: trimmed(form["region"]), postalCode: trimmed(form["postal-code"]),
      country: trimmed(form["country"]))
    let then = localAddress(form["then"])
    if isBlank(profile.name) {
      // A name is the one thing no account is without.
      return try reply(
        profilePage(ProfileForm(profile: profile, missing: [.name], then: then), keys: keys),
        status: .unprocessable, name: account.profile.name)
    }
    if profile != account.profile {
      try services.store.changeProfile(of: account.id, to: profile, at: services.now)
    }
    if profile.missing.isEmpty {
      return redirect(to: then ?? "dashboard")
    }
    return try reply(
      profilePage(ProfileForm(profile: profile, missing: profile.missing, then: then), keys: keys),
      status: .unprocessable, name: account.profile.name)
  }
}
