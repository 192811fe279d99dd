import CGI
import Rules

extension Answers {
  /// From the fields of a form. A field that came more than once has several texts.
  init(_ entries: [Form.Entry]) {
    var texts: [(name: String, texts: [String])] = []
    var places: [String: Int] = [:]
    for entry in entries {
      if let place = places[entry.name] {
        texts[place].texts.append(entry.value)
      } else {
        places[entry.name] = texts.count
        texts.append((entry.name, [entry.value]))
      }
    }
    self.init(texts.map { Field(name: $0.name, texts: $0.texts) })
  }

  /// From one text that `packed` made. Anything that is not such a text is no answers.
  init(packed text: String) {
    let pairs = (try? formPairs(Array(text.utf8))) ?? []
    self.init(pairs)
  }

  /// All fields as one text, in the form that addresses use.
  var packed: String {
    fields.flatMap { field in
      field.texts.map { queryEscaped(field.name) + "=" + queryEscaped($0) }
    }.joined(separator: "&")
  }
}
