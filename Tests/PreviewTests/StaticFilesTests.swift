import Foundation
import Preview
import Testing

@Suite struct StaticFilesTests {
  @Test func `pages and their parts are served`() throws {
    try Stage.open { stage in
      try stage.write("site/index.html", "home")
      try stage.write("site/fees/index.html", "fees")
      try stage.write("site/assets/style.css", "p {}")
      let home = stage.ask("GET", "/?x=1")
      #expect(home.status == 200)
      #expect(home.body == "home")
      #expect(home["Content-Type"] == "text/html; charset=utf-8")
      #expect(home["Server"] == "docket-preview (not for production)")
      #expect(home["Connection"] == "close")
      #expect(stage.ask("GET", "/fees/").body == "fees")
      #expect(stage.ask("GET", "/fees")["Location"] == "/fees/")
      #expect(stage.ask("GET", "/assets/style.css")["Content-Type"] == "text/css; charset=utf-8")
      #expect(stage.ask("GET", "http://other.example/fees/").body == "fees")
      let head = stage.ask("HEAD", "/")
      #expect(head["Content-Length"] == "4")
      #expect(head.body == "")
    }
  }

  @Test(arguments: [
    "/none", "/.hidden", "/fees/.hidden", "/../secret", "/%2e%2e/secret", "/fees/../index.html",
    "/%2Findex.html", "//index.html", "/index.html/", "/fees//", "/%FF", "/pipe", "/link", "/a%5Cb",
    "/.", "/..", "/assets/",
  ])
  func `nothing else is`(target: String) throws {
    try Stage.open { stage in
      try stage.write("secret", "secret")
      for name in [
        "index.html", ".hidden", "fees/index.html", "fees/.hidden", "assets/a.css", "a\\b",
      ] {
        try stage.write("site/" + name, "here")
      }
      try stage.write("site/404.html", "not here")
      #expect(mkfifo(stage.folder + "/site/pipe", 0o600) == 0)
      #expect(symlink(stage.folder + "/secret", stage.folder + "/site/link") == 0)
      let answer = stage.ask("GET", target)
      #expect(answer.status == 404)
      #expect(answer.body == (target.contains("%2F") ? answer.body : "not here"))
      #expect(!answer.body.contains("secret"))
    }
  }

  @Test func `other methods are refused with those there are`() throws {
    try Stage.open { stage in
      try stage.write("site/index.html", "home")
      let answer = stage.ask("POST", "/", body: "a=b")
      #expect(answer.status == 405)
      #expect(answer["Allow"] == "GET, HEAD")
    }
  }

  @Test func `a site that is swapped underneath is seen at once`() throws {
    try Stage.open({ $0.root += "/../public" }) { stage in
      try stage.write("one/index.html", "one")
      try stage.write("two/index.html", "two")
      #expect(symlink("one", stage.folder + "/public") == 0)
      #expect(stage.ask("GET", "/").body == "one")
      #expect(symlink("two", stage.folder + "/next") == 0)
      #expect(rename(stage.folder + "/next", stage.folder + "/public") == 0)
      #expect(stage.ask("GET", "/").body == "two")
    }
  }

  @Test func `it works under a sub-path`() throws {
    try Stage.open({ $0.prefix = "/credentials/" }) { stage in
      try stage.write("site/index.html", "home")
      try stage.program("where", "printf 'Content-Type: text/plain\\r\\n\\r\\n%s' \"$SCRIPT_NAME\"")
      #expect(stage.ask("GET", "/credentials/").body == "home")
      #expect(stage.ask("GET", "/")["Location"] == "/credentials/")
      #expect(stage.ask("GET", "/credentials")["Location"] == "/credentials/")
      #expect(stage.ask("GET", "/index.html").status == 404)
      #expect(stage.ask("GET", "/credentials/cgi-bin/where").body == "/credentials/cgi-bin/where")
    }
  }

  @Test func `a page made in the process comes first`() throws {
    let page: @Sendable (String) -> PreviewPage? = { path in
      path == "demo/mail/" ? PreviewPage(html: "<p>mail") : nil
    }
    try Stage.open({ $0.page = page }) { stage in
      #expect(stage.ask("GET", "/demo/mail/").body == "<p>mail")
      #expect(stage.ask("HEAD", "/demo/mail/")["Content-Length"] == "7")
      #expect(stage.ask("GET", "/demo/").status == 404)
    }
  }
}
