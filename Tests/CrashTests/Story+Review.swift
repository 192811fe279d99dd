import Foundation
import Support

/// An application as those who work here have it: what they put right about it, and how they review and decide it.
extension Story {
  /// Submitted by the applicant, and put right by Mara.
  mutating func repairs() throws {
    try ada.opens("apply/confirm?request=acrobat&answers=")
    try ada.send(ada.request(ada.form("apply/start")))
    let first = number
    number = String(try ada.leadsTo().dropFirst("dashboard/".count))
    try fillIn()
    try mara.opens("review/\(number)/repair/submission")
    try does(":application/repair/submission", "repair/submission", happens: false)
    try ada.opens("invoice/\(number)")
    try ada.send(ada.request(ada.form("invoice/\(number)")))
    let link = try repairable("link")
    try mara.opens("review/\(number)/repair/\(link)")
    try does(":application/repair/link/:link", "repair/\(link)", happens: false)
    let file = try repairable("file")
    try mara.opens("review/\(number)/repair/\(file)")
    try does(
      ":application/repair/file/:file", "repair/\(file)",
      ["type": "proof", "description": "A paper", "sure": "yes"], happens: false)
    try mara.opens("review/\(number)/repair/part/flights")
    try does(
      ":application/repair/part/:element", "repair/part/flights",
      [
        "name": "Cy Moss", "email": "cy@moss.example", "reason": "Nobody was there.",
        "sure": "yes",
      ])
    try mara.opens("review/\(number)/repair/received/flights")
    try does(
      ":application/repair/received/:element", "repair/received/flights",
      ["source": "By post", "day": "2020-01-01", "sure": "yes"])
    try mara.opens("review/\(number)/repair/not-received/flights")
    try does(
      ":application/repair/not-received/:element", "repair/not-received/flights",
      ["reason": "Another's", "sure": "yes"], happens: false)
    acrobat = number
    number = try office.hasExpired(likeThatOf: acrobat)
    try mara.opens("review/\(number)/repair/reopen")
    var reopening = try mara.form(
      "review/\(number)/repair/reopen", ["reason": "The wind was strong."])
    try mara.send(mara.request(reopening), expecting: [200])
    reopening = try mara.form("review/\(number)/repair/reopen")
    try keep("review post :application/repair/reopen", .request(mara.request(reopening)))
    number = first
  }

  /// What was proposed is refused, and could be proposed anew; what came twice is to be kept; what came by cheque
  /// goes back.
  mutating func money() throws {
    let refuse = "review/payments/proposal/\(proposal)/refuse"
    try mara.opens(refuse)
    let refusal = mara.request(try mara.form(refuse, ["words": "No case", "sure": "yes"]))
    try keep("review post payments/proposal/:proposal/:step, refused", .request(refusal))
    try mara.send(refusal)
    let refund = "review/\(paid)/repair/refund"
    try mara.opens(refund)
    let proposing = try mara.form(
      refund, ["amount": "4.00", "reason": "mistake", "words": "", "sure": "yes"])
    try keep("review post :application/repair/refund", .request(mara.request(proposing)))
    try twice()
    try cheque()
  }

  /// The same money a second time.
  private mutating func twice() throws {
    try office.isPaidTwice(paid)
    try mara.opens("review/payments")
    let tasks = mara.shown.text.matches(of: /review\/payments\/([a-z0-9]{8})/)
    guard let task = tasks.map({ String($0.1) }).first else {
      throw Trouble("no task is shown: \(mara.shown.main)")
    }
    try mara.opens("review/payments/\(task)/keep")
    let keeping = try mara.form(
      "review/payments/\(task)/keep", ["reason": "mistake", "words": "", "sure": "yes"])
    try keep("review post payments/:task/:step", .request(mara.request(keeping)))
  }

  /// A cheque is recorded; what somebody else has proposed about it is confirmed, and recorded as sent.
  private mutating func cheque() throws {
    try office.waitsForCheque(number, like: paid)
    try mara.opens("review/\(number)/repair/money")
    try does(
      ":application/repair/money", "repair/money",
      ["amount": "10.00", "number": "R-1", "sure": "yes"])
    let (_, said) = try office.command([
      "store", "refund", number, "--reason", "mistake", "--staff", "grace",
    ])
    guard let match = said.firstMatch(of: /, ([a-z0-9]{8})\n/) else {
      throw Trouble("no refund was proposed: \(said)")
    }
    for (step, what, fields) in [
      ("confirm", "confirmed", []), ("sent", "sent", [("number", "W-1"), ("sure", "yes")]),
    ] {
      let page = "review/payments/proposal/\(match.1)/\(step)"
      try mara.opens(page)
      var form = try mara.form(page)
      form.fields += fields
      let request = mara.request(form)
      try keep("review post payments/proposal/:proposal/:step, \(what)", .request(request))
      try mara.send(request)
    }
  }

