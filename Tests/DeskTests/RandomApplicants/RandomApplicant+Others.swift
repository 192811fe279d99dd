import Applications
import CGI
import Desk
import Foundation
import Rules
import Store
import Support
import Testing

// What others do in an application: whoever is asked for the part of the club, and a helper.
extension RandomApplicant {
  private static let part = "by-the-club"

  /// The part is asked for, completed, signed, sent back, taken back: whatever comes next, or not.
  func othersCompleteTheirPart() throws {
    let number = chance.pick(numbers)
    let application = try office.application(number)
    guard Oracle(agency: agency).asked(application).contains(where: { $0.id == Self.part }) else {
      return
    }
    let page = "save/\(number)/\(Self.part)"
    try person.opens(page)
    let before = person.shown
    let deeds = ["ask-again", "take-back"].filter { before.form(to: "\(page)/\($0)") != nil }
    if guests[number] == nil || before.text.contains("\(Self.part)/ask\"") {
      return try asksSomebody(for: number)
    }
    if before.text.contains("\(Self.part)/send-back\""), chance.happens(50) {
      note("sends the part of \(number) back")
      try person.opens(page + "/send-back")
      guard let form = form(to: page + "/send-back") else {
        throw trouble("no way to send it back")
      }
      try sends(form.hidden + [("reason", chance.lines())], to: form.address)
      return try newLink(of: number)
    }
    if let deed = deeds.last, chance.happens(20), let form = form(to: "\(page)/\(deed)") {
      note("\(deed) in \(number)")
      try sends(form.hidden, to: form.address)
      return
    }
    try guestActs(in: number)
  }

  private func asksSomebody(for number: String) throws {
    let page = "save/\(number)/\(Self.part)/ask"
    try person.opens(page)
    guard let form = form(to: page) else { return }
    note("asks somebody for the part of \(number)")
    let address = "guest\(chance.number(1...99_999))@club.example"
    try sends(form.hidden + [("name", chance.trimmedLine()), ("email", address)], to: form.address)
    guard person.shown.status == .seeOther else { return }
    guests[number] = Guest(person: Person(office), address: address, link: "")
    try newLink(of: number)
  }

  private func newLink(of number: String) throws {
    guard let guest = guests[number] else { return }
    guests[number]?.link = try office.partyLink(to: guest.address)
  }

  /// Opens the link, which may be dead by now, and does some of what its pages offer.
  private func guestActs(in number: String) throws {
    guard let guest = guests[number], let part = agency.part(Self.part) else { return }
    let (browser, link) = (guest.person, guest.link)
    note("the guest opens the link of \(number)")
    try browser.opens(link)
    guard browser.shown.status == .ok else { return }
    if chance.happens(10) {
      try browser.opens(link + "/decline")
      guard let form = browser.shown.form(to: link) else { return }
      note("  and declines")
      return try sends(form.hidden + [("reason", chance.lines())], to: form.address, by: browser)
    }
    if let form = browser.shown.form(to: link) {
      try sends(form.hidden, to: form.address, by: browser)
    }
    try browser.opens(link + "/part")
    guard let form = browser.shown.form(to: link + "/part") else { return }
    let fields = RandomAnswers(to: part.questions, care: chance.pick([60, 100]), &chance).fields
    // Meanwhile the applicant may take the request back: what was typed is shown then.
    if chance.happens(10) {
      let page = "save/\(number)/\(Self.part)"
      try person.opens(page)
      if let back = self.form(to: page + "/take-back") {
        note("  and it is taken back meanwhile")
        try sends(back.hidden, to: back.address)
      }
    }
    try sends(form.hidden + fields + [("then", "continue")], to: form.address, by: browser)
    if chance.happens(20) { try browser.repeats() }
    guard browser.shown.leadsTo == link + "/part/sign" else { return }
    try browser.follows()
    guard let form = browser.shown.form(to: link + "/part/sign"), chance.happens(70) else { return }
    note("  and signs")
    try sends(
      form.hidden + [("signature", chance.trimmedLine()), ("role", chance.trimmedLine())],
      to: form.address, by: browser)
  }

  /// Names a helper for some parts, who fills one in, or ends the help.
  func aHelperFillsIn() throws {
    let number = chance.pick(numbers)
    guard let guest = helpers[number] else { return try namesAHelper(for: number) }
    if chance.happens(15) {
      try person.opens("dashboard/\(number)/helpers")
      guard let form = form(to: "dashboard/\(number)/helpers/"), form.address.hasSuffix("/revoke")
      else { return }
      note("ends the help in \(number)")
      helpers[number] = nil
      return try sends(form.hidden, to: form.address)
    }
    let (browser, link) = (guest.person, guest.link)
    note("the helper opens the link of \(number)")
    try browser.opens(link)
    guard browser.shown.status == .ok else { return }
    if let form = browser.shown.form(to: link), form.address == link {
      try sends(form.hidden, to: form.address, by: browser)
      try browser.opens(link)
    }
    let parts = Set(browser.shown.text.matches(of: /part\/(part-\d)"/).map { String($0.1) })
    guard !parts.isEmpty, let part = agency.part(chance.pick(parts.sorted())) else { return }
    try browser.opens("\(link)/part/\(part.id)")
    guard let form = browser.shown.form(to: "\(link)/part/\(part.id)") else { return }
    note("  and fills in \(part.id)")
    let asked = part.questions.filter { if case .confirmation = $0.kind { false } else { true } }
    let fields = RandomAnswers(to: asked, care: 100, &chance).fields
    try sends(form.hidden + fields + [("then", "leave")], to: form.address, by: browser)
  }

  private func namesAHelper(for number: String) throws {
    try person.opens("dashboard/\(number)/helpers/new")
    guard let form = form(to: "dashboard/\(number)/helpers/new") else { return }
    let parts = Set(
      person.shown.text.matches(of: /name="part" value="([^"]*)"/).map { String($0.1) })
    note("names a helper for \(number)")
    let address = "helper\(chance.number(1...99_999))@home.example"
    try sends(
      form.hidden + [("name", chance.trimmedLine()), ("email", address)]
        + parts.sorted().map { ("part", $0) }, to: form.address)
    guard person.shown.status == .seeOther else { return }
    helpers[number] = Guest(
      person: Person(office), address: address, link: try office.helperLink(to: address))
  }

  /// Somebody else with a link of their own.
  struct Guest {
    let person: Person
    let address: String
    var link: String
  }
}
