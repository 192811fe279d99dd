import CGI

/// Each part has its table and its handler in a file of its own.
package let reviewRoutes = queueRoutes + caseRoutes + repairRoutes + reportRoutes

/// What staff does about applications: find, take and review them, decide, repair, and report.
///
/// For whoever works for the agency and is signed in; what takes a role is refused without it, with 403. 404 for an
/// application that there is not. A form that was sent twice is answered as the first time, with 303; one of a page
/// that is out of date with 409, and what was typed is shown.
package func review(_ request: Request, services: Services) throws -> Response {
  try StaffVisit.answer(request, services) { visit in
    let parts = [visit.answerQueue, visit.answerCase, visit.answerRepair, visit.answerReport]
    for part in parts {
      if let response = try part() { return response }
    }
    throw Refusal.notFound
  }
}
