import Applications
import CGI
import Desk
import Foundation
import Rules
import Signing
import Store
import Support
import Testing

/// Somebody who applies in no order at all: with two tabs, the Back button, an ended session, forms sent
/// twice, files that do not do. After each step it is looked whether anything was lost, or came about that
/// must not.
final class RandomApplicant {
  let office: Office
  let agency: RandomAgency
  let person: Person
  var chance: Chance
  /// What was done, for whoever looks for the reason.
  private(set) var steps: [String] = []

  /// Their applications, by the number.
  var numbers: [String] = []
  /// Texts that were taken: each has to be in the store from then on, to the byte.
  var kept: Set<[UInt8]> = []
  /// Files that were taken, by application and digest.
  var files: [String: [String: [UInt8]]] = [:]
  /// Forms of pages that were looked at: what another tab shows, or the Back button brings back.
  var remembered: [OldForm] = []
  /// Who was asked for the club's part, and who helps, by application.
  var guests: [String: Guest] = [:]
  var helpers: [String: Guest] = [:]
  let reader: StoreReader
  var checks: [String: ApplicationCheck] = [:]

  struct OldForm {
    let number: String
    let what: What
    let address: String
    let hidden: [(String, String)]
    var sent: [(String, String)] = []

    enum What {
      case part(String)
      case entry(part: String, group: String)
    }

    subscript(name: String) -> String? { hidden.first { $0.0 == name }?.1 }
  }

  init(_ office: Office, _ agency: RandomAgency, _ chance: Chance) throws {
    self.office = office
    self.agency = agency
    self.chance = chance
    reader = StoreReader(office.installation.store)
    person = try Person.signedIn(office)
  }

  func note(_ step: String) { steps.append(step) }

  func trouble(_ what: String) -> Trouble {
    let page = person.shown
    return Trouble(
      "\(what)\nsteps:\n  " + steps.joined(separator: "\n  ")
        + "\nlast answer: \(page.status) \(page["Location"] ?? "")\n\(page.words.prefix(1500))")
  }

  // MARK: Sending

  /// Sends a form. Whatever was typed has to be in the store afterwards, or on the page that answers.
  func sends(
    _ fields: [(String, String)], to address: String,
    files: [(name: String, bytes: [UInt8])]? = nil,
    after: [(String, String)] = [], by other: Person? = nil
  ) throws {
    let browser = other ?? person
    if let files {
      try browser.posts(address, fields, files: files, after: after)
    } else {
      try browser.posts(address, fields)
    }
    // All but the answers of a page before, which come packed in one hidden field.
    let typed = fields.filter { $0.0 != "answers" }.map(\.1).filter { !marks(in: $0).isEmpty }
    try nothingIsLost(typed, browser.shown)
  }

  private func nothingIsLost(_ typed: [String], _ shown: Shown) throws {
    guard shown.status.rawValue < 500 else { throw trouble("the program failed") }
    let stored = try reader.texts()
    for text in typed {
      let bytes = Array(text.replacing("\r\n", with: "\n").utf8)
      if stored.contains(bytes) {
        kept.insert(bytes)
      } else if !isShown(text, shown) {
        throw trouble("lost: “\(text)”")
      }
    }
  }

  /// Whether the page that answered, or the one it leads to by its address, has all of it.
  private func isShown(_ text: String, _ shown: Shown) -> Bool {
    let place = shown.text + (shown["Location"] ?? "")
    return marks(in: text).allSatisfy(place.contains)
  }

  /// The part as the store has it.
  func part(_ id: String, of number: String) throws -> Applications.Part {
    let application = try office.application(number)
    guard let id = Element.ID(id) else { throw trouble("\(id) is no name") }
    return application.part(id)
  }

  /// A form of the page that is shown.
  func form(to address: String) -> Shown.SentForm? {
    guard var form = person.shown.form(to: address) else { return nil }
    form.address = form.address.split(separator: "#").first.map(String.init) ?? form.address
    return form
  }

  /// The session ends while a page is open: by signing out in another window, or by waiting too long.
  func sessionEnds() throws {
    if chance.happens(50), office.programs == nil {
      office.wait(minutes: 61)
    } else {
      let cookies = person.cookies
      try person.opens("dashboard")
      guard let form = form(to: "account/sign-out") else { throw trouble("no way to sign out") }
      try person.posts(form.address, form.hidden)
      person.cookies = cookies
    }
  }
}

/// All texts of a store: those of journals, and those that wait for their writer.
final class StoreReader {
  private let folder: String
  private var journals: [String: [UInt8]] = [:]
  private var ofJournals: Set<[UInt8]> = []
  /// Journals of which something was changed that stood there before.
  private(set) var spoilt: [String] = []

  init(_ folder: String) { self.folder = folder }

  func texts() throws -> Set<[UInt8]> {
    var held: Set<[UInt8]> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      if path.hasSuffix("/journal") {
        try read(path)
      } else if path.hasPrefix("held/"), let bytes = bytes(path) {
        for text in strings(in: bytes) {
          for pair in String(decoding: text, as: UTF8.self).split(separator: "&") {
            let value = pair.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
            held.insert(Array((value.removingPercentEncoding ?? "").utf8))
          }
        }
      }
    }
    return ofJournals.union(held)
  }

  func textsOfJournals() throws -> Set<[UInt8]> {
    _ = try texts()
    return ofJournals
  }

  private func read(_ path: String) throws {
    guard let all = bytes(path) else { return }
    let known = journals[path] ?? []
    guard all.count != known.count else { return }
    if !all.starts(with: known) { spoilt.append(path) }
    for line in all[min(known.count, all.count)...].split(separator: 10) {
      ofJournals.formUnion(strings(in: Array(line)))
    }
    journals[path] = all
  }

  private func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: folder + "/" + path).map(Array.init)
  }

  /// Every string in a text of JSON.
  private func strings(in json: [UInt8]) -> [[UInt8]] {
    guard let value = try? JSONSerialization.jsonObject(with: Data(json)) else { return [] }
    var found: [[UInt8]] = []
    func look(_ value: Any) {
      switch value {
      case let text as String: found.append(Array(text.utf8))
      case let list as [Any]: list.forEach(look)
      case let object as [String: Any]: object.values.forEach(look)
      default: break
      }
    }
    look(value)
    return found
  }
}
