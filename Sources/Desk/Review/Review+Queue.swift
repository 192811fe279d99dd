import CGI
import Markup
import Pages

let queueRoutes: [Route] = [Route(.get, "", for: .staff)]

extension StaffVisit {
  /// `nil` for what is no page of the queue.
  func answerQueue() throws -> Response? {
    switch (request.method, request.route.path) {
    case (.get, ""): try reply(Page(title: "Queue", main: "<h1>Queue</h1>"))
    default: nil
    }
  }
}
