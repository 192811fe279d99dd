extension ChangeList {
  /// What the agency says of itself, and what holds for every application.
  mutating func addAgency(_ before: Edition, _ after: Edition) {
    let old = before.agency
    let new = after.agency
    about(.agency, new.name)
    compare(.text(.title), old.name, new.name)
    compare(.text(.disclaimer), old.disclaimer, new.disclaimer)
    add(.contact, .name(old.contact.inOneLine), .name(new.contact.inOneLine))
    compare(.contact, old.contact.hours, new.contact.hours)
    add(.timeZone, .name(old.timeZone.name), .name(new.timeZone.name))
    add(.currency, .name(old.currency.code), .name(new.currency.code))
    add(.applicationDays, .number(old.applicationDays), .number(new.applicationDays))
    add(.reminderDays, .numbers(old.reminderDays), .numbers(new.reminderDays))
    add(
      .carryOverDays, old.carryOverDays.map { .number($0) }, new.carryOverDays.map { .number($0) })
    add(.waiting, old.waiting?.said, new.waiting?.said)
    add(.feeLayer, .words(before.title(of: old.feeLayer)), .words(after.title(of: new.feeLayer)))
    add(
      .textEdition, before.fees.textEdition(on: before.day).map { .edition($0) },
      after.fees.textEdition(on: after.day).map { .edition($0) })
    add(.refunds, old.refunds(on: before.day)?.said, new.refunds(on: after.day)?.said)
    add(.withdrawal, old.withdrawal?.said, new.withdrawal?.said)
  }

  /// Every fee by the letter, then what each layer has beside it.
  mutating func addFees(_ before: Edition, _ after: Edition) {
    for (old, new) in paired(before.fees.fees, after.fees.fees, by: \.id) {
      guard let fee = new ?? old else { continue }
      about(.fee(fee.id, FeeLayer.letter, for: []), fee.title)
      addPrice(
        old?.amount(on: before.day), per: old?.per, new?.amount(on: after.day), per: new?.per)
      guard let old, let new else { continue }
      compare(.text(.title), old.title, new.title)
      add(.pricedOn, .pricing(old.pricedOn), .pricing(new.pricedOn))
    }
    for (old, new) in paired(before.fees.layers, after.fees.layers, by: \.id) {
      guard let layer = new ?? old else { continue }
      for (oldSighting, newSighting) in paired(
        old?.sightings ?? [], new?.sightings ?? [], by: { Sighted($0) })
      {
        guard let sighting = newSighting ?? oldSighting else { continue }
        let fee = after.fees.fee(sighting.fee) ?? before.fees.fee(sighting.fee)
        about(
          .fee(sighting.fee, layer.id, for: sighting.requests),
          fee?.title ?? Words(sighting.fee.text))
        addPrice(
          oldSighting?.amounts.last { $0.from <= before.day },
          per: before.fees.fee(sighting.fee)?.per,
          newSighting?.amounts.last { $0.from <= after.day },
          per: after.fees.fee(sighting.fee)?.per)
      }
    }
  }

  /// What tells one sighting of a layer from the others.
  private struct Sighted: Hashable {
    let fee: Fee.ID
    let requests: [RequestType.ID]

    init(_ sighting: FeeLayer.Sighting) {
      fee = sighting.fee
      requests = sighting.requests
    }
  }

  /// One amount that is the same in itself may still rest on another clause.
  private mutating func addPrice(
    _ old: Fee.Amount?, per oldUnit: Fee.Unit?, _ new: Fee.Amount?, per newUnit: Fee.Unit?
  ) {
    let before = old.map { Change.Said.price($0, per: $0.per ?? oldUnit ?? .request) }
    let after = new.map { Change.Said.price($0, per: $0.per ?? newUnit ?? .request) }
    guard let old, let new else { return add(.price, before, after) }
    let isSame =
      old.price == new.price && old.least == new.least && old.most == new.most
      && (old.per ?? oldUnit) == (new.per ?? newUnit)
    if !isSame {
      add(.price, before, after)
    } else if old.clause != new.clause {
      // The amount stands beside the clauses, to say that it stays.
      add(.clause, before, after)
    }
    if isSame { compare(.note, old.note, new.note) }
  }
}

extension Edition {
  fileprivate func title(of layer: FeeLayer.ID) -> Words {
    fees.layer(layer)?.title ?? Words(layer.text)
  }
}

extension Agency.Contact {
  fileprivate var inOneLine: String {
    [emailAddress, phoneNumber].compactMap { $0 }.joined(separator: ", ")
  }
}

extension RefundRule {
  fileprivate var said: Change.Said { .ruled(words, clause) }
}

extension Agency.WaitingRule {
  fileprivate var said: Change.Said { clause.map { .ruled(words, $0) } ?? .words(words) }
}
