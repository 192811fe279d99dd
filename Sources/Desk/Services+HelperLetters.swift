import Applications
import Notation
import Pages
import Rules
import Store

/// Mails to helpers with a link of their own, and to those who are told what becomes of an application.
extension Services {
  /// What an event owes to a helper. The link's token is made here, before the line that owes the mail.
  func helperLettersOwed(_ application: Application, _ event: Event) throws -> [Message] {
    let id: String
    switch event.what {
    case .helperNamed(let helper): id = helper.id
    case .helperRenewed(let renewal): id = renewal.helper
    default: return []
    }
    guard let record = application.helper(id) else { return [] }
    let token = try issueToken(
      for: HelperVisit.purpose,
      RequestLink(application.number, request: id, link: String(record.turn)), until: record.until)
    let mail = try mail(
      "helper-named", named: "helper-named-\(application.number.text)-\(event.number)",
      about: application, on: event.at, helper: record,
      link: address(ofProgram: "helper/\(token)"))
    return [mail].compactMap(\.self)
  }

  /// What can be said besides about a helper.
  func slots(about record: HelperRecord, in overview: Overview) -> [String: String] {
    let (agency, edition) = (overview.edition.agency, overview.edition)
    let titles = record.helper.elements.map { id in
      edition.element(id)?.title.text(in: agency.languages[0]) ?? id.text
    }
    return [
      "helper": record.helper.name, "parts": titles.joined(separator: "\n"),
      "last-day": Pages.text(of: agency.timeZone.day(of: record.until.adding(seconds: -1))),
      "link": address(ofProgram: "dashboard/\(overview.application.number.text)/helpers"),
    ]
  }

  /// What an event owes to those of whom the applicant said that they are told what becomes of the application.
  func updatesOwed(_ application: Application, _ event: Event) throws -> [Message] {
    switch application.letter(owedBy: event) {
    case "application-submitted", "application-cancelled", "application-withdrawn",
      Letter.ID.reopened:
      try updates(application, named: String(event.number), on: event.at)
    default: []
    }
  }

  /// One mail for each of those, with the number of the application and how it stands, and nothing else. `name` tells
  /// one occasion from another.
  func updates(
    _ application: Application, named name: String, on moment: Moment
  ) throws -> [Message] {
    try application.followers(at: moment).flatMap { whom -> [Message] in
      let name = "application-update-\(application.number.text)-\(name)-\(whom.id)"
      switch whom {
      case .party(let id):
        guard let record = application.invitation(id) else { return [] }
        return try plainMails(
          "application-update", named: name, about: application, record, on: moment)
      case .helper(let id):
        let mail = try mail(
          "application-update", named: name, about: application, on: moment,
          helper: application.helper(id), link: "")
        return [mail].compactMap(\.self)
      }
    }
  }
}

extension Overview {
  /// How it stands, in a word for somebody else.
  var stageForOthers: String {
    switch stage {
    case .open, .payerAsked, .paying: "not submitted"
    case .submitted: "submitted"
    case .pendingReview: "pending review"
    case .deficient: "sent back to the applicant"
    case .closed: "closed"
    case .approved: application.isPreliminary ? "approved preliminarily" : "approved"
    case .denied: "denied"
    case .revoked: "approval revoked"
    case .cancelled: "cancelled"
    case .withdrawn: "withdrawn"
    case .expired: "expired"
    }
  }
}

extension Application {
  /// The helper that an event is about, whose letter goes to the applicant.
  func helper(toldBy event: Event) -> HelperRecord? {
    if case .helperStopped(let id, _) = event.what { helper(id) } else { nil }
  }
}
