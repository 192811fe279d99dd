import CGI
import Foundation
import Rules
import Testing

@testable import Desk

@Suite struct HistoryTests {
  @Test func `the history tells everything in plain words, newest first, and repeats no answer`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      let reference = try ada.beginsToPay(number)
      try ada.opens("payment/\(number)/\(reference)")
      try office.bankPays(reference)
      try ada.opens("dashboard/\(number)/history")
      let told = [
        "Payment of $85.00 received. The application was submitted.",
        "You were handed over to the payment service.", "You began to pay $85.00",
        "You signed Character", "You added the file receipt.pdf to",
        "You saved Degrees.", "You started the application:",
      ]
      let words = ada.shown.words
      let places = told.map { words.range(of: $0)?.lowerBound }
      #expect(!places.contains(nil), "\(zip(told, places).filter { $0.1 == nil }.map(\.0))")
      #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
      #expect(ada.shown.says("22 November 2026, 12:00 pm"), "in the agency's time zone")
      #expect(!ada.shown.says("Sample College"))
    }
  }
}
