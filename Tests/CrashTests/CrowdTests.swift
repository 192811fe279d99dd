import Foundation
import Glibc
import Support
import Synchronization
import Testing

/// Many at once on the same applications, some of them killed in the middle.
@Suite(.serialized) struct CrowdTests {
  /// As many processes at a time.
  private static let writers = 16

  @Test func `a crowd loses nothing, doubles nothing, and leaves no gap`() throws {
    let stage = try Stage.ready()
    if stage.isFiltered { return }
    let count = stage.isWhole ? 1_000 : 25
    let (office, message, numbers) = try shared(by: Self.writers * count, on: stage)
    let sent = Mutex<(killed: Int, acknowledged: [String], faults: [String])>((0, [], []))
    let threads = (0..<Self.writers).map { writer in
      Thread {
        for turn in 0..<count {
          let key = "crowd\(writer)x\(turn)"
          var request = message.renewed(key)
          request.path = "\(numbers[(writer + turn) % numbers.count])/messages"
          var tries = 0
          while tries < 50 {
            tries += 1
            let isKilled = tries == 1 && Int.random(in: 0..<5) == 0
            let reply =
              (try? office.answer(request, under: isKilled ? Self.killer : [])) ?? Reply.none
            if isKilled { sent.withLock { $0.killed += 1 } }
            if reply.status == 303 {
              sent.withLock { $0.acknowledged.append(key) }
              break
            }
            if reply.status != 0 {
              sent.withLock { $0.faults.append("\(reply.status) \(reply.main)") }
            }
          }
        }
      }
    }
    for thread in threads { thread.start() }
    while threads.contains(where: { !$0.isFinished }) { usleep(20_000) }
    let (killed, acknowledged, faults) = sent.withLock { $0 }
    #expect(faults.isEmpty, "\(faults.prefix(3))")
    #expect(acknowledged.count == Self.writers * count)

    var times: [String: Int] = [:]
    var gaps = 0
    for (folder, lines) in Facts(Cut(nodes: try Folder.read(office.store))).lines {
      for (number, line) in lines.enumerated().dropFirst() {
        let isNext = String(decoding: line, as: UTF8.self).hasPrefix("{\"number\":\(number),")
        gaps += isNext ? 0 : 1
        if folder.hasPrefix("applications/"), let key = Facts.member("key", of: line) {
          times[key, default: 0] += 1
        }
      }
    }
    let lost = acknowledged.filter { times[$0] == nil }.count
    let doubled = times.filter { $0.key.hasPrefix("crowd") && $0.value > 1 }.count
    print(
      "crowd: \(Self.writers) at a time, \(acknowledged.count) requests, \(killed) killed on the way; "
        + "lost: \(lost), doubled: \(doubled), gaps: \(gaps)")
    #expect(lost == 0 && doubled == 0 && gaps == 0)
    let (status, words) = try office.keeper(["verify"])
    #expect(status == 0, "\(words)")
  }

  /// An office with applications enough: each takes 200 messages, and no more.
  private func shared(
    by count: Int, on stage: Stage
  ) throws -> (Office, Request, numbers: [String]) {
    func deed(_ name: String) throws -> (Scene, Request) {
      guard let scene = stage.trials.map(\.scene).first(where: { $0.name == name }),
        case .request(let request) = scene.deed
      else { throw Trouble("the scene '\(name)' has gone") }
      return (scene, request)
    }
    let (scene, message) = try deed("dashboard post :application/messages")
    let (_, start) = try deed("apply post start")
    let office = try stage.office()
    try scene.begin(in: office)
    let numbers = try (0...count / 150).map { index in
      let reply = try office.answer(start.renewed("crowd\(index)"))
      guard let number = reply.leadsTo?.split(separator: "/").last, reply.status == 303 else {
        throw Trouble("no application is started: \(reply.status) \(reply.main)")
      }
      return String(number)
    }
    return (office, message, numbers)
  }

  /// Runs a program and kills it after a few thousandths of a second, if it is still there.
  private static let killer = [
    "/bin/sh", "-c",
    "exec 3<&0; \"$@\" <&3 & p=$!; /bin/sleep 0.00$(( $$ % 10 )); kill -9 $p 2>/dev/null; wait $p; exit 137",
    "sh",
  ]
}
