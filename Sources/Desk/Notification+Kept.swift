import CGI
import Payments

// What is kept of a notification is what it is judged by: a first line with the header that has the signature,
// empty where the provider signs in the body, and then the body as it came.

extension Payments.Notification {
  /// The bytes to keep.
  var kept: [UInt8] { Array((signature ?? "").utf8) + [UInt8(ascii: "\n")] + body }

  /// One that was kept.
  init(kept bytes: [UInt8]) {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let body = Array(bytes.dropFirst(line.count + 1))
    let fields = (try? formPairs(body)) ?? []
    self.init(
      body: body, fields: fields.map { HandOver.Field($0.name, $0.value) },
      signature: line.isEmpty ? nil : String(decoding: line, as: UTF8.self))
  }
}
