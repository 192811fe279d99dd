// The first file of CGI is on its way.
