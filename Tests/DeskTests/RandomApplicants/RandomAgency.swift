/// What an agency asks, made up by chance: the test's own idea of it, which shares no code with Docket's.
struct RandomAgency {
  var parts: [Part] = []
  var requests: [Request] = []
  var isFree = false

  struct Part {
    let id: String
    var isTheApplicants = true
    var isRequired = true
    /// Whether the applicant may say that there is nothing to supply.
    var hasNone = false
    var questions: [Ask] = []
    var groups: [Group] = []
    var files: FileRule?
    var isSealed = false
  }

  struct Group {
    let id: String
    let when: When
    let atLeast: Int
    let atMost: Int
    let questions: [Ask]
    let files: FileRule?
  }

  struct FileRule {
    let atLeast: Int
    let atMost: Int
  }

  struct Request {
    let id: String
    /// The clarifying ones.
    let questions: [Ask]
    let parts: [(id: String, when: When)]
  }

  struct Ask {
    let id: String
    let kind: Kind
    let isRequired: Bool
    let when: When
  }

  enum Kind {
    case text(limit: Int), longText(limit: Int), yesNo, oneOf([String]), severalOf([String]), day
    case number(ClosedRange<Int>), money, email, phone, address, fromList(others: Bool)
    case confirmation
  }

  /// When something applies; always, where it has no parts.
  indirect enum When {
    case always
    case answered(String, [String])
    case sum([String], atLeast: Int)
    case any([When])
    case all([When])
    case not(When)
  }

  static let listed = [("north-quay", "North Quay"), ("old-mill", "Old Mill & Sons")]
  static let fileTypes = ["scan", "letter"]

  func part(_ id: String) -> Part? { parts.first { $0.id == id } }
  func request(_ id: String) -> Request? { requests.first { $0.id == id } }
}

// MARK: Making one up

extension RandomAgency {
  init(_ chance: inout Chance) {
    isFree = chance.happens(20)
    let count = chance.number(2...4)
    for index in 1...count { parts.append(Part(random: "part-\(index)", &chance)) }
    if chance.happens(60) {
      parts.append(
        Part(
          id: "by-the-club", isTheApplicants: false, isRequired: chance.happens(30),
          questions: Ask.some(1...3, &chance, named: "club")))
    }
    for index in 1...chance.number(1...2) {
      let questions = Ask.some(
        1...3, &chance, named: "first-\(index)",
        kinds: [.yesNo, .oneOf(["red", "green", "blue"]), .number(0...9), .text(limit: 60)])
      var own: [(id: String, when: When)] = []
      for part in parts {
        let when = chance.happens(40) ? When(on: questions, &chance) : .always
        own.append((part.id, own.isEmpty ? .always : when))
      }
      requests.append(
        Request(
          id: "request-\(index)", questions: questions,
          parts: index == 1 ? own : Array(own.prefix(chance.number(1...own.count)))))
    }
  }
}

extension RandomAgency.Part {
  fileprivate init(random id: String, _ chance: inout Chance) {
    self.id = id
    isRequired = chance.happens(85)
    hasNone = chance.happens(25)
    isSealed = chance.happens(20)
    questions = RandomAgency.Ask.some(1...5, &chance, named: id)
    for index in 0..<chance.pick([0, 0, 1, 2]) {
      let when: RandomAgency.When =
        chance.happens(30) ? .init(on: questions, &chance) : .always
      let least = chance.number(0...1)
      groups.append(
        RandomAgency.Group(
          id: "several-\(index)", when: when, atLeast: least,
          atMost: least + chance.number(1...2),
          questions: RandomAgency.Ask.some(1...3, &chance, named: "\(id)-\(index)"),
          files: chance.happens(40) ? RandomAgency.FileRule(&chance) : nil))
    }
    if chance.happens(50) { files = RandomAgency.FileRule(&chance) }
  }
}

extension RandomAgency.FileRule {
  fileprivate init(_ chance: inout Chance) {
    atLeast = chance.number(0...1)
    atMost = atLeast + chance.number(1...2)
  }
}

extension RandomAgency.Ask {
  static let allKinds: [RandomAgency.Kind] = [
    .text(limit: 80), .text(limit: 30), .longText(limit: 300), .yesNo, .yesNo,
    .oneOf(["red", "green", "blue"]), .severalOf(["oak", "elm", "ash"]), .day, .number(0...20),
    .number(3...8), .money, .email, .phone, .address, .fromList(others: true),
    .fromList(others: false), .confirmation,
  ]

  /// Some questions, each of which may hang on those before it.
  static func some(
    _ count: ClosedRange<Int>, _ chance: inout Chance, named prefix: String,
    kinds: [RandomAgency.Kind] = allKinds
  ) -> [RandomAgency.Ask] {
    var all: [RandomAgency.Ask] = []
    for index in 1...chance.number(count) {
      let when: RandomAgency.When = chance.happens(45) ? .init(on: all, &chance) : .always
      all.append(
        RandomAgency.Ask(
          id: "\(prefix)-\(index)", kind: chance.pick(kinds), isRequired: chance.happens(75),
          when: when))
    }
    return all
  }
}

extension RandomAgency.When {
  /// Something that can be true, about answers to these.
  init(on questions: [RandomAgency.Ask], _ chance: inout Chance) {
    let simple = questions.compactMap { question -> Self? in
      switch question.kind {
      case .yesNo: .answered(question.id, [chance.pick(["yes", "no"])])
      case .oneOf(let choices), .severalOf(let choices):
        .answered(question.id, Array(chance.mixed(choices).prefix(chance.number(1...2))))
      case .number(let range):
        .sum([question.id], atLeast: chance.number(range.lowerBound + 1...range.upperBound))
      default: nil
      }
    }
    guard let last = simple.last else {
      self = .always
      return
    }
    switch chance.number(1...10) {
    case 1...6: self = chance.pick(simple)
    case 7: self = .not(chance.pick(simple))
    case 8: self = .any(simple)
    // Of those that hang on others, all at once might contradict themselves.
    case 9 where questions.allSatisfy({ if case .always = $0.when { true } else { false } }):
      self = .all(simple)
    default: self = last
    }
  }
}
