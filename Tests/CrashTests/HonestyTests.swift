import CGI
import Desk
import Foundation
import Support
import Testing

/// That the harness tries everything, and does not deceive itself.
@Suite(.serialized) struct HonestyTests {
  @Test func `replaying what was recorded gives the folder byte for byte`() throws {
    let stage = try Stage.ready()
    let faults = try stage.everywhere(stage.trials) { trial, office in
      try trial.scene.begin(in: office)
      let (_, recording) = try office.recorded { try trial.scene.happens(in: office, under: $0) }
      return try recording.differences(from: office.store)
    }
    for (trial, faults) in zip(stage.trials, faults) {
      #expect(faults.isEmpty, "\(trial.scene.name): \(faults)")
    }
    #expect(stage.trials.contains { $0.recording.moments.count > 20 })
  }

  @Test func `a change of the store that it does not know stops it`() throws {
    try Folder.withOne { folder in
      let store = folder + "/store"
      for tool in [
        ["/bin/cp", "--reflink=never", "\(store)/a", "\(store)/b"],  // copy_file_range
        ["/usr/bin/truncate", "-s", "4", "\(store)/a"],
        ["/usr/bin/fallocate", "-l", "9", "\(store)/a"],
        ["/bin/ln", "-s", "a", "\(store)/c"],
      ] {
        Folder.remove(store)
        try Folder.make(store)
        try Folder.put("abc\n", at: store + "/a")
        let office = try Office(bare: folder)
        do {
          let (_, recording) = try office.recorded { try office.run($0 + tool, [:], Data()) }
          #expect(tool[0].hasSuffix("truncate"), "\(tool) was not noticed")
          #expect(try recording.differences(from: store).isEmpty)
        } catch let trouble as Trouble {
          #expect(!tool[0].hasSuffix("truncate"), "\(trouble)")
          #expect(trouble.description.contains("the harness does not know"), "\(trouble)")
        }
      }
    }
  }

  @Test func `every program and every request that may change something has its scene`() throws {
    let built = try Folder.names(in: Repository.folder.appendingPathComponent("cgi-bin").path)
      .filter { !$0.hasSuffix(".md") && $0 != "examples" }
    #expect(Set(programs.map(\.name)) == Set(built), "a program that no table is of")
    let stage = try Stage.ready()
    let names = stage.trials.map(\.scene.name)
    for program in programs {
      for route in program.routes where route.method == .post {
        let name = "\(program.name) post \(route.path)".trimmingCharacters(in: .whitespaces)
        let isThere = names.contains { $0 == name || $0.hasPrefix(name + ",") }
        #expect(
          isThere != Self.changesNothing.contains(name), "\(name)")
      }
    }
  }

  /// Forms that only lead to another page.
  private static let changesNothing: Set<String> = [
    "apply post confirm", "apply post answers/:application",
    // The pretended payment page of a demonstration has no store.
    "simulator post", "simulator post decide",
  ]
}

extension Recording {
  /// Where replaying it gives another folder than there is: names, bytes, modes.
  func differences(from folder: String) throws -> [String] {
    let real = Cut(nodes: try Folder.read(folder))
    let replayed = end.disk.whole
    let (files, realFiles) = (replayed.files, real.files)
    let (modes, realModes) = (replayed.modes, real.modes)
    return Set(files.keys).union(realFiles.keys).sorted().filter {
      files[$0] != realFiles[$0] || modes[$0] != realModes[$0]
    }
  }
}
