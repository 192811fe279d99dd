import Notation
import Testing

/// One small mistake in a faultless folder, and everything the check says about it.
struct Mistake: CustomTestStringConvertible, Sendable {
  var path: String
  var old: String
  var new: String
  var says: [String]

  init(_ path: String, _ old: String, _ new: String, _ says: String...) {
    (self.path, self.old, self.new, self.says) = (path, old, new, says)
  }

  var testDescription: String { "\(path): \(new)" }
}

@Suite struct MessageTests {
  @Test func `the folder the mistakes are made in has none`() {
    #expect(Folder().faults == [])
  }

  @Test(arguments: tableMistakes + textMistakes + meaningMistakes + fileMistakes)
  func `a mistake is told once, where it stands, with what to write instead`(mistake: Mistake) {
    let folder = Folder().with(mistake.path, mistake.old, mistake.new)
    #expect(folder.files != Folder().files)
    #expect(folder.faults == mistake.says)
  }

  @Test(arguments: [
    (
      "agency.jsonc",
      ["site/agency.jsonc:1:1: error: there is no such file; every site has one"]
    ),
    (
      "letters/address-known.md",
      [
        "site/letters/address-known.md:1:1: error: there is no such letter; Docket sends it; write one"
      ]
    ),
    (
      "elements/lamp.jsonc",
      [
        "site/credentials/pilot.jsonc:14:18: error: there is no element 'lamp'; "
          + "there is only 'training' in elements/",
        "site/review.jsonc:3:78: error: there is no element 'lamp'; "
          + "there is only 'training' in elements/",
      ]
    ),
    (
      "credentials/pilot.jsonc",
      [
        "site/credentials/:1:1: error: there is no file in this folder; write one ending in .jsonc",
        "site/fees.jsonc:22:20: error: there is no credential 'pilot'; there is none in credentials/",
      ]
    ),
  ])
  func `a file that is missing is told`(path: String, says: [String]) {
    #expect(Folder().with(path, nil).faults == says)
  }

  @Test(arguments: [
    ("fee.jsonc", "site/fee.jsonc:1:1: warning: this file is not read; did you mean fees.jsonc?"),
    (
      "element/x.jsonc",
      "site/element/x.jsonc:1:1: warning: this file is not read; did you mean the folder elements/?"
    ),
    (
      "elements/x.json",
      "site/elements/x.json:1:1: warning: this file is not read; files of this folder end in .jsonc"
    ),
    (
      "pages/x.txt",
      "site/pages/x.txt:1:1: warning: this file is not read; files of this folder end in .md"
    ),
    (
      "pages/x.md",
      "site/pages/x.md:1:1: error: the first line must begin with '# '; write: # Title of the page"
    ),
    (
      "letters/x.md",
      "site/letters/x.md:1:1: error: the first line must begin with 'Subject: '; "
        + "write: Subject: what it is about"
    ),
    (
      "pages/wind.fr.md",
      "site/pages/wind.fr.md:1:1: error: 'fr' is no language of agency.jsonc; "
        + "the languages are 'en'"
    ),
    (
      "pages/Big Page.md",
      "site/pages/Big Page.md:1:1: error: 'Big Page' is not an id, which the name of this file must "
        + "be; use small letters, digits and single hyphens"
    ),
  ])
  func `a file of a wrong name or beginning is told`(path: String, says: String) {
    let text = path.contains("wind") || path.contains("Big") ? "# Title\n" : "text\n"
    #expect(Folder().with(path, text).faults == [says])
  }

  @Test(arguments: [
    "README.md", "elements/README.md", ".vscode/settings.json", "assets/site.css",
    "definitions.schema.json", "layout.html", "notes.txt",
  ])
  func `files that are no definitions are left alone`(path: String) {
    #expect(Folder().with(path, "text").faults == [])
  }

