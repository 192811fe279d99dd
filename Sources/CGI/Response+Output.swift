import Files
import Glibc

/// A response as it goes to the server: the bytes, and for a download the open file that follows them.
struct Output {
  var bytes: [UInt8]
  var file: OpenFile?
}

extension Response {
  /// - Throws: `Fault` when a header has a line break or another byte it cannot carry, or the file to send
  ///   is gone. Nothing has been written then.
  func output(isHead: Bool, isHTTPS: Bool, sitePath: String) throws -> Output {
    var lines = [Header("Status", "\(status.rawValue) \(status.reason)")]
    var body: [UInt8] = []
    var file: OpenFile?
    switch content {
    case .nothing:
      break
    case .bytes(let bytes, let type):
      body = bytes
      lines.append(Header("Content-Type", type))
      lines.append(Header("Content-Length", String(bytes.count)))
    case .attachment(let path, let name, let type):
      let opened = try OpenFile(path)
      file = opened
      // From here on the open file alone has the bytes.
      if removesFile { unlink(path) }
      lines.append(Header("Content-Type", type))
      lines.append(Header("Content-Length", String(opened.byteCount)))
      lines.append(Header("Content-Disposition", disposition(name)))
    }
    lines += headers
    lines += safetyHeaders
    for cookie in cookies {
      let value = try cookie.headerValue(isHTTPS: isHTTPS, sitePath: sitePath)
      lines.append(Header("Set-Cookie", value))
    }
    if isHead {
      body = []
      file = nil
      lines.removeAll { $0.name == "Content-Length" }
    }
    var bytes: [UInt8] = []
    for line in lines {
      guard line.name.utf8.allSatisfy(isTokenByte),
        line.value.utf8.allSatisfy({ 0x20..<0x7F ~= $0 })
      else { throw Fault("header \(line.name) has a byte it cannot carry") }
      bytes += "\(line.name): \(line.value)\r\n".utf8
    }
    bytes += "\r\n".utf8
    return Output(bytes: bytes + body, file: file)
  }

  private var safetyHeaders: [Header] {
    var policy = "sandbox; default-src 'none'"
    if case .attachment = content {
    } else {
      let targets = (["'self'"] + formTargets).joined(separator: " ")
      policy = """
        default-src 'none'; style-src 'self'; img-src 'self'; form-action \(targets); \
        base-uri 'none'; frame-ancestors 'none'
        """
    }
    return [
      Header("Cache-Control", "no-store"),
      Header("Content-Security-Policy", policy),
      Header("Referrer-Policy", hasSecretAddress ? "no-referrer" : "same-origin"),
      Header("X-Content-Type-Options", "nosniff"),
    ] + (hasSecretAddress ? [Header("X-Robots-Tag", "noindex")] : [])
  }
}

/// RFC 6266: a plain name for old programs, the real one as RFC 8187 has it.
private func disposition(_ name: String) -> String {
  let shown = displayName(of: name)
  var plain = ""
  for scalar in shown.unicodeScalars {
    let isPlain = scalar.isASCII && scalar != "\"" && scalar != "%" && scalar.value >= 0x20
    plain.unicodeScalars.append(isPlain ? scalar : "_")
  }
  var encoded = ""
  let hexadecimal = Array("0123456789ABCDEF")
  for byte in shown.utf8 {
    if isWordByte(byte) {
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      encoded += "%\(hexadecimal[Int(byte >> 4)])\(hexadecimal[Int(byte & 15)])"
    }
  }
  return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
}

/// A file that is about to be sent.
final class OpenFile {
  let byteCount: Int
  private let descriptor: Int32

  init(_ path: String) throws(Fault) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw Fault("download: open failed, errno \(errno)") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Fault("download: not a file")
    }
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// All of it, in memory: for rehearsals.
  func bytes() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return Array(bytes.prefix(max(0, count)))
  }

  /// Exactly `byteCount` bytes, or false: then the connection is cut and the browser knows.
  func send(to output: Int32) -> Bool {
    var left = byteCount
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while left > 0 {
      let sent = buffer.withUnsafeMutableBytes { bytes in
        let count = read(descriptor, bytes.baseAddress, min(bytes.count, left))
        guard count > 0 else { return 0 }
        return writeAll(UnsafeRawBufferPointer(rebasing: bytes[..<count]), to: output) ? count : 0
      }
      guard sent > 0 else { return false }
      left -= sent
    }
    return true
  }
}
