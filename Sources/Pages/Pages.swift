// The first file of Pages is on its way.
