import CGI
import Desk

runCGI(applyRoutes, services: Services.init, handler: apply)
