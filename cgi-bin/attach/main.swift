import CGI
import Desk

runCGI(attachRoutes, services: Services.init, handler: attach)
