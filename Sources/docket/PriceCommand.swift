import Applications
import JSON
import Notation
import Pages
import Rules

let priceCommand = Command(
  name: "price",
  summary: "what an application costs on a day, line by line",
  help: """
    usage: docket price --request ID[:N][,ID…] --on DAY [--OPTION] [--answer QUESTION=VALUE,…]
                        [--layer LAYER] [--site FOLDER] [--json]

    Prints each line of the fee with its amount, its clause and the conditions that were met, and the
    total.

      --request ID   the request type; several with commas between them. ID:N is for N certificates
      --on DAY       the day of payment, like 2026-11-22
      --OPTION       what a fee of the site calls its option, like --align
      --answer Q=V   answers to clarifying questions, where the fee depends on them
      --layer LAYER  'letter', or a layer of the site like 'practice'; else what the agency charges
      --site FOLDER  the definitions; 'site' where none is given
      --json         one line for programs to read

    Ends with 1 where a thing has no price that day, 2 for a name that does not exist.
    """,
  options: [
    Command.Option(name: "request", takesValue: true),
    Command.Option(name: "answer", takesValue: true), Command.Option(name: "on", takesValue: true),
    Command.Option(name: "layer", takesValue: true), Command.Option(name: "site", takesValue: true),
    Command.Option(name: "json", takesValue: false),
  ], takesOtherFlags: true
) { options in
  let asked = try askedFor(try options.needed("request"))
  _ = try options.needed("on")
  guard let day = try options.day("on") else { throw Trouble.usage("'--on' is needed") }
  let definitions = try SiteFolder(at: options["site"] ?? "site").site().definitions
  let edition = Edition(of: definitions, on: day)
  var occasion = Occasion(paid: day)
  occasion.options = try chosen(options.others, of: definitions)
  let layer = try layer(options["layer"], of: definitions)
  occasion.layer = layer
  let requests = try asked.map { asked throws(Trouble) in
    try request(named: asked.name, in: edition, of: definitions)
  }
  for (request, asked) in zip(requests, asked) { occasion.counts[request.id] = asked.count }
  let answers = try answers(options["answer"] ?? "", to: requests.flatMap(\.questions))
  let quote: Quote
  do throws(PricingRefusal) {
    quote = try edition.quote(for: requests, answers: answers, occasion)
  } catch {
    throw Trouble.impossible(words(for: error, requests, edition, definitions))
  }
  try printLine(
    options.has("json")
      ? String(decoding: node(of: quote, edition, layer).bytes, as: UTF8.self)
      : priceText(quote, edition, layer: layer))
  return 0
}

// MARK: The words of the command

/// `renew:2,add` as names, each with how many, where that is said.
private func askedFor(_ text: String) throws(Trouble) -> [(name: String, count: Int?)] {
  var asked: [(name: String, count: Int?)] = []
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    let pieces = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    var count: Int?
    if pieces.count > 1 {
      count = wholeNumber(pieces[1])
      guard pieces.count == 2, let count, count > 0 else {
        throw .usage("'\(part)' does not say how many: write it like \(pieces[0]):2")
      }
    }
    guard !pieces[0].isEmpty else {
      throw .usage("'--request' is one id, or several with a comma between two")
    }
    guard !asked.contains(where: { $0.name == pieces[0] }) else {
      throw .usage("'\(pieces[0])' is there twice; an application asks for it once")
    }
    asked.append((pieces[0], count))
  }
  return asked
}

/// The options of fees among the flags that are not the command's own.
private func chosen(
  _ flags: [String], of definitions: Definitions
) throws(Trouble) -> Set<String> {
  let known = definitions.fees.fees.compactMap(\.option)
  for flag in flags where !known.contains(flag) {
    let own = ["request", "answer", "on", "layer", "site", "json"]
    let hint = nearest(to: flag, among: known + own).map { "; did you mean '--\($0)'?" } ?? ""
    throw .usage("there is no option '--\(flag)'\(hint)")
  }
  return Set(flags)
}

private func layer(
  _ name: String?, of definitions: Definitions
) throws(Trouble) -> FeeLayer.ID {
  guard let name else { return definitions.agency.feeLayer }
  let known = [FeeLayer.letter] + definitions.fees.layers.map(\.id)
  if let layer = known.first(where: { $0.text == name }) { return layer }
  let hint = nearest(to: name, among: known.map(\.text)).map { "; did you mean '\($0)'?" } ?? ""
  throw .usage("there is no layer '\(name)'\(hint)")
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
    // A day may be given in one piece, under the name of its question.
    let question = questions.first { $0.id.text == parts[0] }
    let names = questions.flatMap { [$0.id.text] + $0.fields }
    guard names.contains(parts[0]) else {
      let hint = nearest(to: parts[0], among: names).map { "; did you mean '\($0)'?" } ?? ""
      throw .usage("nothing asked for has a question '\(parts[0])'\(hint)")
    }
    if case .day? = question?.kind {
      fields += question?.fields(writing: parts[1]) ?? []
      continue
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

// MARK: What it says

private func words(
  for refusal: PricingRefusal, _ requests: [RequestType], _ edition: Edition,
  _ definitions: Definitions
) -> String {
  switch refusal {
  case .noAmountYet(let fee, let first):
    "the fee '\(fee)' has no amount on that day: the first one known is of \(first)"
  case .unnamed(let fee, let reason):
    "the fee '\(fee)' has no amount on that day: \(reason.text(in: edition.agency.languages[0]))"
  case .noCount(let question):
    "how many is not said: add --answer \(question)=1, or as many as there are"
  case .noDay(let question):
    "the day is not said: add --answer \(question)=\(edition.day)"
  case .noSuchFee(let fee): "the schedule has no fee '\(fee)'"
  case .optionNotFor(let option): notFor(option, requests, definitions)
  case .circular(let fee): "the fee '\(fee)' is reckoned from itself"
  case .tooMuch(let fee): "the fee '\(fee)' comes to more than can be charged"
  }
}

private func notFor(
  _ option: String, _ requests: [RequestType], _ definitions: Definitions
) -> String {
  let able = definitions.requestTypes.filter { request in
    request.fees.contains { definitions.fees.fee($0.fee)?.option == option }
  }
  let asked = requests.map { "'\($0.id)'" }.joined(separator: ", ")
  return "'--\(option)' does not go with \(asked), only with "
    + able.map { "'\($0.id)'" }.joined(separator: ", ")
}

private func node(of quote: Quote, _ edition: Edition, _ layer: FeeLayer.ID) -> JSONNode {
  let language = edition.agency.languages[0]
  let lines = quote.lines.map { line -> JSONNode in
    [
      "request": line.request.map { .string($0.text) } ?? .null,
      "count": .integer(line.count),
      "what": .string(line.what.text(in: language)),
      "cents": .integer(line.amount.cents),
      "clause": .string(line.clause.citation),
      "because": .array(line.because.map { .string(edition.sentence($0)) }),
    ]
  }
  return [
    "day": .string(quote.day.description),
    "edition": edition.fees.textEdition(on: quote.day).map { .string($0.id.text) } ?? .null,
    "layer": .string(layer.text), "lines": .array(lines),
    "totalCents": .integer(quote.total.cents),
  ]
}
