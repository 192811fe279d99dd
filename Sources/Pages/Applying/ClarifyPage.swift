import Applications
import Markup
import Rules

/// The questions that decide what an application needs and costs. A question that two requests share
/// is asked once.
///
/// - `from`: the application whose answers and files the new one takes over.
/// - `offer`: the secret word of the link to the offer that the start accepts.
/// - `isHeld`: whether `answers` were sent after the session had ended.
package func clarifyPage(
  _ requests: [RequestType], edition: Edition, answers: Answers, from: ApplicationNumber? = nil,
  offer: String? = nil, faults: [FieldFault], isHeld: Bool = false, account: AccountID,
  keys: FormKeys
) -> Page {
  var seen: Set<Question.ID> = []
  let questions = requests.flatMap(\.questions).filter { seen.insert($0.id).inserted }
  let fields = QuestionFields(questions, answers: answers, faults: faults, edition: edition)
  let ids = requests.map(\.id)
  return Page(
    title: "A few questions before you start",
    main: .lines(
      offer.map { backLink(Links.offer($0), label: "Back to the offer") }
        ?? backLink(Links.choose(ids, from: from), label: "Back to your choice"),
      errorSummary(Messages(edition).summary(faults)),
      "<h1>A few questions before you start</h1>",
      isHeld ? note("<p>You typed this before you signed in. Nothing is started yet.</p>") : nil,
      """
      <p>For: <strong>\(edition.titles(of: requests))</strong>. Your answers decide which parts you are \
      asked for and what you pay. Nothing is stored yet.</p>
      """,
      "<form method=\"post\" action=\"\(Links.action(Links.confirmAnswers))\" novalidate>",
      hidden(
        [HiddenField("token", keys.token), HiddenField("account", account.text)]
          + ids.map { HiddenField("request", $0.text) } + fromField(from) + offerField(offer)),
      fields.html, buttonGroup(button("Next")), "</form>"),
    hasErrors: !faults.isEmpty, section: .dashboard)
}
