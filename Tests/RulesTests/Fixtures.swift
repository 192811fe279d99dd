import Rules

/// A day of a table, like `day("2026-11-22")`.
func day(_ text: String) -> Day {
  guard let day = Day(text) else { preconditionFailure("no such day: \(text)") }
  return day
}

func clause(_ text: String) -> Clause {
  guard let clause = Clause(text) else { preconditionFailure("a clause is never empty") }
  return clause
}

/// Answers in one line: `answers(("basis", "exam"), ("copies", "3"))`.
func answers(_ fields: (String, String)...) -> Answers {
  Answers(fields.map { Answers.Field(name: $0.0, texts: [$0.1]) })
}

func yes(_ question: Question.ID) -> Condition { .answered(question: question, isOneOf: ["yes"]) }

func question(
  _ id: Question.ID, _ kind: Question.Kind = .yesOrNo, isRequired: Bool = true,
  when: Condition = .always, period: Period = .always
) -> Question {
  Question(
    id: id, ask: "What?", kind: kind, isRequired: isRequired, when: when, period: period)
}

/// A fee with its amounts as `("2020-01-01", 85_00)`, each on a clause named after its day.
func fee(
  _ id: Fee.ID, per: Fee.Unit = .request, pricedOn: Fee.PricingDay = .payment,
  _ amounts: (String, Int)...
) -> Fee {
  Fee(
    id: id, title: "A fee", per: per, pricedOn: pricedOn,
    amounts: amounts.map {
      Fee.Amount(from: day($0.0), money: Money(cents: $0.1), clause: clause("§ \($0.0)"))
    })
}

func request(
  _ id: RequestType.ID, period: Period = .always, questions: [Question] = [],
  elements: [RequestType.ElementUse] = [], fees: [RequestType.FeeUse] = []
) -> RequestType {
  RequestType(
    id: id, title: "A request", summary: "", whoFor: "", clause: clause("§ 1"), period: period,
    questions: questions, elements: elements, fees: fees)
}

func element(_ id: Element.ID, questions: [Question] = []) -> Element {
  Element(
    id: id, title: "An element", why: "", clause: clause("§ 2"), submittedBy: Party.applicant,
    questions: questions)
}

func edition(
  fees: [Fee] = [], schedule: FeeSchedule? = nil, requests: [RequestType] = [],
  elements: [Element] = [], on day: Day = day("2026-01-05")
) -> Edition {
  guard let dollars = Currency(code: "USD") else { preconditionFailure("a currency has a code") }
  let agency = Agency(
    name: "Board of Bakers", contact: Agency.Contact(emailAddress: "desk@bakers.example"),
    timeZone: .utc, currency: dollars, languages: ["en"], applicationDays: 90)
  return Edition(
    of: Definitions(
      agency: agency, parties: [Party(id: Party.applicant, title: "Applicant")],
      fees: schedule ?? FeeSchedule(fees: fees), requestTypes: requests, elements: elements),
    on: day)
}

/// The same numbers on every run (*SplitMix64*), so that a failure can be seen again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
