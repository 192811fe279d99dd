import Foundation
import Glibc
import Support

/// One request to a program, as a web server hands it over.
struct Request: Sendable {
  var program: String
  var path = ""
  var query = ""
  var method = "POST"
  var type = "application/x-www-form-urlencoded"
  var body = Data()
  var cookies: [String: String] = [:]
}

struct Reply: Sendable {
  /// 0: there was no whole answer.
  var status = 0
  var headers: [(name: String, value: String)] = []
  var text = ""

  static let none = Reply()

  var leadsTo: String? { headers.first { $0.name == "Location" }?.value }

  /// The page does not know whether it has happened.
  var isInDoubt: Bool { status == 503 && text.contains("We could not confirm") }

  /// What the page says, without its tags.
  var main: String {
    (text.components(separatedBy: "<main>").last ?? text)
      .replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
  }

  init() {}

  init(_ output: Data) {
    guard let end = output.range(of: Data("\r\n\r\n".utf8)) else { return }
    let head = String(decoding: output[..<end.lowerBound], as: UTF8.self)
    for line in head.components(separatedBy: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return }
      headers.append((String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces)))
    }
    let body = output[end.upperBound...]
    text = String(decoding: body, as: UTF8.self)
    status = headers.first { $0.name == "Status" }.flatMap { Int($0.value.prefix(3)) } ?? 0
    let stated = headers.first { $0.name == "Content-Length" }.flatMap { Int($0.value) }
    if let stated, stated != body.count { status = 0 }
  }
}

/// One installation in a folder: all of it, or a store of its own beside what the others have too.
struct Office: Sendable {
  let folder: String
  /// What its programs are told besides.
  var environment: [String: String] = [:]
  /// Where its programs are.
  var programs = Repository.programs
  /// What an office has that changes nothing in it.
  static let shared = ["docket.jsonc", "payment.md", "publications", "public", ".sites", "keys"]
  /// A mail program that takes everything.
  static let mailer = "/bin/true"

  var store: String { folder + "/store" }

