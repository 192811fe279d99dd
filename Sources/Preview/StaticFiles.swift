import Glibc
import Platform

/// Answers from the folder of static pages.
struct StaticFiles {
  let root: String

  /// `path` is after the prefix and decoded; empty for the first page.
  func reply(_ path: [UInt8], rawPath: [UInt8], isHead: Bool) -> Reply {
    guard let relative = safePath(path) else { return notFound(isHead) }
    let full = relative.isEmpty ? root : root + "/" + relative
    var status = stat()
    guard stat(full, &status) == 0 else { return notFound(isHead) }
    if status.st_mode & S_IFMT == S_IFDIR {
      guard path.isEmpty || path.last == slash else {
        let location = String(decoding: rawPath, as: UTF8.self) + "/"
        return Reply(plainPage: 301, headers: [("Location", location)], isHead: isHead)
      }
      return file(full + "/index.html", status: 200, isHead) ?? notFound(isHead)
    }
    guard path.last != slash else { return notFound(isHead) }
    return file(full, status: 200, isHead) ?? notFound(isHead)
  }

  private func notFound(_ isHead: Bool) -> Reply {
    file(root + "/404.html", status: 404, isHead) ?? Reply(plainPage: 404, isHead: isHead)
  }

  /// The path without its last slash; `nil` for one that leaves the folder or names a hidden file.
  private func safePath(_ path: [UInt8]) -> String? {
    guard let text = String(validating: path, as: UTF8.self) else { return nil }
    let whole = path.last == slash ? path.dropLast() : path[...]
    if path.isEmpty { return "" }
    for part in whole.split(separator: slash, omittingEmptySubsequences: false) {
      guard let first = part.first, first != UInt8(ascii: "."), !part.contains(UInt8(ascii: "\\"))
      else { return nil }
    }
    return path.last == slash ? String(text.dropLast()) : text
  }

  private func file(_ path: String, status code: Int, _ isHead: Bool) -> Reply? {
    // Without O_NONBLOCK a named pipe would stop the server.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      return nil
    }
    var reply = Reply(
      status: code,
      headers: [
        ("Content-Type", mediaType(path)), ("Content-Length", String(status.st_size)),
        ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
      ])
    if isHead { close(file) } else { reply.file = file }
    return reply
  }
}

private let slash = UInt8(ascii: "/")

private func mediaType(_ path: String) -> String {
  switch path.split(separator: ".").last.map(String.init) ?? "" {
  case "html": "text/html; charset=utf-8"
  case "css": "text/css; charset=utf-8"
  case "txt": "text/plain; charset=utf-8"
  case "svg": "image/svg+xml"
  case "png": "image/png"
  case "jpg", "jpeg": "image/jpeg"
  case "ico": "image/x-icon"
  case "pdf": "application/pdf"
  case "json": "application/json"
  case "xml": "application/xml"
  case "ics": "text/calendar; charset=utf-8"
  case "woff2": "font/woff2"
  default: "application/octet-stream"
  }
}
