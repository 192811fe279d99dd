import Applications
import Markup
import Rules

/// Where everything about one element is, on the pages of whoever looks: paths from the folder of programs on.
///
/// The applicant has a program for answers and one for files; somebody who was asked for the element has all of it
/// behind their link.
package struct ElementAddresses: Hashable, Sendable {
  /// The element's form.
  package let form: String
  /// Where whoever else completes it begins, and what stands there once it is signed; of the applicant, the form.
  package let home: String
  private let files: String
  private let file: String

  package init(of element: Element.ID, in overview: Overview) {
    let number = overview.application.number.text
    switch overview.viewer {
    case .applicant:
      form = "save/\(number)/\(element)"
      home = form
      files = "attach/\(number)/\(element)"
      file = "attach/\(number)/file"
    case .party(_, let link):
      form = "party/\(link)/part"
      home = "party/\(link)"
      files = "party/\(link)/files"
      file = "party/\(link)/file"
    case .organisation(let id, _):
      home = "organisation/\(id)/\(number)/\(element)"
      form = "\(home)/part"
      files = "\(home)/files"
      file = "\(home)/file"
    case .helper(_, let link):
      form = "helper/\(link)/part/\(element)"
      home = "helper/\(link)"
      files = "helper/\(link)/files/\(element)"
      file = "helper/\(link)/file"
    }
  }

  package var sign: String { form + "/sign" }
  /// Where whoever else was asked for it says that they will not complete it.
  package var decline: String { home + "/decline" }
  package func entry(_ group: EntryGroup.ID, _ entry: String) -> String {
    "\(form)/\(group)/\(entry)"
  }
  /// The form that adds files; `entry` is the one they belong to.
  package func files(ofEntry entry: String?) -> String {
    files + (entry.map { "?entry=\($0)" } ?? "")
  }
  /// The form that says what files are.
  var details: String { files + "/details" }
  func details(of attachment: Attachment) -> String { "\(files)/details?file=\(attachment.id)" }
  func file(_ attachment: Attachment) -> String { "\(file)/\(attachment.id)" }
}

extension Overview {
  /// Whether whoever looks fetches, adds and changes files. A helper sees which there are.
  var opensFiles: Bool { !viewer.isHelper }

  /// Where the pages about an element are.
  package func addresses(of element: Element.ID) -> ElementAddresses {
    ElementAddresses(of: element, in: self)
  }

  func link(to element: Element.ID) -> Link { Links.page(addresses(of: element).form) }
  func link(
    toEntry entry: String, of group: EntryGroup.ID, in element: Element.ID
  ) -> Link { Links.page(addresses(of: element).entry(group, entry)) }
  func link(toFilesAt place: FilePlace) -> Link {
    Links.page(addresses(of: place.element.id).files(ofEntry: place.entry?.id))
  }
  func link(toFile attachment: Attachment, _ action: String = "") -> Link {
    Links.page(addresses(of: attachment.element).file(attachment) + action)
  }
  func link(toDetailsOf attachment: Attachment) -> Link {
    Links.page(addresses(of: attachment.element).details(of: attachment))
  }
}
