import Signing

/// Form fields signed the way hosted payment pages do: `signed_field_names` lists the fields in order,
/// `name=value` pairs joined with commas are what HMAC-SHA-256 covers, and `signature` is its base64.
package struct SignedFields: Hashable, Sendable {
  package let fields: [HandOver.Field]

  package init(_ fields: [HandOver.Field]) { self.fields = fields }

  /// The value of a field; `nil` when it is absent or came more than once.
  package subscript(name: String) -> String? {
    let values = fields.filter { $0.name == name }
    return values.count == 1 ? values[0].value : nil
  }

  /// The same fields with the list of their names and their signature.
  package func signed(with key: [UInt8]) -> SignedFields {
    let names = fields.map(\.name) + ["signed_field_names"]
    let listed = fields + [HandOver.Field("signed_field_names", names.joined(separator: ","))]
    let signature = Self.signature(of: listed, with: key)
    return SignedFields(listed + [HandOver.Field("signature", signature)])
  }

  /// The signed part alone, when one of `keys` signed it.
  package func verified(by keys: [[UInt8]]) -> Result<SignedFields, SignatureFault> {
    guard let signature = self["signature"], let list = self["signed_field_names"] else {
      return .failure(.noSignature)
    }
    let names = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    // A list that is not signed itself could cut the signed text into other fields: commas join them.
    guard names.contains("signed_field_names") else { return .failure(.wrongSignature) }
    var covered: [HandOver.Field] = []
    for name in names {
      guard let value = self[name] else { return .failure(.wrongSignature) }
      covered.append(HandOver.Field(name, value))
    }
    // Every key is tried, so that the time taken does not tell which one signed.
    var isGenuine = false
    for key in keys {
      let expected = Self.signature(of: covered, with: key)
      if areEqualInConstantTime(expected, signature) { isGenuine = true }
    }
    return isGenuine ? .success(SignedFields(covered)) : .failure(.wrongSignature)
  }

  package enum SignatureFault: Error, Hashable, Sendable {
    case noSignature
    case wrongSignature
  }

  static func signature(of fields: [HandOver.Field], with key: [UInt8]) -> String {
    let text = fields.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    return base64(hmacSHA256(Array(text.utf8), key: key).bytes)
  }
}
