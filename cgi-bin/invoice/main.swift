import CGI
import Desk

runCGI(invoiceRoutes, services: Services.init, handler: invoice)
