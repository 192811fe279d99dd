/// A file part while it arrives. The scratch file is made with its first byte: a form sent without
/// choosing a file has a file part too, with no name and no content.
final class ReceivedFile {
  private let sentName: String
  private let statedType: String
  private let byteLimit: Int
  private var byteCount = 0
  private var scratch: ScratchFile?

  init(_ sentName: String, _ statedType: String, byteLimit: Int) {
    self.sentName = sentName
    self.statedType = statedType
    self.byteLimit = byteLimit
  }

  /// Whether this is what a browser sends when no file was chosen.
  var isEmptyChoice: Bool { sentName.isEmpty && byteCount == 0 }

  /// - Throws: 413 past the limit.
  func append(_ bytes: UnsafeRawBufferPointer, in folder: String, for body: Body) throws {
    byteCount += bytes.count
    guard byteCount <= byteLimit else { throw Refusal(.tooLarge) }
    try scratchFile(in: folder, for: body).append(bytes)
  }

  /// The file, complete and synced; `nil` when none was chosen. An empty file that was chosen is a file.
  func finished(in folder: String, for body: Body) throws -> UploadedFile? {
    guard !isEmptyChoice else { return nil }
    let scratch = try scratchFile(in: folder, for: body)
    try scratch.finish()
    return UploadedFile(
      path: scratch.path, displayName: displayName(of: sentName), statedType: statedType,
      byteCount: byteCount)
  }

  private func scratchFile(in folder: String, for body: Body) throws -> ScratchFile {
    if let scratch { return scratch }
    let made = try ScratchFile(in: folder)
    scratch = made
    body.scratchFiles.append(made)
    return made
  }
}
