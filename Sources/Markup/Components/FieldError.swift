/// Something a person has to put right before their answers do.
package struct FieldError: Hashable, Sendable {
  /// The name of the field, which is also its id on the page.
  package var field: String
  /// What to do, in the second person, with no blame: *Enter your date of birth*.
  package var message: String
  /// Where it is put right, when that is not on this page.
  package var link: Link?

  package init(field: String, message: String, link: Link? = nil) {
    self.field = field
    self.message = message
    self.link = link
  }
}
