import CGI
import Desk

runCGI(dashboardRoutes, services: Services.init, handler: dashboard)
