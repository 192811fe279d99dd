import Payments
import Rules
import Testing

@Suite struct SecureAcceptanceProviderTests {
  private let key = Array("0123456789abcdef0123456789abcdef".utf8)
  private let now = Moment(millisecondsSince1970: 1_795_323_600_000)
  private let account = SecureAcceptanceProvider.Account(
    action: "https://pay.example/pay", accessKey: "a0b1c2d3e4f5061728394a5b6c7d8e9f",
    profile: "0FFEAFFB-8171-4F34-A22D-1CD38A28A384")

  private func provider(_ keys: [[UInt8]]? = nil) -> SecureAcceptanceProvider {
    SecureAcceptanceProvider(account: account, keys: keys ?? [key])
  }

  private func order(_ reference: String = "DKT-2026-000123") throws -> Order {
    Order(
      reference: reference, money: Money(cents: 85_00),
      currency: try #require(Currency(code: "USD")),
      returnAddress: "https://a.example/return", notifyAddress: "https://a.example/notify")
  }

  /// What the provider answers, signed over all of it; `nil` leaves a field out.
  private func answer(
    _ changes: [String: String?] = [:], unsigned: [HandOver.Field] = [], key: [UInt8]? = nil
  ) -> [HandOver.Field] {
    let reference = "DKT-2026-000123"
    var fields = [
      ("req_access_key", account.accessKey), ("req_profile_id", account.profile),
      ("req_transaction_uuid", SecureAcceptanceProvider.transactionID(of: reference)),
      ("req_reference_number", reference), ("req_amount", "85.00"), ("req_currency", "USD"),
      ("decision", "ACCEPT"), ("reason_code", "100"), ("transaction_id", "7000000000001"),
      ("auth_amount", "85.00"), ("message", "Request was processed successfully."),
    ].map { HandOver.Field($0.0, $0.1) }
    fields = fields.compactMap { field in
      guard let change = changes[field.name] else { return field }
      return change.map { HandOver.Field(field.name, $0) }
    }
    return SignedFields(fields).signed(with: key ?? self.key).fields + unsigned
  }

  private func judge(_ fields: [HandOver.Field], _ keys: [[UInt8]]? = nil) -> Verdict {
    provider(keys).judge(Notification(fields: fields), at: now)
  }

  private func says(_ what: Report.What, reference: String? = "DKT-2026-000123") -> Verdict {
    .says(Report(reference: reference, transaction: "7000000000001", what))
  }

  @Test func `the signature is the one that openssl makes of the eleven fields`() {
    // Made with openssl: see the vector of the payment rules.
    let values = [
      ("access_key", account.accessKey), ("profile_id", account.profile),
      ("transaction_uuid", "02815b4f08e56882751a043839b7b481"),
      (
        "signed_field_names",
        "access_key,profile_id,transaction_uuid,signed_field_names,unsigned_field_names,"
          + "signed_date_time,locale,transaction_type,reference_number,amount,currency"
      ),
      ("unsigned_field_names", ""), ("signed_date_time", "2026-11-22T05:00:00Z"),
      ("locale", "en-us"), ("transaction_type", "sale"), ("reference_number", "DKT-2026-000123"),
      ("amount", "85.00"), ("currency", "USD"),
    ].map { HandOver.Field($0.0, $0.1) }
    let signature = HandOver.Field("signature", "8L+nPKkbLh165sL0aBptWl4wsYu0B6ClPS33Y9W7CjQ=")
    #expect((try? SignedFields(values + [signature]).verified(by: [key]).get()) != nil)
  }

