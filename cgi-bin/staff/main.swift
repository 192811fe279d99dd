import CGI
import Desk

runCGI(staffRoutes, services: Services.init, handler: staff)
