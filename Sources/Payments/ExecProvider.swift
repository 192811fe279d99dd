import JSON
import Rules

/// A provider behind a program of the host's own: for those that have to be called, like a state's portal.
///
/// The program is given one JSON object and answers with one. What the browser brings back is not believed:
/// it only makes us ask.
package struct ExecProvider: Provider {
  package static let kind = "exec"

  package let name: String
  /// What every question says besides.
  private let settings: [JSONMember]
  /// The program.
  private let run: Run
  package let window: Int

  /// Runs the program on one JSON text and gives back what it wrote.
  package typealias Run = @Sendable (_ input: [UInt8]) throws(ProviderFailure) -> [UInt8]

  /// `description` says what the money is for, as it may stand on a statement of account; `keyFiles` are whole
  /// paths, which the program reads itself; in `folder` it may keep what it has to remember. A payment may come
  /// for so many days after it was begun.
  package init(
    name: String = Self.kind, description: String, keyFiles: [String], folder: String, days: Int,
    run: @escaping Run
  ) {
    self.name = name
    settings = [
      JSONMember("description", .string(description)),
      JSONMember("keyFiles", .array(keyFiles.map { .string($0) })),
      JSONMember("folder", .string(folder)),
    ]
    window = days * 86_400
    self.run = run
  }

  package func start(_ order: Order, at now: Moment) throws(ProviderFailure) -> WayToPay {
    let answer = try answer(to: "start", order)
    if let address = answer["redirect"]?.string {
      guard isAddress(address, of: order) else {
        throw ProviderFailure(reason: "'redirect' is no address")
      }
      return .link(address)
    }
    guard let form = answer["form"], let action = form["action"]?.string,
      let members = form["fields"]?.members
    else { throw ProviderFailure(reason: "the answer has neither 'redirect' nor 'form'") }
    guard isAddress(action, of: order) else {
      throw ProviderFailure(reason: "'action' is no address")
    }
    var fields: [HandOver.Field] = []
    for member in members {
      guard let value = member.node.string else {
        throw ProviderFailure(reason: "the field '\(member.name)' is no text")
      }
      fields.append(HandOver.Field(member.name, value))
    }
    return .form(HandOver(action: action, fields: fields))
  }

  /// Nothing that comes by itself is believed.
  package func judge(_ notification: Notification, at now: Moment) -> Verdict {
    .refused(.noSignature)
  }

  package func ask(about order: Order, at now: Moment) throws(ProviderFailure) -> Verdict? {
    let answer = try answer(to: "ask", order)
    guard let state = answer["state"]?.string else {
      throw ProviderFailure(reason: "the answer has no 'state'")
    }
    let transaction = answer["transaction"]?.string ?? ""
    func says(_ what: Report.What) -> Verdict {
      .says(Report(reference: order.reference, transaction: transaction, what))
    }
    switch state {
    case "undecided": return says(.undecided)
    case "declined": return says(.declined)
    case "cancelled": return says(.cancelled)
    case "paid", "refunded", "reversed": break
    default: throw ProviderFailure(reason: "the state '\(state)' is not one that Docket knows")
    }
    guard let cents = answer["amount"]?.integer, cents >= 0,
      let currency = answer["currency"]?.string.flatMap(Currency.init(code:)), !transaction.isEmpty
    else {
      throw ProviderFailure(
        reason: "money needs 'amount' in cents, 'currency' like USD, and 'transaction'")
    }
    let money = Money(cents: cents)
    return switch state {
    case "refunded": says(.refunded(money, currency: currency.code))
    case "reversed": says(.reversed(money, currency: currency.code))
    default: says(.paid(money, currency: currency.code))
    }
  }

  private func answer(to question: String, _ order: Order) throws(ProviderFailure) -> JSONNode {
    // Each payment comes back to an address of its own: what the browser brings is not believed.
    let input = JSONNode.object(
      [
        JSONMember("do", .string(question)),
        JSONMember("reference", .string(order.reference)),
        JSONMember("amount", .integer(order.money.cents)),
        JSONMember("amountText", .string(order.money.plainText(in: order.currency))),
        JSONMember("currency", .string(order.currency.code)),
        JSONMember("returnAddress", .string("\(order.returnAddress)/\(order.reference)")),
      ] + settings)
    let output = try run(input.bytes)
    guard let answer = try? JSONNode(strict: output), answer.members != nil else {
      throw ProviderFailure(reason: "the answer is not one JSON object")
    }
    return answer
  }

  /// Whether a browser can be sent there: over TLS, back to us, or to this machine itself.
  private func isAddress(_ text: String, of order: Order) -> Bool {
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
    return isPlain
      && ["https://", order.returnAddress + "/", "http://127.0.0.1:", "http://localhost:"]
        .contains { text.hasPrefix($0) }
  }
}