  @Test func `the form out has the provider's fields in its order, and is signed over them`() throws
  {
    guard case .form(let form) = provider().start(try order(), at: now) else {
      Issue.record("no form")
      return
    }
    #expect(form.action == "https://pay.example/pay")
    let names = [
      "access_key", "profile_id", "transaction_uuid", "signed_field_names", "unsigned_field_names",
      "signed_date_time", "locale", "transaction_type", "reference_number", "amount", "currency",
    ]
    #expect(form.fields.map(\.name) == names + ["signature"])
    let fields = SignedFields(form.fields)
    #expect(fields["signed_field_names"] == names.joined(separator: ","))
    #expect(fields["signed_date_time"] == "2026-11-22T05:00:00Z")
    #expect(fields["unsigned_field_names"] == "" && fields["transaction_type"] == "sale")
    #expect(fields["reference_number"] == "DKT-2026-000123" && fields["amount"] == "85.00")
    #expect((fields["transaction_uuid"]?.utf8.count ?? 99) <= 40)
    // Its own words, with the vector's number in place of ours, give the vector's signature.
    let vector = form.fields.map {
      $0.name == "transaction_uuid"
        ? HandOver.Field($0.name, "02815b4f08e56882751a043839b7b481") : $0
    }.dropLast()
    let signed = HandOver.Field("signature", "8L+nPKkbLh165sL0aBptWl4wsYu0B6ClPS33Y9W7CjQ=")
    #expect((try? SignedFields(vector + [signed]).verified(by: [key]).get()) != nil)
  }

  @Test func `an attempt has one number at the provider, and another attempt another`() throws {
    func number(_ reference: String) throws -> String? {
      guard case .form(let form) = provider().start(try order(reference), at: now) else {
        return nil
      }
      return SignedFields(form.fields)["transaction_uuid"]
    }
    #expect(try number("a") == number("a"))
    #expect(try number("a") != number("b"))
  }

  @Test func `our addresses are in the form only where the profile allows it`() throws {
    let naming = SecureAcceptanceProvider(
      account: .init(
        action: account.action, accessKey: account.accessKey, profile: account.profile,
        namesAddresses: true), keys: [key])
    guard case .form(let form) = naming.start(try order(), at: now) else {
      Issue.record("no form")
      return
    }
    let signed = try SignedFields(form.fields).verified(by: [key]).get()
    #expect(signed["override_custom_receipt_page"] == "https://a.example/return")
    #expect(signed["override_backoffice_post_url"] == "https://a.example/notify")
  }

  @Test func `what it accepts is paid, with any of the keys`() {
    let paid = says(.paid(Money(cents: 85_00), currency: "USD"))
    #expect(judge(answer()) == paid)
    #expect(judge(answer(["auth_amount": nil])) == paid)
    let next = Array("another key, for the time of the change".utf8)
    #expect(judge(answer(), [next, key]) == paid)
    #expect(judge(answer(key: next), [next, key]) == paid)
    #expect(judge(answer(), [next]) == .refused(.wrongSignature))
  }

  @Test(arguments: [
    (["decision": "REVIEW", "reason_code": "480"], Report.What.undecided),
    (["decision": "DECLINE", "reason_code": "203"], .declined),
    (["decision": "ERROR", "reason_code": "150"], .declined),
    (["decision": "CANCEL", "reason_code": "104"], .cancelled),
    (["decision": "ACCEPT", "reason_code": "101"], .undecided),
    (["decision": "SOMETHING", "reason_code": "100"], .undecided),
    // Only a part: the sum that came.
    (
      ["reason_code": "110", "auth_amount": "40.00"],
      .paid(Money(cents: 40_00), currency: "USD")
    ),
    (
      ["decision": "REVIEW", "reason_code": "110", "auth_amount": "40.00"],
      .paid(Money(cents: 40_00), currency: "USD")
    ),
    (["auth_amount": "84.99"], .paid(Money(cents: 84_99), currency: "USD")),
  ])
  func `every decision is taken for what it is`(changes: [String: String], what: Report.What) {
    #expect(judge(answer(changes.mapValues { $0 })) == says(what))
  }

