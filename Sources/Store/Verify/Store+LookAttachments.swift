import Applications
import Files
import Rules
import Signing

extension Store {
  /// Hashes every file of an application again, and finds those that are missing, those that no line names,
  /// and those that should have gone: what is personal in the lines of the numbers `erased` has been erased.
  func lookAtAttachments(
    of events: [Event], erased: Set<Int>, in place: String, _ look: inout Look,
    before yesterday: Moment
  ) {
    var named: [String: (bytes: Int, line: Int)] = [:]
    var gone: Set<String> = []
    for event in events {
      if case .attached(let file) = event.what, erased.contains(event.number) {
        gone.insert(file.digest)
        continue
      }
      guard case .attached(let file) = event.what, named[file.digest] == nil else { continue }
      named[file.digest] = (file.byteCount, event.number + 1)
    }
    let top = place + "/attachments"
    let names = (try? File.Status(of: "\(folder)/\(top)")) == nil ? [] : listed(top, &look)
    for name in names {
      let path = "\(top)/\(name)"
      guard !name.hasPrefix("."), let digest = Digest(hex: name) else {
        checkStranger(path, &look, before: yesterday)
        continue
      }
      guard checkMode(path, isFolder: false, &look) else { continue }
      if gone.contains(name), named[name] == nil {
        look.error(
          path, "was erased and is still here",
          remedy: "run the same 'docket store erase' once more: it finishes what was interrupted")
        continue
      }
      guard let expected = named.removeValue(forKey: name) else {
        lookAtOrphan(path, &look, before: yesterday)
        continue
      }
      guard let (found, count) = hashed(path, &look) else { continue }
      look.attachments += 1
      look.bytes += count
      if found != digest || count != expected.bytes {
        look.error(
          path,
          "damaged: \(count) bytes, of which the hash does not fit; there were \(expected.bytes)",
          remedy: "bring this file back from a backup, or ask the applicant for it again")
      }
    }
    for (name, expected) in named.sorted(by: { $0.value.line < $1.value.line }) {
      look.error(
        place + "/journal", line: expected.line, "names a file that is not there: \(name)",
        remedy: "bring 'attachments/\(name)' back from a backup, or ask the applicant for it again")
    }
  }

  private func lookAtOrphan(_ path: String, _ look: inout Look, before yesterday: Moment) {
    look.leftovers += 1
    guard let status = try? File.Status(of: "\(folder)/\(path)"),
      status.changedAt < yesterday.secondsSince1970
    else { return }
    look.warn(
      path, "a file that no line names: whoever sent it was never told that it is here",
      remedy: "it is of no consequence, and may be removed")
  }

  /// The digest of a file and how many bytes it has; `nil`, and a finding, where it cannot be read.
  private func hashed(_ path: String, _ look: inout Look) -> (Digest, Int)? {
    do throws(SystemFailure) {
      return try read("\(folder)/\(path)")
    } catch {
      look.take(error.asUnreadable, at: path)
      return nil
    }
  }
}
