import Applications
import CGI
import Files
import Foundation
import Notation
import Rules
import Signing
import Store
import Testing

@testable import Desk

@Suite struct ServicesTests {
  @Test func `a fault of the installation is named in the log and not on the page`() throws {
    try withOffice { office in
      let ada = Person(office)
      try FileManager.default.removeItem(atPath: office.installation.newestPublicationFile)
      try ada.opens("account/sign-in")
      #expect(ada.shown.status == .internalError)
      #expect(ada.shown.logLine.contains("nothing has been published here yet"))
      #expect(!ada.shown.says("publish"))
    }
  }

  @Test(arguments: [
    (
      Settings.Fault(description: "'baseURL' is needed") as any Error & Sendable,
      "'baseURL' is needed"
    ),
    (StoreError.notWritten(28), "StoreError.notWritten(28)"),
    (PasswordRefusal.failed, "PasswordRefusal.failed"),
  ])
  func `faults say in the log what they are`(fault: any Error & Sendable, words: String) {
    #expect((fault as? any LoggedError)?.logWords == words)
  }

  @Test
  func `when too many passwords are being looked at one is asked to wait, and keeps the rest`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies = [:]
      office.hashingWaitMilliseconds = 0
      try office.withHashingPlacesTaken(4) {
        try ada.opens("account/sign-in?then=apply")
        try ada.sends(["email": "ada@example.org", "password": Person.password])
        #expect(ada.shown.status == .unavailable)
        #expect(ada.shown.says("Many people are signing in just now"))
        #expect(ada.shown.text.contains("value=\"ada@example.org\""))
        #expect(ada.shown.hidden("then") == "apply")
        try ada.opens("account/register")
        try ada.sends(["name": "Eve Ho", "email": "eve@example.org", "password": Person.password])
        #expect(ada.shown.status == .unavailable)
        #expect(ada.shown.text.contains("value=\"Eve Ho\""))
        #expect(try office.mails().isEmpty)
      }
      try office.withHashingPlacesTaken(3) { try ada.signsIn() }
      #expect(ada.cookies["session"] != nil)
    }
  }

  @Test func `an application whose publication is gone hides none of the others`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let old = try ada.starts(["one-year-certificate"], answering: oneYearAnswers)
      let gone = office.installation.publications + "/" + Definitions.ours.hash
      let new = office.installation.publications + "/newer"
      try FileManager.default.moveItem(atPath: gone, toPath: new)
      try put(Array("newer\n".utf8), at: office.installation.newestPublicationFile)
      let other = try ada.starts(["one-year-certificate"], answering: oneYearAnswers)
      try ada.opens("dashboard")
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.text.contains("dashboard/\(other)"))
      #expect(try ada.shown.says(office.application(old).number.description))
    }
  }

  @Test func `mail goes through the configured command, and what fails waits`() throws {
    try withOffice { office in
      let scratch = office.installation.folder
      try put(Array("#!/bin/sh\ncat >> \"\(scratch)/sent\"\n".utf8), at: scratch + "/mailer")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: scratch + "/mailer")
      office.settings.mailCommand = scratch + "/no-such-mailer"
      let ada = try Person.registered(office)
      #expect(ada.shown.leadsTo == "account/sent", "a mailer that fails is not the person's fault")
      #expect(try office.mails().count == 1)
      office.settings.mailCommand = scratch + "/mailer"
      office.wait(minutes: 10)
      _ = try Person.registered(office)
      #expect(try office.mails().isEmpty)
      let sent = String(decoding: try #require(contents(ofFile: scratch + "/sent")), as: UTF8.self)
      #expect(sent.components(separatedBy: "To: <ada@example.org>").count == 3)
    }
  }

  @Test func `a mailer that hangs holds nobody up for long`() throws {
    try withOffice { office in
      let mailer = office.installation.folder + "/mailer"
      try putProgram("#!/bin/sh\nexec sleep 600\n", at: mailer)
      office.settings.mailCommand = mailer
      office.mailSeconds = 1
      for index in 1...30 {
        let mail = try #require(
          Message(name: "m-\(index)", to: "ada@example.org", subject: "S", body: "B\n"))
        try office.store.post(mail, at: office.now)
      }
      let start = Date()
      _ = try Person.registered(office)
      #expect(Date().timeIntervalSince(start) < 30, "other tests have the two cores too")
      let waiting = try office.store.messages(in: .new)
      #expect(waiting.count == 31)
      // Its own came first.
      let tried = waiting.filter { $0.tries > 0 }
      #expect(tried.first { $0.message.name.hasPrefix("confirm-address") } != nil)
      #expect(tried.allSatisfy { $0.reason == "\(mailer) took too long" })
      #expect((1...3).contains(tried.count))
    }
  }
}

@Suite struct SettingsTests {
  private static let good = "\"baseURL\": \"https://a.example/x/\", \"mailFrom\": \"a@b.example\""

