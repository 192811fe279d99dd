import CGI
import Desk

runCGI(reviewRoutes, services: Services.init, handler: review)
