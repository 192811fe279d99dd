import Foundation
import Support
import Testing

/// People who do everything in any order, at agencies that ask anything: whatever they typed is kept, and
/// nothing is complete before it is. Agency and person are made up from a number, the seed; a failure says
/// which, and what was done. `DOCKET_SEED=17` runs that one alone, `DOCKET_SEEDS=500` so many.
@Suite struct RandomApplicantTests {
  @Test(arguments: seeds(usually: 25))
  func `nothing typed is lost, and nothing is complete before it is`(seed: Int) throws {
    try applies(seed: seed)
  }

  @Test(arguments: seeds(usually: 2))
  func `so it is with the built programs`(seed: Int) throws {
    try applies(seed: seed, asPrograms: true)
  }

  private func applies(seed: Int, asPrograms: Bool = false) throws {
    var chance = Chance(seed: seed)
    let agency = RandomAgency(&chance)
    let definitions = try Definitions(reading: agency.files, folder: "seed-\(seed)")
    try withOffice(definitions) { office in
      if asPrograms { try office.runsPrograms() }
      try RandomApplicant(office, agency, chance).applies()
    }
  }

  private static func seeds(usually count: Int) -> [Int] {
    let variables = ProcessInfo.processInfo.environment
    if let seed = variables["DOCKET_SEED"].flatMap(Int.init) { return [seed] }
    return Array(1...(variables["DOCKET_SEEDS"].flatMap(Int.init) ?? count))
  }
}

extension RandomApplicant {
  /// From the first day to the last.
  fileprivate func applies() throws {
    try starts()
    if chance.happens(20) { try starts() }
    try check()
    let deeds: [(weight: Int, () throws -> Void)] = [
      (6, fillsIn), (5, addsOrChangesAnEntry), (3, movesAnEntry), (3, usesTwoTabs), (4, goesBack),
      (4, attaches), (1, replacesAFile), (2, withdrawsOrRestoresAFile), (2, describesAFile),
      (3, isSignedOutMeanwhile), (2, fillsInAPublicPage), (1, sendsAWrongToken),
      (4, writesSomethingElse), (3, changesItsMindMeanwhile), (1, signs), (1, pays), (1, isSwept),
      (5, othersCompleteTheirPart), (3, aHelperFillsIn),
    ]
    let all = deeds.flatMap { deed in Array(repeating: deed.1, count: deed.weight) }
    for _ in 1...chance.number(10...25) {
      try chance.pick(all)()
      try check()
    }
    if chance.happens(70) {
      try completesEverything()
      try check()
      try goesBackToWhatIsSigned()
      try check()
      try pays()
      try check()
    }
    if chance.happens(30) {
      try endsAndGoesBack()
      try check()
    }
    try looksAtEverything()
  }
}
