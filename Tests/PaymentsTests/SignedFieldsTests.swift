import Payments
import Rules
import Testing

@Suite struct SignedFieldsTests {
  @Test func `a list of fields that is not signed itself proves nothing`() {
    let key = Array("a key of sixteen bytes".utf8)
    let good = SignedFields([HandOver.Field("a", "1,b=2")]).signed(with: key)
    let signature = good["signature"] ?? ""
    // The same signed text, cut into other fields.
    let forged = SignedFields([
      HandOver.Field("a", "1"), HandOver.Field("b", "2,signed_field_names=a,signed_field_names"),
      HandOver.Field("signed_field_names", "a,b"), HandOver.Field("signature", signature),
    ])
    #expect(forged.verified(by: [key]) == .failure(.wrongSignature))
  }

  private let key = Array("0123456789abcdef0123456789abcdef".utf8)
  private let other = Array("another key, also long enough".utf8)

  @Test func `a signature is the base64 of HMAC-SHA-256 over the listed pairs`() {
    // Made with: printf 'amount=85.00,currency=USD,signed_field_names=amount,currency,signed_field_names' |
    //   openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef -binary | base64
    let signed = SignedFields([
      HandOver.Field("amount", "85.00"), HandOver.Field("currency", "USD"),
    ])
    .signed(with: key)
    #expect(signed["signed_field_names"] == "amount,currency,signed_field_names")
    #expect(signed["signature"] == "lVINPly3XoTBfGcot7Io35AlWdv8agNSgpXmA2nGVQw=")
  }

  @Test func `what was signed with any of the keys is verified`() {
    let signed = SignedFields([HandOver.Field("a", "1")]).signed(with: other)
    #expect((try? signed.verified(by: [key, other]).get())?["a"] == "1")
    #expect(signed.verified(by: [key]) == .failure(.wrongSignature))
  }

  @Test func `every change of a name, a value, the list or the signature is refused`() {
    let fields = SignedFields([HandOver.Field("a", "1"), HandOver.Field("b", "2")])
      .signed(with: key).fields
    for index in fields.indices {
      var changed = fields
      changed[index] = HandOver.Field(fields[index].name, fields[index].value + "x")
      #expect(throws: (any Error).self) { try SignedFields(changed).verified(by: [key]).get() }
      changed = fields
      changed[index] = HandOver.Field(fields[index].name + "x", fields[index].value)
      #expect(throws: (any Error).self) { try SignedFields(changed).verified(by: [key]).get() }
      changed = fields
      changed.remove(at: index)
      #expect(throws: (any Error).self) { try SignedFields(changed).verified(by: [key]).get() }
      changed = fields + [fields[index]]
      #expect(throws: (any Error).self) { try SignedFields(changed).verified(by: [key]).get() }
    }
  }

  @Test func `a field outside the signed part does not come out of it`() throws {
    let signed = SignedFields([HandOver.Field("a", "1")]).signed(with: key)
    let more = SignedFields(signed.fields + [HandOver.Field("decision", "paid")])
    #expect(try more.verified(by: [key]).get()["decision"] == nil)
  }
}
