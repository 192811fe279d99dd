import Markup

/// The form that makes an account.
package func registerPage(_ form: RegistrationForm, keys: FormKeys) -> Page {
  let errors = form.faults.map { $0.error() }
  func message(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  return Page(
    title: "Create an account",
    main: .lines(
      errorSummary(errors), "<h1>Create an account</h1>",
      """
      <p>With an account you can apply, stop and come back. Already have one? \
      <a href="\(Links.signIn)">Sign in</a></p>
      """,
      "<form method=\"post\" action=\"\(Links.action(Links.register))\" novalidate>",
      hidden([HiddenField("token", keys.token)]),
      textInput(
        Field(
          "name", label: "Full name", hint: "As it should stand on your credential.",
          error: message("name")),
        value: form.name, kind: .personal(purpose: "name")),
      textInput(
        Field(
          "email", label: "Email address", hint: "We send a link there to see that it is yours.",
          error: message("email")),
        value: form.emailAddress, kind: .email),
      newPasswordField(errors, label: "Password"),
      buttonGroup(button("Create account")), "</form>"),
    hasErrors: !errors.isEmpty)
}