  @Test func `an element that no credential asks for is a warning`() {
    let folder = Folder().with(
      "credentials/pilot.jsonc",
      "{ \"element\": \"lamp\", \"when\": { \"question\": \"night\", \"is\": \"yes\" } },", "")
    #expect(
      folder.faults == [
        "site/elements/lamp.jsonc:1:1: warning: no credential asks for element 'lamp'"
      ])
    #expect(folder.read().site != nil)
  }

  @Test func `a credential with more ways to it than pages are made for is a warning`() {
    let terms = (1...100).map { number in
      """
      { "years": \(number), "clause": "R", "when": { "question": "hours", "is": "\(number)" } },
      """
    }
    let folder = Folder().with(
      "credentials/pilot.jsonc", "\"questions\": [",
      "\"lasts\": [\n\(terms.joined(separator: "\n"))\n],\n\"questions\": [\n"
        + "{ \"id\": \"hours\", \"ask\": \"How many?\", \"kind\": \"number\" },")
    #expect(
      folder.faults == [
        "site/credentials/pilot.jsonc:1:1: warning: its questions would make more than 100 pages to "
          + "find it by; only the first of them are asked there; fewer choices that make a "
          + "difference make it whole"
      ])
    #expect(folder.read().site != nil)
  }

  @Test func `mistakes of every sort in several files are all told in one run, in order`() {
    let folder = Folder()
      .with("agency.jsonc", "\"currency\": \"EUR\",", "“currency”: \"EUR\"")
      .with("agency.jsonc", "60", "\"60\"")
      .with(
        "parties.jsonc", "\"title\": \"Kite club\"", "\"title\": \"Kite club\", \"title\": \"Club\""
      )
      .with("credentials/pilot.jsonc", "\"training\"", "\"trianing\"")
      .with("credentials/pilot.jsonc", "\"summary\"", "\"sumary\"")
      .with("elements/lamp.jsonc", "{ \"id\": \"green\"", "{ \"id\": \"red\"")
      .with("fees.jsonc", "\"2.50\"", "\"2.50")
    #expect(
      folder.read().diagnostics.map { "\($0.place): \($0.summary)" } == [
        "site/agency.jsonc:5:3: typographic quote “",
        "site/agency.jsonc:5:20: a comma is missing here",
        "site/agency.jsonc:6:22: 'applicationDays' must be a whole number from 1 to 3650, not text",
        "site/credentials/pilot.jsonc:4:3: unknown key 'sumary' in a credential",
        "site/credentials/pilot.jsonc:13:5: there is no element 'trianing'",
        "site/elements/lamp.jsonc:12:60: choice 'red' stands here twice",
        "site/fees.jsonc:16:53: this text has no closing quote",
        "site/parties.jsonc:4:43: 'title' stands here twice",
      ])
  }

  @Test func `a question of two credentials is of one kind`() {
    let other = Folder().files["credentials/pilot.jsonc"]?
      .replacing("\"id\": \"pilot\"", with: "\"id\": \"watcher\"").replacing(
        "\"yes-no\"", with: "\"text\"")
    #expect(
      Folder().with("credentials/watcher.jsonc", other).faults == [
        "site/credentials/watcher.jsonc:10:50: error: question 'night' is 'text' here and 'yes-no' in site/credentials/pilot.jsonc; give one another id: an application for both has one answer to it"
      ])
  }

  @Test func `texts in languages are checked against those of the agency`() {
    let folder = Folder().with(
      "agency.jsonc", "\"currency\"", "\"languages\": [\"en\", \"fr\"], \"currency\""
    )
    .with("parties.jsonc", "\"Kite club\"", "{ \"fr\": \"Club\", \"fi\": \"Kerho\", \"en\": \"\" }")
    .with("fees.jsonc", "\"Permit\"", "{ \"fr\": \"Permis\" }")
    .with("fees.jsonc", "\"Each kite\"", "{ \"en\": \"Each kite\" }")
    .with("pages/wind.fr.md", "# Vent\n")
    .with("pages/rain.fr.md", "# Pluie\n")
    #expect(
      folder.faults == [
        "site/fees.jsonc:5:16: error: 'title' has no text in 'en', the site's own language; add \"en\": \"…\"",
        "site/fees.jsonc:14:16: warning: 'title' has no text in 'fr'; people will read it in 'en'",
        "site/pages/rain.fr.md:1:1: error: there is no pages/rain.md, of which this would be a translation",
        "site/parties.jsonc:4:46: error: 'title' has a text in 'fi', which is no language of agency.jsonc; did you mean \"fr\"?",
        "site/parties.jsonc:4:67: error: the text of 'title' in 'en' is empty; write \"…\", or leave the line out",
      ])
  }
}
