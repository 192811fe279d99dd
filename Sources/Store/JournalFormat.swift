import JSON
import Rules
import Signing

// How lines are written and read: FORMAT.md is the other half of this file. Members stand in one
// order and nothing else is allowed beside them, so that no byte of a line escapes its hash.
//
//     {"format":"docket journal 1","kind":…,"id":…,"hash":…}
//     {"number":…,"at":…,"who":…,"kind":…,"details":{…},"privateDigest":…,"hash":…,"private":{…}}

enum JournalFormat {
  static let name = "docket journal 1"
  static let namePrefix = "docket journal "
  /// The most bytes one line may have, its newline included.
  static let lineLimit = 1 << 20
  /// The most bytes one journal may have: some ten thousand of the longest texts people type.
  static let journalLimit = 1 << 28
  /// What stands for the hash of the line before the first.
  static let beginning = String(repeating: "0", count: 64)

  /// Why a line cannot be read.
  enum Fault: Error, Equatable {
    case damaged(String)
    case newer(String)
  }

  /// Writes the first line. Returns it, newline included, and its hash.
  static func firstLine(kind: String, id: String) -> (bytes: [UInt8], hash: String) {
    let node: JSONNode = ["format": .string(name), "kind": .string(kind), "id": .string(id)]
    return closed(node.bytes.dropLast(), after: beginning)
  }

  /// Writes one line. Returns it, newline included, with its hash and as it will be read.
  static func line(
    _ entry: JournalEntry, number: Int, after previous: String, salt: String
  ) -> (bytes: [UInt8], hash: String, line: JournalLine) {
    precondition(
      entry.secrets["salt"] == nil && entry.secrets.members != nil && entry.details.members != nil,
      "details and secrets are objects, and the salt is the journal's")
    var members = [
      JSONMember("number", .integer(number)), JSONMember("at", .string(entry.at.description)),
      JSONMember("who", .string(entry.who)), JSONMember("kind", .string(entry.kind)),
    ]
    if entry.details.members?.isEmpty == false {
      members.append(JSONMember("details", entry.details))
    }
    var secret: [UInt8] = []
    if let personal = entry.secrets.members, !personal.isEmpty {
      secret = JSONNode.object([JSONMember("salt", .string(salt))] + personal).bytes
      members.append(JSONMember("privateDigest", .string(digest(of: secret))))
    }
    let (bytes, hash) = closed(
      JSONNode.object(members).bytes.dropLast(), after: previous, secret: secret)
    let line = JournalLine(
      number: number, at: entry.at, who: entry.who, kind: entry.kind, details: entry.details,
      secrets: secret.isEmpty ? nil : entry.secrets, isErased: false)
    return (bytes, hash, line)
  }

  private static func closed(
    _ covered: ArraySlice<UInt8>, after previous: String, secret: [UInt8] = []
  ) -> (bytes: [UInt8], hash: String) {
    let hash = chained(covered, after: previous)
    var bytes = Array(covered)
    bytes += ",\"hash\":\"\(hash)\"".utf8
    if !secret.isEmpty { bytes += ",\"private\":".utf8 + secret }
    bytes += "}\n".utf8
    return (bytes, hash)
  }

  /// The hash of a line: of a text of two lines, the hash before and the line up to its own hash.
  private static func chained(_ covered: ArraySlice<UInt8>, after previous: String) -> String {
    var hash = SHA256()
    hash.update(previous.utf8)
    hash.update("\n".utf8)
    hash.update(covered)
    hash.update("\n".utf8)
    return hash.finish().description
  }

  /// The digest of a private object: of a text of one line.
  private static func digest(of secret: some Collection<UInt8>) -> String {
    var hash = SHA256()
    hash.update(secret)
    hash.update("\n".utf8)
    return hash.finish().description
  }
}

let newline = UInt8(ascii: "\n")

