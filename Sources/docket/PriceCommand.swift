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
  let names = try options.needed("request").split(separator: ",").map(String.init)
  _ = try options.needed("on")
  guard let day = try options.day("on") else { throw Trouble.usage("'--on' is needed") }
  let site = try SiteFolder(at: options["site"] ?? "site").site()
  let edition = Edition(of: site.definitions, on: day)
  let requests = try names.map { name throws(Trouble) in
    try request(named: name, in: edition, of: site.definitions)
  }
  let answers = try Answers(
    (options["answer"] ?? "").split(separator: ",").map { pair throws(Trouble) in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw .usage("'\(pair)' is no answer: write it like copies=2")
      }
      return Answers.Field(name: parts[0], texts: [parts[1]])
    })
  let quote: Quote
  do throws(PricingRefusal) {
    quote = try edition.quote(for: requests, answers: answers, paid: day)
  } catch {
    throw Trouble.impossible(words(for: error))
  }
  printLine(
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
  let hint = nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
  throw .usage("there is no request type '\(name)'\(hint)")
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
