import Foundation
import Support

/// Where all mail of an office goes: one file a mail, written by a script in place of `sendmail`.
struct Mailbox {
  /// What the settings name as the mail command.
  let command: URL
  private let folder: URL

  init(in scratch: URL) throws {
    folder = scratch.appendingPathComponent("mails")
    command = scratch.appendingPathComponent("sendmail")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let script = """
      #!/bin/sh
      PATH=/usr/bin:/bin
      draft=$(mktemp '\(folder.path)/draft.XXXXXXXX') && cat >"$draft" || exit 75
      mv "$draft" '\(folder.path)'/"$(date +%s.%N).mail"
      """
    try writeProgram(script, to: command, scratch: scratch)
    try ServerUser.own(folder, scratch: scratch)
  }

  /// All mails, oldest first.
  func mails() throws -> [Mail] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".mail") }.sorted()
      .map { Mail(try Data(contentsOf: folder.appendingPathComponent($0))) }
  }

  /// The newest mail to this address.
  func latest(to address: String) throws -> Mail {
    guard let mail = try mails().last(where: { $0["To"]?.contains(address) ?? false }) else {
      throw Trouble("no mail has come to \(address)")
    }
    return mail
  }
}

/// A mail as it was handed to the mail command.
struct Mail {
  let headers: [String]
  let body: String

  init(_ bytes: Data) {
    let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
    let parts = text.components(separatedBy: "\n\n")
    headers = parts[0].components(separatedBy: "\n")
    let body = parts.dropFirst().joined(separator: "\n\n")
    let isQuoted = headers.contains("Content-Transfer-Encoding: quoted-printable")
    self.body = isQuoted ? unquoted(body) : body
  }

  subscript(name: String) -> String? {
    headers.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
      .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
  }

  /// The first address in the body.
  func link() throws -> String {
    let words = body.components(separatedBy: .whitespacesAndNewlines)
    guard let link = words.first(where: { $0.hasPrefix("http://") || $0.hasPrefix("https://") })
    else { throw Trouble("there is no link in the mail:\n\(body)") }
    return link
  }
}

/// Quoted-printable text as it was (RFC 2045 §6.7).
private func unquoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "=") {
      if rest.first == UInt8(ascii: "\n") {
        rest.removeFirst()
      } else if let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      }
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