  /// An office without a store, which has the rest of `other`.
  init(_ folder: String, like other: Office) throws {
    self.folder = folder
    environment = other.environment
    programs = other.programs
    try Folder.make(folder)
    for name in Self.shared {
      let place = "\(other.folder)/\(name)"
      // The link to the pages stays what the sweep expects it to be.
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: place)
      symlink(name == "public" ? link ?? place : place, "\(folder)/\(name)")
    }
    for name in ["log", "simulator"] { try Folder.make("\(folder)/\(name)") }
  }

  /// A folder in which anything may run.
  init(bare folder: String) throws {
    self.folder = folder
    try Folder.make(folder + "/log")
  }

  /// A new one, in a folder that is not there.
  init(made folder: String, with site: String) throws {
    self.folder = folder
    let owner = getuid() == 0 ? ["--owner", "root"] : []
    try docket(
      ["install", "--prefix", folder, "--base-url", "http://office.example/", "--demonstration"]
        + owner)
    try Folder.put(
      """
      {
        "baseURL": "http://office.example/", "mailFrom": "office@office.example",
        "demonstration": true, "mailCommand": "\(Self.mailer)", "passwordCost": "light",
        "payment": [
          { "provider": "simulator", "keyFiles": ["keys/simulator"] },
          { "provider": "manual", "instructions": "payment.md" },
        ],
        "codesStandAt": \(Colleague.codeSeconds),
        "simulatorHoldsNotifications": true, "signInTriesPerHour": 1000000,
        "signInTriesFromNetworkPerHour": 1000000, "signInTriesForAccountPerDay": 1000000,
        "mailsPerHour": 1000000, "mailsFromNetworkPerHour": 1000000,
      }
      """, at: folder + "/docket.jsonc", mode: 0o644)
    try Folder.put("Send a cheque.\n", at: folder + "/payment.md", mode: 0o644)
    try docket(["publish", "--prefix", folder, "--site", site])
  }

  private func docket(_ arguments: [String]) throws {
    let outcome = try run([program("docket")] + arguments, [:], Data())
    guard outcome.status == 0 else {
      throw Trouble("docket \(arguments) ended with \(outcome.status): \(outcome.error)")
    }
  }

  private func program(_ name: String) -> String { programs.appendingPathComponent(name).path }

  // MARK: Running

  /// Runs a request to its end; `tool` is what the program is run under.
  func answer(_ request: Request, under tool: [String] = []) throws -> Reply {
    let words = tool + [program(request.program)]
    return Reply(try run(words, variables(of: request), request.body).output)
  }

  /// `docket store …` on this office. Returns how it ended, and what it said.
  func keeper(_ task: [String]) throws -> (status: Int32, words: String) {
    try command(["store"] + task)
  }

  /// `docket …` on this office, likewise; `tool` is what it is run under.
  func command(_ words: [String], under tool: [String] = []) throws -> (
    status: Int32, words: String
  ) {
    let words = tool + [program("docket")] + words + ["--prefix", folder]
    let outcome = try run(words, environment, Data())
    return (outcome.status, String(decoding: outcome.output, as: UTF8.self) + outcome.error)
  }

  func variables(of request: Request) -> [String: String] {
    var variables = [
      "GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1", "SERVER_SOFTWARE": "test",
      "SERVER_NAME": "office.example", "SERVER_PORT": "80", "REMOTE_ADDR": "192.0.2.7",
      "REQUEST_METHOD": request.method, "SCRIPT_NAME": "/cgi-bin/\(request.program)",
      "QUERY_STRING": request.query, "DOCKET_ROOT": folder, "SWIFT_BACKTRACE": "enable=no",
    ]
    if !request.path.isEmpty { variables["PATH_INFO"] = "/" + request.path }
    if request.method == "POST" {
      variables["CONTENT_TYPE"] = request.type
      variables["CONTENT_LENGTH"] = String(request.body.count)
    }
    if !request.cookies.isEmpty {
      variables["HTTP_COOKIE"] = request.cookies.sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    return variables.merging(environment) { $1 }
  }

  struct Outcome {
    let status: Int32
    let output: Data
    let error: String
  }

  /// Files of its own in this office's log folder stand for its input and output.
  func run(_ words: [String], _ environment: [String: String], _ input: Data) throws -> Outcome {
    try Folder.make(folder)
    try Folder.make(folder + "/log")
    let name = "\(folder)/log/\(UInt64.random(in: 0...UInt64.max))"
    let files = ["in", "out", "err"].map { "\(name).\($0)" }
    defer { for file in files { unlink(file) } }
    if !FileManager.default.createFile(atPath: files[0], contents: input) {
      throw Trouble("\(files[0]) cannot be written")
    }
    let child = try Child(words, environment: environment) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, files[1], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, files[2], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    return Outcome(
      status: try child.wait(), output: try Folder.bytes(of: files[1]),
      error: String(decoding: try Folder.bytes(of: files[2]), as: UTF8.self))
  }

  // MARK: Recording

  /// What strace sees of a request; reads are left out, because they change nothing.
  static let strace = ["/usr/bin/strace", "-f", "-y", "-xx", "-s", "10000000"]

  /// Runs `body` under strace on the store as it is, and says what it did to it.
  func recorded<Result>(
    on disk: Disk? = nil, faults: [String] = [], _ body: ([String]) throws -> Result
  ) throws -> (result: Result, recording: Recording) {
    let before = try disk ?? Disk(Folder.read(store))
    let trace = "\(folder)/log/\(UInt64.random(in: 0...UInt64.max)).trace"
    defer { unlink(trace) }
    let filter = ["-e", "trace=!read,pread64", "-o", trace]
    let result = try body(Self.strace + filter + faults)
    let text = String(decoding: try Folder.bytes(of: trace), as: UTF8.self)
    let recording = try Recording(
      SystemCall.all(in: text), on: before, root: store, mailer: Self.mailer)
    return (result, recording)
  }
}
