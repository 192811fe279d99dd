import Foundation
import Payments
import Rules
import Signing
import Support
import Testing

/// The official library and ours on the same headers and bodies, of which many are made up by chance.
@Suite struct StripeLibraryTests {
  private struct Sample: Codable {
    var body: String
    var header: String
    var secret: String
  }

  private let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970) * 1000)

  @Test func `Stripe's own library takes what ours takes, and refuses what ours refuses`() throws {
    var chance = SystemRandomNumberGenerator()
    let good = (0..<500).map { _ in genuine(&chance) }
    let bad = good.map { spoilt($0, &chance) }
    for sample in good { #expect(fault(of: sample) == nil) }
    for sample in bad { #expect(fault(of: sample) != nil, "\(sample)") }
    let verdicts = try ask(good + bad, to: "verify")
    #expect(verdicts.count == 1000)
    for (sample, verdict) in zip(good + bad, verdicts) {
      #expect(verdict == (fault(of: sample) == nil ? "taken" : "refused"), "\(sample)")
    }
  }

  @Test func `what Stripe's library signs is genuine to ours`() throws {
    var chance = SystemRandomNumberGenerator()
    var samples = (0..<500).map { _ in genuine(&chance) }
    let headers = try ask(samples, to: "sign")
    #expect(headers.count == 500)
    for index in samples.indices {
      samples[index].header = headers[index]
      #expect(fault(of: samples[index]) == nil)
    }
  }

  private func fault(of sample: Sample) -> Verdict.Fault? {
    guard let signature = StripeSignature(sample.header) else { return .noSignature }
    return signature.fault(
      of: Array(sample.body.utf8), signedBy: [Array(sample.secret.utf8)], at: now)
  }

  private func genuine(_ chance: inout SystemRandomNumberGenerator) -> Sample {
    let alphabet = Array("{}[]\":,.=0123456789abcXYZ \n\t\\/é中🙂\u{0}\u{7f}")
    let body = String(
      (0..<Int.random(in: 0...400, using: &chance)).map { _ in
        alphabet.randomElement(using: &chance) ?? "x"
      })
    let secret = "whsec_" + String(UInt64.random(in: 1 ... .max, using: &chance), radix: 36)
    // Well inside the tolerance: the library reads the clock itself, a little later.
    let time = String(now.secondsSince1970 - Int.random(in: 0...200, using: &chance))
    let digest = hmacSHA256(Array("\(time).\(body)".utf8), key: Array(secret.utf8))
    return Sample(body: body, header: "t=\(time),v1=\(digest)", secret: secret)
  }

  /// The same with one thing wrong.
  private func spoilt(_ sample: Sample, _ chance: inout SystemRandomNumberGenerator) -> Sample {
    var bad = sample
    switch Int.random(in: 0..<6, using: &chance) {
    case 0: bad.body += " "
    case 1: bad.secret += "x"
    case 2: bad.header = sample.header.replacing("v1=", with: "v0=")
    case 3: bad.header = String(sample.header.dropLast())
    case 4: bad.header = sample.header.replacing("t=1", with: "t=2")
    default:
      let time = String(now.secondsSince1970 - 302)
      let digest = hmacSHA256(Array("\(time).\(sample.body)".utf8), key: Array(sample.secret.utf8))
      bad.header = "t=\(time),v1=\(digest)"
    }
    return bad
  }

  private func ask(_ samples: [Sample], to task: String) throws -> [String] {
    try withScratch { scratch in
      let python = Repository.folder.appendingPathComponent(".build/python/bin/python3").path
      guard FileManager.default.isExecutableFile(atPath: python) else {
        throw Trouble("Stripe's library is not there: Tests/run installs it into .build/python")
      }
      let outcome = try Command(
        program: python, arguments: ["-c", Self.script, task],
        input: JSONEncoder().encode(samples)
      ).runWell(in: scratch)
      return try JSONDecoder().decode([String].self, from: outcome.output)
    }
  }

  private static let script = """
    import json, sys, stripe
    def answer(s):
        if sys.argv[1] == "sign":
            return stripe.WebhookSignature.generate_signature_header(s["body"], s["secret"])
        try:
            stripe.WebhookSignature.verify_header(s["body"], s["header"], s["secret"], 300)
            return "taken"
        except stripe.SignatureVerificationError:
            return "refused"
    print(json.dumps([answer(s) for s in json.load(sys.stdin)]))
    """
}
