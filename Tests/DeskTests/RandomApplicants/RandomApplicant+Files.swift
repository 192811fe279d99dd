import Applications
import CGI
import Desk
import Foundation
import Rules
import Signing
import Store
import Support
import Testing

// What somebody does with files.
extension RandomApplicant {
  /// Adds files, some of which may not do. Each is kept, or the page says by its name that it is not.
  func attaches() throws {
    let number = chance.pick(numbers)
    let id = chance.pick(agency.parts).id
    let entries = try part(id, of: number).entries
    let entry = entries.isEmpty || chance.happens(50) ? nil : chance.pick(entries).id
    try person.opens("attach/\(number)/\(id)" + (entry.map { "?entry=\($0)" } ?? ""))
    try attachesHere(number)
  }

  func replacesAFile() throws {
    let number = chance.pick(numbers)
    let there = try office.application(number).attachments
    guard !there.isEmpty else { return try attaches() }
    try person.opens("attach/\(number)/file/\(chance.pick(there).id)/replace")
    try attachesHere(number)
  }

  private func attachesHere(_ number: String) throws {
    guard let form = person.shown.form(to: "attach/", sendingFiles: true) else { return }
    let sent = (1...chance.number(1...3)).map { index -> (name: String, bytes: [UInt8]) in
      let kind = chance.happens(70) ? RandomFile.good : chance.pick(RandomFile.allCases)
      return ("\(chance.mark())-\(index).pdf", kind.bytes(&chance))
    }
    let files = chance.happens(15) ? sent + [("again-" + sent[0].name, sent[0].bytes)] : sent
    note("sends \(files.count) files to \(form.address)")
    let description = chance.happens(85) ? chance.trimmedLine() : ""
    let type = chance.happens(85) ? chance.pick(RandomAgency.fileTypes) : ""
    try sends(
      form.hidden + [("description", description), ("type", type)], to: form.address, files: files,
      after: chance.happens(30) ? [("then", "more")] : [])
    try eachIsKeptOrNamed(files, number)
    try maybeTwice()
  }

  /// As the page says, and as the store has it.
  func eachIsKeptOrNamed(_ sent: [(name: String, bytes: [UInt8])], _ number: String) throws {
    let stored = try office.application(number)
    for file in sent {
      let digest = SHA256.digest(of: file.bytes).description
      if stored.hasStored(digest), !file.bytes.isEmpty {
        files[number, default: [:]][digest] = file.bytes
      } else if !person.shown.text.contains(file.name) {
        throw trouble("\(file.name) was neither kept nor refused by its name")
      }
    }
  }

  /// Withdraws a file, or brings one back.
  func withdrawsOrRestoresAFile() throws {
    let number = chance.pick(numbers)
    let application = try office.application(number)
    let ids = agency.parts.compactMap { Element.ID($0.id) }
    let withdrawn = ids.flatMap { application.part($0).withdrawn }
    let all = application.attachments + withdrawn
    guard !all.isEmpty else { return try attaches() }
    let file = chance.pick(all)
    let place = file.entry.map { "?entry=\($0)" } ?? ""
    try person.opens("attach/\(number)/\(file.element)\(place)")
    let action = application.attachment(file.id) == nil ? "restore" : "withdraw"
    guard let form = form(to: "attach/\(number)/file/\(file.id)/\(action)") else { return }
    note("\(action)s \(file.fileName)")
    try sends(form.hidden, to: form.address)
    try maybeTwice()
  }

  /// Says something else about a file that is there.
  func describesAFile() throws {
    let number = chance.pick(numbers)
    let there = try office.application(number).attachments
    guard !there.isEmpty else { return try attaches() }
    let file = chance.pick(there)
    try person.opens("attach/\(number)/\(file.element)/details?file=\(file.id)")
    guard let form = form(to: "attach/\(number)/\(file.element)/details") else { return }
    note("says what \(file.fileName) is")
    let fields = [
      ("description.\(file.id)", chance.happens(80) ? chance.trimmedLine() : ""),
      ("type.\(file.id)", chance.pick(RandomAgency.fileTypes)),
    ]
    try sends(form.hidden + fields, to: form.address)
    try maybeTwice()
  }
}
