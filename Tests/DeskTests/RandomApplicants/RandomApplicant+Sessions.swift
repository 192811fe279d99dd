import Applications
import CGI
import Desk
import Foundation
import Rules
import Store
import Support
import Testing

// What comes from somebody who is not signed in, or no longer.
extension RandomApplicant {
  /// The session ends while a form is filled in, perhaps two. After signing in again it is offered.
  func isSignedOutMeanwhile() throws {
    let number = chance.pick(numbers)
    var open: [(form: OldForm, fields: [(String, String)])] = []
    for _ in 1...chance.number(1...2) {
      let part = chance.pick(agency.parts)
      let what =
        part.groups.isEmpty || chance.happens(60)
        ? OldForm.What.part(part.id)
        : .entry(part: part.id, group: chance.pick(part.groups).id)
      guard let form = try opens(what, of: number) else { continue }
      open.append((form, typing(into: form)))
    }
    try sessionEnds()
    let journals = try numbers.map(office.journal)
    for (form, fields) in open {
      note("is signed out while filling in \(form.address)")
      try sends(form.hidden + fields, to: form.address)
      guard person.shown.leadsTo == "save/held" else { throw trouble("it was not held") }
    }
    guard try numbers.map(office.journal) == journals else { throw trouble("it was stored") }
    try person.signsIn()
    try settlesWhatWaits()
  }

  /// Fills in a public page, and signs in only then.
  func fillsInAPublicPage() throws {
    let part = chance.pick(agency.parts.filter(\.isTheApplicants))
    let form = OldForm(number: "", what: .part(part.id), address: "save", hidden: [])
    let isOut = chance.happens(60)
    if isOut { try sessionEnds() }
    note("fills in the public page of \(part.id)\(isOut ? ", signed out" : "")")
    try sends(
      [("element", part.id), ("edition", "x")] + typing(into: form), to: "save")
    guard person.shown.leadsTo == "save/held" else { throw trouble("it was not held") }
    if isOut { try person.signsIn() }
    try settlesWhatWaits()
  }

