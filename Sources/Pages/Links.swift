import Applications
import Markup
import Rules

/// The address of every page and program, counted from the top of the site. No other file has one.
package enum Links {
  package static let home = Link(site: "")
  package static let credentials = Link(site: "credentials/")
  package static let fees = Link(site: "fees/")
  package static let help = Link(site: "help/")
  package static let changes = Link(site: "changes/")
  /// Written from the store once it is published; `docket build` alone makes no such page.
  package static let processing = Link(site: "processing/")
  package static let find = Link(site: findPath(nil))
  package static let register = program("account/register")
  package static let signIn = program("account/sign-in")
  static let signInThenHeld = program("account/sign-in?then=save/held")
  static let recover = program("account/recover")
  static let emailAddress = program("account/email")
  static let password = program("account/password")
  static let devices = program("account/devices")
  static let signOutEverywhere = program("account/sign-out-everywhere")
  static let discardHeld = program("account/discard")
  package static let profile = program("account/profile")
  package static let dashboard = program("dashboard")
  /// Everything that is kept about a person, to take away.
  package static let record = program("dashboard/record")
  package static let choose = program("apply")
  /// Where anybody finds out whether a certificate holds.
  package static let verify = Link(site: "verify/")
  /// Takes the number as a query, and leads to the page of the certificate.
  package static let verifyForm = program("certificates")
  /// Takes the choice as a query.
  package static let questionsForm = program("apply/questions")
  package static let confirmAnswers = program("apply/confirm")
  package static let start = program("apply/start")
  package static let holdForm = program("save")
  package static let held = program("save/held")

  package static func credential(_ id: RequestType.ID) -> Link { Link(site: "credentials/\(id)/") }
  package static func liveForms(_ id: RequestType.ID) -> Link { Link(site: "apply/\(id)/") }
  package static func liveForm(_ id: RequestType.ID, _ element: Element.ID) -> Link {
    Link(site: "apply/\(id)/\(element)/")
  }
  package static func help(_ id: GuidancePage.ID) -> Link { Link(site: "help/\(id)/") }

  /// The certificates that an application was granted, for their holder.
  package static func certificate(_ number: ApplicationNumber) -> Link {
    program("certificates/\(number.text)")
  }
  /// The page of a certificate, by its name in addresses.
  package static func verify(_ name: String) -> Link {
    Link(site: "verify/number/\(verifyPath(name))")
  }
  /// Below the folder of all of them.
  package static func verifyPath(_ name: String) -> String { "\(name.prefix(2))/\(name).html" }

  /// `then` is the address to come back to, as it stands in a query.
  static func signIn(then: String) -> Link { program("account/sign-in?then=\(then)") }
  /// The page of finding that is reached by these answers to the questions of a request type.
  package static func find(_ id: RequestType.ID, _ answers: [String] = []) -> Link {
    Link(site: findPath(id, answers))
  }
  static func findPath(_ id: RequestType.ID?, _ answers: [String] = []) -> String {
    (["find"] + [id?.text].compactMap(\.self) + answers).map { $0 + "/" }.joined()
  }

  package static func confirmAddress(_ token: String) -> Link {
    program("account/confirm/\(token)")
  }
  static func choosePassword(_ token: String) -> Link { program("account/recover/\(token)") }
  static func confirmNewAddress(_ token: String) -> Link { program("account/email/\(token)") }
  /// `from` is the application whose answers and files the new one takes over.
  package static func choose(
    _ ids: [RequestType.ID], from: ApplicationNumber? = nil
  ) -> Link { program("apply?" + query(ids, from)) }
  /// `offer` is the secret word of the link to the offer that the start accepts.
  package static func questions(
    _ ids: [RequestType.ID], from: ApplicationNumber? = nil, offer: String? = nil
  ) -> Link {
    program("apply/questions?" + query(ids, from) + (offer.map { "&offer=" + $0 } ?? ""))
  }
  /// The page of a mailed link to an application that an organisation wants to open for somebody.
  static func offer(_ link: String) -> Link { program("apply/offer/\(link)") }
  static func offerDecline(_ link: String) -> Link { program("apply/offer/\(link)/decline") }
  package static func overview(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)")
  }
  /// All answers and files of an application, to be read.
  package static func summary(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)/summary")
  }
  package static func history(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)/history")
  }
  package static func cancel(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)/cancel")
  }
  package static func messages(_ number: ApplicationNumber, _ thread: String? = nil) -> Link {
    program("dashboard/\(number.text)/messages" + (thread.map { "/" + $0 } ?? ""))
  }
  package static func withdraw(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)/withdraw")
  }
  /// What was put right, to be read and sent as one answer.
  package static func answer(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)/answer")
  }
  /// The letters about its review; `event` is the number of the one that sent a letter.
  package static func letters(_ number: ApplicationNumber, _ event: Int? = nil) -> Link {
    program("dashboard/\(number.text)/letters" + (event.map { "/\($0)" } ?? ""))
  }
  static func appeal(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)/appeal")
  }
  /// A new application that takes over what this one has.
  package static func again(_ number: ApplicationNumber) -> Link {
    program("apply/again/\(number.text)")
  }
  package static func element(_ number: ApplicationNumber, _ id: Element.ID) -> Link {
    program("save/\(number.text)/\(id)")
  }
  /// The clarifying questions of an application, to be answered anew.
  package static func answers(_ number: ApplicationNumber) -> Link {
    program("apply/answers/\(number.text)")
  }
  /// `answers` as they stand in a query.
  static func answers(_ number: ApplicationNumber, _ answers: String) -> Link {
    program("apply/answers/\(number.text)?answers=\(answers)")
  }
  package static func confirmAnswers(_ number: ApplicationNumber) -> Link {
    program("apply/answers/\(number.text)/confirm")
  }
  /// The page on which the applicant names who completes an element, and the forms for what becomes of it.
  package static func ask(_ number: ApplicationNumber, _ id: Element.ID) -> Link {
    program("save/\(number.text)/\(id)/ask")
  }
  static func askAgain(_ number: ApplicationNumber, _ id: Element.ID) -> Link {
    program("save/\(number.text)/\(id)/ask-again")
  }
  static func takeBack(_ number: ApplicationNumber, _ id: Element.ID) -> Link {
    program("save/\(number.text)/\(id)/take-back")
  }
  static func sendBack(_ number: ApplicationNumber, _ id: Element.ID) -> Link {
    program("save/\(number.text)/\(id)/send-back")
  }
  /// Who helps with an application, and who is told what becomes of it; with the forms for both.
  static func helpers(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)/helpers")
  }
  static func nameHelper(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)/helpers/new")
  }
  static func renewHelper(_ number: ApplicationNumber, _ helper: String) -> Link {
    program("dashboard/\(number.text)/helpers/\(helper)/renew")
  }
  static func revokeHelper(_ number: ApplicationNumber, _ helper: String) -> Link {
    program("dashboard/\(number.text)/helpers/\(helper)/revoke")
  }
  static func updates(_ number: ApplicationNumber) -> Link {
    program("dashboard/\(number.text)/updates")
  }
  /// The page of a mailed link of a helper.
  static func helper(_ link: String) -> Link { program("helper/\(link)") }
  static func helperStop(_ link: String) -> Link { program("helper/\(link)/stop") }
  /// The page of a mailed link to one element of somebody else's application.
  static func party(_ link: String) -> Link { program("party/\(link)") }
  /// The organisations that somebody acts for.
  package static let organisations = program("organisation")
  /// What waits for one.
  package static func workList(_ id: OrganisationID, page: Int = 1) -> Link {
    program("organisation/\(id)" + (page > 1 ? "?page=\(page)" : ""))
  }
  /// Many parts at once: the kinds of parts, one of them, its file, and what a file said.
  static func manyChoices(_ id: OrganisationID) -> Link { program("organisation/\(id)/many") }
  static func many(_ id: OrganisationID, _ element: Element.ID) -> Link {
    program("organisation/\(id)/many/\(element)")
  }
  static func manyFile(_ id: OrganisationID, _ element: Element.ID) -> Link {
    program("organisation/\(id)/many/\(element)/requests")
  }
  static func batch(_ id: OrganisationID, _ batch: String) -> Link {
    program("organisation/\(id)/batch/\(batch)")
  }
  static func member(_ id: OrganisationID, _ member: String) -> Link {
    program("organisation/\(id)/people/\(member)")
  }
  /// Who acts for it.
  package static func people(_ id: OrganisationID) -> Link { program("organisation/\(id)/people") }
  /// The form in which it opens an application for somebody.
  static func openForSomebody(_ id: OrganisationID) -> Link { program("organisation/\(id)/open") }
  /// What it has opened.
  static func opened(_ id: OrganisationID) -> Link { program("organisation/\(id)/opened") }
  static func opened(_ id: OrganisationID, _ offer: OfferID, _ what: String) -> Link {
    program("organisation/\(id)/opened/\(offer)/\(what)")
  }
  /// A page of a program by its path, which another file has put together.
  static func page(_ path: String) -> Link { program(path) }
  /// Where somebody who works for the agency signs in, sees to their account, and signs out.
  package static let staffSignIn = program("staff/sign-in")
  package static let staffAccount = program("staff")
  static let staffSignOut = program("staff/sign-out")
  static let staffPassword = program("staff/password")
  static let staffSignOutEverywhere = program("staff/sign-out-everywhere")
  /// The page of a mailed link, on which they choose what they sign in with.
  static func staffEnrol(_ link: String) -> Link { program("staff/enrol/\(link)") }
  package static func invoice(_ number: ApplicationNumber) -> Link {
    program("invoice/\(number.text)")
  }
  package static func payerRequest(_ number: ApplicationNumber) -> Link {
    program("invoice/\(number.text)/payer")
  }
  static func sendPayerLinkAgain(_ number: ApplicationNumber) -> Link {
    program("invoice/\(number.text)/payer/again")
  }
  static func takePayerRequestBack(_ number: ApplicationNumber) -> Link {
    program("invoice/\(number.text)/payer/take-back")
  }
  /// The page of somebody else who was asked to pay. The token is a secret.
  package static func payer(_ token: String) -> Link { program("payment/for/\(token)") }
  package static func payment(_ number: ApplicationNumber) -> Link {
    program("payment/\(number.text)")
  }
  package static func handOver(_ number: ApplicationNumber, _ reference: String) -> Link {
    program("payment/\(number.text)/\(reference)")
  }
  package static func giveUp(_ number: ApplicationNumber, _ reference: String) -> Link {
    program("payment/\(number.text)/\(reference)/give-up")
  }
  package static func receipt(_ reference: String) -> Link {
    program("payment/receipt/\(reference)")
  }

  /// Where a form is sent that comes back with an error summary when something is to be put right.
  static func action(_ link: Link) -> Link {
    link.isInSite
      ? Link(site: link.address + "#error-summary")
      : Link(complete: link.address + "#error-summary")
  }

  private static func program(_ path: String) -> Link { Link(site: "cgi-bin/" + path) }

  private static func query(_ ids: [RequestType.ID], _ from: ApplicationNumber?) -> String {
    (ids.map { "request=\($0)" } + (from.map { ["from=\($0.text)"] } ?? []))
      .joined(separator: "&")
  }
}
