import Markup

/// Asks for the address of an account whose password is lost.
package func recoverPage(emailAddress: String = "", fault: AccountFault? = nil, keys: FormKeys)
  -> Page
{
  let error = fault?.error()
  return Page(
    title: "Choose a new password",
    main: .lines(
      errorSummary(error.map { [$0] } ?? []), "<h1>Choose a new password</h1>",
      "<p>We send you a link, with which you can choose another password.</p>",
      "<form method=\"post\" action=\"\(Links.action(Links.recover))\" novalidate>",
      hidden([HiddenField("token", keys.token)]),
      textInput(
        Field(
          "email", label: "Email address", hint: "The one you sign in with.",
          error: error?.message),
        value: emailAddress, kind: .email),
      buttonGroup(
        button("Send the link"), "<a href=\"\(Links.signIn)\">Back to sign in</a>"), "</form>"),
    hasErrors: error != nil)
}

/// What the mailed link opens. Opening it changes nothing.
package func choosePasswordPage(
  token: String, faults: [AccountFault] = [], keys: FormKeys
) -> Page {
  let errors = faults.map { $0.error() }
  return Page(
    title: "Choose a new password",
    main: .lines(
      errorSummary(errors), "<h1>Choose a new password</h1>",
      "<p>All devices are signed out then, and you sign in with the new password.</p>",
      "<form method=\"post\" action=\"\(Links.action(Links.choosePassword(token)))\" novalidate>",
      hidden([HiddenField("token", keys.token)]), newPasswordField(errors),
      buttonGroup(button("Save the new password")), "</form>"), hasErrors: !errors.isEmpty)
}

/// The form in which somebody who is signed in changes the password.
package func passwordPage(faults: [AccountFault] = [], isDone: Bool = false, keys: FormKeys) -> Page
{
  let errors = faults.map { $0.error(at: "present-password") }
  return Page(
    title: "Change your password",
    main: .lines(
      errorSummary(errors),
      isDone
        ? notificationBanner(
          "<p>Your password is changed. All other devices are signed out.</p>", .success) : nil,
      "<h1>Change your password</h1>",
      "<p>All other devices are signed out then.</p>",
      "<form method=\"post\" action=\"\(Links.action(Links.password))\" novalidate>",
      hidden([HiddenField("token", keys.token)]), presentPasswordField(errors),
      newPasswordField(errors),
      buttonGroup(
        button("Save the new password"), "<a href=\"\(Links.profile)\">Back to your profile</a>"),
      "</form>"),
    hasErrors: !errors.isEmpty, section: .dashboard)
}

func newPasswordField(_ errors: [FieldError], label: String = "New password") -> HTML {
  textInput(
    Field(
      "password", label: label,
      hint: """
        At least 8 characters. Several words in a row are good. You may paste it from a password \
        manager.
        """,
      error: errors.first { $0.field == "password" }?.message),
    kind: .newPassword)
}

func presentPasswordField(_ errors: [FieldError]) -> HTML {
  textInput(
    Field(
      "present-password", label: "Your present password",
      error: errors.first { $0.field == "present-password" }?.message),
    kind: .password)
}
