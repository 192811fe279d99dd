import Foundation
import Support

/// A real SMTP server in a folder of its own: Debian's `aiosmtpd` on a free port, which keeps every mail that it
/// takes, as bytes and as another program than ours reads it.
struct MailServer {
  let folder: URL
  let port: Int
  private let process: Child

  /// A mail as Python's `email` package decodes it.
  struct Arrived: Decodable {
    let to: [String]
    let name: String
    let from: String
    let subject: String
    let messageID: String
    let date: String
    let submitted: String
    let body: String
    let isASCII: Bool
  }

  /// What it says to mails from now on: `take`, `busy` (451) or `refuse` (550).
  func answer(_ way: String) throws {
    try Data(way.utf8).write(to: folder.appendingPathComponent("way"))
  }

  /// All that it has taken, in the order of their arrival.
  func arrived() throws -> [Arrived] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.sorted()
      .map {
        try JSONDecoder().decode(
          Arrived.self, from: Data(contentsOf: folder.appendingPathComponent($0)))
      }
  }

  /// The words with which `msmtp` speaks to it, for a script in place of `sendmail`.
  var msmtp: String {
    "/usr/bin/msmtp --host=127.0.0.1 --port=\(port) --tls=off --auth=off --read-envelope-from \"$@\""
  }

  fileprivate init(in scratch: URL) throws {
    folder = scratch.appendingPathComponent("smtp")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try Data("take".utf8).write(to: folder.appendingPathComponent("way"))
    let script = folder.appendingPathComponent("server.py")
    try Data(Self.script.utf8).write(to: script)
    let errors = folder.appendingPathComponent("errors").path
    process = try Child(
      ["/usr/bin/python3", script.path, folder.path], environment: ["PATH": "/usr/bin:/bin"]
    ) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, errors, O_WRONLY | O_CREAT, 0o600)
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    }
    let file = folder.appendingPathComponent("port")
    let end = Date(timeIntervalSinceNow: 60)
    while !FileManager.default.fileExists(atPath: file.path) {
      guard Date() < end, !process.hasEnded() else {
        throw Trouble(
          "the mail server does not start: \((try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")"
        )
      }
      usleep(20_000)
    }
    guard let number = Int(try String(contentsOf: file, encoding: .utf8)) else {
      throw Trouble("no port")
    }
    port = number
  }

  fileprivate func end() {
    kill(process.id, SIGTERM)
    _ = try? process.wait()
  }

  private static let script = #"""
    import asyncio, email, json, os, sys
    from email import policy
    from aiosmtpd.smtp import SMTP

    folder = sys.argv[1]
    count = 0

    def way():
        return open(folder + "/way").read()

    class Keeper:
        async def handle_RCPT(self, server, session, envelope, address, options):
            if way() == "refuse":
                return "550 5.1.1 nobody here"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            global count
            if way() == "busy":
                return "451 4.3.0 try later"
            count += 1
            data = envelope.content
            mail = email.message_from_bytes(data, policy=policy.default)
            to = mail["To"].addresses
            facts = {
                "to": envelope.rcpt_tos, "name": to[0].display_name,
                "from": mail["From"].addresses[0].display_name, "subject": mail["Subject"],
                "messageID": mail["Message-ID"], "date": str(mail["Date"].datetime),
                "submitted": mail["Auto-Submitted"], "body": mail.get_content().replace("\r\n", "\n"),
                "isASCII": all(byte < 128 for byte in data),
            }
            place = "%s/%06d" % (folder, count)
            open(place + ".eml", "wb").write(data)
            open(place + ".draft", "w").write(json.dumps(facts))
            os.rename(place + ".draft", place + ".json")
            return "250 OK"

    async def main():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(Keeper(), enable_SMTPUTF8=False, hostname="mail.test"), "127.0.0.1", 0)
        open(folder + "/port.draft", "w").write(str(server.sockets[0].getsockname()[1]))
        os.rename(folder + "/port.draft", folder + "/port")
        await asyncio.sleep(600)

    asyncio.run(main())
    """#
}

/// Gives `body` a mail server, and ends it afterwards.
func withMailServer(in scratch: URL, _ body: (MailServer) throws -> Void) throws {
  let server = try MailServer(in: scratch)
  defer { server.end() }
  try body(server)
}
