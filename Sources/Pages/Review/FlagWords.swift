import Applications
import Markup
import Rules

extension Flag.Target {
  /// As a form calls it.
  package var word: String {
    switch self {
    case .element: "element"
    case .question(let id): "question.\(id)"
    case .entry(let id): "entry.\(id)"
    case .file(let id): "file.\(id)"
    }
  }
}

extension Element {
  /// Everything of it that can be flagged, as it stands in `part`.
  package func targets(in part: Part) -> [Flag.Target] {
    let answered = part.statesNone ? [] : questions.applying(to: part.answers)
    return [.element] + answered.map { .question($0.id) }
      + groups(applyingTo: part.answers).flatMap { group in
        part.entries(of: group.id).map { .entry($0.id) }
      } + part.attachments.map { .file($0.id) }
  }
}

extension ReviewRules {
  /// The reasons that an element can be flagged for.
  package func reasons(for element: Element.ID) -> [ReviewReason] {
    deficiencyReasons.filter { $0.elements.isEmpty || $0.elements.contains(element) }
  }
}

extension ReviewReason {
  /// As it reads today.
  package func given(in language: String) -> GivenReason {
    GivenReason(id: id.text, text: text.text(in: language), clause: clause?.citation)
  }
}

extension GivenReason {
  /// With the rule it rests on.
  var html: HTML {
    "\(text)\(clause.map { " <span class=\"aside\">\($0)</span>" as HTML })"
  }
}

extension Overview {
  /// What of an element a flag is on, in words, as it stood in `part`.
  package func words(of target: Flag.Target, on element: Element, in part: Part) -> String {
    switch target {
    case .element: return "The whole part"
    case .question(let id):
      let questions = element.questions
      return questions.first { $0.id == id }.map { edition.text($0.ask) } ?? id.text
    case .entry(let id):
      for group in element.entries {
        let entries = part.entries(of: group.id)
        if let index = entries.firstIndex(where: { $0.id == id }) {
          return edition.name(ofEntry: index + 1, group)
        }
      }
      return "An entry that was removed since"
    case .file(let id):
      let file =
        part.attachments.first { $0.id == id } ?? part.withdrawn.first { $0.id == id }
      return file.map { "The file \($0.fileName)" } ?? "A file that was taken away since"
    }
  }

  /// The same, in the part that the flag is on: also where that was entered anew since.
  package func words(of flag: Flag) -> String {
    guard let element = edition.element(flag.element) else { return flag.element.text }
    let part = application.part(flag.element)
    let all = [part] + part.earlier.reversed()
    let found = all.first { element.targets(in: $0).contains(flag.target) } ?? part
    return words(of: flag.target, on: element, in: found)
  }
}

extension FlagRecord {
  var stateWords: (words: String, kind: StatusKind) {
    switch state {
    case .open: ("Open, not told yet", .wrong)
    case .sent: ("Told to the applicant", .waiting)
    case .lifted: ("Lifted", .closed)
    }
  }
}
