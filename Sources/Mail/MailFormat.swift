import Applications
import Rules
import Signing
import Store

/// Who mails are from.
package struct Sender: Hashable, Sendable {
  /// The agency, as people know it.
  package let name: String
  package let emailAddress: String
  /// What stands after the @ of a Message-ID: the installation's own host, so that no two make the same.
  package let host: String

  /// `nil` when mail could not come from there. A host that cannot stand in a Message-ID gives way to that
  /// of the address.
  package init?(name: String, emailAddress: String, host: String = "") {
    guard isEmailAddress(emailAddress), !name.unicodeScalars.contains(where: { $0.value < 0x20 })
    else { return nil }
    self.name = name
    self.emailAddress = emailAddress
    self.host = isDotAtom(host) ? host : String(emailAddress.split(separator: "@").last ?? "")
  }
}

extension Message {
  /// The mail as `sendmail` reads it (RFC 5322): lines end with `\n`, everything is ASCII but for an
  /// address that itself has more (RFC 6532), so that no server on its way has to change it, and the
  /// Message-ID is the same each time it is tried.
  ///
  /// `nil` when the recipient is no address; nothing but one address can come into the header.
  package func mail(from sender: Sender, postedAt moment: Moment) -> [UInt8]? {
    guard isEmailAddress(to) else { return nil }
    let isPlain = isPlain(body)
    var lines = [
      header("From", phrase: sender.name, "<\(sender.emailAddress)>"),
      recipient.isEmpty ? "To: <\(to)>" : header("To", phrase: recipient, "<\(to)>"),
      header("Subject", phrase: subject),
      "Date: \(mailDate(moment))",
      "Message-ID: <\(name)@\(sender.host)>",
      // No out-of-office answers to these (RFC 3834 §5).
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=\(isPlain ? "us-ascii" : "utf-8")",
      "Content-Transfer-Encoding: \(isPlain ? "7bit" : "quoted-printable")",
      "", isPlain ? body : quotedPrintable(body),
    ].joined(separator: "\n")
    if lines.utf8.last != UInt8(ascii: "\n") { lines += "\n" }
    return Array(lines.utf8)
  }
}

/// Letters, digits and signs, with single points between (RFC 5322 §3.2.3), as host names have them.
private func isDotAtom(_ host: String) -> Bool {
  let parts = host.split(separator: ".", omittingEmptySubsequences: false)
  return parts.allSatisfy { part in
    !part.isEmpty
      && part.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}

/// Whether the text can go as it is: ASCII without control characters but line ends and tabs, no line over
/// 998 bytes (RFC 5322 §2.1.1), and none that ends in white space, which some servers take away.
private func isPlain(_ text: String) -> Bool {
  var length = 0
  var last: UInt8 = 0
  for byte in text.utf8 {
    let isEnd = byte == UInt8(ascii: "\n")
    length = isEnd ? 0 : length + 1
    let isText = (0x20..<0x7F).contains(byte) || isEnd || byte == UInt8(ascii: "\t")
    if !isText || length > 998 || (isEnd && isBlank(last)) { return false }
    last = byte
  }
  return !isBlank(last)
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

/// A header whose text people read. A short text of ASCII goes as it is, any other as encoded words
/// (RFC 2047) of at most 75 characters, on lines of at most 78, and none with half a character.
private func header(_ name: String, phrase: String, _ rest: String = "") -> String {
  let isShort = name.utf8.count + phrase.utf8.count + rest.utf8.count <= 74
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
