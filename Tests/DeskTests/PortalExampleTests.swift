import Applications
import CGI
import Files
import Foundation
import Support
import Testing

@testable import Desk

/// The examples of `cgi-bin/examples`, as they are, with real `curl` and `jq`, against a stand-in of the
/// provider's server that answers as its documents say.
@Suite struct PortalExampleTests {
  private static let key = "the key of the portal"

  @Test(arguments: ["govuk-pay", "nic-common-checkout"])
  func `a payment is made once, however often it is begun, and found out by asking`(
    example: String
  ) throws {
    try withPortal(example) { office, portal in
      let (ada, number, reference) = try Person.paying(office)
      for _ in 0..<2 {
        try ada.opens("payment/\(number)/\(reference)")
        #expect(ada.shown.status == .ok, "\(ada.shown.logLine)")
        #expect(ada.shown.text.contains("href=\"\(portal.address)/page"))
      }
      #expect(try portal.orders() == [reference])
      // Back too early: nobody knows yet.
      let back = "payment/return/exec/\(reference)"
      try ada.opens(back)
      #expect(ada.shown.leadsTo == "payment/receipt/\(reference)")
      #expect(!ada.shown.logLine.contains("provider exec"))
      #expect(try office.application(number).submittedAt == nil)
      try portal.decides("paid")
      try ada.opens(back)
      let application = try office.application(number)
      #expect(application.submittedAt != nil)
      #expect(application.payment?.attempt.reference == reference)
    }
  }

  @Test func `GOV.UK Pay: a declined payment and a cancelled one can be tried again`() throws {
    try withPortal("govuk-pay") { office, portal in
      let (ada, number, first) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(first)")
      try portal.decides("declined")
      try ada.opens("payment/return/exec/\(first)")
      #expect(try office.application(number).openAttempt == nil)
      let second = try ada.beginsToPay(number)
      try portal.decides("undecided")
      try ada.opens("payment/\(number)/\(second)")
      try portal.decides("cancelled")
      // Begun again after its end: back to us, and not to a page that is gone.
      try ada.opens("payment/\(number)/\(second)")
      #expect(ada.shown.text.contains("/cgi-bin/payment/return/exec/\(second)"))
      try ada.opens("payment/return/exec/\(second)")
      #expect(try office.application(number).openAttempt == nil)
      #expect(try portal.orders() == [first, second])
    }
  }

  @Test(arguments: ["govuk-pay", "nic-common-checkout"])
  func `a portal that refuses, or answers for another payment, changes nothing`(
    example: String
  ) throws {
    try withPortal(example) { office, portal in
      try putKey("a key that it does not know", at: office.installation.folder + "/portal.key")
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      #expect(ada.shown.status == .unavailable)
      try putKey(Self.key, at: office.installation.folder + "/portal.key")
      try ada.opens("payment/\(number)/\(reference)")
      #expect(ada.shown.status == .ok)
      try portal.decides("other")
      try ada.opens("payment/return/exec/\(reference)")
      #expect(ada.shown.leadsTo == "payment/receipt/\(reference)")
      #expect(try office.application(number).openAttempt != nil)
    }
  }

  private func withPortal(
    _ example: String, _ body: (Office, Portal) throws -> Void
  ) throws {
    // Our own agency charges dollars, and GOV.UK Pay takes pounds: the program is told so.
    let path = Repository.folder.appendingPathComponent("cgi-bin/examples/\(example).sh").path
    try withScratch { scratch in
      let portal = try Portal(in: scratch, key: Self.key)
      defer { portal.end() }
      try withOffice { office in
        let folder = office.installation.folder
        try putKey(Self.key, at: folder + "/portal.key")
        let words: [String]
        if example == "govuk-pay" {
          try putProgram(
            """
            #!/bin/sh
            sed 's/"currency":"USD"/"currency":"GBP"/' | "$@" | sed 's/"GBP"/"USD"/'
            """, at: folder + "/pounds")
          words = [folder + "/pounds", path, portal.address]
        } else {
          words = [path, portal.address + "/soap", portal.address + "/page", "XX", "m", "s"]
        }
        let program = try #require(
          OutsideProgram(path: words[0], arguments: Array(words.dropFirst())))
        office.settings.payment = [
          PaymentWay(.exec(program, description: "Fee & more", days: 3), keyFiles: ["portal.key"])
        ]
        try body(office, portal)
      }
    }
  }
}

/// A server that answers as GOV.UK Pay and NIC's Common Checkout document it.
private struct Portal {
  let address: String
  private let process: Child
  private let folder: URL

