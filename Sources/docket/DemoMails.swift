import Desk
import Markup
import Pages
import Preview
import Rules
import Store

/// The pages of a demonstration that no real installation has; `nil` for all others.
func demoPage(_ path: String, in installation: Installation) -> PreviewPage? {
  let name = path.hasSuffix("/") ? String(path.dropLast()) : path
  // Nobody sweeps here: this page is made anew whenever somebody looks, and found where it always is.
  if name == "processing" { try? Services(installation: installation).showProcessing() }
  guard ["demo/mails", "demo/codes"].contains(name) else { return nil }
  do {
    let services = try Services(installation: installation)
    let page =
      name == "demo/codes"
      ? try demoCodesPage(services) : mailsPage(try services.store.messages(in: .new))
    let root = path.hasSuffix("/") ? "../../" : "../"
    let bytes = try services.document(page, root: root, visitor: .unknown)
    return PreviewPage(bytes: bytes, type: "text/html; charset=utf-8")
  } catch {
    return PreviewPage(
      html: "<!DOCTYPE html><title>Demonstration</title><h1>The store cannot be read</h1>",
      status: 500)
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

/// Plain text as paragraphs, in which addresses are links.
private func paragraphs(_ text: String) -> HTML {
  HTML.lines(
    text.split(separator: "\n").map { line -> HTML in
      let words = line.split(separator: " ").map(word)
      return "<p>\(words.dropFirst().reduce(words.first ?? "") { "\($0) \($1)" as HTML })</p>"
    })
}

/// A word, or a link with the stop or comma after it, as mail programs show it.
private func word(_ text: Substring) -> HTML {
  guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return "\(text)" }
  let end = text.lastIndex { !".,;:!?)>".contains($0) } ?? text.startIndex
  let address = text[...end]
  return "<a href=\"\(address)\">\(address)</a>\(text[text.index(after: end)...])"
}
