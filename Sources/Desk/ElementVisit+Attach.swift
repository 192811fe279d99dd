import Applications
import CGI
import Pages
import Rules
import Signing
import Store

extension ElementVisit {
  func showAttachments() throws -> Response {
    let place = try place()
    guard overview.whyClosed(element.id, toFilesOf: place.entry) == nil else {
      return toForm(place)
    }
    return try attachReply(FileWords(try heldWords(place)), place)
  }

  func showReplacing() throws -> Response {
    let old = try attachment()
    let place = try place(of: old)
    guard overview.whyClosed(old) == nil else { return toForm(place) }
    let words = FileWords(try heldWords(place))
    return try attachReply(
      words.isBlank ? FileWords(description: old.description, type: old.type) : words, place,
      replacing: old)
  }

  func attachReplacing() throws -> Response {
    try attach(replacing: try attachment(evenWithdrawn: true))
  }

  /// Takes the files of one form, each on its own.
  func attach(replacing old: Attachment? = nil) throws -> Response {
    let place = try old.map { try self.place(of: $0) } ?? self.place()
    var admitted = Form()
    var watches: [Int: FileWatch] = [:]
    let form: Form
    do {
      form = try request.upload(
        into: visit.services.store.incomingFolder,
        limits: settings.uploadLimits(fileCount: old == nil ? place.rule.atMost : 1),
        admit: {
          admitted = $0
          try visit.admit($0)
        }, see: { watches[$0, default: FileWatch()].see($1) })
    } catch let refusal as Refusal where visit.isOfAnEarlierSession(refusal) {
      let words = FileWords(admitted, place.rule)
      return try notKept(
        .earlierSession, .files(names: [], description: words.description, type: words.type),
        status: .forbidden)
    } catch let refusal as Refusal where refusal.status == .tooLarge {
      return try attachReply(
        FileWords(admitted, place.rule), place,
        faults: [.allTooLarge(megabytes: settings.uploadMegabytes)], replacing: old,
        status: .tooLarge)
    }
    let words = FileWords(form, place.rule)
    guard !form.files.isEmpty else {
      return try attachReply(
        words, place, faults: [.noFile] + words.faults(under: place.rule), replacing: old)
    }
    var post = FilePost(words: words, key: visit.key(of: form), place: place, replacing: old)
    do {
      for (place, file) in form.files.enumerated() {
        do {
          if post.kept.isEmpty {
            try take(file, watches[place] ?? FileWatch(), &post)
          } else {
            try afterwards { try take(file, watches[place] ?? FileWatch(), &post) }
          }
        } catch let refused as FileRefused {
          post.faults.append(refused.fault)
        }
      }
    } catch let closed as Closed {
      return try notKept(
        closed,
        .files(
          names: form.files.map(\.name), description: words.description, type: words.type))
    }
    return try answer(post, then: form["then"] ?? "")
  }

  /// Judges one file, and keeps it if it does.
  /// - Throws: `FileRefused` when it does not, `Closed` when nothing can be changed any more.
  private func take(_ file: SentFile, _ watch: FileWatch, _ post: inout FilePost) throws {
    switch file {
    case .tooLarge(let name):
      throw FileRefused(.tooLarge(name, megabytes: settings.attachmentMegabytes))
    case .surplus(let name):
      throw FileRefused(.tooMany(name, atMost: post.old == nil ? post.place.rule.atMost : 1))
    case .kept(let file):
      let type = try file.mediaType(watch)
      let digest = watch.digest
      try post.note(file.displayName, digest)
      let new = Attachment(
        id: visit.services.random.word(), element: element.id, entry: post.place.entry?.id,
        fileName: file.displayName, description: post.words.description, type: post.words.type,
        mediaType: type.rawValue,
        byteCount: file.byteCount, digest: digest.description,
        awaitsCheck: settings.scanner != nil, replaces: post.old?.id, key: post.key)
      post.kept.append(try add(new, from: file, digest, under: post.place.rule))
    }
  }

