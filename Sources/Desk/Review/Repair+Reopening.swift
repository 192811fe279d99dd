import Applications
import CGI
import Markup
import Pages
import Rules
import Store

// More time for what was not paid by its last day, by the rule of the newest definitions. It is one line of the
// application, which is as it was before it expired: nothing was taken away from it meanwhile.

extension StaffVisit {
  func reopening() throws -> Repair {
    let overview = try repaired()
    let rule = try services.reviewRules().reopening
    let day = rule.map { overview.lastDay(by: $0) }
    var form = RepairForm(
      about: CaseLine(overview, for: member), title: "Give the applicant more time",
      lead: try lead(overview, rule), address: repairAddress("reopen"), back: repairAddress(),
      button: "Give more time",
      fields: [
        RepairField(
          "reason", "Why", hint: "The applicant reads it, in a letter and in the history.",
          kind: .text)
      ])
    form.seen = day?.description ?? ""
    form.facts = [
      ("It expired after", Pages.text(of: overview.lastDay)),
      ("The last day to pay would be", day.map { Pages.text(of: $0) } ?? ""),
    ]
    if request.method == .get, let why = try whyNotReopened(overview) { form.why = why }
    return Repair(
      form: form, roles: .ofReopening, next: repairAddress(),
      faults: { $0.lacking("reason", limit: MoreTime.reasonLimit) },
      act: { typed, key in
        let number = overview.application.number
        _ = try services.change(number, by: who) { application in
          if application.deeds(ofForm: key).contains(where: \.givesMoreTime) { return nil }
          let now = Overview(application, edition: overview.edition, now: services.now)
          if let why = try whyNotReopened(now) { throw Closed(why: why) }
          guard let rule, now.lastDay(by: rule).description == typed["seen"] else {
            throw Closed(
              why: "The day has changed since the page was opened, and with it the last day to pay."
            )
          }
          return .givenMoreTime(
            MoreTime(
              until: now.edition.agency.timeZone.end(of: now.lastDay(by: rule)),
              reason: typed["reason"], key: key))
        }
      })
  }

  /// Why there is no more time, in a sentence; `nil` where there can be.
  func whyNotReopened(_ overview: Overview) throws -> String? {
    switch overview.whyNoMoreTime(by: try services.reviewRules().reopening) {
    case nil: nil
    case .notExpired: "It has not expired: it is \(overview.stageForOthers)."
    case .noRule:
      "The definitions have no rule by which an application that has expired gets more time."
    case .tooOften(let times):
      times == 1
        ? "It was given more time once, and the rule allows no more."
        : "It was given more time \(times) times, and the rule allows no more."
    case .tooLate(let day):
      "It could be given more time until the end of \(Pages.text(of: day)) only."
    }
  }

  /// What whoever decides has to know.
  private func lead(_ overview: Overview, _ rule: ReopeningRule?) throws -> HTML {
    let language = overview.edition.agency.languages[0]
    let application = overview.application
    // The same account may have begun anew meanwhile.
    let others = try services.store.applications(of: application.applicant).compactMap {
      number -> Overview? in
      guard number != application.number, let other = try services.store.application(number),
        other.applicant == application.applicant,
        other.start.requests.contains(where: application.start.requests.contains)
      else { return nil }
      let seen = try services.overview(of: other, isPriced: false)
      return seen.isUnderWay ? seen : nil
    }
    let isPaidLate = application.paymentTasks.contains { $0.kind == .credit(.afterDeadline) }
    return .lines(
      rule.map {
        """
        <p>The rule: \($0.words.text(in: language))\($0.clause.map { " (\($0))" } ?? "")</p>
        """
      },
      """
      <p>The application is as the applicant left it: answers, files and what others have supplied. It can be filled in \
      and paid again until the end of the new last day; the fee is that of the day of payment. Requests to others, links of \
      helpers and requests to pay whose time is over stay over: the applicant sends them again, or you do here.</p>
      """,
      others.isEmpty
        ? nil
        : """
        <p><strong>The applicant has begun anew meanwhile:</strong> \
        \(others.map { "\($0.application.number.description), \($0.stageForOthers)" }.joined(separator: "; ")).</p>
        """,
      isPaidLate
        ? """
        <p><strong>Money for it came after the last day</strong>, and is kept as a credit. When there is more time it can be \
        taken for the fee, under payments, so that nobody pays twice.</p>
        """ : nil)
  }
}

extension Event.What {
  fileprivate var givesMoreTime: Bool {
    if case .givenMoreTime = self { true } else { false }
  }
}
