import Files
import Foundation
import Support
import Testing

@Suite struct ZipTests {
  /// The check values of the catalogue of CRC algorithms, and RFC 3720 B.4-like runs worked out by zlib.
  @Test(arguments: [
    ("", 0), ("a", 0xE8B7_BE43), ("abc", 0x3524_41C2), ("123456789", 0xCBF4_3926),
    ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
  ])
  func `the checksum is that of published vectors`(text: String, value: UInt32) {
    var checksum = CRC32()
    for byte in text.utf8 { checksum.update([byte]) }
    #expect(checksum.value == value)
  }

  @Test func `other programs open what was written, to the last byte`() throws {
    try withScratch { scratch in
      let path = scratch.path + "/archive.zip"
      let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try Data(large).write(to: scratch.appending(path: "large"))
      var writer = try ZipWriter(
        making: path, stamp: .init(year: 2026, month: 11, dayOfMonth: 22, minutes: 725))
      try writer.add("README.txt", Array("Hello\n".utf8))
      try writer.add("files/Zeugnis für Ada – 1.bin", fileAt: scratch.path + "/large")
      try writer.add("empty", [])
      try writer.finish()
      let script = """
        import zipfile, sys, hashlib
        z = zipfile.ZipFile(sys.argv[1])
        assert z.testzip() is None
        for i in z.infolist():
            d = z.read(i)
            print(i.filename, i.date_time[:5], len(d), hashlib.sha256(d).hexdigest()[:8])
        """
      let python = try command(["python3", "-c", script, path]).runWell(in: scratch)
      #expect(python.words.contains("README.txt (2026, 11, 22, 12, 5) 6 "))
      #expect(
        python.words.contains("files/Zeugnis für Ada – 1.bin (2026, 11, 22, 12, 5) 200000 "))
      #expect(python.words.contains("empty (2026, 11, 22, 12, 5) 0 "))
      let unzip = try command(["unzip", "-t", path]).runWell(in: scratch)
      #expect(unzip.words.contains("No errors detected"))
    }
  }

  @Test(arguments: [
    ("receipt.pdf", "receipt.pdf"), ("../../etc/passwd", "_.._etc_passwd"), ("a\\b:c", "a_b_c"),
    ("...", "_"), ("", "_"), ("a\u{202E}fdp.exe", "a_fdp.exe"), ("x. ", "x"),
    ("Zeugnis ä", "Zeugnis ä"),
  ])
  func `a name leads nowhere and is taken by every system`(text: String, name: String) {
    #expect(archiveName(text) == name)
  }

  @Test func `a long name is cut between characters`() {
    #expect(archiveName(String(repeating: "ä", count: 200)).utf8.count == 120)
  }

  private func command(_ words: [String]) -> Command {
    Command(
      program: "/usr/bin/env", arguments: words,
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
  }
}
