import Markup
import Rules

extension Edition {
  /// The language its pages are in: the agency's first.
  var language: String { agency.languages[0] }

  package func text(_ words: Words) -> String { words.text(in: language) }
  func markdown(_ words: Words) -> HTML { Markup.markdown(text(words)) }
  func inline(_ words: Words) -> HTML { inlineMarkdown(text(words)) }
  func text(_ money: Money) -> String { money.text(in: agency.currency) }

  /// The amount, or that there is none to pay.
  func price(_ money: Money) -> String { money == .zero ? "No charge" : text(money) }

  /// Who completes a part, as the applicant is told.
  func name(of party: Party.ID) -> String {
    party == Party.applicant ? "You" : self.party(party).map { text($0.title) } ?? party.text
  }

  func titles(of requests: [RequestType]) -> String {
    requests.map { text($0.title) }.joined(separator: ", ")
  }
}

/// Where a rule stands, beside what rests on it.
func clauseMark(_ clause: Clause) -> HTML { "<span class=\"aside\">\(clause.citation)</span>" }

/// The hidden fields of a form, in the order programs expect them: `token` comes first.
func hidden(_ fields: [HiddenField]) -> HTML {
  .lines(
    fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML })
}

func hidden(_ keys: FormKeys, _ more: [HiddenField] = []) -> HTML {
  hidden([HiddenField("token", keys.token), HiddenField("key", keys.key)] + more)
}
