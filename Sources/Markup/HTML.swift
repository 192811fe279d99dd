/// A piece of a page that is safe to send.
///
/// Made from a literal, so that the source of a page looks like the page. What is interpolated is
/// escaped unless it is `HTML` itself:
///
/// ```swift
/// let greeting: HTML = "<p>Dear \(applicant.name)</p>"
/// ```
///
/// Escaping covers element content and attributes in double quotes, and nothing else: scripts and
/// styles live in files. Forgetting `as HTML` makes an ordinary `String`, which is escaped when it
/// is put into a page, so the mistake shows as visible tags and never as an injection.
///
/// Two pieces are equal when their bytes are: two spellings of é are two pieces.
package struct HTML: Hashable, Sendable {
  /// The piece as UTF-8, ready to send.
  package private(set) var bytes: [UInt8]

  /// Takes `source` as it is. For text that this program did not write, use a literal instead.
  package init(unescaped source: String) { bytes = Array(source.utf8) }

  /// Takes bytes that are UTF-8 and safe already: the output of another writer of HTML.
  init(unescaped bytes: [UInt8]) { self.bytes = bytes }

  package var source: String { String(decoding: bytes, as: UTF8.self) }
  package var isEmpty: Bool { bytes.isEmpty }

  package static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }
  package static func + (left: HTML, right: HTML) -> HTML {
    HTML(unescaped: left.bytes + right.bytes)
  }
}

extension HTML {
  /// The parts one per line. Parts that are `nil` or empty leave no empty line behind.
  package static func lines(_ parts: [HTML?]) -> HTML {
    var all = HTML(unescaped: [])
    for case let part? in parts where !part.isEmpty {
      if !all.isEmpty { all.bytes.append(UInt8(ascii: "\n")) }
      all.bytes += part.bytes
    }
    return all
  }

  /// The parts one per line, as `lines([…])`.
  package static func lines(_ parts: HTML?...) -> HTML { lines(parts) }
}

extension HTML: ExpressibleByStringInterpolation {
  package init(stringLiteral source: String) { self.init(unescaped: source) }

  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { bytes += literal.utf8 }

    /// Text, escaped.
    package mutating func appendInterpolation(_ text: some StringProtocol) {
      appendEscaped(text, to: &bytes)
    }

    /// A count or a number, in digits.
    package mutating func appendInterpolation(_ number: Int) {
      bytes += String(number).utf8
    }

    package mutating func appendInterpolation(_ html: HTML) { bytes += html.bytes }

    /// An address, to stand in an attribute.
    package mutating func appendInterpolation(_ link: Link) {
      if link.isInSite { bytes.append(Link.mark) }
      appendEscaped(link.address, to: &bytes)
    }

    /// Nothing when there is nothing.
    package mutating func appendInterpolation(_ html: HTML?) {
      if let html { bytes += html.bytes }
    }

    /// The parts one per line, leaving out what is empty.
    package mutating func appendInterpolation(_ parts: [HTML]) {
      bytes += HTML.lines(parts).bytes
    }

    /// `html` if the condition holds: `<input\(" checked", when: isChosen)>`.
    package mutating func appendInterpolation(_ html: HTML, when condition: Bool) {
      if condition { bytes += html.bytes }
    }

    /// A whole attribute with the space before it, or nothing when there is no value:
    /// `<input\(attribute: "autocomplete", field.autocomplete)>`.
    package mutating func appendInterpolation(attribute name: String, _ value: String?) {
      guard let value else { return }
      bytes.append(UInt8(ascii: " "))
      bytes += name.utf8
      bytes += "=\"".utf8
      appendEscaped(value, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }
}
