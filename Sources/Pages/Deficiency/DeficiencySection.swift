import Applications
import Markup
import Rules

extension Edition {
  /// The day that ends with this moment.
  func day(endingAt moment: Moment) -> Day {
    agency.timeZone.day(of: moment.adding(seconds: -1))
  }
}

extension Overview {
  /// The last day to answer.
  package func lastDay(of record: DeficiencyRecord) -> Day { edition.day(endingAt: record.until) }

  /// What came back, until when, what follows, and the way to each thing; empty where nothing is to be put right.
  var deficiencySection: HTML {
    guard let open = application.deficiency(at: now) else { return "" }
    let number = application.number
    return .lines(
      "<h2 id=\"put-right\">What has to be put right</h2>", deficiencyDeadline,
      """
      <p>Only this can be changed. There is nothing to pay, and your application keeps its place in the queue. \
      <a href="\(Links.letters(number))">Our letter of \(day(open.sentAt))</a></p>
      """,
      deficiencyItems(),
      openItems.isEmpty
        ? .lines(
          "<p>Everything is there. Your answer is not sent yet.</p>",
          buttonGroup(buttonLink("Send your answer", link: Links.answer(number))))
        : """
        <p>When all of it is done, <a href="\(Links.answer(number))">send it as one answer</a>. Until then everything \
        you save stays here.</p>
        """)
  }

  /// Until when, and what follows.
  var deficiencyDeadline: HTML? {
    guard let open = application.deficiency(at: now) else { return nil }
    let last = lastDay(of: open)
    let left = edition.agency.timeZone.day(of: now).days(until: last)
    let words =
      switch left {
      case 0: "today is the last day"
      case 1: "1 day left"
      default: "\(left) days left"
      }
    return """
      <p>You have until the end of <strong>\(text(of: last))</strong> (\(words)) \
      \(openItems.isEmpty ? "to send your answer" : "to put this right and send it"). \(open.deficiency.consequence.sentence)</p>
      """
  }

  /// Each thing with why, by which rule, and how it stands. `isAnswer` on the page that sends it.
  func deficiencyItems(isAnswer: Bool = false) -> HTML {
    guard let open = application.deficiency(at: now) else { return "" }
    let items = self.items(of: open).map { item in row(item, isAnswer: isAnswer) }
    return "<ol class=\"cards\">\n\(items)\n</ol>"
  }

  private func row(_ item: DeficiencyItem, isAnswer: Bool) -> HTML {
    let title = edition.text(item.element.title)
    let link = Links.element(application.number, item.element.id)
    let (words, kind) = standing(item.element)
    let heading: HTML = isAnswer ? "h2" : "h3"
    return .lines(
      "<li id=\"item-\(item.element.id.text)\" tabindex=\"-1\">",
      "<\(heading)><a href=\"\(link)\">\(title)</a></\(heading)>",
      "<p>\(statusWords(words, kind)). \(task(of: item))</p>", flagList(item.flags), "</li>")
  }

  /// What has to be done with it still, or can be; empty where nothing.
  private func task(of item: DeficiencyItem) -> String {
    guard let entry = entry(item.element.id), openItem(entry) == nil else {
      return item.task ?? "Put it right."
    }
    guard item.element.submittedBy == Party.applicant else {
      return entry.status == .complete ? "" : item.task ?? ""
    }
    return entry.part.isSealed ? "" : "You can still change it until you send your answer."
  }

  /// How it stands with something that was sent back.
  private func standing(_ id: Element.ID) -> (String, StatusKind) {
    guard let entry = entry(id) else { return ("", .open) }
    return switch openItem(entry) {
    case nil where entry.status != .complete: ("May follow later", .waiting)
    case nil: ("Done", .done)
    case .notComplete: ("Not complete", .open)
    case .notLookedAt: ("Not put right yet", .open)
    case .withOthers: ("Waiting for \(holder(of: entry))", .waiting)
    }
  }

  private func standing(_ element: Element) -> (String, StatusKind) { standing(element.id) }

  /// What was flagged, with the reason, its rule, and what was said besides.
  func flagList(_ flags: [Flag]) -> HTML? {
    guard !flags.isEmpty else { return nil }
    let items = flags.map { flag -> HTML in
      """
      <li dir="auto"><strong>\(words(of: flag))</strong>: \(flag.reason.text)\
      \(flag.reason.clause.map { " <span class=\"aside\">\($0)</span>" as HTML } ?? "")\(said(flag))</li>
      """
    }
    return "<ul>\n\(items)\n</ul>"
  }

  private func said(_ flag: Flag) -> HTML {
    flag.words.isEmpty ? "" : "<br>“\(flag.words)”"
  }

  private func day(_ moment: Moment) -> String {
    Pages.text(of: edition.agency.timeZone.day(of: moment))
  }
}
