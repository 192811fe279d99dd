import JSON
import Rules

/// One thing that happened, as a journal has it.
package struct JournalLine: Equatable, Sendable {
  /// 1 for the first thing that happened.
  package let number: Int
  package let at: Moment
  /// Who did it, as `JournalEntry` says.
  package let who: String
  /// What kind of thing it is, such as `saved`.
  package let kind: String
  /// What everybody who may read the journal may know: an object.
  package let details: JSONNode
  /// What is personal: an object; `nil` when there was nothing of that kind, or when it was erased.
  package let secrets: JSONNode?
  /// Whether what was personal has been erased.
  package let isErased: Bool
}

/// What is to become a line.
package struct JournalEntry: Sendable {
  package var at: Moment
  /// A role and a name that says nothing about the person: `applicant:…`, `program:sweep`.
  package var who: String
  package var kind: String
  /// An object; left out of the line when it is empty.
  package var details: JSONNode
  /// All that is personal: an object, without a member called `salt`; left out when it is empty.
  package var secrets: JSONNode

  package init(
    at: Moment, who: String, kind: String, details: JSONNode = [:], secrets: JSONNode = [:]
  ) {
    self.at = at
    self.who = who
    self.kind = kind
    self.details = details
    self.secrets = secrets
  }
}
