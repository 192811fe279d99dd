import JSON

/// Takes settings by name and remembers which were asked for.
struct SettingsReader {
  let members: [JSONMember]
  /// What stands before a name in a fault: empty, or which of several objects this is.
  var place = ""
  private var read = ["$schema"]

  init(members: [JSONMember], place: String = "") {
    self.members = members
    self.place = place
  }

  /// The first setting that nothing asked for.
  var unread: String? { members.first { !read.contains($0.name) }?.name }

  func fault(_ words: String) -> Settings.Fault { Settings.Fault(description: place + words) }

  mutating func text(_ name: String) throws(Settings.Fault) -> String? {
    guard let node = take(name) else { return nil }
    guard let text = node.string, !text.isEmpty else {
      throw fault("'\(name)' must be a text in double quotes")
    }
    return text
  }

  mutating func truth(_ name: String) throws(Settings.Fault) -> Bool? {
    guard let node = take(name) else { return nil }
    guard let truth = node.bool else { throw fault("'\(name)' must be true or false") }
    return truth
  }

  mutating func number(
    _ name: String, in range: ClosedRange<Int>
  ) throws(Settings.Fault) -> Int? {
    guard let node = take(name) else { return nil }
    guard let number = node.integer, range.contains(number) else {
      throw fault(
        "'\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  mutating func texts(_ name: String) throws(Settings.Fault) -> [String] {
    guard let node = take(name) else { return [] }
    guard let items = node.array else {
      throw fault("'\(name)' must be a list of texts in square brackets")
    }
    var texts: [String] = []
    for item in items {
      guard let text = item.string else {
        throw fault("'\(name)' must be a list of texts in square brackets")
      }
      texts.append(text)
    }
    return texts
  }

  /// Objects in a list; each is read by a reader of its own, and has to be read to its end.
  mutating func objects(_ name: String) throws(Settings.Fault) -> [[JSONMember]] {
    guard let node = take(name) else { return [] }
    var objects: [[JSONMember]] = []
    for item in node.array ?? [.null] {
      guard let members = item.members else {
        throw fault("'\(name)' must be a list in square brackets, each of its items in braces")
      }
      objects.append(members)
    }
    return objects
  }

  /// An object whose names are the author's own.
  mutating func object(_ name: String) throws(Settings.Fault) -> [JSONMember]? {
    guard let node = take(name) else { return nil }
    guard let members = node.members else { throw fault("'\(name)' must be an object in braces") }
    return members
  }

  private mutating func take(_ name: String) -> JSONNode? {
    read.append(name)
    return members.first { $0.name == name }?.node
  }
}
