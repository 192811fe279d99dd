import CGI
import Desk

runCGI(certificateRoutes, services: Services.init, handler: certificate)
