import Files
import Markup
import Preview
import Rules
import Signing

// What a preview answers, from the folder of a `SitePreview`.

/// The page at `path` of the preview in `folder`, marked as one; `nil` for what is no page.
func previewPage(_ path: String, in folder: String) -> PreviewPage? {
  let notes = contents(ofFile: folder + "/notes.html") ?? []
  if path.hasPrefix(statePrefix) {
    let state = state(of: String(path.dropFirst(statePrefix.count)), in: folder, notes)
    return PreviewPage(bytes: Array(state.utf8), type: "text/plain; charset=utf-8")
  }
  if path.hasPrefix("cgi-bin/") {
    return page(at: "preview/program/", in: folder, notes) ?? faultPage(notes)
  }
  guard path.isEmpty || path.hasSuffix("/") else { return nil }
  return page(at: path, in: folder, notes) ?? missingPage(in: folder, notes)
}

/// The answer to a form. It does not look for anything new: to load it again would be to send again.
func sentPage(in folder: String) -> PreviewPage {
  guard let page = contents(ofFile: folder + "/site/preview/sent/index.html") else {
    return PreviewPage(html: "<!DOCTYPE html><title>Preview</title><h1>Nothing was kept</h1>")
  }
  return html(marked(page, notes: contents(ofFile: folder + "/notes.html") ?? [], script: ""))
}

private func page(at path: String, in folder: String, _ notes: [UInt8]) -> PreviewPage? {
  guard !path.split(separator: "/", omittingEmptySubsequences: false).contains(where: isHidden),
    let page = contents(ofFile: folder + "/site/" + path + "index.html")
  else { return nil }
  let state = state(page, notes)
  return html(
    marked(page, notes: notes, script: hasForm(page) ? tellingScript(state) : loadingScript(state)))
}

private func isHidden(_ part: Substring) -> Bool { part.hasPrefix(".") }

private func html(_ bytes: [UInt8]) -> PreviewPage {
  PreviewPage(bytes: bytes, type: "text/html; charset=utf-8")
}

/// What is shown where there is no page, until there is one.
private func missingPage(in folder: String, _ notes: [UInt8]) -> PreviewPage {
  guard let page = contents(ofFile: folder + "/site/404.html") else { return faultPage(notes) }
  var answer = html(marked(page, notes: notes, script: loadingScript(state([], notes))))
  answer.status = 404
  return answer
}

/// What is shown while there has been no site without faults.
private func faultPage(_ notes: [UInt8]) -> PreviewPage {
  let page = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>The definitions have faults</title>
    </head>
    <body>
    <main>
    <h1>The definitions have faults</h1>
    <p>There is no page to show until they are put right. This page then shows itself anew.</p>
    </main>
    </body>
    </html>

    """
  var answer = html(
    marked(Array(page.utf8), notes: notes, script: loadingScript(state([], notes))))
  answer.status = 503
  return answer
}

// MARK: What is new

let statePrefix = "preview/state/"

/// A word that is another one when the page, or what stands above it, is.
private func state(of path: String, in folder: String, _ notes: [UInt8]) -> String {
  let isProgram = path.hasPrefix("cgi-bin/")
  let file = folder + "/site/" + (isProgram ? "preview/program/" : path) + "index.html"
  let isPlain = !path.split(separator: "/").contains(where: isHidden)
  return state(isPlain ? contents(ofFile: file) ?? [] : [], notes)
}

private func state(_ page: [UInt8], _ notes: [UInt8]) -> String {
  var hash = SHA256()
  hash.update(page)
  hash.update(notes)
  return String(hash.finish().description.prefix(16))
}

/// Whether somebody can have typed something into the page.
private func hasForm(_ page: [UInt8]) -> Bool { page.position(of: "<form") != nil }