  /// First the file, then the line that names it. What is refused leaves no file: it is asked before as
  /// well as under the lock. Returns the attachment's id, that of the first time for a form sent again.
  private func add(
    _ new: Attachment, from file: UploadedFile, _ digest: Digest,
    under rule: Element.AttachmentRule
  ) throws -> String {
    let byteLimit = settings.applicationMegabytes * 1_000_000
    func decide(_ application: Application) throws -> Event.What? {
      if let earlier = application.attachment(madeAlike: new) {
        return try news(about: earlier.id, in: application, new.description, new.type, new.key)
      }
      try refuseIfClosed(new, application)
      try application.refuse(new, under: rule, byteLimit: byteLimit)
      return .attached(new)
    }
    let store = visit.services.store
    if case .attached = try decide(try store.application(number) ?? overview.application) {
      try store.keep(fileAt: file.path, digest: digest, for: number)
    }
    let after = try changeFiles(decide)
    return after.attachment(madeAlike: new)?.id ?? new.id
  }

  /// What the page says once each file was kept or refused.
  private func answer(_ post: FilePost, then: String) throws -> Response {
    guard let application = try visit.services.store.application(number) else {
      throw Refusal.notFound
    }
    let after = try ElementVisit(
      visit, who, overview.after(visit.services.checkNewFiles(of: application)), element.id)
    let place = try after.place(ofEntry: post.place.entry?.id)
    let kept = place.files.filter { post.kept.contains($0.id) }
    let lacking = kept.flatMap { file in
      file.lacks(under: place.rule).map { AttachFault.lacks(file, $0) }
    }
    // With a file kept the words are with it; with none they still have to do.
    let faults =
      post.faults + lacking + (kept.isEmpty ? post.words.faults(under: place.rule) : [])
    var response =
      if !post.faults.isEmpty || !lacking.isEmpty {
        try after.attachReply(
          post.words, place, faults: faults, added: kept.map(\.fileName),
          replacing: post.old.flatMap { after.overview.application.attachment($0.id) },
          status: post.faults.contains(where: \.isAboutSize) ? .tooLarge : nil)
      } else if then == "more" {
        toFiles(place)
      } else {
        toForm(place)
      }
    if let cookie = try discardHeldWords(place) { response.cookies.append(cookie) }
    return response
  }

  func attachReply(
    _ words: FileWords, _ place: FilePlace, faults: [AttachFault] = [], added: [String] = [],
    replacing old: Attachment? = nil, status: Status? = nil
  ) throws -> Response {
    try reply(
      attachPage(
        AttachForm(
          overview, place, description: words.description, type: words.type, faults: faults,
          added: added, replacing: old, limits: settings.attachLimits), keys: visit.keys),
      status: status ?? (faults.isEmpty ? .ok : .unprocessable))
  }

  var settings: Settings { visit.services.settings }

  /// Where the files of this request belong. 404 where none are taken, or somebody else completes it.
  func place() throws -> FilePlace { try place(ofEntry: request.query["entry"]) }

  func place(of file: Attachment) throws -> FilePlace { try place(ofEntry: file.entry) }

  func place(ofEntry id: String?) throws -> FilePlace {
    try requireOwn()
    guard let place = FilePlace(entry, ofEntry: id) else { throw Refusal.notFound }
    return place
  }

  /// Back to the form that the files are part of.
  func toForm(_ place: FilePlace) -> Response {
    visit.redirect(to: place.entry.map { addresses.entry($0.group, $0.id) } ?? addresses.form)
  }

  func toFiles(_ place: FilePlace) -> Response {
    visit.redirect(to: addresses.files(ofEntry: place.entry?.id))
  }
}

extension Settings {
  var attachLimits: AttachLimits {
    AttachLimits(
      fileMegabytes: attachmentMegabytes, uploadMegabytes: uploadMegabytes,
      applicationMegabytes: applicationMegabytes, areChecked: scanner != nil)
  }

  fileprivate func uploadLimits(fileCount: Int) -> UploadLimits {
    UploadLimits(
      fileCount: fileCount, fileBytes: attachmentMegabytes * 1_000_000,
      allBytes: uploadMegabytes * 1_000_000)
  }
}

extension SentFile {
  fileprivate var name: String {
    switch self {
    case .kept(let file): file.displayName
    case .tooLarge(let name), .surplus(let name): name
    }
  }
}
