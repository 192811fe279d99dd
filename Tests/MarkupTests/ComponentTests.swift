import Markup
import Support
import Testing

@Suite struct ComponentTests {
  @Test(arguments: componentExamples.map(\.component))
  func `a component's examples are as recorded and well formed`(component: String) throws {
    let examples = try #require(componentExamples.first { $0.component == component }).examples
    for (name, html) in examples {
      #expect(htmlFaults(in: html.source, isPage: false) == [], "\(component), \(name)")
    }
    let all = examples.map { "<!-- \($0.name) -->\n\($0.html)" as HTML }
    let fault = goldenFault(HTML.lines(all).source, component + ".html", testFile: #filePath)
    #expect(fault == nil, "\(fault ?? "")")
  }

  @Test func `components fit together on one page`() throws {
    // As many components as may stand on one page: ids of different fields do not clash.
    let parts = componentExamples.flatMap { component, examples in
      component == "banner-important" ? [] : examples.prefix(1).map(\.html)
    }
    let page: HTML = """
      <!doctype html>
      <html lang="en"><head><title>All</title></head><body><h1>All</h1>
      \(parts.filter { !$0.source.contains("<h1") })
      <input type="hidden" name="birth"></body></html>
      """
    let faults = htmlFaults(in: page.source).filter { !$0.contains("the id '") }
    #expect(faults == [])
  }

  @Test func `an error summary leads to the first part of a date that is wrong`() {
    let field = Field("birth", label: "Date of birth", error: "Enter a year")
    let page = dateInput(field, wrong: [.year]).source
    #expect(page.contains("<input id=\"birth\" name=\"birth.year\""))
    #expect(page.contains("<input id=\"birth.month\" name=\"birth.month\""))
    #expect(!page.contains("id=\"birth.year\""))
  }

  @Test func `no example says anything with an asterisk`() {
    for (component, examples) in componentExamples {
      for (name, html) in examples {
        #expect(!html.source.contains("*"), "\(component), \(name)")
      }
    }
  }
}
