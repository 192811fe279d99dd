import Applications
import Rules

@testable import Pages

/// An application with helpers, as the applicant sees it and as a helper does.
extension Sample {
  private static func helper(_ id: String, _ name: String, isTold: Bool = false) -> Helper {
    Helper(
      id: id, elements: ["lantern"], name: name, emailAddress: "\(id)@home.example", isTold: isTold,
      until: zone.end(of: day("2026-12-20")), key: id)
  }

  private static let named: [(Event.What, helper: String?)] = [
    (.helperNamed(helper("h1", "Pat <Lee>", isTold: true)), nil),
    (.helperBegan("h1", key: "b1"), "h1"),
    (
      .saved(
        Save(
          element: "lantern", revision: 2,
          answers: answers([("kind", "gas"), ("count", "2"), ("fire", "no")]), key: "s2")), "h1"
    ),
    (.helperNamed(helper("h2", "Sam & Co")), nil),
  ]
  private static let ended =
    named + [
      (.helperStopped("h1", key: "e1"), "h1"), (.helperRevoked("h2", key: "e2"), nil),
      (.updatesChosen(UpdatesChoice(whom: .helper("h1"), isTold: false, key: "u1")), nil),
    ]

  private static func overview(
    _ events: [(Event.What, helper: String?)], as id: String? = nil, now: Moment = noon
  ) -> Overview {
    var application = application(saved)
    for (index, (what, helper)) in events.enumerated() {
      application.apply(
        Event(
          number: 10 + index, at: moment("2026-11-22T15:00:00.000Z").adding(seconds: 60 * index),
          who: helper.map { .helper($0) } ?? .applicant(account), what: what))
    }
    var overview = Overview(application, edition: edition, now: now)
    if let id { overview.viewer = .helper(id: id, link: "s3cret") }
    return overview
  }

  private static func record(_ id: String, _ overview: Overview) -> HelperRecord {
    overview.application.helper(id).unsafelyUnwrapped
  }

  private static var typed: HelperForm {
    var form = HelperForm()
    form.emailAddress = "<pat>"
    form.parts = ["lantern"]
    form.isTold = true
    form.faults = [.noName, .noEmailAddress]
    return form
  }

  static let helperPages: [SamplePage] = {
    let (new, now) = (overview(Array(named.prefix(1)), as: "h1"), overview(named, as: "h1"))
    return [
      ("helpers-none", helpersPage(overview(named.filter { _ in false }), keys: keys), 4, true),
      ("helpers", helpersPage(overview(named), keys: keys), 4, true),
      ("helpers-ended", helpersPage(overview(ended), why: "Too late.", keys: keys), 4, true),
      (
        "helper-name",
        nameHelperPage(overview(named.filter { _ in false }), HelperForm(), keys: keys), 5, true
      ),
      (
        "helper-name-faults",
        nameHelperPage(overview(named.filter { _ in false }), typed, keys: keys), 5, true
      ),
      ("helper-element", elementPage(form("lantern", overview(named))), 4, true),
      ("helper-link", helperPage(new, record("h1", new), keys: keys), 2, false),
      ("helper-parts", helperPage(now, record("h1", now), keys: keys), 2, false),
      ("helper-form", elementPage(form("lantern", now)), 4, false),
      ("helper-stop", helperStopPage(now, keys: keys), 3, false),
      ("helper-revoked", helperEndedPage(.revoked, contact: ["help@lanterns.example"]), 2, false),
      (
        "helper-too-late",
        helperEndedPage(
          .submitted, contact: [], form("lantern", now),
          sent: .answers(answers([("count", "7")]), statesNone: false)), 4, false
      ),
    ]
  }()
}
