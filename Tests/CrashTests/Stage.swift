import Foundation
import Support
import Synchronization

/// All scenes, recorded, and room for two to try them.
struct Stage: Sendable {
  let trials: [Trial]
  let folder: String
  /// Everything, which takes long, and not only the share of every test run.
  let isWhole: Bool
  /// Somebody wants to see some of them only.
  let isFiltered: Bool
  private let first: Office

  /// One for all tests: its folder goes when the process ends.
  static func ready() throws -> Stage { try one.get() }

  private static let one = Result {
    try Folder.make(place)
    atexit { Folder.remove(Stage.place) }
    return try Stage(place)
  }
  private static let place = Folder.place()

  private init(_ folder: String) throws {
    self.folder = folder
    isWhole = ProcessInfo.processInfo.environment["DOCKET_CRASH_TESTS"] == "all"
    try Site.write(to: folder + "/site")
    first = try Office(made: folder + "/first", with: folder + "/site")
    let wanted = ProcessInfo.processInfo.environment["DOCKET_CRASH_SCENES"]
    isFiltered = wanted != nil
    let scenes = try Story.scenes(in: first).filter { wanted.map($0.name.contains) ?? true }
    trials = try Self.everywhere(scenes, folder, first) { try Trial($0, in: $1) }
  }

  /// How many of each scene, so that all scenes together have about `count`.
  func share(of count: Int) -> Int {
    isWhole ? .max : count * 3 / 2 / trials.count
  }

  /// One more office, without a store.
  func office() throws -> Office {
    try Office("\(folder)/\(UUID().uuidString.prefix(8))", like: first)
  }

  func everywhere<Thing: Sendable, Result: Sendable>(
    _ things: [Thing], _ body: @Sendable (Thing, Office) throws -> Result
  ) throws -> [Result] { try Self.everywhere(things, folder, first, body) }

  /// Does `body` with each on as many processors as there are, in offices of their own.
  private static func everywhere<Thing: Sendable, Result: Sendable>(
    _ things: [Thing], _ folder: String, _ first: Office,
    _ body: @Sendable (Thing, Office) throws -> Result
  ) throws -> [Result] {
    let next = Mutex(0)
    let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) {
      worker in
      while true {
        let index = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard index < things.count else { return }
        let result = Swift.Result {
          let place = "\(folder)/\(worker)-\(UUID().uuidString.prefix(8))"
          return try body(things[index], try Office(place, like: first))
        }
        results.withLock { $0[index] = result }
      }
    }
    let all = results.withLock { $0 }
    return try things.indices.map { index in
      guard let result = all[index] else { throw Trouble("a worker has gone") }
      return try result.get()
    }
  }
}
