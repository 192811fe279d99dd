import CGI
import Desk

runCGI(simulatorRoutes, services: Services.init, handler: simulator)
