/// What a banner tells.
package enum BannerKind: String, Hashable, Sendable {
  /// Something the reader should know before going on.
  case important
  /// What the reader asked for has been done. Read out at once.
  case success
}

/// News at the top of a page that is not about a field.
///
/// `heading`: instead of "Important" or "Success".
package func notificationBanner(
  _ text: HTML, _ kind: BannerKind = .important, heading: String? = nil,
  words: ComponentWords = .english
) -> HTML {
  let ownHeading = kind == .success ? words.success : words.important
  return """
    <section class="banner banner-\(kind.rawValue)" aria-labelledby="banner-title"\
    \(" role=\"alert\"", when: kind == .success)>
    <h2 id="banner-title">\(heading ?? ownHeading)</h2>
    <div>\(text)</div>
    </section>
    """
}
