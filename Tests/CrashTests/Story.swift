import Foundation
import Support

/// One person's way through the office, from no account to a submitted application. Before each step the
/// store is kept, with the request that takes the step.
struct Story {
  let office: Office
  var ada: Visitor
  /// Of the staff, once she has chosen what she signs in with.
  var mara: Visitor
  private(set) var scenes: [Scene] = []
  var number = ""
  /// The one that was paid.
  private(set) var paid = ""
  /// What somebody else than Mara has proposed about its money.
  private(set) var proposal = ""
  /// The one that Mara reviews.
  var acrobat = ""

  static let password = "four words in a row"

  static func scenes(in office: Office) throws -> [Scene] {
    var story = Story(office)
    try story.account()
    try story.application()
    try story.files()
    try story.signature()
    try story.held()
    try story.messages()
    try story.changedAnswers()
    try story.parties()
    try story.helpers()
    try story.evidence()
    try story.organisation()
    try story.offers()
    try story.otherEnds()
    try story.payer()
    try story.payment()
    try story.carryOver()
    try story.keeper()
    try story.staff()
    try story.repairs()
    try story.money()
    try story.reviewing()
    try story.changedAccount()
    return story.scenes
  }

  private init(_ office: Office) {
    self.office = office
    ada = Visitor(office)
    mara = Visitor(office)
  }

  // MARK: Keeping scenes

  /// Keeps the scene, and lets it happen.
  private mutating func scene(
    _ name: String, _ request: Request, next: Request? = nil, expecting statuses: [Int] = [303]
  ) throws {
    try keep(name, .request(request), next: next)
    try ada.send(request, expecting: statuses)
  }

  private mutating func scene(
    _ name: String, _ form: Visitor.FilledForm, next: Request? = nil,
    expecting statuses: [Int] = [303]
  ) throws { try scene(name, ada.request(form), next: next, expecting: statuses) }

  /// Keeps the scene, and goes on as if it had not happened.
  private mutating func aside(_ name: String, _ request: Request, next: Request? = nil) throws {
    try keep(name, .request(request), next: next)
  }

  mutating func keep(_ name: String, _ deed: Scene.Deed, next: Request? = nil) throws {
    var dashboard = ada.request(to: "dashboard")
    dashboard.method = "GET"
    let next = try next ?? message()
    scenes.append(
      Scene(
        name: name, store: try Folder.read(office.store), deed: deed, next: next,
        dashboard: dashboard))
  }

  /// A message about the application: what anybody signed in can do at any time.
  private func message() throws -> Request {
    var reader = ada
    try reader.opens("dashboard/\(number)/messages")
    return reader.request(
      try reader.form(
        "dashboard/\(number)/messages", ["subject": "And then", "text": "Something else."])
    ).renewed("next\(UInt32.random(in: 0...UInt32.max))")
  }

  /// Signing in, by a browser that nobody knows.
  private func signIn(_ password: String = Story.password, _ email: String = "ada@example.org")
    throws
    -> Request
  {
    var stranger = Visitor(office)
    try stranger.opens("account/sign-in")
    return stranger.request(
      try stranger.form("account/sign-in", ["email": email, "password": password]))
  }

  /// The address in the newest mail of that kind, and to that address.
  private func link(_ kind: String, to address: String = "") throws -> String {
    let cut = Cut(nodes: try Folder.read(office.store))
    for (path, bytes) in cut.files where path.hasPrefix("outbox/") && path.contains("/\(kind)") {
      let text = String(decoding: bytes, as: UTF8.self)
      if !text.contains(address), !address.isEmpty { continue }
      if let match = text.firstMatch(of: /cgi-bin\/([a-z\/]+\/[A-Za-z0-9_\-]{20,})/) {
        return String(match.1)
      }
    }
    throw Trouble("no mail \(kind)")
  }

  // MARK: The way

