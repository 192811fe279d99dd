import Testing

@testable import Desk

@Suite struct LocalAddressTests {
  @Test(arguments: [
    "dashboard", "dashboard/K7M42Q9P", "apply?request=a&request=b", "save/held",
    "apply/confirm?request=a&answers=x%3Dy",
  ])
  func `an address below the folder of programs is followed`(address: String) {
    #expect(localAddress(address) == address)
  }

  @Test(arguments: [
    "", "/", "/dashboard", "//evil", "///evil", "https:", "https://evil", "javascript:alert(1)",
    "\\evil", "/\\evil", "dashboard\\", "dashboard//x", "dashboard/", "dashboard/.", "../dashboard",
    "dashboard/..", "dashboard/%2e%2e", "dashboard\r\nX: y", "dashboard%0d%0a", "dashboard#x",
    "dashboard?x=\r\n", "dashboard?x=\"", "dashboard?x= ", "simulator", "evil", "Dashboard",
    "dashboard\u{0}", "dashboard@evil", "account:x", "dashboard?x=é",
  ])
  func `any other address is not`(address: String) {
    #expect(localAddress(address) == nil)
  }

  @Test func `an address of more than 2000 bytes is not followed`() {
    let query = String(repeating: "x", count: 1990)
    #expect(localAddress("dashboard?\(query)") != nil)
    #expect(localAddress("dashboard?\(query)x") == nil)
  }
}
