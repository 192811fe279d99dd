import Applications
import CGI
import Notation
import Pages
import Rules
import Store

extension Visit {
  /// Where this person is signed in, and since when.
  func devices() throws -> Response {
    let account = try account()
    let zone = try services.publication(services.newestPublication()).agency().timeZone
    let sessions = try services.store.sessions(of: account.id, at: services.now)
    let devices = sessions.map { session in
      SignedInDevice(
        id: session.id, name: session.device.words,
        since: text(of: session.createdAt, in: zone),
        lastUsed: agoInWords(from: session.seenAt, to: services.now),
        isThisOne: session.id == self.session?.id)
    }
    return try reply(devicesPage(devices, keys: keys), name: account.profile.name)
  }

  /// Signs one of them out. One that is signed out already is no mistake.
  func signOutDevice() throws -> Response {
    let account = try account(then: "account/devices")
    let form = try request.form()
    try admit(form)
    try services.store.endSession(withID: form["session"] ?? "", of: account.id)
    if form["session"] == session?.id { return signedOut("signed-out") }
    return redirect(to: "account/devices")
  }
}

extension Session.Device {
  fileprivate var words: String {
    switch (browser, system) {
    case (let browser?, let system?): "\(browser) on \(system)"
    case (let browser?, nil): browser
    case (nil, let system?): "A browser on \(system)"
    case (nil, nil): "A browser that does not say its name"
    }
  }
}

/// Roughly how long ago something was.
func agoInWords(from moment: Moment, to now: Moment) -> String {
  let minutes = max(0, now.secondsSince1970 - moment.secondsSince1970) / 60
  switch minutes {
  case ..<5: return "just now"
  case ..<55: return "about \((minutes + 5) / 10 * 10) minutes ago"
  case ..<90: return "about an hour ago"
  default: return "about \((minutes + 30) / 60) hours ago"
  }
}
