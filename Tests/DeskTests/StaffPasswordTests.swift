import Applications
import CGI
import Desk
import Foundation
import Rules
import Signing
import Store
import Testing

/// Somebody who works for the agency chooses another password, or signs out everywhere else.
@Suite struct StaffPasswordTests {
  @Test func `a new password ends all other sessions, is told by mail, and is the one that counts`()
    throws
  {
    try withOffice { office in
      let (grace, other) = try signedInTwice(office)
      try grace.opens("staff")
      #expect(grace.shown.says("Change your password"))
      try grace.changesPassword(code: office.code(of: "grace"))
      #expect(grace.shown.leadsTo == "staff/password?notice=changed")
      try grace.repeats()
      #expect(grace.shown.leadsTo == "staff/password?notice=changed", "sent twice")
      try grace.follows()
      #expect(grace.shown.says("Your password is changed"))
      #expect(try other.opens("staff").status == .seeOther)
      #expect(other.shown.leadsTo?.hasPrefix("staff/sign-in?then=") == true)
      let mails = try office.mails().filter { $0.name.hasPrefix("staff-password-changed-") }
      #expect(mails.count == 1 && mails[0].to == "grace@agency.example")
      #expect(mails[0].body.contains("grace") && !mails[0].body.contains("another five words"))
      #expect(try office.store.owing().isEmpty)
      try other.signsInAsStaff("grace")
      #expect(other.shown.status == .unprocessable, "the one before")
      try other.signsInAsStaff("grace", "another five words")
      #expect(other.shown.leadsTo == "review")
    }
  }

  @Test
  func `a wrong password, a wrong code, one that has served and a short password change nothing`()
    throws
  {
    try withOffice { office in
      let (grace, _) = try signedInTwice(office)
      let before = try office.member("grace").credentials?.passwordHash
      let code = try office.code(of: "grace")
      try grace.changesPassword("not the one of grace", code: code)
      #expect(grace.shown.status == .unprocessable && grace.shown.says("do not fit together"))
      #expect(!grace.shown.text.contains("not the one of grace"))
      try grace.changesPassword(code: "000000")
      #expect(grace.shown.status == .unprocessable && grace.shown.says("do not fit together"))
      try grace.changesPassword(code: code, to: "short")
      #expect(grace.shown.status == .unprocessable && grace.shown.says("at least 8 characters"))
      try Person(office).signsInAsStaff("grace", code: code)
      try grace.changesPassword(code: code)
      #expect(grace.shown.status == .unprocessable && grace.shown.says("Each code serves once"))
      #expect(try office.member("grace").credentials?.passwordHash == before)
      #expect(try !office.mails().contains { $0.name.hasPrefix("staff-password-changed-") })
    }
  }

  @Test func `tries are counted as for signing in`() throws {
    try withOffice { office in
      office.settings.throttling.signInTriesPerHour = 3
      let (grace, _) = try signedInTwice(office)
      for _ in 1...3 {
        try grace.changesPassword("a guess of somebody", code: office.code(of: "grace"))
        #expect(grace.shown.status == .unprocessable)
      }
      try grace.changesPassword(code: office.code(of: "grace"))
      #expect(grace.shown.status == .tooManyRequests && grace.shown["Retry-After"] != nil)
    }
  }

  @Test func `signing out everywhere else leaves this one in`() throws {
    try withOffice { office in
      let (grace, other) = try signedInTwice(office)
      try grace.opens("staff")
      try grace.sends(to: "staff/sign-out-everywhere")
      #expect(grace.shown.leadsTo == "staff?notice=signed-out")
      try grace.follows()
      #expect(grace.shown.says("You are signed out everywhere else"))
      #expect(try other.opens("staff").status == .seeOther)
    }
  }
}

/// The same person at two browsers.
private func signedInTwice(_ office: Office) throws -> (Person, Person) {
  let grace = try Person.employed(office, "grace", [.specialist])
  let other = Person(office)
  try other.signsInAsStaff("grace")
  return (grace, other)
}

extension Person {
  fileprivate func changesPassword(
    _ present: String = staffPassword, code: String, to new: String = "another five words"
  ) throws {
    try opens("staff/password")
    try sends(
      ["present-password": present, "code": code, "password": new], to: "staff/password")
  }
}
