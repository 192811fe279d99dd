import Applications
import Rules

private let sampleReason = GivenReason(id: "illegible", text: "It cannot be read", clause: "§ 1")
private let sampleLetter = SentLetter(subject: "About Ada", body: "Dear Ada,\nplease.")

/// One of each kind of line about a review, and of each form that differs.
let reviewSamples: [ReviewAct] = {
  guard let sam = StaffName("sam"), let day = Day("2026-12-01") else { return [] }
  let held = HeldCertificate(kind: "mate", number: "Ada 1", first: day, last: nil)
  func flag(_ id: String, _ target: Flag.Target, _ words: String = "Ada's page") -> ReviewAct {
    .flagged(
      Flag(
        id: id, element: "name", target: target, reason: sampleReason, words: words, key: "r\(id)"))
  }
  return [
    .assigned(Assignment(to: sam, words: "for Ada", key: "r1")),
    .assigned(Assignment(to: sam, key: "r2")),
    .released(ReviewMark(words: "Ada is my aunt", key: "r3")),
    .accepted("name", key: "r4"), flag("f1", .element), flag("f2", .question("given-name"), ""),
    flag("f3", .entry("e1")), flag("f4", .file("a1")), .flagLifted("f2", key: "r5"),
    .noted(Note(id: "n1", text: "Ada phoned", key: "r6")),
    .held(Hold(reason: sampleReason, stopsClock: true, words: "Ada asks", key: "r7")),
    .resumed(ReviewMark(key: "r8")),
    .held(Hold(reason: GivenReason(id: "other", text: "Other"), stopsClock: false, key: "r9")),
    .deficiencySent(
      Deficiency(
        id: "d1", flags: ["f1", "f3"], until: moment.adding(seconds: 600), consequence: .closed,
        anew: ["conduct"], signAgain: ["name"],
        sentBack: [
          SentBackPart(
            invitation: "i1", reason: "Ada's year", until: moment.adding(seconds: 500), key: "r10")
        ], letter: sampleLetter, key: "r11")),
    .deficiencyLapsed("d1"),
    .deficiencyExtended(
      DeficiencyExtension(
        until: moment.adding(seconds: 900), words: "Ada was ill", letter: sampleLetter, key: "r12")),
    .deficiencyAnswered(key: "r13"), .sealedViewed("conduct"),
    .fitnessDecided(
      FitnessOutcome(
        isCleared: true, day: day, elements: ["conduct"], words: "Ada was young", key: "r14")),
    .fitnessDecided(FitnessOutcome(isCleared: false, day: day, elements: [], key: "r15")),
    .decided(
      Decision(
        id: "c1", outcome: .denied, reasons: [sampleReason], words: "Ada knows",
        letter: sampleLetter, appealUntil: day, key: "r16")),
    .decisionRefused("c1", words: "Ada is right", key: "r17"),
    .decided(
      Decision(
        id: "c2", outcome: .approved,
        grants: [
          Grant(request: "first", how: .issues, certificate: held, clause: "§ 2", aligned: [held])
        ], letter: sampleLetter, key: "r18")),
    .preliminaryFound(
      PreliminaryFinding(
        conditions: [sampleReason, GivenReason(id: "one", text: "One thing of Ada's")], day: day,
        elements: ["conduct"], words: "Ada told", key: "r23")),
    .decided(
      Decision(
        id: "c3", outcome: .approved,
        grants: [Grant(request: "first", how: .issues, certificate: held, clause: "§ 2")],
        letter: sampleLetter,
        preliminary: Preliminary(
          rule: GivenReason(id: "preliminary", text: "For now", clause: "§ 3"),
          conditions: [GivenReason(id: "offer", text: "Ada has a job")], until: day), key: "r24")),
    .decided(
      Decision(
        id: "c4", outcome: .approved, letter: sampleLetter,
        preliminary: Preliminary(rule: GivenReason(id: "preliminary", text: "For now")),
        key: "r25")),
    .preliminaryConfirmed(
      PreliminaryConfirmation(
        outcome: FitnessOutcome(
          isCleared: true, day: day, elements: ["conduct"], words: "Ada is right", key: "r26"),
        letter: sampleLetter)),
    .decided(
      Decision(
        id: "c5", outcome: .revoked, reasons: [sampleReason], words: "Ada was not",
        letter: sampleLetter, appealUntil: day, key: "r27")),
    .decisionConfirmed("c1", key: "r19"),
    .decisionUndone(
      DecisionUndoing(decision: "c2", reason: "Ada is another", letter: sampleLetter, key: "r20")),
    .appealed(Appeal(text: "Ada disagrees", key: "r21")),
    .appealRefused(AppealAnswer(letter: sampleLetter, key: "r22")),
  ]
}()
