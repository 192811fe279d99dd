import Applications
import JSON
import Rules

/// Who can sign in. Each sort has sessions of its own, and nobody comes in with one of another sort.
package protocol SessionOwner: Hashable, Sendable {
  init?(_ text: String)
  /// Without a full stop.
  var text: String { get }
  static var sessionKind: Store.Kind { get }
}

extension AccountID: SessionOwner {
  package static var sessionKind: Store.Kind { .sessions }
}

extension StaffName: SessionOwner {
  package static var sessionKind: Store.Kind { .staffSessions }
}

/// Of somebody with an account.
package typealias Session = SessionOf<AccountID>
/// Of somebody who works for the agency.
package typealias StaffSession = SessionOf<StaffName>

/// A person who has signed in on one device.
package struct SessionOf<Owner: SessionOwner>: Equatable, Sendable {
  /// The digest of its token: says which session it is, and opens nothing.
  package let id: String
  package let owner: Owner
  package let device: Device
  /// Stands in every form of this session.
  package let formToken: String
  package let createdAt: Moment
  /// When it was last used, to the minute.
  package let seenAt: Moment
  /// When it ends, used or not.
  package let endsAt: Moment
  /// How long it may lie unused.
  package let idleSeconds: Int

  package typealias Device = SessionDevice

  /// Whether it has ended by itself.
  func isOver(at now: Moment) -> Bool {
    now >= endsAt || now >= seenAt.adding(seconds: idleSeconds)
  }
}

/// What somebody signed in with, as far as the browser says; names that people know.
package struct SessionDevice: Hashable, Sendable {
  /// `nil` for one that says nothing we know.
  package let browser: String?
  package let system: String?

  package static let unknown = SessionDevice()

  package init(browser: String? = nil, system: String? = nil) {
    self.browser = browser
    self.system = system
  }
}

extension Session {
  package var account: AccountID { owner }
}

extension SessionOf {
  /// All but what the name, the folder and the time of modification of its file say.
  var bytes: [UInt8] {
    let node: JSONNode = [
      "formToken": .string(formToken), "createdAt": .string(createdAt.description),
      "endsAt": .string(endsAt.description), "idleSeconds": .integer(idleSeconds),
      "browser": device.browser.map(JSONNode.string) ?? .null,
      "system": device.system.map(JSONNode.string) ?? .null,
    ]
    return node.bytes
  }

  /// `nil` for what cannot be read: nothing is lost but a sign-in.
  init?(_ bytes: [UInt8], id: String, owner: Owner, seenAt: Moment) {
    guard let node = try? JSONNode(strict: bytes), let formToken = node["formToken"]?.string,
      let createdAt = node["createdAt"]?.string.flatMap(Moment.init),
      let endsAt = node["endsAt"]?.string.flatMap(Moment.init),
      let idleSeconds = node["idleSeconds"]?.integer
    else { return nil }
    self.id = id
    self.owner = owner
    device = Device(browser: node["browser"]?.string, system: node["system"]?.string)
    self.formToken = formToken
    self.createdAt = createdAt
    self.seenAt = seenAt
    self.endsAt = endsAt
    self.idleSeconds = idleSeconds
  }
}
