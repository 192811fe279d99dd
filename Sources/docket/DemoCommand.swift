import Desk
import Files
import Glibc
import JSON
import Applications
import Notation
import Pages
import Preview
import Rules

let demoCommand = Command(
  name: "demo",
  summary: "a whole installation to try out, with sample people",
  help: """
    usage: docket demo [--port PORT] [--site FOLDER] [--json] [--keep]

    Makes an installation in a temporary folder, publishes the site, adds sample people and serves
    everything on this machine alone, until it is ended with Ctrl-C. Payment is pretended, and mails
    are shown on a page instead of sent, as are the codes with which staff signs in. Not for production.

      --port PORT    the port, 8080 where none is given; 0 takes a free one
      --site FOLDER  the definitions; 'site' where none is given
      --json         prints one line for programs: address, folder and sign-ins
      --keep         leaves the temporary folder when it ends
    """,
  options: [
    Command.Option(name: "port", takesValue: true), Command.Option(name: "site", takesValue: true),
    Command.Option(name: "json", takesValue: false),
    Command.Option(name: "keep", takesValue: false),
  ]
) { options in
  let port = try options.port() ?? standardPort
  let site = try SiteFolder(at: options["site"] ?? "site")
  holdSignals()
  let folder = try temporaryFolder(for: "demo")
  defer { if !options.has("keep") { removeTree(folder) } }
  try Demonstration(folder: folder, site: site).serve(port: port, asJSON: options.has("json"))
  return 0
}

/// A whole installation for as long as one command runs.
struct Demonstration {
  let folder: String
  let site: SiteFolder

  func serve(port: UInt16, asJSON: Bool) throws {
    try makeFolders(folder + "/scratch", mode: 0o700)
    var settings = PreviewSettings(
      root: folder + "/public", programs: folder + "/cgi-bin", scratch: folder + "/scratch",
      errorLog: folder + "/errors.log")
    settings.port = port
    settings.page = { path in demoPage(path, in: Installation(at: folder)) }
    var failure: (any Error)?
    let server = PreviewServer(settings)
    do throws(PreviewError) {
      try server.run { port in
        // The address is known only now, and the installation needs it.
        do {
          let address = "http://127.0.0.1:\(port)/"
          let staff = try prepare(address)
          try announce(address, staff, asJSON: asJSON)
        } catch {
          failure = error
          server.stop()
        }
      }
    } catch {
      throw Trouble(error)
    }
    if let failure { throw failure }
  }

  private func prepare(_ address: String) throws -> SampleStaff {
    try Installer(
      prefix: folder, baseURL: address, owner: nil, isDemonstration: true, mayBeRoot: true
    ).run()
    let installation = Installation(at: folder)
    try Publishing(site, in: installation, settings(of: installation)).run()
    try SamplePeople(in: installation).add()
    let services = try Services(installation: installation)
    let staff = try SampleStaff(in: services)
    try services.showProcessing()
    return staff
  }

  private func announce(_ address: String, _ staff: SampleStaff, asJSON: Bool) throws(Trouble) {
    if asJSON {
      let people = samplePeople.map { person -> JSONNode in
        [
          "name": .string(person.name), "email": .string(person.emailAddress),
          "password": .string(samplePassword),
        ]
      }
      let colleagues = sampleStaff.map { member -> JSONNode in
        [
          "name": .string(member.name), "fullName": .string(member.fullName),
          "role": .string(member.role.rawValue), "password": .string(samplePassword),
          "secret": .string(staff.secret),
        ]
      }
      let line: JSONNode = [
        "address": .string(address), "folder": .string(folder), "people": .array(people),
        "staff": .array(colleagues), "mails": .string(address + "demo/mails/"),
        "codes": .string(address + "demo/codes/"),
      ]
      try printLine(String(decoding: line.bytes, as: UTF8.self))
    } else {
      let people = samplePeople.map { "  \($0.emailAddress)  \($0.about)" }
      let colleagues = sampleStaff.map { "  \($0.name)  \($0.role.words)" }
      try printLine(
        """
        A demonstration of Docket runs at \(address)
        Mails are shown at \(address)demo/mails/
        Sign in with one of these, and the password "\(samplePassword)":
        \(people.joined(separator: "\n"))
        Staff sign in at \(address)cgi-bin/staff/sign-in with one of these names, the same password, and a code:
        \(colleagues.joined(separator: "\n"))
        The codes of now are at \(address)demo/codes/ (for an authenticator of yours: \(staff.secret)).
        Payment is pretended. Everything lies in \(folder) and is gone when this ends.
        End it with Ctrl-C. This server is for trying out, not for production.
        """)
    }
  }
}
