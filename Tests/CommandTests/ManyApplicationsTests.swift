import Applications
import Foundation
import Glibc
import Rules
import Signing
import Support
import Testing

@testable import Store

/// What staff ask of a store costs the same whether it has a hundred applications or very many.
///
/// How many is `DOCKET_MANY`, 10,000 where it is not set: making a hundred thousand takes minutes, and continuous
/// integration asks for that. Calls of the kernel are counted, which is exact; the times are printed.
@Suite struct ManyApplicationsTests {
  private static let many =
    ProcessInfo.processInfo.environment["DOCKET_MANY"].flatMap(Int.init) ?? 10_000

  @Test func `the first page, a claim, own work and a search cost the same with very many`() throws
  {
    var costs: [[(name: String, cost: ManyOffice.Cost)]] = []
    for count in [100, Self.many] {
      try withDocket { docket in
        let office = try ManyOffice(docket)
        try office.fill(with: count)
        costs.append([
          ("the first page", try office.asks("GET", "/")),
          ("what nobody has", try office.asks("GET", "/", query: "list=waiting")),
          ("a claim", try office.claims()),
          ("own work", try office.asks("GET", "/mine")),
          ("a name", try office.asks("GET", "/search", query: "q=smith")),
          ("two words", try office.asks("GET", "/search", query: "q=smith+ann")),
          ("a number", try office.asks("GET", "/search", query: "q=\(office.oldest.text)")),
        ])
      }
    }
    // Fifty rows, as the first page with a hundred has them: more are never shown at once.
    let page = costs[0][0].cost.calls
    for (few, many) in zip(costs[0], costs[1]) {
      // Folders are a little longer where there is more in them, and a page of a search fuller.
      #expect(
        many.cost.calls <= max(few.cost.calls * 5 / 4 + 20, page),
        "\(few.name): \(few.cost.calls) calls with 100, \(many.cost.calls) with \(Self.many)")
      print(
        "\(few.name): \(few.cost.calls) calls and \(few.cost.milliseconds) ms with 100, "
          + "\(many.cost.calls) calls and \(many.cost.milliseconds) ms with \(Self.many)")
    }
  }
}

/// An office with one specialist, and applications that were made without syncing any.
private final class ManyOffice {
  struct Cost {
    /// Of the kernel, about files of the installation.
    let calls: Int
    /// The best of three, of a claim as well: each of them of another application.
    let milliseconds: Double
  }

