import Applications
import CGI
import Files
import Foundation
import Payments
import Testing

@testable import Desk

@Suite struct SimulatorTests {
  @Test(arguments: SimulatedDecision.allCases)
  func `each button does what it says`(decision: SimulatedDecision) throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      try ada.sends(to: "simulator")
      #expect(ada.shown.says("Pretend payment"))
      try ada.sends(["decision": decision.rawValue], to: "simulator/decide")
      #expect(ada.shown.status == .ok)
      let sent = try office.heldNotifications()
      #expect(sent.map(\.seconds).sorted() == decision.messages.map(\.seconds).sorted())
      #expect((ada.shown.form(to: "payment/return/") != nil) == (decision.broughtBack != nil))
      #expect(try office.application(number).submittedAt == nil, "nothing has arrived yet")
      if let brought = decision.broughtBack {
        try ada.sends(to: "payment/return/")
        #expect(ada.shown.status == (brought.isForged ? .badRequest : .seeOther))
        if !brought.isForged { #expect(ada.shown.leadsTo == "payment/receipt/\(reference)") }
      }
      let bank = Person(office)
      for notification in sent.sorted(by: { $0.seconds < $1.seconds }) {
        try bank.posts("payment/notify/simulator", notification.fields)
        #expect(bank.shown.status == (decision == .forge ? .badRequest : .ok))
      }
      let isPaid = decision.messages.contains { $0.says == "paid" && !$0.isHalf && !$0.isForged }
      #expect((try office.application(number).submittedAt != nil) == isPaid)
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.status == .ok)
    }
  }

  @Test func `an order that is not signed, or was changed on its way, is refused`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      let form = try #require(ada.shown.form(to: "simulator"))
      for address in ["simulator", "simulator/decide"] {
        try ada.posts(
          address,
          form.hidden.map { $0.0 == "amount" ? ("amount", "0.01") : $0 }
            + [("decision", "pay")].filter { _ in address.hasSuffix("decide") })
        #expect(ada.shown.status == .badRequest)
        try ada.posts(address, [])
        #expect(ada.shown.status == .badRequest)
      }
      #expect(try office.heldNotifications().isEmpty)
    }
  }

  @Test func `a button that the page does not have is refused`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      let form = try #require(ada.shown.form(to: "simulator"))
      try ada.posts("simulator/decide", form.hidden + [("decision", "steal")])
      #expect(ada.shown.status == .badRequest)
    }
  }

  @Test func `it is there in a demonstration only, and only as the provider`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try ada.opens("payment/\(number)/\(reference)")
      let form = try #require(ada.shown.form(to: "simulator"))
      office.settings.isDemonstration = false
      try ada.posts("simulator", form.hidden)
      #expect(ada.shown.status == .notFound)
      try ada.posts("simulator/decide", form.hidden + [("decision", "pay")])
      #expect(ada.shown.status == .notFound)
      office.settings.isDemonstration = true
      office.settings.payment = []
      try ada.posts("simulator", form.hidden)
      #expect(ada.shown.status == .notFound)
      #expect(try office.heldNotifications().isEmpty)
    }
  }

  @Test func `every page of a demonstration says that it is one`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("dashboard")
      #expect(ada.shown.says("Demonstration."))
      office.settings.isDemonstration = false
      try ada.opens("dashboard")
      #expect(!ada.shown.says("Demonstration."))
    }
  }
}

extension Office {
  /// What the simulator was told to hold back, and for how long.
  fileprivate func heldNotifications() throws -> [(seconds: Int, fields: [(String, String)])] {
    try FileManager.default.contentsOfDirectory(atPath: installation.simulator).compactMap { name in
      guard let seconds = Int(name.prefix { $0 != "-" }),
        let bytes = contents(ofFile: installation.simulator + "/" + name)
      else { return nil }
      return (seconds, try formPairs(bytes).map { ($0.name, $0.value) })
    }
  }
}
