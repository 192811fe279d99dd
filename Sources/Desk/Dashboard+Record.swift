import Applications
import CGI
import Files
import Glibc
import Notation
import Pages
import Rules
import Signing
import Store

// The record is written to the folder for files that arrive, sent from there, and has no name any more when
// the first byte of it goes out.

extension Visit {
  func showRecord() throws -> Response {
    let account = try account()
    return try reply(recordPage(keys: keys), name: account.profile.name)
  }

  func downloadRecord() throws -> Response {
    let account = try account(then: "dashboard/record")
    let form = try request.form()
    try admit(form)
    let path = "\(services.store.incomingFolder)/\(services.random.word()).record"
    do {
      try services.writeRecord(of: account, to: path)
    } catch let failure as ZipWriter.Failure {
      unlink(path)
      return try reply(
        recordPage(problem: words(for: failure), keys: keys), status: .unavailable,
        name: account.profile.name)
    } catch {
      unlink(path)
      throw error
    }
    let today = try services.publication(services.newestPublication()).agency().timeZone
      .day(of: services.now)
    var response = Response(
      attachment: path, name: "record-\(today).zip", type: "application/zip")
    response.removesFile = true
    return response
  }

  private func words(for failure: ZipWriter.Failure) -> String {
    switch failure {
    case .tooLarge:
      "Your record is more than 4 GB, which one ZIP file cannot hold. Please ask us for it; until then you can "
        + "download the files of each application one by one."
    case .system:
      "There was no room to put your record together just now. Please try again later, or ask us."
    }
  }
}