  /// Taken, looked at, sent back, approved; undone, denied, and asked about again.
  mutating func reviewing() throws {
    let first = number
    number = acrobat
    try looking()
    try sendingBack()
    try preliminary()
    try fitness()
    try deciding()
    try secondPerson()
    try mara.opens("review/filter")
    let export = try mara.form("review/export", ["format": "csv"])
    try keep("review post export", .request(mara.request(export)))
    number = first
  }

  // MARK: The way

  /// Everything that the applicant supplies, and somebody asked for the rest.
  private mutating func fillIn() throws {
    try ada.opens("save/\(number)/training")
    try ada.send(
      ada.request(ada.form("save/\(number)/training", ["where": "At the sea", "then": "leave"])))
    try ada.opens("attach/\(number)/training")
    let proof = try ada.form(
      "attach/\(number)/training", ["description": "My proof", "type": "proof"])
    try ada.send(ada.request(proof, files: [("one.pdf", aPDF("one"))]))
    try ada.opens("save/\(number)/lamp")
    try ada.send(
      ada.request(ada.form("save/\(number)/lamp", ["colour": "red", "then": "continue"])))
    try ada.opens("save/\(number)/health")
    try ada.send(
      ada.request(ada.form("save/\(number)/health", ["giddy": "no", "then": "continue"])))
    try ada.opens("save/\(number)/health/sign")
    try ada.send(
      ada.request(ada.form("save/\(number)/health/sign", ["signature": "Ada Okoro"])))
    try ada.opens("save/\(number)/flights/ask")
    try ada.send(
      ada.request(
        ada.form("save/\(number)/flights/ask", ["name": "Di Moss", "email": "di@moss.example"])))
  }

  /// Who has it, what is written beside it, what is right and what is not, and that it waits.
  private mutating func looking() throws {
    try mara.opens("review/\(number)/assign")
    try does(":application/assign", "assign", ["to": "mara"])
    try mara.opens("review/\(number)/assign")
    try does(":application/release", "release", happens: false)
    try mara.opens("review/\(number)")
    try does(":application/note", "note", ["text": "Seen at the sea."])
    try mara.opens("review/\(number)/element/training")
    try does(":application/accept", "accept")
    try mara.opens("review/\(number)/hold")
    try does(":application/hold", "hold", ["reason": "calm", "words": "Until it blows."])
    try mara.opens("review/\(number)/hold")
    try does(":application/resume", "resume", ["words": "It blows."])
  }

  /// What is flagged goes back, gets more time, and comes again.
  private mutating func sendingBack() throws {
    try mara.opens("review/\(number)/element/lamp")
    try does(
      ":application/flag", "flag",
      ["target": "question.colour", "reason": "torn", "words": "Green is seen better."])
    try mara.opens("review/\(number)/element/lamp")
    try does(":application/lift", "lift", happens: false)
    try sends(":application/deficiency", "deficiency", ["words": "There is no hurry."])
    let later = Calendar(identifier: .gregorian)
      .dateComponents([.year, .month, .day], from: Date(timeIntervalSinceNow: 40 * 86_400))
    guard let year = later.year, let month = later.month, let day = later.day else {
      throw Trouble("no day")
    }
    try sends(
      ":application/extend", "extend",
      [
        "day.day": "\(day)", "day.month": "\(month)", "day.year": "\(year)",
        "words": "It was asked for.",
      ])
    try ada.opens("save/\(number)/lamp")
    try ada.send(
      ada.request(ada.form("save/\(number)/lamp", ["colour": "green", "then": "continue"])))
    try ada.opens("dashboard/\(number)/answer")
    try ada.send(ada.request(ada.form("dashboard/\(number)/answer")))
  }

  /// Looked at under the seal, and cleared.
  private mutating func fitness() throws {
    try mara.opens("review/\(number)/fitness")
    try does(
      ":application/fitness", "fitness",
      [
        "outcome": "cleared", "day.day": "2", "day.month": "1", "day.year": "2020",
        "words": "Not giddy at all.",
      ])
  }

