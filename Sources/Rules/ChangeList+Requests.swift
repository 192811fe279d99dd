extension ChangeList {
  typealias Side = (edition: Edition, definitions: Definitions)

  /// What may be applied for on the days, and what it asks.
  mutating func addRequests(_ before: Side, _ after: Side) {
    for (old, new) in paired(
      before.definitions.requestTypes, after.definitions.requestTypes, by: \.id)
    {
      guard let request = new ?? old else { continue }
      about(.request(request.id), request.title)
      let offeredBefore = before.edition.requestType(request.id)
      let offeredAfter = after.edition.requestType(request.id)
      guard let offeredBefore, let offeredAfter else {
        let part: Change.Part = old == nil || new == nil ? .whole : .offer
        add(
          part, offeredBefore.map { .ruled($0.summary, $0.clause) },
          offeredAfter.map { .ruled($0.summary, $0.clause) })
        continue
      }
      compare(offeredBefore, offeredAfter, before.edition, after.edition)
    }
  }

  private mutating func compare(
    _ old: RequestType, _ new: RequestType, _ before: Edition, _ after: Edition
  ) {
    compare(.text(.title), old.title, new.title)
    compare(.text(.summary), old.summary, new.summary)
    compare(.text(.whoFor), old.whoFor, new.whoFor)
    compare(.clause, old.clause, new.clause)
    add(.firstDay, old.period.first.map { .day($0) }, new.period.first.map { .day($0) })
    add(.lastDay, old.period.last.map { .day($0) }, new.period.last.map { .day($0) })
    compare(.text(.term), old.term, new.term)
    addTerms(old.terms, new.terms)
    addEligibility(old.eligibility, new.eligibility)
    addQuestions(old.questions, new.questions)
    for (oldUse, newUse) in paired(old.elements, new.elements, by: \.element) {
      guard let id = (newUse ?? oldUse)?.element else { continue }
      let title = (after.element(id) ?? before.element(id))?.title ?? Words(id.text)
      add(.needs(id, title), oldUse.map { _ in .there }, newUse.map { _ in .there })
      guard let oldUse, let newUse else { continue }
      add(.whoNeeds(id, title), .condition(oldUse.when), .condition(newUse.when))
    }
    for (oldUse, newUse) in paired(old.fees, new.fees, by: \.fee) {
      guard let id = (newUse ?? oldUse)?.fee else { continue }
      let title = (after.fees.fee(id) ?? before.fees.fee(id))?.title ?? Words(id.text)
      add(.owes(id, title), oldUse.map { _ in .there }, newUse.map { _ in .there })
      guard let oldUse, let newUse, oldUse != newUse else { continue }
      add(
        .whoOwes(id, title), .condition(oldUse.when),
        oldUse.when == newUse.when ? .there : .condition(newUse.when))
    }
    addGrants((old.grants, before.certificateKinds), (new.grants, after.certificateKinds))
    for (oldOther, newOther) in paired(old.conflicts, new.conflicts, by: \.self) {
      guard let id = newOther ?? oldOther else { continue }
      let title = (after.requestType(id) ?? before.requestType(id))?.title ?? Words(id.text)
      add(.conflict(id, title), oldOther.map { _ in .there }, newOther.map { _ in .there })
    }
  }

  /// Rules for the term in their order: the first of the one list is taken for the first of the other.
  private mutating func addTerms(_ old: [TermRule], _ new: [TermRule]) {
    for index in 0..<max(old.count, new.count) {
      add(
        .term, index < old.count ? old[index].said : nil, index < new.count ? new[index].said : nil)
    }
  }

  /// Rules of eligibility have no name but what they say.
  private mutating func addEligibility(_ old: [EligibilityRule], _ new: [EligibilityRule]) {
    for (oldRule, newRule) in paired(old, new, by: \.says) {
      add(
        .eligibility, oldRule.map { .ruled($0.says, $0.clause) },
        newRule.map { .ruled($0.says, $0.clause) })
      guard let oldRule, let newRule, oldRule.clause == newRule.clause else { continue }
      if oldRule.needs != newRule.needs || oldRule.when != newRule.when {
        add(.eligibility, .ruled(oldRule.says, oldRule.clause), .condition(newRule.needs))
      }
    }
  }
}

extension TermRule {
  fileprivate var said: Change.Said { .term(term, clause, forSome: when != .always) }
}
