import Applications
import CGI
import Desk
import Foundation
import Rules
import Store
import Support
import Testing

// From the first page to the last, by any way there is.
extension RandomApplicant {
  /// Starts an application for some of what is offered.
  func starts() throws {
    let requests = chance.happens(40) ? agency.requests : [agency.requests[0]]
    for _ in 1...20 {
      let answers = requests.map { RandomAnswers(to: $0.questions, care: 100, &chance).fields }
      let packed = Answers(of: answers.flatMap(\.self)).fields.flatMap { field in
        field.texts.map { "\(escaped(field.name))=\(escaped($0))" }
      }.joined(separator: "&")
      let chosen = requests.map { "request=\($0.id)" }.joined(separator: "&")
      try person.opens("apply/confirm?\(chosen)&answers=\(escaped(packed))")
      guard let form = form(to: "apply/start") else { continue }
      note("starts \(requests.map(\.id))")
      try sends(form.hidden, to: form.address)
      guard let number = person.shown.leadsTo?.dropFirst("dashboard/".count) else {
        throw trouble("nothing was started")
      }
      numbers.append(String(number))
      try person.repeats()
      guard person.shown.leadsTo == "dashboard/\(number)" else {
        throw trouble("the same form again started another")
      }
      for field in answers.flatMap(\.self) where !marks(in: field.1).isEmpty {
        kept.insert(Array(field.1.utf8))
      }
      return
    }
    throw trouble("no answers do")
  }

  /// Fills in with care whatever is still missing, as somebody does who wants to be done.
  func completesEverything() throws {
    let number = chance.pick(numbers)
    note("completes everything of \(number)")
    for part in Oracle(agency: agency).asked(try office.application(number))
    where part.isTheApplicants {
      guard let form = try opens(.part(part.id), of: number) else { continue }
      let fields = RandomAnswers(to: part.questions, care: 100, &chance).fields
      try submits(form, fields, then: "leave")
      let present = try self.part(part.id, of: number)
      for group in part.groups {
        for entry in present.entries where entry.group.text == group.id {
          try person.opens("save/\(number)/\(part.id)/\(group.id)/\(entry.id)")
          try completesEntry(group)
          try attachesWhatIsMissing(
            group.files, "attach/\(number)/\(part.id)?entry=\(entry.id)", number)
        }
        if !present.entries.contains(where: { $0.group.text == group.id }), group.atLeast > 0 {
          try person.opens("save/\(number)/\(part.id)/\(group.id)/new")
          let id = self.form(to: "save/")?.address.split(separator: "/").last.map(String.init)
          try completesEntry(group)
          if let id {
            try attachesWhatIsMissing(
              group.files, "attach/\(number)/\(part.id)?entry=\(id)", number)
          }
        }
      }
      try attachesWhatIsMissing(part.files, "attach/\(number)/\(part.id)", number)
      guard part.isSealed else { continue }
      try person.opens("save/\(number)/\(part.id)/sign")
      if let form = self.form(to: "save/"), form.address.hasSuffix("/sign") {
        try sends(form.hidden + [("signature", "Ada Okoro")], to: form.address)
      }
    }
  }

  private func completesEntry(_ group: RandomAgency.Group) throws {
    guard let form = form(to: "save/"), form.address.contains("/\(group.id)/") else { return }
    try sends(
      form.hidden + RandomAnswers(to: group.questions, care: 100, &chance).fields
        + [("then", "leave")], to: form.address)
  }

  private func attachesWhatIsMissing(
    _ rule: RandomAgency.FileRule?, _ address: String, _ number: String
  ) throws {
    guard let rule, rule.atLeast > 0 else { return }
    try person.opens(address)
    if let details = form(to: "attach/"), details.address.hasSuffix("/details") {
      let names = Set(
        person.shown.text.matches(of: /name="((description|type)\.[^"]*)"/).map { String($0.1) })
      try sends(
        details.hidden
          + names.sorted().map {
            ($0, $0.hasPrefix("type") ? RandomAgency.fileTypes[0] : chance.trimmedLine())
          }, to: details.address)
      try person.opens(address)
    }
    guard let form = person.shown.form(to: "attach/", sendingFiles: true) else { return }
    let file = (name: "\(chance.mark()).pdf", bytes: RandomFile.good.bytes(&chance))
    try sends(
      form.hidden + [("description", chance.trimmedLine()), ("type", RandomAgency.fileTypes[0])],
      to: form.address, files: [file])
    try eachIsKeptOrNamed([file], number)
  }

  /// Tries to pay, or to submit where nothing is owed, whether or not it is time.
  func pays() throws {
    let number = chance.pick(numbers)
    let application = try office.application(number)
    try check()
    let signed = checks[number]?.signed ?? []
    let isReady = Oracle(agency: agency).canBeSubmitted(application, signed: signed)
    let isOpen =
      application.submittedAt == nil && application.cancelledAt == nil
      && application.openAttempt == nil
    try person.opens("invoice/\(number)")
    let form = form(to: agency.isFree ? "invoice/" : "payment/")
    note("goes to pay \(number), \(isReady ? "ready" : "not ready")")
    if isOpen, (form != nil) != isReady {
      throw trouble("payment is \(form == nil ? "closed" : "open"), and should not be")
    }
    // Whoever makes up the form that the page does not have gets no further.
    let token = person.shown.hidden("token", to: "account/sign-out") ?? ""
    let address = agency.isFree ? "invoice/\(number)" : "payment/\(number)"
    try sends(
      form?.hidden ?? [("token", token), ("key", "forged-\(chance.number(1...99_999))")],
      to: form?.address ?? address)
    let after = try office.application(number)
    if isOpen, !isReady, after.lastEvent != application.lastEvent {
      throw trouble("something happened, though not everything is there")
    }
    guard let attempt = after.openAttempt else { return }
    if chance.happens(20) { return try givesUp(attempt, number) }
    guard chance.happens(70) else { return }
    note("  and the money comes")
    let bank = Person(office)
    try bank.posts(
      "payment/notify/simulator",
      office.notification(
        "paid", attempt.attempt.reference, amount: "10.00", currency: "EUR",
        transaction: "T-\(attempt.attempt.reference)"))
    guard try office.application(number).submittedAt != nil else {
      throw trouble("paid, and not submitted")
    }
  }

  /// Gives up a payment that it has not gone to, so that everything can be changed again.
  private func givesUp(_ record: AttemptRecord, _ number: String) throws {
    try person.opens("payment/receipt/\(record.attempt.reference)")
    guard let form = form(to: "payment/\(number)/") else { return }
    note("  and gives it up")
    try sends(form.hidden, to: form.address)
    guard try office.application(number).openAttempt == nil else {
      throw trouble("a payment that was never begun cannot be given up")
    }
  }

  /// What nobody waits for any more goes; nothing else does.
  func isSwept() throws {
    note("the sweep comes")
    try office.store.sweepHeld(at: office.now)
    try office.store.sweepDrafts(untouchedSince: office.now.adding(seconds: -86_400))
  }

  /// Gives it up, or lets it expire; what is sent afterwards is shown back.
  func endsAndGoesBack() throws {
    let number = chance.pick(numbers)
    if chance.happens(50), office.programs == nil {
      note("lets \(number) expire")
      office.wait(days: 61)
      try person.signsIn()
    } else {
      try person.opens("dashboard/\(number)/cancel")
      guard let form = form(to: "dashboard/\(number)/cancel") else { return }
      note("cancels \(number)")
      try sends(form.hidden, to: form.address)
    }
    for _ in 1...3 { try goesBack() }
  }
}
