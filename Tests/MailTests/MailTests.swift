import Files
import Foundation
import Mail
import Rules
import Store
import Testing

@Suite struct MailFormatTests {
  private func mail(
    to: String = "ada@example.org", recipient: String = "",
    subject: String = "Application received",
    body: String = "Hello\n", from name: String = "The Board", host: String = "apply.example.com"
  ) throws -> String? {
    let sender = try #require(Sender(name: name, emailAddress: "board@example.com", host: host))
    let message = try #require(
      Message(name: "k7-2-x", to: to, recipient: recipient, subject: subject, body: body))
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
        Message-ID: <k7-2-x@apply.example.com>
        Auto-Submitted: auto-generated
        MIME-Version: 1.0
        Content-Type: text/plain; charset=us-ascii
        Content-Transfer-Encoding: 7bit

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

  @Test func `a person's name goes before the address, whatever it holds`() throws {
    #expect(
      try #require(try mail(recipient: "Ada Okoro")).contains(
        "\nTo: Ada Okoro <ada@example.org>\n"))
    for name in ["Zoë Ångström", "山田 太郎", "Okoro, Ada (Dr.)", "x@y.example> <a"] {
      let text = try #require(try mail(recipient: name))
      let to = try #require(text.split(separator: "\n").first { $0.hasPrefix("To: ") })
      let word = try #require(to.firstMatch(of: /^To: =\?utf-8\?B\?([^?]*)\?= <ada@example.org>$/))
      #expect(Data(base64Encoded: String(word.1)) == Data(name.utf8))
    }
  }

  @Test func `a Message-ID has the host of the installation, or else that of the sender`() throws {
    for (host, end) in [
      ("forms.example", "forms.example"), ("127.0.0.1", "127.0.0.1"), ("", "example.com"),
      ("[::1]", "example.com"), ("a b", "example.com"),
    ] {
      #expect(try #require(try mail(host: host)).contains("Message-ID: <k7-2-x@\(end)>\n"))
    }
  }

  @Test(arguments: [
    "Käse\n.\nFrom me\nx\n", "山田 太郎\n", String(repeating: "x", count: 999), "a\rb", "a\0b=\n",
    "white \nspace\t\n at ends ", String(repeating: "ä =", count: 60) + "\n",
    String(repeating: "é", count: 25) + "b\n", "no end é",
  ])
  func `a body that is not plain ASCII is quoted, and comes back as it was`(body: String) throws {
    let text = try #require(try mail(body: body))
    #expect(text.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) })
    #expect(text.contains("charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"))
    let start = try #require(text.range(of: "\n\n")).upperBound
    let lines = text[start...].split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 76 })
    #expect(!lines.contains { $0.hasPrefix(".") || $0.hasPrefix("From ") || $0.hasSuffix(" ") })
    let whole = body.hasSuffix("\n") ? body : body + "\n"
    #expect(unquoted(String(text[start...])) == Array(whole.utf8))
  }

  @Test func `every single byte and length of a line comes back as it was`() throws {
    for length in 70...82 {
      for last in ["x", "=", " ", "é", "."] {
        let body = String(repeating: "é", count: 1) + String(repeating: "y", count: length) + last
        let text = try #require(try mail(body: body + "\n"))
        let start = try #require(text.range(of: "\n\n")).upperBound
        #expect(text[start...].split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(unquoted(String(text[start...])) == Array((body + "\n").utf8))
      }
    }
  }

  /// As RFC 2045 §6.7 reads it.
  private func unquoted(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "=") {
        result.append(byte)
      } else if rest.first == 0x0A {
        rest.removeFirst()
      } else {
        result +=
          UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16).map { [$0] } ?? []
        rest = rest.dropFirst(2)
      }
    }
    return result
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

  private let moment = Moment(millisecondsSince1970: 1_795_323_600_000)

  private func deliver(
    _ mailer: Mailer, _ store: Store, after seconds: Int = 0, within patience: Int = 60
  ) throws -> Deliveries {
    try mailer.deliver(
      try store.mailNames(in: .new), from: store, at: moment.adding(seconds: seconds),
      within: Patience(seconds: patience))
  }

  @Test func `the mailer is given the mail and -t -i`() throws {
    try withMailer("cat > got; echo \"$*\" > arguments; echo noise") {
      (store, mailer, folder) throws in
      #expect(try deliver(mailer, store).gone == 1)
      let mail = try String(contentsOfFile: folder + "/got", encoding: .utf8)
      #expect(mail.hasPrefix("From: The Board <board@example.com>\nTo: <ada@example.org>\n"))
      #expect(mail.hasSuffix("\n\nB\n"))
      #expect(try String(contentsOfFile: folder + "/arguments", encoding: .utf8) == "-t -i\n")
      #expect(try store.messages(in: .sent).count == 1)
      #expect(try deliver(mailer, store).gone == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: store.incomingFolder) == [])
    }
  }

  @Test func `a mailer that refuses is asked later and later, and then no more`() throws {
    try withMailer("echo 'no such host' >&2; exit 75") { (store, mailer, folder) throws in
      let reason = "\(folder)/sendmail ended with 75: no such host"
      var seconds = 0
      var pauses: [Int] = []
      for tries in 1...16 {
        let result = try deliver(mailer, store, after: seconds)
        #expect(result.reason == reason && result.refused + result.givenUp == 1)
        guard let mail = try store.messages(in: .new).first else {
          #expect(tries == 16 && result.givenUp == 1)
          break
        }
        let pause = try #require(mail.nextTry).secondsSince1970 - moment.secondsSince1970 - seconds
        pauses.append(pause)
        #expect(mail.reason == reason && mail.tries == tries)
        #expect(try deliver(mailer, store, after: seconds + pause - 1) == Deliveries())
        seconds += pause
      }
      let minutes = [10, 20, 40, 80, 160, 320, 640] + Array(repeating: 720, count: 8)
      #expect(pauses == minutes.map { $0 * 60 })
      let days = seconds / 86_400
      #expect(days == 4, "almost five days")
      let failed = try #require(try store.messages(in: .failed).first)
      #expect(failed.reason == reason && failed.tries == 16)
    }
  }

  @Test func `a mailer that hangs is ended, with all it has started`() throws {
    try withMailer("sleep 600", timeLimitSeconds: 1) { (store, mailer, folder) throws in
      #expect(try deliver(mailer, store).refused == 1)
      #expect(try store.messages(in: .new).map(\.reason) == ["\(folder)/sendmail took too long"])
    }
  }

  @Test func `whoever has little time hands over what fits into it`() throws {
    try withMailer("sleep 600") { (store, mailer, _) throws in
      for index in 2...9 {
        let message = try #require(
          Message(name: "m-\(index)", to: "ada@example.org", subject: "S", body: "B\n"))
        try store.post(message, at: moment)
      }
      let start = Date()
      let result = try deliver(mailer, store, within: 2)
      #expect(Date().timeIntervalSince(start) < 20)
      #expect(result.left >= 6 && result.refused + result.left == 9)
      #expect(try store.messages(in: .new).count == 9)
    }
  }

  @Test func `what is no longer wanted, or has no address, is not sent`() throws {
    try withMailer("touch ran") { (store, mailer, folder) throws in
      let message = try #require(Message(name: "m-2", to: "nowhere", subject: "S", body: "B\n"))
      try store.post(message, at: moment)
      let result = try mailer.deliver(
        ["m-1", "m-2"], from: store, at: moment, within: Patience(seconds: 60),
        unless: { $0.name == "m-1" ? "it is over" : nil })
      #expect(result.givenUp == 2)
      #expect(try store.mail("m-1", in: .failed)?.reason == "it is over")
      #expect(
        try store.mail("m-2", in: .failed)?.reason == "the recipient is not an e-mail address")
      #expect(!FileManager.default.fileExists(atPath: folder + "/ran"))
    }
  }

  @Test func `a mailer that is not there keeps everything`() throws {
    try withMailer("exit 0") { (store, mailer, folder) throws in
      try FileManager.default.removeItem(atPath: folder + "/sendmail")
      #expect(try deliver(mailer, store).refused == 1)
      let reasons = try store.messages(in: .new).map(\.reason)
      #expect(reasons == ["\(folder)/sendmail could not be started (errno 2)"])
    }
  }

  @Test func `only an absolute path is a command`() throws {
    let sender = try #require(Sender(name: "x", emailAddress: "x@example.org"))
    #expect(Mailer(command: "sendmail", sender: sender) == nil)
  }
}
