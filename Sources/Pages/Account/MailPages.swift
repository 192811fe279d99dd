import Markup

/// Says that a mail is on its way. It reads the same whether the address was known or not.
package func checkMailPage() -> Page {
  Page(
    title: "Check your email",
    main: """
      <h1>Check your email</h1>
      <p class="lead">We have sent a message to the address you gave.</p>
      <p>Open the link in it to go on. It works once, and for 24 hours.</p>
      <h2>If nothing comes</h2>
      <ul>
      <li>Look in the folder for unwanted mail.</li>
      <li>Check that you typed the address right, and <a href="\(Links.register)">try again</a>.</li>
      <li>If you have an account already, <a href="\(Links.signIn)">sign in</a>.</li>
      </ul>
      """)
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

/// For a mailed link that was used before or is too old.
package func linkUsedPage() -> Page {
  Page(
    title: "This link no longer works",
    main: """
      <h1>This link no longer works</h1>
      <p>It was used already, or it is older than 24 hours.</p>
      <ul>
      <li>If you have confirmed your address before, <a href="\(Links.signIn)">sign in</a>.</li>
      <li>If not, <a href="\(Links.register)">create your account again</a>, and we send a new link.</li>
      </ul>
      """)
}
