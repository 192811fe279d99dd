import Markup

/// Why a password of somebody who works here was not changed.
package enum StaffPasswordFault: Hashable, Sendable {
  /// Present password and code. Which of them was wrong is not said.
  case doNotFit
  case account(AccountFault)
}

/// The form by which somebody who works for the agency chooses another password. What is typed is never sent back.
package func staffPasswordPage(
  faults: [StaffPasswordFault] = [], isDone: Bool = false, keys: FormKeys
) -> Page {
  let errors = faults.map(error)
  return Page(
    title: "Change your password",
    main: .lines(
      errorSummary(errors),
      isDone
        ? notificationBanner(
          "<p>Your password is changed. Whoever else was signed in as you is signed out.</p>",
          .success) : nil,
      backLink(Links.staffAccount, label: "Your account"), "<h1>Change your password</h1>",
      "<p>Whoever else is signed in as you is signed out then, on every device but this.</p>",
      "<form method=\"post\" action=\"\(Links.action(Links.staffPassword))\" novalidate>",
      hidden([HiddenField("token", keys.token)]), presentPasswordField(errors),
      textInput(
        Field(
          "code", label: "Code",
          hint: """
            The six digits that your authenticator shows now. Each code serves once: wait for the next if you have \
            just signed in with this one.
            """), kind: .oneTimeCode, width: .short), newPasswordField(errors),
      buttonGroup(button("Save the new password")), "</form>"),
    hasErrors: !errors.isEmpty)
}

private func error(_ fault: StaffPasswordFault) -> FieldError {
  switch fault {
  case .doNotFit:
    FieldError(
      field: "present-password",
      message: """
        Check your present password and the code: they do not fit together. Each code serves once, so wait for the \
        next if you have used this one
        """)
  case .account(let fault): fault.error(at: "present-password")
  }
}
