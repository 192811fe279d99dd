import Files
import Foundation
import Glibc
import Support
import Testing

/// What Store and the command build their files from. The journals' own tests are Store's.
@Suite struct FilesTests {
  @Test func `a draft is made whole with its mode, and never over something that is there`() throws
  {
    try withScratch { scratch in
      let draft = scratch.path + "/draft"
      try writeDraft(draft, with: [1, 2, 3], mode: 0o644)
      #expect(contents(ofFile: draft) == [1, 2, 3])
      #expect(try mode(of: draft) == 0o644)
      #expect(throws: SystemFailure(code: EEXIST)) { try writeDraft(draft, with: [4]) }
      #expect(contents(ofFile: draft) == [1, 2, 3])
      // Nor through a link, wherever that leads.
      let link = scratch.path + "/link"
      #expect(symlink(scratch.path + "/nowhere", link) == 0)
      #expect(throws: SystemFailure(code: EEXIST)) { try writeDraft(link, with: [4]) }
      #expect(try names(in: scratch.path) == ["draft", "link"])
    }
  }

  @Test func `a file is read through links, and only a file`() throws {
    try withScratch { scratch in
      let file = scratch.path + "/file"
      let bytes = (0..<100_000).map { UInt8($0 % 251) }
      try writeDraft(file, with: bytes)
      #expect(symlink("file", scratch.path + "/link") == 0)
      #expect(contents(ofFile: scratch.path + "/link") == bytes)
      #expect(throws: SystemFailure(code: ELOOP)) { _ = try File(scratch.path + "/link") }
      #expect(contents(ofFile: scratch.path + "/missing") == nil)
      #expect(errno == ENOENT)
      #expect(contents(ofFile: scratch.path) == nil)
    }
  }

  @Test func `names come in the order of their bytes, hidden ones when asked for`() throws {
    try withScratch { scratch in
      for name in ["b", "é", "a", ".draft-x", "B"] {
        try writeDraft(scratch.path + "/" + name, with: [])
      }
      #expect(try names(in: scratch.path) == ["B", "a", "b", "é"])
      #expect(try names(in: scratch.path, withDrafts: true).first == ".draft-x")
      #expect(try names(in: scratch.path + "/nowhere") == [])
      #expect(throws: SystemFailure(code: ENOTDIR)) { try names(in: scratch.path + "/a") }
    }
  }

  private func mode(of path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_mode & 0o777
  }
}