  private let docket: Docket
  private let store: Store
  private let grace: StaffName
  private let token: String
  private let formToken: String
  private let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970) * 1000)
  private(set) var oldest: ApplicationNumber

  init(_ docket: Docket) throws {
    self.docket = docket
    try docket.install()
    #expect(try docket.publish().status == 0)
    store = try Store(at: docket.path("installation/store"))
    grace = try #require(StaffName("grace"))
    oldest = try #require(ApplicationNumber("22222222"))
    try store.addStaff(
      StaffMember(
        name: grace, fullName: "Grace", emailAddress: "grace@agency.example", roles: [.specialist],
        addedAt: now), by: "program:staff")
    let session = try store.openSession(
      for: grace, at: now, idleSeconds: 3600, absoluteSeconds: 3600)
    (token, formToken) = (session.token, session.session.formToken)
  }

  /// Every one is submitted and open. They were received over two years, and sixty at least are of a Smith.
  func fill(with count: Int) throws {
    let publication = String(try docket.text("installation/publications/newest").dropLast())
    let account = try #require(AccountID(String(repeating: "b", count: 26)))
    let first = now.adding(seconds: -730 * 86_400)
    var folders: Set<String> = []
    for index in 0..<count {
      let number = try number(index)
      let at = first.adding(seconds: 730 * 86_400 / count * index)
      let words = ["ann", "bo", "cy", "di", "ed", "flo", "gus", "hal", "ida", "jo"]
      let family = index < 60 || index % 97 == 0 ? "Smith" : "N" + String(index % 4000, radix: 26)
      let start = Start(
        applicant: account,
        profile: Profile(name: "\(words[index % 10]) \(family)", emailAddress: "a@example.org"),
        requests: ["balloonist"], answers: Answers(), publication: publication,
        day: Day(ofUTC: at), deadline: at.adding(seconds: 86_400), key: "start")
      let events = [
        Event(number: 1, at: at, who: .applicant(account), what: .started(start)),
        Event(number: 2, at: at, who: .applicant(account), what: .submittedWithoutFee),
      ]
      var (bytes, hash) = JournalFormat.firstLine(kind: "application", id: number.text)
      for event in events {
        let line = JournalFormat.line(
          event.entry, number: event.number, after: hash, salt: String(repeating: "0", count: 32))
        bytes += line.bytes
        hash = line.hash
      }
      let application = try #require(Application(number: number, events: events))
      write(bytes, to: store.path(.applications, number.text) + "/journal", &folders)
      for file in store.standingFiles(of: application) {
        write(file.bytes, to: file.place, &folders)
      }
    }
    oldest = try number(0)
    if count == 100 {
      var verification = Verification(of: store, at: now)
      for part in verification.parts() { verification.verify(part) }
      // They are nobody's; what leads to them for those who review is all there.
      let wrong = verification.findings.map(\.summary).filter { summary in
        ["not in the queue", "not found by", "leads nowhere", "damaged"].contains {
          summary.hasPrefix($0)
        }
      }
      #expect(wrong == [])
    }
  }

  /// The same for everybody, spread as if by chance.
  private func number(_ index: Int) throws -> ApplicationNumber {
    let bytes = SHA256.digest(of: "\(index)".utf8).bytes.prefix(ApplicationNumber.length)
    let letters = bytes.map {
      ApplicationNumber.alphabet[Int($0) % ApplicationNumber.alphabet.count]
    }
    return try #require(ApplicationNumber(String(decoding: letters, as: UTF8.self)))
  }

  private func write(_ bytes: [UInt8], to place: String, _ folders: inout Set<String>) {
    var above = place
    var missing: [String] = []
    while let slash = above.lastIndex(of: "/") {
      above = String(above[..<slash])
      if folders.contains(above) || above == store.folder { break }
      missing.append(above)
    }
    for folder in missing.reversed() {
      mkdir(folder, 0o700)
      folders.insert(folder)
    }
    let file = open(place, O_CREAT | O_WRONLY | O_EXCL, 0o600)
    #expect(file >= 0 && Glibc.write(file, bytes, bytes.count) == bytes.count)
    close(file)
  }

  /// The oldest is taken under the eyes of strace, and the three after it for the time.
  func claims() throws -> Cost {
    func take(_ index: Int) throws -> (path: String, body: String) {
      (
        "/\(try number(index).text)/assign",
        "token=\(formToken)&key=take\(index)&to=grace&had=&words="
      )
    }
    let (path, body) = try take(0)
    let traced = try asks("POST", path, body: body, expecting: "303")
    var best = Double.infinity
    for index in 1...3 {
      let (path, body) = try take(index)
      let began = Date()
      let answer = try program(nil, [], "POST", path, "", body)
      best = min(best, Date().timeIntervalSince(began) * 1000)
      #expect(answer.words.hasPrefix("Status: 303 "), "\(path): \(answer.words.prefix(300))")
    }
    return Cost(calls: traced.calls, milliseconds: best.rounded())
  }

  func asks(
    _ method: String, _ path: String, query: String = "", body: String = "",
    expecting status: String = "200"
  ) throws -> Cost {
    let output = docket.path("trace")
    let traced = try program(
      "/usr/bin/strace", ["-f", "-o", output], method, path, query, body)
    #expect(traced.words.hasPrefix("Status: \(status) "), "\(path): \(traced.words.prefix(300))")
    let calls = try docket.text("trace").split(separator: "\n").filter {
      $0.contains("/installation") || $0.contains("getdents64(") || $0.contains("fsync(")
    }.count
    guard method == "GET" else { return Cost(calls: calls, milliseconds: 0) }
    var best = Double.infinity
    for _ in 0..<3 {
      let began = Date()
      _ = try program(nil, [], method, path, query, body)
      best = min(best, Date().timeIntervalSince(began) * 1000)
    }
    return Cost(calls: calls, milliseconds: best.rounded())
  }

  private func program(
    _ tracer: String?, _ arguments: [String], _ method: String, _ path: String, _ query: String,
    _ body: String
  ) throws -> Command.Outcome {
    let program = docket.path("installation/cgi-bin/review")
    return try Command(
      program: tracer ?? program, arguments: tracer == nil ? [] : arguments + [program],
      environment: [
        "REQUEST_METHOD": method, "SCRIPT_NAME": "/permits/cgi-bin/review", "PATH_INFO": path,
        "QUERY_STRING": query, "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": "\(body.utf8.count)", "SERVER_PROTOCOL": "HTTP/1.1", "HTTPS": "on",
        "HTTP_COOKIE": "__Host-staff=\(token)", "DOCKET_ROOT": docket.path("installation"),
        "SWIFT_BACKTRACE": "enable=no",
      ], input: Data(body.utf8)
    ).run(in: docket.scratch)
  }
}
