import Applications
import JSON
import Notation
import Rules

let priceCommand = Command(
  name: "price",
  summary: "what an application costs on a day, line by line",
  help: """
    usage: docket price --request ID[,ID…] [--answer QUESTION=VALUE,…] --on DAY [--site FOLDER] [--json]

    Prints each line of the fee with its amount and clause, and the total.

      --request ID   the request type; several with commas between them
      --answer Q=V   answers to clarifying questions, where the fee depends on them
      --on DAY       the day of payment, like 2026-11-22
      --site FOLDER  the definitions; 'site' where none is given
      --json         one line for programs to read

    Ends with 1 where a thing has no price that day, 2 for a name that does not exist.
    """,
  options: [
    Command.Option(name: "request", takesValue: true),
    Command.Option(name: "answer", takesValue: true), Command.Option(name: "on", takesValue: true),
    Command.Option(name: "site", takesValue: true), Command.Option(name: "json", takesValue: false),
  ]
) { options in
  let names = try options.needed("request").split(
    separator: ",", omittingEmptySubsequences: false
  ).map(String.init)
  _ = try options.needed("on")
  guard let day = try options.day("on") else { throw Trouble.usage("'--on' is needed") }
  let site = try SiteFolder(at: options["site"] ?? "site").site()
  let edition = Edition(of: site.definitions, on: day)
  let requests = try names.map { name throws(Trouble) in
    guard !name.isEmpty else {
      throw .usage("'--request' is one id, or several with a comma between two")
    }
    guard names.filter({ $0 == name }).count == 1 else {
      throw .usage("'\(name)' is there twice; an application asks for it once")
    }
    return try request(named: name, in: edition, of: site.definitions)
  }
  let answers = try answers(options["answer"], to: requests.flatMap(\.questions))
  let quote: Quote
  do throws(PricingRefusal) {
    quote = try edition.quote(for: requests, answers: answers, paid: day)
  } catch {
    throw Trouble.impossible(words(for: error))
  }
  try printLine(
    options.has("json")
      ? String(decoding: node(of: quote, edition.agency).bytes, as: UTF8.self)
      : lines(of: quote, edition.agency))
  return 0
}

private func request(
  named name: String, in edition: Edition, of definitions: Definitions
) throws(Trouble) -> RequestType {
  if let id = RequestType.ID(name), let request = edition.requestType(id) { return request }
  if definitions.requestTypes.contains(where: { $0.id.text == name }) {
    throw .impossible("'\(name)' cannot be applied for on \(edition.day)")
  }
  let known = definitions.requestTypes.map(\.id.text)
  let hint =
    nearest(to: name, among: known).map { "; did you mean '\($0)'?" }
    ?? "; there are " + known.map { "'\($0)'" }.joined(separator: ", ")
  throw .usage("there is no request type '\(name)'\(hint)")
}

/// `copies=2,kind=new`, held to the questions.
private func answers(_ text: String?, to questions: [Question]) throws(Trouble) -> Answers {
  var fields: [Answers.Field] = []
  for pair in (text ?? "").split(separator: ",") {
    let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw .usage("'\(pair)' is no answer: write it like copies=2")
    }
    let names = questions.flatMap(\.fields)
    guard names.contains(parts[0]) else {
      let hint = nearest(to: parts[0], among: names).map { "; did you mean '\($0)'?" } ?? ""
      throw .usage("nothing asked for has a question '\(parts[0])'\(hint)")
    }
    let before = fields.filter { $0.name == parts[0] }.flatMap(\.texts)
    fields.removeAll { $0.name == parts[0] }
    fields.append(Answers.Field(name: parts[0], texts: before + [parts[1]]))
  }
  let answers = Answers(fields)
  for question in questions where question.fields.contains(where: { !answers[field: $0].isEmpty }) {
    guard question.fault(in: answers) != nil else { continue }
    let said = question.fields.flatMap { answers[field: $0] }.joined(separator: ",")
    throw .usage("'\(said)' is no answer to '\(question.id)': \(remedy(for: question))")
  }
  return answers
}

private func remedy(for question: Question) -> String {
  func one(of words: [String]) -> String {
    "write " + words.map { "'\($0)'" }.joined(separator: " or ")
  }
  return switch question.kind {
  case .yesOrNo: one(of: ["yes", "no"])
  case .confirmation: one(of: ["yes"])
  case .oneOf(let choices), .severalOf(let choices): one(of: choices.map(\.id.text))
  case .number(let range):
    "write a whole number from \(range.lowerBound) to \(range.upperBound)"
  default: "write what its form would take"
  }
}

private func words(for refusal: PricingRefusal) -> String {
  switch refusal {
  case .noAmountYet(let fee, let first):
    "the fee '\(fee)' has no amount on that day: the first one known is of \(first)"
  case .noCount(let question):
    "how many is not said: add --answer \(question)=1, or as many as there are"
  case .noSuchFee(let fee): "the schedule has no fee '\(fee)'"
  }
}

private func lines(of quote: Quote, _ agency: Agency) -> String {
  let rows = quote.lines.map { line in
    (
      line.amount.text(in: agency.currency),
      line.what.text(in: agency.languages[0])
        + (line.count == 1 ? "" : " (\(line.count) × \(line.each.text(in: agency.currency)))")
        + ", \(line.clause), since \(line.since)"
    )
  }
  let total = quote.total.text(in: agency.currency)
  let width = (rows.map(\.0) + [total]).map(\.count).max() ?? 0
  func right(_ text: String) -> String {
    String(repeating: " ", count: width - text.count) + text
  }
  return (rows.map { right($0.0) + "  " + $0.1 } + [right(total) + "  total on \(quote.day)"])
    .joined(separator: "\n")
}

private func node(of quote: Quote, _ agency: Agency) -> JSONNode {
  let lines = quote.lines.map { line -> JSONNode in
    [
      "request": line.request.map { .string($0.text) } ?? .null,
      "fee": .string(line.fee.text),
      "count": .integer(line.count),
      "what": .string(line.what.text(in: agency.languages[0])),
      "cents": .integer(line.amount.cents),
      "clause": .string(line.clause.citation),
      "since": .string(line.since.description),
    ]
  }
  return [
    "day": .string(quote.day.description), "lines": .array(lines),
    "totalCents": .integer(quote.total.cents),
  ]
}