  private mutating func account() throws {
    try ada.opens("account/register")
    let register = ada.request(
      try ada.form(
        "account/register",
        ["name": "Ada Okoro", "email": "ada@example.org", "password": Self.password]))
    let another = ada.request(
      try ada.form(
        "account/register",
        ["name": "Bo Lind", "email": "bo@example.org", "password": Self.password]))
    try scene("account post register", register, next: another)
    try ada.opens(link("confirm-address"))
    try scene("account post confirm/*token", ada.form("account/confirm"), next: another)
    try scene("account post sign-in", signIn(), next: signIn())
    try ada.opens("account/profile")
    let profile = try ada.form(
      "account/profile",
      [
        "name": "Ada Okoro", "phone": "202 555 0143", "street": "12 Sample Street",
        "city": "Sampletown", "postal-code": "10001", "country": "United States",
      ])
    var other = profile
    other.fields.removeAll { $0.0 == "city" }
    other.fields.append(("city", "Elsewhere"))
    try scene("account post profile", profile, next: ada.request(other))
    var stale = ada.request(profile)
    stale.cookies["session"] = nil
    try aside("account post profile, after the session", stale, next: ada.request(other))
  }

  private mutating func application() throws {
    try ada.opens("apply/confirm?request=pilot&answers=own%3Dyes")
    let start = try ada.form("apply/start")
    let again = ada.request(start).renewed("another")
    try scene("apply post start", start, next: again)
    number = String(try ada.leadsTo().dropFirst("dashboard/".count))
    try ada.opens("save/\(number)/training")
    try scene(
      "save post :application/:element",
      ada.form("save/\(number)/training", ["where": "At the sea", "then": "leave"]))
    try ada.opens("save/\(number)/lamp")
    try scene(
      "save post :application/:element, again with longer answers",
      ada.form("save/\(number)/lamp", ["colour": "red", "then": "leave"]))
    try ada.opens("save/\(number)/lamp/bulb/new")
    try scene(
      "save post :application/:element/:group/:entry",
      ada.form("save/\(number)/lamp/bulb", ["watts": String(repeating: "60 and ", count: 300)]))
    try ada.opens("save/\(number)/lamp")
    let entry = ada.shown.text.firstMatch(of: /value="remove.([a-z0-9]+)"/).map { String($0.1) }
    guard let entry else { throw Trouble("no entry is shown") }
    try aside(
      "save post :application/:element, an entry removed",
      ada.request(ada.form("save/\(number)/lamp", ["colour": "red", "then": "remove.\(entry)"])))
  }

  private mutating func files() throws {
    try ada.opens("attach/\(number)/training")
    let form = try ada.form(
      "attach/\(number)/training", ["description": "My proof", "type": "proof"])
    try scene(
      "attach post :application/:element",
      ada.request(form, files: [("one.pdf", aPDF(String(repeating: "one ", count: 400)))]))
    try ada.opens("attach/\(number)/training")
    let several = try ada.form(
      "attach/\(number)/training", ["description": "More proof", "type": "proof"])
    try scene(
      "attach post :application/:element, three at once",
      ada.request(
        several, files: [("a.pdf", aPDF("a")), ("b.pdf", aPDF("b")), ("c.pdf", aPDF("c"))]))
    try ada.opens("attach/\(number)/training")
    let ids = ada.shown.text.matches(of: /file\/([A-Za-z0-9_\-]+)\/withdraw/).map { String($0.1) }
    guard ids.count > 1 else { throw Trouble("no file is shown") }
    let withdraw = try ada.form("attach/\(number)/file/\(ids[1])/withdraw")
    try ada.opens("attach/\(number)/training/details?file=\(ids[0])")
    let details = try ada.form(
      "attach/\(number)/training/details",
      ["description.\(ids[0])": "In other words", "type.\(ids[0])": "proof"])
    try scene("attach post :application/:element/details", details)
    try ada.opens("attach/\(number)/file/\(ids[0])/replace")
    let replace = try ada.form(
      "attach/\(number)/file/\(ids[0])/replace", ["description": "Newer", "type": "proof"])
    try scene(
      "attach post :application/file/:attachment/replace",
      ada.request(replace, files: [("new.pdf", aPDF("new"))]))
    try scene("attach post :application/file/:attachment/withdraw", withdraw)
    try ada.opens("attach/\(number)/training")
    try scene(
      "attach post :application/file/:attachment/restore",
      ada.form("attach/\(number)/file/\(ids[1])/restore"))
  }

