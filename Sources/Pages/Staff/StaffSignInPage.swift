import Applications
import Markup

/// The form in which somebody who works for the agency signs in. Password and code are never sent back.
package struct StaffSignInForm: Hashable, Sendable {
  /// The name that journals know them by, or their email address, as typed.
  package var name: String
  /// Where to go afterwards, below the folder of programs; `nil` for where their work begins.
  package var then: String?
  package var isSignedOut: Bool
  package var fault: AccountFault?

  package init(
    name: String = "", then: String? = nil, isSignedOut: Bool = false, fault: AccountFault? = nil
  ) {
    self.name = name
    self.then = then
    self.isSignedOut = isSignedOut
    self.fault = fault
  }
}

/// A refusal does not say which of the three was wrong.
package func staffSignInPage(_ form: StaffSignInForm, keys: FormKeys) -> Page {
  let errors = form.fault.map { [error($0)] } ?? []
  return Page(
    title: "Sign in – Staff",
    main: .lines(
      errorSummary(errors),
      form.isSignedOut ? notificationBanner("<p>You are signed out.</p>", .success) : nil,
      "<h1>Staff: sign in</h1>",
      form.then == nil ? nil : "<p>After you have signed in you go on where you were.</p>",
      "<form method=\"post\" action=\"\(Links.action(Links.staffSignIn))\" novalidate>",
      hidden(
        [HiddenField("token", keys.token)] + (form.then.map { [HiddenField("then", $0)] } ?? [])),
      textInput(
        Field(
          "name", label: "Name or email address", hint: "The name you have here, as grace-a.",
          error: errors.first { $0.field == "name" }?.message), value: form.name,
        kind: .personal(purpose: "username")),
      textInput(
        Field(
          "password", label: "Password", error: errors.first { $0.field == "password" }?.message),
        kind: .password),
      textInput(
        Field("code", label: "Code", hint: "The six digits that your authenticator shows now."),
        kind: .oneTimeCode, width: .short),
      buttonGroup(button("Sign in")), "</form>",
      """
      <p>No password yet, or no authenticator any more? An administrator can send you a link, with which you \
      choose both.</p>
      """,
      "<p>Are you applying for something? <a href=\"\(Links.signIn)\">Sign in here</a>.</p>"),
    hasErrors: !errors.isEmpty)
}

private func error(_ fault: AccountFault) -> FieldError {
  guard fault == .noSuchSignIn else { return fault.error(at: "name") }
  return FieldError(
    field: "name",
    message: """
      Check name, password and code: they do not fit together. Each code serves once, so wait for the next \
      if you have used this one
      """)
}

/// What the mailed link opens: somebody chooses what they sign in with. Opening it changes nothing.
package struct StaffEnrolForm: Hashable, Sendable {
  /// The secret word of the link.
  package let link: String
  package let name: StaffName
  package let fullName: String
  /// What an authenticator makes codes of, as people type it.
  package let secret: String
  /// The same as a link that authenticators open.
  package let address: String
  package var faults: [Fault] = []

  package enum Fault: Hashable, Sendable {
    case password(AccountFault)
    case wrongCode
  }

  package init(
    link: String, name: StaffName, fullName: String, secret: String, address: String,
    faults: [Fault] = []
  ) {
    self.link = link
    self.name = name
    self.fullName = fullName
    self.secret = secret
    self.address = address
    self.faults = faults
  }
}

package func staffEnrolPage(_ form: StaffEnrolForm, keys: FormKeys) -> Page {
  let errors = form.faults.map(error)
  return Page(
    title: "Choose how you sign in – Staff",
    main: .lines(
      errorSummary(errors), "<h1>Choose how you sign in</h1>",
      """
      <p class="lead">\(form.fullName), you sign in here as <strong>\(form.name.text)</strong>, with a password and \
      with a code from an authenticator, which is an app on your phone or computer.</p>
      """,
      "<form method=\"post\" action=\"\(Links.action(Links.staffEnrol(form.link)))\" novalidate>",
      hidden([HiddenField("token", keys.token)]),
      "<h2>1. A password</h2>",
      newPasswordField(errors, label: "Password"),
      "<h2>2. Your authenticator</h2>",
      """
      <p>Add an account to it with this key: type it in, or open \
      <a href="\(Link(complete: form.address))">this link</a> on the device that has your authenticator.</p>
      """,
      "<p class=\"key\"><code>\(groups(of: form.secret))</code></p>",
      "<p>Whoever has the key has your codes. Keep it to yourself; it is not shown again.</p>",
      "<h2>3. A first code</h2>",
      textInput(
        Field(
          "code", label: "Code", hint: "The six digits that your authenticator shows now.",
          error: errors.first { $0.field == "code" }?.message), kind: .oneTimeCode, width: .short),
      buttonGroup(button("Save, and sign in")), "</form>"),
    hasErrors: !errors.isEmpty)
}

private func error(_ fault: StaffEnrolForm.Fault) -> FieldError {
  switch fault {
  case .password(let fault): fault.error(at: "password")
  case .wrongCode:
    FieldError(
      field: "code",
      message: """
        Type the code that is shown now. If that fails, check that your authenticator has this key, and that its \
        clock is right
        """)
  }
}

/// Groups of four, as people type it.
private func groups(of secret: String) -> String {
  var text = ""
  for (index, digit) in secret.enumerated() {
    if index > 0, index.isMultiple(of: 4) { text += " " }
    text.append(digit)
  }
  return text
}

/// A link that has served, or is too old.
package func staffLinkUsedPage() -> Page {
  Page(
    title: "This link has ended – Staff",
    main: .lines(
      "<h1>This link has ended</h1>",
      """
      <p>It was used already, or is too old, or a newer one was sent. If you have chosen a password and have your \
      authenticator, sign in. Otherwise ask an administrator for a new link.</p>
      """,
      buttonGroup(buttonLink("Sign in", link: Links.staffSignIn))))
}

/// What somebody who works here sees about themselves.
package func staffAccountPage(
  _ frame: StaffFrame, emailAddress: String, isSignedOutElsewhere: Bool = false, keys: FormKeys
) -> Page {
  Page(
    title: "Your account",
    main: .lines(
      isSignedOutElsewhere
        ? notificationBanner("<p>You are signed out everywhere else.</p>", .success) : nil,
      "<h1>Your account</h1>",
      summaryList([
        SummaryRow("Name", "\(frame.fullName)"), SummaryRow("You sign in as", "\(frame.name.text)"),
        SummaryRow("Email address", "\(emailAddress)"),
        SummaryRow("What you do here", "\(frame.roles.map(\.words).joined(separator: ", "))"),
      ]),
      """
      <p>An administrator can change this. If you have lost your authenticator, ask for a new link: everybody who is \
      signed in as you is signed out then.</p>
      """,
      "<h2>Password and sessions</h2>",
      "<p><a href=\"\(Links.staffPassword)\">Change your password</a>, if somebody may know it.</p>",
      "<form method=\"post\" action=\"\(Links.action(Links.staffSignOutEverywhere))\" novalidate>",
      hidden([HiddenField("token", keys.token)]),
      buttonGroup(button("Sign out everywhere else", .secondary)), "</form>"))
}
