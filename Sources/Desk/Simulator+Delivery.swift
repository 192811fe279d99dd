import Files
import Glibc
import Pages
import Payments
import Platform

extension SimulatedOrder {
  var shown: ShownOrder {
    ShownOrder(reference: reference, amount: amount, currency: currency)
  }
}

extension Services {
  /// Sends a notification as the provider's server would: by itself, and not by the browser.
  ///
  /// It leaves through `curl` in a session of its own, so that this program can answer first. Where the
  /// settings say so, it is kept in a file instead, for whoever plays the network.
  func deliver(
    _ fields: [HandOver.Field], to address: String, afterSeconds: Int
  ) throws {
    let body = fields.map { queryEscaped($0.name) + "=" + queryEscaped($0.value) }
      .joined(separator: "&")
    if settings.simulatorHoldsNotifications {
      return try hold(body, afterSeconds: afterSeconds)
    }
    // The words after the command are its arguments: none of them is ever read by the shell.
    try spawn(
      "/bin/sh",
      [
        "sh", "-c", "sleep \"$1\"; exec curl --silent --max-time 20 --data-raw \"$2\" \"$3\"", "sh",
        String(afterSeconds), body, address,
      ])
  }

  /// `simulator/<seconds>-<name>` holds the body to be posted after so many seconds.
  private func hold(_ body: String, afterSeconds: Int) throws {
    let path = "\(installation.simulator)/\(afterSeconds)-\(random.word())"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Settings.Fault(description: "the simulator's folder cannot be written to")
    }
    defer { close(descriptor) }
    let bytes = Array(body.utf8)
    guard bytes.withUnsafeBytes({ writeAll($0, to: descriptor) }) else {
      throw Settings.Fault(description: "the simulator's folder cannot be written to")
    }
  }

  private func spawn(_ path: String, _ arguments: [String]) throws {
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(null) }
    var process: pid_t = 0
    let fault = withCStrings(arguments.map(\.utf8)) { words in
      withCStrings(["PATH=/usr/local/bin:/usr/bin:/bin".utf8]) { environment in
        docket_spawn(path, words, environment, nil, null, null, null, &process)
      }
    }
    guard fault == 0 else {
      throw Settings.Fault(description: "the simulator cannot start \(path)")
    }
  }
}
