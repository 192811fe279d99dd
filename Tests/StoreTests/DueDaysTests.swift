import Applications
import Files
import Foundation
import Rules
import Testing

@testable import Store

@Suite struct DueDaysTests {
  private let days = Day(ofUTC: moment)...Day(ofUTC: moment).adding(days: 100)

  @Test func `an application is looked for until it is submitted or cancelled`() throws {
    try withStore { store in
      let ada = try store.person()
      let first = try store.startApplication(start(ada), at: moment)
      let second = try store.startApplication(start(ada, key: "form-9"), at: moment)
      let numbers = [first, second].map(\.number).sorted { $0.text < $1.text }
      let due = try store.applicationsDue(days)
      #expect(due.map(\.number) == numbers)
      #expect(due.allSatisfy { $0.deadline == first.start.deadline })
      #expect(due.allSatisfy { $0.publication == first.start.publication })
      #expect(try store.applicationsDue(days.lowerBound...days.lowerBound.adding(days: 80)) == [])
      for (application, what) in [
        (first, Event.What.cancelled(key: "x")), (second, .submittedWithoutFee),
      ] {
        _ = try store.change(application.number, at: moment, by: .applicant(ada)) { _ in
          save(1)
        }
        #expect(try store.applicationsDue(days).contains { $0.number == application.number })
        _ = try store.change(application.number, at: moment, by: .applicant(ada)) { _ in what }
        #expect(try !store.applicationsDue(days).contains { $0.number == application.number })
      }
    }
  }

  @Test func `its file says what the first line of the journal says`() throws {
    try withStore { store in
      let application = try store.startApplication(start(try store.person()), at: moment)
      let deadline = application.start.deadline.description
      let place = "\(store.folder)/due/\(deadline.prefix(10))/\(application.number.text)"
      let text = String(decoding: try bytes(of: place), as: UTF8.self)
      #expect(
        text.trimmingCharacters(in: .newlines)
          == "{\"deadline\":\"\(deadline)\",\"publication\":\"\(application.start.publication)\"}")
      #expect(try File.Status(of: place).isRegular)
    }
  }

  @Test func `where a line moves the last day, the look-up moves with it`() throws {
    try withStore { store in
      let ada = try store.person()
      let application = try store.startApplication(start(ada), at: moment)
      func due() throws -> [DueApplication] {
        try store.applicationsDue(days.lowerBound...days.upperBound.adding(days: 100))
      }
      func change(_ what: Event.What, daysLater: Int) throws {
        _ = try store.change(
          application.number, at: moment.adding(seconds: daysLater * 86_400), by: .applicant(ada)
        ) { _ in what }
      }
      let first = try due()
      try change(
        .partyAsked(
          Invitation(
            id: "i1", element: "e", name: "Cy", emailAddress: "cy@guild.example",
            until: moment.adding(seconds: 20 * 86_400), stopsClock: true, key: "a")),
        daysLater: 0)
      let moved = try due()
      #expect(moved.count == 1 && moved.map(\.day) == [first[0].day.adding(days: 20)])
      try change(.partyTakenBack("i1", key: "t"), daysLater: 5)
      let back = try due()
      #expect(back.count == 1 && back.map(\.day) == [first[0].day.adding(days: 5)])
      #expect(verified(store).findings == [])
      var reindexing = Reindexing(of: store, at: moment, isDryRun: true)
      for part in reindexing.parts() { reindexing.run(part) }
      #expect(reindexing.written == [] && reindexing.replaced == [])
      try change(.cancelled(key: "c"), daysLater: 6)
      #expect(try due() == [])
    }
  }

  @Test func `where more time is given, the look-up says so, and can be made anew`() throws {
    try withStore { store in
      let ada = try store.person()
      let application = try store.startApplication(start(ada), at: moment)
      let old = store.path(of: DueApplication(application))
      let last = application.start.deadline
      let until = last.adding(seconds: 40 * 86_400)
      _ = try store.change(
        application.number, at: last.adding(seconds: 86_400), by: .staff("kim")
      ) { _ in .givenMoreTime(MoreTime(until: until, reason: "She was ill.", key: "m")) }
      let due = try store.applicationsDue(days.lowerBound...Day(ofUTC: until))
      #expect(due.map(\.deadline) == [until] && due.map(\.moreTimes) == [1])
      #expect(!FileManager.default.fileExists(atPath: old))
      let place = "\(store.folder)/due/\(until.description.prefix(10))/\(application.number.text)"
      let text = String(decoding: try bytes(of: place), as: UTF8.self)
      #expect(
        text
          == "{\"deadline\":\"\(until)\",\"publication\":\"\(application.start.publication)\",\"moreTimes\":1}"
      )
      #expect(verified(store).findings == [])
      try FileManager.default.removeItem(atPath: place)
      #expect(!verified(store).findings.isEmpty)
      var reindexing = Reindexing(of: store, at: moment)
      for part in reindexing.parts() { reindexing.run(part) }
      #expect(verified(store).findings == [])
      _ = try store.change(application.number, at: until.adding(seconds: -1), by: .applicant(ada)) {
        _ in .submittedWithoutFee
      }
      #expect(try store.applicationsDue(days.lowerBound...Day(ofUTC: until)) == [])
    }
  }

  @Test func `one that is missing or changed is an error, and one too many is none`() throws {
    try withStore { store in
      let ada = try store.person()
      let application = try store.startApplication(start(ada), at: moment)
      let due = DueApplication(application)
      let place = store.path(of: due)
      let right = try bytes(of: place)
      #expect(verified(store).findings == [])
      try put(Array("{}".utf8), at: place)
      #expect(try store.applicationsDue(days) == [])
      let said = verified(store).findings.filter { $0.severity == .error }
      #expect(said.map(\.summary) == ["not in the list of its last day (\(store.relative(place)))"])
      #expect(said.first?.remedy == Look.reindex)
      var reindexing = Reindexing(of: store, at: moment)
      for part in reindexing.parts() { reindexing.run(part) }
      #expect(try reindexing.replaced == [store.relative(place)] && bytes(of: place) == right)
      _ = try store.change(due.number, at: moment, by: .applicant(ada)) { _ in
        .cancelled(key: "x")
      }
      try put(right, at: place)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place)
      #expect(verified(store).findings == [])
      let old = verified(store, daysLater: 2).findings.map(\.summary)
      #expect(old == ["leads nowhere: \(due.number) has no last day then"])
    }
  }

  @Test(arguments: [
    (0, "1970-01-01"), (86_399, "1970-01-01"), (-1, "1969-12-31"), (-86_400, "1969-12-31"),
    (-86_401, "1969-12-30"),
  ])
  func `a day of UTC`(seconds: Int, day: String) {
    #expect(Day(ofUTC: Moment(millisecondsSince1970: seconds * 1000)).description == day)
  }
}
