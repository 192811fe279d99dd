import Applications
import Glibc
import Rules
import Signing
import Store

/// Having files looked at before anybody opens them.
extension Services {
  /// In one request; what is left is for the sweep.
  private static let requestSeconds = 20

  /// Has the files of an application looked at that have just come.
  ///
  /// They are kept and named in the journal by then, so nobody may be told that they are not, because of a
  /// scanner: nothing is thrown. What cannot be said now is asked again by the sweep.
  func checkNewFiles(of application: Application) -> Application {
    let waiting = application.attachments.filter { $0.state == .beingChecked }
    guard !waiting.isEmpty else { return application }
    do {
      let after = try check(waiting, of: application, by: "attach", within: Self.requestSeconds)
      try store.forgetCheckedFiles(of: application.number)
      return after
    } catch {
      return application
    }
  }

  /// A job of the sweep: has all files looked at that still wait for it, and those again that could not be
  /// checked. Without a scanner they wait on. In a dry run they are only counted.
  ///
  /// Safe to run twice, or beside people at work. An application that cannot be read or changed hides none of
  /// the others, and is named.
  package func checkWaitingFiles(isDryRun: Bool = false) throws -> FileChecks {
    var checks = FileChecks()
    for number in try store.applicationsWithUncheckedFiles() {
      do {
        guard let application = try store.application(number) else { continue }
        let waiting = application.uncheckedAttachments
        checks.left += waiting.count
        if isDryRun { continue }
        let after = try check(waiting, of: application, by: "sweep", within: .max)
        checks.done += waiting.count - after.uncheckedAttachments.count
        checks.left -= waiting.count - after.uncheckedAttachments.count
        try store.forgetCheckedFiles(of: number)
      } catch let error as StoreError {
        switch error {
        case .damaged, .newer, .readOnly, .missing, .unreadable: checks.unreadable.append(number)
        default: throw error
        }
      }
    }
    return checks
  }

  private func check(
    _ files: [Attachment], of application: Application, by program: String, within seconds: Int
  ) throws -> Application {
    guard let scanner = settings.scanner else { return application }
    var application = application
    var seen: Set<String> = []
    let began = time(nil)
    for file in files where seen.insert(file.digest).inserted {
      guard time(nil) - began < seconds, let digest = Digest(hex: file.digest) else { break }
      let (outcome, words) = scanner.check(
        store.attachmentPath(application.number, digest), scratch: store.incomingFolder,
        within: scannerSeconds)
      let check = FileCheck(digest: file.digest, outcome: outcome, words: words)
      application = try change(application.number, by: .program(program)) { now in
        // The same answer again is not worth a line.
        let news = now.uncheckedAttachments.contains {
          $0.digest == check.digest && $0.state != outcome.state
        }
        return news ? .fileChecked(check) : nil
      }
    }
    return application
  }
}

/// What the sweep found about files that waited for a scanner.
package struct FileChecks: Hashable, Sendable {
  /// Those that it has said something definite about.
  package var done = 0
  /// Those that wait on.
  package var left = 0
  /// The applications that could not be read or changed.
  package var unreadable: [ApplicationNumber] = []
}
