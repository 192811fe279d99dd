import CGI
import Desk
import Foundation
import Support
import Testing

/// Every role at every address with every method, from the tables that the programs themselves declare.
@Suite struct AccessTests {
  @Test func `every address lets in whom its table names, and for all others nothing is there`()
    throws
  {
    try withOffice { office in
      let world = try AccessWorld(office)
      var table = AccessTable(roles: world.roles.map(\.name))
      for program in programs {
        for route in program.routes {
          let isForStaff = ["review", "staff"].contains(program.name)
          let row = try world.roles.map { role in
            role.isForPagesOfStaffAlone && !isForStaff
              ? Outcome.notAsked : try outcome(of: route, in: program.name, for: role, world)
          }
          table.add(program.name, route, row)
        }
      }
      #expect(table.count >= 110)
      if let fault = goldenFault(table.text, "access.txt", testFile: #filePath) {
        Issue.record("\(fault)")
      }
    }
  }

  private func outcome(
    of route: Route, in program: String, for role: AccessWorld.Role, _ world: AccessWorld
  ) throws -> Outcome {
    let place = world.place(of: route, in: program, for: role)
    let shown = try world.asks(route, place.address, as: role)
    let outcome = Outcome(of: shown)
    let what = "\(route.method.rawValue) \(program)/\(route.path) as \(role.name)"
    if !route.expects(role, hasSecret: place.hasSecret).contains(outcome) {
      Issue.record("\(what): \(shown.status.rawValue) \(shown.leadsTo ?? "") \(shown.logLine)")
    }
    // Who has the secret may know that a part has no entries.
    let isTheirs =
      route.audience == .link && place.hasSecret || route.audience == .member && role.isMember
      || route.audience == .staff && role.isStaff
    if !outcome.isIn, !isTheirs {
      let none = try world.asks(
        route, world.place(of: route, in: program, for: role, .unreal).address, as: role)
      let (here, nowhere) = (world.blurred(shown), world.blurred(none))
      if here != nowhere {
        Issue.record("\(what): it can be told that it is there: \(here) is not \(nowhere)")
      }
    }
    guard !role.isApplicant else { return outcome }
    let sealed = try world.asks(
      route, world.place(of: route, in: program, for: role, .sealed).address, as: role)
    for text in [shown.text, sealed.text] {
      for word in role.forbiddenWords where text.contains(word) {
        Issue.record("\(what) reads \(word)")
      }
    }
    return outcome
  }
}

extension Route {
  /// What it may answer somebody.
  fileprivate func expects(_ role: AccessWorld.Role, hasSecret: Bool) -> Set<Outcome> {
    switch audience {
    case .anybody: [.isIn]
    case .account: [role.isSignedIn ? .isIn : .signIn]
    case .applicant: [role.isApplicant ? .isIn : role.isSignedIn ? .notFound : .signIn]
    case .link where hasSecret: path.contains(":entry") ? [.isIn, .notFound] : [.isIn]
    case .link: [.notFound, .gone]
    // Nobody has sent a file of many parts here, and the part has no entries.
    case .member where role.isMember:
      path.contains(":batch") || path.contains(":entry")
        ? [.isIn, .forbidden, .notFound] : [.isIn, .forbidden]
    case .member: [role.isSignedIn ? .notFound : .signIn]
    // What is not there for anybody is not there for them either.
    case .staff: role.isStaff ? [.isIn, .forbidden, .notFound] : [.signIn]
    // It is the signature that lets in, and nobody here has the key.
    case .provider: [.isIn]
    }
  }
}

/// What somebody is answered, as far as it says whether they are let in.
enum Outcome: String {
  case isIn = "in"
  case signIn = "sign in"
  case notFound = "404"
  case gone = "410"
  case forbidden = "403"
  case notAsked = "-"

  init(of shown: Shown) {
    self =
      switch shown.status {
      case .notFound: .notFound
      case .gone: .gone
      // A form that is shown back to whoever signs in.
      case .forbidden where shown.says("You are not signed in any more"): .signIn
      case .forbidden: .forbidden
      case .seeOther
      where ["account", "staff"].contains {
        shown.leadsTo?.hasPrefix("\($0)/sign-in?then=") == true
      } || shown.leadsTo?.hasPrefix("account/sign-in?notice=kept&then=") == true:
        .signIn
      // A form that waits for whoever signs in.
      case .ok where shown.text.contains("account/sign-in?then="): .signIn
      default: .isIn
      }
  }

  var isIn: Bool { self == .isIn }
}

/// The matrix as text: a line for each address and method, a column for each role.
struct AccessTable {
  private let roles: [String]
  private var lines: [String] = []

  init(roles: [String]) { self.roles = roles }

  var count: Int { lines.count }

  mutating func add(_ program: String, _ route: Route, _ row: [Outcome]) {
    let place = "\(route.method.rawValue) \(program)/\(route.path)"
    lines.append(
      padded(place, 60) + padded(route.audience.rawValue, 12)
        + row.map { padded($0.rawValue, 19) }.joined())
  }

  var text: String {
    let head = padded("", 60) + padded("for", 12) + roles.map { padded($0, 19) }.joined()
    return ([head] + lines).map { $0.replacing(#/ +$/#, with: "") }.joined(separator: "\n")
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
