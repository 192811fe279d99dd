import Applications
import Rules

/// A day of a table, like `day("2026-11-22")`.
func day(_ text: String) -> Day {
  guard let day = Day(text) else { preconditionFailure("no such day: \(text)") }
  return day
}

/// A moment of a table, to the second: `moment("2026-11-22T05:00:00")`.
func moment(_ text: String) -> Moment {
  guard let moment = Moment(text + ".000Z") else { preconditionFailure("no such moment: \(text)") }
  return moment
}

func clause(_ text: String) -> Clause {
  guard let clause = Clause(text) else { preconditionFailure("a clause is never empty") }
  return clause
}

/// Answers in one line: `answers(("name", "Ada"), ("copies", "3"))`.
func answers(_ fields: (String, String)...) -> Answers {
  Answers(fields.map { Answers.Field(name: $0.0, texts: [$0.1]) })
}

func yes(_ question: Question.ID) -> Condition { .answered(question: question, isOneOf: ["yes"]) }

func question(
  _ id: Question.ID = "q", _ kind: Question.Kind = .yesOrNo, isRequired: Bool = true,
  when: Condition = .always
) -> Question {
  Question(id: id, ask: "What?", kind: kind, isRequired: isRequired, when: when)
}

func choices(_ ids: Identifier<Question.Choice>...) -> [Question.Choice] {
  ids.map { Question.Choice(id: $0, label: "A choice") }
}

func element(
  _ id: Element.ID = "e", by party: Party.ID = Party.applicant, before: Element.Gate = .payment,
  isRequired: Bool = true, none: Words? = nil, questions: [Question] = [question()],
  entries: [EntryGroup] = [],
  attachments: Element.AttachmentRule? = nil, seal: Element.Seal? = nil,
  seenBy: [String] = [], invitation: InvitationRule? = nil
) -> Element {
  Element(
    id: id, title: "An element", why: "", clause: clause("§ 2"), submittedBy: party,
    neededBefore: before, isRequired: isRequired, none: none, questions: questions,
    entries: entries, attachments: attachments, seal: seal, seenBy: seenBy,
    invitation: invitation)
}

func fee(_ id: Fee.ID, per: Fee.Unit = .request, _ amounts: (String, Int)...) -> Fee {
  Fee(
    id: id, title: "A fee", per: per,
    amounts: amounts.map {
      Fee.Amount(from: day($0.0), money: Money(cents: $0.1), clause: clause("§ 3"))
    })
}

func request(
  _ id: RequestType.ID = "r", questions: [Question] = [], elements: [Element.ID] = ["e"],
  fees: [Fee.ID] = ["f"]
) -> RequestType {
  RequestType(
    id: id, title: "A request", summary: "", whoFor: "", clause: clause("§ 1"),
    questions: questions, elements: elements.map { .init($0) }, fees: fees.map { .init($0) })
}

/// The clocks of New York in 2026.
func newYork() -> TimeZoneTable {
  let table = TimeZoneTable(
    name: "America/New_York",
    changes: [
      .init(at: moment("2025-11-02T06:00:00").secondsSince1970, offset: -5 * 3600),
      .init(at: moment("2026-03-08T07:00:00").secondsSince1970, offset: -4 * 3600),
      .init(at: moment("2026-11-01T06:00:00").secondsSince1970, offset: -5 * 3600),
    ])
  guard let table else { preconditionFailure("changes are in order") }
  return table
}

/// One request `r` that asks for `elements` and costs 85 dollars.
func edition(
  elements: [Element] = [element()], requests: [RequestType]? = nil,
  fees: [Fee] = [fee("f", ("2017-03-06", 85_00))]
) -> Edition {
  guard let dollars = Currency(code: "USD") else { preconditionFailure("a currency has a code") }
  let agency = Agency(
    name: "Board of Bakers", contact: Agency.Contact(emailAddress: "desk@bakers.example"),
    timeZone: newYork(), currency: dollars, languages: ["en"], applicationDays: 90)
  return Edition(
    of: Definitions(
      agency: agency,
      parties: [
        Party(id: Party.applicant, title: "Applicant"), Party(id: "guild", title: "Guild"),
      ],
      fees: FeeSchedule(fees: fees),
      requestTypes: requests ?? [request(elements: elements.map(\.id))], elements: elements),
    on: day("2026-01-05"))
}

