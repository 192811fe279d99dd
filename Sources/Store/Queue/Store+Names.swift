import Applications
import Files
import Rules

// Who has submitted an application, by the words of their name: an empty file
// `names/<two letters>/<word>/<another word>/<month>/<number>` for each word of the name and each other word of it, so
// that somebody is found by the beginning of any word, and by any whole word with the beginning of any other. `<two
// letters>` begin the word, and `<month>` is that in which it was received. A name of a single word has `-` for the
// other. The number has `+` behind it where the other word is not the first other one: then who looks for one word
// passes it over, and finds each application once.
//
// No folder grows with the number of applications for long: there are only so many words, and of one name only so
// many a month. They are look-ups like those of the queue, and an erasure takes them away.

/// A page of those that were found.
package struct FoundNames: Sendable {
  package let numbers: [ApplicationNumber]
  /// Where to go on; `nil` where there are no more.
  package let next: String?
}

extension Store {
  /// Applications whose applicant's name has these words: the last may be the beginning of one. Of more than two, the
  /// last and the one before it are looked for. In the order of the words, `limit` at most, those after `after` with it,
  /// which is `next` of the page before.
  package func applications(
    named words: [String], after: String? = nil, limit: Int
  ) throws(StoreError) -> FoundNames {
    guard let last = words.last, !last.isEmpty else { return FoundNames(numbers: [], next: nil) }
    var search = NameSearch(store: self, after: after, limit: limit)
    if words.count == 1 {
      let letters = firstLetters(last)
      for folder in try search.folders("") where folder.utf8.starts(with: letters.utf8) {
        for word in try search.folders(folder) where word.utf8.starts(with: last.utf8) {
          for other in try search.folders("\(folder)/\(word)") {
            try search.take("\(folder)/\(word)/\(other)", isForOneWord: true)
          }
          if search.isOver { break }
        }
        if search.isOver { break }
      }
    } else {
      let whole = words[words.count - 2]
      let folder = "\(firstLetters(whole))/\(whole)"
      for other in try search.folders(folder) where other.utf8.starts(with: last.utf8) {
        try search.take("\(folder)/\(other)", isForOneWord: false)
      }
    }
    return FoundNames(numbers: search.found, next: search.next)
  }

  /// The files of an application.
  func nameFiles(of application: Application) -> [LookUp] {
    guard let receivedAt = application.receivedAt else { return [] }
    var words = nameWords(application.start.profile.name)
    // The words between are not looked for: nobody has to have thousands of files because of a long name.
    if words.count > 4 { words = Array(words.prefix(2) + words.suffix(2)) }
    let month = receivedAt.description.prefix(7)
    return words.flatMap { word in
      let others = words.count == 1 ? ["-"] : words.filter { $0 != word }
      return others.map { other in
        let mark = other == others[0] ? "" : "+"
        let path =
          "\(firstLetters(word))/\(word)/\(other)/\(month)/\(application.number.text)\(mark)"
        return LookUp(
          place: "\(folder)/\(Kind.names.rawValue)/\(path)", bytes: [],
          absence: "not found by the name of its applicant")
      }
    }
  }

  static func isNameFolder(_ name: String) -> Bool {
    (1...2).contains(name.unicodeScalars.count) && nameWords(name) == [name]
  }
}

private func firstLetters(_ word: String) -> String {
  String(String.UnicodeScalarView(word.unicodeScalars.prefix(2)))
}

/// One walk through the folders, in the order of their names.
private struct NameSearch {
  let store: Store
  /// The names of the folders and the file after which to go on.
  let after: [String]
  let limit: Int
  private(set) var found: [ApplicationNumber] = []
  private(set) var next: String?
  private var last = ""

  init(store: Store, after: String?, limit: Int) {
    self.store = store
    self.after = (after ?? "").split(separator: "/").map(String.init)
    self.limit = limit
  }

  var isOver: Bool { next != nil }

  /// What is in a folder, without what comes before the place to go on.
  func folders(_ path: String) throws(StoreError) -> [String] {
    if isOver { return [] }
    let parts = path.split(separator: "/").map(String.init)
    let top = "\(store.folder)/\(Store.Kind.names.rawValue)"
    let names = try store.list(path.isEmpty ? top : "\(top)/\(path)")
    guard after.count > parts.count, Array(after.prefix(parts.count)) == parts else { return names }
    let bound = after[parts.count]
    return names.filter { !$0.utf8.lexicographicallyPrecedes(bound.utf8) }
  }

  /// Takes what is in the months of `path`.
  mutating func take(_ path: String, isForOneWord: Bool) throws(StoreError) {
    for month in try folders(path) {
      for name in try folders("\(path)/\(month)") {
        let place = "\(path)/\(month)/\(name)"
        if place == after.joined(separator: "/") { continue }
        let isFurther = name.hasSuffix("+")
        if isForOneWord && isFurther { continue }
        guard let number = ApplicationNumber(isFurther ? String(name.dropLast()) : name),
          !found.contains(number)
        else { continue }
        if found.count == limit {
          next = last
          return
        }
        found.append(number)
        last = place
      }
    }
  }
}
