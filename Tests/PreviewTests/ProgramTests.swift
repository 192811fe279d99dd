import Foundation
import Preview
import Testing

@Suite struct ProgramTests {
  let plain = "printf 'Content-Type: text/plain\\r\\n\\r\\n'\n"

  @Test func `a program gets what RFC 3875 says, and no more`() throws {
    try Stage.open({ $0.environment = ["DOCKET_ROOT": "/srv/docket"] }) { stage in
      try stage.program("env", plain + "env | LC_ALL=C sort; pwd; ls /proc/self/fd | wc -l")
      let answer = stage.ask(
        "GET", "/cgi-bin/env/A-17/na%20me?q=%20&r",
        headers: [
          "Cookie: a=1", "cookie: b=2", "X-Two: 1", "X-Two: 2", "X_Under: no", "Proxy: no",
          "Authorization: no", "Content-Type: text/x",
        ])
      #expect(answer.status == 200)
      let expected = """
        CONTENT_TYPE=text/x
        DOCKET_ROOT=/srv/docket
        GATEWAY_INTERFACE=CGI/1.1
        HTTP_COOKIE=a=1; b=2
        HTTP_HOST=localhost
        HTTP_X_TWO=1, 2
        PATH=/usr/local/bin:/usr/bin:/bin
        PATH_INFO=/A-17/na me
        PWD=\(stage.folder)/cgi-bin
        QUERY_STRING=q=%20&r
        REMOTE_ADDR=127.0.0.1
        REQUEST_METHOD=GET
        REQUEST_SCHEME=http
        REQUEST_URI=/cgi-bin/env/A-17/na%20me?q=%20&r
        SCRIPT_FILENAME=\(stage.folder)/cgi-bin/env
        SCRIPT_NAME=/cgi-bin/env
        SERVER_NAME=127.0.0.1
        SERVER_PORT=\(stage.port)
        SERVER_PROTOCOL=HTTP/1.1
        SERVER_SOFTWARE=docket-preview
        SWIFT_BACKTRACE=enable=no
        \(stage.folder)/cgi-bin
        4

        """
      #expect(answer.body == expected)
    }
  }

  @Test func `a body arrives with its length, chunked or not`() throws {
    try Stage.open { stage in
      try stage.program("count", plain + "echo $CONTENT_LENGTH $(wc -c)")
      #expect(stage.ask("POST", "/cgi-bin/count", body: "12345").body == "5 5\n")
      #expect(stage.ask("POST", "/cgi-bin/count").body == "0\n")
      let chunked = "POST /cgi-bin/count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      #expect(
        stage.send(chunked + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n").body == "5 5\n")
      #expect(stage.send(chunked + "0\r\n\r\n").body == "0 0\n")
    }
  }

  @Test func `it does not matter how a request is cut`() throws {
    try Stage.open { stage in
      try stage.program("echo", plain + "cat")
      let request = Array(
        """
        POST /cgi-bin/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\
        3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n
        """.utf8)
      for cut in stride(from: 1, to: request.count, by: 3) {
        let client = Client(stage.port)
        client.send(Array(request[..<cut]))
        client.send(Array(request[cut...]))
        #expect(client.answer().body == "abcde")
      }
    }
  }

  @Test func `a large upload and a large answer pass`() throws {
    try Stage.open { stage in
      try stage.program("echo", "printf 'Content-Length: 5000000\\r\\n\\r\\n'; cat")
      let body = String(repeating: "0123456789", count: 500_000)
      #expect(stage.ask("POST", "/cgi-bin/echo", body: body).body == body)
    }
  }

  @Test func `the program's status and headers go out`() throws {
    try Stage.open { stage in
      try stage.program(
        "say",
        """
        printf 'Status: 422 Unprocessable Content\\nSet-Cookie: a=1\\nSet-Cookie: b=2\\n'
        printf 'Connection: keep-alive\\nServer: x\\n\\nbody'
        """)
      try stage.program("see", "printf 'Status: 303 See Other\\r\\nLocation: ../there\\r\\n\\r\\n'")
      try stage.program("location", "printf 'Location: /there\\r\\n\\r\\n'")
      let answer = stage.ask("GET", "/cgi-bin/say")
      #expect(answer.status == 422)
      #expect(
        answer.headers == [
          "Server: docket-preview (not for production)", "Connection: close", "Set-Cookie: a=1",
          "Set-Cookie: b=2",
        ])
      #expect(answer.body == "body")
      #expect(stage.ask("HEAD", "/cgi-bin/say").body == "")
      #expect(stage.ask("GET", "/cgi-bin/see").status == 303)
      #expect(stage.ask("GET", "/cgi-bin/location").status == 302)
    }
  }

