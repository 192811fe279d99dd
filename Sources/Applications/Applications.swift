// The first file of Applications is on its way.
