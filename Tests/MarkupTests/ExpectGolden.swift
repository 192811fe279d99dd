import Markup
import Support
import Testing

/// Checks `page` against `Golden/<name>` beside the calling test file, and that it is well formed.
///
/// With `DOCKET_RECORD=1` in the environment it writes the file instead, and fails. (This file is the
/// same in each target that has golden files: what imports Testing may not be shared as a library.)
func expectGolden(
  _ page: HTML, _ name: String, isPage: Bool = true, testFile: StaticString = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let fault = goldenFault(page.source, name, testFile: "\(testFile)")
  #expect(fault == nil, "\(fault ?? "")", sourceLocation: sourceLocation)
  let faults = htmlFaults(in: page.source, isPage: isPage)
  #expect(faults == [], "\(name)", sourceLocation: sourceLocation)
}
