// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is compiled the same strict way.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Mistakes that the crash tests can switch on and have to find: never in what is installed.
let planted: [SwiftSetting] = [.define("PLANTED", .when(configuration: .debug))]

/// One part of the house. Arrows go down only: `imports` names parts listed above it.
func library(_ name: String, imports: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: imports, exclude: exclude, swiftSettings: strict + planted)
}

/// A program that needs nothing of the machine but its kernel, and so starts in about a millisecond. Its symbols
/// stay, what only a debugger reads does not: it is half of the file.
func executable(_ name: String, imports: [Target.Dependency], path: String? = nil) -> Target {
  let alone: [String] = ["-static-executable"]
  let withoutDebugging = ["-Xlinker", "--strip-debug"]
  return .executableTarget(
    name: name, dependencies: imports, path: path,
    swiftSettings: strict + [.unsafeFlags(alone, .when(configuration: .release))],
    linkerSettings: [.unsafeFlags(alone + withoutDebugging, .when(configuration: .release))])
}

/// A CGI program: `cgi-bin/<name>/main.swift`, a few lines over its handler in `Desk`.
func program(_ name: String) -> Target {
  executable(name, imports: ["CGI", "Desk"], path: "cgi-bin/\(name)")
}

/// The tests of one part, in `Tests/<part>Tests`.
func tests(_ name: String, imports: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: imports, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "docket",
  targets: [
    .target(name: "Platform", linkerSettings: [.linkedLibrary("crypt")]),
    library("Files", imports: ["Platform"]),
    library("Doctor", imports: ["Files", "Signing"]),
    library("JSON"),
    library("Rules"),
    library("Signing", imports: ["Platform"]),
    library("Applications", imports: ["Rules"]),
    library("Notation", imports: ["Rules", "JSON"]),
    library("Markup", imports: ["Rules"]),
    library("Pages", imports: ["Markup", "Applications", "Rules"]),
    library("Generator", imports: ["Pages", "Notation", "Markup", "Rules", "Signing"]),
    library(
      "Store", imports: ["Applications", "Rules", "JSON", "Signing", "Files", "Platform"],
      exclude: ["FORMAT.md"]),
    library("Payments", imports: ["Rules", "Signing", "JSON"]),
    library("Mail", imports: ["Store", "Applications", "Rules", "Signing", "Files"]),
    library("CGI", imports: ["Files", "Platform"]),
    library(
      "Desk",
      imports: [
        "CGI", "Pages", "Store", "Payments", "Mail", "Notation", "Applications", "Rules", "Markup",
        "Signing", "JSON", "Files", "Platform",
      ]),
    library("Preview", imports: ["Files", "Platform"]),
    executable(
      "docket",
      imports: [
        "Desk", "Generator", "Notation", "Store", "Preview", "Rules", "Applications", "Pages",
        "Markup", "Mail", "Signing", "JSON", "Doctor", "Files", "Platform",
      ]),
    program("account"),
    program("apply"),
    program("attach"),
    program("certificates"),
    program("dashboard"),
    program("helper"),
    program("invoice"),
    program("organisation"),
    program("party"),
    program("payment"),
    program("review"),
    program("save"),
    program("simulator"),
    program("staff"),
    tests("SigningTests", imports: ["Signing"]),
    tests("PlatformTests", imports: ["Platform"]),
    tests("FilesTests", imports: ["Files", "Support"]),
    tests("DoctorTests", imports: ["Doctor", "Support"]),
    tests("JSONTests", imports: ["JSON"]),
    tests("CGITests", imports: ["CGI"]),
    tests("NotationTests", imports: ["Notation", "Pages", "Rules", "JSON", "Support"]),
    tests("PaymentsTests", imports: ["Payments", "Rules", "Signing", "JSON", "Support"]),
    tests("RulesTests", imports: ["Rules"]),
    tests("ApplicationsTests", imports: ["Applications", "Rules"]),
    tests(
      "StoreTests",
      imports: ["Store", "JSON", "Rules", "Applications", "Signing", "Files", "Platform"]),
    tests("MailTests", imports: ["Mail", "Store", "Rules", "Files"]),
    // What several targets of tests share. It may not import Testing: release builds compile it too.
    .target(name: "Support", path: "Tests/Support", swiftSettings: strict),
    tests("MarkupTests", imports: ["Markup", "Rules", "Support"], exclude: ["Golden"]),
    tests("PreviewTests", imports: ["Preview", "Support"]),
    tests(
      "DeskTests",
      imports: [
        "Desk", "CGI", "Pages", "Store", "Payments", "Mail", "Notation", "Applications", "Rules",
        "Signing", "Files", "Support",
      ],
      exclude: ["Access/Golden"]),
    tests(
      "GeneratorTests", imports: ["Generator", "Desk", "CGI", "Notation", "Rules", "Support"]),
    // The command as a process: the built program and nothing else.
    tests(
      "CommandTests", imports: ["Support", "JSON", "Store", "Applications", "Rules", "Signing"],
      exclude: ["Golden"]),
    // Whole installations, through real servers: the built programs and nothing else.
    tests("StoryTests", imports: ["Support", "JSON", "Signing"]),
    // Power cuts and faults, on the built programs: it needs strace.
    tests(
      "CrashTests",
      imports: ["Support", "Desk", "CGI", "Store", "Applications", "Rules", "Signing"]),
    tests(
      "PagesTests", imports: ["Pages", "Markup", "Applications", "Rules", "Support"],
      exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
