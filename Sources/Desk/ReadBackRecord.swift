import Applications
import JSON
import Pages
import Rules
import Signing

/// Everything that somebody reads before signing an element, so that its digest can stand with the
/// signature. Sources/Store/FORMAT.md describes it under *What is signed*.
package struct ReadBackRecord {
  let node: JSONNode

  /// `element` in the words in which it is shown.
  package init(
    _ element: Element, _ part: Part, toldBefore: [ToldBefore] = [], language: String
  ) {
    func text(_ words: Words) -> JSONNode { .string(words.text(in: language)) }
    func asked(_ questions: [Question], _ answers: Answers) -> JSONNode {
      .array(
        questions.applying(to: answers).map { question in
          [
            "question": .string(question.id.text), "ask": text(question.ask),
            "answer": .array(
              question.fields.map { name in
                .array(answers[field: name].map { .string($0) })
              }),
          ]
        })
    }
    func files(_ entry: String?) -> JSONNode {
      .array(
        part.attachments(of: entry).map { file in
          [
            "name": .string(file.fileName), "description": .string(file.description),
            "type": .string(file.type), "digest": .string(file.digest),
          ]
        })
    }
    let entries = element.groups(applyingTo: part.answers).flatMap { group in
      part.entries(of: group.id).map { entry -> JSONNode in
        [
          "group": .string(group.id.text), "title": text(group.title),
          "answers": asked(group.questions, entry.answers), "files": files(entry.id),
        ]
      }
    }
    let pointedTo = toldBefore.filter { $0.isPointedTo(by: part) }
    let none = part.statesNone ? element.none : nil
    let node: JSONNode = [
      "element": .string(element.id.text),
      "version": element.wording.map { .string($0.version.description) } ?? .null,
      "statement": element.wording.map { text($0.statement) } ?? .null,
      "none": none.map(text) ?? .null,
      "answers": none == nil ? asked(element.questions, part.answers) : [],
      "entries": .array(none == nil ? entries : []), "files": files(nil),
    ]
    // A member of its own, where there is something: what was signed before it was known keeps its digest.
    guard !pointedTo.isEmpty, let members = node.members else {
      self.node = node
      return
    }
    let told = pointedTo.map { told -> JSONNode in
      [
        "question": .string(told.question.text),
        "application": .string(told.overview.application.number.text),
        "digest": .string(told.part.signature?.digest ?? ""),
      ]
    }
    self.node = .object(members + [JSONMember("told", .array(told))])
  }

  package var digest: Digest { SHA256.digest(of: node.bytes) }
}
