/// What one request came to.
struct Answer {
  let output: Output
  let log: LogLine
  let logPath: String?
}

/// The clocks of an answer, as values so that tests can stand them still.
struct Clocks {
  /// Seconds since 1970.
  var now: () -> Int
  /// Milliseconds of a clock that only goes forward.
  var ticking: () -> Int
}

/// Everything `runCGI` does with one request except touching the process: so that tests can do it too.
///
/// Holds the one catch-all: whatever a handler throws becomes a whole response here.
struct Exchange<Services: Surroundings> {
  let variables: Metavariables
  let body: Body
  let clocks: Clocks
  private let reference = newReference()
  private var services: Services?
  private var loggedPath: String
  private var words: String?

  init(_ variables: Metavariables, _ body: Body, _ clocks: Clocks) {
    self.variables = variables
    self.body = body
    self.clocks = clocks
    loggedPath = LogLine.path(unmatched: PathInfo(variables["PATH_INFO"])?.components ?? ["?"])
  }

  mutating func answer(
    _ routes: [Route], _ makeServices: (Metavariables) throws -> Services,
    _ handler: (Request, Services) throws -> Response
  ) -> Answer {
    let started = clocks.ticking()
    var (status, output): (Status, Output)
    do {
      let response = try response(routes, makeServices, handler)
      words = response.logWords
      (status, output) = (response.status, try self.output(response))
    } catch let refusal as Refusal {
      (status, output) = page(for: refusal)
    } catch {
      words = logWords(for: error)
      (status, output) = page(for: Refusal(.internalError))
    }
    for file in body.scratchFiles { file.remove() }
    body.drain()
    let log = LogLine(
      time: clocks.now(), reference: reference, program: programName,
      method: variables["REQUEST_METHOD"], path: loggedPath, status: status,
      milliseconds: clocks.ticking() - started, words: words)
    return Answer(output: output, log: log, logPath: services?.logPath)
  }

  private mutating func response(
    _ routes: [Route], _ makeServices: (Metavariables) throws -> Services,
    _ handler: (Request, Services) throws -> Response
  ) throws -> Response {
    let services = try makeServices(variables)
    self.services = services
    guard let path = PathInfo(variables["PATH_INFO"]) else { throw Refusal.notFound }
    let method = Method(rawValue: isHead ? "GET" : variables["REQUEST_METHOD"])
    let match = try RouteMatch(method, path, in: routes)
    loggedPath = match.logPath.isEmpty ? "/" : match.logPath
    let query = try query(match.route)
    if case .nothing = match.route.accepts, match.route.method == .post {
      try body.begin(byteLimit: 0)
      _ = try body.readAll()
    }
    let request = Request(
      route: match.route, path: path.components, query: query, variables: variables,
      isHTTPS: isHTTPS, reference: reference, captures: match.captures, body: body)
    return try handler(request, services)
  }

  private func query(_ route: Route) throws -> Form {
    let text = variables["QUERY_STRING"].utf8
    guard text.count <= Limits.queryBytes else { throw Refusal(.uriTooLong) }
    var collector = FormCollector(route.query)
    // A query nobody declared is not read at all: mail programs and trackers add their own.
    guard !route.query.isEmpty else { return collector.finish() }
    try forEachPair(in: text) { try collector.add($0, $1) }
    return collector.finish()
  }

  private func output(_ response: Response) throws -> Output {
    try response.output(isHead: isHead, isHTTPS: isHTTPS, sitePath: sitePath(variables))
  }

  private mutating func page(for refusal: Refusal) -> (Status, Output) {
    var refusal = refusal
    refusal.reference = reference
    let html =
      services?.refusalPage(refusal, pathToSite: pathToSite(variables)) ?? plainRefusalPage(refusal)
    var response = Response(refusal.status, page: html)
    response.headers = refusal.headers
    do {
      return (refusal.status, try output(response))
    } catch {
      // Only the refusal's own headers can be at fault; without them nothing is.
      words = logWords(for: error)
      response = Response(.internalError, page: plainRefusalPage(refusal))
      let bytes = "Status: 500 Internal Server Error\r\nContent-Type: text/plain\r\n\r\n"
      return (.internalError, (try? output(response)) ?? Output(bytes: Array(bytes.utf8)))
    }
  }

  private var isHead: Bool { variables["REQUEST_METHOD"] == "HEAD" }

  private var isHTTPS: Bool {
    if let configured = services?.isHTTPS { return configured }
    return ["on", "1"].contains(variables["HTTPS"].lowercased())
      || variables["REQUEST_SCHEME"] == "https"
  }

  private var programName: String {
    let name = variables["SCRIPT_NAME"].utf8.split(separator: UInt8(ascii: "/")).last
    return name.map { String(Substring($0)) } ?? ""
  }
}
