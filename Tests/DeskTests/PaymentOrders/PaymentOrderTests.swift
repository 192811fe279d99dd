import Applications
import CGI
import Desk
import Foundation
import Glibc
import Rules
import Store
import Support
import Synchronization
import Testing

/// Everything that can happen while somebody pays, in every order: an application is submitted exactly once, and
/// exactly when an attempt that was opened in time has been paid in full; any other sum is held or a credit; no
/// cent and no word of the provider is lost.
///
/// `DOCKET_PAYMENT_DEPTH=6` tries orders of so many steps on the model, `DOCKET_PAYMENT_ORDERS=20000` runs so many
/// on the built programs.
@Suite struct PaymentOrderTests {
  private static func number(_ variable: String, usually count: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap(Int.init) ?? count
  }

  @Test func `in every order the rules of the model hold`() throws {
    let depth = Self.number("DOCKET_PAYMENT_DEPTH", usually: 5)
    let begun = try PaidApplication.begun()
    var count = 0
    var faults: [String] = []
    func tries(_ before: PaymentCase, _ steps: [PaymentStep]) {
      guard steps.count < depth, faults.isEmpty else { return }
      for step in PaymentStep.allCases {
        var now = before
        now.take(step)
        count += 1
        let steps = steps + [step]
        if let fault = now.fault(in: now.application) { faults.append("\(steps): \(fault)") }
        var end = now
        end.sweep()
        if let fault = end.fault(in: end.application) {
          faults.append("\(steps), and a sweep: \(fault)")
        }
        tries(now, steps)
      }
    }
    tries(begun, [])
    #expect(faults == [])
    print("orders of payment on the model: \(count), up to \(depth) steps each")
  }

  @Test(arguments: 0..<2)
  func `so it is with the built programs and a store`(half: Int) throws {
    let length = 4
    let all = PaymentStep.orders(of: length)
    let count = Self.number("DOCKET_PAYMENT_ORDERS", usually: 1_000)
    var deaths = 0
    try withOffice(Definitions(reading: kiteFiles, folder: "kites")) { office in
      let paid = try PaidApplication(office)
      for index in 0..<count where index % 2 == half {
        let steps = PaymentStep.order(index * all / count, of: length)
        do { deaths += try paid.goesThrough(steps, kill: index) } catch {
          throw Trouble("\(steps): \(error)")
        }
      }
    }
    print("orders of payment on the programs: \(count / 2), \(deaths) programs died on their way")
  }
}

/// Without its change of a fee: that is another matter.
private let kiteFiles = kiteOffice.mapValues { text in
  Array(
    text.replacing(
      "{ \"from\": \"2027-01-01\", \"amount\": \"45.00\", \"clause\": \"Rule 3\" },", with: ""
    ).utf8)
}

/// An application in a store, for which the first attempt is handed over, as often as it is needed.
private final class PaidApplication {
  private let office: Office
  private let ada: Person
  private let number: String
  private let opening: Moment
  private var days = 0

  init(_ office: Office) throws {
    self.office = office
    ada = try Person.signedIn(office)
    try office.runsPrograms()
    opening = office.now
    ada.cookies = [:]
    try ada.signsIn()
    number = try Self.start(in: office, for: ada)
    let reference = try ada.beginsToPay(number)
    try ada.opens("payment/\(number)/\(reference)")
    try FileManager.default.copyItem(atPath: office.installation.store, toPath: kept)
  }

  deinit { try? FileManager.default.removeItem(atPath: kept) }

  /// The store as it is when the steps begin.
  private var kept: String { office.installation.store + ".kept" }

  /// The same without programs, for the model.
  static func begun() throws -> PaymentCase {
    var begun: PaymentCase?
    try withOffice(Definitions(reading: kiteFiles, folder: "kites")) { office in
      let ada = try Person.signedIn(office)
      let number = try start(in: office, for: ada)
      let reference = try ada.beginsToPay(number)
      try ada.opens("payment/\(number)/\(reference)")
      begun = PaymentCase(try office.application(number), now: office.now)
    }
    return try #require(begun)
  }

