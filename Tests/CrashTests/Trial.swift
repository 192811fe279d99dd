import Foundation
import Support

/// A scene, recorded once on the real program, and everything that can be tried on it.
struct Trial: Sendable {
  let scene: Scene
  let recording: Recording
  let reply: Reply
  let judge: Judge
  /// What the same request is answered when everything has happened already, and what has happened then.
  let again: (status: Int, deeds: [String])
  let next: Int

  /// The office has no store, and has none afterwards either.
  init(_ scene: Scene, in office: Office) throws {
    self.scene = scene
    try scene.begin(in: office)
    defer { Folder.remove(office.store) }
    let (reply, recording) = try office.recorded { try scene.happens(in: office, under: $0) }
    self.reply = reply
    self.recording = recording
    guard (200..<400).contains(reply.status) || scene.name.contains("not signed"),
      recording.end.isAnswered
    else { throw Trouble("\(scene.name): \(reply.status)\n\(reply.text)") }
    let before = Facts(Cut(nodes: scene.store))
    judge = Judge(recording, before: before)
    let second = try scene.happens(in: office)
    again = (second.status, Facts(Cut(nodes: try Folder.read(office.store))).deeds(since: before))
    next = try office.answer(scene.next).status
    guard [200, 303].contains(next) else {
      throw Trouble("\(scene.name): what comes next is answered \(next)")
    }
  }

  /// Recovers from what a power cut left, as a real office would: the same person sends the form again or
  /// goes on, somebody looks at the first page, the sweep comes by. Returns what was wrong.
  func faults(
    recoveringFrom cut: Cut, in office: Office, retrying: Bool, as judge: Judge
  ) throws -> [String] {
    let left = Facts(cut)
    try Folder.write(cut, to: office.store)
    defer { Folder.remove(office.store) }
    var faults = try verify(office, "before it recovers")
    if retrying {
      let reply = try scene.happens(in: office)
      if ![self.reply.status, again.status].contains(reply.status) {
        faults.append(
          "the same request again is answered \(reply.status): \(reply.text.suffix(300))")
      }
      let deeds = Facts(Cut(nodes: try Folder.read(office.store))).deeds(since: judge.before)
      // A form with a key is one deed, however often it is sent.
      if case .request = scene.deed, again.deeds == self.judge.after.deeds(since: judge.before),
        deeds != again.deeds
      {
        faults.append("after the same request again: \(deeds)")
      }
    }
    let reply = try office.answer(scene.next)
    if reply.status != next {
      faults.append("the next request is answered \(reply.status): \(reply.text.suffix(300))")
    }
    let page = try office.answer(scene.dashboard)
    if page.status == 200 {
      faults += missing(on: page, Facts(Cut(nodes: try Folder.read(office.store))))
    } else if page.status != 303 {
      faults.append("the dashboard is answered \(page.status)")
    }
    faults += try sweep(office)
    let recovered = Cut(nodes: try Folder.read(office.store))
    faults += judge.faults(afterRecovery: Facts(recovered), from: left)
    faults += try sweep(office)
    faults += try verify(office, "afterwards")
    let twice = Cut(nodes: try Folder.read(office.store))
    if twice.steadyFiles != recovered.steadyFiles {
      faults.append("a second recovery changes something")
    }
    return faults
  }

  private func verify(_ office: Office, _ when: String) throws -> [String] {
    let (status, words) = try office.keeper(["verify"])
    return status == 0 ? [] : ["verify, \(when), ended with \(status): \(words)"]
  }

  private func sweep(_ office: Office) throws -> [String] {
    let (status, words) = try office.keeper(["sweep"])
    return status == 0 ? [] : ["the sweep ended with \(status): \(words)"]
  }

  /// Applications of this person that the first page does not show.
  private func missing(on page: Reply, _ facts: Facts) -> [String] {
    guard let session = scene.dashboard.cookies["session"] else { return [] }
    let account = session.prefix { $0 != "." }
    return facts.lines.compactMap { folder, lines in
      guard folder.hasPrefix("applications/"), lines.count > 1,
        Facts.member("applicant", of: lines[1]) == String(account)
      else { return nil }
      let number = folder.split(separator: "/").last ?? ""
      return page.text.contains("dashboard/\(number)") ? nil : "\(number) is not on the dashboard"
    }
  }
}

extension Cut {
  /// The mode of everything, by its path.
  var modes: [String: UInt16] {
    var modes: [String: UInt16] = [:]
    walk { path, inode in modes[path] = nodes[inode].mode }
    return modes
  }

  /// Without what time alone takes away: counters.
  var steadyFiles: [String: Data] { files.filter { !$0.key.hasPrefix("throttles/") } }

  /// Tells states apart: names, bytes and modes. The bytes of what is arriving make no difference.
  func key(_ contents: inout [Data: Int]) -> String {
    var key = ""
    walk { path, inode in
      let node = nodes[inode]
      let bytes = path.hasPrefix("incoming/") ? Data() : node.bytes ?? Data()
      let number = contents[bytes, default: contents.count]
      contents[bytes] = number
      key += "\(path) \(number) \(node.mode)\n"
    }
    return key
  }
}
