import Notation
import Rules

/// The words after a command's name, held to what the command takes.
struct Options {
  private var values: [String: String] = [:]
  private var flags: Set<String> = []
  /// The flags a command takes that are not its own.
  private(set) var others: [String] = []
  /// What stands there besides options, in order.
  private(set) var words: [String] = []

  init(_ words: [String], of command: Command) throws(Trouble) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if !word.hasPrefix("-"), self.words.count < command.words {
        self.words.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      guard let option = command.options.first(where: { "--" + $0.name == parts[0] }) else {
        if command.takesOtherFlags, parts.count == 1, word.hasPrefix("--"), word.utf8.count > 2 {
          others.append(String(word.dropFirst(2)))
          continue
        }
        throw Self.unknown(parts[0], of: command)
      }
      guard values[option.name] == nil, !flags.contains(option.name) else {
        throw .usage("'--\(option.name)' is there twice")
      }
      if !option.takesValue {
        guard parts.count == 1 else { throw .usage("'--\(option.name)' takes no value") }
        flags.insert(option.name)
      } else {
        // An empty value comes of a script's empty variable, and would mean the top folder of the machine.
        let value = parts.count == 2 ? parts[1] : rest.popFirst() ?? ""
        guard !value.isEmpty, parts.count == 2 || !value.hasPrefix("--") else {
          throw .usage("'--\(option.name)' needs a value")
        }
        values[option.name] = value
      }
    }
  }

  private static func unknown(_ word: String, of command: Command) -> Trouble {
    guard word.hasPrefix("-") else {
      return .usage("'\(word)' is not the value of any option, and it takes nothing else")
    }
    let hint = nearest(to: word, among: command.options.map { "--" + $0.name })
    return .usage("there is no option '\(word)'\(hint.map { "; did you mean '\($0)'?" } ?? "")")
  }

  subscript(name: String) -> String? { values[name] }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  func needed(_ name: String) throws(Trouble) -> String {
    guard let value = values[name] else { throw .usage("'--\(name)' is needed") }
    return value
  }

  /// A day of the calendar; `nil` when the option was not given.
  func day(_ name: String) throws(Trouble) -> Day? {
    guard let text = values[name] else { return nil }
    guard let day = Day(text) else {
      throw .usage("'\(text)' is no day of the calendar: write it like 2026-11-22")
    }
    return day
  }
}
