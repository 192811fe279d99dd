extension Definitions {
  /// Every day on which something dated begins to be otherwise than the day before: the first days of
  /// amounts, editions, questions, request types, terms and eligibility rules, the days after their
  /// last ones, and the days on which something that is late since a fixed day begins to cost more.
  /// In order, each once.
  ///
  /// Between two of them every edition says the same. Which people meet a condition may change on any
  /// day: that is not in here.
  package var changeDays: [Day] {
    var days: Set<Day> = []
    for request in requestTypes {
      days.formUnion(request.period.changeDays)
      days.formUnion(request.questions.flatMap(\.period.changeDays))
      days.formUnion(request.terms.flatMap(\.period.changeDays))
      days.formUnion(request.eligibility.flatMap(\.period.changeDays))
    }
    for element in elements {
      let questions = element.questions + element.entries.flatMap(\.questions)
      days.formUnion(questions.flatMap(\.period.changeDays))
    }
    days.formUnion(fees.fees.flatMap(\.changeDays))
    for sighting in fees.layers.flatMap(\.sightings) {
      days.formUnion(sighting.amounts.map(\.from))
    }
    days.formUnion(fees.editions.map(\.from))
    days.formUnion((agency.earlierRefunds + [agency.refunds]).compactMap { $0?.until?.next })
    return days.sorted()
  }
}

extension Period {
  /// Its first day, and the day after its last.
  fileprivate var changeDays: [Day] { [first, last?.next].compactMap { $0 } }
}

extension Fee {
  fileprivate var changeDays: [Day] {
    var days = amounts.map(\.from)
    guard case .day(let due) = countedFrom else { return days }
    for (index, amount) in amounts.enumerated() {
      guard case .late(let bands) = amount.price else { continue }
      // A band of an amount counts while that amount holds.
      let end = index + 1 < amounts.count ? amounts[index + 1].from : nil
      days += bands.compactMap { due.adding(days: $0.afterDays).next }.filter { day in
        day > amount.from && (end.map { day < $0 } ?? true)
      }
    }
    return days
  }
}

extension Day {
  /// `nil` after the last day that can be written.
  fileprivate var next: Day? {
    let next = adding(days: 1)
    return next.year > 9999 ? nil : next
  }
}
