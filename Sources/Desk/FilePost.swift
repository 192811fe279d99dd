import Applications
import CGI
import Pages
import Rules
import Signing

/// The files of one form while each of them is judged: kept, or refused with a reason of its own.
struct FilePost {
  let words: FileWords
  let key: String
  let place: FilePlace
  /// The attachment whose place the file takes.
  let old: Attachment?
  /// The ids of those that are kept, also by the same form sent before.
  var kept: [String] = []
  var faults: [AttachFault] = []
  /// The names of files of this form by their digests.
  private var names: [Digest: String] = [:]

  init(words: FileWords, key: String, place: FilePlace, replacing old: Attachment?) {
    self.words = words
    self.key = key
    self.place = place
    self.old = old
  }

  /// Notes a file that is none of those that came before it in the form.
  mutating func note(_ name: String, _ digest: Digest) throws {
    if let other = names[digest] { throw FileRefused(.sameFile(name, as: other)) }
    names[digest] = name
  }
}

/// What is said about files where they are chosen.
struct FileWords {
  let description: String
  let type: String

  var isBlank: Bool { description.isEmpty && type.isEmpty }

  init(description: String, type: String) {
    self.description = description
    self.type = type
  }

  /// Where there is one type only, nobody has to choose it.
  init(_ form: Form, _ rule: Element.AttachmentRule) {
    let onlyType = rule.types.count == 1 ? rule.types[0].id.text : ""
    let chosen = form["type"] ?? ""
    self.init(
      description: trimmed(form["description"]), type: chosen.isEmpty ? onlyType : chosen)
  }

  /// Those that were held.
  init(_ held: Answers?) {
    self.init(description: held?.text("description") ?? "", type: held?.text("type") ?? "")
  }

  func faults(under rule: Element.AttachmentRule) -> [AttachFault] {
    Attachment.lacks(description: description, type: type, under: rule).map { .words($0) }
  }
}

/// Why one file was not kept.
struct FileRefused: Error {
  let fault: AttachFault

  init(_ fault: AttachFault) { self.fault = fault }
}

/// What is learnt from the bytes of a file as they go by.
struct FileWatch {
  private var hash = SHA256()
  private var encryption = EncryptionScan()

  mutating func see(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bytes)
    encryption.see(bytes)
  }

  var digest: Digest { hash.finish() }
  var namesEncryption: Bool { encryption.isFound }
}

extension UploadedFile {
  /// What it is by its bytes.
  /// - Throws: `FileRefused` when that is nothing that is accepted.
  func mediaType(_ watch: FileWatch) throws -> MediaType {
    if byteCount == 0 { throw FileRefused(.empty(displayName)) }
    do {
      let type = try MediaType(ofFile: path)
      if type == .pdf, watch.namesEncryption { throw KindFault.protected }
      return type
    } catch let fault as KindFault {
      throw FileRefused(fault.fault(of: displayName))
    }
  }
}

extension KindFault {
  fileprivate func fault(of name: String) -> AttachFault {
    switch self {
    case .unknown: .unknownKind(name)
    case .protected: .passwordProtected(name)
    case .macros: .macros(name)
    case .expands(let megabytes): .expands(name, megabytes: megabytes)
    case .twoKinds: .twoKinds(name)
    }
  }
}

extension Application {
  /// The attachment that the form of `new` has made of the same file before; `nil` when it has not.
  func attachment(madeAlike new: Attachment) -> Attachment? {
    for case .attached(let earlier) in deeds(ofForm: new.key)
    where earlier.element == new.element && earlier.entry == new.entry
      && earlier.digest == new.digest && earlier.replaces == new.replaces
    {
      return earlier
    }
    return nil
  }

  /// - Throws: `FileRefused` when `new` cannot be added. `byteLimit` is what all files of an application may
  ///   take together.
  func refuse(_ new: Attachment, under rule: Element.AttachmentRule, byteLimit: Int) throws {
    let there = part(new.element).attachments(of: new.entry)
    if let same = there.first(where: { $0.digest == new.digest }) {
      throw FileRefused(.sameFile(new.fileName, as: same.fileName))
    }
    if let old = new.replaces {
      guard there.contains(where: { $0.id == old }) else {
        throw FileRefused(.notThereToReplace(new.fileName))
      }
    } else if there.count >= rule.atMost {
      throw FileRefused(.tooMany(new.fileName, atMost: rule.atMost))
    }
    guard hasStored(new.digest) || storedByteCount + new.byteCount <= byteLimit else {
      throw FileRefused(.noRoom(new.fileName, megabytes: byteLimit / 1_000_000))
    }
  }
}
