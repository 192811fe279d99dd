import Rules

/// One request to somebody else to pay, and what became of it.
package struct PayerRecord: Hashable, Sendable {
  package let request: PayerRequest
  package let askedAt: Moment
  package private(set) var links: SentLinks
  package private(set) var state: State = .asked

  package enum State: Hashable, Sendable {
    /// Nothing has ended it but perhaps the clock: `until` says that.
    case asked
    /// As typed; empty where no reason was given.
    case declined(reason: String, at: Moment)
    case takenBack(at: Moment)
    /// The applicant was told that its time is over.
    case expired(at: Moment)
  }

  fileprivate init(_ request: PayerRequest, _ event: Event) {
    self.request = request
    askedAt = event.at
    links = SentLinks(request.link, event)
  }

  fileprivate mutating func send(_ link: String, _ event: Event) {
    if state == .asked { links.send(link, event) }
  }

  fileprivate mutating func end(_ state: State) {
    if self.state == .asked { self.state = state }
  }
}

/// All requests of an application to others to pay, oldest first.
package struct PayerRecords: Hashable, Sendable {
  package private(set) var all: [PayerRecord] = []

  package subscript(id: String) -> PayerRecord? { all.first { $0.request.id == id } }

  /// The one that nothing has ended but perhaps the clock.
  package var unended: PayerRecord? { all.last { $0.state == .asked } }

  /// From when on another can be asked; `nil` where it is never. A moment that has passed means now.
  func canAskFrom(_ moment: Moment) -> Moment? {
    if all.count >= PayerRequest.limits.inAll { return nil }
    let today = all.filter { moment < $0.askedAt.adding(seconds: 86_400) }
    guard today.count >= PayerRequest.limits.aDay, let first = today.first else { return moment }
    return first.askedAt.adding(seconds: 86_400)
  }

  /// Takes an event; one that is about something else, or about a request that is not there, changes nothing.
  mutating func take(_ event: Event) {
    switch event.what {
    case .payerAsked(let request):
      guard self[request.id] == nil else { return }
      all.append(PayerRecord(request, event))
    case .payerAskedAgain(let reminder):
      change(reminder.request) { $0.send(reminder.link, event) }
    case .payerDeclined(let refusal):
      change(refusal.request) { $0.end(.declined(reason: refusal.reason, at: event.at)) }
    case .payerTakenBack(let mark): change(mark.request) { $0.end(.takenBack(at: event.at)) }
    case .payerExpired(let request): change(request) { $0.end(.expired(at: event.at)) }
    default: return
    }
  }

  private mutating func change(_ id: String, _ body: (inout PayerRecord) -> Void) {
    guard let index = all.firstIndex(where: { $0.request.id == id }) else { return }
    body(&all[index])
  }
}
