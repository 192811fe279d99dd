import Applications
import CGI
import Rules
import Store

/// What a link stands for that is mailed to somebody who needs no account: one thing that was asked of them in one
/// application. The application itself says whether it still opens anything, and what has become of it.
///
/// The token that is mailed is a file of the store before the line of the journal that owes the mail, so no mail has
/// a link that leads nowhere; a token whose line never came leads to an application that does not know it.
struct RequestLink: Equatable {
  let application: ApplicationNumber
  /// The id of the request.
  let request: String
  /// The name of this link: the application knows which one is the newest of the request.
  let link: String

  init(_ application: ApplicationNumber, request: String, link: String) {
    self.application = application
    self.request = request
    self.link = link
  }

  /// As the store keeps it: three words.
  fileprivate var subject: String { "\(application.text) \(request) \(link)" }

  fileprivate init?(subject: String) {
    let parts = subject.split(separator: " ").map(String.init)
    guard parts.count == 3, let number = ApplicationNumber(parts[0]) else { return nil }
    self.init(number, request: parts[1], link: parts[2])
  }
}

extension Services {
  /// For so many days after its time is over a link still says what has become of it.
  private static let explainedDays = 90

  /// Makes the token of a link whose time is over at `end`. Comes before the line that owes its mail.
  func issueToken(
    for purpose: String, _ link: RequestLink, until end: Moment
  ) throws(StoreError) -> String {
    try store.issueToken(
      for: purpose, subject: link.subject,
      until: end.adding(seconds: Self.explainedDays * 86_400))
  }
}

extension Visit {
  /// What the token in the path stands for, and the application; `nil` for a token that is none. Changes nothing.
  func requestLink(
    _ purpose: String
  ) throws -> (link: RequestLink, application: Application)? {
    guard
      let link = try services.store.peekToken(request["token"], for: purpose, at: services.now)
        .flatMap(RequestLink.init(subject:)),
      let application = try services.store.application(link.application)
    else { return nil }
    return (link, application)
  }
}
