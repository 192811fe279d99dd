import Applications
import CGI
import Files
import Glibc
import Notation
import Pages
import Platform
import Rules
import Signing
import Store

/// The rest of the world, as values: what a handler needs besides its request.
package struct Services: Surroundings {
  package let installation: Installation
  package let settings: Settings
  package let store: Store
  /// The moment at which the request is answered; one for all it does.
  package let now: Moment
  package let random: RandomSource
  /// How long one waits for others to end when too many passwords are being hashed.
  package var hashingWaitMilliseconds = 8000
  /// How long one waits for what the scanner says about one file.
  package var scannerSeconds = 10
  /// How long one waits for what a payment program says.
  package var paymentSeconds = 10
  /// How long a request may spend on sending mail, whatever the mailer does. The rest is for the sweep.
  package var mailSeconds = 5

  package init(
    installation: Installation, settings: Settings, store: Store, now: Moment,
    random: RandomSource = .kernel
  ) {
    self.installation = installation
    self.settings = settings
    self.store = store
    self.now = now
    self.random = random
  }

  /// Finds the installation of this program and opens its store.
  package init(_ variables: Metavariables) throws {
    let installation = try Installation(
      ofProgram: variables.programPath, named: variables["DOCKET_ROOT"])
    try self.init(installation: installation)
  }

  /// Opens the installation with the machine's clock.
  package init(installation: Installation) throws {
    guard let text = contents(ofFile: installation.settingsFile) else {
      throw Settings.Fault(description: "the settings docket.jsonc cannot be read")
    }
    let settings = try Settings(reading: text)
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let now = Moment(millisecondsSince1970: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
    self.init(
      installation: installation, settings: settings,
      store: try Store(at: installation.store),
      now: now.adding(seconds: settings.clockShiftDays * 86_400))
  }

  package var logPath: String? { installation.logFile }

  /// A line in the programs' own log about something that no request did.
  func log(_ program: String, about: String, _ words: String) {
    CGI.log(program, about: about, words, at: now.secondsSince1970, to: logPath)
  }

  package var isHTTPS: Bool? { settings.isSecure }

  /// The scheme, host and port of the configured address, as browsers name an origin (RFC 6454 §6.1).
  package var origin: String {
    let parts = settings.baseURL.split(separator: "/", omittingEmptySubsequences: false)
    return parts.prefix(3).joined(separator: "/")
  }

  /// The absolute address of a program's page.
  package func address(ofProgram path: String) -> String {
    settings.baseURL + "cgi-bin/" + path
  }
}

extension Services {
  /// Runs `work`, which hashes a password, while few others of this installation do: at the standard cost
  /// each takes 129 MB. `nil` when none of them has ended in time.
  func hashing<Result>(_ work: () throws -> Result) throws -> Result? {
    try store.withHashingPlace(waitingMilliseconds: hashingWaitMilliseconds, work)
  }
}

/// Which publications there are, and what they say on a day.
extension Services {
  /// The hash of the newest publication.
  package func newestPublication() throws -> String {
    guard let line = contents(ofFile: installation.newestPublicationFile) else {
      throw Settings.Fault(description: "nothing has been published here yet: run docket publish")
    }
    return String(decoding: line.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  package func publication(_ hash: String) -> PublicationReader {
    let folder = installation.publications + "/" + hash + "/"
    return PublicationReader(read: { contents(ofFile: folder + $0) })
  }

  /// The newest publication's edition of today, with `requests` and their elements, or with all.
  package func newestEdition(requests: [RequestType.ID]? = nil) throws -> Edition {
    let hash = try newestPublication()
    let reader = publication(hash)
    let today = try reader.agency().timeZone.day(of: now)
    return try reader.edition(on: today, publication: hash, requests: requests)
  }
}

extension Services {
  /// The application as it stands now, seen through the edition it is bound to, priced by the newest;
  /// with `isPriced` false it has no fees, for a page that shows none. `forms` are the elements whose forms
  /// are shown.
  package func overview(
    of application: Application, isPriced: Bool = true, forms: [Element.ID] = []
  ) throws -> Overview {
    let start = application.start
    let bound = publication(start.publication)
    var edition = try bound.edition(
      on: start.day, publication: start.publication, requests: start.requests, hasFees: false,
      forms: forms)
    // What was granted, or is to be, has a name.
    if application.submittedAt != nil { edition.certificateKinds = try bound.certificateKinds() }
    if isPriced {
      let newest = try newestPublication()
      let reader = publication(newest)
      edition.fees = try reader.fees(in: edition.agency.currency)
      edition.feesPublication = newest
      if newest != start.publication { edition.feeLayer = try reader.agency().feeLayer }
    }
    return Overview(application, edition: edition, now: now)
  }
}
