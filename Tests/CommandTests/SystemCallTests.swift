import Applications
import Foundation
import Glibc
import Rules
import Signing
import Store
import Support
import Testing

/// What a save asks of the kernel, call by call.
@Suite struct SystemCallTests {
  @Test func `a save costs the same with ten applications in the store and with three thousand`()
    throws
  {
    try withDocket { docket in
      let office = try FilledOffice(docket)
      try office.fill(with: 10)
      _ = try office.save("first")
      let few = try office.save("few")
      try office.fill(with: 3000)
      let many = try office.save("many")
      #expect(few.contains("fsync") && few.count > 50)
      #expect(few == many)
    }
  }

  @Test
  func `nothing is said before the line is synced, and all of it goes through the one descriptor`()
    throws
  {
    try withDocket { docket in
      let office = try FilledOffice(docket)
      let calls = try office.trace("first").filter {
        $0.contains("/store/") || $0.contains("Status: ")
      }
      func place(_ words: String...) throws -> Int {
        try #require(
          calls.firstIndex { call in words.allSatisfy { call.contains($0) } }, "\(words)")
      }
      let journal = "/\(office.number.text)/journal"
      let steps = [
        try place("openat(", journal, "O_RDWR", "O_NOFOLLOW"),
        try place("F_OFD_SETLKW", journal), try place("newfstatat(AT_FDCWD", journal),
        try place("newfstatat(AT_FDCWD", "/readonly"),
        try place("fsync(", "/\(office.number.text)>"), try place("fsync(", "/store/applications>"),
        try place("pwrite64(", journal), try place("fsync(", journal), try place("Status: 303"),
      ]
      #expect(steps == steps.sorted())
      let descriptor = try #require(
        calls[steps[1]].split(separator: "(").last?.prefix { $0 != "<" })
      for step in [1, 6, 7] { #expect(calls[steps[step]].contains("(\(descriptor)<")) }
      #expect(calls.count { $0.contains("pwrite64(") } == 1)
    }
  }
}

/// An office with one applicant, in which a form can be sent under strace.
private struct FilledOffice {
  let docket: Docket
  let store: Store
  let number: ApplicationNumber
  private let token: String
  private let formToken: String

  init(_ docket: Docket) throws {
    self.docket = docket
    try docket.install()
    #expect(try docket.publish().status == 0)
    store = try Store(at: docket.path("installation/store"))
    let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970) * 1000)
    let ada = try store.register(
      name: "Ada", emailAddress: "ada@example.org", passwordHash: PasswordHash(text: "$7$x"),
      at: now)
    _ = try store.confirm(ada, at: now)
    let session = try store.openSession(
      for: ada, at: now, idleSeconds: 3600, absoluteSeconds: 3600)
    (token, formToken) = (session.token, session.session.formToken)
    let newest = try docket.text("installation/publications/newest").dropLast()
    number = try store.startApplication(
      Start(
        applicant: ada, profile: Profile(name: "Ada", emailAddress: "ada@example.org"),
        requests: ["balloonist"], answers: Answers(), publication: String(newest),
        day: Day(daysSince1970: now.secondsSince1970 / 86_400),
        deadline: now.adding(seconds: 86_400),
        key: "start"), at: now
    ).number
  }

  /// Puts so many applications of others, and what leads to them, beside the one there is. They are never
  /// read: that is what is tested.
  func fill(with count: Int) throws {
    for index in 0..<count {
      let shard = String(0x100 + index % 256, radix: 16).dropFirst()
      for (kind, name) in [
        ("applications", "/journal"), ("accounts", "/journal"), ("of-account", "/n"),
        ("sessions", "/s"), ("addresses", ""), ("attempts", ""), ("pending", ""), ("unchecked", ""),
        ("outbox/sent", ""),
      ] {
        let folder = "\(store.folder)/\(kind)/\(shard)"
        mkdir(folder, 0o700)
        if !name.isEmpty { mkdir("\(folder)/other-\(index)", 0o700) }
        let file = open("\(folder)/other-\(index)\(name)", O_CREAT | O_WRONLY, 0o600)
        #expect(file >= 0 && write(file, "{}\n", 3) == 3)
        close(file)
      }
    }
  }

  /// The names of the calls of one save that are about files, in order. How memory is asked for is chance, and
  /// once a minute a session is noted as seen.
  func save(_ key: String) throws -> [String] {
    try trace(key).filter {
      ($0.contains("/installation") || $0.contains("fcntl(")) && !$0.contains("utimensat(")
    }
    .compactMap { $0.split(separator: "(").first.map(String.init) }
  }

  func trace(_ key: String) throws -> [String] {
    let revision = try store.application(number)?.part("lamp").revision ?? 0
    let body = "token=\(formToken)&key=\(key)&revision=\(revision)&then=leave&colour=red"
    let output = docket.path("trace-\(key)")
    let outcome = try Command(
      program: "/usr/bin/strace",
      arguments: ["-y", "-s", "60", "-o", output, docket.path("installation/cgi-bin/save")],
      environment: [
        "REQUEST_METHOD": "POST", "SCRIPT_NAME": "/permits/cgi-bin/save",
        "PATH_INFO": "/\(number.text)/lamp", "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": "\(body.utf8.count)", "SERVER_PROTOCOL": "HTTP/1.1", "HTTPS": "on",
        "HTTP_COOKIE": "__Host-session=\(token)", "DOCKET_ROOT": docket.path("installation"),
        "SWIFT_BACKTRACE": "enable=no",
      ], input: Data(body.utf8)
    ).run(in: docket.scratch)
    #expect(
      outcome.words.hasPrefix("Status: 303 "), "\(outcome.words.prefix(600)) \(outcome.error)")
    return try docket.text("trace-\(key)").split(separator: "\n").map(String.init)
  }
}
