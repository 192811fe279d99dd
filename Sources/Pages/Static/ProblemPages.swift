import Markup

/// The page for an address that is not there.
package func notFoundPage() -> Page { problemPage(status: 404, detail: nil, reference: nil) }

/// The page a web server shows when a program failed.
package func errorPage() -> Page { problemPage(status: 500, detail: nil, reference: nil) }

/// The page a web server shows for a body over its own limit.
package func tooLargePage(megabytes: Int) -> Page {
  let size = megabytes > 0 ? "A file must be smaller than \(megabytes) MB. " : ""
  return problemPage(
    status: 413, detail: size + "Make it smaller, or send it in several parts.", reference: nil)
}

/// The page for a request that was refused, in plain words. It says what happened to what was typed.
///
/// - `detail`: a sentence of the program that refused.
/// - `reference`: names the line in the log, for somebody who asks for help.
package func problemPage(status: Int, detail: String?, reference: String?) -> Page {
  let problem = Problem(status: status)
  return Page(
    title: problem.title,
    main: .lines(
      "<h1>\(problem.title)</h1>", detail.map { "<p class=\"lead\">\($0)</p>" },
      .lines(problem.words.map { "<p>\($0)</p>" }),
      reference.map {
        "<p>If you ask us for help, give us this reference: <strong>\($0)</strong></p>"
      },
      """
      <ul>
      <li><a href="\(Links.dashboard)">Go to your Dashboard</a></li>
      <li><a href="\(Links.help)">Help</a></li>
      <li><a href="\(Links.home)">Home</a></li>
      </ul>
      """))
}

/// What is said for each status. A page that is hidden from somebody reads like one that is not there.
private struct Problem {
  let title: String
  let words: [String]

  init(status: Int) {
    switch status {
    case 403:
      self.init(
        "This was not accepted",
        "The form may have been open for a long time, or have come from another site. Nothing was changed.",
        "Go back, copy what you typed if you need it, open the page again and send it from there.")
    case 404:
      self.init(
        "Page not found",
        "If you typed the address, check that it is right. If you followed a link, it may be old.",
        "If it is about an application of yours, sign in and find it on your Dashboard.")
    case 405:
      self.init(
        "This page cannot be used that way",
        "You may have opened an address that only works as part of a form. Nothing was changed.")
    case 409:
      self.init(
        "This cannot be done now",
        "Something has changed since you opened the page. Nothing that was saved is lost.")
    case 413:
      self.init(
        "What you sent is too large",
        "It was not kept. Everything you saved before is still there.",
        "Go back: what you typed is still in your browser. Shorten it there, and send it again.")
    case 415:
      self.init(
        "This kind of form is not understood",
        "Nothing was changed. Open the page again in an ordinary browser and send it from there.")
    case 429:
      self.init(
        "Too many tries", "Wait some minutes and try again. Everything you saved is still there.")
    case 503:
      self.init(
        "This is not available for the moment",
        "Try again in some minutes. Everything you saved is still there.")
    case 500...:
      self.init(
        "Sorry, something went wrong here",
        "We could not finish what you asked for. Everything you saved before is still there.",
        "Go back and try again. If it happens again, please tell us.")
    default:
      self.init(
        "This could not be understood",
        "What your browser sent was not complete, or not as it should be. Nothing was changed.",
        "Go back and try again.")
    }
  }

  private init(_ title: String, _ words: String...) {
    self.title = title
    self.words = words
  }
}
