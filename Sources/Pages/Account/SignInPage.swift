import Markup

/// The form that signs in. A refusal does not say whether the address or the password was wrong.
package func signInPage(_ form: SignInForm, keys: FormKeys) -> Page {
  let errors = form.fault.map { [$0.error()] } ?? []
  func message(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  return Page(
    title: "Sign in",
    main: .lines(
      errorSummary(errors), notice(form.notice), "<h1>Sign in</h1>",
      form.then == nil ? nil : "<p>After you have signed in you go on where you were.</p>",
      "<form method=\"post\" action=\"\(Links.action(Links.signIn))\" novalidate>",
      hidden(
        [HiddenField("token", keys.token)] + (form.then.map { [HiddenField("then", $0)] } ?? [])),
      textInput(
        Field("email", label: "Email address", error: message("email")),
        value: form.emailAddress, kind: .email),
      textInput(Field("password", label: "Password", error: message("password")), kind: .password),
      buttonGroup(button("Sign in"), "<a href=\"\(Links.recover)\">I do not know my password</a>"),
      "</form>",
      "<p>No account yet? <a href=\"\(Links.register)\">Create an account</a></p>"),
    hasErrors: !errors.isEmpty)
}

private func notice(_ notice: SignInNotice?) -> HTML {
  switch notice {
  case .confirmed:
    notificationBanner("<p>Your email address is confirmed. You can sign in now.</p>", .success)
  case .signedOut: notificationBanner("<p>You are signed out.</p>", .success)
  case .signedOutEverywhere:
    notificationBanner("<p>You are signed out, here and on every other device.</p>", .success)
  case .passwordChosen:
    notificationBanner("<p>Your password is changed. Sign in with the new one.</p>", .success)
  case .addressChanged:
    notificationBanner(
      "<p>Your email address is changed. From now on you sign in with the new one.</p>", .success)
  case .kept:
    notificationBanner(
      "<p>You were signed out. We kept what you typed: sign in, and you find it again.</p>")
  case nil: ""
  }
}
