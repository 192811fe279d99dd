import Applications
import Files
import Glibc
import JSON
import Rules
import Signing

// Many parts at once (see `Batch`): `batches/<shard>/<id>` is what a file said, while it waits to be signed. Signing
// makes `<id>.signed` beside it, once; then each application gets its lines; `<id>.done` says what came of each, and the
// other two go. So a crash at any moment leaves something that the sweep can finish: every line is known by a key of the
// batch and its number.

extension Store {
  package func keep(_ batch: Batch) throws(StoreError) {
    try replaceFile(path(.batches, batch.id), with: batch.node.bytes, levels: 2, random: random)
  }

  /// `nil` where there is none, or none any more.
  package func batch(_ id: String) throws(StoreError) -> Batch? {
    guard let node = try batchFile(id, "") else { return nil }
    do throws(LineFault) { return try Batch(node, id: id) } catch {
      throw error.storeError(path: path(.batches, id), number: 0)
    }
  }

  /// What it was signed with; `nil` before.
  package func signature(ofBatch id: String) throws(StoreError) -> BatchSignature? {
    guard let node = try batchFile(id, Store.signed) else { return nil }
    do throws(LineFault) { return try BatchSignature(node) } catch {
      throw error.storeError(path: path(.batches, id) + Store.signed, number: 0)
    }
  }

  /// Signs it, unless it was signed before: whichever signature is lasting is returned.
  package func sign(
    _ batch: Batch, _ signature: BatchSignature
  ) throws(StoreError) -> BatchSignature {
    do throws(StoreError) {
      try createFile(
        path(.batches, batch.id) + Store.signed, with: signature.node.bytes, random: random)
      return signature
    } catch .taken {
      return try self.signature(ofBatch: batch.id) ?? signature
    }
  }

  package func outcome(ofBatch id: String) throws(StoreError) -> BatchOutcome? {
    guard let node = try batchFile(id, Store.done) else { return nil }
    do throws(LineFault) { return try BatchOutcome(node) } catch {
      throw error.storeError(path: path(.batches, id) + Store.done, number: 0)
    }
  }

  /// Says what came of it, and lets go what was in it.
  package func finish(_ id: String, _ outcome: BatchOutcome) throws(StoreError) {
    try replaceFile(path(.batches, id) + Store.done, with: outcome.node.bytes, random: random)
    try clear(id)
  }

  /// Those that were signed and are not finished.
  package func unfinishedBatches() throws(StoreError) -> [String] {
    var all: [String] = []
    try forEachThing(of: .batches) { _, name throws(StoreError) in
      guard name.hasSuffix(Store.signed) else { return }
      let id = String(name.dropLast(Store.signed.count))
      if try outcome(ofBatch: id) == nil { all.append(id) } else { try clear(id) }
    }
    return all
  }

  /// Removes those that nobody has signed in their time, and what was said of those that ended long ago. Returns how many.
  @discardableResult
  package func sweepBatches(at now: Moment, isDryRun: Bool = false) throws(StoreError) -> Int {
    var count = 0
    try forEachThing(of: .batches) { place, name throws(StoreError) in
      if name.hasSuffix(Store.signed) { return }
      if name.hasSuffix(Store.done) {
        let id = String(name.dropLast(Store.done.count))
        guard let outcome = try outcome(ofBatch: id),
          outcome.endedAt.adding(seconds: Store.batchToldSeconds) < now
        else { return }
      } else {
        guard let batch = try batch(name), batch.until < now,
          try signature(ofBatch: name) == nil
        else { return }
      }
      if !isDryRun { _ = try removeFile(place) }
      count += 1
    }
    return count
  }

  private static let batchToldSeconds = 30 * 86_400
  static let signed = ".signed"
  static let done = ".done"

  private func batchFile(_ id: String, _ ending: String) throws(StoreError) -> JSONNode? {
    guard isBatchName(id) else { return nil }
    let place = path(.batches, id) + ending
    guard let bytes = try readFile(place, limit: 16_000_000) else { return nil }
    guard let node = try? JSONNode(strict: bytes) else {
      throw .damaged(path: place, line: 0, reason: "not JSON")
    }
    return node
  }

  private func clear(_ id: String) throws(StoreError) {
    _ = try removeFile(path(.batches, id))
    _ = try removeFile(path(.batches, id) + Store.signed)
  }

  func lookAtBatch(_ path: String, _ name: String, _ look: inout Look) throws(StoreError) {
    if name.hasSuffix(Store.signed) {
      _ = try signature(ofBatch: String(name.dropLast(Store.signed.count)))
    } else if name.hasSuffix(Store.done) {
      _ = try outcome(ofBatch: String(name.dropLast(Store.done.count)))
    } else {
      _ = try batch(name)
    }
  }
}

/// Whether a text can be the id of a batch: what is drawn is letters and digits.
private func isBatchName(_ text: String) -> Bool {
  (8...40).contains(text.utf8.count)
    && text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
