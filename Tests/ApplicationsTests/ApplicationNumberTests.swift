import Applications
import Testing

@Suite struct ApplicationNumberTests {
  @Test(arguments: [
    "k7m42q9p", "K7M42Q9P", "K7M4-2Q9P", " k7m4 2q9p ", "K-7-M-4-2-Q-9-P", "--k7m42q9p--",
  ])
  func `a number is read as people write it, and shown in two halves`(typed: String) {
    #expect(ApplicationNumber(typed)?.text == "k7m42q9p")
    #expect(ApplicationNumber(typed)?.description == "K7M4-2Q9P")
  }

  @Test(arguments: [
    "", "k7m42q9", "k7m42q9pp", "k7m4_2q9p", "k7m42q9\0", "k7m42q9é", "../../..", "k7m42q9/",
    "k7m42q9p/..", "\u{212A}7m42q9p", "ｋ7m42q9p",
  ])
  func `anything else is not one`(typed: String) { #expect(ApplicationNumber(typed) == nil) }

  @Test func `no sign is mistaken for another, and none makes a word`() {
    let alphabet = String(decoding: ApplicationNumber.alphabet, as: UTF8.self)
    #expect(alphabet.count == 27)
    for sign in "01aeilosu" {
      #expect(!alphabet.contains(sign))
      #expect(ApplicationNumber("k7m42q9\(sign)") == nil)
    }
    for sign in alphabet { #expect(ApplicationNumber("k7m42q9\(sign)") != nil) }
  }

  @Test func `an account is 26 signs, exactly as they are`() {
    let text = "23456789bcdfghjkmnpqrtvwxy"
    #expect(AccountID(text)?.description == text)
    for wrong in [
      "", String(text.dropLast()), text + "z", text.uppercased(), " " + text.dropLast(),
      text.dropLast() + "/", text.dropLast() + "é",
    ] { #expect(AccountID(wrong) == nil) }
  }
}
