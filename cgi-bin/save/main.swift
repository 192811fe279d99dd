import CGI
import Desk

runCGI(saveRoutes, services: Services.init, handler: save)
