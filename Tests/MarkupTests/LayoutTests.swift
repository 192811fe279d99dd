import Markup
import Support
import Testing

@Suite struct LayoutTests {
  private let repository = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  private let surroundings = Surroundings(
    agency: "Board of Fish & Chips",
    contact: "<p><a href=\"mailto:help@example.com\">help@example.com</a></p>",
    disclaimer: "Modelled on public rules. It is not the Board.",
    edition: "Rules of 6 March 2017, edition 3f9a.",
    stylesheet: "site.3f9a.css",
    account: "<a href=\"../cgi-bin/account/\">Sign in</a>")

  private func layout() throws -> Layout {
    let source = try #require(contents(of: repository + "/site/layout.html"))
    let (layout, faults) = Layout.read(source)
    #expect(faults == [])
    return layout
  }

  @Test func `a page in the site's own layout is well formed`() throws {
    let page = Page(title: "Fees & charges", section: "fees", main: "<h1>Fees</h1>")
    let html = try layout().fill(page, surroundings, root: Root("../"))
    expectGolden(html, "layout.html")
    #expect(html.source.hasPrefix("<!doctype html>"))
  }

  @Test func `a page with errors says so in its title, and a right-to-left page is one`() throws {
    let page = Page(title: "Degrees", hasErrors: true, main: "<h1>Degrees</h1>")
    var surroundings = surroundings
    surroundings.isRightToLeft = true
    surroundings.words.language = "ar"
    let html = try layout().fill(page, surroundings, root: Root("")).source
    #expect(html.contains("<title>Error: Degrees – Board of Fish &amp; Chips</title>"))
    #expect(html.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(!html.contains("aria-current"))
  }

  @Test func `every link of the layout begins with the root`() throws {
    let page = Page(title: "T", main: "<h1>T</h1>")
    let html = try layout().fill(page, surroundings, root: Root("@/")).source
    for part in html.split(separator: "href=\"").dropFirst() {
      let isOurs = part.hasPrefix("@/") || part.hasPrefix("#main\"")
      #expect(
        isOurs || part.hasPrefix("mailto:") || part.hasPrefix("../cgi-bin"), "\(part.prefix(40))")
    }
  }

  @Test func `all faults of a layout are found at once, with their places`() {
    let source = "<title>{{title}}</title>\n{{main}}{{main}}\n  {{footer}}\n{{language"
    let (_, faults) = Layout.read(source)
    #expect(
      faults.contains {
        $0.line == 3 && $0.column == 3 && $0.summary == "there is no slot 'footer'"
      })
    #expect(
      faults.contains { $0.line == 4 && $0.column == 1 && $0.summary == "a slot is not closed" })
    #expect(faults.contains { $0.summary == "the layout has no slot 'disclaimer'" })
    #expect(faults.contains { $0.summary == "the slot 'main' is there twice" })
    #expect(faults.contains { $0.remedy == "put {{agency}} where it belongs" })
  }

  @Test func `an empty layout lacks everything and does not trap`() {
    #expect(Layout.read("").faults.count == 12)
    #expect(Layout.read("<!-- unclosed").faults.count == 12)
    #expect(Layout.read("{{").faults.first?.summary == "a slot is not closed")
  }
}
