import Applications
import Markup

/// The form that asks for another address. It is in use when its link has been opened and confirmed.
package func newAddressPage(_ form: NewAddressForm, keys: FormKeys) -> Page {
  let errors = form.faults.map { $0.error(at: "present-password") }
  return Page(
    title: "Change your email address",
    main: .lines(
      errorSummary(errors), form.isHeld ? heldNotice(sends: "Send the link") : nil,
      "<h1>Change your email address</h1>",
      """
      <p>We send a link to the new address, and tell the present one. When you have opened the link and \
      confirmed, you sign in with the new address.</p>
      """,
      summaryList([SummaryRow("Present address", "\(form.present)")]),
      "<form method=\"post\" action=\"\(Links.action(Links.emailAddress))\" novalidate>",
      hidden([HiddenField("token", keys.token), HiddenField("account", form.account.text)]),
      textInput(
        Field(
          "email", label: "New email address",
          error: errors.first { $0.field == "email" }?.message),
        value: form.emailAddress, kind: .email),
      presentPasswordField(errors),
      buttonGroup(
        button("Send the link"), "<a href=\"\(Links.profile)\">Back to your profile</a>"),
      "</form>",
      form.isHeld ? discardHeld("email", keys) : nil), hasErrors: !errors.isEmpty,
    section: .dashboard)
}

/// Says that a form shows what was typed before the session ended.
func heldNotice(sends words: String) -> HTML {
  notificationBanner(
    """
    <p>You were signed out before this reached us, so we kept what you typed. It is not saved yet: look \
    at it, then press <strong>\(words)</strong>.</p>
    """)
}

/// The way out, in a form of its own.
func discardHeld(_ what: String, _ keys: FormKeys) -> HTML {
  """
  <form method="post" action="\(Links.discardHeld)">
  \(hidden([HiddenField("token", keys.token), HiddenField("what", what)]))
  \(buttonGroup(button("Discard what I typed before", .secondary)))
  </form>
  """
}
