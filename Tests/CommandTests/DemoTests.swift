import Foundation
import Glibc
import JSON
import Support
import Testing

/// `docket demo`, from its one line to its end.
@Suite struct DemoTests {
  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends it cleanly, and nothing is left`(signal: Int32) throws {
    try withDocket { docket in
      let demo = try Demo(docket)
      #expect(FileManager.default.fileExists(atPath: demo.folder + "/docket.jsonc"))
      #expect(try demo.end(by: signal) == 0)
      #expect(!FileManager.default.fileExists(atPath: demo.folder))
      #expect(leftovers(docket).isEmpty)
    }
  }

  @Test func `an impatient second signal leaves nothing behind either`() throws {
    try withDocket { docket in
      let demo = try Demo(docket)
      kill(demo.id, SIGINT)
      #expect(try demo.end(by: SIGTERM) == 0)
      #expect(leftovers(docket).isEmpty)
    }
  }

  @Test func `everybody it names can sign in, and sees what is said about them`() throws {
    try withDocket { docket in
      let demo = try Demo(docket)
      defer { _ = try? demo.end(by: SIGTERM) }
      #expect(demo.people.count == 5)
      for person in demo.people {
        let jar = docket.path(person.email + ".cookies")
        let form = try demo.get("cgi-bin/account/sign-in", jar)
        let answer = try demo.post(
          "cgi-bin/account/sign-in", jar,
          ["token=\(token(in: form))", "email=\(person.email)", "password=\(person.password)"])
        #expect(answer.hasPrefix("303 "), "\(person.email): \(answer)")
        let page = try demo.get("cgi-bin/dashboard", jar)
        #expect(page.contains(person.name))
        #expect(page.contains("Sign out"))
      }
    }
  }

  @Test func `staff find an application in the queue, and the public page says so`() throws {
    try withDocket { docket in
      let demo = try Demo(docket, site: Repository.folder.appendingPathComponent("site").path)
      defer { _ = try? demo.end(by: SIGTERM) }
      let page = try demo.get("processing/", docket.path("cookies"))
      #expect(htmlFaults(in: page).isEmpty)
      #expect(page.contains("How far we are") && !page.contains("No application waits"))
    }
  }

  @Test func `a registration's mail is shown on the page of mails, with its link`() throws {
    try withDocket { docket in
      let demo = try Demo(docket)
      defer { _ = try? demo.end(by: SIGTERM) }
      let jar = docket.path("cookies")
      #expect(try demo.get("demo/mails/", jar).contains("There are none yet."))
      let form = try demo.get("cgi-bin/account/register", jar)
      let answer = try demo.post(
        "cgi-bin/account/register", jar,
        [
          "token=\(token(in: form))", "name=Dora Ek", "email=dora@example.org",
          "password=correct horse battery",
        ])
      #expect(answer.hasPrefix("303 "), "\(answer)")
      for address in ["demo/mails/", "demo/mails"] {
        let mails = try demo.get(address, jar)
        #expect(htmlFaults(in: mails).isEmpty)
        #expect(mails.contains("dora@example.org"))
        let link = "\(demo.address)cgi-bin/account/confirm/"
        #expect(mails.contains("<a href=\"\(link)"))
      }
    }
  }

  @Test func `pages and mails say that it is a demonstration`() throws {
    try withDocket { docket in
      let demo = try Demo(docket)
      defer { _ = try? demo.end(by: SIGTERM) }
      for path in ["", "fees/", "cgi-bin/account/sign-in", "demo/mails/"] {
        #expect(try demo.get(path, docket.path("jar")).contains("Demonstration."), "\(path)")
      }
    }
  }

  @Test func `a port that is taken is said plainly, with two ways out`() throws {
    try withDocket { docket in
      let demo = try Demo(docket)
      defer { _ = try? demo.end(by: SIGTERM) }
      let port = try #require(demo.address.split(separator: ":").last).dropLast()
      let outcome = try docket("demo", "--site", docket.path("site"), "--port", String(port))
      #expect(outcome.status == 1 && outcome.words.isEmpty)
      #expect(
        outcome.error
          == "docket demo: another program has port \(port): end it, "
          + "or let this one find a free port with '--port 0'\n")
      #expect(leftovers(docket) == [URL(filePath: demo.folder).lastPathComponent])
    }
  }

  @Test func `a faulty site is reported and nothing is started`() throws {
    try withDocket { docket in
      try docket.writeSite(CheckTests.broken)
      let outcome = try docket("demo", "--site", docket.path("site"), "--port", "0")
      #expect(outcome.status == 1 && outcome.words.isEmpty)
      #expect(
        outcome.error.hasSuffix("docket demo: the definitions have errors, so nothing was done\n"))
      #expect(leftovers(docket).isEmpty)
    }
  }

  private func leftovers(_ docket: Docket) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: docket.scratch.path)
    return (names ?? ["?"]).filter { $0.hasPrefix("docket-demo") }
  }

  private func token(in page: String) throws -> String {
    let parts = page.components(separatedBy: "name=\"token\" value=\"")
    try #require(parts.count > 1, "\(page)")
    return String(parts[1].prefix { $0 != "\"" })
  }
}

/// A demonstration that runs.
final class Demo {
  let address: String
  let folder: String
  let people: [(name: String, email: String, password: String)]
  private let child: Child
  private let scratch: URL
  private var hasEnded = false

  var id: pid_t { child.id }

  init(_ docket: Docket, site: String? = nil) throws {
    scratch = docket.scratch
    var ends: [Int32] = [0, 0]
    // A pair of sockets, because they can be made so that no other child inherits them.
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0, &ends) == 0 else {
      throw Trouble("no pipe: errno \(errno)")
    }
    let command = docket.command([
      "demo", "--port", "0", "--json", "--site", site ?? docket.path("site"),
    ])
    let errors = docket.path("demo.errors")
    child = try Child([command.program] + command.arguments, environment: command.environment) {
      posix_spawn_file_actions_adddup2(&$0, ends[1], 1)
      posix_spawn_file_actions_addopen(&$0, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    close(ends[1])
    defer { close(ends[0]) }
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(ends[0], &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
    let said = try? JSONNode(strict: line)
    guard let address = said?["address"]?.string, let folder = said?["folder"]?.string,
      let people = said?["people"]?.array
    else {
      kill(child.id, SIGKILL)
      _ = try child.wait()
      throw Trouble("the demonstration did not start: \(try docket.text("demo.errors"))")
    }
    self.address = address
    self.folder = folder
    self.people = people.map { person in
      (
        person["name"]?.string ?? "", person["email"]?.string ?? "",
        person["password"]?.string ?? ""
      )
    }
  }

  deinit { _ = try? end(by: SIGKILL) }

  /// Sends the signal and waits. - Returns: how it ended.
  func end(by signal: Int32) throws -> Int32 {
    guard !hasEnded else { return 0 }
    hasEnded = true
    kill(child.id, signal)
    return try child.wait()
  }

  /// A page, as curl sees it.
  func get(_ path: String, _ jar: String) throws -> String {
    try curl(["-b", jar, "-c", jar, address + path])
  }

  /// The status of the answer and where it leads.
  func post(_ path: String, _ jar: String, _ fields: [String]) throws -> String {
    let data = fields.flatMap { ["--data-urlencode", $0] }
    return try curl(
      ["-b", jar, "-c", jar, "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}"] + data
        + [address + path])
  }

  private func curl(_ arguments: [String]) throws -> String {
    try Command(
      program: "/usr/bin/curl", arguments: ["-s", "-S", "--max-time", "60"] + arguments
    ).runWell(in: scratch).words
  }
}
