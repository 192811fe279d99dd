extension Request {
  /// The fields of a route that accepts `.form`.
  /// - Throws: 413, 415 or 400; then nothing of it may be kept.
  package func form() throws -> Form {
    guard case .form(let fields, let answers) = route.accepts else {
      throw Fault("the route does not accept a form")
    }
    try expect(type: "application/x-www-form-urlencoded")
    // Every byte may be escaped, which takes three.
    let decoded = answers ? Limits.formBytes : fields.reduce(0) { $0 + $1.byteLimit }
    try body.begin(byteLimit: min(decoded, Limits.formBytes) * 3 + 64 * 1024)
    var collector = FormCollector(fields, answers: answers)
    try forEachPair(in: body.readAll()) { try collector.add($0, $1) }
    body.form = collector.finish()
    return collector.finish()
  }

  /// The fields of a route that accepts `.upload`, and its files, which go to disk as they arrive.
  ///
  /// The files are received in `folder`, which should be on one file system with their later place;
  /// `limits` hold where they are less than the route's. `admit` is called once, before the first byte of
  /// a file is kept, with the fields that came before it (at the end when there is no file): it throws a
  /// `Refusal` to go no further. Also when the body says beforehand that it is too large: so the words
  /// that came with refused files are known. `see` is given every byte of every file that is kept, in
  /// order, with the file's place in `Form.files`.
  ///
  /// - Throws: 413, 415, 400, or what `admit` throws; then no file is left behind.
  package func upload(
    into folder: String, limits: UploadLimits, admit: (Form) throws -> Void,
    see: (_ file: Int, _ bytes: UnsafeRawBufferPointer) -> Void = { _, _ in }
  ) throws -> Form {
    guard case .upload(let fields, let fileField, let declared) = route.accepts else {
      throw Fault("the route does not accept an upload")
    }
    let type = try expect(type: "multipart/form-data")
    let limits = declared.and(limits)
    let heads = 64 * 1024 + limits.fileCount * 1024
    try body.begin(
      byteLimit: limits.allBytes + fields.reduce(heads) { $0 + $1.byteLimit },
      refusingLength: false)
    var reader = MultipartReader(body, boundary: try boundary(in: type))
    var collector = FormCollector(fields)
    var files: [SentFile] = []
    var isAdmitted = false
    while let part = try reader.nextPart() {
      guard part.name == fileField else {
        try collector.add(part, from: &reader)
        body.form = collector.finish()
        continue
      }
      try collector.count()
      guard let fileName = part.fileName else {
        throw Refusal.malformed("The file did not come as a file.")
      }
      if !isAdmitted { try admit(collector.finish()) }
      isAdmitted = true
      try body.refuseLength()
      let received = ReceivedFile(
        fileName, part.contentType, byteLimit: limits.fileBytes,
        isSurplus: files.count >= limits.fileCount)
      try reader.readContent { bytes in
        try received.append(bytes, in: folder, for: body)
        if received.isKept { see(files.count, bytes) }
      }
      if let file = try received.finished(in: folder, for: body) { files.append(file) }
    }
    if !isAdmitted { try admit(collector.finish()) }
    return collector.finish(with: files)
  }

  /// The whole body of a route that accepts `.bytes`, as it came.
  package func bytes() throws -> [UInt8] {
    guard case .bytes(let types, let byteLimit) = route.accepts else {
      throw Fault("the route does not accept bytes")
    }
    let type = try Parameters(variables["CONTENT_TYPE"].utf8).value
    guard types.isEmpty || types.contains(type) else { throw Refusal(.unsupportedType) }
    try body.begin(byteLimit: byteLimit)
    return try body.readAll()
  }

  @discardableResult
  private func expect(type: String) throws -> Parameters {
    let stated = try Parameters(variables["CONTENT_TYPE"].utf8)
    let charset = stated["charset"].map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard stated.value == type, charset == nil || charset == "utf-8" else {
      throw Refusal(.unsupportedType)
    }
    return stated
  }

  /// - Throws: 400 unless it is as RFC 2046 §5.1.1 says.
  private func boundary(in type: Parameters) throws -> [UInt8] {
    let marks = "'()+_,-./:=? ".utf8
    guard let boundary = type["boundary"], (1...70).contains(boundary.count), boundary.last != 0x20,
      boundary.allSatisfy({ isLetterOrDigit($0) || marks.contains($0) })
    else { throw Refusal.malformed("The form does not say where its parts end.") }
    return boundary
  }
}

extension FormCollector {
  /// Reads one part that is no file; one that was not declared is read and forgotten.
  mutating func add(_ part: PartHead, from reader: inout MultipartReader) throws {
    let limit = byteLimit(of: part.name)
    var value: [UInt8] = []
    try reader.readContent { bytes in
      guard let limit else { return }
      guard value.count + bytes.count <= limit else { throw Refusal(.tooLarge) }
      value += bytes
    }
    guard limit == nil || part.fileName == nil else {
      throw Refusal.malformed("A field of the form came as a file.")
    }
    try add(part.name, try text(value))
  }
}
