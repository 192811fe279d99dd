import Foundation
import Support

/// One deed on one store: a request, or a task of the command, from the same beginning again and again.
struct Scene: Sendable {
  enum Deed: Sendable {
    case request(Request)
    /// `docket store` with these words.
    case task([String])
    /// `docket` with these words.
    case command([String])
  }

  /// `save post :application/:element`, with what is special about it behind.
  let name: String
  /// The store before it.
  let store: [Disk.Node]
  let deed: Deed
  /// What the same person does next. It has to work whatever a power cut left.
  let next: Request
  /// The first page of that person.
  let dashboard: Request

  /// Lays the store out in an office of its own.
  func begin(in office: Office) throws { try Folder.write(Cut(nodes: store), to: office.store) }

  /// What came of it: the status of the answer, or of the command.
  func happens(in office: Office, under tool: [String] = []) throws -> Reply {
    switch deed {
    case .request(let request): return try office.answer(request, under: tool)
    case .task(let words): return try answer(of: office, to: ["store"] + words, under: tool)
    case .command(let words): return try answer(of: office, to: words, under: tool)
    }
  }

  private func answer(
    of office: Office, to words: [String], under tool: [String]
  ) throws -> Reply {
    let (status, said) = try office.command(words, under: tool)
    var reply = Reply()
    // 200 for a command that ended well, 500 for one that says it did not.
    reply.status = status == 0 ? 200 : status == 1 ? 500 : 0
    reply.text = said
    return reply
  }
}

/// A second request like another, with keys of its own.
extension Request {
  func renewed(_ key: String) -> Request {
    var request = self
    request.body = Data(
      String(decoding: body, as: UTF8.self).replacing(/(^|&)key=[^&]*/) { "\($0.1)key=\(key)" }.utf8
    )
    return request
  }
}
