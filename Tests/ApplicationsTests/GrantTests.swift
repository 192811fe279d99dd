import Applications
import Rules
import Testing

/// What an approval gives: a certificate of its own, a further term, a copy, or one last day for all.
@Suite struct GrantTests {
  private let five = TermRule(term: .years(5), clause: clause("§ 5"))

  private func granting(
    _ rule: GrantRule, _ id: RequestType.ID = "r", terms: [TermRule]? = nil
  ) -> RequestType {
    RequestType(
      id: id, title: "A request", summary: "", whoFor: "", clause: clause("§ 1"),
      questions: [question("align")], elements: [], fees: [], terms: terms ?? [five], grants: rule)
  }

  private func held(
    _ number: String, _ first: String, _ last: String?, kind: CertificateKind.ID = "plain"
  ) -> HeldCertificate {
    HeldCertificate(kind: kind, number: number, first: day(first), last: last.map(day))
  }

  private func overview(_ requests: [RequestType], _ given: Answers = Answers()) -> Overview {
    let edition = ApplicationsTests.edition(requests: requests)
    return Overview(
      application(from: start(requests: requests.map(\.id), answers: given)), edition: edition,
      now: moment("2026-02-01T12:00:00"))
  }

  private func grants(
    _ requests: [RequestType], _ holding: [HeldCertificate] = [], _ given: Answers = Answers(),
    chosen: [RequestType.ID: String] = [:]
  ) throws(GrantFault) -> [Grant] {
    try overview(requests, given).grants(
      on: day("2026-02-01"),
      in: Circumstances(day: day("2026-01-05"), certificates: holding), chosen: chosen
    ) { "NEW-1" }
  }

  @Test func `a certificate of its own begins on the day of the decision, for the term`() throws {
    let grant = try #require(try grants([granting(GrantRule(.issues, ["plain"]))]).first)
    #expect(grant.certificate == held("NEW-1", "2026-02-01", "2031-01-31"))
    #expect(grant.clause == "§ 5" && grant.aligned.isEmpty)
    let endless = try grants([granting(GrantRule(.issues, ["plain"]), terms: [])])
    #expect(endless.first?.certificate == held("NEW-1", "2026-02-01", nil))
    #expect(endless.first?.clause == "§ 1")
    let not = TermRule(term: .years(1), clause: clause("§ 9"), when: yes("align"))
    #expect(throws: GrantFault.noTerm("r")) {
      try grants([granting(GrantRule(.issues, ["plain"]), terms: [not])])
    }
  }

  @Test func `one that still holds is renewed without a gap, and one that has ended from now on`()
    throws
  {
    let renews = [granting(GrantRule(.renews, ["plain"]))]
    #expect(
      try grants(renews, [held("7", "2021-07-01", "2026-06-30")]).first?.certificate
        == held("7", "2021-07-01", "2031-06-30"))
    #expect(
      try grants(renews, [held("7", "2020-07-01", "2025-06-30")]).first?.certificate
        == held("7", "2026-02-01", "2031-01-31"))
    #expect(
      try grants(renews, [held("7", "2021-02-01", "2026-02-01")]).first?.certificate
        == held("7", "2021-02-01", "2031-02-01"), "its last day is one of it")
  }

  @Test func `which one is meant is chosen where there are several, and never guessed`() throws {
    let renews = [granting(GrantRule(.renews, ["plain"]))]
    let two = [held("7", "2021-07-01", "2026-06-30"), held("8", "2021-07-01", "2027-06-30")]
    #expect(throws: GrantFault.nothingHeld("r")) { try grants(renews) }
    #expect(throws: GrantFault.nothingHeld("r")) {
      try grants(renews, [held("7", "2021-07-01", nil, kind: "other")])
    }
    #expect(throws: GrantFault.notChosen("r")) { try grants(renews, two) }
    #expect(throws: GrantFault.notChosen("r")) { try grants(renews, two, chosen: ["r": "9"]) }
    #expect(
      try grants(renews, two, chosen: ["r": "8"]).first?.certificate.last == day("2032-06-30"))
    #expect(
      overview(renews).grantPlans(held: two).first?.candidates.map(\.number) == ["8", "7"])
  }

  @Test func `a copy and a change leave the certificate as it is`() throws {
    let seven = held("7", "2021-07-01", "2026-06-30")
    for how in [GrantRule.How.copies, .amends] {
      #expect(try grants([granting(GrantRule(how))], [seven]).first?.certificate == seven)
    }
  }

  @Test func `one last day for all that still hold, where it was asked for`() throws {
    let rule = GrantRule(.renews, ["plain"], aligned: yes("align"))
    let all = [
      held("7", "2021-07-01", "2026-06-30"),
      held("8", "2024-01-01", "2028-12-31", kind: "other"),
      held("9", "2015-01-01", "2019-12-31", kind: "other"), held("0", "2019-01-01", nil, kind: "x"),
    ]
    let asked = try #require(
      try grants([granting(rule)], all, answers(("align", "yes"))).first)
    #expect(asked.aligned == [held("8", "2024-01-01", "2031-06-30", kind: "other")])
    #expect(try grants([granting(rule)], all, answers(("align", "no"))).first?.aligned == [])
    let after = all.taking(asked)
    #expect(after.count == 4 && after[0].last == day("2031-06-30"))
    #expect(after[1].last == day("2031-06-30") && after[2] == all[2] && after[3] == all[3])
  }

  @Test func `what is issued again after it was undone keeps its number`() throws {
    let requests = [granting(GrantRule(.issues, ["plain"]))]
    let letter = SentLetter(subject: "", body: "")
    let old = Grant(
      request: "r", how: .issues, certificate: held("OLD-1", "2026-01-20", "2031-01-19"),
      clause: "§ 5")
    var application = application(from: start())
    for (index, act) in [
      ReviewAct.decided(
        Decision(id: "c1", outcome: .approved, grants: [old], letter: letter, key: "1")),
      .decisionUndone(DecisionUndoing(decision: "c1", reason: "", letter: letter, key: "2")),
    ].enumerated() {
      application.apply(
        Event(
          number: index + 2, at: moment("2026-01-20T12:00:00"), who: .staff("sam"),
          what: .review(act)))
    }
    let overview = Overview(
      application, edition: ApplicationsTests.edition(requests: requests),
      now: moment("2026-02-01T12:00:00"))
    let again = try overview.grants(
      on: day("2026-02-01"), in: Circumstances(day: day("2026-01-05"))
    ) { "NEW-1" }
    #expect(again.first?.certificate.number == "OLD-1")
    let standing = CertificateStanding(of: [application], imported: []) { $0.number == "OLD-1" }
    #expect(standing?.withdrawnAt == moment("2026-01-20T12:00:00") && standing?.steps == [])
    #expect(standing?.holder == "Ada Okoro" && standing?.certificate == old.certificate)
  }
}
