import Applications
import Desk
import JSON
import Rules
import Store

let partiesCommand = Command(
  name: "parties",
  summary: "says who was asked for parts of an application, and what is odd about it",
  help: """
    usage: docket store parties NUMBER --prefix FOLDER [--json]

    Says who was asked to complete a part of an application, or to pay for it, how that stands and since
    when, oldest first; and what staff may want to look at about the address: it is somebody else's in
    the same application, or the applicant's own but for dots or a plus sign; anybody can have one at its
    domain (freeMailDomains in agency.jsonc); nobody who acts for the organization has one there. None of
    this proves anything, holds anything up, or is shown to the applicant.

      --prefix FOLDER  the installation
      --json           the same, as data

    Ends with 1 when there is no such application.
    """,
  options: [.prefix, .json],
  words: 1
) { options in
  guard let text = options.words.first else {
    throw Trouble.usage("say which: the number of an application")
  }
  let services = try staffServices(options)
  guard let number = ApplicationNumber(text),
    let application = try services.store.application(number)
  else { throw Trouble.impossible("there is no application '\(text)'") }
  let all = try services.askedParties(of: application)
  if options.has("json") {
    try printLine(
      JSONNode.object([
        JSONMember("number", .string(number.text)), JSONMember("parties", .array(all.map(\.node))),
      ]).text)
  } else {
    for line in all.flatMap(\.lines) { try printLine(line) }
  }
  return 0
}

extension AskedParty {
  fileprivate var lines: [String] {
    let who =
      name.isEmpty
      ? "(erased)"
      : name + (organisation.isEmpty ? "" : ", \(organisation)")
        + (emailAddress.isEmpty ? "" : " <\(emailAddress)>")
    return ["\(element?.id.text ?? "payment"): \(who): \(state) since \(since), asked \(askedAt)"]
      + hints.map { "  look: \($0.sentence)" }
  }

  fileprivate var node: JSONNode {
    [
      "for": .string(element?.id.text ?? "payment"), "name": .string(name),
      "organisation": .string(organisation), "emailAddress": .string(emailAddress),
      "state": .string(state), "since": .string(since.description),
      "asked": .string(askedAt.description),
      "hints": .array(
        hints.map { ["hint": .string($0.word), "says": .string($0.sentence)] }),
    ]
  }
}

extension AddressHint {
  fileprivate var sentence: String {
    switch self {
    case .sameAs(.party(let party)): "the same address was asked as \(party)"
    case .sameAs(.payer): "the same address was asked to pay"
    case .sameAs(.helper): "the same address helps the applicant"
    case .likeApplicant: "it is the applicant's own address, written otherwise"
    case .freeMail(let domain): "anybody can have an address at \(domain)"
    case .otherDomain(let domain, let known):
      "nobody who acts for the organization has an address at \(domain), but at "
        + known.joined(separator: ", ")
    }
  }
}