  /// Approved before fitness is decided; then almost revoked, confirmed, and undone.
  private mutating func preliminary() throws {
    try mara.opens("review/\(number)/fitness")
    try does(
      ":application/fitness, before a preliminary approval", "fitness",
      [
        "outcome": "preliminary", "conditions": "once", "day.day": "2", "day.month": "1",
        "day.year": "2020", "words": "Giddy once.",
      ])
    try sends(
      ":application/decision, preliminarily", "decision",
      ["outcome": "preliminary", "conditions": "offer", "words": "For now.", "note": ""])
    try mara.opens("review/\(number)/fitness")
    try mara.send(
      mara.request(
        try mara.form(
          "review/\(number)/fitness",
          [
            "outcome": "not-cleared", "day.day": "2", "day.month": "1", "day.year": "2020",
          ])))
    try sends(
      ":application/revoke", "revoke", ["reasons": "stormy", "words": "", "note": "It blew."],
      happens: false)
    try office.reviews(number, .revoke)
    try mara.opens("review/\(number)/confirm")
    try does(
      ":application/confirm, a revocation", "confirm", ["words": "", "then": "confirm"],
      happens: false)
    try does(
      ":application/confirm, a revocation refused", "confirm",
      ["words": "Not so.", "then": "refuse"])
    try mara.opens("review/\(number)/fitness")
    try does(
      ":application/fitness, which confirms", "fitness",
      [
        "outcome": "cleared", "day.day": "3", "day.month": "1", "day.year": "2020",
        "words": "Not giddy at all.",
      ])
    try sends(":application/undo, what was confirmed", "undo", ["words": "Another's."])
  }

  private mutating func deciding() throws {
    try sends(
      ":application/decision, a denial", "decision",
      ["outcome": "denied", "reasons": "stormy", "words": "", "note": "It blew."],
      happens: false)
    try sends(
      ":application/decision", "decision",
      ["outcome": "approved", "words": "Good luck.", "note": ""])
    try sends(":application/undo", "undo", ["words": "It was another's."])
  }

  /// What somebody else has proposed is refused, or holds; and holds once more.
  private mutating func secondPerson() throws {
    try office.reviews(number, .deny)
    try mara.opens("review/\(number)/confirm")
    try does(
      ":application/confirm, refused", "confirm", ["words": "Not so.", "then": "refuse"],
      happens: false)
    try does(":application/confirm", "confirm", ["words": "", "then": "confirm"])
    try ada.opens("dashboard/\(number)/appeal")
    try ada.send(
      ada.request(ada.form("dashboard/\(number)/appeal", ["text": "There was no storm."])))
    try sends(":application/appeal", "appeal", ["words": "There was one."])
  }

  // MARK: What Mara does

  /// Keeps what she does by a form of the page before her, and lets it happen or goes on as if it had not.
  private mutating func does(
    _ route: String, _ what: String, _ fields: KeyValuePairs<String, String> = [:],
    happens: Bool = true
  ) throws {
    let request = mara.request(try mara.form("review/\(number)/\(what)", fields))
    try keep("review post \(route)", .request(request))
    if happens { try mara.send(request) }
  }

  /// The same by a page that shows a letter before it is sent.
  private mutating func sends(
    _ route: String, _ what: String, _ fields: KeyValuePairs<String, String>,
    happens: Bool = true
  ) throws {
    let page = "review/\(number)/\(what)"
    try mara.opens(page)
    var look = try mara.form(page, fields)
    look.fields.append(("then", "look"))
    try mara.send(mara.request(look), expecting: [200])
    var letter = try mara.form(page, fields)
    letter.fields.append(("then", "send"))
    let request = mara.request(letter)
    try keep("review post \(route)", .request(request))
    if happens { try mara.send(request) }
  }

  /// The first of its links or files that can be put right, like `link/1a2b`.
  private mutating func repairable(_ kind: String) throws -> String {
    let page = "review/\(number)/repair"
    try mara.opens(page)
    let addresses = mara.shown.text.matches(of: /\/repair\/((?:link|file)\/[A-Za-z0-9_\-]+)/)
    guard let found = addresses.map({ String($0.1) }).first(where: { $0.hasPrefix(kind) }) else {
      throw Trouble("no \(kind) is shown: \(mara.shown.main)")
    }
    return found
  }
}
