import Rules

/// What a new application takes over from one that has ended undecided, and what it does not.
///
/// Answers, entries and files go over where the new application still asks for them. What was signed is
/// signed for that application alone, and never goes over. What somebody else supplied goes over while it
/// is no older than the agency allows. A confirmation is given anew: it was about what stood there then.
package struct CarryOver: Hashable, Sendable {
  package let from: ApplicationNumber
  /// What is told for each element that the new application asks for, in the order of its page.
  package let elements: [Told]
  /// Elements with something in them that the new application does not ask for.
  package let notAsked: [Element]
  /// What the old application was for and the new one is not.
  package let requestsGone: [RequestType]
  /// Files that stay behind, because a scanner has set them aside.
  package let filesSetAside: [Attachment]
  /// What happens to the new application right after its start.
  package let events: [Event.What]

  package struct Told: Hashable, Sendable {
    package let element: Element
    package let fate: Fate
  }

  package enum Fate: Hashable, Sendable {
    /// There was nothing.
    case empty
    case carried
    /// What is signed is asked again from the beginning.
    case signedAnew
    /// Somebody else has to supply it again: it is older than so many days, or nothing of others is ever
    /// carried over (`nil`).
    case suppliedAnew(olderThanDays: Int?)
  }

  /// - Parameters:
  ///   - old: the application that has ended, seen through its own edition.
  ///   - edition: the edition of the new one.
  ///   - requests: what the new one is for.
  ///   - answers: to the clarifying questions of the new one.
  package init(
    of old: Overview, into edition: Edition, requests: [RequestType], answers: Answers
  ) {
    from = old.application.number
    let asked = edition.elements(of: requests, answers: answers)
    var told: [Told] = []
    var events: [Event.What] = []
    var setAside: [Attachment] = []
    for element in asked {
      let part = old.application.part(element.id)
      let fate = Self.fate(of: part, element, old, edition)
      told.append(Told(element: element, fate: fate))
      guard fate == .carried else { continue }
      events += Self.events(of: part, element)
      setAside += part.attachments.filter { $0.state == .setAside }
    }
    elements = told
    notAsked = old.edition.elements.filter { element in
      !old.application.part(element.id).isUntouched && !asked.contains { $0.id == element.id }
    }
    requestsGone = old.requests.filter { gone in !requests.contains { $0.id == gone.id } }
    filesSetAside = setAside
    self.events = events
  }

  /// How many files of an element go over.
  package func files(of element: Element.ID) -> Int {
    events.count { if case .attached(let file) = $0 { file.element == element } else { false } }
  }

  private static func fate(
    of part: Part, _ element: Element, _ old: Overview, _ edition: Edition
  ) -> Fate {
    guard let saved = part.savedAt else { return .empty }
    if element.seal != nil || old.edition.element(element.id)?.seal != nil { return .signedAnew }
    guard element.submittedBy != Party.applicant else { return .carried }
    // What nobody has signed is not supplied yet, and not the applicant's to take over.
    if element.invitation != nil, !part.isSealed { return .empty }
    let zone = edition.agency.timeZone
    let age = zone.day(of: saved).days(until: zone.day(of: old.now))
    guard let allowed = edition.agency.carryOverDays, age <= allowed else {
      return .suppliedAnew(olderThanDays: edition.agency.carryOverDays)
    }
    return .carried
  }

  private static func events(of part: Part, _ element: Element) -> [Event.What] {
    var events: [Event.What] = []
    let signature = element.invitation == nil ? nil : part.signature
    let answers =
      signature == nil ? part.answers.carried(to: element.questions) : part.answers
    let statesNone = part.statesNone && element.none != nil
    if !answers.isEmpty || statesNone {
      events.append(
        .saved(
          Save(
            element: element.id, revision: 1, answers: answers, statesNone: statesNone, key: "")))
    }
    let entries = part.entries.filter { element.group($0.group) != nil }
    for entry in entries {
      events.append(
        .entrySaved(
          EntrySave(
            element: element.id, group: entry.group, entry: entry.id, revision: 1,
            answers: signature == nil
              ? entry.answers.carried(to: element.group(entry.group)?.questions ?? [])
              : entry.answers,
            key: "")))
    }
    for file in part.attachments where file.state != .setAside {
      let hasPlace =
        if let entry = file.entry {
          entries.contains { $0.id == entry && element.group($0.group)?.attachments != nil }
        } else {
          element.attachments != nil
        }
      if hasPlace { events.append(.attached(file.carried)) }
    }
    // A part of somebody else goes over as it was signed, with its signature.
    if let signature { events.append(.sealed(signature.carried(after: events.count))) }
    return events
  }
}

extension Answers {
  /// Those to `questions`, without confirmations.
  fileprivate func carried(to questions: [Question]) -> Answers {
    belonging(
      to: questions.filter { if case .confirmation = $0.kind { false } else { true } })
  }
}

extension Attachment {
  /// The same file in a new application. One that was checked needs no second check.
  fileprivate var carried: Attachment {
    Attachment(
      id: id, element: element, entry: entry, fileName: fileName, description: description,
      type: type, mediaType: mediaType, byteCount: byteCount, digest: digest,
      awaitsCheck: state != .accepted, key: "")
  }
}

extension Signature {
  /// The same under what has been taken over by so many changes.
  fileprivate func carried(after changes: Int) -> Signature {
    Signature(
      element: element, changes: changes, version: version, publication: publication,
      digest: digest, name: name, role: role, key: "")
  }
}
