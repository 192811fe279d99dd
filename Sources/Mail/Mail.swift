// The first file of Mail is on its way.
