import Applications
import CGI
import Pages
import Rules

extension ElementVisit {
  /// Does what a button of the element's form asks about its entries, once for each form, and shows them
  /// again.
  ///
  /// 404 for an entry or a group that the element does not have.
  func act(_ action: EntryAction, key: String) throws -> Response {
    switch action {
    case .add(let group):
      guard element.group(group) != nil else { throw Refusal.notFound }
      return visit.redirect(to: "\(address)/\(group)/new")
    case .edit(let id):
      return visit.redirect(to: "\(address)/\(try supplied(id).group)/\(id)")
    case .remove(let id):
      return try mark(id, key) { .entryRemoved($0) }
    case .restore(let id):
      return try mark(id, key) { .entryRestored($0) }
    case .moveUp(let id): return try move(id, by: -1, key)
    case .moveDown(let id): return try move(id, by: 1, key)
    }
  }

  private var address: String { addresses.form }

  private func supplied(_ id: String) throws -> SuppliedEntry {
    guard let entry = entry.part.entry(id) else { throw Refusal.notFound }
    return entry
  }

  private func mark(
    _ id: String, _ key: String, _ what: (EntryMark) -> Event.What
  ) throws -> Response {
    let group = try supplied(id).group
    let mark = what(EntryMark(element: element.id, entry: id, key: key))
    _ = try change(
      unless: { $0.hasDone(mark, byForm: key) },
      whyClosed: { $0.whyClosed(element.id, entry: id, of: group) }, { _ in mark })
    return redirect(to: group)
  }

  /// Changes places with the one before or after it in its group.
  private func move(_ id: String, by step: Int, _ key: String) throws -> Response {
    let group = try supplied(id).group
    _ = try change(
      unless: { application in
        // Pressed twice is moved once: the order is another one by then.
        application.deeds(ofForm: key).contains { deed in
          if case .entriesOrdered(let order) = deed { order.element == element.id } else { false }
        }
      }, whyClosed: { $0.whyClosed(element.id, orderOf: group) },
      { part in
        var ids = part.entries.map(\.id)
        let own = part.entries(of: group).map(\.id)
        if let place = own.firstIndex(of: id), own.indices.contains(place + step),
          let one = ids.firstIndex(of: id), let other = ids.firstIndex(of: own[place + step])
        {
          ids.swapAt(one, other)
        }
        return .entriesOrdered(EntryOrder(element: element.id, entries: ids, key: key))
      })
    return redirect(to: group)
  }

  /// The element's page, where the entries of that group are.
  private func redirect(to group: EntryGroup.ID) -> Response {
    let place = element.group(group).map { "#" + $0.field } ?? ""
    return visit.redirect(to: address + place)
  }
}
