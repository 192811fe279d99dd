/// What a handler answers. It is made whole before the first byte is written.
package struct Response: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case nothing
    case bytes([UInt8], type: String)
    /// A file, sent as a download that no browser runs or renders in place.
    case attachment(path: String, name: String, type: String)
  }

  package var status: Status
  package var content: Content
  /// Headers beyond those every response has.
  package var headers: [Header] = []
  package var cookies: [Cookie] = []
  /// Addresses that forms of this page may post to, besides our own: the payment page.
  package var formTargets: [String] = []
  /// Whether the file of an attachment goes when it has been opened: one that was made for this response.
  package var removesFile = false
  /// Whether the address of the page is a secret: no other site is told it, and no search engine keeps it.
  package var hasSecretAddress = false
  /// What the log says besides, where the page hides a fault: ASCII, nothing personal.
  package var logWords: String?

  package init(_ status: Status, content: Content = .nothing) {
    self.status = status
    self.content = content
  }

  /// A page.
  package init(_ status: Status = .ok, page html: String) {
    self.init(status, content: .bytes(Array(html.utf8), type: "text/html; charset=utf-8"))
  }

  /// Plain text, for notifications that only machines read.
  package init(_ status: Status = .ok, text: String) {
    self.init(status, content: .bytes(Array(text.utf8), type: "text/plain; charset=utf-8"))
  }

  /// To another page, which the browser asks for with GET. Relative links are as in a page.
  package init(seeOther location: String, cookies: [Cookie] = []) {
    self.init(.seeOther)
    headers = [Header("Location", location)]
    self.cookies = cookies
  }

  /// A file as a download. A file that is gone makes the response a 500.
  /// - Parameters:
  ///   - path: where it lies.
  ///   - name: what the person's machine should call it.
  ///   - type: its media type, as we found it to be.
  package init(attachment path: String, name: String, type: String) {
    self.init(.ok, content: .attachment(path: path, name: name, type: type))
  }
}
