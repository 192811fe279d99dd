import Markup

/// Where a person is signed in, each of which can be signed out.
package func devicesPage(_ devices: [SignedInDevice], keys: FormKeys) -> Page {
  let items = devices.map { device -> HTML in
    .lines(
      "<li>",
      "<h2>\(device.name)\(" (this device)", when: device.isThisOne)</h2>",
      "<p>Signed in \(device.since). Last used \(device.lastUsed).</p>",
      device.isThisOne ? nil : signOutForm(device, keys), "</li>")
  }
  return Page(
    title: "Devices",
    main: .lines(
      "<h1>Where you are signed in</h1>",
      """
      <p>If you do not know one of these, sign it out and \
      <a href="\(Links.password)">change your password</a>.</p>
      """,
      "<ul class=\"cards\">", .lines(items), "</ul>",
      "<form method=\"post\" action=\"\(Links.signOutEverywhere)\">",
      hidden([HiddenField("token", keys.token)]),
      buttonGroup(
        button("Sign out everywhere", .warning),
        "<a href=\"\(Links.profile)\">Back to your profile</a>"),
      "</form>"), section: .dashboard)
}

private func signOutForm(_ device: SignedInDevice, _ keys: FormKeys) -> HTML {
  """
  <form method="post" action="\(Links.devices)">
  \(hidden([HiddenField("token", keys.token), HiddenField("session", device.id)]))
  <button type="submit" class="button button-secondary">Sign out\
  <span class="unseen"> \(device.name), signed in \(device.since)</span></button>
  </form>
  """
}
