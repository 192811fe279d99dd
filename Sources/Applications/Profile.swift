/// What a person says about themselves once, for all applications.
package struct Profile: Hashable, Sendable {
  package var name: String
  package var emailAddress: String
  package var phoneNumber: String
  package var address: PostalAddress

  package init(
    name: String, emailAddress: String, phoneNumber: String = "",
    address: PostalAddress = PostalAddress()
  ) {
    self.name = name
    self.emailAddress = emailAddress
    self.phoneNumber = phoneNumber
    self.address = address
  }

  package struct PostalAddress: Hashable, Sendable {
    package var street: String
    package var city: String
    package var region: String
    package var postalCode: String
    package var country: String

    package init(
      street: String = "", city: String = "", region: String = "", postalCode: String = "",
      country: String = ""
    ) {
      self.street = street
      self.city = city
      self.region = region
      self.postalCode = postalCode
      self.country = country
    }
  }
}
