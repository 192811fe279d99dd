import Glibc
import Notation

/// The commands in the order in which help lists them.
private let commands: [Command] = [
  buildCommand, checkCommand, schemaCommand, priceCommand, serveCommand, demoCommand,
  installCommand,
  publishCommand, diffCommand, doctorCommand, storeCommand,
]

/// One word after `docket`, and what it does.
struct Command: Sendable {
  let name: String
  /// One line for the list of commands.
  let summary: String
  /// What `--help` prints, without a line end at the end.
  let help: String
  let options: [Option]
  /// Whether definitions may give it flags of their own.
  var takesOtherFlags = false
  /// How many words it takes besides options, at most.
  var words = 0
  let run: @Sendable (Options) throws -> Int32

  /// One `--name` that a command takes.
  struct Option: Sendable {
    let name: String
    /// Whether a value comes after it.
    let takesValue: Bool
  }
}

/// Something the person who gave the command can put right.
struct Trouble: Error {
  let status: Int32
  let words: String

  /// Wrong words on the command line: 2.
  static func usage(_ words: String) -> Trouble { Trouble(status: 2, words: words) }
  /// Something that is not possible as things are: 1.
  static func impossible(_ words: String) -> Trouble { Trouble(status: 1, words: words) }
  /// Whoever read the output has enough of it, as `head` does. No words are needed.
  static let unheard = Trouble(status: 1, words: "")
}

/// Runs one command; the exit status.
func run(_ arguments: [String]) -> Int32 {
  var words = arguments
  guard let first = words.first else {
    complain(overallHelp)
    return 2
  }
  let isHelp = asksForHelp(first) || words.dropFirst().contains(where: asksForHelp)
  words.removeAll(where: asksForHelp)
  if first == "help" { words.removeFirst() }
  guard let name = words.first else { return answer(overallHelp) }
  if name == "--version" { return answer("docket 0.1") }
  guard let command = commands.first(where: { $0.name == name }) else {
    let hint = nearest(to: name, among: commands.map(\.name)).map { "; did you mean '\($0)'?" }
    complain("docket: there is no command '\(name)'\(hint ?? "")")
    complain("'docket --help' lists them")
    return 2
  }
  if isHelp || first == "help" { return answer(command.help) }
  do {
    return try command.run(try Options(Array(words.dropFirst()), of: command))
  } catch let trouble as Trouble {
    if !trouble.words.isEmpty { complain("docket \(command.name): \(trouble.words)") }
    if trouble.status == 2 { complain("'docket \(command.name) --help' says what it takes") }
    return trouble.status
  } catch {
    complain("docket \(command.name): \(error)")
    return 1
  }
}

private func asksForHelp(_ word: String) -> Bool { word == "--help" || word == "-h" }

private func answer(_ text: String) -> Int32 {
  do throws(Trouble) {
    try printLine(text)
    return 0
  } catch {
    if !error.words.isEmpty { complain("docket: \(error.words)") }
    return error.status
  }
}

private let overallHelp = """
  usage: docket COMMAND [OPTION …]

  Turns a folder of dated credential definitions into a website on which people apply for
  credentials, pay the fee the rules ask, and are told the decision.


  """
  + commands.map { command in
    "  " + command.name + String(repeating: " ", count: max(1, 10 - command.name.utf8.count))
      + command.summary
  }.joined(separator: "\n") + """


    docket COMMAND --help says what a command takes.
    """

/// A line on standard output. Throws when it cannot be written, as to a full disk: a program that reads it
/// must not take half for the whole.
func printLine(_ text: String) throws(Trouble) {
  guard write(Array((text + "\n").utf8), to: 1) else {
    if errno == EPIPE { throw .unheard }
    throw .impossible("standard output: \(String(cString: strerror(errno)))")
  }
}

/// A line on standard error.
func complain(_ text: String) { _ = write(Array((text + "\n").utf8), to: 2) }

private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return true
}