  @Test func `how often strangers may try is for the host to say`() throws {
    let text = """
      { \(Self.good), "signInTriesPerHour": 1, "signInTriesFromNetworkPerHour": 2,
        "signInTriesForAccountPerDay": 3, "mailsPerHour": 4, "mailsFromNetworkPerHour": 5,
        "proxies": ["10.0.0.2", "::1"] }
      """
    let settings = try Settings(reading: Array(text.utf8))
    var expected = Throttling()
    expected.signInTriesPerHour = 1
    expected.signInTriesFromNetworkPerHour = 2
    expected.signInTriesForAccountPerDay = 3
    expected.mailsPerHour = 4
    expected.mailsFromNetworkPerHour = 5
    #expect(settings.throttling == expected && settings.proxies == ["10.0.0.2", "::1"])
  }

  @Test func `the shortest settings stand for safe choices`() throws {
    let settings = try Settings(reading: Array("{ \(Self.good) }".utf8))
    #expect(settings.isSecure)
    #expect(!settings.isDemonstration)
    #expect(settings.payment.isEmpty)
    #expect(settings.passwordCost == .standard)
    #expect(settings.attachmentMegabytes == 30)
    #expect(settings.uploadMegabytes == 60 && settings.applicationMegabytes == 300)
    #expect(settings.scanner == nil)
    #expect(settings.throttling == Throttling() && settings.proxies.isEmpty)
  }

  @Test(arguments: [
    ("", "'baseURL' is needed: an address that begins with https:// and ends with /"),
    (
      "\"baseURL\": \"https://a.example\"",
      "'baseURL' is needed: an address that begins with https:// and ends with /"
    ),
    (
      "\"baseURL\": \"https://a.example/\"",
      "'mailFrom' is needed: the e-mail address that mails come from"
    ),
    (good + ", \"demonstation\": true", "there is no setting 'demonstation'"),
    (good + ", \"demonstration\": \"yes\"", "'demonstration' must be true or false"),
    (
      good + ", \"mailCommand\": \"sendmail\"",
      "'mailCommand' must be a whole path, like /usr/sbin/sendmail"
    ),
    (good + ", \"passwordCost\": \"trifling\"", "'passwordCost' is standard or light"),
    (
      good + ", \"attachmentMegabytes\": 40, \"uploadMegabytes\": 20",
      "'attachmentMegabytes' must be no more than 'uploadMegabytes' and 'applicationMegabytes'"
    ),
    (
      good + ", \"scanner\": [\"clamdscan\", \"{}\"]",
      "'scanner' must be a list like [\"/usr/bin/clamdscan\", \"--fdpass\", \"{}\"]: "
        + "a whole path, then its arguments, one of them {} for the file"
    ),
    (
      good + ", \"attachmentMegabytes\": 0",
      "'attachmentMegabytes' must be a whole number from 1 to 500"
    ),
    (
      good + ", \"mailsPerHour\": 0", "'mailsPerHour' must be a whole number from 1 to 1000000"
    ),
    (
      good + ", \"proxies\": [\"10.0.0.2\", \"10.0.0.0/8\"]",
      "'proxies' lists network addresses, like 10.0.0.2: '10.0.0.0/8' is none"
    ),
    (
      good + ", \"codesStandAt\": 60",
      "'codesStandAt' is for demonstrations: take it out, or set \"demonstration\": true"
    ),
    (
      good + ", \"clockShiftDays\": 1",
      "'clockShiftDays' and 'simulatorHoldsNotifications' are for demonstrations: take them out, or set \"demonstration\": true"
    ),
  ])
  func `a host does not run on a guess`(text: String, words: String) {
    #expect(throws: Settings.Fault(description: words)) {
      try Settings(reading: Array("{ \(text) }".utf8))
    }
  }

  @Test(arguments: [
    ("https://Board.example/", false), ("https://board.example:443/", false),
    ("http://board.example:80/", false), ("https:///", false), ("https://board.example/?x/", false),
    ("https://a@board.example/", false), ("https://bücher.example/", false),
    ("https://board.example:8443/credentials/", true), ("http://[::1]:8080/", true),
    ("http://board.example:443/", true),
  ])
  func `an address is written as browsers write their origin`(address: String, isGood: Bool) {
    let text = "{ \"baseURL\": \"\(address)\", \"mailFrom\": \"a@b.example\" }"
    #expect(((try? Settings(reading: Array(text.utf8))) != nil) == isGood)
  }
}

@Suite struct TrimmedTests {
  @Test(arguments: [
    (nil, ""), ("", ""), ("  ", ""), ("a", "a"), (" a b\t", "a b"), ("\u{a0}é\u{2003}\r\n", "é"),
    ("\u{FEFF}x\u{200B}", "x"), ("e\u{301} ", "e\u{301}"),
  ])
  func `white space around a text goes, inside it stays`(text: String?, trimmedText: String) {
    #expect(Array(trimmed(text).utf8) == Array(trimmedText.utf8))
  }
}

extension Office {
  /// Runs `body` while so many others hash their passwords.
  fileprivate func withHashingPlacesTaken(_ count: Int, _ body: () throws -> Void) throws {
    guard count > 0 else { return try body() }
    try store.withHashingPlace(waitingMilliseconds: 0) {
      try withHashingPlacesTaken(count - 1, body)
    }
  }
}
