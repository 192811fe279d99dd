/// A list to choose from that is too long, or too widely used, to stand in a question: the institutions of
/// a state, its districts.
package struct ChoiceList: Hashable, Sendable {
  package typealias ID = Identifier<ChoiceList>

  package let id: ID
  package let title: Words
  /// What it rests on, where a rule names what is in it.
  package let clause: Clause?
  /// In the author's order. A program that only has to know that there is a list does not read them.
  package let items: [Item]

  package init(id: ID, title: Words, clause: Clause? = nil, items: [Item] = []) {
    self.id = id
    self.title = title
    self.clause = clause
    self.items = items
  }

  package struct Item: Hashable, Sendable {
    /// Never changes meaning.
    package let id: Identifier<Item>
    package let name: Words

    package init(id: Identifier<Item>, name: Words) {
      self.id = id
      self.name = name
    }
  }

  /// The item that somebody means by `text`: its id, or its name in any language, however capitalized
  /// and with whatever spaces around it.
  package func item(meantBy text: String) -> Item? {
    let meant = folded(text)
    return items.first { item in
      item.id.text == meant || item.name.texts.contains { folded($0.text) == meant }
    }
  }
}

/// Small letters, with one space between words and none around them.
private func folded(_ text: String) -> String {
  text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
