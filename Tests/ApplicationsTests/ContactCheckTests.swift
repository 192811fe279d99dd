import Applications
import Rules
import Testing

@Suite struct ContactCheckTests {
  @Test(arguments: [
    "ada@okoro.example", "a@b.cd", "ada.okoro+docket@mail.school.example", "o'neil@x.example",
    "ada_okoro@x-y.example", "ADA@OKORO.EXAMPLE", "adá@okoro.example", "ada@bücher.example",
    "ada@xn--bcher-kva.example", "1@2.example", "{a}@x.example",
    String(repeating: "a", count: 64) + "@x.example",
  ])
  func `mail could reach`(text: String) { #expect(isEmailAddress(text)) }

  @Test(arguments: [
    "", "ada", "@", "ada@", "@okoro.example", "ada@okoro", "ada@@okoro.example",
    "ada@okoro@x.example", "ada okoro@x.example", "ada@okoro example", "ada@.example",
    "ada@okoro.", "ada@okoro..example", "-ada@okoro.example", "ada@-okoro.example",
    "<ada@okoro.example>", "ada@okoro.example,bo@x.example", "ada@okoro.example;",
    "ada@okoro.example\r\nBcc: x@y.example", "ada@okoro.example\0", "\"ada\"@okoro.example",
    "ada@[127.0.0.1]", "mailto:ada@okoro.example", "ada\u{7F}@okoro.example",
    String(repeating: "a", count: 65) + "@x.example",
    "a@" + String(repeating: "b", count: 64) + ".example",
    "a@" + String(repeating: "bcdefghij.", count: 26) + "example",
  ])
  func `mail could not reach`(text: String) { #expect(!isEmailAddress(text)) }

  @Test(arguments: [
    "ada@okoro-.example", "ada@okoro.example/", "ada@okoro_x.example", "ada@oko!ro.example",
    "ada@okoro.example?", "ada@oko=ro.example",
  ])
  func `a sign that no domain has is refused`(text: String) { #expect(!isEmailAddress(text)) }

  @Test(arguments: [
    "ada\u{A0}@okoro.example", "ada@okoro.example\u{2003}", "\u{200B}ada@okoro.example",
    "ada@\u{202E}okoro.example", "ada\u{85}@okoro.example", "ada@okoro.example\u{2028}",
  ])
  func `spaces and controls that cannot be seen are refused`(text: String) {
    #expect(!isEmailAddress(text))
  }

  @Test func `a form forgives the space a phone puts after an address`() {
    #expect(question("q", .emailAddress).fault(in: answers(("q", " ada@okoro.example "))) == nil)
    #expect(question("q", .phoneNumber).fault(in: answers(("q", " 502 555 0100 "))) == nil)
  }

  @Test(arguments: [
    "5025550100", "502-555-0100", "(502) 555-0100", "+1 502 555 0100", "502.555.0100",
    "555 0100", "+44 20 7946 0000", "+123456789012345", "502/555-0100", "502 555 0100 x12",
    "502 555 0100 ext. 1234", "502-555-0100 EXT 7", "502-555-0100x7", "502 555 0100 Extension 12",
  ])
  func `a number can be called`(text: String) { #expect(isPhoneNumber(text)) }

  @Test(arguments: [
    "", "call me", "555 010", "1234567890123456", "502-555-O100", "502 555 0100 a", "502_555_0100",
    "５０２５５５０１００", "502 555 0100\n", "502 555 0100 x 12 or 13", "502 555 0100 x123456789012",
  ])
  func `a number cannot be called`(text: String) { #expect(!isPhoneNumber(text)) }

  @Test(arguments: [
    "502 555 0100 x", "502 555 0100 eeee", "502 555 0100 ext.", "502 555 0100 text 1",
    "502+555+0100", "x 5025550100", "502 555 0100 x1x2",
  ])
  func `signs in the wrong place make no number`(text: String) { #expect(!isPhoneNumber(text)) }

  @Test func `each fault names its field`() {
    let email = question("q", .emailAddress)
    let phone = question("q", .phoneNumber)
    #expect(
      email.fault(in: answers(("q", "ada")))
        == FieldFault(field: "q", fault: .notAnEmailAddress(email)))
    #expect(
      phone.fault(in: answers(("q", "ada")))
        == FieldFault(field: "q", fault: .notAPhoneNumber(phone)))
  }
}
