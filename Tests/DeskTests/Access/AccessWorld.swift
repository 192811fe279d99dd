import Applications
import CGI
import Foundation
import Pages
import Rules
import Store
import Testing

@testable import Desk

/// Applications with all that one can have, and everybody who has to do with them, or has not.
final class AccessWorld {
  /// Said by Ann, the last where it is sealed: nobody else may ever read them.
  static let own = ["202 555 0199", "Private-Words", sealed]
  static let sealed = "Sworn-Secret"

  struct Role {
    let name: String
    let person: Person
    /// What stands in every form of this person's pages.
    let token: String
    /// The same on the pages of staff.
    let staffToken: String
    /// What the path brings in place of `*token`, by program and the beginning of the path.
    let secrets: [String: String]

    var isApplicant: Bool { name == "applicant" }
    /// Whether they act for the organisation of the address.
    var isMember: Bool { name.hasSuffix("s for it") }
    var isSignedIn: Bool { person.cookies[Visit.sessionCookie] != nil }
    /// Whether they work for the agency, and are signed in as that.
    var isStaff: Bool { name.hasPrefix("staff: ") }
    /// What they may never read.
    var forbiddenWords: [String] {
      guard isStaff else { return AccessWorld.own }
      return name.hasSuffix(StaffRole.fitnessOfficer.rawValue) ? [] : [AccessWorld.sealed]
    }
    /// Of those who are the same everywhere but on pages of staff, one is asked everywhere.
    var isForPagesOfStaffAlone: Bool { isStaff && !name.hasSuffix("administrator") }
  }

  /// An address as somebody types it.
  struct Place {
    let address: String
    /// Whether the secret in it is theirs. An address without one has none to know.
    let hasSecret: Bool
  }

  private(set) var roles: [Role] = []
  private let office: Office
  /// The store as it was before anybody tried anything.
  private let before: String
  /// What stands in addresses for a thing that is there, and for one that never was.
  private var real: [String: String] = [:]
  private var unreal: [String: String] = [:]

  init(_ office: Office) throws {
    self.office = office
    before = office.installation.store + "-before"
    let zed = try Person.registered(office)
    let confirmation = try zed.mailedLink()

    let (ada, number) = try Person.waiting(office, "Ann Okoro")
    let account = try #require(try office.store.account(withAddress: ada.emailAddress))
    try office.store.changeProfile(
      of: account.id,
      to: Profile(
        name: "Ann Okoro", emailAddress: ada.emailAddress, phoneNumber: "202 555 0199",
        address: Profile.PostalAddress(
          street: "7 Private-Words Lane", city: "Sampletown", postalCode: "10001",
          country: "United States")), at: office.now)
    try ada.completes(number, without: "character-and-fitness")
    try ada.swears(to: Self.sealed, in: number)
    try ada.opens("save/\(number)/degrees/further-degrees/new")
    try ada.sends(["institution": "Private-Words", "then": "leave"], to: "save/")
    try ada.opens("dashboard/\(number)/messages")
    try ada.sends(["subject": "Private-Words", "text": "Private-Words"], to: "dashboard/")
    let party = try ada.invites(for: number)
    let cy = Person(office)
    try cy.begins(party)
    let helping = try ada.names("Pat Lee", helping: ["transcript"], with: number)
    let pat = Person(office)
    try pat.startsHelping(helping)
    let paying = try ada.starts()
    try ada.completes(paying)
    let reference = try ada.beginsToPay(paying)
    let reviewed = try ada.starts()
    try ada.completes(reviewed, without: "character-and-fitness")
    try ada.swears(to: Self.sealed, in: reviewed)
    try office.bankPays(try ada.beginsToPay(reviewed))
    try ada.asksForRecovery(of: ada.emailAddress)
    let recovery = try #require(try office.mails().last { $0.to == ada.emailAddress }?.link)
    try ada.asks(for: "ann@new.example")
    let change = try #require(
      try office.mails().last { $0.to == "ann@new.example" }?.link)

    let eve = try Person.signedIn(office, "Eve Stone")
    let theirs = try eve.starts()
    try eve.completes(theirs)
    try eve.asksBo(toPayFor: theirs)
    let (fay, other) = try Person.waiting(office, "Fay Moss")
    let another = try fay.invites("Di Moss", "di@college.example", for: other)

