import Markup
import Testing

@Suite struct HTMLTests {
  @Test func `what is put into a page is escaped`() {
    let name = "<b>\"Ada\" & 'Co'</b>"
    let page: HTML = "<p title=\"\(name)\">\(name)</p>"
    #expect(
      page.source == """
        <p title="&lt;b&gt;&quot;Ada&quot; &amp; &#39;Co&#39;&lt;/b&gt;">\
        &lt;b&gt;&quot;Ada&quot; &amp; &#39;Co&#39;&lt;/b&gt;</p>
        """)
  }

  @Test func `a forgotten type shows as tags and is no injection`() {
    let part = "<b>bold</b>"
    #expect(("<p>\(part)</p>" as HTML).source == "<p>&lt;b&gt;bold&lt;/b&gt;</p>")
  }

  @Test func `parts are put in as they are, one a line, and empty ones leave no line`() {
    let parts: [HTML] = ["<li>1</li>", "", "<li>2</li>"]
    #expect(("<ul>\n\(parts)\n</ul>" as HTML).source == "<ul>\n<li>1</li>\n<li>2</li>\n</ul>")
    #expect(HTML.lines("<a>", nil, "", "</a>").source == "<a>\n</a>")
  }

  @Test func `numbers, nothing, conditions and attributes`() {
    let nothing: HTML? = nil
    let width: String? = nil
    #expect(("<i>\(12)\(nothing)</i>" as HTML).source == "<i>12</i>")
    #expect(("<i\(" hidden", when: true)\(" x", when: false)>" as HTML).source == "<i hidden>")
    #expect(
      ("<i\(attribute: "id", "a\"b")\(attribute: "width", width)>" as HTML).source
        == "<i id=\"a&quot;b\">")
  }

  @Test func `a NUL does not reach the page, and two spellings are two pieces`() {
    #expect(("\("a\0b")" as HTML).source == "a\u{FFFD}b")
    #expect(("\u{E9}" as HTML) != ("e\u{301}" as HTML))
  }

  @Test func `slices and text that is not contiguous are escaped as well`() {
    #expect(("\("a<b".dropFirst())" as HTML).source == "&lt;b")
    #expect(("\(String("a<é".reversed()))" as HTML).source == "é&lt;a")
  }

  @Test(arguments: [
    ("", "./fees/?a=1&amp;b"), ("../", "../fees/?a=1&amp;b"),
    ("/credentials/", "/credentials/fees/?a=1&amp;b"),
  ])
  func `a link to the site begins with the way to its top`(root: String, link: String) {
    let page: HTML = "<a href=\"\(Link(site: "fees/?a=1&b"))\">"
    #expect(page.rooted(at: root).source == "<a href=\"\(link)\">")
  }

  @Test func `no text can pass for the way to the top of the site`() {
    let text = "\u{1}fees/"
    let page: HTML = "\(text) \(Link(complete: text.uppercased())) \(Link(site: text))"
    #expect(page.rooted(at: "!/").source == "\u{FFFD}fees/ \u{FFFD}FEES/ !/\u{FFFD}fees/")
  }
}
