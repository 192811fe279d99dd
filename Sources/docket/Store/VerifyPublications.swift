import Desk
import Files
import Store

// A publication is named by the hash of its files, so whoever has one can see whether it is whole.

/// Whatever lies among the publications, drafts left out.
func publicationNames(in installation: Installation) throws -> [String] {
  do throws(SystemFailure) {
    return try names(in: installation.publications).filter { $0 != "newest" }
  } catch {
    throw DiskFault(installation.publications, error)
  }
}

/// What is wrong with a publication that is there.
func faults(ofPublication name: String, in installation: Installation) throws -> [Finding] {
  let folder = installation.publications + "/" + name
  var files: [(path: String, bytes: [UInt8])] = []
  for path in try filesBelow(folder) {
    guard let bytes = contents(ofFile: folder + "/" + path) else {
      throw DiskFault(folder + "/" + path)
    }
    files.append((path, bytes))
  }
  guard manifestHash(files) != name else { return [] }
  return [
    Finding(
      severity: .error, path: folder, line: 0,
      summary: "the files of this publication are not those that were published", remedy: bringBack)
  ]
}

/// Publications that applications, or the site, are bound to and that are gone.
func missingPublications(
  _ verification: Verification, _ there: [String], in installation: Installation
) -> [Finding] {
  let there = Set(there)
  var findings: [Finding] = []
  for (name, place) in verification.publications.sorted(by: { $0.value.path < $1.value.path })
  where !there.contains(name) {
    findings.append(
      Finding(
        severity: .error, path: "\(installation.store)/\(place.path)", line: place.line,
        summary: "follows a publication that is not there: \(name)", remedy: bringBack))
  }
  if let line = contents(ofFile: installation.newestPublicationFile) {
    let newest = String(decoding: line.filter { $0 > 0x20 }, as: UTF8.self)
    if !there.contains(newest) {
      findings.append(
        Finding(
          severity: .error, path: installation.newestPublicationFile, line: 1,
          summary: "names a publication that is not there: \(newest)", remedy: bringBack))
    }
  }
  return findings
}

private let bringBack =
  "bring its folder back from a backup, or publish the same definitions again: the same files have the "
  + "same name"
