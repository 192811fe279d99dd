import Glibc
import Platform
import Rules
import Signing
import Store

/// The program of this machine that takes mails: `sendmail`, or what a host has under that name.
package struct Mailer: Sendable {
  /// Its absolute path; it is started as `<path> -t -i`, with the mail on its standard input.
  package let command: String
  package let sender: Sender
  package let timeLimitSeconds: Int

  /// `nil` unless the path is absolute.
  package init?(command: String, sender: Sender, timeLimitSeconds: Int = 60) {
    guard command.utf8.first == UInt8(ascii: "/"), !command.utf8.contains(0) else { return nil }
    self.command = command
    self.sender = sender
    self.timeLimitSeconds = timeLimitSeconds
  }

  /// Hands over what waits in the outbox. What is refused waits on, with the reason. Returns how
  /// many have gone.
  ///
  /// Set-id mailers need the rights they have by that: call it before, and not after, the program
  /// gives up gaining rights.
  @discardableResult
  package func deliver(from store: Store) throws(StoreError) -> Int {
    try store.deliver { message, postedAt in
      guard let mail = message.mail(from: sender, postedAt: postedAt) else {
        return "the recipient is not an e-mail address"
      }
      return handOver(mail, scratch: store.incomingFolder)
    }
  }

  /// Runs the command on one mail; `nil` when it took it. `scratch` is a folder for two short-lived
  /// files: a mail is longer than a pipe may hold.
  private func handOver(_ mail: [UInt8], scratch: String) -> String? {
    let input = namelessFile(in: scratch)
    let errors = namelessFile(in: scratch)
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer {
      for descriptor in [input, errors, nowhere] where descriptor >= 0 { close(descriptor) }
    }
    guard input >= 0, errors >= 0, nowhere >= 0, written(mail, to: input) else {
      return "the mail could not be written for the mailer"
    }
    var process: pid_t = 0
    let started = withList([command, "-t", "-i"]) { arguments in
      withList(["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"]) { environment in
        docket_spawn(command, arguments, environment, "/", input, nowhere, errors, &process)
      }
    }
    guard started == 0 else { return "\(command) could not be started (errno \(started))" }
    guard let code = end(of: process) else { return "\(command) took too long" }
    return code == 0 ? nil : "\(command) ended with \(code)\(firstLine(of: errors))"
  }

  /// How the process ended; `nil` when it had to be killed.
  private func end(of process: pid_t) -> Int32? {
    var code: Int32 = 0
    var pause = timespec()
    pause.tv_nsec = 5_000_000
    for _ in 0..<(timeLimitSeconds * 200) {
      let result = docket_wait(process, 0, &code)
      if result == 0 { return code }
      guard result == EAGAIN else { return nil }
      nanosleep(&pause, nil)
    }
    kill(-process, SIGKILL)
    _ = docket_wait(process, 1, &code)
    return nil
  }
}

/// A file that is gone when it is closed.
private func namelessFile(in folder: String) -> Int32 {
  let path = folder + "/.draft-mail-" + hex(RandomSource.kernel.bytes(12))
  let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  if descriptor >= 0 { unlink(path) }
  return descriptor
}

private func written(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return lseek(descriptor, 0, SEEK_SET) == 0
}

/// What the mailer said first, for whoever looks after the host.
private func firstLine(of descriptor: Int32) -> String {
  var bytes = [UInt8](repeating: 0, count: 300)
  let count = pread(descriptor, &bytes, bytes.count, 0)
  let line = bytes.prefix(max(0, count)).prefix { $0 >= 0x20 }
  return line.isEmpty ? "" : ": " + String(decoding: line, as: UTF8.self)
}

/// The texts as C wants a list of them, ending with NULL.
private func withList<Result>(
  _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var list: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
  list.append(nil)
  defer { for text in list { free(text) } }
  return body(list)
}
