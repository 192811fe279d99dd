// The first file of Signing is on its way.
