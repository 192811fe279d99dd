/// A file part while it arrives. The scratch file is made with its first byte: a form sent without
/// choosing a file has a file part too, with no name and no content.
///
/// One that is not to be kept is read all the same, so that what comes after it can be.
final class ReceivedFile {
  private let sentName: String
  private let statedType: String
  private let byteLimit: Int
  private let isSurplus: Bool
  private var byteCount = 0
  private var scratch: ScratchFile?

  init(_ sentName: String, _ statedType: String, byteLimit: Int, isSurplus: Bool) {
    self.sentName = sentName
    self.statedType = statedType
    self.byteLimit = byteLimit
    self.isSurplus = isSurplus
  }

  /// Whether the bytes that have come are to be kept so far.
  var isKept: Bool { !isSurplus && byteCount <= byteLimit }

  func append(_ bytes: UnsafeRawBufferPointer, in folder: String, for body: Body) throws {
    byteCount += bytes.count
    guard isKept else {
      scratch?.remove()
      return
    }
    try scratchFile(in: folder, for: body).append(bytes)
  }

  /// What became of the file, which is complete and synced where it is kept; `nil` when none was chosen. An
  /// empty file that was chosen is a file.
  func finished(in folder: String, for body: Body) throws -> SentFile? {
    if sentName.isEmpty, byteCount == 0 { return nil }
    let name = displayName(of: sentName)
    if isSurplus { return .surplus(name: name) }
    guard isKept else { return .tooLarge(name: name) }
    let scratch = try scratchFile(in: folder, for: body)
    try scratch.finish()
    return .kept(
      UploadedFile(
        path: scratch.path, displayName: name, statedType: statedType, byteCount: byteCount))
  }

  private func scratchFile(in folder: String, for body: Body) throws -> ScratchFile {
    if let scratch { return scratch }
    let made = try ScratchFile(in: folder)
    scratch = made
    body.scratchFiles.append(made)
    return made
  }
}
