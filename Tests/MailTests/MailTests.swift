import Foundation
import Mail
import Rules
import Store
import Testing

@Suite struct MailFormatTests {
  private func mail(
    to: String = "ada@example.org", subject: String = "Application received",
    body: String = "Hello\n", from name: String = "The Board"
  ) throws -> String? {
    let sender = try #require(Sender(name: name, emailAddress: "board@example.com"))
    let message = try #require(Message(name: "k7-2-x", to: to, subject: subject, body: body))
    return message.mail(from: sender, postedAt: moment).map { String(decoding: $0, as: UTF8.self) }
  }

  private let moment = Moment(millisecondsSince1970: 1_795_323_600_123)

  @Test func `a plain mail`() throws {
    #expect(
      try mail() == """
        From: The Board <board@example.com>
        To: <ada@example.org>
        Subject: Application received
        Date: Sun, 22 Nov 2026 05:00:00 +0000
        Message-ID: <k7-2-x@example.com>
        Auto-Submitted: auto-generated
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        Hello

        """)
  }

  @Test func `other letters than ASCII in headers are encoded words`() throws {
    let text = try #require(try mail(subject: "Reçu", from: "Bureau, «A»"))
    #expect(text.contains("\nSubject: =?utf-8?B?UmXDp3U=?=\n"))
    #expect(text.hasPrefix("From: =?utf-8?B?QnVyZWF1LCDCq0HCuw==?= <board@example.com>\n"))
    #expect(try #require(try mail(subject: "=?utf-8?Q?x?=")).contains("Subject: =?utf-8?B?PT91"))
  }

  @Test func `a long subject is folded between characters`() throws {
    let subject = String(repeating: "wörd ", count: 40)
    let text = try #require(try mail(subject: subject))
    let headers = try #require(text.components(separatedBy: "\n\n").first)
    #expect(headers.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 })
    let words = headers.matches(of: /=\?utf-8\?B\?([^?]*)\?=/).map { String($0.1) }
    #expect(words.count > 1)
    let pieces = words.compactMap { Data(base64Encoded: $0) }
    #expect(pieces.allSatisfy { String(data: $0, encoding: .utf8) != nil })
    #expect(String(decoding: pieces.joined(), as: UTF8.self) == subject)
  }

  @Test func `a body with a line too long, or with control characters, is base 64`() throws {
    for body in [String(repeating: "x", count: 999), "a\rb", "a\0b"] {
      let text = try #require(try mail(body: body))
      #expect(text.contains("Content-Transfer-Encoding: base64"))
      let encoded = try #require(text.components(separatedBy: "\n\n").last)
      let lines = encoded.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 76 })
      #expect(Data(base64Encoded: lines.joined()) == Data(body.utf8))
    }
    #expect(try #require(try mail(body: "Käse\n.\nx\n")).hasSuffix("8bit\n\nKäse\n.\nx\n"))
  }

  @Test(arguments: [
    "ada", "a@b", "a@example.org, b@example.org", "a b@example.org", "<a@example.org>",
    "-a@example.org", "a@example.org(x)",
  ])
  func `only one address gets into the header`(to: String) throws {
    #expect(try mail(to: to) == nil)
  }

  @Test func `a sender needs an address`() {
    #expect(Sender(name: "x", emailAddress: "x") == nil)
    #expect(Sender(name: "x\n", emailAddress: "x@example.org") == nil)
  }
}

@Suite struct MailerTests {
  /// Runs `body` with a store that has one mail waiting, and a mailer that is the shell script.
  private func withMailer(
    _ script: String, timeLimitSeconds: Int = 10,
    _ body: (Store, Mailer, _ folder: String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/mail-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Store.make(at: folder + "/store")
    let store = try Store(at: folder + "/store")
    let path = folder + "/sendmail"
    try Data("#!/bin/sh\ncd '\(folder)'\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let sender = try #require(Sender(name: "The Board", emailAddress: "board@example.com"))
    let mailer = try #require(
      Mailer(command: path, sender: sender, timeLimitSeconds: timeLimitSeconds))
    let message = try #require(
      Message(name: "m-1", to: "ada@example.org", subject: "S", body: "B\n"))
    try store.post(message, at: Moment(millisecondsSince1970: 0))
    try body(store, mailer, folder)
  }

  @Test func `the mailer is given the mail and -t -i`() throws {
    try withMailer("cat > got; echo \"$*\" > arguments; echo noise") {
      (store, mailer, folder) throws in
      #expect(try mailer.deliver(from: store) == 1)
      let mail = try String(contentsOfFile: folder + "/got", encoding: .utf8)
      #expect(mail.hasPrefix("From: The Board <board@example.com>\nTo: <ada@example.org>\n"))
      #expect(mail.hasSuffix("\n\nB\n"))
      #expect(try String(contentsOfFile: folder + "/arguments", encoding: .utf8) == "-t -i\n")
      #expect(try store.messages(in: .sent).count == 1)
      #expect(try mailer.deliver(from: store) == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: store.incomingFolder) == [])
    }
  }

  @Test func `a mailer that refuses leaves the mail with its reason`() throws {
    try withMailer("echo 'no such host' >&2; exit 75") { (store, mailer, folder) throws in
      #expect(try mailer.deliver(from: store) == 0)
      let reason = "\(folder)/sendmail ended with 75: no such host"
      #expect(try store.messages(in: .new).map(\.reason) == [reason])
    }
  }

  @Test func `a mailer that hangs is ended, with all it has started`() throws {
    try withMailer("sleep 600", timeLimitSeconds: 1) { (store, mailer, folder) throws in
      #expect(try mailer.deliver(from: store) == 0)
      #expect(try store.messages(in: .new).map(\.reason) == ["\(folder)/sendmail took too long"])
    }
  }

  @Test func `a mailer that is not there keeps everything`() throws {
    try withMailer("exit 0") { (store, mailer, folder) throws in
      try FileManager.default.removeItem(atPath: folder + "/sendmail")
      #expect(try mailer.deliver(from: store) == 0)
      let reasons = try store.messages(in: .new).map(\.reason)
      #expect(reasons == ["\(folder)/sendmail could not be started (errno 2)"])
    }
  }

  @Test func `only an absolute path is a command`() throws {
    let sender = try #require(Sender(name: "x", emailAddress: "x@example.org"))
    #expect(Mailer(command: "sendmail", sender: sender) == nil)
  }
}
