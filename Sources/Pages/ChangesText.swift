import Rules

/// What is otherwise, as plain text for `docket diff`: a heading for each kind of subject, below it each
/// subject with what is otherwise about it.
package func changesText(_ changes: [Change], _ words: ChangeWords) -> String {
  words.sections(changes).map { section in
    let items = section.items.map { item in
      ([item.title] + item.sentences.map { "  \($0)." }).map { "  \($0)" }.joined(separator: "\n")
    }
    return section.heading + "\n" + items.joined(separator: "\n")
  }.joined(separator: "\n\n")
}
