import Applications
import CGI
import Notation
import Pages
import Rules
import Store

extension OrganisationVisit {
  private static let pageLength = 50

  /// What waits, that of the oldest last day first, and what was signed of late.
  ///
  /// Cost: the names of what waits for this one, and the applications of one page.
  func workList() throws -> Response {
    let services = visit.services
    let zone = try services.publication(services.newestPublication()).agency().timeZone
    let waiting = try services.store.openWork(of: organisation.id).filter {
      $0.moment > services.now
    }
    let signed = try services.store.signedWork(of: organisation.id, until: Day(ofUTC: services.now))
    let number = max(1, Int(visit.request.query["page"] ?? "") ?? 1)
    let all = waiting.map { ($0, true) } + signed.map { ($0, false) }
    let pages = max(1, (all.count + Self.pageLength - 1) / Self.pageLength)
    guard number <= pages else { throw Refusal.notFound }
    var seen = SeenEditions(services)
    var rows: (waiting: [WorkRow], signed: [WorkRow]) = ([], [])
    for (item, isWaiting) in all.dropFirst((number - 1) * Self.pageLength).prefix(Self.pageLength) {
      guard let row = try row(of: item, &seen) else { continue }
      if isWaiting, row.signedAt == nil {
        rows.waiting.append(row)
      } else if !isWaiting, row.signedAt != nil {
        rows.signed.append(row)
      }
    }
    return try visit.reply(
      workListPage(
        WorkList(
          frame, waiting: rows.waiting, signed: rows.signed, waitingCount: waiting.count,
          page: number, pages: pages, zone: zone)))
  }

  /// `nil` for one that is no longer what the list says, or cannot be read.
  private func row(of item: WorkItem, _ seen: inout SeenEditions) throws -> WorkRow? {
    let application: Application?
    do throws(StoreError) {
      application = try visit.services.store.application(item.application)
    } catch {
      switch error {
      case .damaged, .newer: return nil
      default: throw error
      }
    }
    guard let application, !application.isErased,
      let record = application.invitation(item.request),
      record.invitation.organisationID == organisation.id
    else { return nil }
    let overview = try seen.overview(of: application)
    guard let entry = overview.entry(record.invitation.element) else { return nil }
    let isSigned = record.signedAt == item.moment
    guard isSigned || record.isOpen(at: overview.now) && overview.takesPart(of: entry.element)
    else { return nil }
    return WorkRow(overview, entry, record, organisation.id)
  }
}

/// Many applications seen without reading what they are bound to over and over.
struct SeenEditions {
  private let services: Services
  private let forms: [Element.ID]
  private var editions: [Key: Edition] = [:]

  private struct Key: Hashable {
    let publication: String
    let day: Day
    let requests: [RequestType.ID]
  }

  /// `forms` are the elements whose forms are needed.
  init(_ services: Services, forms: [Element.ID] = []) {
    self.services = services
    self.forms = forms
  }

  /// As `Services.overview`, without fees.
  mutating func overview(of application: Application) throws -> Overview {
    let start = application.start
    let key = Key(publication: start.publication, day: start.day, requests: start.requests)
    if let edition = editions[key] {
      return Overview(application, edition: edition, now: services.now)
    }
    let overview = try services.overview(of: application, isPriced: false, forms: forms)
    editions[key] = overview.edition
    return overview
  }
}
