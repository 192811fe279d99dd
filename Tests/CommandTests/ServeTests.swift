import Foundation
import Glibc
import Support
import Testing

/// `docket serve`, while somebody writes.
@Suite struct ServeTests {
  @Test func `a changed amount is on the page, and the terminal says which pages were written`()
    throws
  {
    try withDocket { docket in
      let served = try Served(docket, "--as-of", "2026-11-22")
      #expect(served.says(upTo: " as of 2026-11-22").last?.contains(" files as of ") == true)
      #expect(try served.get("fees/").contains("€10.00"))
      let before = try served.get("preview/state/fees/")
      let untouched = try served.get("preview/state/help/wind/")

      try change(docket, "fees.jsonc", "\"10.00\"", "\"11.00\"")
      #expect(
        served.says(upTo: "wrote fees/index.html") == [
          "fees.jsonc has changed", "wrote changes/index.html",
          "wrote credentials/pilot/index.html", "wrote fees/index.html",
        ])
      let page = try served.get("fees/")
      #expect(page.contains("€11.00") && !page.contains("€10.00"))
      // That is what an open page asks, and what makes it show itself again.
      #expect(try served.get("preview/state/fees/") != before)
      #expect(try served.get("preview/state/help/wind/") == untouched)
    }
  }

  @Test
  func `a fault is on the page and on standard error, over the last good site, until it is gone`()
    throws
  {
    try withDocket { docket in
      let served = try Served(docket)
      _ = served.says(upTo: " files as of " + today)
      #expect(!(try served.get("")).contains("preview-faults"))

      try change(docket, "credentials/pilot.jsonc", "\"fees\"", "\"feees\"")
      let site = docket.path("site")
      let words = "\(site)/credentials/pilot.jsonc:9:3: error: unknown key 'feees' in a credential"
      let complaint = served.complains(upTo: "the pages stay as they were before")
      #expect(complaint.first == words)
      #expect(complaint.dropFirst().first == "9 |   \"feees\": [\"permit\"],")
      #expect(complaint.contains("did you mean \"fees\"?"))
      #expect(complaint.contains("1 error"))
      for path in ["", "fees/", "apply/pilot/lamp/"] {
        let page = try served.get(path)
        #expect(faults(in: page).isEmpty, "\(faults(in: page))")
        #expect(page.contains("pilot.jsonc:9:3: error: unknown key &#39;feees&#39;"))
        #expect(page.contains("9 |   &quot;feees&quot;: [&quot;permit&quot;]"))
        #expect(page.contains("1 fault in the definitions"))
      }
      #expect(try served.get("fees/").contains("€10.00"))

      try change(docket, "credentials/pilot.jsonc", "\"feees\"", "\"fees\"")
      _ = served.says(upTo: "no faults any more")
      #expect(!(try served.get("")).contains("preview-faults"))
    }
  }

  @Test func `while there was never a site, the page says why, and then shows it`() throws {
    try withDocket { docket in
      try docket.writeSite(CheckTests.broken)
      let served = try Served(docket)
      #expect(served.complains(upTo: "stay as they were before").contains("9 errors"))
      #expect(try served.status("") == "503")
      let page = try served.get("fees/")
      #expect(faults(in: page).isEmpty, "\(faults(in: page))")
      #expect(page.contains("9 faults in the definitions"))
      #expect(page.contains("location.reload()"))
      for (path, text) in kiteOffice { try docket.write(text, to: "site/" + path) }
      _ = served.says(upTo: "no faults any more")
      #expect(try served.status("") == "200")
    }
  }

  @Test func `every page is marked, and refreshes itself unless it has a form`() throws {
    try withDocket { docket in
      let served = try Served(docket)
      _ = served.says(upTo: " files as of " + today)
      for path in ["", "fees/", "credentials/pilot/", "help/wind/", "preview/", "nowhere/"] {
        let page = try served.get(path)
        #expect(page.contains("<title>Preview: "))
        #expect(page.contains("<strong>Preview as of \(today).</strong>"))
        #expect(page.contains("location.reload()"), "\(path)")
        #expect(faults(in: page).isEmpty, "\(path): \(faults(in: page))")
      }
      // The applicant's form, and that of another party.
      for path in ["apply/pilot/lamp/", "apply/pilot/training/"] {
        let page = try served.get(path)
        #expect(page.contains("<form"))
        #expect(page.contains("<strong>Preview as of \(today).</strong>"))
        #expect(!page.lowercased().contains("reload()") && !page.lowercased().contains("refresh"))
        #expect(page.contains("The definitions have changed. Reload to see it."))
        #expect(faults(in: page).isEmpty, "\(path): \(faults(in: page))")
      }
    }
  }

  @Test func `what is sent is not kept, and no program runs`() throws {
    try withDocket { docket in
      let served = try Served(docket)
      _ = served.says(upTo: " files as of " + today)
      let answer = try served.post("cgi-bin/save", "element=lamp&colour=red")
      #expect(answer.contains("<h1>Nothing was kept</h1>"))
      #expect(answer.contains("<strong>Preview as of"))
      #expect(!answer.contains("<script>"))
      #expect(faults(in: answer).isEmpty, "\(faults(in: answer))")
      #expect(try served.get("cgi-bin/dashboard").contains("<h1>Not in the preview</h1>"))
    }
  }

  @Test(arguments: [
    ("2026-11-22", "40.00", "404"), ("2027-01-01", "45.00", "404"), ("2025-12-31", "40.00", "200"),
  ])
  func `--as-of shows the site as it would be`(day: String, amount: String, glider: String) throws {
    try withDocket { docket in
      let served = try Served(docket, "--as-of", day)
      _ = served.says(upTo: " files as of " + day)
      let page = try served.get("credentials/balloonist/")
      #expect(page.contains("Preview as of \(day)."))
      #expect(page.contains("€\(amount)"))
      #expect(try served.status("credentials/glider/") == glider)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends it cleanly, and nothing is left`(signal: Int32) throws {
    try withDocket { docket in
      let before = try docket.snapshot("site")
      let served = try Served(docket)
      _ = served.says(upTo: " files as of " + today)
      #expect(try served.end(by: signal) == 0)
      #expect(leftovers(docket).isEmpty)
      #expect(try docket.snapshot("site") == before)
    }
  }

  @Test func `a port that is taken is said plainly`() throws {
    try withDocket { docket in
      let served = try Served(docket)
      let port = try #require(served.address.split(separator: ":").last).dropLast()
      let outcome = try docket("serve", "--site", docket.path("site"), "--port", String(port))
      #expect(outcome.status == 1 && outcome.words.isEmpty)
      #expect(
        outcome.error
          == "docket serve: another program has port \(port): end it, "
          + "or let this one find a free port with '--port 0'\n")
    }
  }

  @Test(arguments: [
    (["--site", "nowhere"], "docket serve: there is no folder 'nowhere'"),
    (["--as-of", "2026-02-30"], "docket serve: '2026-02-30' is no day of the calendar"),
    (["--port", "x"], "docket serve: '--port' is a number from 0 to 65535"),
  ])
  func `wrong words start nothing`(words: [String], says: String) throws {
    try withDocket { docket in
      let outcome = try docket.command(["serve"] + words).run(in: docket.scratch)
      #expect(outcome.status != 0 && outcome.words.isEmpty)
      #expect(outcome.error.hasPrefix(says))
      #expect(leftovers(docket).isEmpty)
    }
  }

  private var today: String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "Europe/Paris")
    format.dateFormat = "yyyy-MM-dd"
    return format.string(from: Date())
  }

  /// What is wrong with a page, but for what only a preview may have: its style and script come with it.
  private func faults(in page: String) -> [String] {
    htmlFaults(in: page).filter {
      !$0.hasSuffix("> has style") && !$0.hasSuffix("<script> has no place in a page")
    }
  }

  private func change(_ docket: Docket, _ path: String, _ old: String, _ new: String) throws {
    let text = try docket.text("site/" + path)
    try #require(text.contains(old))
    try docket.write(text.replacingOccurrences(of: old, with: new), to: "site/" + path)
  }

  private func leftovers(_ docket: Docket) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: docket.scratch.path)
    return (names ?? ["?"]).filter { $0.hasPrefix("docket-serve") }
  }
}
