import Applications
import CGI
import Notation
import Pages
import Rules
import Store

// What is signed is read and signed in the words of today: an application keeps the questions it was begun
// with, but nobody is to agree to a wording that is no longer used.

extension Services {
  /// The same in the words of a publication.
  func worded(
    _ entry: Overview.Entry, in publication: String, _ overview: Overview
  ) throws -> Overview.Entry {
    try words(of: entry.element, in: publication, overview).map(entry.worded) ?? entry
  }

  /// The element as that publication has it; `nil` for the one the application is bound to, which is known
  /// already, and where there is none.
  func words(
    of element: Element, in publication: String, _ overview: Overview
  ) throws -> Element? {
    guard publication != overview.application.start.publication, isPublicationName(publication)
    else { return nil }
    let reader = self.publication(publication)
    guard reader.hasElement(element.id) else { return nil }
    return try reader.element(element.id, in: overview.edition.agency.currency)
  }
}

extension Visit {
  /// The same in the words in which it is signed, or was: those of the newest publication while it is
  /// open. An element without a seal keeps the words it was begun with.
  func worded(_ entry: Overview.Entry, in overview: Overview) throws -> Overview.Entry {
    guard entry.element.wording != nil else { return entry }
    let publication =
      entry.part.isSealed
      ? entry.part.signature?.publication ?? overview.application.start.publication
      : try services.newestPublication()
    guard let words = try words(of: entry.element, in: publication, overview) else { return entry }
    return entry.worded(as: words)
  }

  /// As `Services.words`.
  func words(
    of element: Element, in publication: String, _ overview: Overview
  ) throws -> Element? { try services.words(of: element, in: publication, overview) }
}

/// Whether a text can name a publication: it comes from a form, and names a folder.
private func isPublicationName(_ text: String) -> Bool {
  text.utf8.count == 64
    && text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
