import Foundation
import Testing
import Support

/// One agency's whole installation in a scratch folder, reached in one of three ways.
final class Office {
  /// The sub-path the site lies at.
  static let path = "/credentials/"

  /// How a request gets to the programs.
  enum Way: String, CaseIterable, CustomTestStringConvertible {
    case processes = "as processes"
    case apache = "through Apache"
    case nginx = "through nginx"

    var testDescription: String { rawValue }
  }

  let way: Way
  let scratch: URL
  let prefix: URL
  let mailbox: Mailbox
  let transport: any Transport

  fileprivate init(_ way: Way, site: String, scratch: URL) throws {
    self.way = way
    self.scratch = scratch
    prefix = scratch.appendingPathComponent("installation")
    mailbox = try Mailbox(in: scratch)
    try Template.copy(of: site, to: prefix)
    transport =
      switch way {
      case .processes: ProcessTransport(prefix: prefix, scratch: scratch)
      case .apache: try ApacheTransport(prefix: prefix, scratch: scratch)
      case .nginx: try NginxTransport(prefix: prefix, scratch: scratch)
      }
    try settle()
  }

  /// `docket` with these words, on this installation.
  func runs(_ arguments: [String]) throws {
    let docket = Repository.programs.appendingPathComponent("docket").path
    try Command(program: docket, arguments: arguments + ["--prefix", prefix.path])
      .runWell(in: scratch)
  }

  /// The address of the site, ending in `/`.
  var address: String { transport.origin + Self.path }

  /// Writes the installation's settings: those every test has, and `others`. They hold from the next
  /// request on.
  func settle(_ others: [String: any Sendable] = [:]) throws {
    var settings: [String: any Sendable] = [
      "baseURL": address, "mailFrom": "office@licensing.example", "demonstration": true,
      "mailCommand": mailbox.command.path, "passwordCost": "light",
      "payment": [
        ["provider": "simulator", "keyFiles": ["keys/simulator"]] as [String: any Sendable]
      ],
      "simulatorHoldsNotifications": true,
    ]
    settings.merge(others) { $1 }
    let text = try JSONSerialization.data(withJSONObject: settings, options: .sortedKeys)
    let file = prefix.appendingPathComponent("docket.jsonc")
    // In place, so that owner and mode stay as the installation made them.
    try text.write(to: file)
  }

  /// Whatever people have done, everything is whole afterwards, and every look-up is there.
  fileprivate func expectWholeStore() throws {
    let docket = Repository.programs.appendingPathComponent("docket").path
    for task in [["verify"], ["reindex", "--dry-run"]] {
      let outcome = try Command(
        program: docket, arguments: ["store"] + task + ["--prefix", prefix.path]
      ).run(in: scratch)
      #expect(outcome.status == 0 && outcome.error == "")
      #expect(!outcome.words.contains("would be written") && !outcome.words.contains("replaced"))
    }
  }

  /// A new person with a browser of their own.
  func visitor() -> Browser { Browser(self) }

  /// How many notifications of the simulator have not been given to Docket.
  func notificationsOnTheirWay() throws -> Int {
    let folder = prefix.appendingPathComponent("simulator").path
    return try FileManager.default.contentsOfDirectory(atPath: folder).count
  }

  /// Gives every notification the simulator has kept to Docket, as a provider's server would: without a
  /// browser, `times` times each.
  /// - Returns: what Docket answered.
  @discardableResult
  func notificationsArrive(times: Int = 1) throws -> [Int] {
    let folder = prefix.appendingPathComponent("simulator")
    var answers: [Int] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let file = folder.appendingPathComponent(name)
      let body = try Data(contentsOf: file)
      for _ in 0..<times {
        let request = WebRequest(
          "POST", Self.path + "cgi-bin/payment/notify/simulator",
          headers: [("Content-Type", "application/x-www-form-urlencoded")], body: body)
        answers.append(try transport.send(request).status)
      }
      try FileManager.default.removeItem(at: file)
    }
    guard !answers.isEmpty else { throw Trouble("the simulator has kept no notification") }
    return answers
  }
}

extension Office {
  /// Gives the one notification that the simulator has kept to Docket so many times, all at once.
  /// - Returns: what Docket, or the server, answered to each.
  func notificationsArriveAtOnce(_ count: Int) throws -> [Int] {
    let folder = prefix.appendingPathComponent("simulator")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    guard names.count == 1 else { throw Trouble("the simulator has kept \(names.count)") }
    let file = folder.appendingPathComponent(names[0])
    let request = WebRequest(
      "POST", Self.path + "cgi-bin/payment/notify/simulator",
      headers: [("Content-Type", "application/x-www-form-urlencoded")],
      body: try Data(contentsOf: file))
    try FileManager.default.removeItem(at: file)
    let sender = Sender(transport, request)
    let threads = DispatchGroup()
    for _ in 0..<count {
      threads.enter()
      Thread.detachNewThread {
        sender.send()
        threads.leave()
      }
    }
    threads.wait()
    return sender.answers
  }

  /// The journal of the application that has this number, as text.
  func journal(of number: String) throws -> String {
    let top = prefix.appendingPathComponent("store/applications")
    let plain = number.lowercased().filter { $0 != "-" }
    let name = try FileManager.default.subpathsOfDirectory(atPath: top.path)
      .first { $0.hasSuffix("\(plain)/journal") }
    guard let name else { throw Trouble("there is no journal of \(number)") }
    return try String(contentsOf: top.appendingPathComponent(name), encoding: .utf8)
  }
}

/// Sends one request from many threads.
private final class Sender: @unchecked Sendable {
  private let transport: any Transport
  private let request: WebRequest
  private let lock = NSLock()
  private(set) var answers: [Int] = []

  init(_ transport: any Transport, _ request: WebRequest) {
    self.transport = transport
    self.request = request
  }

  func send() {
    let status = (try? transport.send(request))?.status ?? 0
    lock.withLock { answers.append(status) }
  }
}

/// Gives `body` a whole installation, reached in this way, and ends everything afterwards.
func withOffice(_ way: Office.Way, site: String = "site", _ body: (Office) throws -> Void) throws {
  try withScratch { scratch in
    let office = try Office(way, site: site, scratch: scratch)
    defer { office.transport.end() }
    try body(office)
    try office.expectWholeStore()
  }
}
