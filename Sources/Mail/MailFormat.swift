import Applications
import Rules
import Signing
import Store

/// Who mails are from.
package struct Sender: Hashable, Sendable {
  /// The agency, as people know it.
  package let name: String
  package let emailAddress: String

  /// `nil` when mail could not come from there.
  package init?(name: String, emailAddress: String) {
    guard isEmailAddress(emailAddress), !name.unicodeScalars.contains(where: { $0.value < 0x20 })
    else { return nil }
    self.name = name
    self.emailAddress = emailAddress
  }

  /// The part after the @.
  var domain: Substring { emailAddress.split(separator: "@").last ?? "" }
}

extension Message {
  /// The mail as `sendmail` reads it (RFC 5322): lines end with `\n`, headers hold ASCII only but
  /// for an address that itself has more (RFC 6532), and the Message-ID is the same each time it is
  /// tried.
  ///
  /// `nil` when the recipient is no address; nothing but one address can come into the header.
  package func mail(from sender: Sender, postedAt moment: Moment) -> [UInt8]? {
    guard isEmailAddress(to) else { return nil }
    var lines = [
      header("From", phrase: sender.name, "<\(sender.emailAddress)>"),
      "To: <\(to)>",
      header("Subject", phrase: subject),
      "Date: \(mailDate(moment))",
      "Message-ID: <\(name)@\(sender.domain)>",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
    ]
    if isPlain(body) {
      lines += ["Content-Transfer-Encoding: 8bit", "", body]
    } else {
      lines += ["Content-Transfer-Encoding: base64", "", folded(base64(body.utf8))]
    }
    var mail = lines.joined(separator: "\n")
    if mail.utf8.last != UInt8(ascii: "\n") { mail += "\n" }
    return Array(mail.utf8)
  }
}

/// Whether the text can go as it is: no line over 998 bytes (RFC 5322 §2.1.1), no control
/// characters but line ends and tabs.
private func isPlain(_ text: String) -> Bool {
  var length = 0
  for byte in text.utf8 {
    length = byte == UInt8(ascii: "\n") ? 0 : length + 1
    let isControl = byte < 0x20 || byte == 0x7F
    if length > 998 || (isControl && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t")) {
      return false
    }
  }
  return true
}

/// Lines of 76 characters (RFC 2045 §6.8).
private func folded(_ text: String) -> String {
  let bytes = Array(text.utf8)
  return stride(from: 0, to: bytes.count, by: 76)
    .map { String(decoding: bytes[$0..<min($0 + 76, bytes.count)], as: UTF8.self) }
    .joined(separator: "\n")
}

/// A header whose text people read. A short text of ASCII goes as it is, any other as encoded words
/// (RFC 2047) of at most 75 characters, on lines of at most 78, and none with half a character.
private func header(_ name: String, phrase: String, _ rest: String = "") -> String {
  let isShort = phrase.utf8.count <= 60
  let isSafe = phrase.utf8.allSatisfy {
    (0x20..<0x7F).contains($0) && !"=?\"\\<>()@,;:[]".utf8.contains($0)
  }
  // In a subject these signs mean nothing; only what looks like an encoded word would be misread.
  let isSafeSubject =
    rest.isEmpty && phrase.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    && !phrase.contains("=?")
  let tail = rest.isEmpty ? "" : " \(rest)"
  if isShort, isSafe || isSafeSubject, phrase.utf8.first != 0x20 {
    return "\(name): \(phrase)\(tail)"
  }
  var words: [String] = []
  var piece: [UInt8] = []
  for scalar in phrase.unicodeScalars {
    let bytes = Array(String(scalar).utf8)
    // 39 bytes are 52 characters of base 64; with the 12 around them and `Subject: `, 73.
    if piece.count + bytes.count > 39 {
      words.append("=?utf-8?B?\(base64(piece))?=")
      piece = []
    }
    piece += bytes
  }
  words.append("=?utf-8?B?\(base64(piece))?=")
  return "\(name): " + words.joined(separator: "\n ") + tail
}

/// `Sun, 22 Nov 2026 05:00:00 +0000` (RFC 5322 §3.3).
func mailDate(_ moment: Moment) -> String {
  let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]  // day 0 of 1970 was a Thursday
  let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  var (number, seconds) = moment.secondsSince1970.quotientAndRemainder(dividingBy: 86_400)
  if seconds < 0 { (number, seconds) = (number - 1, seconds + 86_400) }
  let day = Day(daysSince1970: number)
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let weekday = days[((number % 7) + 7) % 7]
  let clock = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  return "\(weekday), \(day.dayOfMonth) \(months[day.month - 1]) \(day.year) \(clock) +0000"
}
