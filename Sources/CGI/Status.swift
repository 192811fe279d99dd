/// The answers Docket gives, by their HTTP numbers (RFC 9110 §15, RFC 6585).
package enum Status: Int, Sendable, CaseIterable {
  case ok = 200
  case seeOther = 303
  case notModified = 304
  case badRequest = 400
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case requestTimeout = 408
  case conflict = 409
  case gone = 410
  case tooLarge = 413
  case uriTooLong = 414
  case unsupportedType = 415
  case unprocessable = 422
  case tooManyRequests = 429
  case internalError = 500
  case unavailable = 503

  /// The words after the number, as RFC 9110 has them.
  package var reason: String {
    switch self {
    case .ok: "OK"
    case .seeOther: "See Other"
    case .notModified: "Not Modified"
    case .badRequest: "Bad Request"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .requestTimeout: "Request Timeout"
    case .conflict: "Conflict"
    case .gone: "Gone"
    case .tooLarge: "Content Too Large"
    case .uriTooLong: "URI Too Long"
    case .unsupportedType: "Unsupported Media Type"
    case .unprocessable: "Unprocessable Content"
    case .tooManyRequests: "Too Many Requests"
    case .internalError: "Internal Server Error"
    case .unavailable: "Service Unavailable"
    }
  }
}
