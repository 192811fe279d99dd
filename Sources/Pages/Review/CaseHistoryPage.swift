import Applications
import Markup
import Rules

/// Everything that happened to an application, newest first: when, what, who, and what an answer was before. What is
/// under a seal is told to those alone who may see it.
///
/// `events` are all of its journal, oldest first.
package func caseHistoryPage(_ review: ReviewCase, _ events: [Event]) -> Page {
  let words = StaffEventWords(review)
  var past: Application?
  let rows = events.map { event -> [HTML] in
    let details = past.map { words.details(of: event, before: $0) } ?? []
    if past == nil {
      past = Application(number: review.number, events: [event])
    } else {
      past?.apply(event)
    }
    return [
      "\(review.time(event.at))",
      .lines(
        "\(words.sentence(event))",
        details.isEmpty ? nil : "<ul>\n\(details.map { "<li>\($0)</li>" as HTML })\n</ul>"),
      "\(review.name(event.who))",
    ]
  }
  return casePage(
    review, title: "History",
    table(
      caption: "What happened, newest first",
      columns: [Column("When"), Column("What"), Column("Who")], rows: rows.reversed()),
    "<p class=\"aside\">Times are those of the zone \(review.overview.edition.agency.timeZone.name). \(events.count) lines in the journal.</p>"
  )
}

/// What an event is called for those who work here.
struct StaffEventWords {
  let review: ReviewCase

  init(_ review: ReviewCase) { self.review = review }

  var edition: Edition { review.overview.edition }
  private var application: Application { review.application }

  /// Which answers it has changed, from what to what.
  func details(of event: Event, before: Application) -> [String] {
    switch event.what {
    case .saved(let save):
      guard review.sees(save.element), let element = edition.element(save.element) else {
        return []
      }
      let old = before.part(save.element)
      return changes(element.questions, from: old.answers, to: save.answers)
        + (old.statesNone == save.statesNone
          ? [] : [save.statesNone ? "Says that there is nothing to supply" : "Says so no more"])
    case .entrySaved(let save):
      guard review.sees(save.element),
        let group = edition.element(save.element)?.group(save.group)
      else { return [] }
      let old = before.part(save.element).entries.first { $0.id == save.entry }
      return changes(group.questions, from: old?.answers ?? Answers(), to: save.answers)
    case .clarified(let clarification):
      return changes(
        review.overview.requests.flatMap(\.questions), from: before.answers,
        to: clarification.answers)
    case .fileDescribed(let said):
      guard let file = before.attachment(said.attachment), review.sees(file.element) else {
        return []
      }
      return ["\(file.description) (\(file.type)) became \(said.description) (\(said.type))"]
    default: return []
    }
  }

  private func changes(_ questions: [Question], from old: Answers, to new: Answers) -> [String] {
    questions.compactMap { question in
      let (before, after) = (
        answerText(question, old, edition), answerText(question, new, edition)
      )
      guard before != after else { return nil }
      return sentences(
        edition.text(question.ask),
        (before.map { "“\($0)”" } ?? "nothing") + " became "
          + (after.map { "“\($0)”" } ?? "nothing"))
    }
  }

  func title(_ id: Element.ID) -> String { review.title(of: id) }

  /// The name of a file, where whoever looks may know it.
  func file(_ id: String) -> String {
    guard let file = application.attachment(id) ?? application.withdrawnAttachment(id) else {
      return "a file"
    }
    return name(of: file)
  }

  func name(of file: Attachment) -> String {
    review.sees(file.element)
      ? "the file \(file.fileName) in \(title(file.element))" : "a file in \(title(file.element))"
  }

  func group(_ id: EntryGroup.ID, in element: Element.ID) -> String {
    guard review.sees(element) else { return "an entry" }
    return edition.element(element)?.group(id).map { edition.text($0.title) } ?? id.text
  }

  func request(_ id: String) -> (name: String, part: String) {
    let record = application.invitation(id)
    return (
      record?.invitation.name ?? "somebody",
      record.map { title($0.invitation.element) } ?? "a part"
    )
  }
}
