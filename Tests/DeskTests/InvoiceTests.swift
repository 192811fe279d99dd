import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct InvoiceTests {
  @Test func `payment is closed with the list of what it waits for`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.says("Not open for payment yet"))
      #expect(ada.shown.says("Degrees"))
      #expect(ada.shown.says("$85.00"))
      #expect(ada.shown.says("16 KAR 4:040 §2(1)"))
      #expect(ada.shown.form(to: "payment/") == nil)
      let token = ada.shown.hidden("token", to: "account/sign-out") ?? ""
      let journal = try office.journal(of: number)
      for address in ["payment/\(number)", "invoice/\(number)"] {
        try ada.posts(address, [("token", token), ("key", "k")])
        #expect(ada.shown.status == .conflict)
        #expect(ada.shown.says("Its Overview shows what is missing"))
      }
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `an application without a fee is submitted from its invoice, once, with one letter`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(["one-year-certificate"], answering: oneYearAnswers)
      try ada.completes(number)
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.says("There is nothing to pay"))
      let form = try #require(ada.shown.form(to: "invoice/"))
      try ada.posts("payment/\(number)", form.hidden)
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("Nothing is owed"))
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.leadsTo == "dashboard/\(number)")
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.leadsTo == "dashboard/\(number)")
      #expect(try office.journal(of: number) == journal)
      #expect(try office.application(number).attempts.isEmpty)
      let mails = try office.mails()
      #expect(mails.count == 1)
      #expect(mails.first?.to == ada.emailAddress)
      #expect(
        mails.first?.body.contains("http://office.example/cgi-bin/dashboard/\(number)") == true)
      try ada.follows()
      #expect(ada.shown.says("Your application is submitted"))
    }
  }

  @Test func `an application that owes a fee cannot be submitted without paying it`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("invoice/\(number)")
      try ada.posts("invoice/\(number)", ada.shown.form(to: "payment/")?.hidden ?? [])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("A fee is owed"))
      #expect(try office.application(number).submittedAt == nil)
      #expect(try office.mails().isEmpty)
    }
  }

  @Test func `an expired application is neither submitted nor paid`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let free = try ada.starts(["one-year-certificate"], answering: oneYearAnswers)
      try ada.completes(free)
      let paid = try ada.starts()
      try ada.completes(paid)
      office.wait(days: 91)
      try ada.signsIn()
      try ada.opens("dashboard")
      let token = ada.shown.hidden("token", to: "account/sign-out") ?? ""
      for address in ["invoice/\(free)", "payment/\(paid)"] {
        try ada.posts(address, [("token", token), ("key", "k")])
        #expect(ada.shown.status == .conflict)
        #expect(ada.shown.says("has expired"))
        #expect(!ada.shown.says("what is missing"))
      }
      try ada.opens("invoice/\(paid)")
      #expect(ada.shown.says("It can no longer be paid"))
    }
  }

  @Test func `the last moment is the end of the ninetieth day`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      // From noon of November 22 to the end of February 20 in New York: 90 days and 12 hours.
      office.wait(minutes: -1, hours: 12, days: 90)
      try ada.signsIn()
      _ = try ada.beginsToPay(number)
      #expect(try office.application(number).openAttempt != nil)
    }
  }

  @Test func `without the token nothing is submitted`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(["one-year-certificate"], answering: oneYearAnswers)
      try ada.completes(number)
      for address in ["invoice/\(number)", "payment/\(number)"] {
        try ada.posts(address, [("key", "k")])
        #expect(ada.shown.status == .forbidden)
      }
      #expect(try office.application(number).submittedAt == nil)
    }
  }
}

let oneYearAnswers = "one-year-before=no&held-elsewhere=no"