/// The publication of every test, in hexadecimal.
let publication = String(repeating: "ab", count: 32)

func account() -> AccountID {
  guard let account = AccountID("23456789bcdfghjkmnpqrtvwxy") else {
    preconditionFailure("26 letters and digits")
  }
  return account
}

/// Started on 5 January 2026 in New York, payable until the end of 5 April.
func start(requests: [RequestType.ID] = ["r"], answers: Answers = Answers()) -> Start {
  Start(
    applicant: account(), profile: Profile(name: "Ada Okoro", emailAddress: "ada@okoro.example"),
    requests: requests, answers: answers, publication: publication, day: day("2026-01-05"),
    deadline: moment("2026-04-06T04:00:00"), key: "start")
}

/// The journal of an application: the start, then `happenings`, a minute apart from 15:00 UTC.
func events(_ start: Start = start(), _ happenings: [Event.What]) -> [Event] {
  ([.started(start)] + happenings).enumerated().map { index, what in
    Event(
      number: index + 1, at: moment("2026-01-05T15:00:00").adding(seconds: 60 * index),
      who: .applicant(account()), what: what)
  }
}

func application(_ happenings: Event.What..., from start: Start = start()) -> Application {
  application(happenings, from: start)
}

func application(_ happenings: [Event.What], from start: Start = start()) -> Application {
  guard let number = ApplicationNumber("k7m42q9p"),
    let application = Application(number: number, events: events(start, happenings))
  else { preconditionFailure("a journal begins with the start") }
  return application
}

func saved(
  _ answers: Answers = answers(("q", "yes")), element: Element.ID = "e", revision: Int = 1,
  statesNone: Bool = false, key: String = "save"
) -> Event.What {
  .saved(
    Save(element: element, revision: revision, answers: answers, statesNone: statesNone, key: key))
}

func attached(
  _ id: String = "a1", element: Element.ID = "e", entry: String? = nil,
  description: String = "A scan",
  type: String = "letter", digest: String = "cd", awaitsCheck: Bool = false,
  replaces: String? = nil, key: String = "attach"
) -> Event.What {
  .attached(
    Attachment(
      id: id, element: element, entry: entry, fileName: "scan.pdf", description: description,
      type: type,
      mediaType: "application/pdf", byteCount: 1000, digest: String(repeating: digest, count: 32),
      awaitsCheck: awaitsCheck, replaces: replaces, key: key))
}

func checked(_ outcome: FileCheck.Outcome, digest: String = "cd") -> Event.What {
  .fileChecked(
    FileCheck(digest: String(repeating: digest, count: 32), outcome: outcome, words: "stream"))
}

func sealed(_ element: Element.ID = "e", changes: Int = 1, key: String = "seal") -> Event.What {
  .sealed(
    Signature(
      element: element, changes: changes, version: day("2020-01-01"), publication: publication,
      digest: "ef", name: "Ada Okoro", key: key))
}

func opened(_ reference: String, cents: Int = 85_00, key: String = "pay") -> Event.What {
  let line = Quote.Line(
    fee: "f", request: "r", what: "A fee", count: 1, each: Money(cents: cents),
    clause: clause("§ 3"), since: day("2017-03-06"))
  return .attemptOpened(
    Attempt(
      reference: reference, provider: "pretend",
      quote: Quote(day: day("2026-01-05"), lines: [line]), publication: publication,
      currency: "USD", checkingSeconds: 10_800, windowSeconds: 3 * 86_400, key: key))
}

func paid(
  _ reference: String, _ use: Payment.Use = .fee, transaction: String = "t1", cents: Int = 85_00
) -> Event.What {
  .attemptPaid(
    Payment(
      reference: reference, transaction: transaction, money: Money(cents: cents), currency: "USD",
      use: use))
}

func returned(_ reference: String, transaction: String = "t1", cents: Int = 85_00) -> ReturnedMoney
{
  ReturnedMoney(
    reference: reference, transaction: transaction, money: Money(cents: cents), currency: "USD")
}
