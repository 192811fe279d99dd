import Markup
import Testing

@Suite struct MarkdownTests {
  @Test(arguments: commonMarkExamples)
  func `what the subset keeps is as in CommonMark`(
    example: (number: Int, markdown: String, html: String)
  ) {
    #expect(html(example.markdown, root: "/") == example.html, "example \(example.number)")
  }

  @Test(arguments: [
    // Headings are those a page may have below its own.
    ("# one", "<p># one</p>"),
    ("##### five", "<p>##### five</p>"),
    ("## foo *bar* \\*baz\\*", "<h2>foo <em>bar</em> *baz*</h2>"),
    ("##                  foo                     ", "<h2>foo</h2>"),
    ("## foo ##################################", "<h2>foo</h2>"),
    ("## foo#", "<h2>foo#</h2>"),
    ("Foo bar\n## baz\nBar foo", "<p>Foo bar</p>\n<h2>baz</h2>\n<p>Bar foo</p>"),
    ("> ## Foo\n> bar", "<div class=\"note\">\n<h2>Foo</h2>\n<p>bar</p>\n</div>"),
    ("Foo\n---", "<p>Foo</p>\n<hr>"),
    // Raw HTML and references are text.
    ("<b onclick=\"x()\">hi</b>", "<p>&lt;b onclick=&quot;x()&quot;&gt;hi&lt;/b&gt;</p>"),
    ("<!-- hi -->", "<p>&lt;!-- hi --&gt;</p>"),
    ("&copy; &#35;", "<p>&amp;copy; &amp;#35;</p>"),
    ("<https://example.com>", "<p>&lt;https://example.com&gt;</p>"),
    // Other marks for the same things are text.
    ("* one\n* two", "<p>* one\n* two</p>"),
    ("1) one", "<p>1) one</p>"),
    ("_one_ __two__", "<p>_one_ __two__</p>"),
    ("    code", "<p>code</p>"),
    ("two  \nlines", "<p>two\nlines</p>"),
    ("[a](b \"title\")", "<p>[a](b &quot;title&quot;)</p>"),
    ("![a](b)", "<p>!<a href=\"b\">a</a></p>"),
    // Line ends of every kind; a NUL.
    ("a\r\nb\rc", "<p>a\nb\nc</p>"),
    ("a\0b", "<p>a\u{FFFD}b</p>"),
    ("", ""),
    (" \n\t\n", ""),
  ])
  func `what the subset leaves out is text`(markdown: String, expected: String) {
    #expect(html(markdown, root: "/") == expected)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://host/",
    "//host/path", "/\\host", "<java\tscript:x>",
  ])
  func `a link to anywhere else is shown as it was typed`(address: String) {
    #expect(!html("[here](\(address))", root: "/").contains("<a"))
  }

  @Test(arguments: [
    ("/fees/", "../../fees/"), ("/", "../../"), ("fees/#late", "fees/#late"), ("#a", "#a"),
    ("https://example.com/?a=1&b=2", "https://example.com/?a=1&amp;b=2"),
    ("mailto:help@example.com", "mailto:help@example.com"),
    ("tel:+15555550123", "tel:+15555550123"),
    ("a\"b", "a%22b"), ("é", "%C3%A9"), ("10:30", "10:30"),
  ])
  func `an address with a slash is counted from the top of the site`(address: String, link: String)
  {
    let expected = "<p><a href=\"\(link)\">x</a></p>"
    #expect(html("[x](\(address))", root: "../../") == expected)
  }

  @Test func `one line of Markdown has no paragraph around it`() {
    #expect(
      inlineMarkdown("See **§2** of <x>").source
        == "See <strong>§2</strong> of &lt;x&gt;")
  }

  @Test func `any text gives a page that is well formed`() {
    var random = Sequence(state: 7)
    let marks = [
      "*", "**", "[", "](", ")", "`", "``", "\\", "\n", "\n\n", "- ", "1. ", "> ", "## ",
      "    ", "a", "é", " ", "<b>", "&", "---", "\t", "https:", "]",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int(random.next() % 40)).map { _ in
        marks[Int(random.next() % UInt64(marks.count))]
      }
      .joined()
      let faults = markupFaults(markdown(text))
      #expect(faults == [], "\(text.debugDescription)")
    }
    let deep = String(repeating: "> - ", count: 5_000) + "x"
    #expect(markupFaults(markdown(deep)) == [])
  }

  /// An apostrophe need not be escaped, and the specification does not.
  private func html(_ text: String, root: String) -> String {
    markdown(text).rooted(at: root).source.split(
      separator: "&#39;", omittingEmptySubsequences: false
    )
    .joined(separator: "'")
  }
}

/// Numbers that look random and are the same in every run (a linear congruence after Knuth).
struct Sequence {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
