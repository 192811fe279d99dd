import CGI
import Desk

runCGI(partyRoutes, services: Services.init, handler: party)
