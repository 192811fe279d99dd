import CGI
import Desk

runCGI(helperRoutes, services: Services.init, handler: helper)
