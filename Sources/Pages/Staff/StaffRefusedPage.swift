import Markup

/// What somebody who works here reads in the place of a page that is not for their roles, or is not there.
///
/// - `detail`: a sentence of what refused it.
package func staffRefusedPage(isThere: Bool, detail: String?, in frame: StaffFrame) -> Page {
  let title = isThere ? "This is not for you to do" : "Page not found"
  let home = StaffFrame.places(for: frame.roles).first
  return Page(
    title: title,
    main: .lines(
      "<h1>\(title)</h1>", detail.map { "<p class=\"lead\">\($0)</p>" },
      isThere
        ? "<p>Nothing was changed.</p>"
        : """
        <p>If you typed the address, check the number in it. Only applications that were submitted are found here.</p>
        """,
      home.map { "<p><a href=\"\(Links.page($0.address))\">\($0.words)</a></p>" }))
}
