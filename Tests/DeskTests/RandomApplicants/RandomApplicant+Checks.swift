import Applications
import CGI
import Desk
import Foundation
import Notation
import Rules
import Store
import Testing

/// What is known of one application from the look before.
struct ApplicationCheck {
  var eventCount = 0
  /// The last revision of each element and entry.
  var revisions: [String: Int] = [:]
  /// The elements whose last change is a signature.
  var signed: Set<String> = []
  var edition: Edition
}

// What has to hold after every step.
extension RandomApplicant {
  func check() throws {
    let stored = try reader.texts()
    if let lost = kept.first(where: { !stored.contains($0) }) {
      throw trouble("no longer in the store: “\(String(decoding: lost, as: UTF8.self))”")
    }
    guard reader.spoilt.isEmpty else { throw trouble("a journal was changed: \(reader.spoilt)") }
    for number in numbers { try check(number) }
  }

  private func check(_ number: String) throws {
    let application = try office.application(number)
    var check = try checks[number] ?? ApplicationCheck(edition: edition(of: application))
    let events = try office.store.events(of: application.number) ?? []
    for (index, event) in events.enumerated().dropFirst(check.eventCount) {
      guard event.number == index + 1 else {
        throw trouble("event \(index + 1) has another number")
      }
      try take(event, application, &check)
    }
    check.eventCount = events.count
    checks[number] = check
    try compareStatus(of: application, check)
    try checkFiles(of: application, number)
  }

  private func take(
    _ event: Event, _ application: Application, _ check: inout ApplicationCheck
  ) throws {
    func grows(_ name: String, to revision: Int) throws {
      let before = check.revisions[name] ?? 0
      guard revision > before else {
        throw trouble("the revision of \(name) went from \(before) to \(revision)")
      }
      check.revisions[name] = revision
    }
    var changed: Element.ID?
    switch event.what {
    case .saved(let save):
      try grows(save.element.text, to: save.revision)
      changed = save.element
    case .entrySaved(let save):
      try grows(save.entry, to: save.revision)
      changed = save.element
    case .entryRemoved(let mark), .entryRestored(let mark): changed = mark.element
    case .entriesOrdered(let order): changed = order.element
    case .attached(let file): changed = file.element
    case .fileDescribed(let said): changed = element(ofFile: said.attachment, application)
    case .fileWithdrawn(let id, _), .fileRestored(let id, _):
      changed = element(ofFile: id, application)
    case .sealed(let signature): check.signed.insert(signature.element.text)
    // Sent back, it is signed anew; asked of another, it begins anew.
    case .partSentBack: check.signed.remove("by-the-club")
    default: break
    }
    if let changed {
      guard !check.signed.contains(changed.text) else {
        throw trouble("\(changed) was changed after it was signed")
      }
    }
  }

  private func element(ofFile id: String, _ application: Application) -> Element.ID? {
    (application.attachment(id) ?? application.withdrawnAttachment(id))?.element
  }

  /// Docket's idea of what is complete, against the test's own.
  private func compareStatus(of application: Application, _ check: ApplicationCheck) throws {
    let oracle = Oracle(agency: agency)
    let overview = Overview(application, edition: check.edition, now: office.now)
    let asked = oracle.asked(application)
    guard overview.elements.map(\.element.id.text).sorted() == asked.map(\.id).sorted() else {
      throw trouble("asked is \(overview.elements.map(\.element.id)), not \(asked.map(\.id))")
    }
    for entry in overview.elements {
      guard let part = agency.part(entry.element.id.text) else { continue }
      let isComplete = oracle.isComplete(
        part, of: application, isSigned: check.signed.contains(part.id))
      guard (entry.status == .complete) == isComplete else {
        throw trouble(
          "\(part.id) is \(entry.status), and should \(isComplete ? "" : "not ")be complete: "
            + "\(application.part(entry.element.id))\n\(part)")
      }
    }
    if application.submittedAt != nil || application.openAttempt != nil {
      guard oracle.canBeSubmitted(application, signed: check.signed) else {
        throw trouble("submitted, or to be paid, before everything was there")
      }
    }
  }

  private func checkFiles(of application: Application, _ number: String) throws {
    let known = application.attachments.map(\.digest)
    for (digest, bytes) in files[number] ?? [:] {
      let path = try office.folder(of: number) + "/attachments/" + digest
      guard FileManager.default.contents(atPath: path).map(Array.init) == bytes else {
        throw trouble("the file \(digest) is not there any more")
      }
      guard application.hasStored(digest) || known.contains(digest) else {
        throw trouble("nothing names the file \(digest)")
      }
    }
  }

  private func edition(of application: Application) throws -> Edition {
    let start = application.start
    return try office.services.publication(start.publication).edition(
      on: start.day, publication: start.publication, requests: start.requests, hasFees: false)
  }

  /// At the end: every file that was accepted is given back to its owner, and every page can be read.
  func looksAtEverything() throws {
    if !isSignedIn { try person.signsIn(then: "dashboard") }
    for number in numbers {
      for page in ["", "/summary", "/history", "/messages"] {
        try person.opens("dashboard/\(number)\(page)")
        guard person.shown.status == .ok else { throw trouble("\(page) cannot be read") }
      }
      let application = try office.application(number)
      for file in application.attachments {
        try person.opens("attach/\(number)/file/\(file.id)")
        guard person.shown.body == files[number]?[file.digest] else {
          throw trouble("\(file.fileName) is not given back")
        }
      }
    }
    try check()
  }

  private var isSignedIn: Bool { (try? person.opens("dashboard"))?.status == .ok }
}
