import Applications
import CGI
import Pages
import Rules
import Store

// Forms about a whole application that came after the session had ended: a message, a reason, answers to
// the clarifying questions. What was typed waits for the applicant alone and stands in the same form after
// signing in; nothing is done before it is sent again.

extension Visit {
  /// Keeps it, and leads to the form past the sign-in page. `page` is the form's address.
  ///
  /// It is answered alike whether the application is there or not: nobody has said who they are.
  func holdForApplicant(_ typed: Answers, of page: String) throws -> Response {
    let application = try ApplicationNumber(request["application"])
      .flatMap { try services.store.application($0) }
    return try hold(typed, of: page, for: application?.applicant)
  }

  /// The same for whoever `account` is: the one whose page the form was on. `next` is where signing in leads,
  /// where that is another page.
  func hold(
    _ typed: Answers, of page: String, for account: AccountID?, then next: String? = nil
  ) throws -> Response {
    try refuseFromElsewhere()
    guard !typed.isEmpty else { throw SignInNeeded(then: next ?? page) }
    var response = redirect(
      to: "account/sign-in?notice=kept&then=" + queryEscaped(next ?? page))
    response.cookies = [try hold(typed.packed, purpose: page, for: account)]
    return response
  }

  /// What waits for the form of a page, or of this one; `nil` when nothing does.
  func heldTyping(of page: String? = nil) throws -> Answers? {
    guard let applicant = session?.account else { return nil }
    return try heldAccountForm(page ?? pageAddress, of: applicant)?.answers
  }

  /// Lets it go, once it was sent again and kept. The cookie afterwards; none when nothing waited.
  func discardHeldTyping(of page: String? = nil) throws -> [Cookie] {
    guard let applicant = session?.account else { return [] }
    return try discardHeldAccountForms(page ?? pageAddress, of: applicant)
  }

  /// Where this page and its form are, from the folder of programs on.
  var pageAddress: String { String(currentAddress.prefix { $0 != "?" }) }

  /// What stands above a form that was filled in again.
  static let typedBefore = "You typed this before you signed in. It is not sent yet."
}
