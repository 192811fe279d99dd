import Files
import Glibc
import Notation

/// The commands in the order in which help lists them.
private let commands: [Command] = [
  buildCommand, checkCommand, schemaCommand, priceCommand, serveCommand, demoCommand,
  installCommand,
  publishCommand, diffCommand, doctorCommand, staffCommand, organisationCommand,
  storeCommand,
]

/// One word after `docket`, and what it does.
struct Command: Sendable {
  let name: String
  /// One line for the list of commands.
  let summary: String
  /// What `--help` prints, without a line end at the end.
  let help: String
  /// What it can do, each a command of its own by the next word; then it does nothing else.
  var tasks: [Command] = []
  var options: [Option] = []
  /// Whether definitions may give it flags of their own.
  var takesOtherFlags = false
  /// How many words it takes besides options, at most.
  var words = 0
  var run: @Sendable (Options) throws -> Int32 = { _ in 2 }

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
  let isHelp = first == "help" || words.contains(where: asksForHelp)
  words.removeAll(where: asksForHelp)
  if first == "help" { words.removeFirst() }
  if words.first == "--version" { return answer("docket 0.1") }
  guard let first = words.first else { return answer(overallHelp) }
  do throws(Trouble) {
    var command = try named(first, among: commands, of: "docket")
    var title = "docket " + first
    words.removeFirst()
    if let task = words.first, !task.hasPrefix("-"), !command.tasks.isEmpty {
      command = try named(task, among: command.tasks, of: title)
      title += " " + task
      words.removeFirst()
    }
    if isHelp { return answer(command.help) }
    return run(command, title, words)
  } catch {
    complain(error.words)
    return error.status
  }
}

/// The command of this name, or what to say where there is none.
private func named(
  _ name: String, among commands: [Command], of title: String
) throws(Trouble) -> Command {
  if let command = commands.first(where: { $0.name == name }) { return command }
  let hint = nearest(to: name, among: commands.map(\.name)).map { "; did you mean '\($0)'?" }
  throw .usage("\(title): there is no command '\(name)'\(hint ?? "")\n'\(title) --help' lists them")
}

private func run(_ command: Command, _ title: String, _ words: [String]) -> Int32 {
  do {
    guard command.tasks.isEmpty else {
      let all = command.tasks.map(\.name).joined(separator: ", ")
      throw Trouble.usage("say what to do: \(all)")
    }
    return try command.run(try Options(words, of: command))
  } catch let trouble as Trouble {
    if !trouble.words.isEmpty { complain("\(title): \(trouble.words)") }
    if trouble.status == 2 { complain("'\(title) --help' says what it takes") }
    return trouble.status
  } catch {
    complain("\(title): \(error)")
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
  + lines(of: commands) + """


    docket COMMAND --help says what a command takes.
    """

/// The names and what each is for, below each other.
func lines(of commands: [Command]) -> String {
  let width = (commands.map(\.name.utf8.count).max() ?? 0) + 2
  return commands.map { command in
    "  " + command.name + String(repeating: " ", count: width - command.name.utf8.count)
      + command.summary
  }.joined(separator: "\n")
}

/// A line on standard output. Throws when it cannot be written, as to a full disk: a program that reads it
/// must not take half for the whole.
func printLine(_ text: String) throws(Trouble) {
  guard write(Array((text + "\n").utf8), to: 1) else {
    if errno == EPIPE { throw .unheard }
    throw .impossible("standard output: \(String(cString: strerror(errno)))")
  }
}

/// The same about something that has happened: where it cannot be written, that is said too.
func printDone(_ text: String) throws(Trouble) {
  do throws(Trouble) { try printLine(text) } catch {
    guard !error.words.isEmpty else { throw error }
    throw .impossible("it is done; only the report is cut short: \(error.words)")
  }
}

/// A line on standard error.
func complain(_ text: String) { _ = write(Array((text + "\n").utf8), to: 2) }

private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
}
