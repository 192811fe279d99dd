import Files
import Glibc
import Platform

/// Which program a path names, and what RFC 3875 tells it.
struct ProgramCall {
  let executable: String
  let folder: String
  let name: String
  let environment: [[UInt8]]

  /// `nil` when there is no such program.
  ///
  /// `path` is after the prefix and `cgi-bin/`, decoded; `bodyByteCount` is the body as it was received.
  init?(
    _ path: [UInt8], head: RequestHead, bodyByteCount: Int, visitor: String, port: UInt16,
    settings: PreviewSettings
  ) {
    guard let folder = settings.programs else { return nil }
    let nameEnd = path.firstIndex(of: UInt8(ascii: "/")) ?? path.count
    let name = path[..<nameEnd]
    let isName =
      !name.isEmpty && name.first != UInt8(ascii: ".")
      && name.allSatisfy { isToken($0) && $0 != UInt8(ascii: "`") }
    guard isName else { return nil }
    self.name = String(decoding: name, as: UTF8.self)
    self.folder = folder
    executable = folder + "/" + self.name
    var status = stat()
    guard stat(executable, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      access(executable, X_OK) == 0
    else { return nil }
    var variables = settings.environment.mapValues { Array($0.utf8) }
    func set(_ name: String, _ value: String) { variables[name] = Array(value.utf8) }
    set("PATH", "/usr/local/bin:/usr/bin:/bin")
    set("SWIFT_BACKTRACE", "enable=no")
    set("GATEWAY_INTERFACE", "CGI/1.1")
    set("SERVER_SOFTWARE", "docket-preview")
    set("SERVER_PROTOCOL", "HTTP/1.1")
    set("SERVER_NAME", settings.address)
    set("SERVER_PORT", String(port))
    set("REMOTE_ADDR", visitor)
    set("REQUEST_METHOD", head.method)
    set("REQUEST_SCHEME", "http")
    set("SCRIPT_NAME", settings.prefix + "cgi-bin/" + self.name)
    set("SCRIPT_FILENAME", executable)
    variables["PATH_INFO"] = Array(path[nameEnd...])
    variables["QUERY_STRING"] = head.query
    variables["REQUEST_URI"] = head.rawPath + (head.query.isEmpty ? [] : [0x3F] + head.query)
    if head.bodyLength != .bytes(0) { set("CONTENT_LENGTH", String(bodyByteCount)) }
    for line in head.lines { Self.add(line, to: &variables) }
    environment = variables.map { Array("\($0.key)=".utf8) + $0.value }
  }

  /// As Apache does: names with anything but letters, digits and `-` are left out, and so is `Proxy`,
  /// because programs take HTTP_PROXY for a setting. Two `Cookie` lines become one.
  private static func add(_ line: RequestHead.Line, to variables: inout [String: [UInt8]]) {
    switch line.name {
    case "content-type": variables["CONTENT_TYPE"] = line.value
    case "content-length", "transfer-encoding", "proxy", "authorization", "connection": break
    default:
      let isPlain = line.name.utf8.allSatisfy {
        $0 == UInt8(ascii: "-")
          || (isToken($0) && !"!#$%&'*+.^_`|~".utf8.contains($0))
      }
      guard isPlain else { return }
      let variable = "HTTP_" + line.name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
      let separator = line.name == "cookie" ? "; " : ", "
      if let earlier = variables[variable] {
        variables[variable] = earlier + Array(separator.utf8) + line.value
      } else {
        variables[variable] = line.value
      }
    }
  }

  /// Starts the program with the file `input` as its standard input; its output comes from the pipe.
  /// - Throws: 500 when it cannot be started.
  func start(input: Int32, errorLog: String) throws(HTTPFault) -> (process: pid_t, output: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw HTTPFault(status: 500) }
    let errors = open(errorLog, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    defer {
      close(ends[1])
      if errors >= 0 { close(errors) }
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    var process: pid_t = 0
    let result = withCStrings([executable.utf8]) { arguments in
      withCStrings(environment) { environment in
        docket_spawn(
          executable, arguments, environment, folder, input, ends[1], errors >= 0 ? errors : 2,
          &process)
      }
    }
    guard result == 0 else {
      close(ends[0])
      throw HTTPFault(status: 500)
    }
    return (process, ends[0])
  }
}
