import Files
import Glibc
import Rules
import Signing

/// The folder in which everything is kept that people have entrusted to the agency (FORMAT.md).
///
/// It knows no clock and no web: moments are parameters.
package struct Store: Sendable {
  package let folder: String
  package let random: RandomSource

  /// What the file `format` says, without its newline.
  static let format = "docket store 1"
  private static let formatPrefix = "docket store "

  /// Opens the store in `folder`. `.missing` when there is none; `.newer` when a later Docket has
  /// made it.
  package init(at folder: String, random: RandomSource = .kernel) throws(StoreError) {
    self.folder = folder
    self.random = random
    guard let bytes = try readFile(folder + "/format", limit: 100) else { throw .missing }
    guard bytes != Array((Store.format + "\n").utf8) else { return }
    let text = String(decoding: bytes.filter { $0 != newline }, as: UTF8.self)
    guard text.hasPrefix(Store.formatPrefix) else {
      throw .damaged(path: folder + "/format", line: 1, reason: "the format is not known")
    }
    throw .newer(path: folder, format: text)
  }

  /// Makes the folder and what belongs in it, mode 0700 whatever the umask. Where it is there
  /// already, only what is missing is made. The folder above has to be there.
  package static func make(at folder: String, random: RandomSource = .kernel) throws(StoreError) {
    do throws(SystemFailure) {
      try ensureFolder(folder)
      for kind in Kind.allCases { try ensureFolder(folder + "/" + kind.rawValue) }
      for state in ["new", "sent", "failed"] { try ensureFolder(folder + "/outbox/" + state) }
    } catch {
      throw .notWritten(error.code)
    }
    // Last: a store without it is not one yet.
    do throws(StoreError) {
      try createFile(folder + "/format", with: Array((format + "\n").utf8), random: random)
    } catch {
      if error != .taken { throw error }
      _ = try Store(at: folder)
    }
  }

  /// The folders of the store. Those of the first seven are what nobody else has; the rest is made
  /// from them, or may be lost.
  package enum Kind: String, CaseIterable {
    case applications
    case accounts
    case staff
    case organisations
    case offers
    case notifications
    case imports
    case refused
    case addresses
    case attempts
    case transactions
    case sessions
    case staffSessions = "staff-sessions"
    case tokens
    case throttles
    case held
    case heldFrom = "held-from"
    case ofAccount = "of-account"
    case batches
    case pending
    case due
    case unchecked
    case limbo
    case asked
    case offered
    case accepting
    case worklists
    case queue
    case names
    case tasks
    case payers
    case returns
    case certificates
    case showing
    case incoming
    case outbox

    /// Whether each thing of it is a folder with a journal.
    var hasJournals: Bool {
      [.applications, .accounts, .staff, .organisations, .offers].contains(self)
    }
  }

  /// Where the thing of this name is. Names are checked by their types, or are hashes, before they
  /// come here: a name is never a path.
  func path(_ kind: Kind, _ name: String) -> String {
    precondition(!name.isEmpty && !name.utf8.contains(UInt8(ascii: "/")), "a name is not a path")
    return "\(folder)/\(kind.rawValue)/\(Store.shard(name))/\(name)"
  }

  /// The first two digits of the SHA-256 of a name: things spread evenly over 256 folders, so that
  /// no folder grows to what a file system finds hard.
  static func shard(_ name: String) -> String { hex(SHA256.digest(of: name.utf8).bytes.prefix(1)) }
}
