import Applications
import Markup
import Rules

// Each of these gets a file of its own; until then Desk and Generator can be written against them.

private func stub(_ title: String) -> Page { Page(title: title, main: "<h1>\(title)</h1>") }

package func homePage(_ edition: Edition) -> Page { stub("Home") }
package func cataloguePage(_ edition: Edition) -> Page { stub("Credentials") }
package func credentialPage(_ request: RequestType, _ edition: Edition) -> Page {
  stub("Credential")
}
package func feeSchedulePage(_ edition: Edition) -> Page { stub("Fees") }
package func liveFormsPage(_ request: RequestType, _ edition: Edition) -> Page { stub("Forms") }
package func liveElementPage(
  _ element: Element, _ request: RequestType, _ edition: Edition
) -> Page { stub("Form") }
package func helpIndexPage(_ pages: [GuidancePage], language: String) -> Page { stub("Help") }
package func helpPage(_ page: GuidancePage, language: String) -> Page { stub("Help") }
package func notFoundPage() -> Page { stub("Not found") }
package func errorPage() -> Page { stub("Error") }
package func tooLargePage(megabytes: Int) -> Page { stub("Too large") }
package func registerPage(_ form: RegistrationForm, keys: FormKeys) -> Page { stub("Register") }
package func checkMailPage() -> Page { stub("Check your mail") }
package func confirmAddressPage(token: String, keys: FormKeys) -> Page { stub("Confirm") }
package func linkUsedPage() -> Page { stub("Link used") }
package func signInPage(_ form: SignInForm, keys: FormKeys) -> Page { stub("Sign in") }
package func profilePage(_ form: ProfileForm, keys: FormKeys) -> Page { stub("Profile") }
package func chooseRequestsPage(
  _ edition: Edition, chosen: [RequestType.ID], faults: [ApplyFault]
) -> Page { stub("Choose") }
package func clarifyPage(
  _ requests: [RequestType], edition: Edition, answers: Answers, faults: [FieldFault],
  keys: FormKeys
) -> Page { stub("Clarify") }
package func confirmStartPage(_ confirmation: StartConfirmation, keys: FormKeys) -> Page {
  stub("Confirm")
}
package func dashboardPage(
  _ overviews: [Overview], unreadable: [ApplicationNumber], name: String
) -> Page { stub("Dashboard") }
package func overviewPage(
  _ overview: Overview, quote: Result<Quote, PricingRefusal>, keys: FormKeys
) -> Page { stub("Overview") }
package func elementPage(_ form: ElementForm) -> Page { stub("Element") }
package func conflictPage(_ form: ElementForm, mine: Answers, theirs: Part) -> Page {
  stub("Conflict")
}
package func readBackPage(_ form: ElementForm, name: String) -> Page { stub("Read back") }
package func attachPage(_ form: AttachForm, keys: FormKeys) -> Page { stub("Attach") }
package func heldPage() -> Page { stub("Held") }
package func heldChoicePage(
  _ element: Element.ID, _ answers: Answers, places: [Overview], keys: FormKeys
) -> Page { stub("Held") }
package func invoicePage(
  _ overview: Overview, quote: Result<Quote, PricingRefusal>, keys: FormKeys
) -> Page { stub("Invoice") }
package func handOverPage(
  _ overview: Overview, amount: Money, currency: Currency, action: String, fields: [HiddenField]
) -> Page { stub("Hand over") }
package func receiptPage(
  _ application: Application, _ record: AttemptRecord, agency: Agency, isTheirs: Bool
) -> Page { stub("Receipt") }
package func simulatorPage(order: ShownOrder, fields: [HiddenField]) -> Page { stub("Simulator") }
package func simulatorDonePage(
  decision: String, order: ShownOrder, returnAddress: String, fields: [HiddenField]
) -> Page { stub("Simulator") }
package func problemPage(status: Int, detail: String?, reference: String?) -> Page {
  stub("Problem")
}