    try office.sendsBack(number, [("degrees", .element)])
    let application = try office.application(number)
    let submitted = try office.application(reviewed)
    real = [
      ":letter": String(application.lastEvent),
      ":application": number, "review :application": reviewed,
      "review :file": try #require(submitted.part("transcript").attachments.first?.id),
      "sealed :file": try #require(
        submitted.part("character-and-fitness").attachments.first?.id),
      "payment :application": paying, "invoice :application": paying,
      "*reference": reference, ":provider": "simulator", ":group": "further-degrees",
      ":organisation": "example-university", ":helper": try office.helper(number),
      ":entry": try #require(application.part("degrees").entries.first?.id),
      ":attachment": try #require(application.part("transcript").attachments.first?.id),
      ":thread": try #require(application.threads.first?.id),
      "sealed :entry": try #require(
        application.part("character-and-fitness").entries.first?.id),
      "sealed :attachment": try #require(
        application.part("character-and-fitness").attachments.first?.id),
    ]
    func role(_ name: String, _ person: Person, secrets: [String] = []) throws {
      func token(_ address: String) throws -> String {
        try person.opens(address)
        let match = person.shown.text.firstMatch(of: /name="token" value="([^"]*)"/)
        return String(try #require(match).1)
      }
      let isSignedIn = person.cookies[Visit.sessionCookie] != nil
      roles.append(
        Role(
          name: name, person: person,
          token: try token(isSignedIn ? "dashboard" : "account/register"),
          staffToken: try token(name.hasPrefix("staff: ") ? "staff" : "staff/sign-in"),
          secrets: Dictionary(
            uniqueKeysWithValues: secrets.map { link in
              let words = link.split(separator: "/").map(String.init)
              return (words.dropLast().joined(separator: "/"), words[words.count - 1])
            })))
    }
    try office.adds("example-university")
    try office.adds("example-college", "Example College")
    func member(
      _ name: String, of id: String, _ roles: Set<OrganisationRole> = [.submits]
    ) throws -> Person {
      let person = try Person.signedIn(office, name)
      try office.appoints(name, person.emailAddress, to: id, roles)
      return person
    }
    let manager = try member("Max Lind", of: "example-university")
    let (hal, asked) = try Person.waiting(office, "Hal Ruiz")
    try hal.asksOrganisation(for: asked)
    real["organisation :application"] = asked
    real[":member"] = try #require(
      try OrganisationID("example-university").flatMap { try office.store.organisation($0) }?
        .members.first?.id)
    try manager.opens("organisation/example-university/open")
    try manager.sends(
      ["request": "statement-of-eligibility", "name": "Kim Vale", "email": "kim@example.org"],
      to: "organisation/example-university/open")
    let offer = try #require(
      try OrganisationID("example-university").flatMap { try office.store.offers(of: $0).first })
    real[":offer"] = offer.id.text
    let opened = try #require(
      try office.mails().last { $0.to == "kim@example.org" }?.body
        .firstMatch(of: /cgi-bin\/(apply\/offer\/[A-Za-z0-9_\-]+)/))
    try role("nobody", Person(office))
    try role("stranger", try Person.signedIn(office, "Gus Reed", isReady: true))
    try role("another applicant", eve)
    try role("applicant", ada)
    try role("their mailbox", Person(office), secrets: [confirmation, recovery, change])
    try role("asked for a part", cy, secrets: [party])
    try role("helps", pat, secrets: [helping])
    try role("asked by another", Person(office), secrets: [another])
    try role("asked to pay", Person(office), secrets: [try office.payerLink()])
    try role("named by it", Person(office), secrets: [String(opened.1)])
    try role("acts for it", manager)
    try role("appoints for it", try member("Amy Kerr", of: "example-university", [.appoints]))
    try role("acts for another", try member("Oz Pike", of: "example-college"))
    let past = try member("Pat Dunn", of: "example-university")
    try office.changes("example-university") { organisation in
      organisation.members.last.map { .dismissed($0.id) }
    }
    try role("acted for it", past)
    for staff in StaffRole.allCases {
      try role("staff: \(staff.rawValue)", Person.employed(office, staff.rawValue, [staff]))
    }
    let left = try Person.employed(office, "left", [.administrator])
    _ = try office.store.removeStaff(
      try #require(StaffName("left")), at: office.now, by: "program:staff")
    try role("left the staff", left)
    real[":link"] = try #require(application.invitations.first?.invitation.id)
    real[":file"] = real[":attachment"]
    real["sealed :file"] = real["sealed :attachment"]
    // As long as the real ones, so that an answer is too.
    unreal = real.mapValues { String(repeating: "2", count: $0.count) }
      .merging([":provider": "simulator", ":group": "further-degrees"]) { $1 }
    try FileManager.default.copyItem(atPath: office.installation.store, toPath: before)
  }

  enum Goal {
    /// Something of Ann's application.
    case real
    /// What she has sealed.
    case sealed
    /// Something that never was.
    case unreal
  }

  /// The address that a route has for somebody who wants in. Who has no secret for it tries one that they have for
  /// something else.
  func place(of route: Route, in program: String, for role: Role, _ goal: Goal = .real) -> Place {
    var hasSecret = true
    let element =
      if goal == .sealed {
        "character-and-fitness"
      } else if ["organisation", "review"].contains(program)
        || ["ask", "back"].contains(where: route.path.contains)
      {
        "recommendation"
      } else if route.path.hasSuffix("/sign") {
        "character-and-fitness"
      } else {
        ["attach", "helper"].contains(program) ? "transcript" : "degrees"
      }
    let known = goal == .unreal ? unreal : real
    var words = [program]
    for word in route.path.split(separator: "/").map(String.init) {
      switch word {
      case "*token":
        let secret = role.secrets[words.joined(separator: "/")]
        hasSecret = secret != nil
        let none = String(repeating: "n", count: 43)
        words.append(
          goal == .unreal ? none : secret ?? role.secrets.values.sorted().first ?? none)
      case ":element": words.append(element)
      case "*reference" where route.audience == .link:
        hasSecret = role.isApplicant
        words.append((hasSecret ? known[word] : nil) ?? "none")
      case ":group" where goal == .sealed: words.append("dismissals")
      case _ where word.hasPrefix(":") || word.hasPrefix("*"):
        let special =
          (goal == .sealed ? known["sealed \(word)"] : nil) ?? known["\(program) \(word)"]
        words.append(special ?? known[word] ?? "none")
      default: words.append(word)
      }
    }
    let address = words.joined(separator: "/")
    // A page of no file is no page.
    let query =
      route.query.contains { $0.name == "file" } ? "?file=" + (known[":attachment"] ?? "") : ""
    return Place(address: address + query, hasSecret: hasSecret)
  }

  /// What somebody is answered who has the page before and presses the button. Nothing has happened afterwards.
  func asks(_ route: Route, _ address: String, as role: Role) throws -> Shown {
    let cookies = role.person.cookies
    let isForStaff = ["review", "staff"].contains(address.prefix { $0 != "/" })
    var keys = [("token", isForStaff ? role.staffToken : role.token), ("key", "k1")]
    if let helper = real[":helper"] { keys.append(("whom", Follower.helper(helper).text)) }
    if address.hasSuffix("/details"), let file = real[":attachment"] {
      keys += [("description.\(file)", "A paper"), ("type.\(file)", "order-receipt")]
    }
    var shown =
      switch (route.method, route.accepts) {
      case (.get, _): try role.person.opens(address)
      case (.post, .upload):
        try role.person.posts(address, keys, file: aPDF(), called: "paper.pdf")
      case (.post, .bytes):
        try role.person.sends(bytes: Array("{}".utf8), to: address, signature: nil)
      case (.post, _): try role.person.posts(address, keys)
      }
    // A form that waits for its person leads back to its page, which asks who that is.
    if route.audience == .applicant, route.method == .post, !role.isSignedIn,
      let next = shown.leadsTo, !next.hasPrefix("account/")
    {
      shown = try role.person.opens(next)
    }
    role.person.cookies = cookies
    if route.method == .post, ![.notFound, .gone].contains(shown.status) {
      let store = office.installation.store
      try FileManager.default.removeItem(atPath: store)
      try FileManager.default.copyItem(atPath: before, toPath: store)
    }
    return shown
  }

  /// An answer without what differs from one to the next, and without what stood in the address.
  func blurred(_ shown: Shown) -> String {
    var text = shown.text.replacing(/value="[^"]*"/, with: "value")
      .replacing(/reference: <strong>[^<]*/, with: "reference")
    var leadsTo = shown.leadsTo ?? ""
    for word in Set(real.values).union(unreal.values).union(roles.flatMap(\.secrets.values))
      .union([String(repeating: "n", count: 43)]).sorted(by: { $0.count > $1.count })
    where word.count > 3 {
      text = text.replacing(word, with: "X")
      leadsTo = leadsTo.replacing(word, with: "X")
    }
    // The number of a line is short, and could stand anywhere.
    leadsTo = leadsTo.replacing(/letters%2F[0-9]+/, with: "letters%2FX")
    let headers = shown.headers.filter { !["Set-Cookie", "Location"].contains($0.name) }
    return
      "\(shown.status.rawValue) \(leadsTo) \(headers.map { "\($0.name): \($0.value)" })\n\(text)"
  }
}

