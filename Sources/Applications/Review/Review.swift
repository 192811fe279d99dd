import Rules

/// What has been done about an application since it was submitted, as its events leave it.
package struct Review: Hashable, Sendable {
  /// Who has it.
  package private(set) var assignee: StaffName?
  /// Since when.
  package private(set) var assignedAt: Moment?
  /// Since when nobody has it any more, where somebody had it; `nil` otherwise.
  package private(set) var waitsSince: Moment?
  /// When somebody had it first.
  package private(set) var firstAssignedAt: Moment?
  /// Elements that somebody has found right, the last look at each.
  package private(set) var accepted: [SeenPart] = []
  /// Oldest first, as all lists here.
  package private(set) var flags: [FlagRecord] = []
  package private(set) var notes: [NoteRecord] = []
  package private(set) var holds: [HoldRecord] = []
  package private(set) var deficiencies: [DeficiencyRecord] = []
  package private(set) var fitness: [FitnessRecord] = []
  /// What was found for a preliminary approval.
  package private(set) var findings: [PreliminaryFindingRecord] = []
  package private(set) var decisions: [DecisionRecord] = []
  package private(set) var appeals: [AppealRecord] = []
  /// Who has looked at what was said under a seal.
  package private(set) var views: [View] = []

  package struct NoteRecord: Hashable, Sendable {
    package let note: Note
    package let at: Moment
    package let who: Event.Actor
  }

  package struct HoldRecord: Hashable, Sendable {
    package let hold: Hold
    package let at: Moment
    package let who: Event.Actor
    package fileprivate(set) var resumedAt: Moment?
  }

  package struct View: Hashable, Sendable {
    package let element: Element.ID
    package let at: Moment
    package let who: Event.Actor
  }

  /// The hold that has not ended.
  package var hold: HoldRecord? { holds.last.flatMap { $0.resumedAt == nil ? $0 : nil } }

  package func flag(_ id: String) -> FlagRecord? { flags.first { $0.flag.id == id } }

  /// Those that the applicant was not told of yet.
  package var openFlags: [FlagRecord] { flags.filter { $0.state == .open } }

  /// Those that a deficiency tells of.
  package func flags(of deficiency: DeficiencyRecord) -> [FlagRecord] {
    flags.filter { $0.deficiency == deficiency.deficiency.id }
  }

  /// How often it went back.
  package var round: Int { deficiencies.count }

  /// The deficiency that was not answered, whether or not its last day is over. A decision ends it.
  package var openDeficiency: DeficiencyRecord? {
    guard decision == nil, let last = deficiencies.last, last.answeredAt == nil else { return nil }
    return last
  }

  /// The one that holds.
  package var decision: DecisionRecord? { decisions.last { $0.holdsSince != nil } }

  /// The one that another person has to agree to.
  package var proposedDecision: DecisionRecord? { decisions.last { $0.state == .proposed } }

  package func decision(_ id: String) -> DecisionRecord? {
    decisions.first { $0.decision.id == id }
  }

  /// The appeal that nobody has answered, about the decision that holds.
  package var openAppeal: AppealRecord? {
    appeals.last { $0.answeredAt == nil && $0.decision == decision?.decision.id }
  }

  // MARK: What events do

  mutating func take(assigned assignment: Assignment, _ event: Event) {
    assignee = assignment.to
    assignedAt = event.at
    waitsSince = nil
    firstAssignedAt = firstAssignedAt ?? event.at
  }

  mutating func release(_ event: Event) {
    guard assignee != nil else { return }
    (assignee, assignedAt, waitsSince) = (nil, nil, event.at)
  }

  mutating func take(accepted seen: SeenPart) {
    accepted.removeAll { $0.element == seen.element }
    accepted.append(seen)
  }

  mutating func take(flagged flag: Flag, _ event: Event) {
    guard self.flag(flag.id) == nil else { return }
    flags.append(FlagRecord(flag: flag, at: event.at, who: event.who))
    accepted.removeAll { $0.element == flag.element }
  }

  mutating func lift(flag id: String) {
    for index in flags.indices where flags[index].flag.id == id && flags[index].state == .open {
      flags[index].state = .lifted
    }
  }

  mutating func take(noted note: Note, _ event: Event) {
    notes.append(NoteRecord(note: note, at: event.at, who: event.who))
  }

  mutating func take(held hold: Hold, _ event: Event) {
    guard self.hold == nil else { return }
    holds.append(HoldRecord(hold: hold, at: event.at, who: event.who))
  }

  mutating func resume(_ event: Event) {
    guard hold != nil else { return }
    holds[holds.count - 1].resumedAt = event.at
  }

  mutating func take(sent deficiency: Deficiency, _ event: Event) {
    deficiencies.append(DeficiencyRecord(deficiency, round: round + 1, event))
    for index in flags.indices
    where deficiency.flags.contains(flags[index].flag.id) && flags[index].state == .open {
      flags[index].state = .sent(deficiency: deficiency.id)
    }
  }

  mutating func take(extended: DeficiencyExtension, _ event: Event) {
    guard openDeficiency != nil else { return }
    let last = deficiencies.count - 1
    deficiencies[last].until = extended.until
    deficiencies[last].lapsedAt = nil
    deficiencies[last].extensions.append(
      .init(extended: extended, at: event.at, who: event.who))
  }

  mutating func answerDeficiency(_ event: Event) {
    guard openDeficiency != nil else { return }
    deficiencies[deficiencies.count - 1].answeredAt = event.at
  }

  mutating func lapse(_ id: String, _ event: Event) {
    guard let open = openDeficiency, open.deficiency.id == id, open.lapsedAt == nil else { return }
    deficiencies[deficiencies.count - 1].lapsedAt = event.at
  }

  mutating func take(fitness outcome: FitnessOutcome, _ seen: [SeenPart], _ event: Event) {
    fitness.append(
      FitnessRecord(outcome: outcome, at: event.at, who: event.who, seen: seen))
  }

  mutating func take(found finding: PreliminaryFinding, _ seen: [SeenPart], _ event: Event) {
    findings.append(
      PreliminaryFindingRecord(finding: finding, at: event.at, who: event.who, seen: seen))
  }

  /// One line clears and confirms: there is never one without the other.
  mutating func take(
    confirmed confirmation: PreliminaryConfirmation, _ seen: [SeenPart], _ event: Event
  ) {
    guard confirmation.outcome.isCleared, let id = preliminary?.decision.id,
      proposedDecision == nil,
      let index = decisions.firstIndex(where: { $0.decision.id == id })
    else { return }
    take(fitness: confirmation.outcome, seen, event)
    decisions[index].confirmation = DecisionRecord.Confirmation(
      at: event.at, who: event.who, letter: confirmation.letter)
  }

  mutating func take(viewed element: Element.ID, _ event: Event) {
    views.append(View(element: element, at: event.at, who: event.who))
  }

  mutating func take(decided decision: Decision, _ event: Event) {
    // Only what is approved preliminarily can be revoked, and nothing else is decided twice.
    guard self.decision(decision.id) == nil, proposedDecision == nil,
      decision.outcome == .revoked ? preliminary != nil : self.decision == nil
    else { return }
    let state: DecisionRecord.State =
      decision.needsSecondPerson ? .proposed : .holds(since: event.at, by: nil)
    decisions.append(
      DecisionRecord(decision: decision, who: event.who, at: event.at, state: state))
  }

  mutating func confirm(decision id: String, _ event: Event) {
    guard let index = proposed(id), decisions[index].who != event.who else { return }
    decisions[index].state = .holds(since: event.at, by: event.who)
  }

  mutating func refuse(decision id: String, words: String, _ event: Event) {
    guard let index = proposed(id) else { return }
    decisions[index].state = .refused(at: event.at, by: event.who, words: words)
  }

  private func proposed(_ id: String) -> Int? {
    decisions.firstIndex { $0.decision.id == id && $0.state == .proposed }
  }

  mutating func undo(_ undoing: DecisionUndoing, _ event: Event) {
    guard proposedDecision == nil, undoing.decision == decision?.decision.id,
      let index = decisions.firstIndex(where: {
        $0.decision.id == undoing.decision && $0.holdsSince != nil
      })
    else { return }
    decisions[index].state = .undone(undoing, at: event.at, by: event.who)
  }

  mutating func take(appealed appeal: Appeal, _ event: Event) {
    guard let decision else { return }
    appeals.append(AppealRecord(appeal: appeal, decision: decision.decision.id, at: event.at))
  }

  mutating func answer(appeal answer: AppealAnswer, _ event: Event) {
    guard let index = appeals.lastIndex(where: { $0.answeredAt == nil }) else { return }
    appeals[index].answer = answer
    appeals[index].answeredAt = event.at
  }
}

extension Event.What {
  /// Whether it is about a decision: one is made, agreed to, refused, confirmed or undone.
  package var changesDecision: Bool {
    switch self {
    case .review(.decided), .review(.decisionConfirmed), .review(.decisionRefused),
      .review(.decisionUndone), .review(.preliminaryConfirmed):
      true
    default: false
    }
  }
}
