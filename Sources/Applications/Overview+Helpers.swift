import Rules

extension Overview {
  /// The applicant's own parts that somebody may help with, in the order of the page.
  package var helpable: [Entry] { elements.filter(\.element.canBeHelped) }

  /// The chosen parts that a helper sees: those that are still asked for, and that may be helped with.
  package func entries(of record: HelperRecord) -> [Entry] {
    helpable.filter { record.helper.elements.contains($0.element.id) }
  }

  /// Helpers whose links open something, or would again on another day.
  package var helpersNow: [HelperRecord] { application.helpers.filter { $0.end == nil } }

  /// Whether the applicant can name one more: the application can be filled in, and there are not too many.
  package var canNameHelper: Bool {
    stage == .open && !helpable.isEmpty && helpersNow.count < Helper.limits.atOnce
      && application.helpers.count < Helper.limits.inAll
  }

  /// Whether the applicant can have a new link sent to that helper.
  package func canRenew(_ record: HelperRecord) -> Bool {
    record.end == nil && stage == .open && record.turn <= Helper.renewalLimit
  }

  /// The end of the last day of a link that is sent now. After the last day to pay there is nothing to fill in.
  package var helperEnd: Moment {
    let zone = edition.agency.timeZone
    return min(
      zone.end(of: zone.day(of: now).adding(days: Helper.lastsDays)), deadline)
  }
}
