extension ChangeList {
  typealias ReviewSide = (edition: Edition, rules: ReviewRules)

  /// What staff goes by who look at what was submitted.
  mutating func addReview(_ before: ReviewSide, _ after: ReviewSide) {
    about(.review, "Review")
    let (old, new) = (before.rules, after.rules)
    addReasons(.deficiency, old.deficiencyReasons, new.deficiencyReasons, before, after)
    addReasons(.denial, old.denialReasons, new.denialReasons, before, after)
    for (oldReason, newReason) in paired(old.holdReasons, new.holdReasons, by: \.id) {
      guard let id = (newReason ?? oldReason)?.id.text else { continue }
      add(
        .review(.reason(.hold, id)), oldReason.map { said($0.text, $0.clause) },
        newReason.map { said($0.text, $0.clause) })
      guard let oldReason, let newReason else { continue }
      add(.review(.clock(id)), .clock(oldReason.clock), .clock(newReason.clock))
    }
    addDeficiency(old.deficiency, new.deficiency)
    add(
      .review(.appealDays), old.appeal.map { .number($0.days) }, new.appeal.map { .number($0.days) }
    )
    add(
      .review(.appeal), old.appeal.map { said($0.words, $0.clause) },
      new.appeal.map { said($0.words, $0.clause) })
    addPreliminary(old.preliminary, new.preliminary)
    addReopening(old.reopening, new.reopening)
    add(
      .review(.holidays), old.holidays.isEmpty ? nil : .days(old.holidays),
      new.holidays.isEmpty ? nil : .days(new.holidays))
  }

  private mutating func addReasons(
    _ list: Change.ReasonList, _ old: [ReviewReason], _ new: [ReviewReason], _ before: ReviewSide,
    _ after: ReviewSide
  ) {
    for (oldReason, newReason) in paired(old, new, by: \.id) {
      guard let id = (newReason ?? oldReason)?.id.text else { continue }
      add(
        .review(.reason(list, id)), oldReason.map { said($0.text, $0.clause) },
        newReason.map { said($0.text, $0.clause) })
      guard let oldReason, let newReason else { continue }
      add(
        .review(.elements(list, id)), .name(oldReason.elements.map(\.text).joined(separator: ", ")),
        .name(newReason.elements.map(\.text).joined(separator: ", ")))
    }
  }

  private mutating func addDeficiency(_ old: DeficiencyRule?, _ new: DeficiencyRule?) {
    add(.review(.deficiencyDays), old.map { .number($0.days) }, new.map { .number($0.days) })
    add(
      .review(.deficiencyReminders), old.map { .numbers($0.reminderDays) },
      new.map { .numbers($0.reminderDays) })
    add(
      .review(.consequence), old.map { .consequence($0.consequence) },
      new.map { .consequence($0.consequence) })
    add(
      .review(.deficiency), old.map { said($0.words, $0.clause) },
      new.map { said($0.words, $0.clause) })
  }

  private mutating func addPreliminary(_ old: PreliminaryRule?, _ new: PreliminaryRule?) {
    add(
      .review(.preliminary), old.map { said($0.words, $0.clause) },
      new.map { said($0.words, $0.clause) })
    add(
      .review(.preliminaryDays), old?.days.map { .number($0) }, new?.days.map { .number($0) })
    for (before, after) in paired(old?.conditions ?? [], new?.conditions ?? [], by: \.id) {
      guard let id = (after ?? before)?.id.text else { continue }
      add(
        .review(.preliminaryCondition(id)), before.map { said($0.text, $0.clause) },
        after.map { said($0.text, $0.clause) })
      guard let before, let after else { continue }
      add(
        .review(.preliminaryTest(id)), .preliminaryTest(before.test), .preliminaryTest(after.test))
    }
  }

  private mutating func addReopening(_ old: ReopeningRule?, _ new: ReopeningRule?) {
    add(.review(.reopeningDays), old.map { .number($0.days) }, new.map { .number($0.days) })
    add(.review(.reopeningTimes), old.map { .number($0.times) }, new.map { .number($0.times) })
    add(
      .review(.reopeningWithin), old.map { .number($0.withinDays) },
      new.map { .number($0.withinDays) })
    add(
      .review(.reopening), old.map { said($0.words, $0.clause) },
      new.map { said($0.words, $0.clause) })
  }

  /// What becomes of certificates when a request is approved, with the kinds by their titles.
  mutating func addGrants(
    _ old: (rule: GrantRule?, kinds: [CertificateKind]),
    _ new: (rule: GrantRule?, kinds: [CertificateKind])
  ) {
    func grants(_ side: (rule: GrantRule?, kinds: [CertificateKind])) -> Change.Said? {
      side.rule.map { rule in
        .grants(
          rule.how,
          rule.kinds.map { id in side.kinds.first { $0.id == id }?.title ?? Words(id.text) })
      }
    }
    add(.grants, grants(old), grants(new))
    add(
      .aligned, old.rule?.aligned.map { .condition($0) }, new.rule?.aligned.map { .condition($0) })
  }
}

/// A text with the rule it rests on, where there is one.
private func said(_ words: Words, _ clause: Clause?) -> Change.Said {
  clause.map { .ruled(words, $0) } ?? .words(words)
}
