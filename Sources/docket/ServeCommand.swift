import Files
import Glibc
import Preview
import Rules

let serveCommand = Command(
  name: "serve",
  summary: "a preview on this machine, made anew when a definition is saved",
  help: """
    usage: docket serve [--site FOLDER] [--as-of DAY] [--port PORT]

    Shows the site on this machine alone, until it is ended with Ctrl-C. When a file of the
    definitions is saved the pages are made anew, and the terminal says which. Pages that are open
    refresh themselves, but never one with a form: that one says that there is something new, and keeps
    what was typed. Faults are shown on every page and on standard error, each with file, line and
    column; below them stays the last site that had none.

    The forms of applicants and of every other party can be filled in and sent. Nothing is kept. For a
    whole installation with people and staff, see 'docket demo'.

      --site FOLDER  the definitions; 'site' where none is given
      --as-of DAY    the site as it is on that day; today where none is given
      --port PORT    the port; 0 takes a free one. Where none is given, 8080, or a free one if it is taken
    """,
  options: [
    Command.Option(name: "site", takesValue: true),
    Command.Option(name: "as-of", takesValue: true),
    Command.Option(name: "port", takesValue: true),
  ]
) { options in
  let port = try options.port()
  let day = try options.day("as-of")
  let site = options["site"] ?? "site"
  _ = try SiteFolder(at: site)
  holdSignals()
  let folder = try temporaryFolder(for: "serve")
  defer { removeTree(folder) }
  var preview = SitePreview(of: site, in: folder, asOf: day)
  do throws(PreviewError) {
    try serve(&preview, on: port ?? standardPort)
  } catch {
    guard case .cannotListen(_, _, EADDRINUSE) = error, port == nil else { throw Trouble(error) }
    do throws(PreviewError) { try serve(&preview, on: 0) } catch { throw Trouble(error) }
  }
  return 0
}

private func serve(_ preview: inout SitePreview, on port: UInt16) throws(PreviewError) {
  let folder = preview.folder
  var settings = PreviewSettings(
    root: folder + "/site", scratch: folder, errorLog: folder + "/errors.log")
  settings.port = port
  settings.page = { previewPage($0, in: folder) }
  settings.sent = { _ in sentPage(in: folder) }
  // Both are called by the one loop, one after the other.
  var shown = preview
  try PreviewServer(settings).run(
    onTurn: { shown.look() },
    onReady: { port in shown.begin(at: "http://127.0.0.1:\(port)/") })
  preview = shown
}
