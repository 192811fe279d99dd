import CGI

/// A program of `cgi-bin`: the name of its folder, and the table of what it answers.
package struct Program: Sendable {
  package let name: String
  package let routes: [Route]
}

/// All of them. The simulator is for demonstrations alone; every other belongs to each installation.
package let programs = [
  Program(name: "account", routes: accountRoutes),
  Program(name: "apply", routes: applyRoutes),
  Program(name: "attach", routes: attachRoutes),
  Program(name: "certificates", routes: certificateRoutes),
  Program(name: "dashboard", routes: dashboardRoutes),
  Program(name: "helper", routes: helperRoutes),
  Program(name: "invoice", routes: invoiceRoutes),
  Program(name: "organisation", routes: organisationRoutes),
  Program(name: "party", routes: partyRoutes),
  Program(name: "payment", routes: paymentRoutes),
  Program(name: "review", routes: reviewRoutes),
  Program(name: "save", routes: saveRoutes),
  Program(name: "simulator", routes: simulatorRoutes),
  Program(name: "staff", routes: staffRoutes),
]
