import Applications
import Markup
import Rules

/// The entries of an element on its page, group by group, with all that can be done about them. Every button
/// sends the whole form, so that nothing typed above them is lost.
func entrySections(_ form: ElementForm) -> HTML {
  .lines(form.element.groups(applyingTo: form.part.answers).map { section($0, form) })
}

private func section(_ group: EntryGroup, _ form: ElementForm) -> HTML {
  let edition = form.edition
  let entries = form.part.entries(of: group.id)
  let messages = Messages(edition)
  let faults = form.faults.filter { $0.field == group.field }
  let title = edition.text(group.title)
  let open = form.reopening
  let removed = form.part.removedEntries.filter { entry in
    entry.group == group.id && open?.opens(entry: entry.id, of: group.id) ?? true
  }
  return .lines(
    "<h2 id=\"\(group.field)\" tabindex=\"-1\">\(edition.text(group.heading ?? group.title).capitalizedFirst)</h2>",
    group.guidance.map { edition.markdown($0) },
    open == nil ? "<p>\(howMany(group))</p>" : nil,
    .lines(
      faults.map {
        """
        <p class="error"><span class="unseen">Error:</span> \(messages.sentence($0))</p>
        """
      }),
    entries.isEmpty
      ? nil
      : """
      <ol class="cards">
      \(entries.enumerated().map { item($1, at: $0, of: entries.count, group, form) })
      </ol>
      """,
    open.map { !$0.opensAll(of: group.id) } ?? false
      ? nil
      : entries.count < group.atMost
        ? """
        <p>\(button("+ Add \(title)", .secondary, name: "then", value: EntryAction.add(group.id).value)) \
        <span class="aside">What you have typed is saved first.</span></p>
        """ : "<p>No more can be added.</p>",
    removed.isEmpty ? nil : .lines("<p>Removed:</p>", removedList(removed, group, form)))
}

private func howMany(_ group: EntryGroup) -> HTML {
  let needed: HTML =
    switch group.atLeast {
    case 0: "You may leave this empty."
    case 1: "At least one is needed."
    default: "At least \(group.atLeast) are needed."
    }
  return group.atMost > 1 ? "\(needed) You can add up to \(group.atMost)." : needed
}

private func item(
  _ entry: SuppliedEntry, at index: Int, of count: Int, _ group: EntryGroup, _ form: ElementForm
) -> HTML {
  let name = form.edition.name(ofEntry: index + 1, group)
  let isComplete = group.faults(in: entry, form.part).isEmpty
  let open = form.reopening
  let canBeChanged = open?.opens(entry: entry.id, of: group.id) ?? true
  let canBeMoved = open?.opensAll(of: group.id) ?? true
  func button(_ words: String, _ action: EntryAction) -> HTML {
    """
    <button type="submit" class="button button-secondary" name="then" value="\(action.value)">\
    \(words)<span class="unseen"> \(name)</span></button>
    """
  }
  return .lines(
    "<li id=\"\(EntryGroup.field(ofEntry: entry.id))\">", "<h3>\(name)</h3>",
    "<p>\(isComplete ? statusWords("Complete", .done) : statusWords("Not complete", .open))</p>",
    summaryList(readBack(group.questions, entry.answers, form.edition)),
    fileList(ofEntry: entry.id, group, form),
    canBeChanged
      ? buttonGroup(
        button("Change", .edit(entry.id)),
        index > 0 && canBeMoved ? button("Move up", .moveUp(entry.id)) : "",
        index < count - 1 && canBeMoved ? button("Move down", .moveDown(entry.id)) : "",
        button("Remove", .remove(entry.id))) : "<p>This was not sent back to you.</p>",
    "</li>")
}

/// One line each: what it was is told by its first answer.
private func removedList(
  _ entries: [SuppliedEntry], _ group: EntryGroup, _ form: ElementForm
) -> HTML {
  let items = entries.map { entry -> HTML in
    let first = group.questions.lazy
      .compactMap { answerText($0, entry.answers, form.edition) }.first
    let name = first ?? form.edition.text(group.title)
    let value = EntryAction.restore(entry.id).value
    return """
      <li>\(name) <button type="submit" class="button button-secondary" name="then" \
      value="\(value)">Bring back<span class="unseen"> \(name)</span></button></li>
      """
  }
  return "<ul>\n\(items)\n</ul>"
}

/// The entries of an element to be read, each below a heading of that level.
func suppliedEntries(
  _ element: Element, _ part: Part, _ overview: Overview, level: Int = 3
) -> HTML {
  guard !part.statesNone else { return "" }
  return .lines(
    element.groups(applyingTo: part.answers).map { group in
      .lines(
        part.entries(of: group.id).enumerated().map { index, entry in
          .lines(
            "<h\(String(level))>\(overview.edition.name(ofEntry: index + 1, group))</h\(String(level))>",
            summaryList(readBack(group.questions, entry.answers, overview.edition)),
            fileList(
              part.attachments(of: entry.id), types: group.attachments?.types ?? [], overview))
        })
    })
}

/// The files of one entry, each with a link to fetch it.
func fileList(ofEntry id: String, _ group: EntryGroup, _ form: ElementForm) -> HTML {
  fileList(form.part.attachments(of: id), types: group.attachments?.types ?? [], form.overview)
}

extension Edition {
  /// `Degree 2`; without a number where there can only be one.
  func name(ofEntry number: Int, _ group: EntryGroup) -> String {
    let title = text(group.title).capitalizedFirst
    return group.atMost == 1 ? title : "\(title) \(number)"
  }
}

extension ElementForm {
  /// What of the element can be changed, where it was sent back to its applicant.
  fileprivate var reopening: Reopening? {
    overview.viewer == .applicant ? overview.reopening(of: element.id) : nil
  }
}
