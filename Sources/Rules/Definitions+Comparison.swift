extension Definitions {
  /// What is otherwise for people by these definitions than by `old`: on `day`, and what further becomes
  /// otherwise on each later day on which either of them changes.
  ///
  /// Days on which nothing more is otherwise are left out; the first is there only with changes.
  package func changes(since old: Definitions, from day: Day) -> [ChangesOfDay] {
    var seen: Set<Change> = []
    let later = Set(changeDays + old.changeDays).filter { $0 > day }.sorted()
    return ([day] + later).compactMap { day in
      let changes = changes(on: day, since: old, on: day).filter { seen.insert($0).inserted }
      return changes.isEmpty ? nil : ChangesOfDay(day: day, changes: changes)
    }
  }

  /// What becomes otherwise on each of their own days, in order. A day on which nothing does that people
  /// would notice is left out.
  package var changesOfDays: [ChangesOfDay] {
    changeDays.compactMap { day in
      let changes = changes(on: day)
      return changes.isEmpty ? nil : ChangesOfDay(day: day, changes: changes)
    }
  }
}
