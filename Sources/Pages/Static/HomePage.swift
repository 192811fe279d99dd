import Markup
import Rules

/// The first page: what can be done here, and how it goes.
package func homePage(_ edition: Edition) -> Page {
  Page(
    title: "Home",
    main: """
      <div class="hero">
      <h1>Apply for a credential</h1>
      <p class="lead">Find the credential you need, see what it asks of you and what it costs, and apply \
      online. You can stop at any time: what you have saved is kept.</p>
      \(buttonGroup(
        buttonLink("Apply for a credential", link: Links.choose),
        buttonLink("Find the right application", link: Links.find, .secondary),
        buttonLink("Go to your Dashboard", link: Links.dashboard, .secondary)))
      </div>
      <h2>What you can apply for</h2>
      \(requestList(edition))
      <p><a href="\(Links.fees)">See all fees and the rules they rest on</a></p>
      <h2>How it goes</h2>
      <ol>
      <li>Make an account with your email address, and tell us your address and phone number.</li>
      <li>Choose what to apply for and answer a few questions. They decide what you have to supply.</li>
      <li>Fill in the parts of your application in any order. Some parts may be completed by others. \
      Your Dashboard shows what is missing and who holds it.</li>
      <li>Pay online. Your application is submitted when the payment is confirmed.</li>
      </ol>
      <p>From the day you start you have \(edition.agency.applicationDays) days to finish and pay.</p>
      \(note("""
        <p>You need not sign in to look around: every form can be read, and filled in, from the page of \
        its credential.</p>
        """))\(edition.grantsCertificates ? checking : "")
      """)
}

/// The way to find out whether somebody's certificate holds.
private let checking: HTML = """

  <h2>Check a certificate</h2>
  <p><a href="\(Links.verify)">Find out whether a certificate holds</a>, and until when. You need its number.</p>
  """

extension Edition {
  /// Whether anything that can be applied for gives a certificate.
  package var grantsCertificates: Bool { requestTypes.contains { $0.grants != nil } }
}

/// The request types, each with its one sentence.
func requestList(_ edition: Edition) -> HTML {
  let items = edition.requestTypes.map { request -> HTML in
    """
    <li>
    <h3><a href="\(Links.credential(request.id))">\(edition.text(request.title))</a></h3>
    <p>\(edition.text(request.summary))</p>
    </li>
    """
  }
  guard !items.isEmpty else { return "<p>Nothing can be applied for today.</p>" }
  return "<ul class=\"cards\">\n\(items)\n</ul>"
}
