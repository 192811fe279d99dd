// The first file of Notation is on its way.
