import Applications
import Markup

/// The form about a person. Names at the top what an application cannot be started without.
package func profilePage(_ form: ProfileForm, keys: FormKeys) -> Page {
  let errors = form.missing.map(\.error)
  let profile = form.profile
  func field(
    _ name: String, _ label: String, hint: HTML? = nil, isOptional: Bool = false
  ) -> Field {
    let message = errors.first { $0.field == name }?.message
    return Field(name, label: label, hint: hint, error: message, isOptional: isOptional)
  }
  func line(_ field: Field, _ value: String, _ purpose: String, _ width: FieldWidth = .full) -> HTML
  {
    textInput(field, value: value, kind: .personal(purpose: purpose), width: width)
  }
  return Page(
    title: "Your profile",
    main: .lines(
      errorSummary(errors), notice(form.notice),
      "<h1>Your profile</h1>",
      errors.isEmpty
        ? nil
        : """
        <p>You can start an application as soon as the points above are filled in.\
        \(" You then go on where you were.", when: form.then != nil)</p>
        """,
      summaryList([
        SummaryRow("Email address", "\(profile.emailAddress)", change: Links.emailAddress)
      ]),
      "<form method=\"post\" action=\"\(Links.action(Links.profile))\" novalidate>",
      hidden(
        [HiddenField("token", keys.token), HiddenField("account", form.account.text)]
          + (form.then.map { [HiddenField("then", $0)] } ?? [])),
      line(field("name", "Full name"), profile.name, "name"),
      textInput(
        field("phone", "Phone number", hint: "With area code. Used only about your applications."),
        value: profile.phoneNumber, kind: .telephone, width: .medium),
      fieldset(
        "Address",
        line(field("street", "Street and number"), profile.address.street, "address-line1"),
        line(field("city", "Town or city"), profile.address.city, "address-level2", .medium),
        line(
          field("region", "State or region", isOptional: true), profile.address.region,
          "address-level1", .medium),
        line(
          field("postal-code", "Postal code"), profile.address.postalCode, "postal-code", .short),
        line(field("country", "Country"), profile.address.country, "country-name", .medium)),
      buttonGroup(
        button("Save & Continue"), "<a href=\"\(Links.dashboard)\">Go to your Dashboard</a>"),
      "</form>", form.notice == .held ? discardHeld("profile", keys) : nil,
      "<h2>Applications</h2>",
      buttonGroup(
        """
        <a class="button button-secondary" href="\(Links.choose)">+NEW<span class="unseen"> \
        application</span></a>
        """,
        "<a href=\"\(Links.dashboard)\">See those you have</a>"),
      "<h2>Signing in</h2>",
      summaryList([
        SummaryRow("Password", "Not shown", change: Links.password),
        SummaryRow(
          "Devices", "Where you are signed in",
          actions: [.init("Show", link: Links.devices, unseen: "devices")]),
      ])),
    hasErrors: !errors.isEmpty, section: .dashboard)
}

private func notice(_ notice: ProfileNotice?) -> HTML? {
  switch notice {
  case .held: heldNotice(sends: "Save & Continue")
  case .addressChanged: notificationBanner("<p>Your email address is changed.</p>", .success)
  case nil: nil
  }
}
