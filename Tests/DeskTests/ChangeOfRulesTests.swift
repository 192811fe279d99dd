import Applications
import CGI
import Foundation
import Rules
import Store
import Testing

/// What happens around the midnight, where the agency is, in which the rules change.
@Suite struct ChangeOfRulesTests {
  /// Days on which the clocks of New York go forward and back, and one on which they do not.
  static let days = ["2027-03-14", "2027-11-07", "2027-06-15"]

  @Test(arguments: days)
  func `one minute before midnight and one after, other editions begin`(day: String) throws {
    try withOffice(.ours(changingOn: day)) { office in
      let change = try midnight(day)
      office.now = change.adding(seconds: -60)
      let ada = try Person.signedIn(office)
      try ada.opens(confirming)
      #expect(ada.shown.says("$85.00"))
      #expect(ada.shown.says("From \(text(day)): $90.00"))
      let before = try ada.starts()

      office.now = change.adding(seconds: 60)
      let ben = try Person.signedIn(office, "Ben Adu")
      try ben.opens(confirming)
      #expect(!ben.shown.says("$85.00"))
      #expect(ben.shown.says("$90.00"))
      let after = try ben.starts()

      #expect(try office.application(after).start.day.description == day)
      #expect(try office.application(before).start.day.adding(days: 1).description == day)
      // The form is that of the day of the start, whenever it is opened.
      try ada.opens("save/\(before)/degrees")
      #expect(ada.shown.status == .ok && !ada.shown.says("What is asked anew?"))
      try ben.opens("save/\(after)/degrees")
      #expect(ben.shown.status == .ok && ben.shown.says("What is asked anew?"))
      let eve = try #require(Day(day)).adding(days: -1)
      #expect(ada.shown.says("Rules as of") == true)
      try ada.opens("dashboard/\(before)")
      #expect(ada.shown.says("Rules as of \(text("\(eve)")), edition"))
      try ben.opens("dashboard/\(after)")
      #expect(ben.shown.says("Rules as of \(text(day)), edition"))
    }
  }

  @Test(arguments: days)
  func `the price is that of the day the attempt is opened, and the difference is shown`(
    day: String
  ) throws {
    try withOffice(.ours(changingOn: day)) { office in
      let change = try midnight(day)
      office.now = change.adding(seconds: -60)
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.says("From \(text(day)): $90.00"))
      #expect(!ada.shown.says("The price has changed"))

      office.now = change.adding(seconds: 60)
      for page in ["dashboard", "invoice"] {
        try ada.opens("\(page)/\(number)")
        let eve = try #require(Day(day)).adding(days: -1)
        #expect(ada.shown.says("The price has changed since you started on \(text("\(eve)"))."))
        #expect(
          ada.shown.says("from $85.00 16 KAR 4:040 §2(1) to $90.00 The new rule"),
          "\(ada.shown.words)")
        #expect(ada.shown.says("In all: from $85.00 to $90.00."))
      }
      #expect(ada.shown.says("Priced by Rules of \(text(day)), edition "))
      try ada.sends(to: "payment/")
      let attempt = try #require(try office.application(number).openAttempt?.attempt)
      #expect(attempt.quote.total == Money(cents: 90_00))
    }
  }

  @Test(arguments: days)
  func `an attempt that is open keeps its price over the change`(day: String) throws {
    try withOffice(.ours(changingOn: day)) { office in
      let change = try midnight(day)
      office.now = change.adding(seconds: -60)
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      let reference = try ada.beginsToPay(number)
      let eve = try #require(Day(day)).adding(days: -1)

      office.now = change.adding(seconds: 60)
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.says("$85.00") && !ada.shown.says("$90.00"))
      #expect(!ada.shown.says("The price has changed"))
      let hash = Definitions.ours(changingOn: day).hash.prefix(8)
      let pricedBy = "Priced by Rules of \(text("\(eve)")), edition \(hash)"
      #expect(ada.shown.says(pricedBy))
      try ada.opens("payment/\(number)/\(reference)")
      #expect(ada.shown.says("$85.00"))
      try office.bankPays(reference)
      #expect(try office.application(number).submittedAt == office.now)
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("Payment received") && ada.shown.says("$85.00"))
      #expect(ada.shown.says(pricedBy))
    }
  }

  @Test func `an invoice from before the change is not paid after it: the new one is shown`() throws
  {
    let day = Self.days[0]
    try withOffice(.ours(changingOn: day)) { office in
      let change = try midnight(day)
      office.now = change.adding(seconds: -60)
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)")
      office.now = change.adding(seconds: 60)
      let journal = try office.journal(of: number)
      try ada.sends(to: "payment/")
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("The price has changed") && ada.shown.says("to $90.00"))
      #expect(try office.journal(of: number) == journal)
      // The button below the new price pays that.
      try ada.sends(to: "payment/")
      #expect(ada.shown.status == .seeOther)
      #expect(
        try office.application(number).openAttempt?.attempt.quote.total == Money(cents: 90_00))
    }
  }

  @Test func `after an attempt without money the difference is to that`() throws {
    let day = Self.days[1]
    try withOffice(.ours(changingOn: day)) { office in
      let change = try midnight(day)
      office.now = change.adding(seconds: -3 * 86_400)
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      office.now = change.adding(seconds: -60)
      try ada.signsIn()
      let reference = try ada.beginsToPay(number)
      try Person(office).posts(
        "payment/notify/simulator", office.notification("declined", reference, amount: "0.00"))
      let eve = try #require(Day(day)).adding(days: -1)
      try ada.opens("invoice/\(number)")
      #expect(!ada.shown.says("The price has changed"))
      office.now = change.adding(seconds: 60)
      try ada.opens("invoice/\(number)")
      #expect(
        ada.shown.says(
          "The price has changed since your attempt to pay on \(text("\(eve)"))."))
      #expect(ada.shown.says("In all: from $85.00 to $90.00."))
    }
  }

  @Test func `a newer publication changes the price of what was started before, and says so`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("dashboard/\(number)")
      #expect(!ada.shown.says("The price has changed"))
      try office.publish(.ours(changingOn: "2026-11-01", to: "77.00"))
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("In all: from $85.00 to $77.00."))
      // The form stays: it is bound to the publication it was started with.
      try ada.opens("save/\(number)/degrees")
      #expect(!ada.shown.says("What is asked anew?"))
    }
  }

  @Test func `the layer of fees that is charged is that of the newest publication`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try office.publish(.oursChargingPractice())
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("In all: from $85.00 to $15.00."))
    }
  }

  private let confirming =
    "apply/confirm?request=initial-certificate&answers="
    + escaped("prepared-in=in-state&held-elsewhere=no")

  /// The first moment of a day in New York, as the C library's neighbours know it.
  private func midnight(_ day: String) throws -> Moment {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "America/New_York"))
    let parts = day.split(separator: "-").compactMap { Int($0) }
    let date = try #require(
      calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2])))
    return Moment(millisecondsSince1970: Int(date.timeIntervalSince1970) * 1000)
  }

  private func text(_ day: String) -> String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let parts = day.split(separator: "-").compactMap { Int($0) }
    return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
  }
}