extension JournalFormat {
  /// Reads the first line, given without its newline.
  static func readFirst(
    _ bytes: ArraySlice<UInt8>
  ) throws(Fault) -> (kind: String, id: String, hash: String) {
    let members = try self.members(of: bytes)
    if members.first?.name == "format", let format = members.first?.node.string, format != name {
      throw format.hasPrefix(namePrefix) ? .newer(format) : .damaged("the format is not known")
    }
    guard members.map(\.name) == ["format", "kind", "id", "hash"],
      let kind = members[1].node.string, let id = members[2].node.string
    else { throw .damaged("not the first line of a journal") }
    let hash = try checkedHash(members[3], in: bytes, after: beginning, before: "}")
    return (kind, id, hash)
  }

  /// Reads one further line, given without its newline, and checks it against the hash before.
  static func read(
    _ bytes: ArraySlice<UInt8>, number: Int, after previous: String
  ) throws(Fault) -> (line: JournalLine, hash: String, secret: Range<Int>?) {
    let members = try self.members(of: bytes)
    var rest = members[...]
    func take(_ name: String) -> JSONMember? {
      rest.first?.name == name ? rest.removeFirst() : nil
    }
    guard let count = take("number")?.node.integer,
      let at = take("at")?.node.string.flatMap(Moment.init),
      let who = take("who")?.node.string, let kind = take("kind")?.node.string
    else { throw .damaged("not a line of a journal") }
    let details = take("details")
    let digest = take("privateDigest")
    guard let hash = take("hash") else { throw .damaged("not a line of a journal") }
    let secret = take("private")
    guard rest.isEmpty, (digest == nil) == (secret == nil), details?.node.members?.isEmpty != true
    else { throw .damaged("members that do not belong there") }
    guard count == number else { throw .damaged("line \(number) is missing") }
    let link = try checkedHash(
      hash, in: bytes, after: previous, before: secret == nil ? "}" : ",\"private\":{")
    let personal = try secret.map { member throws(Fault) in
      try checked(member.node, digest: digest?.node.string, in: bytes)
    }
    let line = JournalLine(
      number: number, at: at, who: who, kind: kind, details: details?.node ?? [:],
      secrets: personal ?? nil, isErased: personal == .some(nil))
    return (line, link, secret.map { ($0.node.offset)..<($0.node.end) })
  }

  private static func members(of bytes: ArraySlice<UInt8>) throws(Fault) -> [JSONMember] {
    let node: JSONNode
    do throws(JSONFault) { node = try JSONNode(strict: bytes) } catch {
      throw .damaged(error.summary)
    }
    guard let members = node.members, node.offset == 0, node.end == bytes.count else {
      throw .damaged("not an object")
    }
    return members
  }

  /// Checks that `member` is the hash of what stands before it, and that nothing hides around it.
  private static func checkedHash(
    _ member: JSONMember, in bytes: ArraySlice<UInt8>, after previous: String, before next: String
  ) throws(Fault) -> String {
    let start = bytes.startIndex + member.nameOffset - 1
    let end = bytes.startIndex + member.node.end
    guard let hash = member.node.string, bytes[start] == UInt8(ascii: ","),
      bytes[start...].starts(with: ",\"hash\":\"\(hash)\"\(next)".utf8),
      next != "}" || bytes.index(after: end) == bytes.endIndex
    else { throw .damaged("bytes that do not belong there") }
    guard chained(bytes[..<start], after: previous) == hash else {
      throw .damaged("the hash does not fit")
    }
    return hash
  }

  /// What is personal without its salt, or `nil` when it was erased: a pair of braces with
  /// nothing but spaces between them.
  private static func checked(
    _ node: JSONNode, digest: String?, in bytes: ArraySlice<UInt8>
  ) throws(Fault) -> JSONNode? {
    let start = bytes.startIndex + node.offset
    let end = bytes.startIndex + node.end
    guard end + 1 == bytes.endIndex, var members = node.members else {
      throw .damaged("bytes that do not belong there")
    }
    if members.isEmpty, bytes[start + 1..<end - 1].allSatisfy({ $0 == UInt8(ascii: " ") }) {
      return nil
    }
    guard self.digest(of: bytes[start..<end]) == digest else {
      throw .damaged("the private part does not fit its digest")
    }
    guard members.first?.name == "salt" else { throw .damaged("the salt is missing") }
    members.removeFirst()
    return .object(members)
  }
}
