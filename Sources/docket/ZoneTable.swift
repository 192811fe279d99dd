import Platform
import Rules

/// The changes of a time zone from 1990 to 2060, asked of the machine's zone files; `nil` for a name they
/// do not know.
///
/// Days far ahead follow the rule that holds now, as nobody knows a later one.
func zoneTable(name: String) -> TimeZoneTable? {
  func offset(_ seconds: Int) -> Int? {
    var offset: Int32 = 0
    return docket_zone_offset(name, Int64(seconds), &offset) == 0 ? Int(offset) : nil
  }
  let end = 2_871_763_200
  let step = 5 * 86_400
  var seconds = 631_152_000
  guard var current = offset(seconds) else { return nil }
  var changes = [TimeZoneTable.Change(at: seconds, offset: current)]
  while seconds < end {
    let next = seconds + step
    guard let there = offset(next) else { return nil }
    if there != current {
      // The change lies between the two: halve until it is found to the second.
      var (before, after) = (seconds, next)
      while after - before > 1 {
        let middle = (before + after) / 2
        if offset(middle) == current { before = middle } else { after = middle }
      }
      changes.append(TimeZoneTable.Change(at: after, offset: there))
      current = there
    }
    seconds = next
  }
  return TimeZoneTable(name: name, changes: changes)
}
