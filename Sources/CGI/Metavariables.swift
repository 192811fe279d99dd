import Glibc

/// What the web server says about the request, by name (RFC 3875 §4.1).
///
/// Servers differ in whether an absent value is missing or empty, so both read as empty here. Bytes that
/// are not UTF-8 read as U+FFFD, which no path, token or header of ours accepts.
package struct Metavariables: Sendable {
  /// Where the running program lies, or empty when it cannot be told.
  package let programPath: String
  private let lookup: @Sendable (String) -> String?

  package init(_ values: [String: String], programPath: String = "") {
    self.programPath = programPath
    lookup = { values[$0] }
  }

  private init(programPath: String, lookup: @escaping @Sendable (String) -> String?) {
    self.programPath = programPath
    self.lookup = lookup
  }

  package subscript(_ name: String) -> String { lookup(name) ?? "" }

  /// The environment of this process.
  static func ofThisProcess() -> Metavariables {
    Metavariables(programPath: linkTarget("/proc/self/exe")) { name in
      getenv(name).map { String(cString: $0) }
    }
  }

  private static func linkTarget(_ link: String) -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { readlink(link, $0, characters.count) } ?? -1
      }
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
  }
}
