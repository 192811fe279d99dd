import Foundation
import Support
import Testing

/// Power cuts at every point of every request that changes the store.
@Suite(.serialized) struct PowerCutTests {
  @Test func `no power cut loses what was acknowledged`() throws {
    let stage = try Stage.ready()
    let count = stage.share(of: 2_000)
    let outcomes = try stage.everywhere(stage.trials) { trial, office in
      try trial.powerCuts(in: office, atMost: count)
    }
    var (states, tried) = (0, 0)
    for (trial, outcome) in zip(stage.trials, outcomes) {
      print(
        "\(trial.scene.name): \(outcome.states) states, \(outcome.tried) recovered from, "
          + "acknowledged work lost: \(outcome.lost)")
      states += outcome.states
      tried += outcome.tried
      let faults = outcome.faults.prefix(5).joined(separator: "\n")
      if !outcome.faults.isEmpty {
        Issue.record("\(trial.scene.name): \(outcome.faults.count) faults, such as\n\(faults)")
      }
    }
    print("power cuts: \(states) distinct states judged, \(tried) recovered from")
    if !stage.isFiltered { #expect(tried >= (stage.isWhole ? 10_000 : 2_000)) }
  }
}

extension Trial {
  struct Outcome: Sendable {
    var states = 0
    var tried = 0
    var lost = 0
    var faults: [String] = []

    mutating func take(_ new: [String], at place: String) {
      lost += new.contains { $0.hasPrefix("lost") } ? 1 : 0
      faults += new.map { "\(place): \($0)" }
    }
  }

  /// A state that a power cut has left, and who is asked about it.
  private struct Left {
    let cut: Cut
    let place: String
    let judge: Judge
  }

  /// All states after all calls, and after all calls of the same request sent again to what a killed one
  /// left; `limit` so many of them are also recovered from, evenly chosen.
  func powerCuts(in office: Office, atMost limit: Int) throws -> Outcome {
    var outcome = Outcome()
    var contents: [Data: Int] = [:]
    var left = leftBy(recording, judge, isYes: reply.isYes, "after", &contents, &outcome)
    let promise = judge.after.shape(since: judge.before)
    let stride = max(1, recording.moments.count / min(limit, 6))
    for (number, moment) in recording.moments.enumerated().dropFirst()
    where limit == .max || number % stride == 0 {
      let whole = moment.disk.whole
      try Folder.write(whole, to: office.store)
      defer { Folder.remove(office.store) }
      let (reply, second) = try office.recorded(on: moment.disk) {
        try scene.happens(in: office, under: $0)
      }
      left += leftBy(
        second.answered(handedOver: moment.handedOver),
        Judge(second, before: judge.before, promise: promise),
        isYes: reply.promises(the: self.reply), "killed after \(number), again, after", &contents,
        &outcome)
    }
    outcome.states = left.count
    for left in left.spread(limit) {
      outcome.tried += 1
      outcome.take(
        try faults(
          recoveringFrom: left.cut, in: office, retrying: outcome.tried % 2 == 0, as: left.judge),
        at: left.place)
    }
    return outcome
  }

  /// The states that are told apart by what lies there and whether somebody has been told yes.
  private func leftBy(
    _ recording: Recording, _ judge: Judge, isYes: Bool, _ words: String,
    _ contents: inout [Data: Int], _ outcome: inout Outcome
  ) -> [Left] {
    var known: Set<String> = []
    var left: [Left] = []
    for (number, moment) in recording.moments.enumerated() {
      for cut in moment.disk.cuts() {
        guard known.insert("\(moment.isAnswered) " + cut.key(&contents)).inserted else { continue }
        let place = "\(words) \(number) (\(moment.call))"
        left.append(Left(cut: cut, place: place, judge: judge))
        outcome.take(
          judge.faults(
            in: Facts(cut), answered: moment.isAnswered && isYes, handedOver: moment.handedOver),
          at: place)
      }
    }
    return left
  }
}

extension Reply {
  /// Somebody may rely on it.
  var isYes: Bool { (200..<400).contains(status) }

  /// Whether it says the same yes as another.
  func promises(the other: Reply) -> Bool {
    // Numbers and other random words differ.
    func words(_ reply: Reply) -> String? {
      reply.leadsTo?.replacing(/[a-z0-9]{8,}/, with: "…")
    }
    return isYes && status == other.status && words(self) == words(other)
  }
}

extension Array {
  /// So many of them, evenly chosen; all where there are no more.
  func spread(_ count: Int) -> [Element] {
    if self.count <= count { return self }
    return (0..<count).map { self[$0 * self.count / count] }
  }
}
