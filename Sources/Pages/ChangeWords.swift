import Rules

/// How changes are said to people, by what the definitions were before and what they are after.
package struct ChangeWords {
  package let before: Edition
  package let after: Edition

  package init(from before: Edition, to after: Edition) {
    self.before = before
    self.after = after
  }

  /// Changes of one kind of subject, under one heading.
  package struct Section: Hashable, Sendable {
    package let heading: String
    package var items: [Item]
  }

  /// What is otherwise about one subject.
  package struct Item: Hashable, Sendable {
    package let subject: Change.Subject
    package let title: String
    /// Each without its full stop.
    package var sentences: [String]
  }

  /// The changes in their order, those about one subject together.
  package func sections(_ changes: [Change]) -> [Section] {
    var sections: [Section] = []
    for change in changes {
      let heading = heading(change.subject)
      if sections.last?.heading != heading {
        sections.append(Section(heading: heading, items: []))
      }
      let last = sections.count - 1
      if sections[last].items.last?.subject != change.subject {
        sections[last].items.append(
          Item(subject: change.subject, title: title(change), sentences: []))
      }
      let item = sections[last].items.count - 1
      let sentence = sentence(change)
      if !sections[last].items[item].sentences.contains(sentence) {
        sections[last].items[item].sentences.append(sentence)
      }
    }
    return sections
  }

  private func heading(_ subject: Change.Subject) -> String {
    switch subject {
    case .agency: "What holds for all"
    case .fee: "Fees"
    case .request: "What you can apply for"
    case .element: "Parts of an application"
    case .certificateKind: "Certificates"
    case .review: "How applications are looked at"
    case .list: "Lists to choose from"
    case .letter: "Mails and letters"
    case .guidance: "Help pages"
    }
  }

  /// What the subject is called; a fee also by its layer, where the schedule has more than the letter.
  package func title(_ change: Change) -> String {
    let title = after.text(change.title)
    guard case .fee(_, let layer, let requests) = change.subject else { return title }
    guard !(before.fees.layers + after.fees.layers).isEmpty else { return title }
    let titles = requests.map { id in
      (after.requestType(id) ?? before.requestType(id)).map { after.text($0.title) } ?? id.text
    }
    let about = titles.isEmpty ? "" : " for \(titles.joined(separator: ", "))"
    return "\(title)\(about) (\(layerName(layer)))"
  }

  /// By what a fee is: `by the letter`, or the title of a layer.
  package func layerName(_ layer: FeeLayer.ID) -> String {
    (after.fees.layer(layer) ?? before.fees.layer(layer)).map { after.text($0.title) }
      ?? "by the letter"
  }

  /// What stood there before, or stands there now, as text.
  package func text(_ said: Change.Said, in edition: Edition) -> String {
    switch said {
    case .there: "is there"
    case .words(let words): edition.text(words)
    case .ruled(let words, _): edition.text(words)
    case .clause(let clause): clause.citation
    case .price(let amount, let unit): price(amount, per: unit, in: edition)
    case .term(let term, _, let isForSome): Pages.words(for: term) + (isForSome ? ", for some" : "")
    case .condition(let condition):
      condition == .always ? "for everybody" : "where the answers and records call for it"
    case .kind(let kind): words(for: kind, in: edition)
    case .day(let day): Pages.text(of: day)
    case .number(let number): String(number)
    case .numbers(let numbers):
      numbers.isEmpty ? "none" : numbers.map(String.init).joined(separator: ", ")
    case .isSo(let isSo): isSo ? "yes" : "no"
    case .name(let name): name.isEmpty ? "none" : name
    case .edition(let text): edition.text(text.title)
    case .pricing(let day): words(for: day)
    case .gate(let gate):
      gate == .payment ? "before payment" : "before the decision, also after you submit"
    case .reentry(let reentry):
      reentry == .anew ? "entered anew and signed again" : "corrected"
    case .grants(let how, let kinds): words(for: how, kinds.map(edition.text))
    case .clock(let clock):
      clock == .runs ? "the days of the office go on" : "the days of the office stand still"
    case .consequence(let consequence):
      consequence == .decided ? "it is decided by what is there" : "it is closed undecided"
    case .preliminaryTest(let test): words(for: test, in: edition)
    case .days(let days): days.map { Pages.text(of: $0) }.joined(separator: ", ")
    }
  }

  private func price(_ amount: Fee.Amount, per unit: Fee.Unit, in edition: Edition) -> String {
    if case .unnamed(let reason) = amount.price { return "no amount: “\(edition.text(reason))”" }
    let words = edition.words(amount)
    guard case .each(let money) = amount.price else { return words }
    return money == .zero ? "no charge" : "\(words) \(unit.phrase)"
  }

  private func words(for how: GrantRule.How, _ kinds: [String]) -> String {
    let which = kinds.isEmpty ? "any certificate" : kinds.joined(separator: " or ")
    return switch how {
    case .issues: "\(which) is issued"
    case .renews: "\(which) is renewed"
    case .copies: "\(which) is issued as a copy"
    case .amends: "\(which) is amended"
    }
  }

  private func words(for day: Fee.PricingDay) -> String {
    switch day {
    case .payment: "the day you pay"
    case .receipt: "the day we receive the application"
    case .start: "the day you start"
    }
  }

  private func words(for kind: Question.Kind, in edition: Edition) -> String {
    switch kind {
    case .shortText(let limit): "one line, at most \(limit) characters"
    case .longText(let limit): "several lines, at most \(limit) characters"
    case .yesOrNo: "yes or no"
    case .oneOf: "one of several choices"
    case .severalOf: "any number of several choices"
    case .day: "a day"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .money: "an amount of money"
    case .address: "an address"
    case .fromList(let list, let takesOthers):
      "a name from the list “\(edition.text(list.title))”\(takesOthers ? ", or another" : "")"
    case .emailAddress: "an email address"
    case .phoneNumber: "a phone number"
    case .confirmation: "a statement to tick"
    }
  }
}

extension Fee.Unit {
  /// What one amount is for, to stand after it.
  fileprivate var phrase: String {
    switch self {
    case .certificate: "for each certificate"
    case .application: "once for an application"
    case .request: "for each credential"
    case .item: "for each one"
    }
  }
}

extension Change.Said {
  /// The rule it rests on; a source, where it was seen.
  package var clause: Clause? {
    switch self {
    case .ruled(_, let clause), .clause(let clause), .term(_, let clause, _): clause
    case .price(let amount, _): amount.clause
    default: nil
    }
  }
}
