import Foundation
import Preview
import Testing

@Suite struct BoundsTests {
  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("GET / HTTP/1.0\r\n\r\n", 404), ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    ("GET /\r\n\r\n", 400), ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("\r\n\r\n", 400),
    ("G=T / HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET /# HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET /\u{0} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400),
    ("POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
    (
      "POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      400
    ),
    ("POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    ("POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
    ("POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", 400),
    ("POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400),
    ("POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\nab\r\n", 400),
    (
      "POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
      400
    ),
    (
      "POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFF\r\n",
      413
    ),
  ])
  func `malformed requests are refused`(request: String, status: Int) throws {
    try Stage.open { stage in
      #expect(stage.send(request).status == status)
    }
  }

  @Test func `a long head is refused`() throws {
    try Stage.open { stage in
      let long = "X: " + String(repeating: "a", count: 17_000)
      #expect(stage.ask("GET", "/", headers: [long]).status == 431)
      #expect(stage.send(String(repeating: "a", count: 100_000)).status == 431)
    }
  }

  @Test func `a refused upload is answered with a readable page`() throws {
    try Stage.open({ $0.limits.bodyBytes = 1_000_000 }) { stage in
      try stage.program("p", "printf 'Content-Type: text/plain\\r\\n\\r\\n'; wc -c")
      let body = String(repeating: "a", count: 30_000_000)
      let client = Client(stage.port)
      let head = "POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nContent-Length: 30000000\r\n\r\n"
      // A browser that cannot send it all shows no answer, so all of it has to be taken.
      #expect(client.send(Array((head + body).utf8)))
      let answer = client.answer()
      #expect(answer.status == 413)
      #expect(answer.body.contains("<h1>413 Content Too Large</h1>"))
      #expect(
        stage.ask("POST", "/cgi-bin/p", body: String(body.prefix(1_000_000))).body == "1000000\n")
    }
  }

  @Test func `whoever asks first hears that the upload may come`() throws {
    try Stage.open({ $0.limits.bodyBytes = 10 }) { stage in
      try stage.program("p", "printf 'Content-Type: text/plain\\r\\n\\r\\n'; cat")
      let head = "POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
      let client = Client(stage.port)
      client.send(Array((head + "2\r\n\r\n").utf8))
      let go = "HTTP/1.1 100 Continue\r\n\r\n"
      #expect(client.peek(go.utf8.count) == go)
      client.send(Array("ok".utf8))
      #expect(String(decoding: client.receive(), as: UTF8.self).hasSuffix("\r\n\r\nok"))
      #expect(stage.send(head + "11\r\n\r\n").status == 413)
    }
  }

  @Test func `whoever is silent is let go`() throws {
    try Stage.open({ $0.limits.idleMilliseconds = 200 }) { stage in
      #expect(stage.send("").status == 0)
      #expect(stage.send("GET / HT").status == 408)
      #expect(
        stage.send("POST /cgi-bin/p HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na").status
          == 408)
    }
  }

  @Test func `whoever is slow is let go`() throws {
    try Stage.open({ $0.limits.requestMilliseconds = 500 }) { stage in
      let client = Client(stage.port)
      for letter in String(repeating: "G", count: 60).utf8 {
        client.send([letter])
        usleep(20_000)
      }
      #expect(client.answer().status == 408)
    }
  }

  @Test func `more visitors than places wait their turn`() throws {
    try Stage.open({
      $0.limits.connections = 2
      $0.limits.idleMilliseconds = 300
    }) { stage in
      try stage.write("site/index.html", "home")
      let idle = (0..<4).map { _ in Client(stage.port) }
      #expect(stage.ask("GET", "/").body == "home")
      for client in idle { #expect(client.receive() == []) }
    }
  }

  @Test func `one answer is all a connection gets`() throws {
    try Stage.open { stage in
      try stage.write("site/index.html", "home")
      let one = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
      #expect(stage.send(one + one).body == "home")
    }
  }

  @Test func `random edits of a request get an answer`() throws {
    try Stage.open({ $0.limits.idleMilliseconds = 50 }) { stage in
      try stage.program("p", "printf 'Content-Type: text/plain\\r\\n\\r\\n'; cat")
      let good = Array(
        """
        POST /cgi-bin/p/a%20b?c=d HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\
        Cookie: a=b\r\n\r\n3\r\nabc\r\n0\r\n\r\n
        """.utf8)
      for _ in 0..<300 {
        var bytes = good
        for _ in 0..<Int.random(in: 1...3) {
          let place = Int.random(in: 0..<bytes.count)
          switch Int.random(in: 0..<3) {
          case 0: bytes[place] = "\r\n :%/\0\u{7F}a9".utf8.randomElement() ?? 0
          case 1: bytes.remove(at: place)
          default: bytes.insert(UInt8.random(in: 0...255), at: place)
          }
        }
        let client = Client(stage.port)
        client.send(bytes)
        #expect((200...505).contains(client.answer().status))
      }
    }
  }

  @Test func `a port that is taken is an error`() throws {
    try Stage.open { stage in
      var settings = PreviewSettings(root: "/", scratch: "/", errorLog: "/dev/null")
      settings.port = stage.port
      #expect(
        throws: PreviewError.cannotListen(address: "127.0.0.1", port: stage.port, errno: EADDRINUSE)
      ) { try PreviewServer(settings).run { _ in } }
      settings.address = "localhost"
      #expect(throws: PreviewError.badAddress("localhost")) {
        try PreviewServer(settings).run { _ in }
      }
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func `a signal ends it cleanly`(signal: Int32) async {
    await #expect(processExitsWith: .exitCode(7)) { [signal] in
      let server = PreviewServer(
        PreviewSettings(root: "/nowhere", scratch: "/nowhere", errorLog: "/dev/null"))
      try server.run { _ in pthread_kill(pthread_self(), signal) }
      exit(7)
    }
  }
}
