/// What goes out on a connection: the bytes that are ready, and a file that follows them.
struct Reply {
  var head: [UInt8]
  var file: Int32 = -1

  /// Every answer ends its connection: simple, and no request can hide behind another.
  init(
    status: Int, reason: String? = nil, headers: [(String, String)], body: [UInt8] = [],
    isHead: Bool = false
  ) {
    var text = "HTTP/1.1 \(status) \(reason ?? reasonPhrase(status))\r\n"
    text += "Server: docket-preview (not for production)\r\nConnection: close\r\n"
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    head = Array(text.utf8) + [0x0D, 0x0A] + (isHead ? [] : body)
  }

  /// A page of the server's own.
  init(page: PreviewPage, headers: [(String, String)] = [], isHead: Bool = false) {
    self.init(
      status: page.status,
      headers: [
        ("Content-Type", page.type), ("Content-Length", String(page.bytes.count)),
        ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
      ] + headers, body: page.bytes, isHead: isHead)
  }

  /// The server's own page for a status that has no other.
  init(plainPage status: Int, headers: [(String, String)] = [], isHead: Bool = false) {
    let title = "\(status) \(reasonPhrase(status))"
    let html = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>\(title)</title></head>
      <body><main><h1>\(title)</h1><p>The preview server says so.</p></main></body></html>

      """
    self.init(page: PreviewPage(html: html, status: status), headers: headers, isHead: isHead)
  }
}

func reasonPhrase(_ status: Int) -> String {
  switch status {
  case 200: "OK"
  case 301: "Moved Permanently"
  case 302: "Found"
  case 303: "See Other"
  case 400: "Bad Request"
  case 403: "Forbidden"
  case 404: "Not Found"
  case 405: "Method Not Allowed"
  case 408: "Request Timeout"
  case 413: "Content Too Large"
  case 431: "Request Header Fields Too Large"
  case 500: "Internal Server Error"
  case 501: "Not Implemented"
  case 502: "Bad Gateway"
  case 504: "Gateway Timeout"
  case 505: "HTTP Version Not Supported"
  default: "Status"
  }
}
