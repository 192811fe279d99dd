import Markup
import Support
import Testing

@Suite struct LayoutTests {
  private let repository = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  private func content(_ title: String, _ main: HTML) -> Layout.Content {
    var content = Layout.Content(
      title: title, language: "en", main: main, agency: "Board of Fish & Chips",
      contact: "<p><a href=\"mailto:help@example.com\">help@example.com</a></p>",
      disclaimer: "Modelled on public rules. It is not the Board.",
      edition: "Rules of 6 March 2017, edition 3f9a.")
    content.stylesheet = "site.3f9a.css"
    content.account = "<a href=\"\(Link(site: "cgi-bin/account/sign-in"))\">Sign in</a>"
    return content
  }

  private func layout() throws -> Layout {
    let source = try #require(contents(of: repository + "/site/layout.html"))
    let (layout, faults) = Layout.read(source)
    #expect(faults == [])
    return layout
  }

  @Test func `a page in the site's own layout is well formed`() throws {
    var content = content("Fees & charges", "<h1>Fees</h1>")
    content.section = "fees"
    let html = try layout().fill(content, root: "../")
    expectGolden(html, "layout.html")
    #expect(html.source.hasPrefix("<!doctype html>"))
  }

  @Test func `a right-to-left page says so`() throws {
    var content = content("Degrees", "<h1>Degrees</h1>")
    content.isRightToLeft = true
    content.language = "ar"
    let html = try layout().fill(content, root: "").source
    #expect(html.contains("<title>Degrees – Board of Fish &amp; Chips</title>"))
    #expect(html.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(!html.contains("aria-current"))
  }

  @Test func `every link of the layout begins with the root`() throws {
    let html = try layout().fill(content("T", "<h1>T</h1>"), root: "@/").source
    for part in html.split(separator: "href=\"").dropFirst() {
      let isOurs = part.hasPrefix("@/") || part.hasPrefix("#main\"")
      #expect(isOurs || part.hasPrefix("mailto:"), "\(part.prefix(40))")
    }
  }

  @Test func `a program takes no layout with faults`() {
    #expect(throws: Layout.Faults.self) { try Layout(template: Array("{{main}}".utf8)) }
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
