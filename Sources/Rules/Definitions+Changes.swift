extension Definitions {
  /// What is otherwise for people between `old` on one day and these definitions on another: fees
  /// first, then what may be applied for, its parts, and what is said around it.
  ///
  /// It looks at what is asked, charged and said on the two days, not at how it is written down.
  package func changes(on day: Day, since old: Definitions, on oldDay: Day) -> [Change] {
    let before = Edition(of: old, on: oldDay)
    let after = Edition(of: self, on: day)
    var list = ChangeList()
    list.addAgency(before, after)
    list.addFees(before, after)
    list.addRequests((before, old), (after, self))
    list.addElements(before, after)
    list.addLists(old.lists, lists)
    list.addNamed(
      before.certificateKinds, after.certificateKinds, id: \.id, title: \.title,
      subject: Change.Subject.certificateKind
    ) { old, new, list in list.compare(.text(.title), old.title, new.title) }
    list.addReview((before, old.review), (after, review))
    list.addNamed(
      old.letters, letters, id: \.id, title: \.subject, subject: Change.Subject.letter
    ) { old, new, list in
      list.compare(.text(.title), old.subject, new.subject)
      list.compare(.text(.body), old.body, new.body)
    }
    list.addNamed(
      old.pages, pages, id: \.id, title: \.title, subject: Change.Subject.guidance
    ) { old, new, list in
      list.compare(.text(.title), old.title, new.title)
      list.compare(.text(.body), old.markdown, new.markdown)
    }
    return list.changes
  }

  /// What becomes otherwise on `day`, by these definitions alone.
  package func changes(on day: Day) -> [Change] {
    changes(on: day, since: self, on: day.adding(days: -1))
  }
}

/// Changes as they are found, each about the subject that is being compared.
struct ChangeList {
  private(set) var changes: [Change] = []
  private var subject: Change.Subject = .agency
  private var title = Words("")

  /// What `compare` and `add` that follow are about.
  mutating func about(_ subject: Change.Subject, _ title: Words) {
    self.subject = subject
    self.title = title
  }

  mutating func add(_ part: Change.Part, _ before: Change.Said?, _ after: Change.Said?) {
    guard before != after else { return }
    changes.append(
      Change(subject: subject, title: title, part: part, before: before, after: after))
  }

  mutating func compare(_ part: Change.Part, _ old: Words?, _ new: Words?) {
    add(part, old.map { .words($0) }, new.map { .words($0) })
  }

  mutating func compare(_ part: Change.Part, _ old: Clause?, _ new: Clause?) {
    add(part, old.map { .clause($0) }, new.map { .clause($0) })
  }

  /// Things that have a name: new, gone, or both times there and then compared by `compare`.
  mutating func addNamed<Thing, ID: Hashable>(
    _ old: [Thing], _ new: [Thing], id: (Thing) -> ID, title: (Thing) -> Words,
    subject: (ID) -> Change.Subject, compare: (Thing, Thing, inout ChangeList) -> Void
  ) {
    for (before, after) in paired(old, new, by: id) {
      guard let thing = after ?? before else { continue }
      about(subject(id(thing)), title(thing))
      guard let before, let after else {
        add(.whole, before.map { _ in .there }, after.map { _ in .there })
        continue
      }
      compare(before, after, &self)
    }
  }
}

/// What has the same name side by side: first in the new order, then what is gone.
func paired<Thing, ID: Hashable>(
  _ old: [Thing], _ new: [Thing], by id: (Thing) -> ID
) -> [(old: Thing?, new: Thing?)] {
  let newIDs = Set(new.map(id))
  return new.map { thing in (old.first { id($0) == id(thing) }, thing) }
    + old.filter { !newIDs.contains(id($0)) }.map { ($0, nil) }
}
