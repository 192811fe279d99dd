import Markup
import Support
import Testing

/// A part of a page may have empty links and items, which is the author's business.
func markupFaults(_ html: HTML) -> [String] {
  htmlFaults(in: html.source, isPage: false).filter { !$0.hasSuffix("says nothing") }
}

@Suite struct HTMLFaultsTests {
  @Test(arguments: [
    ("<p>a", "line 1: <p> is not closed"),
    ("<p>a</div>", "line 1: </div> where </p> should be"),
    ("<p>\na & b</p>", "line 2: a bare &"),
    ("<p>a > b</p>", "line 1: a bare >"),
    ("<p class=x>a</p>", "line 1: the value of class is not quoted"),
    ("<p id=\"a\" id=\"b\">a</p>", "line 1: <p> has id twice"),
    ("<p id=\"a\">a</p><p id=\"a\">b</p>", "line 1: the id 'a' is there twice"),
    ("<p style=\"x\">a</p>", "line 1: <p> has style"),
    ("<p onclick=\"x\">a</p>", "line 1: <p> has onclick"),
    ("<script>x</script>", "line 1: <script> has no place in a page"),
    ("<input name=\"a\" id=\"a\">", "line 1: the field 'a' has no label"),
    ("<ul><p>a</p></ul>", "line 1: <p> directly in <ul>"),
    ("<p><div>a</div></p>", "line 1: <div> in <p>"),
    ("<a href=\"x\"></a>", "line 1: <a> says nothing"),
    ("<a href=\"x\">a<b><a href=\"y\">b</a></b></a>", "line 1: <a> in <a>"),
    ("<a>a</a>", "line 1: a link to nowhere"),
    ("<a href=\"JavaScript:x\">a</a>", "line 1: a script in href"),
    ("<button>a</button>", "line 1: a button without a type"),
    ("<img src=\"a\">", "line 1: an image without words"),
  ])
  func `a fault in a part is found`(source: String, fault: String) {
    #expect(htmlFaults(in: source, isPage: false).contains(fault))
  }

  @Test(arguments: [
    ("<h1>a</h1>", "<h2>a</h2>", "line 1: the page should have one h1"),
    ("<h1>a</h1>", "<h1>a</h1><h1>b</h1>", "line 1: the page should have one h1"),
    ("<h1>a</h1>", "<h1>a</h1><h3>b</h3>", "line 1: an h3 follows an h1"),
    (" lang=\"en\"", "", "line 1: the page has no language"),
    ("<title>a</title>", "<title></title>", "line 1: the page has no title"),
    ("href=\"#a\"", "href=\"#b\"", "line 1: href points at 'b', which is not there"),
    ("for=\"a\"", "for=\"c\"", "line 1: for of <label> points at 'c', which is not there"),
    (
      "for=\"a\"", "aria-describedby=\"c\" for=\"a\"",
      "line 1: aria-describedby of <label> points at 'c', which is not there"
    ),
  ])
  func `a fault in a page is found`(good: String, bad: String, fault: String) {
    let page = """
      <!doctype html><html lang="en"><head><title>a</title></head><body><h1>a</h1>\
      <a href="#a">b</a><label for="a">c</label><input id="a" name="a"></body></html>
      """
    #expect(htmlFaults(in: page) == [])
    let parts = page.split(separator: good, maxSplits: 1, omittingEmptySubsequences: false)
    #expect(htmlFaults(in: parts.joined(separator: bad)).contains(fault))
  }
}
