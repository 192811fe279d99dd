import Foundation
import Glibc
import Testing
import Support

/// What a page costs. `swift test --filter CostTests` prints it; see Tests/README.md.
@Suite(.serialized) struct CostTests {
  /// The goal is twice. It is not reached yet, so the bound only keeps the page from getting dearer.
  @Test func `a filled element page costs no more than it did, beside an empty program`() throws {
    try withOffice(.processes) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(.firstCertificate)
      try ada.completesEverything(.firstCertificate, of: number)
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Degrees").sees("Which college or university awarded it?")

      let transport = ProcessTransport(prefix: office.prefix, scratch: office.scratch)
      var environment = transport.environment(of: ada.browser.signed(WebRequest("GET", "")))
      environment["SCRIPT_NAME"] = Office.path + "cgi-bin/save"
      environment["PATH_INFO"] = "/\(number)/degrees"
      let page = office.prefix.appendingPathComponent("cgi-bin/save").path
      let empty = try emptyProgram(in: office.scratch)
      let output = office.scratch.appendingPathComponent("page").path

      // Side by side, so that whatever else the machine does hits both alike.
      var pageCosts: [Double] = []
      var emptyCosts: [Double] = []
      for _ in 0..<200 {
        emptyCosts.append(try cost(of: empty, [:], output: output))
        pageCosts.append(try cost(of: page, environment, output: output))
      }
      let reply = try String(contentsOfFile: output, encoding: .utf8)
      #expect(reply.hasPrefix("Status: 200 ") && reply.contains("Berea College"))
      let ratio = median(pageCosts) / median(emptyCosts)
      print(
        "a filled element page: \(rounded(median(pageCosts))) ms of CPU; an empty program: "
          + "\(rounded(median(emptyCosts))) ms; ratio \(rounded(ratio))")
      #expect(ratio <= 5)
    }
  }

  /// A program of one import, linked as Docket's are.
  private func emptyProgram(in scratch: URL) throws -> String {
    let source = scratch.appendingPathComponent("empty.swift")
    let program = scratch.appendingPathComponent("empty").path
    try "import FoundationEssentials\n".write(to: source, atomically: true, encoding: .utf8)
    try Command(
      program: "/usr/bin/env",
      arguments: ["swiftc", "-O", "-static-executable", source.path, "-o", program],
      environment: ProcessInfo.processInfo.environment
    ).runWell(in: scratch)
    return program
  }

  /// Milliseconds of CPU, the kernel's part included, from its start to its end.
  private func cost(
    of program: String, _ environment: [String: String], output: String
  ) throws -> Double {
    let child = try Child([program], environment: environment) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(child.id, &status, 0, &usage) == child.id, status == 0 else {
      throw Trouble("\(program) ended with \(status)")
    }
    func milliseconds(_ time: timeval) -> Double {
      Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000
    }
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
