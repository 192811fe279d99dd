import Applications
import CGI
import Desk
import Foundation
import Rules
import Store
import Support
import Testing

// What somebody does with the forms of parts and entries.
extension RandomApplicant {
  /// Opens a form and remembers it; `nil` where there is none. `entry` is the one that is changed; a new one
  /// or any, where it is not said.
  func opens(
    _ what: OldForm.What, of number: String, entry: String? = nil
  ) throws -> OldForm? {
    switch what {
    case .part(let part): try person.opens("save/\(number)/\(part)")
    case .entry(let part, let group):
      let there = try self.part(part, of: number).entries.filter { $0.group.text == group }
      let any = there.isEmpty || chance.happens(50) ? "new" : chance.pick(there).id
      let id = entry ?? any
      try person.opens("save/\(number)/\(part)/\(group)/\(id)")
    }
    // Not those by which a part is signed, or somebody else is asked for it.
    let others = ["/sign", "/ask-again", "/take-back"]
    guard let form = form(to: "save/"), !others.contains(where: form.address.hasSuffix),
      form.address != "save"
    else { return nil }
    let old = OldForm(number: number, what: what, address: form.address, hidden: form.hidden)
    remembered.append(old)
    return old
  }

  func questions(of what: OldForm.What) -> [RandomAgency.Ask] {
    switch what {
    case .part(let id): agency.part(id)?.questions ?? []
    case .entry(let id, let group):
      agency.part(id)?.groups.first { $0.id == group }?.questions ?? []
    }
  }

  /// Something new in the fields of a form, and the button that is pressed.
  func typing(into form: OldForm) -> [(String, String)] {
    var fields = RandomAnswers(
      to: questions(of: form.what), care: chance.pick([60, 100, 100]), &chance
    ).fields
    if case .part(let id) = form.what, agency.part(id)?.hasNone == true, chance.happens(30) {
      if chance.happens(50) { fields = [] }
      fields.append(("none", "yes"))
    }
    return fields
  }

  /// Sends the form with these fields. When it is said to be saved, it must be what the store has now; when
  /// somebody else saved in between, nothing may be overwritten and both versions must be shown.
  func submits(_ form: OldForm, _ fields: [(String, String)], then: String) throws {
    let before = try supplied(form)
    let journal = try office.journal(of: form.number)
    let isFirst =
      form["revision"] == String(before.revision) || before.key == form["key"]
      || before.revision == 0 && before.isEntry
    let isNew = fields.map(\.1) != form.sent.map(\.1)
    if let index = remembered.lastIndex(where: { $0["key"] == form["key"] }) {
      remembered[index].sent = fields
    }
    try sends(form.hidden + fields + (then.isEmpty ? [] : [("then", then)]), to: form.address)
    let after = try supplied(form)
    switch person.shown.status {
    case .seeOther, .unprocessable:
      let isSame =
        after.answers == Answers(of: fields)
        && after.statesNone == fields.contains { $0 == ("none", "yes") }
      guard isSame || !isNew else {
        throw trouble("said to be saved, and is not: \(fields), but \(after)")
      }
      guard isFirst || !isNew || after.revision == before.revision else {
        throw trouble("a version that was never looked at was overwritten")
      }
    case .conflict:
      guard try office.journal(of: form.number) == journal else {
        throw trouble("refused, and yet stored")
      }
      guard let again = self.form(to: "save/") else { break }
      for text in before.answers.fields.flatMap(\.texts)
      where !fields.contains(where: { $0.1 == text }) {
        guard marks(in: text).allSatisfy(person.shown.text.contains) else {
          throw trouble("the version that is there is not shown: “\(text)”")
        }
      }
      guard chance.happens(50) else { break }
      note("  and saves it after all")
      try sends(again.hidden + fields + [("then", "leave")], to: again.address)
      guard try supplied(form).answers == Answers(of: fields) else {
        throw trouble("saved after all, and is not")
      }
    case .forbidden: break
    default: throw trouble("an answer nobody expects")
    }
  }

  private struct Version {
    let answers: Answers
    let statesNone: Bool
    let revision: Int
    let key: String
    let isEntry: Bool
  }

  private func supplied(_ form: OldForm) throws -> Version {
    switch form.what {
    case .part(let id):
      let part = try part(id, of: form.number)
      return Version(
        answers: part.answers, statesNone: part.statesNone, revision: part.revision, key: part.key,
        isEntry: false)
    case .entry(let id, _):
      let name = form.address.split(separator: "/").last.map(String.init) ?? ""
      let entry = try part(id, of: form.number).entry(name)
      return Version(
        answers: entry?.answers ?? Answers(), statesNone: false, revision: entry?.revision ?? 0,
        key: entry?.key ?? "", isEntry: true)
    }
  }

  // MARK: Deeds

  func fillsIn() throws {
    let number = chance.pick(numbers)
    guard let form = try opens(.part(chance.pick(agency.parts).id), of: number) else { return }
    note("fills in \(form.address)")
    let fields = typing(into: form)
    try submits(form, fields, then: chance.pick(["continue", "leave", ""]))
    try maybeTwice()
  }