  init(in scratch: URL, key: String) throws {
    folder = scratch
    try decision(in: scratch, "undecided")
    let errors = scratch.appendingPathComponent("errors").path
    process = try Child(
      ["/usr/bin/python3", "-c", Self.script, scratch.path, key],
      environment: ["PATH": "/usr/bin:/bin"]
    ) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, errors, O_WRONLY | O_CREAT, 0o600)
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    }
    let file = scratch.appendingPathComponent("port")
    let end = Date(timeIntervalSinceNow: 60)
    while !FileManager.default.fileExists(atPath: file.path) {
      guard Date() < end, !process.hasEnded() else { throw Trouble("the portal does not start") }
      usleep(20_000)
    }
    address = "http://127.0.0.1:" + (try String(contentsOf: file, encoding: .utf8))
  }

  /// What has become of every payment from now on.
  func decides(_ word: String) throws { try decision(in: folder, word) }

  /// The references of the payments that were begun, each once for each order.
  func orders() throws -> [String] {
    let text = try String(contentsOf: folder.appendingPathComponent("orders"), encoding: .utf8)
    return text.split(separator: "\n").map(String.init)
  }

  func end() {
    kill(process.id, SIGKILL)
    _ = try? process.wait()
  }

  private static let script = #"""
    import http.server, json, os, re, sys
    folder, key = sys.argv[1], sys.argv[2]
    orders, tokens = {}, {}
    class Portal(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_): pass
        def answer(self, status, text):
            self.send_response(status)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())
        def decision(self): return open(folder + "/decision").read()
        def begun(self, reference):
            with open(folder + "/orders", "a") as f: f.write(reference + "\n")
        def shown(self, id):
            order, word = orders[id], self.decision()
            state = {"undecided": {"status": "started", "finished": False},
                     "paid": {"status": "success", "finished": True},
                     "other": {"status": "success", "finished": True},
                     "declined": {"status": "failed", "finished": True, "code": "P0010"},
                     "cancelled": {"status": "failed", "finished": True, "code": "P0030"}}[word]
            here = "http://127.0.0.1:%d/page/%s" % (self.server.server_port, id)
            reference = "another" if word == "other" else order["reference"]
            return json.dumps({"payment_id": id, "amount": order["amount"], "reference": reference,
              "description": order["description"], "state": state,
              "_links": {"next_url": None if state["finished"] else {"href": here, "method": "GET"}}})
        def do_GET(self):
            if self.headers["Authorization"] != "Bearer " + key: return self.answer(401, "{}")
            id = self.path.rsplit("/", 1)[1]
            self.answer(200, self.shown(id)) if id in orders else self.answer(404, "{}")
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if self.path == "/v1/payments":
                if self.headers["Authorization"] != "Bearer " + key: return self.answer(401, "{}")
                order = json.loads(body)
                assert set(order) == {"amount", "reference", "description", "return_url"}
                id = self.headers["Idempotency-Key"][:20]
                if id not in orders: self.begun(order["reference"])
                orders[id] = order
                return self.answer(201, self.shown(id))
            def element(name): return re.search("<%s>([^<]*)</%s>" % (name, name), body).group(1)
            if element("MERCHANTKEY") != key: return self.answer(500, "<Fault/>")
            if self.headers["SOAPAction"] == "PreparePayment":
                reference = element("UNIQUETRANSID")
                assert element("DESCRIPTION") == "Fee &amp; more" and element("HREFDUPLICATE").endswith(reference)
                if reference not in orders: self.begun(reference)
                orders[reference] = {"total": element("AMOUNT")}
                token = "T-%d" % len(tokens)
                tokens[token] = reference
                return self.answer(200, "<R><TOKEN>%s</TOKEN>\n<ERRORMESSAGE></ERRORMESSAGE></R>" % token)
            reference = tokens[element("TOKEN")]
            word = self.decision()
            self.answer(200, "<R><LOCALREFID>%s</LOCALREFID>\n<FAILCODE>%s</FAILCODE><TOTALAMOUNT>%s</TOTALAMOUNT>"
              "<ORDERID>4711</ORDERID></R>" % ("another" if word == "other" else reference,
              "N" if word in ("paid", "other") else "E", orders[reference]["total"]))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    with open(folder + "/port.new", "w") as f: f.write(str(server.server_port))
    os.rename(folder + "/port.new", folder + "/port")
    server.serve_forever()
    """#
}

private func decision(in folder: URL, _ word: String) throws {
  try Data(word.utf8).write(to: folder.appendingPathComponent("decision"), options: .atomic)
}
