import Applications
import CGI
import Rules
import Testing

@testable import Desk

@Suite struct EndingTests {
  @Test func `an applicant cancels, is told before what that means, and can still read all of it`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      try ada.sends(["institution": "Sample College", "then": "leave"], to: "save/")
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.text.contains("dashboard/\(number)/cancel"))
      let journal = try office.journal(of: number)
      try ada.opens("dashboard/\(number)/cancel")
      #expect(ada.shown.says("you owe nothing") && ada.shown.says("stay here to be read"))
      #expect(try office.journal(of: number) == journal, "asking changes nothing")
      let form = try #require(ada.shown.form(to: "dashboard/"))
      try ada.sends(to: "dashboard/")
      try ada.follows()
      #expect(ada.shown.says("Cancelled"))
      #expect(!ada.shown.text.contains("dashboard/\(number)/cancel"))
      let cancelled = try office.journal(of: number)
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.status == .seeOther)
      #expect(try office.journal(of: number) == cancelled, "the same form again is nothing new")
      try ada.opens("save/\(number)/degrees")
      #expect(ada.shown.says("Sample College") && ada.shown.says("was cancelled"))
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.says("Nothing is owed for it"))
      try ada.opens("dashboard")
      #expect(ada.shown.says("Cancelled : you gave it up before it was submitted."))
      #expect(ada.shown.text.contains("apply/again/\(number)"))
    }
  }

  @Test func `while a payment is under way it cannot be cancelled, and the page says what to do`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("dashboard/\(number)/cancel")
      let form = try #require(ada.shown.form(to: "dashboard/"))
      let reference = try ada.beginsToPay(number)
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("cancel it on the payment page."))
      #expect(ada.shown.form(to: "dashboard/") == nil)
      #expect(try office.journal(of: number) == journal)
      try Person(office).posts(
        "payment/notify/simulator", office.notification("cancelled", reference))
      try ada.opens("dashboard/\(number)/cancel")
      try ada.sends(to: "dashboard/")
      #expect(ada.shown.status == .seeOther)
      // The bank was wrong, and the money comes after all.
      try office.bankPays(reference)
      #expect(try office.application(number).submittedAt == nil)
      try ada.opens("payment/receipt/\(reference)")
      #expect(ada.shown.says("You had cancelled the application before this payment came"))
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("Payment of $85.00 received. It is kept as a credit."))
    }
  }

  @Test func `an applicant withdraws after reading what becomes of the fee, with its clause`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try ada.opens("dashboard/\(number)/cancel")
      #expect(ada.shown.says("You can withdraw it instead"))
      try ada.opens("dashboard/\(number)/withdraw")
      #expect(ada.shown.says("You paid $85.00"))
      #expect(ada.shown.says("Withdrawing does not give the fee back"))
      #expect(ada.shown.says("16 KAR 4:040 §2(3)"))
      let form = try #require(ada.shown.form(to: "dashboard/"))
      let tooLong = String(repeating: "long ", count: 500)
      try ada.posts(form.address, form.hidden + [("reason", tooLong)])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.text.contains(String(repeating: "long ", count: 499)))
      try ada.sends(["reason": "I took <another> post."], to: "dashboard/")
      try ada.follows()
      #expect(ada.shown.says("You withdrew this application"))
      #expect(try office.application(number).withdrawal?.reason == "I took <another> post.")
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("You withdrew the application. Your reason: I took"))
      try ada.opens("dashboard/\(number)/withdraw")
      #expect(ada.shown.says("is withdrawn already"))
    }
  }

  @Test func `a withdrawal that is refused shows the reason that was typed`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("dashboard/\(number)/withdraw")
      #expect(ada.shown.says("has not been submitted. You can cancel it instead."))
      let token = try #require(
        try ada.opens("dashboard/\(number)/cancel").hidden("token", to: "dash"))
      let journal = try office.journal(of: number)
      try ada.posts(
        "dashboard/\(number)/withdraw", [("token", token), ("reason", "A reason to keep")])
      #expect(ada.shown.status == .conflict && ada.shown.says("A reason to keep"))
      let other = try ada.submitted()
      try ada.posts(
        "dashboard/\(other)/withdraw", [("token", "of-before"), ("reason", "A reason to keep")])
      #expect(ada.shown.status == .forbidden && ada.shown.says("A reason to keep"))
      #expect(ada.shown.says("opened before you signed in again"))
      ada.cookies = [:]
      try ada.posts("dashboard/\(other)/withdraw", [("reason", "A reason to keep")])
      #expect(
        ada.shown.leadsTo
          == "account/sign-in?notice=kept&then=dashboard%2F\(other)%2Fwithdraw")
      #expect(try office.journal(of: number) == journal)
      #expect(try office.application(other).withdrawnAt == nil)
      try ada.signsIn(then: "dashboard/\(other)/withdraw")
      try ada.follows()
      #expect(ada.shown.says("It is not sent yet") && ada.shown.says("A reason to keep"))
    }
  }

  @Test(arguments: ["cancel", "withdraw", "history", "summary"])
  func `nobody else finds any of it`(page: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let bo = try Person.signedIn(office, "Bo Lind")
      let journal = try office.journal(of: number)
      try bo.opens("dashboard/\(number)/\(page)")
      #expect(bo.shown.status == .notFound)
      if ["cancel", "withdraw"].contains(page) {
        let own = try bo.starts()
        try bo.opens("dashboard/\(own)/cancel")
        let token = try #require(bo.shown.hidden("token", to: "dashboard/"))
        try bo.posts("dashboard/\(number)/\(page)", [("token", token)])
        #expect(bo.shown.status == .notFound)
        try bo.posts("dashboard/\(own)/\(page)", [("token", "wrong")])
        #expect(bo.shown.status == .forbidden)
      }
      try Person(office).opens("dashboard/\(number)/\(page)")
      #expect(try office.journal(of: number) == journal)
    }
  }
}

extension Person {
  /// An application that is paid for.
  func submitted() throws -> String {
    let number = try starts()
    try completes(number)
    try office.bankPays(try beginsToPay(number))
    return number
  }
}
