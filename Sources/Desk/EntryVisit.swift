import Applications
import CGI
import Pages
import Rules
import Signing
import Store

/// A visit to one entry of one element.
struct EntryVisit {
  let element: ElementVisit
  let group: EntryGroup
  /// The entry's id, which a new one has before it is saved.
  let id: String

  /// In place of an id: a blank form for another entry.
  private static let new = "new"

  private var visit: Visit { element.visit }
  private var request: Request { element.request }
  private var part: Part { element.entry.part }
  private var elementAddress: String { element.addresses.form }

  /// 404 for an element or a group that the application does not ask for, and for what can be no id.
  init(_ element: ElementVisit) throws {
    self.element = element
    let visit = element.visit
    try element.requireOwn()
    guard let id = EntryGroup.ID(visit.request["group"]), let group = element.element.group(id)
    else { throw Refusal.notFound }
    self.group = group
    let name = visit.request["entry"]
    let isNew = visit.request.method == .get && name == Self.new
    self.id = isNew ? visit.services.random.word() : name
    guard isEntryName(self.id) else { throw Refusal.notFound }
    if let supplied = element.entry.part.entry(self.id), supplied.group != group.id {
      throw Refusal.notFound
    }
  }

  func show() throws -> Response {
    let isNew = part.entry(id) == nil
    if isNew, request["entry"] != Self.new { throw Refusal.notFound }
    let isFull = part.entries(of: group.id).count >= group.atMost
    if whyClosed(element.overview) != nil || isNew && isFull {
      return visit.redirect(to: elementAddress)
    }
    return try element.reply(entryPage(EntryForm(element.form, group, id: id)))
  }

  private func whyClosed(_ overview: Overview) -> String? {
    overview.whyClosed(element.element.id, entry: id, of: group.id)
  }

  /// Keeps what was typed, whatever it is; says what is missing only when the person wants to go on.
  ///
  /// What cannot be kept is shown back: nothing typed is lost.
  func save() throws -> Response {
    let form = try request.form()
    let typed = Answers(form.answers).belonging(to: group.questions)
    do {
      try visit.admit(form)
      return try afterSaving(form["then"] ?? "", keep(typed, from: form))
    } catch let stale as StaleEntry {
      return try element.reply(
        entryConflictPage(
          EntryForm(element.form, group, id: id, answers: typed), theirs: stale.entry),
        status: .conflict)
    } catch let closed as Closed {
      return try element.notKept(closed, .entry(group, typed))
    } catch let refusal as Refusal where visit.isOfAnEarlierSession(refusal) {
      return try element.notKept(.earlierSession, .entry(group, typed), status: .forbidden)
    }
  }

  private func keep(_ typed: Answers, from form: Form) throws -> Overview {
    let key = visit.key(of: form)
    return try element.change(
      unless: { application in
        guard case .entrySaved(let earlier) = application.deed(ofForm: key) else { return false }
        return earlier.element == element.element.id && earlier.entry == id
          && earlier.answers == element.kept(typed, over: earlier.answers, of: group.id)
      }, whyClosed: whyClosed,
      { part in
        let before = part.entry(id)
        // Going back, correcting and sending again is an ordinary save: nobody else came between.
        if let before, form["revision"] != String(before.revision), before.key != key {
          throw StaleEntry(entry: before)
        }
        return .entrySaved(
          EntrySave(
            element: element.element.id, group: group.id, entry: id,
            revision: (before?.revision ?? 0) + 1,
            answers: element.kept(typed, over: before?.answers ?? Answers(), of: group.id),
            key: key))
      })
  }

  private func afterSaving(_ then: String, _ overview: Overview) throws -> Response {
    switch then {
    case "leave": return element.leave()
    case "attach": return visit.redirect(to: element.addresses.files(ofEntry: id))
    default: break
    }
    guard let entry = overview.entry(element.element.id), let saved = entry.part.entry(id) else {
      throw Refusal.notFound
    }
    let faults = group.faults(in: saved, entry.part).filter {
      !overview.viewer.isHelper || !$0.isAboutFiles(entry.part)
    }
    guard faults.isEmpty else {
      let form = ElementForm(overview, entry, faults: faults, keys: visit.keys)
      return try element.reply(
        entryPage(EntryForm(form, group, id: id)), status: .unprocessable)
    }
    return visit.redirect(
      to: then == "another"
        ? "\(elementAddress)/\(group.id)/new" : "\(elementAddress)#\(group.field)")
  }
}

/// Somebody saved the entry after this form was opened.
private struct StaleEntry: Error {
  let entry: SuppliedEntry
}

/// Whether a text can be the id of an entry: what is drawn is letters and digits.
func isEntryName(_ text: String) -> Bool {
  (8...40).contains(text.utf8.count)
    && text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
