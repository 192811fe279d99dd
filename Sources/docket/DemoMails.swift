import Desk
import Markup
import Pages
import Preview
import Rules
import Store

/// The pages of a demonstration that no real installation has; `nil` for all others.
func demoPage(_ path: String, in installation: Installation) -> PreviewPage? {
  guard path == "demo/mails/" || path == "demo/mails" else { return nil }
  do {
    let services = try Services(installation: installation)
    let page = mailsPage(try services.store.messages(in: .new))
    let bytes = try services.document(page, root: "../../", visitor: .unknown)
    return PreviewPage(bytes: bytes, type: "text/html; charset=utf-8")
  } catch {
    return PreviewPage(
      html: "<!DOCTYPE html><title>Mails</title><h1>Mails cannot be read</h1>", status: 500)
  }
}

/// Every mail that would have gone out, newest first.
private func mailsPage(_ mails: [PostedMessage]) -> Page {
  let items = mails.reversed().map { mail -> HTML in
    """
    <article class="mail">
    <h2>\(mail.message.subject)</h2>
    <p>To \(mail.message.to), \(mail.postedAt.description)</p>
    <div class="mail-body">
    \(paragraphs(mail.message.body))
    </div>
    </article>
    """
  }
  let main: HTML = """
    <h1>Mails of this demonstration</h1>
    <p>Nothing is sent. What would have gone out is shown here, newest first.</p>
    \(items.isEmpty ? "<p>There are none yet.</p>" as HTML : HTML.lines(items))
    """
  return Page(title: "Mails", main: main)
}

/// Plain text as paragraphs; a line that is an address becomes a link.
private func paragraphs(_ text: String) -> HTML {
  let parts = text.split(separator: "\n", omittingEmptySubsequences: true).map { line -> HTML in
    line.hasPrefix("http://") || line.hasPrefix("https://")
      ? "<p><a href=\"\(line)\">\(line)</a></p>" : "<p>\(line)</p>"
  }
  return HTML.lines(parts)
}