  /// Says what shall become of each form that waits; now and then twice.
  private func settlesWhatWaits() throws {
    for _ in 1...10 {
      try person.opens("save/held")
      guard let form = form(to: "save/held") else { break }
      let offered = Set(marks(in: person.shown.text))
      let statesNone = person.shown.words.firstMatch(of: /I have nothing for ([a-z0-9-]+)\. Yes/)
        .map { String($0.1) }
      let places = person.shown.text.matches(of: /name="application" value="([^"]*)"/)
        .map { String($0.1) }
      if places.isEmpty || chance.happens(30) {
        note("  discards it")
        try sends(form.hidden + [("choice", "discard")], to: form.address)
        try needNotKeep(offered)
      } else {
        let place = chance.pick(places)
        note("  keeps it in \(place)")
        try sends(
          form.hidden + [("choice", "keep"), ("application", place)], to: form.address)
        let journals = try reader.textsOfJournals()
        let missing = kept.first { text in
          let own = marks(in: String(decoding: text, as: UTF8.self))
          return !own.isEmpty && own.allSatisfy(offered.contains) && !journals.contains(text)
        }
        if let missing {
          throw trouble("kept, and is not: “\(String(decoding: missing, as: UTF8.self))”")
        }
        if let part = statesNone, try !self.part(part, of: place).statesNone {
          throw trouble("that there is nothing to supply was not kept")
        }
      }
      if chance.happens(50) {
        note("  twice")
        let before = try numbers.map(office.journal)
        try person.repeats()
        guard try numbers.map(office.journal) == before else {
          throw trouble("pressed twice, something else was stored")
        }
      }
      try check()
    }
  }

  /// Sends a form whose token is not right: an old page of another session, or a stranger's.
  func sendsAWrongToken() throws {
    let number = chance.pick(numbers)
    guard let form = try opens(.part(chance.pick(agency.parts).id), of: number) else { return }
    note("sends \(form.address) with a wrong token")
    let journal = try office.journal(of: number)
    let token = chance.pick(["", "0123456789abcdef"])
    try sends(
      form.hidden.map { $0.0 == "token" ? ("token", token) : $0 } + typing(into: form),
      to: form.address)
    guard person.shown.status == .forbidden, try office.journal(of: number) == journal else {
      throw trouble("a wrong token was taken")
    }
  }

  /// Writes about itself, about the whole application, or anew what it answered first: signed in, or signed
  /// out while it did so.
  func writesSomethingElse() throws {
    let number = chance.pick(numbers)
    let isOut = chance.happens(40)
    switch chance.number(1...3) {
    case 1:
      try writes(to: "dashboard/\(number)/messages", "dashboard/", isOut) { chance, _ in
        [
          ("subject", chance.happens(80) ? chance.trimmedLine() : ""),
          ("text", chance.trimmedLine()),
        ]
      }
    case 2:
      try writes(to: "account/profile", "account/profile", isOut) { chance, _ in
        [
          ("name", chance.trimmedLine()), ("phone", chance.pick(["202 555 0143", chance.mark()])),
          ("street", chance.trimmedLine()),
          ("city", chance.happens(80) ? chance.trimmedLine() : ""),
          ("postal-code", "10001"), ("country", "France"),
        ]
      }
    default: try answersAnew(number, isOut: isOut)
    }
  }

  /// What was offered, and nothing else, need not wait any more.
  private func needNotKeep(_ offered: Set<String>) throws {
    let journals = try reader.textsOfJournals()
    kept = kept.filter { text in
      journals.contains(text)
        || !marks(in: String(decoding: text, as: UTF8.self)).allSatisfy(offered.contains)
    }
  }

  private func answersAnew(_ number: String, isOut: Bool) throws {
    var offered: Set<String> = []
    try writes(to: "apply/answers/\(number)", "apply/", isOut) { chance, applicant in
      let start = try applicant.office.application(number).start
      let questions = start.requests.compactMap { applicant.agency.request($0.text) }
        .flatMap(\.questions)
      // The page has shown what was typed before a session ended; what is confirmed now replaces that.
      offered = Set(marks(in: applicant.person.shown.text))
      return RandomAnswers(to: questions, care: 95, forgesChoices: false, &chance).fields
    }
    guard person.shown.leadsTo?.hasPrefix("apply/answers/") == true else { return }
    try person.follows()
    guard chance.happens(80), let confirm = form(to: "apply/") else { return }
    note("  and confirms it")
    try sends(confirm.hidden, to: confirm.address)
    if person.shown.leadsTo == "dashboard/\(number)" { try needNotKeep(offered) }
    try maybeTwice()
  }

  /// Answers the first questions anew while a form is open in another tab, and sends that form then.
  func changesItsMindMeanwhile() throws {
    let number = chance.pick(numbers)
    guard let form = try opens(.part(chance.pick(agency.parts).id), of: number) else { return }
    try answersAnew(number, isOut: false)
    note("  and goes on with \(form.address)")
    try submits(form, typing(into: form), then: "leave")
  }

  private func writes(
    to page: String, _ address: String, _ isOut: Bool,
    _ fields: (inout Chance, RandomApplicant) throws -> [(String, String)]
  ) throws {
    try person.opens(page)
    guard let form = form(to: address) else { return }
    let fields = try fields(&chance, self)
    note("writes to \(page)\(isOut ? ", signed out" : "")")
    if isOut { try sessionEnds() }
    try sends(form.hidden + fields, to: form.address)
    guard isOut else { return }
    let typed = fields.map(\.1).filter { !marks(in: $0).isEmpty }
    guard person.shown.leadsTo?.hasPrefix("account/sign-in") == true else {
      throw trouble("it does not lead to signing in")
    }
    try person.signsIn(then: page)
    try person.follows()
    for text in typed where !marks(in: text).allSatisfy(person.shown.text.contains) {
      throw trouble("not offered again: “\(text)”")
    }
    guard let again = self.form(to: address) else { throw trouble("the form is not there again") }
    // Sent again, as it stands there.
    try sends(again.hidden + fields, to: again.address)
  }
}
