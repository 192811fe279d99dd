import Applications
import Testing

@Suite struct LikenessTests {
  private static let ada = Profile(
    name: "Ada Okoro", emailAddress: "ada@example.org", phoneNumber: "202 555 0143",
    address: Profile.PostalAddress(street: "12 Sample Street", city: "X", postalCode: "10001"))

  private static func someone(
    _ name: String = "Bo Lind", email: String = "bo@example.org", phone: String = "",
    street: String = "", code: String = ""
  ) -> Profile {
    Profile(
      name: name, emailAddress: email, phoneNumber: phone,
      address: Profile.PostalAddress(street: street, postalCode: code))
  }

  @Test(
    arguments: [
      (someone(), []),
      (someone("ADA ÓKORO"), [.name]), (someone("Okoro, Ada"), [.name]),
      (someone("Ada M. Okoro"), [.partOfName]), (someone("Ada Lind"), []), (someone("Okoro"), []),
      (someone(""), []),
      (someone(email: "Ada@Example.org"), [.emailAddress]), (someone(email: ""), []),
      (someone(phone: "(202) 555-0143"), [.phoneNumber]), (someone(phone: "0143"), []),
      (someone(street: "12, sample street", code: "100 01"), []),
      (someone(street: "12, sample street", code: "10001"), [.postalAddress]),
      (someone(street: "", code: "10001"), []),
      (
        someone("Ada Okoro", email: "ADA@example.org", phone: "2025550143"),
        [.name, .emailAddress, .phoneNumber]
      ),
    ] as [(Profile, [Likeness])])
  func `two profiles have in common`(other: Profile, likenesses: [Likeness]) {
    #expect(Self.ada.likenesses(to: other) == likenesses)
    #expect(other.likenesses(to: Self.ada) == likenesses)
  }

  @Test func `what was erased is like nothing`() {
    let erased = Profile(name: "", emailAddress: "")
    #expect(erased.likenesses(to: erased) == [])
  }
}