  @Test(arguments: [
    "exit 0", "kill -SEGV $$", "printf 'no head'", "printf 'Content-Type: text/plain\\r\\n'",
    "printf 'Status: hello\\r\\n\\r\\n'", "printf '\\r\\nbody'", "printf ' a: b\\r\\n\\r\\n'",
    "head -c 100000 /dev/zero | tr '\\0' a",
  ])
  func `a program that says nothing of use makes a 502`(script: String) throws {
    try Stage.open { stage in
      try stage.program("bad", script)
      let answer = stage.ask("GET", "/cgi-bin/bad")
      #expect(answer.status == 502)
      #expect(answer.body.contains("<h1>502 Bad Gateway</h1>"))
    }
  }

  @Test func `a program that hangs is killed with all it started`() throws {
    try Stage.open({ $0.limits.requestMilliseconds = 300 }) { stage in
      try stage.program("hang", "echo $$ >> ../pids; sleep 600 & echo $! >> ../pids; wait")
      #expect(stage.ask("GET", "/cgi-bin/hang").status == 504)
      let processes = stage.text("pids").split(separator: "\n").compactMap { pid_t($0) }
      #expect(processes.count == 2)
      for process in processes { #expect(isSoon { hasEnded(process) }) }
    }
  }

  @Test(arguments: ["none", "plain", ".hidden", "", "folder", "..", "env%2Fx", "a`b"])
  func `what is no program is not found`(name: String) throws {
    try Stage.open { stage in
      try stage.write("cgi-bin/plain", "#!/bin/sh")
      try stage.program(".hidden", plain)
      try stage.write("cgi-bin/folder/x", "")
      #expect(stage.ask("GET", "/cgi-bin/" + name).status == 404)
    }
  }

  @Test func `more programs than may run at once wait for each other`() throws {
    try Stage.open({ $0.limits.programsAtOnce = 1 }) { stage in
      try stage.program(
        "one", "mkdir ../busy || exit 1\n" + plain + "sleep 0.05; rmdir ../busy; echo done")
      let clients = (0..<5).map { _ in Client(stage.port) }
      for client in clients {
        client.send(Array("GET /cgi-bin/one HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
      }
      for client in clients { #expect(client.answer().body == "done\n") }
    }
  }

  @Test func `a program runs to its end although the visitor has gone`() throws {
    try Stage.open { stage in
      try stage.program(
        "work", "while [ ! -e ../gone ]; do sleep 0.01; done\n" + plain + "echo a; echo b > ../done"
      )
      var client: Client? = Client(stage.port)
      client?.send(Array("GET /cgi-bin/work HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
      client = nil
      try stage.write("gone", "")
      #expect(isSoon { stage.text("done") == "b\n" })
      #expect(stage.ask("GET", "/none").status == 404)
    }
  }

  @Test func `standard error goes to the log`() throws {
    try Stage.open { stage in
      try stage.program("err", "echo oops >&2\n" + plain)
      #expect(stage.ask("GET", "/cgi-bin/err").status == 200)
      #expect(stage.text("errors") == "oops\n")
    }
  }

  @Test func `stopping ends the programs`() throws {
    var process: pid_t = 0
    try Stage.open { stage in
      try stage.program("hang", "trap '' TERM; echo $$ > ../pid; while :; do sleep 1; done")
      let client = Client(stage.port)
      client.send(Array("GET /cgi-bin/hang HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
      #expect(isSoon { stage.text("pid").hasSuffix("\n") })
      process = pid_t(stage.text("pid").dropLast()) ?? 0
    }
    #expect(process > 0)
    #expect(hasEnded(process))
  }
}

/// Waits, at most ten seconds, for something another process does.
func isSoon(_ condition: () -> Bool) -> Bool {
  for _ in 0..<1000 {
    if condition() { return true }
    usleep(10_000)
  }
  return false
}

/// Whether the process is gone, or is only waiting for whoever collects orphans.
func hasEnded(_ process: pid_t) -> Bool {
  let status = FileManager.default.contents(atPath: "/proc/\(process)/stat")
  guard let status else { return true }
  return String(decoding: status, as: UTF8.self).contains(") Z ")
}