extension Person {
  /// Signs a Yes where it is sealed, with these words and this paper to it.
  fileprivate func swears(to words: String, in number: String) throws {
    let element = "save/\(number)/character-and-fitness"
    try opens(element)
    let answers = goodAnswers(to: "character-and-fitness")
      .map { $0.0 == "dismissed" ? ($0.0, "yes") : $0 }
    try posts(element, (shown.form(to: "save/")?.hidden ?? []) + answers + [("then", "leave")])
    try opens("\(element)/dismissals/new")
    try sends(["when-it-was": "May 2012", "statement": words, "then": "continue"], to: "save/")
    #expect(shown.leadsTo?.hasPrefix(element) == true)
    let entry = try #require(
      try office.application(number).part("character-and-fitness").entries.first?.id)
    try opens("attach/\(number)/character-and-fitness?entry=\(entry)")
    try attaches(aPDF(words), called: "paper.pdf", description: words, type: "own-letter")
    try opens(element)
    try posts(element, (shown.form(to: "save/")?.hidden ?? []) + answers + [("then", "continue")])
    #expect(shown.leadsTo == element + "/sign")
    try follows()
    try sends(["signature": "Ann Okoro"], to: "save/")
    #expect(try office.application(number).part("character-and-fitness").isSealed)
  }
}