  func addsOrChangesAnEntry() throws {
    let parts = agency.parts.filter { !$0.groups.isEmpty }
    guard !parts.isEmpty else { return try fillsIn() }
    let part = chance.pick(parts)
    let group = chance.pick(part.groups)
    let what = OldForm.What.entry(part: part.id, group: group.id)
    guard let form = try opens(what, of: chance.pick(numbers)) else { return }
    note("fills in \(form.address)")
    try submits(form, typing(into: form), then: chance.pick(["continue", "leave", "another", ""]))
    try maybeTwice()
  }

  /// Presses one of the buttons beside entries, with something typed above them.
  func movesAnEntry() throws {
    let number = chance.pick(numbers)
    let id = chance.pick(agency.parts).id
    let part = try part(id, of: number)
    let buttons =
      part.entries.flatMap { entry in ["up", "down", "remove", "edit"].map { "\($0).\(entry.id)" } }
      + part.removedEntries.map { "restore.\($0.id)" }
    guard !buttons.isEmpty, let form = try opens(.part(id), of: number) else { return }
    let button = chance.pick(buttons)
    note("presses \(button) in \(form.address)")
    var fields = part.answers.fields.flatMap { field in field.texts.map { (field.name, $0) } }
    if part.statesNone { fields.append(("none", "yes")) }
    if chance.happens(40) { fields = typing(into: form) }
    try submits(form, fields, then: button)
    try maybeTwice()
    let name = String(button.split(separator: ".")[1])
    let after = try self.part(id, of: number)
    let all = Set((part.entries + part.removedEntries).map(\.id))
    guard Set((after.entries + after.removedEntries).map(\.id)) == all else {
      throw trouble("an entry went astray")
    }
    if button.hasPrefix("remove"), !after.isRemoved(name) {
      throw trouble("it was not removed")
    }
    if button.hasPrefix("restore"), after.isRemoved(name) {
      throw trouble("it was not brought back")
    }
  }

  /// Two tabs with one form: the second to be sent knows nothing of the first.
  func usesTwoTabs() throws {
    let number = chance.pick(numbers)
    let id = chance.pick(agency.parts).id
    let entries = try part(id, of: number).entries
    let entry = entries.isEmpty || chance.happens(40) ? nil : chance.pick(entries)
    let what = entry.map { OldForm.What.entry(part: id, group: $0.group.text) } ?? .part(id)
    guard let one = try opens(what, of: number, entry: entry?.id),
      let other = try opens(what, of: number, entry: entry?.id)
    else { return }
    note("has \(one.address) in two tabs")
    try submits(one, typing(into: one), then: "leave")
    try submits(other, typing(into: other), then: "leave")
  }

  /// Goes back to a page of before, and sends its form once more, as it was or with something else.
  func goesBack() throws {
    guard !remembered.isEmpty else { return }
    let form = chance.pick(remembered)
    let isSame = !form.sent.isEmpty && chance.happens(40)
    note("goes back to \(form.address)\(isSame ? ", as it was" : "")")
    try submits(form, isSame ? form.sent : typing(into: form), then: "leave")
  }

  /// Goes back to pages of parts that have been signed since. Nothing changes, and what is typed is shown back.
  func goesBackToWhatIsSigned() throws {
    for form in remembered {
      let id =
        switch form.what {
        case .part(let id), .entry(let id, _): id
        }
      guard try part(id, of: form.number).isSealed else { continue }
      let journal = try office.journal(of: form.number)
      note("goes back to \(form.address), which is signed")
      try submits(form, typing(into: form), then: "leave")
      guard try office.journal(of: form.number) == journal else {
        throw trouble("changed after it was signed")
      }
    }
  }

  /// Sends the last request once more, as an impatient finger does. It changes nothing.
  func maybeTwice() throws {
    guard chance.happens(30) else { return }
    let journals = try numbers.map(office.journal)
    let status = person.shown.status
    note("  twice")
    try person.repeats()
    guard try numbers.map(office.journal) == journals else {
      throw trouble("the same form again was another event")
    }
    guard person.shown.status == status else { throw trouble("it was answered another way") }
  }

  /// Reads back and signs.
  func signs() throws {
    let parts = agency.parts.filter(\.isSealed)
    guard !parts.isEmpty else { return try fillsIn() }
    let number = chance.pick(numbers)
    try person.opens("save/\(number)/\(chance.pick(parts).id)/sign")
    guard let form = form(to: "save/"), form.address.hasSuffix("/sign") else { return }
    note("signs \(form.address)")
    try sends(
      form.hidden + [("signature", chance.pick(["", " ", chance.trimmedLine()]))], to: form.address)
    try maybeTwice()
  }
}

extension Answers {
  /// As they are kept: no empty text, line breaks as one character each.
  init(of fields: [(String, String)]) {
    var texts: [Field] = []
    for (name, text) in fields where name != "none" {
      let kept = text.replacing("\r\n", with: "\n")
      if let place = texts.firstIndex(where: { $0.name == name }) {
        texts[place] = Field(name: name, texts: texts[place].texts + [kept])
      } else {
        texts.append(Field(name: name, texts: [kept]))
      }
    }
    self.init(texts)
  }
}
