/// The letters Docket sends by itself, by id, with the slots it fills in. Every site has them.
///
/// Whoever sends another letter, or fills in another slot, says so here: the check tells an author of a
/// slot that would be sent as it stands.
package let sentLetters: [String: [String]] = [
  "confirm-address": ["agency", "name", "link"],
  "address-known": ["agency", "link"],
  "application-submitted": ["agency", "name", "number", "requests", "day", "total", "link"],
]