  private mutating func signature() throws {
    try ada.opens("save/\(number)/oath")
    try ada.send(
      ada.request(ada.form("save/\(number)/oath", ["sober": "yes", "then": "continue"])))
    try ada.opens("save/\(number)/oath/sign")
    try scene(
      "save post :application/:element/sign",
      ada.form("save/\(number)/oath/sign", ["signature": "Ada Okoro"]))
  }

  private mutating func held() throws {
    let message = try message()
    var post = ada.request(to: "save")
    post.body = Data("element=training&edition=&where=On+a+hill".utf8)
    var unknown = post
    unknown.cookies = [:]
    try aside("save post, by somebody unknown", unknown, next: message)
    try scene("save post", post, next: message)
    try ada.opens("save/held")
    try scene(
      "save post held",
      ada.form("save/held", ["choice": "keep", "application": number]), next: message)
  }

  private mutating func messages() throws {
    try ada.opens("dashboard/\(number)/messages")
    try scene(
      "dashboard post :application/messages",
      ada.form("dashboard/\(number)/messages", ["subject": "A question", "text": "Why?"]))
    try ada.opens("dashboard/\(number)/messages")
    let thread = ada.shown.text.firstMatch(of: /messages\/([a-z0-9]+)/).map { String($0.1) }
    guard let thread else { throw Trouble("no thread is shown") }
    try ada.opens("dashboard/\(number)/messages/\(thread)")
    try scene(
      "dashboard post :application/messages/:thread",
      ada.form("dashboard/\(number)/messages/\(thread)", ["text": "Because."]))
  }

  private mutating func changedAnswers() throws {
    try ada.opens("apply/answers/\(number)")
    try ada.send(ada.request(ada.form("apply/answers", ["own": "no"])))
    try ada.follows()
    try scene(
      "apply post answers/:application/confirm", ada.form("apply/answers/\(number)/confirm"))
  }

