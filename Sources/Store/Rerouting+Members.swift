import Applications
import JSON

// The members of the lines by which a request leaves an organisation that was withdrawn: `party-rerouted` has those of the
// new request besides, `party-released` has none.

extension Rerouting {
  var kind: String { next == nil ? "party-released" : "party-rerouted" }

  var details: [JSONMember] {
    [JSONMember("ended", .string(ended)), JSONMember("reason", .string(reason))]
      + (next?.details ?? [])
  }

  var secrets: [JSONMember] { next?.secrets ?? [] }

  init(rerouted details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      ended: try details.string("ended"), next: try Invitation(&details, &secrets),
      reason: try details.string("reason"))
  }

  init(released details: inout Members) throws(LineFault) {
    self.init(
      ended: try details.string("ended"), next: nil, reason: try details.string("reason"))
  }
}
