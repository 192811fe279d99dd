import Applications
import CGI
import Pages
import Rules
import Signing
import Store

extension ElementVisit {
  func showAttachments() throws -> Response {
    guard element.attachments != nil, element.submittedBy == Party.applicant else {
      throw Refusal.notFound
    }
    guard overview.whyClosed(element.id) == nil else {
      return visit.redirect(to: "save/\(number.text)/\(element.id)")
    }
    return try attachReply(SentFile(), faults: [])
  }

  func attach() throws -> Response {
    guard let rule = element.attachments, element.submittedBy == Party.applicant else {
      throw Refusal.notFound
    }
    // The words come before the file, so that they are still there when the file is refused.
    var words = Form()
    var watch = FileWatch()
    let form: Form
    do {
      form = try request.upload(
        into: visit.services.store.incomingFolder, byteLimit: megabytes * 1_000_000,
        admit: {
          words = $0
          try visit.admit($0)
        }, digest: { watch.see($0) })
    } catch let refusal as Refusal where refusal.status == .tooLarge {
      return try attachReply(
        SentFile(words), faults: [.tooLarge(megabytes: megabytes)], status: .tooLarge)
    }
    let sent = SentFile(form)
    var faults = sent.faults(under: rule)
    guard let file = form.file else {
      return try attachReply(sent, faults: faults + [.noFile])
    }
    let kind = try mediaType(ofFile: file.path)
    if let fault = fault(of: file, kind, watch) { faults.append(fault) }
    guard let kind, faults.isEmpty else { return try attachReply(sent, faults: faults) }
    let attachment = Attachment(
      id: visit.services.random.word(), element: element.id, fileName: file.displayName,
      description: sent.description, type: sent.type, mediaType: kind,
      byteCount: file.byteCount, digest: watch.digest.description, key: visit.key(of: form))
    do {
      try add(attachment, from: file, watch.digest, under: rule)
    } catch let closed as Closed {
      return try notKept(
        closed,
        .file(name: file.displayName, description: sent.description, type: sent.type))
    } catch is TooManyFiles {
      return try attachReply(sent, faults: [.tooMany(atMost: rule.atMost)])
    }
    return form["then"] == "more"
      ? visit.redirect(to: "attach/\(number.text)/\(element.id)")
      : visit.redirect(to: "save/\(number.text)/\(element.id)")
  }

  /// First the file, then the line that names it. What is refused leaves no file: it is asked before
  /// as well as under the lock.
  private func add(
    _ attachment: Attachment, from file: UploadedFile, _ digest: Digest,
    under rule: Element.AttachmentRule
  ) throws {
    let isDone = { (application: Application) in
      guard case .attached(let earlier) = application.deed(ofForm: attachment.key) else {
        return false
      }
      return earlier.isSame(as: attachment)
    }
    if !isDone(overview.application) {
      if let why = overview.whyClosed(element.id) { throw Closed(why: why) }
      guard entry.part.attachments.count < rule.atMost else { throw TooManyFiles() }
    }
    try visit.services.store.keep(fileAt: file.path, digest: digest, for: number)
    _ = try change(
      unless: isDone,
      { part in
        guard part.attachments.count < rule.atMost else { throw TooManyFiles() }
        return .attached(attachment)
      })
  }

  private var megabytes: Int { visit.services.settings.attachmentMegabytes }

  private func fault(
    of file: UploadedFile, _ kind: String?, _ watch: FileWatch
  ) -> AttachFault? {
    if file.byteCount == 0 { return .emptyFile(file.displayName) }
    guard let kind else { return .unknownKind(file.displayName) }
    return kind == pdfType && watch.namesEncryption ? .passwordProtected(file.displayName) : nil
  }

  private func attachReply(
    _ sent: SentFile, faults: [AttachFault], status: Status? = nil
  ) throws -> Response {
    try reply(
      attachPage(
        AttachForm(
          overview, entry, description: sent.description, type: sent.type, faults: faults,
          megabytes: megabytes), keys: visit.keys),
      status: status ?? (faults.isEmpty ? .ok : .unprocessable))
  }
}

/// What is said about a file.
private struct SentFile {
  var description = ""
  var type = ""

  init() {}

  init(_ form: Form) {
    description = trimmed(form["description"])
    type = form["type"] ?? ""
  }

  func faults(under rule: Element.AttachmentRule) -> [AttachFault] {
    var faults: [AttachFault] = []
    if isBlank(description) { faults.append(.noDescription) }
    if description.unicodeScalars.count > 200 { faults.append(.descriptionTooLong) }
    if !rule.types.contains(where: { $0.id.text == type }) { faults.append(.noType) }
    return faults
  }
}

/// The element has as many files as it takes.
private struct TooManyFiles: Error {}

/// What is learnt from the bytes of a file as they go by.
private struct FileWatch {
  private var hash = SHA256()
  private var encryption = EncryptionScan()

  mutating func see(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bytes)
    encryption.see(bytes)
  }

  var digest: Digest { hash.finish() }
  var namesEncryption: Bool { encryption.isFound }
}

extension Attachment {
  /// Whether the same form with the same file has made both.
  fileprivate func isSame(as other: Attachment) -> Bool {
    element == other.element && description == other.description && type == other.type
      && digest == other.digest
  }
}
