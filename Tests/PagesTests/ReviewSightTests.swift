import Foundation
import Support
import Testing

/// Who may not see what is under a seal reads nothing of it, on any page of staff.
@Suite struct ReviewSightTests {
  /// Pages that a specialist has, of applications in which every word under the seal is this one.
  @Test(arguments: [
    "review-case", "review-case-long", "review-deficiency", "review-history", "review-decision",
    "review-case-preliminary", "review-decision-preliminary", "review-history-preliminary",
    "review-confirm-own", "review-letters-none", "review-hold",
  ])
  func `a specialist reads nothing of it`(name: String) throws {
    let page = try GoldenPageTests.document(named: name)
    #expect(!page.contains("SECRET") && !page.contains("sworn"))
  }

  @Test(arguments: [
    "review-history-of-officer", "review-element-sealed-anew",
    "review-history-preliminary-of-officer", "review-fitness-preliminary",
  ])
  func `an officer does`(name: String) throws {
    #expect(try GoldenPageTests.document(named: name).contains("SECRET"))
  }

  @Test func `who records money reads no more than what it is`() throws {
    let page = try GoldenPageTests.document(named: "review-case-of-finance")
    #expect(page.contains("Ada Okoro") && !page.contains("202 555 0143"))
    #expect(!page.contains("/note"))
  }
}
