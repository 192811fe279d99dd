/// Who looks at a page.
package enum Visitor: Hashable, Sendable {
  /// A static page cannot know.
  case unknown
  case signedOut
  /// `token` is the form token, for the button that signs out.
  case signedIn(name: String, token: String)
  /// Somebody who works for the agency, on a page of theirs; `name` is `nil` where nobody is signed in.
  case staff(name: String?, token: String)
}
