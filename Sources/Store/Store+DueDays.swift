import Applications
import Files
import Glibc
import JSON
import Rules

// Which applications still have their last day before them: a small file `due/<day>/<number>` for
// each that is neither submitted nor cancelled. `<day>` is the day of UTC on which its deadline falls, so
// whoever looks for what is due reads the folders of a few days, and no journal.
//
// It is a look-up: made lasting before the start that it leads to, or before a line that moves the last day, so that
// none is missing, and taken away after the line that submits, cancels or moves. A crash leaves at worst one too many,
// which says nothing: who finds it looks at the journal. What is in it follows from the journal alone.

/// An application that may be due.
package struct DueApplication: Hashable, Sendable {
  package let number: ApplicationNumber
  package let deadline: Moment
  /// The publication that it is bound to, in hexadecimal.
  package let publication: String
  /// How often it was given more time: each time it is reminded anew.
  package let moreTimes: Int

  package init(
    number: ApplicationNumber, deadline: Moment, publication: String, moreTimes: Int = 0
  ) {
    self.number = number
    self.deadline = deadline
    self.publication = publication
    self.moreTimes = moreTimes
  }

  package init(_ application: Application) {
    self.init(
      number: application.number, deadline: application.latestDeadline,
      publication: application.start.publication, moreTimes: application.moreTimes.count)
  }

  fileprivate init?(_ number: ApplicationNumber, _ bytes: [UInt8]) {
    guard let node = try? JSONNode(strict: bytes),
      let deadline = node["deadline"]?.string.flatMap(Moment.init),
      let publication = node["publication"]?.string
    else { return nil }
    self.init(
      number: number, deadline: deadline, publication: publication,
      moreTimes: node["moreTimes"]?.integer ?? 0)
  }

  /// The bytes of its file.
  var bytes: [UInt8] {
    JSONNode.object(
      [
        JSONMember("deadline", .string(deadline.description)),
        JSONMember("publication", .string(publication)),
      ] + (moreTimes > 0 ? [JSONMember("moreTimes", .integer(moreTimes))] : [])
    ).bytes
  }

  /// The day, of UTC, on which the deadline falls.
  var day: Day { Day(ofUTC: deadline) }
}

extension Day {
  /// The day of UTC on which the moment falls.
  package init(ofUTC moment: Moment) {
    let seconds = moment.secondsSince1970
    self.init(daysSince1970: (seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
  }
}

extension Application {
  /// Whether `due` has to have it.
  var isDueSomeDay: Bool { submittedAt == nil && cancelledAt == nil }
}

extension Store {
  /// Those whose deadline falls on one of these days of UTC, in the order of the days and the numbers.
  package func applicationsDue(_ days: ClosedRange<Day>) throws(StoreError) -> [DueApplication] {
    var all: [DueApplication] = []
    let top = "\(folder)/\(Kind.due.rawValue)"
    for text in try list(top) {
      guard let day = Day(text), days.contains(day) else { continue }
      for name in try list("\(top)/\(text)") {
        guard let number = ApplicationNumber(name),
          let bytes = try readFile("\(top)/\(text)/\(name)", limit: 1000),
          let due = DueApplication(number, bytes)
        else { continue }
        all.append(due)
      }
    }
    return all
  }

  /// After the line that ended it. What fails is found out by the next who looks.
  package func forget(_ due: DueApplication) {
    do throws(StoreError) { _ = try removeFile(path(of: due)) } catch { return }
  }

  /// Removes the folders of days before `day` that hold nothing any more. No start has its last day then, so
  /// nobody is just writing into one.
  package func sweepDueDays(before day: Day) throws(StoreError) {
    let top = "\(folder)/\(Kind.due.rawValue)"
    for text in try list(top) {
      if let past = Day(text), past < day { rmdir("\(top)/\(text)") }
    }
  }

  func path(of due: DueApplication) -> String {
    "\(folder)/\(Kind.due.rawValue)/\(due.day)/\(due.number.text)"
  }
}
