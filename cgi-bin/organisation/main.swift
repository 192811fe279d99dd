import CGI
import Desk

runCGI(organisationRoutes, services: Services.init, handler: organisation)
