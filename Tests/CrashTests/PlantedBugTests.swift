import Foundation
import Support
import Testing

/// Mistakes that debug builds of the programs make on demand: each has to be found.
@Suite(.serialized) struct PlantedBugTests {
  struct Bug: Sendable, CustomTestStringConvertible {
    let name: String
    /// Where it can show.
    let scenes: [String]

    var testDescription: String { name }

    init(_ name: String, _ scenes: String...) {
      self.name = name
      self.scenes = scenes
    }
  }

  static let bugs = [
    Bug("journal-not-synced", "save post :application/:element"),
    Bug("answer-before-sync", "dashboard post :application/messages"),
    Bug("folder-not-synced", "account post sign-in"),
    Bug("new-folder-not-synced", "account post sign-in", "attach post :application/:element"),
    Bug("draft-not-synced", "save post, by somebody unknown"),
    Bug("attachment-not-synced", "attach post :application/:element"),
    Bug("removal-not-synced", "account post sign-out"),
    Bug("yes-from-memory", "save post :application/:element"),
    Bug("tail-not-cut", "save post :application/:element/sign"),
    Bug("sync-error-ignored", "save post :application/:element"),
    Bug("sync-tried-again", "save post :application/:element"),
    Bug("line-not-taken-back", "dashboard post :application/cancel"),
    Bug("short-write-taken-as-whole", "save post :application/:element/:group/:entry"),
    Bug("debt-forgotten", "invoice post :application"),
    Bug("mail-moved-before-it-is-sent", "docket store sweep", "invoice post :application"),
    Bug("look-up-forgotten", "payment post :application"),
  ]

  @Test func `every planted bug is found`() throws {
    let stage = try Stage.ready()
    let found = try stage.everywhere(Self.bugs) { bug, office in
      try find(bug, stage.trials.map(\.scene), office)
    }
    for (bug, found) in zip(Self.bugs, found) {
      print("planted: \(bug.name): \(found ?? "not found")")
      #expect(found != nil, "\(bug.name)")
    }
    #expect(found.compactMap { $0 }.count >= 12)
  }

  @Test func `without a bug the same search finds nothing`() throws {
    let stage = try Stage.ready()
    let none = [Bug("none", "save post :application/:element", "account post sign-out")]
    let found = try stage.everywhere(none) { bug, office in
      try find(bug, stage.trials.map(\.scene), office)
    }
    #expect(found == [nil])
  }

  @Test func `what is installed knows of no planted bug`() throws {
    for name in ["docket", "save", "attach", "account"] {
      let release = Repository.programs.appendingPathComponent(name)
      guard release.path != debug.appendingPathComponent(name).path else { continue }
      let bytes = try Data(contentsOf: release)
      for bug in ["DOCKET_PLANTED"] + Self.bugs.map(\.name) {
        #expect(bytes.range(of: Data(bug.utf8)) == nil, "\(name) knows of \(bug)")
      }
    }
    let bytes = try Data(contentsOf: debug.appendingPathComponent("save"))
    #expect(bytes.range(of: Data("DOCKET_PLANTED".utf8)) != nil)
  }

  /// Which check finds it first.
  private func find(_ bug: Bug, _ scenes: [Scene], _ office: Office) throws -> String? {
    var office = office
    office.environment["DOCKET_PLANTED"] = bug.name
    office.programs = debug
    for scene in scenes where bug.scenes.contains(scene.name) {
      let trial = try Trial(scene, in: office)
      if let fault = try trial.powerCuts(in: office, atMost: 24).faults.first {
        return "power cuts, \(scene.name), \(fault)"
      }
      if let fault = try trial.failingCalls(["fsync", "pwrite64"], ["EIO"], in: office).faults.first
      {
        return "failing calls, \(scene.name), \(fault)"
      }
      if let fault = try trial.shortWrites(in: office, atMost: 12).faults.first {
        return "short writes, \(scene.name), \(fault)"
      }
    }
    return nil
  }

  /// The debug programs, which alone can make mistakes on demand.
  private var debug: URL {
    let path = ProcessInfo.processInfo.environment["DOCKET_DEBUG_PROGRAMS"]
    return path.map { URL(fileURLWithPath: $0) }
      ?? Repository.folder.appendingPathComponent(".build/debug")
  }
}
