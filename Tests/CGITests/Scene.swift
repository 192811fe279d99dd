import CGI
import Foundation

/// Surroundings with nothing in them.
struct Nowhere: Surroundings {
  var isHTTPS: Bool?
}

/// Answers one request with `handler`; the rest has defaults.
func answer(
  _ routes: [Route], _ method: String = "GET", _ path: String = "", body: String? = nil,
  type: String = "application/x-www-form-urlencoded", variables: [String: String] = [:],
  chunkBytes: Int = 4096, isHTTPS: Bool? = nil,
  handler: (Request) throws -> Response = { _ in Response(text: "fine") }
) -> Rehearsal {
  var all = [
    "REQUEST_METHOD": method, "PATH_INFO": path, "SCRIPT_NAME": "/credentials/cgi-bin/save",
  ]
  if body != nil { all["CONTENT_TYPE"] = type }
  all.merge(variables) { $1 }
  return rehearse(
    routes, all, body: Array((body ?? "").utf8), chunkBytes: chunkBytes,
    services: Nowhere(isHTTPS: isHTTPS)
  ) { request, _ in try handler(request) }
}

/// Runs `work` with a folder that is there only for it.
func withScratchFolder<Result>(_ work: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.path + "/cgi-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try work(folder)
}

func files(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder)
}
