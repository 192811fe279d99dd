import Rules

// How amounts, and the reasons for them, are said in English.

extension Edition {
  /// What `amount` is, in words: `$24.00 for the first; $18.00 for each further one`.
  func words(_ amount: Fee.Amount) -> String {
    let said =
      switch amount.price {
      case .each(let money): price(money)
      case .tiers(let tiers): words(tiers)
      case .late(let bands):
        bands.map {
          "\(text($0.money)) when it is \($0.afterDays == 0 ? "" : "more than \($0.afterDays) days ")late"
        }
        .joined(separator: "; ")
      case .share(let share, let fees): "\(percent(share.millionths)) of \(titles(fees))"
      case .less(.money(let money), let fees): "\(text(money)) less of \(titles(fees))"
      case .less(.share(let share), let fees):
        "\(percent(share.millionths)) less of \(titles(fees))"
      case .less(.paidBefore(let fee, _), let fees):
        "What was paid before for \(titles([fee])), less of \(titles(fees))"
      case .unnamed(let reason): text(reason)
      }
    let bounds = [
      amount.least.map { "at least \(text($0))" }, amount.most.map { "at most \(text($0))" },
    ].compactMap { $0 }
    return ([said] + bounds).joined(separator: ", ")
  }

  private func words(_ tiers: [Price.Tier]) -> String {
    var first = 1
    return tiers.map { tier in
      defer { first = (tier.upTo ?? first) + 1 }
      guard let last = tier.upTo else {
        return "\(text(tier.each)) for each\(first == 1 ? "" : " further one")"
      }
      if last == first {
        return "\(text(tier.each)) for \(first == 1 ? "the first" : "number \(first)")"
      }
      return "\(text(tier.each)) for each of numbers \(first) to \(last)"
    }.joined(separator: "; ")
  }

  private func titles(_ fees: [Fee.ID]) -> String {
    fees.map { id in self.fees.fee(id).map { text($0.title) } ?? id.text }.joined(separator: ", ")
  }

  /// `12.5%` for 125,000 millionths.
  private func percent(_ millionths: Int) -> String {
    let rest = String(10_000 + millionths % 10_000).dropFirst()
    var decimals = String(rest)
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(millionths / 10_000)\(decimals.isEmpty ? "" : "." + decimals)%"
  }

  /// One condition of a line that was met, as a sentence without its full stop.
  package func sentence(_ reason: Quote.Reason) -> String {
    switch reason {
    case .requested(let request):
      "You ask for: \(requestType(request).map { text($0.title) } ?? request.text)"
    case .answered(let id, let values): answered(id, values)
    case .chosen(let option): "You chose: \(option)"
    case .held(let day, let pricing, let since):
      "\(verb(pricing)) on \(text(of: day)); the amount holds since \(text(of: since))"
        + (note(on: since).map { " (\($0))" } ?? "")
    case .seen(let layer, let day):
      "\(fees.layer(layer).map { text($0.title) } ?? layer.text): seen on \(text(of: day))"
    case .onceForAll: "Charged once for the whole application"
    case .numbers(let first, let last):
      first == last ? "For number \(first)" : "For numbers \(first) to \(last)"
    case .late(let days, let since): "\(days) days after \(text(of: since))"
    case .share(let millionths, let fees): "\(percent(millionths)) of \(titles(fees))"
    case .takenOff(let fees): "Taken off \(titles(fees))"
    case .paidBefore(let fee, let day): "\(titles([fee])) was paid on \(text(of: day))"
    case .atLeast(let money): "It is \(text(money)) at least"
    case .atMost(let money): "It is \(text(money)) at most"
    }
  }

  private func verb(_ pricing: Fee.PricingDay) -> String {
    switch pricing {
    case .payment: "Paid"
    case .receipt: "Received"
    case .start: "Started"
    }
  }

  private func answered(_ id: Question.ID, _ values: [String]) -> String {
    let question = requestTypes.lazy.flatMap(\.questions).first { $0.id == id }
    guard let question else { return "\(id): \(values.joined(separator: ", "))" }
    let labels = values.map { value in
      switch question.kind {
      case .oneOf(let choices), .severalOf(let choices):
        choices.first { $0.id.text == value }.map { text($0.label) } ?? value
      case .yesOrNo: value == "yes" ? "Yes" : "No"
      default: value
      }
    }
    return "\(text(question.ask)) \(labels.joined(separator: ", "))"
  }

  private func text(of day: Day) -> String { Pages.text(of: day) }

  /// What people should know about a day on which an edition of the text begins.
  func note(on day: Day) -> String? {
    fees.editions.first { $0.from == day }?.note.map(text)
  }

  /// Why there is no price, and what would help.
  package func sentence(_ refusal: PricingRefusal) -> String {
    func title(_ id: Fee.ID) -> String { fees.fee(id).map { text($0.title) } ?? id.text }
    switch refusal {
    case .noAmountYet(let fee, let first):
      return
        "We cannot say what this costs: the first amount we know for \(title(fee)) is from \(text(of: first))."
    case .unnamed(let fee, let reason):
      return "We cannot say what this costs: \(title(fee)). \(text(reason))"
    case .noCount:
      return "We cannot say what this costs yet: the answer that says how many is missing."
    case .noDay:
      return "We cannot say what this costs yet: the answer that says the day is missing."
    case .noSuchFee:
      return "We cannot say what this costs: a fee is missing from our schedule. Please contact us."
    case .circular, .optionNotFor:
      return "We cannot say what this costs: our schedule does not work out. Please contact us."
    case .tooMuch: return "This comes to more than can be charged here. Please contact us."
    }
  }
}
