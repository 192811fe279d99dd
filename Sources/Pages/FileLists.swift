import Applications
import Markup
import Rules

/// The files of an element as a whole to be looked at, each with a link to fetch it.
func fileList(_ part: Part, _ element: Element, _ overview: Overview) -> HTML {
  fileList(part.attachments(of: nil), types: element.attachments?.types ?? [], overview)
}

func fileList(
  _ files: [Attachment], types: [Question.Choice], _ overview: Overview
) -> HTML {
  fileRows(files.map { fileRow($0, types, overview, actions: [download($0, overview)]) })
}

/// The same where they can be changed, with the way to where that is done.
func openFileList(_ place: FilePlace, _ overview: Overview) -> HTML {
  .lines(
    fileList(place.files, types: place.rule.types, overview),
    place.files.isEmpty && place.withdrawn.isEmpty || !overview.opensFiles
      ? nil
      : """
      <p><a href="\(overview.link(toFilesAt: place))">Change, replace or withdraw \
      files</a></p>
      """)
}

/// The same where only some were sent back: those can be replaced, and described anew.
func partlyOpenFileList(_ place: FilePlace, _ open: Reopening, _ overview: Overview) -> HTML {
  place.files.isEmpty
    ? "<p>There are none.</p>"
    : fileRows(
      place.files.map { file in
        let isOpen = open.opens(file, of: place.group?.id)
        return fileRow(
          file, place.rule.types, overview,
          actions: [
            download(file, overview),
            isOpen ? link("Replace", overview.link(toFile: file, "/replace"), file) : nil,
            isOpen
              ? link("Change description", overview.link(toDetailsOf: file), file) : nil,
          ])
      })
}

/// With all that can be done about them.
func changeableFileList(_ place: FilePlace, _ overview: Overview, keys: FormKeys) -> HTML {
  fileRows(
    place.files.map { file in
      fileRow(
        file, place.rule.types, overview,
        actions: [
          download(file, overview),
          link("Change description", overview.link(toDetailsOf: file), file),
          link("Replace", overview.link(toFile: file, "/replace"), file),
          fileButton("Withdraw", overview.link(toFile: file, "/withdraw"), file, keys),
        ])
    })
}

/// Those that were withdrawn or replaced, with the way back.
func withdrawnFileList(_ place: FilePlace, _ overview: Overview, keys: FormKeys) -> HTML {
  fileRows(
    place.withdrawn.map { file in
      fileRow(
        file, place.rule.types, overview,
        actions: [fileButton("Bring back", overview.link(toFile: file, "/restore"), file, keys)])
    })
}

private func fileRows(_ rows: [HTML]) -> HTML {
  rows.isEmpty ? "" : "<ul class=\"cards\">\n\(rows)\n</ul>"
}

private func fileRow(
  _ file: Attachment, _ types: [Question.Choice], _ overview: Overview, actions: [HTML?]
) -> HTML {
  let edition = overview.edition
  let type = types.first { $0.id.text == file.type }
  let facts = [
    isBlank(file.description) ? nil : file.description, type.map { edition.text($0.label) },
    byteCountText(file.byteCount), sameFile(file, overview),
  ].compactMap(\.self).map { "\($0)<br>" as HTML }
  let (words, kind, meaning) = file.state.words
  let actions = actions.compactMap(\.self)
  return .lines(
    "<li>", "<p dir=\"auto\"><strong>\(file.fileName)</strong><br>", .lines(facts),
    "\(statusWords(words, kind))\(meaning.map { ": \($0)" } ?? "")</p>",
    actions.isEmpty ? nil : "<div class=\"actions\">\n\(actions)\n</div>", "</li>")
}

/// Where else in the application the same file is. Nobody else is told of other parts.
private func sameFile(_ file: Attachment, _ overview: Overview) -> String? {
  let other = overview.application.attachments.first {
    $0.digest == file.digest && $0.id != file.id
      && (overview.viewer == .applicant || $0.element == file.element)
  }
  guard let other, let element = overview.entry(other.element)?.element else { return nil }
  return "This is the same file as \(other.fileName) in \(overview.edition.text(element.title))"
}

/// Only what was accepted is given to anybody.
private func download(_ file: Attachment, _ overview: Overview) -> HTML? {
  guard file.state == .accepted, overview.opensFiles else { return nil }
  return link("Download", overview.link(toFile: file), file)
}

private func link(_ words: String, _ link: Link, _ file: Attachment) -> HTML {
  "<a href=\"\(link)\">\(words)<span class=\"unseen\"> \(file.fileName)</span></a>"
}

private func fileButton(
  _ words: String, _ link: Link, _ file: Attachment, _ keys: FormKeys
) -> HTML {
  .lines(
    "<form method=\"post\" action=\"\(link)\">", hidden(keys),
    "<button type=\"submit\">\(words)<span class=\"unseen\"> \(file.fileName)</span></button>",
    "</form>")
}
