import Files
import Glibc
import Signing

// A store is copied while people are applying, without a lock, in an order in which whatever leads to
// something is copied before it: what is led to may have grown since, and is never missing.
//
//  1. imports         A list that came in whole is in all accounts before its name is here. Copied after
//                     the accounts, a name could vouch for lines that came too late for the copy.
//  2. applications    each names an account, which was there before it.
//  3. accounts
//  4. notifications   what a provider sent is kept before its application has a line of it; one that is
//                     copied without its line is judged again, which is harmless.
//  5. staff, organisations   applications name them; and what somebody has said about a notification stands in
//                     their journal before the notification is done.
//  6. pending         what a line owes is there before the line, and until it is in the outbox.
//  7. outbox          new before sent and failed: a mail that moves meanwhile is copied twice, never missed.
//  8. held, tokens    forms of people who have not signed in, and what mailed links stand for.
//
// In the folder of an application the journal goes first: a line names a file that is there already. Of a
// journal whole lines are copied; bytes after the last newline are nothing that anybody was told of.
//
// Not copied: look-ups, which are made again from the journals; sessions and counters, which end anyway;
// drafts.

/// Copies a store into a folder, one part after the other.
package struct StoreBackup {
  private let store: Store
  package private(set) var applications = 0
  package private(set) var accounts = 0
  /// Journals that are damaged. They are copied byte by byte: nobody else has them.
  package private(set) var findings: [Finding] = []

  package init(of store: Store) { self.store = store }

  /// What is copied, in this order.
  package static let kinds = order.map(\.rawValue)
  private static let order: [Store.Kind] = [
    // An offer comes after applications: one that is copied as accepted, and whose application is not, is started by the sweep.
    .imports, .applications, .offers, .accounts, .notifications, .staff, .organisations, .batches,
    .pending,
    .outbox,
    .held, .heldFrom,
    .tokens,
  ]

  /// The folders of a kind, each small enough to report progress by. Ask when its turn has come: what is
  /// made before that must not be missed.
  package func parts(of kind: String) throws(StoreError) -> [String] {
    do throws(SystemFailure) {
      guard kind == Store.Kind.outbox.rawValue else { return try folders(in: kind) }
      return try ["outbox/new"] + folders(in: "outbox/sent") + folders(in: "outbox/failed")
    } catch {
      throw .unreadable(error.code)
    }
  }

  private func folders(in path: String) throws(SystemFailure) -> [String] {
    try names(in: store.folder + "/" + path).map { path + "/" + $0 }
  }

  /// Copies one part to the same path below `top` of the folder.
  package mutating func copy(
    _ part: String, to copies: inout CopyFolder, below top: String
  ) throws(StoreError) {
    for name in try listed(part) {
      let path = part + "/" + name
      let place = store.folder + "/" + path
      if try copies.isFolder(place) {
        try copyFolder(path, to: &copies, below: top)
      } else if try !copies.add("\(top)/\(path)", fileAt: place) {
        // What a notification says has happened meanwhile.
        try copies.add("\(top)/\(path).done", fileAt: place + ".done")
      }
    }
  }

  private mutating func copyFolder(
    _ path: String, to copies: inout CopyFolder, below top: String
  ) throws(StoreError) {
    var names = try listed(path)
    if names.contains("journal") {
      try copies.add("\(top)/\(path)/journal", wholeLines(of: path))
      if path.hasPrefix(Store.Kind.applications.rawValue) { applications += 1 }
      if path.hasPrefix(Store.Kind.accounts.rawValue) { accounts += 1 }
      // Its last line may name the first file of the application, which came after the first look.
      names = try listed(path)
    }
    for name in names where name != "journal" && name != "readonly" {
      let place = "\(store.folder)/\(path)/\(name)"
      if try copies.isFolder(place) {
        try copyFolder("\(path)/\(name)", to: &copies, below: top)
      } else {
        let isAttachment = path.hasSuffix("/attachments")
        try copies.add(
          "\(top)/\(path)/\(name)", fileAt: place,
          digest: isAttachment ? Digest(hex: name) : nil)
      }
    }
  }

  private mutating func wholeLines(of path: String) throws(StoreError) -> [UInt8] {
    let folder = store.folder + "/" + path
    var before: [UInt8]?
    while true {
      let bytes = try Journal.bytes(of: folder)
      do throws(StoreError) {
        return Array(bytes.prefix(try Journal(bytes, path: folder).end))
      } catch {
        guard bytes == before else {
          before = bytes
          continue
        }
        var look = Look()
        look.take(error, at: path + "/journal")
        findings += look.findings
        return bytes
      }
    }
  }

  private func listed(_ path: String) throws(StoreError) -> [String] {
    do throws(SystemFailure) { return try names(in: store.folder + "/" + path) } catch {
      if error.code == ENOTDIR { return [] }
      throw .unreadable(error.code)
    }
  }
}

extension CopyFolder {
  /// Whether there is a folder at `place`; what has gone meanwhile is none.
  fileprivate func isFolder(_ place: String) throws(StoreError) -> Bool {
    do throws(SystemFailure) { return try !File.Status(of: place).isRegular } catch {
      if error.code == ENOENT { return false }
      throw .unreadable(error.code)
    }
  }
}