  @Test func `a cancelled page has no transaction`() {
    #expect(
      judge(answer(["decision": "CANCEL", "transaction_id": nil, "reason_code": nil]))
        == .says(Report(reference: "DKT-2026-000123", transaction: "", .cancelled)))
  }

  @Test(arguments: [
    "decision", "reason_code", "transaction_id", "req_access_key", "req_profile_id",
    "req_reference_number", "req_transaction_uuid", "req_amount", "req_currency", "auth_amount",
  ])
  func `a fact outside the signed part is no fact`(name: String) {
    let value = answer().first { $0.name == name }?.value ?? ""
    let fields = answer([name: nil], unsigned: [HandOver.Field(name, value)])
    #expect(judge(fields) == .refused(.unsignedField))
  }

  @Test func `another account's word is not ours, nor is a number that is not of this reference`() {
    #expect(judge(answer(["req_access_key": "b"])) == .refused(.anotherAccount))
    #expect(judge(answer(["req_profile_id": "b"])) == .refused(.anotherAccount))
    #expect(
      judge(answer(["req_transaction_uuid": "02815b4f08e56882751a043839b7b481"]))
        == says(.paid(Money(cents: 85_00), currency: "USD"), reference: nil))
  }

  @Test func `amounts that cannot be read are refused`() {
    #expect(judge(answer(["req_amount": "85"])) == .refused(.unreadable))
    #expect(judge(answer(["auth_amount": "85,00"])) == .refused(.unreadable))
    #expect(judge(answer(["req_currency": "usd"])) == .refused(.unreadable))
    #expect(
      judge(answer(["reason_code": "110", "auth_amount": nil])) == .refused(.unreadable))
  }

  @Test func `every single change of what was signed is refused`() {
    let good = answer()
    var count = 0
    func refuses(_ fields: [HandOver.Field]) {
      count += 1
      guard case .refused = judge(fields) else {
        Issue.record("taken: \(fields)")
        return
      }
    }
    for index in good.indices {
      let field = good[index]
      // Each byte of each value and each name, to another that can stand there.
      for place in field.value.utf8.indices {
        refuses(good.replacing(index, HandOver.Field(field.name, flipped(field.value, place))))
      }
      for place in field.name.utf8.indices {
        refuses(good.replacing(index, HandOver.Field(flipped(field.name, place), field.value)))
      }
      refuses(good.replacing(index, HandOver.Field(field.name, field.value + "0")))
      refuses(good.replacing(index, HandOver.Field(field.name, "")))
      refuses(good.replacing(index, nil))
      refuses(good + [field])
      refuses(good + [HandOver.Field(field.name, "x")])
    }
    // The list of names: one less, two changed about, one twice.
    let list = good.firstIndex { $0.name == "signed_field_names" } ?? 0
    let names = good[list].value.split(separator: ",").map(String.init)
    for index in names.indices {
      var fewer = names
      fewer.remove(at: index)
      for changed in [fewer, names + [names[index]]] {
        refuses(good.replacing(list, .init("signed_field_names", changed.joined(separator: ","))))
      }
      for other in names.indices where other > index {
        var swapped = names
        swapped.swapAt(index, other)
        refuses(good.replacing(list, .init("signed_field_names", swapped.joined(separator: ","))))
      }
    }
    // Two values that changed places.
    for index in good.indices {
      for other in good.indices where other > index && good[index].value != good[other].value {
        refuses(
          good.replacing(index, HandOver.Field(good[index].name, good[other].value))
            .replacing(other, HandOver.Field(good[other].name, good[index].value)))
      }
    }
    #expect(count > 700)
  }

  private func flipped(_ text: String, _ place: String.Index) -> String {
    var bytes = Array(text.utf8)
    let offset = text.utf8.distance(from: text.startIndex, to: place)
    bytes[offset] = bytes[offset] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [HandOver.Field] {
  fileprivate func replacing(_ index: Int, _ field: HandOver.Field?) -> [HandOver.Field] {
    var all = self
    if let field { all[index] = field } else { all.remove(at: index) }
    return all
  }
}
