/// A warning about something that has consequences, as money lost or a step that cannot be undone.
package func warningText(_ text: HTML, words: ComponentWords = .english) -> HTML {
  """
  <div class="warning"><span class="warning-mark" aria-hidden="true">!</span>\
  <strong><span class="unseen">\(words.warning): </span>\(text)</strong></div>
  """
}

/// ComponentWords set apart from the text around them, as `>` does in Markdown.
package func note(_ text: HTML) -> HTML { "<div class=\"note\">\n\(text)\n</div>" }
