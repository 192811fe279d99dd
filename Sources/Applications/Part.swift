import Rules

/// What has been supplied for one element.
package struct Part: Hashable, Sendable {
  package private(set) var answers = Answers()
  package private(set) var statesNone = false
  /// That of the answers and `statesNone`; 0 before the first save.
  package private(set) var revision = 0
  /// The key of the form that saved them last; empty before the first save.
  package private(set) var key = ""
  /// In the order of the page, those of all groups; without those that were removed.
  package private(set) var entries: [SuppliedEntry] = []
  /// Newest last.
  package private(set) var removedEntries: [SuppliedEntry] = []
  /// All files, also of entries that were removed.
  package private(set) var attachments: [Attachment] = []
  /// Those that were withdrawn or replaced, in that order. Their files are still there.
  package private(set) var withdrawn: [Attachment] = []
  package private(set) var savedAt: Moment?
  /// The helper who changed it last, where it was one.
  package private(set) var savedByHelper: String?
  /// The fields of the answers that a helper has filled in or changed, and nobody since: by the helper's id.
  package private(set) var helpedFields: [String: String] = [:]
  /// How often answers, entries or files have changed, in any way. It is what a signature signs.
  package private(set) var changes = 0
  /// The last one, even if something has changed since.
  package private(set) var signature: Signature?
  package private(set) var sealedAt: Moment?
  /// What was signed before the element was asked again, oldest first. It is never changed any more, and
  /// nothing of it is taken over into what is asked again.
  package private(set) var earlier: [Part] = []

  package init() {}

  package var isUntouched: Bool { savedAt == nil }
  /// Whether what stands here now has been signed. A signature never covers what changed after it was
  /// read back.
  package var isSealed: Bool { signature.map { $0.changes == changes } ?? false }

  package func entries(of group: EntryGroup.ID) -> [SuppliedEntry] {
    entries.filter { $0.group == group }
  }

  /// The entry of that id, removed or not.
  package func entry(_ id: String) -> SuppliedEntry? {
    entries.first { $0.id == id } ?? removedEntries.last { $0.id == id }
  }

  package func isRemoved(_ id: String) -> Bool { removedEntries.contains { $0.id == id } }

  /// The files of one entry; those of the element as a whole for `nil`.
  package func attachments(of entry: String?) -> [Attachment] {
    attachments.filter { $0.entry == entry }
  }

  // MARK: What events do

  /// `helper` is the id of the helper who did it; `nil` where it was none.
  mutating func take(_ save: Save, at moment: Moment, by helper: String? = nil) {
    for name in Set(answers.fields.map(\.name) + save.answers.fields.map(\.name))
    where answers[field: name] != save.answers[field: name] {
      helpedFields[name] = helper
    }
    answers = save.answers
    statesNone = save.statesNone
    revision = save.revision
    key = save.key
    change(at: moment, by: helper)
  }

  /// An entry that was removed and is saved again is there again.
  mutating func take(_ save: EntrySave, at moment: Moment, by helper: String? = nil) {
    let entry = SuppliedEntry(save, at: moment, by: helper)
    removedEntries.removeAll { $0.id == save.entry }
    if let place = entries.firstIndex(where: { $0.id == save.entry }) {
      entries[place] = entry
    } else {
      entries.append(entry)
    }
    change(at: moment, by: helper)
  }

  mutating func remove(_ mark: EntryMark, at moment: Moment, by helper: String? = nil) {
    guard let place = entries.firstIndex(where: { $0.id == mark.entry }) else { return }
    removedEntries.append(entries.remove(at: place))
    change(at: moment, by: helper)
  }

  mutating func restore(_ mark: EntryMark, at moment: Moment, by helper: String? = nil) {
    guard let place = removedEntries.firstIndex(where: { $0.id == mark.entry }) else { return }
    entries.append(removedEntries.remove(at: place))
    change(at: moment, by: helper)
  }

  /// Entries that the order does not name come after those that it does.
  mutating func order(_ order: EntryOrder, at moment: Moment, by helper: String? = nil) {
    let named = order.entries.compactMap { id in entries.first { $0.id == id } }
    entries = named + entries.filter { !order.entries.contains($0.id) }
    change(at: moment, by: helper)
  }

  mutating func take(_ attachment: Attachment, at moment: Moment) {
    let old = attachment.replaces.flatMap { id in attachments.firstIndex { $0.id == id } }
    if let old {
      withdrawn.append(attachments[old])
      attachments[old] = attachment
    } else {
      attachments.append(attachment)
    }
    change(at: moment)
  }

  mutating func describe(_ said: FileDescription, at moment: Moment) {
    for index in attachments.indices where attachments[index].id == said.attachment {
      attachments[index].description = said.description
      attachments[index].type = said.type
    }
    change(at: moment)
  }

  mutating func withdraw(_ id: String, at moment: Moment) {
    withdrawn += attachments.filter { $0.id == id }
    attachments.removeAll { $0.id == id }
    change(at: moment)
  }

  mutating func restore(_ id: String, at moment: Moment) {
    attachments += withdrawn.filter { $0.id == id }
    withdrawn.removeAll { $0.id == id }
    change(at: moment)
  }

  /// A check is nothing that the applicant did: it is no change, and breaks no signature.
  mutating func take(_ check: FileCheck) {
    for index in attachments.indices where attachments[index].digest == check.digest {
      attachments[index].state = check.outcome.state
    }
    for index in withdrawn.indices where withdrawn[index].digest == check.digest {
      withdrawn[index].state = check.outcome.state
    }
  }

  mutating func seal(_ signature: Signature, at moment: Moment) {
    self.signature = signature
    sealedAt = moment
    savedAt = moment
  }

  /// Puts what is signed aside and begins anew with nothing. What is not signed is left as it is.
  ///
  /// Revisions and changes count on, so that a form of before is an old one.
  mutating func reopen() {
    guard isSealed else { return }
    var signed = self
    signed.earlier = []
    var blank = Part()
    blank.earlier = earlier + [signed]
    blank.revision = revision
    blank.changes = changes
    self = blank
  }

  /// What stands here has to be signed anew. It stays as it is.
  mutating func unseal() { changes += 1 }

  /// Somebody else completes it from now on, and begins with nothing: what the one before has entered is shown
  /// to nobody. Revisions and changes count on, so that a form of before is an old one.
  mutating func handOver() {
    var blank = Part()
    blank.earlier = earlier
    blank.revision = revision
    blank.changes = changes + (isUntouched ? 0 : 1)
    self = blank
  }

  private mutating func change(at moment: Moment, by helper: String? = nil) {
    changes += 1
    savedByHelper = helper
    savedAt = moment
  }
}

/// One of several things supplied in an element. It has a revision of its own, so that two of them can be
/// worked on at once.
package struct SuppliedEntry: Hashable, Sendable {
  /// A random word, one within the application.
  package let id: String
  package let group: EntryGroup.ID
  package let answers: Answers
  /// 1 for the first save.
  package let revision: Int
  /// The key of the form that saved it last.
  package let key: String
  package let savedAt: Moment
  /// The id of the helper who saved it last; `nil` where it was none.
  package let helper: String?

  init(_ save: EntrySave, at moment: Moment, by helper: String? = nil) {
    self.helper = helper
    id = save.entry
    group = save.group
    answers = save.answers
    revision = save.revision
    key = save.key
    savedAt = moment
  }
}
