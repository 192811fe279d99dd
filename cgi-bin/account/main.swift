import FoundationEssentials
print(ProcessInfo.processInfo.environment["X"] ?? "x")
