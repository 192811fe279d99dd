import Applications
import Desk
import Markup
import Pages
import Preview
import Rules
import Signing
import Store

/// Somebody who works for the agency of a demonstration when it begins.
struct SampleStaffMember {
  let name: String
  let fullName: String
  let role: StaffRole

  var emailAddress: String { "\(name)@agency.example" }
}

/// One of each role.
let sampleStaff = [
  SampleStaffMember(name: "sam", fullName: "Sam Sole", role: .specialist),
  SampleStaffMember(name: "fia", fullName: "Fia Orr", role: .fitnessOfficer),
  SampleStaffMember(name: "rae", fullName: "Rae Voss", role: .reviewer),
  SampleStaffMember(name: "finn", fullName: "Finn Bell", role: .finance),
  SampleStaffMember(name: "ada-admin", fullName: "Ada Root", role: .administrator),
]

/// Puts them into an installation, with a password that is printed and one authenticator for all of them.
struct SampleStaff {
  /// As an authenticator takes it.
  let secret: String

  init(in services: Services) throws {
    let bytes = RandomSource.kernel.bytes(TimeCode.secretBytes)
    secret = TimeCode(secret: bytes).text
    let hash = try PasswordHash(of: samplePassword, cost: .light)
    for sample in sampleStaff {
      guard let name = StaffName(sample.name) else { continue }
      try services.store.addStaff(
        StaffMember(
          name: name, fullName: sample.fullName, emailAddress: sample.emailAddress,
          roles: [sample.role], addedAt: services.now), by: staffProgram)
      _ = try services.store.enrol(
        name, with: StaffCredentials(passwordHash: hash.text, secret: bytes, lastStep: 0), turn: 0,
        at: services.now)
    }
  }
}

/// What everybody's authenticator shows now: nobody has one in a demonstration.
func demoCodesPage(_ services: Services) throws -> Page {
  let step = services.codeSeconds / TimeCode.stepSeconds
  let rows = try services.store.staff { _ in }.compactMap { member -> [HTML]? in
    guard member.isActive, let credentials = member.credentials else { return nil }
    let code = TimeCode(secret: credentials.secret)
    // The code of now may have served: then it is the next one, which is taken early.
    let next = max(step, credentials.lastStep + 1)
    return [
      "\(member.name.text)", "\(member.roles.map(\.words).joined(separator: ", "))",
      next <= step + TimeCode.stepsApart
        ? "<strong>\(code.code(at: next))</strong>" : "in half a minute",
    ]
  }
  return Page(
    title: "Codes",
    main: .lines(
      "<h1>Codes of this demonstration</h1>",
      """
      <p>Staff <a href="\(Links.staffSignIn)">sign in</a> with a name, a password and the code of an authenticator. \
      This page stands in for the authenticators. Each code serves once: load the page again for the next.</p>
      """,
      table(
        caption: "What each authenticator shows",
        columns: ["Name", "Role", "Code"].map { Column($0) },
        rows: rows)))
}
