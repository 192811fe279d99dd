import Files
import Glibc

/// Answers the one request this process was started for, and ends the process.
///
/// ```swift
/// runCGI(saveRoutes, services: Services.init, handler: save)
/// ```
///
/// The only place that reads the environment and standard input and writes standard output. The response
/// is whole before its first byte is written, so whatever goes wrong before can still become a page. The
/// exit status is 1 after a 500, else 0.
///
/// - Parameters:
///   - routes: what is answered; see `Route`.
///   - services: makes the rest of the world from the server's variables; when it throws, that is a 500.
///   - timeLimitSeconds: after so many seconds without a byte of the body arriving, the process is ended.
///     Some servers (fcgiwrap) have no time limit of their own.
///   - handler: answers, or throws a `Refusal`.
package func runCGI<Services: Surroundings>(
  _ routes: [Route], services: (Metavariables) throws -> Services, timeLimitSeconds: Int = 60,
  handler: (Request, Services) throws -> Response
) -> Never {
  umask(0o077)
  // The log is in UTC; without this the C library reads the machine's zone file to learn that.
  setenv("TZ", "UTC0", 1)
  signal(SIGPIPE, SIG_IGN)
  alarm(UInt32(clamping: timeLimitSeconds))
  let variables = Metavariables.ofThisProcess()
  let body = Body(variables, clock: { monotonicMilliseconds() / 1000 }) { buffer, seconds in
    let count = readStandardInput(buffer, seconds)
    if count > 0 { alarm(UInt32(clamping: timeLimitSeconds)) }
    return count
  }
  let clocks = Clocks(now: { time(nil) }, ticking: monotonicMilliseconds)
  var exchange = Exchange<Services>(variables, body, clocks)
  let answer = exchange.answer(routes, services, handler)
  answer.log.append(to: answer.logPath)
  let isSent = answer.output.bytes.withUnsafeBytes { writeAll($0, to: 1) }
  if isSent, let file = answer.output.file {
    // A slow line may take long over a large file; the server has its own limit for that.
    alarm(UInt32(clamping: Limits.bodySeconds))
    _ = file.send(to: 1)
  }
  exit(answer.log.status == .internalError ? 1 : 0)
}

private func monotonicMilliseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}

/// The count, 0 at the end, -1 when nothing came in time or reading failed.
private func readStandardInput(_ buffer: UnsafeMutableRawBufferPointer, _ seconds: Int) -> Int {
  var watched = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
  while true {
    let ready = poll(&watched, 1, Int32(clamping: seconds * 1000))
    if ready < 0, errno == EINTR { continue }
    guard ready > 0 else { return -1 }
    let count = read(0, buffer.baseAddress, buffer.count)
    if count < 0, errno == EINTR { continue }
    return count
  }
}