  /// One that waits for its payment alone.
  private static func start(in office: Office, for ada: Person) throws -> String {
    try ada.opens("apply/confirm?request=balloonist")
    try ada.sends(to: "apply/start")
    let number = String(try #require(ada.shown.leadsTo?.dropFirst("dashboard/".count)))
    try ada.opens("save/\(number)/lamp")
    try ada.sends(
      [
        "colour": "red", "bought.day": "1", "bought.month": "5", "bought.year": "2021",
        "then": "continue",
      ], to: "save/")
    #expect(ada.shown.status == .seeOther)
    return number
  }

  /// Goes through the steps with the built programs, and compares with the model. Returns how many programs
  /// died.
  func goesThrough(_ steps: [PaymentStep], kill: Int) throws -> Int {
    try FileManager.default.removeItem(atPath: office.installation.store)
    try FileManager.default.copyItem(atPath: kept, toPath: office.installation.store)
    try shift(to: 0)
    var model = PaymentCase(try office.application(number), now: office.now)
    var unheard: [[(String, String)]] = []
    var deaths = 0
    for step in steps {
      let before = try office.application(number).lastEvent
      var hasDied = false
      switch step {
      case .begins: try begins()
      case .pays: try says("paid", 1)
      case .returns: try says("paid", 1, by: "return")
      case .paysTwice: try says("paid", 2)
      case .paysFirst: try says("paid", 1, of: 0)
      case .paysWrong: try says("paid", 3, amount: "39.99")
      case .paysAndDies:
        let fields = try notification("paid", 1)
        if try !isHeard(fields, killing: kill) {
          deaths += 1
          unheard.append(fields)
          hasDied = try office.application(number).lastEvent == before
        }
      case .declines: try says("declined", 0)
      case .doubts: try says("undecided", 0)
      case .reverses: try says("reversed", 1)
      case .sweeps: try sweeps()
      case .waits: try shift(to: days + 1)
      case .lastDay: try shift(to: max(days, 60))
      }
      if step == .sweeps { model.sweep(asOfNow: true) } else { model.take(step, hasDied: hasDied) }
      model.isAt(office.now)
    }
    // A provider sends again what was not confirmed.
    for fields in unheard { try bank(fields) }
    try sweeps()
    model.sweep(asOfNow: true)
    let application = try office.application(number)
    if let fault = model.fault(in: application) { throw Trouble(fault) }
    if application.attempts.count != model.application.attempts.count {
      throw Trouble(
        "\(application.attempts.count) attempts, not \(model.application.attempts.count)")
    }
    let waiting = try office.store.openNotifications()
    // Word of money that went back and never came waits for staff.
    if waiting.count != model.unmatched.count {
      throw Trouble("\(waiting.count) notifications still wait, not \(model.unmatched.count)")
    }
    return deaths
  }

  private func begins() throws {
    if try ada.opens("dashboard").status != .ok { try ada.signsIn() }
    if let open = try office.application(number).openAttempt?.attempt.reference {
      try ada.opens("payment/receipt/\(open)")
      if ada.shown.form(to: "payment/\(number)/\(open)/give-up") != nil {
        try ada.sends(to: "payment/\(number)/\(open)/give-up")
      }
    }
    try ada.opens("invoice/\(number)")
    guard ada.shown.form(to: "payment/\(number)") != nil else { return }
    try ada.sends(to: "payment/\(number)")
    try ada.follows()
  }

  private func notification(
    _ decision: String, _ transaction: Int, of attempt: Int? = nil, amount: String = "40.00"
  ) throws -> [(String, String)] {
    let attempts = try office.application(number).attempts
    let index = attempt ?? attempts.count - 1
    return office.notification(
      decision, attempts[index].attempt.reference, amount: amount, currency: "EUR",
      transaction: PaymentCase.transaction(index, transaction))
  }

  private func says(
    _ decision: String, _ transaction: Int, of attempt: Int? = nil, amount: String = "40.00",
    by way: String = "notify"
  ) throws {
    try bank(try notification(decision, transaction, of: attempt, amount: amount), by: way)
  }

  private func bank(_ fields: [(String, String)], by way: String = "notify") throws {
    let bank = Person(office)
    try bank.posts("payment/\(way)/simulator", fields)
    guard [.ok, .seeOther].contains(bank.shown.status) else {
      throw Trouble("\(way) was answered \(bank.shown.status)")
    }
  }

  /// The same, killed at one of the calls by which it writes; each time at another. Whether it was answered.
  private func isHeard(_ fields: [(String, String)], killing number: Int) throws -> Bool {
    let calls = ["openat", "write", "pwrite64", "fsync", "rename", "linkat", "fdatasync"]
    let call = calls[number / 2 % calls.count]
    let nth = 1 + number / 2 / calls.count % 6
    let body = fields.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
    let programs = try #require(office.programs)
    let outcome = try Command(
      program: "/usr/bin/strace",
      arguments: [
        "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
        "inject=\(call):signal=KILL:when=\(nth)",
        programs.appendingPathComponent("payment").path,
      ],
      environment: [
        "REQUEST_METHOD": "POST", "SCRIPT_NAME": "/cgi-bin/payment",
        "PATH_INFO": "/notify/simulator", "QUERY_STRING": "", "REMOTE_ADDR": "192.0.2.7",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": String(body.utf8.count), "GATEWAY_INTERFACE": "CGI/1.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "DOCKET_ROOT": (office.installation.settingsFile as NSString).deletingLastPathComponent,
      ], input: Data(body.utf8)
    ).run(in: FileManager.default.temporaryDirectory)
    return outcome.words.contains("Status: 200")
  }

  private func sweeps() throws {
    let programs = try #require(office.programs)
    try Command(
      program: programs.appendingPathComponent("docket").path,
      arguments: [
        "store", "sweep", "--prefix",
        (office.installation.settingsFile as NSString).deletingLastPathComponent,
      ]
    ).runWell(in: FileManager.default.temporaryDirectory)
  }

  /// Demonstrations can have their clock shifted by days.
  private func shift(to days: Int) throws {
    self.days = days
    office.settings.clockShiftDays = days
    try office.runsPrograms()
    office.now = office.now.adding(seconds: days * PaymentCase.day)
  }
}
