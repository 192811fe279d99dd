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
      #expect(
        try store.deliver { message, postedAt in
          sent.append("\(message.name) \(postedAt)")
          return nil
        } == 2)
      #expect(sent == ["m-1 \(moment)", "m-2 \(moment.adding(seconds: 1))"])
      try store.post(try message("m-1"), at: moment)
      #expect(try store.messages(in: .new) == [])
      #expect(try store.messages(in: .sent).map(\.message.name) == ["m-1", "m-2"])
      // As a writer leaves it who was overtaken by a sender.
      let sentPath = store.folder + "/outbox/sent/" + Store.shard("m-1") + "/m-1"
      try put(try bytes(of: sentPath), at: store.folder + "/outbox/new/m-1")
      #expect(try store.deliver { _, _ in nil } == 0)
      #expect(try store.messages(in: .new) == [])
    }
  }

  @Test func `what is refused waits with the reason`() throws {
    try withStore { store in
      try store.post(try message("m-1"), at: moment)
      #expect(try store.deliver { _, _ in "no route" } == 0)
      #expect(try store.messages(in: .new).map(\.reason) == ["no route"])
      #expect(try store.deliver { _, _ in nil } == 1)
      #expect(try store.messages(in: .sent).map(\.reason) == ["no route"])
    }
  }

  @Test func `many senders at once send each mail once`() throws {
    try withStore { store in
      for index in 0..<10 { try store.post(try message("m-\(index)"), at: moment) }
      let count = Counter()
      DispatchQueue.concurrentPerform(iterations: 6) { _ in
        do {
          try store.deliver { _, _ in
            _ = count.next()
            return nil
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
    #expect(!isMessage("a-1", "", "s"))
    #expect(!isMessage("../a", "ada@example.org", "s"))
    #expect(!isMessage("", "ada@example.org", "s"))
    #expect(!isMessage("A", "ada@example.org", "s"))
  }
}
