import Glibc

/// The commands in the order in which help lists them.
private let commands: [Command] = [
  buildCommand, checkCommand, schemaCommand, priceCommand, demoCommand, installCommand,
  publishCommand,
]

/// One word after `docket`, and what it does.
struct Command: Sendable {
  let name: String
  /// One line for the list of commands.
  let summary: String
  /// What `--help` prints, without a line end at the end.
  let help: String
  let options: [Option]
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
}

/// Runs one command; the exit status.
func run(_ arguments: [String]) -> Int32 {
  guard let name = arguments.first, name != "--help", name != "help" || arguments.count > 1 else {
    printLine(overallHelp)
    return arguments.isEmpty ? 2 : 0
  }
  if name == "--version" {
    printLine("docket 0.1")
    return 0
  }
  let isAskedFor = name == "help" ? arguments[1] : name
  guard let command = commands.first(where: { $0.name == isAskedFor }) else {
    complain("docket: there is no command '\(isAskedFor)'")
    complain("'docket --help' lists them")
    return 2
  }
  if name == "help" || arguments.contains("--help") {
    printLine(command.help)
    return 0
  }
  do {
    return try command.run(try Options(Array(arguments.dropFirst()), of: command))
  } catch let trouble as Trouble {
    complain("docket \(command.name): \(trouble.words)")
    if trouble.status == 2 { complain("'docket \(command.name) --help' says what it takes") }
    return trouble.status
  } catch {
    complain("docket \(command.name): \(error)")
    return 1
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

func printLine(_ text: String) { print(text) }

/// A line on standard error.
func complain(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
}
