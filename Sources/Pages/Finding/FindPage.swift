import Markup
import Rules

/// Where finding begins: everything that can be applied for, by whether it needs a certificate.
func findPage(_ edition: Edition) -> Page {
  let needing = edition.requestTypes.filter(\.needsCertificate)
  let others = edition.requestTypes.filter { !$0.needsCertificate }
  return Page(
    title: "Find the right application",
    main: .lines(
      breadcrumbs([Crumb("Home", link: Links.home)]),
      """
      <h1>Find the right application</h1>
      <p class="lead">Choose what comes closest. A few questions then tell you whether you can apply, \
      what you will be asked for and what it costs. You need no account, and nothing you answer is \
      kept.</p>
      """,
      list("You need not hold a certificate of ours", others, edition),
      list("You hold, or have held, a certificate of ours", needing, edition),
      edition.requestTypes.isEmpty ? "<p>Nothing can be applied for today.</p>" : nil,
      """
      <p>You can also <a href="\(Links.credentials)">read about each credential</a>, see \
      <a href="\(Links.fees)">all fees</a>, or <a href="\(Links.help)">ask for help</a>.</p>
      """),
    section: .credentials)
}

private func list(_ heading: String, _ requests: [RequestType], _ edition: Edition) -> HTML {
  guard !requests.isEmpty else { return "" }
  let items = requests.map { request -> HTML in
    """
    <li>
    <h3><a href="\(Links.find(request.id))">\(edition.text(request.title))</a></h3>
    <p>\(edition.text(request.summary))</p>
    </li>
    """
  }
  return "<h2>\(heading)</h2>\n<ul class=\"cards\">\n\(items)\n</ul>"
}

extension RequestType {
  /// Whether only somebody who holds, or has held, something may apply for it.
  fileprivate var needsCertificate: Bool {
    eligibility.contains { rule in
      Condition.any([.not(rule.when), rule.needs]).left {
        if case .holds = $0 { false } else { nil }
      } == .never
    }
  }
}
