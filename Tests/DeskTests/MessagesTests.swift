import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct MessagesTests {
  @Test func `an applicant writes, the office answers, and both stand in one thread`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("dashboard/\(number)/messages")
      #expect(ada.shown.says("Nothing has been written yet."))
      let form = try #require(ada.shown.form(to: "dashboard/"))
      let typed = [("subject", "My transcript"), ("text", "Has it <come>?\nI sent it in May.")]
      try ada.posts(form.address, form.hidden + typed)
      try ada.follows()
      #expect(ada.shown.text.contains("Has it &lt;come&gt;?"))
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden + typed)
      #expect(ada.shown.status == .seeOther)
      #expect(try office.journal(of: number) == journal, "the same form again is one message")
      let thread = try #require(try office.application(number).threads.first)
      _ = try office.store.change(
        try office.application(number).number, at: office.now, by: .program("office")
      ) { _ in
        .messageWritten(
          WrittenMessage(thread: thread.id, subject: "", text: "It has come.", key: "o1"))
      }
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("My transcript. The last is from us"))
      try ada.opens("dashboard/\(number)/messages/\(thread.id)")
      #expect(ada.shown.says("It has come."))
      try ada.sends(["text": "Thank you"], to: "dashboard/")
      #expect(try office.application(number).threads.map(\.messages.count) == [3])
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("We wrote you a message: My transcript"))
    }
  }

  @Test func `whatever refuses a message shows it back`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let journal = try office.journal(of: number)
      try ada.opens("dashboard/\(number)/messages")
      let form = try #require(ada.shown.form(to: "dashboard/"))
      try ada.posts(form.address, form.hidden + [("text", "Words without a subject")])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.text.contains("Words without a subject"))
      let long = String(repeating: "x ", count: 2100)
      try ada.posts(form.address, form.hidden + [("subject", "Much"), ("text", long)])
      #expect(ada.shown.status == .unprocessable && ada.shown.text.contains(long.dropLast(1)))
      try ada.posts(
        form.address, [("token", "of-before"), ("subject", "S"), ("text", "Words of before")])
      #expect(ada.shown.status == .forbidden && ada.shown.text.contains("Words of before"))
      #expect(try office.journal(of: number) == journal)
      ada.cookies = [:]
      try ada.posts(form.address, form.hidden + [("subject", "S"), ("text", "Words of nobody")])
      #expect(
        ada.shown.leadsTo
          == "account/sign-in?notice=kept&then=dashboard%2F\(number)%2Fmessages")
      #expect(try office.journal(of: number) == journal)
      try ada.signsIn(then: "dashboard/\(number)/messages")
      try ada.follows()
      #expect(ada.shown.says("It is not sent yet") && ada.shown.says("Words of nobody"))
      try ada.sends(["subject": "S", "text": "Words of nobody"], to: "dashboard/")
      #expect(
        try office.application(number).threads.map { $0.messages.map(\.text) }
          == [["Words of nobody"]])
      try ada.opens("dashboard/\(number)/messages")
      #expect(!ada.shown.says("It is not sent yet"))
    }
  }

  @Test func `nobody else reads or writes in it`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("dashboard/\(number)/messages")
      try ada.sends(["subject": "S", "text": "T"], to: "dashboard/")
      let address = try #require(ada.shown.leadsTo)
      let bo = try Person.signedIn(office, "Bo Lind")
      try bo.opens(address)
      #expect(bo.shown.status == .notFound)
      try bo.opens("dashboard/\(number)/messages")
      #expect(bo.shown.status == .notFound)
      let own = try bo.starts()
      try bo.opens("dashboard/\(own)/messages")
      let token = try #require(bo.shown.hidden("token", to: "dashboard/"))
      try bo.posts(address, [("token", token), ("text", "Hello")])
      #expect(bo.shown.status == .notFound)
      try ada.opens("dashboard/\(number)/messages/nothing")
      #expect(ada.shown.status == .notFound)
    }
  }
}
