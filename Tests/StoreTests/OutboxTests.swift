import Foundation
import Rules
import Testing

@testable import Store

@Suite struct OutboxTests {
  @Test func `a mail of one name is sent once`() throws {
    try withStore { store in
      try store.post(try message("m-2"), at: moment.adding(seconds: 1))
      try store.post(try message("m-1"), at: moment)
      try store.post(try message("m-1"), at: moment.adding(seconds: 5))
      #expect(try store.messages(in: .new).map(\.message.name) == ["m-1", "m-2"])
      var sent: [String] = []
      for name in try store.mailNames(in: .new) {
        let delivery = try store.deliver(name, at: moment) { mail in
          sent.append("\(mail.message.name) \(mail.postedAt)")
          return .gone
        }
        #expect(delivery == .gone)
      }
      #expect(sent == ["m-1 \(moment)", "m-2 \(moment.adding(seconds: 1))"])
      try store.post(try message("m-1"), at: moment)
      #expect(try store.messages(in: .new) == [])
      #expect(try store.messages(in: .sent).map(\.message.name) == ["m-1", "m-2"])
      // As a writer leaves it who was overtaken by a sender.
      let sentPath = store.folder + "/outbox/sent/" + Store.shard("m-1") + "/m-1"
      try put(try bytes(of: sentPath), at: store.folder + "/outbox/new/m-1")
      #expect(try store.deliver("m-1", at: moment) { _ in .gone } == nil)
      #expect(try store.messages(in: .new) == [])
      #expect(try store.hasPosted("m-1") && !store.hasPosted("m-3"))
      #expect(try store.deliver("m-3", at: moment) { _ in .gone } == nil)
      #expect(try store.deliver("../format", at: moment) { _ in .gone } == nil)
    }
  }

  @Test func `what is refused waits with the reason, until its next try`() throws {
    try withStore { store in
      try store.post(try message("m-1"), at: moment)
      let later = moment.adding(seconds: 600)
      let refusal = Store.Delivery.waits(until: later, reason: "no route")
      #expect(try store.deliver("m-1", at: moment) { _ in refusal } == refusal)
      let waiting = try #require(try store.mail("m-1", in: .new))
      #expect(waiting.reason == "no route" && waiting.tries == 1 && waiting.nextTry == later)
      #expect(try store.deliver("m-1", at: later.adding(seconds: -1)) { _ in .gone } == nil)
      #expect(try store.deliver("m-1", at: later) { _ in .gone } == .gone)
      let sent = try #require(try store.mail("m-1", in: .sent))
      #expect(sent.tries == 2 && sent.endedAt == later && sent.reason == "")
    }
  }

  @Test func `what was given up stays with the reason, and goes when it is posted again`() throws {
    try withStore { store in
      try store.post(try message("m-1"), at: moment)
      #expect(try store.deliver("m-1", at: moment) { _ in .givenUp(reason: "no") } != nil)
      #expect(try store.mail("m-1", in: .failed)?.reason == "no")
      try store.post(try message("m-1"), at: moment)
      #expect(try store.messages(in: .new) == [])
      for box in [Store.Box.failed, .sent] {
        #expect(try store.mail("m-1", in: box) != nil)
        #expect(try store.postAgain("m-1"))
        #expect(try store.mail("m-1", in: box) == nil)
        let again = try #require(try store.mail("m-1", in: .new))
        #expect(again.tries == 0 && again.reason == "" && again.postedAt == moment)
        #expect(try store.deliver("m-1", at: moment) { _ in .gone } == .gone)
      }
      #expect(try !store.postAgain("m-2"))
    }
  }

  @Test func `a mail that cannot be read is said, and harms no other`() throws {
    try withStore { store in
      try store.post(try message("m-2"), at: moment)
      try put(Array("{".utf8), at: store.folder + "/outbox/new/m-1")
      #expect(throws: StoreError.self) { try store.deliver("m-1", at: moment) { _ in .gone } }
      #expect(try store.deliver("m-2", at: moment) { _ in .gone } == .gone)
    }
  }

  @Test func `a mail as an earlier Docket wrote it is read`() throws {
    try withStore { store in
      let text = """
        {"message":{"name":"m-1","to":"a@b.example","subject":"S","body":"B"},\
        "postedAt":"\(moment)","reason":""}
        """
      try put(Array(text.utf8), at: store.folder + "/outbox/new/m-1")
      #expect(try store.deliver("m-1", at: moment) { _ in .gone } == .gone)
    }
  }

  @Test func `many senders at once send each mail once`() throws {
    try withStore { store in
      for index in 0..<10 { try store.post(try message("m-\(index)"), at: moment) }
      let count = Counter()
      DispatchQueue.concurrentPerform(iterations: 6) { _ in
        do {
          for name in try store.mailNames(in: .new) {
            _ = try store.deliver(name, at: moment) { _ in
              _ = count.next()
              return .gone
            }
          }
        } catch { Issue.record(error) }
      }
      #expect(count.next() == 10)
      #expect(try store.messages(in: .sent).count == 10)
    }
  }

  @Test func `nothing that could end a header gets into one`() {
    func isMessage(_ name: String, _ to: String, _ subject: String) -> Bool {
      Message(name: name, to: to, subject: subject, body: "") != nil
    }
    #expect(isMessage("a-1", "ada@example.org", "Über"))
    #expect(!isMessage("a-1", "ada@example.org\nBcc: x", "s"))
    #expect(!isMessage("a-1", "ada@example.org", "s\r\nBcc: x"))
    #expect(!isMessage("a-1", "ada@example.org", "s\u{85}"))
    #expect(
      Message(name: "a", to: "ada@example.org", recipient: "A\nBcc: x", subject: "s", body: "")
        == nil)
    #expect(!isMessage("a-1", "", "s"))
    #expect(!isMessage("../a", "ada@example.org", "s"))
    #expect(!isMessage("", "ada@example.org", "s"))
    #expect(!isMessage("A", "ada@example.org", "s"))
  }
}
