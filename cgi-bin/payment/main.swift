import CGI
import Desk

runCGI(paymentRoutes, services: Services.init, handler: payment)
