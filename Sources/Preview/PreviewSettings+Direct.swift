extension PreviewSettings {
  /// The answer when no program has to make it; `nil` when one has.
  func directReply(to head: RequestHead) throws(HTTPFault) -> Reply? {
    let isHead = head.method == "HEAD"
    let top = Array(prefix.utf8)
    guard head.path.starts(with: top) else {
      guard head.path == [UInt8(ascii: "/")] || head.path + [UInt8(ascii: "/")] == top else {
        throw HTTPFault(status: 404)
      }
      return Reply(plainPage: 302, headers: [("Location", prefix)], isHead: isHead)
    }
    let path = Array(head.path[top.count...])
    let isReading = isHead || head.method == "GET"
    if isReading, let text = String(validating: path, as: UTF8.self), let page = page(text) {
      return Reply(page: page, isHead: isHead)
    }
    if head.method == "POST", let text = String(validating: path, as: UTF8.self),
      let page = sent(text)
    {
      return Reply(page: page)
    }
    if path.starts(with: "cgi-bin/".utf8) { return nil }
    guard isReading else { return Reply(plainPage: 405, headers: [("Allow", "GET, HEAD")]) }
    return StaticFiles(root: root).reply(path, rawPath: head.rawPath, isHead: isHead)
  }
}
