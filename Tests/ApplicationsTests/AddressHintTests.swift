import Applications
import Rules
import Testing

@Suite struct AddressHintTests {
  private func hints(
    _ address: String, of organisation: String = "", members: [String] = [],
    others: [AskedAddress] = []
  ) -> [AddressHint] {
    AskedAddress(
      role: .party("district"), emailAddress: address, organisation: organisation, members: members
    ).hints(
      applicant: "ada.okoro@mail.example", others: others, freeMailDomains: ["Mail.example"])
  }

  @Test(arguments: [
    "ada.okoro@mail.example", "Ada.Okoro@MAIL.example", "adaokoro@mail.example",
    "a.d.a.okoro+district@mail.example", " ada.okoro@mail.example ",
  ])
  func `the applicant's own address is noticed however it is written`(address: String) {
    #expect(hints(address) == [.likeApplicant])
  }

  @Test(arguments: ["ada@mail.example", "ada.okoro@mail.example.org", "ada.okoro", "@", ""])
  func `another's is not`(address: String) { #expect(hints(address) == []) }

  @Test func `an address that stands for two parties is noticed once for each`() {
    let others = [
      AskedAddress(role: .party("district"), emailAddress: "cy@d.example"),
      AskedAddress(role: .party("provider"), emailAddress: "C.Y@d.example"),
      AskedAddress(role: .party("provider"), emailAddress: "cy@d.example"),
      AskedAddress(role: .payer, emailAddress: "cy+pay@d.example"),
      AskedAddress(role: .helper, emailAddress: "di@d.example"),
    ]
    #expect(
      hints("cy@d.example", others: others) == [.sameAs(.party("provider")), .sameAs(.payer)])
  }

  @Test func `free mail is noticed only where an organisation was named`() {
    #expect(hints("cy@mail.example") == [])
    #expect(hints("cy@mail.example", of: "Pike") == [.freeMail(domain: "mail.example")])
    #expect(hints("cy@pike.example", of: "Pike") == [])
  }

  @Test func `a domain that nobody of the organisation has is noticed`() {
    let members = ["bo@pike.example", "di@Schools.example", "erased"]
    #expect(hints("cy@pike.example", of: "Pike", members: members) == [])
    #expect(hints("cy@mail.pike.example", of: "Pike", members: members) == [])
    #expect(
      hints("cy@notpike.example", of: "Pike", members: members)
        == [.otherDomain("notpike.example", known: ["pike.example", "schools.example"])])
    #expect(hints("cy@notpike.example", of: "Pike", members: ["erased"]) == [])
  }
}
