/// The words the components say on their own account, in one language.
///
/// Whatever an agency may want to say otherwise is a parameter of the component instead.
package struct ComponentWords: Hashable, Sendable {
  /// The language these words are in, as in `lang`: `en`, `es`, `ar`.
  package var language: String
  package var thereIsAProblem: String
  /// Read before a message at a field, and before the title of a page with faults.
  package var error: String
  package var warning: String
  package var success: String
  package var important: String
  package var optional: String
  package var required: String
  package var change: String
  package var notProvided: String
  package var choose: String
  /// Read before questions that follow from a choice, whose words come after it.
  package var ifChosen: String
  package var day: String
  package var month: String
  package var year: String
  package var street: String
  package var secondLine: String
  package var city: String
  package var region: String
  package var postalCode: String
  package var country: String
  package var back: String
  package var breadcrumb: String
  package var submittedBy: String

  package static let english = ComponentWords(
    language: "en",
    thereIsAProblem: "There is a problem",
    error: "Error",
    warning: "Warning",
    success: "Success",
    important: "Important",
    optional: "optional",
    required: "Required",
    change: "Change",
    notProvided: "Not provided",
    choose: "Choose one",
    ifChosen: "If you choose",
    day: "Day",
    month: "Month",
    year: "Year",
    street: "Street and number",
    secondLine: "Second line of the address",
    city: "Town or city",
    region: "State or region",
    postalCode: "Postal code",
    country: "Country",
    back: "Back",
    breadcrumb: "Breadcrumb",
    submittedBy: "Submitted By")
}
