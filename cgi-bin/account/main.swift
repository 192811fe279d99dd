import CGI
import Desk

runCGI(accountRoutes, services: Services.init, handler: account)
