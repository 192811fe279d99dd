import Markup
import Rules

// What a preview puts into the pages of a site, and no published page has: the bar that says so, the faults
// of the definitions, and a few lines of script that look whether there is something new.

/// What stands above every page: that this is a preview, of which day, and all faults.
func previewNotes(day: Day?, faults: [String], isBuilt: Bool) -> [UInt8] {
  let day: HTML = day.map { " as of \($0.description)" } ?? ""
  var notes: HTML = """
    <section class="preview-bar" aria-label="Preview" style="\(barStyle)">
    <strong>Preview\(day).</strong> Nothing here is published, and nothing you send is kept. \
    <a href="/preview/" style="color: inherit">Forms by who completes them</a>
    </section>
    <div id="preview-news" role="status" style="\(newsStyle)"></div>

    """
  if !faults.isEmpty {
    let items = faults.map { "<li><pre style=\"\(preStyle)\">\($0)</pre></li>" as HTML }
    let meaning: HTML =
      isBuilt
      ? "The pages are made all the same." : "The page below is the last that could be made."
    notes = """
      \(notes)<section class="preview-faults" aria-labelledby="preview-faults" style="\(faultStyle)">
      <h2 id="preview-faults" style="margin-top: 0">\(counted(faults.count, "fault")) in the definitions</h2>
      <p>\(meaning)</p>
      <ol>
      \(items)
      </ol>
      </section>

      """
  }
  return notes.bytes
}

private let barStyle = "padding: 0.5rem 1rem; background: #3b2f00; color: #fff3c4"
/// In sight wherever somebody is in a long form, and nothing while it is empty.
private let newsStyle =
  "position: sticky; top: 0; z-index: 9; text-align: center; font-weight: bold; "
  + "background: #fff3c4; color: #1a1a1a"
private let faultStyle =
  "padding: 1rem; background: #fff; color: #1a1a1a; border: 0.3rem solid #b3261e"
private let preStyle = "white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 1rem"

/// The page with the notes at its top, the script at its end, and a title that says what it is.
func marked(_ page: [UInt8], notes: [UInt8], script: String) -> [UInt8] {
  var page = page
  if let end = page.position(of: "</body>") { page.insert(contentsOf: script.utf8, at: end) }
  if let body = page.position(of: "<body"),
    let end = page[body...].firstIndex(of: UInt8(ascii: ">"))
  {
    page.insert(contentsOf: [0x0A] + notes, at: end + 1)
  }
  if let title = page.position(of: "<title>") {
    page.insert(contentsOf: "Preview: ".utf8, at: title + "<title>".utf8.count)
  }
  return page
}

/// Asks once a second whether there is something new, and then does `then`.
private func script(_ state: String, then: String) -> String {
  """
  <script>
  setInterval(function () {
    fetch("/\(statePrefix)" + location.pathname.slice(1), { cache: "no-store" })
      .then(function (answer) { return answer.text(); })
      .then(function (state) { if (state !== "\(state)") { \(then) } })
      .catch(function () {});
  }, 1000);
  </script>

  """
}

/// For a page without a form.
func loadingScript(_ state: String) -> String { script(state, then: "location.reload();") }

/// For a page with a form: nothing that was typed is lost.
func tellingScript(_ state: String) -> String {
  script(
    state,
    then: """
      document.getElementById("preview-news").textContent = \
      "The definitions have changed. Reload to see it.";
      """)
}

extension [UInt8] {
  /// Where `text` stands first.
  func position(of text: String) -> Int? {
    let pattern = Array(text.utf8)
    var rest = self[...]
    while let start = rest.firstIndex(of: pattern[0]) {
      if self[start...].starts(with: pattern) { return start }
      rest = rest[(start + 1)...]
    }
    return nil
  }
}
