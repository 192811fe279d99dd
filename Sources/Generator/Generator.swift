// The first file of Generator is on its way.
