import Applications
import CGI
import Pages
import Rules
import Store

/// A visit to one element of one application: of the person who is signed in, or of somebody who was asked for this
/// element alone.
struct ElementVisit {
  let visit: Visit
  let who: Event.Actor
  let overview: Overview
  let entry: Overview.Entry
  /// What the applicant told in applications before this one, where the element's seal asks for it.
  let toldBefore: [ToldBefore]

  var request: Request { visit.request }
  var element: Element { entry.element }
  var number: ApplicationNumber { overview.application.number }

  /// 404 for an element that the application does not ask for; for a form, that it never asks for.
  init(_ visit: Visit) throws {
    let application = try visit.application()
    guard let id = Element.ID(visit.request["element"]) else { throw Refusal.notFound }
    try self.init(
      visit, .applicant(try visit.applicant()),
      try visit.overview(of: application, isPriced: false, forms: [id]), id)
  }

  /// The element of an attachment, which may be withdrawn.
  init(_ visit: Visit, ofAttachment id: String) throws {
    let application = try visit.application()
    guard
      let file = application.attachment(id) ?? application.withdrawnAttachment(id)
    else { throw Refusal.notFound }
    try self.init(
      visit, .applicant(try visit.applicant()),
      visit.overview(of: application, isPriced: false), file.element)
  }

  init(
    _ visit: Visit, _ who: Event.Actor, _ overview: Overview, _ id: Element.ID
  ) throws {
    self.visit = visit
    self.who = who
    self.overview = overview
    // A form of a part that is asked for no longer is refused with what was typed, and so it is known.
    let isForm = visit.request.method == .post
    guard let entry = isForm ? overview.entry(evenIfNotAsked: id) : overview.entry(id) else {
      throw Refusal.notFound
    }
    self.entry = try Self.shown(entry, in: overview, to: visit)
    toldBefore =
      self.entry.element.seal?.takesNothingNew == true
      ? ToldBefore.all(
        of: self.entry.element,
        in: try visit.overviews(of: try visit.account(), isPriced: false) {
          $0.number != overview.application.number && $0.submittedAt != nil
        }.readable) : []
  }

  /// The entry in the words of now, and with what whoever visits may see of it.
  static func shown(
    _ entry: Overview.Entry, in overview: Overview, to visit: Visit
  ) throws -> Overview.Entry {
    let worded = try visit.worded(entry, in: overview)
    return overview.viewer.isHelper ? worded.asHelped : worded
  }

  /// What is kept of `typed`. A helper's form has no statements: those of `before`, the applicant's, stay. So does
  /// every answer that was not sent back to be put right, where only some were.
  func kept(_ typed: Answers, over before: Answers, of group: EntryGroup.ID? = nil) -> Answers {
    if group == nil, let open = partlyOpen {
      return open.kept(typed, over: before, of: element)
    }
    guard overview.viewer.isHelper,
      let whole = overview.entry(evenIfNotAsked: element.id)?.element
    else { return typed }
    let statements = group.map { whole.group($0)?.statements ?? [] } ?? whole.statements
    return Answers(typed.fields + before.belonging(to: statements).fields)
  }

  /// What of the element can be changed, where that is not all of it.
  var partlyOpen: Reopening? {
    overview.reopening(of: element.id).flatMap { $0.isWhole ? nil : $0 }
  }

  var form: ElementForm {
    ElementForm(overview, entry, toldBefore: toldBefore, keys: visit.keys)
  }

  /// Everything that keeps `part` from being signed.
  func faults(in part: Part) -> [FieldFault] {
    let faults = element.answerFaults(in: part)
    if overview.viewer.isHelper { return faults.filter { !$0.isAboutFiles(part) } }
    return element.nothingToldFaults(in: part, toldBefore: toldBefore).filter { told in
      !faults.contains { $0.field == told.field }
    } + faults
  }

  /// The same element as the store has it now.
  func again() throws -> ElementVisit {
    guard let application = try visit.services.store.application(number) else {
      throw Refusal.notFound
    }
    return try ElementVisit(visit, who, overview.after(application), element.id)
  }

  /// Whether the element is one that the visitor completes: 404 where it is not.
  func requireOwn() throws {
    guard overview.viewer.isParty || element.submittedBy == Party.applicant else {
      throw Refusal.notFound
    }
  }

  var addresses: ElementAddresses { overview.addresses(of: element.id) }

  func reply(_ page: Page, status: Status = .ok) throws -> Response {
    try visit.reply(
      page, status: status, agency: overview.edition.agency, mark: EditionMark(overview.edition),
      name: overview.viewer.isParty ? nil : overview.application.start.profile.name)
  }

  /// Appends what `decide` makes of the element as it is under the application's lock, or nothing when
  /// `isDone` says that this form has done its work before.
  /// `whyClosed` says why something in the element cannot be changed, where that is not all the same.
  /// - Throws: `Closed` when the element can no longer be changed, and what `decide` throws.
  func change(
    unless isDone: (Application) -> Bool, whyClosed: (Overview) -> String? = { _ in nil },
    _ decide: (Part) throws -> Event.What
  ) throws -> Overview {
    let application = try visit.services.change(
      number, by: who
    ) { application in
      let now = overview.after(application)
      // To a helper whose help has ended not even that a form came before is said: its page has the part on it.
      if overview.viewer.isHelper, let why = now.whyClosed(element.id) { throw Closed(why: why) }
      if isDone(application) { return nil }
      if let why = now.whyClosed(element.id) ?? whyClosed(now) { throw Closed(why: why) }
      return try decide(application.part(element.id))
    }
    return overview.after(application)
  }

  /// The page for what was sent too late.
  func notKept(
    _ closed: Closed, _ sent: SentInVain, status: Status = .conflict
  ) throws -> Response {
    try reply(
      notKeptPage(form, why: closed.why, sent: sent),
      status: status)
  }

  /// The page after this element: the next one, or the Overview after the last.
  func next(in overview: Overview) -> Response {
    if overview.viewer.isParty { return visit.redirect(to: addresses.home) }
    if overview.stage == .deficient {
      let next = overview.nextItem(after: element.id).map { "save/\(number.text)/\($0.id)" }
      return visit.redirect(to: next ?? "dashboard/\(number.text)/answer")
    }
    guard let next = overview.next(after: element.id) else {
      return visit.redirect(to: "dashboard/\(number.text)")
    }
    return visit.redirect(to: "save/\(number.text)/\(next.id)")
  }
}

extension Overview {
  /// The same for whoever looks, once the application has become another.
  func after(_ application: Application) -> Overview {
    var after = Overview(application, edition: edition, now: now)
    after.viewer = viewer
    return after
  }
}
