import Markup

/// Says that a mail is on its way. It reads the same whether the address was known or not.
package func checkMailPage(_ link: MailedLink) -> Page {
  Page(
    title: "Check your email",
    main: .lines(
      "<h1>Check your email</h1>",
      "<p class=\"lead\">We have sent a message to the address you gave.</p>",
      "<p>Open the link in it to go on. It works once, and for \(link.life).</p>",
      link == .newAddress
        ? "<p>Until then your account keeps the address it has. We have told that address too.</p>"
        : nil,
      "<h2>If nothing comes</h2>", "<ul>", "<li>Look in the folder for unwanted mail.</li>",
      """
      <li>Check that you typed the address right, and <a href="\(link.form)">try again</a>.</li>
      """, link.otherWay, "</ul>"), section: link == .newAddress ? .dashboard : nil)
}

/// What the mailed link opens. Opening it changes nothing, since mail programs open links too; the
/// button does.
package func confirmAddressPage(token: String, keys: FormKeys) -> Page {
  Page(
    title: "Confirm your email address",
    main: """
      <h1>Confirm your email address</h1>
      <p>One more step, and your account is ready.</p>
      <form method="post" action="\(Links.confirmAddress(token))">
      \(hidden([HiddenField("token", keys.token)]))
      \(buttonGroup(button("Confirm my address")))
      </form>
      """)
}

/// The same, for another address of an account that is there.
package func confirmNewAddressPage(token: String, emailAddress: String, keys: FormKeys) -> Page {
  Page(
    title: "Use this email address",
    main: """
      <h1>Use this email address</h1>
      <p>From now on you sign in with <strong>\(emailAddress)</strong>, and our messages go there. The \
      address you have used so far is free afterwards, and gets one last message.</p>
      <form method="post" action="\(Links.confirmNewAddress(token))">
      \(hidden([HiddenField("token", keys.token)]))
      \(buttonGroup(button("Use this address")))
      </form>
      """)
}

/// For a mailed link that was used before or is too old.
package func linkUsedPage(_ link: MailedLink) -> Page {
  Page(
    title: "This link no longer works",
    main: .lines(
      "<h1>This link no longer works</h1>",
      """
      <p>It was used already, or it is older than \(link.life)\
      \(link == .newAccount ? "" : ", or your password or your address has changed since").</p>
      """, "<ul>", link.ifDone, link.ifNot, "</ul>"))
}

extension MailedLink {
  fileprivate var life: String { self == .newPassword ? "one hour" : "24 hours" }

  /// Where the mail was asked for.
  fileprivate var form: Link {
    switch self {
    case .newAccount: Links.register
    case .newPassword: Links.recover
    case .newAddress: Links.emailAddress
    }
  }

  fileprivate var otherWay: HTML {
    switch self {
    case .newAccount:
      "<li>If you have an account already, <a href=\"\(Links.signIn)\">sign in</a>.</li>"
    case .newPassword:
      "<li>If you have no account yet, <a href=\"\(Links.register)\">create one</a>.</li>"
    case .newAddress: "<li>Go back to <a href=\"\(Links.profile)\">your profile</a>.</li>"
    }
  }

  fileprivate var ifDone: HTML {
    switch self {
    case .newAccount:
      """
      <li>If you have confirmed your address before, <a href="\(Links.signIn)">sign in</a>.</li>
      """
    case .newPassword:
      "<li>If you have chosen a new password, <a href=\"\(Links.signIn)\">sign in</a> with it.</li>"
    case .newAddress:
      """
      <li>If you have pressed the button before, <a href="\(Links.signIn)">sign in</a> with the new \
      address.</li>
      """
    }
  }

  fileprivate var ifNot: HTML {
    switch self {
    case .newAccount:
      """
      <li>If not, <a href="\(Links.register)">create your account again</a>, and we send a new link.</li>
      """
    case .newPassword:
      "<li>If not, <a href=\"\(Links.recover)\">ask for a new link</a>.</li>"
    case .newAddress:
      "<li>If not, <a href=\"\(Links.emailAddress)\">give the new address again</a>.</li>"
    }
  }
}
