import Applications
import Markup
import Rules

/// The form of one entry of an element, which has a page of its own and is saved by itself.
package func entryPage(_ entry: EntryForm) -> Page {
  let form = entry.form
  let edition = form.edition
  let fields = QuestionFields(
    entry.group.questions, answers: entry.answers, faults: form.faults, edition: edition)
  let name = entry.title
  return elementFrame(
    form, title: "\(name), \(edition.text(form.element.title))", isWithinElement: true,
    .lines(
      errorSummary(Messages(edition).summary(form.faults)), "<h1>\(name)</h1>",
      entry.group.guidance.map { edition.markdown($0) },
      "<form method=\"post\" action=\"\(Links.action(entry.link))\" novalidate>",
      hidden(form.keys, [HiddenField("revision", String(entry.supplied?.revision ?? 0))]),
      entry.group.attachments == nil ? nil : buttonForEnter,
      fields.html, files(entry),
      buttonGroup(
        button("Save & Continue", name: "then", value: "continue"),
        entry.hasRoomForMore
          ? button(
            "+ Add another \(edition.text(entry.group.title))", .secondary, name: "then",
            value: "another") : "",
        button("Save and leave", .secondary, name: "then", value: "leave")),
      lastSaved(entry.supplied?.savedAt, edition), "</form>"))
}

private func files(_ entry: EntryForm) -> HTML {
  guard let rule = entry.group.attachments else { return "" }
  return fileSection(rule, FilePlace(entry.form.entry, ofEntry: entry.id), entry.form.overview)
}

/// When an entry was saved elsewhere since its form was opened: both versions side by side.
package func entryConflictPage(_ entry: EntryForm, theirs: SuppliedEntry) -> Page {
  let form = entry.form
  let edition = form.edition
  let saved = text(of: theirs.savedAt, in: edition.agency.timeZone)
  let fields = QuestionFields(entry.group.questions, answers: entry.answers, edition: edition)
  let title = "Two versions of \(entry.title)"
  return elementFrame(
    form, title: title, isWithinElement: true,
    conflict(
      title: title,
      differences: differences(
        entry.group.questions, entry.answers, theirs.answers, edition, saved: saved),
      saved: saved, link: entry.link,
      form: .lines(
        hidden(form.keys, [HiddenField("revision", String(theirs.revision))]), fields.html)))
}

extension EntryForm {
  var link: Link {
    form.overview.link(toEntry: id, of: group.id, in: form.element.id)
  }

  /// `Add degree`, `Degree 2`.
  var title: String {
    let entries = form.part.entries(of: group.id)
    guard let index = entries.firstIndex(where: { $0.id == id }) else {
      return "Add \(form.edition.text(group.title))"
    }
    return form.edition.name(ofEntry: index + 1, group)
  }

  /// Whether another one may follow this one.
  fileprivate var hasRoomForMore: Bool {
    let others = form.part.entries(of: group.id).count { $0.id != id }
    return others + 1 < group.atMost
  }
}