  /// Somebody else completes a part: asked, once more, by another, and sent back.
  private mutating func parties() throws {
    let page = "save/\(number)/flights"
    func asking(_ name: String) throws -> Visitor.FilledForm {
      try ada.form("\(page)/ask", ["name": name, "email": "\(name)@club.example"])
    }
    try ada.opens("\(page)/ask")
    try scene("save post :application/:element/ask", asking("bo"))
    try ada.opens(page)
    try scene("save post :application/:element/ask-again", ada.form("\(page)/ask-again"))
    try ada.opens(page)
    try aside(
      "save post :application/:element/take-back", ada.request(ada.form("\(page)/take-back")))
    let link = try link("party-asked")
    // Whoever has the link has no account; what they do next is up to Ada's dashboard all the same.
    let browser = ada
    let next = try message()
    ada = Visitor(office)
    try ada.opens(link)
    let begin = try ada.form(link)
    try ada.opens("\(link)/decline")
    try partyScene(
      "party post *token/decline", ada.form("\(link)/decline", ["reason": "Not me."]), browser,
      next, happens: false)
    try partyScene("party post *token", begin, browser, next)
    try ada.opens("\(link)/part")
    try partyScene(
      "party post *token/part", ada.form("\(link)/part", ["days": "12", "then": "add.flight"]),
      browser, next)
    try ada.follows()
    let entry = ada.shown.text.firstMatch(of: /party\/[^"]*\/part\/flight\/[a-z0-9]+/)
    guard let entry else { throw Trouble("no entry is shown") }
    try partyScene(
      "party post *token/part/:group/:entry",
      ada.form(String(entry.0), ["height": "Very high", "then": "continue"]), browser, next)
    try ada.opens("\(link)/part/sign")
    try partyScene(
      "party post *token/part/sign",
      ada.form("\(link)/part/sign", ["signature": "Bo Lind", "role": "Chair"]), browser, next)
    ada = browser
    try ada.opens("\(page)/send-back")
    try scene(
      "save post :application/:element/send-back",
      ada.form("\(page)/send-back", ["reason": "It was higher."]))
  }

  /// What somebody was asked for has come another way, and that was a mistake.
  private mutating func evidence() throws {
    let adding = [
      "staff", "add", "sam", "--full-name", "Sam Sole", "--email", "sam@office.example", "--role",
      "specialist",
    ]
    _ = try office.command(adding)
    let receiving = [
      "store", "evidence", number, "flights", "--source", "By post", "--day", "2020-01-01", "--by",
      "sam",
    ]
    try keep("docket store evidence", .command(receiving))
    _ = try office.command(receiving)
    let undoing = [
      "store", "evidence", number, "flights", "--undo", "Another's", "--by", "sam",
    ]
    try keep("docket store evidence, undone", .command(undoing))
    _ = try office.command(undoing)
  }

  /// Somebody is named to help, fills in a part, and helps no longer.
  private mutating func helpers() throws {
    let page = "dashboard/\(number)/helpers"
    try ada.opens("\(page)/new")
    try scene(
      "dashboard post :application/helpers/new",
      ada.form("\(page)/new", ["name": "Cy Moss", "email": "cy@home.example", "part": "lamp"]))
    try ada.opens(page)
    let id = ada.shown.text.firstMatch(of: /helpers\/([a-z0-9]+)\/revoke/).map { String($0.1) }
    guard let id else { throw Trouble("no helper is shown") }
    try aside(
      "dashboard post :application/helpers/:helper/renew",
      ada.request(ada.form("\(page)/\(id)/renew")))
    try scene(
      "dashboard post :application/updates", ada.form("dashboard/\(number)/updates"))
    let link = try link("helper-named")
    let browser = ada
    let next = try message()
    ada = Visitor(office)
    try ada.opens(link)
    try partyScene("helper post *token", ada.form(link), browser, next)
    try ada.opens("\(link)/stop")
    try partyScene(
      "helper post *token/stop", ada.form("\(link)/stop"), browser, next, happens: false)
    try ada.opens("\(link)/part/lamp")
    try partyScene(
      "helper post *token/part/:element",
      ada.form("\(link)/part/lamp", ["colour": "green", "then": "add.bulb"]), browser, next)
    try ada.follows()
    let entry = ada.shown.text.firstMatch(of: /helper\/[^"]*\/part\/lamp\/bulb\/[a-z0-9]+/)
    guard let entry else { throw Trouble("no entry is shown") }
    try partyScene(
      "helper post *token/part/:element/:group/:entry",
      ada.form(String(entry.0), ["watts": "Forty", "then": "continue"]), browser, next)
    ada = browser
    try ada.opens(page)
    try scene(
      "dashboard post :application/helpers/:helper/revoke", ada.form("\(page)/\(id)/revoke"))
  }

  /// The same part, taken back and asked of an organisation, for which somebody with an account signs it.
  private mutating func organisation() throws {
    for words in [
      ["add", "club-7", "--name", "Club 7", "--party", "club"],
      [
        "appoint", "club-7", "--full-name", "Cy Byrd", "--email", "cy@example.org", "--role",
        "submits,appoints",
      ],
    ] {
      guard try office.command(["organisation"] + words).status == 0 else {
        throw Trouble("docket organisation \(words) failed")
      }
    }
    let page = "save/\(number)/flights"
    try ada.opens(page)
    // What has come another way has ended the request before.
    if let takeBack = try? ada.form("\(page)/take-back") { try ada.send(ada.request(takeBack)) }
    try ada.opens("\(page)/ask")
    try scene(
      "save post :application/:element/ask, of an organisation",
      ada.form("\(page)/ask", ["registered": "club-7"]))
    let browser = ada
    let next = try message()
    ada = try member("Cy Byrd", "cy@example.org")
    let home = "organisation/club-7/\(number)/flights"
    let route = "organisation post :organisation/:application/:element"
    try ada.opens(home)
    let begin = try ada.form(home)
    try ada.opens("\(home)/decline")
    try many(browser, next)
    try ada.opens("\(home)/decline")
    try partyScene(
      "\(route)/decline", ada.form("\(home)/decline", ["reason": "Not us."]), browser, next,
      happens: false)
    try partyScene(route, begin, browser, next)
    try ada.opens("\(home)/part")
    try partyScene(
      "\(route)/part", ada.form("\(home)/part", ["days": "12", "then": "add.flight"]), browser,
      next)
    try ada.follows()
    let entry = ada.shown.text.firstMatch(of: /organisation\/[^"]*\/part\/flight\/[a-z0-9]+/)
    guard let entry else { throw Trouble("no entry is shown") }
    try partyScene(
      "\(route)/part/:group/:entry",
      ada.form(String(entry.0), ["height": "Very high", "then": "continue"]), browser, next)
    try ada.opens("\(home)/part/sign")
    try partyScene(
      "\(route)/part/sign",
      ada.form("\(home)/part/sign", ["signature": "Cy Byrd", "role": "Chair"]), browser, next)
    try people(browser, next)
    ada = browser
  }

  /// The same part by a file: sent, and signed; and then as if it had not been.
  private mutating func many(_ browser: Visitor, _ next: Request) throws {
    let page = "organisation/club-7/many/flights"
    try ada.opens(page)
    let other = ada
    let upload = other.request(
      try ada.form(page),
      files: [("parts.csv", Data("number,days: How many days?\r\n\(number),12\r\n".utf8))])
    ada = browser
    try keep("organisation post :organisation/many/:element", .request(upload), next: next)
    ada = other
    try ada.send(upload)
    try ada.follows()
    let signing = try ada.form("organisation/club-7/batch/", ["signature": "Cy", "role": "Chair"])
    try partyScene(
      "organisation post :organisation/batch/:batch", signing, browser, next, happens: false)
  }

  /// Whoever says who acts for the organisation appoints somebody, and gives them another role.
  private mutating func people(_ browser: Visitor, _ next: Request) throws {
    let page = "organisation/club-7/people"
    try ada.opens(page)
    try partyScene(
      "organisation post :organisation/people",
      ada.form(page, ["name": "Di Moss", "email": "di@example.org", "submits": "yes"]), browser,
      next)
    try ada.opens(page)
    let members = ada.shown.text.matches(of: /organisation\/club-7\/people\/[a-z0-9]+/)
    guard let last = members.last.map({ String($0.0) }) else { throw Trouble("nobody is shown") }
    try ada.opens(last)
    try partyScene(
      "organisation post :organisation/people/:member",
      ada.form(last, ["appoints": "yes", "then": "save"]), browser, next)
  }

  /// Somebody with an account of their own, who is signed in.
  private func member(_ name: String, _ address: String) throws -> Visitor {
    var person = Visitor(office)
    try person.opens("account/register")
    try person.send(
      person.request(
        person.form(
          "account/register", ["name": name, "email": address, "password": Self.password])))
    try person.opens(link("confirm-address", to: address))
    try person.send(person.request(person.form("account/confirm")))
    try person.send(signIn(Self.password, address))
    return person
  }

  /// Keeps a scene of somebody without an account, and lets it happen, or goes on as if it had not.
  private mutating func partyScene(
    _ name: String, _ form: Visitor.FilledForm, _ owner: Visitor, _ next: Request,
    happens: Bool = true
  ) throws {
    let other = ada
    let request = other.request(form)
    ada = owner
    try keep(name, .request(request), next: next)
    ada = other
    if happens { try ada.send(request) }
  }

  /// An organisation opens an application for somebody, who accepts it. Ada is both: she acts for the organisation, and the
  /// link is good for whoever has it.
  private mutating func offers() throws {
    for words in [
      ["organisation", "add", "district-7", "--name", "District 7", "--party", "club"],
      [
        "organisation", "appoint", "district-7", "--full-name", "Ada Okoro", "--email",
        "ada@example.org", "--role", "submits",
      ],
    ] { _ = try office.command(words) }
    let page = "organisation/district-7"
    try ada.opens("\(page)/open")
    try scene(
      "organisation post :organisation/open",
      ada.form(
        "\(page)/open",
        ["request": "pilot", "name": "Bo Lind", "email": "bo@example.org", "words": "Come."]))
    try ada.opens("\(page)/opened")
    let match = ada.shown.text.firstMatch(of: /opened\/([0-9a-f]{24})\/take-back/)
    guard let match else { throw Trouble("no offer is shown") }
    let offer = "\(page)/opened/\(match.1)"
    try scene(
      "organisation post :organisation/opened/:offer/send-again",
      ada.form("\(offer)/send-again"))
    try ada.opens("\(page)/opened")
    try aside(
      "organisation post :organisation/opened/:offer/take-back",
      ada.request(ada.form("\(offer)/take-back")))
    let link = try link("offer-made")
    try ada.opens("\(link)/decline")
    try aside(
      "apply post offer/*token/decline",
      ada.request(ada.form("\(link)/decline", ["reason": "Not me."])))
    let word = link.split(separator: "/").last ?? ""
    try ada.opens("apply/confirm?request=pilot&answers=own%3Dyes&offer=\(word)")
    try scene("apply post start, of an offer", ada.form("apply/start"))
  }

  /// What else may become of the application: each goes back to where it was.
  private mutating func otherEnds() throws {
    try ada.opens("dashboard/\(number)/cancel")
    try aside(
      "dashboard post :application/cancel",
      ada.request(ada.form("dashboard/\(number)/cancel")))
    try ada.opens("dashboard/record")
    try aside("dashboard post record", ada.request(ada.form("dashboard/record")))
    // One that costs nothing is submitted from its invoice.
    let first = number
    try ada.opens("apply/confirm?request=glider&answers=")
    try ada.send(ada.request(ada.form("apply/start")))
    number = String(try ada.leadsTo().dropFirst("dashboard/".count))
    try ada.opens("save/\(number)/lamp")
    try ada.send(
      ada.request(ada.form("save/\(number)/lamp", ["colour": "red", "then": "continue"])))
    try ada.opens("invoice/\(number)")
    try scene("invoice post :application", ada.form("invoice/\(number)"))
    try review()
    try ada.opens("dashboard/\(number)/withdraw")
    try scene(
      "dashboard post :application/withdraw",
      ada.form("dashboard/\(number)/withdraw", ["reason": "Another office."]))
    number = first
  }

  /// It comes back and is put right, is denied and asked about again, and the denial is undone.
  private mutating func review() throws {
    try office.reviews(number, .flag)
    try office.reviews(number, .sendBack)
    try ada.opens("save/\(number)/lamp")
    try ada.send(
      ada.request(ada.form("save/\(number)/lamp", ["colour": "green", "then": "continue"])))
    try ada.opens("dashboard/\(number)/answer")
    try scene("dashboard post :application/answer", ada.form("dashboard/\(number)/answer"))
    try office.reviews(number, .deny)
    try office.reviews(number, .confirm)
    try ada.opens("dashboard/\(number)/appeal")
    try scene(
      "dashboard post :application/appeal",
      ada.form("dashboard/\(number)/appeal", ["text": "There was no storm."]))
    try office.reviews(number, .undo)
  }

  /// Somebody else is asked to pay, and does, or declines, or neither: the applicant goes on alone.
  private mutating func payer() throws {
    try ada.opens("invoice/\(number)/payer")
    try scene(
      "invoice post :application/payer",
      ada.form("invoice/\(number)/payer", ["name": "Bo Lind", "email": "bo@example.org"]))
    try ada.opens("invoice/\(number)")
    let takeBack = ada.request(try ada.form("invoice/\(number)/payer/take-back"))
    try aside(
      "invoice post :application/payer/again",
      ada.request(ada.form("invoice/\(number)/payer/again")))
    let link = try link("payer-request")
    var bo = Visitor(office)
    try bo.opens(link)
    try aside(
      "payment post for/*token/decline",
      bo.request(bo.form(link + "/decline", ["reason": "Too high up."])))
    try aside("payment post for/*token/pay", bo.request(bo.form(link + "/pay")))
    try scene("invoice post :application/payer/take-back", takeBack)
  }

  private mutating func payment() throws {
    try ada.opens("invoice/\(number)")
    try scene("payment post :application", ada.form("payment/\(number)"))
    let handOver = try ada.leadsTo()
    let receipt = "payment/receipt/" + (handOver.split(separator: "/").last ?? "")
    try ada.opens(receipt)
    try aside(
      "payment post :application/*reference/give-up", ada.request(ada.form(handOver + "/give-up")))
    var get = ada.request(to: handOver)
    get.method = "GET"
    try scene("payment get :application/*reference", get, expecting: [200])
    try ada.send(ada.request(ada.form("simulator")), expecting: [200])
    let decide = try ada.form("simulator/decide", ["decision": "pay"])
    try ada.send(ada.request(decide), expecting: [200])
    let back = try ada.form("payment/return/simulator")
    try aside("payment post return/:provider", ada.request(back))
    let sent = try Folder.names(in: office.folder + "/simulator")
    var notify = Request(program: "payment", path: "notify/simulator")
    notify.body = try Folder.bytes(of: "\(office.folder)/simulator/\(sent[0])")
    var foreign = notify
    foreign.body += Data("0".utf8)
    try aside("payment post notify/:provider, not signed", foreign)
    try scene("payment post notify/:provider", notify, expecting: [200])
    try aside("payment post notify/:provider, a second time", notify)
  }

  private mutating func carryOver() throws {
    let first = number
    paid = first
    try ada.opens("apply/confirm?request=balloonist&answers=")
    try ada.send(ada.request(ada.form("apply/start")))
    number = String(try ada.leadsTo().dropFirst("dashboard/".count))
    try ada.opens("apply/confirm?request=pilot&answers=own%3Dyes&from=\(first)")
    try aside("apply post start, with what another has", ada.request(ada.form("apply/start")))
  }

  private mutating func keeper() throws {
    let list = office.folder + "/certificates.csv"
    try Folder.put(
      "email,kind,number,first-day,last-day\nada@example.org,flier,F-1,2024-01-01,2029-12-31\n",
      at: list)
    try keep("docket store import-certificates", .task(["import-certificates", list]))
    let roles: Scene.Deed = .command(["staff", "roles", "grace", "--role", "finance,reviewer"])
    let adding = [
      "staff", "add", "grace", "--print-link", "--full-name", "Grace Abara", "--email",
      "grace@office.example",
      "--role", "finance",
    ]
    try keep("docket staff add", .command(adding))
    _ = try office.command(adding)
    try keep("docket staff roles", roles)
    let organisation = [
      "organisation", "add", "district-9", "--name", "District 9", "--party", "club",
    ]
    try keep("docket organisation add", .command(organisation))
    _ = try office.command(organisation)
    let appointing = [
      "organisation", "appoint", "district-9", "--full-name", "Bo Lind", "--email",
      "bo@district.example", "--role", "appoints,submits",
    ]
    try keep("docket organisation appoint", .command(appointing))
    _ = try office.command(appointing)
    try keep(
      "docket organisation dismiss",
      .command(["organisation", "dismiss", "district-9", "--email", "bo@district.example"]))
    try keep("docket staff remove", .command(["staff", "remove", "grace"]))
    try refund()
    // What a crash has left owing, a draft of long ago, a link that nobody will follow.
    var owing = office
    owing.environment = [:]
    try keep("docket store sweep", .task(["sweep"]))
  }

  /// Proposed by one person, and confirmed by another.
  private mutating func refund() throws {
    _ = try office.command([
      "staff", "add", "mara", "--full-name", "Mara Lind", "--email", "mara@office.example",
      "--role", "administrator,fitness-officer",
    ])
    let proposing = ["store", "refund", paid, "--reason", "mistake", "--staff", "grace"]
    try keep("docket store refund", .command(proposing))
    let (status, said) = try office.command(proposing)
    guard status == 0, let match = said.firstMatch(of: /, ([a-z0-9]{8})\n/) else {
      throw Trouble("no refund was proposed: \(said)")
    }
    let id = String(match.1)
    proposal = id
    try keep(
      "docket store refund --confirm",
      .command(["store", "refund", "--confirm", id, "--staff", "mara"]))
    try keep(
      "docket store refund --refuse",
      .command(["store", "refund", "--refuse", id, "--staff", "mara", "--words", "No case"]))
    _ = try office.command(["store", "refund", "--confirm", id, "--staff", "mara"])
  }

  /// Somebody of the staff follows a link, chooses what they sign in with, signs out and in again.
  private mutating func staff() throws {
    var colleague = Visitor(office)
    let resetting = ["staff", "reset", "mara", "--print-link"]
    try keep("docket staff reset", .command(resetting))
    try colleague.opens(Colleague.link(in: office.command(resetting).words))
    let enrol = colleague.request(try Colleague.enrols(colleague))
    let next = try message()
    try keep("staff post enrol/*token", .request(enrol), next: next)
    let secret = try Colleague.secret(shownBy: colleague)
    try colleague.send(enrol)
    try colleague.opens("staff")
    let signOut = colleague.request(try colleague.form("staff/sign-out"))
    var browser = Visitor(office)
    try browser.opens("staff/sign-in")
    func signIn(_ step: Int) throws -> Request {
      browser.request(try Colleague.signsIn("mara", secret, step, in: browser))
    }
    try keep("staff post sign-out", .request(signOut), next: signIn(1))
    try keep("staff post sign-in", .request(signIn(0)), next: signIn(1))
    try colleague.opens("staff/password")
    let changing = try Colleague.changesPassword(secret, 0, in: colleague)
    try keep("staff post password", .request(colleague.request(changing)), next: next)
    try colleague.opens("staff")
    let elsewhere = try colleague.form("staff/sign-out-everywhere")
    try keep(
      "staff post sign-out-everywhere", .request(colleague.request(elsewhere)), next: signIn(1))
    mara = colleague
  }

  private mutating func changedAccount() throws {
    var elsewhere = Visitor(office)
    try elsewhere.send(signIn())
    try ada.opens("account/devices")
    let device = try ada.form("account/devices")
    try aside("account post devices", ada.request(device))
    try ada.opens("account/devices")
    try aside(
      "account post sign-out-everywhere", ada.request(ada.form("account/sign-out-everywhere")),
      next: signIn())
    try aside("account post sign-out", ada.request(ada.form("account/sign-out")), next: signIn())
    try ada.opens("account/email")
    var typed = try ada.form(
      "account/email", ["email": "ada@new.example", "present-password": Self.password])
    var late = ada.request(typed)
    late.cookies["session"] = nil
    var browser = ada
    try browser.send(late)
    try browser.opens("account/email")
    try keepDiscard(browser)
    try ada.opens("account/email")
    typed = try ada.form(
      "account/email", ["email": "ada@new.example", "present-password": Self.password])
    try scene("account post email", typed)
    try ada.opens(link("confirm-new-address"))
    try aside(
      "account post email/*token", ada.request(ada.form("account/email/")))
    try ada.opens("account/password")
    try aside(
      "account post password",
      ada.request(
        ada.form(
          "account/password",
          ["present-password": Self.password, "password": "another four words"])))
    var forgetful = Visitor(office)
    try forgetful.opens("account/recover")
    let recover = forgetful.request(
      try forgetful.form("account/recover", ["email": "ada@example.org"]))
    try aside("account post recover", recover)
    try forgetful.send(recover)
    try forgetful.opens(link("choose-password"))
    try aside(
      "account post recover/*token",
      forgetful.request(forgetful.form("account/recover/", ["password": "another four words"])),
      next: recover)
  }

  private mutating func keepDiscard(_ browser: Visitor) throws {
    try aside(
      "account post discard", browser.request(browser.form("account/discard")))
  }
}
