import Foundation
import Support

extension Docket {
  /// What `install` is told to make `installation/`. Root has to say who runs the programs.
  var installing: [String] {
    ["install", "--prefix", path("installation"), "--base-url", "https://kites.example/permits/"]
      + (ServerUser.isAnother ? ["--owner", ServerUser.name] : [])
  }

  /// Makes `installation/`, without pages.
  func install() throws { try command(installing).runWell(in: scratch) }

  /// Publishes `site/` into `installation/`.
  func publish(_ more: String...) throws -> Command.Outcome {
    try command(["publish", "--prefix", path("installation"), "--site", path("site")] + more)
      .run(in: scratch)
  }

  func mode(_ name: String) throws -> String {
    let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
    guard let mode = attributes[.posixPermissions] as? Int else { throw Trouble("no mode") }
    return String(mode, radix: 8)
  }

  func owner(_ name: String) throws -> String? {
    try FileManager.default.attributesOfItem(atPath: path(name))[.ownerAccountName] as? String
  }

  /// What this process has written there belongs to whoever has the folder, who may be another.
  func giveAllToItsOwner(_ folder: String) throws {
    let files = FileManager.default
    guard let owner = try files.attributesOfItem(atPath: path(folder))[.ownerAccountID] else {
      throw Trouble("no owner")
    }
    for name in try files.subpathsOfDirectory(atPath: path(folder)) {
      try files.setAttributes([.ownerAccountID: owner], ofItemAtPath: path("\(folder)/\(name)"))
    }
  }
}
