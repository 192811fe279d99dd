import JSON
import Rules

/// A folder of definitions that was read and found without an error.
package struct Site: Sendable {
  package let definitions: Definitions
  /// The worked examples of the fee schedule, each of which came out.
  package let examples: [PricedExample]
  /// `layout.html`; `nil` when the folder has none.
  package let layout: String?
  /// The files a publication is made of, but for what the program adds.
  let published: [PublishedFile]

  /// A definition file in its canonical form, or a letter as it is.
  struct PublishedFile: Sendable {
    let path: String
    let content: Content

    enum Content: Sendable {
      case definition(JSONNode)
      case letter([UInt8])
    }
  }
}

/// What came of reading a folder of definitions.
package struct SiteReading: Sendable {
  /// `nil` when any diagnostic is an error.
  package let site: Site?
  /// In the order of files and places.
  package let diagnostics: [Diagnostic]
  private let sources: [String: SourceText]

  init(site: Site?, diagnostics: [Diagnostic], sources: [String: SourceText]) {
    self.site = site
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// All of `others` too, as printed for the author: each with its line quoted, an empty line between.
  package func report(with others: [Diagnostic] = []) -> String {
    (diagnostics + others).inOrder()
      .map { $0.text(quoting: sources[$0.place.file]) }.joined(separator: "\n")
  }

  /// One diagnostic as printed, of this reading or of another look at the same files.
  package func text(of diagnostic: Diagnostic) -> String {
    diagnostic.text(quoting: sources[diagnostic.place.file])
  }

  package var definitions: Definitions? { site?.definitions }
}
